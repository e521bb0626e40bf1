"""The worklist and the report by court over HTTP: narrowed, paged, and what cannot be asked."""

from __future__ import annotations

import pytest

from tests.api.conftest import Caller, read

UNREAD = {
    "type": "charge.disposition_recorded",
    "effective": "2023-05-01",
    "event_id": "words",
    "data": {"item_id": "count-1", "text": "Nolle pros."},
}


def test_worklist__one_thing_to_do__told_with_its_event_and_source(story: Caller) -> None:
    (trial,) = read(story, "/api/worklist")["entries"]
    assert (trial["work"], trial["sentence"]) == (
        "no_outcome",
        "The hearing was set for 2023-06-01 and has no outcome on record: trial.",
    )
    source = {"kind": "docket", "document": "Docket 1", "locator": "entry 42"}
    story.post("/api/matters/m-1/events", UNREAD | {"source": source})

    one, _ = read(story, "/api/worklist")["entries"]
    assert (one["work"], one["matter_id"], one["item_id"]) == (
        *("unread_disposition", "m-1"),
        "count-1",
    )
    assert one["parties"] == [{"party_id": "doe", "name": "Jane Doe"}]
    assert one["sentence"].endswith('has not been read: "Nolle pros.".')
    assert one["events"][0]["source"]["locator"] == "entry 42"
    for query, entries in (
        ("work=irregular", 0),
        ("work=unread_disposition", 1),
        ("work=no_outcome", 1),
        ("work=no_outcome&as_of=2023-06-01", 0),
        ("matter_id=m-1&party_id=doe", 1),
        ("as_of=2023-04-30", 0),
        ("known_at=@3", 0),
    ):
        assert len(read(story, f"/api/worklist?{query}")["entries"]) == entries, query


def test_worklist__in_pages__goes_on_behind_the_one_before(story: Caller) -> None:
    story.post("/api/matters/m-1/events", UNREAD)
    deadline = {"deadline_id": "reply", "kind": "reply", "due": "2023-06-01"}
    event = {"type": "deadline.set", "effective": "2023-05-02", "data": deadline}
    story.post("/api/matters/m-1/events", event)
    first = read(story, "/api/worklist?limit=1&as_of=2023-12-31")
    second = read(story, f"/api/worklist?limit=1&as_of=2023-12-31&after={first['next']}")
    third = read(story, f"/api/worklist?limit=1&as_of=2023-12-31&after={second['next']}")
    assert [one["work"] for page in (first, second, third) for one in page["entries"]] == [
        "unread_disposition",
        "overdue",
        "no_outcome",
    ]
    assert third["next"] is None
    assert story.get(f"/api/worklist?limit=1&after={first['next']}").status_code == 422


def test_courts__of_the_office__count_what_has_to_be_looked_at(story: Caller) -> None:
    story.post("/api/matters/m-1/events", UNREAD)
    (line,) = read(story, "/api/reports/courts")["courts"]
    assert (line["matters"], line["items"], line["unread"], line["irregular"]) == (1, 1, 1, 0)
    assert read(story, "/api/reports/courts?category=civil")["courts"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/worklist?work=all", 422),
        ("/api/worklist?limit=0", 422),
        ("/api/worklist?after=x", 422),
        ("/api/worklist?matter_id=none", 404),
        ("/api/worklist?party_id=none", 404),
        ("/api/reports/courts?court=nmd", 400),
    ],
)
def test_worklist__asked_in_a_wrong_way__refused(story: Caller, path: str, status: int) -> None:
    assert story.get(path).status_code == status
