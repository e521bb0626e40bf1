"""Responses said: a response to a petition, which is its answer, and no paper of another kind."""

from __future__ import annotations

import re
import shlex

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant import category
from casefile.answers.meaning.meant_entries import entries
from casefile.law.codes import Track
from casefile.law.entry import MOTION
from casefile.law.events.claim import UNANSWERED
from casefile.law.stance import main_role
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.what.event_types import TRACKS
from casefile.words.what.papers import OF_ITS_DAY

_THE = r"(?:an?|the|our|my|his|her|its|their)"
_TO = rf"(?P<to> to {_THE} (?:[\w.']+ )?(?:petition|complaint)(?: for [\w ]+?)?)"
_END = rf"(?=$|[,;.]| on \S*\d| on [A-Z]|,? and (?!{_THE} )|,? but )"
_forms = (
    re.compile(
        rf"\b(?:has )?(?:filed|files|served|submitted|submits) {_THE} response{_TO}?{_END}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:has )?respond(?:ed|s){_TO}{_END}", re.IGNORECASE),
)
_filed = re.compile(
    rf"^(?:(?P<who>(?:the )?[^,;]+?)(?:'s|(?<=s)') |(?:an?|the) )?response{_TO}? (?:was |is )?filed"
    r"(?: by (?P<by>[^,;0-9]+?))?(?=$|[,;.]| on )",
    re.IGNORECASE,
)
_on_motion = re.compile(r"\b(?:motions?|moved|moves)\b", re.IGNORECASE)
ANSWERED = "answered"


def responses_answered(asking: Asking, matter_id: str, typed: str) -> str:
    """Return words with a response to what began a suit as its answer; others as they are.

    One that does not say to what is that to the petition, where its respondent has not answered.
    Raises Misread where a motion pends to which it can be as well.
    """
    if TRACKS.get(category(asking, matter_id)) != Track.CIVIL:
        return typed
    for form in (*_forms, _filed):
        found = form.search(typed)
        if found and (found["to"] or _is_awaited(asking, matter_id, typed)):
            parts = found.groupdict()
            who = " ".join(filter(None, (parts.get("who") or parts.get("by"), ANSWERED)))
            return f"{typed[: found.start()]}{who}{typed[found.end() :]}"
    return typed


def _is_awaited(asking: Asking, matter_id: str, typed: str) -> bool:
    """Tell whether the respondent to a petition has still to answer it; raises Misread."""
    view = matters.view(asking, matter_id)
    responding = {
        one.party_id for one in view.parties if name_key(main_role(one.role)) == "respondent"
    }
    open_to = any(
        one.track == Track.CIVIL
        and one.state in UNANSWERED
        and any(party.party_id in responding for party in one.parties)
        for one in view.items
    )
    if not open_to or _on_motion.search(typed):
        return False
    if there := [one.kind for one in entries(asking, matter_id, MOTION) if one.open]:
        motion = there[0] if MOTION in there[0].split() else f"{MOTION} {there[0]}"
        answer = shlex.quote("... answered")
        title = shlex.quote(f"Response to the {motion}")
        raise Misread(
            f"To what is the response? To the petition: casefile post MATTER {answer}{OF_ITS_DAY}; "
            f"to the {motion}: casefile post MATTER document title={title}{OF_ITS_DAY}."
        )
    return True
