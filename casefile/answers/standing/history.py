"""History: how everything of a party has stood, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace
from sqlalchemy import select

from casefile.answers import received
from casefile.answers.asking import AnswerByAxis, Asking, At, check_basis
from casefile.answers.people.days_of_names import DaysOfNames, renamed_on, worded
from casefile.answers.people.parties import PERSON, Party, who
from casefile.answers.question import POSITION, Question
from casefile.answers.standing.status import OF_THE_PERSON, check_scope, item_of
from casefile.law import placeholders
from casefile.law.charged_again import may_be_filed_again
from casefile.law.seen import Seen
from casefile.law.succession import Standing, Succession, goes_on, linked
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.spans import FLAG, Events, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Row


class StateSpan(Struct, frozen=True, kw_only=True):
    """How an item stood over a span of days, half-open, and since which position that is known.

    `called` is the name of the item on the first of these days.
    """

    matter_id: str
    item_id: str
    called: str
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
        party = who(at, found, party_id)
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
                spans=_named(at, spans, ids),
            ),
            ids,
        )


def _named(at: At, spans: Sequence[StateSpan], about: Sequence[str]) -> list[StateSpan]:
    """Return spans with the names of their first days."""
    days = DaysOfNames(renamed_on(at, {one.matter_id for one in spans}), at.on)
    first = [days.like(date.fromisoformat(one.valid_from)) for one in spans]
    texts = [one.called for one in spans] + [one.label for one in spans]
    said = worded(lambda some, day: at.naming(some, about, day), first * 2, texts)
    told = zip(spans, said[: len(spans)], said[len(spans) :], strict=True)
    return [replace(one, called=called, label=label) for one, called, label in told]


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


class _SpanSeen(NamedTuple):
    """A row with the item in it, as it is seen on the days of the row."""

    row: _SpanRow
    seen: Seen

    @property
    def is_certain(self) -> bool:
        return self.row.certainty == CERTAIN

    def holds(self, day: str) -> bool:
        """Tell whether it is one of the days of the row."""
        return self.row.valid_from <= day < self.row.valid_to


def _spans(found: Iterable[Row], basis: str) -> list[StateSpan]:
    """Return every certain and possible span of one person's items."""
    rows = sorted(map(_SpanRow._make, found), key=_in_order)
    reported = {(row.matter_id, row.item_id, row.part) for row in rows if row.basis != RECORD}
    events = Events()
    parts: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        parts.setdefault((row.matter_id, row.item_id), set()).add(row.part)
    every = [_told(row, events, whole=len(parts[row.matter_id, row.item_id]) == 1) for row in rows]

    def is_told(row: _SpanRow) -> bool:
        differs = (row.matter_id, row.item_id, row.part) in reported
        return row.basis == basis or (basis != RECORD and not differs)

    told = [one for one in every if is_told(one.row)]
    others = [one for one in every if one.row.basis == RECORD and not is_told(one.row)]
    lives = _Lives(told, others)
    return [span for one in told for span in _state_spans(one, lives)]


def _told(row: _SpanRow, events: Events, *, whole: bool) -> _SpanSeen:
    item = item_of(row.detail)
    owner = (row.matter_id, row.item_id, row.party_id, row.part)
    seen = Seen(
        matter_id=row.matter_id,
        item_id=row.item_id,
        parts=(row.part,),
        track=row.track,
        party_id=row.party_id,
        item=item.having(opposite=()) if whole else item,
        evidence=tuple(events.of(owner, row.basis, row.certainty, row.evidence, row.goes_on_from)),
    )
    return _SpanSeen(row, seen)


class _Lives:
    """How the items of a person go on in one another, day by day.

    `others` stand on the record where those that are told are as reported.
    """

    def __init__(self, told: Sequence[_SpanSeen], others: Sequence[_SpanSeen]) -> None:
        self._always = Succession([one.seen for one in told])
        every = [one for one in (*told, *others) if one.is_certain]
        links = linked(one.seen for one in every)
        near = {one.seen.key for one in every if goes_on(one.seen.item)}
        near |= may_be_filed_again(one.seen for one in every)
        ahead = set(near)
        while ahead := {key for one in ahead for key in links.get(one, ())} - near:
            near |= ahead
        self._keys = frozenset(near)
        self._near = [one for one in every if one.seen.key in near]
        self._days = sorted({one.row.valid_from for one in self._near})
        self._on: dict[str, Succession] = {}

    def standings(self, one: _SpanSeen) -> Iterator[tuple[str, Standing]]:
        """Yield how an item stands on the days of a row, from the first day of each on."""
        if not (one.is_certain and one.seen.key in self._keys):
            yield one.row.valid_from, self._always.by_itself(one.seen)
            return
        last = None
        for day in (one.row.valid_from, *filter(one.holds, self._days)):
            standing = self._succession(day).stands(one.seen)
            if standing != last:
                yield day, standing
            last = standing

    def _succession(self, day: str) -> Succession:
        if day not in self._on:
            self._on[day] = Succession([one.seen for one in self._near if one.holds(day)])
        return self._on[day]


def _state_spans(told: _SpanSeen, lives: _Lives) -> Iterator[StateSpan]:
    """Yield a row as one span, or as several where an item is sent on and faced by turns."""
    row, found = told.row, list(lives.standings(told))
    ends = [*(day for day, _ in found[1:]), row.valid_to]
    for (begins, one), until in zip(found, ends, strict=True):
        yield StateSpan(
            matter_id=row.matter_id,
            item_id=row.item_id,
            called=placeholders.item(told.seen.key),
            track=row.track,
            kind=one.item.kind,
            opposite=one.item.opposite or UNSET,
            certainty=row.certainty,
            state=one.item.state,
            prejudice=one.item.prejudice or None,
            label=one.label(date.fromisoformat(begins)),
            valid_from=begins,
            valid_to=until,
            known_from=row.known_from,
            evidence=list(one.evidence),
        )
