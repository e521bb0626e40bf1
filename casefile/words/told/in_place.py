"""In place: who or what stood in a place before: a judge, a hearing that is moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant_entries import entry
from casefile.errors import Several, Unknown
from casefile.law.entry import HEARING
from casefile.law.events.people import OfficialAssigned, WithdrawalReason
from casefile.law.events.process import HearingScheduled
from casefile.projections.names import name_key
from casefile.words.typed.type_words import with_words
from casefile.words.what.event_words import as_key

WORD = "reassigned"
REPLACES = "replaces"


def with_words_here(
    asking: Asking, matter_id: str, called: str, tag: str, typed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what was typed for a type with what its words say, as `with_words` does.

    A hearing that is moved, of which nothing is on record yet, is set by that.
    """
    said = with_words(called, tag, typed)
    named = tag == HearingScheduled.tag and not {REPLACES, "kind"} & typed.keys()
    match said.get(REPLACES):
        case [str(kind)] if named and kind != HEARING:
            try:
                entry(asking, matter_id, kind, HEARING)
            except Several:
                return said
            except Unknown as unknown:
                if not unknown.near:
                    rest = {name: one for name, one in said.items() if name != REPLACES}
                    return {**rest, "kind": [kind]}
    return said


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
