"""Grouped counts: counts that are told together with whom they are against, each by itself.

Counts 1 and 3 are against Roe (theft and fraud) has theft behind the first number, and fraud behind
the second: as many offenses as there are counts, in their order, and one alone is that of each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.words.items.offenses import may_be_several, offenses
from casefile.words.steps import BLANK

_NUMBERS = r"(?P<numbers>\d{1,3}(?:(?:,? and |, ?| ?& ?)\d{1,3})+)"
_IS = r"(?:(?:is|are|was|were) )?"
_AGAINST = r"(?P<against>(?:(?:only|just) )?(?:against|as to) [^();,:]+?)"
_grouped = (
    re.compile(
        rf"\bcounts {_NUMBERS},? {_IS}{_AGAINST} ?(?:\((?P<said>[^()]+)\)|: (?P<behind>[^:;]+))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bcounts {_NUMBERS}(?:,? \((?P<said>[^()]+)\)|, (?P<behind>[^():;]+?)),? {_IS}{_AGAINST}"
        r"(?=[;,]|$| and counts? \d)",
        re.IGNORECASE,
    ),
)
_next_count = re.compile(r"(?:[;,] (?:and )?| and )(?=count \d{1,3},)", re.IGNORECASE)
_of_each = re.compile(r",? (?:respectively|in that order)$", re.IGNORECASE)
# One count, with what it charges in brackets, or that it is against somebody told as a sentence.
_in_brackets = re.compile(
    rf"\bcount (?P<no>\d{{1,3}}),? \((?P<said>[^()]+)\),? {_IS}(?=(?:against|as to) )",
    re.IGNORECASE,
)
_is_against = re.compile(
    r"(?P<count>\bcount \d{1,3}[,:] [^;]+?),? (?:is|are|was|were) (?=(?:against|as to) )",
    re.IGNORECASE,
)
# What is charged by another paper once more, under its number there; and what a count charges.
_again = re.compile(
    r"(?P<before>^|[:;,] (?:and )?| and )(?P<what>(?!count )[a-z][^:;,]*?) (?:is|was|are|were) "
    r"(?:(?:now|also) )?(?:re-?charged|charged(?: (?:again|anew))?|brought(?: again)?) "
    r"(?:again )?(?:as|in) (?P<count>count \d{1,3})",
    re.IGNORECASE,
)
_charges = re.compile(
    r"\b(?P<count>count \d{1,3}),? (?:(?:now|also|newly) )?charges (?=[a-z](?!.* with ))",
    re.IGNORECASE,
)
_adds = re.compile(r"(?P<between>[:;,]|[:;,] and| and) (?:adds|adding) (?=count \d)", re.IGNORECASE)


def each_count(typed: str) -> str:
    """Return words with each count of those that are told together behind its own number."""

    def parted(found: re.Match[str]) -> str:
        numbers = list(map(int, re.findall(r"\d+", found["numbers"])))
        each = paired(numbers, found["said"] or found["behind"])
        against = re.sub("^(?:only|just) ", "", found["against"], flags=re.IGNORECASE)
        each = each or [f"count {one}, {BLANK}" for one in numbers]
        return "; ".join(f"{one}, {against}" for one in each)

    told = typed
    for form in _grouped:
        typed = form.sub(parted, typed)
    if typed != told:
        typed = _next_count.sub("; ", typed)
    typed = _in_brackets.sub(r"count \g<no>, \g<said>, ", typed)
    typed = _again.sub(r"\g<before>\g<count>, \g<what>", typed)
    typed = _adds.sub(r"\g<between> ", _charges.sub(r"\g<count>, ", typed))
    return _is_against.sub(r"\g<count>, ", typed)


def paired(numbers: Sequence[int], said: str) -> list[str]:
    """Return each of some counts with what it charges; nothing where that is not told of each."""
    plain = _of_each.sub("", said.strip(" ,;"))
    each = offenses(plain)
    if len(each) == 1 and not may_be_several(plain):
        each = each * len(numbers)
    if len(each) != len(numbers):
        return []
    return [f"count {one}, {what}" for one, what in zip(numbers, each, strict=True)]
