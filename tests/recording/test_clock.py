"""The clock: what runs ahead is refused, set right on record, and told by every door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pytest
from sqlalchemy import text

from casefile.answers.settings import vouch
from casefile.errors import Busy, Malformed
from casefile.event import clock_us, instant_microseconds, instant_text
from casefile.law.events.office import ClockConfirmed, ClockCorrected, ZoneChanged
from casefile.recording.recorder import Recorder
from casefile.recording.watch import Watch
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.log_file import LogFile, log_lines
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.restore import restore
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.databases import Databases
from tests.histories import drafts
from tests.tampering import tamper

HOUR = 3_600_000_000
DAY = 24 * HOUR
RIGHT = instant_microseconds("2026-03-02T12:00:00Z")
WRONG = instant_microseconds("2031-01-01T12:00:00Z")
NOTE = "2026-01-01 note.recorded party_id=p1"


class Clocks:
    """A clock that somebody sets, and one that only says how much time has passed."""

    def __init__(self) -> None:
        self.now, self.passed = RIGHT, 0

    def pass_by(self, time: int) -> None:
        """Let time pass by both."""
        self.now += time
        self.passed += time


class Desk:
    """An office whose recorder is held to its clocks."""

    def __init__(self, database: Database, *, held: bool = False) -> None:
        self.database, self.clocks = database, Clocks()
        if held:  # to the clock of a server, too, which is a real one
            self.clocks.now = clock_us()
        self.start(held=held)
        self.record("2026-01-01 matter.opened", "2026-01-01 party.added party_id=p1")

    def start(self, *, held: bool = True) -> None:
        """Begin a process anew."""

        def now() -> int:
            return self.clocks.now

        watch = Watch(now, (lambda: self.clocks.passed) if held else None)
        self.recorder = Recorder(self.database, now, watch)
        self.answers = Answers(self.database, now)

    def record(self, *lines: str) -> str:
        """Record events, and return when the last one was."""
        self.clocks.pass_by(1_000_000)
        receipt = self.recorder.record(drafts("\n".join(lines)), by="tester")
        return receipt.entries[-1].recorded.envelope.recorded_at

    def correct(self) -> str:
        """Set the log right, and return when."""
        (ahead_at,) = [self.answers.head()["recorded_at"]]
        data = ClockCorrected(ahead_at=ahead_at, reason="The battery was empty.")
        receipt = self.recorder.record_of_office(data, by="tester")
        return receipt.entries[0].recorded.envelope.recorded_at

    def refused(self, code: str) -> Busy:
        """Return the refusal of a post."""
        with pytest.raises(Busy) as caught:
            self.record(NOTE)
        assert caught.value.code == code
        return caught.value


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with closing(Database(database_url)) as opened:
        yield opened


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def spoil(desk: Desk) -> int:
    """Record by a clock that is years ahead, and set it right; return the position of before."""
    before = int(desk.answers.head()["position"])
    desk.clocks.now = WRONG
    desk.record(NOTE, NOTE)
    desk.clocks.now = RIGHT + DAY
    return before


def test_log__ahead_of_the_clock__takes_no_post_and_says_what_to_do(desk: Desk) -> None:
    spoil(desk)
    refusal = desk.refused("clock.behind")
    assert "2031-01-01" in refusal.sentence
    assert "clock correct" in refusal.sentence
    (failure,) = verify(desk.database, now_us=desk.clocks.now).failures
    assert failure.sentence == refusal.sentence
    desk.clocks.now = WRONG - HOUR + 10_000_000
    desk.record(NOTE)


def test_corrected__clock__has_the_log_follow_it_again(desk: Desk) -> None:
    before = spoil(desk)
    at = desk.correct()
    assert at.startswith("2026-03-03T12:00:00")
    later = desk.record(NOTE)
    assert later > at
    assert later.startswith("2026-03-03")

    answers, end = desk.answers, int(desk.answers.head()["position"])

    def known(at: str) -> tuple[int, bool]:
        said = answers.status("p1", known_at=at)
        return said["position"], said["past_head"]

    assert known("2026-03-02") == (before, False)
    assert known("2026-03-02T13:00:00Z") == (before, False)
    assert known("2026-03-03") == (end, True)
    assert known(later) == (end, False)
    assert known("2031-01-01") == (end, True)
    assert known(f"@{before + 2}") == (before + 2, False)
    assert verify(desk.database, now_us=desk.clocks.now).sound
    assert rebuild(desk.database).sound
    assert verify(desk.database, now_us=desk.clocks.now).sound


def test_corrected__twice__each_stretch_is_looked_at(desk: Desk) -> None:
    spoil(desk)
    desk.correct()
    middle = desk.record(NOTE)
    desk.clocks.now = WRONG
    desk.record(NOTE)
    desk.clocks.now = RIGHT + 3 * DAY
    desk.correct()
    last = desk.record(NOTE)
    positions = {
        instant: desk.answers.status("p1", known_at=instant)["position"]
        for instant in (middle, last)
    }
    with desk.database.read() as connection:
        every = {one.position: one.recorded_at for one in log.page(connection, after=0, limit=99)}
    # The last position recorded at or before each, by looking at every event.
    assert positions == {
        instant: max(place for place, at in every.items() if at <= instant)
        for instant in (middle, last)
    }


def test_log__that_was_set_right__is_exported_and_restored(
    desk: Desk, databases: Databases
) -> None:
    spoil(desk)
    ahead = BytesIO(b"".join(log_lines(desk.database)))
    desk.correct()
    desk.record(NOTE)
    right = BytesIO(b"".join(log_lines(desk.database)))
    with databases.fresh() as url, closing(Database(url)) as other:
        with pytest.raises(Malformed, match="nothing later says"):
            restore(other, LogFile("ahead", ahead), now_us=desk.clocks.now)
        restore(other, LogFile("right", right), now_us=desk.clocks.now)
        assert verify(other, now_us=desk.clocks.now).sound
        asked = {"known_at": "2026-03-02", "as_of": "2026-03-02"}
        assert Answers(other).status("p1", **asked) == desk.answers.status("p1", **asked)


def test_instant__that_falls_without_a_word__found(desk: Desk) -> None:
    spoil(desk)
    desk.correct()
    sql = "UPDATE events SET type = 'note.recorded' WHERE type = 'clock.corrected'"
    tamper(desk.database, sql)
    assert not verify(desk.database).sound


def test_clock__put_forward_while_running__refused_until_it_is_right(database: Database) -> None:
    desk = Desk(database, held=True)
    desk.clocks.now += 2 * HOUR
    desk.refused("clock.jumped")
    desk.clocks.now -= 2 * HOUR
    desk.record(NOTE)
    if database.is_sqlite:  # a server would not sleep with us
        desk.clocks.pass_by(5 * DAY)
        desk.record(NOTE)


def test_clock__apart_from_that_of_the_server__refused(database: Database) -> None:
    """The server's clock is a real one, and not of 2031."""
    if database.is_sqlite:
        pytest.skip("SQLite has no server, and no clock but ours.")
    desk = Desk(database)
    desk.clocks.now = WRONG
    desk.start(held=True)
    desk.refused("clock.apart")


