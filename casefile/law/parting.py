"""Parting: the pairs of a claim, told apart by the acts that concern some of its parties alone.

A claim stands between each claimant and each of those it is against (Fed. R. Civ. P. 54(b)). Pairs
that no act tells apart are one part of it and stand alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from casefile.law.civil import CLAIMANT
from casefile.law.fact import Fact

NOBODY = ""


class PartOf(NamedTuple):
    """Some pairs of an item that stand alike: their parties with their sides, and their facts.

    `name` tells the part from the others of its item; "" is the whole of it, which has no pairs.
    """

    name: str
    sides: Mapping[str, str]
    facts: Sequence[Fact]
    pairs: Sequence[tuple[str, str]] = ()


def parts_of(
    sides: Mapping[str, str],
    facts: Sequence[Fact],
    telling: Sequence[tuple[Fact, frozenset[str]]],
) -> list[PartOf]:
    """Return the parts of an item; one that is the whole of it where nothing tells pairs apart.

    `telling` are the facts that concern some of its parties alone, each with whom.
    """
    if not telling:
        return [PartOf("", sides, facts)]
    claimants = [one for one, side in sides.items() if side == CLAIMANT]
    others = [one for one, side in sides.items() if side != CLAIMANT]
    parts: dict[frozenset[str], list[tuple[str, str]]] = {}
    for pair in product(claimants or [NOBODY], others or [NOBODY]):
        left_out = frozenset(
            fact.event_id
            for fact, whom in telling
            if not (_concerns(whom, claimants, pair[0]) and _concerns(whom, others, pair[1]))
        )
        parts.setdefault(left_out, []).append(pair)
    if len(parts) == 1:
        return [PartOf("", sides, facts)]
    return [
        PartOf(
            ":".join(min(pairs)),
            {one: sides[one] for pair in pairs for one in pair if one},
            [fact for fact in facts if fact.event_id not in left_out],
            pairs,
        )
        for left_out, pairs in parts.items()
    ]


def _concerns(whom: frozenset[str], side: Iterable[str], one: str) -> bool:
    """Tell whether an act concerns a party: it names nobody of that side, or the party itself."""
    return one in whom or whom.isdisjoint(side)
