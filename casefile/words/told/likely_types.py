"""Likely types: of which types of events a sentence may tell, the likeliest first.

A type is known by its name, by what it is, by what people call it and by the sentences that tell
it, as all of these stand elsewhere already; a word counts for the more the fewer types have it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from casefile.law.catalogue import CATALOGUE, posted_types
from casefile.law.events.process import DeadlineSet, DocumentFiled, MotionDecided, MotionFiled
from casefile.law.events.record import IntentAnnounced, NoteRecorded, StatementRecorded
from casefile.words.forms.sentence_forms import FORMS
from casefile.words.misread import Misread
from casefile.words.what.event_types import CALLED, TRACKS, read_type
from casefile.words.what.event_words import SMALL, WHO, as_key, done_word
from casefile.words.what.papers import MAY_BE
from casefile.words.what.unsure import is_unsure

LIKELY = 7  # types that are asked about
# What a word counts for of a name, of what a type is called, of what tells it, and of the rest.
_NAME, _CALLED, _TELLS, _DOC, _FORM = 3.0, 3.0, 2.0, 1.0, 1.0
_WHOLE = 1.5  # what it counts for that all words of what a type is called are there
_ACTOR = 0.3  # of whoever acts, like the judge, who does much
_LEAST = 0.2  # of what the likeliest counts, by which another one may be meant
_THERE = 2.0  # of what can follow in a matter
_ENDS = ("ments", "ment", "ings", "ing", "als", "al", "ions", "ion", "ed", "es", "s", "e")
_SHORTEST = 4  # letters that are left of a word
# Words by which a type is told that stand in no table of what it is called.
_ALSO: Mapping[str, str] = {
    "charge.conviction_entered": "plea accepted",
    **dict.fromkeys(
        ("charge.dismissed", "claim.dismissed"), "thrown out tossed dropped let go withdrawn"
    ),
    "claim.filed": "claims sues alleges demands alternative",
    "claim.judgment_entered": "decision decided found for",
    DeadlineSet.tag: "pay answer contest respond by due until",
    MotionDecided.tag: "decision granted denied",
    MotionFiled.tag: "moved moves to suppress dismiss compel strike reconsider continue",
    "sentence.imposed": "sent prison jail months years probation fine restitution served",
    StatementRecorded.tag: "told says tells called telephone",
}
# Words that tell a type, and say more than that.
_MORE: Mapping[str, str] = {"charge.deferral_ordered": "consent decree"}
# By whom it was asked for, and on which counts, which is not what happened.
_beside = re.compile(
    r"\b(?:up)?on (?:[\w.]+ ){0,3}[\w.]+['\u2019]s? (?:own )?(?:oral )?motion\b"
    r"|\b(?:counts?|cts?\.?|item) \d+\b",
    re.IGNORECASE,
)
_letters = re.compile(r"\(\?[:P!<=a-z>]*|\\[a-zA-Z]|[^a-zA-Z' -]+")
_NOTHING = frozenset((*SMALL, "and", "or", "that", "who", "with", "at", "for", "from", "not"))


class _Index(NamedTuple):
    """For each word how much it says of each type, and what types are called, by its words."""

    words: Mapping[str, Mapping[str, float]]
    called: Sequence[tuple[frozenset[str], str]]
    rare: Mapping[str, float]


def likely_types(
    sentence: str, category: str = "", fitting: Collection[str] = (), *, most: int = LIKELY
) -> list[str]:
    """Return the types of which a sentence may tell in a matter of a category.

    What is `fitting` there goes before what cannot follow.
    """
    index, track = _index(), TRACKS.get(category)
    said = set(_stems(_beside.sub(" ", sentence)))
    scores: dict[str, float] = defaultdict(float)
    for word in said:
        for tag, weight in index.words.get(word, {}).items():
            scores[tag] += weight * index.rare[word] * (_ACTOR if word in _WHO else 1)
    whole: dict[str, float] = {}
    for words, tag in index.called:
        if words <= said:
            worth = sum(index.rare[one] * (_ACTOR if one in _WHO else 1) for one in words)
            whole[tag] = max(whole.get(tag, 0), worth)
    for tag, worth in whole.items():
        scores[tag] += _WHOLE * worth
    for tag in fitting:
        if tag in scores:
            scores[tag] *= _THERE
    if is_unsure(sentence):
        scores[IntentAnnounced.tag] += 1 + max(scores.values(), default=0)
    own = [
        tag
        for tag in sorted(scores, key=lambda one: -scores[one])
        if CATALOGUE[tag].track in (None, track or CATALOGUE[tag].track)
        and tag != NoteRecorded.tag
        and scores[tag] >= _LEAST * max(scores.values())
    ]
    return own[:most]


def known_by(tag: str) -> frozenset[str]:
    """Return the words, as `stem` has them, by which a type is known."""
    own = (tag, _ALSO.get(tag, ""), *(said for said, some in CALLED.items() if tag in some))
    return frozenset(word for said in own for word in _stems(said))


def stem(word: str) -> str:
    """Return a word without its end: dismissal, dismissed and dismisses are dismiss."""
    word = done_word(word)
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST:
            return word.removesuffix(end).removesuffix("e")
    return word


_WHO = frozenset(map(stem, WHO))


def _stems(text: str) -> Iterator[str]:
    return (stem(one) for one in as_key(text).split() if one not in _NOTHING)


@cache
def _index() -> _Index:
    said: dict[str, dict[str, float]] = defaultdict(dict)
    called: list[tuple[frozenset[str], str]] = []

    def put(text: str, tag: str, weight: float) -> None:
        for word in _stems(text):
            said[word][tag] = max(said[word].get(tag, 0), weight)

    for tag, _ in posted_types():
        cls = CATALOGUE[tag]
        put(tag, tag, _NAME)
        put((cls.__doc__ or "").partition("\n")[0], tag, _DOC)
        called.append((frozenset(_stems(tag.partition(".")[2])), tag))
    for words, some in CALLED.items():
        for tag in some:
            put(words, tag, _CALLED / math.sqrt(len(list(_stems(words))) or 1))
            called.append((frozenset(_stems(words)), tag))
    for form in FORMS:
        for tag in _types_of(form.said):
            put(_letters.sub(" ", form.words.pattern), tag, _FORM)
    put(_letters.sub(" ", MAY_BE.pattern), DocumentFiled.tag, _CALLED)
    for tag, words in (*_ALSO.items(), *_MORE.items()):
        put(words, tag, _TELLS)
    rare = {word: math.log(1 + len(CATALOGUE) / len(some)) for word, some in said.items()}
    return _Index(said, [one for one in called if one[0]], rare)


def _types_of(said: str) -> Sequence[str]:
    """Return the types that the words of a form can mean."""
    try:
        return [read_type(said)]
    except Misread as misread:
        return misread.choices
