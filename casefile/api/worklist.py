"""The worklist: what somebody has to read, to settle or to do."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from casefile.answers.overview import worklist
from casefile.answers.overview.worklist import Work, Worklist
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.schemas import AsOf, PageQuery, known_id
from casefile.auth.roles import Role
from casefile.door import office

routes = Blueprint("worklist", "What there is to read, to settle and to do.")
KINDS = [one.value for one in Work]


class WorkQuery(AsOf, PageQuery):
    """As of which day, as known when, of whom and what, and which page."""

    matter_id = known_id("Only what is in this matter.")
    party_id = known_id("Only what is about this person, under any of its ids.")
    work = fields.String(
        validate=validate.OneOf(KINDS, error=f"one of {', '.join(KINDS)}."),
        metadata={"description": "Only what is of this kind."},
    )


@routes.get("/worklist")
@needs(Role.AUDITOR)
@routes.asks(WorkQuery)
@routes.gives(200, Worklist)
@refuses(404)
def list_work(**query: Any) -> Worklist:
    """List what there is to read, to settle and to do, by matter.

    That is what was not read or only in part, what is irregular, where sources differ, acts that
    name nobody where that is in doubt, what was announced and not filed, what is overdue or has no
    outcome on record, and matters that are parked. Each entry has a sentence, whom it is about, and
    the events behind it with their sources.
    """
    return worklist.page(office(), **query)
