"""Schemas: the fields that requests and answers are described with, and what many answers share."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from casefile.answers.coordinates import RECEIVED, RECORDED
from casefile.answers.paging import LIMIT, MAX_LIMIT, NEXT, NO_NEXT
from casefile.api.reading import CODE
from casefile.event import ID_PATTERN
from casefile.law.edtf import parse_day
from casefile.law.timeline import RECORD, REPORTED

MAX_PAGE_KEY = 600
MAX_POSITION = 10**15 - 1


class Matching(validate.Regexp):
    """Holds a text to a pattern to its very end, where a $ alone lets a line break pass."""

    def __call__(self, value: Any) -> Any:
        """Return the text; raises ValidationError."""
        if not self.regex.fullmatch(value):
            raise ValidationError(self.error)
        return value


class Day(Matching):
    """Holds a text to a day of the calendar."""

    def __call__(self, value: Any) -> Any:
        """Return the text; raises ValidationError."""
        try:
            parse_day(super().__call__(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return value


class Number(fields.Integer):
    """A whole number in a query, in plain digits."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int:
        if not re.fullmatch("-?[0-9]{1,15}", str(value)):
            raise ValidationError("not a whole number of at most 15 digits.")
        return int(value)


def day(note: str) -> fields.String:
    """Return a parameter that takes a day."""
    form = Day("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", error="not a day, like 2023-04-20.")
    return fields.String(validate=form, metadata={"description": note, "format": "date"})


def switch(note: str) -> fields.Boolean:
    """Return a parameter that is true or false."""
    return fields.Boolean(
        truthy={"true", True},
        falsy={"false", False},
        error_messages={"invalid": "either true or false."},
        metadata={"description": note},
    )


def words(note: str, **more: Any) -> fields.String:
    """Return a parameter that takes words to search for."""
    return fields.String(validate=validate.Length(1, 500), metadata={"description": note}, **more)


def known_id(note: str) -> fields.String:
    """Return a parameter that takes an id."""
    form = Matching(ID_PATTERN, error="not an id: 1 to 64 letters, digits, '.', '_' and '-'.")
    return fields.String(validate=form, metadata={"description": note})


def bounded(note: str, least: int, most: int) -> Number:
    """Return a parameter that takes a whole number between two."""
    said = f"a number from {least} to {most}."
    held = validate.Range(least, most, error=said)
    return Number(validate=held, metadata={"description": note})


class AsKnown(Schema):
    """As known at which moment."""

    known_at = fields.String(
        validate=Matching(
            "^(@[0-9]{1,15}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
            "(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)$",
            error="not a day, instant or position, like 2023-04-20, 2023-04-20T09:00:00Z or @34.",
        ),
        metadata={
            "description": "As known at the end of a day, at an instant, or at a position: "
            "2023-04-20, 2023-04-20T09:00:00Z or @34. A + is written %2B. Inside of a post the "
            "answer is that of before it. Default: as known now."
        },
    )


class AsOf(AsKnown):
    """As of which day, as known at which moment."""

    as_of = day("As of this day in law. Default: the office's today.")


class AsReceived(AsKnown):
    """As known at which moment, and by what: only where a question is about one party or matter."""

    known_by = fields.String(
        validate=validate.OneOf([RECORDED, RECEIVED], error="either recorded or received."),
        metadata={
            "description": "By what had been recorded, or by what the office had received by the "
            "day in known_at, which it may have recorded later. Default: recorded. The answer says "
            "it where it is given, and whether it is promised to stay. A list goes on by the axis "
            "of its first page."
        },
    )


class Basis(AsKnown):
    """On which basis."""

    basis = fields.String(
        load_default=RECORD,
        validate=validate.OneOf([RECORD, REPORTED], error="either record or reported."),
        metadata={"description": "What has legally occurred, or what a source says has."},
    )


class PageQuery(AsKnown):
    """Which page of a list."""

    after = fields.String(
        validate=[
            validate.Length(1, MAX_PAGE_KEY),
            Matching(f"^{NEXT}$", error="not the `next` of a page."),
        ],
        metadata={
            "description": "The `next` of the page before. The list goes on as it was known, and "
            "as of the day, when its first page was given, so that nothing is left out and nothing "
            "comes twice while others post. Everything but `limit` is given as for the first page.",
            CODE: NO_NEXT,
        },
    )
    limit = bounded(f"How many at most. Default: {LIMIT}.", 1, MAX_LIMIT)


class LogPage(Schema):
    """Which page of the log."""

    after = bounded("Events behind this position: the `next` of the page before.", 0, MAX_POSITION)
    limit = bounded(f"How many at most. Default: {LIMIT}.", 1, MAX_LIMIT)
    newest = switch("The last event first; `after` then goes back from a position.")


class DryRun(Schema):
    """Whether to record anything."""

    dry_run = switch("Answer the effect on every status and the warnings, and write nothing.")
