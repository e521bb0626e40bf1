"""Counted days: a day that is typed as so many days before or after a hearing or an event."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant import SHOWN, Meant
from casefile.answers.meaning.meant_entries import setting_of
from casefile.answers.record import log
from casefile.errors import Several, Unknown
from casefile.law.entry import HEARING
from casefile.law.events.process import DeadlineSet
from casefile.words.misread import Misread
from casefile.words.values.terms import read_counted
from casefile.words.what.field_names import field_called
from casefile.words.which.said_events import event_said

FIELDS = ("due", "period", "trigger")


def in_parts(typed: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return what was typed for a deadline, and the words for what it is counted from, if any.

    Where its day is a period before or after something, it stands as that period.
    """
    names = {field_called(name, FIELDS, DeadlineSet.tag): name for name in typed}
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
    """Return the event that a number means, that sets a hearing, or that is called so.

    Raises Several or Unknown.
    """
    with suppress(Unknown):
        return meant.event(asking, typed)
    try:
        return setting_of(asking, matter_id, typed, HEARING)
    except Unknown as unknown:
        try:
            return event_said(asking, typed, matter_id)
        except Several as several:
            return _of_one_day(asking, several)
        except Unknown:
            raise unknown from None


def _of_one_day(asking: Asking, several: Several) -> Meant:
    """Return the first of several events of a type that took effect on one day; raises Several.

    Whoever is served with two claims is served with both, and the days are the same from either.
    """
    found = [log.in_full(asking, one.id) for one in several.candidates]
    first = found[0]
    if len(found) >= SHOWN or any(
        (one.type, one.effective) != (first.type, first.effective) for one in found
    ):
        raise several
    return Meant(several.candidates[0].id, several.candidates[0].said)
