"""The form of a deadline: its rule as somebody calls it, and what follows from that."""

from __future__ import annotations

import pytest

from tests.api.conftest import Caller, read
from tests.web.conftest import Visitor, words
from tests.web.test_posting import FormPage, events

FORM = "/post/deadline.set?matter=m-1"
SERVED = {"effective": "2023-03-01", "data.trigger~other": "a call"}
DUE = {**SERVED, "data.due": "2023-06-01", "data.kind": "answer"}


@pytest.fixture
def form(reader: Visitor) -> FormPage:
    """Return the form of a deadline in a matter of New Mexico."""
    return FormPage(reader, FORM)


def test_rule__in_the_form__is_offered_by_citation_and_title_those_of_the_place_alone(
    form: FormPage,
) -> None:
    offered = form.page.partition("<datalist")[2].partition("</datalist>")[0]
    assert all("NMRA" in one for one in offered.split("<option")[1:])
    assert '"Rule 1-012(A) NMRA: Answer to the complaint"' in offered


@pytest.mark.parametrize(
    "typed",
    [
        *("Rule 1-012", "1-012 NMRA", "answer complaint"),
        "Rule 1-012(A) NMRA: Answer to the complaint",
    ],
)
def test_rule__as_somebody_calls_it__is_that_of_the_place(
    form: FormPage, story: Caller, typed: str
) -> None:
    form.preview(**{**DUE, "data.rule": typed})
    form.record()
    assert events(story)[-1]["data"]["rule"] == "nm-1-012a"


def test_rule__that_several_are_called__is_asked_with_each_to_press(form: FormPage) -> None:
    answer = form.send("preview", 422, **{**SERVED, "data.rule": "notice of appeal"})
    assert "several rules are called this." in words(answer)
    assert "What is due: it is missing" not in words(answer)
    page = answer.get_data(as_text=True)
    assert 'value="fill data.rule Rule 12-201' in page
    assert "<button" in page.partition("fill data.rule")[0]


def test_rule__that_no_table_has__stands_as_cited_where_the_day_is_known(
    form: FormPage, story: Caller
) -> None:
    form.preview(**{**DUE, "data.rule": "NMSA 1978, 37-1-8"})
    form.record()
    assert events(story)[-1]["data"]["rule"] == "NMSA 1978, 37-1-8"


def test_kind__left_empty__is_what_the_rule_is_about(form: FormPage, story: Caller) -> None:
    said = form.preview(**{**DUE, "data.kind": "", "data.rule": "1-012 NMRA"})
    assert "Answer to the complaint" in said
    form.record()
    assert events(story)[-1]["data"]["kind"] == "Answer to the complaint"


def test_kind__left_empty_without_a_rule__is_asked_for(form: FormPage) -> None:
    answer = form.send("preview", 422, **{**DUE, "data.kind": ""})
    assert "What is due: it is missing" in words(answer)


def test_trigger__corrected__says_how_many_deadlines_were_counted_again(
    form: FormPage, story: Caller, reader: Visitor
) -> None:
    note = FormPage(reader, "/post/note.recorded?matter=m-1")
    note.preview(effective="2023-03-15", **{"data.text": "The complaint was served."})
    note.record()
    served = events(story)[-1]["event_id"]
    rule = {"data.rule": "nm-1-012a", "data.kind": "answer", "data.trigger": served}
    form.preview(effective="2023-04-01", **rule)
    form.record()
    correction = FormPage(reader, f"/events/{served}/correct")
    correction.preview(effective="2023-03-14")
    assert "1 deadline was counted again." in correction.record()


def test_posted_with_others__that_are_no_deadlines__says_of_none(
    reader: Visitor, story: Caller
) -> None:
    note = {"type": "note.recorded", "effective": "2023-03-15"}
    both = [{**note, "event_id": one, "data": {"text": one}} for one in ("first", "second")]
    assert story.post("/api/matters/m-1/events", {"events": both}).status_code == 201
    assert read(story, "/api/events/first")["following"] == 1
    assert "counted again" not in reader.reads("/recorded/first")
