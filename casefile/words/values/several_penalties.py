"""Several penalties: what one text says together, like three years, two of them suspended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from casefile.law.events.sentence import SentenceComponent
from casefile.words.misread import Misread
from casefile.words.values.penalties import FLAGS, FOR_A_TERM, RELATIONS, TERM, UNIT, read_penalty
from casefile.words.values.suspended_parts import CUSTODY, HALF, HOW, MONEY, in_part, is_term
from casefile.words.values.terms import read_term

# What courts suspend a part of; of probation it may be the custody before it that is meant.
SUSPENDED_IN_PART = (SentenceComponent.INCARCERATION, SentenceComponent.FINE)
_of_it = r"(?:,? of (?:it|them|that|those|these|which|the (?:sentence|term|fine)))?"
_is = r"(?: (?:is|are|was|were|being|to be))?"
_then = r"(?:(?:and )?(?:then|thereafter)|(?:and )?(?:to be )?followed by)"
_joint = rf"(?:{_then}|and|plus|but|with)"
# What is served first, where it is not said in what way, before what is told to follow on it.
_first = re.compile(
    rf"(?P<term>{TERM})(?P<rest>,? {_then} .*\b(?:probation|parole|release)\b.*)", re.IGNORECASE
)
# The same of a term that is suspended beside probation, which is served in its place.
_off = re.compile(
    rf"(?P<term>{TERM})(?P<rest>,? (?:all|fully|wholly|entirely){_of_it}{_is} suspended\b"
    r".*\bprobation\b.*)",
    re.IGNORECASE,
)
# What is left to be served, which follows from what is suspended.
_left = re.compile(
    rf"(?:so(?: that)?|leaving|which leaves|thus) (?P<term>{TERM})"
    r"(?: (?:left|remaining|remain|remains))?(?: (?:to (?:serve|be served)|unsuspended"
    r"|in (?:prison|jail|custody)))+",
    re.IGNORECASE,
)
_apart = re.compile(rf"[;,] (?:{_joint} )?|(?<!all)(?<!no contact) {_joint} ")
_credit = re.compile(
    r",? ?\b(?:(?:and|with|plus) )?(?P<credit>(?:full |pre-?sentence )?"
    rf"(?:credit (?:for|of) [^,;]*|{TERM}'?s?'? credit(?: for [^,;]*)?|"
    rf"(?:less|minus) {TERM}(?: already)? served))",
    re.IGNORECASE,
)
_whole = re.compile(
    rf"(?:(?P<before>.*\S) )?(?:all|fully|wholly|entirely){_of_it}{_is} suspended", re.IGNORECASE
)
_part = re.compile(
    rf"(?:(?P<before>.*?\S) )??(?P<but>all but )?(?P<part>{HALF}|{MONEY}|{TERM})"
    rf"{_of_it}{_is} suspended",
    re.IGNORECASE,
)
_all_but = re.compile(
    rf"all{_is} suspended (?:but|except)(?: for)? (?P<part>{TERM})", re.IGNORECASE
)

_ORDERED = re.compile(
    r"^(?!.*\d)[^$]*\b(?:school|program|treatment|counsell?ing|class(?:es)?|course|evaluation|"
    r"assessment|interlock|panel|registration|no contact|stay away|testing)\b",
    re.IGNORECASE,
)
# What is a sentence by itself, and of no kind that a component has.
_OF_ITS_OWN = re.compile(
    r"(?:an? )?(?:order of |period of )?(?:conditional discharge|(?:court )?supervision"
    r"|parole|work release|electronic monitoring|community control|intermittent confinement"
    r"|(?:day )?reporting)",
    re.IGNORECASE,
)
_FEE = re.compile(
    r"(?:an? )?(?P<amount>\$[\d,.]+) (?:in )?"
    r"(?:(?:\w+ ){1,3}(?:fees?|surcharge)|(?:\w+ ){0,2}(?:costs|assessments?))",
    re.IGNORECASE,
)
# To whom restitution is owed, for which a component has no field: it is told in a note.
_OWED = (
    re.compile(
        r"(?:an? )?(?:order of )?restitution to (?P<whom>.+?),? (?:of|in the (?:amount|sum) of) "
        r"(?P<amount>\$[\d,.]+)",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<penalty>(?:.*\b)?restitution\b.*?) to (?P<whom>.+)", re.IGNORECASE),
)
_NO_CONTACT = re.compile(r"\b(?:no contact|stay away)\b", re.IGNORECASE)
_TREATMENT = re.compile(r"\b(?:treatment|counsell?ing|therapy)\b", re.IGNORECASE)


class Together(NamedTuple):
    """The penalties of one text, each as a text, and what of it is none: a credit.

    `words` are those of penalties that are recorded by their kind alone, and `owed_to` is to whom
    restitution is, where one alone is of it.
    """

    penalties: Sequence[str]
    credit: str = ""
    words: str = ""
    owed_to: str = ""


def joined(typed: Sequence[Any]) -> list[Any]:
    """Return texts of penalties, one that says what is suspended with the one that it is of."""
    found: list[Any] = []
    for one in typed:
        text = one.strip() if isinstance(one, str) else ""
        part = _part.fullmatch(text) or _whole.fullmatch(text)
        before = found[-1] if found else None
        if part and not part["before"] and isinstance(before, str) and not reads(one):
            found[-1] = f"{before}, {one}"
        else:
            found.append(one)
    return found


def together(typed: str) -> Together:
    """Return the penalties that a text says; one of which none can be read stays whole.

    Raises Misread where it cannot be told how much of a penalty is suspended.
    """
    text = " ".join(typed.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    for form in (_first, _off):
        text = form.sub(rf"\g<term> {CUSTODY}\g<rest>", text) if form.fullmatch(text) else text
    found = None if reads(text) else _credit.search(text)
    if not found:
        return _beside(_each(text))
    rest = f"{text[: found.start()]}{text[found.end() :]}".strip(" ,;")
    # It is given on what is served in custody (18 U.S.C. 3585(b)).
    rest = f"{rest} {CUSTODY}" if is_term(rest) else rest
    return _beside(_each(rest) if rest else (), found["credit"])


def _beside(said: Sequence[str], credit: str = "") -> Together:
    """Return penalties, each of no kind that the law has by its name, like parole or a school.

    A fee of some name is a fee, what is said of no contact an order of it, and restitution is
    restitution, whoever it is owed to: the words of these stand beside them.
    """
    more = [
        one
        for one in said
        if _owed(one)
        or (not reads(one) and (_is_ordered(one) or _is_whole(one) or _FEE.fullmatch(one)))
    ]
    if len(more) == len(said) and not any(_owed(one) or _is_whole(one) for one in said):
        return Together(said, credit)
    kept = [_kind_of(one) if one in more else one for one in said]
    owed = {one: whom for one in more for _, whom in [_owed(one) or ("", "")] if whom}
    owed_to = next(iter(owed.values())) if len(owed) == 1 else ""
    words = "; ".join(
        one for one in more if not (owed_to and one in owed) and _kind_of(one) != _by_name(one)
    )
    return Together(list(dict.fromkeys(kept)), credit, words, owed_to)


def _kind_of(said: str) -> str:
    """Return the penalty as which something ordered, or a fee of some name, is recorded."""
    if owed := _owed(said):
        return owed[0]
    if fee := _FEE.fullmatch(said):
        return f"a fee of {fee['amount']}"
    if not _is_whole(said) and _NO_CONTACT.search(said):
        return SentenceComponent.NO_CONTACT.label
    return _by_name(said)


def _by_name(said: str) -> str:
    """Return a penalty as it is typed by its name: treatment, or another one."""
    kind = SentenceComponent.TREATMENT if _TREATMENT.search(said) else SentenceComponent.OTHER
    return f"{kind.value}: {said}"


def _is_ordered(said: str) -> bool:
    """Tell whether something is ordered that has words of its own, for some time or without."""
    return bool(_ORDERED.search(FOR_A_TERM.sub("", said)))


def _is_whole(said: str) -> bool:
    """Tell whether a penalty of no kind is a sentence by itself, for some time or without."""
    return bool(_OF_ITS_OWN.fullmatch(FOR_A_TERM.sub("", said)))


def _owed(said: str) -> tuple[str, str] | None:
    """Return restitution and to whom it is owed; None where it is not said to whom."""
    for form in _OWED:
        if found := form.fullmatch(said):
            parts = found.groupdict()
            penalty = parts.get("penalty") or f"restitution of {parts.get('amount')}"
            return (penalty, found["whom"]) if reads(penalty) else None
    return None


def _each(text: str) -> list[str]:
    """Return each penalty of a text, one that is suspended in part as two; raises Misread."""
    if reads(text):
        return [text]
    said: list[str] = []
    last = 0  # texts at the end that say one penalty
    for clause in _apart.split(_all_but.sub(r"all but \g<part> suspended", text)):
        whole, part = _whole.fullmatch(clause), _part.fullmatch(clause)
        before = (whole or part or {"before": None})["before"]
        if before:
            said, last = [*said, before], 1
        if whole and said:
            said[-1] += ", suspended"
        elif part and said and not reads(clause):
            if before is None and said[1:] and not _can_be_suspended(said[-1]):
                raise Misread(HOW)
            in_two = in_part(said.pop(), part["part"], but=bool(part["but"]))
            said, last = [*said, *in_two], len(in_two)
        elif (left := _left.fullmatch(clause)) and said:
            _check_left(left["term"], said[-last:])
        elif clause.casefold() in RELATIONS and said:
            said[-last:] = [f"{one}, {clause}" for one in said[-last:]]
        elif clause.casefold() in FLAGS and said:
            said[-1] += f", {clause}"
        elif said and is_term(said[-1]) and reads(f"{said[-1]} and {clause}"):
            said[-1] += f" and {clause}"
        else:
            said, last = [*said, clause], 1
    return (
        said
        if any(reads(one) or _owed(one) or _is_whole(one) for one in said) or not said[1:]
        else [text]
    )


def _check_left(term: str, said: Sequence[str]) -> None:
    """Check that as much is left to be served as is said so; raises Misread."""
    served = [read_penalty(one) for one in said if reads(one)]
    served = [one for one in served if not one.get("suspended")]
    unit = "" if re.search(rf"[ -]{UNIT}$", term, re.IGNORECASE) else " {}"
    ways = {f"{term}{unit.format(one)}" for one in ("years", "months", "days")}
    if not any(one.get("term") == read_term(way) for one in served for way in ways):
        raise Misread(HOW)


def _can_be_suspended(said: str) -> bool:
    """Tell whether it is of this penalty that a part is likely to be suspended, as of custody."""
    return reads(said) and read_penalty(said)["kind"] in SUSPENDED_IN_PART


def reads(text: str) -> bool:
    """Tell whether a text is one penalty."""
    try:
        read_penalty(text)
    except Misread:
        return False
    return True
