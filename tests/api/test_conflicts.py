"""The conflict check over HTTP: names go in the body, and no log has them."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.api.conftest import Caller


def check(caller: Caller, *names: str, query: str = "") -> dict[str, Any]:
    """Return the answer to a conflict check."""
    answer = caller.post(f"/api/conflicts{query}", {"names": names})
    assert answer.status_code == 200, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def test_conflicts__name_of_a_party__is_found_with_the_reason(story: Caller) -> None:
    answer = check(story, "Doe, Jane", "Nobody Whatever")
    found, nobody = answer["asked"]

    assert (answer["position"], answer["next"]) == (6, None)
    assert (nobody["hits"], nobody["persons"]) == (0, [])
    assert found["hits"] == 1
    (person,) = found["persons"]
    assert (person["name"], person["party_ids"]) == ("Jane Doe", ["doe"])
    assert person["hits"][0]["why"] == "the same words in another order"
    assert person["hits"][0]["title"] == "State v. Doe"


def test_conflicts__known_at__is_asked_in_the_query(story: Caller) -> None:
    assert check(story, "Jane Doe", query="?known_at=@2")["asked"][0]["hits"] == 0
    assert check(story, "Jane Doe", query="?known_at=@3")["asked"][0]["hits"] == 1


def test_conflicts__asked__writes_nothing_and_leaves_no_name_in_a_log(
    story: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    head = story.head()
    with caplog.at_level(logging.DEBUG):
        check(story, "Jane Doe")

    assert story.head() == head
    assert "/conflicts" in caplog.text
    assert "Jane" not in caplog.text
    assert "Doe" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"names": []},
        {"names": [""]},
        {"names": [" "]},
        {"names": ["x" * 501]},
        {"names": ["x"] * 21},
        {"names": "Jane Doe"},
        {"names": [7]},
        {"names": ["Jane\u0000Doe"]},
        {"names": ["Jane Doe"], "limit": 1},
    ],
)
def test_conflicts__asked_in_a_wrong_way__refused(story: Caller, body: Any) -> None:
    assert story.post("/api/conflicts", body).status_code == 422


def test_conflicts__by_get__is_not_answered(story: Caller) -> None:
    assert story.get("/api/conflicts?names=Jane").status_code == 405
