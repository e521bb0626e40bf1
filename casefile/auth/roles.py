"""The roles: what each may do, each also all that those before it may."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from casefile.errors import Malformed


class Role(IntEnum):
    """What somebody may do, least first, so that roles compare."""

    ANYONE = 0  # health, readiness and the description of the API
    CALENDAR = 1  # reads hearings and deadlines, as a calendar program does
    AUDITOR = 2  # reads
    PARALEGAL = 3  # posts and corrects
    ATTORNEY = 4  # overrides a refusal
    ADMIN = 5  # manages tokens, and takes the whole log out

    @property
    def word(self) -> str:
        """Return the role as it is written and stored."""
        return self.name.lower()


WORDS = tuple(role.word for role in Role if role is not Role.ANYONE)


def read_role(word: str) -> Role:
    """Read the role of a user; raises Malformed."""
    if word not in WORDS:
        raise Malformed(f"There is no role {word!r}: {', '.join(WORDS)}.", code="token.role")
    return Role[word.upper()]


class User(NamedTuple):
    """Somebody who asks or posts; the name is what `recorded_by` says of an event."""

    name: str
    role: Role


NOBODY = User("", Role.ANYONE)
