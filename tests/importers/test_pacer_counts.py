"""Counts and complaints: ranges, versions, statutes, severity, days, and what became of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casefile.importers.intake import Intake
from casefile.importers.material import Bundle
from casefile.importers.pacer.counts import labels
from casefile.importers.pacer.statutes import charge_kind, statutes
from casefile.recording.draft import read_draft
from tests.histories import Office
from tests.importers.pacer_dockets import (
    bundle,
    bundles,
    charged,
    charges,
    drafts,
    entry,
    party,
    records,
    report,
    source,
    states,
)


def filed(made: Bundle) -> dict[str, dict[str, Any]]:
    """Return the data of every charge by its count."""
    return {
        one.data["item_id"].rpartition(".")[0]: one.data for one in drafts(made, "charge.filed")
    }


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("18:371 CONSPIRACY(1)", ["1"]),
        ("FRAUD(2-4)", ["2", "3", "4"]),
        ("FRAUD(2s-3s)", ["2s", "3s"]),
        ("FRAUD(1ss)", ["1ss"]),
        ("FRAUD(5r)", ["5r"]),
        ("FRAUD(1, 3-4)", ["1", "3", "4"]),
        ("18:2252(a)(4) & 2252(b)(2)(2)", ["2"]),
        ("FRAUD", [""]),
        ("18:111(a)(1)", ["1"]),
        ("FRAUD(4-2)", ["4-2"]),
        ("FRAUD(2-3s)", ["2-3s"]),
        ("FRAUD(1-99999)", ["1-99999"]),
    ],
)
def test_count__number_in_brackets__is_opened(name: str, wanted: list[str]) -> None:
    assert labels(name) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("18:1326 Illegal Reentry", ["18 U.S.C. § 1326"]),
        ("18:111(a)(1); 18:758 - Assault", ["18 U.S.C. § 111(a)(1)", "18 U.S.C. § 758"]),
        ("21:952 and 960 - Importation", ["21 U.S.C. § 952", "21 U.S.C. § 960"]),
        ("18:1956-4999.F MONEY LAUNDERING", ["18 U.S.C. § 1956"]),
        ("18:1014.F, 2 - LOANS; aid & abet", ["18 U.S.C. § 1014", "18 U.S.C. § 2"]),
        ("18:982.F, 28:2461(c) - FORFEITURE", ["18 U.S.C. § 982", "28 U.S.C. § 2461(c)"]),
        ("Fraud 18:2251(a) & (e)", ["18 U.S.C. § 2251(a)", "18 U.S.C. § 2251(e)"]),
        ("8:1326.F--REENTRY", ["8 U.S.C. § 1326"]),
        ("18:371, 5 others", ["18 U.S.C. § 371"]),
        ("CONSPIRACY TO DISTRIBUTE MORE THAN 50 GRAMS", []),
    ],
)
def test_statutes__in_the_words_of_a_count__are_found(words: str, wanted: list[str]) -> None:
    assert statutes(words) == wanted


def test_kind__by_its_words__is_told() -> None:
    kinds = map(charge_kind, ["CONSPIRACY TO ROB", "Attempted theft", "Forfeiture", "Theft"])
    assert list(kinds) == ["conspiracy", "attempt", "unknown", "offense"]


def test_count__in_a_row__is_a_charge(tmp_path: Path) -> None:
    row = ("18:371 CONSPIRACY (Felony)(3)", "")
    made = bundle(tmp_path, report(parties=[charged(row)]))
    (one,) = drafts(made, "charge.filed")
    (added,) = drafts(made, "party.added")

    assert one.data == {
        "party_id": added.data["party_id"],
        "item_id": f"ct-3.{added.data['party_id'].rpartition('-')[2]}",
        "offense": "18:371 CONSPIRACY (Felony)",
        "statute": ["18 U.S.C. § 371"],
        "count_no": 3,
        "kind": "conspiracy",
        "severity": "felony",
        "instrument": "unknown",
    }
    assert source(one)[1] == "listed under pending counts"
    assert (one.effective, one.confidence) == ("2023-01-05", "inferred")
    assert one.override is not None
    assert one.override.reason == "Recorded as the court has it."


def test_count__range__is_one_record_and_several_charges(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(2-4)", "Dismissed."))]))

    assert list(filed(made)) == ["ct-2", "ct-3", "ct-4"]
    assert len(drafts(made, "charge.dismissed")) == 3
    assert len(records(made, "count")) == 1


def test_counts__of_two_defendants_and_of_one_number__are_kept_apart(tmp_path: Path) -> None:
    rows = (("FRAUD(1)", ""), ("THEFT(1)", ""), ("ARSON", ""))
    made = bundle(tmp_path, report(parties=[charged(*rows), charged(*rows, name="Ann Poe")]))
    items = [item.rpartition(".")[0] for _, _, item in charges([made])]

    assert items == ["ct-1", "ct-1_2", "ct-unnumbered"] * 2
    assert len({item for _, _, item in charges([made])}) == 6


@pytest.mark.parametrize(
    ("rows", "levels", "wanted"),
    [
        ([("A(1)", "")], {"opening": "Felony"}, ["felony"]),
        ([("A(1)", ""), ("B(2)", "")], {"opening": "Felony"}, ["unknown", "unknown"]),
        (
            [("A(1)", ""), ("B (Misdemeanor)(2)", "")],
            {"opening": "Felony"},
            ["felony", "misdemeanor"],
        ),
        ([("A(1)", ""), ("B (Felony)(2)", "")], {"opening": "Felony"}, ["unknown", "felony"]),
        ([("A(1)", "", "terminated")], {"opening": "Felony"}, ["unknown"]),
        ([("A(1)", "", "terminated")], {"terminated": "Misdemeanor"}, ["misdemeanor"]),
        ([("A(1)", "")], {}, ["unknown"]),
    ],
)
def test_severity__highest_level__is_that_of_the_only_count_that_can_have_it(
    tmp_path: Path, rows: list[Any], levels: dict[str, str], wanted: list[str]
) -> None:
    given = {f"highest_offense_level_{key}": value for key, value in levels.items()}
    made = bundle(tmp_path, report(parties=[charged(*rows, **given)]))

    assert [one["severity"] for one in filed(made).values()] == wanted


PAPERS = [
    entry("1", "COMPLAINT as to Pat Doe (1).", "2022-12-20"),
    entry("5", "INDICTMENT as to Pat Doe (1) count(s) 1.", "2023-01-05"),
    entry("9", "SUPERSEDING INDICTMENT as to Pat  Doe (1) count(s) 1s.", "2023-03-01"),
    entry(
        "20", "JUDGMENT as to Pat Doe (1), Count(s) 1, Dismissed; Count(s) 1s, BOP.", "2023-06-01"
    ),
    entry("30", "JUDGMENT as to Ann Poe (2)", "2023-07-01"),
]
ROWS = (("FRAUD(1)", "Dismissed"), ("FRAUD(1s)", "BOP 5 years"))


def test_days__of_the_only_papers__are_taken_from_the_entries(tmp_path: Path) -> None:
    defendant = charged(*ROWS, complaints=["FRAUD"])
    made = bundle(tmp_path, report(parties=[defendant], docket_entries=PAPERS))
    told = {
        (one.type, one.data["item_id"].partition(".")[0]): (one.effective, one.data["instrument"])
        for one in drafts(made, "charge.filed")
    }
    decided = {one.type: one for one in drafts(made, "charge.dismissed", "sentence.imposed")}

    assert told == {
        ("charge.filed", "ct-1"): ("2023-01-05", "indictment"),
        ("charge.filed", "ct-1s"): ("2023-03-01", "indictment"),
        ("charge.filed", "complaint-1"): ("2022-12-20", "complaint"),
    }
    assert {one.effective for one in decided.values()} == {"2023-06-01"}
    assert {one.confidence for one in decided.values()} == {"inferred"}
    assert decided["sentence.imposed"].resolution == (
        "The day of docket entry 20, the only judgment on this defendant."
    )


def test_days__two_judgments_or_none__are_an_interval(tmp_path: Path) -> None:
    second = entry("40", "JUDGMENT as to Pat Doe (1), Count(s) 1s", "2023-09-01")
    made = bundle(tmp_path, report(parties=[charged(*ROWS)], docket_entries=[*PAPERS, second]))

    assert {one.effective for one in drafts(made, "charge.dismissed", "sentence.imposed")} == {
        "2023-01-05/2023-09-01"
    }


def test_days__dismissal_that_the_judgment_does_not_name__is_an_interval(tmp_path: Path) -> None:
    entries = [entry("20", "JUDGMENT as to Pat Doe", "2023-06-01"), entry("21", "X", "2023-07-01")]
    made = bundle(tmp_path, report(parties=[charged(*ROWS)], docket_entries=entries))

    assert drafts(made, "charge.dismissed")[0].effective == "2023-01-05/2023-07-01"
    assert drafts(made, "sentence.imposed")[0].effective == "2023-06-01"


def test_days__sentence_that_a_later_judgment_changed__is_not_of_the_only_judgment(
    tmp_path: Path,
) -> None:
    words = "BOP 5 years. Amended judgment 6/1/2023: BOP 4 years"
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(1)", words))], docket_entries=PAPERS))
    told = {
        one.type: one.effective for one in drafts(made, "sentence.imposed", "sentence.modified")
    }

    assert told == {
        "sentence.imposed": "2023-01-05/2023-07-01",  # the judgment on the docket may be the later
        "sentence.modified": "2023-06-01",
    }


def test_days__sentence_that_a_judgment_of_a_later_day_changed__is_of_the_only_judgment_before_it(
    tmp_path: Path,
) -> None:
    words = "BOP 5 years. Amended judgment 6/2/2023: BOP 4 years"
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(1)", words))], docket_entries=PAPERS))
    assert [one.effective for one in drafts(made, "sentence.imposed")] == ["2023-06-01"]


def test_days__complaint_that_is_not_shown__came_before_the_number(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[charged(complaints=["FRAUD"])]))

    assert drafts(made, "charge.filed")[0].effective == "../2023-01-05"


def test_versions__without_a_disposition_of_its_own__is_superseded(tmp_path: Path) -> None:
    rows = (("FRAUD(1)", ""), ("FRAUD(1s)", ""), ("FRAUD(1ss)", "BOP 5 years"), ("X(2)", ""))
    made = bundle(tmp_path, report(parties=[charged(*rows, ("Y(2r)", ""))]))
    old_and_new = [
        [str(value[0]).partition(".")[0] for value in (one.data["old"], one.data["new"])]
        for one in drafts(made, "charges.superseded")
    ]
    links = {
        one.data["item_id"].partition(".")[0]: one.links.supersedes
        for one in drafts(made, "charge.filed")
        if one.links
    }
    ids = {
        one.data["item_id"].partition(".")[0]: one.event_id for one in drafts(made, "charge.filed")
    }

    assert old_and_new == [["ct-1", "ct-1s"], ["ct-1s", "ct-1ss"]]
    assert links == {"ct-1s": ids["ct-1"], "ct-1ss": ids["ct-1s"]}


def test_versions__with_a_disposition_of_its_own__ends_by_that(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[charged(*ROWS)]))

    assert drafts(made, "charges.superseded") == []
    assert len(drafts(made, "charge.dismissed")) == 1


def test_disposition__that_is_not_read__is_recorded_as_written(tmp_path: Path) -> None:
    words = "Custody 36 months, supervised release for three with conditions."
    rows = (("FRAUD(1)", words), ("THEFT(2)", "Held in abeyance"))
    made = bundle(tmp_path, report(parties=[charged(*rows)]))
    first, second = drafts(made, "charge.disposition_recorded")
    (imposed,) = drafts(made, "sentence.imposed")

    left = "supervised release for three with conditions"
    assert (first.data["text"], second.data["text"]) == (left, "Held in abeyance")
    assert first.source is not None
    assert second.source is not None
    assert (first.source.quote, second.source.quote) == (words, None)
    assert imposed.source is not None
    assert imposed.source.quote == words


def test_disposition__merged__names_the_count_that_lives_on(tmp_path: Path) -> None:
    rows = (
        ("FRAUD(1)", "Merged into Count 2"),
        ("THEFT(2)", ""),
        ("ARSON(3)", "Merged with Count 9"),
        ("PERJURY(4)", "Merged into Count 4"),
    )
    made = bundle(tmp_path, report(parties=[charged(*rows)]))
    (moved,) = drafts(made, "charge.moved")
    unread = drafts(made, "charge.disposition_recorded")
    two = drafts(made, "charge.filed")[1].data["item_id"]

    assert moved.data["to"] == f"nmd-1.23-cr-00001/{two}"
    assert [(one.data["item_id"].partition(".")[0], one.data["text"]) for one in unread] == [
        ("ct-3", "Merged with Count 9"),
        ("ct-4", "Merged into Count 4"),
    ]


def test_heading__pending__is_never_a_status(tmp_path: Path) -> None:
    rows = [
        [("FRAUD(1)", "BOP 5 years", "pending"), ("THEFT(2)", "Dismissed", "pending")],
        [("FRAUD(1)", "BOP 5 years", "terminated"), ("THEFT(2)", "Dismissed", "terminated")],
    ]
    made = bundles(tmp_path, *(report(parties=[charged(*one)]) for one in rows))
    said = [[(one.type, one.data) for one in drafts(page)] for page in made]

    assert said[0] == said[1]


def test_level__of_the_defendant__is_a_note(tmp_path: Path) -> None:
    given = {"highest_offense_level_opening": "Felony"}
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(1)", ""), **given)]))
    said = [one.data["text"] for one in drafts(made, "note.recorded")]

    assert said == [
        "Highest offense level (opening): Felony",
        "Highest offense level (terminated): None",
    ]


def test_count__longer_than_its_field__is_kept_whole_beside_it(tmp_path: Path) -> None:
    words = "FRAUD " * 100
    made = bundle(tmp_path, report(parties=[charged((f"{words}(1)", ""))]))
    (one,) = drafts(made, "charge.filed")

    assert len(one.data["offense"]) == 500
    assert one.source is not None
    assert one.source.quote == f"{words}(1)"


def test_states__recorded_as_the_court_has_them__are_legal(office: Office, tmp_path: Path) -> None:
    rows = (
        ("A(1)", "BOP 5 years"),
        ("B(2)", "Dismissed on motion of the government"),
        ("C(3)", "Not guilty"),
        ("D(4)", "Found guilty by jury; BOP 5 years"),
        ("E(5)", "Pled guilty; 5 years probation"),
        ("F(6)", "Mistrial"),
        ("G(7)", ""),
        ("G(7s)", ""),
        ("H(8)", "Merged into Count 1"),
        ("I(9)", "Held in abeyance"),
        ("J(10)", "Plea of guilty"),
    )
    made = bundles(tmp_path, report(parties=[charged(*rows), party("USA", "Plaintiff")]))
    tally = Intake(office.database, office.recorder).take(made, by="importer")
    found = states(office, made)

    assert tally.refused == []
    assert {one.code for one in tally.warned} <= {"unread_disposition"}
    assert {name.rpartition("/ct-")[2]: state for name, state in found.items()} == {
        "1": "sentenced",
        "2": "dismissed(unknown)",
        "3": "acquitted",
        "4": "sentenced",
        "5": "sentenced",
        "6": "mistried",
        "7": "superseded",
        "7s": "charged",
        "8": "moved",
        "9": "charged",
        "10": "plea_tendered",
    }
    (_, defendant, _), *_ = charges(made)
    assert office.flags(party=defendant) == ["refilable_until", "unread_disposition"]


def test_count__very_long_and_odd__is_read_without_going_back() -> None:
    """A pattern that tries every start against every end would take minutes here."""
    assert labels(" " * 200_000 + "x") == [""]
    assert statutes("18:1, 2" * 30_000) != []


def test_count__number_that_is_none__is_one_charge_with_all_its_words(tmp_path: Path) -> None:
    name = f"FRAUD({'1' * 80})"
    made = bundle(tmp_path, report(parties=[charged((name, ""))]))
    (only,) = drafts(made, "charge.filed")
    assert only.data["item_id"].startswith("ct-unnumbered.")
    assert only.data["offense"] == name


def test_count__range_without_end__is_one_charge(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(1-99999999)", "BOP 5 years"))]))
    (only,) = drafts(made, "charge.filed")
    assert only.data["item_id"].startswith("ct-1-99999999.")


def test_disposition__sum_that_no_money_is__is_kept_as_written(tmp_path: Path) -> None:
    words = f"Fine: ${'9' * 40}"
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(1)", words))]))
    (unread,) = drafts(made, "charge.disposition_recorded")
    assert unread.data["text"] == words
    assert drafts(made, "sentence.imposed") == []
    assert [read_draft(one, 0, str(one.event_id)) for one in made.drafts()]
