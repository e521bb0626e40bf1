"""The caseload: the whole office's open matters by the states in which their items stand."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema

from casefile.api.blueprint import Blueprint, needs
from casefile.api.office import office
from casefile.api.schemas import AsOf, Coordinates, many, number, text
from casefile.auth.roles import Role

Json = dict[str, Any]

routes = Blueprint("caseload", "The office's open matters, counted.")


class InState(Schema):
    """How much stands in one state on one track."""

    track = text()
    state = text()
    matters = number("Open matters with an item in this state.")
    items = number("Charges, claims and citations in this state.")
    parties = number("Parties with an item in this state, by their ids.")


class Caseload(Coordinates):
    """The items of open matters by track and state, as of a day, as known at a moment."""

    as_of = text()
    states = many(InState)


@routes.get("/caseload")
@needs(Role.AUDITOR)
@routes.asks(AsOf)
@routes.gives(200, Caseload)
def show_caseload(**query: Any) -> Json:
    """Count the items of all open matters by the state in which they certainly stand.

    Items are counted as of any day and as known at any moment; matters are those that were open as
    known then.
    """
    return office().answers.caseload(**query)
