"""The events of the calendar file as a subscribed program follows them through their lives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import icalendar
import pytest

from casefile.answers.due.appointments import appointments
from casefile.answers.due.calendar import Window
from casefile.exports.ics import ics
from casefile.law import terms
from casefile.law.edtf import LAST_DAY
from casefile.upkeep.rebuild import rebuild
from tests.asking import Answers, choose_zone
from tests.histories import Office

Events = Mapping[str, Any]
OPENED = """
    o: 2023-01-01 matter.opened @t title=Doe category=civil jurisdiction=US time_zone=Asia/Tokyo
    2023-01-01 party.added @t party_id=p1
    p: 2023-01-01 party.added @t party_id=p2 name=Roe
    2023-01-01 claim.filed @t item_id=c1 claimants=p1 against=p2
    s: 2023-01-10 claim.served @t item_id=c1 parties=p2"""
HEARING = "2023-01-02 hearing.scheduled @t hearing_id=h kind=trial at=2023-06-01T09:00"
DEADLINE = (
    "2023-01-10 deadline.set @t deadline_id=d kind=answer due=2023-01-31 of=p2 "
    "met_by=claim.answered trigger=s"
)
ANSWERED = "x: 2023-01-20 claim.answered @t item_id=c1 parties=p2"
H, D = "hearing/t/h@casefile", "deadline/t/d@casefile"
REVISION = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")


class Followed:
    """The file of an office as it is made again and again, on the days that a test turns to."""

    def __init__(self, office: Office, zone: str = "America/Denver") -> None:
        choose_zone(office.database, zone)
        self.office = office
        self.answers = Answers(office.database, office._clock_us)

    def read(self, **window: Any) -> Events:
        """Return the events of the file by their ids, of which each is there once."""
        found = appointments(self.answers, Window(**window)).found
        events = icalendar.Calendar.from_ical(ics(found, "x")).walk("VEVENT")
        by_uid = {str(one["UID"]): one for one in events}
        assert len(by_uid) == len(events)
        return by_uid

    def after(self, history: str, day: str = "2024-01-05") -> Events:
        """Return the events after something was recorded on a day."""
        self.office.today = day
        self.office.post(history)
        return self.read()


def told(event: Any) -> dict[str, bytes]:
    """Return all that an event says but for which revision it is."""
    return {name: value.to_ical() for name, value in event.items() if name not in REVISION}


def check_followed(before: Events, now: Events) -> None:
    """See that what changed is a later revision, and that none is an earlier one."""
    for uid in before.keys() & now.keys():
        was, is_ = before[uid], now[uid]
        assert int(is_["SEQUENCE"]) >= int(was["SEQUENCE"]), uid
        assert is_["DTSTAMP"].dt == is_["LAST-MODIFIED"].dt >= was["DTSTAMP"].dt, uid
        if told(is_) != told(was):
            assert int(is_["SEQUENCE"]) > int(was["SEQUENCE"]), uid
            assert is_["DTSTAMP"].dt > was["DTSTAMP"].dt, uid


@pytest.fixture
def followed(office: Office) -> Followed:
    office.today = "2024-01-01"
    office.post(f"{OPENED}\n{HEARING}\n{DEADLINE}")
    return Followed(office)


def test_hearing__cancelled_and_set_again__is_one_event_that_takes_place(
    followed: Followed,
) -> None:
    steps = (
        ("2023-01-03 hearing.scheduled @t hearing_id=h kind=trial at=2023-06-02T09:00", "CONFIRMED",
         "Trial, Doe", "2023-06-02"),
        ("2023-01-04 hearing.cancelled @t hearing_id=h", "CANCELLED", "[cancelled] Trial, Doe",
         "2023-06-02"),
        ("2023-01-05 hearing.scheduled @t hearing_id=h kind=trial at=2023-07-03T09:00", "CONFIRMED",
         "Trial, Doe", "2023-07-03"),
        ("2023-07-03 hearing.held @t hearing_id=h", "CONFIRMED", "Trial, Doe", "2023-07-03"),
    )  # fmt: skip
    before = followed.read()
    for number, (line, status, summary, day) in enumerate(steps, start=2):
        now = followed.after(line, f"2024-01-{number:02}")
        check_followed(before, now)
        said = now[H]
        assert (str(said["STATUS"]), str(said["SUMMARY"])) == (status, summary)
        assert said["DTSTART"].dt.date() == date.fromisoformat(day)
        assert set(now) == {H, D}
        before = now
    assert "Hearing h: held" in str(before[H]["DESCRIPTION"])


CHANGES = [
    (ANSWERED, D, "DESCRIPTION", "Deadline d: met"),
    (f'{ANSWERED}\n2023-01-21 event.corrected @t target=x changes={{"effective":"2023-02-09"}}',
     D, "DESCRIPTION", "Deadline d: met late"),
    ('2023-01-05 event.corrected @t target=s changes={"effective":"2023-01-11"}', D,
     "DESCRIPTION", "Deadline d: open"),
    ("2023-03-01 matter.status_changed @t status=closed", D, "DESCRIPTION",
     "open (the matter is closed)"),
    ("2023-03-01 matter.status_changed @t status=closed", H, "DESCRIPTION",
     "scheduled (the matter is closed)"),
    ('2023-03-01 event.corrected @t target=p changes={"name":"Moe"}', D, "SUMMARY",
     "Deadline of Moe: answer, Doe"),
    ('2023-03-01 event.corrected @t target=o changes={"time_zone":"Asia/Seoul"}', H, "DTSTART",
     "20230601T090000"),
    ("2023-03-01 matter.access_changed @t to=sealed authority=Order", D, "SUMMARY", "Deadline, t"),
    ("2023-01-31 deadline.closed @t deadline_id=d how=vacated", D, "STATUS", "CANCELLED"),
    ("2023-01-31 deadline.closed @t deadline_id=d how=missed", D, "STATUS", "CONFIRMED"),
    ("2023-01-31 deadline.closed @t deadline_id=d how=settled", D, "STATUS", "CONFIRMED"),
]  # fmt: skip


@pytest.mark.parametrize(("history", "uid", "name", "said"), CHANGES)
def test_entry__after_what_is_about_something_else__is_a_later_revision(
    followed: Followed, history: str, uid: str, name: str, said: str
) -> None:
    before, lines = followed.read(), history.splitlines()
    for number, line in enumerate(lines, start=2):
        now = followed.after(line, f"2024-01-{number:02}")
        check_followed(before, now)
        before = now
    assert said in before[uid][name].to_ical().decode().replace("\\,", ",")


def test_deadline__whose_answer_is_retracted__is_open_in_a_later_revision(
    followed: Followed,
) -> None:
    met = followed.after(ANSWERED, "2024-01-02")
    open_ = followed.after("2023-01-21 event.retracted @t target=x reason=error", "2024-01-03")
    check_followed(met, open_)
    assert told(met[D]) != told(open_[D])
    assert "Deadline d: open" in str(open_[D]["DESCRIPTION"])


def test_deadline__whose_answer_is_stricken__is_open_again_in_a_later_revision(
    followed: Followed,
) -> None:
    met = followed.after(ANSWERED, "2024-01-02")
    struck = "2023-02-20 claim.answer_stricken @t item_id=c1 parties=p2"
    again = followed.after(struck, "2024-01-03")
    check_followed(met, again)
    said = "Deadline d: open again since 2023-02-20 (answer stricken)"
    assert said in str(again[D]["DESCRIPTION"])
    sealed = followed.after(
        "2023-03-01 matter.access_changed @t to=sealed authority=Order", "2024-01-04"
    )
    check_followed(again, sealed)
    assert b"stricken" not in sealed[D].to_ical()  # what happened in it is nobody's business


def test_entry__of_another_matter__keeps_its_revision(followed: Followed) -> None:
    before = followed.read()
    now = followed.after("2023-01-01 matter.opened @other title=X category=civil jurisdiction=US")
    assert all(now[uid].to_ical() == before[uid].to_ical() for uid in before)


def test_entry__whose_days_come_after_a_correction__never_falls(office: Office) -> None:
    office.today = "2024-01-01"
    office.post(f"{OPENED}\n{HEARING}\nk: 2023-12-30/2024-01-20 hearing.cancelled @t hearing_id=h")
    followed = Followed(office)
    office.today = "2024-01-25"
    before = followed.read()
    target = "event.corrected @t target=k"
    for day in ("2024-01-02", "2023-12-02/2024-01-20", "2023"):
        now = followed.after(f'2024-01-25 {target} changes={{"effective":"{day}"}}', "2024-01-26")
        assert int(now[H]["SEQUENCE"]) > int(before[H]["SEQUENCE"])
        assert now[H]["DTSTAMP"].dt >= before[H]["DTSTAMP"].dt
        before = now


AHEAD = """
    2024-01-05 hearing.scheduled @t hearing_id=h kind=trial at=2024-06-01T09:00
    2024-01-10/2024-01-20 hearing.scheduled @t hearing_id=h kind=trial at=2024-07-01T09:00 !
    2024-01-12/2024-01-25 deadline.closed @t deadline_id=d how=vacated !"""
COME = [  # the day, the hearing's status and day and what it may be, and the deadline's status
    ("2024-01-08", "CONFIRMED", "2024-06-01", "Hearing h: scheduled", "CONFIRMED"),
    ("2024-01-11", "TENTATIVE", "2024-06-01", "may be set for 2024-07-01", "CONFIRMED"),
    ("2024-01-13", "TENTATIVE", "2024-06-01", "may be set for 2024-07-01", "TENTATIVE"),
    ("2024-01-20", "CONFIRMED", "2024-07-01", "Hearing h: scheduled", "TENTATIVE"),
    ("2024-01-26", "CONFIRMED", "2024-07-01", "Hearing h: scheduled", "CANCELLED"),
]


def test_entry__whose_days_pass_while_nothing_is_recorded__is_a_later_revision_each_time(
    office: Office,
) -> None:
    """An order lets the trial be moved, and the deadline be vacated, on some day ahead."""
    office.today = "2024-01-05"
    office.post(f"{OPENED}\n{DEADLINE}{AHEAD}")
    followed, position = Followed(office), office.position
    seen: list[Events] = []
    for day, status, on, said, of_deadline in COME:
        office.today = day
        now = followed.read()
        assert {uid: one.to_ical() for uid, one in followed.read().items()} == {
            uid: one.to_ical() for uid, one in now.items()
        }
        assert str(now[H]["STATUS"]) == status
        assert now[H]["DTSTART"].dt.date() == date.fromisoformat(on)
        assert said in str(now[H]["DESCRIPTION"])
        assert str(now[D]["STATUS"]) == of_deadline
        for before in seen:
            check_followed(before, now)
        seen.append(now)
    assert office.position == position
    grown = {
        uid: [int(b[uid]["SEQUENCE"]) - int(a[uid]["SEQUENCE"]) for a, b in pairwise(seen)]
        for uid in (H, D)
    }
    assert grown == {H: [5, 0, 10, 0], D: [0, 7, 0, 13]}


TERMS = """
    2023-01-01 matter.opened @u title=Poe category=criminal jurisdiction=US-NM
    2023-01-01 party.added @u party_id=p9 name=Poe
    2023-01-02 charge.filed @u item_id=k party_id=p9 offense=larceny
    2023-01-03 charge.deferral_ordered @u item_id=k kind=diversion ends=2025-06-30"""


def test_item__on_which_something_runs__has_one_event_for_each_kind(office: Office) -> None:
    office.today = "2024-01-01"
    office.post(TERMS)
    followed = Followed(office)
    ((uid, event),) = followed.read().items()
    number = terms.TERMS.index(terms.DEFERRAL_ENDS) + 1
    assert uid == f"item/u/k/{number}@casefile"
    assert str(event["SUMMARY"]) == "Deferral ends: larceny against Poe, Poe"
    sealed = followed.after("2023-02-01 matter.access_changed @u to=sealed authority=Order")
    check_followed({uid: event}, sealed)
    assert set(sealed) == {uid}
    assert not re.search(rb"[Dd]eferral|larceny|Poe", sealed[uid].to_ical())


def test_item__that_is_expunged__shows_its_id_alone(office: Office) -> None:
    office.today = "2024-01-01"
    office.post(TERMS)
    followed = Followed(office)
    before = followed.read()
    expunged = followed.after(
        "2023-02-01 charge.record_access_changed @u item_id=k to=expunged authority=Order"
    )
    check_followed(before, expunged)
    [event] = expunged.values()
    assert str(event["CLASS"]) == "CONFIDENTIAL"
    assert not re.search(rb"[Dd]eferral|larceny|Poe", event.to_ical())


def test_stay__until_a_day__is_an_event_that_is_called_off_when_it_is_lifted(
    followed: Followed,
) -> None:
    stayed = "2023-03-01 matter.stay_changed @t reason=appeal until="
    before = followed.after(f"{stayed}2023-09-01", "2024-01-02")
    uid = "stay/t/stay@casefile"
    assert str(before[uid]["SUMMARY"]) == "Stay ends, Doe"
    assert (str(before[uid]["STATUS"]), before[uid]["DTSTART"].dt) == (
        "CONFIRMED",
        date(2023, 9, 1),
    )
    assert "Stay: running" in str(before[uid]["DESCRIPTION"])
    later = followed.after(f"{stayed}2023-12-01".replace("03-01", "08-30"), "2024-01-03")
    check_followed(before, later)
    assert later[uid]["DTSTART"].dt == date(2023, 12, 1)
    lifted = followed.after(
        "2023-10-05 matter.stay_changed @t reason=remand on=false", "2024-01-04"
    )
    check_followed(later, lifted)
    assert str(lifted[uid]["STATUS"]) == "CANCELLED"


def test_evidence__that_is_kept_until_a_day__is_called_off_when_it_is_released(
    followed: Followed,
) -> None:
    kept = "2023-03-01 evidence.retained @t retention_id=k kind=knife held_by=Police until="
    before = followed.after(f"{kept}2023-09-01", "2024-01-02")
    uid = "retention/t/k@casefile"
    assert str(before[uid]["SUMMARY"]) == "Retention: knife, Doe"
    assert (str(before[uid]["STATUS"]), before[uid]["DTSTART"].dt) == (
        "CONFIRMED",
        date(2023, 9, 1),
    )
    longer = followed.after(f"{kept}2025-09-01".replace("03-01", "08-30"), "2024-01-03")
    check_followed(before, longer)
    assert longer[uid]["DTSTART"].dt == date(2025, 9, 1)
    released = followed.after("2023-10-05 evidence.released @t retention_id=k", "2024-01-04")
    check_followed(longer, released)
    assert str(released[uid]["STATUS"]) == "CANCELLED"


def test_supervision__whose_end_nobody_knows__is_an_event_that_may_be_later(
    office: Office,
) -> None:
    office.today = "2024-01-01"
    release = '{"kind":"supervised_release","term":"P3Y"}'
    office.post(
        f"""
        2023-01-01 matter.opened @u title=Poe category=criminal jurisdiction=US
        2023-01-01 party.added @u party_id=p9 name=Poe
        2023-01-02 charge.filed @u item_id=k party_id=p9 offense=larceny
        2023-01-03 charge.plea_entered @u item_id=k plea=guilty
        2023-01-03 charge.conviction_entered @u item_id=k basis=plea_guilty
        2023-01-31 sentence.imposed @u item_ids=k components=[{{"kind":"incarceration"}},{release}]
        """
    )
    ((uid, event),) = Followed(office).read().items()
    assert uid == f"item/u/k/{terms.TERMS.index(terms.RELEASE_UNKNOWN) + 1}@casefile"
    assert str(event["SUMMARY"]).startswith("Supervised release ends, day not known: larceny")
    assert (str(event["STATUS"]), event["DTSTART"].dt) == ("TENTATIVE", date(2026, 1, 31))
    assert "on or after" in str(event["SUMMARY"])


def test_sequence__after_a_rebuild__is_the_same(followed: Followed) -> None:
    followed.after(ANSWERED)
    before = followed.after("2023-03-01 matter.status_changed @t status=closed", "2024-02-01")
    rebuild(followed.office.database)
    now = followed.read()
    assert {uid: one.to_ical() for uid, one in now.items()} == {
        uid: one.to_ical() for uid, one in before.items()
    }
    assert all(int(one["SEQUENCE"]) < 2**31 - LAST_DAY.toordinal() for one in now.values())
