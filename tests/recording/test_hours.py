"""Hours: what is set for an hour that clocks skip or show twice is asked about, never assumed."""

from __future__ import annotations

import pytest

from tests.asking import Answers
from tests.histories import Office

CODE = "date.hour"
HEARING = "2026-01-02 hearing.scheduled @t hearing_id=h kind=trial at="


@pytest.fixture
def there(office: Office) -> Office:
    """Return an office with a matter in New Mexico, and one whose zone nobody knows."""
    office.today = "2026-01-03"
    office.post("2026-01-01 matter.opened @t title=Doe category=criminal jurisdiction=US-NM")
    office.post("x: 2026-01-01 matter.opened @x title=Doe category=criminal jurisdiction=US")
    return office


def only(office: Office, matter_id: str = "t") -> tuple[str, str | None, str | None]:
    (entry,) = Answers(office.database).calendar(matter_id=matter_id)["entries"]
    return entry["at"], entry["begins_at"], entry["doubt"]


@pytest.mark.parametrize("at", ["2026-03-08T02:30", "2026-11-01T01:30", "2026-01-05T09:00-05:00"])
@pytest.mark.parametrize("override", ["", " !"])
def test_hearing__at_an_hour_in_doubt__refused_also_with_an_override(
    there: Office, at: str, override: str
) -> None:
    there.refused(f"{HEARING}{at}{override}", CODE)


def test_hearing__at_an_hour_that_is_told_apart__recorded(there: Office) -> None:
    there.post(f"{HEARING}2026-11-01T01:30-07:00")
    assert only(there) == ("2026-11-01T01:30-07:00", "2026-11-01T08:30:00Z", None)
    there.post("2026-01-02 hearing.scheduled @x hearing_id=h kind=x at=2026-11-01T01:30-05:00")
    assert only(there, "x") == ("2026-11-01T01:30-05:00", "2026-11-01T06:30:00Z", None)


def test_hearing__with_a_zone_of_its_own__is_held_to_that_zone(there: Office) -> None:
    there.post(f"{HEARING}2026-03-08T02:30 time_zone=America/Phoenix")
    assert only(there) == ("2026-03-08T02:30", "2026-03-08T09:30:00Z", None)
    there.refused(f"{HEARING}2026-03-08T02:30 time_zone=America/New_York", CODE)


def test_deadline_and_motion__at_an_hour_in_doubt__refused(there: Office) -> None:
    there.refused("2026-01-02 deadline.set @t deadline_id=d kind=x due=2026-11-01T01:30", CODE)
    there.refused("2026-01-02 motion.filed @t motion_id=m kind=x by=Roe due=2026-03-08T02:30", CODE)


def test_correction__to_an_hour_in_doubt__refused(there: Office) -> None:
    there.post(f"h: {HEARING}2026-03-09T02:30")
    there.refused('2026-01-03 event.corrected @t target=h changes={"at":"2026-03-08T02:30"}', CODE)
    there.refused(
        '2026-01-03 event.corrected @t target=h changes={"at":"2026-03-29T02:30",'
        '"time_zone":"Europe/Berlin"}',
        CODE,
    )
    there.post('2026-01-03 event.corrected @t target=h changes={"at":"2026-03-08T03:30"}')


@pytest.mark.parametrize(
    ("at", "doubt"), [("2026-03-08T02:30", "skipped"), ("2026-11-01T01:30", "twice")]
)
def test_hearing__recorded_before_its_zone_was_known__is_listed_with_its_doubt(
    there: Office, at: str, doubt: str
) -> None:
    there.post(f"h: {HEARING.replace('@t', '@x')}{at}")
    assert only(there, "x") == (at, None, "zone_unknown")
    there.post('2026-01-03 event.corrected @x target=x changes={"time_zone":"America/Denver"}')
    assert only(there, "x") == (at, None, doubt)
    # What has nothing to do with its hour can be corrected all the same.
    there.post('2026-01-03 event.corrected @x target=h changes={"place":"Courtroom\\u00202"}')
    there.post('2026-01-03 event.corrected @x target=h changes={"at":"2026-03-08T03:30"}')
    assert only(there, "x") == ("2026-03-08T03:30", "2026-03-08T09:30:00Z", None)


def test_hearing__in_a_court_that_the_matter_comes_to__has_that_courts_zone(there: Office) -> None:
    there.post("2026-01-02 hearing.scheduled @x hearing_id=h kind=x at=2026-06-01T09:00")
    there.post("2026-01-03 matter.docket_number_assigned @x docket_no=1 court_id=nysd")
    assert only(there, "x") == ("2026-06-01T09:00", "2026-06-01T13:00:00Z", None)


COUNTED = (
    "d: 2026-01-02 deadline.set @{matter} deadline_id=d kind=x trigger=set "
    'period={{"number":{hours},"unit":"hours","counting":"frcp"}}'
)


def counted(office: Office, hearing: str, hours: int, matter: str = "t") -> tuple[str, str]:
    """Set a hearing, count some hours from it, and return what is due and the steps."""
    office.post(f"set: {HEARING.replace('@t', f'@{matter}')}{hearing}")
    office.post(COUNTED.format(matter=matter, hours=hours))
    found = Answers(office.database).calendar(matter_id=matter)["entries"]
    (due,) = [one["at"] for one in found if one["entry"] == "deadline"]
    return due, " ".join(Answers(office.database).event("d")["data"]["steps"])


@pytest.mark.parametrize(
    ("hearing", "hours", "due", "said"),
    [
        ("2026-03-07T09:00", 24, "2026-03-09T10:00", "The clocks were changed in between."),
        ("2026-03-05T09:00", 24, "2026-03-06T09:00", "every hour counts (Fed."),
        # The second 01:30 of that night, by the clocks of the hearing and of the court.
        ("2026-11-01T01:30-06:00", 1, "2026-11-02T01:30", "2026-11-01T01:30"),
        ("2026-03-05T09:00 time_zone=America/New_York", 24, "2026-03-06T07:00", "T07:00"),
    ],
)
def test_deadline__of_hours_from_a_hearing__ends_by_the_clocks_of_the_court(
    there: Office, hearing: str, hours: int, due: str, said: str
) -> None:
    found, steps = counted(there, hearing, hours)
    assert found == due
    assert said in steps


def test_deadline__of_hours_in_a_place_that_nobody_knows__says_so(there: Office) -> None:
    due, steps = counted(there, "2026-03-05T09:00", 24, "x")
    assert due == "2026-03-06T09:00"
    assert "The court's time zone is not known: no change of its clocks is counted." in steps


def test_deadline__of_hours_in_a_court_that_the_matter_came_to__has_its_clocks(
    there: Office,
) -> None:
    there.post("2026-01-02 matter.docket_number_assigned @x docket_no=1 court_id=nysd")
    due, steps = counted(there, "2026-03-06T09:00", 72, "x")
    assert due == "2026-03-09T10:00"
    assert "The clocks were changed in between." in steps
