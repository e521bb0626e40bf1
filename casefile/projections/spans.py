"""Item spans: how every item of every party stood, on both axes of time.

An event that an item rests on is written once and not with every state since: a row of a certain
state holds the events that it adds to those of the row before it. What is read in the order of the
days is put together again by `Events`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct
from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from casefile.law import subjects
from casefile.law.evidence import Evidence
from casefile.law.flags import CODES, OF_STATE, WARNINGS, Flag
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.occasions import awaiting
from casefile.law.reach import reached_items
from casefile.law.timeline import CERTAIN, RECORD, Span
from casefile.projections.projection import Projection, Touching, Values, as_json, value_names
from casefile.projections.tables import Key, known_columns, metadata

FLAG = "flag"


class FlagDetail(Struct, frozen=True, omit_defaults=True):
    """What a row holds of a flag beside its code, its days and its events."""

    sentence: str
    until: tuple[str, str] | None = None
    as_written: str = ""
    possible: bool = False


flag_detail = msgspec.json.Decoder(FlagDetail).decode

# What an index of flags alone has, on either database.
FLAGS_ALONE: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), text(f"certainty = '{FLAG}'")
)

# The ordinals of each code of flags have a range of their own, so that none moves another.
_ORDINALS = {code: place * 10_000_000 for place, code in enumerate(CODES)}

item_spans = Table(
    "item_spans",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("item_id", Key, primary_key=True),
    Column("party_id", Key, primary_key=True),
    # Which part of the item it is, where its parties do not all stand alike; "" is the whole.
    Column("part", Key, primary_key=True),
    Column("basis", Key, primary_key=True),
    Column("certainty", Key, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("valid_from", Key, primary_key=True),
    Column("valid_to", Key, nullable=False),
    Column("track", Key, nullable=False),
    Column("state", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    # The digest of the evidence of an earlier row from which this one goes on (see `Events`), so
    # that a row changes where that does; nothing where the evidence is whole.
    Column("goes_on_from", BigInteger),
    *known_columns(),
    Index("item_spans_by_party", "party_id", "known_to", "known_from"),
    Index("item_spans_flags", "matter_id", "item_id", "state", **FLAGS_ALONE),
)


def items_touched(touching: Touching, known: Known) -> Sequence[str]:
    """Return the items that an event touches, as subjects."""
    named = touching.about.get(subjects.ITEM, ())
    reached = reached_items(touching.origin, named, known)
    waiting = awaiting(touching.origin, known)
    return list(dict.fromkeys((*reached, *waiting))) if waiting else reached


def _rows(entity: str, folds: Folds) -> list[Values]:
    key = subjects.name_of(entity)
    matter_id, item_id = key.split("/")
    rows: list[Values] = []
    for timeline in folds.fold(key).each:
        for one in timeline.accounts:
            parts: list[Span | tuple[int, Flag]] = [*one.spans, *_numbered(one.flags)]
            owner = (matter_id, item_id, one.party_id, timeline.part)
            of = _Of(owner, one.side, one.opposite, tuple(timeline.persons.items()), timeline.track)
            rows += folds.each(of.row, parts, of)
    return rows


def _numbered(flags: Iterable[Flag]) -> Iterator[tuple[int, Flag]]:
    """Yield each flag with its ordinal, which tells it from every other one of the item."""
    ordinals = dict(_ORDINALS)
    for flag in flags:
        yield ordinals[flag.code], flag
        ordinals[flag.code] += 1


class _Of(NamedTuple):
    """Whose rows are made of which part of an item, on which side and against whom, and its track.

    Those on the other side are told where the item has other parts; `persons` are the ids of those
    who have several, each with the one by which they are told.
    """

    owner: tuple[str, str, str, str]
    side: str
    opposite: tuple[str, ...]
    persons: tuple[tuple[str, str], ...]
    track: str

    def row(self, part: Span | tuple[int, Flag]) -> Values:
        """Return the row of a span, or of a flag with its ordinal."""
        return self._span(part) if isinstance(part, Span) else self._flag(*part)

    def _span(self, span: Span) -> Values:
        item = span.item
        persons = dict(self.persons)
        opposite = tuple(dict.fromkeys(item.holder(one, persons) for one in self.opposite))
        if (item.side, item.opposite) != (self.side, opposite):
            item = item.having(side=self.side, opposite=opposite)
        return (
            *self.owner,
            span.basis,
            span.certainty,
            span.ordinal,
            span.valid_from.isoformat(),
            span.valid_to.isoformat(),
            self.track,
            item.state,
            as_json(item),
            as_json(span.evidence.beyond(span.before)),
            span.before and span.before.digest,
        )

    def _flag(self, ordinal: int, flag: Flag) -> Values:
        rests_on = flag.rests_on
        added = rests_on.beyond(flag.before) if isinstance(rests_on, Evidence) else rests_on
        return (
            *self.owner,
            RECORD,
            FLAG,
            ordinal,
            flag.valid_from.isoformat(),
            flag.valid_to.isoformat(),
            self.track,
            flag.code,
            as_json(FlagDetail(flag.sentence, flag.until, flag.as_written, flag.possible)),
            as_json(added),
            flag.before and flag.before.digest,
        )


SPANS = Projection(
    "spans", item_spans, ("", "matter_id", "item_id"), (subjects.ITEM,), _rows, (items_touched,)
)


_strings = msgspec.json.Decoder(list[str]).decode


class Events:
    """Puts the evidence of rows together again, which come by their ordinals and days.

    What is not whole goes on from the certain state of the day, if it is a flag that follows from
    one, or else from the row before of its kind: of the certain states, or of the same flag.
    """

    def __init__(self) -> None:
        self._last: defaultdict[tuple[Any, ...], list[str]] = defaultdict(list)

    def of(
        self, owner: Any, basis: str, kind: str, evidence: str, goes_on_from: int | None
    ) -> list[str]:
        """Return the events of an owner's next row; the row after it may add to the list.

        The kind of a span is its certainty, that of a flag its code.
        """
        added = _strings(evidence)
        if goes_on_from is None:
            self._last[owner, basis, kind] = added
            return added
        if kind in OF_STATE:
            return [*self._last[owner, RECORD, CERTAIN], *added]
        found = self._last[owner, basis, kind]
        found += added
        return found


def flags_among(rows: Iterable[tuple[Any, ...]]) -> set[tuple[str, tuple[str, ...]]]:
    """Return (code, events) of each flag that warns among an item's rows."""
    told = list(map(_told(), rows))
    wanted = [row for row in told if row[3] == FLAG and row[5] in WARNINGS]
    if any(row[5] in OF_STATE for row in wanted):  # whose evidence is that of the state
        wanted += [row for row in told if row[3] == CERTAIN]
    found, events = set(), Events()
    for party_id, part, _, certainty, basis, state, evidence, before in sorted(wanted, key=_by_day):
        kind = state if certainty == FLAG else certainty
        said = events.of((party_id, part), basis, kind, evidence, before)
        if kind in WARNINGS:
            found.add((kind, tuple(said)))
    return found


_by_day = itemgetter(0, 1, 2, 3)


@cache
def _told() -> Callable[[Values], Values]:
    """Return the function that takes from a row whose flag it is, its day, and what it says."""
    wanted = (
        "party_id",
        "part",
        "valid_from",
        "certainty",
        "basis",
        "state",
        "evidence",
        "goes_on_from",
    )
    return itemgetter(*map(value_names(item_spans).index, wanted))


def rewritten_days(before: Iterable[Values], after: Iterable[Values]) -> list[tuple[str, str]]:
    """Return the half-open spans of days of which the certain rows of an item are others now."""
    names = value_names(item_spans)
    certainty, first, last = map(names.index, ("certainty", "valid_from", "valid_to"))
    other = set(before).symmetric_difference(after)
    return [(row[first], row[last]) for row in other if row[certainty] == CERTAIN]


def parties_among(rows: Iterable[tuple[Any, ...]]) -> set[str]:
    """Return the parties of an item's rows."""
    place = value_names(item_spans).index("party_id")
    return {str(values[place]) for values in rows}
