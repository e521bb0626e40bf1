"""Clauses of dispositions: what the tokens of one say together, in whatever order they stand.

A clause is read whole or not at all: every word of it has its place in the one frame that fits, or
the clause is cut into pieces each of which has. Where two ways of cutting it say different things,
it is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, NamedTuple

from casefile.importers.pacer.disposition_tokens import Token, counts_named, tokens

BARE = "bare"  # a term of which the clause does not say what it is a term of
Ending = tuple[tuple[str, dict[str, Any]], ...]


class Phrase(NamedTuple):
    """What one clause says: penalties, how the charge ended, or nothing that lasts.

    `counts` are those that it names; `each` says that it is said of every one of them alone, and
    `total` that it is said of all together. `others` says that it is about the rest of the counts.
    `later` is what a judgment does that comes after the first. Where the phrase is not `whole`,
    there is more to it than that.
    """

    penalties: tuple[dict[str, Any], ...] = ()
    ending: Ending = ()
    basis: str = ""
    relation: str = ""
    day: str = ""
    later: str = ""
    counts: frozenset[str] = frozenset()
    each: bool = False
    total: bool = False
    others: bool = False
    whole: bool = True

    @property
    def says_something(self) -> bool:
        """Tell whether the clause says anything of a count."""
        return bool(self.penalties or self.ending or self.basis)


class Clause(NamedTuple):
    """The words of a clause, and what they say; nothing where they are not read."""

    words: str
    phrases: tuple[Phrase, ...] = ()


_LINKING = frozenset({"FILLER", "PUNCTUATION", "COMMA", "AND"})
_ABOUT = frozenset({"COUNTS", "EACH", "TOTAL", "DATE", "SENTENCED"})
_TIMED = {
    "CUSTODY": "incarceration",
    "RELEASE": "supervised_release",
    "PROBATION": "probation",
    "HOME": "home_detention",
    "SERVICE": "community_service",
}
_PAID = ("ASSESSMENT", "COSTS", "FINE", "RESTITUTION", "FORFEITURE")
_HEADS = frozenset({*_TIMED, *_PAID, "SERVED", "NO", "DISMISSED", "REVOKED", "AMENDED", "PLEA"})
_NUMBERS = frozenset({"TERM", "MONEY", "FOR_LIFE"})
_MAX_PIECES = 10
_MAX_TOKENS = 600  # of a text; a longer one is no disposition
_MAX_NAME = 8  # tokens of the name of a later judgment
_MAX_JOINED = 3
_DIFFERENT = 2  # ways to cut a text that say different things: it is not read
_words = r"(?!(?:for|under|pursuant|per|on|by|and|where)\b)[a-z]+"
_district = (
    r"(?:the )?(?:northern |southern |eastern |western |middle |central )?"
    rf"district of {_words}(?: {_words}){{0,2}}"
)
_NOTHING = Phrase()
# What is said in one form only, as a whole. What is transferred to anything but a court, like a
# program or a judge, is not moved.
_transferred = re.compile(
    rf"(?:case )?transferred to (?P<to>{_district})(?: (?:pursuant to|under|per) rule 20)?"
)
_merged = re.compile(r"(?:count \w+ )?(?:is )?merged (?:with|into) (?:count|ct\.?) (?P<to>\d+s*r?)")
_superseded = re.compile(
    r"superseded(?: by (?:the )?(?:second |third )?(?:superseding )?(?:indictment|information))?"
)
_advice = re.compile(r"right to appeal ?-? ?w/in \d+ days")


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a plain text, each as it is read."""
    found = [*islice(tokens(text), _MAX_TOKENS + 1)]
    if len(found) > _MAX_TOKENS:
        yield Clause(text)
        return
    for segment in _segments(found):
        yield from _read_segment(text, segment)


