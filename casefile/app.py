"""The application: where everything is put together, and where errors get their HTTP status."""

from __future__ import annotations

import logging
import re
import time
import traceback
from threading import BoundedSemaphore, Event
from types import TracebackType
from typing import Any
from uuid import uuid4

import msgspec
from flask import Flask, Response, g, request
from flask.json.provider import DefaultJSONProvider
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.middleware.proxy_fix import ProxyFix

from casefile.api.description import describe
from casefile.api.problems import problem
from casefile.auth.attempts import TooSoon
from casefile.canonical import MAX_BYTES
from casefile.config import Config, read_config
from casefile.door import REFUSAL, Waiting, stated_role
from casefile.errors import (
    Busy,
    CasefileError,
    Forbidden,
    Malformed,
    OutcomeUnknown,
    Refused,
    Stale,
    TooLarge,
    TooSlow,
    Unauthenticated,
    Unknown,
)
from casefile.office import Office
from casefile.proof.hourly import anchor_hourly
from casefile.store.database import Database
from casefile.store.postgresql import LONGEST
from casefile.web import pages
from casefile.web.site import install

WAITERS = 16  # requests that may wait for the log, or read all of it, at a time
RETRY_AFTER = 1  # seconds
# An id of a request that is taken over: it goes into the log and into a header as it is.
SAFE_ID = re.compile("[A-Za-z0-9._-]{1,128}")

# Which HTTP status each family of errors has; what is in none of them is our fault, a 500.
STATUS: tuple[tuple[type[CasefileError], int], ...] = (
    (Malformed, 422),
    (TooLarge, 413),
    (TooSlow, 408),
    (Unknown, 404),
    (Refused, 409),
    (Unauthenticated, 401),
    (Forbidden, 403),
    (Stale, 412),
    (TooSoon, 429),
    (Busy, 503),
    (OutcomeUnknown, 504),
)
# What can be told apart only by its code.
STATUS_OF_CODE = {
    "input.address": 414,
    "input.not_json": 400,
    "query.unknown": 400,
    "header.invalid": 400,
    "header.not_heeded": 400,
}

# What Flask itself refuses: (code, sentence).
PLAIN = {
    400: ("http.bad_request", "The request is not right in itself."),
    404: ("http.no_address", "There is nothing at this address."),
    405: ("http.method", "This address does not answer that method."),
    413: ("input.too_large", f"The body has more than {MAX_BYTES:,} bytes."),
    415: ("input.media_type", "The body must be JSON, with Content-Type: application/json."),
}
FAULT = ("casefile.fault", "Something went wrong in casefile; its log has more on this request.")

access = logging.getLogger("casefile.access")
faults = logging.getLogger("casefile.fault")


class Json(DefaultJSONProvider):
    """Writes answers, which are plain values, several times as quickly as Flask does."""

    def dumps(self, obj: Any, **_kwargs: Any) -> str:
        return msgspec.json.encode(obj).decode()

    def response(self, *args: Any, **kwargs: Any) -> Response:
        body = msgspec.json.encode(self._prepare_response_obj(args, kwargs))
        return Response(body + b"\n", mimetype=self.mimetype)


class Casefile(Flask):
    """The application. A fault is logged with its place and its kind, never with its values."""

    json_provider_class = Json

    def make_response(self, rv: Any) -> Any:
        """Return the response that a view gives: a Struct goes out as its JSON."""
        answer, *more = rv if isinstance(rv, tuple) else (rv,)
        if isinstance(answer, msgspec.Struct):
            answer = self.json.response(answer)
            rv = (answer, *more) if more else answer
        return super().make_response(rv)

    def log_exception(
        self,
        exc_info: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> None:
        """Log where a fault happened; its message could hold names, so it stays out."""
        kind, _, trace = exc_info
        lines = "".join(traceback.format_tb(trace))
        faults.error("request=%s fault=%s\n%s", g.request_id, kind and kind.__name__, lines)


def create_app(
    config: Config, database: Database | None = None, *, waiters: int = WAITERS
) -> Casefile:
    """Put the application together; raises RuntimeError where a route states no role."""
    database = database or Database(
        config.database_url, longest=LONGEST, read_only=config.read_only
    )
    app = Casefile("casefile", static_folder=None)
    # A body sent in chunks is cut off at this length without an error, so it is one byte longer
    # than what the reading of JSON takes.
    app.config |= {"MAX_CONTENT_LENGTH": MAX_BYTES + 1, "PROVIDE_AUTOMATIC_OPTIONS": False}
    app.url_map.merge_slashes = False  # a redirect would be answered in HTML
    app.extensions["casefile"] = Office.of(config, database)
    app.extensions["casefile.waiting"] = Waiting(BoundedSemaphore(waiters), Event())
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask has it
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies
        )
    app.before_request(_begin)
    app.after_request(_end)
    describe(app)
    install(app)
    app.register_error_handler(CasefileError, _refuse)
    app.register_error_handler(OperationalError, _unreachable)
    app.register_error_handler(HTTPException, _plain)
    check_roles(app)
    return app


