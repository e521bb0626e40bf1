"""Likeness: whether two names may be those of one person, how strongly, and in words why."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from casefile.answers.names.given_names import may_be_one
from casefile.answers.names.name_words import (
    ALSO,
    AND_OTHERS,
    CUT,
    SIGN,
    SUFFIXES,
    WRITTEN,
    core_of,
    glued,
    words_of,
)
from casefile.answers.names.readings import is_foreign, readings
from casefile.answers.names.short_names import INITIALISM, initials_of, is_cut
from casefile.projections.names import name_key

# Of 100. One letter that is missing, added, wrong or swapped with its neighbour leaves a name of
# eight letters or more above it: the measure is then at least 100 - 100 / 8.
THRESHOLD = 85
FEWEST = 2  # words that can be the name of somebody of whom more words are known
READY = 2_048  # names that are kept ready to be compared, some 3 kB each


# The words that two names share, and those that only one of them has.
Parted = tuple[Sequence[str], Sequence[str], Sequence[str]]


class Match(IntEnum):
    """In what way two names are alike, the strongest first."""

    EXACT = 0
    WRITTEN = 1
    ORDER = 2
    FORM = 3
    SUFFIX = 4
    LETTERS = 5
    SHORT = 6
    NICKNAME = 7
    INITIALS = 8
    FULLER = 9
    SIMILAR = 10
    PART = 11

    @property
    def word(self) -> str:
        """Return the way as it is answered."""
        return self.name.lower()


class Likeness(NamedTuple):
    """How two names are alike; the score, of 100, is that of names that are only similar."""

    match: Match
    score: int
    why: str

    @property
    def strength(self) -> tuple[int, int]:
        """Return what likenesses are sorted by, the strongest first."""
        return (self.match, -self.score)


class Form:
    """A name, or a part of one that is a name by itself, made ready to be compared.

    `part` is that part as it stands in the name, `read` what stands there where this is only what
    it can be read as; `several` tells that the name has parts.
    """

    def __init__(self, text: str, *, part: str = "", read: str = "", several: bool = False) -> None:
        self.text, self.part, self.read, self.several = text.strip(), part, read, several
        self.words = words_of(AND_OTHERS.sub("", text))
        self.plain = sorted(name_key(text).split())  # an apostrophe parts words there
        self.core = core_of(self.words)
        _, self.dropped, _ = _parted(self.words, self.core)
        self.suffix = next((SUFFIXES[one] for one in self.dropped if one in SUFFIXES), "")

    @cached_property
    def run(self) -> str:
        """Return all words as one, without spaces."""
        return "".join(self.words)

    @cached_property
    def in_order(self) -> tuple[list[str], list[str]]:
        """Return the words that count, and those of them that often are one as one, both sorted."""
        return sorted(self.core), sorted(glued(self.core))

    @cached_property
    def every_in_order(self) -> list[str]:
        """Return all words, those as one that often are, sorted."""
        return sorted(glued(self.words))

    @cached_property
    def joined(self) -> str:
        """Return the words that count in their order, as one text."""
        return " ".join(self.core)

    @cached_property
    def family(self) -> frozenset[str]:
        """Return the words of the family name: those before a comma, or else the last one."""
        before, comma, _ = self.text.partition(",")
        words = core_of(words_of(before)) if comma else self.core[-1:]
        return frozenset(words)

    @cached_property
    def cut(self) -> frozenset[str]:
        """Return the words that are written as cut short: with a point, or an apostrophe inside."""
        written = (one for one in WRITTEN.findall(self.text) if CUT.search(one))
        return frozenset(word for one in written for word in words_of(one) if len(word) > 1)

    @cached_property
    def letters(self) -> str:
        """Return the name where it is the first letters of others, in capitals; else nothing."""
        one, *more = glued(self.core) or [""]
        capitals = not more and one.upper() in SIGN.sub("", self.text)
        return one if capitals and len(one) in INITIALISM else ""

    @cached_property
    def initials(self) -> frozenset[str]:
        """Return the first letters by which the name may go."""
        return frozenset(initials_of(self.core))

    def said(self, words: Sequence[str]) -> str:
        """Return some of the words as they are written in the name."""
        written = {"".join(words_of(one)): one for one in WRITTEN.findall(self.text)}
        return " and ".join(repr(written.get(word, word)) for word in words)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Return the words by one of which whoever has the name is found."""
        dropped = {*self.dropped, *self.words} - {*self.core}
        every = ({*self.core, *glued(self.core), *self.plain} - dropped) | self.initials
        return frozenset(one for one in every if len(one) > 1)


