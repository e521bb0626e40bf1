"""Offenses: the names of several that stand beside each other without a number, each by itself.

A name can have "and" or a comma within it: assault and battery, DWI, first offense. Only where each
part is known for the name of an offense are they several.
"""

from __future__ import annotations

import re

from casefile.words.forms.charged import DEGREE

_joint = re.compile(
    r"; (?:and )?|, and (?:with |for )?|, | and (?:also )?(?:with |for )?| plus ", re.IGNORECASE
)
# What goes on with the name before it.
_GOES_ON = re.compile(
    r"(?:(?:(?:a )?(?:first|second|third|fourth|fifth|sixth|subsequent|repeat|\d+(?:st|nd|rd|th))"
    r"(?: |-)(?:offen[cs]e|conviction|degree|violation)(?: felony| misdemeanor)?"
    rf"|{DEGREE}|infraction|petty offense)(?:,? \(.*\)| in \d.*)?"
    r"|(?:while|with|without|by|in|on|of|under|over|causing|resulting|using|not|less|more|to|at"
    r"|knowingly|against|involving|or|as|for|class|schedule|section)\b.*"
    r"|\(?(?:§|\d|NMSA|RCW|C\.R\.S).*)",
    re.IGNORECASE,
)
# Names of one offense in two words.
_ONE = re.compile(
    r"\b(?:breaking and entering|assault and battery|hit and run|fleeing and eluding"
    r"|drunk and disorderly|lewd and lascivious|aiding and abetting|abuse and neglect"
    r"|trick and device|fraud and abuse|wil?lful and wanton|influenced and corrupt)\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"\b(?:abuse|arson|assault|battery|bribery|brandishing|burglary|careless|carrying"
    r"|conspiracy|container|contempt|counterfeiting|cruelty|curfew|disorderly|dissemination"
    r"|disturbing|driving|d\.?[uw]\.?i\.?i?\.?|duid|owi|dwai|eluding|embezzlement|endangerment"
    r"|escape|evading|exposure|extortion|failing|failure|false|fleeing|forgery|fraud"
    r"|harassment|homicide|hit[- ]and[- ]run|impersonation|insurance|interference|intimidation"
    r"|joyriding|kidnapp?ing|larceny|laundering|leaving|littering|loitering|manslaughter|menacing"
    r"|mischief|misuse|murder|neglect|obstruct(?:ion|ing)|operating|parking|perjury|possess(?:ion"
    r"|ing)|prostitution|racing|racketeering|rape|receiving|reckless(?: driving)?"
    r"|reentry|refusal|refusing|resisting|riot|robbery|running|shoplifting|smuggling|solicitation"
    r"|speeding|stalking|swindling|tampering|terroris(?:m|tic)|theft|threats?|threatening"
    r"|trafficking|trespass(?:ing)?|truancy|vandalism|violation|weapons?|breaking and entering"
    r"|following too closely|improper|unsafe|expired"
    r"|no (?:proof|valid|driver|registration|seat ?belt|helmet|headlights?"
    r"|license|tail ?lights?|turn signal|signal)\b.*"
    r"|(?:seat ?belt|child restraint|red light|stop sign|texting|tailgating|jaywalking|cell phone)"
    r"|unlawful (?:use|possession|taking|entry|restraint|imprisonment|sexual|contact|discharge)"
    r"|(?:criminal|sexual|indecent|aggravated|attempted) \w+|identity theft|graffiti|incest"
    r"|lewdness|stolen (?:property|vehicle)|open container)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    rf"{DEGREE}|(?:.*, )?\$\d.*|.*\bdue\b.*"
    r"|.*\b(?:all|same|counts?|charges?|crimes?|offen[cs]es)\b.*",
    re.IGNORECASE,
)
MOST = 9  # words of one name


def offenses(words: str) -> list[str]:
    """Return the name of each offense that words tell beside each other; else the whole of them."""
    parts = _told_beside(words)
    return parts if all(map(_is_name, parts)) else [words]


def may_be_several(words: str) -> bool:
    """Tell whether words may tell of several offenses, of which one is not known for one."""
    return any(map(_is_name, parts := _told_beside(words))) and not all(map(_is_name, parts))


def _told_beside(words: str) -> list[str]:
    """Return the parts of words that may each be the name of an offense."""
    parts: list[str] = []
    end, between = 0, ""
    for found in [*_joint.finditer(words), None]:
        part = words[end : found.start() if found else None].strip()
        whole = f"{parts[-1]}{between}{part}" if parts else part
        goes_on = between.strip() != ";" and _GOES_ON.fullmatch(part)
        if parts and (goes_on or _spans(whole, len(parts[-1]))):
            parts[-1] = whole
        else:
            parts.append(part)
        end, between = (found.end(), found[0]) if found else (end, between)
    return parts


def is_offense(words: str) -> bool:
    """Tell whether words have the name of an offense that is known for one."""
    return bool(_KNOWN.search(words))


def _spans(whole: str, place: int) -> bool:
    """Tell whether the name of one offense stands on both sides of a place."""
    return any(one.start() < place < one.end() for one in _ONE.finditer(whole))


def _is_name(part: str) -> bool:
    few = len(re.split(r"[ ,]+", part)) <= MOST
    return few and is_offense(part) and not _NO_NAME.fullmatch(_plain(part))


def _plain(part: str) -> str:
    """Return a name without which offense of its kind it is, which is no other offense."""
    return re.sub(r"\b(?:first|second|third|fourth|subsequent) offen[cs]e\b", "", part)
