"""What is known: the events of the log by the subjects that they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import is_
from typing import Any, Protocol, TypeVar

from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.catalogue import party_fields
from casefile.law.events.party import PartyMerged, PartyParted
from casefile.law.events.record import Amending
from casefile.law.fact import AMENDING, AsRead, Fact, of_class, standing

T = TypeVar("T")
SAMPLE = 10
EVENT = 5_000  # bytes of an ordinary one with all that is held of it, as measured


class Read(Protocol):
    """Reads the events about each of these subjects, all of them or the first ones."""

    def __call__(
        self, asked: Sequence[str], /, *, limit: int | None = None
    ) -> Mapping[str, Sequence[Recorded]]: ...


class Known:
    """The events known so far, by subject: read when asked for, then grown.

    Without a way to read nothing was known before, as at the start of a rebuild. What is read
    counts up to a position, `upto`, where one is given: so much was known then.
    """

    def __init__(self, read: Read | None = None, *, upto: int | None = None) -> None:
        self.read = read
        self._upto = upto
        self._stored: dict[str, Sequence[Recorded]] = {}
        self._added: dict[str, list[Recorded]] = {}
        self._facts: dict[str, Sequence[Fact]] = {}
        self._means: dict[str, Mapping[str, str]] = {}
        self._following: dict[tuple[Any, str], tuple[Sequence[Fact], Any]] = {}
        self._sampled: dict[str, Sequence[Recorded]] = {}
        self._plain: dict[str, Fact] = {}
        self.size = 0  # bytes that are held, about
        self.changes = 0  # how often what is known became something else

    def fetch(self, wanted: Iterable[str]) -> None:
        """Read these subjects at once, where they have not been read yet.

        With those of parties come the matters, which say what the ids mean.
        """
        found = self._read_missing(wanted)
        of_parties = [one for one in found if subjects.kind_of(one) in subjects.OF_PARTY]
        if matters := {one.envelope.matter_id for each in of_parties for one in self._stored[each]}:
            self._read_missing(map(subjects.matter, matters))

    def _read_missing(self, wanted: Iterable[str]) -> Collection[str]:
        missing = {subject for subject in wanted if subject not in self._stored}
        if not missing or self.read is None:
            return ()
        for subject, found in self.read(sorted(missing)).items():
            self._stored[subject] = self._counting(found)
        return missing

    def _counting(self, found: Sequence[Recorded]) -> Sequence[Recorded]:
        """Return those of the events read that were known at the position that counts."""
        return found if self._upto is None else [one for one in found if one.position <= self._upto]

    def recorded(self, subject: str) -> Sequence[Recorded]:
        """Return every event about a subject, in the order of the log, corrected or not."""
        stored = self._before(subject)
        if subject not in self._added:
            return stored
        added = self._added[subject]
        return [*stored, *added] if stored else added

    def _before(self, subject: str) -> Sequence[Recorded]:
        """Return the events about a subject that the log held before those added here."""
        if self.read is None:
            return ()
        if subject not in self._stored:
            self.fetch((subject,))
        return self._stored[subject]

    def sample(self, subject: str) -> Sequence[Recorded]:
        """Return a few events about a subject that may have very many, the first of them."""
        held = self._stored.get(subject, self._sampled.get(subject))
        if held is None and self.read is not None:
            found = self.read([subject], limit=SAMPLE)[subject]
            held = self._sampled[subject] = self._counting(found)
        added = self._added.get(subject, ())
        return [*(held or ())[:SAMPLE], *added[:SAMPLE]][:SAMPLE]

    def facts(self, subject: str) -> Sequence[Fact]:
        """Return the facts about a subject that stand, as a list that never changes.

        The ids of parties in them are what they mean in the matter.
        """
        if subject not in self._facts:
            self._facts[subject] = self._find_facts(subject)
        return self._facts[subject]

    def _find_facts(self, subject: str) -> Sequence[Fact]:
        """Find the facts about a subject, also under other ids that mean the same party."""
        recorded = self.recorded(subject)
        also = [one for other in self._also(subject) for one in self.recorded(other)]
        every = {one.position: one for one in (*recorded, *also)}.values() if also else recorded
        said = standing(every, self.plain)
        meant = [self.meant(fact) for fact in said]
        if all(map(is_, said, meant)):
            return said
        own = {one.position for one in recorded}
        return [
            means
            for says, means in zip(said, meant, strict=True)
            if subject in means.subjects or (says.position in own and subject not in says.subjects)
        ]

    def _also(self, subject: str) -> list[str]:
        """Return the other subjects under which there may be facts about this one."""
        kind = subjects.kind_of(subject)
        if kind not in subjects.OF_PARTY:
            return []
        *matter, party_id = subjects.ids_of(subject)
        means = self.means(matter[0]) if matter else {}
        others = [one for one in self.said_as(party_id)[1:] if not matter or one in means]
        return ["/".join((kind, *matter, one)) for one in others]

    def also_meant(self, about: Iterable[str]) -> list[str]:
        """Return subjects, those of parties of a matter with what they mean there beside it."""
        found = []
        for subject in about:
            found.append(subject)
            kind, *ids = subject.split("/")
            if kind in (subjects.PARTY_IN, subjects.COUNSEL) and (means := self.means(ids[0])):
                meant = means.get(ids[1])
                found += ["/".join((kind, ids[0], meant))] if meant else []
        return found

    def meant(self, fact: Fact) -> Fact:
        """Return a fact with what its party ids mean in its matter."""
        names = party_fields(type(fact.data))
        return fact.meaning(self.means(fact.matter_id)) if names else fact

    def means(self, matter_id: str) -> Mapping[str, str]:
        """Return the ids of parties that mean another one in a matter, each with that one."""
        if matter_id not in self._means:
            recorded = self.recorded(subjects.matter(matter_id))
            parted = any(one.envelope.type == PartyParted.tag for one in recorded)
            said = standing(recorded, self.plain) if parted else ()
            self._means[matter_id] = _meanings(matter_id, said)
        return self._means[matter_id]

    def said_as(self, party_id: str) -> list[str]:
        """Return every id that has been parted into a party in any matter, its own first."""
        ids = [party_id]
        for one in ids:
            for recorded in self.recorded(subjects.party(one)):
                match self.plain(recorded).data:
                    case PartyParted(party_id=old, into=into) if into == one and old not in ids:
                        ids.append(old)
        return ids

    def following(self, function: Callable[[str, Sequence[Fact]], T], subject: str) -> T:
        """Return what follows from a subject's facts alone, found anew only where they changed."""
        facts, key = self.facts(subject), (function, subject)
        if key not in self._following or self._following[key][0] is not facts:
            self._following[key] = (facts, function(subject, facts))
        found: T = self._following[key][1]
        return found

    def plain(self, recorded: Recorded) -> Fact:
        """Return an event as it was recorded, without corrections."""
        event_id = recorded.envelope.event_id
        if event_id in self._plain:
            held = self._plain[event_id]
            if held.envelope is recorded.envelope:
                return held
        self._plain[event_id] = Fact(recorded)
        self.size += _size(recorded)
        return self._plain[event_id]

    def is_new(self, subject: str) -> bool:
        """Tell whether the log held nothing about a subject before the events added here."""
        return not self._before(subject)

    def add(self, recorded: Recorded, read: AsRead | None = None) -> tuple[str, ...]:
        """Add the next event, which is new to the log, and return the subjects that it is about.

        `read` is what it says, where that has been read already.
        """
        self.changes += 1
        fact = self._plain[recorded.envelope.event_id] = Fact(recorded, read=read)
        self.size += _size(recorded)
        own = subjects.event(recorded.envelope.event_id)
        self._stored[own] = ()
        if own not in self._added:
            self._facts[own] = []
        amends = recorded.envelope.type in AMENDING
        about = self.subjects_of(recorded) if amends else self.subjects_of_fact(fact)
        self._look_again(recorded)
        for subject in dict.fromkeys((own, *about)):
            if subject in self._added:
                self._added[subject].append(recorded)
            else:
                self._added[subject] = [recorded]
            if subject in self._facts:
                if amends:
                    del self._facts[subject]
                else:
                    self._facts[subject] = [*self._facts[subject], fact]
        return about

    def forget(self, recorded: Recorded) -> None:
        """Take back the event that was added last, which is not to be recorded after all."""
        self.changes += 1
        own = subjects.event(recorded.envelope.event_id)
        self._look_again(recorded)
        for subject in dict.fromkeys((own, *self.subjects_of(recorded))):
            self._added[subject].pop()
            self._facts.pop(subject, None)
        del self._stored[own]
        self._plain.pop(recorded.envelope.event_id, None)

    def _look_again(self, recorded: Recorded) -> None:
        """Forget what stands where an event may bear on more than the subjects that it is about.

        That is one by which ids mean something else, and one of a matter where they do.
        """
        parts = self.origin(recorded).envelope.type == PartyParted.tag
        if parts:
            self._means.clear()
        if parts or self.means(recorded.envelope.matter_id):
            self._facts.clear()

    def assume_new(self, about: Iterable[str]) -> set[str]:
        """Take those subjects to be new that have not been read yet, and return them."""
        unread = {subject for subject in about if subject not in self._stored}
        self._stored |= dict.fromkeys(unread, ())
        return unread

    def keep(self) -> None:
        """Count what was added as what the log held before, because by now it does."""
        for subject, added in self._added.items():
            for held in (self._stored, self._sampled):
                if subject in held:
                    held[subject] = [*held[subject], *added]
        self._added.clear()

    def drop(self, about: Iterable[str]) -> None:
        """Forget what is known about some subjects, so that it is read again."""
        self.changes += 1
        for subject in about:
            for held in (self._stored, self._sampled):
                held.pop(subject, None)
        self._facts.clear()
        self._means.clear()

    def event(self, event_id: str) -> Recorded | None:
        """Return one event by its id."""
        found = self.recorded(subjects.event(event_id))
        return found[0] if found and found[0].envelope.event_id == event_id else None

    def standing(self, event_id: str) -> Fact | None:
        """Return one event as it stands; None where it does not, or amends another one."""
        for fact in self.facts(subjects.event(event_id)):
            if fact.event_id == event_id:
                return fact
        return None

    def subjects_of(self, recorded: Recorded) -> tuple[str, ...]:
        """Return the subjects of an event; a correction has those of its target as well."""
        amended = []
        fact = self.plain(recorded)
        while isinstance(fact.data, Amending):
            amended.append(subjects.event(fact.data.target))
            hit = self.event(fact.data.target)
            if hit is None:
                return tuple(amended)
            fact = self.plain(hit)
        return (*amended, *self.subjects_of_fact(fact))

    def subjects_of_fact(self, fact: Fact) -> tuple[str, ...]:
        """Return the subjects of a fact as it stands, and the items of the events that it names."""
        ids = [one.id for one in fact.named if one.kind == "event"]
        if not ids:
            return fact.subjects
        beyond = [
            subject
            for hit in map(self.event, ids)
            if hit
            for subject in self.plain(hit).subjects
            if subjects.kind_of(subject) == subjects.ITEM
        ]
        return tuple(dict.fromkeys((*fact.subjects, *beyond)))

    def origin(self, recorded: Recorded) -> Recorded:
        """Return the fact that an event corrects or retracts in the end, or the event itself."""
        return self.chain(recorded)[-1] if recorded.envelope.type in AMENDING else recorded

    def chain(self, recorded: Recorded) -> list[Recorded]:
        """Return an event, what it corrects or retracts, and so on to the fact in the end."""
        found = [recorded]
        while isinstance(data := self.plain(found[-1]).data, Amending):
            hit = self.event(data.target)
            if hit is None:
                break
            found.append(hit)
        return found

    def filed_items(self, subject: str) -> list[str]:
        """Return the keys of all items ever filed or announced among the events about a subject."""
        filings = [self.plain(one) for one in self.recorded(subject)]
        return list(
            dict.fromkeys(
                key
                for fact in filings
                if fact.data.filing()
                for key, (field, _) in fact.items.items()
                if field == "item_id"
            )
        )

    def party_group(self, party_id: str) -> list[str]:
        """Return a party's ids, its own first, as far as they are merged into one person."""
        group = [party_id]
        for one in group:
            merged = self.following(merged_parties, subjects.party(one))
            if merged:
                group += [other for other in merged if other not in group]
        return group


def _size(recorded: Recorded) -> int:
    """Return how many bytes an event takes, about: what it takes as a rule, and its long texts."""
    envelope = recorded.envelope
    quoted = envelope.source.quote if envelope.source else None
    return EVENT + 2 * len(envelope.data) + len(quoted or "") + len(envelope.as_written or "")


def merged_parties(_subject: str, facts: Sequence[Fact]) -> list[str]:
    """Return every party id that the facts about a party merge with it or into it."""
    return [
        party_id
        for fact, merged in of_class(facts, PartyMerged)
        if fact.occurred
        for party_id in (merged.from_, merged.into)
    ]


def _meanings(matter_id: str, facts: Sequence[Fact]) -> Mapping[str, str]:
    """Return what ids of parties mean in a matter by what parts them, one parting after another."""
    means: dict[str, str] = {}
    for fact, parted in of_class(facts, PartyParted):
        if fact.occurred and matter_id in parted.matters:
            old, into = parted.party_id, parted.into
            means = {one: into if meant == old else meant for one, meant in means.items()}
            means[old] = into
    return {one: meant for one, meant in means.items() if one != meant}
