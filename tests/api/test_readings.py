"""Readings over the API: a typed date is read, and what is posted is EDTF as before."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.auth.roles import Role
from tests.api.conftest import Ask, Caller, read

DAY = "/api/readings/day"


def test_day__typed__is_answered_in_edtf_and_in_words(ask: Ask) -> None:
    found = read(ask(Role.AUDITOR), f"{DAY}?text=on+or+about+March+14,+2023&today=2023-06-14")
    assert found == {
        "text": "on or about March 14, 2023",
        "today": "2023-06-14",
        "meant": {
            "edtf": "2023-03-14~",
            "words": "about 14 March 2023",
            "earliest": "2023-02-27",
            "latest": "2023-03-29",
        },
        "question": None,
        "choices": [],
        "counted": False,
        "as_edtf": False,
        "by": "",
    }


@pytest.mark.parametrize(
    ("query", "edtf", "choices"),
    [
        ("text=yesterday&today=2023-06-14", "2023-06-13", []),
        ("text=before+4/20/23&today=2023-06-14", "../2023-04-19", []),
        ("text=2023-03&today=2023-06-14", "2023-03", []),
        ("text=Friday&today=2023-06-14", None, ["2023-06-09", "2023-06-16"]),
        ("text=yesterday&today=2023-06-14&said_on=2023-06-10", None, ["2023-06-13", "2023-06-09"]),
        ("text=soon", None, []),
    ],
)
def test_day__sure_or_not__is_meant_or_asked(
    ask: Ask, query: str, edtf: str | None, choices: list[str]
) -> None:
    found = read(ask(Role.AUDITOR), f"{DAY}?{query}")
    assert (found["meant"] and found["meant"]["edtf"]) == edtf
    assert [one["edtf"] for one in found["choices"]] == choices
    assert (found["question"] is None) == (edtf is not None)


def test_day__without_a_today__is_counted_from_the_offices(ask: Ask) -> None:
    found = read(ask(Role.AUDITOR), f"{DAY}?text=today")
    assert found["meant"]["edtf"] == found["today"]


def test_day__far_from_the_matters_own__is_asked(paralegal: Caller) -> None:
    note: dict[str, Any] = {"type": "note.recorded", "matter_id": "m-1", "data": {"text": "a"}}
    opened = {"title": "Roe v. Doe", "category": "civil", "jurisdiction": "US"}
    events = [
        {"type": "matter.opened", "matter_id": "m-1", "effective": "2023-04-03", "data": opened},
        note | {"effective": "2023-04-03"},
        note | {"effective": "../2023-04-20"},
    ]
    assert paralegal.post("/api/events", {"events": events}).status_code == 201
    far = f"{DAY}?text=March+14,+2013&today=2023-06-14"
    assert read(paralegal, far)["meant"]["edtf"] == "2013-03-14"
    found = read(paralegal, f"{far}&matter_id=m-1")
    assert found["question"] == (
        "The matter's own dates lie between 3 April 2023 and 14 June 2023. Is 14 March 2013 meant?"
    )
    paralegal.post("/api/matters", {"matter_id": "m-2", "data": opened})
    assert read(paralegal, f"{far}&matter_id=m-2")["meant"]["edtf"] == "2013-03-14"


@pytest.mark.parametrize("query", ["", "?text=", "?text=a&today=soon", f"?text={'a' * 201}"])
def test_day__asked_for_wrongly__refused(ask: Ask, query: str) -> None:
    assert ask(Role.AUDITOR).get(f"{DAY}{query}").status_code == 422


def test_post__of_a_typed_date__refused_as_no_edtf(paralegal: Caller) -> None:
    event = {"type": "note.recorded", "matter_id": "m-1", "effective": "yesterday"}
    answer = paralegal.post("/api/events", {"events": [event | {"data": {"text": "a"}}]})
    assert (answer.status_code, answer.get_json()["code"]) == (422, "date.invalid")
