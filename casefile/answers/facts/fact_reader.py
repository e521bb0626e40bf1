"""Fact reader: the lines of a chronology, read a page at a time, for the office and for a court."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from casefile.answers.asking import At
from casefile.answers.facts import chronology
from casefile.answers.facts.chronology import ItemFlag
from casefile.answers.facts.confidential import Knowledge, Versions
from casefile.answers.facts.legal_order import EntryRow
from casefile.answers.facts.marks import Conflict, Mark, marks, marks_for_court
from casefile.answers.facts.selection import NO_ITEM, OfPerson, Selected
from casefile.answers.facts.withholding import (
    LeftOut,
    Reason,
    Withholding,
    as_told,
    is_heard,
    set_for,
    stands_above,
)
from casefile.answers.people.days_of_names import DaysOfNames, renamed_on, worded
from casefile.law import placeholders, subjects
from casefile.law.announcements import borne_out_by
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.entry import KINDS
from casefile.law.events.process import HearingScheduled
from casefile.law.events.record import IntentAnnounced, SourceConflictRecorded
from casefile.law.fact import Fact, of_class
from casefile.law.setting import setting_of
from casefile.law.subjects import event
from casefile.law.wording import sentence
from casefile.projections.subjects import known_in

NOT_NAMED = "(not named here)"  # for an item or a party whose name is not for a court
PAGE = 200  # facts that are held in memory at once


class Line(NamedTuple):
    """One fact of a chronology, as it stands, with what must be known beside it."""

    number: int
    fact: Fact
    earliest: date
    latest: date
    sentence: str
    marks: tuple[Mark, ...]


class Dated(NamedTuple):
    """A fact that belongs to a chronology, and the days on which it can have taken effect."""

    versions: Versions
    earliest: date
    latest: date


class FactReader:
    """Reads the lines of the office's own copy."""

    now = False  # whether what is known now counts as well

    def __init__(
        self,
        at: At,
        matter_ids: Sequence[str],
        selected: Selected,
        mine: OfPerson | None,
        *,
        whole_matters: bool,
    ) -> None:
        self.at = at
        self.matter_ids = matter_ids
        self.selected = selected
        self.mine = mine
        self.whole_matters = whole_matters
        self.incidents: dict[str, date | None] = {}
        self.conflicts: dict[str, Conflict] = {}  # by the event that records it
        self.contradicted: dict[str, list[Conflict]] = {}  # by each event that it names
        self.renamed_on = renamed_on(at, matter_ids)
        self._find_conflicts()

    def _find_conflicts(self) -> None:
        recorded = chronology.events_of_type(self.at, self.matter_ids, SourceConflictRecorded.tag)
        facts = [one.then.fact for one in self._standings(recorded)]
        every = of_class(facts, SourceConflictRecorded)
        resolved = [frozenset(said.events) for _, said in every if said.resolution]
        for fact, said in every:
            about = tuple(one.then.fact for one in self._standings(said.events, strict=False))
            conflict = Conflict(fact, about, said.resolution)
            self.conflicts[fact.event_id] = conflict
            if not said.resolution and any(one.issuperset(said.events) for one in resolved):
                continue
            for event_id in said.events:
                self.contradicted.setdefault(event_id, []).append(conflict)

    def lines(self) -> Iterator[Line]:
        """Yield the lines."""
        number = 0
        for page in self._pages():
            flags = self._flags_on(page)
            sentences = self._sentences([one.versions.then.fact for one in page])
            lines = []
            for (versions, earliest, latest), told in zip(page, sentences, strict=True):
                number += 1
                fact, recorded = versions.then
                about = self.contradicted.get(fact.event_id, ())
                possible, act = latest > self.at.on, self._act_of(fact)
                said = marks(fact, recorded, flags, about, possible=possible, act=act)
                lines.append(Line(number, fact, earliest, latest, told, tuple(said)))
            put = self._naming(mark.sentence for line in lines for mark in line.marks)
            for line in lines:
                named = tuple(mark._replace(sentence=put(mark.sentence)) for mark in line.marks)
                yield line._replace(marks=named)

    def _sentences(self, facts: Sequence[Fact], told: Sequence[Fact] = ()) -> list[str]:
        """Return what each of these facts says, with names where the law left a place for them.

        Of an act that is only announced or reported that comes first, wherever the line is read.
        `told` are the facts as they are to be told, where that is otherwise.
        """
        said = [
            f"{fact.envelope.assertion.label.capitalize()}: {text}" if is_heard(fact) else text
            for fact, text in (
                (fact, sentence(fact.data, fact.matter_id)) for fact in told or facts
            )
        ]
        return worded(self._naming, list(map(self._named_on, facts)), said)

    def _named_on(self, fact: Fact) -> date:
        """Return a day on which everything has the name that it had when a fact took effect."""
        return DaysOfNames(self.renamed_on, self.at.on).of(fact, self._incident_of(fact))

    def _naming(self, texts: Iterable[str], named_on: date | None = None) -> Callable[[str], str]:
        """Return what puts names into these texts, those of a day."""
        return self.at.naming(texts, self.mine.group if self.mine else (), named_on)

    def _act_of(self, fact: Fact) -> Fact | None:
        """Return the act on record that a fact announced or reports, if there is one by the day."""
        if not (fact.items and (is_heard(fact) or isinstance(fact.data, IntentAnnounced))):
            return None
        knowledge = Knowledge(self.at, now=False)
        acting = [one for item in fact.items for one in knowledge.facts(subjects.item(item))]
        return borne_out_by(fact, acting, self.at.on)

    def _pages(self) -> Iterator[list[Dated]]:
        """Yield the facts that belong to the chronology, page by page."""
        for page in chronology.each_page(self.at, self.matter_ids, size=PAGE):
            standing = self._standings([row.event_id for row in page])
            dated = map(self._dated, standing, page)
            yield [one for one in dated if self._wanted(one)]

    def _flags_on(self, page: Iterable[Dated]) -> list[ItemFlag]:
        keys = {key for one in page for key in one.versions.then.fact.items}
        return chronology.flags_on(self.at, keys)

    def _dated(self, versions: Versions, row: EntryRow) -> Dated:
        """Return a fact with its days; the last is that of the fact which it stands before."""
        fact = versions.then.fact
        earliest, latest = fact.bounds(self._incident_of(fact))
        if row.before and self._is_open(row.before):
            latest = date.fromisoformat(row.latest)
        return Dated(versions, min(earliest, latest), latest)

    def _wanted(self, one: Dated) -> bool:
        """Tell whether a fact belongs to the chronology; a conflict does with what it is about."""
        if one.earliest > self.at.on:
            return False
        fact = one.versions.then.fact
        conflict = self.conflicts.get(fact.event_id)
        facts = (fact, *conflict.facts) if conflict else (fact,)
        named = self.mine.has(facts) if self.mine else True
        mine = self.whole_matters if named is None else named
        return mine and self.selected.has(facts, one.earliest, one.latest)

    def _standings(self, event_ids: Sequence[str], *, strict: bool = True) -> Iterator[Versions]:
        """Yield these events as they stand, each with all that amends it."""
        knowledge = Knowledge(self.at, now=self.now)
        knowledge.fetch(map(event, event_ids))
        for fact in chronology.standing_facts(knowledge.then, event_ids, strict=strict):
            yield knowledge.standing(fact.event_id)

    def _incident_of(self, fact: Fact) -> date | None:
        """Return the day at which the open start of a fact closes."""
        if fact.when.earliest is not None:
            return None
        if fact.matter_id not in self.incidents:
            known = known_in(self.at.connection, upto=self.at.position)
            setting = setting_of(fact.matter_id, known)
            tells = setting.incident is not None and self._is_open(setting.incident.event_id)
            self.incidents[fact.matter_id] = setting.incident_on if tells else None
        return self.incidents[fact.matter_id]

    def _is_open(self, event_id: str) -> bool:
        """Tell whether what an event says may show in what is told of another one."""
        del event_id
        return True


