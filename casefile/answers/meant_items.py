"""Meant items: which charge, claim or citation of a matter somebody means by what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casefile.answers import matters
from casefile.answers.asking import Asking
from casefile.answers.matters import MatterItem
from casefile.answers.meant import Meant, hits, near, one_of
from casefile.errors import Unknown
from casefile.law.nearest import did_you_mean
from casefile.projections.names import name_key

# What of an item says what it is.
SAYS = ("offense", "cause", "statute", "agency", "standards", "classification")


def item(asking: Asking, matter_id: str, typed: str, *, track: str | None = None) -> Meant:
    """Return the item of a matter that a text means: its id, what it is, or its count.

    A track leaves out the items of other tracks. Raises Several or Unknown.
    """
    view = matters.view(asking, matter_id)
    if any(one.item_id == typed for one in view.items):
        return Meant(typed)
    who = {one.party_id: one.name for one in view.parties}
    told = {one.item_id: one for one in view.items if track in (None, one.track)}
    called = {
        item_id: [name_key(name) for name in _called(one, who)] for item_id, one in told.items()
    }

    def tell(some: Sequence[str]) -> Iterable[str]:
        return (_said(told[item_id], who) for item_id in some)

    if meant := one_of(typed, hits(typed, called), "items", tell):
        return meant
    likely = near(typed, called)
    said = [f"{one} ({what})" for one, what in zip(likely, tell(likely), strict=True)]
    sentence = f"There is no item {typed} in matter {matter_id}.{did_you_mean(said)}"
    raise Unknown(sentence, code="item.unknown")


def _called(one: MatterItem, who: Mapping[str, str]) -> Iterator[str]:
    """Yield what an item is called: what it is, its count, and these with its parties."""
    named = [str(part) for name in SAYS for part in _each(one.detail.get(name))]
    if count := one.detail.get("count_no"):
        named += [f"count {count}"]
    yield from named
    yield " ".join([*named, one.kind, *(who.get(party.party_id, "") for party in one.parties)])


def _each(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value] if value else ()


def _said(one: MatterItem, who: Mapping[str, str]) -> str:
    what = next((str(one.detail[name]) for name in SAYS if one.detail.get(name)), one.kind)
    parties = ", ".join(who.get(party.party_id, party.party_id) for party in one.parties)
    return f"{what} ({parties}), {one.label}" if parties else f"{what}, {one.label}"
