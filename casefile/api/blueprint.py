"""The blueprint: how a route says its role, what it takes, what it gives and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

import flask_smorest  # type: ignore[import-untyped]  # it has no types
from flask import g, request
from marshmallow import Schema
from msgspec import Struct
from werkzeug.routing import BaseConverter

from casefile.api.reading import Reader, check_conditions
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.auth.tokens import Token
from casefile.door import View, check_role, office, state_role
from casefile.errors import Unauthenticated
from casefile.event import ID_PATTERN
from casefile.exports.formats import FORMATS

READER = Reader()
NOTHING = Schema()  # of what is asked at an address that takes no parameters
Decorator = Callable[[View], View]
PREFIX = "/api"
BYTES = "application/octet-stream"
FILE: Final = {"type": "string", "format": "binary"}
SCHEME = "token"  # the name of the way to authenticate, in the description
ADDRESS_SCHEME = "address"  # that of the other way, which few routes have
IN_ADDRESS = "token"  # the parameter of the query
REF: Final = "#/components/schemas/{name}"
ANSWERS: Final[dict[str, type[Struct]]] = {}  # every class that a route answers with, by its name
REQUEST_ID: Final = {
    "in": "header",
    "name": "X-Request-Id",
    "schema": {"type": "string"},
    "description": "What the request is called in the server's log and in the answer, where it is "
    "1 to 128 letters, digits, '.', '_' and '-'. Any other gets a new one.",
}
IF_NONE_MATCH: Final = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETag of an answer at hand, which is not sent again where it is the same.",
}
ANSWERED: Final = {
    "X-Request-Id": {
        "description": "What the server's log calls the request.",
        "schema": {"type": "string"},
    }
}
ID: Final = {"type": "string", "pattern": ID_PATTERN}


class IdConverter(BaseConverter):
    """An id in a path; any other text there leads nowhere, which is a 404."""

    regex = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,64}"


class NumberConverter(BaseConverter):
    """A small whole number in a path."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)


class FormatConverter(BaseConverter):
    """A format of documents in a path."""

    regex = f"(?:{'|'.join(FORMATS)})"


CONVERTERS: Final = {
    "id": (IdConverter, ID),
    "format": (FormatConverter, {"type": "string", "enum": list(FORMATS)}),
    "number": (NumberConverter, {"type": "integer", "minimum": 1, "maximum": 999_999_999}),
}


def needs(role: Role, *, in_address: bool = False) -> Decorator:
    """State the role that a route needs, and turn away whoever does not have it.

    Behind it whatever is asked beside what the route takes is refused, so it stands above that.
    `in_address` takes a token of that very role from the query as well, for programs that ask for
    an address and can say nothing else.
    """

    def state(view: View) -> View:
        notes = getattr(view, "_apidoc", {})
        asks, heeded = notes.get("asks"), notes.get("heeds", frozenset())

        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if role > Role.ANYONE:
                g.token = _token(role if in_address else None)
                g.user = g.token.user
                check_role(g.user, role)
            if not asks and request.query_string:
                READER.parse(NOTHING, request, location="query")
            check_conditions(request, heeded)
            return view(*args, **kwargs)

        return _noted(state_role(guarded, role), needs=role, in_address=in_address)

    return state


