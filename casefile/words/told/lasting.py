"""Lasting: a trial or a hearing that is set for several days, which begins on the first of them."""

from __future__ import annotations

import re

from casefile.words.what.done import KIND
from casefile.words.when.dates import MONTH

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_YEAR = r"(?:,? (?P<{}>\d{{4}}))?"
_said = re.compile(
    rf"(?P<what>.*\b{KIND}):?"
    r"(?: (?:is|will be|will run|runs)| (?:(?:is|was|has been|is now) )?(?:set|scheduled))?"
    rf"(?: (?:for|on|from))? {_WEEKDAY}"
    rf"(?:(?P<day>(?P<month>{MONTH})\.? \d{{1,2}}){_YEAR.format('year')}"
    r"|(?P<figures>\d{1,2}/\d{1,2}(?:/\d{2,4})?))"
    rf" ?(?:-|\u2013|to|through|thru|until) ?{_WEEKDAY}"
    rf"(?P<end>(?:{MONTH}\.? )?\d{{1,2}}{_YEAR.format('behind')}"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
    r"(?P<rest>(?:,? (?:at|in|before) .+)?)",
    re.IGNORECASE,
)


def lasting(typed: str) -> str:
    """Return the words that set what lasts several days for the first one; nothing for all else."""
    found = _said.fullmatch(typed)
    if not found or ("/" in found["end"]) is not bool(found["figures"]):
        return ""
    year = found["year"] or found["behind"]
    if found["figures"]:
        own = re.search(r"/\d+(/\d{2,4})$", found["end"])
        day = found["figures"]
        day = f"{day}{own[1]}" if own and day.count("/") == 1 else day
    else:
        day = f"{found['day']}{f', {year}' if year else ''}"
    return f"{found['what']} set for {day}{found['rest']}"
