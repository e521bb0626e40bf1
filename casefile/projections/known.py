"""What is known: the events of the log by the subjects that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Table, bindparam, select

from casefile.domain.catalogue import Event, Scope
from casefile.domain.fact import CORRECTED, RETRACTED, Fact, standing
from casefile.domain.placing import Setting
from casefile.domain.timeline import Steps
from casefile.event import Recorded, read_body
from casefile.projections.tables import Key, metadata
from casefile.store import log
from casefile.store.tables import events

# The index from a subject, like item/M/I or matter/M, to the positions of the events about it.
event_subjects = Table(
    "event_subjects",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
)

SAMPLE = 10
_ABOUT = (
    select(event_subjects.c.subject, events.c.position, events.c.body)
    .join(events, events.c.position == event_subjects.c.position)
    .where(event_subjects.c.subject.in_(bindparam("subjects", expanding=True)))
    .order_by(events.c.position)
)


def read_subjects(
    connection: Connection, subjects: Sequence[str], *, limit: int | None = None
) -> dict[str, list[Recorded]]:
    """Read the events about each of these subjects; `event/E` brings E itself as well."""
    found: dict[str, list[Recorded]] = {subject: [] for subject in subjects}
    for some in log.chunks(subjects):
        query = _ABOUT if limit is None else _ABOUT.limit(limit)
        for subject, position, body in connection.execute(query, {"subjects": some}):
            found[subject].append(Recorded(position, read_body(body)))
    ids = [subject.removeprefix("event/") for subject in subjects if subject.startswith("event/")]
    for event_id, recorded in (log.by_ids(connection, ids) if ids else {}).items():
        found[f"event/{event_id}"].insert(0, recorded)
    return found


class Known:
    """The events known so far, by subject: read from the log when asked for, then grown.

    Without a connection nothing was known before, as at the start of a rebuild.
    """

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection
        self._stored: dict[str, list[Recorded]] = {}
        self._added: dict[str, list[Recorded]] = {}
        self._facts: dict[str, list[Fact]] = {}
        self._plain: dict[str, Fact] = {}
        self._steps: dict[str, tuple[Setting, Steps]] = {}
        self.timelines: dict[str, Any] = {}  # the last fold of each item, for whoever asks why

    def fetch(self, subjects: Iterable[str]) -> None:
        """Read these subjects at once, where they have not been read yet."""
        missing = sorted({subject for subject in subjects if subject not in self._stored})
        if missing and self._connection is not None:
            self._stored.update(read_subjects(self._connection, missing))
        elif missing:
            self._stored.update((subject, []) for subject in missing)

    def recorded(self, subject: str) -> list[Recorded]:
        """Return every event about a subject, in the order of the log, corrected or not."""
        self.fetch((subject,))
        return [*self._stored[subject], *self._added.get(subject, ())]

    def sample(self, subject: str) -> list[Recorded]:
        """Return a few events about a subject that may have very many."""
        added = self._added.get(subject, [])
        if added or self._connection is None:
            return added[:SAMPLE]
        return read_subjects(self._connection, [subject], limit=SAMPLE)[subject]

    def facts(self, subject: str) -> list[Fact]:
        """Return the facts about a subject that stand."""
        if subject not in self._facts:
            self._facts[subject] = standing(self.recorded(subject), self.plain)
        return self._facts[subject]

    def plain(self, recorded: Recorded) -> Fact:
        """Return an event as it was recorded, without corrections."""
        event_id = recorded.envelope.event_id
        held = self._plain.get(event_id)
        if held is None or held.envelope is not recorded.envelope:
            held = self._plain[event_id] = Fact(recorded)
        return held

    def is_new(self, subject: str) -> bool:
        """Tell whether the log held nothing about a subject before the events added here."""
        self.fetch((subject,))
        return not self._stored[subject]

    def add(self, recorded: Recorded) -> tuple[str, ...]:
        """Add the next event, which is new to the log, and return the subjects that it is about."""
        own = f"event/{recorded.envelope.event_id}"
        self._stored.setdefault(own, [])
        self._added.setdefault(own, []).append(recorded)
        subjects = self.subjects_of(recorded)
        for subject in subjects:
            self._added.setdefault(subject, []).append(recorded)
            self._facts.pop(subject, None)
        return subjects

    def event(self, event_id: str) -> Recorded | None:
        """Return one event by its id."""
        found = self.recorded(f"event/{event_id}")
        return found[0] if found and found[0].envelope.event_id == event_id else None

    def subjects_of(self, recorded: Recorded) -> tuple[str, ...]:
        """Return the subjects of an event; a correction has those of its target as well."""
        amended = []
        fact = self.plain(recorded)
        while fact.type in (CORRECTED, RETRACTED):
            target = str(getattr(fact.data, "target", ""))
            amended.append(f"event/{target}")
            hit = self.event(target)
            if hit is None:
                return tuple(amended)
            fact = self.plain(hit)
        return (*amended, *self.subjects_of_fact(fact))

    def subjects_of_fact(self, fact: Fact) -> tuple[str, ...]:
        """Return the subjects of a fact as it stands, and the items of the events that it names."""
        named = [self.event(one.id) for one in fact.data.named() if one.kind == "event"]
        beyond = [
            subject
            for hit in named
            if hit
            for subject in self.plain(hit).data.subjects(hit.envelope.matter_id)
            if subject.startswith("item/")
        ]
        return tuple(dict.fromkeys((*fact.data.subjects(fact.matter_id), *beyond)))

    def origin(self, recorded: Recorded) -> Recorded:
        """Return the fact that an event corrects or retracts in the end, or the event itself."""
        while recorded.envelope.type in (CORRECTED, RETRACTED):
            hit = self.event(str(getattr(self.plain(recorded).data, "target", "")))
            if hit is None:
                break
            recorded = hit
        return recorded

    def filed_items(self, subject: str) -> list[str]:
        """Return the keys of all items ever filed among the events about a subject."""
        filings = [self.plain(one) for one in self.recorded(subject)]
        return list(
            dict.fromkeys(
                key
                for fact in filings
                if fact.data.files_item
                for key, (field, _) in fact.items.items()
                if field == "item_id"
            )
        )

    def steps_of(self, key: str, setting: Setting) -> Steps:
        """Return the steps of earlier folds of an item on the record, to be gone on from."""
        held = self._steps.get(key)
        if held is None or held[0] != setting:
            held = self._steps[key] = (setting, {})
        return held[1]

    def party_group(self, party_id: str) -> list[str]:
        """Return a party's ids, its own first, as far as they are merged into one person."""
        group = [party_id]
        for one in group:
            for fact in self.facts(f"party/{one}"):
                if fact.type == "party.merged" and fact.occurred:
                    pair = [named.id for named in fact.data.named() if named.kind == "party"]
                    group += [other for other in pair if other not in group]
        return group


