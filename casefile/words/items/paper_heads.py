"""Paper heads: the ways in which it is told whom a paper charges, before what it charges."""

from __future__ import annotations

import re

from casefile.words.forms.clauses import STATE
from casefile.words.items.grouped_counts import each_count
from casefile.words.numbers import ANY, IN_WORDS

_PAPER = (
    r"(?P<paper>(?:criminal )?complaint|(?:(?:(?:first|second|third) )?superseding )?"
    r"(?:indictment|(?:criminal )?information|(?:traffic )?citation)"
    r"|(?:delinquency )?petition(?: in delinquency)?)"
)
_FILED = rf"(?:(?:{STATE}|(?:an? |the )?grand jury) (?:has )?(?:filed|files|returned) )?"
_IN_COURT = r"(?P<court> (?:in|with|before) (?:the )?(?:[a-z]+ ){1,3}court)?"
_DONE = rf"(?: (?:was |is )?(?:filed|returned|issued))?{_IN_COURT}"
_IS = r"(?:(?:is|are|was|were|has been|have been) )?(?:(?:both|each|all) )?"
# What stands between whom a paper charges and what it charges.
_WITH = (
    rf"(?:,? (?:with|in|on) (?:\d+|{ANY}) counts:|,? (?:on|for|with|charging|alleging)[:,]?|[:,]"
    r"|(?= counts? \d))"
)
# That somebody was arrested first, which is kept with all that is told.
_BESIDE = (
    r"(?P<beside>(?:(?:was|were) )?(?:arrested|stopped|pulled over|detained|booked)"
    r"(?:,? and|,)(?: then)? )?"
)
# Whom a paper charges, and with what, in the ways in which both are told.
HEADS = tuple(
    re.compile(rf"{form} (?P<counts>.+)", re.IGNORECASE)
    for form in (
        rf"(?:(?P<who>.+?) )?{_BESIDE}{_IS}charged (?:by|in) (?:an? )?{_PAPER}(?: with)?[:,]?",
        rf"(?:{STATE}) (?:has )?(?:charged|charges) (?P<who>.+?)(?: by (?:an? )?{_PAPER})?{_WITH}",
        rf"(?:(?P<who>.+?) )?{_BESIDE}{_IS}charged(?: with)?[:,]?",
        (
            rf"{_FILED}(?:an? |the )?{_PAPER}{_DONE},?"
            rf" (?:charging|charges|against) (?P<who>.+?){_WITH}"
        ),
        (
            rf"{_FILED}(?:an? |the )?{_PAPER}{_DONE}"
            r"(?:,? (?:adding|adds|charging|charges|alleging|alleges|with|for|on))?[:,]?"
        ),
        rf"(?:an? |the )?grand jury (?:has )?(?P<paper>indict(?:ed|s)) (?P<who>.+?){_WITH}",
        r"(?:an? |the )?grand jury (?:has )?(?P<paper>indict(?:ed|s))(?: (?:on|for|with))?[:,]?",
        rf"(?:(?P<who>.+?) )?{_IS}(?P<paper>indicted)(?: (?:on|for|with))?[:,]?",
        (
            rf"(?:(?P<who>.+?) )?{_BESIDE}(?:(?:is|was|were|got) )?"
            r"(?P<ticket>cited|ticketed)(?P<by> by [^,;]+?)?"
            r"(?: (?:for|with)|[:,]|(?= (?-i:[a-z])))[:,]?"
        ),
        (
            r"(?P<officer>(?:the )?(?:police|sheriff|trooper|[\w.-]*officer|deputy|sergeant)\b.*?"
            r"|(?-i:[A-Z]).+?) (?P<ticket>cited|ticketed) (?P<who>.+?) (?:for|with)"
        ),
        (
            r"(?:(?P<who>.+?) )?(?:(?:got|received|was given|was issued) )(?:an? )?"
            r"(?:traffic )?(?P<ticket>tickets?|citations?) for"
        ),
    )
)
_number = re.compile(rf"\b(?P<noun>count) (?P<word>{ANY}|[IVX]+)\b(?=[,:; (]|$)", re.IGNORECASE)
# A count of one alone, told behind those of all.
_of_one = re.compile(
    r"(?:[;,] ?(?:and )?| and )(?:against (?P<against>[^:;,]+?)(?: only| alone)?:"
    r"|(?P<alone>[A-Z][\w.' -]*?) (?:alone|only) (?:with|on|for)) (?P<count>count \d{1,3}\b[^;]+)"
)


# What each count of a paper charges, and what is charged against whom.
_count_charges = re.compile(
    r"count (?P<no>\d{1,3})(?: of the (?P<paper>complaint|information|indictment))?"
    r",? charges (?P<who>.+?) with (?P<what>.+)",
    re.IGNORECASE,
)
_next_count = re.compile(r"(?:[;,] (?:and )?| and )(?=count \d{1,3},? )", re.IGNORECASE)
_were_charged = re.compile(
    r"^([a-z][\w' -]+ )(?:was|were) charged (?=against [A-Z].* against )", re.IGNORECASE
)
_charged_against = re.compile(
    rf"^(?:{STATE} )?(?:(?:has )?filed )?charges of (?=.+ against .+ against )", re.IGNORECASE
)


def in_form(typed: str) -> str:
    """Return words in which several charges are told otherwise as those of one paper."""
    return _of_one.sub(_against_one, _by_counts(each_count(_with_numbers(typed))))


def _by_counts(typed: str) -> str:
    """Return charges that are told by what each count charges, or against whom each is, as others.

    Count 1 charges Roe with theft, and count 2 charges Poe with fraud.
    """
    found = [_count_charges.fullmatch(one) for one in _next_count.split(typed)]
    if all(found):
        each = (f"count {one['no']}, {one['what']}, against {one['who']}" for one in found if one)
        paper = next((one["paper"] for one in found if one and one["paper"]), "")
        return f"{paper or 'charged with'}: {'; '.join(each)}"
    return _charged_against.sub("charged with ", _were_charged.sub(r"charged with \1", typed))


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


def _against_one(found: re.Match[str]) -> str:
    """Return a count that is told to be of one alone as one that says so behind it."""
    return f"; {found['count'].rstrip(' .,')}, against {found['against'] or found['alone']} only"
