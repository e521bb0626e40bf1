"""The anchor: keys and their file, when checkpoints are made, and what the log is held to."""

from __future__ import annotations

import shutil
import stat
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, insert, select, text, update

from casefile.config import read_config
from casefile.errors import Damaged, Malformed, Refused
from casefile.proof import checkpoints, hourly
from casefile.proof.anchor import HOUR_US, Anchor
from casefile.proof.checkpoints import tree_at
from casefile.proof.hourly import anchor_hourly
from casefile.proof.keys import NEXT, announcements, key_file, read_key, read_keys, write_key
from casefile.proof.merkle import Tree
from casefile.proof.notes import Signer, read_checkpoint, sign, signers_of
from casefile.proof.tables import checkpoints as kept_checkpoints
from casefile.proof.tables import log_keys, metadata
from casefile.store.database import Database
from tests.proof.offices import EVENTS, NOTES, anchored, cut_off, rewrite
from tests.store.writing import entry, opened, recorder


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1_700_000_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def anchor(database: Database, tmp_path: Path, folder: Path, clock: Clock) -> Anchor:
    """Return the anchor of an empty log, with a key and a folder."""
    made = Anchor(database, tmp_path / "key", folder, clock)
    made.make_key()
    return made


def origin(database: Database) -> str:
    with database.read() as connection:
        return checkpoints.origin_of(checkpoints.log_id(connection))


def keys_of(database: Database) -> list[Any]:
    with database.read() as connection:
        return read_keys(origin(database), announcements(connection))


def post(database: Database, number: int) -> None:
    recorder(database).record([opened(f"m-{number}")], by="test")


def sizes(database: Database) -> list[int]:
    with database.read() as connection:
        query = select(kept_checkpoints.c.size).order_by(kept_checkpoints.c.size)
        return list(connection.scalars(query))


def test_migrations__empty_database__gives_the_tables_of_the_code(database: Database) -> None:
    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in metadata.tables

    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, metadata) == []
        assert len(checkpoints.log_id(connection)) == 36


