"""Nobody there: a complaint that is told before those whom it is against are in the matter."""

from __future__ import annotations

import re
import shlex

from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.law.codes import Track
from casefile.words.forms.clauses import OURS
from casefile.words.items.absent_client import check_there
from casefile.words.misread import Misread
from casefile.words.told.telling import Telling
from casefile.words.what.papers import OF_ITS_DAY

_PAPER = r"(?:(?:verified|original|civil|initial) )*(?:complaint|petition|lawsuit|suit|action)"
_complaint = re.compile(
    rf"(?:(?P<who>{OURS}|(?-i:[A-Z]).*?) (?:has |have )?"
    rf"(?:(?:filed|files|brought|brings) (?:an?|the|our|her|his|their|its) {_PAPER}"
    r"|sued|sues) ?|(?:an? |the )?"
    rf"{_PAPER} (?:was )?filed(?: by (?P<by>[^:;,]+?))? ?)"
    r"(?P<what>(?:[:,]|against|for|alleging|claiming|seeking|both|all|the)(?: .+))",
    re.IGNORECASE,
)
_whom = re.compile(
    r"\bagainst (?P<whom>(?-i:[A-Z]).+?)(?=,? (?:for|alleging|claiming|seeking)\b|[:;]|$)",
    re.IGNORECASE,
)


def nobody_there(telling: Telling) -> None:
    """Say who is to be added before a complaint against them can be recorded; raises Misread."""
    words, _ = telling.with_its_day
    found = _complaint.fullmatch(words) if telling.track == Track.CIVIL else None
    if found is None:
        return
    client = meant.client_of(telling.asking, telling.matter_id)
    others = [
        one.name
        for one in matters.view(telling.asking, telling.matter_id).parties
        if one.party_id != client
    ]
    if others:
        return
    whom = _whom.search(words)
    if whom:
        check_there(telling.asking, telling.matter_id, whom["whom"], "defendant")
    role = "defendant" if re.fullmatch(OURS, found["who"] or "we", re.IGNORECASE) else "plaintiff"
    post = f"casefile post MATTER {shlex.quote(f'NAME is the {role}')}{OF_ITS_DAY}"
    raise Misread(
        f"Nobody but the client is in this matter yet, so nobody is a {role} there and nothing is "
        f"recorded of the complaint. Add each of them first: {post}; then type this again."
    )
