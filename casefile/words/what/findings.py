"""Findings: what is meant by found guilty, as the charges of a matter stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant import category
from casefile.answers.meaning.meant_entries import entries
from casefile.law.codes import Track
from casefile.law.criminal import PLEA_TENDERED
from casefile.law.entry import RETENTION
from casefile.law.events.matter import MatterCategory
from casefile.law.item import IN_TRIAL
from casefile.words.what.event_words import as_key, forms, plain
from casefile.words.what.field_names import as_field
from casefile.words.what.not_told import PLEA_ACCEPTED, plea_accepted

NOTHING: Mapping[str, Any] = MappingProxyType({})

GUILTY = "found guilty"
_guilty = re.compile(
    r"(?:(?:trial |district )?(?:court|judge) )?(?:found|finds|adjudged|adjudicated) "
    r"(?:(?:him|her|them|defendant|our client|client) )?guilty(?: by (?:the )?(?:court|judge))?"
)
RELEASED = "released"
ON_PLEA, AFTER_TRIAL = "conviction entered", "guilty verdict"


def as_finding(
    asking: Asking, matter_id: str, called: str, typed: Mapping[str, Any] = NOTHING
) -> str:
    """Return the words for a type, a finding of guilt as what alone it can be in a matter.

    On a plea that awaits it the court enters a conviction; in a trial a verdict is returned. Where
    both can be, or neither, the words stay as they are, and it is asked. What is released where no
    evidence is kept, and none is named in the fields, is whoever was charged. Raises Misread.
    """
    named = {"evidence", "retention"} & set(map(as_field, typed))
    if as_key(called) == RELEASED and not named and _nothing_is_kept(asking, matter_id):
        return f"defendant {RELEASED}"
    accepted = not set(PLEA_ACCEPTED).isdisjoint(forms(called))
    if not _guilty.fullmatch(plain(as_key(called))) and not accepted:
        return called
    view = matters.view(asking, matter_id)
    states = {one.state for one in view.items}
    if accepted:
        young = category(asking, matter_id) == MatterCategory.JUVENILE
        raise plea_accepted(called, typed, juvenile=young, tendered=PLEA_TENDERED in states)
    on_plea, in_trial = PLEA_TENDERED in states, IN_TRIAL in states
    if on_plea == in_trial:
        return GUILTY
    return ON_PLEA if on_plea else AFTER_TRIAL


def _nothing_is_kept(asking: Asking, matter_id: str) -> bool:
    """Tell whether somebody is charged in a matter in which no evidence is kept."""
    charged = any(one.track == Track.CRIMINAL for one in matters.view(asking, matter_id).items)
    return charged and not any(one.open for one in entries(asking, matter_id, RETENTION))
