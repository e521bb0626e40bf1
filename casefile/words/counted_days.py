"""Counted days: a day that is typed as so many days before or after a hearing or an event."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from casefile.answers import log, meant
from casefile.answers.asking import Asking
from casefile.answers.meant import Meant, one_of
from casefile.answers.meant_entries import setting_of
from casefile.answers.sought import Sought
from casefile.errors import Unknown
from casefile.law.entry import HEARING
from casefile.words.event_types import read_type
from casefile.words.field_names import field_called
from casefile.words.misread import Misread
from casefile.words.terms import read_counted

FIELDS = ("due", "period", "trigger")


def in_parts(typed: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return what was typed for a deadline, and the words for what it is counted from, if any.

    Where its day is a period before or after something, it stands as that period.
    """
    names = {field_called(name, FIELDS): name for name in typed}
    match typed.get(names.get("due", "")):
        case [str(text)] if not {"period", "trigger"} & names.keys():
            try:
                of = read_counted(text).of
            except Misread:
                return dict(typed), ""
            rest = {name: value for name, value in typed.items() if name != names["due"]}
            return ({**rest, "period": [text]}, of) if of else (dict(typed), "")
    return dict(typed), ""


def event_of(asking: Asking, matter_id: str, typed: str) -> Meant:
    """Return the event that a number means, that sets the hearing that words mean, or that is one.

    Raises Several or Unknown.
    """
    with suppress(Unknown):
        return meant.event(asking, typed)
    try:
        return setting_of(asking, matter_id, typed, HEARING)
    except Unknown:
        if found := _of_type(asking, matter_id, typed):
            return found
        raise


def _of_type(asking: Asking, matter_id: str, typed: str) -> Meant | None:
    """Return the only event of a matter of the type that words mean, like service; None for none.

    Raises Several.
    """
    try:
        tag = read_type(typed, meant.category(asking, matter_id))
    except Misread:
        return None
    page = log.page(asking, matter_id=matter_id, sought=Sought(type=tag), newest=True)
    found = {
        one.event_id: full
        for one in page.events
        if (full := log.in_full(asking, one.event_id)).stands
    }
    return one_of(
        typed,
        list(found),
        "events",
        lambda some: [f"@{found[one].position}, {found[one].sentence}" for one in some],
        lambda one: f"@{found[one].position}",
    )
