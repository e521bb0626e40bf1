"""Choosing: what can be recorded, of a charge, claim or citation, and of a matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from flask import Response, request, url_for

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem, MatterView
from casefile.answers.meaning.meant_entries import ids_taken
from casefile.answers.standing import fitting, status
from casefile.answers.standing.fitting import Fitting, Way
from casefile.auth.roles import Role
from casefile.door import office
from casefile.law.catalogue import CATALOGUE, OWN_SUBJECTS
from casefile.law.civil import CLAIMANT
from casefile.law.codes import Track
from casefile.law.item import NONE
from casefile.web.forms import PARTIES, form_of
from casefile.web.offered import items_of, party_names, track_of
from casefile.web.pages import needs, page, routes, to

# How kinds are called that have no word of ours.
THINGS = {"item": "charge, claim or citation", "retention": "evidence kept"}
# Families of types, those first that are recorded most often.
OFTEN = (
    *("charge", "claim", "citation", "party", "hearing", "deadline"),
    *("document", "motion", "docket", "counsel", "official", "note"),
)


class PartShown(NamedTuple):
    """An item, or a part of it: whose it is, how it stands, and what can follow there.

    `only` are those whom what happens to this part alone is about.
    """

    whose: str
    label: str
    types: Sequence[Fitting]
    only: Sequence[str] = ()

    @property
    def ways(self) -> list[tuple[Way, list[Fitting]]]:
        """Return the types that can follow, by where they take the item."""
        found: dict[Way, list[Fitting]] = {}
        for one in self.types:
            if one.way:
                found.setdefault(one.way, []).append(one)
        return list(found.items())

    def fields(self, tag: str) -> dict[str, Sequence[str]]:
        """Return what is filled in of a form because of the part from which it is chosen."""
        names = {one.name for one in form_of(tag).data.fields}
        return {f"data.{PARTIES}": self.only} if self.only and PARTIES in names else {}


@routes.get("/post")
@needs(Role.PARALEGAL)
def choose() -> Any:
    """Show what can be recorded: on an item what is legal now, and what a matter takes."""
    matter_id, party_id = request.args.get("matter"), request.args.get("party")
    if matter_id is None:
        return _choose_matter(party_id)
    view = matters.view(office(), matter_id)
    item_id = request.args.get("item")
    every = items_of(view)
    shown: dict[str, Any] = {"view": view, "every": every, "item_id": item_id, "party_id": party_id}
    if item_id:
        return page("choose_of_item.html", parts=_parts(view, item_id), **shown)
    own, others = _by_track(track_of(view))
    lacking = _lacking(view)
    types = [_with_why(one, lacking) for one in own]
    standing = {one: [part for part in view.items if part.item_id == one] for one in every}
    alone = _parts(view, *every) if len(view.items) == 1 else []
    return page(
        "choose.html",
        families=_families([one for one in types if one.fits]),
        not_yet=[one for one in types if not one.fits],
        others=_families(others),
        standing={
            one: [_part(part, view) for part in parts]
            for one, parts in _own_first(standing, party_id).items()
        },
        alone=alone,
        **shown,
    )


def _parts(view: MatterView, item_id: str) -> list[PartShown]:
    """Return the parts of an item with what can follow on each; raises Unknown."""
    fits = fitting.on_item(office(), view.matter_id, item_id)
    parts = [one for one in view.items if one.item_id == item_id]
    ids = [{party.party_id for party in one.parties} for one in parts]
    everywhere = set.intersection(*ids)
    return [
        _part(one, view, fit.types)._replace(only=sorted(its - everywhere))
        for one, its, fit in zip(parts, ids, fits, strict=True)
    ]


def _part(item: MatterItem, view: MatterView, types: Sequence[Fitting] = ()) -> PartShown:
    """Return how an item stands: of a claim as it stands to its claimants."""
    claimants = [one for one in item.parties if one.side == CLAIMANT]
    names = party_names(view)
    whose = ", ".join(names[one.party_id] for one in claimants or item.parties)
    return PartShown(whose, "nothing on record" if item.state == NONE else item.label, types)


def _own_first(
    standing: Mapping[str, list[MatterItem]], party_id: str | None
) -> dict[str, list[MatterItem]]:
    """Return items by their ids, those of a party before all others."""

    def is_other(item_id: str) -> bool:
        whose = {party.party_id for one in standing[item_id] for party in one.parties}
        return party_id not in whose

    return {one: standing[one] for one in sorted(standing, key=is_other)}


def _by_track(track: Track | None) -> tuple[list[Fitting], list[Fitting]]:
    """Return the types that a matter of a track takes, and those of other tracks."""
    every = [(one, CATALOGUE[one.type].track) for one in fitting.of_matters()]
    own = [one for one, its in every if None in (track, its) or its == track]
    return own, [one for one, _ in every if one not in own]


def _lacking(view: MatterView) -> dict[str, str]:
    """Return of which kinds of things a matter has none yet, each with how that is said."""
    there = {"party": bool(view.parties), "item": bool(view.items)}
    there |= {kind: bool(ids_taken(office(), view.matter_id, kind)) for kind in OWN_SUBJECTS}
    words = {kind: THINGS.get(kind, kind) for kind, some in there.items() if not some}
    return {kind: f"There is no {word} in it yet." for kind, word in words.items()}


def _with_why(one: Fitting, lacking: Mapping[str, str]) -> Fitting:
    """Return a type with what its matter lacks for it."""
    why = " ".join(lacking[kind] for kind in sorted(form_of(one.type).needs() & lacking.keys()))
    return msgspec.structs.replace(one, fits=not why, why=why)


def _families(types: Sequence[Fitting]) -> list[tuple[str, list[Fitting]]]:
    """Return types by the families of their names, those first that are recorded most often."""
    found: dict[str, list[Fitting]] = {}
    for one in types:
        found.setdefault(one.type.partition(".")[0], []).append(one)
    places = {family: place for place, family in enumerate((*OFTEN, *sorted({*found} - {*OFTEN})))}
    return sorted(found.items(), key=lambda one: places[one[0]])


def _choose_matter(party_id: str | None) -> Response:
    """Show the matters in which something can be recorded, or those of a party."""
    party = status.of_party(office(), party_id).party if party_id else None
    names = [one.matter_id for one in party.matters or ()] if party else None
    if names is not None and len(names) == 1:
        return to(url_for("web.choose", matter=names[0], party=party_id))
    found = matters.page(office())
    shown = [one for one in found.matters if names is None or one.matter_id in names]
    return page("choose_matter.html", matters=shown, party=party, more=found.next)
