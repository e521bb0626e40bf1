"""Withholding: what a document for a court leaves out, and why.

It is decided here, so that no format can forget it. A fact is left out whole, or is told without
what is confidential in it; its line then holds nothing else that a format could print. What was
known then and what is known now both count: what was marked as privileged later is left out of a
chronology as it was known before, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from casefile.answers.asking import At
from casefile.answers.dockets.access import closed_as, is_closed_charge
from casefile.answers.facts.confidential import Confidential, Versions, then_or_now
from casefile.answers.facts.insurers import Insurers
from casefile.answers.names.likeness import forms, likeness
from casefile.answers.names.name_words import words_of
from casefile.answers.people.parties import party_group
from casefile.errors import Refused
from casefile.event import Assertion, Code, Envelope, Recorded, Source, SourceKind
from casefile.law import subjects
from casefile.law.catalogue import Event, item_mentions
from casefile.law.edtf import FIRST_DAY, When, parse
from casefile.law.events.charge import ChargeAccessChanged
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.party import PartyAdded, PartyChanged
from casefile.law.events.process import HearingScheduled
from casefile.law.events.record import IntentAnnounced, IntentWithdrawn, StatementRecorded
from casefile.law.fact import AsRead, Fact
from casefile.law.known import Known
from casefile.projections.matters import matters
from casefile.projections.names import PARTY, names
from casefile.projections.parked import list_parked
from casefile.projections.subjects import known_in
from casefile.store.tables import events

SAID = frozenset({Assertion.STATEMENT, Assertion.OPINION, Assertion.PREDICTION})
HEARD = frozenset({Assertion.ANNOUNCED, Assertion.REPORTED})  # it counts who says so
CLIENT = "client"  # the word for whoever the office is for


class Audience(Code):
    """For whom a document is."""

    COURT = "court"
    OFFICE = "office"


class Reason(Code):
    """Why a fact is no part of a document for a court."""

    PRIVILEGED = "privileged", "of a privileged source"
    CLIENT = "client", "told by the client or by counsel"
    FILE = "file", "of the office's own file"
    STATEMENT = "statement", "that the client says, or may"
    HEARSAY = "hearsay", "only announced or reported, and of no source"
    CLOSED = "closed", "about a matter or a charge that is not public"
    # Fed. R. Evid. 411: that somebody is insured is not admissible to prove fault.
    INSURANCE = "insurance", "about an insurer who is no party"
    CONFIDENTIAL = "confidential", "with a confidential amount or name"


class LeftOut(NamedTuple):
    """What a document for a court leaves out: facts, by the reason why, and amounts.

    `clientless` are matters of which nothing says for whom the office is in them, so that whatever
    anybody says there could be what the client says.
    """

    facts: Mapping[Reason, int]
    amounts: int
    clientless: Sequence[str] = ()

    @property
    def total(self) -> int:
        """Return how many facts are left out."""
        return sum(self.facts.values())


def is_heard(fact: Fact) -> bool:
    """Tell whether an act is only announced or reported; an intention says whose it is."""
    said = isinstance(fact.data, IntentAnnounced | IntentWithdrawn)
    return _is_hearsay(fact) and not said


def _is_hearsay(fact: Fact) -> bool:
    """Tell whether it counts who says a fact, an intention among them."""
    return fact.envelope.assertion in HEARD


def _says_where(source: Source) -> bool:
    """Tell whether a source says where a fact was read; "by telephone" is no such place."""
    return source.document is not None or source.kind is not SourceKind.OTHER


class Withholding:
    """What is left out of a document about some matters; refuses where that would be all of it."""

    def __init__(self, at: At, matter_ids: Sequence[str]) -> None:
        self._at = at
        self._closed: dict[str, str] = {}
        self._closing: dict[str, bool] = {}
        self._closed_charges: dict[str, bool] = {}
        self._refuse_closed(matter_ids)
        self._refuse_unsure(matter_ids)
        self._clients = self._find_clients(matter_ids)
        self._ids = frozenset(one for ids in self._clients.values() for one in ids)
        self._names = [forms(name) for name in self._ever_called(self._ids)]
        self.confidential = Confidential(at, matter_ids)
        self.insurers = Insurers(at, matter_ids)
        self.clientless = tuple(one for one in matter_ids if one not in self._clients)

    def reason(self, one: Versions) -> Reason | None:
        """Return why a fact is left out, or None where it is not."""
        if one.privileged:
            return Reason.PRIVILEGED
        if any(source.kind in (SourceKind.CLIENT, SourceKind.COUNSEL) for source in one.sources):
            return Reason.CLIENT
        fact = one.then.fact
        if fact.data.of_file or _of_aliases(fact.data):
            return Reason.FILE
        if any(map(self._says_client, one.facts)):
            return Reason.STATEMENT
        if not any(map(_says_where, one.sources)) and any(map(_is_hearsay, one.facts)):
            return Reason.HEARSAY
        if any(map(self._names_closed, one.facts)):
            return Reason.CLOSED
        if any(map(self.confidential.names_secret_party, one.facts)):
            return Reason.CONFIDENTIAL
        if any(map(self.insurers.named_by, one.facts)):
            return Reason.INSURANCE
        return None

    def _says_client(self, fact: Fact) -> bool:
        """Tell whether a fact is what the client says, or could be."""
        data, envelope = fact.data, fact.envelope
        by = [envelope.asserted_by]
        if isinstance(data, IntentAnnounced | IntentWithdrawn):
            by.append(data.actor)
        if isinstance(data, StatementRecorded):
            if fact.matter_id not in self._clients or data.party_id in self._ids:
                return True
            by += [data.speaker, data.capacity]
        elif envelope.assertion not in SAID and envelope.source:
            return False
        return any(self._is_client(name) for name in by if name)

    def _is_client(self, name: str) -> bool:
        asked = forms(name)
        return CLIENT in words_of(name) or any(likeness(asked, one) for one in self._names)

    def _names_closed(self, fact: Fact) -> bool:
        """Tell whether a fact is of a matter that is not public, or names it or an item of it."""
        about = {named.id for named in fact.named if named.kind == "matter"} | {fact.matter_id}
        if self._closed_among(about | {key.partition("/")[0] for key in fact.items}):
            return True
        mentioned = (getattr(fact.data, field) for field in item_mentions(type(fact.data)))
        keys = [*fact.items, *(fact.item_key(one) for one in mentioned if one)]
        return any(map(self._is_closed_charge, keys))

    def _is_closed_charge(self, key: str) -> bool:
        """Tell whether a charge of a matter is sealed or expunged, or was then."""
        matter_id = key.partition("/")[0]
        if matter_id not in self._closing:
            found = select(events.c.event_id).where(
                events.c.matter_id == matter_id, events.c.type == ChargeAccessChanged.tag
            )
            self._closing[matter_id] = self._at.connection.execute(found).first() is not None
        if not self._closing[matter_id]:
            return False
        if key not in self._closed_charges:
            stand = (known.facts(subjects.item(key)) for known in self._known)
            self._closed_charges[key] = any(map(is_closed_charge, stand))
        return self._closed_charges[key]

    @cached_property
    def _known(self) -> tuple[Known, Known]:
        """Return what was known then, and what is known now."""
        return known_in(self._at.connection, upto=self._at.position), known_in(self._at.connection)

    def _closed_among(self, matter_ids: Iterable[str]) -> dict[str, str]:
        """Return what those of some matters are that are not public, or were not then."""
        wanted = set(matter_ids)
        if asked := wanted - self._closed.keys():
            self._closed |= dict.fromkeys(asked, "")
            query = select(matters.c.matter_id, matters.c.access, matters.c.category)
            query = query.where(matters.c.matter_id.in_(asked), then_or_now(self._at, matters))
            for matter_id, access, category in self._at.connection.execute(query):
                self._closed[matter_id] = closed_as(access, category) or self._closed[matter_id]
        return {one: self._closed[one] for one in sorted(wanted) if self._closed[one]}

    def _refuse_closed(self, matter_ids: Sequence[str]) -> None:
        if closed := self._closed_among(matter_ids):
            said = ", ".join(f"{matter_id} is {what}" for matter_id, what in closed.items())
            sentence = (
                f"{said[:1].upper()}{said[1:]}, and nothing of a matter that is not public is "
                "written for a court. Ask for the office's own copy."
            )
            raise Refused(sentence, code="document.not_public")

    def _refuse_unsure(self, matter_ids: Sequence[str]) -> None:
        """Refuse where what would be written is not sure to be what the law says of the events."""
        if self._at.known.rebuild_due:
            sentence = (
                "casefile has changed since what this rests on was computed: rebuild it before "
                "anything is written for a court."
            )
            raise Refused(sentence, code="document.outdated")
        for one in list_parked(self._at.connection):
            if one.matter_id in matter_ids:
                sentence = f"{one.sentence} Until that is mended nothing is written for a court."
                raise Refused(sentence, code="document.incomplete")

    def _find_clients(self, matter_ids: Sequence[str]) -> dict[str, list[str]]:
        """Return all ids of those for whom the office is, or was then, in each of the matters."""
        query = select(matters.c.matter_id, matters.c.for_).where(
            matters.c.matter_id.in_(matter_ids),
            matters.c.for_ != "",
            then_or_now(self._at, matters),
        )
        found: dict[str, list[str]] = {}
        for matter_id, client in self._at.connection.execute(query.distinct()).all():
            for position in {self._at.position, self._at.head}:
                group = party_group(self._at.connection, client, position)
                found.setdefault(matter_id, []).extend(group)
        return found

    def _ever_called(self, party_ids: Iterable[str]) -> Sequence[str]:
        """Return every name that these parties have or have ever had."""
        query = select(names.c.name).where(names.c.subject_id.in_(party_ids), names.c.who == PARTY)
        return self._at.connection.execute(query.distinct()).scalars().all()


def stands_above(one: Versions) -> bool:
    """Tell whether a fact says no more than the list of the parties does, above all facts.

    That somebody is added without a source is the office's own act, and no fact of the matter.
    """
    return isinstance(one.then.fact.data, PartyAdded) and not one.sources


def _of_aliases(data: Event) -> bool:
    """Tell whether an event changes no more of a party than its other names."""
    match data:
        case PartyChanged(changes=changes):
            return {changes.name, changes.kind, changes.role} == {None}
    return False


def set_for(fact: Fact) -> When | None:
    """Return the day of a hearing where nobody knows on which day it was set; None elsewhere."""
    match fact.data:
        case HearingScheduled(at=at) if not fact.when.exact:
            on = parse(at, offset=True)
            return parse(on.exact.isoformat()) if on.exact else on
    return None


def as_told(one: Versions) -> tuple[Fact, int]:
    """Return a fact with only what a court's copy may say of it, and how many amounts that lacks.

    Other names of a party are the office's to know, as in the list of parties. It has no id,
    no place in the log and nothing of how and when the office recorded it. A hearing has its own
    day where that of its setting is not known: a court reads no stretch of days for it.
    """
    fact = one.then.fact
    own_day = set_for(fact)
    when = own_day or fact.when
    data, envelope = fact.data, fact.envelope
    source, hidden = envelope.source, 0
    if isinstance(data, ClaimSettled) and one.confidential:
        hidden = int(data.amount is not None)
        data = replace(data, amount=None, in_all=None)
        source = source and replace(source, quote=None)
    match data:
        case PartyAdded():
            data = replace(data, aliases=())
        case PartyChanged(changes=changes) if not _of_aliases(data):
            data = replace(data, changes=replace(changes, aliases=None))
    told = Envelope(
        event_id="",
        matter_id=envelope.matter_id,
        version=0,
        type=envelope.type,
        schema_version=envelope.schema_version,
        effective=when.text,
        data=msgspec.Raw(b"{}"),
        assertion=envelope.assertion,
        confidence=envelope.confidence,
        recorded_at="",
        recorded_on=FIRST_DAY.isoformat(),
        recorded_by="",
        asserted_by=envelope.asserted_by,
        as_written=None if own_day else envelope.source_wrote,
        source=source,
    )
    return Fact(Recorded(0, told), read=AsRead(data, when, (), ())), hidden
