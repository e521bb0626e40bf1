"""Lacking: what a matter lacks for words that are read as nothing, with the command that mends it.

Of a plea where nobody is charged no type can be read: it is said that nobody is.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant import category
from casefile.cli.called import TypedBeside
from casefile.cli.dialogue.strangers import stranger
from casefile.cli.dialogue.talk import current
from casefile.errors import Malformed
from casefile.law.codes import Track
from casefile.words.items.absent_client import absent_client, named_or_client
from casefile.words.steps import BLANK
from casefile.words.what.event_types import NO_TYPE, TRACKS
from casefile.words.what.papers import OF_ITS_DAY

POST = "casefile post MATTER"
# What is told of charges, and of claims, that have to be there first.
_ABOUT = {
    Track.CRIMINAL: re.compile(
        r"\b(?:arraign\w*|plead\w*|pled|pleas?|(?:not )?guilty|acquit\w*|convict\w*|sentenced?"
        r"|dismiss\w*|dropp?(?:ed|s)|counts?|charges?|mistrial|verdict|indict\w*|charged)\b",
        re.IGNORECASE,
    ),
    Track.CIVIL: re.compile(
        r"\b(?:answered|answer|default\w*|judgment|settle\w*|dismiss\w*|(?:counter|cross)-?claim\w*"
        r"|served|verdict|claims?)\b",
        re.IGNORECASE,
    ),
}
# What itself says what is charged or claimed, or who is who.
_brings = re.compile(
    r"\b(?:charged|charges|charging|indict\w*|sue[sd]|complaint|petition)\b", re.IGNORECASE
)
_READ_AS_NOTHING = (NO_TYPE, "Two things are said", "Several things are said")
_adds = "then type this again"
_kept = re.compile(r" (?=To keep (?:the|no more)|If it is a paper)")


@contextmanager
def with_what_lacks(
    asking: Asking, matter_id: str, typed: str, beside: TypedBeside
) -> Iterator[None]:
    """Refuse words that are no type, or that are told apart, with what the matter lacks for them.

    At a terminal what lacks is asked for. Raises Malformed.
    """
    try:
        yield
    except Malformed as refused:
        sentence = refused.sentence
        reasons = ""
        if current() is None and sentence.startswith(_READ_AS_NOTHING):
            reasons = " ".join(_lacks(asking, matter_id, typed))
        if not reasons or _adds in sentence:
            raise
        first, *rest = _kept.split(sentence, maxsplit=1)
        first, *rest = (first, *rest) if sentence.startswith(NO_TYPE) else ("", sentence)
        whole = " ".join(filter(None, (first, beside.put(reasons, matter_id), *rest)))
        raise Malformed(whole, code=refused.code, errors=refused.errors) from refused


def _lacks(asking: Asking, matter_id: str, typed: str) -> Iterator[str]:
    """Yield what a matter lacks of which words tell: the client, somebody else, or any charge."""
    track = TRACKS.get(category(asking, matter_id) or "")
    about = _ABOUT.get(Track(track)) if track else None
    if about is None or not about.search(typed):
        return
    view = matters.view(asking, matter_id)
    _, client = absent_client(asking, matter_id) or ("", "")
    role = "defendant" if track == Track.CRIMINAL else BLANK
    if client:
        yield (
            f"{client}, for whom this matter was opened, is not in it yet. Add them first: "
            f"{_added(client, role)}; then type this again."
        )
    who = stranger(asking, matter_id, typed)
    if who and not named_or_client(asking, matter_id, who) and not who.isupper():
        yield (
            f"Nobody in this matter is called {who} yet. If they are a party, add them first: "
            f"{_added(who, BLANK)}; then type this again."
        )
    if any(one.track == track for one in view.items) or _brings.search(typed):
        return
    if track == Track.CRIMINAL:
        yield (
            "Nobody is charged in this matter yet. Record that first: "
            f"{POST} charge.filed party={BLANK} offense={BLANK} on={BLANK}; then type this "
            "again."
        )
    else:
        yield (
            "Nothing is claimed in this matter yet. Record that first: "
            f"{POST} claim.filed claimants={BLANK} against={BLANK} cause={BLANK} on={BLANK}; "
            "then type this again."
        )


def _added(name: str, role: str) -> str:
    """Return the command that adds somebody, in a role or with a blank for it."""
    if role == BLANK:
        return f"{POST} party.added name={shlex.quote(name)} role={BLANK}{OF_ITS_DAY}"
    return f"{POST} {shlex.quote(f'{name} is the {role}')}{OF_ITS_DAY}"