def reached_items(recorded: Recorded, subjects: Sequence[str], known: Known) -> list[str]:
    """Return the keys of the items that an event touches: those it names and those in its scope."""
    keys = [subject.removeprefix("item/") for subject in subjects if subject.startswith("item/")]
    origin = known.origin(recorded)
    data = known.plain(origin).data
    matters: list[str] = []
    if data.scope is not Scope.NAMED:
        matters = scope_matters(origin, data, known)
    for matter_id in matters:
        keys += known.filed_items(f"items/{matter_id}")
    if data.scope is Scope.PARTY:
        for named in data.named():
            for party_id in known.party_group(named.id) if named.kind == "party" else ():
                keys += known.filed_items(f"items-of/{party_id}")
    if data.scope is Scope.INCIDENT:
        for key in list(keys):
            keys += known.filed_items(f"item/{key}")
    return list(dict.fromkeys(keys))


def scope_matters(origin: Recorded, data: Event, known: Known) -> list[str]:
    """Return the matters all of whose items an event touches."""
    matter_id = origin.envelope.matter_id
    if data.scope is Scope.MATTER:
        return [matter_id]
    if data.scope is not Scope.INCIDENT:
        return []
    linked = [one.id for one in data.named() if one.kind == "matter"]
    return list(dict.fromkeys([matter_id, *linked, *same_incident(matter_id, known)]))


def same_incident(matter_id: str, known: Known) -> list[str]:
    """Return the matters that stand to this one as being about the same incident."""
    related = []
    for fact in known.facts(f"matter/{matter_id}"):
        if (
            fact.type == "matter.related"
            and fact.occurred
            and getattr(fact.data, "relation", None) == "same_incident"
        ):
            pair = (fact.matter_id, *(one.id for one in fact.data.named() if one.kind == "matter"))
            related += [one for one in pair if one != matter_id]
    return list(dict.fromkeys(related))


def as_json(value: Any) -> str:
    """Write a value for a read table: canonical JSON text."""
    return msgspec.json.encode(value, order="sorted").decode()
