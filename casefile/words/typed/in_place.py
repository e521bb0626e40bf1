"""In place: who held an office until a case is reassigned, and no longer does from that day on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.events.people import OfficialAssigned, WithdrawalReason
from casefile.projections.names import name_key
from casefile.words.what.event_words import as_key

WORD = "reassigned"


def with_former(
    asking: Asking,
    matter_id: str,
    called: str,
    tag: str,
    data: Mapping[str, Any],
    told: list[str],
) -> dict[str, Any]:
    """Return what ends the office of the one in whose place another one is assigned, as typed.

    Where several hold it, nobody knows who leaves: that is told, and nothing is ended.
    """
    if tag != OfficialAssigned.tag or WORD not in as_key(called).split():
        return {}
    office, name = str(data.get("office")), name_key(str(data.get("name", "")))
    there = [
        one.name
        for one in matters.view(asking, matter_id).officials
        if one.office == one.role == office and one.name and name_key(one.name) != name
    ]
    if len(there) > 1:
        told.append(f"withdrawn = nobody ({' or '.join(there)} may be meant: record who has left)")
    if len(there) != 1:
        return {}
    return {"office": [office], "name": there, "reason": [WithdrawalReason.REASSIGNED.value]}
