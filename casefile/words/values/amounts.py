"""Amounts: money and numbers as people write them, like $85,000, 1.5 million or EUR 2,500.50."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from casefile.words.misread import Misread

CURRENCIES = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
# Those that have three digits behind the point (ISO 4217).
OF_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
SCALES = {"": 0, "k": 3, "thousand": 3, "m": 6, "million": 6}
MOST_DIGITS, MOST_DECIMALS = 15, 4

_number = r"\d{1,3}(?:,\d{3})+|\d+"
_amount = re.compile(
    rf"(?P<before>US\$|[$€£]|[A-Za-z]{{3}}\b)?\s*(?P<whole>{_number})(?:\.(?P<cents>\d+))?"
    rf"\s*(?P<scale>k|m|thousand|million)?\s*(?P<after>[$€£]|[A-Za-z]{{3}}|dollars?|euros?)?",
    re.IGNORECASE,
)
_named = {"dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR"}


def read_amount(typed: str) -> dict[str, str]:
    """Return an amount as its decimal text and its currency; raises Misread.

    Three digits behind a point are asked about: 85.000 is eighty-five here, and eighty-five
    thousand elsewhere.
    """
    found = _amount.fullmatch(typed.strip())
    if not found:
        raise Misread("It must be an amount of money, like $85,000 or EUR 2,500.50.")
    whole, cents = found["whole"].replace(",", ""), found["cents"] or ""
    scale = SCALES[(found["scale"] or "").lower()]
    if not scale and (question := in_doubt(f"{whole}.{cents}")):
        raise Misread(question)
    amount = Decimal(f"{whole}.{cents or 0}").scaleb(scale)
    said = (
        f"{amount:f}" if not cents else f"{amount.normalize():f}" if scale else f"{whole}.{cents}"
    )
    said = said.removesuffix(".0")
    before, _, behind = said.partition(".")
    if len(before) > MOST_DIGITS or len(behind) > MOST_DECIMALS:
        raise Misread("No such amount can be recorded: it has too many digits.")
    return {"amount": said, "currency": _currency(found["before"], found["after"])}


def amounts_in(value: Any, field: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield each amount in the JSON of an event: its field, its digits and its currency."""
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from amounts_in(one, f"{field}[{place}]")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from amounts_in(one, f"{field}{'.' if field else ''}{name}")
        if isinstance(amount := value.get("amount"), str):
            yield f"{field}.amount".removeprefix("."), amount, str(value.get("currency", "USD"))


OF_GROUP = 3  # digits, in a number of thousands


def in_doubt(amount: str) -> str:
    """Return what is asked of an amount in digits; nothing where it can only be what it says."""
    whole, _, cents = amount.partition(".")
    if len(cents) != OF_GROUP:
        return ""
    return f"Did you mean {whole},{cents} or {whole}.{cents[:2]}?"


def _currency(*signs: str | None) -> str:
    given = {_of_sign(one) for one in signs if one}
    if len(given) > 1:
        raise Misread(f"It has two currencies: {' and '.join(sorted(given))}.")
    return next(iter(given), "USD")


def _of_sign(sign: str) -> str:
    return CURRENCIES.get(sign.upper()) or _named.get(sign.lower()) or sign.upper()


def read_number(typed: str) -> int:
    """Return a whole number; raises Misread."""
    text = typed.strip()
    if not re.fullmatch(_number, text):
        raise Misread("It must be a whole number, like 2 or 1,200.")
    return int(text.replace(",", ""))
