"""The whole log as JSON Lines that carry the stored bodies, for `restore-log` to take back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casefile.canonical import leaf_hash
from casefile.errors import Damaged
from casefile.event import clock_us, instant_text
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.log_file import Header, Line, write_line

PAGE = 1_000  # events that are in memory at once
MEDIA_TYPE = "application/x-ndjson"


def log_lines(
    database: Database, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Iterator[bytes]:
    """Yield the log up to its head of this moment: the header, and then page after page.

    What lies below the head never changes, so it is one moment's without holding anybody up, and
    no connection is kept between two pages. `progress` is told (events done, events in all).
    Raises Damaged at an event that is missing or does not have its hash.
    """
    with database.read() as connection:
        head = log.head(connection)
    yield write_line(
        Header(
            events=head.position,
            recorded_at=instant_text(head.recorded_us) if head.position else "",
            made_at=instant_text(clock_us()),
        )
    )
    after = 0
    while after < head.position:
        with database.read() as connection:
            size = min(PAGE, head.position - after)
            page = log.page(connection, after=after, limit=size, as_bytes=True)
        for expected in range(after + 1, after + size + 1):
            if expected > after + len(page) or page[expected - after - 1].position != expected:
                raise _damaged(expected, "is missing")
        yield b"".join(_line(stored) for stored in page)
        after += size
        progress(after, head.position)


def _line(stored: log.Stored) -> bytes:
    body = stored.body if isinstance(stored.body, bytes) else stored.body.encode()
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise _damaged(stored.position, "is no text") from error
    if leaf_hash(body) != stored.leaf_hash:
        raise _damaged(stored.position, "does not have the hash that was stored with it")
    return write_line(Line(stored.position, text, stored.leaf_hash.hex()))


def _damaged(position: int, what: str) -> Damaged:
    sentence = f"The event at position {position} {what}; `manage.py verify` says more."
    return Damaged(sentence)
