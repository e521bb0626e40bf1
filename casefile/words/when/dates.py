"""Dates as people type them: 3/14/2023, 14 March 2023, March 2023, spring 2021, Q3 2021."""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name, monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from casefile.law.edtf import parse
from casefile.law.stretches import QUARTERS, SEASONS, WINTER
from casefile.words.when.found import Found, unsure
from casefile.words.when.here import Here
from casefile.words.when.relative import WEEKDAY, WEEKDAYS, WHICH
from casefile.words.when.years import OWN_DAY, may_be, of_day, of_month, of_span

MONTH_FIRST, DAY_FIRST = "month_first", "day_first"  # what an office chooses, or years first
MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(month_name) if name},
    **{name.lower(): number for number, name in enumerate(month_abbr) if name},
    "sept": 9,
}
SEASON_NUMBERS: Final = {name: place for place, (name, _, _) in enumerate(SEASONS)} | {"fall": 2}
# What two digits of a year are taken for without a question: so many years back and ahead.
BACK, AHEAD = 20, 5
PARTS: Final = {
    **dict.fromkeys(("early", "beginning", "start"), (1, 10)),
    **dict.fromkeys(("mid", "middle"), (11, 20)),
    **dict.fromkeys(("late", "end"), (21, 31)),
}
MONTH: Final = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
# A month or a part of the year, with the word before it that makes it one: in May, last spring.
_PART_OF_YEAR: Final = r"(?:spring|summer|fall|autumn|winter)"
LOOSE: Final = (
    r"(?:(?:some ?time |at some point )?(?:in|during) (?:(?:early|mid|late)[ -])?"
    rf"(?:{MONTH}\.?(?:,?(?: of)? \d{{4}})?(?! (?:v|vs)\b)|{_PART_OF_YEAR}(?: of)? \d{{4}})"
    rf"|last (?:{_PART_OF_YEAR}|{MONTH}))"
)
_month = rf"(?P<month>{MONTH})\.?"
_one, _three = r"(?P<one>[0-9]{1,4})", r"(?P<three>[0-9]{1,4})"
_day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: day)?"
_full = r"[0-9]{4}|'[0-9]{2}|(?:this|last|next) year"
_year = rf"(?P<year>{_full})"
_any_year = rf"(?P<year>{_full}|[0-9]{{2}})"
_weekday = rf"(?:(?P<weekday>{WEEKDAY}) )?"
_season = rf"(?P<season>{'|'.join(SEASON_NUMBERS)})"
_which = rf"(?:(?P<which>{'|'.join(WHICH)}) )?"
_part = rf"(?P<part>{'|'.join(PARTS)})(?: part)?[ -](?:in )?"


def numbers_of(day: date, order: str) -> str:
    """Return a day in the numbers that are read as it in an order of dates; in none, as EDTF."""
    if order == MONTH_FIRST:
        return f"{day.month}/{day.day}/{day.year}"
    return f"{day.day}/{day.month}/{day.year}" if order == DAY_FIRST else day.isoformat()


def read(said: str, here: Here) -> Found | None:
    """Read one date; None where it is none. Raises ValueError with a sentence."""
    for form, reader in _FORMS:
        if found := form.fullmatch(said):
            return reader(found, here)
    return None


def _numbers(found: re.Match[str], here: Here) -> Found:
    """Return the date of three numbers, which the office's order puts in their places."""
    one, two, three = found["one"], found["two"], found["three"]
    ways: dict[str, tuple[str, str, str]] = {}
    if len(one) < len("2023"):
        ways |= {MONTH_FIRST: (three, one, two), DAY_FIRST: (three, two, one)}
    if len(three) < len("2023"):
        ways["year_first"] = (one, two, three)
    weekday = found["weekday"] or ""
    dates = {
        name: _on_weekday(_dated(_years(year, here.today), int(month), int(day)), weekday)
        for name, (year, month, day) in ways.items()
    }
    own = dates.get(here.order)
    if own and own.options:
        return own
    every = [day for dated in dates.values() for day in dated.options]
    if here.order in ways:
        return unsure(every, "Dates are not written so here. Which day is that?")
    if len(set(every)) == 1:
        return next(dated for dated in dates.values() if dated.options)
    return unsure(every, "In which order are dates written here? Which day is that?")


