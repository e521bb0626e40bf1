"""The whole log as it is stored, in one answer."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import chain, islice

from flask import Response

from casefile.api.blueprint import Blueprint, needs
from casefile.auth.roles import Role
from casefile.door import Room, belongs_in, office, waiting
from casefile.errors import Busy
from casefile.upkeep.log_file import MEDIA_TYPE, log_lines

routes = Blueprint("log", "The whole log, as it is stored.")


@routes.get("/log")
@belongs_in(Room.DOCUMENTS)
@needs(Role.ADMIN)
@routes.gives_file("The log.", MEDIA_TYPE)
def export_log() -> Response:
    """Take the whole log out as JSON Lines that carry the stored bodies and their hashes.

    `restore-log` takes the answer back into an empty casefile. Its first line says how
    many events follow, so that an answer that was cut off is known for what it is.
    """
    seats = waiting().seats
    if not seats.acquire(blocking=False):
        raise Busy("Too many long answers are under way; try again.", code="server.seats")
    with ExitStack() as seat:
        seat.callback(seats.release)
        parts = log_lines(office().database, sealed=office().anchor.seal())
        # What is wrong at the beginning is still answered as a problem.
        begun = list(islice(parts, 2))
        response = Response(chain(begun, parts), content_type=MEDIA_TYPE)
        response.headers["Content-Disposition"] = 'attachment; filename="casefile-log.jsonl"'
        response.call_on_close(seat.pop_all().close)
        return response
