"""The page of a matter, its chronology with filters, and its documents."""

from __future__ import annotations

import re

import pytest

from casefile.auth.roles import Role
from tests.api.conftest import Caller
from tests.web.conftest import Enter, Visitor

NOTE = {
    "matter_id": "m-1",
    "type": "note.recorded",
    "effective": "2023-03-05",
    "data": {"text": "<script>alert(1)</script> & <b>bold</b>"},
    "source": {"kind": "docket", "document": "<i>Docket</i>", "quote": "<img src=x>"},
    "event_id": "note",
}


def test_matter__as_of_a_day__has_people_items_and_what_is_ahead(reader: Visitor) -> None:
    page = reader.reads("/matters/m-1?as_of=2023-03-15")
    assert "State v. Doe Criminal · New Mexico · open · opened 1 February 2023 · m-1" in page
    assert "Jane Doe defendant" in page
    assert "How it stands Fraud Charged" in page
    assert "1 June 2023 at 9:00 am Trial, hearing scheduled" in page
    assert "10 January 2023, Taos" in page


def test_ahead__of_a_hearing_whose_day_has_passed__says_that_no_outcome_is_on_record(
    reader: Visitor, paralegal: Caller
) -> None:
    told = "Trial, hearing no outcome on record · It was held"
    over = reader.reads("/matters/m-1?as_of=2024-03-15")
    assert f"Days (court days) Thu 1 June 2023 at 9:00 am {told}" in over
    assert over.index("Still open from before") < over.index(told)
    assert "Ahead No hearing" in over
    assert told not in reader.reads("/matters/m-1?as_of=2023-06-01")
    assert "No outcome on record: trial in State v. Doe" in reader.reads("/")
    form = reader.get("/post/hearing.held?matter=m-1&data.hearing_id=h-1&key=k").text
    assert re.search(r'value="h-1"\s+selected', form)
    held: dict[str, object] = {
        "matter_id": "m-1",
        "type": "hearing.held",
        "effective": "2023-06-01",
    }
    held["data"] = {"hearing_id": "h-1", "kind": "trial"}
    assert paralegal.post("/api/events", {"events": [held]}).status_code == 201
    assert "no outcome" not in reader.reads("/matters/m-1?as_of=2024-03-15")
    assert "No outcome" not in reader.reads("/")


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("kind=charge", "Charge filed", "Matter opened"),
        ("kind=charge.filed", "Charge filed", "pleaded not guilty March"),
        ("party=doe", "Charge filed", "Matter opened"),
        ("source=docket", "alert(1)", "Charge filed"),
        ("first=2023-03-01&last=2023-03-31", "alert(1)", "Charge filed"),
        ("last=March+4,+2023", "Charge filed", "alert(1)"),
    ],
)
def test_chronology__by_a_filter__has_only_what_it_lets_through(
    reader: Visitor, paralegal: Caller, query: str, there: str, absent: str
) -> None:
    paralegal.post("/api/events", {"events": [NOTE]})
    page = reader.reads(f"/matters/m-1?as_of=2023-05-01&{query}").partition("What happened")[2]
    assert there in page
    assert absent not in page
    assert "Of 7 entries, only some are shown" in page


def test_chronology__between_what_are_no_days__asks_beside_the_field(reader: Visitor) -> None:
    said = reader.reads("/matters/m-1?first=soon", 422)
    assert "Jane Doe defendant" in said
    assert "Nothing is shown until it is clear which day is meant." in said
    page = reader.get("/matters/m-1?first=soon", 422).get_data(as_text=True)
    assert 'aria-describedby="wrong-first"' in page
    assert "Charge filed" not in said.partition("What happened")[2]


def test_chronology__a_filing_of_some_day_of_a_month__before_what_follows_on_it(
    reader: Visitor, paralegal: Caller
) -> None:
    about = {"matter_id": "m-1", "data": {"item_id": "theft"}}
    theft = {"item_id": "theft", "party_id": "doe", "offense": "theft"}
    paralegal.post(
        "/api/events",
        {
            "events": [
                {**about, "type": "charge.filed", "effective": "2023-03", "data": theft},
                {**about, "type": "charge.dismissed", "effective": "2023-03-20"},
            ]
        },
    )
    page = reader.reads("/matters/m-1?as_of=2023-03-25").partition("What happened")[2]
    filed, dismissed = "Charge filed against Jane Doe: theft", "Charge theft against Jane Doe dis"
    assert page.index(filed) < page.index(dismissed)
    assert "possibly by this day" not in page.partition(filed)[2].partition(dismissed)[0]


