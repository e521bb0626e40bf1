"""Tokens of dispositions: the words that judgments are made of, and what each one stands for.

A text is cut into tokens by one table. A word that the table does not have is a token, too, of the
kind WORD, so no word is ever passed over.
"""

# ruff: noqa: E501 - a row of the table is a line

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from casefile.law.fields import LIFE

_ones = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_tens = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES, _TENS = _ones.split(), _tens.split()
NUMBERS = {word: number for number, word in enumerate(_ONES, start=1)}
NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
NUMBERS |= {
    f"{tens}{between}{ones}": 10 * ten + one
    for ten, tens in enumerate(_TENS, start=2)
    for one, ones in enumerate(_ONES[:9], start=1)
    for between in "- "
}
_hundreds = {"one hundred": 100, "two hundred": 200, "three hundred": 300, "four hundred": 400}
NUMBERS |= {
    f"{words}{f'{between}{rest}' if rest else ''}": hundred + NUMBERS.get(rest, 0)
    for words, hundred in _hundreds.items()
    for rest in ("", *list(NUMBERS))
    for between in ((" ", " and ") if rest else ("",))
}
_numbers = "|".join(sorted(NUMBERS, key=len, reverse=True))
_months = "january february march april may june july august september october november december"
_MONTHS = {word[:3]: place for place, word in enumerate(_months.split(), start=1)}
_CENTURY = 70  # of years in two figures: those below are of this century, the rest of the last
_IN_TWO_FIGURES = 100
_YEARS = range(1789, 2100)  # the first federal courts; later ones are slips of the pen
_UNITS = {"y": "Y", "m": "M", "w": "W", "d": "D", "h": "H"}
_RANKS = "YMWDH"
_ROMAN = {"i": 1, "v": 5, "x": 10}
_MAX_COUNT = 9_999
FIRST = " of the first"  # behind the label of a count: not of a superseding indictment
_VERSIONS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}  # superseding

_unit = r"(?:(?:years?|yrs?|months?|mos?|mths?|weeks?|wks?|days?|hours?|hrs?)\b(?:\.|'s\b|(?<=s)')?|(?<=\d)[ym]\b)"
_figure = rf"(?:\d{{1,4}}|(?:{_numbers})\b|an?\b)"
_one_term = rf"{_figure}(?: ?\(\d{{1,4}}\))?[ -]?{_unit}"
_one_count = rf"(?:\d{{1,4}}s*r?|[ivx]+|(?:{_numbers}))"
_no_unit = rf"(?![ -]?(?:{_unit}|\()| \d)"
_listed = (
    rf"{_one_count}\b(?:(?:, and |, ?& ?|, ?| and | ?& ?| ?- ?| to | through | thru )"
    rf"{_one_count}\b{_no_unit}){{0,60}}"
)
_counts = r"(?:(?:counts?|cts?|cnts?)\b\.?|(?:count|ct)\(s\)):?"
_of_instrument = (
    r"(?: (?:of|in) (?:the )?(?:(?:(?:first|second|third|fourth|1st|2nd|3rd|4th) )?superseding )?"
    r"(?:indictment|information))?"
)
_each = (
    r"(?:(?:as )?to |on |for )?each(?: (?:such )?(?:count|ct)\b)?(?: of conviction)?"
    r"|(?:/|per )(?:count|ct)\b"
)
_beside = (
    rf"(?:(?:to|with|w/) (?:(?:each|one an) ?other\b|(?:the )?(?:(?:term|sentence)s? )?"
    rf"(?:imposed )?(?:(?:in|on|for|of) )?{_counts} {_listed}"
    r"|any (?:other )?(?:undischarged )?(?:terms?|sentences?)(?: of (?:imprisonment|custody))?\b))"
)
_prosecution = (
    r"(?:gov(?:ernmen)?'?t|government|united states(?: attorney)?|usa|us(?: att(?:orne)?y| atty)?"
    r"|ausa|prosecution)"
)
_date = (
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\d{1,2}-\d{1,2}-(?:\d{4}|\d\d)\b|\d{4}-\d\d-\d\d\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b"
)
# A motion or an agreement has a day of its own, which is not that of what came of it.
_of_its_day = rf"(?: (?:of|dated|filed|filed on|made on) (?:{_date}))?"
_number = r"\$ ?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d\d)?(?![\d,]*\d|\.\d)|\d{1,3}(?:,\d{3}){1,4}\.\d\d(?!\d|\.\d)|\d{1,9}\.\d\d(?!\d|\.\d)"


