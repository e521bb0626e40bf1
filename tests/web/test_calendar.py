"""The page of the calendar: its weeks, what is overdue, and what has no outcome on record."""

from __future__ import annotations

import re
from html import unescape

from tests.api.conftest import Caller
from tests.web.conftest import Visitor
from tests.web.test_posting import FormPage

DEADLINE = {
    "matter_id": "m-1",
    "type": "deadline.set",
    "effective": "2023-03-01",
    "data": {"deadline_id": "d-1", "kind": "witness list", "due": "2023-03-10"},
}


def test_calendar__of_a_day__has_its_week_and_the_four_after_it(reader: Visitor) -> None:
    answer = reader.get("/calendar?from=June+1,+2023", 303)
    assert answer.location == "/calendar?from=2023-05-29"
    said = reader.reads(answer.location)
    assert "29 May 2023 to 2 July 2023, all matters" in said
    assert "Week of 29 May 2023 Day What Matter State Thu 1 June 2023 at 9:00 am Trial" in said
    assert "no outcome on record" in said
    assert "Nothing stands on the calendar" in reader.reads("/calendar?from=2023-07-03")
    reader.get("/calendar?from=2023-04-24")


def test_calendar__of_this_week__begins_with_what_is_overdue(
    reader: Visitor, story: Caller
) -> None:
    assert story.post("/api/events", {"events": [DEADLINE]}).status_code == 201
    assert "Witness list, deadline" in reader.reads("/calendar")
    assert "overdue" in reader.reads("/calendar")
    assert "Witness list" not in reader.reads("/calendar?from=2023-07-03")


def test_calendar__as_a_file__is_for_calendar_programs(reader: Visitor) -> None:
    page = reader.get("/calendar").get_data(as_text=True)
    assert 'href="/calendar.ics"' in page
    assert "/api/calendar.ics?token=</code>" in page
    answer = reader.get("/calendar.ics")
    assert answer.mimetype == "text/calendar"
    assert "SUMMARY:Trial" in answer.get_data(as_text=True)


def test_calendar__of_one_person_in_the_office__has_what_this_one_sees_to(
    reader: Visitor, story: Caller
) -> None:
    own = {"deadline_id": "d-2", "kind": "exhibit list", "due": "2023-03-11", "responsible": "Ana"}
    posted = {"events": [DEADLINE, {**DEADLINE, "data": own}]}
    assert story.post("/api/events", posted).status_code == 201
    assert "Exhibit list, deadline; Ana sees to it" in reader.reads("/calendar")
    said = reader.reads("/calendar?responsible=ana")
    assert "what ana sees to" in said
    assert "Exhibit list" in said
    assert "Witness list" not in said


def test_calendar__from_what_is_no_day__asks(reader: Visitor) -> None:
    page = reader.get("/calendar?from=soon", 422).get_data(as_text=True)
    assert "<title>Error: Calendar" in page
    reader.get("/calendar?from=0001-01-01")
    reader.get("/calendar?from=9999-12-30", 303)


def test_hearing__whose_day_has_passed__leads_to_what_can_have_become_of_it(
    reader: Visitor,
) -> None:
    forms: list[FormPage] = []
    for path in ("/", "/matters/m-1", "/calendar"):
        page = reader.get(path).get_data(as_text=True)
        links = [unescape(one) for one in re.findall(r'href="(/post/hearing\.[^"]+)"', page)]
        forms = [FormPage(reader, one) for one in links]
        assert [one.path.partition("?")[0] for one in forms] == [
            "/post/hearing.held",
            "/post/hearing.cancelled",
            "/post/hearing.scheduled",
        ]
        for form, name in zip(forms, ("hearing_id", "hearing_id", "replaces"), strict=True):
            assert form.texts[f"data.{name}"] == "h-1"
        assert forms[0].texts["data.kind"] == forms[2].texts["data.kind"] == "trial"
    assert "Before these weeks, and still open" in reader.reads("/calendar")
    assert "still open" not in reader.reads("/calendar?from=2023-05-29")
    assert "becomes" not in forms[1].preview(effective="2023-05-30")
    assert "It was cancelled" not in forms[1].record()
