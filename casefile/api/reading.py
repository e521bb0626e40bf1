"""Reading: what a request may hold, checked before anything else looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import marshmallow
from flask import Request
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from casefile.canonical import check_text, decode
from casefile.errors import Malformed


class Reader(FlaskParser):
    """Reads bodies and queries strictly: nothing unknown, nothing twice, no control characters."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - as its base class has it
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": marshmallow.RAISE,
    }

    def load_json(self, req: Request, schema: marshmallow.Schema) -> Any:
        """Return the body; raises Malformed, TooLarge, or what Flask raises for too many bytes."""
        del schema
        if req.mimetype != "application/json":
            raise UnsupportedMediaType
        return decode(req.get_data(cache=False))

    def load_querystring(self, req: Request, schema: marshmallow.Schema) -> Any:
        """Return the query; raises Malformed."""
        del schema
        for name, values in req.args.lists():
            if len(values) > 1:
                sentence = f"The parameter {name[:64]!r} is given more than once."
                raise Malformed(sentence, code="query.twice")
            for text in (name, *values):
                check_text(text)
        return req.args.to_dict()

    def handle_error(
        self,
        error: marshmallow.ValidationError,
        req: Request,
        schema: marshmallow.Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Say the first thing that is wrong; raises Malformed."""
        del req, schema, error_status_code, error_headers
        where, said = next(_leaves(error.messages))
        location, *path = where
        code = "query.invalid" if location == "query" else "input.invalid"
        named = ".".join(name for name in path if name != "_schema")
        if said == "Unknown field.":
            what = "parameter" if location == "query" else "field"
            raise Malformed(f"There is no {what} {named[:64]!r} here.", code=code) from error
        raise Malformed(f"{named[:64]}: {said}" if named else said, code=code) from error


def _leaves(messages: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each message with the names that lead to it."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _leaves(inner, (*path, str(name)))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _leaves(inner, path)
    else:
        yield path, str(messages)