def _two_numbers(found: re.Match[str], here: Here) -> Found:
    """Return a month of a year, where one of two numbers is a year; else it is asked."""
    one, two = found["one"], found["two"]
    for year, month in ((two, one), (one, two)):
        if len(year) == len("2023"):
            return _month_of(Found((year,)), int(month))
    years = _years(f"'{two}", here.today)
    days = [_without_year(int(one), int(two), "", here)] if here.order != DAY_FIRST else []
    if here.order != MONTH_FIRST:
        days.append(_without_year(int(two), int(one), "", here))
    months = [day for day in _month_of(years, int(one)).options if may_be(day, here)]
    known = here.own or here.near
    if len(days) == 1 and ((here.own and not months) or (known and not days[0].why)):
        return days[0]  # which of two numbers is the month, is chosen
    options = [*(day for each in days for day in each.options), *months]
    asked = unsure(options, "Which day or month is that?", counted=True)
    near = [day for day in days if day.options]
    if here.past and len(near) == 1 and not near[0].why:
        return asked._replace(likely=True, by=OWN_DAY)
    return asked


def _digits(found: re.Match[str], _here: Here) -> Found:
    return Found((f"{found['year']}-{found['month']}-{found['day']}",))


def _named(found: re.Match[str], here: Here) -> Found:
    """Return a day that is written with the name of its month."""
    month, day, weekday = MONTHS[found["month"]], int(found["day"]), found["weekday"] or ""
    if not found["year"]:
        return _without_year(month, day, weekday, here)
    return _on_weekday(_dated(_years(found["year"], here.today), month, day), weekday)


def _on_weekday(dated: Found, weekday: str) -> Found:
    """Return a date held against the day of the week that stands before it, where one does."""
    fitting = tuple(one for one in dated.options if _falls_on(one, weekday))
    if not weekday or not dated.options:
        return dated
    if not fitting:
        return dated.asked(f"That is no {day_name[_weekday_of(weekday)]}. Is it meant?")
    return dated._replace(options=fitting, why=dated.why if fitting[1:] else "")


def _without_year(month: int, day: int, weekday: str, here: Here) -> Found:
    return of_day(month, day, lambda one: _falls_on(one.isoformat(), weekday), here)


def _falls_on(day: str, weekday: str) -> bool:
    return not weekday or date.fromisoformat(day).weekday() == _weekday_of(weekday)


def _weekday_of(written: str) -> int:
    return WEEKDAYS[written.rstrip(".")]


def _day_alone(found: re.Match[str], here: Here) -> Found:
    """Return that it is asked in which month a day is, with that of the matter's last one first."""
    weekday = found["weekday"] or ""
    return of_month(int(found["day"]), lambda one: _falls_on(one.isoformat(), weekday), here)


def _month_and_year(found: re.Match[str], here: Here) -> Found:
    return _month_of(_years(found["year"], here.today), MONTHS[found["month"]])


def _month_alone(found: re.Match[str], here: Here) -> Found:
    number, which = MONTHS[found["month"]], found.groupdict().get("which")
    return _without_its_year(lambda years: _month_of(years, number), which, here)


def _part_of_month(found: re.Match[str], here: Here) -> Found:
    """Return that it is asked which days are meant with a part of a month."""
    found_in = (_month_and_year if found["year"] else _month_alone)(found, here)
    first, last = PARTS[found["part"]]

    def days(month: str) -> str:
        year, number = map(int, month.split("-"))
        return f"{month}-{first}/{month}-{min(last, monthrange(year, number)[1])}"

    parts = found_in.each(lambda month: days(month).replace("-1/", "-01/"))
    return unsure((*parts.options, *found_in.options), "Which days are meant?")


def _some(found: re.Match[str], here: Here) -> Found:
    """Return a day of a month, or a month or a day of a year, of which no more is known."""
    years = _years(found["year"], here.today)
    if found["month"]:
        return _month_of(years, MONTHS[found["month"]]).each(lambda month: f"{month}-XX")
    return years.each(lambda year: f"{year}-XX" + ("-XX" if found["unit"] == "day" else ""))


def _season_of(found: re.Match[str], here: Here) -> Found:
    place = SEASON_NUMBERS[found["season"]]
    years = _years(found["year"], here.today)
    if place != WINTER:
        return years.each(lambda year: f"{year}-{21 + place}")
    if found["to"]:
        follows = years.each(lambda year: year if _follows(year, found["to"]) else None)
        return follows.each(lambda year: f"{year}-24")
    winters = (f"{int(year) + turn:04}-24" for year in years.options for turn in (-1, 0))
    return unsure(winters, "Is it the winter that begins in that year, or that ends in it?")


def _follows(year: str, to: str) -> bool:
    return f"{int(year) + 1:04}".endswith(to)