def _segments(found: Sequence[Token]) -> Iterator[list[list[Token]]]:
    """Yield what stands between points and semicolons, cut at the commas that may end a clause.

    The name of a later judgment, like "Amended judgment:", stands by itself.
    """
    segment: list[list[Token]] = [[]]
    for one, after in pairwise([*found, Token("SEPARATOR", "", 0, 0)]):
        if one.kind == "SEPARATOR":
            yield segment
            segment = [[]]
        elif one.kind == "BREAK" or (one.kind == "COMMA" and not _is_number(after)):
            segment.append([])
        elif one.kind == "RELATION" and after.value in {"to", "with"}:
            segment.append([one])  # beside what it runs, may not be read
        elif one.kind == "PUNCTUATION" and (name := _name_at_end(segment[-1])):
            segment[-1] = segment[-1][: -len(name)]
            yield segment
            yield [name]
            segment = [[]]
        else:
            segment[-1].append(one)
    yield segment


def _is_number(one: Token) -> bool:
    return one.kind in _NUMBERS or one.value[:1].isdigit()


def _name_at_end(said: list[Token]) -> list[Token]:
    """Return the name of a later judgment that the tokens end with; none where they do not."""
    for begin in range(max(0, len(said) - _MAX_NAME), len(said)):
        read = _frame(said[begin:])
        if read and read.later:
            return said[begin:]
    return []


def _read_segment(text: str, segment: list[list[Token]]) -> list[Clause]:
    """Return the clauses of a segment, joined so that the least of it is left over."""
    parts = [part for part in segment if part]
    best: list[list[list[Clause]]] = [[[]]]
    for end in range(1, len(parts) + 1):
        ways = []
        for begin in range(max(0, end - _MAX_JOINED), end):
            joined = [one for part in parts[begin:end] for one in part]
            one = Clause(_words_of(text, joined), _read(text, joined) or ())
            ways += [[*way, one] for way in best[begin]]
        least = min(map(_cost, ways))
        told: list[list[Clause]] = []
        for way in (way for way in ways if _cost(way) == least):
            if len(told) < _DIFFERENT and all(_said(way) != _said(other) for other in told):
                told.append(way)
        best.append(told)
    if len(best[-1]) < _DIFFERENT:
        return best[-1][0]
    return [Clause(_words_of(text, [one for part in parts for one in part]))]


def _said(way: list[Clause]) -> list[tuple[Phrase, ...]]:
    return [one.phrases for one in way]


def _cost(way: list[Clause]) -> tuple[int, int]:
    """Return how much is left over, then how few clauses there are."""
    left = sum(not one.phrases or _is_bare(one.phrases[-1]) for one in way)
    return left, -len(way)


def _is_bare(phrase: Phrase) -> bool:
    return any(one["kind"] == BARE for one in phrase.penalties)


def _words_of(text: str, said: Sequence[Token]) -> str:
    words = text[said[0].start : said[-1].end].strip(" .,;:-")
    return words.removeprefix("and ").removeprefix("with ")


def _read(text: str, said: Sequence[Token]) -> tuple[Phrase, ...] | None:
    """Return what a run of tokens says, as one or in pieces; None where it is not read."""
    words = _words_of(text, said)
    if one := _said_in_one_form(words) or _frame(said):
        return (one,)
    cuts = [
        place
        for place, one in enumerate(said)
        if place and (one.kind in {"AND", "COMMA"} | _NUMBERS | _HEADS)
    ]
    if len(cuts) > _MAX_PIECES:
        return None
    ways = _cut(said, (*cuts, len(said)), 0)
    fewest = min(map(len, ways), default=0)
    shortest = [way for way in ways if len(way) == fewest]
    return shortest[0] if shortest and all(way == shortest[0] for way in shortest) else None


