"""What belongs to a request: its office, who is asking, and the seats for those who wait."""

from __future__ import annotations

from threading import BoundedSemaphore, Event
from typing import NamedTuple, cast

from flask import current_app, g

from casefile.auth.roles import NOBODY, User
from casefile.auth.tokens import Token
from casefile.office import Office


class Waiting(NamedTuple):
    """The seats for those who wait; `stopping` is set when the server is told to stop."""

    seats: BoundedSemaphore
    stopping: Event


def office() -> Office:
    """Return the office of the application that answers."""
    return cast("Office", current_app.extensions["casefile"])


def waiting() -> Waiting:
    """Return where requests of the application wait."""
    return cast("Waiting", current_app.extensions["casefile.waiting"])


def token() -> Token:
    """Return the token that came with the request, where the route needs one."""
    return cast("Token", g.token)


def user() -> User:
    """Return who is asking."""
    return cast("User", g.get("user", NOBODY))
