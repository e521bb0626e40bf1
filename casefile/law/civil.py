"""The civil lifecycle: the states of a claim, how exposed each leaves a party, how it reads."""

from datetime import date
from typing import Any

from casefile.law.codes import Track
from casefile.law.criminal import dismissal_label
from casefile.law.fields import Money
from casefile.law.item import (
    DISMISSED,
    IN_TRIAL,
    NONE,
    Item,
    appeal_label,
    lifecycle,
)
from casefile.law.refusals import WrongState
from casefile.law.rule_41 import DismissedHow

CLAIMANT = "claimant"  # the side of whoever claims
NEITHER = "neither"  # from which a claim is seen in its matter, where nobody looks at it
FILED = "filed"
SERVED = "served"
ANSWERED = "answered"
DEFAULTED = "defaulted"
JUDGMENT = "judgment"
SETTLED_PENDING_APPROVAL = "settled_pending_approval"
SETTLED = "settled"
DETERMINED = "determined"
TRANSFERRED = "transferred"
VACATED = "vacated"
DECIDED = (JUDGMENT, DETERMINED)
OPEN = (FILED, SERVED, ANSWERED, DEFAULTED, IN_TRIAL, VACATED)
STATE_LABELS = {
    DEFAULTED: "in default",
    SETTLED_PENDING_APPROVAL: "settled pending approval",
    TRANSFERRED: "transferred to another court",
    VACATED: "judgment vacated",
}
# How a claim stands to the claimant with others, who are served, answer and are in default.
ACTING = {
    FILED: "against",
    SERVED: "on",
    ANSWERED: "by",
    DEFAULTED: "against",
    IN_TRIAL: "against",
}
# What an item holds of the decision on it: all of it goes when that is taken back or overtaken.
DECISION = (
    "outcome",
    "judgment_for",
    "judgment_kind",
    "judgment_amount",
    "judgment_possession",
    "judgment_amended",
    "amount_vacated",
    "on_settlement",
)


def claim_label(item: Item, on: date) -> str:
    """Return a claim's state in the law office's words, for the side that the item is seen from."""
    steps = []
    if item.state in (SETTLED, SETTLED_PENDING_APPROVAL) or SETTLED in item.marks:
        state = SETTLED if item.state == DISMISSED else item.state
        steps += [
            settlement_label(STATE_LABELS.get(state, state), item.detail.get("settlement", {}))
        ]
    if item.state == DISMISSED:
        steps += [dismissal_label(item, on).replace(DISMISSED, _dismissed(item), 1)]
    elif item.state == JUDGMENT:
        steps += [judgment_label(item)]
    elif item.state == DETERMINED:
        steps += [f"determined: {item.detail.get('outcome')}"]
    elif item.state == DEFAULTED and item.side == CLAIMANT:
        steps += ["default entered"]
    elif not steps:
        steps += [STATE_LABELS.get(item.state, item.state.replace("_", " "))]
    steps += [mark for mark in item.marks if mark not in (SETTLED, "refiled")]
    steps += appeal_label(item)
    return "; ".join(steps)


def _dismissed(item: Item) -> str:
    """Return by whom a claim was dismissed, or that it was withdrawn."""
    if item.detail.get("dismissed_how") == DismissedHow.WITHDRAWAL:
        return "withdrawn"
    by = item.detail.get("dismissed_by")
    return f"{DISMISSED} by {by}" if by else DISMISSED


def is_won(item: Item) -> bool:
    """Tell whether whoever claims has a judgment for itself, or has settled."""
    if item.side != CLAIMANT:
        return False
    settled = item.state in (SETTLED, SETTLED_PENDING_APPROVAL) or SETTLED in item.marks
    return settled or (item.state == JUDGMENT and item.detail.get("judgment_for") == CLAIMANT)


def is_unpaid(item: Item) -> bool:
    """Tell whether a claim is settled for a sum of which nothing says that it was paid."""
    settled = item.state == SETTLED or (item.state == DISMISSED and SETTLED in item.marks)
    terms = item.detail.get("settlement") or {}
    return settled and "amount" in terms and "satisfied" not in item.marks


def settlement_label(state: str, terms: dict[str, Any]) -> str:
    """Return a settlement in words, with its amount where that is known.

    One sum for several claims is told as that, and is no claim's own.
    """
    label = f"{state}, {Money(**terms['amount']).label}" if "amount" in terms else state
    label += " for several claims together" if terms.get("in_all") else ""
    return f"{label} (confidential)" if terms.get("confidential") else label


def judgment_label(item: Item) -> str:
    """Return a judgment in words: for or against the side that the item is seen from, if any.

    One for the party as whose the item is told says who that is.
    """
    detail = item.detail
    outcome = "against"
    if detail.get("judgment_for") == item.side:
        outcome = " ".join(filter(None, ("for", detail.get("judgment_for_whom"))))
    if item.side == NEITHER:
        outcome = f"for the {detail.get('judgment_for')}"
    kind, amount = detail.get("judgment_kind"), detail.get("judgment_amount")
    named = ("judgment", "on the pleadings") if kind == "pleadings" else (kind, "judgment")
    parts = [" ".join(filter(None, (*named, outcome)))]
    parts += ["possession"] if "judgment_possession" in detail else []
    parts += [Money(**amount).label] if amount else []
    parts += ["amount vacated"] if amount_vacated(item) else []
    parts += ["amended"] if "judgment_amended" in detail else []
    label = ", ".join(parts)
    return f"{label} (on the settlement)" if "on_settlement" in detail else label


def amount_vacated(item: Item) -> bool:
    """Tell whether the judgment stands without its amount, which is to be fixed anew."""
    return "amount_vacated" in item.detail


CIVIL = lifecycle(
    track=Track.CIVIL,
    open=frozenset(OPEN),
    exposure=(
        ("judgment:against",),
        (SETTLED_PENDING_APPROVAL,),
        (IN_TRIAL,),
        (ANSWERED, DEFAULTED, VACATED),
        (SERVED,),
        (FILED,),
        (SETTLED,),
        (DETERMINED,),
        ("judgment:for",),
        (TRANSFERRED,),
        ("dismissed:refilable",),
        ("dismissed:unknown",),
        ("dismissed:barred",),
        (NONE,),
    ),
    unfiled=WrongState,
    barred={},
    label=claim_label,
)
