"""Places: jurisdictions and time zones as people name them, like New Mexico, NM or Denver."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from casefile.answers.names.courts import court_name, district_citations, district_court
from casefile.answers.names.jurisdictions import FEDERAL, states
from casefile.law.nearest import did_you_mean, nearest
from casefile.words.misread import Misread

_FEDERAL_NAMES = ("federal", "united states", "united states of america", "usa", "u.s.a.")
# A district of the federal courts, like the District of New Mexico.
_district = re.compile(
    r"((u ?s|united states|federal) )?(district court (of |for )?)?(the )?"
    r"((?P<side>northern|southern|eastern|western|middle|central) )?district of (?P<state>.+)"
)
# A court of the United States, by what it is called.
_ORDER = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|\d+\w\w)"
_federal_court = re.compile(
    rf"\b(?:united states|us|u s|federal|bankruptcy court|national labor relations board|nlrb|osha"
    rf"|(?:{_ORDER}|dc|d c) circuit(?! court\b))\b"
)
_of_district = re.compile(r"\bdistrict court (?:[nsewmc] ?)?d \w")
# How the court of a district is cited: D.N.M., N.D. Ill.
_citation = re.compile(r"(?:[NSEWMC]\. ?)?D\. ?(?:[A-Z][a-z]*\.? ?)+|(?:[NSEWMC])?D[A-Z]{2}")
_code = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@cache
def _cited() -> dict[str, str]:
    """Return the id of the federal court of each district by how it is cited: D.N.M., N.D. Ill."""
    cited = district_citations().items()
    return {_key(citation).replace(" ", ""): court_id for court_id, citation in cited}


@cache
def _countries() -> frozenset[str]:
    from holidays import list_supported_countries  # noqa: PLC0415 - as above

    return frozenset(list_supported_countries())


def read_place(typed: str) -> str:
    """Return a jurisdiction by its ISO 3166-2 code; raises Misread.

    Two letters that are a state's are the state's, also where a country has the same.
    """
    text = " ".join(typed.split())
    letters = text.upper().replace(".", "")
    by_name = {_key(name): code for name, code in states().items()}
    for_state = re.sub(r"^(the )?(state|commonwealth) of ", "", _key(text))
    if found := by_name.get(for_state) or (letters if letters in by_name.values() else ""):
        return f"{FEDERAL}-{found}"
    district = _district.fullmatch(_key(text))
    if _key(text) in map(_key, _FEDERAL_NAMES) or (district and district["state"] in by_name):
        return FEDERAL
    if _code.fullmatch(letters) and letters[:2] in _countries():
        return letters
    near = [f"{FEDERAL}-{states()[name]} ({name})" for name in nearest(text, states())]
    raise Misread(f"It must be a jurisdiction, like US-NM, NM or New Mexico.{did_you_mean(near)}")


def court_of_district(typed: str) -> str:
    """Return the federal court of a district that a text names, by its id; nothing for no such."""
    if found := _district.fullmatch(_key(typed)):
        return district_court(found["side"] or "", found["state"])
    return _cited().get(_key(typed).replace(" ", ""), "") if _citation.fullmatch(typed) else ""


def place_of_court(typed: str) -> str:
    """Return in which jurisdiction a court is, where its name says that; nothing where it does not.

    A county or a city can be called as a state is.
    """
    called = court_name(typed.strip())
    key = _key(called)
    if court_of_district(typed) or _federal_court.search(key) or _of_district.search(key):
        return FEDERAL
    found = [
        name
        for name in sorted(states(), key=len, reverse=True)
        if re.search(
            rf"\b{re.escape(_key(name))}\b(?! (?:county|city|parish|township|borough)\b)", key
        )
    ]
    own = [one for one in found if not any(one != more and one in more for more in found)]
    return f"{FEDERAL}-{states()[own[0]]}" if len(own) == 1 else ""


def read_zone(typed: str) -> str:
    """Return a time zone by its name in the tz database; a city of one zone alone is enough."""
    every = available_timezones()
    text = typed.strip()
    if text in every:
        return text
    wanted = _key(text)
    found = [one for one in sorted(every) if _key(one) == wanted]
    cities = [one for one in sorted(every) if _key(one.rpartition("/")[2]) == wanted]
    if len(found or cities) == 1:
        return (found or cities)[0]
    near = cities or nearest(text, every)
    raise Misread(f"It must be a time zone, like America/Denver.{did_you_mean(near)}")


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace(".", "")))
