"""Plain facts: what happened on a day of which no type tells, kept in words as of that day.

A note is never kept in the place of an act. So a fact is plain where none of its words is one by
which a type is called, or where it is of a kind that is often told and has no type.
"""

from __future__ import annotations

import re
from functools import cache

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.catalogue import posted_types
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DeadlineSet, DocketEntryRecorded, HearingScheduled
from casefile.law.events.record import NoteRecorded
from casefile.words.forms.dated import DAY_SAID, TODAY, dated, day_first
from casefile.words.told.apart import Apart
from casefile.words.told.likely_types import known_by, stem
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import NOTHING, TWO, ToldAct, ToldActs, on_their_days
from casefile.words.what.court_facts import court_fact
from casefile.words.what.event_words import SMALL, WHO, as_key, is_past
from casefile.words.what.unsure import is_unsure

KEPT = "text"  # the field in which words are kept
# What is not of a matter for certain, where it is told alone.
_done = re.compile(
    r"[a-z-]{2,}[^e]ed|came|went|saw|made|wrote|sent|gave|got|took|left|met|spoke|brought|bought"
    r"|sold|hit|fell|hurt|broke|drove|sat|cut|kept|lost|ran|froze|began|quit|fled|paid|built"
)
# Who decides, of whom an act may be told in any words, and what may be an act by whoever does it.
_DECIDES = frozenset(
    (
        *("arbitrator", "board", "clerk", "commissioner", "court", "da", "government", "judge"),
        *("jurors", "jury", "justice", "magistrate", "panel", "people", "prosecution"),
        *("prosecutor", "prosecutors", "state", "tribunal"),
    )
)
_MAY_BE_ACTS = frozenset(
    (
        *("abandoned", "absolved", "axed", "cleared", "commuted", "exonerated", "forgiven"),
        *("forgave", "freed", "nixed", "pardoned", "scrapped", "vindicated"),
        *("accused", "agreed", "conceded", "confessed", "consented", "countersued", "impleaded"),
        *("intervened", "joined", "objected", "opposed", "petitioned", "recused", "remanded"),
        *("removed", "replied", "stipulated"),
    )
)
_OF_NO_ACT = ("received",)  # what is done to papers as well, and moves nothing
_NAMES = (PartyAdded.tag,)  # which are called by what people are
_apart = re.compile(
    r"[;:.,] (?!\d{4}\b)(?:and |but |then )?| (?:and|but) (?:then )?",
    re.IGNORECASE,
)
_on_day = re.compile(rf"\bon {DAY_SAID}", re.IGNORECASE)
# At what hearing a court did it, in front of that or behind it.
_HEARING = (
    r"at (?:the|an?|his|her|its|our|their) (?P<kind>(?:[a-z]+ ){0,3}hearing)(?: held)?"
    rf"(?:,? on (?P<day>{DAY_SAID}))?"
)
_at_hearing = re.compile(rf"{_HEARING},? (?P<said>.+)", re.IGNORECASE)
_said_there = re.compile(rf"(?P<said>.+?),? {_HEARING}", re.IGNORECASE)
_day_last = re.compile(rf"(?P<said>.+?),? on (?P<day>{DAY_SAID})", re.IGNORECASE)
# Whose clause goes on about what stands before it.
_goes_on = re.compile(r"(?:which|it|they|that|he|she|this)\b|.+ (?:it|them|that)$", re.IGNORECASE)
_pronoun = re.compile(r"\b(?:it|them|this|that)\b", re.IGNORECASE)  # of which it is an act
_set_now = re.compile(r"\b(?:is|are) (?:now )?(?:set|scheduled|due)\b", re.IGNORECASE)


def kept_as(asking: Asking, matter_id: str, words: str) -> str:
    """Return the type that keeps a fact of a matter of which no type tells; nothing where one may.

    What is told of a charge or a claim may be an act on it, and so may what a court or a State did.
    """
    if _on_day.search(words):
        return ""  # of which day it is, or something else in it, is asked
    if found := court_fact(words):
        return found
    told = as_key(words).split()
    done = any(map(_done.fullmatch, told)) and not any(
        is_past(one) and one not in _OF_NO_ACT for one in told
    )
    acts = {*_called(), *_items(asking, matter_id)}
    plain = done and not is_unsure(words) and acts.isdisjoint(map(stem, told))
    may_decide = not (_DECIDES | _MAY_BE_ACTS).isdisjoint(told)
    return NoteRecorded.tag if plain and not may_decide else ""


