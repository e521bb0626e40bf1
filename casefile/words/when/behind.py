"""Behind: the day behind which an event lies, as what it moves, rules on or answers was there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law import subjects
from casefile.law.catalogue import CATALOGUE
from casefile.law.codes import Track
from casefile.law.edtf import parse
from casefile.law.entry import DEADLINE, HEARING, MOTION
from casefile.projections.subjects import known_in
from casefile.words import kinds

_ENTRIES = (MOTION, HEARING, DEADLINE)
EXPERT = "expert witness"
# What is done in a case; what is found, sent or told of may be of before it.
_FAMILIES = ("charge", "claim", "citation", "sentence", "appeal", *_ENTRIES)
# What is done about something that was filed, whichever of several that is.
_FILED = {"claim": Track.CIVIL, "charge": Track.CRIMINAL, "sentence": Track.CRIMINAL}
# What begins a case, or something in it, acts on nothing.
_BEGINS = ("charge.filed", "claim.filed", "citation.issued")


def behind(
    asking: Asking, matter_id: str, tag: str, data: Mapping[str, Any], told_before: str = ""
) -> date | None:
    """Return the day behind which an event of a type lies; None where nothing tells one.

    What a sentence tells lies behind what is `told_before` it, of which that is the day. Else it is
    when the last of what it names was filed or set. In a suit, motions, hearings and
    deadlines lie behind the first claim, and so does that an expert is disclosed; and what is done
    about a claim, or a charge, behind the first one.
    """
    family = tag.partition(".")[0]
    in_suit = family in _ENTRIES or EXPERT in str(data.get("role", ""))
    if told_before:
        return parse(told_before).earliest
    if (family not in _FAMILIES and not in_suit) or tag in _BEGINS:
        return None
    about = set(_named(matter_id, tag, data))
    view = matters.view(asking, matter_id)
    suit = [one for one in view.items if one.track == _FILED.get(family, Track.CIVIL)]
    claims = {subjects.item(f"{matter_id}/{one.item_id}") for one in suit}
    with asking.gate() as at:
        known = known_in(at.connection, upto=at.position)
        known.fetch([*about, *claims])

        def first(subject: str) -> date | None:
            days = [one.when.earliest for one in known.facts(subject) if one.occurred]
            return min((one for one in days if one), default=None)

        begun = [day for one in claims if (day := first(one))]
        begun = begun if in_suit or family in _FILED else []
        own = [day for one in about if (day := first(one))]
    return max([*own, *([min(begun)] if begun else [])], default=None)


def _named(matter_id: str, tag: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Yield the subjects of what an event acts on."""
    for name, field in kinds.by_name(CATALOGUE.get(tag)).items():
        kind, value = kinds.names(field.type), data.get(name)
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str) and kind in _ENTRIES:
                yield subjects.entry(kind, matter_id, one)
    for one in kinds.items_in(kinds.by_name(CATALOGUE.get(tag)), data):
        yield subjects.item(f"{matter_id}/{one}")
