"""The log file: the whole log as JSON Lines, a header and then each event's stored body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec
from msgspec import Struct

from casefile.canonical import MAX_BYTES, leaf_hash
from casefile.errors import Malformed

FORMAT = "casefile log"
VERSION = 1
MAX_LINE = 4 * MAX_BYTES  # a body in quotes is at most twice as long as what was posted


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line: how many events follow, the instant of the last, and when it was made.

    The number is what tells a file that was cut off from a whole one.
    """

    format: str = FORMAT
    version: int = VERSION
    events: int
    recorded_at: str
    made_at: str


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """One event: its position, the stored text as it is hashed, and the hash in hexadecimal."""

    position: int
    body: str
    leaf_hash: str


class Entry(NamedTuple):
    """A line that was read and is whole: where it stands, and what it brings."""

    where: str
    position: int
    body: bytes
    leaf_hash: bytes


# Written in the order of the fields, so that there is one way to write a line.
_encode = msgspec.json.Encoder().encode
_header = msgspec.json.Decoder(Header)
_line = msgspec.json.Decoder(Line)
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)


def write_line(line: Header | Line) -> bytes:
    """Return a line as it stands in the file."""
    return _encode(line) + b"\n"


class LogFile:
    """A log file that is read once, from its beginning; `name` is what its errors call it.

    Raises Malformed with the number of the line for whatever is not as it was written.
    """

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name = name
        self._file = file
        self._number = 0
        self.header = self._read_header()

    def entries(self) -> Iterator[Entry]:
        """Yield every event in order; at the end their number has been held to the header's."""
        for position in range(1, self.header.events + 1):
            yield self._entry(self._next(), position)
        if self._file.read(1):
            self._number += 1
            raise self.wrong(f"It goes on after its {self.header.events:,} events.", "count")

    @property
    def where(self) -> str:
        """Return which line was read last."""
        return f"{self.name}, line {self._number}"

    def wrong(self, sentence: str, what: str) -> Malformed:
        """Return the error that says what is wrong with the line read last."""
        return Malformed(f"{self.where}: {sentence}", code=f"restore.{what}")

    def _next(self) -> bytes:
        """Read a line, which ends as every line does."""
        self._number += 1
        raw = self._file.readline(MAX_LINE + 1)
        if not raw:
            there = self._number - 2
            sentence = f"The file is cut off: it has {there:,} of {self.header.events:,} events."
            raise self.wrong(sentence, "cut_off")
        if len(raw) > MAX_LINE:
            raise self.wrong(f"The line has more than {MAX_LINE:,} bytes.", "too_long")
        if not raw.endswith(b"\n"):
            raise self.wrong("The file is cut off in this line.", "cut_off")
        return raw

    def _read_header(self) -> Header:
        self._number = 1
        raw = self._file.readline(MAX_LINE + 1)
        try:
            header = _header.decode(raw)
        except _UNREADABLE as error:
            raise self.wrong("This is no log as export-log writes it.", "header") from error
        if header.format != FORMAT or header.version != VERSION:
            sentence = (
                f"It says {header.format[:64]!r}, version {header.version}; "
                f"this casefile reads {FORMAT!r}, version {VERSION}."
            )
            raise self.wrong(sentence, "header")
        if header.events < 0 or write_line(header) != raw:
            raise self.wrong("The header is not as export-log writes it.", "header")
        return header

    def _entry(self, raw: bytes, position: int) -> Entry:
        try:
            line = _line.decode(raw)
        except _UNREADABLE as error:
            raise self.wrong(f"This is no event of the log: {error}.", "line") from error
        if write_line(line) != raw:
            raise self.wrong("The line is not as export-log writes it.", "line")
        if line.position != position:
            sentence = f"Position {position} belongs here, not {line.position}."
            raise self.wrong(sentence, "position")
        body = line.body.encode()
        hashed = leaf_hash(body)
        if line.leaf_hash != hashed.hex():
            raise self.wrong("The body does not have the hash that stands beside it.", "hash")
        return Entry(self.where, position, body, hashed)
