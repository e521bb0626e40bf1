"""Times of day as people type them: 2:30 pm, 14:30, noon."""

from __future__ import annotations

import re
from datetime import time, timedelta

from casefile.law.edtf import parse
from casefile.words.when.found import Found

_CLOCK = (
    r"(?:at |@ ?)?(?P<about>(?:about|around|approximately|approx) )?"
    r"(?:(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?)? ?(?P<half>am|pm)?"
    r"|(?P<name>noon|midnight))"
)
_behind = re.compile(rf"(?P<day>.+?) (?P<at>{_CLOCK})", re.ASCII)
_before = re.compile(rf"(?P<at>{_CLOCK}) (?:on )?(?P<day>.+)", re.ASCII)
_alone = re.compile(rf"(?P<at>{_CLOCK})", re.ASCII)
# What makes a number a time of day, and not that of a day or a year.
_telling = re.compile(r"[:@]|\bat\b|\d ?[ap]m\b|noon|midnight", re.ASCII)
_zone = re.compile(r"\d ?(?:[ap]m )?(?:[ecmp][sd]?t|utc|gmt|z)\b", re.ASCII)
NOON = 12
FIRST, LAST = 8, 5  # the first hour of the morning, and the last of the afternoon, of a court
NEXT_DAY = "24:00"


def split(said: str, *, of_court: bool = False) -> tuple[str, Found] | None:
    """Part a text into its day and its time of day; None where it has none. Raises ValueError.

    An hour `of_court` from 8 to 12 is in the morning, or noon, and one up to 5 in the afternoon;
    of 6 and 7 it is asked, as at either of them hearings are set as well.
    """
    for form in (_alone, _behind, _before):
        found = form.fullmatch(said)
        if found and _telling.search(found["at"]):
            return found.groupdict().get("day") or "", _read(found, of_court=of_court)
    if _telling.search(said) and _zone.search(said):
        raise ValueError("A time of day is one of the court's own clock; leave the zone out.")
    return None


def at(day: str, clock: str) -> str:
    """Return a day with a time of day, in EDTF; raises ValueError where it is no single day."""
    when = parse(day)
    on = when.earliest
    if when.precision != "day" or on is None:
        raise ValueError(f"A time of day goes with a single day, and not with {when.label}.")
    if clock == NEXT_DAY:
        return f"{on + timedelta(days=1)}T00:00"
    return f"{on}T{clock}"


def _read(found: re.Match[str], *, of_court: bool) -> Found:
    """Return what a time of day can mean; raises ValueError."""
    read = _named(found["name"]) if found["name"] else _counted(found, of_court=of_court)
    if found["about"]:
        # A day can be written as one that is about then, and a time of day cannot.
        return Found(("", *read.options), "Is the time exact? Only a day can be written as about.")
    return read


def _named(name: str) -> Found:
    if name == "noon":
        return Found(("12:00",))
    return Found(("00:00", NEXT_DAY), "Is it the midnight with which the day begins, or ends?")


def _counted(found: re.Match[str], *, of_court: bool) -> Found:
    hour, half = int(found["hour"]), found["half"]
    rest = f":{found['minute'] or '00'}" + (f":{found['second']}" if found["second"] else "")
    digits = f"{found['hour']}{rest if found['minute'] else ''}"
    try:
        time.fromisoformat(f"{hour:02}{rest}")
    except ValueError as error:
        raise ValueError(f"{digits} is no time of day.") from error
    if half and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if half == "pm" else 0)
        return Found((f"{hour:02}{rest}",))
    if half:
        raise ValueError(f"{digits} {half} is no time of day.")
    by_the_day = hour > NOON or hour == 0 or found["hour"].startswith("0")
    if by_the_day and found["minute"]:
        return Found((f"{hour:02}{rest}",))
    if by_the_day:
        raise ValueError(f"{digits} is no time of day, like 2:30 pm or 14:30.")
    both = (hour % NOON, hour % NOON + NOON)
    if of_court and not LAST < hour < FIRST:
        am = FIRST <= hour < NOON
        half = "am" if am else "pm"
        return Found((f"{both[0 if am else 1]:02}{rest}",), by=f"{digits} {half}, as a court sits")
    return Found(tuple(f"{one:02}{rest}" for one in both), f"Is {digits} am or pm?")