class Lexeme(NamedTuple):
    """A piece of a text: what it stands for, what it says, and where it stands."""

    kind: str
    value: str
    start: int
    end: int


def _term(words: str) -> str:
    """Return a term as an ISO 8601 duration; "" where its words and figures disagree, or for none."""
    parts: dict[str, int] = {}
    for number, again, unit in re.findall(
        rf"({_figure})(?: ?\((\d{{1,4}})\))?[ -]?({_unit})", words
    ):
        said = 1 if number in {"a", "an"} else NUMBERS.get(number) or int(number)
        letter = _UNITS[unit[0]]
        grows = parts and _RANKS.index(letter) <= max(map(_RANKS.index, parts))
        if grows or (again and int(again) != said):
            return ""
        parts |= {letter: said} if said else {}
    if not parts:
        return ""
    days = "".join(f"{number}{unit}" for unit, number in parts.items() if unit != "H")
    return f"P{days}" + (f"T{parts['H']}H" if "H" in parts else "")


def _money(words: str) -> str:
    return re.sub(r"[$, ]", "", words)


def _day(words: str) -> str:
    """Return a date as ISO 8601; "" where there is no such day."""
    if found := re.fullmatch(r"([a-z]{3})[a-z.]* (\d+)\D*,? (\d{4})", words):
        year, month, day = int(found[3]), _MONTHS[found[1]], int(found[2])
    else:
        figures = [int(one) for one in re.split(r"[-/]", words)]
        month, day, year = figures if figures[0] <= max(_MONTHS.values()) else (
            figures[1], figures[2], figures[0]
        )  # fmt: skip
        if year < _IN_TWO_FIGURES:
            year += 2000 if year < _CENTURY else 1900
    try:
        return date(year, month, day).isoformat() if year in _YEARS else ""
    except ValueError:
        return ""


def _as_is(words: str) -> str:
    return words