def _cut(said: Sequence[Token], cuts: tuple[int, ...], begin: int) -> list[tuple[Phrase, ...]]:
    """Return every way to cut the tokens from one place on into pieces that are read."""
    ways: list[tuple[Phrase, ...]] = []
    for end in (cut for cut in cuts if cut > begin):
        piece = said[begin:end]
        one = _frame(piece) if any(token.kind not in _LINKING for token in piece) else None
        if one is None:
            continue
        if end == len(said):
            ways.append((one,))
            continue
        rest = _cut(said, cuts, end)
        ways += [(one, *more) for more in rest if not _is_bare(one) or _goes_before(one, more[0])]
    return [
        way for way in ways if way[0].later or not any(map(_is_bare, way[1:])) or _each_its_own(way)
    ]


def _each_its_own(way: tuple[Phrase, ...]) -> bool:
    """Tell whether every bare term names its count, and no other one's."""
    counts = [label for one in way if _is_bare(one) for label in (one.counts or [""])]
    return "" not in counts and len(counts) == len(set(counts))


def _goes_before(bare: Phrase, following: Phrase) -> bool:
    """Tell whether a bare term is one of its own, and no part of the term behind it.

    Months go before years of supervised release; years before months may be one term.
    """
    if _is_bare(following):
        return _each_its_own((bare, following))
    if following.relation or all("amount" in one for one in following.penalties):
        return True
    term, after = (one.penalties[0].get("term", "") for one in (bare, following))
    kinds = {one["kind"] for one in following.penalties}
    return kinds == {"supervised_release"} and term[-1:] in "MD" and after[-1:] in ("M", "Y", "e")


def _said_in_one_form(words: str) -> Phrase | None:
    if found := _transferred.fullmatch(words):
        return _ended("charge.moved", how="transferred", to=found["to"])
    if found := _merged.fullmatch(words):
        return _ended("charge.moved", how="merged", to=found["to"])
    if _superseded.fullmatch(words):
        return _ended("charges.superseded")
    return _NOTHING if _advice.fullmatch(words) else None


def _ended(type_: str, **data: Any) -> Phrase:
    return Phrase(ending=((type_, data),))


def _tried(type_: str, **data: Any) -> Phrase:
    """Return what only a trial can bring, after the trial."""
    return Phrase(ending=(("charge.trial_commenced", {}), (type_, data)))


def _frame(said: Sequence[Token]) -> Phrase | None:
    """Return what a run of tokens says as one; None where a word has no place in it."""
    core = [one for one in said if one.kind not in _LINKING]
    kinds = Counter(one.kind for one in core)
    if not core:
        return _NOTHING
    values = {one.kind: one.value for one in core}
    days = {one.value for one in core if one.kind == "DATE"}
    if len(days) > 1 or not all(map(_is_its_day, said, said[1:])):
        return None
    one = (
        _denied(core, kinds)
        or _imposed(kinds, values)
        or _sum(core, kinds, values)
        or _guilt(kinds)
        or _trial(kinds, core)
        or _dismissal(kinds, core)
        or _later(kinds)
    )
    if one is None:
        return None
    named = [one for one in core if one.kind in {"COUNTS", "EACH"}]
    return one._replace(
        day="".join(days),
        counts=frozenset().union(*(counts_named(one.value) for one in named)),
        each="EACH" in kinds,
        total="TOTAL" in kinds and "EACH" not in kinds,
        others="OTHERS" in kinds,
    )


def _is_its_day(before: Token, one: Token) -> bool:
    """Tell whether a date is that of the clause, and none by or after which something is due."""
    return one.kind != "DATE" or before.kind != "FILLER" or before.value in {"on", "of"}


def _only(kinds: Counter[str], *allowed: str) -> bool:
    return set(kinds) <= {*allowed, *_ABOUT}


def _denied(core: list[Token], kinds: Counter[str]) -> Phrase | None:
    """Return that something is not imposed, or is later: what a sentence does not have yet."""
    imposed = {*_PAID, "RELEASE"} & set(kinds)
    if core[0].kind == "NO" and imposed and kinds["NO"] == 1:
        others = {one.value for one in core if one.kind not in {"NO", *_PAID, "RELEASE", "COUNTS"}}
        return _NOTHING if others <= {"or"} else None
    if imposed & {*_PAID} and "WAIVED" in kinds and _only(kinds, *_PAID, "WAIVED", "MONEY"):
        return _NOTHING
    # It is determined later (18 U.S.C. 3664(d)(5)), so there is more to the sentence than is said.
    if imposed == {"RESTITUTION"} and _only(kinds, "RESTITUTION", "LATER") and kinds["LATER"]:
        return Phrase(whole=False)
    return None


