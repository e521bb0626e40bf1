"""The log file: the whole log as JSON Lines, a header and then each event's stored body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import Struct

from casefile.canonical import MAX_BYTES
from casefile.errors import Damaged, Malformed
from casefile.event import clock_us, instant_text
from casefile.installation import called
from casefile.proof.anchor import Anchor, Sealed
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.chain import Leaf, leaf_of
from casefile.upkeep.progress import Progress, untold

FORMAT = "casefile log"
VERSION = 2
MEDIA_TYPE = "application/x-ndjson"
PAGE = 1_000  # events that are in memory at once
MAX_LINE = 4 * MAX_BYTES  # a body in quotes is at most twice as long as what was posted


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line: which log it is, how many events follow, and what they are held to.

    The number is what tells a file that was cut off from a whole one. `root` is that of the Merkle
    tree of the events, in hexadecimal; `note` is the checkpoint that says the same, empty where
    nothing signs; `keys` are the notes that announce the keys that sign for the log.
    """

    format: str = FORMAT
    version: int = VERSION
    log_id: str
    events: int
    root: str
    note: str
    keys: tuple[str, ...]
    recorded_at: str
    made_at: str


class FirstHeader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line of a file of version 1, which does not say which log it is."""

    format: str = FORMAT
    version: int = 1
    events: int
    recorded_at: str
    made_at: str


class _Kind(Struct, frozen=True):
    """What every version of the first line says of itself."""

    format: str
    version: int


class EventLine(Struct, frozen=True, forbid_unknown_fields=True):
    """One event: its position, the stored text as it is hashed, and the hash in hexadecimal."""

    position: int
    body: str
    leaf_hash: str


# Written in the order of the fields, so that there is one way to write a line.
_encode = msgspec.json.Encoder().encode
_kind = msgspec.json.Decoder(_Kind)
_headers: dict[int, type[FirstHeader | Header]] = {1: FirstHeader, VERSION: Header}
_event_line = msgspec.json.Decoder(EventLine)
_hash = re.compile("[0-9a-f]{64}")
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)


def write_line(line: Header | FirstHeader | EventLine) -> bytes:
    """Return a line as it stands in the file."""
    return _encode(line) + b"\n"


def log_lines(
    database: Database, progress: Progress = untold, *, sealed: Sealed | None = None
) -> Iterator[bytes]:
    """Yield the log up to where it is sealed, or now: the header, and then page after page.

    What lies below the head never changes, so it is one moment's without holding anybody up, and
    no connection is kept between two pages. `progress` is told (events done, events in all).
    Raises Damaged at an event that is missing or does not have its hash.
    """
    end = sealed or Anchor(database).seal()
    yield write_line(
        Header(
            log_id=end.log_id,
            events=end.size,
            root=end.root.hex(),
            note=end.note,
            keys=tuple(end.keys),
            recorded_at=end.recorded_at,
            made_at=instant_text(clock_us()),
        )
    )
    after = 0
    while after < end.size:
        with database.read() as connection:
            size = min(PAGE, end.size - after)
            page = log.page(connection, after=after, limit=size, as_bytes=True)
        for expected in range(after + 1, after + size + 1):
            if expected > after + len(page) or page[expected - after - 1].position != expected:
                raise _damaged(expected, "is missing")
        yield b"".join(_line(stored) for stored in page)
        after += size
        progress(after, end.size)


def _line(stored: log.Stored) -> bytes:
    leaf = leaf_of(stored)
    try:
        text = leaf.body.decode()
    except UnicodeDecodeError as error:
        raise _damaged(leaf.position, "is no text") from error
    if not leaf.whole:
        raise _damaged(leaf.position, "does not have the hash that was stored with it")
    return write_line(EventLine(leaf.position, text, leaf.leaf_hash.hex()))


def _damaged(position: int, what: str) -> Damaged:
    sentence = f"The event at position {position} {what}; {called()} verify says more."
    return Damaged(sentence)


class LogFile:
    """A log file that is read once, from its beginning; `name` is what its errors call it.

    Raises Malformed with the number of the line for whatever is not as it was written.
    """

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.name = name
        self._file = file
        self._number = 0
        self.header = self._read_header()

    def leaves(self) -> Iterator[Leaf]:
        """Yield every event in order; at the end their number has been held to the header's."""
        for _ in range(self.header.events):
            yield self._leaf(self._next())
        if self._file.read(1):
            self._number += 1
            raise self.wrong(f"It goes on after its {self.header.events:,} events.", "count")

    @property
    def where(self) -> str:
        """Return which line was read last."""
        return f"{self.name}, line {self._number}"

    def wrong(self, sentence: str, code: str) -> Malformed:
        """Return the error that says what is wrong with the line read last."""
        return Malformed(f"{self.where}: {sentence}", code=f"restore.{code}")

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
            kind = _kind.decode(raw)
            if kind.format != FORMAT or kind.version not in _headers:
                sentence = (
                    f"It says {kind.format[:64]!r}, version {kind.version}; "
                    f"this casefile reads {FORMAT!r}, version {VERSION} and before."
                )
                raise self.wrong(sentence, "header")
            header = msgspec.json.decode(raw, type=_headers[kind.version])
        except _UNREADABLE as error:
            raise self.wrong("This is no log as export-log writes it.", "header") from error
        if header.events < 0 or write_line(header) != raw:
            raise self.wrong("The header is not as export-log writes it.", "header")
        if isinstance(header, Header):
            return header
        said = msgspec.structs.asdict(header)
        return Header(**said, log_id="", root="", note="", keys=())

    def _leaf(self, raw: bytes) -> Leaf:
        try:
            line = _event_line.decode(raw)
        except _UNREADABLE as error:
            raise self.wrong(f"This is no event of the log: {error}.", "line") from error
        if write_line(line) != raw:
            raise self.wrong("The line is not as export-log writes it.", "line")
        # What is not written as a hash is the hash of nothing.
        hashed = bytes.fromhex(line.leaf_hash) if _hash.fullmatch(line.leaf_hash) else b""
        return Leaf(line.position, line.body.encode(), hashed)
