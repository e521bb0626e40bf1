"""Asking: the one gate of every question: as of which day, as known at which moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self, TypedDict, TypeVar
from zoneinfo import ZoneInfo

from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import Connection

from casefile.answers.coordinates import (
    RECEIVED,
    RECORDED,
    Coordinates,
    at_head,
    by_received,
    coordinates,
)
from casefile.answers.names.naming import (
    NOTHING,
    AlreadyRead,
    Naming,
    Shown,
    as_it_is,
    name_error,
    named,
    named_texts,
)
from casefile.answers.paging import Listed, Pin, page_of, question_of, read_pin
from casefile.answers.question import Question
from casefile.answers.remembered import Remembered
from casefile.answers.settings import Settings, settings_in
from casefile.errors import CasefileError, Malformed, Refused, Unknown
from casefile.event import OFFICE, civil_day, clock_us
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse_day
from casefile.law.timeline import RECORD, REPORTED
from casefile.store import log
from casefile.store.database import Database
from casefile.store.statement import Row

T = TypeVar("T")
Answered = TypeVar("Answered", bound=Struct)


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


class Lacking(Struct, frozen=True, kw_only=True):
    """An event that had been received before what it rests on, which are the events it lacks."""

    event_id: str
    matter_id: str
    sentence: str
    lacks: Sequence[str]


class KnownBy(TypedDict, total=False):
    """What an answer says of the axis of knowledge that was asked for."""

    known_by: str
    stays: bool
    lacking: Sequence[Lacking]


class AnswerByAxis(Answer, frozen=True, kw_only=True):
    """What is answered by what had been recorded, or by what the office had received.

    To whoever names the axis the answer says it, `known_by`, and whether it is promised to stay the
    same, `stays`: of what had been received it never is. What had been received before what it
    rests on is `lacking` that.
    """

    known_by: str | UnsetType = UNSET
    stays: bool | UnsetType = UNSET
    lacking: Sequence[Lacking] | UnsetType = UNSET


class At:
    """Where a question stands on both axes of time, and the connection that it is read on.

    `after` is the key of the last entry of the page before. `known_by` is the axis of knowledge
    where it was named; `lacking` is what had been received by then before what it rests on.
    """

    def __init__(
        self,
        connection: Connection,
        on: date,
        known: Coordinates | None,
        question: str,
        after: str,
        known_by: str | None = None,
    ) -> None:
        self.connection = connection
        self.on = on
        self.after = after
        self.known_by = known_by
        self.lacking: Sequence[Lacking] = ()
        self._question = question
        self._known = known

    def told(self, connection: Connection, lacking: Sequence[Lacking]) -> At:
        """Return the same place in another database, in which what is lacking has been found."""
        at = At(connection, self.on, self.known, self._question, self.after, self.known_by)
        at.lacking = lacking
        return at

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

    def named(
        self,
        answer: Answered,
        about: Collection[str] = (),
        read: AlreadyRead = NOTHING,
        named_on: date | None = None,
        items_on: date | None = None,
    ) -> Answered:
        """Return an answer with names where the law left a place for them.

        `about` are the ids of the person whom all of it is about; `read` is what it was made of.
        Parties and items have their names of the day, or of another one that is given, `named_on`,
        and `items_on` for items alone.
        """
        return named(self.ask, answer, self.on, about, read, named_on, items_on)

    def naming(
        self, texts: Iterable[str], about: Collection[str] = (), named_on: date | None = None
    ) -> Callable[[str], str]:
        """Return what puts names into these texts, as `named` does into an answer.

        Parties and items have their names of the day, or of another one that is given, `named_on`.
        """
        return named_texts(self.ask, texts, self.on, about, named_on)

    def naming_on(self, texts: Iterable[str], day: date) -> Callable[[str], str]:
        """Return what puts names into these texts, those of a day."""
        return self.naming(texts, (), day)

    def naming_as_of(self, texts: Iterable[str], days: tuple[date, date]) -> Callable[[str], str]:
        """Return what puts names into these texts, those of parties and of items of two days."""
        return named_texts(self.ask, texts, self.on, (), *days)

    def names(
        self,
        asked: Iterable[str],
        about: Collection[str] = (),
        named_on: date | None = None,
        shown: Shown = as_it_is,
    ) -> Naming:
        """Return what these subjects are called, as `naming` calls them.

        `shown` says what may be shown of the name of a party in a matter.
        """
        return Naming(self.ask, asked, self.on, about, named_on=named_on, shown=shown)

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

    def said_by(self) -> KnownBy:
        """Return the axis of knowledge as an answer carries it, where it was named."""
        if self.known_by is None:
            return {}
        if self.known_by == RECORDED:
            stays = not (self.known.past_head or self.known.rebuild_due)
            return {"known_by": RECORDED, "stays": stays}
        return {"known_by": RECEIVED, "stays": False, "lacking": self.lacking}


@dataclass(frozen=True)
class Asking:
    """Where questions are asked: the office's database and its clock."""

    database: Database
    clock_us: Callable[[], int] = clock_us
    remembered: Remembered | None = None

    @cached_property
    def settings(self) -> Settings:
        """What the office has chosen, as it stood when this was first asked for."""
        with self.database.read() as connection:
            return settings_in(connection)

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone: whose day it is."""
        return self.settings.zone

    def remembering(self) -> Self:
        """Return who asks the same, and remembers the answers that are asked for often."""
        return replace(self, remembered=Remembered())

    def moment(self) -> tuple[log.Head, date]:
        """Return what an answer of now rests on: the end of the log, and the office's day."""
        with self.database.read() as connection:
            return log.head(connection), self.today()

    @contextmanager
    def gate(
        self,
        known_at: str | None = None,
        *,
        as_of: str | None = None,
        after: str | None = None,
        snapshot: bool = False,
        known_by: str | None = None,
        listed: Listed = (),
    ) -> Iterator[At]:
        """Open a connection for one question, at its coordinates; raises Malformed or Refused.

        Every question that reads the log or a read table goes through here. `after` is the `next`
        of a page, whose coordinates are then those of the question, and which has to be of the same
        list, as `listed` says which that is. `snapshot` reads all of it as
        of one moment. By what had been received is asked through `received` alone.
        """
        check_axis(known_by)
        question = question_of(known_at, as_of, known_by, listed)
        pin = read_pin(after, question) if after else None
        on = self.day(pin.day if pin else as_of)
        with self.database.read(snapshot=snapshot) as connection:
            if pin:
                check_seen(pin.position, log.head(connection))
            then = f"@{pin.position}" if pin else known_at
            known: Coordinates | None = None
            if known_by == RECEIVED:
                known = by_received(connection, known_at, pin and pin.position)
            elif then:
                known = coordinates(connection, then)
            at = At(connection, on, known, question, pin.key if pin else "", known_by)
            try:
                yield at
            except CasefileError as error:
                name_error(at.ask, error, on)
                raise

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


def read_days(first: str | None, last: str | None) -> tuple[date, date]:
    """Read the ends of a stretch of days, where each may be left out; raises Malformed."""
    begin, end = read_day(first) if first else FIRST_DAY, read_day(last) if last else LAST_DAY
    if end < begin:
        raise Malformed(f"{last} is before {first}.", code="date.invalid")
    return begin, end


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


def check_axis(known_by: str | None) -> None:
    """Refuse what is no axis of knowledge; raises Malformed."""
    if known_by not in (None, RECORDED, RECEIVED):
        sentence = f"Known by {known_by!r} is nothing; there are recorded and received."
        raise Malformed(sentence, code="known_by")


def check_matter(connection: Connection, matter_id: str) -> None:
    """Refuse a matter without any event; raises Unknown."""
    if matter_id == OFFICE or matter_id not in log.versions(connection, [matter_id]):
        raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")
