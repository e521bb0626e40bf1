"""The words that dispositions are made of: terms, sums, counts, and where a clause ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_ones = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_tens = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES, _TENS = _ones.split(), _tens.split()
NUMBERS = {word: number for number, word in enumerate(_ONES, start=1)}
NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
NUMBERS |= {
    f"{tens}-{ones}": 10 * ten + one
    for ten, tens in enumerate(_TENS, start=2)
    for one, ones in enumerate(_ONES[:9], start=1)
}
_numbers = "|".join(sorted(NUMBERS, key=len, reverse=True))
_UNITS = {"y": "Y", "m": "M", "w": "W", "d": "D"}

TERM = (
    rf"(?P<number>\d{{1,4}}|{_numbers})(?: ?\((?P<again>\d{{1,4}})\))?[ -]"
    r"(?P<unit>years?|yrs?|months?|mos?|weeks?|days?)(?: and (?:1|one) (?P<more>day))?"
)
AMOUNT = (
    r"\$ ?(?P<amount>\d{1,3}(?:,\d{3}){1,4}(?:\.\d\d)?|\d{1,15}(?:\.\d\d)?)"
    r"(?: (?:on |for )?each count)?(?: for a total of \$[\d,.]*\d)?"
)
MONEY = r"(?:special |penalty |special penalty )?assessment|fine|(?:remaining )?restitution"
CUSTODY = (
    r"(?:(?:the )?custody(?: of (?:the )?(?:us )?(?:c?bop|bureau of prisons|attorney general))?"
    r"|c?bop|bureau of prisons|imprisonment|incarceration|confinement|prison|jail)(?: custody)?"
)
LEAD = (
    r"(?:(?:the )?(?:defendant|deft) )?(?:is |was |shall be )?(?:hereby )?"
    r"(?:(?:committed|sentenced|remanded|ordered)(?: to(?: the)?)?(?: pay| serve)?|pay|defendant)"
)
PREJUDICE = "with|without"
# Who moved for a dismissal, or ordered it.
BY = (
    (
        (
            "government",
            "united states attorney",
            "united states",
            "us attorney",
            "us atty",
            "usa",
            "us",
        ),
        "prosecution",
    ),
    (("court", "defendant", "defense"), "court"),
    (("parties",), "agreement"),
)
_one_count = rf"(?:\d+s*r?|[ivx]+|{_numbers})"
_list = rf"{_one_count}(?:(?: and | & |-){_one_count})*"
_counts = r"(?:counts?|count\(s\)|cts?)"
# Wherever a text names counts, whether a rule reads the clause or not.
_named = re.compile(
    rf"\b{_counts} (?P<named>{_one_count}\b(?:(?:, and |, ?| and | & |-| ?to | ?through )"
    rf"{_one_count}\b(?![ -](?:years?|yrs?|months?|mos?|weeks?|days?)\b))*)"
)
# A term that runs beside that of another count is not about it.
_beside = re.compile(r"\b(?:concurrent|consecutive)(?:ly)? (?:to|with)\b[^;.,]*")
_headline = re.compile(r"\b(?:(?:second|third) )?(amended|revocation) judgment ?:", re.IGNORECASE)
_SECTIONS = {"amended": "corrected", "revocation": "revoked"}
_dotted = re.compile(r"\b(mos?|yrs?|cts?|atty|dept|u\.s\.a|u\.s)\.", re.IGNORECASE)
_number = rf"(?:\d|(?:{_numbers})\b)"
_between = re.compile(
    r" ?; ?|\.(?: |$)|,? (?:and )?followed by "
    rf"|, (?!(?:and )?{_number})(?:and )?"
)
# A term can go on here, as in "one year, six months" or "between 12 and 18 months".
_perhaps_between = re.compile(
    rf",? and (?=is |pay |no |to pay |\$|supervised release|{_number})|, (?={_number})"
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_MAX_COUNT = 9_999


def counts_at(where: str) -> str:
    """Return the pattern of counts that are named before or behind a clause."""
    if where == "front":
        return rf"{_counts} (?P<front>{_list})"
    return (
        rf"(?: (?:(?:as to|on|for|in) )?(?:(?P<each>each) of )?(?:the )?{_counts} "
        rf"(?P<behind>{_list})(?: of the (?:superseding )?(?:indictment|information))?"
        r"| (?:as to |on )?each(?: count| ct)?)"
    )


def sections(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the first judgment, and of each later one what it did and its words."""
    first, *later = _headline.split(" ".join(text.replace("\u2019", "'").split()))
    pairs = zip(later[::2], later[1::2], strict=True)
    return first, [(_SECTIONS[kind.lower()], body.strip()) for kind, body in pairs]


def clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a judgment in lower case."""
    for clause in _between.split(_lower(text)):
        if plain := clause.strip(" .,;:-"):
            yield plain.removeprefix("and ")


def halves(clause: str) -> list[str]:
    """Return the clauses that one may be made of, where each of them is a whole one."""
    return [part.strip(" .,;:-") for part in _perhaps_between.split(clause)]


def _lower(text: str) -> str:
    return _dotted.sub(lambda found: found[1].replace(".", ""), text.lower())


def counts_named(given: Mapping[str, str | None]) -> set[str]:
    """Return the labels of the counts that a clause names, ranges opened."""
    return {label for where in ("front", "behind") for label in _labels(given.get(where) or "")}


def counts_in(text: str) -> list[set[str]]:
    """Return the labels of the counts at each place where a text names some."""
    return [
        set(_labels(found["named"])) for found in _named.finditer(_beside.sub("", _lower(text)))
    ]


def _labels(words: str) -> Iterator[str]:
    for one in re.split(r", and |, ?| and | & ", words):
        first, dash, last = re.sub(r" ?(?:to|through) ", "-", one).partition("-")
        if dash and first.isdigit() and last.isdigit():
            yield from map(str, range(int(first), min(int(last), _MAX_COUNT) + 1))
        else:
            yield from (_arabic(part) for part in (first, last) if part)


def _arabic(label: str) -> str:
    """Return a Roman or a written number in figures; anything else as it is."""
    if label in NUMBERS:
        return str(NUMBERS[label])
    if not re.fullmatch(r"[ivx]+", label):
        return label
    values = [_ROMAN[letter] for letter in label]
    following = [*values[1:], 0]
    return str(
        sum(-one if one < other else one for one, other in zip(values, following, strict=True))
    )


def duration(given: Mapping[str, str | None]) -> str:
    """Return a term as an ISO 8601 duration; "" where its words and its figures disagree."""
    written = given["number"] or ""
    number = NUMBERS.get(written) or int(written)
    if given.get("again") and int(given["again"] or 0) != number:
        return ""
    unit = _UNITS[(given["unit"] or "")[0]]
    return f"P{number}{unit}" + ("1D" if given.get("more") else "")


def money(amount: str) -> dict[str, Any]:
    """Return a sum in dollars as events have it."""
    return {"amount": amount.replace(",", ""), "currency": "USD"}
