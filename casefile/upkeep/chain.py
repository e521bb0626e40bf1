"""The chain: what the next event of a log has to be, in a database and in a file alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, NoReturn

import msgspec
from sqlalchemy import Connection, func, select

from casefile.canonical import encode, holds_control, leaf_hash
from casefile.errors import CasefileError
from casefile.event import (
    ID_PATTERN,
    OFFICE,
    Envelope,
    instant_microseconds,
    instant_text,
    read_body,
)
from casefile.law.catalogue import CATALOGUE, decode
from casefile.law.edtf import parse, parse_day
from casefile.law.events.office import ClockCorrected
from casefile.store.log import Stored
from casefile.store.statement import Statement, among
from casefile.store.tables import events

_FIRST = Statement(
    select(events.c.event_id, func.min(events.c.position))
    .where(among(events.c.event_id, "ids"))
    .group_by(events.c.event_id)
)


class Leaf(NamedTuple):
    """An event as it stands in a log: its position, its bytes, and the hash beside them."""

    position: int
    body: bytes
    leaf_hash: bytes

    @property
    def whole(self) -> bool:
        """Tell whether the bytes have the hash that stands beside them."""
        return leaf_hash(self.body) == self.leaf_hash


def leaf_of(stored: Stored) -> Leaf:
    """Return a row of the log as the leaf that it is."""
    body = stored.body if isinstance(stored.body, bytes) else stored.body.encode()
    return Leaf(stored.position, body, stored.leaf_hash)


class Wrong(NamedTuple):
    """One thing that is wrong with an event: the sentence, and a code for what it is about."""

    sentence: str
    code: str


class Chain:
    """A log as far as it has been read: what its next event must follow.

    `now_us` is what no instant may lie beyond, for a file that anybody can have written, unless the
    log itself says later that its clock had run ahead. `turns` are the positions from which on
    events were recorded on another day, each with that day.
    """

    def __init__(self, now_us: int | None = None) -> None:
        self.now = None if now_us is None else instant_text(now_us)
        self.versions: dict[str, int] = {}
        self.position = 0
        self.instant = ""
        self.following = 0  # events of the open post that are still to come
        self.day = ""
        self.turns: list[tuple[int, str]] = []
        self._ahead: Wrong | None = None

    def check(self, leaf: Leaf) -> tuple[Envelope | None, list[Wrong]]:
        """Return the next event, where it can be read, and everything that is wrong with it."""
        wrong = []
        if leaf.position != self.position + 1:
            sentence = (
                f"Position {self.position + 1} is missing; {leaf.position} stands in its place."
            )
            wrong.append(Wrong(sentence, "position"))
        self.position = leaf.position
        due, self.following = self.following, 0
        if not leaf.whole:
            sentence = "The body does not have the hash that stands beside it."
            return None, [*wrong, Wrong(sentence, "hash")]
        try:
            envelope = read_body(leaf.body)
            decode(envelope.type, envelope.schema_version, envelope.data)
            parse(envelope.effective)
            for day in filter(None, (envelope.recorded_on, envelope.received)):
                parse_day(day)
            canonical = encode(_whole_numbers.decode(envelope.data)) == bytes(envelope.data)
        except (msgspec.DecodeError, CasefileError, ValueError, RecursionError) as error:
            return None, [*wrong, Wrong(f"The body cannot be read: {error}", "body")]
        if not canonical or encode(envelope) != leaf.body:
            wrong.append(Wrong("The body is not in canonical form.", "canonical"))
        if holds_control(leaf.body):
            sentence = "The body holds a control character, which no text of a record has."
            wrong.append(Wrong(sentence, "body"))
        self.following = envelope.following or 0
        wrong += self._misplaced(envelope)
        if due and self.following != due - 1:
            sentence = f"The post before it is cut off: {due} more of its events should follow."
            wrong.append(Wrong(sentence, "post"))
        elif due and envelope.recorded_on != self.day:
            sentence = f"It was recorded on {envelope.recorded_on}, its post on {self.day}."
            wrong.append(Wrong(sentence, "post"))
        if envelope.recorded_on != self.day:
            self.turns.append((leaf.position, envelope.recorded_on))
        self.day = envelope.recorded_on
        return envelope, wrong

    def follow(self, event: Stored | Envelope) -> None:
        """Go on behind an event, as it is filed or as it says."""
        self.versions[event.matter_id] = event.version
        self.instant = event.recorded_at

    def end(self) -> Iterator[Wrong]:
        """Yield what is wrong where no further event comes."""
        if self.following:
            sentence = f"The post is cut off: {self.following} more of its events should follow."
            yield Wrong(sentence, "post")
        if self._ahead:
            yield self._ahead

    def _misplaced(self, envelope: Envelope) -> Iterator[Wrong]:
        """Yield what is wrong with what casefile gave an event: its ids, version and instants."""
        of_office = CATALOGUE[envelope.type].of_office
        stream = OFFICE if of_office else envelope.matter_id
        if envelope.matter_id != stream:
            yield Wrong(f"{envelope.type} is an event of the office, and of no matter.", "id")
        for name in (envelope.event_id, *(() if of_office else (envelope.matter_id,))):
            if not _id.fullmatch(name):
                yield Wrong(f"{name[:80]!r} is no id.", "id")
        if envelope.received and envelope.received > envelope.recorded_on:
            sentence = f"It was recorded on {envelope.recorded_on}, and received after that."
            yield Wrong(sentence, "received")
        expected = self.versions.get(envelope.matter_id, 0) + 1
        if envelope.version != expected:
            sentence = (
                f"Version {expected} of matter {envelope.matter_id} is missing; "
                f"{envelope.version} stands in its place."
            )
            yield Wrong(sentence, "version")
        instant = envelope.recorded_at
        for one in (instant, envelope.loaded_at):
            if one is not None and not is_instant(one):
                yield Wrong(f"{one[:40]!r} is no instant as casefile writes it.", "recorded_at")
        corrected = envelope.type == ClockCorrected.tag
        if instant < self.instant and not corrected:
            sentence = f"It was recorded at {instant}, before the event that it follows."
            yield Wrong(sentence, "recorded_at")
        if self.now is None or instant <= self.now:
            self._ahead = None if corrected else self._ahead
        elif self._ahead is None:
            sentence = (
                f"Position {self.position} was recorded at {instant}, which is yet to come, and "
                "nothing later says that the clock was set right."
            )
            self._ahead = Wrong(sentence, "recorded_at")


def repeated(connection: Connection, placed: Mapping[int, str]) -> dict[int, int]:
    """Return where event ids stand on the log already, by the positions at which they come again.

    The events given may be on the log by now or not yet. A unique key keeps ids apart in a
    database as casefile makes it; a file has none, and that of a database can be dropped.
    """
    first: dict[str, int] = dict(_FIRST.rows(connection, ids=list(placed.values())))
    found = {}
    for position, event_id in placed.items():
        earlier = first.setdefault(event_id, position)
        if earlier < position:
            found[position] = earlier
    return found


def is_instant(text: str) -> bool:
    """Tell whether a text is an instant as casefile writes it."""
    try:
        return instant_text(instant_microseconds(text)) == text
    except (ValueError, OverflowError):
        return False


def _no_float(text: str) -> NoReturn:
    message = f"{text[:20]} is not a whole number."
    raise ValueError(message)


_whole_numbers: msgspec.json.Decoder[object] = msgspec.json.Decoder(float_hook=_no_float)
_id = re.compile(ID_PATTERN)
