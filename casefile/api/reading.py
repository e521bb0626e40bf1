"""Reading: what a request may hold, checked before anything else looks at it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NoReturn

import marshmallow
from flask import Request
from marshmallow.validate import OneOf
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import UnsupportedMediaType

from casefile.canonical import check_text, decode
from casefile.errors import Malformed, Misfit

Path = tuple[str | int, ...]
WHOLE = "_schema"  # where marshmallow puts what is wrong with a body as a whole
UNKNOWN = "Unknown field."
CODE = "code"  # in the metadata of a field: of the problem, where the field comes first in it
# What marshmallow itself says, as a person would.
SENTENCES = {
    UNKNOWN: "There is no such {what}.",
    "Missing data for required field.": "It is missing.",
    "Field may not be null.": "It must not be null.",
    "Not a valid string.": "It must be text.",
    "Not a valid integer.": "It must be a whole number.",
    "Not a valid list.": "It must be a list.",
    "Invalid input type.": "It must be an object with fields of its own.",
}


# What makes a request depend on something, so that to pass it over would do what nobody asked for.
# The latter do so only where something could be changed: a question may be answered all the same.
CONDITIONS = ("If-Match", "If-Unmodified-Since")
CONDITIONS_OF_CHANGES = (*CONDITIONS, "If-None-Match", "Idempotency-Key")


def check_conditions(req: Request, heeded: Collection[str]) -> None:
    """Refuse a header that makes a request depend on what a route does not look at."""
    every = CONDITIONS if req.method in ("GET", "HEAD") else CONDITIONS_OF_CHANGES
    for name in every:
        if name in req.headers and name not in heeded:
            sentence = f"The header {name} is not heeded here; leave it out."
            raise Malformed(sentence, code="header.not_heeded", errors=[Misfit(name, sentence)])


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
                raise Malformed(sentence, code="query.twice", errors=[Misfit(name[:64], sentence)])
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
        """Say the first thing that is wrong, and every field that is; raises Malformed."""
        del req, error_status_code, error_headers
        [(location, messages)] = error.messages_dict.items()
        code = "query.invalid" if location == "query" else "input.invalid"
        what = "parameter" if location == "query" else "field"
        leaves = sorted(_leaves(messages), key=_in_order)
        errors = [_misfit(path, said, what, schema) for path, said in leaves]
        unknown = [_named(path) for path, said in leaves if said == UNKNOWN]
        if unknown and location == "query":
            names = ", ".join(map(repr, unknown))
            sentence = f"There is no parameter {names} here."
            raise Malformed(sentence, code="query.unknown", errors=errors) from error
        path, said = leaves[0]
        named = _named(path)
        field = schema.fields.get(named)
        code = field.metadata.get(CODE, code) if field else code
        if said == UNKNOWN:
            sentence = f"There is no field {named!r} here."
            raise Malformed(sentence, code=code, errors=errors) from error
        sentence = f"{named}: {said}" if named else said
        raise Malformed(sentence, code=code, errors=errors) from error


def _in_order(leaf: tuple[Path, str]) -> str:
    """Keep the fields in their order; what is unknown, which comes in none, stands behind them."""
    path, said = leaf
    return f"unknown {_named(path)}" if said == UNKNOWN else ""


def _named(path: Path) -> str:
    return ".".join(str(name) for name in path)[:64]


def _misfit(path: Path, said: str, what: str, schema: marshmallow.Schema) -> Misfit:
    """Return what marshmallow says of a field as a sentence, with what the field may be."""
    field = ""
    for name in path:
        field += f"[{name}]" if isinstance(name, int) else f"{field and '.'}{name[:64]}"
    if said in SENTENCES:
        return Misfit(field, SENTENCES[said].format(what=what))
    if said[:1].islower():
        said = f"It is {said}" if said.startswith("not ") else f"It must be {said}"
    return Misfit(field, said, tuple(_choices(path, schema)))


def _choices(path: Path, schema: marshmallow.Schema) -> Iterator[str]:
    for name, field in schema.fields.items():
        if path == (field.data_key or name,):
            for one in field.validators:
                if isinstance(one, OneOf):
                    yield from map(str, one.choices)


def _leaves(messages: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield each message with the names, and the numbers in lists, that lead to it."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _leaves(inner, path if name == WHOLE else (*path, name))
    elif isinstance(messages, list):
        for inner in messages:
            yield from _leaves(inner, path)
    else:
        yield path, str(messages)