def refuses(*statuses: int) -> Decorator:
    """State the problems that a route answers with, beside those that every route has."""

    def state(view: View) -> View:
        @wraps(view)
        def same(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        said = getattr(view, "_apidoc", {}).get("refuses", ())
        return _noted(same, refuses=(*said, *statuses))

    return state


def _noted(view: View, **notes: Any) -> View:
    """Keep notes for the description of the API, where flask-smorest keeps its own."""
    vars(view)["_apidoc"] = deepcopy(getattr(view, "_apidoc", {})) | notes
    return view


def _token(in_address: Role | None) -> Token:
    """Return the token that came with the request, in its address for one role at most.

    An address is kept in histories and in the logs of others, so that a token that may do more is
    refused there. Raises Unauthenticated.
    """
    given = request.headers.get("Authorization")
    if not given and in_address and (text := request.args.get(IN_ADDRESS)):
        token = tokens.read(office().database, text)
        if token.user.role is not in_address:
            sentence = f"In an address only a token of the role {in_address.word} is taken."
            raise Unauthenticated(sentence)
    elif not given:
        raise Unauthenticated("Send a token: the header Authorization: Bearer TOKEN.")
    else:
        scheme, _, text = given.partition(" ")
        if scheme.lower() != "bearer" or not text.strip():
            raise Unauthenticated("The header Authorization must read: Bearer TOKEN.")
        token = tokens.read(office().database, text.strip())
    g.token_id = token.token_id
    return token


# Schemas are given as instances: of a class, one would be made anew for every request.
class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # its base has no types
    """A group of routes under /api; the docstring of each is its published description."""

    ARGUMENTS_PARSER = READER

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix=PREFIX, description=description)
        self._prepare_doc_cbks.append(_describe_refusals)

    def get(self, rule: str) -> Decorator:
        """Answer GET at this path."""
        return self._answer(rule, "GET")

    def post(self, rule: str) -> Decorator:
        """Answer POST at this path."""
        return self._answer(rule, "POST")

    def delete(self, rule: str) -> Decorator:
        """Answer DELETE at this path."""
        return self._answer(rule, "DELETE")

    def _answer(self, rule: str, method: str) -> Decorator:
        """Answer a method at a path by a view, whose name is that of the operation."""
        routed: Decorator = self.route(rule, methods=[method])
        return lambda view: routed(self.doc(operationId=view.__name__)(view))

    def takes(self, schema: type[Schema], described: Any = None) -> Decorator:
        """Read the body by a schema and give it to the view; `described` replaces it in print."""
        read: Decorator = self.arguments(schema())
        body = {"content": {"application/json": {"schema": described}}} if described else {}
        printed: Decorator = self.doc(requestBody=body)
        return _both(_both(read, printed), refuses(400, 408, 413, 415, 422))

    def asks(self, schema: type[Schema]) -> Decorator:
        """Read the query by this schema and give it to the view by name."""
        paged = [409] if "after" in schema().fields else []  # the log is shorter than it was
        return _both(self._reads(schema, "query", "asks"), refuses(422, *paged))

    def heeds(self, schema: type[Schema]) -> Decorator:
        """Read headers by this schema and give them to the view by name."""
        return _both(self._reads(schema, "headers", "heeds"), refuses(422))

    def _reads(self, schema: type[Schema], location: str, noted: str) -> Decorator:
        """Read what comes with a request by a schema, and note the names that it has."""
        taken = schema()
        names = frozenset(field.data_key or name for name, field in taken.fields.items())
        read: Decorator = self.arguments(taken, location=location, as_kwargs=True)
        return lambda view: _noted(read(view), **{noted: names})

    def gives(self, status: int, answer: Any, **more: Any) -> Decorator:
        """Describe an answer: a Struct, whose JSON goes out, or what has a schema of its own."""
        if isinstance(answer, type) and issubclass(answer, Struct):
            ANSWERS.setdefault(answer.__name__, answer)
            answer = {"$ref": REF.format(name=answer.__name__)}
        found: Decorator = self.alt_response(status, schema=answer, success=True, **more)
        return found

    def gives_file(self, description: str, *media_types: str, **more: Any) -> Decorator:
        """Describe an answer that is a file: first of all bytes, to whoever knows no such type."""
        content = {one: {"schema": FILE} for one in (BYTES, *media_types)}
        answer = {"description": description, "content": content, **more}
        found: Decorator = self.doc(responses={200: answer})
        return found


def _describe_refusals(
    doc: dict[str, Any], notes: dict[str, Any], **_context: Any
) -> dict[str, Any]:
    """Add the role and the problems of a route to its description, and what every route has."""
    role = notes.get("needs", Role.ANYONE)
    statuses = {400, 414, 500, 503, *notes.get("refuses", ())}
    if role > Role.ANYONE:
        statuses.add(401)
    if role > Role.CALENDAR:
        statuses.add(403)
    answers = doc.setdefault("responses", {})
    for answer in answers.values():
        if isinstance(answer, dict):  # and not the name of a problem
            answer["headers"] = {**answer.get("headers", {}), **ANSWERED}
    doc.setdefault("parameters", []).append(REQUEST_ID)
    for status in sorted(statuses):
        answers[status] = f"Problem{status}"
    if HTTPStatus.NOT_MODIFIED in answers:
        doc["parameters"].append(IF_NONE_MATCH)
    ways = [SCHEME, ADDRESS_SCHEME] if notes.get("in_address") else [SCHEME]
    doc["security"] = [{way: []} for way in ways] if role > Role.ANYONE else []
    doc["x-role"] = role.word
    return doc


def _both(inner: Decorator, outer: Decorator) -> Decorator:
    return lambda view: outer(inner(view))
