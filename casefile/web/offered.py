"""Offered: what the menus of a form offer by name, of what there is in the matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterView
from casefile.answers.paging import LIMIT
from casefile.answers.record import log
from casefile.answers.standing import evidence
from casefile.door import office
from casefile.errors import Unknown
from casefile.law.catalogue import Event, decode
from casefile.law.events.process import DeadlineSet, HearingScheduled, MotionFiled
from casefile.law.events.retention import EvidenceRetained
from casefile.web import rules
from casefile.web.days import capital, when_words

# An id, and how it reads.
Choice = tuple[str, str]
Offered = Mapping[str, Sequence[Choice]]
NEWEST = LIMIT  # of the events of a matter, and of the office's matters


def offered(matter_id: str | None, kinds: Collection[str]) -> dict[str, list[Choice]]:
    """Return what there is to choose, by kind; of a matter that is not there yet, nothing."""
    found: dict[str, list[Choice]] = {kind: [] for kind in kinds}
    if "matter" in kinds:
        page = matters.page(office(), limit=NEWEST).matters
        found["matter"] = [(one.matter_id, one.title) for one in page if one.matter_id != matter_id]
    if matter_id is None:
        return found
    try:
        view = matters.view(office(), matter_id)
    except Unknown:
        return found
    found["party"], found["item"] = parties_of(view), items_of(view)
    if rules.KIND in kinds:
        found[rules.KIND] = rules.offered_rules(view.matter.jurisdiction if view.matter else "")
    if set(kinds) & {"event", *SETS}:
        found |= _of_events(matter_id)
    return found


def parties_of(view: MatterView) -> list[Choice]:
    """Return the parties of a matter by name and role."""
    return [(one.party_id, f"{one.name}, {one.role.replace('_', ' ')}") for one in view.parties]


def items_of(view: MatterView) -> list[Choice]:
    """Return the items of a matter, each once, by what they are about and their ids."""
    found = {}
    for one in view.items:
        about = one.detail.get("offense") or one.detail.get("cause") or one.detail.get("regulation")
        count = f" (count {one.detail['count_no']})" if one.detail.get("count_no") else ""
        found[one.item_id] = f"{capital(str(about))}{count}" if about else one.item_id
    twice = {about for about, count in Counter(found.values()).items() if count > 1}
    return [
        (item_id, f"{about} ({item_id})" if about in twice else about)
        for item_id, about in found.items()
    ]


def _motion(data: Event) -> Choice | None:
    return (data.motion_id, f"{data.kind}, by {data.by}") if isinstance(data, MotionFiled) else None


def _hearing(data: Event) -> Choice | None:
    if not isinstance(data, HearingScheduled):
        return None
    return data.hearing_id, f"{data.kind}, {when_words(data.at)}"


def _deadline(data: Event) -> Choice | None:
    if not isinstance(data, DeadlineSet):
        return None
    return data.deadline_id, f"{data.kind}, {when_words(data.due)}" if data.due else data.kind


def _retention(data: Event) -> Choice | None:
    return (data.retention_id, data.kind) if isinstance(data, EvidenceRetained) else None


SETS: Mapping[str, Callable[[Event], Choice | None]] = {
    "motion": _motion,
    "hearing": _hearing,
    "deadline": _deadline,
    "retention": _retention,
}


def _of_events(matter_id: str) -> dict[str, list[Choice]]:
    """Return the newest events of a matter, and what they set that has an id of its own."""
    newest = log.page(office(), matter_id=matter_id, newest=True, limit=NEWEST).events
    told = evidence.told(office(), [one.event_id for one in newest])
    found: dict[str, list[Choice]] = {kind: [] for kind in SETS}
    for one in newest:
        data = decode(one.type, one.schema_version, one.data)
        for kind, choice_of in SETS.items():
            if choice := choice_of(data):
                found[kind].append(choice)
    events = [
        (one.event_id, f"№ {one.position} {one.sentence}, {when_words(one.effective)}")
        for one in told.events
    ]
    return {"event": events, **{kind: list(dict(every).items()) for kind, every in found.items()}}
