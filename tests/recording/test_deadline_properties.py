"""What holds for deadlines in every history: they follow, the past stays, tables are rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import hypothesis
import msgspec
from hypothesis import strategies as st

from casefile.errors import Malformed, Refused
from casefile.law.due_days import count_deadline, find_trigger
from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.projections.subjects import known_in
from tests.asking import Answers
from tests.databases import Databases
from tests.histories import Office
from tests.recording.test_properties import check_rebuilt, examine, opened
from tests.recording.test_together import said, together

DAYS = ("2023-05-06", "2023-05-08", "2023-05-13", "2023-05", "../2023-05-08", "2023-06-30")
day = st.sampled_from(DAYS)
PERIODS = (
    "rule=frcp-12a1ai",
    "rule=nm-1-012a",
    'period={"number":3,"unit":"days"}',
    'period={"number":2,"unit":"weeks","direction":"before","counting":"frcp"}',
    'period={"number":1,"unit":"months","counting":"frcp"} served_by=mail',
)


@st.composite
def histories(draw: st.DrawFn) -> list[str]:
    """Draw triggers, deadlines on them and on one another, and what amends all of these."""
    lines = [f"t{number}: {draw(day)} note.recorded" for number in range(draw(st.integers(1, 2)))]
    triggers = [line.partition(":")[0] for line in lines]
    for number in range(draw(st.integers(1, 4))):
        trigger, period = draw(st.sampled_from(triggers)), draw(st.sampled_from(PERIODS))
        own = draw(st.sampled_from(("", "", " due=2023-07-01")))
        lines.append(
            f"d{number}: 2023-05-09 deadline.set deadline_id=d{number} kind=x trigger={trigger} "
            f"{period}{own}"
        )
        triggers.append(f"d{number}")
    targets = list(triggers)
    for number in range(draw(st.integers(1, 5))):
        target = draw(st.sampled_from(targets))
        lines.append(f"x{number}: 2023-12-31 {_amendment(draw, target, triggers)}")
        targets.append(f"x{number}")
    return lines


def _amendment(draw: st.DrawFn, target: str, triggers: Sequence[str]) -> str:
    if target[0] == "x" or draw(st.integers(0, 3)) == 0:
        return f"event.retracted target={target}"
    if target[0] == "t" or draw(st.booleans()):
        return f'event.corrected target={target} changes={{"effective":"{draw(day)}"}}'
    change = draw(
        st.sampled_from(
            (
                {"due": "2023-08-01"},
                {"due": None},
                {"rule": "frcp-12a2", "period": None},
                {"closed_on": ["2023-05-30"]},
                {"trigger": draw(st.sampled_from(triggers))},
            )
        )
    )
    return f"event.corrected target={target} changes={msgspec.json.encode(change).decode()}"


def accepted(office: Office, lines: Sequence[str]) -> list[str]:
    """Post lines one by one and return those that were taken."""
    taken = []
    for line in lines:
        try:
            office.post(line)
        except (Refused, Malformed):
            continue
        taken.append(line)
    return taken


def calendar(office: Office, known: int) -> list[dict[str, Any]]:
    """Return the whole calendar as known at a position."""
    answers = Answers(office.database, office.recorder.clock.now_us)
    found: list[dict[str, Any]] = answers.calendar(known_at=f"@{known}")["entries"]
    return found


def _set_by_hand(fact: Fact, known: Known) -> bool:
    """Tell whether the last standing correction of the day is one that somebody posted."""
    for event_id in reversed(fact.corrections):
        hit = known.event(event_id)
        assert hit
        changes = msgspec.json.decode(hit.envelope.data)["changes"]
        if "due" in changes:
            return "computed" not in changes
    return False


def test_deadlines__after_any_history__are_what_their_triggers_give(databases: Databases) -> None:
    def examine_one(lines: list[str]) -> None:
        with opened(databases) as office:
            taken = accepted(office, lines)
            hypothesis.note("\n".join(taken))
            with office.database.read() as connection:
                known = known_in(connection)
                for fact in known.facts("counted/m1"):
                    data: Any = fact.data
                    if find_trigger(data, known) and not _set_by_hand(fact, known):
                        assert data.due == count_deadline(data, "m1", known).due

    examine(databases, histories(), examine_one)


def test_deadlines__as_known_before__never_changed_by_what_is_posted_later(
    databases: Databases,
) -> None:
    def examine_one(lines: list[str]) -> None:
        with opened(databases) as office:
            hypothesis.note("\n".join(lines))
            seen = {}
            for line in lines:
                if accepted(office, [line]):
                    seen[office.position] = calendar(office, office.position)
            for position, then in seen.items():
                assert calendar(office, position) == then

    examine(databases, histories(), examine_one, 0.4)


def test_deadlines__rebuilt_from_the_log__equal_the_live_tables(databases: Databases) -> None:
    drawn = st.tuples(histories(), st.lists(st.integers(0, 30), max_size=3))
    examine(databases, drawn, lambda one: check_rebuilt(databases, one, accepted), 0.6)


def test_deadlines__posts_carried_together__same_log_and_tables_as_one_by_one(
    databases: Databases,
) -> None:
    def outcome(office: Office, line: str) -> Any:
        try:
            return said(office.post(line))
        except Refused as refusal:
            return said(refusal)

    def examine_one(lines: list[str]) -> None:
        hypothesis.note("\n".join(lines))
        with opened(databases) as office:
            expected = [outcome(office, line) for line in lines]
            everything = office.everything()
        with opened(databases) as office:
            assert together(office, lines) == expected
            assert office.everything() == everything

    examine(databases, histories(), examine_one, 0.4)


ACTS = (
    "claim.served item_id=c parties=p1",
    "claim.answered item_id=c parties=p1",
    "claim.answered item_id=c !",
    "claim.answer_stricken item_id=c !",
    "claim.answer_stricken item_id=c parties=p1 !",
    "deadline.set deadline_id=d kind=x due=2023-06-30 of=p1 met_by=claim.answered",
    "deadline.set deadline_id=d kind=x due=2023-05-10 of=p1 met_by=claim.answered",
    "deadline.set deadline_id=e kind=x due=2023-06-30 replaces=d",
    "deadline.closed deadline_id=d how=met !",
    "hearing.scheduled hearing_id=h kind=x at=2023-06-30",
    "hearing.scheduled hearing_id=i kind=x at=2023-06-30 replaces=h !",
    "hearing.scheduled hearing_id=h kind=x at=2023-07-30 replaces=i !",
    "hearing.scheduled hearing_id=i kind=x at=2023-06-30 replaces=j !",
    "hearing.scheduled hearing_id=j kind=x at=2023-07-30 replaces=h !",
    "hearing.cancelled hearing_id=h !",
    "matter.stay_changed until=2023-06",
    "matter.stay_changed on=false",
)


@st.composite
def lives(draw: st.DrawFn) -> list[str]:
    """Draw what sets hearings, deadlines and stays, meets them, and takes all of that back."""
    drawn = range(draw(st.integers(2, 7)))
    lines = [f"x{number}: {draw(day)} {draw(st.sampled_from(ACTS))}" for number in drawn]
    lines.insert(0, "f: 2023-05-01 claim.filed item_id=c against=p1")
    for number in range(draw(st.integers(0, 3))):
        target = f"x{draw(st.integers(0, 6))}"
        change = f'event.corrected target={target} changes={{"effective":"{draw(day)}"}}'
        taken = f"event.retracted target={target}"
        lines.append(f"y{number}: 2023-12-31 {draw(st.sampled_from((change, taken)))}")
    return lines


def test_lives__rebuilt_from_the_log__equal_the_live_tables(databases: Databases) -> None:
    drawn = st.tuples(lives(), st.lists(st.integers(0, 30), max_size=3))
    examine(databases, drawn, lambda one: check_rebuilt(databases, one, accepted), 0.6)


def test_lives__as_known_before__never_changed_by_what_is_posted_later(
    databases: Databases,
) -> None:
    def examine_one(lines: list[str]) -> None:
        with opened(databases) as office:
            hypothesis.note("\n".join(lines))
            seen = {}
            for line in lines:
                if accepted(office, [line]):
                    seen[office.position] = calendar(office, office.position)
            for position, then in seen.items():
                assert calendar(office, position) == then

    examine(databases, lives(), examine_one, 0.4)