def application() -> Casefile:
    """Put together the application that the environment asks for, as a WSGI server calls it."""
    app = create_app(read_config())
    anchor_hourly(app.extensions["casefile"].anchor, app.extensions["casefile.waiting"].stopping)
    return app


def check_roles(app: Flask) -> None:
    """Check that every route states the role that it needs; raises RuntimeError."""
    silent = [
        str(rule)
        for rule in app.url_map.iter_rules()
        if stated_role(app.view_functions[rule.endpoint]) is None
    ]
    if silent:
        raise RuntimeError(f"These routes state no role: {', '.join(sorted(silent))}.")


def status_of(error: CasefileError) -> int:
    """Return the HTTP status of an error."""
    family = (status for kind, status in STATUS if isinstance(error, kind))
    return STATUS_OF_CODE.get(error.code) or next(family, 500)


def _refuse(error: CasefileError) -> Response:
    g.problem = error.code
    if pages.is_page(request.path):
        response = pages.failed(status_of(error), error.sentence)
    else:
        response = _problem_of(error)
    if isinstance(error, Busy):
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _problem_of(error: CasefileError) -> Response:
    response = problem(
        status_of(error),
        error.code,
        error.sentence,
        conflicts=getattr(error, "conflicts", ()),
        place=error.place,
        may_override=getattr(error, "may_override", False),
        errors=getattr(error, "errors", ()),
        event_ids=getattr(error, "event_ids", ()),
        missing=getattr(error, "missing", None),
    )
    if isinstance(error, Unauthenticated):
        response.headers["WWW-Authenticate"] = 'Bearer realm="casefile"'
    return response


def reason_of(error: DBAPIError) -> str:
    """Return what a database says went wrong, as its number or name; that holds no value.

    SQLite has names (SQLITE_FULL: the disk is full), PostgreSQL has SQLSTATE (53100, the same).
    """
    names = (getattr(error.orig, name, None) for name in ("sqlite_errorname", "sqlstate"))
    return " ".join(filter(None, (type(error.orig).__name__, *names)))


def _unreachable(error: OperationalError) -> Response:
    faults.error("request=%s fault=%s", g.request_id, reason_of(error))
    return _refuse(Busy("The database cannot be used just now.", code="database.unreachable"))


def _plain(error: HTTPException) -> Response:
    status = error.code if error.code in PLAIN else 500
    code, sentence = PLAIN.get(status or 500, FAULT)
    g.problem = code
    if pages.is_page(request.path):
        response = pages.failed(status or 500, sentence)
    else:
        response = problem(status or 500, code, sentence)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if SAFE_ID.fullmatch(given) else str(uuid4())
    g.began = time.monotonic()
    if refusal := request.environ.get(REFUSAL):
        raise refusal


def _end(response: Response) -> Response:
    """Log the request, by ids only, and set what every answer's headers say."""
    headers = response.headers
    headers["X-Request-Id"] = g.request_id
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Cache-Control", "no-store")
    headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    taken: dict[str, Any] = request.view_args or {}
    access.info(
        "request=%s method=%s route=%s ids=%s token=%s person=%s status=%d code=%s ms=%d",
        g.request_id,
        request.method,
        request.url_rule or "-",
        ",".join(str(one) for one in taken.values()) or "-",
        g.get("token_id", "-"),
        g.session.person_id if g.get("session") else "-",
        response.status_code,
        g.get("problem", "-"),
        (time.monotonic() - g.began) * 1000,
    )
    return response
