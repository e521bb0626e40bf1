"""The status report over HTTP: the counts, what is behind a line, and what cannot be asked."""

from __future__ import annotations

import pytest

from tests.api.conftest import Caller, read

PARTIES = "/api/reports/status/parties"


def test_report__as_of_a_day__has_its_coordinates_and_its_lines(story: Caller) -> None:
    answer = read(story, "/api/reports/status?as_of=2023-03-15&known_at=@6")

    assert (answer["as_of"], answer["known_at"], answer["position"]) == ("2023-03-15", "@6", 6)
    assert (answer["basis"], answer["court"], answer["category"]) == ("record", None, None)
    assert (answer["matters"], answer["parties"], answer["items_without_party"]) == (1, 1, 0)
    assert answer["lines"] == [
        {
            "track": "criminal",
            "name": "criminal",
            "headline": "charged",
            "label": "charged",
            "parties": 1,
            "certain": 0,
            "possible": 1,
            "unread": 0,
        }
    ]


def test_report__of_a_court_and_category__has_only_these(story: Caller) -> None:
    story.post(
        "/api/matters/m-1/events",
        {
            "type": "matter.docket_number_assigned",
            "effective": "2023-02-01",
            "data": {"court_id": "nmd", "docket_no": "D-1"},
        },
    )

    def parties(query: str) -> int:
        return int(read(story, f"/api/reports/status?{query}")["parties"])

    assert parties("court=nmd") == parties("category=criminal") == 1
    assert parties("court=nmd&category=civil") == 0
    unknown = story.get("/api/reports/status?court=txsd")
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "court.unknown")


def test_list__behind_a_line__has_the_parties(story: Caller) -> None:
    answer = read(story, f"{PARTIES}?track=criminal&headline=pleaded_not_guilty&as_of=2023-04-01")

    assert answer["next"] is None
    assert answer["parties"] == [
        {
            "party_id": "doe",
            "name": "Jane Doe",
            "label": "pleaded not guilty",
            "certain": True,
            "matters": ["m-1"],
        }
    ]


def test_unread__of_the_office__has_item_party_and_words(story: Caller) -> None:
    assert read(story, "/api/reports/unread")["dispositions"] == []
    said = {"item_id": "count-1", "text": "Nolle pros."}
    event = {"type": "charge.disposition_recorded", "effective": "2023-05-01", "data": said}
    story.post("/api/matters/m-1/events", event | {"event_id": "words"})

    assert read(story, "/api/reports/unread")["dispositions"] == [
        {
            "matter_id": "m-1",
            "item_id": "count-1",
            "party_id": "doe",
            "name": "Jane Doe",
            "words": "Nolle pros.",
            "certain_from": "2023-05-01",
            "events": ["words"],
        }
    ]
    assert story.get("/api/reports/unread?basis=record").status_code == 400
    assert story.get("/api/reports/unread?after=x").status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/api/reports/status?as_of=2023-02-30",
        "/api/reports/status?category=canon",
        "/api/reports/status?basis=rumour",
        PARTIES,
        f"{PARTIES}?track=criminal",
        f"{PARTIES}?track=canon&headline=charged",
        f"{PARTIES}?track=criminal&headline=guilty",
        f"{PARTIES}?track=criminal&headline=charged&limit=0",
    ],
)
def test_report__asked_in_a_wrong_way__refused(story: Caller, path: str) -> None:
    answer = story.get(path)

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "query.invalid"
