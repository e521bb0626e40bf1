"""Health: whether the server answers, whether it is ready, and where the log ends."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema
from sqlalchemy.exc import SQLAlchemyError

from casefile import __version__
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.office import office
from casefile.api.schemas import number, text
from casefile.auth.roles import Role
from casefile.errors import Busy
from casefile.projections.parked import list_parked
from casefile.store.migrate import pending

Json = dict[str, Any]

routes = Blueprint("health", "The state of the server and of the log.")


class Health(Schema):
    """The server answers."""

    status = text()
    version = text()


class Readiness(Health):
    """The server can be used."""

    parked = number("How many matters could not be folded, so that their answers may be old.")


class Head(Schema):
    """The end of the log; the instant is null while the log is empty."""

    position = number()
    recorded_at = text(null=True)


@routes.get("/health")
@needs(Role.ANYONE)
@routes.gives(200, Health)
def show_health() -> Json:
    """Say that the server answers, without asking the database."""
    return {"status": "ok", "version": __version__}


@routes.get("/ready")
@needs(Role.ANYONE)
@routes.gives(200, Readiness)
@refuses(503)
def show_readiness() -> Json:
    """Say whether the database answers and has the schema of this version."""
    database = office().database
    try:
        lacking = pending(database)
    except SQLAlchemyError as error:
        raise Busy("The database does not answer.", code="database.unreachable") from error
    if lacking:
        sentence = f"The database lacks the migrations {', '.join(lacking)}: run migrate."
        raise Busy(sentence, code="database.not_migrated")
    with database.read() as connection:
        parked = len(list_parked(connection))
    return {"status": "ready", "version": __version__, "parked": parked}


@routes.get("/log/head")
@needs(Role.AUDITOR)
@routes.gives(200, Head)
def show_log_head() -> Json:
    """Show the last position of the log and the instant at which it was recorded."""
    return office().answers.head()
