"""Item spans: how every item of every party stood, on both axes of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Index, SmallInteger, String, Table, Text

from casefile.event import Recorded
from casefile.law.edtf import LAST_DAY
from casefile.law.fact import Fact
from casefile.law.flags import Flag, flags, supersession
from casefile.law.known import Known
from casefile.law.placing import Setting, Stay, place
from casefile.law.reach import reached_items, same_incident
from casefile.law.spans import spans
from casefile.law.timeline import CERTAIN, RECORD, REPORTED, Fold, Problem, Span
from casefile.projections.projection import Projection, Values, as_json, value_names
from casefile.projections.tables import Key, known_columns, metadata

FLAG = "flag"

item_spans = Table(
    "item_spans",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("item_id", Key, primary_key=True),
    Column("party_id", Key, primary_key=True),
    Column("basis", Key, primary_key=True),
    Column("certainty", Key, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
    Column("valid_from", Key, primary_key=True),
    Column("valid_to", Key, nullable=False),
    Column("track", Key, nullable=False),
    Column("state", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    *known_columns(),
    Index("item_spans_by_party", "party_id", "known_to", "known_from"),
)


class Timeline(NamedTuple):
    """One item folded: its parties, its spans on both bases, its flags, and what is illegal."""

    track: str
    parties: Sequence[tuple[str, str]]
    spans: Sequence[Span]
    flags: Sequence[Flag]
    record: Fold

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what is illegal on the record."""
        return self.record.problems


def setting_of(matter_id: str, known: Known, filings: Sequence[Fact]) -> Setting:
    """Return what a matter's items take from around them, as known now."""
    own = known.following(_own_setting, f"matter/{matter_id}")
    if own.incident:
        return own
    refiled = [key.partition("/")[0] for fact in filings for key in fact.items]
    elsewhere = [*same_incident(matter_id, known), *(one for one in refiled if one != matter_id)]
    if not elsewhere:
        return own
    near = [fact for other in elsewhere for fact in known.facts(f"matter/{other}")]
    return own._replace(incident=_incident(near, elsewhere))


def _own_setting(subject: str, facts: Sequence[Fact]) -> Setting:
    matter_id = subject.removeprefix("matter/")
    opened = next((one for one in facts if one.type == "matter.opened"), None)
    jurisdiction = str(getattr(opened.data, "jurisdiction", "")) if opened else ""
    return Setting(_incident(facts, [matter_id]), jurisdiction, tuple(_stays(facts, matter_id)))


def _incident(facts: Iterable[Fact], matters: Sequence[str]) -> Fact | None:
    incidents = [
        fact
        for fact in facts
        if fact.type == "matter.incident_occurred" and fact.occurred and fact.matter_id in matters
    ]
    return min(incidents, key=lambda fact: (fact.bounds(None), fact.event_id), default=None)


def _stays(facts: Iterable[Fact], matter_id: str) -> Iterator[Stay]:
    changes = sorted(
        (fact.bounds(None)[1], fact.when.clock, fact.event_id, fact)
        for fact in facts
        if fact.type == "matter.stay_changed" and fact.occurred and fact.matter_id == matter_id
    )
    begun: tuple[date, Fact] | None = None
    for day, _, _, fact in changes:
        if getattr(fact.data, "on", False):
            begun = begun or (day, fact)
        elif begun:
            evidence = (*begun[1].evidence, *fact.evidence)
            yield Stay(begun[0], day, bool(getattr(begun[1].data, "tolls", False)), evidence)
            begun = None
    if begun:
        tolls = bool(getattr(begun[1].data, "tolls", False))
        yield Stay(begun[0], LAST_DAY, tolls, begun[1].evidence)


