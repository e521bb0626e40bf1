"""What a log file says of its log, what it is held to, and whose log the restored one is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import Malformed, Refused
from casefile.proof import checkpoints
from casefile.proof.anchor import Anchor
from casefile.proof.keys import announcements
from casefile.proof.merkle import Tree
from casefile.proof.notes import read_checkpoint
from casefile.store.database import Database
from casefile.upkeep.claim import Claim
from casefile.upkeep.log_file import LogFile, log_lines
from casefile.upkeep.restore import Restored, restore
from casefile.upkeep.verify import verify
from tests.databases import Databases
from tests.proof.offices import EVENTS, NOTES, anchored, cut_off, reworded, rewrite
from tests.store.writing import opened, recorder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


@pytest.fixture
def elsewhere(databases: Databases) -> Iterator[Database]:
    """Yield another casefile, whose log has another id; tests copy one database for all."""
    with databases.fresh() as url, closing(Database(url)) as opened_there:
        with opened_there.write() as connection:
            checkpoints.take_identity(connection, "another")
        yield opened_there


def exported(anchor: Anchor) -> bytes:
    return b"".join(log_lines(anchor.database, sealed=anchor.seal()))


def restored(anchor: Anchor, file: bytes, *against: str, go_on: bool = False) -> Restored:
    log_file = LogFile("log.jsonl", io.BytesIO(file))
    return restore(anchor.database, log_file, claim=Claim(log_file, anchor, against, go_on=go_on))


def identity(database: Database) -> str:
    with database.read() as connection:
        return checkpoints.log_id(connection)


def header(file: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.partition(b"\n")[0])
    return found


def with_header(file: bytes, **fields: Any) -> bytes:
    first = {name: value for name, value in (header(file) | fields).items() if value is not ...}
    line = json.dumps(first, ensure_ascii=False, separators=(",", ":")).encode()
    return line + b"\n" + file.partition(b"\n")[2]


def of_version_1(file: bytes) -> bytes:
    """Return a file as casefile wrote it before it knew which log it was."""
    return with_header(file, version=1, log_id=..., root=..., note=..., keys=...)


def test_header__of_an_anchored_log__has_its_id_size_root_and_note(
    database: Database, tmp_path: Path
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    found = header(exported(anchor))
    said = read_checkpoint(found["note"])
    assert found["note"] == notes[-1]
    assert (found["version"], found["log_id"]) == (2, identity(database))
    assert (found["events"], found["root"]) == (said.size, said.root.hex())


def test_export__makes_a_checkpoint_of_what_is_in_the_file(
    database: Database, tmp_path: Path
) -> None:
    anchor, _ = anchored(database, tmp_path / "key")
    recorder(database).record([opened("d")], by="test")
    found = header(exported(anchor))
    assert read_checkpoint(found["note"]).size == found["events"] == EVENTS + 1
    with database.read() as connection:
        last = checkpoints.newest(connection)
    assert last
    assert last.note == found["note"]


def test_restore__without_more__is_a_log_of_its_own(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    anchor, _ = anchored(database, tmp_path / "key")
    other = Anchor(elsewhere, tmp_path / "other")
    other.make_key()
    restored(other, exported(anchor))
    assert identity(elsewhere) == "another"
    assert verify(elsewhere).failures == []
    made = other.checkpoint()
    assert made
    assert read_checkpoint(made.note).origin == "casefile/another"
    assert other.audit().departures == []


def test_restore__that_continues__is_that_log_with_its_keys_and_note(
    database: Database, elsewhere: Database, tmp_path: Path, folder: Path
) -> None:
    anchor, notes = anchored(database, tmp_path / "key", folder)
    anchor.rotate_key()
    there = Anchor(elsewhere, tmp_path / "other", folder)
    there.make_key()
    restored(there, exported(anchor), go_on=True)
    assert identity(elsewhere) == identity(database)
    with elsewhere.read() as connection, database.read() as before:
        assert announcements(connection) == announcements(before)
        kept = checkpoints.newest(connection)
    assert kept
    assert kept.note == notes[-1]
    assert there.audit(notes).departures == []
    with pytest.raises(Refused, match="not key 2, which signs for this log now"):
        there.checkpoint()
    moved = Anchor(elsewhere, tmp_path / "key", folder)
    recorder(elsewhere).record([opened("d")], by="test")
    made = moved.checkpoint()
    assert made
    assert (folder / "checkpoint").read_text() == made.note
    assert moved.audit(notes).departures == []


def test_restore__held_to_a_note_given__is_refused_where_it_is_shorter_or_another(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    there = Anchor(elsewhere)
    whole = exported(anchor)
    for change, between in ((cut_off, "between positions 1 and 24"), (reworded, "and 24")):
        rewrite(database, change)
        forged = exported(Anchor(database))
        # Whoever forges a log leaves its note out.
        with pytest.raises(Refused, match=between) as refused:
            restored(there, with_header(forged, note="", root=_root(forged)), notes[-1])
        assert refused.value.code == "restore.departed"
        with elsewhere.read() as connection:
            assert list(checkpoints.leaves(connection, 0, EVENTS)) == []
    restored(there, whole, *notes)


def _root(file: bytes) -> str:
    """Return the root that the lines of a file have."""
    tree = Tree()
    lines = file.splitlines()[1:]
    tree.extend(bytes.fromhex(json.loads(line)["leaf_hash"]) for line in lines)
    return tree.root.hex()


def test_restore__held_to_the_folder__names_the_position(
    database: Database, elsewhere: Database, tmp_path: Path, folder: Path
) -> None:
    anchor, _ = anchored(database, tmp_path / "key", folder)
    rewrite(database, reworded)
    forged = exported(Anchor(database))
    there = Anchor(elsewhere, None, folder)
    with pytest.raises(Refused, match="Position 14: This is not the event"):
        restored(there, with_header(forged, note="", root=_root(forged)))
    del anchor


def test_restore__of_an_older_file__is_refused_by_the_folder(
    database: Database, elsewhere: Database, tmp_path: Path, folder: Path
) -> None:
    anchor, _ = anchored(database, tmp_path / "key", folder)
    older = exported(anchor)
    recorder(database).record([opened("d")], by="test")
    anchor.checkpoint()
    there = Anchor(elsewhere, None, folder)
    with pytest.raises(Refused, match="Position 25: The log is cut off: it ends at position 24"):
        restored(there, older)
    assert restored(Anchor(elsewhere), older).events == EVENTS, "Without the folder it is taken."


def test_restore__with_a_folder_of_another_log__is_not_held_to_it(
    database: Database, elsewhere: Database, tmp_path: Path, folder: Path
) -> None:
    other = Anchor(elsewhere, tmp_path / "other", folder)
    other.make_key()
    (folder / "checkpoint").write_text("casefile/third\n99\n" + "A" * 43 + "=\n\n— a AAAAAAAA\n")
    anchor, _ = anchored(database, tmp_path / "key")
    assert restored(other, exported(anchor)).events == EVENTS


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"log_id": "another"}, "key 1 of the log is not sound"),
        ({"log_id": "one\ntwo", "keys": [], "note": ""}, "log_id is no id"),
        ({"keys": []}, "No key of this log has signed the note"),
        ({"root": "0" * 64}, "does not agree with its own note"),
        ({"events": 23}, "does not agree with its own note"),
        ({"note": "hello"}, "no signed note"),
    ],
)
def test_restore__of_a_header_that_does_not_agree__refused(
    database: Database, elsewhere: Database, tmp_path: Path, fields: dict[str, Any], said: str
) -> None:
    anchor, _ = anchored(database, tmp_path / "key")
    with pytest.raises(Malformed, match=said) as refused:
        restored(Anchor(elsewhere), with_header(exported(anchor), **fields))
    assert refused.value.code == "restore.header"


def test_restore__where_a_log_was_emptied__refused(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    with elsewhere.write() as connection:
        checkpoints.keep(connection, checkpoints.Kept(8, 0, b"", notes[0]))
    with pytest.raises(Refused, match="checkpoints of a log that is gone"):
        restored(Anchor(elsewhere), exported(anchor))


def test_restore__given_a_note_of_another_log__refused(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    with pytest.raises(Refused, match="one of another log"):
        restored(
            Anchor(elsewhere), exported(anchor), notes[0].replace("casefile/", "casefile/x", 1)
        )
    with pytest.raises(Malformed, match="does not belong to the note"):
        restored(Anchor(elsewhere), exported(anchor), notes[0].replace("\n8\n", "\n9\n"))


def test_restore__of_a_file_of_version_1__is_read_and_held_to_a_note_of_the_same_key(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    file = of_version_1(exported(anchor))
    there = Anchor(elsewhere, tmp_path / "key")
    with pytest.raises(Refused, match="does not say which log it is"):
        restored(there, file, go_on=True)
    for given in notes:
        assert read_checkpoint(given).size in NOTES
    with pytest.raises(Malformed, match="No key of this log"):
        restored(Anchor(elsewhere), file, notes[0])
    assert restored(there, file, *notes).events == EVENTS
    assert verify(elsewhere).failures == []
    assert identity(elsewhere) == "another"
