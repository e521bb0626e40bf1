"""Amended: what a correction or the taking back of an event did, and why, in few words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from casefile.answers.record import log
from casefile.answers.record.log import StoredEvent
from casefile.answers.standing.evidence import EventTold
from casefile.door import office
from casefile.errors import Unknown
from casefile.law.catalogue import CATALOGUE, decode
from casefile.law.events.record import EventCorrected, EventRetracted
from casefile.law.fact import AMENDING
from casefile.web.forms import form_of
from casefile.web.posted import body_of
from casefile.web.saying import ChangeShown, turned
from casefile.words.when.kept import EFFECTIVE

MOST = 3  # changes that are said in one line


def in_short(target: EventTold, changes: Sequence[ChangeShown], reason: str) -> str:
    """Return what a correction did in one line: of which event, what it was and is, and why."""
    said = "; ".join(
        f"{'' if one.name == EFFECTIVE else f'{one.label.lower()} '}"
        f"{one.before} \N{RIGHTWARDS ARROW} {one.after}"
        for one in changes[:MOST]
    )
    more = f"; and {len(changes) - MOST} more" if len(changes) > MOST else ""
    why = f", because {reason}" if reason else ""
    return f"\N{NUMERO SIGN} {target.position} corrected: {said}{more}{why}"


def changes_of(event: StoredEvent) -> list[ChangeShown]:
    """Return what a correction changed of its event, as that stood right before it."""
    if event.type != EventCorrected.tag:
        return []
    target = msgspec.json.decode(event.data)["target"]
    try:
        stood, stands = (
            log.in_full(office(), target, known_at=f"@{event.position - before}")
            for before in (1, 0)
        )
    except Unknown:  # both were recorded at once
        return []
    if stood.type in AMENDING or CATALOGUE[stood.type].of_office:
        return []
    bodies = [body_of(one.as_corrected or one) for one in (stood, stands)]
    return turned(form_of(stood.type), stood.matter_id, *bodies)


def reason_of(event: StoredEvent) -> str:
    """Return why an event corrects another one, or takes it back."""
    match decode(event.type, event.schema_version, event.data):
        case EventCorrected(reason=reason):
            return reason or ""
        case EventRetracted(reason=reason, explanation=explanation):
            return f"{reason.label}: {explanation}" if explanation else reason.label
    return ""
