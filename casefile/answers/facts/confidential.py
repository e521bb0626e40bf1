"""Confidential: the amounts and names that no document for a court may say, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Table, or_, select

from casefile.answers.asking import At
from casefile.event import Envelope, Privilege, Recorded, Source
from casefile.law import subjects
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.judgment import ClaimJudgmentAmended, ClaimJudgmentEntered
from casefile.law.fact import Fact
from casefile.law.fields import Money
from casefile.law.folding import fold_party
from casefile.law.names import Called, PartyNames
from casefile.projections.chronology import EVENT_ID, chronology
from casefile.projections.names import PARTY, names
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at

JUDGMENTS = (ClaimJudgmentEntered, ClaimJudgmentAmended)  # of a court, with an amount of their own
TELLING = 1_000  # an amount from here on is known again without its currency


class Version(NamedTuple):
    """A fact as it stands at some moment, and the event with all that amends it by then."""

    fact: Fact
    recorded: Sequence[Recorded]


class Versions(NamedTuple):
    """A fact as it stood then and, where more is known now and counts, as it stands."""

    versions: Sequence[Version]

    @property
    def then(self) -> Version:
        """Return the fact as it stood then."""
        return self.versions[0]

    @property
    def facts(self) -> list[Fact]:
        """Return the fact in each of its versions."""
        return [one.fact for one in self.versions]

    @property
    def sources(self) -> list[Source]:
        """Return where the fact was read, and what corrects it."""
        every = [fact.envelope for fact in self.facts]
        for fact, recorded in self.versions:
            every += [one.envelope for one in recorded if one.envelope.event_id in fact.corrections]
        return [envelope.source for envelope in every if envelope.source]

    @property
    def privileged(self) -> bool:
        """Tell whether any of its sources is privileged."""
        return any(source.privilege is not Privilege.NONE for source in self.sources)

    @property
    def confidential(self) -> bool:
        """Tell whether it is a settlement whose amount is confidential."""
        return any(
            isinstance(fact.data, ClaimSettled) and fact.data.confidential for fact in self.facts
        )


class Knowledge:
    """What was known then and, where that is to count, what is known now."""

    def __init__(self, at: At, *, now: bool = True) -> None:
        self.then = known_in(at.connection, upto=at.position)
        self._each = [self.then]
        if now and at.head > at.position:
            self._each.append(known_in(at.connection))

    def fetch(self, wanted: Iterable[str]) -> None:
        """Read what is going to be asked for."""
        asked = list(wanted)
        for one in self._each:
            one.fetch(asked)

    def facts(self, subject: str) -> Iterable[Fact]:
        """Return the facts under a subject that stood then or stand now, each once."""
        return {fact.event_id: fact for one in self._each for fact in one.facts(subject)}.values()

    def standing(self, event_id: str) -> Versions:
        """Return an event as it stood and stands; without a version where it does not."""
        subject = subjects.event(event_id)
        facts = ((one.standing(event_id), one.recorded(subject)) for one in self._each)
        return Versions([Version(fact, recorded) for fact, recorded in facts if fact])

    def recorded(self, event_id: str) -> Sequence[Recorded]:
        """Return an event with all that has ever amended it."""
        return self._each[-1].recorded(subjects.event(event_id))


def then_or_now(at: At, table: Table) -> ColumnElement[bool]:
    """Return the condition that a row was known then, or is known now."""
    return or_(known_at(table, at.position), known_at(table, at.head))


class Confidential:
    """What must not be said in a document about some matters.

    Those are the amounts of settlements that are confidential, and the names that only a privileged
    source gives.
    """

    def __init__(self, at: At, matter_ids: Sequence[str]) -> None:
        self._knowledge = Knowledge(at)
        self._on = at.on
        self._public: dict[tuple[str, str], PartyNames] = {}
        self._settled: set[str] = set()
        secret = set(self._find_names(at, matter_ids))
        self._names = _finder(map(re.escape, sorted(secret)))
        self._amounts = _finder(self._find_amounts(at, matter_ids))

    def tells(self, *texts: str | None) -> bool:
        """Tell whether any of these texts says what must not be said."""
        return self._names(texts) or self._amounts(texts)

    def told_by(self, fact: Fact, *texts: str | None) -> bool:
        """Tell whether any text of a fact says what must not be said.

        A judgment of a court says its own amount, which is as public as it is, whatever others have
        settled for; one on a claim that was settled in confidence may be that settlement's.
        """
        own = isinstance(fact.data, JUDGMENTS) and self._settled.isdisjoint(fact.items)
        return self._names(texts) or (not own and self._amounts(texts))

    def names_secret_party(self, fact: Fact) -> bool:
        """Tell whether a fact names a party of whom nothing but a privileged source tells."""
        return any(
            self.name_of(fact.matter_id, one.id) == "" for one in fact.named if one.kind == "party"
        )

    def name_of(self, matter_id: str, party_id: str, on: date | None = None) -> str | None:
        """Return what a party is called by what is not privileged; None where nobody is.

        That is its name of the document's day, or of another one that is given.
        """
        called = self._public.get((matter_id, party_id))
        return None if called is None else called.on(on or self._on)

    def names_of(self, matter_id: str, party_id: str) -> Iterator[Called]:
        """Yield all names of a party by what is not privileged."""
        return self._public[matter_id, party_id].called()

    def renamed_on(self) -> Iterator[date]:
        """Yield each day on which a party took a name that is not told by privilege alone."""
        for names_of in self._public.values():
            yield from (one.since.latest for one in names_of.called() if not one.is_alias)

    def _find_names(self, at: At, matter_ids: Sequence[str]) -> Iterator[str]:
        """Yield each name that only a privileged source gives."""
        query = select(names.c.matter_id, names.c.subject_id, names.c.name).where(
            names.c.matter_id.in_(matter_ids), names.c.who == PARTY, then_or_now(at, names)
        )
        rows = at.connection.execute(query).all()
        owners = {(row.matter_id, row.subject_id) for row in rows}
        self._knowledge.fetch(subjects.party_in(*owner) for owner in owners)
        public: set[str] = set()
        for owner in sorted(owners):
            facts = [
                fact
                for fact in self._knowledge.facts(subjects.party_in(*owner))
                if not self._knowledge.standing(fact.event_id).privileged
            ]
            self._public[owner] = fold_party(facts)
            public.update(one.name for one in self._public[owner].called())
        yield from {row.name for row in rows} - public

    def _find_amounts(self, at: At, matter_ids: Sequence[str]) -> Iterator[str]:
        """Yield a pattern of each amount that a settlement has or had which is confidential."""
        query = select(EVENT_ID).where(
            chronology.c.matter_id.in_(matter_ids),
            chronology.c.type == ClaimSettled.tag,
            then_or_now(at, chronology),
        )
        settled = at.connection.execute(query.distinct()).scalars().all()
        self._knowledge.fetch(map(subjects.event, settled))
        for event_id in settled:
            settled_by = self._knowledge.standing(event_id)
            if settled_by.confidential:
                self._settled.update(key for fact in settled_by.facts for key in fact.items)
                for one in self._knowledge.recorded(event_id):
                    yield from map(_pattern, _amounts_of(one.envelope))


def _finder(patterns: Iterable[str]) -> Callable[[Iterable[str | None]], bool]:
    """Return what tells whether any of some texts has one of these, as a word of its own."""
    every = [rf"(?<!\w){one}(?!\w)" for one in patterns]
    found = re.compile("|".join(every), re.IGNORECASE) if every else None
    return lambda texts: found is not None and any(map(found.search, filter(None, texts)))


def _amounts_of(envelope: Envelope) -> Iterator[Money]:
    """Yield the amounts that a settlement, or a correction of one, gives."""
    data: dict[str, Any] = msgspec.json.decode(envelope.data)
    changes = data.get("changes") or {}
    for given in (data, changes, changes.get("data") or {}):
        if given.get("amount"):
            yield msgspec.convert(given["amount"], Money)


def _pattern(money: Money) -> str:
    """Return what finds an amount in a text: $85,000, 85000.00 or 85k."""
    whole, _, cents = money.amount.partition(".")
    number, cents = int(whole), cents.rstrip("0")
    digits = f"{number:,}".replace(",", "[, ]?")
    exact = rf"{digits}\.{cents}0?" if cents else rf"{digits}(?:\.00?)?(?![.,]?\d)"
    forms = [exact]
    if not cents:
        for size, words in ((1_000, "k|thousand"), (1_000_000, "m|million")):
            if number >= size and number % (size // 100) == 0:
                short = re.escape(f"{number / size:.2f}".rstrip("0").rstrip("."))
                forms.append(rf"{short}\s?(?:{words})")
    said = "|".join(forms)
    currency = r"(?:\$|USD|US\$)\s?" if money.currency == "USD" else rf"{money.currency}\s?"
    if number < TELLING:
        return f"{currency}(?:{exact})"
    return rf"(?<![\d.,])(?:{currency})?(?:{said})"
