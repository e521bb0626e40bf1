"""Reports: the office's parties counted by headline, and who stands behind a line."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from casefile.answers.overview import by_court, reports
from casefile.answers.overview.by_court import CourtReport
from casefile.answers.overview.reports import PartiesByHeadline, StatusReport, UnreadDispositions
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.schemas import AsOf, Basis, PageQuery, words
from casefile.auth.roles import Role
from casefile.door import office
from casefile.law.events.matter import MatterCategory
from casefile.law.headline_codes import HEADLINES
from casefile.law.track_names import BESIDE

routes = Blueprint("reports", "The office's parties, counted.")
CATEGORIES = [one.value for one in MatterCategory]
NAMES = [*HEADLINES, *BESIDE]
CODES = sorted({code for track in HEADLINES.values() for code in track})


class OfficeQuery(AsOf):
    """As of which day, as known when, and of which matters."""

    court = words("Only items in matters of this court, by its id.")
    category = fields.String(
        validate=validate.OneOf(CATEGORIES, error=f"one of {', '.join(CATEGORIES)}."),
        metadata={"description": "Only items in matters of this category."},
    )


class ReportQuery(OfficeQuery, Basis):
    """As of which day, as known when, on which basis, and of which matters."""


class CourtsQuery(AsOf):
    """As of which day, as known when, and of which category."""

    category = fields.String(
        validate=validate.OneOf(CATEGORIES, error=f"one of {', '.join(CATEGORIES)}."),
        metadata={"description": "Only matters of this category."},
    )


class UnreadQuery(OfficeQuery, PageQuery):
    """As of which day, as known when, of which matters, and which page."""


class BehindQuery(ReportQuery, PageQuery):
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
    name = fields.String(
        validate=validate.OneOf(NAMES, error="not a `name` of a line of the report."),
        metadata={"description": "The `name` of the line; without it, every one of the track."},
    )


@routes.get("/reports/status")
@needs(Role.AUDITOR)
@routes.asks(ReportQuery)
@routes.gives(200, StatusReport)
@refuses(404)
def count_parties(**query: Any) -> StatusReport:
    """Count the office's parties by headline on each track, as of any day, as known at any moment.

    The headline is the one that the status of each party has, there of all its items, here of
    those in matters of the court and the category. Court and category are as known at that moment.
    """
    return reports.status_report(office(), **query)


@routes.get("/reports/status/parties")
@needs(Role.AUDITOR)
@routes.asks(BehindQuery)
@routes.gives(200, PartiesByHeadline)
@refuses(404)
def list_parties_by_headline(**query: Any) -> PartiesByHeadline:
    """List the parties behind one line of the status report, by id."""
    return reports.parties_by_headline(office(), **query)


@routes.get("/reports/courts")
@needs(Role.AUDITOR)
@routes.asks(CourtsQuery)
@routes.gives(200, CourtReport)
def count_by_court(**query: Any) -> CourtReport:
    """Count the matters, items and parties by court, as of any day, as known at any moment.

    Beside them stand the items of which something is unread or read in part, which are irregular,
    or about which sources differ; the worklist has them one by one.
    """
    return by_court.report(office(), **query)


@routes.get("/reports/unread")
@needs(Role.AUDITOR)
@routes.asks(UnreadQuery)
@routes.gives(200, UnreadDispositions)
@refuses(404)
def list_unread(**query: Any) -> UnreadDispositions:
    """List the dispositions that stand in their source's words alone, by matter and item.

    While an item has one, the status of its party is not certain.
    """
    return reports.unread_dispositions(office(), **query)
