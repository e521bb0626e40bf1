"""The glossary of an answer: what its ids are called, for whoever prints it for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from casefile.answers.asking import Asking, At
from casefile.answers.names.naming import Naming
from casefile.event import Source
from casefile.law import subjects
from casefile.law.fact import Fact
from casefile.law.setting import own_setting
from casefile.law.wording import of_juvenile, of_type
from casefile.projections.subjects import known_in

DATA = "data"  # what an event holds is said in its sentence
EVIDENCE, EVENTS = "evidence", ("events", "event_id", "set_by", "target", "because")
LONG = 30  # characters of a document's title, beyond which its kind says enough
# Of an event of these families it goes without saying what it is about: a charge was filed.
PLAIN = ("charge", "claim", "citation", "event")


class Glossary:
    """What the ids of an answer are called, and what the events were that it rests on."""

    def __init__(self, names: Naming, cited: Mapping[str, str]) -> None:
        self.filled = names.filled
        self._called = names.called
        self._cited = cited

    def party(self, party_id: str, matter_id: str = "") -> str:
        """Return what a party is called, in a matter where one is given."""
        if matter_id:
            return self._called(subjects.party_in(matter_id, party_id))
        return self._called(subjects.party(party_id))

    def item(self, matter_id: str, item_id: str) -> str:
        """Return what an item is called."""
        return self._called(subjects.item(f"{matter_id}/{item_id}"))

    def matter(self, matter_id: str) -> str:
        """Return what a matter is called."""
        return self._called(subjects.matter(matter_id))

    def entry(self, kind: str, matter_id: str, entry_id: str) -> str:
        """Return what an entry of the calendar is called."""
        return self._called(subjects.entry(kind, matter_id, entry_id))

    def event(self, event_id: str) -> str:
        """Return the number of an event in the log."""
        return self._called(subjects.event(event_id))

    def cited(self, event_id: str) -> str:
        """Return the number of an event, what it was, when, and where it was read."""
        return f"{self.event(event_id)} {self._cited.get(event_id, '')}".rstrip()


def glossary_of(
    asking: Asking, answer: Struct, *, about: Collection[str] = (), cite: bool = False
) -> Glossary:
    """Return what the ids of an answer are called, at its own coordinates where it has any.

    `about` are the ids of the person whom all of it is about; with `cite` the events are read on
    which its states rest.
    """
    plain = msgspec.json.decode(msgspec.json.encode(answer))
    found = set(_subjects_in(plain))
    rests_on = set(_evidence_in(plain)) if cite else ()
    position = plain.get("position")
    known_at = None if position is None else f"@{position}"
    with asking.gate(known_at, as_of=plain.get("as_of")) as at:
        return Glossary(at.names(found, about), dict(_cited(at, rests_on)))


def glossary_for(
    asking: Asking,
    asked: Iterable[str],
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    about: Collection[str] = (),
) -> Glossary:
    """Return what these subjects are called, as of a day, as known at a moment."""
    with asking.gate(known_at, as_of=as_of) as at:
        return Glossary(at.names(asked, about), {})


def _subjects_in(plain: Any, matter_id: str = "") -> Iterator[str]:
    """Yield the subjects of the ids in an answer, which stand in fields of fixed names."""
    if isinstance(plain, list | tuple):
        for one in plain:
            yield from _subjects_in(one, matter_id)
    if not isinstance(plain, dict):
        return
    matter_id = plain.get("matter_id") or matter_id
    for name, value in plain.items():
        match value:
            case str() if name in ("matter_id", "matter"):
                yield subjects.matter(value)
            case str() if name in ("party_id", "for", "stands_for_it"):
                yield subjects.party(value)
                if matter_id:
                    yield subjects.party_in(matter_id, value)
            case str() if name in ("item_id", "attaches_to"):
                yield subjects.item(f"{matter_id}/{value}")
            case str() if name in EVENTS:
                yield subjects.event(value)
            case [str(), *_] if name in (EVIDENCE, *EVENTS):
                yield from map(subjects.event, value)
            case [str(), *_] if name == "matters":
                yield from map(subjects.matter, value)
            case dict() | [*_] if name != DATA:
                yield from _subjects_in(value, matter_id)


def _evidence_in(plain: Any) -> Iterator[str]:
    """Yield the events on which the states of an answer rest."""
    if isinstance(plain, list | tuple):
        for one in plain:
            yield from _evidence_in(one)
    elif isinstance(plain, dict):
        yield from plain.get(EVIDENCE, ())
        for value in plain.values():
            yield from _evidence_in(value)


def _cited(at: At, event_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield events, by their ids, as an answer rests on them."""
    known = known_in(at.connection, upto=at.position)
    known.fetch(sorted(map(subjects.event, event_ids)))
    for event_id in event_ids:
        if recorded := known.event(event_id):
            fact = known.standing(event_id) or known.plain(recorded)
            yield event_id, citation(fact, juvenile=own_setting(fact.matter_id, known).juvenile)


def citation(fact: Fact, *, juvenile: bool) -> str:
    """Return what a fact was, when, and where that was read, like "filed 2025-09 (docket)"."""
    family, _, act = fact.type.partition(".")
    what = of_type(act if family in PLAIN else fact.type)
    said = f"{of_juvenile(what) if juvenile else what} {fact.when.shown}"
    source = fact.envelope.source
    return f"{said} ({_place(source)})" if source else said


def _place(source: Source) -> str:
    titled = source.document and len(source.document) <= LONG
    document = source.document if titled else source.kind.label
    return ", ".join(filter(None, (document, source.locator)))
