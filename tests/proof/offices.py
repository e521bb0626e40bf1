"""What the tests of the proof work on: a log of 24 events, anchored, and ways to rewrite it."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, text, update

from casefile.canonical import encode, leaf_hash
from casefile.event import instant_microseconds
from casefile.proof.anchor import Anchor
from casefile.store.database import Database
from casefile.store.tables import events, log_head, recorded_days
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.store.writing import entry, opened, recorder
from tests.tampering import unguarded

MATTERS = ("a", "b", "c")
EVENTS = 24
NOTES = (8, 16, 24)
BEGIN_US = 1_700_000_000_000_000
# One instant for the events 11 and 12, which are of different matters and so one step.
INSTANTS = [BEGIN_US + place * 1_000_000 for place in range(EVENTS)]
INSTANTS[11] = INSTANTS[10]

Bodies = list[dict[str, Any]]


def drafts() -> list[Any]:
    """Return what is recorded: each matter in its turn, opened and then with entries."""
    later = range(len(MATTERS), EVENTS)
    return [
        *(opened(one, f"open-{one}") for one in MATTERS),
        *(entry(MATTERS[n % 3], f"event-{n + 1}", f"Entry {n + 1}.") for n in later),
    ]


def anchored(
    database: Database, key: Path, folder: Path | None = None, sizes: tuple[int, ...] = NOTES
) -> tuple[Anchor, list[str]]:
    """Record the log, with a checkpoint at each size; return the anchor and their notes."""
    anchor = Anchor(database, key, folder)
    anchor.make_key()
    notes, before = [], 0
    every = drafts()
    for size in sizes:
        some = every[before:size]
        recorder(database).record(some, by="test", recorded_us=INSTANTS[before:size])
        made = anchor.checkpoint()
        assert made
        assert made.size == size
        notes.append(made.note)
        before = size
    return anchor, notes


def rewrite(database: Database, change: Callable[[Bodies], Bodies]) -> None:
    """Put other events in the place of those on the log, as whoever knows casefile well would.

    Positions, versions, canonical bytes, hashes, the head and the read tables all fit again.
    """
    with database.write() as connection, unguarded(connection):
        query = text("SELECT body FROM events ORDER BY position")
        bodies = change([json.loads(body) for body in connection.scalars(query)])
        versions: dict[str, int] = {}
        rows = []
        for position, body in enumerate(bodies, start=1):
            matter = body["matter_id"]
            body["version"] = versions[matter] = versions.get(matter, 0) + 1
            raw = encode(body)
            filed = {
                name: body[name]
                for name in ("matter_id", "version", "event_id", "type", "recorded_at")
            }
            rows.append(
                {"position": position, "body": raw.decode(), "leaf_hash": leaf_hash(raw), **filed}
            )
        connection.execute(delete(events))
        connection.execute(insert(events), rows)
        last = instant_microseconds(bodies[-1]["recorded_at"])
        days = ["", *(body["recorded_on"] for body in bodies)]
        ends = {"position": len(rows), "recorded_us": last, "recorded_on": days[-1]}
        connection.execute(update(log_head).values(ends))
        turns = [
            {"position": position, "day": day}
            for position, (before, day) in enumerate(pairwise(days), start=1)
            if day != before
        ]
        connection.execute(delete(recorded_days))
        connection.execute(insert(recorded_days), turns)
    rebuild(database)
    assert verify(database).failures == [], "Without a note nothing shows."


def cut_off(bodies: Bodies) -> Bodies:
    """Take the last four events away."""
    return bodies[:20]


def without_a_matter(bodies: Bodies) -> Bodies:
    """Take matter b out."""
    return [body for body in bodies if body["matter_id"] != "b"]


def swapped(bodies: Bodies) -> Bodies:
    """Swap the two events of one instant."""
    first, second = bodies[10], bodies[11]
    assert first["recorded_at"] == second["recorded_at"]
    second["following"] = first.pop("following")
    return [*bodies[:10], second, first, *bodies[12:]]


def reworded(bodies: Bodies) -> Bodies:
    """Change the words of event 14."""
    bodies[13]["data"]["text"] = "Something else."
    return bodies


def with_one_more(bodies: Bodies) -> Bodies:
    """Put an event in the place of event 6."""
    more = json.loads(json.dumps(bodies[4])) | {"event_id": "slipped-in"}
    return [*bodies[:5], more, *bodies[5:]]


def older(bodies: Bodies) -> Bodies:
    """Put back what was there after 13 events."""
    return bodies[:13]


# How it is rewritten, where that begins, and between which notes of 8, 16 and 24 events.
REWRITES = [
    (cut_off, 21, (17, 24)),
    (without_a_matter, 2, (1, 8)),
    (swapped, 11, (9, 16)),
    (reworded, 14, (9, 16)),
    (with_one_more, 6, (1, 8)),
    (older, 14, (9, 16)),
]
