"""Rebuild: the next read tables are made beside the live ones, and take their place unnoticed."""

import itertools
import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import inspect, text

from casefile.errors import Busy
from casefile.store.database import Database
from casefile.upkeep import groups as groups_of
from casefile.upkeep import rebuild as rebuild_of
from casefile.upkeep.folding import TABLES, fold_log
from casefile.upkeep.mending import mend
from casefile.upkeep.rebuild import Report, rebuild
from casefile.upkeep.staging import Staging
from casefile.upkeep.verify import verify
from tests.histories import Office, open_office
from tests.length import at_length

MATTERS = [f"m{number}" for number in range(1, 25)]
LIFE = """
2022-01-01 matter.incident_occurred @{0}
2023-01-01 charge.filed @{0} item_id=c1
2023-01-02 charge.filed @{0} item_id=c2
2023-02-01 charge.plea_entered @{0} item_id=c1 plea=not_guilty
2023-02-01 hearing.scheduled @{0} hearing_id=h1 kind=status at=2023-09-01
2023-03-01 charge.dismissed @{0} item_id=c2 prejudice=without
2023-04-01 docket.entry_recorded @{0} text=Entry
"""
TIES = """
2023-05-01 matter.related @m3 other=m4
2023-05-01 matter.related @m5 other=m6
2023-05-02 matter.related @m6 other=m7
"""


@pytest.fixture
def full(database_url: str) -> Iterator[Office]:
    """Yield an office with matters, some of them tied."""
    with open_office(database_url, *MATTERS) as office:
        fill(office)
        yield office


def fill(office: Office) -> None:
    office.post("\n".join(LIFE.format(one).strip() for one in MATTERS) + TIES)


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups_of, "PAGE", 20)


def tables(database: Database) -> list[str]:
    """Return the names of all tables and indexes, in whatever schema."""
    with database.read() as connection:
        if database.is_sqlite:
            query = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY 1"
        else:
            query = (
                "SELECT relnamespace::regnamespace || '.' || relname FROM pg_class"
                " WHERE relkind IN ('r', 'i') AND relnamespace::regnamespace::text !~ '^pg_|info'"
                " ORDER BY 1"
            )
        return list(connection.scalars(text(query)))


def test_rebuild__several_times__equal_every_time_and_nothing_left_beside(full: Office) -> None:
    before, there = full.everything(), tables(full.database)
    for _ in range(3):
        assert rebuild(full.database).sound
        assert full.everything() == before
        left = tables(full.database)
        assert [one.removesuffix("_next") for one in left] == there
        full.post("2023-07-01 note.recorded")
        before = full.everything()
    with full.database.read() as connection:
        inspector = inspect(connection)
        for name in TABLES.values():
            assert inspector.get_pk_constraint(name.name)["constrained_columns"] == [
                one.name for one in name.primary_key
            ]


def test_rebuild__chosen_projections__only_those_are_made_anew(full: Office) -> None:
    with full.database.write() as connection:
        connection.execute(text("DELETE FROM chronology WHERE position = 30"))
        connection.execute(text("DELETE FROM calendar WHERE matter_id = 'm9'"))
    report = rebuild(full.database, ["chronology"])
    assert [(one.name, one.missing, one.surplus) for one in report.tables] == [("chronology", 1, 0)]
    (failure,) = verify(full.database).failures
    assert "calendar" in failure.sentence
    assert [one.name for one in rebuild(full.database, ["calendar", "spans"]).tables] == [
        "spans",
        "calendar",
    ]
    assert verify(full.database).sound


def test_rebuild__rows_wrong_missing_and_too_many__counted_and_put_right(full: Office) -> None:
    before = full.everything()
    with full.database.write() as connection:
        connection.execute(text("UPDATE item_spans SET state = 'x' WHERE matter_id = 'm8'"))
        connection.execute(text("DELETE FROM names WHERE matter_id = 'm9'"))
        connection.execute(text("INSERT INTO merges VALUES ('p1', 'p9', 3, 1000)"))
        connection.execute(text("INSERT INTO event_subjects VALUES ('zz/top', 5)"))
    found = {one.name: one for one in rebuild(full.database).tables}
    assert found["spans"].missing == found["spans"].surplus > 1
    assert (found["names"].missing, found["names"].surplus) == (1, 0)
    assert (found["merges"].missing, found["merges"].surplus) == (0, 1)
    assert found["subjects"].samples == [("zz/top", 5)]
    assert full.everything() == before


