"""Venues: whose clocks tell an hour, which instant it is, and what is asked where that is open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.law.edtf import When, parse
from casefile.law.refusals import HourInDoubt
from casefile.law.venue import FARTHEST, Doubt, check_hour, read_hour, with_offset, zone_at

DENVER, NEW_YORK = "America/Denver", "America/New_York"


def read(text: str) -> When:
    return parse(text, offset=True)


@pytest.mark.parametrize(
    ("own", "of_matter", "court_id", "jurisdiction", "zone"),
    [
        (NEW_YORK, DENVER, "casd", "US-IL", NEW_YORK),
        ("UTC", DENVER, "casd", "US-IL", "UTC"),
        ("", DENVER, "casd", "US-IL", DENVER),
        ("", "UTC", "casd", "US-IL", "UTC"),
        ("", "", "casd", "US-IL", "America/Los_Angeles"),
        ("", "", "", "US-IL", "America/Chicago"),
        ("", "", "", "US-TX", ""),
        ("", "", "", "US", ""),
    ],
)
def test_zone__of_a_venue__is_its_own_or_else_of_what_is_around_it(
    own: str, of_matter: str, court_id: str, jurisdiction: str, zone: str
) -> None:
    assert zone_at(own, of_matter, court_id, jurisdiction) == zone


@pytest.mark.parametrize(
    ("text", "zone", "hours", "doubt"),
    [
        ("2026-01-05T09:00", DENVER, -7, None),
        ("2026-07-05T09:00", DENVER, -6, None),
        ("2026-01-05T09:00-07:00", DENVER, -7, None),
        ("2026-01-05T09:00-05:00", DENVER, None, Doubt.OTHER_OFFSET),
        ("2026-01-05T09:00Z", DENVER, None, Doubt.OTHER_OFFSET),
        ("2026-01-05T09:00Z", "UTC", 0, None),
        ("2026-01-05T09:00", "", None, Doubt.ZONE_UNKNOWN),
        ("2026-01-05T09:00-05:00", "", -5, None),
        ("2026-01-05T09:00+15:59", "", 15 + 59 / 60, None),
        ("2026-01-05T09:00+16:00", "", None, Doubt.ZONE_UNKNOWN),
        ("2026-01-05T09:00-16:00", "", None, Doubt.ZONE_UNKNOWN),
        ("2026-03-08T02:30", DENVER, None, Doubt.SKIPPED),
        ("2026-03-08T02:30-07:00", DENVER, None, Doubt.SKIPPED),
        ("2026-03-08T01:59", DENVER, -7, None),
        ("2026-03-08T03:00", DENVER, -6, None),
        ("2026-11-01T01:30", DENVER, None, Doubt.TWICE),
        ("2026-11-01T01:30-06:00", DENVER, -6, None),
        ("2026-11-01T01:30-07:00", DENVER, -7, None),
        ("2026-11-01T01:30-05:00", DENVER, None, Doubt.OTHER_OFFSET),
        ("2026-11-01T01:30", "America/Phoenix", -7, None),
        ("9999-12-31T23:30", DENVER, -7, None),
        ("0001-01-01T00:00", "UTC", 0, None),
    ],
)
def test_hour__by_the_clocks_of_a_zone__is_one_instant_or_says_why_not(
    text: str, zone: str, hours: float | None, doubt: Doubt | None
) -> None:
    hour = read_hour(read(text), zone)
    assert hour
    assert hour.offset == (None if hours is None else timedelta(hours=hours))
    assert hour.doubt is doubt


def test_clocks__of_every_zone__are_less_far_from_utc_than_the_farthest() -> None:
    """Those of a zone before its standard time, too: entries are listed by that bound."""
    days = [(year, month) for year in range(1, 2100, 9) for month in (1, 7)]
    for name in available_timezones():
        clocks = (datetime(*day, 1, tzinfo=ZoneInfo(name)).utcoffset() for day in days)
        assert all(clock is not None and abs(clock) < FARTHEST for clock in clocks)


@pytest.mark.parametrize("text", ["2026-03-08", "2026", "2026-03-08/2026-03-09", "../2026"])
def test_hour__of_a_date_without_one__is_none(text: str) -> None:
    assert read_hour(read(text), DENVER) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "2026-03-08T02:30",
            (
                "skip 02:30 on 2026-03-08. Write which it is: 2026-03-08T01:30-07:00 or "
                "2026-03-08T03:30-06:00; or its `time_zone`"
            ),
        ),
        (
            "2026-11-01T01:30",
            (
                "show 01:30 on 2026-11-01 twice. Write which it is: 2026-11-01T01:30-06:00 or "
                "2026-11-01T01:30-07:00; or its `time_zone`"
            ),
        ),
        (
            "2026-01-05T09:00-05:00",
            (
                "are not at -05:00 at 09:00 on 2026-01-05. Write which it is: "
                "2026-01-05T09:00-07:00; or its `time_zone`"
            ),
        ),
    ],
)
def test_hour__that_is_in_doubt__is_asked_about_with_every_reading(text: str, asked: str) -> None:
    with pytest.raises(HourInDoubt) as caught:
        check_hour(read(text), DENVER)
    assert f"The clocks of America/Denver {asked}" in caught.value.sentence
    assert not caught.value.may_override
    for reading in caught.value.sentence.split(": ", 1)[1].split(";")[0].split(" or "):
        check_hour(read(reading), DENVER)


def test_hour__of_an_unknown_zone__is_not_asked_about() -> None:
    check_hour(read("2026-03-08T02:30"), "")
    check_hour(read("2026-03-08"), DENVER)


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)),  # noqa: DTZ001 - of UTC, made below
    st.sampled_from(
        [DENVER, NEW_YORK, "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"]
    ),
)
def test_instant__written_with_the_offset_of_its_zone__is_read_as_that_instant(
    moment: datetime, zone: str
) -> None:
    there = moment.replace(second=0, microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    hour = read_hour(read(there.isoformat(timespec="minutes")), zone)
    assert hour
    assert (hour.wall, hour.offset) == (there.replace(tzinfo=None), there.utcoffset())
    plain = read_hour(read(f"{there:%Y-%m-%dT%H:%M}"), zone)
    assert plain
    assert plain.offset in (None, there.utcoffset())
    assert (plain.offset is None) == (plain.doubt is Doubt.TWICE)


def test_date__with_its_offset_written__keeps_its_day_and_hour() -> None:
    assert with_offset(read("2026-01-05T09:00"), DENVER) == read("2026-01-05T09:00-07:00")
    assert with_offset(read("2026-01-05T09:00:30"), "") == read("2026-01-05T09:00:30")
    assert with_offset(read("2026-01-05"), DENVER) == read("2026-01-05")
    assert with_offset(read("2026-11-01T01:30"), DENVER) == read("2026-11-01T01:30")
