"""Against whom: who is charged with a count, wherever in it that is said: larceny, Roe only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from casefile.words.numbers import ANY

Whose = Callable[[str], Sequence[str]]  # who of a matter words mean, by their names
_ALONE = r"(?:only|alone|exclusively)"
_JUST = r"(?:(?:against|as to|only|just) )*"
_every = re.compile(
    rf"(?:both|all|each|all (?:{ANY}))(?: of them)?(?: (?:the )?(?:co-?)?defendants)?",
    re.IGNORECASE,
)
_against = re.compile(
    r"(?P<before>.+?),? \(?(?:against|as to) (?P<whom>(?:(?! (?:against|as to) ).)+)", re.IGNORECASE
)
_apart = re.compile(r"[,;] | \(| [-\u2013\u2014] ?")
_in_front = re.compile(
    rf"\(?{_JUST}(?P<whom>[^,;:()]+?)(?:,? {_ALONE})?(?:\)?[,:]|\)) (?P<before>.+)", re.IGNORECASE
)
_just_one = re.compile(rf"{_JUST}(?P<whom>.+?)(?:,? {_ALONE})?\)?", re.IGNORECASE)
_is_against = re.compile(r",? against ", re.IGNORECASE)
# Where what is told of the next ones begins behind whom the one before it is against.
_next = re.compile(r"(?:[;,] (?:and )?| and )(?:also )?(?:for )?(?=(?-i:[a-z]))", re.IGNORECASE)
_both = re.compile(r"^both (?=(?-i:[A-Z]))", re.IGNORECASE)
_alone = re.compile(
    rf".*\b{_ALONE}[):,;]*|{_ALONE}\b.*|.*\b{_ALONE} (?:for|with|on)\b.*"
    r"|.*\bagainst (?:both|each|all|them|him|her|it)\b.*|.*\band (?:he|she|they)\b.*"
    r"|(?:to|by|from|charg(?:ing|ed)|who|that|which)\b.*",
    re.IGNORECASE,
)


def without_whom(said: str, whose: Whose) -> tuple[str, Sequence[str]]:
    """Return what is charged without whom it is charged against, and their names."""
    for before, words in _ways(said):
        if whom := accused(words, whose):
            return before, whom
    return said, []


def each_against(said: str, whose: Whose) -> list[tuple[str, str]]:
    """Return what stands in front of each of several "against", with the words for whom it is.

    Where one ends and the next begins is told by whom the first names: negligence against Roe and
    Poe, and breach of bond against Lobo. Nothing is returned where it names nobody there.
    """
    what, *rest = _is_against.split(said)
    found: list[tuple[str, str]] = []
    for middle in rest[:-1]:
        cuts = [one for one in _next.finditer(middle) if accused(middle[: one.start()], whose)]
        if not cuts:
            return []
        found.append((what, middle[: cuts[-1].start()]))
        what = middle[cuts[-1].end() :]
    return [*found, (what, rest[-1])] if found else []


def leaves_whom(offense: str) -> bool:
    """Tell whether what is charged still says against whom it is, who is nobody of the matter."""
    return bool(_alone.fullmatch(offense))


def _ways(said: str) -> Iterator[tuple[str, str]]:
    """Yield what may be charged, and the words that may say against whom it is."""
    if found := _against.fullmatch(said):
        yield found["before"], found["whom"]
    for cut in _apart.finditer(said):
        yield said[: cut.start()], said[cut.end() :]
    if found := _in_front.fullmatch(said):
        yield found["before"], found["whom"]


def accused(words: str, whose: Whose) -> Sequence[str]:
    """Return the names of those whom words mean, who may be all that are accused."""
    found = _just_one.fullmatch(words)
    who = _both.sub("", found["whom"] if found else words)
    every = _every.fullmatch(who)
    many = re.sub("^each", "all", re.sub(r" of them\b|,", "", who), flags=re.IGNORECASE)
    all_of = many if many.casefold().endswith("defendants") else f"{many} defendants"
    return whose(who) or (whose(all_of) if every else [])
