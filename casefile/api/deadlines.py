"""Deadlines: the rules that are known, and when something would be due by one of them."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from casefile.answers.due import deadlines
from casefile.answers.due.deadlines import DeadlineCount, DeadlineRules
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.schemas import Matching, bounded, known_id, words
from casefile.auth.roles import Role
from casefile.door import office
from casefile.event import Code
from casefile.law.deadlines.count import Direction, ServedBy, Unit
from casefile.law.deadlines.countings import MOST

Json = dict[str, Any]

routes = Blueprint("deadlines", "Rules of deadlines, and what would be due when.")
PLACE = "[A-Z]{2}(-[A-Z0-9]{1,3})?"
ID = "[A-Za-z0-9._-]{1,64}"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _one_of(codes: type[Code], note: str) -> fields.String:
    values = [one.value for one in codes]
    held = validate.OneOf(values, error=f"one of {', '.join(values)}.")
    return fields.String(validate=held, metadata={"description": note})


def _listed(form: str, note: str, error: str) -> fields.String:
    """Return a parameter that takes several values with commas between them."""
    held = Matching(f"^{form}(,{form}){{0,49}}$", error=error)
    return fields.String(validate=held, metadata={"description": note})


class Wanted(Schema):
    """Which rules."""

    jurisdiction = _listed(PLACE, "Of this jurisdiction, like US or US-NM.", "not like US-NM.")
    q = words("With these words in code, title, citation or period.")


Count = Schema.from_dict(
    {
        "rule": words("A rule of the table, by its code or its citation."),
        "number": bounded("Without a rule: so many.", 1, MOST),
        "unit": _one_of(Unit, "Without a rule: of these."),
        "direction": _one_of(Direction, "Without a rule: after (the default) or before."),
        "counting": words("Without a rule: how the period counts, a code of `countings`."),
        "from": words("Count from this day, in EDTF."),
        "trigger": known_id("Count from this event, as it stands."),
        "also": _listed(
            ID, "Further events, where the rule says whichever is later.", "not ids of events."
        ),
        "matter_id": known_id("Counting from a day: as the court of this matter does."),
        "served_by": _one_of(ServedBy, "How the paper was served, where that adds days."),
        "closed_on": _listed(
            DAY, "Days on which the clerk's office is inaccessible.", "not days, like 2023-04-20."
        ),
        "holidays_of": _listed(
            PLACE, "Whose legal holidays count, like US,US-NM.", "not like US,US-NM."
        ),
    },
    name="Count",
)


@routes.get("/deadlines/rules")
@needs(Role.AUDITOR)
@routes.asks(Wanted)
@routes.gives(200, DeadlineRules)
def list_deadline_rules(**query: Any) -> DeadlineRules:
    """Show the rules by which deadlines are counted, and the limitation periods."""
    return deadlines.rules(**query)


@routes.get("/deadlines/count")
@needs(Role.AUDITOR)
@refuses(404)
@routes.asks(Count)
@routes.gives(200, DeadlineCount)
def count_deadline(**query: Any) -> DeadlineCount:
    """Count when something would be due, with every step; nothing is recorded.

    Give a `rule`, or a `number` and a `unit`; and a day (`from`) or an event (`trigger`).
    """
    parts = ("number", "unit", "direction", "counting")
    period = {name: query.pop(name) for name in parts if name in query}
    lists = {
        name: query.pop(name).split(",")
        for name in ("also", "closed_on", "holidays_of")
        if name in query
    }
    return deadlines.count_from(
        office(), first=query.pop("from", None), period=period or None, **lists, **query
    )
