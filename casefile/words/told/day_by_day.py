"""Day by day: clauses that each have a day of their own, of which some are notes."""

from __future__ import annotations

import re
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.law.events.record import NoteRecorded
from casefile.words.forms.dated import DAY_SAID, day_first
from casefile.words.misread import Misread
from casefile.words.told.parted import as_note, parted
from casefile.words.told.told_act import ToldAct
from casefile.words.what.event_types import by_whom, read_type
from casefile.words.what.event_words import is_past, tells_done
from casefile.words.what.papers import is_paper

_next = re.compile(rf"(?:[;,] (?:and |then )?| and )(?=(?:on )?{DAY_SAID}[:,]? \S)", re.IGNORECASE)
_behind = re.compile(
    rf"(?P<told>(?:(?! on {DAY_SAID}).)+?) on (?P<day>{DAY_SAID})"
    r"(?:(?:[;,.] (?:and |then )?| and )(?=\S)|$)",
    re.IGNORECASE,
)
_was = re.compile(r"was|were|met|[a-z-]{2,}[^e]ed", re.IGNORECASE)


def day_by_day(
    asking: Asking, matter_id: str, typed: str, of: str, given: str = ""
) -> list[ToldAct]:
    """Return what is told of each day, if some of it is a note; nothing for all else.

    The first may be of the day that is `given`, and a paper may stand beside it. Where some of it
    is neither none is sure: each is to be recorded by itself.
    """
    clauses = ([] if given else _days_behind(typed)) or _days_in_front(typed, given)
    dated = [one for one in clauses if one and any(map(_tells, one[0].split()))]
    if not clauses[1:] or len(dated) < len(clauses):
        return []
    notes = [_is_note(asking, matter_id, words, of) for words, _ in dated]
    if not any(notes):
        return []
    kept = [note or is_paper(words) for note, (words, _) in zip(notes, dated, strict=True)]
    return [
        ToldAct("note", {"text": [as_note(words)]}, day=day)
        if note and all(kept)
        else ToldAct(words, sure=all(kept), day=day)
        for note, (words, day) in zip(notes, dated, strict=True)
    ]


def _days_in_front(typed: str, given: str) -> list[tuple[str, str] | None]:
    """Return the clauses of a sentence, each with the day that it begins with, if it does."""
    starts = [0, *(one.end() for one in _next.finditer(typed))]
    ends = [*(one.start() for one in _next.finditer(typed)), len(typed)]
    clauses = [day_first(typed[start:end]) for start, end in zip(starts, ends, strict=True)]
    clauses[0] = clauses[0] or ((typed[: ends[0]], given) if given else None)
    return clauses


def _days_behind(typed: str) -> list[tuple[str, str] | None]:
    """Return the clauses of a sentence that each end with their day; nothing where one does not."""
    each = list(_behind.finditer(typed))
    own = all(not is_past(one["told"].split()[0]) for one in each)  # each tells who it is about
    whole = own and "".join(one[0] for one in each) == typed
    return [(one["told"], one["day"]) for one in each] if whole and each[1:] else []


def _tells(word: str) -> bool:
    """Tell whether a word tells what was done."""
    return tells_done(word) or bool(_was.fullmatch(word))


def _is_note(asking: Asking, matter_id: str, words: str, of: str) -> bool:
    """Tell whether words are read as a note by themselves."""
    with suppress(Misread):
        return read_type(words, of) == NoteRecorded.tag
    with suppress(Misread):
        parts = parted(asking, matter_id, words, of)
        rest = by_whom(parts.rest, of)[0] if parts else ""
        return bool(rest) and read_type(rest, of) == NoteRecorded.tag
    return False