def _imposed(kinds: Counter[str], values: dict[str, str]) -> Phrase | None:
    """Return a penalty that has a term, or that is death or time served."""
    if kinds["DEATH"] == 1 and _only(kinds, "DEATH"):
        return Phrase(penalties=({"kind": "death"},))
    if kinds["SERVED"] == 1 and _only(kinds, "SERVED", "CUSTODY", "CREDIT"):
        return Phrase(penalties=({"kind": "time_served"},))
    if kinds["CREDIT"] == 1 and set(kinds) == {"CREDIT"}:
        return _NOTHING  # the Bureau of Prisons gives it in any case (18 U.S.C. 3585(b))
    if set(kinds) == {"RELATION"}:
        return Phrase(relation=values["RELATION"])
    timed = [kind for kind in _TIMED if kinds[kind]]
    terms = kinds["TERM"] + kinds["FOR_LIFE"]
    allowed = ("TERM", "FOR_LIFE", "RELATION", "CREDIT", *timed)
    if terms != 1 or kinds["RELATION"] > 1 or kinds["DATE"] > 1:
        return None
    term = values.get("TERM") or values["FOR_LIFE"]
    hours, for_life = "T" in term, "FOR_LIFE" in kinds
    if timed == ["PROBATION"] and kinds["FIRST_OFFENDER"] == 1 and not (hours or for_life):
        return _first_offender(kinds, term)
    if not _only(kinds, *allowed) or len(timed) > 1 or (kinds["CREDIT"] and timed != ["CUSTODY"]):
        return None
    kind = _TIMED[timed[0]] if timed else BARE
    if hours != (kind == "community_service"):
        return None
    if for_life and kind not in {"incarceration", "supervised_release", BARE}:
        return None
    beside = {"relation": values["RELATION"]} if "RELATION" in kinds else {}
    return Phrase(penalties=({"kind": kind, "term": term} | beside,))


def _first_offender(kinds: Counter[str], term: str) -> Phrase | None:
    """Return probation of a first offender, which is without a judgment of conviction."""
    if not _only(kinds, "PROBATION", "FIRST_OFFENDER", "TERM"):
        return None
    kind = "first_offender_probation"
    return _ended("charge.deferral_ordered", kind=kind, conditions=[f"Probation: {term}"])


def _sum(core: list[Token], kinds: Counter[str], values: dict[str, str]) -> Phrase | None:
    """Return a sum of money: one, or that of each count beside the total."""
    paid = [kind for kind in _PAID if kinds[kind]]
    if len(paid) != 1 or kinds["DATE"] or not _only(kinds, paid[0], "MONEY"):
        return None  # a date is that of a payment
    sums = [one.value for one in core if one.kind == "MONEY"]
    places = {one.kind: place for place, one in enumerate(core)}
    if len(sums) == 2 and {"EACH", "TOTAL"} <= set(kinds):  # noqa: PLR2004
        amount = sums[0 if places["EACH"] < places["TOTAL"] else 1]
    elif len(sums) == 1:
        amount = sums[0]
    else:
        return None
    if not float(amount):
        return _NOTHING
    said = {"kind": values[paid[0]], "amount": {"amount": amount, "currency": "USD"}}
    return Phrase(penalties=(said,))


