"""Typed: what somebody types for a day, an amount or a length of time, as it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from casefile.errors import Misfit
from casefile.law.edtf import parse
from casefile.law.fields import LIFE, Money
from casefile.law.misfits import misfits
from casefile.law.wording import duration

TEXT, WHOLE, DATE, HOUR = "text", "whole number", "date", "hour"
AMOUNT, TERM = "amount", "term"
HINTS: Mapping[str, str] = {
    DATE: "A day, a month or a span, like 2023-04-21, 2023-04 or 2023-03-01/2023-03-15.",
    HOUR: "A day, or a day and the hour, like 2023-06-01 or 2023-06-01T09:00.",
    AMOUNT: "Like 100,000 or EUR 2,500.50.",
    TERM: "Like 6 months, 1 year 6 months, 90 days or life.",
}
_amount = re.compile(r"(?P<currency>[A-Za-z]{3})?\s*\$?\s*(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?)")
_letters = {"year": "Y", "month": "M", "week": "W", "day": "D"}
_part = re.compile(r"(?P<number>[0-9]+)\s*(?P<unit>year|month|week|day)s?")
_joint = re.compile(r"[\s,]+|\band\b")


def read(kind: str, text: str) -> Any:
    """Return what a typed text says, as JSON has it; raises ValueError with what is wrong.

    What no reading of words knows is returned as it is, for the type of its field to judge.
    """
    return _READ[kind](text.strip()) if kind in _READ else text


def write(kind: str, value: Any) -> str:
    """Return a value as somebody would type it, so that it is read as the same value."""
    match kind, value:
        case ("amount", {"amount": str(amount)}):
            currency = value.get("currency", "USD")
            return amount if currency == "USD" else f"{currency} {amount}"
        case ("term", str()) if value != LIFE and _term(duration(value)) == value:
            return duration(value)
    return str(value)


def _whole(text: str) -> Any:
    if not re.fullmatch("-?[0-9]{1,9}", text):
        raise ValueError("It must be a whole number.")
    return int(text)


def _date(text: str) -> str:
    parse(text)
    return text


def _hour(text: str) -> str:
    parse(text, offset=True)
    return text


def _money(text: str) -> Any:
    found = _amount.fullmatch(text)
    if found is None:
        raise ValueError("It must be an amount, like 100,000 or EUR 2,500.50.")
    value = {"amount": found["amount"].replace(",", "")}
    if found["currency"]:
        value["currency"] = found["currency"].upper()
    wrong: Misfit | None = next(misfits(Money, value), None)
    if wrong:
        raise ValueError(wrong.sentence)
    built: Any = msgspec.to_builtins(msgspec.convert(value, Money))
    return built


def _term(text: str) -> str:
    """Return a length of time in words as ISO 8601 has it; anything else as it is."""
    words = text.lower()
    found = {one["unit"]: one["number"] for one in _part.finditer(words)}
    left = _joint.sub("", _part.sub("", words))
    if left or not found:
        return LIFE if words == LIFE else text
    return "P" + "".join(
        f"{found[unit]}{letter}" for unit, letter in _letters.items() if unit in found
    )


_READ: Mapping[str, Callable[[str], Any]] = {
    WHOLE: _whole,
    DATE: _date,
    HOUR: _hour,
    AMOUNT: _money,
    TERM: _term,
}