def fold_item(key: str, known: Known) -> Timeline:
    """Fold everything known about one item, given as matter_id/item_id."""
    matter_id, item_id = key.split("/")
    entity = f"item/{key}"
    facts = known.facts(entity)
    filings, parties = known.following(_filed, entity)
    setting = setting_of(matter_id, known, filings)
    every = [*facts, *_deaths(parties, known)]
    acting = [fact for fact in every if fact.occurred]
    earlier = known.timelines.get(entity)
    record = Fold(place(key, acting, setting), setting, earlier and earlier.record)
    certain = spans(RECORD, record)
    said = [fact for fact in every if fact.reported and fact.data.acts]
    reported, both = None, certain
    if said:
        reported = Fold(place(key, [*acting, *said], setting), setting)
        until = supersession(reported)
        both = [
            *certain,
            *spans(REPORTED, reported, lambda n, day: day < until.get(n, LAST_DAY)),
        ]
    anything = filings or record.placed or said
    filed = [one.fact for one in record.placed if one.files]
    first = next(iter(filed or filings or [one.fact for one in record.placed] or said), None)
    on_record = [span for span in certain if span.certainty == CERTAIN]
    return Timeline(
        track=str(first.data.track or "criminal") if first else "",
        parties=parties or [("", "")],
        spans=both if anything else (),
        flags=flags(item_id, facts, record, reported, on_record) if anything else (),
        record=record,
    )


def _filed(entity: str, facts: Sequence[Fact]) -> tuple[Sequence[Fact], Sequence[tuple[str, str]]]:
    """Return the facts that file an item, and each of its parties with the side that it is on."""
    key = entity.removeprefix("item/")
    filings = sorted(
        (fact for fact in facts if fact.data.files_item and fact.items[key][0] == "item_id"),
        key=lambda fact: (not fact.occurred, fact.bounds(None), fact.event_id),
    )
    sides: dict[str, str] = {}
    for fact in filings:
        for party_id, side in fact.data.parties():
            sides.setdefault(party_id, side)
    return filings, list(sides.items())


def _deaths(parties: Sequence[tuple[str, str]], known: Known) -> list[Fact]:
    deaths: dict[str, Fact] = {}
    for party_id, _ in parties:
        group = known.party_group(party_id)
        for one in group:
            for fact in known.facts(f"party/{one}"):
                named = [each.id for each in fact.named if each.kind == "party"]
                if fact.type == "party.died" and set(named) & set(group):
                    deaths[fact.event_id] = fact
    return list(deaths.values())


def _entities(recorded: Recorded, subjects: Sequence[str], known: Known) -> Iterable[str]:
    return [f"item/{key}" for key in reached_items(recorded, subjects, known)]


def _rows(entity: str, known: Known) -> Iterator[Values]:
    _, matter_id, item_id = entity.split("/")
    timeline = known.timelines[entity] = fold_item(f"{matter_id}/{item_id}", known)
    for party_id, side in timeline.parties:
        owner = (matter_id, item_id, party_id)
        for span in timeline.spans:
            yield (*owner, *_span_row(span, side, timeline.track))
        for ordinal, flag in enumerate(timeline.flags):
            yield (*owner, *_flag_row(flag, ordinal, timeline.track))


def _span_row(span: Span, side: str, track: str) -> Values:
    item = span.item if span.item.side == side else span.item.having(side=side)
    return (
        span.basis,
        span.certainty,
        span.ordinal,
        span.valid_from.isoformat(),
        span.valid_to.isoformat(),
        track,
        item.state,
        as_json(item),
        as_json(span.evidence),
    )


def _flag_row(flag: Flag, ordinal: int, track: str) -> Values:
    return (
        RECORD,
        FLAG,
        ordinal,
        flag.valid_from.isoformat(),
        flag.valid_to.isoformat(),
        track,
        flag.code,
        as_json({"sentence": flag.sentence, "until": flag.until}),
        as_json(flag.events),
    )


SPANS = Projection("spans", item_spans, ("", "matter_id", "item_id"), ("item",), _rows, _entities)


def flags_among(rows: Iterable[tuple[Any, ...]]) -> set[tuple[str, tuple[str, ...]]]:
    """Return (code, events) of each flag among an item's rows."""
    names = value_names(item_spans)
    found = set()
    for values in rows:
        row = dict(zip(names, values, strict=True))
        if row["certainty"] == FLAG:
            found.add((row["state"], tuple(msgspec.json.decode(row["evidence"]))))
    return found


def parties_among(rows: Iterable[tuple[Any, ...]]) -> set[str]:
    """Return the parties of an item's rows."""
    place = value_names(item_spans).index("party_id")
    return {str(values[place]) for values in rows}
