"""Superseded: which charges one paper takes the place of, as a sentence tells it of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.record import log
from casefile.law.codes import Track
from casefile.law.item import LIFECYCLES
from casefile.words.forms.dated import DAY_SAID
from casefile.words.items.counts_said import Said
from casefile.words.items.same_counts import successor
from casefile.words.misread import Misread
from casefile.words.typed.asides import Aside, Way
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.superseding import of_paper
from casefile.words.which.whom import parties_said

_WHICH = r"(?:(?:old|original|first|earlier|prior|previous|initial) |{} )?"
_OF_DAY = rf"(?: (?:of|from|dated) (?:{DAY_SAID}))?"
_later = re.compile(
    r"(?:the )?(?:superseding|second|new|later)(?: superseding)? (?:indictment|information)"
    rf"{_OF_DAY}"
    r" (?:has )?(?:supersede[sd]|replace[sd]|(?:took|takes) the place of) "
    rf"(?:the )?{_WHICH.format(DAY_SAID)}(?:indictment|information|one|counts|charges){_OF_DAY}"
    r"(?:,? (?:as to|against|for) (?P<whom>.+))?",
    re.IGNORECASE,
)
_superseded = re.compile(
    r"(?:the )?(?P<new>indictment|information) (?:has )?"
    r"(?:supersede[sd]|replace[sd]|(?:took|takes) the place of) "
    r"(?:the )?(?P<old>complaint|information)(?: (?:as to|against|for) (?P<whom>.+))?",
    re.IGNORECASE,
)


def superseded(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield that charges are superseded with both sides: of those who are named alone.

    Raises Misread where nothing is charged by the later paper yet.
    """
    found = _superseded.fullmatch(typed)
    if found is None:
        return
    whom = parties_said(asking, matter_id, found["whom"]) if found["whom"] else []
    if found["whom"] and not whom:
        return
    own = {
        one.item_id
        for one in matters.view(asking, matter_id).items
        if not whom or {party.party_id for party in one.parties} & set(whom)
    }
    old, new = (
        [one for one in of_paper(asking, matter_id, found[name].casefold()) if one in own]
        for name in ("old", "new")
    )
    if not new:
        paper = found["new"].casefold()
        raise Misread(
            f"Nothing is charged by {paper} there yet. Say that first, a command for each count: "
            f"casefile post MATTER charge instrument={paper} count=... offense=...{OF_ITS_DAY}."
        )
    sides = {"old": old, "new": new}
    yield (
        "charges superseded",
        [Aside((name,), one, belongs=True) for name, some in sides.items() for one in some],
    )


def papers_superseded(asking: Asking, matter_id: str, typed: str) -> list[Said]:
    """Return of each charge of an earlier indictment which one of a later one takes its place.

    That is one against the same person of the same offense or number. What the later one has no
    more is superseded by none. Nothing is returned where it is told of other papers.
    """
    found = _later.fullmatch(typed)
    if found is None:
        return []
    whom = parties_said(asking, matter_id, found["whom"]) if found["whom"] else []
    if found["whom"] and not whom:
        return []
    own = [
        one
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CRIMINAL and one.evidence and one.state in LIFECYCLES[one.track].open
        if not whom or {party.party_id for party in one.parties} & set(whom)
    ]
    filed = {one.item_id: log.in_full(asking, one.evidence[0]).effective for one in own}
    last = max(filed.values(), default="")
    new, old = (
        [one for one in own if (filed[one.item_id] == last) is later] for later in (True, False)
    )
    if not new or not old:
        return []
    return [
        {"old": [one.item_id], "new": [each] if each else [], "instrument": ["indictment"]}
        for one in old
        for each in [successor(one, new)]
    ]
