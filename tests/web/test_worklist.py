"""The pages of the worklist and of the deadlines: whole, by matter, by person, and in pages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.web.conftest import Visitor

OTHER = {"title": "Roe v. Vale", "category": "civil", "jurisdiction": "US-NM"}
ROE = {"party_id": "roe", "name": "Ann Roe", "kind": "person", "role": "plaintiff"}


def event(matter_id: str, tag: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"matter_id": matter_id, "type": tag, "effective": "2023-05-01", "data": data}


def deadline(matter_id: str, kind: str, due: str, **more: str) -> dict[str, Any]:
    data = {"deadline_id": kind.replace(" ", "-"), "kind": kind, "due": due, **more}
    return event(matter_id, "deadline.set", data)


@pytest.fixture
def due(reader: Visitor, story: Caller) -> Visitor:
    """Return a paralegal in whose two matters something is overdue, and something to come."""
    posted = [
        event("m-2", "matter.opened", OTHER),
        event("m-2", "party.added", ROE),
        deadline("m-1", "witness list", "2023-06-01", of="doe"),
        deadline("m-1", "exhibit list", "2090-06-01", responsible="Ana"),
        deadline("m-2", "answer", "2023-06-02", of="roe"),
    ]
    answer = story.post("/api/events", {"events": posted})
    assert answer.status_code == 201, answer.get_json()
    return reader


WITNESSES = "Overdue · Jane Doe since 1 June 2023 The deadline was due by 1 June 2023 and is open"
ANSWER = "Overdue · Ann Roe since 2 June 2023"
HEARING = "No outcome on record since 1 June 2023"


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", {WITNESSES, ANSWER, HEARING}),
        ("matter=Roe v. Vale", {ANSWER}),
        ("party=Jane Doe", {WITNESSES}),
        ("only=no_outcome", {HEARING}),
        ("as_of=May 5 2023", set[str]()),
    ],
)
def test_worklist__by_filters__is_that_of_the_api(
    due: Visitor, query: str, there: set[str]
) -> None:
    said = due.reads(f"/worklist?{query}")
    assert {one for one in (WITNESSES, ANSWER, HEARING) if one in said} == there
    assert ("There is nothing" in said) == (not there)


def test_worklist__in_pages__leaves_nothing_out(
    due: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.web.worklist.MOST", 1)
    path, said = "/worklist", ""
    while path:
        page = due.get(path).get_data(as_text=True)
        said += due.reads(path)
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert all(said.count(one) == 1 for one in (WITNESSES, ANSWER, HEARING))


@pytest.mark.parametrize("path", ["/worklist?as_of=soon", "/worklist?matter=m-9"])
def test_worklist__of_what_means_nothing__asks_and_shows_nothing(due: Visitor, path: str) -> None:
    said = due.reads(path, 422)
    assert "Nothing is shown until it is clear what is meant." in said
    assert "The deadline was due" not in said


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", ["Witness list", "Answer", "Exhibit list"]),
        ("from=June 2 2023", ["Answer", "Exhibit list"]),
        ("matter=m-2", ["Answer"]),
        ("party=Ann Roe", ["Answer"]),
        ("responsible=ana", ["Exhibit list"]),
        ("from=2091-01-01", []),
    ],
)
def test_deadlines__by_filters__are_in_turn_and_no_hearings(
    due: Visitor, query: str, there: list[str]
) -> None:
    said = due.reads(f"/deadlines?{query}")
    found = {said.find(one): one for one in ("Witness list", "Answer", "Exhibit list")}
    assert [found[place] for place in sorted(found) if place >= 0] == there
    assert "Trial" not in said


def test_deadlines__from_no_day__ask(due: Visitor) -> None:
    assert "Nothing is shown" in due.reads("/deadlines?from=soon", 422)
