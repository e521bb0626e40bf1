"""Readings: what a text means that somebody has typed, before anything is posted with it."""

from __future__ import annotations

from datetime import date

from marshmallow import Schema, fields, validate

from casefile.answers.dockets import matters
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.schemas import day, known_id
from casefile.auth.roles import Role
from casefile.door import office
from casefile.words.when.days import LONGEST, TypedDay, read_day
from casefile.words.when.here import here_in

routes = Blueprint("readings", "What people type, read as what is posted.")


class TypedText(Schema):
    """Which text, and against what it is read."""

    text = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST),
        metadata={"description": "A date as it is typed, like `on or about March 14, 2023`."},
    )
    today = day("The day from which relative days are counted. Default: the office's today.")
    said_on = day("The day of the source whose words they are, where there is one.")
    matter_id = known_id("A matter, from whose own dates one that is far away is asked about.")


@routes.get("/readings/day")
@needs(Role.AUDITOR)
@routes.asks(TypedText)
@routes.gives(200, TypedDay)
@refuses(404)
def read_typed_day(
    text: str, today: str | None = None, said_on: str | None = None, matter_id: str | None = None
) -> TypedDay:
    """Read a typed date: what is meant, in EDTF and in words, or what is to be asked about it."""
    if matter_id is not None:
        matters.check(office(), matter_id)
    here = here_in(office(), matter_id, today=_day(today), said_on=_day(said_on))
    return read_day(text, here)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
