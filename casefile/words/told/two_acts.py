"""Two acts: words that tell of two things at once, or of one with more that is no act by itself."""

from __future__ import annotations

import re
import shlex
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.law.events.process import DocumentFiled
from casefile.law.events.record import NoteRecorded
from casefile.words.forms.clauses import actor
from casefile.words.items.lesser_pleas import check_plea
from casefile.words.misread import Misread
from casefile.words.told.parted import Parted, as_note, of_names, parted
from casefile.words.typed.asides import NOTE
from casefile.words.what.event_types import read_type
from casefile.words.what.event_words import DONE, as_key, done_word, is_past
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.what.unsure import is_unsure
from casefile.words.which.whom import names_said

KEEP_WORDS = (NoteRecorded.tag, DocumentFiled.tag)  # what tells of no act
_RULED = DONE | {
    "found",
    "finds",
    "guilty",
    "issued",
    "adjudicated",
    "sentenced",
    "acquitted",
    "ordered",
}
_beside = re.compile(
    r"[;,] (?:and |so )?|,? so |,? and (?:then )?|, (?:and )?then "
    r"| with (?=an? (?:counter|cross)-?claim)",
    re.IGNORECASE,
)
_filed = re.compile(r"\bfile[sd]\b", re.IGNORECASE)
_paper = re.compile(r"(?P<who>.+?) (?:has |have )?(?:filed|files) (?P<what>.+)", re.IGNORECASE)
# What a court finds beside what it does, and moves nothing by itself: that a settlement is in good
# faith, or that there is good cause.
_finding = re.compile(
    r"(?:(?P<who>(?:the )?(?:trial |district )?(?:court|judge)) (?:has )?)?(?:found|finds) "
    r"(?!.*\b(?:guilty|delinquent|liable|responsible|contempt|for|against|violat\w+)\b).*"
    r"\b(?:good faith|good cause|(?:fair|reasonable)(?: and (?:fair|reasonable))?)\b.*",
    re.IGNORECASE,
)
_ends = re.compile(r"\b(?:dismissed|settled)\b", re.IGNORECASE)
_undoes = re.compile(
    r"\b(?:judgment|verdict|default|stay)\b.*\b(?:vacated|set aside|lifted)\b", re.IGNORECASE
)
# What is told in the present, as it is told when it is done.
_PAST = {
    "answers": "answered",
    "appears": "appeared",
    "asks": "asked",
    "counterclaims": "counterclaimed",
    "crossclaims": "crossclaimed",
    "files": "filed",
    "moves": "moved",
}
_MANY = {one.removesuffix("s"): past for one, past in _PAST.items()} | {
    "appeal": "appealed",
    "oppose": "opposed",
    "reply": "replied",
    "respond": "responded",
    "serve": "served",
    "settle": "settled",
    "withdraw": "withdrew",
}
_present = re.compile(
    rf"(?<=[a-z.] )(?P<first>{'|'.join(_PAST)}) and (?P<then>{'|'.join(_PAST)})(?= )"
)
_NAME = r"(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)*"
_many_present = re.compile(
    rf"(?:^|(?<=[;,] ))(?P<who>we|they|the parties|both sides|{_NAME} and {_NAME})"
    rf" (?P<first>{'|'.join(_MANY)})(?: and (?P<then>{'|'.join(_MANY)}))?(?=$|[ ;,])"
    r"(?! (?:due|filed|dismissed|granted|denied|deadline|was|is|were|are|brief|date)\b)",
    re.IGNORECASE,
)


def in_the_past(typed: str) -> str:
    """Return what several do, and two acts of somebody, that are told in the present as done."""

    def done(found: re.Match[str]) -> str:
        both = filter(None, (found["first"], found["then"]))
        return f"{found['who']} {' and '.join(_MANY[one.casefold()] for one in both)}"

    plain = _many_present.sub(done, typed)
    return _present.sub(lambda one: f"{_PAST[one['first']]} and {_PAST[one['then']]}", plain)


# What is set, by words that do not say that anything was done.
_set = re.compile(r"\b(?:due|until|deadline)\b", re.IGNORECASE)
# What is told by itself, with who or what it is about in front.
_clause = re.compile(
    r"(?:(?-i:[A-Z])[\w.'-]*|the|he|she|they|it|we|our|his|her|an?|both|no) \S+ .+", re.IGNORECASE
)


