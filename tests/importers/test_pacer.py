"""The reading of dockets: shapes, ids, facts and entries, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casefile.event import MAX_TEXT
from casefile.importers.intake import Intake
from casefile.importers.material import Unreadable
from casefile.importers.pacer.fields import FIELDS
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.importers.pacer.wording import NO_TEXT
from casefile.importers.sources import importer
from tests.asking import Answers
from tests.histories import Office
from tests.importers.pacer_dockets import (
    appeal,
    archive,
    attorney,
    bundle,
    bundles,
    charged,
    drafts,
    entry,
    history,
    in_turn,
    notice,
    party,
    records,
    report,
    source,
    written,
)


def texts(made: Any, *types: str) -> list[str]:
    """Return the texts of notes or entries."""
    return [draft.data["text"] for draft in drafts(made, *(types or ("note.recorded",)))]


def test_register__pacer__is_this_importer() -> None:
    assert importer("pacer") is PACER


def test_docket__report__opens_its_matter(tmp_path: Path) -> None:
    made = bundle(tmp_path, report())
    (opened,) = drafts(made, "matter.opened")

    assert opened.matter_id == "nmd-1.23-cr-00001"
    assert opened.effective == "2023-01-05"
    assert opened.data == {
        "title": "United States v. Doe",
        "category": "criminal",
        "jurisdiction": "US",
        "court_id": "nmd",
        "docket_no": "1:23-cr-00001",
        "time_zone": "America/Denver",
    }
    assert source(opened) == ("Docket of D.N.M. 1:23-cr-00001", None)


@pytest.mark.parametrize(
    ("docket", "category", "zone", "document"),
    [
        (
            report(docket_number="1:23-cv-2"),
            "civil",
            "America/Denver",
            "Docket of D.N.M. 1:23-cv-2",
        ),
        (
            report(court_id="flnd", docket_number="3:23-mj-00002"),
            "criminal",
            None,
            "Docket of N.D. Fla. 3:23-mj-00002",
        ),
        (
            report(court_id="deb", docket_number="08-10001"),
            "other",
            "America/New_York",
            "Docket of Bankr. D. Del. 08-10001",
        ),
        (
            report(court_id="deb", docket_number="1:08-ap-10001"),
            "civil",
            "America/New_York",
            "Docket of Bankr. D. Del. 1:08-ap-10001",
        ),
        (appeal(), "appeal", "America/Denver", "Docket of 10th Cir. 23-2001"),
        (
            archive(court_id="ca6", docket_number="23-5001"),
            "appeal",
            "America/New_York",
            "Docket of 6th Cir. 23-5001",
        ),
    ],
)
def test_docket__court_and_number__say_category_and_clock(
    tmp_path: Path, docket: Any, category: str, zone: str | None, document: str
) -> None:
    (opened,) = drafts(bundle(tmp_path, docket), "matter.opened")

    assert (opened.data["category"], opened.data.get("time_zone")) == (category, zone)
    assert source(opened)[0] == document


def test_docket__court_that_is_not_listed__is_kept_and_told(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(court_id="xyzb"))
    (opened,) = drafts(made, "matter.opened")
    (told,) = records(made, "court")

    assert (opened.data["court_id"], "time_zone" in opened.data) == ("xyzb", False)
    assert told.left_out == "courts-db has no court xyzb: it is kept as given, without a zone."


def test_docket__its_several_pages__open_one_matter_alike(tmp_path: Path) -> None:
    pages = bundles(tmp_path, report(), archive(), history(), notice(entry("1")))
    opened = [drafts(made, "matter.opened")[0] for made in pages]

    assert opened[1:] == opened[:1] * 3
    assert [made.whole for made in pages] == [
        "Docket of D.N.M. 1:23-cr-00001",
        "Archived docket of D.N.M. 1:23-cr-00001",
        "History of D.N.M. 1:23-cr-00001",
        "",
    ]


def test_docket__page_for_one_defendant__is_not_the_whole(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(federal_defendant_number="6"))

    assert made.whole == ""
    assert texts(made) == ["The docket is printed for defendant 6."]


def test_notice__alone__opens_its_matter_on_or_before_its_entry(tmp_path: Path) -> None:
    made = bundle(tmp_path, notice(entry("7", filed="2023-03-01"), email_recipients=[]))
    (opened,) = drafts(made, "matter.opened")

    assert opened.effective == "../2023-03-01"
    assert opened.confidence == "inferred"
    assert texts(made, "docket.entry_recorded") == ["MOTION"]


def test_notice__recipients__are_named_without_their_addresses(tmp_path: Path) -> None:
    recipients = [{"name": "Lee Roe", "email_addresses": ["roe@example.org"]}]
    made = bundle(
        tmp_path,
        notice(
            entry("7", document_url="https://ecf.example/doc?magic_num=1"),
            email_recipients=recipients,
            contains_attachments=True,
        ),
    )

    assert texts(made) == [
        "Notice of electronic filing of entry 7 sent to Lee Roe.",
        "Notice of electronic filing of entry 7: the document has attachments.",
    ]
    assert "example" not in repr([*made.drafts()])
    assert {one.where.partition(", ")[2] for one in records(made, "field")} == {
        "recipient: email_addresses",
        "docket entry: document_url",
    }


def test_facts__on_the_head_of_a_docket__are_each_a_record(tmp_path: Path) -> None:
    head: dict[str, Any] = {
        "cause": "28:1332 Diversity",
        "jury_demand": "Both",
        "demand": "$75,000",
        "date_terminated": "2023-05-01",
        "date_converted": "2023-02-01",
        "assigned_to_str": "Judge Roe",
        "referred_to_str": "Magistrate Poe",
        "nature_of_suit": "",
        "mdl_status": None,
    }
    made = bundle(tmp_path, report(**head))

    assert texts(made) == [
        "Case converted to another chapter.",
        "Cause: 28:1332 Diversity",
        "Demand: $75,000",
        "Jury demand: Both",
    ]
    assert [one.data["name"] for one in drafts(made, "official.assigned")] == [
        "Judge Roe",
        "Magistrate Poe",
    ]
    (closed,) = drafts(made, "matter.status_changed")
    assert (closed.data["status"], closed.effective) == ("closed", "2023-05-01")
    assert len(records(made, "case fact")) == 7
    assert all(len(one.drafts) == 1 for one in records(made, "case fact"))


def test_facts__new_judge__is_no_correction_of_the_old_one(tmp_path: Path) -> None:
    made = bundles(tmp_path, report(assigned_to_str="Roe"), report(assigned_to_str="Poe"))
    old, new = (drafts(one, "official.assigned")[0].event_id for one in made)

    assert old != new


def test_facts__court_below__are_notes_on_their_days(tmp_path: Path) -> None:
    below = {
        "docket_number": "1:20-cv-00001",
        "date_judgment": "2022-12-01",
        "RESTRICTED_ALIEN_NUMBER": "A000-000-000",
    }
    made = bundle(tmp_path, appeal(originating_court_information=below, panel=["Roe"]))

    assert texts(made) == [
        "Appeal from: District of New Mexico",
        "Court below, docket number: 1:20-cv-00001",
        "Court below: judgment.",
    ]
    assert drafts(made, "note.recorded")[2].effective == "2022-12-01"
    assert drafts(made, "official.assigned")[0].data["source_label"] == {"office": "panel"}
    assert "A000" not in repr(made)


def test_magistrate_number__in_the_first_entries__is_a_number_of_the_matter(tmp_path: Path) -> None:
    entries = [
        entry("2", "ORDER [1:22-mj-00900]", "2022-12-22"),
        entry("1", "COMPLAINT as to Pat Doe [1:22-mj-00900-XY]", "2022-12-20"),
        entry("3", "ORDER [1:22-mj-00900]", "2022-12-23"),
        entry("4"),
    ]
    made = bundle(tmp_path, report(docket_entries=entries))
    (number,) = drafts(made, "matter.docket_number_assigned")

    assert (number.data["docket_no"], number.effective) == ("1:22-mj-00900", "2022-12-20")
    assert not drafts(
        bundle(tmp_path, report(docket_number="1:23-cv-1", docket_entries=entries)),
        "matter.docket_number_assigned",
    )


def test_magistrate_number__of_a_case_filed_under_it__is_the_number_until_the_first_entry_without(
    tmp_path: Path, office: Office
) -> None:
    entries = [
        entry("1", "COMPLAINT as to Pat Doe [1:22-mj-00900-XY]", "2023-01-05"),
        entry("2", "ORDER [1:22-mj-00900]", "2023-01-06"),
        entry("3", "INDICTMENT", "2023-01-20"),
    ]
    made = bundle(tmp_path, report(docket_entries=entries))
    numbers = drafts(made, "matter.docket_number_assigned")
    assert [(one.data["docket_no"], one.effective) for one in numbers] == [
        ("1:22-mj-00900", "2023-01-05"),
        ("1:23-cr-00001", "2023-01-06/2023-01-20"),
    ]

    Intake(office.database, office.recorder).take([made], by="importer")
    asked = Answers(office.database)
    shown = [asked.matter("nmd-1.23-cr-00001", as_of=f"2023-01-{day}") for day in (10, 20)]
    assert [one["matter"]["docket_no"] for one in shown] == ["1:22-mj-00900", "1:23-cr-00001"]
    for number in ("00900", "1:23-cr-00001"):
        found = asked.matters(q=number)["matters"]
        assert [one["matter_id"] for one in found] == ["nmd-1.23-cr-00001"]


@pytest.mark.parametrize(
    ("number", "stands"),
    [
        ("MDL No. 2168", "MDL No. 2168"),
        ("MDL 2168", "MDL 2168"),
        ("MDL No. 2168 - IN RE: Widgets", "MDL No. 2168"),
        ("MDL-2168", "MDL-2168"),
    ],
)
def test_number__of_the_panel__is_a_docket_number_however_it_is_written(
    tmp_path: Path, number: str, stands: str
) -> None:
    made = bundle(tmp_path, report(court_id="jpml", docket_number=number))
    (opened,) = drafts(made, "matter.opened")
    assert (opened.matter_id, opened.data["docket_no"]) == ("jpml-MDL-2168", stands)
    assert opened.data["category"] == "civil"
    printed = [one.data["text"] for one in drafts(made, "note.recorded")]
    assert (f"Docket number as printed: {number}" in printed) == (number != stands)
    same = bundle(tmp_path, report(court_id="jpml", docket_number="MDL No. 2168"))
    assert drafts(same, "matter.opened")[0].event_id == opened.event_id


def test_number__with_the_panels_behind_it__is_the_first_and_the_rest_is_kept(
    tmp_path: Path,
) -> None:
    number = "1:11-md-02168-ABC (MDL No. 2168)"
    made = bundle(tmp_path, report(docket_number=number))
    (opened,) = drafts(made, "matter.opened")
    assert (opened.data["docket_no"], opened.data["category"]) == ("1:11-md-02168-ABC", "civil")
    assert [one.data["text"] for one in drafts(made, "note.recorded")] == [
        f"Docket number as printed: {number}"
    ]


def test_entry__text_and_both_days__are_kept_untouched(tmp_path: Path) -> None:
    words = "  ORDER  granting \u00a73\nfees.  "
    one = entry(
        "12", words, "2023-02-01", date_entered="2023-02-03", pacer_doc_id="0120", page_count=4
    )
    made = bundle(tmp_path, report(docket_entries=[one]))
    (recorded,) = drafts(made, "docket.entry_recorded")

    assert recorded.data == {"text": words, "number": "12", "entered": "2023-02-03"}
    assert recorded.effective == "2023-02-01"
    assert source(recorded) == (made.whole, "entry 12, document 0120, pages: 4")


def test_entry__with_times__keeps_the_time_it_was_entered(tmp_path: Path) -> None:
    one = entry(3, filed="2023-02-01T00:00:00", date_entered="2023-02-01T11:15:00")
    (recorded,) = drafts(bundle(tmp_path, appeal(docket_entries=[one])), "docket.entry_recorded")

    assert recorded.effective == "2023-02-01"
    assert (recorded.data["number"], recorded.data["entered"]) == ("3", "2023-02-01T11:15:00")


def test_entry__without_words__says_so_and_is_recorded(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(docket_entries=[entry("4", "")]))

    (recorded,) = drafts(made, "docket.entry_recorded")
    assert recorded.data["text"] == NO_TEXT
    assert recorded.data["source_label"] == {"text": ""}


def test_entry__short_words__stand_for_missing_ones_or_beside_them(tmp_path: Path) -> None:
    entries = [
        entry("1", "", short_description="Motion"),
        entry("2", "MOTION to dismiss", short_description="Motion"),
    ]
    first, second = drafts(
        bundle(tmp_path, history(docket_entries=entries)), "docket.entry_recorded"
    )

    assert first.data["text"] == "Motion"
    assert second.data["text"] == "MOTION to dismiss"
    assert second.data["source_label"] == {"short_description": "Motion"}


def test_entry__without_a_day__lies_after_the_filing(tmp_path: Path) -> None:
    made = bundle(tmp_path, archive(docket_entries=[entry("9", filed=None)]))
    (recorded,) = drafts(made, "docket.entry_recorded")

    assert (recorded.effective, recorded.confidence) == ("2023-01-05/..", "inferred")


def test_entry__longer_than_an_event__is_parted_with_nothing_lost(tmp_path: Path) -> None:
    words = "".join(str(number % 10) for number in range(2 * MAX_TEXT + 5))
    made = bundle(tmp_path, report(docket_entries=[entry("1", words)]))
    parts = drafts(made, "docket.entry_recorded")

    assert "".join(part.data["text"] for part in parts) == words
    assert [str(source(part)[1]).rpartition(", ")[2] for part in parts] == [
        "part 1 of 3",
        "part 2 of 3",
        "part 3 of 3",
    ]
    assert len(records(made, "docket entry")) == 1


def test_entry__of_another_page__is_an_event_of_its_own(tmp_path: Path) -> None:
    entries = [entry("1")]
    pages = bundles(
        tmp_path,
        report(docket_entries=entries),
        archive(docket_entries=entries),
        history(docket_entries=entries),
        notice(entry("1")),
    )

    assert (
        len({one.event_id for made in pages for one in drafts(made, "docket.entry_recorded")}) == 4
    )


def test_entry_ids__newer_copy_with_more_in_the_middle__stay(tmp_path: Path) -> None:
    older = [
        entry("1"),
        entry(None, "first", "2023-01-12"),
        entry(None, "second", "2023-01-12"),
        entry("2", "two", "2023-01-13"),
        entry("2", "two again", "2023-01-14"),
    ]
    newer = [
        entry("1"),
        entry(None, "put in late", "2023-01-12", date_entered="2023-01-20"),
        entry(None, "first", "2023-01-12"),
        entry("1", "late, with the same number", "2023-01-12"),
        entry(None, "second, reworded", "2023-01-12"),
        *older[3:],
        entry("3", filed="2023-01-20"),
    ]
    before, after, turned = in_turn(
        bundles(
            tmp_path,
            report(docket_entries=older),
            report(docket_entries=newer),
            report(docket_entries=newer[::-1]),
        )
    )
    ids = [
        {one.event_id: one.data["text"] for one in drafts(made, "docket.entry_recorded")}
        for made in (before, after, turned)
    ]

    assert len(ids[0]) == 5
    assert len(ids[1]) == 8
    assert set(ids[0]) < set(ids[1])
    assert [(ids[0][one], ids[1][one]) for one in ids[0] if ids[0][one] != ids[1][one]] == [
        ("second", "second, reworded")
    ]
    assert ids[2] == ids[1]


def test_attachment__of_an_entry__is_a_document(tmp_path: Path) -> None:
    inside = [
        {"attachment_number": 1, "description": "Exhibit A", "file_size_bytes": 10},
        {"attachment_number": "2", "description": "", "date_filed": "2023-01-11"},
        {"attachment_number": 3, "description": "x" * 600},
    ]
    made = bundle(tmp_path, report(docket_entries=[entry("5", attachments=inside)]))
    first, second, third = drafts(made, "document.filed")

    assert first.data == {
        "title": "Exhibit A",
        "kind": "attachment",
        "docket_entry": "5",
        "exhibit": "1",
    }
    assert source(first)[1] == "entry 5, attachment 1, bytes: 10"
    assert (second.data["title"], second.effective) == ("Attachment 2", "2023-01-11")
    assert len(third.data["title"]) == 500
    assert third.source is not None
    assert third.source.quote == "x" * 600
    assert len(records(made, "attachment")) == 3


def test_field__that_is_not_known__stands_in_the_report(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(docket_entries=[entry("1", surprise="new"), entry("2")], odd=1))
    told = {one.where: one.left_out for one in records(made, "field")}

    assert told["01.json, docket entry: surprise"] == "This field is not known, so it is not read."
    assert told["01.json, docket: odd"] == "This field is not known, so it is not read."


@pytest.mark.parametrize("value", [0.5, 10**17, [1] * 20_000], ids=["float", "digits", "list"])
def test_field__that_is_not_known__may_hold_what_no_event_may(tmp_path: Path, value: Any) -> None:
    made = bundle(tmp_path, report(odd=value))

    assert "01.json, docket: odd" in [one.where for one in records(made, "field")]


def test_fields__every_one__says_what_becomes_of_it() -> None:
    assert all(field.becomes for part in FIELDS.values() for field in part.values())
    assert {field.part for part in FIELDS.values() for field in part.values()} - {""} <= set(FIELDS)


GOOD = json.dumps(report())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (GOOD[:-20].encode(), "bad.json: This is not JSON: "),
        (b"Case,Date\n1,2", "bad.json: This is not JSON: Expecting value at line 1, column 1."),
        (b"", "bad.json is empty."),
        (b" \n", "bad.json is empty."),
        (GOOD.encode("utf-16"), "bad.json is written in UTF-16; save it as UTF-8."),
        (
            GOOD.replace("Doe", "D\u00f6e").encode("latin-1").replace(b"\\u00f6", b"\xf6"),
            "bad.json, line 1, byte",
        ),
        (b"[1, 2]", "bad.json: a docket is a JSON object, and this is something else."),
        (b"17", "bad.json: a docket is a JSON object, and this is something else."),
        (
            # As CourtListener keeps a docket, with fields of its own.
            json.dumps(
                {"docket_number": "1:23-cv-1", "court": "nmd", "docket_entries": []}
            ).encode(),
            "bad.json: this is no docket, history or notice as juriscraper writes it",
        ),
        (b'{"id": 1}', "bad.json: this is no docket, history or notice as juriscraper writes it"),
        (b"[" * 100_000, "bad.json: The JSON is nested more than 16 levels deep."),
        (
            b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}",
            f"bad.json, a{'[0]' * 15}: The JSON is nested more than 16 levels deep.",
        ),
        (
            b'{"court_id": "a", "court_id": "b"}',
            "bad.json: The key 'court_id' stands twice in one object.",
        ),
        (b'{"court_id": NaN}', "bad.json: NaN is not a whole number"),
        (b'{"n": ' + b"9" * 5000 + b"}", "bad.json: A number has more than 1,000 digits."),
        (b'{"a\\ud800": 1}', "bad.json, a key: The key 'a\\ud800' is not plain ASCII."),
        (b'{"a\\u0000": 1}', "bad.json, a key: A text holds the control character U+0000."),
        (
            json.dumps(report(parties=[party(), party("D\a")])).encode(),
            "bad.json, parties[1], name: A text holds the control character U+0007.",
        ),
        (
            GOOD.replace("Doe", "D\\u0000e").encode(),
            "bad.json, case_name: A text holds the control",
        ),
        (
            GOOD.replace("Doe", "D\\ud800e").encode(),
            "bad.json, case_name: A text holds the control",
        ),
    ],
)
def test_file__that_cannot_be_read__is_refused_with_its_place(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (good,) = written(tmp_path, report())
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)

    with pytest.raises(Unreadable) as refused:
        list(PACER.read([good, bad]))
    assert sentence in refused.value.sentence


@pytest.mark.parametrize(
    ("docket", "sentence"),
    [
        (report(date_filed="2109-01-01"), "01.json, date_filed: '2109-01-01' is not between 1789"),
        (report(date_filed="13/45/2020"), "01.json, date_filed: '13/45/2020' is no date like"),
        (report(date_filed="2023-02-30"), "01.json, date_filed: 2023-02-30 is no day of the"),
        (report(date_filed=None), "01.json, date_filed: nothing says when the matter was filed."),
        (
            report(docket_entries=[entry("1"), entry("2", filed="1023-01-01")]),
            "01.json, docket_entries[1], date_filed: '1023-01-01' is not between",
        ),
        (
            report(case_name="x" * 10_000),
            "01.json, case_name: it has 10,000 characters; a name has",
        ),
        (
            report(parties=[party("x" * 10_000)]),
            "01.json, parties[0], name: it has 10,000 characters; a name has 500 at most.",
        ),
        (
            report(parties=[party(attorneys=[attorney("Roe", "TERMINATED: 13/45/2020")])]),
            "01.json, parties[0], attorneys[0], roles: 13/45/2020 is no day of the calendar.",
        ),
        (report(parties={"name": "Doe"}), "01.json, parties: it is no list."),
        (report(parties=["Doe"]), "01.json, parties[0]: it is no object."),
        (report(case_name=["Doe"]), "01.json, case_name: it is no text."),
        (report(docket_number="../etc"), "01.json, docket_number: '../etc' is no docket number."),
        (report(docket_number=""), "01.json, docket_number: '' is no docket number."),
        (report(court_id="N.D. Cal."), "01.json, court_id: 'N.D. Cal.' is no id of a court."),
        (
            report(parties=[charged(("Fraud(1)", ["x"]))]),
            "01.json, parties[0], criminal_data, counts[0], disposition: it is no text.",
        ),
    ],
)
def test_value__that_cannot_be_read__is_refused_with_its_place(
    tmp_path: Path, docket: Any, sentence: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        next(PACER.read(written(tmp_path, docket)))
    assert refused.value.sentence.startswith(sentence)


def test_file__above_the_limit__is_refused_by_name(tmp_path: Path) -> None:
    with (tmp_path / "big.json").open("wb") as big:
        big.truncate(200_000_000)
    with pytest.raises(Unreadable, match=r"big\.json has 200 MB; 64 MB at most are read\."):
        next(PACER.read([tmp_path / "big.json"]))


def test_file__that_is_not_there__is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"gone\.json cannot be read"):
        next(PACER.read([tmp_path / "gone.json"]))


def test_files__of_one_name__are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, report())
    made = PACER.read([tmp_path / "old" / "01.json", tmp_path / "new" / "01.json"])

    assert [one.name for one in made] == ["old/01.json", "new/01.json"]
