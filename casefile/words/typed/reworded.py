"""Reworded: fields that people name by what stands in them, put under the names that they have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.law.catalogue import Event
from casefile.law.events.charge import ChargeDispositionRecorded
from casefile.law.events.citation import CitationContested, CitationIssued, CitationSettled
from casefile.law.events.claim import (
    ClaimFiled,
    ClaimServed,
    ClaimSettled,
    ClaimTrialCommenced,
)
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.events.ending import ClaimDismissed
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded, PartyChanged
from casefile.law.events.people import OfficeHeld, OfficialAssigned
from casefile.law.events.process import (
    DocumentFiled,
    HearingHeld,
    HearingScheduled,
    MotionDecided,
    MotionFiled,
)
from casefile.law.events.sentence import PenaltyEvent, SentenceComponent
from casefile.law.rule_41 import DismissedHow
from casefile.words.misread import Misread
from casefile.words.values.amounts import read_amount
from casefile.words.values.by_kind import YES_OR_NO
from casefile.words.values.choices import read_choice
from casefile.words.values.places import read_place
from casefile.words.what.agency_charges import REGION
from casefile.words.what.field_names import as_field, field_called

# Roles under which a party is added by its name, like victim="Bo Lee".
ROLES = (
    *("plaintiff", "defendant", "petitioner", "respondent", "claimant", "appellant", "appellee"),
    *("victim", "witness", "insurer", "employer", "agency", "child", "juvenile", "guardian"),
)
OFFICES = frozenset(one.value for one in OfficeHeld)
WITHOUT_SERVER = (["waiver"], ["acceptance"])  # of service, by whoever is served
THROUGH = ("through", "via")
_confidential = re.compile(
    r"(?P<amount>.+?),? *\(?(?:confidential|kept confidential)\)?", re.IGNORECASE
)
_is_confidential = re.compile(
    r"(?<!\bnot )(?<!\bnon-)(?<!\bnon )\bconfidential(?:ly)?\b", re.IGNORECASE
)
_to_whom = re.compile(r"(?P<size>.*\d.*?) (?P<whom>to .+)", re.IGNORECASE)
# By what a section is told, which a sum and a number of violations are not.
_section = re.compile(
    r"\d+\.\d|\d\([a-z0-9]|§|\bCFR\b|\bU\.?S\.?C\b|^\W*\d[\d.()a-z-]*\W*$", re.IGNORECASE
)
TRIALS = {True: "jury trial", False: "bench trial"}
ABOUT = ("item", "claim", "charge", "count", "about", "on")  # what a motion is about
NOTE = "note"
# What some types have no such name for.
RENAMED: Mapping[type[Event], Mapping[str, str]] = {
    PartyChanged: {"from": "party", "to": "name"},
}


def reworded(cls: type[Event], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed for an event of a type under the names of its fields."""
    if cls is PartyAdded:
        return _added(typed)
    if cls is MatterOpened:
        return _opened(typed)
    if cls is OfficialAssigned:
        return _in_office(typed)
    if cls is MotionFiled:
        return _moved(typed)
    if cls is CitationIssued:
        return _of_section(typed)
    if cls is DocumentFiled:
        return _titled(typed)
    if cls in (HearingScheduled, HearingHeld):
        return _heard(typed)
    if cls is MotionDecided:
        return _decided(typed)
    if cls is ChargeDispositionRecorded:
        return _as_written(typed)
    if cls in RENAMED:
        return {RENAMED[cls].get(as_field(name), name): typed[name] for name in typed}
    if cls is CitationContested:
        return dict(_by_whom(name, typed[name]) for name in typed)
    if cls is ClaimTrialCommenced:
        return _before_whom(typed)
    if cls is ClaimServed:
        typed = _served_through(typed)
    if cls is ClaimServed and typed.get("method") in WITHOUT_SERVER:
        return {"parties" if as_field(name) == "by" else name: typed[name] for name in typed}
    if cls in (ChargeDismissed, ClaimDismissed):
        found = dict(_of_dismissal(cls, name, typed[name]) for name in typed)
        more = {"by"} if "how" in found.keys() - typed.keys() else set()  # it says how already
        return {name: value for name, value in found.items() if as_field(name) not in more}
    if cls is ClaimSettled:
        typed = _in_confidence(typed)
    if cls in (ClaimFiled, ClaimSettled, CitationSettled):
        return {_for_what(cls, name, typed[name]): typed[name] for name in typed}
    if issubclass(cls, PenaltyEvent):
        return _penalties(cls, typed)
    return dict(typed)


def _is_no_section(value: Any) -> bool:
    match value:
        case [str(text)]:
            return not _section.search(text)
    return False


def _has_no_number(value: Any) -> bool:
    match value:
        case [str(text)]:
            return not re.search(r"\d", text)
    return False


