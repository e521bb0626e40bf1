"""Charges by what they are for: the items whose words say what somebody is looking for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import func, select

from casefile.answers.asking import Asking
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.parties import described_each
from casefile.answers.status import item_of
from casefile.law.edtf import LAST_DAY
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at


class ItemFound(Struct, frozen=True, kw_only=True):
    """An item of a party: what it is for, and whose it is."""

    matter_id: str
    item_id: str
    track: str
    what: str
    party_id: str
    name: str


def find(asking: Asking, words: str, *, limit: int = LIMIT) -> Sequence[ItemFound]:
    """Return the first items on record with these words in what they are for."""
    with asking.gate() as at:
        query = (
            select(
                item_spans.c.matter_id,
                item_spans.c.item_id,
                item_spans.c.track,
                item_spans.c.party_id,
                func.min(item_spans.c.detail),
            )
            .where(
                known_at(item_spans, at.position),
                item_spans.c.basis == RECORD,
                item_spans.c.certainty == CERTAIN,
                item_spans.c.valid_to == LAST_DAY.isoformat(),
                item_spans.c.detail.icontains(words, autoescape=True),
            )
            .group_by(*item_spans.c["matter_id", "item_id", "track", "party_id"])
            .order_by(*item_spans.c["matter_id", "item_id", "party_id"])
            .limit(check_limit(limit) * 4)
        )
        rows = [tuple(row) for row in at.connection.execute(query)]
        hits = [
            (row, what) for row in rows if words.casefold() in (what := _what(row[-1])).casefold()
        ][:limit]
        named = {one.party_id: one for one in described_each(at, [row[3] for row, _ in hits])}
    return [
        ItemFound(
            matter_id=matter_id,
            item_id=item_id,
            track=track,
            what=what,
            party_id=party_id,
            name=named[party_id].name or party_id,
        )
        for (matter_id, item_id, track, party_id, _), what in hits
    ]


def _what(detail: str) -> str:
    """Return what an item is for, in the words of its filing, and its statute."""
    said = item_of(detail).detail
    found = [said.get(name) for name in ("offense", "cause", "regulation", "statute")]
    flat = [", ".join(one) if isinstance(one, list | tuple) else one for one in found if one]
    return "; ".join(map(str, flat))
