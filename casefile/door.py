"""What belongs to a request: its office, who is asking, its role, the seats for those who wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from enum import StrEnum
from threading import BoundedSemaphore, Event
from typing import IO, Any, Final, NamedTuple, TypeVar, cast
from weakref import finalize

from flask import Response, current_app, g, request

from casefile.answers.facts.chronicle import Chronicle
from casefile.auth.roles import NOBODY, Role, User
from casefile.auth.tokens import Token
from casefile.errors import Busy, Forbidden
from casefile.exports.aside import set_aside
from casefile.exports.formats import FORMATS
from casefile.office import Office

CHUNK = 1 << 16  # bytes
View = Callable[..., Any]
T = TypeVar("T")
# What the server says of a request in its environ: an Event that is set when its client has gone,
# and the error that is to be the answer, where it lets the request go no further.
GONE: Final = "casefile.gone"
REFUSAL: Final = "casefile.refusal"


class Room(StrEnum):
    """What a request asks for, so that those who ask for one thing wait only for their like."""

    HALL = "hall"  # what is answered at once: whether the server answers, and what it refuses
    READING = "reading"
    LOG = "log"  # where some wait for what is not there yet
    POSTING = "posting"
    LONG_POSTING = "long_posting"
    DOCUMENTS = "documents"
    SIGNING_IN = "signing_in"


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


def belongs_in(room: Room) -> Callable[[View], View]:
    """State the room of a route that belongs neither to reading nor to posting."""

    def state(view: View) -> View:
        vars(view)["room"] = room
        return view

    return state


def stated_room(view: View) -> Room | None:
    """Return the room that a view states, or None where its method says enough."""
    return cast("Room | None", vars(view).get("room"))


def check_role(asking: User, role: Role) -> None:
    """Refuse whoever does not have a role; raises Forbidden."""
    if asking.role < role:
        sentence = f"This needs the role {role.word}; you have {asking.role.word}."
        raise Forbidden(sentence)


def document(opening: AbstractContextManager[Chronicle], kind: str) -> Response:
    """Return a chronology as a document, once all of it could be made.

    It waits on disk, not in memory, where there is a folder for that.
    """
    chosen = FORMATS[kind]
    with ExitStack() as stack:
        file = stack.enter_context(set_aside())
        with opening as found:
            chosen.write(found._replace(lines=while_asked(found.lines)), file)
        response = Response(_chunks(file), content_type=chosen.media_type)
        response.content_length = file.tell()
        file.seek(0)
        close = stack.pop_all().close
    name = chosen.file_name(found.heading)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.call_on_close(close)
    finalize(response, close)  # where nobody reads the answer to its end
    return response


def is_asked() -> bool:
    """Tell whether somebody still waits for the answer, as far as the server says."""
    gone: Event | None = request.environ.get(GONE)
    return gone is None or not gone.is_set()


def while_asked(parts: Iterator[T]) -> Iterator[T]:
    """Yield what long work goes through; raises Busy where nobody waits for its end any more."""
    for part in parts:
        if not is_asked():
            raise Busy("Whoever asked for this has gone.", code="client.gone")
        yield part


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk
