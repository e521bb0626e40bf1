"""Health: whether the server answers, whether it is ready, and where the log ends."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy.exc import SQLAlchemyError

from casefile import __version__
from casefile.answers import log
from casefile.answers.log import LogHead
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.api.office import office
from casefile.auth.roles import Role
from casefile.errors import Busy, Damaged
from casefile.store.migrate import pending

routes = Blueprint("health", "The state of the server and of the log.")


class Health(Struct, frozen=True, kw_only=True):
    """The server answers."""

    status: str
    version: str


class Readiness(Health, frozen=True, kw_only=True):
    """The server can be used; so many matters could not be folded, and their answers may be old."""

    parked: int


@routes.get("/health")
@needs(Role.ANYONE)
@routes.gives(200, Health)
def show_health() -> Health:
    """Say that the server answers, without asking the database."""
    return Health(status="ok", version=__version__)


@routes.get("/ready")
@needs(Role.ANYONE)
@routes.gives(200, Readiness)
@refuses(503)
def show_readiness() -> Readiness:
    """Say whether the database answers, in the form of this version, with the log that it had.

    The log is held to its newest checkpoint.
    """
    database = office().database
    try:
        lacking = pending(database)
    except SQLAlchemyError as error:
        raise Busy("The database does not answer.", code="database.unreachable") from error
    if lacking:
        sentence = f"The database lacks the migrations {', '.join(lacking)}: run migrate."
        raise Busy(sentence, code="database.not_migrated")
    log.check_usable(office())
    try:
        office().anchor.check()
    except Damaged as error:
        raise Busy(error.sentence, code=error.code) from error
    parked = len(log.parked(office()))
    return Readiness(status="ready", version=__version__, parked=parked)


@routes.get("/log/head")
@needs(Role.AUDITOR)
@routes.gives(200, LogHead)
def show_log_head() -> LogHead:
    """Show the last position of the log and the instant at which it was recorded."""
    return log.head(office())
