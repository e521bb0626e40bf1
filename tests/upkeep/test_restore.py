"""The whole log out and in again: the same bytes at the same places, or nothing at all."""

from __future__ import annotations

import io
import json
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from sqlalchemy import insert, select, text

from casefile.canonical import encode, leaf_hash
from casefile.errors import Damaged, Malformed, Refused
from casefile.importers.history import read_history
from casefile.projections import PROJECTIONS, chronology
from casefile.proof.merkle import Tree
from casefile.recording.recorder import Recorder
from casefile.store import log
from casefile.store.database import Database
from casefile.store.migrate import upgrade
from casefile.store.tables import events
from casefile.upkeep.folding import TABLES
from casefile.upkeep.log_file import LogFile, log_lines
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.restore import Restored, restore
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.databases import Databases, PostgresqlDatabases, SqliteDatabases
from tests.length import at_length
from tests.recording.test_properties import accepted, examine, histories
from tests.recording.test_properties import opened as random_office
from tests.store.writing import UTC, entry, opened, recorder
from tests.tampering import tamper

FIXTURES = Path(__file__).parents[2] / "fixtures"
LATER_US = 4_000_000_000_000_000  # in the year 2096
DAYS = ("2023-02-01", "2023-03-31", "2023-04-20", "2023-04-22")


def exported(database: Database) -> bytes:
    """Return the whole log as a file."""
    return b"".join(log_lines(database))


def taken_back(database: Database, file: bytes, **how: Any) -> Restored:
    """Restore a file."""
    return restore(database, LogFile("log.jsonl", io.BytesIO(file)), **how)


def everything(database: Database) -> dict[str, list[Any]]:
    """Return every row of the log, of its head and of the read tables."""
    tables = [events, *TABLES.values()]
    with database.read() as connection:
        found: dict[str, list[Any]] = {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in tables
        }
        return found | {"head": [log.head(connection)[:3]]}


def asked(database: Database) -> list[Any]:
    """Return the answers to every question about everybody, as of and as known at many places."""
    answers = Answers(database, lambda: 1_700_000_000_000_000)
    head = answers.head()
    found: list[Any] = [head]
    parties = [one["party_id"] for one in answers.parties(limit=1_000)["parties"]]
    matters = [one["matter_id"] for one in answers.matters(limit=1_000)["matters"]]
    for known_at in (None, f"@{head['position'] // 2}", "2023-04-20"):
        found.append(answers.calendar(known_at=known_at))
        for party in parties:
            found.append(answers.history(party, known_at=known_at))
            found += [answers.status(party, as_of=day, known_at=known_at) for day in DAYS]
        for matter in matters:
            found.append(answers.matter(matter, known_at=known_at))
            found.append(answers.chronology(matter, known_at=known_at))
    found.append(answers.events(limit=1_000))
    return found


def load_story(database: Database) -> None:
    """Record the seed story and what was known a day later, as they were recorded."""
    for name in ("rust.jsonl", "rust-next-day.jsonl"):
        with (FIXTURES / name).open("rb") as file:
            history = read_history(name, file)
        instants = history.instants(UTC)
        Recorder(database).record(history.drafts, by="Ida", recorded_us=instants)


