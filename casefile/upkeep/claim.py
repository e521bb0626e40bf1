"""A log file's claim: which log it is, and the notes that it is held to while it is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert

from casefile.errors import CasefileError, Malformed, Refused
from casefile.event import ID_PATTERN
from casefile.proof import checkpoints
from casefile.proof.anchor import Anchor
from casefile.proof.checkpoints import Kept, origin_of
from casefile.proof.holding import Holding
from casefile.proof.keys import announcements, read_key, read_keys
from casefile.proof.notes import Checkpoint, Signer, Verifier, read_checkpoint
from casefile.proof.tables import log_keys
from casefile.upkeep.log_file import LogFile

_id = re.compile(ID_PATTERN)


class Claim:
    """What a file says of its log, held to its own root and note, a folder, and notes given.

    `go_on` says that this casefile is to be that log from now on, with its id and its keys. Raises
    Malformed where what the header says does not agree, Refused where a note is not the log's.
    """

    def __init__(
        self, file: LogFile, anchor: Anchor, against: Sequence[str] = (), *, go_on: bool = False
    ) -> None:
        self.file, self.anchor, self.go_on = file, anchor, go_on
        header = file.header
        if go_on and not header.log_id:
            sentence = "A file of version 1 does not say which log it is, so none can go on."
            raise Refused(sentence, code="restore.no_id")
        if header.log_id and not _id.fullmatch(header.log_id):
            raise file.wrong("The header's log_id is no id.", "header")
        self.origin = origin_of(header.log_id) if header.log_id else ""
        try:
            self.keys = read_keys(self.origin, header.keys)
            own = [read_checkpoint(header.note, self.keys)] if header.note else []
        except CasefileError as error:
            raise file.wrong(error.sentence, "header") from error
        for one in own:
            if (one.origin, one.size, one.root.hex()) != (self.origin, header.events, header.root):
                raise file.wrong("The header does not agree with its own note.", "header")
        given = [self._given(note) for note in against]
        folder = self._in_folder()
        beside = anchor.folder.leaves(folder.size) if anchor.folder and folder else None
        notes = [*own, *given, *([folder] if folder else [])]
        self.holding = Holding(notes, beside, folder)

    def end(self) -> None:
        """Refuse the file where it is not the log that it says, or that notes say; it was read."""
        if departure := self.holding.end():
            where = f"Position {departure.position:,}: " if departure.position else ""
            sentence = f"{where}{departure.sentence} Nothing was changed."
            raise Refused(sentence, code="restore.departed")
        if self.file.header.root not in ("", self.holding.tree.root.hex()):
            raise self.file.wrong("The events do not have the root that the header says.", "root")

    def take_over(self, connection: Connection, now_us: int) -> None:
        """Make this casefile the log of the file, where that is asked for; raises Refused."""
        if checkpoints.newest(connection):
            sentence = "This casefile is not new: it has checkpoints of a log that is gone."
            raise Refused(sentence, code="restore.not_empty")
        if not self.go_on:
            return
        header, tree = self.file.header, self.holding.tree
        checkpoints.take_identity(connection, header.log_id)
        connection.execute(delete(log_keys))
        for number, note in enumerate(header.keys, start=1):
            connection.execute(insert(log_keys).values(number=number, note=note))
        if header.note:
            checkpoints.keep(connection, Kept(tree.size, now_us, tree.frontier, header.note))

    def _given(self, note: str) -> Checkpoint:
        """Return what a note says that was kept elsewhere; raises Malformed and Refused."""
        said = read_checkpoint(note)
        if self.origin and said.origin != self.origin:
            sentence = f"The note is one of another log, {said.origin}; this is {self.origin}."
            raise Refused(sentence, code="restore.departed")
        return read_checkpoint(note, [*self.keys, *self._other_keys(said.origin)])

    def _other_keys(self, origin: str) -> Iterator[Verifier]:
        """Yield the keys that this casefile has itself, by the name of a log."""
        with self.anchor.database.read() as connection:
            here = origin_of(checkpoints.log_id(connection))
            yield from read_keys(here, announcements(connection)) if here == origin else ()
        if self.anchor.key and self.anchor.key.exists():
            yield Signer(origin, read_key(self.anchor.key)).verifier

    def _in_folder(self) -> Checkpoint | None:
        """Return the note of the folder where it is one of this log; raises Refused."""
        note = self.anchor.folder.newest() if self.anchor.folder else None
        if note is None:
            return None
        try:
            said = read_checkpoint(note)
            return read_checkpoint(note, self.keys) if said.origin == self.origin else None
        except Malformed as error:
            sentence = f"The note in the folder cannot be trusted: {error.sentence}"
            raise Refused(sentence, code="restore.departed") from error
