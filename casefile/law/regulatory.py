"""The regulatory lifecycle: the states of a citation, how exposed each leaves one, how it reads.

The states are those of the Occupational Safety and Health Act (29 U.S.C. 658 to 660), which other
agencies' proceedings resemble.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import to_builtins

from casefile.law.codes import Track
from casefile.law.fields import Money
from casefile.law.item import NONE, Item, appeal_label, lifecycle
from casefile.law.refusals import WrongState

CITED = "cited"
CONTESTED = "contested"
LITIGATED = "litigated"
SETTLED_PENDING_APPROVAL = "settled_pending_approval"
SETTLED = "settled"
WITHDRAWN = "withdrawn"
FINAL = "final"
OPEN = (CITED, CONTESTED, LITIGATED)
ENDED_ON_TERMS = (SETTLED, SETTLED_PENDING_APPROVAL, FINAL)
PAID, PAID_IN_PART = "paid", "paid in part"
# What a settlement or a final order fixes, beside what was issued.
TERMS = ("classification", "penalty")
STATE_LABELS = {
    LITIGATED: "in litigation",
    SETTLED_PENDING_APPROVAL: "settled pending approval",
}


def citation_label(item: Item, on: date) -> str:
    """Return a citation's state in the law office's words, with its terms once they are fixed."""
    del on
    label = STATE_LABELS.get(item.state, item.state.replace("_", " "))
    if item.state in ENDED_ON_TERMS:
        label += terms_label(item)
    steps = [label, *item.marks]
    steps += appeal_label(item)
    return "; ".join(steps)


def terms_label(item: Item) -> str:
    """Return the penalty, a new classification, and what was proposed where that was another."""
    classified, penalty = _known_terms(item)
    proposed = _known_terms(item, "issued_")
    reclassified = classified and _class(classified) != _class(proposed[0])
    label = f", classified {classified}" if reclassified else ""
    label += f", penalty {penalty}" if penalty else ""
    other = (reclassified and proposed[0]) or (penalty and proposed[1] not in ("", penalty))
    return f"{label} (proposed: {', '.join(filter(None, proposed))})" if other else label


def _known_terms(item: Item, prefix: str = "") -> tuple[str, str]:
    """Return classification and penalty in words, "" for each that is not known."""
    classification, penalty = (item.detail.get(f"{prefix}{name}") for name in TERMS)
    known = classification if classification != "unknown" else None
    return known or "", Money(**penalty).label if penalty else ""


def _class(classification: str) -> str:
    """Return a classification without a note in brackets, which makes no other class of it."""
    return classification.partition("(")[0].strip().casefold()


def with_terms(item: Item, terms: Mapping[str, Any]) -> Item:
    """Return the citation with other terms; where its penalty changes, another one was paid."""
    changed = item.having(detail=terms)
    was, now = _known_terms(item)[1], _known_terms(changed)[1]
    return by_payments(changed.unmarked(PAID) if was and was != now else changed)


def by_payments(item: Item, more: Money | None = None) -> Item:
    """Return the citation as paid, or paid in part, where what is paid and what is due is known.

    What is due on a settlement that does not say is not known. Amounts of several currencies are
    not added up.
    """
    issued = None if "settlement_kind" in item.detail else item.detail.get("issued_penalty")
    due = item.detail.get("penalty") or issued
    paid = [Money(**one) for one in item.detail.get("payments", ())] + ([more] if more else [])
    item = item.having(detail={"payments": to_builtins(paid) or None})
    if not (due and paid) or {one.currency for one in paid} != {Money(**due).currency}:
        return item.unmarked(PAID_IN_PART)
    in_part = sum(Decimal(one.amount) for one in paid) < Decimal(due["amount"])
    off, on = (PAID, PAID_IN_PART) if in_part else (PAID_IN_PART, PAID)
    return item.unmarked(off).marked(on)


REGULATORY = lifecycle(
    track=Track.REGULATORY,
    open=frozenset(OPEN),
    exposure=(
        (FINAL,),
        (SETTLED_PENDING_APPROVAL, LITIGATED, CONTESTED),
        (CITED,),
        (SETTLED,),
        (WITHDRAWN,),
        (NONE,),
    ),
    unfiled=WrongState,
    barred={},
    label=citation_label,
)