@pytest.fixture(scope="module")
def story_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the seed story as a log file."""
    url = f"sqlite:///{tmp_path_factory.mktemp('story') / 'story.db'}"
    upgrade(url)
    with closing(Database(url)) as database:
        load_story(database)
        return exported(database)


@pytest.fixture
def others(
    databases: Databases, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Databases]:
    """Yield databases of the other kind."""
    if isinstance(databases, SqliteDatabases):
        url = request.getfixturevalue("postgresql_url")
        with closing(PostgresqlDatabases(upgrade, url)) as made:
            yield made
    else:
        with closing(SqliteDatabases(upgrade, tmp_path)) as made:
            yield made


def test_restore__seed_story__same_log_read_tables_and_answers(
    databases: Databases, database: Database
) -> None:
    load_story(database)
    file = exported(database)
    with databases.fresh() as url, closing(Database(url)) as again:
        restored = taken_back(again, file)
        assert everything(again) == everything(database)
        assert asked(again) == asked(database)
        assert verify(again).failures == []
        assert rebuild(again).sound
        assert exported(again).partition(b"\n")[2] == file.partition(b"\n")[2]
        assert (restored.events, restored.parked) == (len(file.splitlines()) - 1, [])


def test_restore__through_the_other_kind_of_database_and_back__is_the_same(
    databases: Databases, database: Database, others: Databases
) -> None:
    load_story(database)
    before = everything(database)
    with others.fresh() as there, closing(Database(there)) as other:
        taken_back(other, exported(database))
        assert everything(other) == before
        assert asked(other) == asked(database)
        with databases.fresh() as back, closing(Database(back)) as home:
            taken_back(home, exported(other))
            assert everything(home) == before
            assert verify(home).failures == []


def test_restore__of_any_history__same_log_and_read_tables(databases: Databases) -> None:
    def examine_one(lines: list[str]) -> None:
        with random_office(databases) as office:
            accepted(office, lines)
            expected, file = office.everything(), exported(office.database)
        with databases.fresh() as url, closing(Database(url)) as again:
            taken_back(again, file)
            assert everything(again) == expected
            assert verify(again).failures == []

    examine(databases, st.one_of(histories(), histories(tag="é".encode().hex())), examine_one, 0.5)


def test_restore__then_posted_to__goes_on_where_the_log_ended(
    databases: Databases, database: Database
) -> None:
    load_story(database)
    with databases.fresh() as url, closing(Database(url)) as again:
        taken_back(again, exported(database))
        head = _head(database)
        receipt = recorder(again).record([entry("rust")], by="test")
        (only,) = receipt.entries
        assert only.recorded.position == head + 1
        repeated = recorder(again).record(
            [read_history("s", io.BytesIO((FIXTURES / "rust.jsonl").read_bytes())).drafts[0]],
            by="test",
        )
        assert repeated.entries[0].already
        assert verify(again).failures == []


def _head(database: Database) -> int:
    with database.read() as connection:
        return log.head(connection).position


def test_restore__of_an_empty_log__is_an_empty_casefile(
    databases: Databases, database: Database
) -> None:
    before = everything(database)
    with databases.fresh() as url, closing(Database(url)) as again:
        assert taken_back(again, exported(database)) == Restored(0, "", [])
        assert everything(again) == before


def test_restore__into_what_is_not_empty__refused_and_nothing_changed(
    database: Database, story_file: bytes
) -> None:
    recorder(database).record([opened("m1")], by="test")
    before = everything(database)
    with pytest.raises(Refused, match="is at position 1 already") as caught:
        taken_back(database, story_file)
    assert caught.value.code == "restore.not_empty"
    assert everything(database) == before


def test_restore__beside_a_row_that_the_log_does_not_have__refused(
    database: Database, story_file: bytes
) -> None:
    names = next(one.table for one in PROJECTIONS if one.name == "merges")
    with database.write() as connection:
        row = {"party_id": "p", "into_id": "q", "known_from": 1, "known_to": 2}
        connection.execute(names.insert().values(row))
    with pytest.raises(Refused, match="read table merges is not"):
        taken_back(database, story_file)
    assert _head(database) == 0


def test_restore__twice__second_refused(database: Database, story_file: bytes) -> None:
    taken_back(database, story_file)
    before = everything(database)
    with pytest.raises(Refused):
        taken_back(database, story_file)
    assert everything(database) == before


# What can happen to a file, each with the line that is named and the code.
Lines = list[bytes]


def _body(lines: Lines, number: int, change: Callable[[dict[str, Any]], Any]) -> Lines:
    """Change what a body says and give it the hash that belongs to it."""
    return _text(lines, number, lambda body: encode(_changed(json.loads(body), change)).decode())


def _changed(body: dict[str, Any], change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    change(body)
    return body


def _text(lines: Lines, number: int, change: Callable[[str], str]) -> Lines:
    """Change the text of a body and give it the hash that belongs to it."""
    row = json.loads(lines[number - 1])
    row["body"] = change(row["body"])
    row["leaf_hash"] = leaf_hash(row["body"].encode()).hex()
    return _put(lines, number, row)


def _put(lines: Lines, number: int, row: dict[str, Any]) -> Lines:
    return [*lines[: number - 1], encode_plain(row), *lines[number:]]


def encode_plain(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _field(lines: Lines, number: int, **fields: Any) -> Lines:
    return _put(lines, number, json.loads(lines[number - 1]) | fields)


def _rooted(lines: Lines) -> Lines:
    """Give the header the root that the events have."""
    tree = Tree()
    tree.extend(bytes.fromhex(json.loads(line)["leaf_hash"]) for line in lines[1:])
    return _header(lines, root=tree.root.hex())


def _header(lines: Lines, **fields: Any) -> Lines:
    return _field(lines, 1, **fields)


def _renumbered(lines: Lines) -> Lines:
    rows = [json.loads(line) | {"position": place} for place, line in enumerate(lines[1:], 1)]
    return [encode_plain(json.loads(lines[0]) | {"events": len(rows)}), *map(encode_plain, rows)]


LAST = 45  # lines that the file has
DAMAGE: list[tuple[str, Callable[[Lines], Lines], int, str]] = [
    ("empty", lambda _: [], 1, "header"),
    ("no header", lambda lines: lines[1:], 1, "header"),
    ("not JSON", lambda lines: [b"PK\x03\x04\n", *lines[1:]], 1, "header"),
    ("other format", lambda lines: _header(lines, format="other log"), 1, "header"),
    ("later version", lambda lines: _header(lines, version=3), 1, "header"),
    ("another root", lambda lines: _header(lines, root="0" * 64), LAST, "root"),
    ("event changed with its hash", lambda lines: _body(lines, 5, lambda b: b.update(
     recorded_by="somebody else")), LAST, "root"),
    ("extra in header", lambda lines: _header(lines, by="me"), 1, "header"),
    ("negative number", lambda lines: _header(lines, events=-1), 1, "header"),
    ("spaced header", lambda lines: [lines[0].replace(b":", b": ", 1), *lines[1:]], 1, "header"),
    ("another last instant", lambda lines: _header(lines, recorded_at=""), LAST, "header"),
    ("header not UTF-8", lambda lines: [lines[0].replace(b"l", b"\xff", 1), *lines[1:]], 1,
     "header"),
    ("byte order mark", lambda lines: [b"\xef\xbb\xbf" + lines[0], *lines[1:]], 1, "header"),
    ("one line less", lambda lines: lines[:-1], LAST, "cut_off"),
    ("header alone", lambda lines: lines[:1], 2, "cut_off"),
    ("cut in a line", lambda lines: [*lines[:-1], lines[-1][:50]], LAST, "cut_off"),
    ("last break lost", lambda lines: [*lines[:-1], lines[-1][:-1]], LAST, "cut_off"),
    ("one line more", lambda lines: [*lines, lines[-1]], LAST + 1, "count"),
    ("blank line behind", lambda lines: [*lines, b"\n"], LAST + 1, "count"),
    ("fewer announced", lambda lines: _header(lines, events=40), 42, "count"),
    ("line left out", lambda lines: [*lines[:9], *lines[10:]], 10, "position"),
    ("line twice", lambda lines: [*lines[:9], lines[8], *lines[9:]], 10, "position"),
    ("wrong order", lambda lines: [*lines[:8], lines[9], lines[8], *lines[10:]], 9, "position"),
    ("position as text", lambda lines: _field(lines, 5, position="4"), 5, "line"),
    ("extra field", lambda lines: _field(lines, 5, note="x"), 5, "line"),
    ("no hash", lambda lines: _put(lines, 5, {"position": 4, "body": "{}"}), 5, "line"),
    ("not UTF-8", lambda lines: [*lines[:4], lines[4].replace(b"o", b"\xff", 1), *lines[5:]], 5,
     "line"),
    ("key twice", lambda lines: [*lines[:4], lines[4].replace(b"{", b'{"position":4,', 1),
     *lines[5:]], 5, "line"),
    ("spaces", lambda lines: [*lines[:4], b" " + lines[4], *lines[5:]], 5, "line"),
    ("deep nest", lambda lines: [*lines[:4], b"[" * 100_000 + b"\n", *lines[5:]], 5, "line"),
    ("too long", lambda lines: [*lines[:4], b"x" * 16_000_001, *lines[5:]], 5, "too_long"),
    ("hash of another", lambda lines: _field(lines, 5, leaf_hash="0" * 64), 5, "hash"),
    ("hash in capitals", lambda lines: [*lines[:4], _upper(lines[4]), *lines[5:]], 5, "hash"),
    ("body touched", lambda lines: [*lines[:4], lines[4].replace(b"2023", b"2024", 1), *lines[5:]],
     5, "hash"),
    ("body no JSON", lambda lines: _text(lines, 5, lambda _: "hello"), 5, "body"),
    ("body a list", lambda lines: _text(lines, 5, lambda _: "[]"), 5, "body"),
    ("body very deep", lambda lines: _text(lines, 5, lambda _: "[" * 100_000), 5, "body"),
    ("data very deep", lambda lines: _text(lines, 5,
     lambda b: b.replace('"data":{', '"data":{"a":' + "[" * 90_000 + "]" * 90_000 + ",")), 5,
     "body"),
    ("NUL in a text", lambda lines: _body(lines, 2, lambda b: b["data"].update(title="a\0b")), 2,
     "body"),
    ("ESC in a text", lambda lines: _body(lines, 5, lambda b: b.update(recorded_by="a\x1b[2J")), 5,
     "body"),
    ("DEL in a text", lambda lines: _body(lines, 5, lambda b: b.update(asserted_by="\\\\\x7f")), 5,
     "body"),
    ("form feed in a text", lambda lines: _body(lines, 5,
     lambda b: b.update(asserted_by="\\\f")), 5, "body"),
    ("a fraction where anything may stand", lambda lines: _body(lines, LAST, lambda b: b.update(
     type="event.corrected", data={"changes": {"data": {"x": 1.5}}, "target": "rust-open"})), LAST,
     "body"),
    ("unknown type", lambda lines: _body(lines, 5, lambda b: b.update(type="charge.forgotten")), 5,
     "body"),
    ("unknown version of a type", lambda lines: _body(lines, 5,
     lambda b: b.update(schema_version=99)), 5, "body"),
    ("data that is none", lambda lines: _body(lines, 5, lambda b: b.update(data={"x": 1})), 5,
     "body"),
    ("unknown field", lambda lines: _body(lines, 5, lambda b: b.update(colour="red")), 5, "body"),
    ("missing field", lambda lines: _body(lines, 5, lambda b: b.pop("recorded_by")), 5, "body"),
    ("no date", lambda lines: _body(lines, 5, lambda b: b.update(effective="soon")), 5, "body"),
    ("no day", lambda lines: _body(lines, 5, lambda b: b.update(recorded_on="2023-13-01")), 5,
     "body"),
    ("a fraction", lambda lines: _text(lines, 5,
     lambda b: b.replace('"version":', '"version":1.0,"version":')), 5, "body"),
    ("body spaced", lambda lines: _text(lines, 5, lambda b: b.replace(":", ": ", 1)), 5,
     "canonical"),
    ("body key twice", lambda lines: _text(lines, 5, lambda b: b[:-1] + ',"version":1}'), 5,
     "canonical"),
    ("data key twice", lambda lines: _text(lines, 2,
     lambda b: b.replace('"data":{', '"data":{"category":"other",', 1)), 2, "canonical"),
    ("body unsorted", lambda lines: _text(lines, 5,
     lambda b: json.dumps(dict(reversed(json.loads(b).items())), separators=(",", ":"))), 5,
     "canonical"),
    ("default written out", lambda lines: _body(lines, 5, lambda b: b.update(override=None)), 5,
     "canonical"),
    ("escaped letters", lambda lines: _text(lines, 5, lambda b: b.replace("p", "\\u0070", 1)), 5,
     "canonical"),
    ("no event id", lambda lines: _body(lines, 5, lambda b: b.update(event_id="a/b")), 5, "id"),
    ("no matter id", lambda lines: _body(lines, 5, lambda b: b.update(matter_id="")), 5, "id"),
    ("version ahead", lambda lines: _body(lines, 5, lambda b: b.update(version=7)), 5, "version"),
    ("version of nobody", lambda lines: _body(lines, 5, lambda b: b.update(version=0)), 5,
     "version"),
    ("event id twice", lambda lines: _body(lines, 9,
     lambda b: b.update(event_id=json.loads(json.loads(lines[4])["body"])["event_id"])), 9,
     "event_id"),
    ("an event taken out and all renumbered", lambda lines: _renumbered([*lines[:4], *lines[5:]]),
     5, "post"),
    ("recorded earlier", lambda lines: _body(lines, 5,
     lambda b: b.update(recorded_at="2020-01-01T00:00:00.000000Z")), 5, "recorded_at"),
    ("recorded in the future", lambda lines: _body(lines, LAST,
     lambda b: b.update(recorded_at="2999-01-01T00:00:00.000000Z")), LAST, "recorded_at"),
    ("recorded never", lambda lines: _body(lines, 2, lambda b: b.update(recorded_at="")), 2,
     "recorded_at"),
    ("recorded in words", lambda lines: _body(lines, 5,
     lambda b: b.update(recorded_at="2023-04-20T00:00:00Z")), 5, "recorded_at"),
    ("loaded in words", lambda lines: _body(lines, 5, lambda b: b.update(loaded_at="later")), 5,
     "recorded_at"),
]  # fmt: skip


def _upper(line: bytes) -> bytes:
    row = json.loads(line)
    return encode_plain(row | {"leaf_hash": row["leaf_hash"].upper()})


def test_damage__as_tried_below__begins_with_a_file_that_is_whole(
    database: Database, story_file: bytes
) -> None:
    lines = story_file.splitlines(keepends=True)
    assert len(lines) == LAST
    again = _body(_renumbered(lines), 5, lambda _: None)
    assert again == lines
    assert taken_back(database, b"".join(again)).events == LAST - 1


@pytest.mark.parametrize(
    ("change", "line", "code"), [pytest.param(*one[1:], id=one[0]) for one in DAMAGE]
)
def test_restore__of_a_damaged_file__refused_with_its_line_and_nothing_kept(
    database: Database,
    story_file: bytes,
    change: Callable[[Lines], Lines],
    line: int,
    code: str,
) -> None:
    before = everything(database)
    file = b"".join(change(story_file.splitlines(keepends=True)))
    with pytest.raises(Malformed) as caught:
        taken_back(database, file)
    assert caught.value.code == f"restore.{code}"
    assert caught.value.sentence.startswith(f"log.jsonl, line {line or ''}")
    assert everything(database) == before
    taken_back(database, story_file)


# What only a file can have wrong, and what is right in a database whose clock was set back.
OF_A_FILE = {"header", "line", "cut_off", "count", "too_long", "position", "root"}
NOT_OF_A_DATABASE = {"hash in capitals", "recorded in the future"}
OF_ANY_LOG = [
    pytest.param(change, line, id=name)
    for name, change, line, code in DAMAGE
    if code not in OF_A_FILE and name not in NOT_OF_A_DATABASE
]


@pytest.mark.parametrize(("change", "line"), OF_ANY_LOG)
def test_verify__of_a_log_with_the_same_damage__tells_it_at_its_position(
    database: Database, story_file: bytes, change: Callable[[Lines], Lines], line: int
) -> None:
    taken_back(database, story_file)
    lines = story_file.splitlines(keepends=True)
    forge(database, lines)
    assert found(database) == []
    forge(database, change(lines))
    first, *_ = found(database)
    assert first == line - 1 or not line


def found(database: Database) -> list[int]:
    """Return the positions at which verification finds something."""
    return [one.position for one in verify(database).failures if one.position is not None]


def forge(database: Database, lines: Lines) -> None:
    """Put the events of a file in the place of those on the log, under no key and no trigger."""
    rows = [_forged(json.loads(line)) for line in lines[1:]]
    bare = "CREATE TABLE bare AS SELECT * FROM events WHERE position = 0"
    tamper(database, bare, "DROP TABLE events", "ALTER TABLE bare RENAME TO events")
    with database.write() as connection:
        if database.is_sqlite:
            connection.execute(text("DROP TRIGGER IF EXISTS events_no_replace"))
        connection.execute(insert(events), rows)


def _forged(row: dict[str, Any]) -> dict[str, Any]:
    """Return a line as a row of the log, filed under what its body says."""
    try:
        said = json.loads(row["body"])
    except (ValueError, RecursionError):
        said = None
    filed = ("matter_id", "version", "event_id", "type", "recorded_at")
    found = said if isinstance(said, dict) else dict.fromkeys(filed, 0)
    columns = {name: found.get(name) for name in filed}
    return {**row, **columns, "leaf_hash": bytes.fromhex(row["leaf_hash"])}


def test_restore__of_texts_with_backslashes_and_breaks_of_lines__is_whole(
    database: Database, story_file: bytes
) -> None:
    said = "C:\\users\\backup\\file \\\\b\n\t\r\\"
    lines = story_file.splitlines(keepends=True)
    file = b"".join(_rooted(_body(lines, 2, lambda body: body["data"].update(title=said))))
    taken_back(database, file)

    assert exported(database).splitlines()[1:] == file.splitlines()[1:]
    [rust] = Answers(database).matters(q="backup")["matters"]
    assert rust["title"] == said


def test_restore__of_a_file_from_a_clock_that_is_ahead__refused(
    database: Database, story_file: bytes
) -> None:
    with pytest.raises(Malformed, match="yet to come"):
        taken_back(database, story_file, now_us=1_000_000_000_000_000)
    assert _head(database) == 0
    taken_back(database, story_file, now_us=LATER_US)


def test_restore__event_id_on_a_line_of_another_page__refused_with_both_lines(
    database: Database, databases: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    with databases.fresh() as url, closing(Database(url)) as other:
        drafts = [opened("m1", "first"), *(entry("m1", f"e{number}") for number in range(30))]
        recorder(other).record(drafts, by="test")
        lines = exported(other).splitlines(keepends=True)
    monkeypatch.setattr("casefile.upkeep.restore.PAGE", 10)
    twice = _body(lines, 25, lambda body: body.update(event_id="e2"))
    with pytest.raises(Malformed, match="line 25: The event e2 stands on line 5 already"):
        taken_back(database, b"".join(twice))
    assert _head(database) == 0
    taken_back(database, b"".join(lines))
    assert _head(database) == 31


def test_export__while_somebody_posts__ends_at_the_head_of_its_beginning(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.upkeep.log_file.PAGE", 2)
    recorder(database).record([opened("m1"), *(entry("m1") for _ in range(4))], by="test")
    parts = log_lines(database)
    got = [next(parts), next(parts)]
    recorder(database).record([entry("m1")], by="test")
    got += parts
    lines = b"".join(got).splitlines()
    assert json.loads(lines[0])["events"] == 5
    assert [json.loads(line)["position"] for line in lines[1:]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM events WHERE position = 3", "position 3 is missing"),
        ("DELETE FROM events WHERE position = 5", "position 5 is missing"),
        ("UPDATE events SET body = '{}' WHERE position = 2", "position 2 does not have the hash"),
    ],
)
def test_export__of_a_damaged_log__says_where_and_stops(
    database: Database, damage: str, said: str
) -> None:
    recorder(database).record([opened("m1"), *(entry("m1") for _ in range(4))], by="test")
    with database.write() as connection:
        for trigger in ("events_no_delete", "events_no_update", "events_append_only"):
            on = "" if database.is_sqlite else " ON events"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}{on}")
        connection.exec_driver_sql(damage)
    with pytest.raises(Damaged, match=said):
        exported(database)


def test_restore__a_matter_that_cannot_be_folded__is_kept_and_parked(
    database: Database, story_file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_data: Any) -> str:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(chronology, "checksum", fail)
        restored = taken_back(database, story_file)
    assert restored.events == LAST - 1
    assert {one.matter_id for one in restored.parked} >= {"rust", "halls"}
    assert rebuild(database).parked == []
    assert verify(database).failures == []


RUNS = at_length(short=8, long=18)
MATTERS = at_length(short=40, long=150)


def restore_in_another_process(url: str, file: bytes) -> None:
    """Restore a file, to be killed on the way."""
    taken_back(Database(url), file)


def test_kill__at_any_moment_of_a_restore__leaves_nothing_or_everything(
    databases: Databases, database: Database
) -> None:
    writer = recorder(database)
    for number in range(MATTERS):
        name = f"m{number}"
        writer.record([opened(name), *(entry(name) for _ in range(9))], by="test")
    file, expected = exported(database), everything(database)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    chance = random.Random(4)  # noqa: S311 - chance, not secrets
    seen = set()
    whole = 0.0
    for run in range(RUNS):
        with databases.fresh() as url, closing(Database(url)) as again:
            child = context.Process(target=restore_in_another_process, args=(url, file))
            began = time.monotonic()
            child.start()
            # The first starts what the others are forked from; the second tells how long one takes.
            if run > 1:
                child.join(whole * chance.uniform(0.1, 1.1))
                child.kill()
            child.join()
            if run == 1:
                whole = time.monotonic() - began
            child.close()
            found = everything(again)
            seen.add(len(found["events"]))
            if found["events"]:
                assert found == expected
            else:
                assert not any(rows for name, rows in found.items() if name != "head")
                taken_back(again, file)
                assert everything(again) == expected
    assert seen == {0, 10 * MATTERS}
