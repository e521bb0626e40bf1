"""Asking: the one gate of every question: as of which day, as known at which moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypedDict, TypeVar
from zoneinfo import ZoneInfo

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import Connection

from casefile.answers.coordinates import Coordinates, at_head, coordinates
from casefile.answers.paging import Pin, page_of, question_of, read_pin
from casefile.answers.question import Question
from casefile.answers.settings import Settings, settings_in
from casefile.errors import Malformed, Refused, Unknown
from casefile.event import OFFICE, civil_day, clock_us
from casefile.law.edtf import LAST_DAY, parse_day
from casefile.law.timeline import RECORD, REPORTED
from casefile.store import log
from casefile.store.database import Database
from casefile.store.statement import Row

T = TypeVar("T")


class KnownThen(TypedDict):
    """What every answer says of the knowledge that it rests on."""

    known_at: str
    position: int
    past_head: bool
    rebuild_due: bool | UnsetType


class Answer(Struct, frozen=True, kw_only=True):
    """What is answered from the read tables.

    `rebuild_due` stands in an answer only where it is true: the tables were made by the rules of
    another version, so that this one might say something else.
    """

    rebuild_due: bool | UnsetType = UNSET


class At:
    """Where a question stands on both axes of time, and the connection that it is read on."""

    def __init__(
        self, connection: Connection, on: date, known_at: str | None, question: str, after: str
    ) -> None:
        self.connection = connection
        self.on = on
        self.after = after  # the key of the last entry of the page before
        self._question = question
        self._known = coordinates(connection, known_at) if known_at else None

    @property
    def known(self) -> Coordinates:
        """Return the coordinates on the axis of knowledge, read when first asked for."""
        if self._known is None:
            self._known = at_head(log.head(self.connection))
        return self._known

    def ask(self, question: Question, **given: Any) -> list[list[Row]]:
        """Return the rows of each query of a question, as known then.

        Where that is the end of the log and has not been read yet, it is read with them.
        """
        position = self._known and self._known.position
        head, found = question.ask(self.connection, position, **given)
        if self._known is None:
            self._known = at_head(head)
        return found

    @property
    def position(self) -> int:
        """Return the last position that counts as known."""
        return self.known.position

    @cached_property
    def head(self) -> int:
        """Return the last position of the whole log."""
        return log.head(self.connection).position

    def page(
        self, found: Sequence[T], limit: int, key: Callable[[T], str]
    ) -> tuple[Sequence[T], str | None]:
        """Cut a page from entries that were read one too many; return it and its `next`."""
        page, last = page_of(found, limit, key)
        return page, last and self.next(last)

    def next(self, key: str) -> str:
        """Return what to give as `after` to go on behind an entry, on what is known here."""
        return Pin(self.position, self.on.isoformat(), self._question, key).text

    def said(self) -> KnownThen:
        """Return the coordinates as every answer carries them."""
        known_at, position, past_head, due = self.known
        return {
            "known_at": known_at,
            "position": position,
            "past_head": past_head,
            "rebuild_due": due or UNSET,
        }


@dataclass(frozen=True)
class Asking:
    """Where questions are asked: the office's database and its clock."""

    database: Database
    clock_us: Callable[[], int] = clock_us

    @cached_property
    def settings(self) -> Settings:
        """What the office has chosen, as it stood when this was first asked for."""
        with self.database.read() as connection:
            return settings_in(connection)

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone: whose day it is."""
        return self.settings.zone

    @contextmanager
    def gate(
        self,
        known_at: str | None = None,
        *,
        as_of: str | None = None,
        after: str | None = None,
        snapshot: bool = False,
    ) -> Iterator[At]:
        """Open a connection for one question, at its coordinates; raises Malformed or Refused.

        Every question that reads the log or a read table goes through here. `after` is the `next`
        of a page, whose coordinates are then those of the question. `snapshot` reads all of it as
        of one moment.
        """
        question = question_of(known_at, as_of)
        pin = read_pin(after, question) if after else None
        on = self.day(pin.day if pin else as_of)
        then = f"@{pin.position}" if pin else known_at
        with self.database.read(snapshot=snapshot) as connection:
            at = At(connection, on, then, question, pin.key if pin else "")
            if pin:
                check_seen(pin.position, log.head(connection))
            yield at

    def today(self) -> date:
        """Return the office's day."""
        return civil_day(self.clock_us(), self.zone)

    def day(self, as_of: str | None) -> date:
        """Return the day that is asked for, or the office's own; raises Malformed.

        The last day of the calendar stands for an end that never comes, so that nothing has a state
        on it.
        """
        on = read_day(as_of) if as_of else self.today()
        if on == LAST_DAY:
            raise Malformed(f"Ask about a day before {LAST_DAY}.", code="date.invalid")
        return on


def read_day(text: str) -> date:
    """Read a day like 2023-04-20; raises Malformed."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise Malformed(str(error), code="date.invalid") from error


def check_seen(position: int, head: log.Head) -> None:
    """Refuse to go on from beyond the end of the log; raises Refused."""
    if position > head.position:
        sentence = (
            f"The log ends at position {head.position:,}, and you have read it to {position:,}: it "
            "is shorter than what you have seen. Was an older copy put in its place?"
        )
        raise Refused(sentence, code="log.shorter")


def check_basis(basis: str) -> None:
    """Refuse what is no basis; raises Malformed."""
    if basis not in (RECORD, REPORTED):
        raise Malformed(f"{basis!r} is no basis; there are record and reported.", code="basis")


def check_matter(connection: Connection, matter_id: str) -> None:
    """Refuse a matter without any event; raises Unknown."""
    if matter_id == OFFICE or matter_id not in log.versions(connection, [matter_id]):
        raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")
