"""Material: what an importer makes of a source, record by record, before any of it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from casefile.errors import Malformed
from casefile.event import Draft, Envelope


class Unsaid(NamedTuple):
    """An event that other words would have given.

    Where a day is named, or a place in the source, only one of that day, or that was read there.
    """

    event_id: str
    effective: str = ""
    locator: str = ""


class Reading(NamedTuple):
    """What the words of a record are read as, and all that other words in their place would give.

    Where the words are new to the log and an earlier copy had others, what those were read as is
    no longer what the source says. `quote` are the words where the events of the reading quote
    them: what an earlier version of the importer has read in the very same words, and this one does
    not, is not what the source says either. `clauses` is how many there are in the words, and
    `unread` are those of which not all is read.
    """

    said: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]
    quote: str = ""
    clauses: int = 0
    unread: tuple[str, ...] = ()


class Record(NamedTuple):
    """One record of a source, and what became of it: at least one event, or why there is none.

    `where` is the file and the row or the field, `kind` what is counted in the report, like
    "docket entry". An event's id is made of what identifies the record in its source and never of
    the words that may change, so that a newer copy of a record gives the same ids; where nothing
    does, the bundle is recognized beside what is on record. A record that
    only says once more what another one said has the events of that one again. `recorded_at` is
    the instant, with its zone, at which the source itself took the record in. `readings` are those
    of its words that stand for events which may follow today and no longer tomorrow. `no_longer`
    are events that this record would have, were it so still: a copy without them that is newer
    takes them back.
    """

    where: str
    kind: str
    drafts: tuple[Draft, ...] = ()
    left_out: str | None = None
    recorded_at: str | None = None
    readings: tuple[Reading, ...] = ()
    no_longer: tuple[Unsaid, ...] = ()


class Bundle(NamedTuple):
    """Records that are recorded together or not at all, mostly those of one matter.

    `whole` is the `source.document` of which the bundle holds everything, so that what an earlier
    copy of it had and this one lacks can be told; "" where the bundle is only a part. Where a
    record can only be recognized beside those that are on record, `recognized` makes the bundle
    again for what the log has of its matters: every such record has the ids that it has there.
    `number` is its place among all bundles of an import. `digest` is that of all of which it is
    made, and of what makes it; nothing where nobody reckons it. Where all of a matter is
    `as_before`, which is named there, the bundle has no events: the log has what they would say.
    """

    name: str
    records: tuple[Record, ...]
    whole: str = ""
    recognized: Callable[[Sequence[Envelope]], Bundle] | None = None
    number: int = 0
    digest: bytes = b""
    as_before: str = ""

    def drafts(self) -> Iterator[Draft]:
        """Yield every event, each id once."""
        seen = set()
        for record in self.records:
            for draft in record.drafts:
                if draft.event_id not in seen:
                    seen.add(draft.event_id)
                    yield draft


# What tells of a matter and a digest how many clauses each record has, where what has the digest
# was taken in before and the matter has not changed since; otherwise None.
AsBefore = Callable[[str, bytes], Sequence[int] | None]


def never(_matter_id: str, _digest: bytes) -> None:
    """Say that nothing was taken in before."""


class Unreadable(Malformed):
    """A file that an importer cannot read; the sentence names the file, and the row and column.

    `file` is its name, where who raises the error knows it and who catches it does not.
    """

    code = "import.unreadable"
    file: str = ""
