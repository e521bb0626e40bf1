"""Reports: the office's parties counted by headline, and who stands behind a line."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from casefile.api.blueprint import Blueprint, needs
from casefile.api.office import office
from casefile.api.schemas import (
    AsOf,
    Basis,
    Coordinates,
    Page,
    flag,
    many,
    number,
    text,
    words,
)
from casefile.auth.roles import Role
from casefile.law.events.matter import MatterCategory
from casefile.law.headline import HEADLINES

Json = dict[str, Any]

routes = Blueprint("reports", "The office's parties, counted.")
CATEGORIES = [one.value for one in MatterCategory]
CODES = sorted({code for track in HEADLINES.values() for code in track})


class Scope(AsOf, Basis):
    """As of which day, as known when, on which basis, and of which matters."""

    court = words("Only items in matters of this court, by its id.")
    category = fields.String(
        validate=validate.OneOf(CATEGORIES, error=f"one of {', '.join(CATEGORIES)}."),
        metadata={"description": "Only items in matters of this category."},
    )


class Behind(Scope, Page):
    """Which line of the report, and which page of it."""

    track = fields.String(
        required=True,
        validate=validate.OneOf(list(HEADLINES), error=f"one of {', '.join(HEADLINES)}."),
        metadata={"description": "The `track` of the line."},
    )
    headline = fields.String(
        required=True,
        validate=validate.OneOf(CODES, error="not a `headline` of a line of the report."),
        metadata={"description": "The `headline` of the line."},
    )


class Counted(Coordinates):
    """What was counted: as of a day, as known at a moment, on a basis, in some matters."""

    as_of = text()
    basis = text()
    court = text(null=True)
    category = text(null=True)


class Line(Schema):
    """How many parties have one headline on one track."""

    track = text()
    headline = text("The status; of a dismissal or a judgment also what qualifies it.")
    label = text()
    parties = number("Parties with this headline; somebody under several ids counts once.")
    certain = number("Of these, those of whom nothing else is possible.")
    possible = number("Of these, those who may stand otherwise for all that is known of dates.")


class StatusReport(Counted):
    """The parties by track and headline, the highest exposure first."""

    matters = number("Matters in scope, as known then.")
    parties = number("Parties with any item in scope, as known then.")
    items_without_party = number("Items that stand on the record but name nobody as their party.")
    lines = many(Line)


class PartyBehind(Schema):
    """A party behind a line."""

    party_id = text("The first id of the person whose name was known.")
    name = text()
    label = text("The headline in full, as the status of the party has it.")
    certain = flag()
    matters = many(fields.String())


class PartiesByHeadline(Counted):
    """A page of the parties behind one line, by id."""

    track = text()
    headline = text()
    parties = many(PartyBehind)
    next = text("What to give as `after` for the next page.", null=True)


@routes.get("/reports/status")
@needs(Role.AUDITOR)
@routes.asks(Scope)
@routes.gives(200, StatusReport)
def count_parties(**query: Any) -> Json:
    """Count the office's parties by headline on each track, as of any day, as known at any moment.

    The headline is the one that the status of each party has, there of all its items, here of
    those in matters of the court and the category. Court and category are as known at that moment.
    """
    return office().answers.status_report(**query)


@routes.get("/reports/status/parties")
@needs(Role.AUDITOR)
@routes.asks(Behind)
@routes.gives(200, PartiesByHeadline)
def list_parties_by_headline(**query: Any) -> Json:
    """List the parties behind one line of the status report, by id."""
    return office().answers.parties_by_headline(**query)
