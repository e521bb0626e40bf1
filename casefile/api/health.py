"""Health: whether the server answers, whether it is ready, and where the log ends."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy.exc import SQLAlchemyError

from casefile import __version__
from casefile.answers.clock import ahead
from casefile.answers.record import log
from casefile.answers.record.log import LogHead
from casefile.answers.settings import settings_in
from casefile.api.blueprint import Blueprint, needs, refuses
from casefile.auth.roles import Role
from casefile.door import Room, belongs_in, office
from casefile.errors import Busy, Damaged
from casefile.store.log import head as end_of_log
from casefile.store.migrate import pending

routes = Blueprint("health", "The state of the server and of the log.")


class Health(Struct, frozen=True, kw_only=True):
    """The server answers."""

    status: str
    version: str


class Readiness(Health, frozen=True, kw_only=True):
    """The server can be used; so many matters could not be folded, and their answers may be old.

    `warnings` say what whoever runs the server must look at: a log that is ahead of the clock, to
    which nothing can be added, or a time zone that nobody has chosen.
    """

    parked: int
    warnings: Sequence[str]


@routes.get("/health")
@belongs_in(Room.HALL)
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
    with database.read() as connection:
        settings, head = settings_in(connection), end_of_log(connection)
    if settings.time_zone != office().zone.key:
        sentence = f"The office's time zone is {settings.time_zone} by now: start the server again."
        raise Busy(sentence, code="office.zone")
    told = ahead(head, office().clock_us(), office().config.clock_tolerance)
    warnings = [told.sentence] if told else []
    if not settings.chosen:
        warnings.append(f"The time zone {settings.time_zone} was never chosen: run zone confirm.")
    return Readiness(status="ready", version=__version__, parked=parked, warnings=warnings)


@routes.get("/log/head")
@needs(Role.AUDITOR)
@routes.gives(200, LogHead)
def show_log_head() -> LogHead:
    """Show the last position of the log and the instant at which it was recorded."""
    return log.head(office())
