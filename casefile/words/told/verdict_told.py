"""Verdict told: what a jury found in a suit, which is an entry of the docket of its own day.

The judgment is entered on it later, and from that the time to appeal runs (Fed. R. Civ. P. 58).
"""

from __future__ import annotations

import re

from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.item import IN_TRIAL
from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.unsure import is_unsure

_AN = r"(?:(?:an?|the|its|their) )?"
_verdict = re.compile(
    rf"(?:{_AN}jury (?:has )?(?:found|finds|awarded|awards|returned|returns|rendered|reached)\b"
    rf"|{_AN}(?:unanimous )?(?:jury|plaintiff'?s|defen[cs]e|jury's) verdict\b"
    rf"|{_AN}verdict (?:(?:was )?(?:returned|rendered|entered) )?(?:for|in favou?r of)\b).+",
    re.IGNORECASE,
)
# Without any of these it is what a judgment may be told by as well, with fields of its own beside.
_told = re.compile(r"\d|\b(?:returned|returns|rendered|reached|on the)\b", re.IGNORECASE)
_more = re.compile(
    rf"\b(?:judgment|hung|deadlock\w*|mistrial|unable|settled|set aside|vacated|{DAY_SAID})\b",
    re.IGNORECASE,
)


def verdict_told(telling: Telling) -> ToldActs | None:
    """Return the verdict in a suit that is on trial as an entry of the docket; else None."""
    words, day = telling.with_its_day
    told = _verdict.fullmatch(words) and _told.search(words)
    if telling.track != Track.CIVIL or not told:
        return None
    if _more.search(words) or is_unsure(words) or not (day or telling.given):
        return None
    items = matters.view(telling.asking, telling.matter_id).items
    if not any(one.track == Track.CIVIL and one.state == IN_TRIAL for one in items):
        return None
    return ToldActs([ToldAct("docket entry", {"text": [as_note(words)]})], day)
