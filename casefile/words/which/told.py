"""Told: fields of an event that nobody typed, and that its other ones, or the record, tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant_entries import entries
from casefile.answers.meaning.meant_items import decisions
from casefile.answers.record import log
from casefile.answers.record.sought import Sought
from casefile.law.catalogue import Event
from casefile.law.criminal import PLEA_TENDERED
from casefile.law.entry import CANCELLED, HEARING, REPLACED
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.conviction import BASIS_OF_PLEA, ChargeConvictionEntered
from casefile.law.events.judgment import ClaimJudgmentEntered, JudgmentKind
from casefile.law.events.party import PartyAdded, PartyKind
from casefile.law.events.record import NoteRecorded
from casefile.law.item import IN_TRIAL
from casefile.law.party_kinds import kind_told
from casefile.projections.names import name_key
from casefile.words.which.whom import parties_said

YOUNG = ("child", "juvenile", "minor")  # roles that persons alone have, whatever initials say
# Roles that only a government has.
GOVERNMENT = (
    *("agency", "prosecution", "prosecutor", "government", "state", "people", "commonwealth"),
    *("issuing agency", "citing agency", "enforcement agency", "prosecuting authority"),
)
# Words of a name or a role that no person has, beside those that a docket is read by.
_insures = re.compile(
    r"\b(?:casualty|mutual|assurance|surety|indemnity|underwriters?|reinsurer|insurer|carrier)\b",
    re.IGNORECASE,
)
ON_PLEA = frozenset(("plea", "a plea", "the plea", "by plea", "on plea", "on a plea", "his plea"))


# Before whom a trial is, by what it is called.
BEFORE = {"jury trial": JudgmentKind.JURY, "bench trial": JudgmentKind.BENCH}


class ToldField(NamedTuple):
    """A field, its value, and by what it is told."""

    field: str
    value: str
    said: str


def told(
    cls: type[Event],
    data: Mapping[str, Any],
    items: Iterable[Any],
    asking: Asking,
    matter_id: str,
    on: date,
) -> Iterator[ToldField]:
    """Yield what is told of an event of some items, as far as its data does not say it."""
    name = data.get("name") if cls is PartyAdded and "kind" not in data else None
    if kind := _kind_of(name, str(data.get("role"))) if isinstance(name, str) else None:
        others = " or ".join(f"kind={one}" for one in PartyKind if one != kind)
        by = "name" if kind == _kind_of(str(name), "") else "role"
        yield ToldField("kind", kind.value, f"by its {by}; else write {others}")
    if cls is AppealFiled and not {"from_event", "parties"} & data.keys():
        yield from _appealed(asking, matter_id, data.get("item_ids"), str(data.get("appellant")))
    judged = cls is ClaimJudgmentEntered and "kind" not in data
    tried = judged and _in_trial(asking, matter_id, data)
    if tried and (trial := _tried_by(asking, matter_id)):
        before, day = trial
        yield ToldField("kind", before.value, f"by the {before.value} trial of {day}")
    if cls is ChargeConvictionEntered and "basis" not in data:
        bases = {_basis_on_record(asking, matter_id, one, on) for one in items}
        if len(bases) == 1 and (found := bases.pop()):
            yield found


def _kind_of(name: str, role: str) -> PartyKind | None:
    """Return of what kind a party is by its name and role; one word may be anybody's."""
    if told_kind := kind_told(name):
        return told_kind
    if name_key(role).removeprefix("the ") in GOVERNMENT:
        return PartyKind.GOVERNMENT
    if _insures.search(f"{name}, {role}"):
        return PartyKind.ORGANIZATION
    if role in YOUNG:
        return PartyKind.PERSON
    may_be_a_person = len(name.split()) > 1 and not re.search(r"[\d&]| and ", name)
    return PartyKind.PERSON if may_be_a_person else None


def _appealed(asking: Asking, matter_id: str, items: Any, appellant: str) -> Iterator[ToldField]:
    """Yield from what a claim is appealed that does not stand alike for all its parties.

    Of several decisions it is the only one on which it stands as to whoever appeals.
    """
    if isinstance(items, list) and len(items) == 1:
        parts = [one for one in matters.view(asking, matter_id).items if one.item_id == items[0]]
        found = decisions(asking, matter_id, items[0]) if len(parts) > 1 else []
        if len(found) > 1:
            who = set(parties_said(asking, matter_id, appellant))
            own = {
                event_id
                for one in parts
                if who & {party.party_id for party in one.parties}
                for event_id in one.evidence
            }
            found = [one for one in found if one[0] in own]
        if len(found) == 1:
            yield ToldField("from_event", *found[0])


def _in_trial(asking: Asking, matter_id: str, data: Mapping[str, Any]) -> bool:
    """Tell whether a claim is in trial, as to those of its parties whom a judgment names."""
    named = data.get("parties")
    whom = set(named) if isinstance(named, list) else set()
    parts = [
        one.state
        for one in matters.view(asking, matter_id).items
        if one.item_id == data.get("item_id") and whom <= {party.party_id for party in one.parties}
    ]
    return bool(parts) and (set(parts) == {IN_TRIAL} or (not whom and IN_TRIAL in parts))


def _tried_by(asking: Asking, matter_id: str) -> tuple[JudgmentKind, str] | None:
    """Return before whom the trials on record are, and the day of the last; None where unsure.

    What is set says it by what it is called, and what began by the note beside it.
    """
    trials = [
        (name_key(one.kind), one.at.partition("T")[0])
        for one in entries(asking, matter_id, HEARING)
        if name_key(one.kind).endswith("trial") and one.status not in (CANCELLED, REPLACED)
    ]
    sought = Sought(type=NoteRecorded.tag)
    for one in log.page(asking, matter_id=matter_id, sought=sought).events:
        text = name_key(str(json.loads(bytes(one.data)).get("text")))
        trials += [] if one.amended or text not in BEFORE else [(text, one.effective)]
    kinds = {BEFORE[kind] for kind, _ in trials if kind in BEFORE}
    plain = any(kind not in BEFORE for kind, _ in trials)
    if len(kinds) != 1 or (plain and kinds == {JudgmentKind.JURY}):
        return None
    return kinds.pop(), max(day for kind, day in trials if kind in BEFORE)


def _basis_on_record(asking: Asking, matter_id: str, item_id: Any, on: date) -> ToldField | None:
    """Return the plea on which a charge stands on a day; None where it stands on none."""
    view = matters.view(asking, matter_id, as_of=on.isoformat())
    for one in view.items:
        basis = BASIS_OF_PLEA.get(str(one.detail.get("plea")))
        if one.item_id == item_id and one.state == PLEA_TENDERED and basis:
            since = f" of {one.since.effective}" if one.since else ""
            return ToldField("basis", basis.value, f"the plea{since}")
    return None
