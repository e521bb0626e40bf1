"""Memory: what a recorder remembers between posts is never a reason for another answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import text

from casefile.errors import Refused
from casefile.projections.spans import item_spans
from casefile.recording import memory
from casefile.recording.recorder import Recorder
from casefile.store import log
from casefile.upkeep.mending import mend
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.databases import Databases
from tests.histories import Office, drafts
from tests.recording.test_properties import examine, histories, opened
from tests.recording.test_together import alone


def recorder(office: Office) -> Recorder:
    """Return another recorder, which stands for that of another process."""
    return Recorder(office.database, office.recorder.clock.now_us)


def test_recorders__taking_turns__same_outcomes_and_tables_as_one_without_memory(
    databases: Databases,
) -> None:
    def examine_one(drawn: tuple[list[str], list[int]]) -> None:
        lines, turns = drawn
        hypothesis.note("\n".join(lines))
        lines += lines[:2]  # which repeat what is on the log by then
        with opened(databases) as office:
            expected = []
            for line in lines:
                office.recorder = recorder(office)
                expected.append(alone(office, line))
            everything = office.everything()
        with opened(databases) as office:
            both = office.recorder, recorder(office)
            outcomes = []
            for number, line in enumerate(lines):
                office.recorder = both[turns[number % len(turns)]]
                outcomes.append(alone(office, line))
            assert outcomes == expected
            assert office.everything() == everything
            assert verify(office.database).sound

    drawn = st.tuples(histories(), st.lists(st.integers(0, 1), min_size=1, max_size=12))
    examine(databases, drawn, examine_one)


def damaged(office: Office) -> None:
    """Have a read table say something that the log does not, and mend it."""
    with office.database.write() as connection:
        connection.execute(item_spans.update().values(track="civil"))
    office.post("2023-02-01 note.recorded item_id=c1")  # remembers nothing of it
    assert not all(one.equal for one in mend(office.database, "m1").tables)


@pytest.mark.parametrize("meanwhile", [damaged, lambda office: rebuild(office.database)])
def test_tables__made_anew_between_two_posts__are_what_the_next_one_goes_by(
    office: Office, meanwhile: Callable[[Office], object]
) -> None:
    office.post("2023-01-01 charge.filed")
    office.post("2023-01-02 charge.plea_entered plea=not_guilty")
    meanwhile(office)
    office.post("2023-01-03 charge.plea_entered plea=guilty")

    assert verify(office.database).sound


def test_damage__that_came_before_it_was_read__is_mended_under_a_recorder_that_remembers_it(
    office: Office,
) -> None:
    office.post("2023-01-01 charge.filed")
    with office.database.write() as connection:
        connection.execute(item_spans.update().values(track="civil"))
    office.recorder = recorder(office)
    office.post("2023-01-02 charge.plea_entered plea=not_guilty")  # remembers the damage
    mend(office.database, "m1")
    office.post("2023-01-03 charge.plea_entered plea=guilty")

    assert verify(office.database).sound


def test_post__overtaken__holds_the_head_the_second_time(office: Office) -> None:
    office.open("m2")
    other = recorder(office)
    tries = 0

    def meanwhile(_count: int) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            other.record(drafts("2023-01-01 note.recorded @m2"), by="tester")

    receipt = office.post("2023-01-01 charge.filed", progress=meanwhile)

    assert tries == 2
    assert receipt.entries[0].recorded.position == office.position
    assert verify(office.database).sound


@pytest.mark.parametrize("changed", ["position", "recorded_us", "folds", "epoch"])
def test_append__behind_another_head__writes_nothing(office: Office, changed: str) -> None:
    before = office.everything()
    with office.database.read() as line:
        read = log.head(line)
        other = read._replace(**{changed: getattr(read, changed) + 1})
        new = read._replace(position=read.position + 1)
        (stored,) = log.page(line, after=0, limit=1)
        again = log.recorded(stored)._replace(position=new.position)
        assert not log.append(line, other, new, [again])

    assert office.everything() == before


def test_refusal__for_what_another_has_taken_back__is_none(office: Office) -> None:
    """What is remembered may be behind the log, so it never refuses."""
    office.post("2023-01-01 charge.filed")
    office.post("over: 2023-01-02 charge.dismissed prejudice=with")
    other = recorder(office)
    other.record(drafts("2023-01-03 event.retracted target=over"), by="tester")
    office.post("2023-01-04 charge.plea_entered plea=not_guilty")

    assert office.state() == "pleaded_not_guilty"
    assert verify(office.database).sound


def test_item__named_elsewhere_before_its_matter_was_begun__is_not_taken_to_be_new(
    office: Office,
) -> None:
    office.post("2023-02-01 charge.filed refiles=m2/c9 !")
    office.recorder = recorder(office)
    office.open("m2")
    office.post(
        "2023-01-01 charge.filed @m2 item_id=c9\n2023-01-02 charge.dismissed @m2 item_id=c9"
    )

    assert verify(office.database).sound


def test_memory__of_very_much__is_given_up(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST", 100_000)
    held = []
    for number in range(12):
        office.post(f"2023-01-01 note.recorded text={number}{'x' * 10_000}")
        remembered = office.recorder._memory
        held.append(remembered.projector.known.size if remembered else 0)

    assert min(held) == 0
    assert 50_000 < max(held) <= 100_000
    assert verify(office.database).sound


def test_key__that_came_with_other_events__refused_by_who_does_not_remember(
    office: Office,
) -> None:
    lines = "k0: 2023-01-01 note.recorded\nk1: 2023-01-01 note.recorded"
    office.recorder.record(drafts(lines), by="tester", next_id="k2")
    other = drafts("own: 2023-01-01 note.recorded text=other")
    for one in (office.recorder, recorder(office)):
        with pytest.raises(Refused) as caught:
            one.record(other, by="tester", next_id="k1")
        assert caught.value.code == "idempotency.reused"


def test_version__of_a_matter_that_is_not_posted_to__is_read(office: Office) -> None:
    office.open("m2")
    for one in (recorder(office), office.recorder):
        receipt = one.record(
            drafts("2023-01-01 note.recorded @m2"), by="tester", if_version={"m1": 2}
        )
        assert receipt.entries


def test_overtaken__by_what_the_second_try_no_longer_touches__decided_without_a_fault(
    office: Office,
) -> None:
    """What the first try has folded, and the other writer touched, is not written by the second."""
    office.open("m2", parties=("p1", "p2"))
    office.post("2023-01-01 charge.filed @m2 party_id=p2")
    office.post("merged: 2023-01-02 party.merged @m2 from=p2 into=p1")
    other = recorder(office)
    tries: list[None] = []

    def meanwhile(_count: int) -> None:
        tries.append(None)
        if len(tries) == 1:
            other.record(drafts("2023-01-03 event.retracted @m2 target=merged"), by="tester")

    office.post("2023-01-04 party.died party_id=p1", progress=meanwhile)

    assert len(tries) == 2
    assert verify(office.database).sound


def test_lost_connections__of_all_lines_at_rest__cost_nobody_a_post(office: Office) -> None:
    if office.database.is_sqlite:
        pytest.skip("Nobody takes the connections of SQLite away.")
    with ExitStack() as lines:
        for _ in range(5):
            lines.enter_context(office.database.read())
    with office.database.own() as own:
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        own.execute(text(f"{ending} WHERE {others}"))
    receipt = office.post("2023-01-01 charge.filed")

    assert receipt.entries
    assert verify(office.database).sound


def test_database__taken_back_and_posted_to_since__is_not_what_is_remembered(
    office: Office,
) -> None:
    """The log is longer than it was left, and its events are others."""
    office.post("2023-01-01 note.recorded")
    remembered = office.recorder._memory
    assert remembered is not None
    head = remembered.head
    remembered.head = head._replace(recorded_us=head.recorded_us - 1)
    remembered.versions["m1"] = 99
    recorder(office).record(drafts("2023-01-02 note.recorded"), by="tester")
    office.post("2023-01-03 note.recorded")

    assert office.recorder._memory is not remembered
    assert verify(office.database).sound


def test_fault__on_what_is_remembered__told_and_decided_anew(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[None] = []

    def failing_once(_count: int) -> None:
        tries.append(None)
        if len(tries) == 1:
            raise LookupError

    office.post("2023-01-01 note.recorded text=Secret", progress=failing_once)
    office.post("a: 2023-01-02 note.recorded")
    recorder(office).record(drafts("a: 2023-01-02 note.recorded"), by="tester")  # a repeat is none

    assert [one.getMessage() for one in caplog.records] == [
        "A post is decided anew after LookupError."
    ]
    assert verify(office.database).sound
