"""What is counted from a hearing or a deadline that moves, and whose moves are amended later."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

from casefile.answers.due.calendar import Window, page
from casefile.recording.receipt import Proposed, Receipt, Warned
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.histories import Office
from tests.length import at_length

DAYS = ("2023-01-10", "2023-02-10", "2023-02-25", "2023-03-15")
TRIAL = "t: 2023-01-05 hearing.scheduled hearing_id=t kind=trial at=2023-07-03T09:00"
FIRST = "u: 2023-02-01 hearing.scheduled hearing_id=t kind=trial at=2023-09-04T09:00"
OTHER = FIRST.replace("_id=t", "_id=t2 replaces=t")
SECOND = "v: 2023-03-01 hearing.scheduled hearing_id=t kind=trial at=2023-10-02T09:00"
# The hearings are Mondays, and a week before none of them is a holiday.
PAPER = (
    "d: 2023-01-06 deadline.set deadline_id=d kind=paper trigger=t "
    'period={"number":1,"unit":"weeks","direction":"before","counting":"frcp"}'
)
AFTER = (
    "e: 2023-01-07 deadline.set deadline_id=e kind=reply trigger=d "
    'period={"number":2,"unit":"days","counting":"frcp"}'
)
AT_FIRST, MOVED, AT_LAST = "2023-06-26", "2023-08-28", "2023-09-25"


@pytest.fixture
def court(office: Office) -> Iterator[Office]:
    office.open()
    yield office
    assert verify(office.database).sound


def due(court: Office, deadline_id: str = "d", days: Sequence[str] = DAYS) -> list[str]:
    """Return when a deadline is due as it stands on each day."""
    answers = Answers(court.database)
    return [
        one.at
        for day in days
        for one in page(answers, Window(), as_of=day).entries
        if one.entry_id == deadline_id
    ]


def warned(receipt: Receipt, code: str) -> list[Warned]:
    return [one for one in receipt.warnings if one.code == code]


@pytest.mark.parametrize(
    ("moves", "amended", "days"),
    [
        ((FIRST, SECOND), "", (AT_FIRST, MOVED, MOVED, AT_LAST)),
        (
            (FIRST, SECOND),
            'event.corrected target=u changes={"at":"2023-08-07T09:00"}',
            (AT_FIRST, "2023-07-31", "2023-07-31", AT_LAST),
        ),
        ((FIRST,), "event.retracted target=u", (AT_FIRST,) * 4),
        ((OTHER,), "event.retracted target=u", (AT_FIRST,) * 4),
        ((FIRST, SECOND), "event.retracted target=u", (AT_FIRST, AT_FIRST, AT_FIRST, AT_LAST)),
        ((FIRST, SECOND), "event.retracted target=v", (AT_FIRST, MOVED, MOVED, MOVED)),
        (
            (FIRST, SECOND),
            'event.corrected target=u changes={"effective":"2023-02-20"}',
            (AT_FIRST, AT_FIRST, MOVED, AT_LAST),
        ),
    ],
)
def test_deadline__of_a_hearing_whose_moves_are_amended__follows_the_hearing_on_every_day(
    court: Office, moves: Sequence[str], amended: str, days: Sequence[str]
) -> None:
    for line in (TRIAL, PAPER, *moves):
        court.post(line)
    before, known = court.position, due(court)
    if amended:
        receipt = court.post(f"r: 2023-12-30 {amended}")
        assert receipt.added
        assert not receipt.warnings
        assert due(court) == list(days)
        court.post("2023-12-30 event.retracted target=r")
    assert due(court) == known
    answers = Answers(court.database)
    past = page(answers, Window(known_at=f"@{before}"), as_of=DAYS[-1]).entries
    assert [one.at for one in past if one.entry_id == "d"] == known[-1:]


def test_deadline__counted_from_one_that_moves_with_a_hearing__moves_in_the_same_post(
    court: Office,
) -> None:
    for line in (TRIAL, PAPER, AFTER):
        court.post(line)
    assert due(court, "e") == ["2023-06-28"] * 4
    tried = court.post(FIRST, dry_run=True)
    receipt = court.post(FIRST)
    assert [one.deadline_id for one in receipt.added] == ["d", "e"]
    assert [one.sentence for one in tried.calendar] == [one.sentence for one in receipt.calendar]
    assert due(court, "e") == ["2023-06-28", *["2023-08-30"] * 3]
    court.post(SECOND)
    assert due(court, "e") == ["2023-06-28", *["2023-08-30"] * 2, "2023-09-27"]
    court.post("2023-12-30 event.retracted target=u")
    assert due(court, "e") == [*["2023-06-28"] * 3, "2023-09-27"]
    court.post('2023-12-30 event.corrected target=v changes={"at":"2023-11-06T09:00"}')
    assert due(court, "e") == [*["2023-06-28"] * 3, "2023-11-01"]


@pytest.mark.parametrize("again", ["deadline_id=a", "deadline_id=a2 replaces=a"])
def test_deadline__counted_from_one_that_is_extended__is_extended_from_that_day(
    court: Office, again: str
) -> None:
    court.post("a: 2023-01-05 deadline.set deadline_id=a kind=discovery due=2023-03-01")
    court.post(AFTER.replace("trigger=d", "trigger=a"))
    receipt = court.post(f"c: 2023-02-20 deadline.set {again} kind=discovery due=2023-05-01")
    assert [one.deadline_id for one in receipt.added] == ["e"]
    assert due(court, "e") == ["2023-03-03", "2023-03-03", "2023-05-03", "2023-05-03"]
    court.post("2023-12-30 event.retracted target=c")
    assert due(court, "e") == ["2023-03-03"] * 4


def test_move__that_comes_late__moves_what_is_counted_from_it_in_between(court: Office) -> None:
    for line in (TRIAL, PAPER, AFTER, SECOND):
        court.post(line)
    court.post(FIRST)
    assert due(court) == [AT_FIRST, MOVED, MOVED, AT_LAST]
    assert due(court, "e") == ["2023-06-28", "2023-08-30", "2023-08-30", "2023-09-27"]


@pytest.mark.parametrize("number", range(4))  # which of two ids is the later one is chance
def test_move__on_the_day_on_which_a_deadline_was_set__moves_it(court: Office, number: int) -> None:
    court.post(TRIAL)
    court.post(PAPER.replace("d: 2023-01-06", f"{'dz9f'[number]}: 2023-02-01"))
    receipt = court.post(FIRST)
    assert not receipt.warnings
    assert due(court) == [MOVED] * 3


def test_move__behind_one_that_was_taken_back__moves_what_was_set_again_by_that(
    court: Office,
) -> None:
    for line in (TRIAL, PAPER, AFTER, SECOND, "2023-12-30 event.retracted target=v"):
        court.post(line)
    court.post(FIRST)
    assert due(court) == [AT_FIRST, MOVED, MOVED, MOVED]
    assert due(court, "e") == ["2023-06-28", *["2023-08-30"] * 3]


def test_deadlines__counted_from_one_another_in_a_circle__end(court: Office) -> None:
    period = 'period={"number":2,"unit":"days","counting":"frcp"}'
    court.post("a: 2023-01-05 deadline.set deadline_id=a kind=x due=2023-03-01")
    court.post(f"b: 2023-01-06 deadline.set deadline_id=b kind=x trigger=a {period}")
    court.post(f"c: 2023-02-01 deadline.set deadline_id=a kind=x trigger=b {period}")
    assert due(court, "a")[-1] == "2023-03-10"
    assert due(court, "b")[-1] == "2023-03-08"


def test_hearing__that_is_cancelled__proposes_to_take_its_deadlines_off(court: Office) -> None:
    for line in (TRIAL, PAPER, "2023-01-08 deadline.set deadline_id=z kind=x due=2023-06-01"):
        court.post(line)
    cancelled = court.post("2023-02-01 hearing.cancelled hearing_id=t")
    (left,) = warned(cancelled, "calendar.left")
    assert left.sentence == (
        "Deadline d (paper), due 2023-06-26, stays open, though what it is counted from is "
        "cancelled: take it off, if it goes with it."
    )
    assert isinstance(left.proposes, Proposed)
    assert (left.proposes.type, left.proposes.data) == (
        "deadline.closed",
        {"deadline_id": "d", "how": "vacated"},
    )
    # What is set again, from that day on or at once, takes its deadlines along.
    again = court.post(FIRST.replace("2023-02-01", "2023-02-20"))
    assert [one.deadline_id for one in again.added] == ["d"]


def test_deadline__taken_back_after_casefile_set_it_again__is_off_and_comes_back_as_it_was(
    court: Office,
) -> None:
    for line in (TRIAL, PAPER, FIRST):
        court.post(line)
    receipt = court.post("r: 2023-12-30 event.retracted target=d")
    assert not warned(receipt, "calendar.still_set")
    assert due(court) == []
    court.post("2023-12-30 event.retracted target=r")
    assert due(court) == [AT_FIRST, *[MOVED] * 3]


def test_deadline__closed_and_taken_back_after_casefile_set_it_again__is_off(court: Office) -> None:
    for line in (TRIAL, PAPER, FIRST, "2023-03-05 deadline.closed deadline_id=d how=met"):
        court.post(line)
    court.post("2023-12-30 event.retracted target=d")
    assert due(court) == []


def test_deadline__set_again_by_casefile_and_taken_back_there__stays_as_it_was(
    court: Office,
) -> None:
    for line in (TRIAL, PAPER):
        court.post(line)
    (added,) = court.post(FIRST).added
    court.post(f"2023-12-30 event.retracted target={added.event_id}")
    assert due(court) == [AT_FIRST] * 4
    court.post(SECOND)
    assert due(court) == [*[AT_FIRST] * 3, AT_LAST]


def test_deadline__set_again_by_casefile_and_corrected_there__keeps_what_somebody_said(
    court: Office,
) -> None:
    for line in (TRIAL, PAPER):
        court.post(line)
    (added,) = court.post(FIRST).added
    court.post(f'2023-12-30 event.corrected target={added.event_id} changes={{"kind":"brief"}}')
    period = '{"number":2,"unit":"weeks","direction":"before","counting":"frcp"}'
    court.post(f'2023-12-30 event.corrected target=d changes={{"period":{period},"kind":"list"}}')
    answers = Answers(court.database)
    found = page(answers, Window(), as_of="2023-02-10").entries
    assert [(one.kind, one.at) for one in found if one.entry_id == "d"] == [("brief", "2023-08-21")]


def test_deadline__of_a_hearing_that_is_moved_by_what_is_to_come__follows_from_when_it_is_known(
    court: Office,
) -> None:
    ahead = FIRST.replace("2023-02-01", "2024-01-15") + " (scheduled)"
    for line in (TRIAL, PAPER):
        court.post(line)
    (added,) = court.post(ahead).added
    (told,) = [
        one
        for one in Answers(court.database).events()["events"]
        if one["event_id"] == added.event_id
    ]
    assert (told["assertion"], told["effective"]) == ("scheduled", "2024-01-15")
    days = ("2023-12-30", "2024-01-02")
    assert due(court, days=days) == [AT_FIRST, MOVED]
    court.post('r: 2023-12-31 event.corrected target=u changes={"at":"2023-08-07T09:00"}')
    assert due(court, days=days) == [AT_FIRST, "2023-07-31"]
    receipt = court.post("2023-12-31 event.retracted target=u")
    assert len(receipt.added) == 1
    assert due(court, days=days) == [AT_FIRST, AT_FIRST]


def test_deadline__closed_before_the_move__is_not_set_again(court: Office) -> None:
    for line in (TRIAL, PAPER, "2023-01-20 deadline.closed deadline_id=d how=met"):
        court.post(line)
    assert not court.post(FIRST).added


def test_move__of_which_the_day_is_corrected__takes_what_casefile_set_again_along(
    court: Office,
) -> None:
    for line in (TRIAL, PAPER):
        court.post(line)
    (again,) = court.post(FIRST).added
    receipt = court.post('2023-12-30 event.corrected target=u changes={"effective":"2023-02-20"}')
    assert [one.target for one in receipt.added] == [again.event_id]
    assert due(court) == [AT_FIRST, AT_FIRST, MOVED, MOVED]


def test_deadline__counted_from_one_that_another_replaces_later__follows_that_one(
    court: Office,
) -> None:
    other = PAPER.replace("d: 2023-01-06", "dd: 2023-01-20").replace("_id=d", "_id=d2 replaces=d")
    for line in (TRIAL, PAPER, AFTER, other.replace('"number":1', '"number":2')):
        court.post(line)
    assert due(court, "e") == ["2023-06-28", *["2023-06-20"] * 3]
    court.post(FIRST)
    assert due(court, "d2") == ["2023-08-21"] * 3
    assert due(court, "e") == ["2023-06-28", *["2023-08-23"] * 3]


def test_deadline__counted_from_one_that_was_met_before_the_move__is_not_moved(
    court: Office,
) -> None:
    answer = f"{PAPER} of=p1 met_by=claim.answered"
    court.post("2023-01-02 claim.filed item_id=c")
    for line in (TRIAL, answer, AFTER, FIRST):
        court.post(line)
    assert due(court, "e")[-1] == "2023-08-30"
    court.post("a: 2023-01-20 claim.answered item_id=c parties=p1")
    assert due(court, "e") == ["2023-06-28"] * 4
    court.post("2023-12-30 event.retracted target=a")
    assert due(court, "e") == ["2023-06-28", *["2023-08-30"] * 3]


def test_deadline__entered_late__follows_no_move_of_before_until_one_comes(court: Office) -> None:
    for line in (TRIAL, SECOND):
        court.post(line)
    assert warned(court.post(PAPER), "deadline.outdated_trigger")
    court.post('2023-12-30 event.corrected target=t changes={"at":"2023-07-10T09:00"}')
    assert due(court) == ["2023-07-03"] * 4
    court.post(FIRST)
    assert due(court) == ["2023-07-03", MOVED, MOVED, AT_LAST]


def test_deadline__taken_back_after_somebody_set_it_again__is_said_to_be_still_set(
    court: Office,
) -> None:
    again = PAPER.replace("d: 2023-01-06", "dd: 2023-02-02").replace("trigger=t", "trigger=u")
    for line in (TRIAL, PAPER, FIRST, again):
        court.post(line)
    receipt = court.post("2023-12-30 event.retracted target=d")
    (still,) = warned(receipt, "calendar.still_set")
    assert still.sentence.startswith("Deadline d (paper) is still open, due 2023-08-28, because ")
    assert isinstance(still.proposes, Proposed)
    assert still.proposes.data["target"] == "dd"
    last = court.post("2023-12-30 event.retracted target=dd")
    assert not warned(last, "calendar.still_set")
    assert due(court) == []


def test_hearing__held_before_the_day_for_which_it_is_set__is_warned_of(court: Office) -> None:
    court.post(TRIAL)
    held = "2023-07-03 hearing.held hearing_id=t kind=trial"
    assert not warned(court.post(held), "hearing.held_before")
    (odd,) = warned(court.post(FIRST), "hearing.held_before")
    assert odd.sentence == (
        "Hearing t (trial) was held on 2023-07-03, before the day for which it is set, "
        "2023-09-04, 9:00 am."
    )


def history(seed: int) -> list[str]:
    """Return moves of a hearing in any order, and what is corrected and taken back of them."""
    chosen = random.Random(seed)  # noqa: S311 - no secret
    days = [date(2023, 2, 1) + timedelta(days=3 * number) for number in range(25)]
    chosen.shuffle(days)
    lines, moves, gone = list[str](), list[str](), dict[str, str]()
    for number in range(chosen.randint(2, 8)):
        at = date(2023, 8, 7) + timedelta(weeks=chosen.randrange(20))
        kind = chosen.choice(("move", "move", "move", "at", "day", "take back", "take back"))
        one = chosen.choice(moves) if moves else ""
        change = ""
        standing = bool(one) and one not in gone
        match kind if standing or (one and kind == "take back") else "move":
            case "at":
                change = f'event.corrected target={one} changes={{"at":"{at}T09:00"}}'
            case "day":
                change = f'event.corrected target={one} changes={{"effective":"{days.pop()}"}}'
            case "take back":
                change = f"event.retracted target={gone.pop(one, one)}"
                gone |= {one: f"x{number}"} if change.endswith(one) else {}
            case _:
                moves.append(f"u{number}")
                move = f"u{number}: {days.pop()} hearing.scheduled hearing_id=t kind=trial"
                lines.append(f"{move} at={at}T09:00")
        lines += [f"x{number}: 2023-12-30 {change}"] if change else []
    return lines


@pytest.mark.parametrize("seed", range(at_length(short=6, long=200)))
def test_deadline__whatever_becomes_of_a_hearing__is_a_week_before_it_on_every_day(
    court: Office, seed: int
) -> None:
    plain = PAPER.replace("frcp", "calendar"), AFTER.replace("frcp", "calendar")
    for line in (TRIAL, *plain, *history(seed)):
        court.post(line)
    answers = Answers(court.database)
    for number in range(16):
        on = date(2023, 1, 10) + timedelta(days=5 * number)
        found = {one.entry_id: one.at for one in page(answers, Window(), as_of=str(on)).entries}
        paper = date.fromisoformat(found["t"][:10]) - timedelta(weeks=1)
        assert found["d"] == str(paper), on
        assert found["e"] == str(paper + timedelta(days=2)), on


def test_deadline__whose_day_somebody_has_given__does_not_follow_a_later_move(
    court: Office,
) -> None:
    given = '2023-01-20 event.corrected target=d changes={"due":"2023-06-20"}'
    for line in (TRIAL, PAPER, given, FIRST):
        court.post(line)
    assert due(court) == ["2023-06-20"] * 4


def test_move__of_another_day_where_an_older_one_was_redated__is_followed_as_well(
    court: Office,
) -> None:
    redated = '2023-03-02 event.corrected target=u changes={"effective":"2023-02-20"}'
    for line in (TRIAL, PAPER, FIRST, redated):
        court.post(line)
    court.post("w: 2023-02-01 hearing.scheduled hearing_id=t kind=trial at=2023-08-07T09:00")
    assert due(court) == [AT_FIRST, "2023-07-31", MOVED, MOVED]


def test_deadline__redated_behind_the_move_that_it_followed__is_as_if_set_so_at_first(
    court: Office,
) -> None:
    """Whoever counts from the old setting after the move may mean the old day."""
    redated = '2023-03-02 event.corrected target=d changes={"effective":"2023-02-05"}'
    for line in (TRIAL, PAPER, FIRST):
        court.post(line)
    (late,) = warned(court.post(redated), "deadline.outdated_trigger")
    assert "counted from there it is due 2023-08-28" in late.sentence
    assert due(court, days=DAYS[2:]) == [AT_FIRST, AT_FIRST]


@pytest.mark.parametrize("move", [FIRST, OTHER], ids=["set again", "replaced"])
def test_move__told_of_later_than_a_deadline_set_after_it__warns_that_this_keeps_its_day(
    court: Office, move: str
) -> None:
    late = PAPER.replace("2023-01-", "2023-03-")
    for line in (TRIAL, late):
        assert warned(court.post(line), "deadline.outdated_trigger") == []
    (told,) = warned(court.post(move), "deadline.outdated_trigger")
    assert "counted from there it is due 2023-08-28" in told.sentence
    assert due(court)[-1] == AT_FIRST
    assert warned(court.post("2023-04-01 note.recorded text=Light"), told.code) == []


def test_deadline__by_a_period_and_a_rule_nobody_reads__follows_the_period(court: Office) -> None:
    later = '2023-01-20 event.corrected target=t changes={"at":"2023-07-10T09:00"}'
    for line in (TRIAL, f"{PAPER} rule=Local-rule-5", later):
        assert warned(court.post(line), "deadline_rule_unknown") == []
    assert due(court) == ["2023-07-03"] * 4
