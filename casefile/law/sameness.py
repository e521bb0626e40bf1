"""Sameness: by what two events of a matter would say the same, so that one may be there twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from casefile.law.catalogue import Event
from casefile.law.codes import Instrument
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.citation import CitationIssued
from casefile.law.events.claim import ClaimFiled, ClaimSatisfied
from casefile.law.events.conviction import ChargeConvictionEntered, ConvictionBasis
from casefile.law.events.deferral import ChargeDeferralOrdered
from casefile.law.events.matter import MatterIncidentOccurred
from casefile.law.events.obligation import CitationObligationPerformed
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import (
    DocketEntryRecorded,
    DocumentFiled,
    HearingHeld,
    HearingScheduled,
    MotionFiled,
)
from casefile.law.events.record import NoteRecorded
from casefile.law.events.trial import ChargePleaEntered


class Sameness(NamedTuple):
    """What two events of one type have in common where they say the same: any of the keys.

    What tells them apart all the same stands in `apart`, each in its place: they differ where both
    say it, and say it otherwise. What a source leaves out is empty. `within` tells apart only those
    of one `instrument`: what another one charges once more takes the place of what was there.
    `on` is the day for which a hearing is set, which is moved where another one is set.
    """

    what: str
    keys: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...] = ()
    instrument: str = ""
    within: tuple[str, ...] = ()
    on: str = ""

    def other_instrument(self, other: Sameness) -> bool:
        """Tell whether both are charged, each by another instrument."""
        return bool(self.instrument and other.instrument) and self.instrument != other.instrument

    def differs(self, other: Sameness) -> bool:
        """Tell whether both say something that tells them apart."""
        pairs = list(zip(self.apart, other.apart, strict=True))
        if not self.other_instrument(other):
            pairs += zip(self.within, other.within, strict=True)
        return any(one and its and one != its for one, its in pairs)


# What is done to an item once, as long as nothing else becomes of that, and is taken twice.
ONCE: Mapping[type[Event], str] = {
    ChargePleaEntered: "plea",
    ChargeConvictionEntered: "conviction",
    ChargeDeferralOrdered: "deferral",
    AppealFiled: "appeal",
    ClaimSatisfied: "satisfaction",
    CitationObligationPerformed: "performance",
}
_SAID: Mapping[type[Event], str] = {
    ChargeFiled: "charge",
    ClaimFiled: "claim",
    CitationIssued: "citation",
    PartyAdded: "party",
    MotionFiled: "motion",
    HearingScheduled: "hearing",
    HearingHeld: "hearing",
    DocumentFiled: "document",
    DocketEntryRecorded: "docket_entry",
    NoteRecorded: "note",
    MatterIncidentOccurred: "incident",
}
ACTS = frozenset(cls.tag for cls in ONCE)
TYPES = {cls.tag: what for cls, what in (*_SAID.items(), *ONCE.items())}


def sameness(data: Event, on: str) -> Sameness | None:
    """Return by what another event of the matter would say the same as one, if any can.

    `on` is when it took effect, as it is written.
    """
    keys, apart = _told(data, on)
    filled = tuple(key for key in keys if all(key))
    if not filled:
        return None
    same = Sameness(TYPES[data.tag], filled, apart)
    match data:
        case ChargeFiled() as charge:
            by = "" if charge.instrument == Instrument.UNKNOWN else str(charge.instrument)
            within = charge.attaches_to or "", _grade.sub("", charge.degree or "").casefold()
            return same._replace(instrument=by, within=within)
        case HearingScheduled() as hearing:
            return same._replace(on=hearing.at)
    return same


# What a degree is said with, as third is said as third degree felony.
_grade = re.compile(r"[ -]*(?:degree|felony|misdemeanor)", re.IGNORECASE)
# The name of a code before its number, like NMSA 1978, Section.
_named_code = re.compile(r"^[^\d]*(?:(?<=NMSA )1978[^\d]+)?(?=\d)")
Keys = tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]


def _told(data: Event, on: str) -> Keys:
    """Return the keys of an event, and what tells it apart; a key with an empty part is none.

    Charges of one statute are as many as there are counts of it, or charges to which it attaches.
    """
    match data:
        case ChargeFiled() as charge:
            statute = " ".join(sorted(map(_section, charge.statute)))
            count = "" if charge.count_no is None else str(charge.count_no)
            keys = (charge.party_id, charge.offense), (charge.party_id, statute)
            return keys, (statute, count, charge.citation_no or "")
        case ClaimFiled() as claim:
            sides = " ".join(sorted(claim.claimants)), " ".join(sorted(claim.against))
            return ((claim.cause, "/".join(sides)),), ()
        case CitationIssued() as cited:
            standards = " ".join(sorted(cited.standards))
            return ((cited.party_id, standards),), (cited.agency, cited.classification)
        case PartyAdded() as added:
            return ((added.name, added.role),), (added.kind,)
        case MotionFiled() as motion:
            return ((motion.kind, motion.by, on),), (motion.relief or "",)
        case HearingScheduled() as hearing:
            return ((hearing.kind, hearing.at), (hearing.kind,)), (hearing.place or "",)
        case NoteRecorded() as note:
            return ((note.text, on),), (note.item_id or "", note.party_id or "")
        case MatterIncidentOccurred() as incident:
            return ((on,),), (incident.description or "", incident.place or "")
        case HearingHeld() as hearing:
            return ((hearing.kind, on),), (hearing.hearing_id or "",)
        case DocumentFiled() as document:
            return _of_document(document, on)
        case data if type(data) in ONCE:
            return _of_act(data, on)
        case DocketEntryRecorded() as entry:
            number = entry.number or ""
            return ((number,), (entry.text, on)), (number,)
    return (), ()


def _of_act(data: Event, on: str) -> Keys:
    """Return by what an act on an item is the same; of payments there may be one on another day."""
    match data:
        case ChargePleaEntered() as entered:
            return ((entered.item_id, entered.plea),), ()
        case ChargeConvictionEntered() as entered:
            basis = "" if entered.basis == ConvictionBasis.UNKNOWN else str(entered.basis)
            return ((entered.item_id,),), (basis,)
        case ChargeDeferralOrdered() as ordered:
            return ((ordered.item_id, ordered.kind),), (ordered.ends or "",)
        case AppealFiled() as filed:
            items = " ".join(sorted(filed.item_ids))
            key = items, filed.appellant, _parties(filed.parties)
            return (key,), (filed.from_event or "",)
        case ClaimSatisfied() as satisfied:
            return ((satisfied.item_id, _parties(satisfied.parties)),), ()
        case CitationObligationPerformed(complied=True) as done:
            amount = str(done.amount) if done.amount else ""
            return ((done.item_id, done.what, on),), (amount,)
    return (), ()


def _parties(named: tuple[str, ...] | None) -> str:
    """Return those whom alone an act concerns; what concerns everybody is not what some do."""
    return " ".join(sorted(named or ("everybody",)))


def _section(statute: str) -> str:
    """Return a statute without the name of its code, which some sources leave out."""
    return _named_code.sub("", statute)


def _of_document(document: DocumentFiled, on: str) -> Keys:
    digest, entry = document.sha256 or "", document.docket_entry or ""
    exhibit, bates = document.exhibit or "", document.bates or ""
    apart = digest, entry, exhibit, bates, document.filed_by or ""
    return ((digest,), (document.title, on), (document.title, entry)), apart