# The table: a kind of token, its words, and how its value is found. The first that fits is taken.
_TABLE: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("DATE", _date, _day),
    ("WORD", r"(?:nos?\.|#) ?\d[\w:-]*", _as_is),
    ("TERM", rf"{_one_term}(?:(?:,? and |,? plus | ?\+ ?| ?& ?| ){_one_term}|, {_figure} day\b){{0,4}}", _term),
    ("TERM", _one_term, _term),
    ("MONEY", _number, _money),
    ("EACH", rf"(?:(?:as )?to |on |for |in )?each of (?:the )?{_counts} {_listed}{_of_instrument}", _as_is),
    ("COUNTS", rf"(?:(?:as to|on|for|in|to|of) )?(?:the )?{_counts} {_listed}{_of_instrument}", _as_is),
    ("EACH", _each, _as_is),
    ("ALL", rf"all (?:remaining |other )?{_counts}", _as_is),
    ("OTHERS", rf"(?:all )?(?:remaining|other|underlying) {_counts}", _as_is),
    ("RELATION", rf"(?:all )?(?:such terms )?(?:(?:to|which shall|shall) )?(?:be served |run )?(?:concurrent|consecutive|concurr?|consec)(?:ly)?\b\.?(?: {_beside})?", lambda words: "concurrent" if "concur" in words else "consecutive"),
    # Penalties.
    ("PLACE", r"(?:residential )?(?:re-?entry|community corrections?|community (?:confinement|custody|treatment)|community correctional)(?: (?:center|facility|program))?\b|half-?way house\b|rrc\b|ccc\b|boot camp\b|(?:intermittent|weekend) (?:confinement|custody|incarceration)\b|(?:(?:special|mandatory) )?parole(?: term)?\b", _as_is),
    ("HOME", r"(?:home (?:detention|confinement|incarceration)|house arrest|(?:home|hm) det\b\.?)(?: (?:with|w/) (?:electronic|location|gps) monitoring)?", _as_is),
    ("RELEASE", r"(?:(?:a )?terms? of )?(?:supervised|supv'?d?\.?|sup\.?|superv\.?) ?-?rel(?:ease)?\b\.?|s/r\b|s\.r\.|sr\b|tsr\b|srt\b", _as_is),
    ("PROBATION", r"(?:supervised )?(?:probation\b|prob\b\.?)", lambda words: "supervised" if words.startswith("sup") else "probation"),
    ("SERVICE", r"community service|comm(?:unity)?\.? (?:service|serv\b|svc\b)\.?|c/s\b", _as_is),
    ("CREDIT", r"(?:with )?credit (?:for|given for) (?:any )?(?:time|days?) (?:already )?served(?: in custody)?(?: since \d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b)?", _as_is),
    ("SERVED", r"time[ -](?:already )?served|t/s\b", _as_is),
    ("FOR_LIFE", r"life(?:time)?\b", lambda _: LIFE),
    ("DEATH", r"(?:sentence of )?death\b(?: sentence)?", _as_is),
    ("CUSTODY", r"(?:c?bop|b\.o\.p\.|(?:us |united states |federal )?bureau of prisons|(?:us )?attorney general|custody|cust\b\.?|imprison(?:ment|ed)|incarcerat(?:ion|ed)|confinement|(?:state |federal )?prison|(?:county )?jail|cag)\b", _as_is),
    ("ASSESSMENT", r"(?:mandatory )?(?:jvta |avaa )?(?:special |penalty |special penalty |monetary |crim(?:inal|e) )*(?:assessment|assess\b\.?|assmt\b\.?|asmt\b\.?|assm't)(?: fee)?|spec(?:ial)?\.? (?:assmt|assess|asmt)\b\.?|s/a\b|p/a\b|s\.a\.|p\.a\.|(?:mandatory )?sa\b|pa\b|spa\b|m?sa\b|smpa\b|cvf\b|cva\b", lambda _: "fee"),
    ("COSTS", r"(?:court|prosecution) costs?|costs?\b(?! of)|costs? of prosecution|processing fee", lambda _: "fee"),
    ("FINE", r"fined?\b|fines\b", lambda _: "fine"),
    ("RESTITUTION", r"(?:remaining )?(?:mvra )?restitution|restn?\b\.?", lambda _: "restitution"),
    ("FORFEITURE", r"forfeiture(?: money judgment)?", lambda _: "forfeiture"),
    # What is said of them.
    ("WAIVED", r"waived|remitted|n/a\b|none\b|not (?:imposed|ordered)", _as_is),
    ("LATER", r"deferred|to be determined|tbd\b", _as_is),
    ("FILLER", r"without (?:the )?(?:possibility of )?(?:parole|release)\b", _as_is),
    ("FILLER", r"at (?:the )?(?:time of )?sentencing|upon release(?: from (?:imprisonment|custody|confinement))?|to follow\b", _as_is),
    ("FILLER", r"(?:the |this )?(?:count|charge|case)\b(?= (?:(?:is|was) )?(?:dismissed|dism|nolle))", _as_is),
    ("FILLER", r"it is the (?:judgment|order)(?: and sentence)? of (?:the|this) court that\b", _as_is),
    ("FILLER", r"paid\b|no (?:further |additional )?supervision(?: to follow\b|\b)|imposed|ordered|due (?:immediately|in full)|payable immediately", _as_is),
    # How guilt was found, or the charge ended.
    ("NOLLE", r"nolle pros(?:equi|ecution|sed|se|'d|'?d|s'd)?(?: entered\b)?|nol\.? pros(?:sed|'d)?\b\.?", _as_is),
    ("INSANE", r"(?:found )?not guilty by reason of insanity|ngri\b", _as_is),
    ("NOT_GUILTY", r"not guilty\b|(?<=found )ng\b", _as_is),
    ("NO_CONTEST", r"(?:nolo(?: contendere)?\b|no contest)(?: (?:entered|accepted)\b)?", _as_is),
    ("NO", r"no\b", _as_is),
    ("ACQUITTAL", r"rule 29 (?:judgment of )?acquittal|(?:judgment of |motion for judgment of )acquittal(?: (?:under|pursuant to|per) (?:fed\. ?r\. ?crim\. ?p\. ?|rule )29(?:\(?[ac]\)?)?)?(?: entered\b)?|(?:fed\. ?r\. ?crim\. ?p\. ?|rule )29\b", _as_is),
    ("ACQUITTED", r"acquitted", _as_is),
    ("MISTRIAL", r"mistrial", _as_is),
    ("GUILTY", r"guilty\b(?: (?:entered|accepted)\b)?", _as_is),
    ("CONVICTED", r"convicted|conviction", _as_is),
    ("JURY", r"jury\b(?: trial)?", _as_is),
    ("BENCH", r"(?:bench|court|non-?jury) trial|by (?:the )?(?:court|judge)\b|bench verdict", _as_is),
    ("VERDICT", r"verdict\b", _as_is),
    ("FOUND", r"found|finding|adjudicated|adjudged", _as_is),
    ("PREJUDICE", r"w(?:ith)?(?:/| )?o(?:ut)?\.? ?/? ?prej(?:udice)?\b\.?|with(?:out)? prejudice|w/ ?prej(?:udice)?\b\.?|wop\b", lambda words: "without" if re.match(r"without|w/ ?o|wo", words) else "with"),
    ("MOTION", rf"(?:the )?{_prosecution}(?:'?s)?(?: own)?(?: oral| written| unopposed)? (?:motion|mtn\b|request){_of_its_day}|(?:the )?(?:oral |written )?(?:motion|mtn|request) (?:of|by) (?:the )?{_prosecution}{_of_its_day}|by (?:the )?{_prosecution}", lambda _: "prosecution"),
    ("MOTION", rf"(?:the )?(?:court|defendant|defense|deft|dft|def)(?:'?s)?(?: own)?(?: oral| written)? (?:motion|mtn){_of_its_day}|(?:the )?(?:oral |written )?(?:motion|mtn) (?:of|by) (?:the )?(?:court|defendant|deft|defense|dft){_of_its_day}|by (?:the )?defendant|sua sponte|(?:by |per |pursuant to )(?:the )?(?:order of (?:the|this) court|court'?s? order)", lambda _: "court"),
    ("MOTION", rf"(?:(?:the )?(?:joint motion|motion of (?:the )?parties|agreement of (?:the )?parties|motion by (?:the )?parties|parties'? (?:joint )?motion)|by (?:the )?parties|(?:the )?(?:terms of (?:the )?)?(?:rule 11\S* )?plea agreement|(?:the )?stipulation){_of_its_day}", lambda _: "agreement"),
    ("PLEA", r"(?:pleaded|pled|pleads|plead|(?:change of )?plea)\b(?: entered\b)?:?", _as_is),
    ("DISMISSED", r"dismissed|dism'?d\b\.?|dismissal|dism\b\.?|dismissing", _as_is),
    ("TO_DISMISS", rf"(?:motion )?to dismiss{_of_its_day}", _as_is),
    ("GRANTED", r"granted|granting", _as_is),
    ("BY_RULE", r"(?:fed\. ?r\. ?crim\. ?p\. ?|fr(?:crp|cp) |rule )48(?:\(?[ab]\)?)?|in the (?:best )?interests? of justice|(?:violation of (?:the )?)?speedy trial(?: act)?(?: violation)?", _as_is),
    ("FIRST_OFFENDER", r"(?:18 ?(?:usc|u\.s\.c\.|:) ?)?(?:§ ?|section )?3607(?:\(a\))?", _as_is),
    # Judgments that come after the first.
    ("REVOKED", r"revoked|revocation|revoking", lambda _: "revoked"),
    ("AMENDED", r"(?:(?:second|third|2nd|3rd|\d+th) )?amended\b", lambda _: "corrected"),
    ("JUDGMENT", r"judge?ment(?: and commitment)?(?: order)?|j&c\b|order\b", _as_is),
    ("VIOLATION", r"violation|violated|violating|violations", _as_is),
    ("SENTENCED", r"sentenced|sentence|committed|placed|commitment", _as_is),
    ("REMANDED", r"remanded", _as_is),
    ("RESENTENCED", r"re-?sentenced", _as_is),
    ("TOTAL", r"total|aggregate", _as_is),
    ("DECLARED", r"declared", _as_is),
    ("FILLER", r"(?:the|an?|of|for|to|is|are|was|were|be served|be|been|shall|hereby|defendant's|defendant|deft|dft|def|serve|pay|in|on|dated|as|at|term|terms|period|amount|sum|us|upon|after|per|pursuant|under|by|it|ordered|that|this|he|she|granted a|trial|then|thereafter|following|returned)\b\.?", _as_is),
    ("SEPARATOR", r"; ?|,? ?(?:and )?followed by |\.(?=[ ;]|$)|//|\||\u2022", _as_is),
    ("COMMA", r",", _as_is),
    ("AND", r"and\b|plus\b|with\b|w/|&|\+", _as_is),
    ("PUNCTUATION", r"[-:*()\[\]]|\u2013|\u2014", _as_is),
    ("WORD", r"[^\s,;()\[\]]+?(?=[,;()\[\]]|\.?(?:\s|$))|\S", _as_is),
)  # fmt: skip
_compiled = tuple((kind, re.compile(pattern), value) for kind, pattern, value in _TABLE)
_start = re.compile(r"[a-z0-9]")
# Words that are shortened: the point behind one may end a sentence, or may not.
_shortened = re.compile(
    r"(?:mos?|mths?|yrs?|wks?|hrs?|cts?|cnts?|deft|dft|def|rel|sup|superv|supvd?|prob|assmt|assess"
    r"|spec|restn?|prej|dism|pros|concurr?|consec|comm|serv|svc|det|[a-z]/[a-z]|[a-z]\.[a-z])\.$"
)