def test_rebuild__posts_between_all_its_steps__nothing_lost_or_doubled(
    full: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is tied, opened, amended and merged meanwhile is as the post left it.

    The last post has more events than are caught up with at a time, and is not cut.
    """
    monkeypatch.setattr(rebuild_of, "FEW", 2)
    monkeypatch.setattr(rebuild_of, "CATCH_UP", 3)
    lines = iter(
        """
        2023-06-01 matter.related @m1 other=m9
        f1: 2023-06-01 charge.filed @m2 item_id=c9
        2023-06-02 event.retracted @m2 target=f1
        2021-01-01 matter.opened @new
        2021-01-01 party.added @new party_id=p2
        2023-06-01 charge.filed @new party_id=p2
        2023-06-05 party.merged @new from=p2 into=p1
        2023-06-09 party.died @m10
        2023-06-01 charge.plea_entered @m11 plea=guilty !
        """.strip().splitlines()
    )
    long = """
        2023-06-01 charge.filed @m12 item_id=c9
        2023-06-02 charge.plea_entered @m12 item_id=c9 plea=not_guilty
        2023-06-03 charge.trial_commenced @m12 item_id=c9
        2023-06-04 charge.verdict_returned @m12 item_id=c9 verdict=guilty
    """
    posts = itertools.chain(lines, [long])

    def posting(_done: int, _all: int) -> None:
        if post := next(posts, None):
            full.post(post)

    report = rebuild(full.database, progress=posting)
    assert report.sound
    assert next(posts, None) is None, "The rebuild was over before all was posted."
    assert verify(full.database) == (full.position, [])


def test_rebuild__while_eight_clients_post_and_two_ask__none_waits_or_fails(
    database_url: str,
) -> None:
    with open_office(database_url, *MATTERS) as office:
        fill(office)
        stop, asked = threading.Event(), itertools.count()
        failures: list[BaseException] = []
        waits: list[float] = []

        def carefully(work: Callable[[int], None], client: int) -> None:
            try:
                while not stop.is_set():
                    work(client)
            except BaseException as error:
                failures.append(error)
                raise

        numbers = itertools.count()

        def post(client: int) -> None:
            began = time.monotonic()
            office.post(f"e{next(numbers)}: 2023-07-01 note.recorded @m{client + 1}")
            waits.append(time.monotonic() - began)

        def ask(_client: int) -> None:
            assert office.state("c1").startswith("pleaded")
            next(asked)

        threads = [
            threading.Thread(target=carefully, args=(work, number))
            for number, work in enumerate([post] * 8 + [ask] * 2)
        ]
        for thread in threads:
            thread.start()
        try:
            reports = [rebuild(office.database) for _ in range(3)]
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert failures == []
        assert all(report.sound for report in reports)
        assert len(waits) > 20
        assert next(asked) > 5
        # On SQLite the switch waits its turn among the other writers like any post. The least is
        # judged, because a machine that is busy with something else holds up any of them.
        assert min(one.held for one in reports) < (2 if office.database.is_sqlite else 0.25)
        assert verify(office.database) == (office.position, [])
        with office.database.read() as connection:
            query = "SELECT count(*) FROM chronology WHERE type = 'note.recorded'"
            written = connection.scalar(text(query))
        assert written == len(waits)


def die(*_given: Any) -> None:
    """Be killed, as by kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_after(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return what does the work and then dies, before anybody is told."""

    def dying(*given: Any) -> None:
        work(*given)
        die()

    return dying


def begin(url: str, moment: str) -> None:
    """Rebuild until the moment of death."""
    one = rebuild_of._Rebuilding
    groups_of.PAGE = 20
    match moment:
        case "indexed, not committed":
            Staging.index = die_after(Staging.index)  # type: ignore[method-assign]
        case "before comparing":
            one._compare = die  # type: ignore[method-assign, assignment]
        case "before the switch":
            one._switch = die  # type: ignore[method-assign, assignment]
        case "switched, not committed":
            Staging.switch = die_after(Staging.switch)  # type: ignore[method-assign]
        case "before the old tables are gone":
            one._switch = die_after(one._switch)  # type: ignore[method-assign]

    def slowly(done: int, _all: int) -> None:
        if moment == "half of it folded" and done > 60:
            die()
        if moment == "any":
            time.sleep(0.02)

    with closing(Database(url)) as database:
        rebuild(database, progress=slowly)


def killed(url: str, moment: str, seconds: float = 60) -> None:
    """Begin a rebuild in another process, which is killed at a moment or after some time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    child = context.Process(target=begin, args=(url, moment))
    child.start()
    child.join(seconds)
    child.kill()
    child.join()
    assert child.exitcode in (-signal.SIGKILL, 0)
    child.close()


@pytest.mark.parametrize(
    "moment",
    [
        "half of it folded",
        "indexed, not committed",
        "before comparing",
        "before the switch",
        "switched, not committed",
        "before the old tables are gone",
    ],
)
def test_kill__at_each_step__live_tables_untouched_and_the_next_one_finishes(
    full: Office, database_url: str, moment: str
) -> None:
    before, there = full.everything(), tables(full.database)
    killed(database_url, moment)
    assert full.everything() == before
    assert verify(full.database).sound
    full.post("2023-07-01 note.recorded")
    before = full.everything()
    report = rebuild(full.database)
    assert report.sound
    if moment == "half of it folded":
        assert 0 < report.events < full.position - 60
    elif moment == "indexed, not committed":
        assert report.events == 0
    elif moment == "before the old tables are gone":
        assert report.events == full.position
    assert full.everything() == before
    assert [one.removesuffix("_next") for one in tables(full.database)] == there


def test_kill__at_any_moment__live_tables_untouched_and_the_next_one_finishes(
    full: Office, database_url: str
) -> None:
    chance = random.Random(3)  # noqa: S311 - chance, not secrets
    before = full.everything()
    for _ in range(at_length(short=3, long=20)):
        killed(database_url, "any", 0.1 + chance.random() / 2)
        assert full.everything() == before
        assert verify(full.database).sound
    assert rebuild(full.database).sound
    assert full.everything() == before


class _Stopped(Exception):
    """What a test stops a rebuild with."""


def stop_after(events: int) -> Callable[[int, int], None]:
    """Return a progress that breaks a rebuild off once so many events are folded."""

    def told(done: int, _all: int) -> None:
        if done >= events:
            raise _Stopped

    return told


def test_rebuild__broken_off__the_next_one_goes_on_from_there(full: Office) -> None:
    with pytest.raises(_Stopped):
        rebuild(full.database, progress=stop_after(100))
    full.post("2023-06-01 matter.related @m1 other=m9")
    report = rebuild(full.database)
    assert 0 < report.events < full.position - 100
    assert report.sound
    assert verify(full.database).sound


def test_rebuild__broken_off_and_begun_for_other_tables__begins_anew(full: Office) -> None:
    with pytest.raises(_Stopped):
        rebuild(full.database, progress=stop_after(100))
    report = rebuild(full.database, ["names"])
    assert (report.events, report.sound) == (full.position, True)
    assert verify(full.database).sound


def test_rebuild__two_at_once__the_later_goes_on_and_the_earlier_is_refused(full: Office) -> None:
    reports: list[Report] = []

    def second(done: int, _all: int) -> None:
        if done and not reports:
            reports.append(rebuild(full.database))

    with pytest.raises(Busy, match="taken this one over") as caught:
        rebuild(full.database, progress=second)
    assert caught.value.code == "rebuild.taken_over"
    assert reports[0].sound
    assert verify(full.database).sound


def test_mend__one_matter_tampered_with__put_right_with_those_it_is_tied_to(full: Office) -> None:
    before = full.everything()
    with full.database.write() as connection:
        connection.execute(text("UPDATE item_spans SET state = 'x' WHERE matter_id = 'm6'"))
        connection.execute(text("DELETE FROM chronology WHERE matter_id = 'm7'"))
        connection.execute(text("DELETE FROM event_subjects WHERE subject = 'matter/m5'"))
        connection.execute(text("UPDATE matters SET title = 'Other' WHERE matter_id = 'm9'"))
    found = {one.name: one for one in mend(full.database, "m6").tables}
    assert found["spans"].missing == found["spans"].surplus > 1
    assert found["chronology"].missing == 9
    assert found["subjects"].missing > 0
    assert [one.name for one in mend(full.database, "m9").tables if not one.equal] == ["matters"]
    assert full.everything() == before
    assert mend(full.database, "m9").sound


def test_folding__by_several_processes__gives_what_one_gives(
    full: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with full.database.read() as connection:

        def rows() -> list[Any]:
            return [
                one._replace(rows={table: sorted(some) for table, some in one.rows.items()})
                for one in fold_log(connection, full.position)
            ]

        alone = rows()
        monkeypatch.setattr("casefile.upkeep.folding.MANY", 1)
        assert rows() == alone
