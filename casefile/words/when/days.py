"""Days as people type them: what is meant by one, in EDTF and in words, or what is to be asked."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from casefile.law.edtf import parse
from casefile.law.stretches import day_name
from casefile.words.when.found import Found, unsure
from casefile.words.when.here import FAR, Here
from casefile.words.when.spans import expression

BEYOND: Final = timedelta(days=100 * 365)  # from today, where there is no matter
LONGEST: Final = 200
HOW: Final = (
    "write it like 3/14/2023, 14 March 2023, March 2023, yesterday, last Friday, on or about March "
    "14 2023, before 4/20/2023, between March 14 and March 20 2023, spring 2021, Q3 2021, or "
    "March 14 2023 at 2:30 pm."
)
_HOUR = r"(?<![\d:])((?:0?[1-9]|1[01])(?::\d\d)?)(?: o'?clock)?"
_plain = (
    (re.compile("[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]"), "-"),
    (re.compile("[\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}]"), "'"),
    (re.compile(r",|\b(?:the|of)\b"), " "),
    (re.compile(r"\b([ap])\.? ?m\b\.?"), r"\1m"),
    (re.compile(rf"{_HOUR} in +morning\b"), r"\1am"),
    (re.compile(rf"(?:{_HOUR}|\b(12(?::\d\d)?)) in +(?:afternoon|evening)\b"), r"\1\2pm"),
    (re.compile(rf"{_HOUR} at night\b"), r"\1pm"),
    (re.compile(r"\s*/\s*"), "/"),
    (re.compile(r"\s+"), " "),
)
# What is counted onwards from some day, and not said by its date.
_ahead = re.compile(r"\b(?:days?|weeks?|months?|years?|tomorrow)\b")
_signs = re.compile(r"[0-9XYSTZ~?%/.:+{}\[\],-]+")
_years = re.compile(r"(?P<year>[0-9]{4})-(?P<code>[0-9]{2})")


class DateInWords(Struct, frozen=True):
    """One date that a typed text can mean: in EDTF, in words, and the days that it can be.

    An end that it leaves open is null.
    """

    edtf: str
    words: str
    earliest: date | None
    latest: date | None


class TypedDay(Struct, frozen=True, kw_only=True):
    """A typed date as it is understood, or what is to be asked about it.

    Where there is a `question` nothing is taken as meant, and `choices` are what it may be; there
    are none where nobody can say what it means. `counted` says that it was counted from `today`,
    `as_edtf` that it was typed in EDTF, and `by` what told its year, where neither did.
    """

    text: str
    today: date
    meant: DateInWords | None = None
    question: str | None = None
    choices: tuple[DateInWords, ...] = ()
    counted: bool = False
    as_edtf: bool = False
    by: str = ""

    @property
    def likely(self) -> bool:
        """Tell whether the first of the choices is likely, by what `by` says."""
        return bool(self.question and self.choices and self.by)

    @property
    def edtf(self) -> str:
        """Return what is meant, in EDTF; nothing where that is to be asked."""
        return self.meant.edtf if self.meant else ""

    def chosen(self, choice: DateInWords) -> TypedDay:
        """Return the date as it is understood once one of the choices is taken."""
        return replace(self, meant=choice, question=None, choices=())


def read_day(typed: str, here: Here) -> TypedDay:
    """Return what a typed date means here; what is ambiguous or far away is asked."""
    text = typed.strip()
    read = TypedDay(text=typed, today=here.today, as_edtf=_is_edtf(text))
    try:
        found = _found(text, here, as_edtf=read.as_edtf)
    except (ValueError, OverflowError) as error:
        return replace(read, question=str(error))
    choices = tuple(in_words(one) for one in found.options if _is_edtf(one))
    if not choices:
        return replace(read, question=f"{text!r} is no day of the calendar.")
    why = (
        found.why
        or ("Which one?" if choices[1:] else "")
        or _far(choices[0].edtf, here, as_edtf=read.as_edtf)
    )
    if why:
        by = found.by if found.likely and why == found.why else ""
        return replace(read, question=why, choices=choices, by=by)
    return replace(read, meant=choices[0], counted=found.counted, by=found.by)


def in_words(edtf: str) -> DateInWords:
    """Return a date in words and in days; raises ValueError."""
    when = parse(edtf)
    return DateInWords(edtf, when.label, when.earliest, when.latest)


def _found(text: str, here: Here, *, as_edtf: bool) -> Found:
    """Return what a text can mean; raises ValueError with a sentence where nobody can say."""
    if as_edtf:
        return _as_edtf(text)
    found = expression(plain(text), here) if len(text) <= LONGEST else None
    if found is None:
        if _signs.fullmatch(text):
            parse(text)  # says what of EDTF it is
        raise ValueError(f"{text[:LONGEST]!r} cannot be read as a date: {HOW}")
    ahead = here.since if _ahead.search(plain(text)) else None
    for day, whose in ((here.said_on, "the source's date"), (ahead, "the day of the event")):
        if found.counted and day and day != here.today:
            then = expression(plain(text), here._replace(today=day))
            if then and then.options != found.options:
                why = f"Is it counted from today, or from {whose}, {day_name(day)}?"
                return unsure((*found.options, *then.options), why, counted=True)
    return found


def plain(text: str) -> str:
    """Return a text as its forms are written: small letters, no commas, one space between words."""
    said = text.lower()
    for form, instead in _plain:
        said = form.sub(instead, said)
    return said.strip().removesuffix(".")


def _as_edtf(text: str) -> Found:
    """Return EDTF as it is; only what people write for two years as well is asked."""
    years = _years.fullmatch(text)
    if years and parse(text).precision in ("season", "quarter"):
        following = int(years["year"]) + 1
        if following % 100 == int(years["code"]):
            why = "Is it that part of the year, or are both years meant?"
            return unsure((text, f"{years['year']}/{following}"), why)
    return Found((text,))


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _far(edtf: str, here: Here, *, as_edtf: bool) -> str:
    """Return the question whether a date is meant that lies far from the matter, or from today."""
    when = parse(edtf)
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if not first or not last:
        return ""
    if here.near:
        begins, ends = here.near
        if first - ends > FAR or begins - last > FAR:
            span = f"between {day_name(begins)} and {day_name(ends)}"
            return f"The matter's own dates lie {span}. Is {when.label} meant?"
    elif not as_edtf and (first - here.today > BEYOND or here.today - last > BEYOND):
        return f"Is {when.label} meant?"
    return ""
