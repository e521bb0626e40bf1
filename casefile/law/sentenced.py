"""Sentenced: a charge with its sentence, or without the one that a court has taken back."""

from __future__ import annotations

from casefile.law.criminal import (
    ADJUDICATED,
    OF_SENTENCE,
    REVOKED,
    SENTENCE,
    SENTENCE_COMPLETED,
    SENTENCED,
)
from casefile.law.item import Item


def sentence_void(item: Item) -> Item:
    """Return the charge without its sentence, which a court has taken back."""
    gone = (*OF_SENTENCE, "deferral", "deferred_until", "awaiting")
    stood = item.put_aside(*gone) if has_sentence(item) or "deferral" in item.detail else item.stood
    return item.having(taken_back=SENTENCE, stood=stood, detail=dict.fromkeys(gone))


def sentence_revoked(item: Item, subject: str) -> Item:
    """Return the charge without its sentence, of which this part was revoked."""
    deferred = "deferral" in item.detail
    on_record = deferred or has_sentence(item) or item.taken_back in (SENTENCE, REVOKED)
    # Where it stood convicted already, its state is of another day than the revocation.
    dated = item.state in (SENTENCED, SENTENCE_COMPLETED, ADJUDICATED)
    detail = {
        "revoked_label": f"{subject.lower()} revoked{' {since}' if dated else ''}",
        "first_sentence": None if on_record else "not on record",
    }
    return sentence_void(item).having(taken_back=REVOKED, detail=detail)


def has_sentence(item: Item) -> bool:
    """Tell whether the charge has a sentence or a disposition, served or not."""
    return "sentence_label" in item.detail


def is_served(item: Item) -> bool:
    """Tell whether the charge has a disposition that is not completed."""
    return has_sentence(item) and "disposition_completed" not in item.detail
