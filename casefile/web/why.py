"""Why: the events that an answer rests on, one event with all that is known of it, and the log."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import Any

from flask import request

from casefile.answers.record import log, logged
from casefile.answers.record.log import StoredEvent
from casefile.answers.record.sought import Sought
from casefile.answers.standing import evidence, status
from casefile.auth import people
from casefile.auth.roles import Role
from casefile.door import office
from casefile.errors import Unknown
from casefile.event import TYPED
from casefile.law.catalogue import CATALOGUE, decode, store
from casefile.law.fact import AMENDING
from casefile.web.amended import changes_of, in_short, reason_of
from casefile.web.filters import Filters
from casefile.web.forms import form_of
from casefile.web.moment import read_moment
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes
from casefile.web.posted import as_posted
from casefile.web.saying import SaidField, said_of

MOST_EVENTS = 50  # on a page
KINDS = tuple(sorted({*CATALOGUE, *(tag.partition(".")[0] for tag in CATALOGUE)}))
FILTERS = ("matter", "kind", "by", "on", "words")  # of the log, as its address has them


@routes.get("/parties/<id:party_id>/why/<id:matter_id>/<id:item_id>")
@needs(Role.AUDITOR)
def show_why(party_id: str, matter_id: str, item_id: str) -> Any:
    """Show every event that it rests on how an item stands, of each part of it by itself."""
    moment = read_moment()
    moment.check()
    answer = status.of_party(office(), party_id, **moment.asked)
    items = [
        one
        for _, track in answer.tracks.each()
        for one in track.every
        if (one.matter_id, one.item_id) == (matter_id, item_id)
    ]
    if not items:
        sentence = f"{item_id} of {matter_id} was no item of this party then."
        raise Unknown(sentence, code="item.unknown")
    begins, ends = (begun := _after()), begun + MOST_EVENTS
    rests = [(place, name) for place, one in enumerate(items) for name in one.evidence]
    some = rests[begins:ends]
    told = evidence.told(office(), (name for _, name in some), known_at=f"@{answer.position}").by_id
    return page(
        "why.html",
        answer=answer,
        begins=begins,
        count=len(rests),
        ends=begins + len(some),
        parts=[
            (items[place], [told[name] for _, name in its if name in told])
            for place, its in groupby(some, key=itemgetter(0))
        ],
        items=items,
        moment=moment,
        names=names_of(
            matters=(one.matter_id for one in told.values()),
            items=[(matter_id, item_id)],
            as_of=answer.as_of,
            about=(party_id, *(answer.party.merged or ())),
        ),
    )


@routes.get("/events/<id:event_id>")
@needs(Role.AUDITOR)
def show_event(event_id: str) -> Any:
    """Show an event: what it says, where it was read, who recorded it, and what amends it."""
    event = log.in_full(office(), event_id)
    amending = [one.event_id for one in event.corrections]
    data = json.loads(bytes(event.data))
    target = data["target"] if event.type in AMENDING else None
    told = evidence.told(office(), [event_id, *amending, *filter(None, [target])]).by_id
    corrected = event.as_corrected
    changes, reason = changes_of(event), reason_of(event)
    first = _said(event)
    return page(
        "event.html",
        amending=[told[name] for name in amending],
        changes=changes,
        heading=in_short(told[target], changes, reason) if changes and target in told else "",
        corrected=corrected,
        data=data,
        event=event,
        first={one.name: one.text for one in first},
        posted=as_posted(told.values()),
        reason=reason,
        said=_said(corrected) if corrected else first,
        stands=corrected or event,
        target=told.get(target or ""),
        typed=_typed_on(corrected or event),
        names=names_of(matters=[event.matter_id]),
        one=told[event_id],
        what=CATALOGUE[event.type].__doc__ if event.type in CATALOGUE else "",
    )


def _typed_on(event: StoredEvent) -> str:
    """Return when the words for the day of an event were typed; nothing where a source has them."""
    said = event.resolution or ""
    return said.partition(", and read as")[0] if said.startswith(TYPED) else ""


def _said(event: StoredEvent) -> list[SaidField]:
    """Return the fields of an event in words; none of one that amends, or that no door takes."""
    if event.type in AMENDING or CATALOGUE[event.type].of_office:
        return []
    data = store(decode(event.type, event.schema_version, event.data))
    return said_of(form_of(event.type), event.matter_id, data)


@routes.get("/log")
@needs(Role.AUDITOR)
def show_log() -> Any:
    """Show the log, the newest first, or only what filters let through."""
    filters = Filters.read(*FILTERS)
    typed, on, matter_id = filters.typed, filters.day("on", past=True), filters.matter()
    found = logged.page(
        office(),
        Sought(
            type=typed["kind"] or None,
            recorded_by=_recorder(typed["by"]),
            recorded_first=on,
            recorded_last=on,
            words=typed["words"] or None,
        ),
        matter_id=matter_id,
        before=int(text) if (text := request.args.get("before", "")).isdecimal() else None,
        limit=MOST_EVENTS,
    )
    return page(
        "log.html",
        422 if filters.errors else 200,
        errors=filters.errors,
        filters=filters,
        found=found,
        kinds=KINDS,
        names=names_of(matters=(one.matter_id for one in found.events)),
        posted=as_posted(found.events),
    )


@routes.get("/log/<number:position>")
@needs(Role.AUDITOR)
def show_number(position: int) -> Any:
    """Show the event with this number."""
    return show_event(logged.event_at(office(), position))


def _recorder(typed: str) -> str | None:
    """Return who is meant by a part of a name, where that is one person; or else what was typed."""
    every = [one.user.name for one in people.everybody(office().database)]
    found = [one for one in every if typed.casefold() in one.casefold()]
    return found[0] if typed and len(found) == 1 and typed not in every else typed or None


def _after() -> int:
    text = request.args.get("after", "")
    return int(text[:6]) if text.isdecimal() else 0