def _season_alone(found: re.Match[str], here: Here) -> Found:
    code = 21 + SEASON_NUMBERS[found["season"]]
    return _without_its_year(
        lambda years: years.each(lambda year: f"{year}-{code}"), found["which"], here
    )


def _quarter(found: re.Match[str], here: Here) -> Found:
    number = found["quarter"]
    place = QUARTERS.index(number) if number in QUARTERS else int(number[0]) - 1

    def quarters(years: Found) -> Found:
        return years.each(lambda year: f"{year}-{33 + place}")

    if found["year"]:
        return quarters(_years(found["year"], here.today))
    return _without_its_year(quarters, None, here)


def _one_year(found: re.Match[str], here: Here) -> Found:
    return _years(found["year"], here.today)


def _decade(found: re.Match[str], _here: Here) -> Found:
    return Found((f"{found['decade']}X",))


def _century(found: re.Match[str], _here: Here) -> Found:
    return Found((f"{found['century']}XX",))


def _years(said: str, today: date) -> Found:
    """Return the years that digits can mean: four of them one, and two the one that is near."""
    which, space, _ = said.partition(" ")
    if space:
        return Found((f"{today.year + WHICH[which]:04}",), counted=True)
    digits = said.lstrip("'")
    if len(digits) == len("2023"):
        return Found((digits,))
    if len(digits) != len("23"):
        return Found(())
    every = [century * 100 + int(digits) for century in (19, 20)]
    near = [year for year in every if -BACK <= year - today.year <= AHEAD]
    why = "" if near else f"Which year is {digits}?"
    return Found(tuple(map(str, near or every)), why)


def _without_its_year(spans: Callable[[Found], Found], which: str | None, here: Here) -> Found:
    """Return a month or a season of the year in which it can be meant, or ask in which."""
    turns = {-1: (-1, 0), 1: (0, 1)}.get(WHICH[which], (0,)) if which else (-1, 0, 1)
    around = [here.today.year + turn for turn in turns]

    def of(years: Iterable[int]) -> Found:
        return spans(Found(tuple(f"{year:04}" for year in years)))

    return of_span(of, here if which is None else here._replace(own=None), around)


def _dated(years: Found, month: int, day: int) -> Found:
    """Return a day of some years, of those that have it."""
    days = years.each(lambda year: f"{year}-{month:02}-{day:02}")
    return days.each(lambda one: one if _is_date(one) else None)


def _month_of(years: Found, month: int) -> Found:
    months = years.each(lambda year: f"{year}-{month:02}")
    return months.each(lambda one: one if month <= len(month_name) - 1 and _is_date(one) else None)


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


_FORMS: Final = [
    (re.compile(form), reader)
    for form, reader in (
        (
            rf"{_weekday}(?P<one>[0-9]{{1,4}})([/.-])(?P<two>[0-9]{{1,2}})\3(?P<three>[0-9]{{1,4}})",
            _numbers,
        ),
        (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _digits),
        (r"(?P<one>[0-9]{1,2})[/.-](?P<two>[0-9]{4}|[0-9]{1,2})", _two_numbers),
        (r"(?P<one>[0-9]{4})[/.](?P<two>[0-9]{1,2})", _two_numbers),
        (rf"{_weekday}{_month} ?{_day}(?:[ -]{_any_year})?", _named),
        (rf"{_weekday}{_day}[ -]?{_month}(?:[ -]{_any_year})?", _named),
        (rf"(?:month )?{_month}[ -]?{_year}", _month_and_year),
        (rf"{_which}{_month}", _month_alone),
        (rf"{_weekday}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)", _day_alone),
        (rf"{_part}{_month}(?: {_year})?", _part_of_month),
        (rf"(?:some|one|a) (?P<unit>day|month) (?:in )?(?:{_month} )?{_year}", _some),
        (rf"{_season} {_year}(?:(?: to |[-/])(?P<to>[0-9]{{4}}|[0-9]{{2}}))?", _season_of),
        (rf"{_which}{_season}", _season_alone),
        (rf"q(?P<quarter>[1-4])(?:[ /-]?{_year})?", _quarter),
        (rf"{_year}[ /-]?q(?P<quarter>[1-4])", _quarter),
        (rf"(?P<quarter>{'|'.join(QUARTERS)}|[1-4](?:st|nd|rd|th)) quarter(?: {_year})?", _quarter),
        (rf"(?:year )?{_year}", _one_year),
        (r"(?P<decade>[0-9]{3})0'?s", _decade),
        (r"years (?P<century>[0-9]{2})00 to (?P=century)99", _century),
    )
]
