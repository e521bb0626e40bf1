"""Posts carried together: each has its own outcome, as if it had come alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from threading import Event
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from casefile.answers.standing.status import status_of_party
from casefile.errors import Busy, Refused
from casefile.recording.draft import read_draft
from casefile.recording.post import Post
from casefile.recording.queue import Queue
from casefile.recording.receipt import Receipt
from casefile.upkeep.verify import verify
from tests.asking import plain
from tests.databases import Databases
from tests.histories import Office, drafts
from tests.recording.test_properties import examine, histories, opened

LAST = "charge.verdict_returned verdict=guilty"  # which is refused without a trial


def post(line: str, **how: Any) -> Post:
    """Return one line of a history as a post."""
    batch = [read_draft(one, place, one.event_id or "") for place, one in enumerate(drafts(line))]
    return Post(batch=batch, by="tester", **how)


def together(office: Office, lines: Sequence[str]) -> list[Any]:
    """Post lines in one transaction, each for itself, and return what came of each."""
    return [said(one) for one in office.recorder._carry([post(line) for line in lines])]


def alone(office: Office, line: str) -> Any:
    """Post a line and return what came of it."""
    try:
        return said(office.post(line))
    except Refused as refusal:
        return said(refusal)


def said(outcome: Receipt | BaseException) -> Any:
    """Return what an outcome says."""
    if isinstance(outcome, Receipt):
        return plain(outcome.answer(dry_run=False))
    assert isinstance(outcome, Refused), outcome
    return outcome.code, outcome.sentence, outcome.conflicts


def test_together__any_history__same_outcomes_and_tables_as_one_by_one(
    databases: Databases,
) -> None:
    def examine_one(drawn: tuple[list[str], list[int]]) -> None:
        lines, cuts = drawn
        hypothesis.note("\n".join(lines))
        lines += lines[:2]  # which repeat what is on the log by then
        edges = sorted({0, len(lines), *(cut % (len(lines) + 1) for cut in cuts)})
        with opened(databases) as office:
            expected = [alone(office, line) for line in lines]
            everything = office.everything()
        with opened(databases) as office:
            outcomes = [
                one
                for first, last in pairwise(edges)
                for one in together(office, lines[first:last])
            ]
            assert outcomes == expected
            assert office.everything() == everything

    drawn = st.tuples(histories(), st.lists(st.integers(0, 30), max_size=4))
    examine(databases, drawn, examine_one)


def test_together__refused_among_others__others_recorded_without_a_gap(office: Office) -> None:
    before = office.position
    outcomes = together(
        office,
        [
            "a: 2023-01-01 charge.filed",
            "b: 2023-01-02 charge.verdict_returned verdict=guilty",
            "c: 2023-01-03 charge.plea_entered plea=guilty",
            "d: 2023-01-03 charge.dismissed item_id=c9",
            "e: 2023-01-04 charge.filed item_id=c2",
        ],
    )
    assert [one[0] if isinstance(one, tuple) else "recorded" for one in outcomes] == [
        "recorded",
        "verdict.no_trial",
        "recorded",
        "charge.not_filed",
        "recorded",
    ]
    assert office.position == before + 3
    assert verify(office.database).sound


def test_together__same_event_twice__second_answered_with_the_first(office: Office) -> None:
    first, second = together(office, ["a: 2023-01-01 charge.filed"] * 2)
    assert first["events"] == [second["events"][0] | {"already": False}]
    assert second["events"][0]["already"]


def test_threads__posting_at_once__every_one_answered_and_tables_as_the_log_says(
    office: Office,
) -> None:
    def charge(number: int) -> list[Any]:
        return [
            alone(office, f"2023-01-0{1 + day} {kind} item_id=c{number}")
            for day, kind in enumerate(
                (
                    "charge.filed",
                    "charge.plea_entered plea=guilty",
                    "charge.verdict_returned verdict=guilty",
                )
            )
        ]

    before = office.position
    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(charge, range(1, 25)))
    assert all(isinstance(filed, dict) and isinstance(plea, dict) for filed, plea, _ in outcomes)
    assert {refused[0] for _, _, refused in outcomes} == {"verdict.no_trial"}
    assert office.position == before + 48
    assert verify(office.database).sound


class Carrier:
    """Carries numbers in groups; the first group waits until it is told to go on."""

    def __init__(
        self, fits: Callable[[Sequence[int], int], bool] = lambda _group, _one: True
    ) -> None:
        self.groups: list[list[int]] = []
        self.begun, self.go_on = Event(), Event()
        self.queue = Queue[int, int](self.carry, fits)

    def carry(self, numbers: Sequence[int]) -> Sequence[int | BaseException]:
        self.groups.append(list(numbers))
        self.begun.set()
        assert self.go_on.wait(60)
        if 99 in numbers:
            message = "99"
            raise Busy(message)
        if 13 in numbers:
            message = "13"
            raise LookupError(message)
        return [ValueError(number) if number < 0 else number * 2 for number in numbers]

    def put_behind(self, first: int, *others: int) -> list[Any]:
        """Put a number, others while it is carried, and return all outcomes."""
        with ThreadPoolExecutor(len(others) + 1) as threads:
            leading = threads.submit(self.queue.put, first)
            assert self.begun.wait(60)
            following = []
            for number in others:
                following.append(threads.submit(self.queue.put, number))
                while len(self.queue._waiting) < len(following):
                    pass
            self.go_on.set()
            return [one.exception() or one.result() for one in (leading, *following)]


def test_queue__lone_post__carried_at_once_by_its_own_thread() -> None:
    carrier = Carrier()
    carrier.go_on.set()
    assert (carrier.queue.put(1), carrier.queue.put(2)) == (2, 4)
    assert carrier.groups == [[1], [2]]


def test_queue__posts_that_came_meanwhile__carried_as_one_group_in_order() -> None:
    carrier = Carrier()
    assert carrier.put_behind(1, 2, 3, 4) == [2, 4, 6, 8]
    assert carrier.groups == [[1], [2, 3, 4]]


def test_queue__post_that_does_not_fit__begins_the_next_group() -> None:
    carrier = Carrier(lambda group, _one: len(group) < 2)
    assert carrier.put_behind(1, 2, 3, 4) == [2, 4, 6, 8]
    assert carrier.groups == [[1], [2, 3], [4]]


def test_queue__error_of_one__raised_for_it_alone() -> None:
    carrier = Carrier()
    one, refused, other = carrier.put_behind(1, -2, 3)
    assert (one, type(refused), other) == (2, ValueError, 6)


def test_queue__fault_in_a_group__others_carried_without_it() -> None:
    carrier = Carrier()
    outcomes = carrier.put_behind(1, 2, 13, 3)
    assert [outcomes[0], outcomes[1], type(outcomes[2]), outcomes[3]] == [2, 4, LookupError, 6]
    carrier.groups.clear()
    assert carrier.queue.put(5) == 10


def test_queue__busy_for_a_group__told_to_all_of_it_without_another_try() -> None:
    carrier = Carrier()
    one, *others = carrier.put_behind(1, 2, 99, 3)
    assert one == 2
    assert [type(other) for other in others] == [Busy] * 3
    assert carrier.groups == [[1], [2, 99, 3]]


def test_group__with_a_dry_run_or_a_load_as_recorded__never_shared(office: Office) -> None:
    fits = office.recorder._queue._fits
    plain, dry = post("2023-01-01 charge.filed"), post("2023-01-01 charge.filed", dry_run=True)
    older = post("2023-01-01 charge.filed", recorded_us=[1])
    assert fits([plain], plain)
    assert not any(fits([one], plain) or fits([plain], one) for one in (dry, older))


# What one post costs to a matter that was posted to before: one round trip, for everything. On
# SQLite they are the statements, with BEGIN and COMMIT, one for each row written, and one more for
# the log's trigger.
STATEMENTS = {
    "docket.entry_recorded text=Filed.": {"sqlite": 6, "postgresql": 1},
    "charge.plea_entered plea=not_guilty item_id=": {"sqlite": 11, "postgresql": 1},
}


def round_trips(office: Office) -> list[str]:
    """Return a list to which every round trip to the database adds from here on.

    On SQLite they are the statements, with their text.
    """
    made: list[str] = []

    def count(connection: Any, *_: Any) -> None:
        if office.database.is_sqlite:
            connection.set_trace_callback(made.append)
        elif not hasattr(connection, "counted"):
            waits, connection.counted = connection.wait, True

            def wait(*how: Any) -> Any:
                made.append("")
                return waits(*how)

            connection.wait = wait

    office.database.close()  # what is opened from here on is counted
    event.listen(office.database.engine, "checkout", count)
    return made


@pytest.mark.parametrize("line", STATEMENTS)
def test_post__of_one_event__costs_so_many_round_trips(office: Office, line: str) -> None:
    made = round_trips(office)
    for number in range(3):  # the first ones are planned
        office.post(f"2023-01-01 charge.filed item_id=c{number}")
        made.clear()
        office.post(f"2023-01-02 {line}" + (f"c{number}" if line.endswith("=") else ""))
    kind = office.database.engine.dialect.name
    assert len(made) == STATEMENTS[line][kind], "\n".join(made)


def test_dry_run__of_a_late_day__asks_no_status_of_days_on_which_nothing_differs(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def amended(day: int) -> str:
        return f'2023-01-{day:02} charge.amended changes={{"offense":"theft-{day}"}}'

    turns = "\n".join(map(amended, range(2, 30)))
    office.post(f"2023-01-01 charge.filed\n{turns}")
    asked: set[date] = set()

    def counting(connection: Connection, party_id: str, on: date, position: int) -> Any:
        asked.add(on)
        return status_of_party(connection, party_id, on, position)

    monkeypatch.setattr("casefile.recording.effects.status_of_party", counting)
    office.post(amended(30), dry_run=True)
    assert len(asked) <= 3  # today, the day of the change, and that from which the one before ran