def plain(text: str) -> str:
    """Return a text in lower case, with single spaces and plain quotes."""
    words = " ".join(text.lower().replace("\u2019", "'").split())
    return re.sub(r"\bu\. ?s\.(?: ?([ac])\.)?", r"us\1", words)


def tokens(text: str) -> Iterator[Lexeme]:
    """Yield the tokens of a plain text; every character but blanks is in one of them."""
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        one = _token(text, at)
        yield one
        at = one.end


def _token(text: str, at: int) -> Lexeme:
    for kind, pattern, value in _compiled:
        if not (found := pattern.match(text, at)) or not found[0]:
            continue
        said, end = value(found[0]), found.end()
        if kind == "SEPARATOR" and found[0] == "." and _shortened.search(text[:end]):
            kind = "BREAK"  # noqa: PLW2901 - what it turns out to be
        elif found[0][-1] == "." and kind != "SEPARATOR" and len(found[0]) > 1:
            end -= text[end : end + 1] in {"", " "}
        inside_word = _start.match(found[0][-1]) and text[found.end() : found.end() + 1].isalnum()
        if inside_word or (kind in {"DATE", "TERM"} and not said):
            continue
        return Lexeme(kind, said, at, end)
    raise AssertionError(text[at:])  # every character is a WORD where it is nothing else


