"""Terms: how long something lasts as people write it, like 6 months, 48 hours, or life."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from casefile.law.deadlines.count import Direction, Unit
from casefile.law.fields import LIFE
from casefile.words.misread import Misread
from casefile.words.numbers import ANY, IN_WORDS

# How each unit may begin: of a day's parts behind the T of the ISO text, of all others before it.
_DAYS = {"year": "Y", "yr": "Y", "month": "M", "mo": "M", "week": "W", "wk": "W", "day": "D"}
_HOURS = {"hour": "H", "hr": "H", "minute": "M", "min": "M"}
_part = re.compile(rf"(\d{{1,5}}|an?|{ANY})[ -]?([a-z]+)\.?'?s?'?")
_iso = re.compile(
    r"P(?=.)(\d{1,4}Y)?(\d{1,5}M)?(\d{1,5}W)?(\d{1,5}D)?(T(?=.)(\d{1,5}H)?(\d{1,5}M)?)?"
)
_period = re.compile(
    rf"(?P<number>\d{{1,9}}|{ANY}) (?:calendar )?"
    rf"(?P<unit>{'|'.join(one.label.removesuffix('s') for one in Unit)})s?"
    r"(?: (?P<turn>before|prior to|after|from|following)(?: (?:the |a |an )?(?P<of>.+))?)?"
)
_BEFORE = ("before", "prior to")
MONTHS = 12  # of a year
HOW = 'It must be how long it lasts, like "6 months", "48 hours", "1 year and 6 months" or "life".'


def read_term(typed: str) -> str:
    """Return a term as an ISO 8601 duration, or as `life`; raises Misread."""
    text = " ".join(typed.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    if text in (LIFE, "for life", "life imprisonment"):
        return LIFE
    if _iso.fullmatch(typed.strip().upper()):
        return typed.strip().upper()
    parts = re.split(r",? and |, ?| (?=\d)", text)
    found: dict[tuple[bool, str], int] = {}
    for part in parts:
        number, of_days, unit = _read_part(part)
        if (of_days, unit) in found:
            raise Misread(HOW)
        found[of_days, unit] = number
    if found.get((True, "M"), 0) >= MONTHS and (True, "Y") in found:
        raise Misread(HOW)  # these are two terms, one beside the other
    days = "".join(f"{found[True, u]}{u}" for u in "YMWD" if (True, u) in found)
    hours = "".join(f"{found[False, u]}{u}" for u in "HM" if (False, u) in found)
    return f"P{days}T{hours}" if hours else f"P{days}"


def _read_part(text: str) -> tuple[int, bool, str]:
    """Return the number of one part of a term, whether its unit is one of days, and the unit."""
    said = _part.fullmatch(text.strip())
    if not said:
        raise Misread(HOW)
    number, word = said.groups()
    unit = word.removesuffix("s")
    if unit not in (_DAYS | _HOURS):
        raise Misread(HOW)
    said_as = int(number) if number.isdecimal() else IN_WORDS.get(number, 1)
    return said_as, unit in _DAYS, (_DAYS | _HOURS)[unit]


class CountedFrom(NamedTuple):
    """A period, as its fields, and the words for what it is counted from; empty where unsaid."""

    period: dict[str, Any]
    of: str = ""


def read_counted(typed: str) -> CountedFrom:
    """Return a period and what it is counted from, like "30 days before trial"; raises Misread."""
    found = _period.fullmatch(" ".join(typed.casefold().split()))
    if not found:
        raise Misread('It must be a period, like "10 days" or "14 days before".')
    number, unit = found["number"], f"{found['unit'].replace(' ', '_')}s"
    direction = Direction.BEFORE if found["turn"] in _BEFORE else Direction.AFTER
    many = IN_WORDS.get(number) or int(number)
    return CountedFrom(
        {"number": many, "unit": unit, "direction": direction.value}, found["of"] or ""
    )


def read_period(typed: str) -> dict[str, Any]:
    """Return the fields of a period, like "10 days" or "14 days before"; raises Misread."""
    return read_counted(typed).period
