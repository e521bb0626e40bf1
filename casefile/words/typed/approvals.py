"""Approvals: whether a settlement before an agency is still to be approved, which is asked.

One of what is contested there, or charged, is approved by others than those who settle (29 CFR
2200.100, 101.9); which day that is, is another event.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant import category
from casefile.errors import Misfit
from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.events.citation import CitationSettled
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.matter import MatterCategory
from casefile.law.regulatory import CONTESTED, LITIGATED

_NEEDS = "needs_approval"


def approval_asked(
    asking: Asking, matter_id: str, cls: type[Event], data: Mapping[str, Any]
) -> list[Misfit]:
    """Return the question whether a settlement still has to be approved, where it may have to."""
    if cls not in (ClaimSettled, CitationSettled) or _NEEDS in data or "item_id" not in data:
        return []
    if "informal" in str(data.get("kind", "")):
        return []  # with the agency, before anything is contested (29 CFR 1903.20)
    if category(asking, matter_id) != MatterCategory.REGULATORY:
        return []
    settled = [
        one for one in matters.view(asking, matter_id).items if one.item_id == data["item_id"]
    ]
    if not any(one.track == Track.CIVIL or one.state in (CONTESTED, LITIGATED) for one in settled):
        return []
    sentence = (
        f"Is approval still awaited? Then write {_NEEDS}=yes, and record the approval on its own "
        f"day; else {_NEEDS}=no."
    )
    return [Misfit(f"data.{_NEEDS}", sentence)]
