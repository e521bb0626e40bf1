"""The anchor: what holds the log to what it was, here, in a folder elsewhere, in given notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from sqlalchemy import Connection

from casefile.config import Config
from casefile.errors import Busy, CasefileError, Damaged, Refused
from casefile.event import clock_us
from casefile.proof import checkpoints
from casefile.proof.checkpoints import Kept, origin_of
from casefile.proof.folder import Folder
from casefile.proof.holding import Departure, depart
from casefile.proof.keys import (
    NEXT,
    announce,
    announcements,
    key_file,
    read_key,
    read_keys,
    settle,
    write_key,
)
from casefile.proof.merkle import Tree
from casefile.proof.notes import Checkpoint, Signer, Verifier, read_checkpoint, sign
from casefile.store import log
from casefile.store.database import READ_ONLY, Database

HOUR_US = 3_600_000_000
FEW = 16  # roots that are remembered, of the notes that are looked at again and again


class Audited(NamedTuple):
    """What came of holding the log to every note: where it departs, and what cannot be noticed."""

    departures: Sequence[Departure]
    remarks: Sequence[str]


class Sealed(NamedTuple):
    """What a log file says of its log: the id, where it ends, the root, the note and the keys.

    The note is empty where none could be made; `why` says for what reason.
    """

    log_id: str
    size: int
    recorded_at: str
    root: bytes
    note: str
    keys: Sequence[str]
    why: str = ""


class Anchor:
    """Where the log is anchored: a key that signs, and a folder elsewhere; both may be missing."""

    def __init__(
        self,
        database: Database,
        key: Path | None = None,
        folder: Path | None = None,
        clock_us: Callable[[], int] = clock_us,
    ) -> None:
        self.database = database
        self.key = key
        self.folder = Folder(folder) if folder else None
        self.clock_us = clock_us
        self._held = Tree(), dict[int, bytes]()  # as far as `check` has come, and roots on the way

    @classmethod
    def of(cls, config: Config, database: Database, clock_us: Callable[[], int] = clock_us) -> Self:
        """Return the anchor of these settings."""
        folder = Path(config.checkpoints) if config.checkpoints else None
        return cls(database, key_file(config.key, database), folder, clock_us)

    def make_key(self) -> str:
        """Have a key that signs for the log, made where there is none yet; say what was done.

        Where a key is on record nothing is made, so that one that was lost is not passed over.
        Raises Refused.
        """
        with self.database.write() as connection:
            origin = origin_of(checkpoints.hold_identity(connection))
            keys = read_keys(origin, announcements(connection))
            if keys or self.key is None:
                return ""
            made = not self.key.exists()
            private = write_key(self.key) if made else read_key(self.key)
            announce(connection, origin, keys, Signer(origin, private), None)
        done = "made" if made else "taken"
        return f"The key that signs checkpoints is {done}: {self.key}; its owner alone may read it."

    def rotate_key(self, *, lost: bool = False) -> Verifier:
        """Have another key sign from now on, announced by the one before; return its public part.

        `lost` says that the one before is no longer there to do that. Raises Refused.
        """
        if self.key is None:
            raise _no_key()
        with self.database.write() as connection:
            origin = origin_of(checkpoints.hold_identity(connection))
            keys = read_keys(origin, announcements(connection))
            old = None if lost or not keys else self._signer(origin, keys)
            following = self.key.with_name(f"{self.key.name}{NEXT}")
            following.unlink(missing_ok=True)
            new = Signer(origin, write_key(following))
            announce(connection, origin, keys, new, old)
        settle(self.key, [new.verifier], origin)
        return new.verifier

    def checkpoint(self, *, where_due: bool = False) -> Kept | None:
        """Sign the log as it ends now, and keep the note; return it, or None for an empty log.

        `where_due` makes none within an hour of the last one. A log that is not the one of the
        notes before is never signed. Raises Damaged, and Refused where there is no key, or where
        the folder cannot be used; the note is kept then all the same.
        """
        with self.database.read() as connection:
            last = checkpoints.newest(connection)
            head = log.head(connection).position
            due = head > 0 and (last is None or (last.size != head and self._is_old(last)))
            if head and (due or not where_due):
                last = self._made(connection, head)
            if last and self.folder:
                self.folder.publish(last.note, lambda a, b: checkpoints.leaves(connection, a, b))
        return last

    def _is_old(self, kept: Kept) -> bool:
        """Tell whether an hour has passed, also where the clock has been set back."""
        return not 0 <= self.clock_us() - kept.made_us < HOUR_US

    def _made(self, reading: Connection, size: int) -> Kept:
        """Return the checkpoint of so many events, made where it is not there yet."""
        origin = origin_of(checkpoints.log_id(reading))
        keys = read_keys(origin, announcements(reading))
        signer = self._signer(origin, keys)
        outside = self.folder.newest() if self.folder else None
        self._check_growth(reading, size, [_own(outside, origin, keys)] if outside else [])
        tree = checkpoints.tree_at(reading, size)
        note = sign(Checkpoint(origin, size, tree.root).text, signer)
        with self.database.write() as connection:
            checkpoints.hold_identity(connection)
            there = checkpoints.newest(connection, size)
            if there and there.size == size:
                return there
            made = Kept(size, self.clock_us(), tree.frontier, note)
            checkpoints.keep(connection, made)
        return made

    def _check_growth(
        self, connection: Connection, size: int, outside: Sequence[Checkpoint]
    ) -> None:
        """Refuse to go on from notes that the log has not grown from; raises Damaged."""
        last = checkpoints.newest(connection)
        for kept in (*outside, *([last] if last else ())):
            if kept.size > size:
                raise _departed(
                    f"The log ends at position {size:,}, and a note says that it had "
                    f"{kept.size:,} events."
                )
        for note in outside:
            if checkpoints.tree_at(connection, note.size).root != note.root:
                raise _departed(
                    f"The log is not the one of which the note of {note.size:,} events was made."
                )

    def check(self) -> None:
        """Hold the log to the newest notes of the database and the folder; raises Damaged.

        What has been read once is not read again, so that it can be asked often. A folder that
        cannot be used is passed over: `verify` tells of it, and each checkpoint that is made.
        """
        with self.database.read() as connection:
            notes = self._newest(connection)
            head = log.head(connection).position
            tree, roots = self._held
            tree, roots = tree.copy(), dict(roots)
            for note in sorted(notes, key=lambda one: one.size):
                if note.size not in roots and note.size <= head:
                    tree = tree if tree.size <= note.size else Tree()
                    tree.extend(checkpoints.leaves(connection, tree.size, note.size))
                    roots[note.size] = tree.root
                if note.size > head or roots[note.size] != note.root:
                    raise _departed(self._told())
        self._held = tree, dict(list(roots.items())[-FEW:])

    def _told(self) -> str:
        """Return the sentence that says where the log departs."""
        found = self.audit().departures
        if not found:
            return "The log was not the one of its newest note a moment ago."
        position, sentence = found[0]
        return f"Position {position:,}: {sentence}" if position else sentence

    def audit(self, against: Sequence[str] = ()) -> Audited:
        """Hold the log to every note: of the database, of the folder, and those given.

        The leaf hashes that are stored are taken as they are; `verify` holds them to the bodies.
        """
        with self.database.read() as connection:
            origin = origin_of(checkpoints.log_id(connection))
            departures: list[Departure] = []
            keys = self._keys(connection, origin, departures)
            notes = list(_sound(checkpoints.every_note(connection), origin, keys, departures))
            outside = [*_sound(self._published(departures), origin, keys, departures)]
            given = [*_sound(against, origin, keys, departures)]
            head = log.head(connection).position
            beside = outside[0] if outside else None
            departure = depart(
                checkpoints.leaves(connection, 0, head),
                [*notes, *outside, *given],
                self.folder.leaves(beside.size) if self.folder and beside else None,
                beside,
            )
            if departure:
                departures.insert(0, departure)
            newest = max((one.size for one in (*notes, *outside)), default=0)
        elsewhere = bool(outside or given)
        return Audited(departures, list(self._remarks(origin, keys, elsewhere, newest, head)))

    def seal(self) -> Sealed:
        """Return what a log file that ends where the log does now says of it.

        Where no note can be made, the file goes without one.
        """
        made, why = None, ""
        try:
            made = self.checkpoint()
        except (Refused, Damaged, Busy) as error:
            if isinstance(error, Busy) and error.code != READ_ONLY:
                raise
            why = error.sentence
        with self.database.read() as connection:
            size = made.size if made else log.head(connection).position
            kept = made or checkpoints.newest(connection, size)
            last = log.page(connection, after=size - 1, limit=1) if size else []
            return Sealed(
                checkpoints.log_id(connection),
                size,
                last[0].recorded_at if last else "",
                checkpoints.tree_at(connection, size).root,
                kept.note if kept and kept.size == size else "",
                announcements(connection),
                why,
            )

    def _signer(self, origin: str, keys: Sequence[Verifier]) -> Signer:
        """Return the key that signs now; raises Refused."""
        if self.key is None:
            raise _no_key()
        settle(self.key, keys, origin)
        signer = Signer(origin, read_key(self.key))
        if not keys or signer.verifier != keys[-1]:
            what = f"not key {len(keys)}, which signs for this log now" if keys else "not on record"
            sentence = f"The key of {self.key} is {what}."
            raise Refused(sentence, code="key.other")
        return signer

    def _keys(
        self, connection: Connection, origin: str, departures: list[Departure]
    ) -> list[Verifier]:
        try:
            return read_keys(origin, announcements(connection))
        except Damaged as error:
            departures.append(Departure(None, error.sentence))
            return []

    def _newest(self, connection: Connection) -> list[Checkpoint]:
        """Return what the newest notes of the database and of the folder say; raises Damaged."""
        origin = origin_of(checkpoints.log_id(connection))
        keys = read_keys(origin, announcements(connection))
        last = checkpoints.newest(connection)
        notes = [*([last.note] if last else []), *self._published([])]
        return [_own(note, origin, keys) for note in notes]

    def _published(self, departures: list[Departure]) -> list[str]:
        """Return the note of the folder, and tell where the folder cannot be used."""
        try:
            note = self.folder.newest() if self.folder else None
        except Refused as error:
            departures.append(Departure(None, error.sentence))
            note = None
        return [note] if note else []

    def _remarks(
        self, origin: str, keys: Sequence[Verifier], elsewhere: bool, newest: int, head: int
    ) -> Iterator[str]:
        """Yield what this log is not held to."""
        try:
            self._signer(origin, keys)
        except Refused as error:
            yield f"No checkpoints are made: {error.sentence}"
        if not elsewhere:
            how = (
                f"there is no checkpoint in {self.folder.path} yet"
                if self.folder
                else "CASEFILE_CHECKPOINTS names no folder elsewhere"
            )
            yield (
                "A log that was cut off, or an older copy in its place, cannot be noticed here: "
                f"{how}, and --against gives no note."
            )
        if keys and newest < head:
            yield f"What was recorded after position {newest:,} is in no checkpoint yet."


def _own(note: str, origin: str, keys: Sequence[Verifier]) -> Checkpoint:
    """Return what a note of this log says; raises Damaged."""
    try:
        found = read_checkpoint(note)
        if found.origin != origin:
            raise _departed(f"A note is there of another log, {found.origin}.")
        return read_checkpoint(note, keys)
    except Damaged:
        raise
    except CasefileError as error:
        raise _departed(f"A note of the log cannot be trusted: {error.sentence}") from error


def _sound(
    notes: Sequence[str], origin: str, keys: Sequence[Verifier], departures: list[Departure]
) -> Iterator[Checkpoint]:
    """Yield what the notes of this log say, and tell what is wrong with the others."""
    for note in notes:
        try:
            yield _own(note, origin, keys)
        except Damaged as error:
            departures.append(Departure(None, error.sentence))


def _departed(sentence: str) -> Damaged:
    return Damaged(sentence, code="log.departed")


def _no_key() -> Refused:
    sentence = "CASEFILE_KEY names no key file, which this kind of database needs."
    return Refused(sentence, code="key.missing")