def test_key__made__is_readable_for_its_owner_alone_and_made_once(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    file = tmp_path / "key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert anchor.make_key() == ""
    assert file.read_bytes() == before
    assert keys_of(database) == [Signer(origin(database), read_key(file)).verifier]


def test_key__that_is_there_already__is_taken(database: Database, tmp_path: Path) -> None:
    private = write_key(tmp_path / "key")
    assert "is taken" in Anchor(database, tmp_path / "key").make_key()
    assert keys_of(database) == [Signer(origin(database), private).verifier]


def test_key__lost__is_not_made_anew_in_silence(tmp_path: Path, anchor: Anchor) -> None:
    (tmp_path / "key").unlink()
    assert anchor.make_key() == ""
    assert not (tmp_path / "key").exists()


def test_key__that_others_can_read__signs_nothing(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    post(database, 1)
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(Refused, match="chmod 600") as refused:
        anchor.checkpoint()
    assert refused.value.code == "key.open"


@pytest.mark.parametrize("content", [b"", b"hello", b"-----BEGIN PRIVATE KEY-----\n"])
def test_key__whose_file_is_none__is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(Refused, match="cannot be read as a private key"):
        read_key(tmp_path / "key")


def test_key_file__by_its_setting_or_beside_a_sqlite_file(database: Database) -> None:
    beside = key_file("", database)
    if database.is_sqlite:
        assert str(beside) == f"{database.engine.url.database}.key"
    else:
        assert beside is None
    assert key_file("/elsewhere/key", database) == Path("/elsewhere/key")


def test_settings__of_the_anchor__are_read() -> None:
    config = read_config({"CASEFILE_KEY": "k", "CASEFILE_CHECKPOINTS": "c"})
    assert (config.key, config.checkpoints) == ("k", "c")
    unset = read_config({})
    assert (unset.key, unset.checkpoints) == ("", "")


def test_rotation__the_new_key_signs_and_the_old_one_says_so(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    post(database, 1)
    before = anchor.checkpoint()
    new = anchor.rotate_key()
    post(database, 2)
    after = anchor.checkpoint()
    old, now = keys_of(database)
    assert now == new == Signer(new.name, read_key(tmp_path / "key")).verifier
    assert before
    assert after
    assert signers_of(before.note, [old, now]) == [old]
    assert signers_of(after.note, [old, now]) == [now]
    with database.read() as connection:
        assert signers_of(announcements(connection)[1], [old, now]) == [old, now]
    assert anchor.audit([before.note]).departures == []


def test_rotation__of_a_lost_key__is_on_record_as_such(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    (tmp_path / "key").unlink()
    with pytest.raises(Refused, match="is not there"):
        anchor.rotate_key()
    new = anchor.rotate_key(lost=True)
    old, now = keys_of(database)
    with database.read() as connection:
        note = announcements(connection)[1]
    assert now == new
    assert "key 2, key 1 is lost" in note
    assert signers_of(note, [old, now]) == [now]
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_rotation__broken_off_after_it_was_recorded__is_finished(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    old = (tmp_path / "key").read_bytes()
    anchor.rotate_key()
    (tmp_path / "key").rename(tmp_path / f"key{NEXT}")
    (tmp_path / "key").write_bytes(old)
    (tmp_path / "key").chmod(0o600)
    post(database, 1)
    made = anchor.checkpoint()
    assert made
    assert signers_of(made.note, keys_of(database)[1:])
    assert not (tmp_path / f"key{NEXT}").exists()


def test_rotation__broken_off_before_it_was_recorded__leaves_the_old_key(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    write_key(tmp_path / f"key{NEXT}")
    post(database, 1)
    made = anchor.checkpoint()
    assert made
    assert signers_of(made.note, keys_of(database))
    assert anchor.rotate_key() == keys_of(database)[1]


def test_rotation__by_a_stranger__is_found(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    name = origin(database)
    stranger = Signer(name, write_key(tmp_path / "other"))
    note = sign(f"{name}\nkey 2\n{stranger.verifier.text}\n", stranger)
    with database.write() as connection:
        connection.execute(insert(log_keys).values(number=2, note=note))
    (first, *_) = anchor.audit().departures
    assert "The record of key 2 of the log is not sound" in first.sentence


def test_checkpoint__of_a_key_that_is_not_on_record__refused(
    database: Database, tmp_path: Path, anchor: Anchor
) -> None:
    post(database, 1)
    (tmp_path / "key").unlink()
    write_key(tmp_path / "key")
    with pytest.raises(Refused) as refused:
        anchor.checkpoint()
    assert refused.value.code == "key.other"


def test_checkpoint__where_due__is_made_by_the_first_post_and_an_hour_later(
    database: Database, anchor: Anchor, clock: Clock
) -> None:
    assert anchor.checkpoint(where_due=True) is None
    for number, (later, made) in enumerate(
        [(0, [1]), (HOUR_US - 1, [1]), (1, [1, 3]), (HOUR_US, [1, 3, 4])], start=1
    ):
        clock.now += later
        post(database, number)
        anchor.checkpoint(where_due=True)
        assert sizes(database) == made
    clock.now += 9 * HOUR_US
    anchor.checkpoint(where_due=True)
    assert sizes(database) == [1, 3, 4], "The log has not grown."
    clock.now -= 20 * HOUR_US
    post(database, 5)
    anchor.checkpoint(where_due=True)
    assert sizes(database) == [1, 3, 4, 5], "A clock that was set back puts nothing off."


def test_checkpoint__asked_for_twice__is_the_same(database: Database, anchor: Anchor) -> None:
    post(database, 1)
    assert anchor.checkpoint() == anchor.checkpoint()
    assert sizes(database) == [1]


def test_checkpoint__of_what_is_recorded_in_steps__ends_with_one(
    database: Database, anchor: Anchor
) -> None:
    recorder(database).record([opened("a"), entry("a"), entry("a")], by="test")
    made = anchor.checkpoint()
    assert made
    assert made.size == 3


def test_checkpoint__folded_on__has_the_root_from_nothing(
    database: Database, tmp_path: Path
) -> None:
    _, notes = anchored(database, tmp_path / "key")
    with database.read() as connection:
        every = list(checkpoints.leaves(connection, 0, EVENTS))
        for size, note in zip(NOTES, notes, strict=True):
            tree = Tree()
            tree.extend(every[:size])
            assert read_checkpoint(note).root == tree.root
            assert tree_at(connection, size).root == tree.root
        assert tree_at(connection, 19).size == 19


def test_checkpoint__with_a_frontier_that_was_changed__is_not_folded_on(
    database: Database, anchor: Anchor
) -> None:
    post(database, 1)
    anchor.checkpoint()
    with database.write() as connection:
        connection.execute(update(kept_checkpoints).values(frontier=bytes(32)))
    post(database, 2)
    with pytest.raises(Damaged, match="checkpoint of 1 events in the database"):
        anchor.checkpoint()


def test_folder__that_was_away__is_brought_up_to_the_last_note(
    database: Database, anchor: Anchor, folder: Path
) -> None:
    folder.rename(folder.with_name("unplugged"))
    post(database, 1)
    with pytest.raises(Refused, match="is not there"):
        anchor.checkpoint()
    folder.with_name("unplugged").rename(folder)
    post(database, 2)
    made = anchor.checkpoint()
    assert made
    assert (folder / "checkpoint").read_text() == made.note


def test_audit__says_what_cannot_be_noticed(database: Database, tmp_path: Path) -> None:
    anchor, notes = anchored(database, tmp_path / "key", sizes=(8, 16))
    post(database, 1)
    cannot, later = anchor.audit().remarks
    assert "cannot be noticed here: CASEFILE_CHECKPOINTS names no folder elsewhere" in cannot
    assert later == "What was recorded after position 16 is in no checkpoint yet."
    assert anchor.audit([notes[0]]).remarks == [later]
    empty = tmp_path / "empty"
    empty.mkdir()
    cannot, _ = Anchor(database, tmp_path / "key", empty).audit().remarks
    assert f"there is no checkpoint in {empty} yet" in cannot
    no_key, *_ = Anchor(database).audit().remarks
    assert no_key.startswith("No checkpoints are made: CASEFILE_KEY names no key file")


def test_audit__a_folder_that_is_missing__is_a_failure(database: Database, tmp_path: Path) -> None:
    anchored(database, tmp_path / "key")
    anchor = Anchor(database, tmp_path / "key", tmp_path / "away")
    assert "is not there" in anchor.audit().departures[0].sentence
    anchor.check()  # a server still starts


def test_audit__given_a_note_of_another_log_or_of_nobody__is_a_failure(
    database: Database, tmp_path: Path
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    other = Signer("casefile/other", write_key(tmp_path / "other"))
    strange = sign(f"casefile/other\n3\n{'A' * 43}=\n", other)
    forged = sign(notes[0].partition("\n\n")[0] + "\n", Signer(origin(database), other.private))
    for note, said in [
        (strange, "of another log, casefile/other"),
        (forged, "No key of this log"),
        (notes[0].replace("\n8\n", "\n9\n"), "does not belong"),
        ("hello", "This is no signed note"),
    ]:
        (found,) = anchor.audit([note]).departures
        assert said in found.sentence


def test_audit__tiles_that_were_changed_with_the_log__do_not_tell_where(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    """Leaf hashes that do not have the root of their own note are not believed."""
    anchor, _ = anchored(database, tmp_path / "key", folder)
    tile = folder / "tile/0/000.p/24"
    raw = bytearray(tile.read_bytes())
    raw[3 * 32] ^= 1
    tile.write_bytes(raw)
    assert anchor.audit().departures == []
    rewrite(database, cut_off)
    first = anchor.audit().departures[0]
    assert first.position is None
    assert "between positions 17 and 24" in first.sentence


def test_check__asked_often__reads_what_is_new_alone(
    database: Database, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anchor, _ = anchored(database, tmp_path / "key", folder, sizes=(8, 16))
    read: list[tuple[int, int]] = []
    leaves = checkpoints.leaves

    def counted(connection: Any, after: int, upto: int) -> Any:
        read.append((after, upto))
        return leaves(connection, after, upto)

    monkeypatch.setattr(checkpoints, "leaves", counted)
    anchor.check()
    assert read == [(0, 16)]
    anchor.check()
    assert read == [(0, 16)]
    recorder(database).record([entry("a")], by="test")
    anchor.checkpoint()
    read.clear()
    anchor.check()
    assert read == [(16, 17)]


def test_check__of_a_log_that_was_cut_off_under_a_server__is_refused(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    anchor, _ = anchored(database, tmp_path / "key", folder)
    anchor.check()
    rewrite(database, cut_off)
    with pytest.raises(Damaged, match="Position 21: The log is cut off: it ends at position 20"):
        anchor.check()


def test_log__copied_without_its_wal__is_noticed(tmp_path: Path, folder: Path) -> None:
    """What SQLite has not yet written into the file itself is missing from a copy of that alone."""
    from casefile.store.migrate import upgrade  # noqa: PLC0415 - as tests/conftest.py has it

    url = f"sqlite:///{tmp_path / 'office.db'}"
    upgrade(url)
    with closing(Database(url)) as database:
        with database.read() as connection:
            if connection.scalar(text("PRAGMA journal_mode")) != "wal":
                pytest.skip("This SQLite has no write-ahead log that is safe.")
        anchor, _ = anchored(database, tmp_path / "key", folder, sizes=(8,))
        with database.read() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).all()
        post(database, 1)
        anchor.checkpoint()
        shutil.copyfile(tmp_path / "office.db", tmp_path / "copy.db")
    with closing(Database(f"sqlite:///{tmp_path / 'copy.db'}")) as copy:
        held = Anchor(copy, tmp_path / "key", folder)
        assert held.audit().departures[0].position == 9
        with pytest.raises(Damaged, match="cut off"):
            held.check()
        assert Anchor(copy, tmp_path / "key").audit().departures == [], "Nothing here can tell."


def test_hourly__server__makes_one_while_the_log_grows(
    database: Database, anchor: Anchor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hourly, "LOOK_SECONDS", 0.01)
    stopping = Event()
    post(database, 1)
    made = Event()
    plain = anchor.checkpoint

    def told(*, where_due: bool = False) -> Any:
        found = plain(where_due=where_due)
        if sizes(database) == [1, 2]:
            made.set()
        return found

    monkeypatch.setattr(anchor, "checkpoint", told)
    anchor_hourly(anchor, stopping)
    try:
        until = 500
        while sizes(database) != [1] and until:
            made.wait(0.02)
            until -= 1
        post(database, 2)
        assert not made.wait(0.1)
        clock.now += HOUR_US
        assert made.wait(10)
    finally:
        stopping.set()


def test_hourly__that_fails__goes_on_and_says_so_once(
    database: Database, anchor: Anchor, caplog: pytest.LogCaptureFixture
) -> None:
    class Looking(Event):
        """Lets three looks happen."""

        looks = 0

        def wait(self, timeout: float | None = None) -> bool:
            del timeout
            self.looks += 1
            return self.looks == 3

    post(database, 1)
    anchor.checkpoint()
    with database.write() as connection:
        connection.execute(update(kept_checkpoints).values(frontier=b"", made_us=0))
    post(database, 2)
    hourly._go_on(anchor, Looking())
    (only,) = caplog.records
    assert only.message.endswith("The checkpoint of 1 events in the database is not sound.")


def test_seal__without_a_key__says_why_and_has_the_root(database: Database) -> None:
    post(database, 1)
    sealed = Anchor(database).seal()
    assert (sealed.size, sealed.note) == (1, "")
    assert "CASEFILE_KEY" in sealed.why
    with database.read() as connection:
        assert sealed.root == tree_at(connection, 1).root


def test_read_keys__in_another_order__is_not_sound(
    database: Database, anchor: Anchor, tmp_path: Path
) -> None:
    del tmp_path
    anchor.rotate_key()
    with database.read() as connection:
        first, second = announcements(connection)
    name = origin(database)
    assert len(read_keys(name, [first, second])) == 2
    for wrong in ([second], [second, first], [first, first], [first, second, second]):
        with pytest.raises(Damaged):
            read_keys(name, wrong)
    with pytest.raises(Damaged):
        read_keys("casefile/other", [first])


def test_checkpoint__of_the_database_that_was_deleted__leaves_those_elsewhere(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    anchor, _ = anchored(database, tmp_path / "key", folder)
    with database.write() as connection:
        connection.execute(delete(kept_checkpoints))
    post(database, 9)
    made = anchor.checkpoint()
    assert made
    assert (made.size, anchor.audit().departures) == (EVENTS + 1, [])


def test_note__that_is_malformed__is_no_checkpoint() -> None:
    with pytest.raises(Malformed):
        read_checkpoint("")