def test_chronology__long__goes_on_page_by_page(reader: Visitor, paralegal: Caller) -> None:
    notes = [
        {**NOTE, "event_id": f"note-{number:03}", "data": {"text": f"Note {number:03}."}}
        for number in range(60)
    ]
    paralegal.post("/api/events", {"events": notes})
    first = reader.get("/matters/m-1").get_data(as_text=True)
    following = first.partition('rel="next" href="')[2].partition("#")[0].replace("&amp;", "&")
    second = reader.reads(following)
    for number in range(60):
        assert (f"Note {number:03}." in first) != (f"Note {number:03}." in second)


def test_retraction__of_an_entry__is_there_but_quiet(reader: Visitor, paralegal: Caller) -> None:
    gone = {
        "matter_id": "m-1",
        "type": "event.retracted",
        "effective": "2023-05-02",
        "data": {"target": "plea", "reason": "error"},
    }
    paralegal.post("/api/events", {"events": [gone]})
    page = reader.reads("/matters/m-1?as_of=2023-05-03")
    assert "1 retracted № 5 On charge Fraud against Jane Doe, pleaded not guilty" in page
    assert "1 retracted" not in reader.reads("/matters/m-1?known_at=@6")
    assert "Retracted" in reader.reads("/events/plea")


def test_markup__in_any_field__comes_out_as_text(reader: Visitor, paralegal: Caller) -> None:
    named = {
        "matter_id": "m-1",
        "type": "party.added",
        "effective": "2023-02-01",
        "data": {
            "party_id": "x",
            "name": "<u>X</u>\"'><script>",
            "kind": "person",
            "role": "other",
        },
    }
    answer = paralegal.post("/api/events", {"events": [NOTE, named]})
    assert answer.status_code == 201, answer.get_json()
    for path in ("/matters/m-1", "/events/note", "/log", "/", "/parties/x", "/find?q=<u>X"):
        page = reader.get(path).get_data(as_text=True)
        assert not any(one in page for one in ("<script>", "<b>", "<i>Docket", "<img", "<u>")), path
    assert "<script>alert(1)</script> & <b>bold</b>" in reader.reads("/events/note")


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf", "csv"])
def test_document__of_a_matter_or_party__is_sent_as_of_the_day(reader: Visitor, kind: str) -> None:
    for path in ("/matters/m-1", "/parties/doe"):
        answer = reader.get(f"{path}/chronology.{kind}?as_of=2023-03-01")
        assert "2023-03-01" in answer.headers["Content-Disposition"]
        assert answer.get_data()
        answer = reader.get(f"{path}/chronology.{kind}?audience=office&known_at=@5")
        assert "-at-5-for-office" in answer.headers["Content-Disposition"]
        reader.get(f"{path}/chronology.{kind}?audience=nobody", 422)
        reader.get(f"{path}/chronology.{kind}?as_of=soon", 422)


def test_matter__as_the_office_knew_it_before__lacks_what_came_later(reader: Visitor) -> None:
    page = reader.reads("/matters/m-1?known_at=@3")
    assert "No charge, claim or citation yet." in page
    assert "Charge filed" not in page


def test_office__its_page__has_what_is_due_recorded_and_open(reader: Visitor, enter: Enter) -> None:
    page = reader.reads("/")
    assert "State v. Doe" in page
    assert "№ 6 Trial set for" in page
    assert "None." in reader.reads("/?status=closed")
    assert "<h1>The office</h1>" in enter(Role.AUDITOR).get("/").get_data(as_text=True)


def test_document__of_a_matter_whose_id_nobody_chose__is_called_by_its_docket_number(
    reader: Visitor, paralegal: Caller
) -> None:
    made = "01981d4e-6c1b-7f53-9a01-ada0beefcafe"
    about = {"title": "Peña v. Vale", "category": "civil", "jurisdiction": "US-NM"}
    opened = {"type": "matter.opened", "effective": "2023-05-01"}
    for matter_id, data in ((made, about), (made[:-1] + "f", {**about, "docket_no": "D-101 7"})):
        event = {**opened, "matter_id": matter_id, "data": data}
        assert paralegal.post("/api/events", {"events": [event]}).status_code == 201
    asked = "chronology.csv?audience=court&as_of=2023-06-01"
    names = {
        made: "chronology-matter-pena-v-vale-2023-06-01-for-court.csv",
        made[:-1] + "f": "chronology-matter-d-101-7-2023-06-01-for-court.csv",
        "m-1": "chronology-matter-m-1-2023-06-01-for-court.csv",
    }
    for matter_id, name in names.items():
        sent = reader.get(f"/matters/{matter_id}/{asked}").headers["Content-Disposition"]
        assert name in sent
