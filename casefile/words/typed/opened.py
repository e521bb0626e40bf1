"""Opened: what is said of a matter by another thing of it, its court by a district, its client."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from casefile.answers.names.jurisdictions import FEDERAL
from casefile.law.events.matter import MatterOpened
from casefile.words.misread import Misread
from casefile.words.values.places import court_of_district, place_of_court, read_place
from casefile.words.what.field_names import field_called

_FIELDS = MatterOpened.__struct_encode_fields__
_title = re.compile(r"(?P<first>.+?) vs?\.? (?P<second>.+)", re.IGNORECASE)
_several = re.compile(r"\band\b|&|, (?!inc|llc|ltd)|\bet al\b", re.IGNORECASE)
_FIRST = ("plaintiff", "petitioner", "claimant")
_SECOND = ("defendant", "respondent", "accused")


def opened(typed: Mapping[str, Any], told: list[str]) -> dict[str, Any]:
    """Return what was typed of a matter that is opened, with what else that says; tell it."""
    return _with_client(_with_court(typed, told), told)


def _named(typed: Mapping[str, Any], field: str) -> tuple[str, str]:
    """Return the name under which a field was typed, and its text; nothing where it was not."""
    for name, value in typed.items():
        match value:
            case [str(text)] if field_called(name, _FIELDS, MatterOpened.tag) == field:
                return name, text.strip()
    return "", ""


def _with_court(typed: Mapping[str, Any], told: list[str]) -> dict[str, Any]:
    """Return a matter of a federal district with its court, and one of that court as federal."""
    place, where = _named(typed, "jurisdiction")
    court, called = _named(typed, "court_id")
    found = court_of_district(called) or court_of_district(where)
    if not found and not where and (within := place_of_court(called) if called else ""):
        told.append(f"jurisdiction = {within} (by the court)")
        return {**typed, "jurisdiction": [within]}
    if not found or (where and called and not _is_federal(where)):
        return dict(typed)
    rest = {name: value for name, value in typed.items() if name not in (place, court)}
    told.append(f"court = {found} ({called or where})")
    return {**rest, "court": [found], "jurisdiction": ["federal"]}


def _is_federal(where: str) -> bool:
    """Tell whether a jurisdiction is said to be that of the federal courts."""
    with suppress(Misread):
        return read_place(where) == FEDERAL
    return False


def _with_client(typed: Mapping[str, Any], told: list[str]) -> dict[str, Any]:
    """Return a matter whose client was said by a side as for whom the title names there."""
    name, side = _named(typed, "for")
    said = re.sub("^(?:the|a) ", "", side.casefold())
    sides = _title.fullmatch(_named(typed, "title")[1])
    who = (
        sides["first" if said in _FIRST else "second"]
        if sides and said in (*_FIRST, *_SECOND)
        else ""
    )
    if not who.split()[1:] or _several.search(who):  # a name alone is asked for in full
        return dict(typed)
    told.append(f"{name} = {who} (the {said}, by the title)")
    return {**typed, name: [who]}
