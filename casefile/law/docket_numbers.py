"""Docket numbers: each that a matter has had, by its time: renumbered, transferred, removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from casefile.law.events.matter import MatterDocketNumberAssigned, MatterOpened
from casefile.law.fact import Fact, in_effect


class Numbered(NamedTuple):
    """A docket number of a matter, at which court, and the fact since when it has it."""

    docket_no: str
    court_id: str
    fact: Fact


def docket_numbers(matter_id: str, facts: Iterable[Fact]) -> list[Numbered]:
    """Return the docket numbers of a matter in the order of their time.

    One that another takes the place of from its very day, and that comes back, is told once.
    """
    found: list[Numbered] = []
    court_id = ""
    own = in_effect(fact for fact in facts if fact.matter_id == matter_id)
    for fact in sorted(own, key=_in_order):
        match fact.data:
            case (
                MatterOpened(docket_no=number, court_id=court)
                | MatterDocketNumberAssigned(docket_no=number, court_id=court)
            ):
                court_id = court or court_id
                if number and (not found or found[-1].docket_no != number):
                    found.append(Numbered(number, court_id, fact))
    passing = {
        place
        for place, (one, other) in enumerate(pairwise(found))
        if one.fact.when.text == other.fact.when.text
        and any(later.docket_no == one.docket_no for later in found[place + 1 :])
    }
    return [one for place, one in enumerate(found) if place not in passing]


def _in_order(fact: Fact) -> tuple[date, bool]:
    """Return what orders facts by their day, the opening of the matter first."""
    return fact.bounds(None)[1], not isinstance(fact.data, MatterOpened)
