"""Charges by what they are for: the items whose words say what somebody is looking for."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import and_, func, select

from casefile.answers.asking import Asking
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.parties import described_each
from casefile.answers.searching import keys_of
from casefile.answers.standing.status import item_of
from casefile.law.edtf import LAST_DAY
from casefile.law.item import Item
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.search_keys import ITEM, without_counts
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
    """Return the first items on record that have these words in what they are for.

    A word may be the beginning of theirs, whatever its case and accents; each of them counts. The
    number of a count is looked for as it is, like count 2.
    """
    with asking.gate() as at:
        sought = without_counts(words)
        keyed = keys_of(ITEM, ("matter_id", "subject_id"), sought, at.position)
        some = keyed.distinct().order_by(*keyed.selected_columns).limit(check_limit(limit))
        found = some.subquery()
        of_key = and_(
            item_spans.c.matter_id == found.c.matter_id,
            item_spans.c.item_id == found.c.subject_id,
        )
        columns = item_spans.c["matter_id", "item_id", "track", "party_id"]
        query = (
            select(*columns, func.min(item_spans.c.detail))
            .join_from(found, item_spans, of_key)
            .where(
                known_at(item_spans, at.position),
                item_spans.c.basis == RECORD,
                item_spans.c.party_id != "",  # what nobody has filed is nobody's
                item_spans.c.certainty == CERTAIN,
                item_spans.c.valid_to == LAST_DAY.isoformat(),
            )
            .group_by(*columns)
            .order_by(*item_spans.c["matter_id", "item_id", "party_id"])
            .limit(limit)
        )
        rows = [tuple(row) for row in at.connection.execute(query)]
        # Of somebody whose item it is not any more it says nothing.
        told = {row[:2]: what for row in rows if (what := _what(item_of(row[4])))}
        named = {one.party_id: one for one in described_each(at, [row[3] for row in rows])}
    return [
        ItemFound(
            matter_id=matter_id,
            item_id=item_id,
            track=track,
            what=told.get((matter_id, item_id), item_id),
            party_id=party_id,
            name=named[party_id].name or party_id,
        )
        for matter_id, item_id, track, party_id, _ in rows
    ]


def _what(item: Item) -> str:
    """Return what an item is for, and which count it is."""
    about, count_no = "; ".join(item.about), item.detail.get("count_no")
    return f"{about} (count {count_no})" if about and count_no else about
