"""Told us: what somebody told the office, which is their word and moves nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.event import Privilege, SourceKind
from casefile.words.forms.clauses import actor
from casefile.words.forms.dated import DAY_SAID
from casefile.words.forms.sentence_forms import HIGHER, STATE
from casefile.words.what.courts import COURT
from casefile.words.which.whom import parties_said

_OFFICE = r"(?:us|me|the office|our office|our paralegal|the paralegal)"
_WAY = r"(?:(?:on|over) the (?:tele)?phone|by (?:tele)?phone|by (?:e-?mail|text|letter)|in person)"
_told_us = re.compile(
    rf"(?P<speaker>[^;:]+?) (?:(?:has )?(?:told|informed|advised|tells) {_OFFICE}|(?:called|wrote"
    rf"|e-?mailed)(?P<us> {_OFFICE})?(?:,? on (?P<then>{DAY_SAID}))?(?: (?:to say|and said|saying)"
    rf"|(?(us)(?= that )|(?!)))|(?:said|says) to {_OFFICE})"
    rf"(?:,? {_WAY})?(?:,? on (?P<day>{DAY_SAID}))?(?:,? (?:that )?|: ?)(?P<said>.+)",
    re.IGNORECASE,
)
_nobody = re.compile(rf"{COURT}|{STATE}|{HIGHER}|.*\b(?:clerk|judge|court|jury)\b.*", re.IGNORECASE)


def told_us(asking: Asking, matter_id: str, typed: str) -> Mapping[str, list[str]]:
    """Return the fields of a statement that a sentence tells of; none where it tells of none.

    What a client says is privileged, and what anybody else told the office is its work product: no
    document for a court has either. What a court or a side tells may be its act, and is asked.
    """
    found = _told_us.fullmatch(typed.strip().rstrip("."))
    if found is None or _nobody.fullmatch(found["speaker"]) or " and " in found["speaker"]:
        return {}
    ids = parties_said(asking, matter_id, actor(asking, matter_id, found["speaker"]) or "")
    who = meant.name_of(asking, ids[0]) if len(ids) == 1 else found["speaker"]
    said = found["said"].strip("\"' ")
    fields = {"speaker": [who], "quote": [said[:1].upper() + said[1:]], "told_by": [who]}
    if ids and ids == [meant.client_of(asking, matter_id)]:
        fields |= {"source_kind": [SourceKind.CLIENT.value], "privileged": ["yes"]}
    else:
        fields |= {"privilege": [Privilege.WORK_PRODUCT.value]}
    day = found["day"] or found["then"]
    return fields | ({"date": [day]} if day else {})