def counts_named(words: str) -> set[str]:
    """Return the labels of the counts that a token names, ranges opened."""
    found = re.search(
        rf"{_counts} (?P<list>{_listed})(?: (?:of|in) (?:the )?(?P<instrument>.+))?", words
    )
    if not found:
        return set()
    *which, last = (found["instrument"] or "information").split()
    again = _VERSIONS.get(which[0], 1) if which else 0
    # What supersedes an indictment may be an information, and be called that alone.
    version = "s" * again or (FIRST if last == "indictment" else "")
    return {one + version if one.isdigit() else one for one in _labels(found["list"])}


def counts_in(text: str) -> list[frozenset[str]]:
    """Return the labels of the counts at each place where a text names some.

    Those beside which a term runs are none of them.
    """
    named = (one for one in tokens(text) if one.kind in {"COUNTS", "EACH"})
    return [frozenset(found) for one in named if (found := counts_named(one.value))]


def _labels(words: str) -> Iterator[str]:
    for one in re.split(r", and |, ?& ?|, ?| and | ?& ?", words):
        first, dash, last = re.sub(r" ?(?:-|\bto\b|through|thru) ?", "-", one).partition("-")
        if one in NUMBERS:
            yield str(NUMBERS[one])
            continue
        ends = [_arabic(part) for part in (first, last) if part]
        if dash and all(end.isdigit() for end in ends):
            yield from map(str, range(int(ends[0]), min(int(ends[-1]), _MAX_COUNT) + 1))
        elif dash and all(re.fullmatch(r"\d+s+r?", end) for end in ends):
            begin, until = (int(end.rstrip("sr")) for end in (ends[0], ends[-1]))
            suffix = ends[0].lstrip("0123456789")
            yield from (f"{number}{suffix}" for number in range(begin, min(until, _MAX_COUNT) + 1))
        else:
            yield from ends


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
