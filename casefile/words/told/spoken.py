"""Spoken: a sentence that tells who says that something is to come, or that it was done.

What is to come is announced, what was done is reported: neither is done by that.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from casefile.event import Assertion
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.citation import CitationSettled, CitationWithdrawn
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.events.ending import ClaimDismissed
from casefile.words.forms.dated import DAY_SAID, dated
from casefile.words.forms.their_word import is_gone
from casefile.words.items.counts_said import Said
from casefile.words.misread import Misread
from casefile.words.told.parted import as_note, parted
from casefile.words.told.planned import planned
from casefile.words.told.readers import read
from casefile.words.told.recommended import recommended
from casefile.words.told.speakers import WhoSays, paper_called, speaker
from casefile.words.told.telling import Telling
from casefile.words.told.to_come import announced
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.what.event_types import by_whom, read_type
from casefile.words.what.intended import is_left_open, is_to_come
from casefile.words.what.papers import OF_ITS_DAY, as_typed
from casefile.words.what.unsure import is_unsure
from casefile.words.when.relative import WEEKDAY

_SAYS = (
    r"(?P<verb>says?|said|announces?|announced|states|stated|confirms?|confirmed|indicates?"
    r"|indicated|reports?|reported|declares?|declared|adds?|added|writes?|wrote"
    r"|told|tells?|informed|informs?)"
)
_says = re.compile(rf"(?P<who>[^;:]+?) (?:(?:has|have|had) )?{_SAYS}\b(?P<tail>.+)", re.IGNORECASE)
_told = ("told", "tell", "tells", "informed", "inform", "informs")
_first = re.compile(
    r"(?:in|on|over) (?P<where>[^,;:]+?)(?:,| (?=the ))(?P<rest> ?.+)", re.IGNORECASE
)
_by_word = re.compile(r"(?:according to|per) (?P<tail>.+)", re.IGNORECASE)
_behind = re.compile(
    r"(?P<said>.+?), (?:according to (?P<by>[^,]+)"
    r"|(?P<who>[^,]+?) (?:says?|said|announced|reports?|reported|confirmed|told (?P<to>[^,]+)))",
    re.IGNORECASE,
)
_OCCASION = (
    r"(?:a|the|an)? ?(?:(?:written|public|press|news) )?(?:statement|release|conference|interview"
    r"|tweet|post)|court"
)
_where = re.compile(rf"(?:in|on|to|at|during|over) (?P<what>{_OCCASION})", re.IGNORECASE)
_court = re.compile(r"(?:the )?(?:court|judge(?: (?-i:[A-Z])[\w'-]+)*)", re.IGNORECASE)
_day = re.compile(
    rf",? (?:on )?(?P<day>{DAY_SAID}|yesterday|today|(?:last )?{WEEKDAY})(?=,| |:)", re.IGNORECASE
)
_that = re.compile(r"(?:,? that|:|,)? (?P<said>.+)", re.IGNORECASE)
_QUOTES = "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK} "
_has = re.compile(r"(?P<who>.+?) (?P<rest>(?:has|have|had|was|were|is|are|settled) ?.*)")
_pronoun = re.compile(r"(?:it|they|we|i|he|she)", re.IGNORECASE)
# What somebody can report of a charge or a claim that is there.
_ended = re.compile(
    r"\b(?:dismissed|dropped|settled|thrown out|tossed(?: out)?|withdrawn|appealed)\b",
    re.IGNORECASE,
)
_ENDS = (
    *(ChargeDismissed.tag, ClaimDismissed.tag, ClaimSettled.tag, AppealFiled.tag),
    *(CitationSettled.tag, CitationWithdrawn.tag),
)
_thrown_out = re.compile(r"\b(?:thrown out|tossed(?: out)?)\b", re.IGNORECASE)
_had = re.compile(r"\bhad\b", re.IGNORECASE)
_arrest = re.compile(
    r"\b(?:arrest(?:ed)?|surrender(?:ed)?|turn(?:ed)? (?:him|her|them)sel(?:f|ves) in)\b",
    re.IGNORECASE,
)
_nominal = re.compile(
    r"(?:the |an? |its |their )?(?P<what>dismissal|settlement|refiling) of (?P<of>.+)",
    re.IGNORECASE,
)
_LONGEST = 6  # words of what a newspaper is called


class Word(NamedTuple):
    """What somebody says, on which day, and where it stands."""

    says: WhoSays
    said: str
    paper: str = ""
    day: str = ""

    @property
    def fields(self) -> Said:
        """Return who says so and in what, as fields of an event."""
        paper = self.paper or self.says.paper
        by = {} if self.says.paper else {"told_by": [self.says.words]}
        return by | ({"source": [paper]} if paper else {})


def spoken(telling: Telling) -> ToldActs | None:
    """Return what somebody is told to say; None where it is no act of the matter, or another one.

    Raises Misread where it is left open what is meant.
    """
    for word in _words(telling):
        fields = {NOTE: [as_note(telling.words)], **word.fields}
        inner = spoken(telling._replace(words=word.said))
        if inner:
            first, *others = inner.acts
            by = {"told_by": first.fields["told_by"]} if "told_by" in first.fields else {}
            first = first._replace(fields={**first.fields, **fields, **by})
            return inner._replace(acts=[first, *others], day=inner.day or _given(telling, word))
        if acts := _announced(telling, word, fields):
            return ToldActs(acts, _given(telling, word))
        if found := _reported(telling, word, fields):
            return found
    return None


def _given(telling: Telling, word: Word) -> str:
    return "" if telling.given else word.day


def _announced(telling: Telling, word: Word, fields: Said) -> list[ToldAct]:
    """Return what is announced; raises Misread where it is told by a noun."""
    if found := _nominal.fullmatch(word.said):
        raise _asked(found, word)
    asking, matter_id = telling.asking, telling.matter_id
    if acts := planned(asking, matter_id, word.said, word.says, fields):
        return acts
    others = None if is_left_open(word.said) else announced(asking, matter_id, word.said)
    if others:
        return [ToldAct("announced", {**others, **fields})]
    if _arrest.search(word.said):
        said = {"speaker": [word.says.words], "topic": ["an arrest"], "quote": [as_note(word.said)]}
        return [ToldAct("statement recorded", {**said, **word.fields})]
    return recommended(asking, matter_id, word.said, word.says, word.fields)


def _reported(telling: Telling, word: Word, fields: Said) -> ToldActs | None:
    """Return what somebody says that was done to a charge or claim that is there."""
    if gone := is_gone(word.said):
        raise _how_it_ended(gone, word)
    said = _had.sub("has", _thrown_out.sub("dismissed", word.said))
    if is_left_open(said) or is_to_come(said) or is_unsure(said) or not _ended.search(said):
        return None
    found = _has.fullmatch(said)
    if found and _pronoun.fullmatch(found["who"]):
        if len(word.says.parties) != 1:
            return None
        said = f"{word.says.parties[0]} {found['rest']}"
    told = read(telling._replace(words=said))
    if not told.acts and not _is_of_ended(telling, said):
        return None
    first, *others = told.acts or [ToldAct(said)]
    basis = {"assertion": [Assertion.REPORTED.value]}
    first = first._replace(fields={**first.fields, **fields, **basis})
    day = told.day or (f"by {word.day}" if word.day and not telling.given else "")
    return ToldActs([first, *others], day)


def _is_of_ended(telling: Telling, said: str) -> bool:
    """Tell whether words are read as how a charge, a claim or a citation ended, or went on."""
    plain = (dated(said, NOTHING) or (said, ""))[0]
    found = parted(telling.asking, telling.matter_id, plain, telling.of)
    with suppress(Misread):
        rest = by_whom(found.rest if found else plain, telling.of)[0]
        return read_type(rest, telling.of) in _ENDS
    return False


def _asked(found: re.Match[str], word: Word) -> Misread:
    """Return that it is to be said whether something was done, or is to come."""
    what, of = found["what"].casefold(), found["of"]
    done = {"dismissal": "dismissed", "settlement": "settled", "refiling": "refiled"}[what]
    says = word.says.words
    return Misread(
        f"Is the {what} to come, or was it done? Write: casefile post MATTER "
        f"{shlex.quote(f'{says} said that {of} will be {done}')}{OF_ITS_DAY}; or: casefile post "
        f"MATTER {shlex.quote(f'{says} said that {of} was {done}')}{OF_ITS_DAY}."
    )


def _how_it_ended(what: str, word: Word) -> Misread:
    """Return that it is to be said how something ended that is told to be gone."""
    who = word.says.words
    was = "were" if what.endswith("s") else "was"
    dismissed = f"{who} said that {what} {was} dismissed"
    acquitted = as_typed({"item": [what], **word.fields, "assertion": [Assertion.REPORTED.value]})
    return Misread(
        f"How did it end, as {who} has it? If it was dismissed, write: casefile post MATTER "
        f"{shlex.quote(dismissed)}{OF_ITS_DAY}; if somebody was acquitted: casefile post MATTER "
        f"acquitted{acquitted}{OF_ITS_DAY}."
    )


def _words(telling: Telling) -> Iterator[Word]:
    """Yield what a sentence tells that somebody says, each way in which it can be parted."""
    typed = " ".join(telling.words.split())
    if (found := _first.fullmatch(typed)) and (paper := paper_called(found["where"])):
        for word in _words(telling._replace(words=found["rest"].strip())):
            yield word._replace(paper=word.paper or paper)
        return
    if found := _behind.fullmatch(typed):
        who = found["by"] or found["who"]
        paper = paper_called(found["to"]) if found["to"] else ""
        if says := speaker(telling.asking, telling.matter_id, who):
            yield Word(says, found["said"].strip(_QUOTES), paper)
        return
    if found := _by_word.fullmatch(typed):
        yield from _by_first(telling, found["tail"])
        return
    found = _says.fullmatch(typed)
    says = speaker(telling.asking, telling.matter_id, found["who"]) if found else None
    if found is None or says is None:
        return
    hears = found["verb"].casefold() in _told
    for paper, heard, tail in _heard(found["tail"], hears=hears):
        if hears and not heard:
            continue
        day, rest = _with_day(tail)
        if said := _that.fullmatch(rest):
            yield Word(says, said["said"].strip(_QUOTES), paper, day)


def _by_first(telling: Telling, tail: str) -> Iterator[Word]:
    """Yield what somebody says by whose word it is told."""
    words = tail.split()
    for many in range(1, min(_LONGEST, len(words) - 1) + 1):
        who = " ".join(words[:many])
        if says := speaker(telling.asking, telling.matter_id, who):
            day, rest = _with_day(f" {' '.join(words[many:])}")
            yield Word(says, rest.strip(_QUOTES + ","), day=day)


def _heard(tail: str, *, hears: bool) -> Iterator[tuple[str, bool, str]]:
    """Yield in which paper it was said, whether it is said to whom or where, and what is left."""
    small = "" if hears else r"(?:in|on|to|over) "
    lead = re.match(rf" {small}", tail, re.IGNORECASE)
    if lead:
        words = tail[lead.end() :].split()
        for many in range(min(_LONGEST, len(words) - 1), 0, -1):
            where, rest = " ".join(words[:many]), f" {' '.join(words[many:])}"
            comma = "," if where.endswith(",") else ""
            if paper := paper_called(where.rstrip(",:")):
                yield paper, True, f"{comma}{rest}"
            elif _court.fullmatch(where) and hears:
                yield "", True, rest
    if found := re.match(rf" (?:{_where.pattern})(?=,| |:)", tail, re.IGNORECASE):
        yield "", True, tail[found.end() :]
    yield "", False, tail


def _with_day(tail: str) -> tuple[str, str]:
    """Return on which day something was said, and what is left."""
    found = _day.match(tail)
    return (found["day"], tail[found.end() :]) if found else ("", tail)
