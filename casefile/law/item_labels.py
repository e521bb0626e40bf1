"""Item labels: how an item reads as it stands, with where it was sent on and whom it is against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casefile.law.civil import (
    ACTING,
    CLAIMANT,
    JUDGMENT,
    SETTLED,
    SETTLED_PENDING_APPROVAL,
    TRANSFERRED,
    VACATED,
)
from casefile.law.criminal import MOVED, REJECTED, SUPERSEDED
from casefile.law.item import DISMISSED, LIFECYCLES, NONE, Item
from casefile.law.placeholders import item_from, party_in

GONE = (SUPERSEDED, MOVED, TRANSFERRED)
REFILED = "refiled"
PERHAPS_REFILED = "perhaps_refiled_label"  # as what, where nothing says so for sure
ENHANCEMENT = "enhancement"
NAMED = 2  # of several items in which one goes on


def item_label(matter_id: str, track: str, item: Item, on: date, party_id: str = "") -> str:
    """Return how an item of a matter reads by itself, with where it was sent on, and whom against.

    Of an enhancement it is said what it enhances. Whom an item is against is said where it stands
    otherwise against others, and for whom a judgment is where that is the party as whose it is
    told.
    """
    if party_id and item.state == JUDGMENT:
        item = item.having(detail={"judgment_for_whom": party_in(matter_id, party_id)})
    said = _item_label(matter_id, track, item, on)
    if item.kind == ENHANCEMENT and item.state != NONE:
        charge = f"{matter_id}/{item.attaches_to}"
        return f"{said}; enhances {item_from(matter_id, charge)}" if item.attaches_to else said
    if not item.opposite or item.state == NONE:
        return said
    others = joined(party_in(matter_id, one) for one in item.opposite)
    if item.side != CLAIMANT:
        return f"{said} (on the claim of {others})"
    if item.state in (SETTLED, SETTLED_PENDING_APPROVAL):
        return f"{said} (with {others})"
    if item.state == JUDGMENT and item.detail.get("judgment_for") != CLAIMANT:
        return f"{said} (in favor of {others})"
    if item.state == VACATED:
        return f"{said} (on the claim against {others})"
    acting = ACTING.get(item.state) if not (item.marks or item.appeals) else None
    return f"{said} {acting} {others}" if acting else f"{said} (against {others})"


def _item_label(matter_id: str, track: str, item: Item, on: date) -> str:
    if item.state == NONE and "substituted_by" in item.detail:
        by, since = item.detail["substituted_by"], item.detail["substituted_on"]
        return f"substituted by {party_in(matter_id, by)} on {since}"
    if item.state == NONE and "takes_place_of" in item.detail:
        of, since = item.detail["takes_place_of"], item.detail["substituted_on"]
        return f"none (takes the place of {party_in(matter_id, of)} on {since})"
    if item.state in GONE and (sent := sent_on(matter_id, item)):
        return sent if item.successors else f"{sent}; not followed here"
    label = LIFECYCLES[track].label(item, on)
    if is_refiled(item):
        label += f"; refiled as {onward(matter_id, item)}"
    elif perhaps := item.detail.get(PERHAPS_REFILED):
        label += f"; perhaps refiled as {perhaps}"
    return label


def is_refiled(item: Item) -> bool:
    """Tell whether an item that had ended was filed again."""
    return REFILED in item.marks and item.state in (DISMISSED, REJECTED)


def sent_on(matter_id: str, item: Item) -> str:
    """Return how an item was sent on, to where and when: "bound over to m2/c1 on 2026-02-01".

    "" stands for a transfer to nothing that is named.
    """
    named = onward(matter_id, item, item.since[1] if item.since else "")
    if item.state == SUPERSEDED:
        sent = f"superseded by {named}" if named else "superseded"
    elif item.state == MOVED:
        moved = item.detail.get("moved", {"how": "moved", "to": "another proceeding"})
        sent = f"{moved['how']} to {named}" if named else f"moved to {moved['to']}"
    elif named:
        sent = f"transferred to {named}"
    else:
        return ""
    return f"{sent} on {item.since[0]}" if item.since else sent


def onward(matter_id: str, item: Item, then: str = "") -> str:
    """Return what an item goes on in, as seen from its matter: two by name, and how many more.

    Each of them is an item of its own, which is told with the others. `then` is the day (ISO 8601)
    of which their names are: a charge that took the place of one may have been amended since.
    """
    named = [item_from(matter_id, key, then) for key in item.successors]
    more = len(named) - NAMED
    return f"{', '.join(named[:NAMED])} and {more} more" if more > 0 else joined(named)


def joined(names: Iterable[str]) -> str:
    """Return names in words, each of them."""
    return " and ".join(names)
