"""What a post does to hearings and deadlines: refused, warned of, proposed, moved, told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from casefile.answers.due.calendar import Window, page
from casefile.event import Draft
from casefile.recording.afterwards.clashes import with_clashes
from casefile.recording.receipt import Proposed, Receipt, Warned
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.histories import Office

HEARING = "h: 2023-01-05 hearing.scheduled hearing_id=h kind=trial at=2023-07-01T09:00"
DEADLINE = "d: 2023-01-05 deadline.set deadline_id=d kind=brief due=2023-03-01"


@pytest.fixture
def court(office: Office) -> Iterator[Office]:
    office.open(parties=("p1", "p2", "p3"))
    yield office
    assert verify(office.database).sound


def warned(receipt: Receipt, code: str) -> list[Warned]:
    return [one for one in receipt.warnings if one.code == code]


def proposed(receipt: Receipt, code: str) -> tuple[str, Mapping[str, object]]:
    """Return the type and the data of the one event that a receipt proposes."""
    (one,) = warned(receipt, code)
    assert isinstance(one.proposes, Proposed)
    return one.proposes.type, one.proposes.data


def told(receipt: Receipt) -> list[str]:
    return [one.sentence for one in receipt.calendar]


def test_closing__of_a_replaced_deadline__refused_with_the_one_in_its_place(court: Office) -> None:
    court.post(DEADLINE)
    court.post("2023-02-01 deadline.set deadline_id=d2 kind=brief due=2023-04-01 replaces=d")
    refusal = court.refused("2023-02-02 deadline.closed deadline_id=d how=met", "process.over")
    assert refusal.sentence == (
        "Deadline d (brief) is replaced (since 2023-02-01); “deadline closed” does not fit. "
        "In its place stands d2, 2023-04-01."
    )
    court.post("2023-02-02 deadline.closed deadline_id=d how=met !")
    court.post("2023-02-02 deadline.closed deadline_id=d2 how=met")


@pytest.mark.parametrize(
    "again",
    [
        "2023-02-02 hearing.cancelled hearing_id=h",
        "2023-02-02 hearing.held hearing_id=h kind=trial",
    ],
)
def test_hearing__that_is_off__is_neither_cancelled_nor_held(court: Office, again: str) -> None:
    court.post(HEARING)
    court.post("2023-02-01 hearing.cancelled hearing_id=h")
    court.refused(again, "process.over")
    court.post("2023-02-01 hearing.scheduled hearing_id=h kind=trial at=2023-07-02T09:00")
    court.post(again)


def test_act__that_an_earlier_one_makes_irregular__is_warned_of(court: Office) -> None:
    court.post(HEARING)
    court.post("c: 2023-02-01 hearing.cancelled hearing_id=h")
    (one,) = warned(
        court.post("e: 2023-01-20 hearing.held hearing_id=h kind=trial"), "calendar.irregular"
    )
    assert one.events == ("c", "e")
    assert not warned(court.post("2023-02-02 note.recorded"), "calendar.irregular")


def test_hearing__set_for_a_day_before_it_was_set__is_warned_of(court: Office) -> None:
    (one,) = warned(
        court.post("2023-05-05 hearing.scheduled hearing_id=x kind=status at=2022-05-12"),
        "hearing.before_set",
    )
    assert "set for 2022-05-12, before the day on which it was set (2023-05-05)" in one.sentence
    assert not warned(court.post(HEARING), "hearing.before_set")


def test_settings__of_one_day__are_warned_of_until_a_link_orders_them(court: Office) -> None:
    court.post(DEADLINE)
    court.post("b: 2023-02-01 deadline.set deadline_id=d kind=brief due=2023-04-01")
    again = "c: 2023-02-01 deadline.set deadline_id=d kind=brief due=2023-05-01"
    assert warned(court.post(again, dry_run=True), "order_ambiguous")
    assert not warned(court.post(f"{again} >b"), "order_ambiguous")


def test_post__that_moves_an_entry__tells_it_before_and_after(court: Office) -> None:
    assert told(court.post(DEADLINE)) == []
    later = "2023-02-01 deadline.set deadline_id=d kind=brief due=2023-04-01"
    before_it_is_saved = told(court.post(later, dry_run=True))
    assert (
        before_it_is_saved
        == ["Deadline d (brief): 2023-03-01, open; now 2023-04-01, open."]
        == told(court.post(later))
    )
    assert told(court.post("2023-03-02 deadline.closed deadline_id=d how=met")) == [
        "Deadline d (brief): 2023-04-01, open; now 2023-04-01, met."
    ]
    assert told(court.post("2023-12-31 event.retracted target=d")) == []


def test_post__of_a_deadline_that_was_met_after_its_day__says_that_it_was_late(
    court: Office,
) -> None:
    court.post("2023-02-01 deadline.set deadline_id=e kind=brief due=2023-04-01")
    assert told(court.post("2023-04-12 deadline.closed deadline_id=e how=met")) == [
        "Deadline e (brief): 2023-04-01, open; now 2023-04-01, met late."
    ]


TRIAL = "t: 2023-01-05 hearing.scheduled hearing_id=t kind=trial at=2023-07-03T09:00"


def counted(number: int) -> str:
    period = f'{{"number":{number + 1},"unit":"weeks","direction":"before","counting":"frcp"}}'
    return (
        f"d{number}: 2023-01-06 deadline.set deadline_id=d{number} kind=paper trigger=t "
        f"period={period}"
    )


def test_trial_date__that_is_moved__moves_sixty_deadlines_in_one_post(court: Office) -> None:
    court.post(TRIAL)
    for number in range(60):
        court.post(counted(number % 20).replace(f"d{number % 20}", f"d{number}"))
    court.post("2023-01-07 deadline.closed deadline_id=d7 how=vacated")
    moved = "u: 2023-02-01 hearing.scheduled hearing_id=t kind=trial at=2023-09-04T09:00"
    tried = court.post(moved, dry_run=True)
    assert len(tried.added) == 59
    behind = court.position
    receipt = court.post(moved)
    assert told(receipt) == told(tried)
    assert len(receipt.calendar) == 60  # the hearing itself, and all but the one that is closed
    assert court.position == behind + 60
    first = next(one for one in receipt.added if one.deadline_id == "d0")
    assert (first.before, first.counted.due) == ("2023-06-26", "2023-08-28")


@pytest.mark.parametrize("moved", ["hearing_id=t", "hearing_id=t2 replaces=t"])
def test_deadline__of_a_hearing_that_is_moved__is_as_it_was_on_the_days_before(
    court: Office, moved: str
) -> None:
    court.post(TRIAL)
    court.post(counted(0))
    court.post(f"2023-02-01 hearing.scheduled {moved} kind=trial at=2023-09-04T09:00")

    def due(day: str) -> list[str]:
        answer = page(Answers(court.database), Window(), as_of=day)
        return [one.at for one in answer.entries if one.entry == "deadline"]

    assert (due("2023-01-31"), due("2023-02-01")) == (["2023-06-26"], ["2023-08-28"])


MOVED = "u: 2023-02-01 hearing.scheduled hearing_id=t kind=trial at=2023-09-04T09:00"


@pytest.mark.parametrize(
    "moved",
    [
        (MOVED,),
        (MOVED.replace("_id=t", "_id=t2 replaces=t"),),
        (
            MOVED.replace("u:", "v:").replace("_id=t", "_id=t2 replaces=t"),
            "u: 2023-03-01 hearing.scheduled hearing_id=t3 replaces=t2 kind=trial at=2023-09-04",
        ),
        ("2023-01-20 hearing.cancelled hearing_id=t", MOVED),
    ],
)
def test_deadline__recorded_after_its_trial_was_moved__is_warned_of_with_its_new_day(
    court: Office, moved: tuple[str, ...]
) -> None:
    court.post(TRIAL)
    for one in moved:
        court.post(one)
    tried = court.post(counted(0), dry_run=True)
    receipt = court.post(counted(0))
    (late,) = warned(receipt, "deadline.outdated_trigger")
    assert [one.sentence for one in tried.warnings] == [one.sentence for one in receipt.warnings]
    since = "2023-03-01" if len(moved) > 1 and "replaces" in moved[1] else "2023-02-01"
    assert late.sentence.startswith(
        "Deadline d0 (paper) is counted from trial of 2023-07-03, 9:00 am, which is set for "
        "2023-09-04"
    )
    assert late.sentence.endswith(
        f" by now (since {since}); counted from there it is due 2023-08-28: set it again, if it is."
    )
    assert isinstance(late.proposes, Proposed)
    assert late.proposes.data["trigger"] == "u"
    again = msgspec.convert(
        {
            "matter_id": "m1",
            "type": late.proposes.type,
            "effective": "2023-03-01",
            "data": late.proposes.data,
        },
        Draft,
    )
    settled = court.recorder.record([again], by="tester")
    assert not warned(settled, "deadline.outdated_trigger")
    found = page(Answers(court.database), Window(), as_of="2023-03-02").entries
    assert [one.at for one in found if one.entry_id == "d0"] == ["2023-08-28"]


def test_deadline__of_a_trial_that_is_off__says_so(court: Office) -> None:
    court.post(TRIAL)
    court.post("2023-01-20 hearing.cancelled hearing_id=t")
    (late,) = warned(court.post(counted(0)), "deadline.outdated_trigger")
    assert late.sentence == (
        "Deadline d0 (paper) is counted from trial of 2023-07-03, 9:00 am, which is cancelled "
        "(since 2023-01-20): it may be due no more."
    )


def test_deadline__counted_from_one_that_was_extended__is_warned_of(court: Office) -> None:
    court.post("a: 2023-01-05 deadline.set deadline_id=a kind=discovery due=2023-03-01")
    court.post("b: 2023-02-01 deadline.set deadline_id=a kind=discovery due=2023-05-01")
    period = 'period={"number":14,"unit":"days","counting":"frcp"}'
    line = f"c: 2023-02-02 deadline.set deadline_id=c kind=motion trigger=a {period}"
    (late,) = warned(court.post(line), "deadline.outdated_trigger")
    assert "of 2023-03-01, which is set for 2023-05-01 by now" in late.sentence
    assert "it is due 2023-05-15" in late.sentence


def test_deadline__of_a_trial_as_it_is_set_or_held__is_not_warned_of(court: Office) -> None:
    court.post(TRIAL)
    assert not warned(court.post(counted(0)), "deadline.outdated_trigger")
    court.post("2023-07-03 hearing.held hearing_id=t kind=trial")
    assert not warned(court.post(counted(1)), "deadline.outdated_trigger")
    court.post(MOVED.replace("2023-02-01", "2023-07-05"))
    closed = "2023-01-06 deadline.closed deadline_id=d2 how=vacated"
    assert not warned(court.post(f"{counted(2)}\n{closed}"), "deadline.outdated_trigger")


def test_deadline__that_somebody_set_otherwise__does_not_follow_the_hearing(court: Office) -> None:
    court.post(TRIAL)
    court.post(counted(0))
    court.post("2023-01-08 deadline.set deadline_id=d0 kind=paper due=2023-06-01")
    moved = court.post("2023-02-01 hearing.scheduled hearing_id=t kind=trial at=2023-09-04T09:00")
    assert not moved.added


FILED = "2023-01-01 claim.filed item_id=c claimants=p1 against=p2,p3"
SERVED = "s: 2023-01-10 claim.served item_id=c parties=p2"
DUE = (
    "2023-01-10 deadline.set deadline_id=a kind=answer due=2023-01-31 of=p2 trigger=s "
    "met_by=claim.answered,motion.filed"
)


def test_answer__on_record__meets_the_deadline_of_its_party(court: Office) -> None:
    court.post(f"{FILED}\n{SERVED}")
    court.post(DUE)
    assert told(court.post("2023-01-20 claim.answered item_id=c parties=p3")) == []
    answered = "x: 2023-01-25 claim.answered item_id=c parties=p2"
    assert told(court.post(answered)) == [
        "Deadline a (answer): 2023-01-31, open; now 2023-01-31, met."
    ]
    assert told(court.post("2023-12-31 event.retracted target=x")) == [
        "Deadline a (answer): 2023-01-31, met; now 2023-01-31, open."
    ]


def test_motion__that_may_meet_a_deadline__proposes_to_close_it(court: Office) -> None:
    court.post(f"{FILED}\n{SERVED}")
    court.post(DUE)
    motion = "m: 2023-01-25 motion.filed motion_id=m kind=dismiss by=p2"
    assert proposed(court.post(motion), "deadline.perhaps_met") == (
        "deadline.closed",
        {"deadline_id": "a", "how": "met"},
    )


ANSWERED = "x: 2023-01-25 claim.answered item_id=c parties=p2"
STRUCK = "z: 2023-03-01 claim.answer_stricken item_id=c parties=p2"


def standing(court: Office, day: str) -> list[tuple[str, bool]]:
    """Return how the deadlines stand on a day, in words, and whether they are overdue."""
    found = page(Answers(court.database), Window(), as_of=day, overdue=True).entries
    return [(one.label, one.overdue) for one in found if one.entry == "deadline"]


def test_answer__that_is_stricken__leaves_its_deadline_open_and_says_why(court: Office) -> None:
    court.post(f"{FILED}\n{SERVED}\n{DUE}\n{ANSWERED}")
    receipt = court.post(STRUCK)
    assert told(receipt) == ["Deadline a (answer): 2023-01-31, met; now 2023-01-31, open."]
    (one,) = warned(receipt, "deadline.open_again")
    assert one.sentence == (
        "Deadline a (answer), due 2023-01-31, is open again: claim.answer_stricken of 2023-03-01 "
        "took back what had met it."
    )
    assert standing(court, "2023-02-28") == [("met", False)]
    again = "open again since 2023-03-01 (answer stricken)"
    assert standing(court, "2023-03-01") == [(f"OVERDUE, {again}", True)]
    court.post("2023-03-10 deadline.set deadline_id=a kind=answer due=2023-04-01 of=p2")
    assert standing(court, "2023-03-10") == [("open", False)]


def test_answer__whose_striking_is_retracted__meets_its_deadline_again(court: Office) -> None:
    court.post(f"{FILED}\n{SERVED}\n{DUE}\n{ANSWERED}\n{STRUCK}")
    assert told(court.post("2023-12-31 event.retracted target=z")) == [
        "Deadline a (answer): 2023-01-31, open; now 2023-01-31, met."
    ]


@pytest.mark.parametrize("struck", [STRUCK, STRUCK.removesuffix(" parties=p2")])
def test_deadline__that_somebody_closed_as_met__is_proposed_to_be_set_again(
    court: Office, struck: str
) -> None:
    court.post(f"{FILED}\n{SERVED}\n{DUE}")
    court.post("2023-01-24 deadline.closed deadline_id=a how=met")
    court.post(ANSWERED)
    receipt = court.post(struck)
    assert not told(receipt)
    assert proposed(receipt, "deadline.perhaps_open_again") == (
        "deadline.set",
        {
            "deadline_id": "a",
            "kind": "answer",
            "due": "2023-01-31",
            "of": "p2",
            "met_by": ["claim.answered", "motion.filed"],
        },
    )


def test_motion_to_strike__a_paper_that_somebody_said_met_a_deadline__proposes_to_set_it_again(
    court: Office,
) -> None:
    court.post(f"{DEADLINE} of=p2 met_by=document.filed")
    court.post("2023-02-20 deadline.closed deadline_id=d how=met")
    court.post("2023-02-21 motion.filed motion_id=m by=p1 kind=strike")
    court.post("2023-01-05 deadline.set deadline_id=e kind=fee due=2023-03-01")
    court.post("2023-02-20 deadline.closed deadline_id=e how=met")
    granted = court.post("2023-03-01 motion.decided motion_id=m outcome=granted")
    type_, data = proposed(granted, "deadline.perhaps_open_again")
    assert (type_, data["deadline_id"], data["due"]) == ("deadline.set", "d", "2023-03-01")


def test_cancelling__dated_before_the_hearing_was_set__is_warned_of(court: Office) -> None:
    first = court.post("a: 2023-01-20 hearing.scheduled hearing_id=x kind=trial at=2023-07-01")
    assert not first.warnings
    (one,) = warned(
        court.post("b: 2023-01-10 hearing.cancelled hearing_id=x"), "calendar.irregular"
    )
    assert one.sentence == (
        "Hearing x was not set yet on 2023-01-10; “hearing cancelled” does not fit."
    )
    assert not warned(court.post("2023-02-02 note.recorded"), "calendar.irregular")


def test_setting__dated_after_what_became_of_it__is_warned_of(court: Office) -> None:
    court.post(HEARING)
    court.post("b: 2023-01-10 hearing.cancelled hearing_id=h")
    late = 'event.corrected target=h changes={"effective":"2023-01-12"}'
    assert warned(court.post(f"2023-12-31 {late}"), "calendar.irregular")


def test_hearings__that_replace_one_another_on_one_day__are_warned_of(court: Office) -> None:
    court.post("2023-01-05 hearing.scheduled hearing_id=i kind=trial at=2023-06-01")
    court.post(HEARING)
    court.post("a: 2023-02-01 hearing.scheduled hearing_id=h kind=trial at=2023-08-01 replaces=i")
    back = "b: 2023-02-01 hearing.scheduled hearing_id=i kind=trial at=2023-09-01 replaces=h"
    assert warned(court.post(back), "order_ambiguous")


def test_hearings__of_which_three_replace_one_another__stand_alike_whatever_is_recorded_last(
    court: Office,
) -> None:
    """The middle one names no entry that the first one is; `court` verifies the tables after."""
    for name in "efg":
        court.post(f"2023-01-05 hearing.scheduled hearing_id={name} kind=trial at=2023-06-01")
    set_for = "2023-02-01 hearing.scheduled kind=trial at=2023-08-01 hearing_id="
    court.post(f"a: {set_for}e replaces=f")
    court.post(f"c: {set_for}g replaces=e")
    assert warned(court.post(f"b: {set_for}f replaces=g"), "order_ambiguous")
    found = page(Answers(court.database), Window(), as_of="2023-02-01").entries
    assert {one.entry_id: one.status for one in found} == {
        "e": "replaced",
        "f": "replaced",
        "g": "scheduled",
    }
    court.post("2023-12-31 event.retracted target=b")


def test_deadline__met_and_set_again_on_one_day__is_warned_of(court: Office) -> None:
    court.post(DEADLINE)
    court.post("b: 2023-02-01 deadline.closed deadline_id=d how=met")
    again = "c: 2023-02-01 deadline.set deadline_id=d kind=brief due=2023-05-01"
    assert warned(court.post(again, dry_run=True), "order_ambiguous")
    assert not warned(court.post(f"{again} >b"), "order_ambiguous")


def test_plea__to_the_last_charge__proposes_to_take_the_trial_off(court: Office) -> None:
    court.post("2023-01-02 charge.filed item_id=c1\n2023-01-02 charge.filed item_id=c2")
    court.post(HEARING)
    plea = "2023-02-01 charge.plea_entered plea=guilty item_id="
    assert not warned(court.post(f"{plea}c1"), "calendar.left")
    assert proposed(court.post(f"{plea}c2"), "calendar.left") == (
        "hearing.cancelled",
        {"hearing_id": "h"},
    )


def test_plea__after_a_hearing_without_an_outcome__asks_for_that(court: Office) -> None:
    court.post("2023-01-02 charge.filed")
    court.post(
        "2023-01-10 hearing.scheduled hearing_id=h kind=pretrial_conference at=2023-01-31T09:00"
    )
    pleaded = court.post("2023-02-01 charge.plea_entered plea=guilty")
    (waits,) = warned(pleaded, "hearing.took_place")
    assert "has no outcome on record" in waits.sentence
    assert not warned(pleaded, "calendar.left")
    assert proposed(pleaded, "hearing.took_place") == (
        "hearing.held",
        {"hearing_id": "h", "kind": "pretrial_conference"},
    )


def test_plea__of_one_of_two__proposes_no_hearing_of_the_other(court: Office) -> None:
    court.post(
        "2023-01-01 party.added party_id=p4 name=Kim\n2023-01-02 charge.filed\n"
        "2023-01-02 charge.filed item_id=c2 party_id=p4"
    )
    hearing = "2023-01-10 hearing.scheduled at=2023-02-01T09:00 hearing_id="
    court.post(f"{hearing}h1 kind=Kim's_arraignment\n{hearing}h2 kind=Doe's_arraignment")
    pleaded = court.post("2023-02-01 charge.plea_entered plea=not_guilty")
    _, held = proposed(pleaded, "hearing.took_place")
    assert held["hearing_id"] == "h2"


def test_trial__that_is_over_on_its_day__is_proposed_as_held_once(court: Office) -> None:
    for one in ("c1", "c2"):
        court.post(f"2023-01-02 charge.filed item_id={one}")
    court.post(HEARING)
    lines = [
        f"2023-07-01 {act} item_id={one}"
        for one in ("c1", "c2")
        for act in ("charge.trial_commenced", "charge.verdict_returned verdict=not_guilty")
    ]
    receipt = court.post("\n".join(lines))
    told = [one.code for one in receipt.warnings if one.proposes]
    assert told == ["hearing.took_place"]


def test_trial__to_come_of_counts_that_are_dismissed__is_taken_off_once(court: Office) -> None:
    for one in ("c1", "c2"):
        court.post(f"2023-01-02 charge.filed item_id={one}")
    court.post(HEARING)
    receipt = court.post(
        "\n".join(f"2023-02-01 charge.dismissed item_id={one}" for one in ("c1", "c2"))
    )
    assert len(warned(receipt, "calendar.left")) == 1


def test_dismissal__of_a_claim__proposes_to_close_what_hangs_on_it(court: Office) -> None:
    court.post(f"{FILED}\n{SERVED}")
    court.post(DUE)
    assert proposed(court.post("2023-02-01 claim.dismissed item_id=c"), "calendar.left")[1] == {
        "deadline_id": "a",
        "how": "vacated",
    }


def test_hearing__at_the_hour_of_another__is_warned_of_where_somebody_is_in_both(
    office: Office,
) -> None:
    office.open("m1", "m2", parties=("p1", "p2"))
    office.open("m3", parties=("p3",))
    for matter in ("m2", "m3"):
        office.post(
            f"2023-01-05 hearing.scheduled @{matter} hearing_id=h kind=trial at=2023-07-03T10:00 "
            "time_zone=America/Chicago"
        )
    asking = Answers(office.database)
    set_for = "2023-01-05 hearing.scheduled hearing_id=x kind=status time_zone=America/Denver at="
    for dry_run in (True, False):
        same = office.post(f"{set_for}2023-07-03T09:00", dry_run=dry_run)
        (one,) = warned(with_clashes(asking, same), "hearing.same_hour")
        assert "the hour of hearing h in State v. Doe (m2), for Pat Doe" in one.sentence
    later = office.post(f"{set_for}2023-07-03T09:30")
    assert not warned(with_clashes(asking, later), "hearing.same_hour")


def test_kind__of_the_field__set_again_is_set(court: Office) -> None:
    """A file of the field: cancelled and set again, closed and set again, by effective date."""
    file = Path(__file__).parents[3] / "shared" / "cases" / "F27" / "set_again.jsonl"
    if not file.is_file():
        pytest.skip("The cases from the field are not beside this checkout.")
    drafts = [msgspec.json.decode(line, type=Draft) for line in file.read_bytes().splitlines()]
    court.today = "2026-11-29"
    court.recorder.record(drafts, by="tester", loaded=True)
    found = page(Answers(court.database), Window(matter_id="m2"), as_of="2026-11-29").entries
    assert [(one.entry_id, one.at, one.status) for one in found] == [
        ("d1", "2026-12-20", "open"),
        ("h8", "2026-12-21T14:00", "scheduled"),
    ]


def test_term__of_an_item__is_told_where_it_changes_and_nowhere_else(court: Office) -> None:
    court.post("2023-01-02 charge.filed item_id=c1 offense=fraud")
    court.post("p: 2023-02-01 charge.plea_entered plea=guilty item_id=c1")
    court.post("2023-02-01 charge.conviction_entered item_id=c1 basis=plea_guilty")
    court.post("s: 2023-02-02 sentence.imposed item_ids=c1")
    otherwise = 'target=p changes={"data":{"plea":"no_contest"}}'
    assert not told(court.post(f"2023-03-01 event.corrected {otherwise}"))
    longer = '{"data":{"components":[{"kind":"probation","term":"P1Y"}]}}'
    assert told(court.post(f"2023-03-01 event.corrected target=s changes={longer}")) == [
        "Probation ends (fraud against Pat Doe (p1)): 2023-08-02; now 2024-02-02."
    ]


def test_term__that_runs_no_more__is_told_in_words(court: Office) -> None:
    court.post("2023-01-02 charge.filed item_id=c1 offense=fraud")
    court.post("2023-02-01 charge.plea_entered plea=guilty item_id=c1")
    court.post("2023-02-01 charge.conviction_entered item_id=c1 basis=plea_guilty")
    parts = '[{"kind":"incarceration","term":"P1Y"},{"kind":"probation","term":"P6M"}]'
    court.post(f"s: 2023-02-02 sentence.imposed item_ids=c1 components={parts}")
    vacated = court.post("2023-03-01 charge.conviction_vacated item_id=c1 by=trial_court")
    (ended,) = told(vacated)
    assert ended == (
        "Probation ends, day not known (fraud against Pat Doe (p1)): "
        "on or after 2 August 2023; now no longer running."
    )


def test_terms__of_several_kinds__are_told_each_by_itself(court: Office) -> None:
    court.post("2023-01-02 charge.filed item_id=c1 offense=fraud")
    court.post("2023-02-01 charge.plea_entered plea=guilty item_id=c1")
    court.post("2023-02-01 charge.conviction_entered item_id=c1 basis=plea_guilty")
    parts = '{"kind":"supervised_release","term":"P1Y"},{"kind":"probation","term":"%s"}'
    court.post(f"s: 2023-02-02 sentence.imposed item_ids=c1 components=[{parts % 'P6M'}]")
    longer = f'{{"data":{{"components":[{parts % "P1Y"}]}}}}'
    assert told(court.post(f"2023-03-01 event.corrected target=s changes={longer}")) == [
        "Probation ends (fraud against Pat Doe (p1)): 2023-08-02; now 2024-02-02."
    ]


APPEAL = "deadline.set deadline_id=d kind=notice due=2023-03-01 met_by=appeal.filed"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (f"2023-02-01 {APPEAL}", True),
        (f"2023-02-01 {APPEAL} trigger=v", False),  # it is moot by itself
        (f"2023-02-01 {APPEAL} trigger=other", False),  # an appeal on another claim
        ("2023-02-01 deadline.set deadline_id=d kind=fine due=2023-03-01", False),
    ],
)
def test_deadline__to_appeal_from_what_is_taken_back__is_told_of(
    court: Office, setting: str, told: bool
) -> None:
    court.post(
        "2023-01-01 charge.filed\n2023-01-01 charge.filed item_id=c2\n"
        "2023-01-20 charge.conviction_entered basis=unknown !\n"
        "other: 2023-01-20 charge.conviction_entered item_id=c2 basis=unknown !\n"
        f"v: 2023-02-01 sentence.imposed\n{setting}"
    )
    vacated = court.post("2023-02-10 charge.conviction_vacated")
    assert len(warned(vacated, "calendar.left")) == told
    if told:
        assert proposed(vacated, "calendar.left") == (
            "deadline.closed",
            {"deadline_id": "d", "how": "vacated"},
        )


def test_deadline_to_plead__is_met_by_the_plea_of_the_party_whose_it_is(court: Office) -> None:
    court.post(
        "2023-01-01 charge.filed\n2023-01-01 charge.filed item_id=c2 party_id=p2\n"
        "2023-01-02 deadline.set deadline_id=d kind=contest due=2023-02-01 of=p1 "
        "met_by=charge.plea_entered"
    )
    court.post("2023-01-10 charge.plea_entered item_id=c2 plea=not_guilty")
    assert [status for status, _ in standing(court, "2023-01-31")] == ["open"]
    court.post("2023-01-20 charge.plea_entered plea=not_guilty")
    assert [status for status, _ in standing(court, "2023-01-31")] == ["met"]


EITHER = "2023-01-05 deadline.set deadline_id=d due=2023-03-01 kind="
CITED = "2023-01-04 citation.issued item_id=c"
TICKET = "2023-01-04 charge.filed"
PAID = "2023-01-20 citation.obligation_performed item_id=c what=penalty complied="

SUED = "2023-01-20 claim.filed item_id=d claimants=p1 against=p2 cause=theft"


DISCOVERY = "answers-to-discovery"
PAPER = "2023-01-20 document.filed title="
NOTE = "2023-01-20 note.recorded text="


@pytest.mark.parametrize(
    ("filed", "deadline", "done", "asked"),
    [
        (CITED, "pay-or-contest", "2023-01-20 citation.contested item_id=c", True),
        (CITED, "fine of=p1", f"{PAID}true", True),
        (CITED, "pay-or-contest", f"{PAID}false", False),
        (CITED, "pay-or-contest of=p2", f"{PAID}true", False),
        (CITED, "abatement", f"{PAID}true", False),
        (CITED, "abatement", f"{PAID}true".replace("penalty", "abatement"), True),
        (CITED, "payroll-records", f"{PAID}true", False),
        (TICKET, "pay-or-contest", "2023-01-20 charge.plea_entered plea=not_guilty", True),
        (TICKET, "answer-or-pay of=p2", "2023-01-20 charge.plea_entered plea=guilty", False),
        (FILED, "answer-or-move", "2023-01-20 claim.answered item_id=c", True),
        (FILED, "reply-brief", "2023-01-20 claim.answered item_id=c", False),
        (FILED, DISCOVERY, f"{PAPER}Responses-to-Discovery", True),
        (FILED, DISCOVERY, f"{PAPER}Defendant's-responses-to-discovery", True),
        (FILED, DISCOVERY, f"{PAPER}Interrogatories", False),
        (FILED, DISCOVERY, f"{PAPER}Discovery-requests", False),
        (FILED, DISCOVERY, f"{PAPER}Motion-to-compel-answers-to-discovery", False),
        (FILED, DISCOVERY, f"{NOTE}We-served-answers-to-discovery", True),
        (FILED, DISCOVERY, f"{NOTE}They-have-not-served-answers-to-discovery", False),
        (FILED, DISCOVERY, f"{NOTE}They-asked-for-answers-to-discovery", False),
        (FILED, "plaintiff's-expert-disclosures", f"{PAPER}Expert-disclosures", True),
        (FILED, "plaintiff's-expert-disclosures", f"{PAPER}Defendant's-expert-disclosure", False),
        (FILED, "expert-disclosures", f"{PAPER}Initial-disclosures", False),
        (FILED, "expert-disclosures", f"{NOTE}Order-filed:-expert-disclosures-are-due", False),
        (FILED, "expert-disclosures", "2022-12-01 document.filed title=Expert-disclosures", False),
        (FILED, "file-suit of=p1", SUED, True),
        (FILED, "bring-a-federal-lawsuit of=p1", SUED, True),
        (FILED, "to-sue of=p2", SUED, False),
        (FILED, "answer-the-suit of=p1", SUED, False),
    ],
)
def test_deadline__that_asks_for_this_or_that__is_asked_about_by_what_it_is_called(
    court: Office, filed: str, deadline: str, done: str, asked: bool
) -> None:
    court.post(f"{filed}\n{EITHER}{deadline}")
    receipt = court.post(done)
    if not asked:
        assert warned(receipt, "deadline.perhaps_met") == []
        return
    closing = {"deadline_id": "d", "how": "met"}
    assert proposed(receipt, "deadline.perhaps_met") == ("deadline.closed", closing)
    court.post("2023-01-20 deadline.closed deadline_id=d how=met")


@pytest.mark.parametrize(
    ("kind", "act", "waits"),
    [
        ("trial", "charge.trial_commenced item_id=c", True),
        ("jury_trial", "charge.trial_commenced item_id=c", True),
        ("pretrial_conference", "charge.trial_commenced item_id=c", False),
        ("pre-trial_conference", "charge.trial_commenced item_id=c", False),
        ("pre-trial_hearing", "charge.trial_commenced item_id=c", False),
        ("trial_setting_conference", "charge.trial_commenced item_id=c", False),
        ("arraignment", "charge.plea_entered item_id=c plea=not_guilty", True),
        ("trial", "charge.plea_entered item_id=c plea=not_guilty", False),
    ],
)
def test_hearing__of_the_day_of_its_act__is_proposed_as_held(
    court: Office, kind: str, act: str, *, waits: bool
) -> None:
    court.post("2023-01-02 charge.filed item_id=c party_id=p1")
    court.post(f"2023-01-05 hearing.scheduled hearing_id=h kind={kind} at=2023-07-01T09:00")
    assert not warned(court.post("2023-06-30 note.recorded text=x"), "hearing.took_place")
    receipt = court.post(f"2023-07-01 {act}")
    if not waits:
        assert not warned(receipt, "hearing.took_place")
        return
    held = {"kind": kind, "hearing_id": "h"}
    assert proposed(receipt, "hearing.took_place") == ("hearing.held", held)
    court.post(f"2023-07-01 hearing.held hearing_id=h kind={kind}")


@pytest.mark.parametrize("day", ["2023-06-30", "2023-07"])
def test_hearing__not_surely_of_the_day_of_an_act__is_not_proposed(court: Office, day: str) -> None:
    court.post("2023-01-02 charge.filed item_id=c party_id=p1")
    court.post(HEARING)
    receipt = court.post(f"{day} charge.trial_commenced item_id=c")
    assert not warned(receipt, "hearing.took_place")


def test_hearing__held_already_or_of_two_counts__is_proposed_once_at_most(court: Office) -> None:
    for one in ("c", "d"):
        court.post(f"2023-01-02 charge.filed item_id={one} party_id=p1")
    court.post(HEARING)
    begins = "charge.trial_commenced item_id"
    receipt = court.post(f"2023-07-01 {begins}=c\n2023-07-01 {begins}=d")
    assert len(warned(receipt, "hearing.took_place")) == 1
