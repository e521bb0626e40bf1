"""Typed: what somebody types for a day, an amount or a length of time, as it is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from casefile.exports.court_days import month_first
from casefile.law.edtf import parse
from casefile.law.fields import LIFE, Money
from casefile.law.wording import duration
from casefile.words.misread import Misread
from casefile.words.values.amounts import read_amount, read_number
from casefile.words.values.places import read_place, read_zone
from casefile.words.values.terms import read_term
from casefile.words.when.dates import MONTH_FIRST, numbers_of
from casefile.words.when.days import DateInWords, TypedDay, read_day
from casefile.words.when.here import Here

TEXT, WHOLE, DATE, HOUR = "text", "whole number", "date", "hour"
AMOUNT, TERM = "amount", "term"
PLACE, ZONE = "place", "zone"
DAYS = (DATE, HOUR)
YEAR = 4  # digits
HINTS: Mapping[str, str] = {
    DATE: "Like 4/21/2023, 21 April 2023, April 2023, yesterday, or before 20 April 2023.",
    HOUR: "Like 21 April 2023, or 1 June 2023 at 9:00 am.",
    AMOUNT: "Like 100,000 or EUR 2,500.50.",
    PLACE: "Like NM, New Mexico or federal.",
    ZONE: "Like America/Denver, or Denver.",
    TERM: "Like 6 months, 1 year 6 months, 90 days or life.",
}
_in_numbers = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")  # with the month first


def hint_in(hint: str, order: str) -> str:
    """Return a hint, its days in the order that an office has chosen for them, where it has one."""

    def numbers(said: re.Match[str]) -> str:
        month, day, year = map(int, said.groups())
        return numbers_of(date(year, month, day), order)

    told = _in_numbers.sub(numbers, hint) if order else hint
    return month_first(told) if order == MONTH_FIRST else told


def read(kind: str, text: str) -> Any:
    """Return what a typed text says, as JSON has it; raises Misread. Days are read by `day`."""
    match kind:
        case "amount":
            money = msgspec.convert(read_amount(text), Money)
            return msgspec.to_builtins(money)
        case "term":
            return read_term(text)
        case "whole number":
            return read_number(text)
        case "place":
            return read_place(text)
        case "zone":
            return read_zone(text)
    return text


def day(kind: str, text: str, here: Here) -> TypedDay:
    """Return what a typed day means here; raises Misread with what is to be asked.

    EDTF is taken at its word.
    """
    if kind == HOUR and (exact := _with_offset(text)):
        meant = DateInWords(text, text, exact, exact)
        return TypedDay(text=text, today=here.today, meant=meant, as_edtf=True)
    if text.isdecimal() and len(text) < YEAR:  # a number that is no year
        raise Misread(f"{text!r} cannot be read as a date: write it {_like(kind, here)}")
    if text == numbers_of(here.today, here.order):  # what stands there untouched
        text = here.today.isoformat()
    found = read_day(text, here)
    if found.question and found.as_edtf and len(found.choices) == 1:
        return found.chosen(found.choices[0])
    if found.question:
        words = (one.words for one in found.choices)
        each = " or ".join(map(month_first, words) if here.order == MONTH_FIRST else words)
        write = f" Write {each}." if each else ""
        raise Misread(f"{found.question}{write}", [one.edtf for one in found.choices])
    return found


def _like(kind: str, here: Here) -> str:
    hint = hint_in(HINTS[kind], here.order)
    return f"{hint[:1].lower()}{hint[1:]}"


def write(kind: str, value: Any) -> str:
    """Return a value as somebody would type it, so that it is read as the same value."""
    match kind, value:
        case ("amount", {"amount": str(amount)}):
            currency = value.get("currency", "USD")
            said = amount if currency == "USD" else f"{currency} {amount}"
            return said if _reads_as(kind, said, value) else f"{currency} {amount}"
        case ("term", str()) if value != LIFE and _reads_as(kind, duration(value), value):
            return duration(value)
    return str(value)


def _with_offset(text: str) -> Any:
    try:
        when = parse(text, offset=True)
    except ValueError:
        return None
    return when.earliest if when.offset else None


def _reads_as(kind: str, text: str, value: Any) -> bool:
    try:
        return bool(read(kind, text) == value)
    except Misread:
        return False
