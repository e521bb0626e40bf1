"""Appearances: acts told behind the hearing at which they were done, or before who is held on them.

At first appearance Roe pleads not guilty; detained. That somebody is held or released has no type
of its own, and is kept with all that was typed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from casefile.words.what.done import OF_KIND

_KINDS = rf"{OF_KIND}(?:hearing|conference|arraignment|appearance|sentencing)"
# What becomes of a hearing that was not held.
_PUT_OFF = (
    r"(?:continued|moved|reset|cancell?ed|vacated|postponed|adjourned|rescheduled|waived|set\b"
    r"|scheduled|off\b|put off|not held|stricken)"
)
_behind_hearing = re.compile(
    rf"(?:(?:at|in) )?(?:(?:the|an?|his|her) )?(?P<kind>{_KINDS})(?: (?:was )?held)?"
    r"(?P<apart>[,;:] (?:and )?| ?[\u2013\u2014] ?| - )(?P<rest>(?!(?:\d|at \d|courtroom|room)"
    rf"|(?:(?:was|is|now|been) )*{_PUT_OFF}).+)",
    re.IGNORECASE,
)
_HELD = (
    r"(?:(?:(?:he|she|they|both|[A-Z][\w'-]+)(?: (?:is|was|were))? )?(?:ordered )?(?:to be )?"
    r"(?:(?:remains?|remanded|held|kept|stays?|placed) (?:in|to|into|under|without|on|pending)\b"
    r"|remanded|detained|released|jailed|rearrested|in custody|taken into custody|out on bond"
    r"|bonded out|r\.?o\.?r\.?|o\.?r\.?)"
    r"|(?:no |cash |secured |unsecured )*(?:bond|bail)\b|(?:on )?(?:his |her )?own recognizance"
    r"|\$[\d,]+ (?:(?:cash|secured|unsecured|appearance|surety) )*(?:bond|bail)"
    r"|(?:with )?(?:release |bond )?conditions?\b|no contact\b|(?:on )?(?:gps|ankle) monitor"
    r"|third[- ]party custodian|pre-?trial services)"
)
_still = re.compile(rf"{_HELD}[^;]*", re.IGNORECASE)
_cut = re.compile(r"[,;] (?:and )?| and ", re.IGNORECASE)


class Appearance(NamedTuple):
    """What is told of an appearance: its hearing, the acts at it, and whether anybody is held."""

    kind: str
    acts: str
    held: str


def appearance(typed: str) -> Appearance:
    """Return what is told of an appearance; without a hearing, and nobody held, all are the acts.

    The words of who is held are those at the end that tell of nothing else.
    """
    found = _behind_hearing.fullmatch(typed)
    kind, rest = (found["kind"], found["rest"]) if found else ("", typed)
    if found and _still.fullmatch(rest):
        return Appearance(kind, "", rest)
    for cut in _cut.finditer(rest):
        held = rest[cut.end() :]
        if all(_still.fullmatch(one) for one in re.split(r"[;,] (?:and )?(?!\d{3}\b)", held)):
            return Appearance(kind, rest[: cut.start()], held)
    return Appearance(kind, rest, "")
