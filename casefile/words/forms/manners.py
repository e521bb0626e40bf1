"""Manners: how somebody was served, as the method that is recorded."""

from __future__ import annotations

from collections.abc import Mapping

# By what somebody is served of whom it is told what was done with the papers.
_DOING: Mapping[str, str] = {
    "delivered": "delivery",
    "handed": "handing them",
    "left": "leaving it",
    "mailed": "mail",
    "nailed": "nailing it",
    "posted": "posting",
    "taped": "taping it",
}


def as_method(manner: str) -> str:
    """Return how somebody was served, what was done for it as by what: posted as posting."""
    first, _, rest = manner.removeprefix("by ").partition(" ")
    return f"{_DOING.get(first.casefold(), first)} {rest}".strip()