def _added(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a party under its name and in its role, where it was typed under that."""
    roles = [name for name in typed if as_field(name) in ROLES]
    if len(roles) != 1 or {"name", "role", "party"} & set(map(as_field, typed)):
        return dict(typed)
    (role,) = roles
    rest = {name: value for name, value in typed.items() if name != role}
    return {"name": typed[role], "role": [as_field(role)], **rest}


def _in_office(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return an official under the office that the name was typed for, like judge="Ann Lee"."""
    offices = [name for name in typed if as_field(name) in OFFICES]
    if len(offices) != 1 or {"name", "office"} & set(map(as_field, typed)):
        return dict(typed)
    (office,) = offices
    rest = {name: value for name, value in typed.items() if name != office}
    return {"name": typed[office], "office": [as_field(office)], **rest}


def _before_whom(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a trial with that it is before a jury, or the court alone, as its note."""
    for name, value in typed.items():
        by_jury = YES_OR_NO.get(str(value[0]).casefold()) if isinstance(value, list) else None
        if as_field(name) == "jury" and by_jury is not None:
            rest = {one: said for one, said in typed.items() if one != name}
            return {**rest, NOTE: [*rest.get(NOTE, ()), TRIALS[by_jury].capitalize()]}
    return dict(typed)


def _as_written(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a disposition in the source's words, with an amount behind them."""
    # That it is not read yet is said by the type itself.
    plain = {name: value for name, value in typed.items() if as_field(name) != "partly_read"}
    match plain.get("text"), plain.get("amount"):
        case [str(text)], [str(amount)]:
            rest = {name: value for name, value in plain.items() if name != "amount"}
            return {**rest, "text": [f"{text}, {amount}"]}
    return plain


def _moved(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a motion with what it is about behind the words for what it asks."""
    names = {as_field(name): name for name in typed}
    about = next((names[one] for one in ABOUT if one in names), None)
    kind = next((names[one] for one in ("kind", "motion", "type") if one in names), None)
    match typed.get(about or ""), typed.get(kind or ""):
        case [str(on)], [str(words)]:
            rest = {name: value for name, value in typed.items() if name != about}
            return {**rest, str(kind): [f"{words} on {on}"]}
    return dict(typed)


def _titled(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a paper with what it answers, and whom it is from, as part of its title."""
    names = {as_field(name): name for name in typed}
    title = next((names[one] for one in ("title", "document", "paper") if one in names), "")
    more = [one for one in ("from", "to") if one in names]
    said = [f"{one} {' and '.join(map(str, typed[names[one]]))}" for one in more]
    match typed.get(title):
        case [str(words)] if said:
            rest = {name: value for name, value in typed.items() if as_field(name) not in more}
            return {**rest, title: [" ".join((words, *said))]}
    return dict(typed)


def _heard(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a hearing with what it has no field for as a note, and a trial as it is tried."""
    found: dict[str, Any] = {}
    notes: list[str] = []
    typed = _at_hour(typed)
    names = {as_field(name): name for name in typed}
    about = names.get("about", names.get("motion", ""))
    if as_field(about) == "motion" or re.match(
        r"(?:the )?motion\b", str(next(iter(typed.get(about, [""]))))
    ):
        typed = {"on" if name == about else name: value for name, value in typed.items()}
    jury = names.get("jury")
    for name, value in typed.items():
        match as_field(name), value:
            case "jury", [str()]:
                continue
            case ("days" | "length" | "duration" | "judge" | "for_days") as field, [str(text)]:
                notes.append(f"{field.replace('_', ' ')}: {text}")
            case (("item" | "claim" | "charge" | "count" | "about"), [str(text)]):
                notes.append(f"on {text}")
            case "of", [str(text)] if "kind" in typed:
                found["kind"] = [f"{one} of {text}" for one in typed["kind"]]
            case "kind", _ if "kind" in found:
                continue
            case (("against" | "between" | "with" | "party" | "parties") as field, [str(), *_]):
                notes.append(f"{field} {', '.join(map(str, value))}")
            case ("kind", [str(text)]) if jury and text.strip().casefold() == "trial":
                by_jury = YES_OR_NO.get(str(typed[jury][0]).strip().casefold())
                found[name] = [text if by_jury is None else TRIALS[by_jury]]
            case (("on" | "for"), _) if _has_no_number(value):  # a motion, and not a day
                found["kind"] = value
            case _:
                found[name] = value
    if jury and not any("jury" in str(one) for one in found.values()):
        notes.append(f"jury: {typed[jury][0]}")
    if notes:
        of = next((one for one in found.get("kind", ()) if isinstance(one, str)), "")
        told = "; ".join(notes)
        found[NOTE] = [*found.get(NOTE, ()), f"{of}: {told}" if of else told]
    return found


def _decided(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a ruling with what the motion is about as a note, where that names no motion."""
    found: dict[str, Any] = {}
    for name, value in typed.items():
        match as_field(name), value:
            case (("item" | "claim" | "charge" | "count" | "about" | "as_to"), [str(text)]):
                found[NOTE] = [*found.get(NOTE, typed.get(NOTE, ())), f"on {text}"]
            case _ if name != NOTE or NOTE not in found:
                found[name] = value
    return found


def _at_hour(typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was typed for a hearing with its hour behind its day, where both were."""
    called = {as_field(name): name for name in typed}
    day = next((called[one] for one in ("date", "day", "on", "at") if one in called), "")
    hour = next((called[one] for one in ("time", "hour") if one in called), "")
    match typed.get(day), typed.get(hour):
        case [str(on)], [str(at)] if any(one.isdigit() for one in on):
            rest = {name: value for name, value in typed.items() if name != hour}
            return {**rest, day: [f"{on} at {at.removeprefix('at ')}"]}
    return typed


def _opened(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a matter in the place in which its court is, where none is typed, or the court is."""
    called = {as_field(name): name for name in typed}
    place = next((called[one] for one in ("jurisdiction", "state", "where") if one in called), "")
    court = called.get("court", "")
    match typed.get(place or court):
        case [str(text)] if "," in text and (not place or not court):
            try:
                read_place(within := text.rpartition(",")[2].strip())
            except Misread:
                return dict(typed)
            rest = {name: value for name, value in typed.items() if name != place}
            return {**rest, "court": [text], "jurisdiction": [within]}
    return dict(typed)


def _in_confidence(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a settlement with that its amount is confidential put where that is said."""
    found = dict(typed)
    for name, value in typed.items():
        match as_field(name), value:
            case (("amount" | "for" | "sum"), [str(text)]) if amount := _confidential.fullmatch(
                text
            ):
                found |= {name: [amount["amount"]], "confidential": ["yes"]}
            case "note", [*words] if any(_is_confidential.search(str(one)) for one in words):
                found.setdefault("confidential", ["yes"])
    return found


def _by_whom(name: str, value: Any) -> tuple[str, Any]:
    """Return who contests a citation as a note, as a contest is of the party cited."""
    match as_field(name), value:
        case "by", [str(who)]:
            return NOTE, [f"Contested by {who}"]
    return name, value


def _of_section(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a citation with what it is for as a note, where that is no section of a standard."""
    for name in typed:
        if as_field(name) in ("violation", "standard", "standards") and _is_no_section(typed[name]):
            rest = {one: value for one, value in typed.items() if one != name}
            return {**rest, NOTE: [*rest.get(NOTE, ()), f"Violation: {typed[name][0]}"]}
    return dict(typed)


def _served_through(typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a service with through whom it was made, or by which way, as its method."""
    ways = [name for name in typed if as_field(name) in THROUGH]
    match [typed[name] for name in ways]:
        case [[str(who)]] if "method" not in map(as_field, typed):
            rest = {name: value for name, value in typed.items() if name not in ways}
            return {**rest, "method": [f"{as_field(ways[0])} {who}"]}
    return typed


def _of_dismissal(cls: type[Event], name: str, value: Any) -> tuple[str, Any]:
    """Return with or without prejudice, or why a claim is dismissed, under what says it."""
    match as_field(name), value:
        case "by", [str(who)] if cls is ClaimDismissed and REGION.fullmatch(who.strip()):
            return NOTE, [f"Dismissed by {who}"]
        case ("with" | "without") as how, ["prejudice"]:
            return "prejudice", [how]
        case (("reason" | "why" | "because"), [str(why)]) if cls is ClaimDismissed:
            try:
                return "how", [read_choice(DismissedHow, why).value]
            except Misread:
                return NOTE, [f"Dismissed: {why}"]
    return name, value


def _for_what(cls: type[Event], name: str, value: Any) -> str:
    """Return the field that is meant by for: how much, or what a claim rests on."""
    match value:
        case [str(text)] if as_field(name) == "for":
            try:
                read_amount(text)
            except Misread:
                return "cause" if cls is ClaimFiled else name
            return "penalty" if cls is CitationSettled else "amount"
    return name


def _penalties(cls: type[Event], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the penalties of a sentence that were typed under their kinds, like fine=$200."""
    fields = cls.__struct_encode_fields__
    rest: dict[str, Any] = {}
    penalties: list[Any] = []
    for name, value in typed.items():
        field = field_called(name, fields, cls.tag)
        try:
            kind = read_choice(SentenceComponent, name) if field is None else None
        except Misread:
            kind = None
        if field == "components" and isinstance(value, list):
            penalties += value
        elif kind and isinstance(value, list):
            penalties += [_of_kind(one, kind.value.replace("_", " ")) for one in value]
        else:
            rest[name] = value
    return {**rest, "components": penalties} if penalties else rest


def _of_kind(size: Any, kind: str) -> Any:
    """Return a penalty of a kind as it is said, with what is suspended of it at the end."""
    if not isinstance(size, str):
        return size
    head, *rest = re.split(r", (?!\d)", size, maxsplit=1)
    owed = _to_whom.fullmatch(head) if kind == SentenceComponent.RESTITUTION else None
    said = f"{owed['size']} {kind} {owed['whom']}" if owed else f"{head} {kind}"
    return ", ".join([said, *rest])
