"""Opened: what is said of a matter by another thing of it: its court, its kind, its client."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.names.jurisdictions import FEDERAL, place_name
from casefile.answers.names.name_words import SUFFIXES
from casefile.errors import Misfit
from casefile.law.events.matter import MatterCategory, MatterOpened
from casefile.law.wording import listed
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.values.places import court_of_district, place_of_court, read_place
from casefile.words.what.field_names import field_called
from casefile.words.which.added import without_role

MOST_PLACES = 3  # jurisdictions of other matters that are told where one is asked for
_FIELDS = MatterOpened.__struct_encode_fields__
_title = re.compile(r"(?P<first>.+?) vs?\.? (?P<second>.+)", re.IGNORECASE)
_several = re.compile(r"\band\b|&|, (?!inc|llc|ltd)|\bet al\b", re.IGNORECASE)
_apart = re.compile(r" and | & |, (?!inc|llc|ltd)(?:and )?", re.IGNORECASE)
# What kind of case a court has in its number, as D-202-CR-2026-00123, 1:26-cv-00088 or 26CF104.
_kind = re.compile(r"(?:^|[-:. \d])(?P<kind>cr|cf|cm|mj|cv|dm|dr|jv|tr)(?=[-. \d])", re.IGNORECASE)
_KINDS = {
    **dict.fromkeys(("cr", "cf", "cm", "mj"), MatterCategory.CRIMINAL),
    "cv": MatterCategory.CIVIL,
    **dict.fromkeys(("dm", "dr"), MatterCategory.DOMESTIC),
    "jv": MatterCategory.JUVENILE,
    "tr": MatterCategory.TRAFFIC,
}
_FIRST = ("plaintiff", "petitioner", "claimant")
_SECOND = ("defendant", "respondent", "accused")


def opened(typed: Mapping[str, Any], told: list[str], misfits: list[Misfit]) -> dict[str, Any]:
    """Return what was typed of a matter that is opened, with what else that says; tell it."""
    named = _with_name(_with_category(_with_court(typed, told), told), told)
    return _with_client(named, told, misfits)


def where_asked(asking: Asking) -> Misfit:
    """Return that a matter has no jurisdiction, how one is typed, and where other matters are."""
    with asking.gate() as at:
        known = matters.jurisdictions(at)[:MOST_PLACES]
    each = [f"{one} ({place_name(one)})" if place_name(one) else one for one in known]
    beside = f" Other matters are in {listed(each)}." if each else ""
    sentence = 'It is missing. Write the state, like jurisdiction="New Mexico", or federal.'
    return Misfit("data.jurisdiction", f"{sentence}{beside}", tuple(known))


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


def _with_category(typed: Mapping[str, Any], told: list[str]) -> dict[str, Any]:
    """Return a matter whose kind nobody typed with the one that the court has in its number."""
    found = _kind.search(_named(typed, "docket_no")[1])
    if not found or _named(typed, "category")[0]:
        return dict(typed)
    category = _KINDS[found["kind"].casefold()].value
    told.append(f"category = {category} (by the docket number)")
    return {**typed, "category": [category]}


def _with_name(typed: dict[str, Any], told: list[str]) -> dict[str, Any]:
    """Return a matter with its client by the name, without what they are there in front of it."""
    name, said = _named(typed, "for")
    own = without_role(said)
    if own == said or not own[:1].isupper():
        return typed
    told.append(f"{name} = {own} ({said.replace(own, '').strip(' ,')})")
    return {**typed, name: [own]}


def _with_client(
    typed: Mapping[str, Any], told: list[str], misfits: list[Misfit]
) -> dict[str, Any]:
    """Return a matter with its client as the title names whom a side, or a part of a name, means.

    A name alone is asked for in full, and which of several is meant.
    """
    name, said = _named(typed, "for")
    sides = _title.fullmatch(_named(typed, "title")[1])
    if not sides or not said:
        return dict(typed)
    side = re.sub("^(?:the|a) ", "", said.casefold())
    if side in (*_FIRST, *_SECOND):
        who, why = sides["first" if side in _FIRST else "second"], f"the {side}, by the title"
        found = [who] if who.split()[1:] and not _several.search(who) else []
    else:
        words, why = set(name_key(said).split()), "by the title"
        each = [one.strip() for one in _apart.split(f"{sides['first']} and {sides['second']}")]
        found = [one for one in each if words < set(name_key(one).split()) - SUFFIXES.keys()]
    if found[1:]:
        which = " or ".join(f"{name}={shlex.quote(one)}" for one in found)
        misfits.append(Misfit(f"data.{name}", f"Say which of them that is: {which}.", tuple(found)))
    if len(found) != 1:
        return dict(typed)
    told.append(f"{name} = {found[0]} ({why})")
    return {**typed, name: found}
