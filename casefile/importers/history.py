"""The history file: events as JSON Lines, read into drafts that remember their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from hashlib import blake2b
from itertools import islice
from typing import Any, BinaryIO, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec

from casefile.canonical import MAX_BYTES, decode, encode
from casefile.errors import CasefileError, Malformed, located
from casefile.event import Draft, instant_microseconds
from casefile.importers.files import unmarked
from casefile.law.edtf import parse_day

# The ids of lines without one are made under this name; another one would double what was loaded.
LINES = UUID("7d1c5c52-6d2b-5b0e-9a57-3f3f5f0c9d11")
DAY = len("2023-04-20")


class HistoryLine(NamedTuple):
    """One event of a history file: where it stands, its draft, and when it was recorded."""

    where: str
    draft: Draft
    recorded_at: Any


class History(NamedTuple):
    """The events of a history file in order."""

    lines: list[HistoryLine]

    @property
    def drafts(self) -> list[Draft]:
        """Return the events as they are to be posted."""
        return [line.draft for line in self.lines]

    def instants(self, zone: ZoneInfo) -> list[int]:
        """Return when each line was recorded, in microseconds since 1970.

        A day is taken as its 00:00 in the zone. Raises Malformed where a line does not say it.
        """
        found = []
        for place, line in enumerate(self.lines):
            with self.located():
                found.append(_instant(line.recorded_at, zone, place))
        return found

    @contextmanager
    def located(self) -> Iterator[None]:
        """Give every error about one of the events inside the line that it stands on."""
        try:
            yield
        except CasefileError as error:
            if error.place is None:
                raise
            with located(self.lines[error.place].where):
                raise


def read_history(name: str, file: BinaryIO) -> History:
    """Read a history file; raises Malformed or TooLarge with the number of the line."""
    return History(list(_lines(name, file)))


def read_parts(name: str, file: BinaryIO, size: int) -> Iterator[History]:
    """Yield a history file in parts of so many events, each read when it is asked for.

    A file without any event has one part. Raises as `read_history` does.
    """
    lines = _lines(name, file)
    part = list(islice(lines, size))
    while following := list(islice(lines, size)):
        yield History(part)
        part = following
    yield History(part)


def _lines(name: str, file: BinaryIO) -> Iterator[HistoryLine]:
    seen: Counter[bytes] = Counter()
    number = 0
    while raw := file.readline(MAX_BYTES + 1):
        number += 1
        text = (unmarked(name, raw) if number == 1 else raw).strip(b" \t\r\n")
        if text and not text.startswith(b"#"):
            where = f"{name}, line {number}"
            with located(where):
                row = decode(raw if len(raw) > MAX_BYTES else text)
                line = _line(where, row, seen)
            yield line


def _line(where: str, row: Any, seen: Counter[bytes]) -> HistoryLine:
    if not isinstance(row, dict):
        raise Malformed("This is no event: a line holds one JSON object.", code="event.invalid")
    given = {key: value for key, value in row.items() if value is not None and key != "recorded_at"}
    if "event_id" not in given:
        content = encode(given)
        digest = blake2b(content, digest_size=16).digest()
        seen[digest] += 1
        given["event_id"] = str(uuid5(LINES, f"{content.decode()}\n{seen[digest]}"))
    try:
        draft = msgspec.convert(given, Draft)
    except msgspec.ValidationError as error:
        raise Malformed(f"This is no event: {error}.", code="event.invalid") from error
    return HistoryLine(where, draft, row.get("recorded_at"))


def _instant(recorded_at: Any, zone: ZoneInfo, place: int) -> int:
    if recorded_at is None:
        sentence = "It does not say when it was recorded (recorded_at)."
        raise Malformed(sentence, code="recorded_at.missing", place=place)
    text = recorded_at if isinstance(recorded_at, str) else ""
    try:
        if len(text) != DAY:
            return instant_microseconds(text)
        midnight = datetime.combine(parse_day(text), time(), zone)
        return instant_microseconds(midnight.isoformat())
    except (ValueError, OverflowError) as error:
        sentence = (
            "Its recorded_at is no day and no instant with a time zone, like 2023-04-20 or "
            "2023-04-20T09:00:00Z."
        )
        raise Malformed(sentence, code="recorded_at.invalid", place=place) from error