@lru_cache(READY)
def forms(name: str) -> tuple[Form, ...]:
    """Return a name, then each part that is a name by itself: of "A aka B", A and B.

    What they can be read as in other letters, or in full, comes last.
    """
    parts = [part.strip() for part in ALSO.split(name) if words_of(part)]
    several = len(parts) > 1
    each = [(part, part) for part in parts] if several else [(name, "")]
    return (
        Form(name, several=several),
        *(Form(text, part=part) for text, part in each if several),
        *(
            Form(other, part=part, read=text.strip())
            for text, part in each
            for other in readings(text)
        ),
    )


def likeness(asked: Sequence[Form], found: Sequence[Form]) -> Likeness | None:
    """Return the strongest likeness of two names or of their parts; None where there is none."""
    best: Likeness | None = None
    for one in asked:
        for other in found:
            hit = _compare(one, other)
            several = one.several or other.several
            if hit is None or (several and hit.match > Match.ORDER):
                continue  # the parts are what can be alike in other ways
            hit = _as_read(hit, [form for form in (one, other) if form.read])
            if best is None or hit.strength < best.strength:
                part = other.part or one.part
                best = hit._replace(why=f"{hit.why}, as for the part {part!r}") if part else hit
    return best


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same but for how they are written and in what order."""
    hit = _compare(Form(one), Form(other))
    return hit is not None and hit.match <= Match.ORDER


def _as_read(hit: Likeness, readings: Sequence[Form]) -> Likeness:
    """Return a likeness of what names can be read as, which is no stronger for it."""
    for form in readings:
        way = Match.LETTERS if is_foreign(form.read) else Match.SHORT
        why = f"{hit.why}, {form.read!r} read as {form.text!r}"
        hit = hit._replace(match=max(hit.match, way), why=why)
    return hit


def _compare(asked: Form, found: Form) -> Likeness | None:
    if asked.text == found.text:
        return Likeness(Match.EXACT, 100, "the same name")
    if not asked.words or not found.words:
        return None
    for ways in (_as_written, _by_form, _by_letters):
        if hit := ways(asked, found):
            return hit
    parted = _parted(asked.core, found.core)
    for ways_of_parted in (_by_short_words, _similar, _part):
        if hit := ways_of_parted(asked, found, parted):
            return hit
    return None


def _as_written(asked: Form, found: Form) -> Likeness | None:
    if asked.run == found.run:
        said = "the same name but for case, accents, spaces or punctuation"
        return Likeness(Match.WRITTEN, 100, said)
    if asked.every_in_order == found.every_in_order or asked.plain == found.plain:
        return Likeness(Match.ORDER, 100, "the same words in another order")
    return None


def _by_form(asked: Form, found: Form) -> Likeness | None:
    """Compare what is left without forms of companies, titles and suffixes."""
    (one, one_glued), (other, other_glued) = asked.in_order, found.in_order
    if one != other and one_glued != other_glued:
        return None
    if asked.suffix and found.suffix and asked.suffix != found.suffix:
        said = f"the same name, but {asked.suffix!r} is asked for and {found.suffix!r} is recorded"
        return Likeness(Match.SUFFIX, 100, said)
    _, left, right = _parted(asked.dropped, found.dropped)
    apart = [
        part
        for form, words in ((asked, left), (found, right))
        if (part := form.said(list(dict.fromkeys(words))))
    ]
    said = (
        f"the same name without {' and '.join(apart)}" if apart else "the same name, spaced apart"
    )
    return Likeness(Match.FORM, 100, said)


def _by_letters(asked: Form, found: Form) -> Likeness | None:
    """Compare names of which one is the first letters of the words of the other."""
    for short, long in ((asked, found), (found, asked)):
        if short.letters in long.initials:
            said = f"{short.text!r} may stand for {long.text!r}"
            return Likeness(Match.SHORT, 100, said)
    return None


def _by_short_words(asked: Form, found: Form, parted: Parted) -> Likeness | None:
    """Compare names of which one has short words for those of the other, or words beside them.

    These are initials, words that are cut short, and short forms of given names.
    """
    same, *apart = parted
    ours, theirs = map(list, apart)
    pairs: list[list[str]] = []
    ways: list[Match] = []
    for one in list(ours):
        for word in theirs:
            if way := _stands(one, word, asked, found):
                both = sorted(
                    ((one, asked.said([one])), (word, found.said([word]))),
                    key=lambda pair: len(pair[0]),
                )
                pairs.append([written for _, written in both])
                ways.append(way)
                ours.remove(one)
                theirs.remove(word)
                break
    whole = [word for word in same if len(word) > 1]
    if (ours and theirs) or not whole or len(whole) + len(pairs) < FEWEST:
        return None
    beside = ours or theirs
    more = f"with {(asked if ours else found).said(beside)} beside it" if beside else ""
    if pairs:
        said = " and ".join(f"{short} may stand for {long}" for short, long in pairs)
        return Likeness(max(ways), 100, f"{said}, {more}" if more else said)
    return Likeness(Match.FULLER, 100, f"the same name {more}")


def _stands(one: str, other: str, asked: Form, found: Form) -> Match | None:
    """Return in what way one of two words stands for the other, if it does.

    A given name is no short form where it is the family name in both.
    """
    if 1 in (len(one), len(other)):
        return Match.INITIALS if one[0] == other[0] else None
    if (one in asked.cut and is_cut(one, other)) or (other in found.cut and is_cut(other, one)):
        return Match.SHORT
    families = one in asked.family and other in found.family
    return Match.NICKNAME if not families and may_be_one(one, other) else None


def _similar(asked: Form, found: Form, parted: Parted) -> Likeness | None:
    """Measure how many letters two names share in the same order: Indel similarity, of 100.

    It is taken of the words that count as they stand, of the same sorted, and of the same with
    those first that both have; the highest counts. Where that is too little, each word of the
    shorter name may be similar to one of the longer.
    """
    same, ours, theirs = parted
    score = max(
        fuzz.ratio(asked.joined, found.joined),
        fuzz.token_sort_ratio(asked.joined, found.joined),
        fuzz.ratio(" ".join([*same, *ours]), " ".join([*same, *theirs])),
    )
    if score >= THRESHOLD:
        return Likeness(Match.SIMILAR, int(score), f"similar: {int(score)} of 100")
    short, long = sorted((asked, found), key=lambda form: len(form.core))
    near, beside = _nearest(short.core, long.core)
    score = fuzz.ratio(short.joined, " ".join(near))
    if len(short.core) < FEWEST or score < THRESHOLD:
        return None
    said = f"similar with {long.said(beside)} beside it: {int(score)} of 100"
    return Likeness(Match.SIMILAR, int(score), said)


def _nearest(short: Sequence[str], long: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return for each word of one name the most similar of another, and what is left of that."""
    left, near = list(long), []
    for word in short:
        near.append(max(left, key=lambda other: fuzz.ratio(word, other)))
        left.remove(near[-1])
    return near, left


def _part(asked: Form, found: Form, parted: Parted) -> Likeness | None:
    """Compare names of which one is a single word of the other."""
    same, ours, theirs = parted
    if not any(len(word) > 1 for word in same) or (ours and theirs):
        return None
    said = f"only {found.said(same)} is found" if ours else f"{asked.said(same)} is part of it"
    return Likeness(Match.PART, 100, said)


def _parted(one: Sequence[str], other: Sequence[str]) -> Parted:
    """Return the words that two names share, and those that only one of them has, in order."""
    same, ours, theirs = [], [], list(other)
    for word in one:
        if word in theirs:
            theirs.remove(word)
            same.append(word)
        else:
            ours.append(word)
    return sorted(same), ours, theirs
