"""The description of the API: OpenAPI 3.1, and a page to browse it and try it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import flask_smorest  # type: ignore[import-untyped]  # it has no types
from apispec import APISpec
from flask import Flask, Response, current_app

from casefile import __version__
from casefile.api import (
    calendar,
    caseload,
    conflicts,
    deadlines,
    documents,
    events,
    feed,
    health,
    log,
    matters,
    parties,
    readings,
    reports,
    tokens,
    worklist,
)
from casefile.api import catalogue as types
from casefile.api.blueprint import (
    ADDRESS_SCHEME,
    CONVERTERS,
    IN_ADDRESS,
    SCHEME,
    Blueprint,
    needs,
)
from casefile.api.examples import illustrate
from casefile.api.posting import Batch
from casefile.api.problems import TITLES, described
from casefile.auth.roles import Role
from casefile.law.published import published

Json = dict[str, Any]
SERVERS = [{"url": "/", "description": "The casefile that gives this description."}]
OF_ITS_MAKER = ("Error", "PaginationMetadata")  # schemas of flask-smorest that nothing here has
PAGE = Path(__file__).with_name("browse.html")
ABOUT = (
    "casefile is an append-only, bitemporal record of legal casework. "
    "Every answer says as of which day it holds, as known at which moment, and on which events "
    "it rests."
)

routes = Blueprint("description", "What this API is.")
ROUTES = (
    matters.routes,
    events.routes,
    parties.routes,
    documents.routes,
    calendar.routes,
    feed.routes,
    caseload.routes,
    deadlines.routes,
    reports.routes,
    worklist.routes,
    conflicts.routes,
    readings.routes,
    types.routes,
    log.routes,
    tokens.routes,
    health.routes,
    routes,
)


def describe(app: Flask) -> None:
    """Give an application every route of the API, and their description."""
    app.config |= {"API_TITLE": "casefile", "API_VERSION": __version__, "OPENAPI_VERSION": "3.1.0"}
    for name, (converter, _) in CONVERTERS.items():
        app.url_map.converters[name] = converter
    api = flask_smorest.Api(app, spec_kwargs={"info": {"description": ABOUT}, "servers": SERVERS})
    api.DEFAULT_ERROR_RESPONSE_NAME = None
    for converter, schema in CONVERTERS.values():
        api.register_converter(converter, lambda _converter, schema=schema: dict(schema))
    parts = api.spec.components
    for name in OF_ITS_MAKER:
        parts.schemas.pop(name)
    parts.security_scheme(SCHEME, {"type": "http", "scheme": "bearer"})
    in_query = {"type": "apiKey", "in": "query", "name": IN_ADDRESS}
    parts.security_scheme(ADDRESS_SCHEME, in_query)
    for status in TITLES:
        parts.response(f"Problem{status}", described(status), lazy=True)
    for name, schema in types.components().items():
        parts.schema(name, schema)
    parts.schema("Batch", schema=Batch)
    for blueprint in ROUTES:
        api.register_blueprint(blueprint)
    app.extensions["casefile.openapi"] = api.spec


def description(spec: APISpec) -> Json:
    """Return the whole description: schemas as they are published, operations by example."""
    whole: Json = spec.to_dict()
    whole["components"]["schemas"] = published(whole["components"]["schemas"])
    for item in whole["paths"].values():
        illustrate(item)
    return whole


@routes.get("/openapi.json")
@needs(Role.ANYONE)
@routes.gives(200, {"type": "object"})
def show_openapi() -> Any:
    """Show this description of the API, in OpenAPI 3.1."""
    return description(current_app.extensions["casefile.openapi"])


@routes.get("/docs")
@needs(Role.ANYONE)
@routes.gives(200, {"type": "string"}, content_type="text/html")
def browse() -> Response:
    """Show a page on which the API can be browsed and tried; it loads nothing from elsewhere."""
    nonce = secrets.token_urlsafe(16)
    response = Response(
        PAGE.read_text().replace("{nonce}", nonce), content_type="text/html; charset=utf-8"
    )
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; connect-src 'self'; img-src data:; script-src 'nonce-{nonce}'; "
        f"style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return response