def test_silence__of_a_month__asked_about_once(database: Database) -> None:
    desk = Desk(database)
    desk.clocks.now = clock_us() - 31 * DAY
    desk.record(NOTE)
    with database.write() as connection:
        vouch(connection, desk.clocks.now)
    desk.clocks.now = clock_us()
    desk.start()
    assert "clock confirm" in desk.refused("clock.unconfirmed").sentence
    desk.recorder.record_of_office(ClockConfirmed(), by="tester")
    desk.record(NOTE)
    assert verify(database).sound


def test_silence__before_a_log_was_loaded__is_none(database: Database) -> None:
    desk = Desk(database)
    desk.clocks.now = clock_us()
    desk.recorder.record(drafts(NOTE), by="tester", recorded_us=[desk.clocks.now - 60 * DAY])
    with database.write() as connection:
        vouch(connection, 0)
    desk.start()
    desk.record(NOTE)


def test_event__of_the_office__is_none_of_a_matter(desk: Desk) -> None:
    with pytest.raises(Malformed) as caught:
        desk.record("2026-01-01 clock.confirmed")
    assert caught.value.code == "event.of_office"
    spoil(desk)
    desk.correct()
    assert [one["matter_id"] for one in desk.answers.matters()["matters"]] == ["m1"]
    types = [(one["matter_id"], one["type"]) for one in desk.answers.events()["events"]]
    assert types[-1] == ("~office", "clock.corrected")


