"""Adding somebody who may be known already, and saying why an event is corrected."""

from __future__ import annotations

import re

import pytest

from tests.api.conftest import Caller, read
from tests.once import once
from tests.web.conftest import Visitor, words
from tests.web.test_posting import FormPage, events

ADDED = {"effective": "2023-05-02", "data.name": "jane DOE", "data.kind": "person"}
ADDED |= {"data.role": "witness"}
OTHER = {"title": "Roe v. Vale", "category": "civil", "jurisdiction": "US-NM"}


@pytest.fixture
@once
def other(reader: Visitor, story: Caller) -> Visitor:
    """Return a paralegal in whose office there is a second matter, without anybody."""
    opened = {"matter_id": "m-2", "type": "matter.opened", "effective": "2023-05-01", "data": OTHER}
    assert story.post("/api/events", {"events": [opened]}).status_code == 201
    return reader


def form(visitor: Visitor) -> FormPage:
    return FormPage(visitor, "/post/party.added?matter=m-2")


def roles(story: Caller) -> dict[str, str]:
    """Return as what the one person is in which matter."""
    found = read(story, "/api/parties/doe/status")["party"]["matters"]
    return {one["matter_id"]: one["role"] for one in found}


def test_same_person__said_to_be__has_the_id_of_the_one_called_so(
    other: Visitor, story: Caller
) -> None:
    page = form(other)
    page.preview(**ADDED, **{"data.same_person": "true"})
    page.record()
    assert roles(story) == {"m-1": "defendant", "m-2": "witness"}


def test_same_person__chosen_before_it_is_recorded__is_taken(other: Visitor, story: Caller) -> None:
    page = form(other)
    said = page.preview(**ADDED)
    assert "Is it one of these? Jane Doe defendant in State v. Doe" in said
    assert "Is it one of these?" not in page.preview(do="same doe")
    page.record()
    assert roles(story) == {"m-1": "defendant", "m-2": "witness"}


def test_same_person__of_whom_nobody_has_heard__is_told_beside_the_field(other: Visitor) -> None:
    typed = {**ADDED, "data.name": "Rita Moreno", "data.same_person": "true"}
    said = words(form(other).send("preview", 422, **typed))
    assert "Somebody known from another matter: nobody in any matter is called so" in said


def test_same_person__that_several_may_be__is_chosen_on_the_next_page(
    other: Visitor, story: Caller
) -> None:
    second = {"party_id": "doe-2", "name": "Jane Doe", "kind": "person", "role": "plaintiff"}
    added = {"matter_id": "m-2", "type": "party.added", "effective": "2023-05-01", "data": second}
    assert story.post("/api/events", {"events": [added]}).status_code == 201
    said = words(form(other).send("preview", 422, **ADDED, **{"data.same_person": "true"}))
    assert "several are called so" in said
    said = form(other).preview(**ADDED)
    assert "defendant in State v. Doe" in said
    assert "plaintiff in Roe v. Vale" in said


def test_warning__of_what_is_there_already__leads_to_it(reader: Visitor) -> None:
    again = FormPage(reader, "/post/charge.filed?matter=m-1")
    filed = {"data.party_id": "doe", "data.offense": "Fraud", "data.severity": "felony"}
    answer = again.send("preview", 200, effective="2023-02-01", **filed)
    warned = answer.get_data(as_text=True).partition("Look at this first")[2]
    assert re.search(r'<a href="/events/filing">Look at \N{NUMERO SIGN} \d', warned)


def test_correction__with_a_reason__keeps_it(reader: Visitor, story: Caller) -> None:
    page = FormPage(reader, "/events/filing/correct")
    typed = {"data.offense": "Grand fraud", "correction.reason": "The clerk misread it."}
    assert "Because The clerk misread it." in page.preview(**typed)
    page.record()
    assert events(story)[-1]["data"]["reason"] == "The clerk misread it."
    assert "Why it is corrected" not in FormPage(reader, "/post/note.recorded?matter=m-1").page
