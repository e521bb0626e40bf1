"""The page of a matter: who is in it, how its items stand, what happened and what is ahead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from flask import Response, redirect, request

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterView
from casefile.answers.facts import chronicle, course
from casefile.answers.facts.chronicle import Audience
from casefile.answers.facts.course import CourseFilters
from casefile.answers.standing import evidence
from casefile.auth.roles import Role
from casefile.door import Room, belongs_in, document, office
from casefile.errors import Malformed, Misfit
from casefile.event import SourceKind
from casefile.law.catalogue import posted_types
from casefile.web import days
from casefile.web.due import read_due
from casefile.web.moment import read_moment
from casefile.web.names import names_of
from casefile.web.offered import sole_accused
from casefile.web.pages import needs, page, routes
from casefile.web.words import here

MOST_ENTRIES = 50  # on a page
MOST_PARTIES = 60
MOST_ITEMS = 40
DAYS = ("first", "last")  # between which what happened is shown
FAMILIES = {tag.partition(".")[0] for tag, _ in posted_types()} - {"event"}  # which amends others
KINDS = tuple(sorted(one for one in FAMILIES if one.removesuffix("s") not in FAMILIES - {one}))


@routes.get("/matters/<id:matter_id>")
@needs(Role.AUDITOR)
def show_matter(matter_id: str) -> Any:
    """Show a matter as of a day, as known at a moment."""
    moment = read_moment()
    if moment.in_other_words:
        return redirect(here(**moment.address), 303)
    answer = matters.view(office(), matter_id, **moment.asked)
    known = {"known_at": f"@{answer.position}"}
    typed = {name: request.args.get(name, "").strip() for name in course.FILTERS}
    wanted, errors = _wanted(typed)
    errors = list(moment.errors) or errors  # without a day there is nothing to choose of
    names = names_of(
        matters=(one.matter_id for one in answer.related),
        items=_items(answer),
        parties=_people(answer),
        as_of=answer.as_of,
        about=sole_accused(answer),
        **known,
    )
    return page(
        "matter.html",
        422 if errors else 200,
        answer=answer,
        blocks=[
            list(parts)
            for _, parts in groupby(answer.by_then[:MOST_ITEMS], key=lambda one: one.item_id)
        ],
        course=course.page(
            office(),
            matter_id,
            wanted,
            as_of=moment.asked.get("as_of"),
            **known,
            after=request.args.get("after") or None,
            limit=MOST_ENTRIES,
        ),
        due=read_due(
            date.fromisoformat(answer.as_of), matter_id=matter_id, known_at=known["known_at"]
        ),
        errors=errors,
        kinds=KINDS,
        limits={"of_parties": MOST_PARTIES, "of_items": MOST_ITEMS},
        moment=moment,
        names=names,
        sources=tuple(SourceKind),
        told=evidence.told(office(), _rests_on(answer), **known).by_id,
        typed=typed,
        wanted=wanted,
    )


@routes.get("/matters/<id:matter_id>/chronology.<format:kind>")
@belongs_in(Room.DOCUMENTS)
@needs(Role.AUDITOR)
def send_matter_document(matter_id: str, kind: str) -> Response:
    """Send a matter's chronology as a document, for the court or for the office."""
    return document(chronicle.of_matter(office(), matter_id, **_asked()), kind)


@routes.get("/parties/<id:party_id>/chronology.<format:kind>")
@belongs_in(Room.DOCUMENTS)
@needs(Role.AUDITOR)
def send_party_document(party_id: str, kind: str) -> Response:
    """Send a party's chronology as a document, for the court or for the office."""
    return document(chronicle.of_party(office(), party_id, **_asked()), kind)


def _wanted(typed: Mapping[str, str]) -> tuple[CourseFilters, list[Misfit]]:
    """Return which facts are asked for, and what of that cannot be read."""
    read: dict[str, str | None] = {name: text or None for name, text in typed.items()}
    errors: list[Misfit] = []
    for name in DAYS:
        try:
            read[name] = days.read(typed[name], name, past=True) if typed[name] else None
        except Malformed as error:
            errors += error.errors
            read[name] = None
    return CourseFilters(**read), errors


def _asked() -> dict[str, Any]:
    """Return what a document is asked for; raises Malformed."""
    moment = read_moment()
    moment.check()
    given = request.args.get("audience", Audience.COURT.value)
    if given not in set(Audience):
        raise Malformed(f"A document is for no {given!r}.", code="document.audience")
    return {"audience": Audience(given), **moment.asked}


def _items(answer: MatterView) -> Iterator[tuple[str, str]]:
    """Yield the items that are named on the page."""
    for item in answer.by_then[:MOST_ITEMS]:
        yield item.matter_id, item.item_id
        if item.attaches_to:
            yield item.matter_id, item.attaches_to


def _people(answer: MatterView) -> Iterator[str]:
    """Yield whoever is named on the page, who may be no party of the matter."""
    yield from (party.party_id for one in answer.by_then for party in one.parties)
    yield from (one.for_ for one in answer.counsel)
    if answer.matter and answer.matter.for_:
        yield answer.matter.for_


def _rests_on(answer: MatterView) -> Iterator[str]:
    """Yield the ids of the events that are named beside what is shown of a matter."""
    for item in answer.by_then[:MOST_ITEMS]:
        yield from item.evidence[: None if item.has_sentence else 3]
    for maybe in answer.possible[:MOST_ITEMS]:
        yield from maybe.evidence[:3]
    for flag in answer.flags[:MOST_ITEMS]:
        yield from flag.events[:3]
