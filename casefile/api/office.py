"""The office: what every route works with, put together once by the application."""

from __future__ import annotations

from threading import BoundedSemaphore, Event
from typing import NamedTuple, cast

from flask import current_app, g

from casefile.answers import Answers
from casefile.auth.roles import NOBODY, User
from casefile.auth.tokens import Token
from casefile.recording.recorder import Recorder
from casefile.store.database import Database


class Office(NamedTuple):
    """The database, the one way to write, the questions, and the seats for those who wait.

    `stopping` is set when the server is told to stop, so that nobody waits on.
    """

    database: Database
    recorder: Recorder
    answers: Answers
    seats: BoundedSemaphore
    stopping: Event


def office() -> Office:
    """Return the office of the application that answers."""
    return cast("Office", current_app.extensions["casefile"])


def token() -> Token:
    """Return the token that came with the request, where the route needs one."""
    return cast("Token", g.token)


def asking() -> User:
    """Return who is asking."""
    return cast("User", g.get("user", NOBODY))
