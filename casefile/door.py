"""What belongs to a request: its office, who is asking, its role, the seats for those who wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Event
from typing import IO, Any, NamedTuple, cast
from weakref import finalize

from flask import Response, current_app, g

from casefile.answers.chronicle import Chronicle
from casefile.auth.roles import NOBODY, Role, User
from casefile.auth.tokens import Token
from casefile.errors import Forbidden
from casefile.exports.formats import FORMATS
from casefile.office import Office

CHUNK = 1 << 16  # bytes
View = Callable[..., Any]


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


def state_role(view: View, role: Role) -> View:
    """Write onto a view the role that it needs."""
    vars(view)["needs_role"] = role
    return view


def stated_role(view: View) -> Role | None:
    """Return the role that a view states, or None where it states none."""
    return cast("Role | None", vars(view).get("needs_role"))


def check_role(asking: User, role: Role) -> None:
    """Refuse whoever does not have a role; raises Forbidden."""
    if asking.role < role:
        sentence = f"This needs the role {role.word}; you have {asking.role.word}."
        raise Forbidden(sentence)


def document(opening: AbstractContextManager[Chronicle], kind: str) -> Response:
    """Return a chronology as a document, once all of it could be made.

    It waits on disk, not in memory.
    """
    chosen = FORMATS[kind]
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        with opening as found:
            chosen.write(found, file)
        response = Response(_chunks(file), content_type=chosen.media_type)
        response.content_length = file.tell()
        file.seek(0)
        close = stack.pop_all().close
    name = chosen.file_name(found.heading)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.call_on_close(close)
    finalize(response, close)  # where nobody reads the answer to its end
    return response


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
