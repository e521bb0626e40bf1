"""Access: what is not open to everybody, a matter or one charge of it."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.law.events.charge import ChargeAccessChanged
from casefile.law.events.matter import Access, MatterCategory
from casefile.law.fact import Fact, in_effect, of_class


def closed_as(access: str, category: str) -> str:
    """Return as what a matter is not open to everybody; nothing where it is."""
    if access != Access.PUBLIC:
        return access
    return category if category == MatterCategory.JUVENILE else ""


def open_to(access: str, category: str) -> str:
    """Return to whom a matter is open, in a word or two: a juvenile one to nobody unless said."""
    return "not public" if access == Access.PUBLIC and closed_as(access, category) else access


def is_closed_charge(facts: Sequence[Fact]) -> bool:
    """Tell whether a charge is sealed or expunged, by what is known of it."""
    changes = of_class(in_effect(facts), ChargeAccessChanged)
    return bool(changes) and changes[-1][1].to != Access.PUBLIC
