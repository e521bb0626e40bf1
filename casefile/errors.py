"""The error tree: every failure that a user can cause, with its code and its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar


class CasefileError(Exception):
    """Anything that casefile refuses to do, in a sentence for a person.

    `code` is stable; `place` is the place, counted from 0, of the posted event that it is about.
    """

    code: str = "casefile.error"

    def __init__(self, sentence: str, *, code: str | None = None, place: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or self.code
        self.place = place


class Malformed(CasefileError):
    """What was given cannot be read: not JSON, an unknown field, an impossible date."""

    code = "input.malformed"


class TooLarge(CasefileError):
    """What was given passes a limit of size, depth or number."""

    code = "input.too_large"


class Unknown(CasefileError):
    """The matter, party or event that was asked for has never been recorded."""

    code = "unknown"


class Unauthenticated(CasefileError):
    """Nobody said who is asking, or the token is wrong, expired or revoked."""

    code = "auth.token"


class Forbidden(CasefileError):
    """Who is asking may not do this."""

    code = "auth.role"


class Stale(CasefileError):
    """The matter has moved on since the version that the poster had read."""

    code = "matter.stale"


class Busy(CasefileError):
    """The database could not give its locks in time; posting again is safe."""

    code = "database.busy"


class Damaged(CasefileError):
    """The log or a read table is not what it should be."""

    code = "log.damaged"


class Refused(CasefileError):
    """An event that cannot be recorded, with the events that it conflicts with.

    `may_override` says whether an attorney can have it recorded all the same.
    """

    code = "event.refused"
    may_override: ClassVar[bool] = False

    def __init__(
        self,
        sentence: str,
        *,
        code: str | None = None,
        conflicts: tuple[str, ...] = (),
        place: int | None = None,
    ) -> None:
        super().__init__(sentence, code=code, place=place)
        self.conflicts = conflicts


@contextmanager
def at_place(place: int) -> Iterator[None]:
    """Give every error raised inside the place of the event that it is about."""
    try:
        yield
    except CasefileError as error:
        if error.place is None:
            error.place = place
        raise
