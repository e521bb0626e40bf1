"""Found guilty: what is told of charges that can be a verdict, or a conviction on a plea.

How those charges stand says which it is: in trial a verdict is returned, on a plea that awaits it a
conviction is entered. Where they say neither, it is asked, with what has to be on record first.
"""

from __future__ import annotations

import re
import shlex

from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.criminal import PLEA_TENDERED
from casefile.law.events.conviction import ChargeConvictionEntered
from casefile.law.events.trial import ChargeVerdictReturned
from casefile.law.item import IN_TRIAL
from casefile.words.misread import Misread
from casefile.words.steps import BLANK
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.findings import AFTER_TRIAL, ON_PLEA
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import charges_of, names_said, parties_said

_found = (
    re.compile(
        r"(?P<whom>.+?) (?:is|was|were) (?:found|adjudged) guilty"
        r"(?: by (?:the|a) (?:court|judge))? (?:of|on) (?P<item>[^;]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:the |a )?(?:trial |district )?(?:court|judge) (?:has )?(?:found|finds|adjudged)"
        r" (?P<whom>.+?) guilty (?:of|on) (?P<item>[^;]+)",
        re.IGNORECASE,
    ),
)
_BY = {IN_TRIAL: AFTER_TRIAL, PLEA_TENDERED: ON_PLEA}
POST = "casefile post MATTER"


def found_guilty(telling: Telling) -> ToldActs | None:
    """Return the finding of guilt on somebody's charges as what it is; raises Misread if unsure."""
    asking, matter_id = telling.asking, telling.matter_id
    words, day = telling.with_its_day
    found = next(filter(None, (form.fullmatch(words) for form in _found)), None)
    if found is None or telling.track != Track.CRIMINAL:
        return None
    names = names_said(asking, matter_id, found["whom"])
    who = parties_said(asking, matter_id, found["whom"])
    ids = charges_of(asking, matter_id, found["item"], who) if who else []
    there = matters.view(asking, matter_id).items
    states = {one.state for one in there if one.item_id in ids}
    if not names or names[1:] or not states:
        return None
    if len(states) == 1 and (act := _BY.get(states.pop())):
        return ToldActs([ToldAct(act, {"item": list(ids)})], day)
    raise _unsure(names[0], found["item"])


def _unsure(who: str, item: str) -> Misread:
    """Return that a finding of guilt follows on nothing, with both ways in which it can."""
    trial, plea = (
        f"{POST} {shlex.quote(first)} on={BLANK}; then {POST} {shlex.quote(then)}{OF_ITS_DAY}"
        for first, then in (
            (f"trial began against {who} on {item}", f"the jury found {who} guilty of {item}"),
            (f"{who} pleaded guilty to {item}", f"{who} was convicted of {item}"),
        )
    )
    some = [ChargeVerdictReturned.tag, ChargeConvictionEntered.tag]
    return Misread(
        f"Is that a verdict, or the conviction on a plea? {who} is not on trial on {item}, and has "
        f"not pleaded guilty to it on record. After a trial: {trial}. On a plea: {plea}.",
        some,
    )
