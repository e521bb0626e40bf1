"""Frames of dispositions: what a run of tokens says as one, in whatever order they stand.

Every word has its place in the one frame that fits, or the run is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from casefile.importers.pacer.disposition_tokens import Lexeme, counts_named

BARE = "bare"  # a term of which the clause does not say what it is a term of
Ending = tuple[tuple[str, dict[str, Any]], ...]


class Phrase(NamedTuple):
    """What one clause says: penalties, how the charge ended, or nothing that lasts.

    `counts` are those that it names; `each` says that it is said of every one of them alone, `such`
    that they are those named before, and `total` that it is said of all together. `others` says
    that it is about the rest of the counts.
    `later` is what a judgment does that comes after the first; `assessed` tells of a payment that
    only a conviction brings.
    """

    penalties: tuple[dict[str, Any], ...] = ()
    ending: Ending = ()
    basis: str = ""
    relation: str = ""
    day: str = ""
    later: str = ""
    counts: frozenset[str] = frozenset()
    each: bool = False
    such: bool = False
    total: bool = False
    others: bool = False
    assessed: bool = False

    @property
    def says_something(self) -> bool:
        """Tell whether the clause says anything of a count."""
        return bool(self.penalties or self.ending or self.basis)


LINKING = frozenset({"FILLER", "PUNCTUATION", "COMMA", "AND"})
_ABOUT = frozenset({"COUNTS", "EACH", "TOTAL", "DATE", "SENTENCED"})
_TIMED = {
    "CUSTODY": "incarceration",
    "RELEASE": "supervised_release",
    "PROBATION": "probation",
    "HOME": "home_detention",
    "SERVICE": "community_service",
}
_PAID = ("ASSESSMENT", "COSTS", "FINE", "RESTITUTION", "FORFEITURE")
_ACTS = frozenset(
    {
        "DISMISSED",
        "NOLLE",
        "PLEA",
        "FOUND",
        "CONVICTED",
        "ACQUITTED",
        "GRANTED",
        "REVOKED",
        "AMENDED",
    }
    | {"RESENTENCED", "MISTRIAL", "DECLARED"}
)
HEADS = frozenset({*_TIMED, *_PAID, "SERVED", "NO", "DISMISSED", "REVOKED", "AMENDED", "PLEA"})
_states = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|columbia|florida"
    "|georgia|guam|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland"
    "|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire"
    "|new jersey|new mexico|new york|north carolina|north dakota|northern mariana islands|ohio"
    "|oklahoma|oregon|pennsylvania|puerto rico|rhode island|south carolina|south dakota|tennessee"
    "|texas|utah|vermont|virginia|virgin islands|washington|west virginia|wisconsin|wyoming"
)
_district = (
    r"(?:the )?(?:northern |southern |eastern |western |middle |central )?"
    rf"district of (?:the )?(?:{_states})"
)
_BY_RULE = {"a)": "prosecution", "8a": "prosecution", "b)": "court", "8b": "court"}
_NOTHING = Phrase()
# What is said in one form only, as a whole. What is transferred to anything but a court, like a
# program or a judge, is not moved.
_transferred = re.compile(
    rf"(?:case )?transferred to (?P<to>{_district})(?: (?:pursuant to|under|per) rule 20)?"
)
_merged = re.compile(
    r"(?:(?P<own>(?:count|ct\.?) \w+) )?(?:is )?merged (?:with|into) (?:count|ct\.?) "
    r"(?P<to>\d+s*r?)"
)
_superseded = re.compile(
    r"superseded(?: by (?:the )?(?:second |third )?(?:superseding )?(?:indictment|information))?"
)
_advice = re.compile(r"right to appeal ?-? ?w/in \d+ days")


def in_one_form(words: str) -> Phrase | None:
    """Return what is said in one form only; None where the words are none of those."""
    if found := _transferred.fullmatch(words):
        return _ended("charge.moved", how="transferred", to=found["to"])
    if found := _merged.fullmatch(words):
        said = _ended("charge.moved", how="merged", to=found["to"])
        return said._replace(counts=frozenset(counts_named(found["own"] or "")))
    if _superseded.fullmatch(words):
        return _ended("charges.superseded")
    return _NOTHING if _advice.fullmatch(words) else None


def _ended(type_: str, **data: Any) -> Phrase:
    return Phrase(ending=((type_, data),))


def _tried(type_: str, **data: Any) -> Phrase:
    """Return what only a trial can bring, after the trial."""
    return Phrase(ending=(("charge.trial_commenced", {}), (type_, data)))


def frame(said: Sequence[Lexeme]) -> Phrase | None:
    """Return what a run of tokens says as one; None where a word has no place in it."""
    core = [one for one in said if one.kind not in LINKING]
    kinds = Counter(one.kind for one in core)
    if not core:
        return _NOTHING
    values = {one.kind: one.value for one in core}
    days = {one.value for one in core if one.kind == "DATE"}
    if len(days) > 1 or _is_to_come(said) or not all(map(_is_its_day, said, said[1:])):
        return None
    one = (
        _denied(core, kinds)
        or _imposed(kinds, values)
        or _sum(core, kinds, values)
        or _guilt(kinds)
        or _trial(kinds, core)
        or _dismissal(kinds, core)
        or _later(kinds, core)
    )
    if one is None:
        return None
    named = [one for one in core if one.kind in {"COUNTS", "EACH"}]
    return one._replace(
        day="".join(days),
        counts=frozenset().union(*(counts_named(one.value) for one in named)),
        each="EACH" in kinds,
        such=any("each such" in one.value for one in named),
        total="TOTAL" in kinds and "EACH" not in kinds,
        others="OTHERS" in kinds,
    )


def _is_its_day(before: Lexeme, one: Lexeme) -> bool:
    """Tell whether a date is that of the clause, and none by or after which something is due."""
    return one.kind != "DATE" or before.kind != "FILLER" or before.value in {"on", "of", "dated"}


def _is_to_come(said: Sequence[Lexeme]) -> bool:
    """Tell whether a clause says what is to be done, like "to be dismissed" or "shall be"."""
    before = ""
    for one in said:
        if one.kind in _ACTS and before in {"to", "shall"}:
            return True
        if one.kind != "FILLER" or one.value in {"to", "shall"}:
            before = one.value if one.kind == "FILLER" else ""
    named = {one.value for one in said}
    return "dismissal" in named and "at sentencing" in named


def _only(kinds: Counter[str], *allowed: str) -> bool:
    return set(kinds) <= {*allowed, *_ABOUT}


def _denied(core: list[Lexeme], kinds: Counter[str]) -> Phrase | None:
    """Return that something is not imposed, or is later: what a sentence does not have yet."""
    deniable = {*_PAID, "RELEASE", "CUSTODY"}
    imposed = deniable & set(kinds)
    if core[0].kind == "NO" and imposed and kinds["NO"] == 1:
        others = {one.value for one in core if one.kind not in {"NO", "COUNTS", *deniable}}
        return _NOTHING if others <= {"or", "further", "additional"} else None
    waived = imposed - {"CUSTODY"} and "WAIVED" in kinds
    if waived and _only(kinds, *_PAID, "RELEASE", "WAIVED", "MONEY"):
        # A sum beside two payments may be that of the one that is not waived.
        sure = not kinds["MONEY"] or (kinds["MONEY"] == len(imposed) == 1)
        last = [one.kind for one in core if one.kind in {"MONEY", "WAIVED", *imposed}][-1]
        return _NOTHING if sure and (last == "WAIVED" or len(core) == len(imposed) + 1) else None
    return None


def _imposed(kinds: Counter[str], values: dict[str, str]) -> Phrase | None:
    """Return a penalty that has a term, or that is death or time served."""
    # Death by itself may be that of the defendant, and its penalty one that is asked for.
    sentenced = "SENTENCED" in kinds or "sentence" in values.get("DEATH", "")
    if kinds["DEATH"] == 1 and sentenced and _only(kinds, "DEATH"):
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
    allowed += ("REMANDED",) if timed == ["CUSTODY"] else ()
    if not _only(kinds, *allowed) or len(timed) > 1 or (kinds["CREDIT"] and timed != ["CUSTODY"]):
        return None
    kind = _TIMED[timed[0]] if timed else BARE
    if hours != (kind == "community_service"):
        return None
    if for_life and kind not in {"incarceration", "supervised_release", BARE}:
        return None
    beside: dict[str, Any] = {"relation": values["RELATION"]} if "RELATION" in kinds else {}
    beside |= {"supervised": True} if values.get("PROBATION") == "supervised" else {}
    return Phrase(penalties=({"kind": kind, "term": term} | beside,))


def _first_offender(kinds: Counter[str], term: str) -> Phrase | None:
    """Return probation of a first offender, which is without a judgment of conviction."""
    if not _only(kinds, "PROBATION", "FIRST_OFFENDER", "TERM"):
        return None
    kind = "first_offender_probation"
    return _ended("charge.deferral_ordered", kind=kind, conditions=[f"Probation: {term}"])


def _sum(core: list[Lexeme], kinds: Counter[str], values: dict[str, str]) -> Phrase | None:
    """Return a sum of money: one, or that of each count beside the total."""
    paid = [kind for kind in _PAID if kinds[kind]]
    if len(paid) != 1 or kinds["DATE"] or not _only(kinds, paid[0], "MONEY"):
        return None  # a date is that of a payment
    sums = [one.value for one in core if one.kind == "MONEY"]
    places = {one.kind: place for place, one in enumerate(core)}
    if len(sums) == 2 and {"EACH", "TOTAL"} <= set(kinds):  # noqa: PLR2004 - one of each
        amount = sums[0 if places["EACH"] < places["TOTAL"] else 1]
    elif len(sums) == 1:
        amount = sums[0]
    else:
        return None
    if not float(amount):
        return _NOTHING
    said = {"kind": values[paid[0]], "amount": {"amount": amount, "currency": "USD"}}
    return Phrase(penalties=(said,), assessed=paid == ["ASSESSMENT"])


def _guilt(kinds: Counter[str]) -> Phrase | None:
    """Return how guilt was found, or pleaded."""
    if kinds["NO_CONTEST"] == 1 and _only(kinds, "NO_CONTEST", "PLEA"):
        return Phrase(basis="plea_no_contest")
    if kinds["NOT_GUILTY"] and kinds["PLEA"] and _only(kinds, "NOT_GUILTY", "PLEA"):
        return _NOTHING  # what came of it is told elsewhere, or not at all
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


def _trial(kinds: Counter[str], core: list[Lexeme]) -> Phrase | None:
    """Return what only a trial brings, other than guilt."""
    found = ("FOUND", "VERDICT", "JURY", "BENCH", "JUDGMENT")
    if kinds["INSANE"] and _only(kinds, "INSANE", *found):
        return _tried("charge.verdict_returned", verdict="not_guilty_insanity")
    if kinds["NOT_GUILTY"] and _only(kinds, "NOT_GUILTY", *found):
        return _tried("charge.verdict_returned", verdict="not_guilty")
    if kinds["ACQUITTED"] and _only(kinds, "ACQUITTED", "JURY", "BENCH", "VERDICT"):
        return _tried("charge.verdict_returned", verdict="not_guilty")
    if kinds["ACQUITTAL"] and _only(kinds, "ACQUITTAL", "GRANTED", "BENCH"):
        words = [one.value for one in core if one.kind == "ACQUITTAL"]
        entered = any(word.startswith(("judgment", "rule 29 ")) for word in words)
        if entered or (kinds["GRANTED"] and any("acquittal" in word for word in words)):
            return _tried("charge.verdict_returned", verdict="directed_acquittal")
    if kinds["MISTRIAL"] and _only(kinds, "MISTRIAL", "DECLARED"):
        return _tried("charge.mistrial_declared")
    return None


def _dismissal(kinds: Counter[str], core: list[Lexeme]) -> Phrase | None:
    """Return that a charge was dismissed, on whose motion, and whether with prejudice."""
    asked, done = kinds["TO_DISMISS"], kinds["DISMISSED"]
    aside = ("MOTION", "PREJUDICE", "BY_RULE", "JUDGMENT", "BENCH", "ALL", "OTHERS", "GRANTED")
    if not (done or kinds["NOLLE"] or (asked and kinds["GRANTED"])):
        return None
    of_charge = not kinds["SENTENCED"] and _only(kinds, "DISMISSED", "TO_DISMISS", "NOLLE", *aside)
    if not of_charge or (done and asked):
        return None
    said = {one.value for one in core if one.kind == "PREJUDICE"}
    by = {one.value for one in core if one.kind == "MOTION"}
    by |= {"prosecution"} if kinds["NOLLE"] else set()
    by |= {"court"} if kinds["BENCH"] else set()
    # Of Rule 48 (a) is the dismissal by the government, and (b) that by the court.
    by |= {_BY_RULE[one.value[-2:]] for one in core if one.value[-2:] in _BY_RULE}
    if len(said) > 1 or {"court", "prosecution"} <= by:
        return None
    who = next((one for one in ("prosecution", "court", "agreement") if one in by), "unknown")
    return _ended("charge.dismissed", by=who, prejudice=said.pop() if said else "unknown")


def _later(kinds: Counter[str], core: list[Lexeme]) -> Phrase | None:
    """Return the name of a judgment that comes after the first, and what it does."""
    names = {one.value for one in core if one.kind in {"JUDGMENT", "SENTENCED"}}
    if set(kinds) <= {"JUDGMENT", "DATE", "SENTENCED"} and kinds["DATE"]:
        # What an order of that day did is not said.
        return None if "order" in names else _NOTHING
    served = ("RELEASE", "PROBATION")
    if kinds["REVOKED"] and _only(kinds, "REVOKED", "JUDGMENT", "VIOLATION", "AMENDED", *served):
        return Phrase(later="revoked")
    if kinds["AMENDED"] and kinds["JUDGMENT"] and _only(kinds, "AMENDED", "JUDGMENT"):
        return Phrase(later="corrected")
    if kinds["RESENTENCED"] and _only(kinds, "RESENTENCED"):
        return Phrase(later="corrected")
    return None
