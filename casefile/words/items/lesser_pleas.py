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
_OTHERS = (
    r"(?:(?:[;,] (?:and )?| and )(?P<rest>(?:all )?(?:of )?(?:the |his |her |their )?"
    r"(?:other|remaining|rest|remainder)\b.+))?"
)
_amended = re.compile(
    r"(?P<item>.+?),? as (?:amended|reduced)(?: down)?(?: to)? (?!down\b|from\b)(?P<now>.+?)"
    rf"{_OTHERS}",
    re.IGNORECASE,
)
# From what it was amended, behind what it is now.
_amended_from = re.compile(
    r"(?P<now>.+?),? \(?(?:as )?(?:amended|reduced|lowered|pleaded)(?: down)? from "
    rf"(?P<item>.+?)\)?{_OTHERS}",
    re.IGNORECASE,
)
_counts = re.compile(r"(?:both|all|counts?)\b", re.IGNORECASE)
POST = "casefile post MATTER"
_pronoun = re.compile("he|she|they", re.IGNORECASE)


def _check_amended(plea: re.Match[str]) -> None:
    """Ask for the amendment of a charge before the plea to what it is by that; raises Misread."""
    found = _amended_from.fullmatch(plea["what"]) or _amended.fullmatch(plea["what"])
    if found is None:
        return
    pleaded = found["item"] if _counts.match(found["item"]) else found["now"]
    acts = [
        f"{found['item']} amended to {found['now']}",
        f"{plea['who'] or ''} pleaded {plea['plea'].lower()} to {pleaded}".strip(),
        *([found["rest"]] if found["rest"] else []),
    ]
    each = "; then ".join(f"{POST} {shlex.quote(one)}{OF_ITS_DAY}" for one in acts)
    many = "Several" if acts[2:] else "Two"
    raise Misread(f"{many} things are said, one after the other: {each}.")


def check_plea(asking: Asking, matter_id: str, typed: str) -> None:
    """Ask how a plea came about to an offense that is not charged here; raises Misread.

    The charge is amended to it, or it is charged, before it can be pleaded to.
    """
    found = _plea.fullmatch(typed)
    if found:
        _check_amended(found)
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