def _guilt(kinds: Counter[str]) -> Phrase | None:
    """Return how guilt was found, or pleaded."""
    if kinds["NO_CONTEST"] == 1 and _only(kinds, "NO_CONTEST", "PLEA"):
        return Phrase(basis="plea_no_contest")
    if kinds["GUILTY"] and kinds["PLEA"] and _only(kinds, "GUILTY", "PLEA"):
        return Phrase(basis="plea_guilty")
    told = {"FOUND", "VERDICT", "JURY", "BENCH"} & set(kinds)
    guilty = kinds["GUILTY"] and (told or kinds["CONVICTED"])
    if not guilty and not kinds["CONVICTED"]:
        return None
    allowed = ("GUILTY", "CONVICTED", "FOUND", "VERDICT", "JURY", "BENCH", "JUDGMENT")
    if not _only(kinds, *allowed) or (kinds["JURY"] and kinds["BENCH"]):
        return None
    return Phrase(basis="jury" if kinds["JURY"] else "bench" if kinds["BENCH"] else "unknown")


def _trial(kinds: Counter[str], core: list[Token]) -> Phrase | None:
    """Return what only a trial brings, other than guilt."""
    found = ("FOUND", "VERDICT", "JURY", "BENCH", "JUDGMENT")
    if kinds["INSANE"] and _only(kinds, "INSANE", *found):
        return _tried("charge.verdict_returned", verdict="not_guilty_insanity")
    if kinds["NOT_GUILTY"] and _only(kinds, "NOT_GUILTY", *found):
        return _tried("charge.verdict_returned", verdict="not_guilty")
    if kinds["ACQUITTED"] and _only(kinds, "ACQUITTED", "JURY", "BENCH", "VERDICT"):
        return _tried("charge.verdict_returned", verdict="not_guilty")
    if kinds["ACQUITTAL"] and _only(kinds, "ACQUITTAL", "GRANTED"):
        words = [one.value for one in core if one.kind == "ACQUITTAL"]
        entered = any(word.startswith("judgment") for word in words)
        if entered or (kinds["GRANTED"] and any("acquittal" in word for word in words)):
            return _tried("charge.verdict_returned", verdict="directed_acquittal")
    if kinds["MISTRIAL"] and _only(kinds, "MISTRIAL", "DECLARED"):
        return _tried("charge.mistrial_declared")
    return None


def _dismissal(kinds: Counter[str], core: list[Token]) -> Phrase | None:
    """Return that a charge was dismissed, on whose motion, and whether with prejudice."""
    asked, done = kinds["TO_DISMISS"], kinds["DISMISSED"]
    aside = ("MOTION", "PREJUDICE", "BY_RULE", "JUDGMENT", "BENCH", "ALL", "OTHERS", "GRANTED")
    if not (done or kinds["NOLLE"] or (asked and kinds["GRANTED"])):
        return None
    if not _only(kinds, "DISMISSED", "TO_DISMISS", "NOLLE", *aside) or (done and asked):
        return None
    said = {one.value for one in core if one.kind == "PREJUDICE"}
    by = {one.value for one in core if one.kind == "MOTION"}
    by |= {"prosecution"} if kinds["NOLLE"] else set()
    by |= {"court"} if kinds["BENCH"] else set()
    if len(said) > 1 or {"court", "prosecution"} <= by:
        return None
    who = next((one for one in ("prosecution", "court", "agreement") if one in by), "unknown")
    return _ended("charge.dismissed", by=who, prejudice=said.pop() if said else "unknown")


def _later(kinds: Counter[str]) -> Phrase | None:
    """Return the name of a judgment that comes after the first, and what it does."""
    if set(kinds) <= {"JUDGMENT", "DATE", "SENTENCED"} and kinds["DATE"]:
        return _NOTHING
    served = ("RELEASE", "PROBATION")
    if kinds["REVOKED"] and _only(kinds, "REVOKED", "JUDGMENT", "VIOLATION", "AMENDED", *served):
        return Phrase(later="revoked")
    if kinds["AMENDED"] and kinds["JUDGMENT"] and _only(kinds, "AMENDED", "JUDGMENT"):
        return Phrase(later="corrected")
    if kinds["RESENTENCED"] and _only(kinds, "RESENTENCED"):
        return Phrase(later="corrected")
    return None