class CourtReader(FactReader):
    """Reads the lines of a copy for a court; all is weighed before the first of them is told.

    `numbers` are those of the lines by their events, so that none is missing where a fact is.
    """

    now = True

    def __init__(
        self,
        at: At,
        matter_ids: Sequence[str],
        selected: Selected,
        mine: OfPerson | None,
        withholding: Withholding,
        *,
        whole_matters: bool,
    ) -> None:
        super().__init__(at, matter_ids, selected, mine, whole_matters=whole_matters)
        self.withholding = withholding
        self.numbers: dict[str, int] = {}
        self._may_tell: dict[str, bool] = {}  # whether what shows beside the lines may be told
        self._open_names: dict[str, bool] = {}  # whether the names of items may be told
        self.left_out = self._weigh()

    def _naming(self, texts: Iterable[str], named_on: date | None = None) -> Callable[[str], str]:
        """Return what puts names into these texts that rest on nothing that is left out."""
        found = {subject for text in texts for subject in placeholders.found_in(text)}
        tells = self.withholding.confidential.tells

        def shown(matter_id: str, party_id: str, name: str) -> str:
            # In the time of a name that no court reads the one before it goes on.
            open_name = tells(name) and self.name_of(matter_id, party_id, named_on)
            return open_name or name

        names = self.at.names(found, self.mine.group if self.mine else (), named_on, shown)

        def called(subject: str) -> str:
            name, ids = names.called(subject), subjects.ids_of(subject)
            match subjects.kind_of(subject):
                case subjects.ITEM | subjects.ITEM_THEN if not self._has_open_name(
                    subjects.item("/".join(ids[:2]))
                ):
                    return NOT_NAMED
                case kind if kind in KINDS and not self._has_open_entry(subject):
                    return kind
                case subjects.EVENT:
                    return "another event"
                case subjects.PARTY_IN if not names.is_of(*ids):
                    return NOT_NAMED
            return name

        return lambda text: placeholders.filled(text, called)

    def _has_open_name(self, item: str) -> bool:
        """Tell whether what an item is called may be told: what acts on it, and whom that names."""
        if item not in self._open_names:
            knowledge = Knowledge(self.at)
            acting = [fact for fact in knowledge.facts(item) if fact.data.acts]
            knowledge.fetch(event(fact.event_id) for fact in acting)
            matter_id = subjects.ids_of(item)[0]
            parties = {one.id for fact in acting for one in fact.named if one.kind == "party"}
            versions = (knowledge.standing(fact.event_id) for fact in acting)
            self._open_names[item] = all(
                self.name_of(matter_id, party_id) for party_id in parties
            ) and not any(map(self.withholding.reason, versions))
        return self._open_names[item]

    def _has_open_entry(self, entry: str) -> bool:
        """Tell whether what an entry of the calendar is called may be told: by what sets it."""
        knowledge = Knowledge(self.at)
        facts = knowledge.facts(entry)
        knowledge.fetch(event(fact.event_id) for fact in facts)
        return not any(
            self.withholding.reason(knowledge.standing(fact.event_id))
            for fact in facts
            if fact.data.entry_called(subjects.ids_of(entry)[-1])
        )

    def _pages(self) -> Iterator[list[Dated]]:
        """Yield the facts; a hearing comes at its own day where nobody knows when it was set."""
        ahead = self._by_own_day()
        moved = {one.versions.then.fact.event_id for one in ahead}
        for page in super()._pages():
            found: list[Dated] = []
            for one in page:
                while ahead and ahead[0].latest < one.latest:
                    found.append(ahead.pop(0))
                found += [one] if one.versions.then.fact.event_id not in moved else []
            yield found
        yield ahead

    def _by_own_day(self) -> list[Dated]:
        ids = chronology.events_of_type(self.at, self.matter_ids, HearingScheduled.tag)
        found = []
        for versions in self._standings(ids):
            fact = versions.then.fact
            on = set_for(fact)
            if on and self._wanted(Dated(versions, *fact.bounds(self._incident_of(fact)))):
                found.append(Dated(versions, on.earliest or FIRST_DAY, on.latest or LAST_DAY))
        return sorted(found, key=attrgetter("latest"))

    def _weigh(self) -> LeftOut:
        """Give numbers to what is told, and count what is left out."""
        facts: Counter[Reason] = Counter()
        amounts = 0
        for page in self._pages():
            told = [as_told(one.versions) for one in page]
            facts_then = [one.versions.then.fact for one in page]
            sentences = self._sentences(facts_then, [fact for fact, _ in told])
            for one, (fact, hidden), said in zip(page, told, sentences, strict=True):
                if reason := self._reason(one.versions, fact, said):
                    facts[reason] += 1
                elif not stands_above(one.versions):
                    self.numbers[one.versions.then.fact.event_id] = len(self.numbers) + 1
                    amounts += hidden
        return LeftOut(facts, amounts, self.withholding.clientless)

    def lines(self) -> Iterator[Line]:
        """Yield the lines."""
        for whole in self._pages():
            page = [one for one in whole if one.versions.then.fact.event_id in self.numbers]
            flags = self._flags_on(page)
            told = [as_told(one.versions)[0] for one in page]
            sentences = self._sentences([one.versions.then.fact for one in page], told)
            for (versions, earliest, latest), fact, said in zip(page, told, sentences, strict=True):
                then = versions.then.fact
                number = self.numbers[then.event_id]
                by = min(latest, then.bounds(self._incident_of(then))[1])
                marked = tuple(self._marks(then, flags, by))
                yield Line(number, fact, earliest, latest, said, marked)

    def _reason(self, one: Versions, told: Fact, said: str) -> Reason | None:
        """Return why a fact is left out: for what it is, or for what its line would say."""
        envelope, source = told.envelope, told.envelope.source
        texts = [said, envelope.as_written, envelope.asserted_by]
        texts += [source.document, source.locator, source.quote] if source else []
        tells = self.withholding.confidential.told_by(one.then.fact, *texts)
        if reason := self.withholding.reason(one) or (Reason.CONFIDENTIAL if tells else None):
            return reason
        return Reason.INSURANCE if self.withholding.insurers.named_in(*texts) else None

    def _marks(self, fact: Fact, flags: Iterable[ItemFlag], latest: date) -> Iterator[Mark]:
        told = [
            flag
            for flag in flags
            if fact.event_id in flag.events and all(map(self._is_open, flag.events))
        ]
        conflicts = [
            sorted(
                self.numbers[one.event_id]
                for one in conflict.facts
                if one is not fact and one.event_id in self.numbers.keys() - {fact.event_id}
            )
            for conflict in self.contradicted.get(fact.event_id, ())
            if all(self._is_open(one.event_id) for one in conflict.facts)
        ]
        act = self._act_of(fact)
        number = self.numbers.get(act.event_id) if act else None
        return marks_for_court(fact, told, conflicts, possible=latest > self.at.on, act=number)

    def _is_open(self, event_id: str) -> bool:
        """Tell whether an event may be told; what amends one is weighed with its target."""
        if event_id not in self._may_tell:
            found = Knowledge(self.at).standing(event_id)
            self._may_tell[event_id] = not found.versions or self._may_be_told(found)
        return self._may_tell[event_id]

    def _may_be_told(self, one: Versions) -> bool:
        fact, _ = as_told(one)
        return self._reason(one, fact, *self._sentences([one.then.fact], [fact])) is None

    def name_of(self, matter_id: str, party_id: str, on: date | None = None) -> str | None:
        """Return what a party is called in a matter; nothing where only privilege tells."""
        return self.withholding.confidential.name_of(matter_id, party_id, on)

    def called(self, person: OfPerson) -> str | None:
        """Return what a person is called in these matters; nothing where only privilege tells."""
        names = (self.name_of(matter, one) for one in person.group for matter in self.matter_ids)
        return next(filter(None, names), None)

    def may_say(self, text: str, evidence: Iterable[str]) -> bool:
        """Tell whether what these events say may be said in these words."""
        tells = self.withholding.confidential.tells(text)
        return not tells and all(map(self._is_open, evidence))

    def only(self) -> tuple[str, ...]:
        """Return in words what is asked for, where it is not everything."""
        filing, person = self.selected.filing, self.selected.person
        open_ = filing is not None and self._is_open(filing.event_id)
        item = self._sentences([filing])[0] if filing and open_ else NO_ITEM
        return self.selected.said(item, (self.called(person) or "") if person else "")
