"""Called due: whether what is filed or told is what a deadline is called by, by the words of both.

Nothing is met by that: it is asked, and somebody says so.
"""

from __future__ import annotations

import re

from casefile.law.catalogue import Event
from casefile.law.events.process import DocumentFiled, MotionFiled
from casefile.law.events.record import NoteRecorded

# What says nothing of what is due, or of what a motion is for.
_SMALL = frozenset(
    (
        *("a", "an", "and", "by", "for", "in", "of", "on", "s", "the", "to", "with"),
        *("our", "his", "her", "its", "their", "plaintiff", "defendant", "state"),
        *("brief", "deadline", "due", "file", "filed", "hearing", "motion", "serve", "served"),
    )
)
RESPONSE = "response"
_RESPONSES = frozenset(("answering", "objection", "objections", "oppose", "opposing", "opposition"))
_STEM = 6  # letters by which disclosures and disclosed are one word
_WORD = re.compile(r"[^\W_]+")
# Discovery is answered or responded to (Fed. R. Civ. P. 33, 34, 36); a complaint is answered.
_of_discovery = re.compile(r"\b(?:discovery|interrogator(?:y|ies)|requests?)\b", re.IGNORECASE)
_answers = re.compile(r"answer(?:s|ed)?|respond(?:s|ed)?", re.IGNORECASE)
# What is about something that is due, and is not that.
_about = re.compile(
    r"\b(?:compel|strike|exclude|extend|exten(?:ded|ds|sion)|enlarge\w*|continu\w+|stipulat\w+"
    r"|order|deadline|overdue|late|letter|notice|subpoenas?|deficien\w+)\b",
    re.IGNORECASE,
)
_done = re.compile(
    r"\b(?:served|filed|sent|produced|provided|delivered|exchanged|made|gave|answered"
    r"|responded to|disclosed|submitted|supplemented)\b",
    re.IGNORECASE,
)
_not_done = re.compile(
    r"\b(?:will|would|shall|should|must|can|may|might|is|are|due|not|never|no|nothing|if|unless"
    r"|until|asked|called|wants?|promised|agreed)\b|n['\N{RIGHT SINGLE QUOTATION MARK}]t\b",
    re.IGNORECASE,
)
_SIDES = (("plaintiff", "petitioner", "claimant", "state"), ("defendant", "respondent"))


def stems(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about, by how they begin."""
    answers = bool(_of_discovery.search(text))
    words = (word for word in _WORD.findall(text.casefold()) if word not in _SMALL)
    return frozenset(
        (RESPONSE if one in _RESPONSES or (answers and _answers.fullmatch(one)) else one)[:_STEM]
        for one in words
    )


def is_called_as(data: Event, kind: str) -> bool:
    """Tell whether a paper, a motion or a note may be what a deadline of a kind asks for.

    A note has all that the kind says; a paper may be called by less. What answers something is due
    where an answer is, and of the other side is what says so.
    """
    text, wanted = text_of(data), stems(kind)
    said = stems(text)
    if not wanted or not said or _other_side(text, kind):
        return False
    if not {one.casefold() for one in _about.findall(text)} <= set(_WORD.findall(kind.casefold())):
        return False
    response = RESPONSE[:_STEM]
    if (response in wanted) is not (response in said):
        return False
    return wanted <= said or (not isinstance(data, NoteRecorded) and said <= wanted)


def is_told_done(data: Event) -> bool:
    """Tell whether a note says of something that it was served, filed or the like."""
    match data:
        case NoteRecorded(text=text):
            return bool(_done.search(text)) and not _not_done.search(text)
    return False


def text_of(data: Event) -> str:
    """Return what a paper, a motion or a note is called or says."""
    match data:
        case DocumentFiled(title=said) | NoteRecorded(text=said):
            return said
        case MotionFiled(kind=kind):
            return kind
    return ""


def _other_side(text: str, kind: str) -> bool:
    """Tell whether a text names the side against that which a kind names."""
    texts = (text.casefold(), kind.casefold())
    said, wanted = ([any(one in each for one in side) for side in _SIDES] for each in texts)
    return any(wanted) and any(said) and not any(map(all, zip(said, wanted, strict=True)))
