"""The page of a party: how it stands on each track, as of any day, as known at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from flask import redirect, request

from casefile.answers.glossary import Glossary
from casefile.answers.people.stances import in_words
from casefile.answers.standing import differences, evidence, status, turns
from casefile.answers.standing.differences import Differences
from casefile.answers.standing.status import PartyStatus
from casefile.auth.roles import Role
from casefile.door import office
from casefile.law.codes import Track
from casefile.law.status import FlagRaised, ItemStatus, PossibleStates, TrackStatus
from casefile.web.moment import Moment, known_words, read_moment
from casefile.web.names import names_of
from casefile.web.pages import needs, page, routes
from casefile.web.slider import day_at, slider_of
from casefile.web.words import here

THINGS = {Track.CRIMINAL: "charges", Track.CIVIL: "claims", Track.REGULATORY: "citations"}
MOST_ITEMS = 25  # on a page
MOST_MATTERS = 8  # that are named below the party
MOST_DIFFERENCES = 12
MOST_EVIDENCE = 6  # events that an item names before it points to all of them


class ItemShown(NamedTuple):
    """An item with what is said of it alone."""

    item: ItemStatus
    possible: Sequence[PossibleStates]
    flags: Sequence[FlagRaised]


class TrackShown(NamedTuple):
    """A track with some of its items; `others` are flags on items that are not among them."""

    name: str
    track: TrackStatus
    items: Sequence[ItemShown]
    others: Sequence[FlagRaised]
    begins: int
    ends: int

    @property
    def blocks(self) -> list[list[ItemShown]]:
        """Return the items that are shown, the parts of each together."""
        by_item = groupby(self.items, key=lambda one: (one.item.matter_id, one.item.item_id))
        return [list(parts) for _, parts in by_item]

    @property
    def number(self) -> int:
        """Return how many items there are, each with all its parts counted once."""
        return len({(one.matter_id, one.item_id) for one in self.track.by_then})


class Compared(NamedTuple):
    """How a party stood by what was known at two moments, and in words when those are."""

    differences: Differences
    then: str
    later: str


@routes.get("/parties/<id:party_id>")
@needs(Role.AUDITOR)
def show_party(party_id: str) -> Any:
    """Show how a party stands."""
    if "slide" in request.args:  # the slider of a browser without scripts
        day = day_at(request.args.get("from", ""), request.args["slide"])
        return redirect(here(as_of=day, slide=None, **{"from": None}), 303)
    moment = read_moment()
    if moment.in_other_words:
        return redirect(here(**moment.address), 303)
    answer = status.of_party(office(), party_id, **moment.asked)
    told_by = {"known_at": f"@{answer.position}"}
    party_turns = turns.of_party(office(), party_id, **told_by)
    slider = slider_of(party_turns.turns, date.fromisoformat(answer.as_of))
    near = slider.listed if slider else ()
    begins = _begins()
    tracks = [_shown(name, track, begins) for name, track in answer.tracks.each()]
    rests = (name for one in tracks for name in _rests_on(one))
    every = (one.item for shown in tracks for one in shown.items)
    differs = (moment.known_at or moment.beside) and not moment.errors
    compared = _compared(answer, moment) if differs else None
    return page(
        "party.html",
        422 if moment.errors else 200,
        answer=answer,
        compared=compared,
        errors=moment.errors,
        learned_on=party_turns.learned_on,
        moment=moment,
        names=_names(answer, every, compared),
        most=MOST_EVIDENCE,
        things=THINGS,
        most_items=MOST_ITEMS,
        most_matters=MOST_MATTERS,
        slider=slider,
        stances=in_words(answer.stances),
        told=evidence.told(office(), rests, **told_by).by_id,
        tracks=tracks,
        turned=turns.in_words(office(), party_id, near, **told_by) if near else {},
    )


def _compared(answer: PartyStatus, moment: Moment) -> Compared:
    """Return how an answer differs from that of the other moment, or of now."""
    party_id = answer.party.party_id
    other = status.of_party(office(), party_id, as_of=answer.as_of, known_at=moment.beside)
    said = known_words(moment.known_at), known_words(moment.beside)
    then, later = said if answer.position <= other.position else reversed(said)
    found = differences.of_party(office(), answer, other, most=MOST_DIFFERENCES)
    return Compared(found, then, later)


def _names(answer: PartyStatus, items: Iterable[ItemStatus], compared: Compared | None) -> Glossary:
    """Return what is called how on the page."""
    shown = list(items)
    differing = compared.differences.first if compared else ()
    keys = {(one.matter_id, one.item_id) for one in shown}
    keys |= {(one.matter_id, one.item_id) for one in differing}
    attached = {(one.matter_id, one.attaches_to) for one in shown if one.attaches_to}
    in_matters = [one.matter_id for one in (answer.party.matters or ())[:MOST_MATTERS]]
    in_matters += [one.matter_id for one in answer.stances]
    return names_of(
        parties=[answer.party.party_id],
        matters={*in_matters, *(matter_id for matter_id, _ in keys)},
        items=keys | attached,
        as_of=answer.as_of,
        about=(answer.party.party_id, *(answer.party.merged or ())),
    )


def _begins() -> int:
    text = request.args.get("items", "")
    return int(text) - 1 if text.isdecimal() and int(text[:6]) > 0 else 0


def _shown(name: str, track: TrackStatus, begins: int) -> TrackShown:
    """Return a page of a track's items, each with what is said of it."""
    every = track.by_then
    some = every[begins : begins + MOST_ITEMS]
    possible: dict[tuple[str, str], list[PossibleStates]] = {}
    flags: dict[tuple[str, str], list[FlagRaised]] = {}
    for maybe in track.possible:
        possible.setdefault((maybe.matter_id, maybe.item_id), []).append(maybe)
    for flag in track.flags:
        flags.setdefault((flag.matter_id, flag.item_id), []).append(flag)
    # What is said of an item is said of all its parts, so it stands behind the last of them.
    last = {(one.matter_id, one.item_id): place for place, one in enumerate(some)}
    shown = []
    for place, item in enumerate(some):
        key = item.matter_id, item.item_id
        is_last = last[key] == place
        said = (possible.pop(key, ()), flags.pop(key, ())) if is_last else ((), ())
        shown.append(ItemShown(item, *said))
    of_items = {(one.matter_id, one.item_id) for one in every}
    others = [one for key, its in flags.items() if key not in of_items for one in its]
    return TrackShown(name, track, shown, others, begins, begins + len(some))


def _rests_on(shown: TrackShown) -> Iterator[str]:
    """Yield the ids of the events that are named beside what is shown of a track."""
    for one in shown.items:
        yield from one.item.evidence[: None if one.item.has_sentence else MOST_EVIDENCE]
        for maybe in one.possible:
            yield from maybe.evidence[:MOST_EVIDENCE]
        for flag in one.flags:
            yield from flag.events[:MOST_EVIDENCE]
    for flag in shown.others:
        yield from flag.events[:MOST_EVIDENCE]
