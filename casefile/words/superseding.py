"""Superseding: which of two charges of one name is the older, and which takes its place."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.answers import log, matters
from casefile.answers.asking import Asking
from casefile.answers.meant import Meant
from casefile.errors import Candidate

FIRST, LAST = "the one that was recorded first", "the one that was recorded last"
PLACES = {"old": (0, FIRST), "new": (-1, LAST)}  # of the fields, the place of two charges in time
TWO = 2


def of_two(
    asking: Asking, matter_id: str, field: str, candidates: Sequence[Candidate]
) -> Meant | None:
    """Return the older or the newer of two charges, as a field says; None where it says neither."""
    ids = {one.id for one in candidates}
    if field not in PLACES or len(candidates) != TWO:
        return None
    filed = {
        log.in_full(asking, one.evidence[0]).position: one.item_id
        for one in matters.view(asking, matter_id).items
        if one.item_id in ids and one.evidence
    }
    if len(filed) != TWO:
        return None
    place, said = PLACES[field]
    return Meant(filed[sorted(filed)[place]], said)
