"""Turns: the days on which a party's items came to stand otherwise, and when the office learned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, select

from casefile.answers.asking import Asking
from casefile.answers.people.parties import PERSON, person
from casefile.answers.question import POSITION, Question
from casefile.answers.standing import evidence
from casefile.answers.standing.status import OF_THE_PERSON
from casefile.law.edtf import FIRST_DAY
from casefile.law.item import NONE
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Statement, among
from casefile.store.tables import recorded_days


class Turn(Struct, frozen=True, kw_only=True):
    """A day from which on items are certain, or possible, to be in these states."""

    day: str
    certain: bool
    states: Sequence[str]


class PartyTurns(Struct, frozen=True, kw_only=True):
    """The turns of a party in order, and every day on which the office learned of any."""

    turns: Sequence[Turn]
    learned_on: Sequence[str]


_began_on = (
    select(recorded_days.c.day)
    .where(recorded_days.c.position <= item_spans.c.known_from)
    .order_by(recorded_days.c.position.desc())
    .limit(1)
    .correlate(item_spans)
    .scalar_subquery()
)
_TURNS = Question(
    PERSON,
    select(item_spans.c.valid_from, item_spans.c.certainty, item_spans.c.state)
    .distinct()
    .where(
        OF_THE_PERSON,
        known_at(item_spans, POSITION),
        item_spans.c.basis == RECORD,
        item_spans.c.certainty != FLAG,
        item_spans.c.valid_from > FIRST_DAY.isoformat(),
    ),
    # Also what is known otherwise by now; when the office learned of it does not change.
    select(func.coalesce(_began_on, "").label("day"))
    .select_from(item_spans)
    .distinct()
    .where(OF_THE_PERSON),
)


# The days on which an item has turned, by whatever was known.
_EDGES = Statement(
    select(item_spans.c.valid_from)
    .distinct()
    .where(
        item_spans.c.matter_id == bindparam("matter"),
        item_spans.c.item_id == bindparam("item"),
        item_spans.c.valid_from > FIRST_DAY.isoformat(),
        item_spans.c.valid_from < bindparam("on"),
    )
    .order_by(item_spans.c.valid_from)
)
MOST_EVENTS = 4  # of one turn that are told
_strings = msgspec.json.Decoder(list[str]).decode
_ADDED = Question(
    select(item_spans.c.valid_from, item_spans.c.certainty, item_spans.c.evidence)
    .distinct()
    .where(
        OF_THE_PERSON,
        known_at(item_spans, POSITION),
        item_spans.c.basis == RECORD,
        item_spans.c.certainty != FLAG,
        among(item_spans.c.valid_from, "days"),
    )
    .order_by(item_spans.c.valid_from),
)


class ToldTurn(Struct, frozen=True, kw_only=True):
    """What happened at a turn, in words, and how many events more."""

    sentences: Sequence[str]
    more: int


def in_words(
    asking: Asking, party_id: str, some: Sequence[Turn], *, known_at: str | None = None
) -> dict[tuple[str, bool], ToldTurn]:
    """Return what happened at some turns, by their days and whether they are certain.

    Each is told by the names of its own day.
    """
    days = sorted({one.day for one in some})
    with asking.gate(known_at) as at:
        (rows,) = at.ask(_ADDED, party=party_id, days=days)
        added: dict[tuple[str, bool], dict[str, None]] = {}
        for day, certainty, its in rows:
            added.setdefault((day, certainty == CERTAIN), {}).update(dict.fromkeys(_strings(its)))
        ids = {one for some in added.values() for one in some}
        events = evidence.each(at, ids, as_of=False)
    found = {}
    for turn, its in added.items():
        every = [events[one] for one in its if one in events]
        # What does not go on from the state before it has all that it rests on.
        own = [one for one in every if one.effective[: len(turn[0])] == turn[0]] or every[-1:]
        own.sort(key=lambda one: one.position)
        told = tuple(dict.fromkeys(one.sentence for one in own))
        found[turn] = ToldTurn(sentences=told[:MOST_EVENTS], more=len(told[MOST_EVENTS:]))
    return found


def of_party(asking: Asking, party_id: str, *, known_at: str | None = None) -> PartyTurns:
    """Return the turns of a party as known at a moment; raises Malformed and Unknown."""
    with asking.gate(known_at) as at:
        found, rows, learned = at.ask(_TURNS, party=party_id)
        person(found, party_id)
    states: dict[tuple[str, bool], list[str]] = {}
    for day, certainty, state in sorted(rows):
        reached = states.setdefault((day, certainty == CERTAIN), [])
        if state != NONE:
            reached.append(state)
    return PartyTurns(
        turns=[
            Turn(day=day, certain=certain, states=reached)
            for (day, certain), reached in states.items()
        ],
        learned_on=sorted(day for (day,) in learned if day),
    )


def days_of_item(connection: Connection, matter_id: str, item_id: str, on: date) -> list[date]:
    """Return the days before a day on which an item has turned, by whatever was known."""
    rows = _EDGES.rows(connection, matter=matter_id, item=item_id, on=on.isoformat())
    return [date.fromisoformat(day) for (day,) in rows]
