"""Lesser pleas: a plea to what nobody is charged with here, like the attempt of what is charged."""

from __future__ import annotations

import re
import shlex

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.item import LIFECYCLES
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import items_said, names_said

_plea = re.compile(
    r"(?:(?P<who>.+?) )?(?:pleaded|pled|pleads|plead|entered an? (?:plea of )?)"
    r" ?(?P<plea>guilty|no contest|nolo contendere)(?: plea)? (?:to|on) (?P<what>[a-z].+)",
    re.IGNORECASE,
)
_amended = re.compile(r"(?P<item>.+?),? as amended(?: to)? (?P<now>.+)", re.IGNORECASE)
_counts = re.compile(r"(?:both|all|counts?)\b", re.IGNORECASE)
POST = "casefile post MATTER"
_pronoun = re.compile("he|she|they", re.IGNORECASE)


def check_plea(asking: Asking, matter_id: str, typed: str) -> None:
    """Ask how a plea came about to an offense that is not charged here; raises Misread.

    The charge is amended to it, or it is charged, before it can be pleaded to.
    """
    found = _plea.fullmatch(typed)
    if found and (amended := _amended.fullmatch(found["what"])):
        acts = (
            f"{amended['item']} amended to {amended['now']}",
            f"{found['who'] or ''} pleaded {found['plea'].lower()} to {amended['item']}".strip(),
        )
        each = "; then ".join(f"{POST} {shlex.quote(one)}{OF_ITS_DAY}" for one in acts)
        raise Misread(f"Two things are said, one after the other: {each}.")
    if not found or items_said(asking, matter_id, found["what"]):
        return
    if _counts.match(found["what"]):
        return  # which is no offense, whatever stands behind it
    who = found["who"] or ""
    if who and not _pronoun.fullmatch(who) and not names_said(asking, matter_id, who):
        return
    still = LIFECYCLES[Track.CRIMINAL].open
    there = {
        one.item_id: str(one.detail.get("offense", ""))
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CRIMINAL and one.state in still
    }
    what, plea = found["what"], shlex.quote(found["plea"].lower())
    words = set(name_key(what).split())
    likely = [one for one, offense in there.items() if set(name_key(offense).split()) <= words]
    item = likely[0] if len(likely) == 1 else "..."
    post = POST
    raise Misread(
        f"Nobody is charged with {what!r} here. If a charge was amended to it, record that first: "
        f'{post} "charge amended" item={item} offense={shlex.quote(what)}{OF_ITS_DAY}, and then '
        f"{post} plea plea={plea} item={item}{OF_ITS_DAY}. If it is another charge, record that "
        f"first: {post} charge offense={shlex.quote(what)}{OF_ITS_DAY}."
    )