def with_more(asking: Asking, matter_id: str, typed: str, category: str) -> Parted | None:
    """Return an act with what is told behind it as its note, if that is no act; raises Misread.

    Of two acts each is recorded by itself, as it is not known to which the fields belong.
    """
    typed = " ".join(typed.split())
    if is_unsure(typed):
        return None
    for found in _beside.finditer(typed):
        one, other = typed[: found.start()], typed[found.end() :]
        who = _whose(asking, matter_id, one)
        filed = [f"{who} filed {other}"] if who and _filed.search(one) else []
        ways = [*filed, *([f"{who} {other}"] if who else []), other]
        second = next((way for way in ways if _act(asking, matter_id, way, category)), "")
        if second and _act(asking, matter_id, one, category):
            raise _each(one, second)
        if act := _beside_finding(asking, matter_id, one, other, category):
            return act._replace(fields={**act.fields, NOTE: [as_note(typed)]})
    for found in sorted(_beside.finditer(typed), key=lambda one: one[0][0] != ";"):
        halves = typed[: found.start()], typed[found.end() :]
        for act_words, more in (halves, halves[::-1]):
            told = any(map(is_past, act_words.split())) or _set.search(act_words)
            act = _act(asking, matter_id, act_words, category) if told else None
            apart = found[0].startswith(";")
            kept = _kept_as(more, category) if act else ""
            if act and (kept == DocumentFiled.tag or _is_more(more, apart=apart)):
                raise _each(*halves)
            if act and (kept or (apart and more == halves[1])):
                return act._replace(fields={**act.fields, NOTE: [as_note(typed)]})
    check_plea(asking, matter_id, typed)
    _check_paper(asking, matter_id, typed, category)
    return None


def _kept_as(typed: str, category: str) -> str:
    """Return the type of what keeps words, as a note or a paper; nothing for all others."""
    with suppress(Misread):
        tag = read_type(typed, category)
        return tag if tag in KEEP_WORDS else ""
    return ""


def _is_more(words: str, *, apart: bool) -> bool:
    """Tell whether words beside an act may tell of another one, with who did it if not `apart`."""
    return _tells_more(words) and (apart or bool(_clause.fullmatch(words)))


def _check_paper(asking: Asking, matter_id: str, typed: str, category: str) -> None:
    """Ask of a paper that somebody files if it is what it is called as an act; raises Misread."""
    found = _paper.fullmatch(typed)
    if found and actor(asking, matter_id, found["who"]):
        try:
            read_type(f"filed {found['what']}", category)
        except Misread as misread:
            if misread.choices and DocumentFiled.tag in misread.choices:
                raise


def _beside_finding(
    asking: Asking, matter_id: str, one: str, other: str, category: str
) -> Parted | None:
    """Return what a court did that found something as well, in whichever order that is told."""
    if found := _finding.fullmatch(one):
        return _act(asking, matter_id, f"{found['who'] or 'the court'} {other}", category)
    return _act(asking, matter_id, one, category) if _finding.fullmatch(other) else None


def _each(*said: str) -> Misread:
    """Return that each of several things is to be said by itself, with the commands for that.

    What undoes a judgment stands before what ends the case, which cannot follow on a judgment.
    """
    if _ends.search(said[0]) and _undoes.search(said[-1]):
        said = said[::-1]
    acts = (f"casefile post MATTER {shlex.quote(one)}{OF_ITS_DAY}" for one in said)
    return Misread(f"Two things are said, each with fields of its own: {'; '.join(acts)}.")


def _tells_more(words: str) -> bool:
    """Tell whether words may tell of an act, in whatever form: then they are no circumstance."""
    return not _RULED.isdisjoint(map(done_word, as_key(words).split()))


def _act(asking: Asking, matter_id: str, typed: str, category: str) -> Parted | None:
    """Return the act that words tell of; None where they tell of none."""
    found = Parted(typed, {})
    with suppress(Misread):
        tag = read_type(typed, category)
        return found if tag not in KEEP_WORDS else None
    parts = parted(asking, matter_id, typed, category)
    with suppress(Misread):
        return parts if parts and read_type(parts.rest, category) not in KEEP_WORDS else None
    return None


def _whose(asking: Asking, matter_id: str, typed: str) -> str:
    """Return who does what words tell of, where it stands in front of them."""
    words = typed.split()
    every = (" ".join(words[:many]) for many in of_names(words))
    return next((one for one in every if names_said(asking, matter_id, one)), "")
