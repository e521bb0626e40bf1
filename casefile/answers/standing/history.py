"""History: how everything of a party has stood, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import select

from casefile.answers import received
from casefile.answers.asking import AnswerByAxis, Asking, check_basis
from casefile.answers.people.parties import PERSON, Party, who
from casefile.answers.question import POSITION, Question
from casefile.answers.standing.status import OF_THE_PERSON, check_scope, item_of
from casefile.law.succession import item_label, narrowed
from casefile.law.timeline import RECORD
from casefile.projections.spans import FLAG, Events, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Row


class StateSpan(Struct, frozen=True, kw_only=True):
    """How an item stood over a span of days, half-open, and since which position that is known."""

    matter_id: str
    item_id: str
    track: str
    kind: str
    opposite: Sequence[str] | UnsetType = UNSET
    certainty: str
    state: str
    prejudice: str | None
    label: str
    valid_from: str
    valid_to: str
    known_from: int
    evidence: Sequence[str]


class PartyHistory(AnswerByAxis, frozen=True, kw_only=True):
    """Every span of a party's items: what was certain or possible, from when to when.

    `matter` stands in it where only the items of one matter were asked for.
    """

    party: Party
    matter: str | UnsetType = UNSET
    known_at: str
    position: int
    past_head: bool
    basis: str
    spans: Sequence[StateSpan]


def of_party(
    asking: Asking,
    party_id: str,
    *,
    known_at: str | None = None,
    basis: str = RECORD,
    matter: str | None = None,
    known_by: str | None = None,
) -> PartyHistory:
    """Return every span of a party's items: what was certain or possible, from when to when.

    With a matter only the items of that one are told; raises Unknown where there is none.
    """
    with received.about_party(asking, party_id, known_at, known_by, matter=matter) as at:
        found, rows = at.ask(_HISTORY, party=party_id)
        party = who(found, party_id)
        ids = (party_id, *(party.merged or ()))
        check_basis(basis)
        spans = [one for one in _spans(rows, basis) if matter in (None, one.matter_id)]
        check_scope(at, matter, spans)
        return at.named(
            PartyHistory(
                party=party,
                matter=matter or UNSET,
                **at.said(),
                **at.said_by(),
                basis=basis,
                spans=spans,
            ),
            ids,
        )


class _SpanRow(NamedTuple):
    """What is read of a row of item_spans for a history."""

    matter_id: str
    item_id: str
    party_id: str
    part: str
    ordinal: int
    track: str
    basis: str
    certainty: str
    state: str
    valid_from: str
    valid_to: str
    known_from: int
    detail: str
    evidence: str
    goes_on_from: int | None


_HISTORY = Question(
    PERSON,
    select(*(item_spans.c[name] for name in _SpanRow._fields)).where(
        OF_THE_PERSON, known_at(item_spans, POSITION), item_spans.c.certainty != FLAG
    ),
)
_in_order = attrgetter(
    "track", "matter_id", "item_id", "part", "valid_from", "certainty", "ordinal", "party_id"
)


def _spans(found: Iterable[Row], basis: str) -> list[StateSpan]:
    """Return every certain and possible span of one person's items."""
    rows = sorted(map(_SpanRow._make, found), key=_in_order)
    reported = {(row.matter_id, row.item_id, row.part) for row in rows if row.basis != RECORD}
    events = Events()
    offenses = {
        f"{row.matter_id}/{row.item_id}": item_of(row.detail).detail.get("offense", "")
        for row in rows
    }
    parts: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        parts.setdefault((row.matter_id, row.item_id), set()).add(row.part)

    def is_told(row: _SpanRow) -> bool:
        differs = (row.matter_id, row.item_id, row.part) in reported
        return row.basis == basis or (basis != RECORD and not differs)

    return [
        _state_span(row, events, offenses, whole=len(parts[row.matter_id, row.item_id]) == 1)
        for row in rows
        if is_told(row)
    ]


def _state_span(
    row: _SpanRow, events: Events, offenses: Mapping[str, str], *, whole: bool
) -> StateSpan:
    item = narrowed(item_of(row.detail), offenses)
    if whole:
        item = item.having(opposite=())
    owner = (row.matter_id, row.item_id, row.party_id, row.part)
    evidence = events.of(owner, row.basis, row.certainty, row.evidence, row.goes_on_from)
    return StateSpan(
        matter_id=row.matter_id,
        item_id=row.item_id,
        track=row.track,
        kind=item.kind,
        opposite=item.opposite or UNSET,
        certainty=row.certainty,
        state=row.state,
        prejudice=item.prejudice or None,
        label=item_label(row.matter_id, row.track, item, date.fromisoformat(row.valid_from)),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        known_from=row.known_from,
        evidence=list(evidence),
    )
