"""Unsaid values: what nobody typed for an event and follows from what is there, or is asked for.

A hearing that is moved is of the kind that it was, and where it was unless another place is said;
one of which nobody says the kind is a hearing.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any

from msgspec.inspect import EnumType

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_entries import entries
from casefile.answers.record import log
from casefile.errors import Malformed, Misfit, Unknown
from casefile.event import Code
from casefile.installation import called
from casefile.law.catalogue import Event, fields_of
from casefile.law.codes import Track
from casefile.law.entry import DEADLINE, HEARING
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.charge import ChargeAmended, ChargeFiled, ChargeKind
from casefile.law.events.citation import CitationContested, CitationIssued
from casefile.law.events.claim import ClaimAnswered, ClaimFiled, Side
from casefile.law.events.judgment import ClaimJudgmentEntered, JudgmentKind
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded, PartyChanged
from casefile.law.events.process import (
    DeadlineSet,
    DocumentFiled,
    HearingHeld,
    HearingScheduled,
    MotionDecided,
    MotionFiled,
)
from casefile.law.events.record import IntentAnnounced, StatementRecorded
from casefile.law.events.trial import ChargePleaEntered
from casefile.law.item import LIFECYCLES
from casefile.words.kinds import plain
from casefile.words.steps import BLANK, effective
from casefile.words.typed.agencies import AGENCY, agency_of
from casefile.words.typed.approvals import approval_asked
from casefile.words.typed.charges import typed_again
from casefile.words.typed.opened import where_asked
from casefile.words.typed.same_hours import SAME_HOUR, hour_of
from casefile.words.typed.spelled_names import CALLED, spelled
from casefile.words.typed.whose_claim import whose_claim
from casefile.words.typed.whose_deadline import whose_deadline
from casefile.words.which.roles import several_said
from casefile.words.which.two_names import check_name, check_one

# Texts that say whose act it is: a party, by its whole name, is found by it again.
BY_WHOM: Mapping[type[Event], Sequence[str]] = {
    MotionFiled: ("by",),
    DocumentFiled: ("filed_by",),
    AppealFiled: ("appellant",),
}
# What a deadline is set for by what people call it, and the type of event that meets it.
_MET_BY = {
    r"(.*'s? |the )?answer( due)?( to (the )?(amended )?(complaint|petition|.*claim))?": (
        ClaimAnswered.tag
    ),
    r"(.*'s? |the |file )?(an? )?(notice of )?appeal( due)?": AppealFiled.tag,
}
# What a deadline on a ticket is called, which is met by contesting it.
_CONTESTS = r"(to )?((pay|answer) or )?(contest|plead to|fight)( or pay)?( (the|a|his|her))?( \w+)?"

_enhances = re.compile(r"\benhancement\b", re.IGNORECASE)
# What a degree says of how severe a charge is, by the names of the codes.
_grade = re.compile(
    r"\b(?:(?P<petty>petty misdemeanor)|(?P<misdemeanor>misdemeanor)|(?P<felony>felony)"
    r"|(?P<infraction>infraction))\b",
    re.IGNORECASE,
)


# Why a name is changed that was never right; as is what nobody says why.
_misspelt = re.compile(r"\b(?:mis-?spel\w*|typos?|typed wrong|mistake|wrong\w*)\b", re.IGNORECASE)
_tells_hour = re.compile(
    r":|\d ?[ap]\.?m\b|noon|midnight|o'clock|\d *in the|T\d|\bat \d", re.IGNORECASE
)


class UnsaidValues:
    """Fills in values of one event that were not typed; `told` and `misfits` are as of ids.

    `day` is its day as it was typed, which the commands that are said have as well.
    """

    def __init__(
        self, asking: Asking, cls: type[Event], matter_id: str, day: str | None = None
    ) -> None:
        self.asking, self.cls, self.matter_id, self.day = asking, cls, matter_id, day
        self.told: list[str] = []
        self.misfits: list[Misfit] = []

    def spell(self, data: dict[str, Any]) -> Sequence[str]:
        """Put parties that are named in texts as the record spells them; return what is said."""
        self._spell_names(data)
        for name in BY_WHOM.get(self.cls, ()):
            self._call_by_name(data, name)
        return self.told

    def fill(self, data: dict[str, Any]) -> None:
        """Put into the data what the ids are made of that are not typed."""
        self.spell(data)
        if self.cls is DeadlineSet and data.get("replaces"):
            self._as_replaced(data)
        sets = self.cls is DeadlineSet
        if sets and (whose := whose_deadline(self.asking, self.matter_id, data)):
            self._set(data, "of", *whose)
        if self.cls is ClaimFiled:
            whose_claim(self.asking, self.matter_id, data, self.told, self.misfits)
        by_default = self.cls is ClaimJudgmentEntered and data.get("kind") == JudgmentKind.DEFAULT
        if by_default and "for" not in data:
            # Who is in default is one against whom something is claimed (Fed. R. Civ. P. 55(a)).
            self._set(data, "for", Side.CLAIMANT.value, "as in any judgment by default")
        if self.cls is CitationIssued and "agency" not in data:
            self._which_agency(data)
        if self.cls is PartyAdded:
            self._call_as_known(data)
            self.misfits += filter(None, [check_one(data)])
        if self.cls is PartyChanged:
            self._tell_what_changes(data)
            self.misfits += filter(None, [check_name(str(data.get("name", "")))])
        if self.cls is ChargeAmended and isinstance(data.get("changes"), dict):
            self._graded(data["changes"])
        if self.cls is ChargeFiled:
            self._told_by_its_words(data)
            if data.get("kind") == ChargeKind.ENHANCEMENT:
                self._attach(data)
        if self.cls is not HearingScheduled or not data.get("replaces"):
            return
        for one in entries(self.asking, self.matter_id, HEARING):
            if one.entry_id == data["replaces"]:
                if one.kind and "kind" not in data:
                    self._set(data, "kind", one.kind)
                self._at_its_hour(data, one.at)
                if one.place and "place" not in data:
                    zone = {"time_zone": one.time_zone} if one.time_zone else {}
                    for name, value in {"place": one.place, **zone}.items():
                        if name not in data:
                            self._set(data, name, value, "as it was before")

    def _spell_names(self, data: dict[str, Any]) -> None:
        """Put the names of parties in what the event is called as the record spells them."""
        field = CALLED.get(self.cls, "")
        if isinstance(data.get(field), str):
            parties = matters.view(self.asking, self.matter_id).parties
            data[field] = spelled(data[field], (one.name for one in parties))

    def _at_its_hour(self, data: dict[str, Any], before: str, *, moved: bool = True) -> None:
        """Put the hour that a hearing had into what says that it is the same; say if none is."""
        typed, hour = data.get("at"), hour_of(before)
        if not isinstance(typed, str):
            return
        rest = SAME_HOUR.sub("", typed).strip(" ,")
        if rest == typed.strip(" ,"):
            if hour and moved and not _tells_hour.search(typed):
                said = f'at="{typed}, same hour"'
                self.told.append(f"at = a day without an hour (it was at {hour}: else {said})")
        elif hour:
            self._set(data, "at", f"{rest} at {hour}" if rest else typed, "at its hour of before")
        else:
            self._ask("at", "At which hour? None was on record for it.")

    def _as_replaced(self, data: dict[str, Any]) -> None:
        """Put into a deadline that takes the place of another one what that was, and whose."""
        for one in entries(self.asking, self.matter_id, DEADLINE):
            if one.entry_id == data["replaces"]:
                before = json.loads(bytes(log.in_full(self.asking, one.set_by).data))
                for name in ("kind", "of"):
                    if name not in data and before.get(name):
                        self._set(data, name, before[name], "as it was before")

    def _which_agency(self, data: dict[str, Any]) -> None:
        """Put into a citation whose it is, where that is told."""
        if found := agency_of(self.asking, self.matter_id, data.get("standards") or ()):
            self._set(data, AGENCY, *found)
        else:
            self._ask(AGENCY, f"Say whose citation it is: {AGENCY}=OSHA, or {AGENCY}={BLANK}.")

    def _call_as_known(self, data: dict[str, Any]) -> None:
        """Call a party that is added by its id as it is called on record."""
        party_id = data.get("party_id")
        known = isinstance(party_id, str) and "name" not in data
        if known and (name := meant.name_of(self.asking, str(party_id))):
            self._set(data, "name", name, "as on record")

    def _tell_what_changes(self, data: Mapping[str, Any]) -> None:
        """Tell what a party was called whose name changes, as it is called so no more."""
        changes, party_id = data.get("changes"), data.get("party_id")
        if isinstance(changes, Mapping) and changes.get("name") and isinstance(party_id, str):
            for one in matters.view(self.asking, self.matter_id).parties:
                if one.party_id == party_id and one.name != changes["name"]:
                    self.told.append(f"name = {changes['name']} (called {one.name} before)")

    def _told_by_its_words(self, data: dict[str, Any]) -> None:
        """Put into a charge what its name or its degree says: an enhancement, a felony."""
        if "kind" not in data and _enhances.search(str(data.get("offense", ""))):
            self._set(data, "kind", ChargeKind.ENHANCEMENT.value, "by its name")
        self._graded(data)

    def _graded(self, data: dict[str, Any]) -> None:
        """Put into a charge, or what an amendment changes, how grave its degree says that it is."""
        if "severity" not in data and (said := _grade.search(str(data.get("degree", "")))):
            grade = next(name for name, text in said.groupdict().items() if text)
            self._set(data, "severity", grade, "by its degree")
            if self.cls is ChargeAmended:
                return  # the degree that it had is put aside by the one that is said
            rest = " ".join(str(data.pop("degree")).replace(said[0], "").split())
            if rest:
                self._set(data, "degree", rest)

    def _attach(self, data: dict[str, Any]) -> None:
        """Attach an enhancement to the count whose number was typed for it, or to the only one.

        Of several it is that of its own instrument, or the one that is still open.
        """
        if "attaches_to" in data:
            return
        count_no = data.get("count_no")
        there = {
            one.item_id: one
            for one in matters.view(self.asking, self.matter_id).items
            if count_no in (None, one.detail.get("count_no"))
            and one.kind != ChargeKind.ENHANCEMENT
            and data.get("party_id") in (None, *(party.party_id for party in one.parties))
        }
        by, still = data.get("instrument"), LIFECYCLES[Track.CRIMINAL].open
        ways = (
            list(there),
            [one for one in there if by and there[one].detail.get("instrument") == by],
            [one for one in there if there[one].state in still],
        )
        sure = next((one for way in ways for one in way[:1] if len(way) == 1), None)
        if sure:
            offense = there[sure].detail.get("offense")
            self._set(data, "attaches_to", sure, f"{offense}, which it enhances")
        elif there:
            each = " or ".join(
                f"attaches_to={item_id} ({one.detail.get('offense')}, {one.label})"
                for item_id, one in there.items()
            )
            self._ask("attaches_to", f"Which count does it enhance? Write {each}.")

    def fill_last(self, data: dict[str, Any], amiss: Collection[str]) -> None:
        """Put into the data what is left, and say of what is missing how it is typed."""
        unnamed = "kind" not in data and f"data.{HEARING}_id" not in amiss
        if self.cls in (HearingScheduled, HearingHeld) and unnamed:
            self._set(data, "kind", HEARING)
        if self.cls is DeadlineSet and data.get("of") and not data.keys() & {"met_by", "rule"}:
            tickets = {_CONTESTS: self._contested()} if self._contested() else {}
            for called_so, tag in (_MET_BY | tickets).items():
                if re.fullmatch(called_so, str(data.get("kind", "")), re.IGNORECASE):
                    data["met_by"] = [tag]
                    self.told.append(f"met_by = {tag} (by what it is called)")
        if self.cls is DeadlineSet and not {"due", "trigger"} & data.keys():
            words = shlex.quote(str(data.get("kind", BLANK)))
            self._ask(
                "due",
                'Say by when, like due="14 March 2026", or let it be counted from an event: '
                f"{called()} deadline set {shlex.quote(self.matter_id)} {words} --trigger EVENT "
                '--period "30 days"',
            )
        elif self.cls is ChargeFiled and "offense" not in data and data.get("instrument"):
            self._ask("offense", self._of_what_is_charged(data))
        elif self.cls is MotionDecided and "outcome" not in data:
            said = 'outcome=granted, outcome=denied or outcome="granted in part"'
            self._ask("outcome", f"It is missing. Write {said}, or the words of the ruling.")
        elif self.cls is IntentAnnounced and "intended_event" not in data:
            self._ask("intended_event", self._of_what_is_announced())
        elif self.cls is StatementRecorded and {"quote", "speaker"} <= data.keys():
            if "topic" not in data:
                self._set(data, "topic", "the case", "as nobody says on what")
        elif self.cls is PartyChanged and _misspelt.search(str(data.get("reason", "misspelt"))):
            self._ask("reason", self._of_a_change(data))
        self.misfits += approval_asked(self.asking, self.matter_id, self.cls, data)
        for field in fields_of(self.cls):
            name, (kind, _) = field.encode_name, plain(field.type)
            if field.required and name not in data and f"data.{name}" not in amiss:
                match kind:
                    case EnumType(cls=choices) if issubclass(choices, Code):
                        each = " or ".join(f"{name}={_typed(one)}" for one in choices)
                        self._ask(name, f"It is missing. Write {each}.")
                    case _ if (self.cls, name) == (MatterOpened, "jurisdiction"):
                        self.misfits.append(where_asked(self.asking))

    def _of_what_is_announced(self) -> str:
        """Return what can be announced, as it is typed, and the command that says it at once."""
        said = {
            Track.CRIMINAL: ("charge dismissed", "plea entered", "charge filed"),
            Track.CIVIL: ("claim dismissed", "claim settled", "claim filed"),
            Track.REGULATORY: ("citation withdrawn", "citation settled", "citation contested"),
        }
        tracks = {one.track for one in matters.view(self.asking, self.matter_id).items} or said
        each = [f'"{one}"' for track in said if track in tracks for one in said[track]]
        post = f"{called()} post {shlex.quote(self.matter_id)}"
        return (
            f"Say what is to come, like what={' or what='.join(each)}. Or say it as it would be "
            f"said if it had happened: {post} {each[0]} --assertion announced"
        )

    def _contested(self) -> str:
        """Return by which type of event a ticket is contested here: one that is a charge, by plea.

        Nothing where there is none, or one of either kind.
        """
        tracks = {one.track for one in matters.view(self.asking, self.matter_id).items}
        by = {Track.CRIMINAL: ChargePleaEntered.tag, Track.REGULATORY: CitationContested.tag}
        found = [tag for track, tag in by.items() if track in tracks]
        return found[0] if len(found) == 1 else ""

    def _of_a_change(self, data: Mapping[str, Any]) -> str:
        """Return that a change has a reason, and how what was wrong from the start is corrected."""
        party = next(
            (
                one
                for one in matters.view(self.asking, self.matter_id).parties
                if one.party_id == data.get("party_id")
            ),
            None,
        )
        recorded = (log.in_full(self.asking, one) for one in (party.evidence if party else ()))
        added = next((one.position for one in recorded if one.type == PartyAdded.tag), "EVENT")
        changes = data.get("changes")
        fields = changes if isinstance(changes, Mapping) and changes else {"name": BLANK}
        told = " ".join(f"{name}={_quoted(value)}" for name, value in fields.items())
        return (
            'If it has changed, say why, like reason="she married". If it was wrong from the first '
            f"day, correct it where it was recorded: {called()} correct {added} {told}"
        )

    def _call_by_name(self, data: dict[str, Any], name: str) -> None:
        """Call a party of the matter, in a text that says whose act it is, by its whole name."""
        typed = data.get(name)
        if not isinstance(typed, str):
            return
        with suppress(Unknown, Malformed):  # it is somebody else, or several may be meant
            found = several_said(self.asking, self.matter_id, typed) or [
                meant.party(self.asking, typed, matter_id=self.matter_id).id
            ]
            parties = matters.view(self.asking, self.matter_id).parties
            names = {one.party_id: one.name for one in parties}
            whole = " and ".join(names[one] for one in found) if {*found} <= {*names} else typed
            if whole != typed:
                self._set(data, name, whole)

    def _of_what_is_charged(self, data: dict[str, Any]) -> str:
        """Return how to say what is charged, and what takes the place of what was before."""
        instrument = str(data["instrument"])
        by = f" instrument={instrument}{effective(self.day)}"
        post = f"{called()} post {shlex.quote(self.matter_id)}"
        one = f"{post} charge count=1 offense={BLANK}{by}"
        said = f"Say what is charged, a command for each count: {one}"
        there = {
            one.item_id: one
            for one in matters.view(self.asking, self.matter_id).items
            if one.kind
            and one.state in LIFECYCLES[Track.CRIMINAL].open
            and one.detail.get("instrument") != instrument
        }
        if not there:
            return f"{said}."
        again = "; ".join(
            f"{post} charge {typed_again(self.asking, one)}{by}" for one in there.values()
        )
        old = " ".join(f"old={one}" for one in there)
        return (
            f"{said}. What was charged before is charged by this again so: {again}. Where these "
            "take the place of what was charged before, say that next: "
            f'{post} "charges superseded" {old} new={BLANK}{by}. If only the paper is meant: '
            f"{post} document title={shlex.quote(instrument.capitalize())}{effective(self.day)}"
        )

    def _set(self, data: dict[str, Any], name: str, value: str, said: str = "") -> None:
        data[name] = value
        self.told.append(f"{name} = {value} ({said})" if said else f"{name} = {value}")

    def _ask(self, name: str, sentence: str) -> None:
        self.misfits.append(Misfit(f"data.{name}", sentence))


def _typed(one: Code) -> str:
    """Return how a code is typed: in its own words, quoted where they are several."""
    words = one.value.replace("_", " ")
    return f'"{words}"' if " " in words else words


def _quoted(value: Any) -> str:
    return BLANK if value == BLANK or not isinstance(value, str) else shlex.quote(value)
