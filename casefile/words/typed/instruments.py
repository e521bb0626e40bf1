"""Instruments: what one paper charges, each charge by itself, and whom with it.

A paper is named in front of its charges. Each stands behind its number (count 1, burglary, third
degree felony; count 2, larceny), or they are told beside each other by what they are called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from casefile.answers.asking import Asking
from casefile.law.events.charge import ChargeFiled
from casefile.law.subjects import ITEM
from casefile.words.new_ids import of_data
from casefile.words.numbers import ANY, IN_WORDS
from casefile.words.typed.charged import DEGREE
from casefile.words.typed.clauses import STATE
from casefile.words.typed.counts_said import Said
from casefile.words.typed.offenses import offenses
from casefile.words.what.event_words import is_past
from casefile.words.which.whom import names_said

Whose = Callable[[str], Sequence[str]]  # who of a matter words mean, by their names
_PAPER = (
    r"(?P<paper>(?:criminal )?complaint|(?:superseding )?indictment|(?:criminal )?information"
    r"|(?:delinquency )?petition(?: in delinquency)?)"
)
_FILED = rf"(?:(?:{STATE}|(?:an? |the )?grand jury) (?:has )?(?:filed|files|returned) )?"
_DONE = r"(?: (?:was |is )?(?:filed|returned|issued))?"
_IS = r"(?:(?:is|was|were|has been|have been) )?"
# What stands between whom a paper charges and what it charges.
_WITH = r"(?: (?:on|for|with)[:,]?|[:,]|(?= counts? \d))"
CITED = "cited|ticketed"  # by a ticket, of which one alone is told with its number and its fine
# Whom a paper charges, and with what, in the ways in which both are told.
_HEADS = tuple(
    re.compile(rf"{form} (?P<counts>.+)", re.IGNORECASE)
    for form in (
        rf"(?:(?P<who>.+?) )?{_IS}charged (?:by|in) (?:an? )?{_PAPER}(?: with)?[:,]?",
        rf"(?:{STATE}) (?:has )?(?:charged|charges) (?P<who>.+?)(?: by (?:an? )?{_PAPER})?{_WITH}",
        rf"(?:(?P<who>.+?) )?{_IS}charged(?: with)?[:,]?",
        (
            rf"{_FILED}(?:an? |the )?{_PAPER}{_DONE},?"
            rf" (?:charging|charges|against) (?P<who>.+?){_WITH}"
        ),
        (
            rf"{_FILED}(?:an? |the )?{_PAPER}{_DONE}"
            r"(?:,? (?:adding|adds|charging|charges|alleging|alleges|with|for))?[:,]?"
        ),
        rf"(?:an? |the )?grand jury (?:has )?(?P<paper>indicted) (?P<who>.+?){_WITH}",
        rf"(?:(?P<who>.+?) )?{_IS}(?P<paper>indicted)(?: (?:on|for|with))?[:,]?",
        rf"(?:(?P<who>.+?) )?(?:(?:is|was|were|got) )?(?P<paper>{CITED})(?: for)?[:,]?",
    )
)
_INSTRUMENTS = ("indict", "complaint", "information", "petition")
_number = re.compile(rf"\b(?P<noun>count) (?P<word>{ANY}|[IVX]+)\b(?=[,:; (]|$)", re.IGNORECASE)
_apart = re.compile(r"(?:[;,]|,? and)? ?(?=\bcounts? \d)|; (?:and )?", re.IGNORECASE)
_count = re.compile(r"count (?P<number>\d{1,3})[,:]? (?:for |of )?(?P<said>.+)", re.IGNORECASE)
_counts = re.compile(
    r"counts (?P<numbers>\d{1,3}(?:(?:,? and |, ?| ?& ?| through | to |-)\d{1,3})+)[,:]? "
    r"(?P<said>.+)",
    re.IGNORECASE,
)
_degree = re.compile(rf"(?P<before>.+?)(?:,? \(|, )(?P<degree>{DEGREE})\)?", re.IGNORECASE)
_STATUTE = (
    r"(?:(?:NMSA |N\.M\. Stat\. |RCW |§ ?)?\d[\d.]*-\d[\w.-]*(?:\([\w]+\))*"
    r"|\d+ U\.?S\.?C\.? (?:§ ?)?\d[\w-]*(?:\(\w+\))*)"
)
_statute = re.compile(rf"(?P<before>.+?)(?:,? \(|, )(?P<statute>{_STATUTE})\)?", re.IGNORECASE)
_against = re.compile(
    r"(?P<before>.+?),? (?:against|as to) (?P<whom>(?:(?! (?:against|as to) ).)+?)"
    r"(?:,? (?:only|alone))?",
    re.IGNORECASE,
)
_every = re.compile(rf"(?:both|all|all (?:{ANY}))(?: of them)?", re.IGNORECASE)


def charges_said(asking: Asking, matter_id: str, typed: str) -> list[Said]:
    """Return each charge that a sentence tells of one paper as its fields, one for each accused.

    Nothing is returned where it is told otherwise, or names nobody of the matter.
    """

    def whose(words: str) -> Sequence[str]:
        return names_said(asking, matter_id, words)

    for head in _HEADS:
        found = head.fullmatch(_with_numbers(typed))
        parts = found.groupdict() if found else {}
        each = list(_each(parts.get("counts") or "", whose))
        instrument = _instrument(parts.get("paper") or "")
        charges = [_charge(one, instrument, whose, alone=not each[1:]) for one in each]
        if not charges or not all(charges) or (instrument == "citation" and not charges[1:]):
            continue
        who = parts.get("who") or ""
        whom = whose(who) if who else []
        if who and not whom:
            return []
        of_each = [{"party": [one], **said} for said in charges for one in _accused(said, whom)]
        return _apart_named(asking, matter_id, [_plain(one) for one in of_each])
    return []


def _with_numbers(typed: str) -> str:
    """Return words with the numbers of counts in figures: count one, and Count II."""

    def figure(found: re.Match[str]) -> str:
        word = found["word"].casefold()
        number = IN_WORDS.get(word) or _roman(word)
        return f"{found['noun']} {number}"

    return _number.sub(figure, typed)


def _roman(word: str) -> int:
    worth = [{"i": 1, "v": 5, "x": 10}[one] for one in word]
    return sum(
        -one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True)
    )


def _instrument(paper: str) -> str:
    if re.fullmatch(CITED, paper, re.IGNORECASE):
        return "citation"
    found = next((one for one in _INSTRUMENTS if one in paper.casefold()), "")
    return "indictment" if found == "indict" else found


def _each(counts: str, whose: Whose) -> Iterator[str]:
    """Yield each charge of those that are told together, with its number where it has one."""
    parts = [one.strip(" ,;.") for one in _apart.split(counts)]
    for part in filter(None, parts):
        if several := _counts.fullmatch(part):
            yield from (f"count {one}, {several['said']}" for one in _all_of(several["numbers"]))
        elif _count.fullmatch(part):
            yield part
        else:
            said, whom = _without_whom(part, whose)
            against = f" against {' and '.join(whom)}" if whom else ""
            yield from (f"{one}{against}" for one in offenses(said))


def _all_of(numbers: str) -> Iterator[int]:
    """Yield the numbers that are told at once, those between two of them included."""
    for part in re.split(r",? and |, ?| ?& ?", numbers):
        first, *last = re.split(r" through | to |-", part)
        yield from range(int(first), int(last[0] if last else first) + 1)


def _without_whom(said: str, whose: Whose) -> tuple[str, Sequence[str]]:
    """Return what is charged without whom it is charged against, and their names."""
    found = _against.fullmatch(said)
    words = found["whom"] if found else ""
    whom = whose(f"{words} defendants" if _every.fullmatch(words) else words) if words else []
    return (found["before"], whom) if found and whom else (said, [])


def _charge(said: str, instrument: str, whose: Whose, *, alone: bool) -> Said:
    """Return what is said of one charge as fields; nothing where it may be none.

    One that is told `alone` is told by its number, its degree or its section.
    """
    numbered = _count.fullmatch(said)
    offense, whom = _without_whom(numbered["said"] if numbered else said, whose)
    fields: dict[str, str] = {}
    for name, form in (("statute", _statute), ("degree", _degree), ("statute", _statute)):
        if name not in fields and (behind := form.fullmatch(offense)):
            fields[name], offense = behind[name], behind["before"]
    told = re.search(r"\bcounts? \d|;", offense) or any(map(is_past, offense.split()))
    if told or (alone and not (numbered or fields)):
        return {}
    number = numbered["number"] if numbered else ""
    whole = {"count_no": number, "offense": offense, **fields, "instrument": instrument}
    return {"party": list(whom)} | {name: [one] for name, one in whole.items() if one}


def _accused(said: Said, whom: Sequence[str]) -> Sequence[str]:
    """Return who is charged with one charge: those whom it names, else those of the paper."""
    return said.pop("party") or whom or [""]


def _plain(said: Said) -> Said:
    return {name: value for name, value in said.items() if value != [""]}


def _apart_named(asking: Asking, matter_id: str, charges: list[Said]) -> list[Said]:
    """Return charges of one post, with an id for each that would else have that of another."""
    made: list[str] = []
    for said in charges:
        number, offense = said.get("count_no"), said["offense"][0]
        data = {"offense": offense} | ({"count_no": number[0]} if number else {})
        first = of_data(asking, ChargeFiled, matter_id, ITEM, data, "")
        own = of_data(asking, ChargeFiled, matter_id, ITEM, data, "", besides=made)
        made.append(own)
        if own != first:
            said["item"] = [own]
    return charges