def test_zone__changed__days_are_those_of_the_new_one_from_there_on(desk: Desk) -> None:
    desk.clocks.now = instant_microseconds("2026-03-03T05:00:00Z")  # the 2nd in Honolulu
    desk.record(NOTE)
    desk.recorder.record_of_office(ZoneChanged(to="Pacific/Honolulu", reason="Moved."), by="x")
    west = desk.answers.head()["position"]
    desk.record(NOTE)
    days = {one["position"]: one["recorded_on"] for one in desk.answers.events()["events"]}
    assert days[west - 1] == days[west] == "2026-03-03"
    assert days[west + 1] == "2026-03-02"
    # A day is known to the last event recorded on it or before it.
    answers = Answers(desk.database, lambda: desk.clocks.now)
    assert answers.status("p1", known_at="2026-03-02")["position"] == west + 1
    assert answers.status("p1", known_at="2026-03-01")["position"] == 0
    assert answers.zone.key == "Pacific/Honolulu"
    assert desk.recorder.clock.zone.key == "Pacific/Honolulu"
    assert verify(desk.database).sound


def test_zone__changed_by_another_process__is_heeded_by_the_next_post(desk: Desk) -> None:
    other = Recorder(desk.database, lambda: desk.clocks.now)
    desk.clocks.now = instant_microseconds("2026-03-03T05:00:00Z")
    desk.record(NOTE)
    other.record_of_office(ZoneChanged(to="Pacific/Honolulu"), by="x")
    desk.record(NOTE)
    (last,) = desk.answers.events(after=desk.answers.head()["position"] - 1)["events"]
    assert last["recorded_on"] == "2026-03-02"


@pytest.mark.parametrize(
    "spoiling",
    [
        "DELETE FROM recorded_days WHERE position = 1",
        "UPDATE recorded_days SET day = '2020-01-01'",
        "INSERT INTO recorded_days VALUES (2, '2026-03-05')",
    ],
)
def test_days__that_are_not_those_of_the_events__found_and_put_right(
    desk: Desk, spoiling: str
) -> None:
    with desk.database.write() as connection:
        connection.execute(text(spoiling))
    assert "recorded_days" in verify(desk.database).failures[0].sentence
    rebuild(desk.database)
    assert verify(desk.database).sound


def test_head__whose_day_or_instant_is_not_the_last_events__found(desk: Desk) -> None:
    for change in ("recorded_on = '2026-01-01'", "recorded_us = recorded_us + 1"):
        with desk.database.write() as connection:
            connection.execute(text(f"UPDATE log_head SET {change}"))
        assert "The head's" in verify(desk.database).failures[0].sentence
        with desk.database.write() as connection:
            us = instant_microseconds(log.page(connection, after=1, limit=1)[0].recorded_at)
            connection.execute(
                text(f"UPDATE log_head SET recorded_on = '2026-03-02', recorded_us = {us}")
            )
    assert verify(desk.database).sound


def test_clock__behind_by_less_than_an_hour__goes_on_from_the_last_instant(desk: Desk) -> None:
    last = desk.record(NOTE)
    desk.clocks.now -= HOUR // 2
    assert desk.record(NOTE) > last
    assert instant_text(desk.clocks.now) < last