def plain_facts(telling: Telling) -> ToldActs | None:
    """Return what a sentence tells in clauses that each have their day, of which some are plain.

    None is returned for any other sentence. Of one clause alone only that of a kind is read here.
    """
    if found := _found_at_hearing(telling):
        return found
    acts = _Clauses(telling).each(telling.words, telling.given)
    kept = [text for one in acts for text in one.fields.get(KEPT, ())]
    if not kept or (len(acts) < TWO and not court_fact(kept[0])):
        return None
    return on_their_days(acts, telling.given)


def _found_at_hearing(telling: Telling) -> ToldActs | None:
    """Return a hearing that was held with what a court did there that has no type."""
    found = _at_hearing.fullmatch(telling.words) or _said_there.fullmatch(telling.words)
    if found is None:
        return None
    said, own = dated(found["said"], NOTHING) or (found["said"], "")
    day = own or found["day"] or ""
    tag = court_fact(said) if day or telling.given else ""
    if tag != DocketEntryRecorded.tag or _on_day.search(said):
        return None
    entry = ToldAct(tag, {KEPT: [as_note(said)]})
    return ToldActs([ToldAct(f"{found['kind']} held"), entry], day)


@cache
def _called() -> frozenset[str]:
    """Return the words, as `stem` has them, by which types are called."""
    tags = (tag for tag, _ in posted_types() if tag not in _NAMES)
    return frozenset[str]().union(*map(known_by, tags)) - {*map(stem, WHO)}


def _behind(before: str, said: str) -> str:
    """Return a clause with what stands in front of it, where it goes on about that."""
    if said.startswith("which "):
        return f"{before}, {said}"
    if _done.fullmatch(said.partition(" ")[0]):
        return f"{before} and {said}"  # it has no subject of its own
    return f"{before}; {said}" if _goes_on.match(said) else as_note(said)


def _items(asking: Asking, matter_id: str) -> set[str]:
    """Return the words, as `stem` has them, by which what is charged or claimed is called."""
    names = (
        str(one.detail.get(name) or "")
        for one in matters.view(asking, matter_id).items
        for name in ("offense", "cause")
    )
    return {stem(word) for name in names for word in as_key(name).split()} - set(SMALL)


class _Clauses:
    """Parts a sentence into its clauses, each with its day."""

    def __init__(self, telling: Telling) -> None:
        self._asking, self._matter_id = telling.asking, telling.matter_id
        self._apart = Apart(telling.asking, telling.matter_id, telling.of)

    def each(self, words: str, given: str = "", before: str = "") -> list[ToldAct]:
        """Return the act of each clause; nothing where one has no day or may be anything else.

        The first is of the day that is `given`, and `before` is what stands in front.
        """
        for cut in [*_apart.finditer(words), None]:
            clause = words[: cut.start() if cut else None]
            one = self._act(clause, given, before)
            if one and cut is None:
                return [one]
            told = one.fields.get(KEPT, [clause])[0] if one else ""
            if one and cut and (others := self.each(words[cut.end() :], before=told)):
                return [one, *others]
        return []

    def _act(self, words: str, given: str, before: str) -> ToldAct | None:
        said, day = day_first(words) or dated(words, NOTHING) or (words, given)
        last = _day_last.fullmatch(words)
        if not day and last and court_fact(last["said"]):
            said, day = last["said"], last["day"]
        if day and (tag := kept_as(self._asking, self._matter_id, said)):
            text = _behind(before, said) if before else as_note(said)
            return ToldAct(tag, {KEPT: [text]}, day="" if day == given else day)
        act = self._apart.act(words)
        if act is None or not act.sure or _pronoun.search(act.words):
            return None
        if act.tag in (HearingScheduled.tag, DeadlineSet.tag) and not act.day:
            return act._replace(day=TODAY) if _set_now.search(words) else None
        return act if act.day or given else None
