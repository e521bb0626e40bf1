"""Counting, by hand: the text of Fed. R. Civ. P. 6(a) and its kin against a printed calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.law.deadlines.count import Due, NotCountable, ServedBy, Terms, Unit, count
from casefile.law.deadlines.holiday import name_of
from casefile.law.edtf import parse
from casefile.law.rulebook import rulebook

WHAT = "claim.served"
FEDERAL, BOTH = ("US",), ("US", "US-NM")


def terms(period: str, law: str = "frcp", **more: Any) -> Terms:
    """Return the terms of a period like 21 days after."""
    number, unit, turn = period.split()
    counting = rulebook().countings[law]
    given = {"holidays": counting.holidays, "zone": "America/Denver", **more}
    return Terms(int(number), Unit(unit), turn == "before", counting, **given)


def due(begins: str, period: str, law: str = "frcp", **more: Any) -> str:
    """Return when a period from a day on ends."""
    return count(WHAT, parse(begins), terms(period, law, **more)).due


# from | period | due; the weekdays are those of the printed calendar
DAYS = """
2023-04-20 | 21 days after   | 2023-05-11 | a Thursday
2023-04-21 | 14 days after   | 2023-05-05 | a Friday
2023-04-22 | 14 days after   | 2023-05-08 | from a Saturday to Monday
2023-04-23 | 14 days after   | 2023-05-08 | from a Sunday to Monday
2023-04-29 | 7 days after    | 2023-05-08 | days in between count, however short the period
2023-04-20 | 1 days after    | 2023-04-21 | the next day
2023-04-20 | 3 weeks after   | 2023-05-11 | weeks are days
2024-02-01 | 28 days after   | 2024-02-29 | the leap day counts
2023-02-01 | 28 days after   | 2023-03-01 | no leap day
2024-01-31 | 1 months after  | 2024-02-29 | the month has no such day
2023-01-31 | 1 months after  | 2023-02-28 | the month has no such day
2023-08-31 | 6 months after  | 2024-02-29 | over the turn of the year
2023-11-30 | 3 months after  | 2024-02-29 | the same day would be the 30th
2024-02-29 | 1 years after   | 2025-02-28 | the year has no such day
2020-02-29 | 3 years after   | 2023-02-28 | the year has no such day
2023-01-05 | 1 years after   | 2024-01-05 | a Friday
2023-05-06 | 1 years after   | 2024-05-06 | a Monday
2023-12-18 | 14 days after   | 2024-01-02 | New Year's Day
2024-01-01 | 14 days after   | 2024-01-16 | Martin Luther King Jr.'s birthday
2024-02-05 | 14 days after   | 2024-02-20 | Washington's birthday
2024-05-13 | 14 days after   | 2024-05-28 | Memorial Day
2024-06-05 | 14 days after   | 2024-06-20 | Juneteenth
2024-06-20 | 14 days after   | 2024-07-05 | Independence Day
2024-08-19 | 14 days after   | 2024-09-03 | Labor Day
2024-09-30 | 14 days after   | 2024-10-15 | Columbus Day
2024-10-28 | 14 days after   | 2024-11-12 | Veterans Day
2024-11-14 | 14 days after   | 2024-11-29 | Thanksgiving
2024-12-11 | 14 days after   | 2024-12-26 | Christmas
2020-06-05 | 14 days after   | 2020-06-19 | before Juneteenth was a holiday
2020-06-19 | 14 days after   | 2020-07-06 | Independence Day on a Saturday, kept on Friday
2021-12-10 | 14 days after   | 2021-12-27 | Christmas on a Saturday, kept on Friday
2021-12-17 | 14 days after   | 2022-01-03 | New Year's Day on a Saturday, kept in the old year
2021-06-21 | 14 days after   | 2021-07-06 | Independence Day on a Sunday, kept on Monday
2022-12-12 | 14 days after   | 2022-12-27 | Christmas on a Sunday, kept on Monday
2021-06-04 | 14 days after   | 2021-06-21 | Juneteenth on a Saturday, kept on Friday
2022-06-06 | 14 days after   | 2022-06-21 | Juneteenth on a Sunday, kept on Monday
2021-01-06 | 14 days after   | 2021-01-20 | Inauguration Day is not in Rule 6(a)(6)
2024-02-29 | 1 months after  | 2024-03-29 | Good Friday is not in Rule 6(a)(6)
2021-12-31 | 14 days before  | 2021-12-17 | the day of the event may be a holiday
2022-01-14 | 14 days before  | 2021-12-30 | back from New Year's Day as kept
2022-12-19 | 14 days after   | 2023-01-03 | New Year's Day on a Sunday, kept on Monday
2023-05-06 | 21 days after   | 2023-05-30 | a Saturday, a Sunday and Memorial Day
2023-06-07 | 14 days before  | 2023-05-24 | a Wednesday
2023-05-20 | 14 days before  | 2023-05-05 | back from a Saturday to Friday
2023-05-21 | 14 days before  | 2023-05-05 | back from a Sunday to Friday
2023-07-18 | 14 days before  | 2023-07-03 | back from Independence Day
2023-06-12 | 14 days before  | 2023-05-26 | back from Memorial Day over the weekend
2007-09-22 | 21 days before  | 2007-08-31 | the committee's note of 2009
2024-03-31 | 1 months before | 2024-02-29 | the month has no such day
2024-01-15 | 2 weeks before  | 2023-12-29 | back from New Year's Day
"""


@pytest.mark.parametrize("line", DAYS.strip().splitlines())
def test_federal__period_of_days_or_longer__ends_as_counted_by_hand(line: str) -> None:
    begins, period, ends, _ = (part.strip() for part in line.split("|"))
    assert due(begins, period) == ends


@pytest.mark.parametrize("law", ["frcp", "frcrp", "frap", "frbp"])
def test_federal__rules_of_every_kind__count_alike(law: str) -> None:
    assert due("2023-05-06", "21 days after", law) == "2023-05-30"


@pytest.mark.parametrize(
    ("begins", "period", "ends", "why"),
    [
        ("2024-11-14", "14 days after", "2024-12-02", "New Mexico keeps the Friday after"),
        ("2024-12-13", "14 days before", "2024-11-29", "back from an event it does not count"),
        ("2024-02-05", "14 days after", "2024-02-20", "Washington's birthday is federal alone"),
    ],
)
def test_federal__holiday_of_the_state__counts_only_after_an_event(
    begins: str, period: str, ends: str, why: str
) -> None:
    holidays = FEDERAL if period.endswith("before") else BOTH
    assert due(begins, period, holidays=holidays) == ends, why


MAILED = """
2023-03-07 | 30 days after | 2023-04-10 | Thursday and three days is a Sunday
2023-05-06 | 21 days after | 2023-06-02 | the period first runs on to Tuesday
2023-04-20 | 14 days after | 2023-05-08 | Thursday and three days is a Sunday
2023-11-02 | 21 days after | 2023-11-27 | Thanksgiving, so Friday, and three days are a Monday
2021-12-17 | 14 days after | 2022-01-06 | New Year's Day as kept, so Monday, and three days
2023-06-17 | 14 days after | 2023-07-06 | Saturday, Monday, and three days of which one is a holiday
"""


@pytest.mark.parametrize("line", MAILED.strip().splitlines())
def test_mail__serves_the_paper__three_days_after_the_period_would_end(line: str) -> None:
    begins, period, ends, _ = (part.strip() for part in line.split("|"))
    assert due(begins, period, served_by=ServedBy.MAIL) == ends


def test_clerk__office_inaccessible__first_accessible_day() -> None:
    closed = (date(2023, 5, 11), date(2023, 5, 12))
    assert due("2023-04-20", "21 days after", closed_on=closed) == "2023-05-15"
    assert due("2023-04-20", "21 days after", closed_on=closed[1:]) == "2023-05-11"
    assert due("2023-04-13", "21 days after", "nm-civil", closed_on=(date(2023, 5, 4),)) == (
        "2023-05-05"
    )


def test_clerk__office_inaccessible_in_the_last_hour__same_hour_of_the_first_accessible_day() -> (
    None
):
    # Fed. R. Civ. P. 6(a)(3)(B).
    closed = (date(2023, 5, 11), date(2023, 5, 12))
    assert due("2023-05-09T10:00", "48 hours after", closed_on=closed) == "2023-05-15T10:00"


def test_clerk__office_inaccessible_counting_back__time_is_given_forward() -> None:
    # The committee's note of 2009: Saturday 1 September, back to 31 August, then over Labor Day.
    closed = (date(2007, 8, 31),)
    assert due("2007-09-22", "21 days before", closed_on=closed) == "2007-09-04"


HOURS = """
2007-11-02T10:23 | 72 hours after  | 2007-11-05T09:23 | the committee's note: clocks go back
2023-03-10T09:00 | 72 hours after  | 2023-03-13T10:00 | clocks go forward
2023-05-25T10:00 | 48 hours after  | 2023-05-30T10:00 | from a Saturday, at the same time
2023-07-03T23:59 | 1 hours after   | 2023-07-05T00:59 | Independence Day, at the same time
2023-05-08T09:00 | 24 hours before | 2023-05-05T09:00 | back from a Sunday, at the same time
2023-05-09T09:00 | 24 hours before | 2023-05-08T09:00 | a Monday
2023-05-09T09:00:30 | 1 hours after | 2023-05-09T10:00:30 | nothing is rounded
"""


@pytest.mark.parametrize("line", HOURS.strip().splitlines())
def test_hours__by_the_clock_of_the_court__every_one_counts(line: str) -> None:
    begins, period, ends, _ = (part.strip() for part in line.split("|"))
    assert due(begins, period) == ends


NEW_MEXICO = """
2023-05-20 | 10 days after  | 2023-06-05 | ten days leave out weekends and Memorial Day
2023-05-20 | 11 days after  | 2023-05-31 | eleven days count every day
2023-06-30 | 5 days after   | 2023-07-10 | a weekend, Independence Day and a weekend
2023-04-20 | 30 days after  | 2023-05-22 | from a Saturday to Monday
2023-11-14 | 10 days after  | 2023-11-30 | Thanksgiving, and Presidents' Day the day after
2024-02-05 | 14 days after  | 2024-02-19 | Washington's birthday is no holiday in February
2023-05-25T10:00 | 48 hours after | 2023-05-30T10:00 | hours as in the federal rules
2023-05-20 | 2 weeks after  | 2023-06-05 | a longer unit counts every day: from a Saturday
"""


@pytest.mark.parametrize("line", NEW_MEXICO.strip().splitlines())
@pytest.mark.parametrize("law", ["nm-civil", "nm-crim", "nm-app", "nm-magistrate", "nm-metro"])
def test_new_mexico__ten_days_or_less__leave_out_what_is_no_working_day(
    line: str, law: str
) -> None:
    begins, period, ends, _ = (part.strip() for part in line.split("|"))
    assert due(begins, period, law) == ends


NEW_MEXICO_BACK = """
2026-06-17 | 30 days before  | 2026-05-18 | a Monday
2026-03-02 | 30 days before  | 2026-01-30 | from Saturday, 31 January, back to Friday
2026-12-11 | 14 days before  | 2026-11-25 | from Presidents' Day over Thanksgiving to Wednesday
2026-11-16 | 3 days before   | 2026-11-10 | a weekend and Veterans Day are left out
2026-11-16 | 10 days before  | 2026-10-30 | two weekends more
2026-11-16 | 11 days before  | 2026-11-05 | eleven days count every day
2024-03-31 | 1 months before | 2024-02-29 | that month has no 31st
2026-07-06T09:00 | 48 hours before | 2026-07-02T09:00 | from Saturday, over Friday's holiday
"""


@pytest.mark.parametrize("line", NEW_MEXICO_BACK.strip().splitlines())
def test_new_mexico__time_before_an_event_of_a_civil_case__is_counted_back(line: str) -> None:
    begins, period, ends, why = (part.strip() for part in line.split("|"))
    assert due(begins, period, "nm-civil") == ends, why
    assert any("1-006(A)(6)" in step for step in _steps(begins, period)) == ("from" in why), why


NORTH_CAROLINA = """
2023-05-15 | 6 days after  | 2023-05-23 | less than seven days leave out the weekend
2023-05-15 | 7 days after  | 2023-05-22 | seven days count every day
2023-05-25 | 3 days after  | 2023-05-31 | a weekend and Memorial Day
2024-02-12 | 6 days after  | 2024-02-20 | the courthouse is open on Washington's Birthday
"""


@pytest.mark.parametrize("line", NORTH_CAROLINA.strip().splitlines())
def test_north_carolina__less_than_seven_days__leave_out_what_is_no_working_day(line: str) -> None:
    begins, period, ends, why = (part.strip() for part in line.split("|"))
    assert due(begins, period, "nc-civil") == ends, why


def test_north_carolina__served_by_mail__lengthens_the_period_itself() -> None:
    # From a Wednesday the tenth day is a Saturday, and the thirteenth a Tuesday.
    for law in ("nc-civil", "nc-app"):
        served = due("2023-05-03", "10 days after", law, served_by=ServedBy.MAIL)
        assert served == "2023-05-16"


def _steps(begins: str, period: str) -> Sequence[str]:
    return count(WHAT, parse(begins), terms(period, "nm-civil")).steps


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("2023-05-15", "2023-06-06"),  # over Memorial Day
        ("2023-05-20", "2023-06-12"),  # received on a Saturday
        ("2023-06-12", "2023-07-05"),  # over Juneteenth and Independence Day
        ("1989-12-18", "1990-01-10"),  # over Christmas and New Year's Day
    ],
)
def test_osha__fifteen_working_days__are_mondays_to_fridays_but_federal_holidays(
    begins: str, ends: str
) -> None:
    assert due(begins, "15 working_days after", "osha") == ends


@pytest.mark.parametrize(
    ("begins", "period", "ends"),
    [
        ("2023-04-22", "14 days after", "2023-05-06"),
        ("2023-07-18", "14 days before", "2023-07-04"),
        ("2023-05-25T10:00", "48 hours after", "2023-05-27T10:00"),
        ("2023-05-05", "2 working_days after", "2023-05-09"),
    ],
)
def test_calendar__counts_every_day__and_stays_where_it_ends(
    begins: str, period: str, ends: str
) -> None:
    assert due(begins, period, "calendar") == ends


def test_steps__of_a_count__are_sentences_that_can_be_checked() -> None:
    found = count(WHAT, parse("2023-05-06"), terms("21 days after", served_by=ServedBy.MAIL))
    assert found.steps == (
        "Day 0 is 2023-05-06 (claim.served); it is not counted (Fed. R. Civ. P. 6(a)(1)(A)).",
        "21 days later is 2023-05-27, a Saturday; every day counts (Fed. R. Civ. P. 6(a)(1)(B)).",
        (
            "2023-05-27 is a Saturday, 2023-05-28 is a Sunday and 2023-05-29 is Memorial Day; the "
            "period runs on to 2023-05-30, a Tuesday (Fed. R. Civ. P. 6(a)(1)(C))."
        ),
        "Service by mail adds 3 days (Fed. R. Civ. P. 6(d)): 2023-06-02, a Friday.",
    )


def test_steps__back_over_a_holiday__cite_the_rule_for_counting_back() -> None:
    found = count("hearing.scheduled, at", parse("2023-07-18"), terms("14 days before"))
    assert found.steps[-1] == (
        "2023-07-04 is Independence Day; the period runs back to 2023-07-03, a Monday "
        "(Fed. R. Civ. P. 6(a)(1)(C), Fed. R. Civ. P. 6(a)(5))."
    )


def test_steps__with_the_holidays_of_a_state__say_whose_they_are() -> None:
    found = count(WHAT, parse("2023-04-20"), terms("21 days after", holidays=BOTH))
    assert found.steps[0] == (
        "Legal holidays are those of US and US-NM (Fed. R. Civ. P. 6(a)(6)(C))."
    )


def test_steps__of_hours_that_end_on_a_weekend__cite_the_rule_for_hours() -> None:
    found = count(WHAT, parse("2023-05-25T10:00"), terms("48 hours after"))
    assert found.steps[-2:] == (
        (
            "2023-05-27 is a Saturday, 2023-05-28 is a Sunday and 2023-05-29 is Memorial Day; the "
            "period runs on to 2023-05-30, a Tuesday (Fed. R. Civ. P. 6(a)(2))."
        ),
        "The time of day stays 10:00 (Fed. R. Civ. P. 6(a)(2)).",
    )


def test_steps__of_hours_over_a_change_of_clocks__say_so() -> None:
    found = count(WHAT, parse("2007-11-02T10:23"), terms("72 hours after"))
    assert found.steps == (
        "Hour 0 is 2007-11-02T10:23 (claim.served); counting begins at once.",
        (
            "72 hours later is 2007-11-05T09:23, a Monday; every hour counts "
            "(Fed. R. Civ. P. 6(a)(2)). The clocks were changed in between."
        ),
    )


@pytest.mark.parametrize(
    ("begins", "zone", "ends"),
    [
        # In Jordan clocks went back on a Friday, from 01:00 to 00:00.
        ("2021-10-28T00:30", "Asia/Amman", "2021-10-29T00:30+03:00"),
        ("2021-10-28T01:30", "Asia/Amman", "2021-10-29T00:30+02:00"),
        ("2021-10-28T02:30", "Asia/Amman", "2021-10-29T01:30"),
        ("2021-10-28T02:30-04:00", "Asia/Amman", "2021-10-29T08:30"),
        ("2021-10-28T02:30-04:00", "", "2021-10-29T02:30-04:00"),
        ("2021-10-28T02:30", "", "2021-10-29T02:30"),
    ],
)
def test_hours__that_end_where_a_clock_leaves_it_open__have_their_offset(
    begins: str, zone: str, ends: str
) -> None:
    found = count(WHAT, parse(begins, offset=True), terms("24 hours after")._replace(zone=zone))
    assert found.due == ends


@pytest.mark.parametrize(
    ("begins", "period", "ends"),
    [
        ("2023-04", "21 days after", "2023-04-24/2023-05-22"),
        ("2023-04-01/2023-04-02", "14 days after", "2023-04-17"),  # both end on one Monday
        ("../2023-04-20", "21 days after", "../2023-05-11"),
        ("2023-04-20/..", "21 days after", "2023-05-11/.."),
        ("2023-06", "14 days before", "2023-05-18/2023-06-16"),
        ("2023-05-25", "25 hours after", "2023-05-26/2023-05-30"),  # at some time of that day
        ("2023-05-25", "24 hours after", "2023-05-26"),
    ],
)
def test_trigger__whose_day_is_not_known_exactly__both_ends_counted(
    begins: str, period: str, ends: str
) -> None:
    found = count(WHAT, parse(begins), terms(period))
    assert found.due == ends
    assert found.steps[0].startswith("The time of claim.served is not known exactly: it is written")
    assert [step.partition(":")[0] for step in found.steps[1:-1]].count("Earliest") >= 1
    assert [step.partition(":")[0] for step in found.steps[1:-1]].count("Latest") >= 1


@pytest.mark.parametrize(
    ("begins", "period", "law", "more", "why"),
    [
        ("2023-04-20", "14 days before", "nm-crim", {}, "before an event.*Give the day"),
        ("2023-04-20", "14 days after", "nm-crim", {"served_by": ServedBy.MAIL}, "by mail"),
        ("2023-04-20", "14 days after", "nm-civil", {"served_by": ServedBy.CLERK}, "the clerk"),
        ("2023-04-20", "14 days before", "frcp", {"served_by": ServedBy.MAIL}, "after an event"),
        ("2023-04-20", "14 days after", "frap", {"served_by": ServedBy.CLERK}, "with the clerk"),
        ("2023-04-20", "14 days after", "frap", {"served_by": ServedBy.CONSENTED}, "consented to"),
        ("2023-04-20", "2 hours after", "frcp", {"served_by": ServedBy.MAIL}, "not to one of"),
        ("2023-04-20", "2 hours after", "osha", {}, "hours"),
        ("2023-04-20", "2 days after", "calendar", {"closed_on": (date(2023, 4, 22),)}, "closed"),
        ("9999-12-20", "14 days after", "frcp", {}, "beyond the calendar"),
        ("9999-12-31", "1 years after", "frcp", {}, "beyond the calendar"),
        ("9999-12-31T23:00", "9 hours after", "calendar", {}, "beyond the calendar"),
        ("0001-01-05", "1 months before", "frcp", {}, "beyond the calendar"),
        ("0001-01-05", "14 days before", "frcp", {}, "beyond the calendar"),
    ],
)
def test_count__that_the_rules_do_not_have__refused(
    begins: str, period: str, law: str, more: dict[str, Any], why: str
) -> None:
    with pytest.raises(NotCountable, match=why):
        due(begins, period, law, **more)


begin = st.dates(date(1985, 1, 1), date(2090, 12, 31))
units = st.sampled_from([one for one in Unit if one is not Unit.HOURS])
laws = st.sampled_from([one for one in rulebook().countings.values() if one.rolls and one.closed])


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    """Draw the terms of a period after an event, by rules that end on no idle day."""
    law = draw(laws)
    ways = [one for one in ServedBy if one in law.mailed]
    mailed = draw(st.none() | st.sampled_from(ways)) if law.mail else None
    closed = tuple(draw(st.lists(begin, max_size=3)))
    holidays = draw(st.sampled_from([law.holidays, BOTH]))
    return Terms(draw(st.integers(1, 400)), draw(units), False, law, holidays, mailed, closed)


def ends(day: date, how: Terms) -> Due:
    """Count from a day."""
    return count(WHAT, parse(day.isoformat()), how)


@given(begin, any_terms())
def test_last_day__of_any_period__is_no_weekend_holiday_or_closed_day(
    day: date, how: Terms
) -> None:
    if how.unit is Unit.YEARS:
        how = how._replace(number=how.number % 10 + 1)
    last = date.fromisoformat(ends(day, how).due)
    assert last.weekday() < 5
    assert not name_of(last, how.holidays)
    assert last not in how.closed_on
    assert last > day


@given(begin, any_terms())
def test_last_day__back_from_an_event__is_no_weekend_or_holiday_and_before_it(
    day: date, how: Terms
) -> None:
    if not how.law.before:
        how = how._replace(law=rulebook().countings["frcp"])
    how = how._replace(before=True, served_by=None, closed_on=(), number=how.number % 50 + 1)
    last = date.fromisoformat(ends(day, how).due)
    assert last.weekday() < 5
    assert not name_of(last, how.holidays)
    assert last < day


@given(begin, st.integers(0, 40), any_terms())
def test_last_day__of_a_later_beginning__is_never_earlier(
    day: date, later: int, how: Terms
) -> None:
    how = how._replace(number=how.number % 40 + 1)
    assert ends(day, how).due <= ends(day + timedelta(days=later), how).due


@given(begin, any_terms())
def test_last_day__with_more_holidays_or_closed_days__is_never_earlier(
    day: date, how: Terms
) -> None:
    how = how._replace(number=how.number % 40 + 1)
    fewer = [
        how._replace(holidays=(), closed_on=()),
        how._replace(holidays=how.holidays[:1], closed_on=()),
        how._replace(closed_on=()),
        how,
    ]
    found = [ends(day, one).due for one in fewer]
    assert found == sorted(found)


@given(begin, begin, any_terms())
def test_interval__of_a_trigger__has_the_ends_of_its_first_and_last_day(
    one: date, other: date, how: Terms
) -> None:
    how = how._replace(number=how.number % 9 + 1)
    first, last = sorted((one, other))
    found = count(WHAT, parse(f"{first}/{last}"), how)
    both = [ends(first, how).due, ends(last, how).due]
    assert found.due == ("/".join(both) if both[0] != both[1] else both[0])
