"""Turns: the days on which a party's items came to stand otherwise, and when the office learned."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import func, select

from casefile.answers.asking import Asking
from casefile.answers.parties import PERSON, who
from casefile.answers.question import POSITION, Question
from casefile.answers.status import OF_THE_PERSON
from casefile.law.edtf import FIRST_DAY
from casefile.law.item import NONE
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at
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


def of_party(asking: Asking, party_id: str, *, known_at: str | None = None) -> PartyTurns:
    """Return the turns of a party as known at a moment; raises Malformed and Unknown."""
    with asking.gate(known_at) as at:
        found, rows, learned = at.ask(_TURNS, party=party_id)
        who(found, party_id)
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
