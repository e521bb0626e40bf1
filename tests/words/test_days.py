"""Typed days: the table of what people type, each with its right reading or its question.

The table is read on a Wednesday, 14 June 2023, in an office that writes the month first. Behind the
sign stands the reading in EDTF, or a question mark and what is asked.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.law.edtf import parse
from casefile.words.when.days import TypedDay, read_day
from casefile.words.when.here import Here

WEDNESDAY = date(2023, 6, 14)
HERE = Here(WEDNESDAY, "month_first")
ORDERS = ("", "month_first", "day_first", "year_first")
TABLE = [
    tuple(map(str.strip, line.rsplit("=", 1)))
    for line in (Path(__file__).parent / "typed_days.txt").read_text("utf-8").splitlines()
]


def said(found: TypedDay) -> str:
    """Return a reading as the table has it."""
    assert (found.meant is None) == bool(found.question)
    if found.meant:
        assert not found.choices
        return found.meant.edtf
    return " ".join(["?", *(one.edtf for one in found.choices)])


def test_table__of_typed_days__has_two_hundred() -> None:
    assert len(TABLE) >= 200
    assert len({typed for typed, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("typed", "reading"), TABLE)
def test_typed_day__of_the_table__read_or_asked(typed: str, reading: str) -> None:
    assert said(read_day(typed, HERE)) == reading


@pytest.mark.parametrize(
    ("typed", "order", "reading"),
    [
        ("3/4/23", "", "? 2023-03-04 2023-04-03"),
        ("03/04/05", "", "? 2005-03-04 2005-04-03 2003-04-05"),
        ("3/4/2023", "", "? 2023-03-04 2023-04-03"),
        ("3/3/2023", "", "2023-03-03"),
        ("3/14/2023", "", "2023-03-14"),
        ("3/14/23", "", "2023-03-14"),
        ("before 3/4/2023", "", "? ../2023-03-03 ../2023-04-02"),
        ("3/4/23", "day_first", "2023-04-03"),
        ("14/3/2023", "day_first", "2023-03-14"),
        ("3/14/2023", "day_first", "? 2023-03-14"),
        ("23/3/14", "year_first", "2023-03-14"),
        ("3/4/2023", "year_first", "? 2023-03-04 2023-04-03"),
        ("3/14/2023", "year_first", "2023-03-14"),
        ("2023/3/4", "day_first", "2023-03-04"),
        ("4/3", "day_first", "? 2023-03-04"),
        ("4/13", "", "? 2023-04-13 2013-04"),
        ("March 4, 2023", "day_first", "2023-03-04"),
    ],
)
def test_numbers__in_an_office_of_some_order__read_in_it_or_asked(
    typed: str, order: str, reading: str
) -> None:
    assert said(read_day(typed, Here(WEDNESDAY, order))) == reading


@pytest.mark.parametrize(
    ("today", "typed", "reading"),
    [
        ("2023-06-17", "last Friday", "? 2023-06-16 2023-06-09"),  # on a Saturday
        ("2023-06-18", "last Friday", "? 2023-06-16 2023-06-09"),  # on a Sunday
        ("2023-06-19", "last Friday", "2023-06-16"),
        ("2023-06-16", "last Friday", "2023-06-09"),
        ("2023-06-17", "next Friday", "2023-06-23"),
        ("2023-06-18", "next Friday", "? 2023-06-23 2023-06-30"),
        ("2023-06-16", "this Friday", "2023-06-16"),
        ("2023-06-17", "this Friday", "? 2023-06-16 2023-06-23"),
        ("2023-06-18", "next week", "? 2023-06-19/2023-06-25 2023-06-26/2023-07-02"),
        ("2023-06-17", "next week", "2023-06-19/2023-06-25"),
        ("2024-01-03", "last month", "2023-12"),
        ("2024-01-03", "last quarter", "2023-36"),
        ("2023-12-03", "next month", "2024-01"),
        ("2024-03-31", "a month ago", "? 2024-02-29 2024-02-29~ 2024-02"),
        ("2024-01-01", "yesterday", "2023-12-31"),
    ],
)
def test_relative_day__from_another_today__read_from_there_or_asked(
    today: str, typed: str, reading: str
) -> None:
    found = read_day(typed, Here(date.fromisoformat(today), "month_first"))
    assert said(found) == reading
    assert found.counted or found.question


@pytest.mark.parametrize(
    ("today", "typed", "reading"),
    [
        ("2024-01-10", "January 8", "2024-01-08"),
        ("2024-01-10", "December 20", "? 2023-12-20 2024-12-20"),
        ("2024-01-10", "March 14", "? 2023-03-14 2024-03-14"),
        ("2023-12-28", "January 5", "? 2023-01-05 2024-01-05"),
        ("2023-12-28", "December 20", "2023-12-20"),
        ("2023-05-01", "March 14", "2023-03-14"),
        ("2023-09-01", "March 14", "? 2023-03-14 2024-03-14"),
        ("2023-12-28", "Friday, January 5", "? 2024-01-05"),
        ("2023-09-01", "Tuesday, March 14", "2023-03-14"),
    ],
)
def test_day_without_a_year__near_the_turn_of_one_or_far_from_today__asked(
    today: str, typed: str, reading: str
) -> None:
    assert said(read_day(typed, Here(date.fromisoformat(today), "month_first"))) == reading


@pytest.mark.parametrize(
    ("today", "own", "typed", "reading"),
    [
        ("2024-11-29", ("2023-09-01", "2023-11-25"), "March 14", "2024-03-14"),
        ("2024-11-29", ("2023-02-01", "2023-05-25"), "March 14", "2023-03-14"),
        (
            "2024-11-29",
            ("2023-02-01", "2024-05-25"),
            "March 14",
            "? 2023-03-14 2024-03-14 2025-03-14",
        ),
        (
            "2024-09-29",
            ("2023-09-01", "2023-11-25"),
            "on or about August 4",
            "? 2023-08-04~ 2024-08-04~",
        ),
        ("2024-09-29", ("2023-09-01", "2024-09-20"), "August 4", "2024-08-04"),
        ("2024-09-29", ("2019-09-01", "2019-11-25"), "8/4", "? 2019-08-04 2024-08-04"),
        ("2024-11-29", ("2023-02-01", "2023-05-25"), "Wednesday, March 15", "2023-03-15"),
    ],
)
def test_day_without_a_year__in_a_matter_of_another__is_of_its_days_or_asked(
    today: str, own: tuple[str, str], typed: str, reading: str
) -> None:
    first, last = map(date.fromisoformat, own)
    here = Here(date.fromisoformat(today), "month_first", own=(first, last))
    assert said(read_day(typed, here)) == reading


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("September 5", "2025-09-05"),
        ("on or about September 5", "2025-09-05~"),
        ("9/5", "2025-09-05"),
        ("10/16", "2025-10-16"),
        ("September", "2025-09"),
        ("summer", "2025-22"),
        ("fall", "? 2025-23 2026-23 2027-23"),  # which it is today
        ("q3", "2025-35"),
        ("February 3", "2026-02-03"),
        ("November 20", "? 2025-11-20 2026-11-20"),  # of this month it may be as well
        ("April 25", "? 2025-04-25 2026-04-25"),  # far from its days
        ("December 3", "2025-12-03"),  # and not one to come
        ("11/25", "? 2025-11-25 2026-11-25 2025-11"),
    ],
)
def test_day_without_a_year__in_an_old_matter_put_on_record_now__is_of_its_days(
    typed: str, reading: str
) -> None:
    own = (date(2025, 9, 1), date(2025, 12, 15))
    here = Here(date(2026, 11, 29), "month_first", own=own, catching_up=True, past=True)
    found = read_day(typed, here)
    assert said(found) == reading
    assert bool(found.by) == (found.meant is not None)


def test_day_without_a_year__before_all_days_of_a_matter_caught_up_with__is_asked() -> None:
    own = (date(2026, 1, 5), date(2026, 6, 1))
    here = Here(date(2026, 11, 30), "month_first", own=own, catching_up=True, past=True)
    assert said(read_day("10/20", here)) == "? 2025-10-20 2026-10-20"


@pytest.mark.parametrize(
    ("typed", "behind", "reading"),
    [
        ("October 28", "2026-02-02", "2026-10-28"),  # and not of the year before it was set
        ("October 28", "2025-09-08", "2025-10-28"),
        ("June 30", "2025-09-08", "2026-06-30"),  # also where two years were asked about
        ("August 28", "2025-09-08", "2026-08-28"),
        ("October 28", "2024-02-02", "2025-10-28"),
        ("October 28", "2026-11-15", "2025-10-28"),  # none lies behind it
        ("June", "2025-09-08", "2026-06"),
        ("June 30, 2025", "2025-09-08", "2025-06-30"),  # a typed year stands
    ],
)
def test_day_without_a_year__of_what_acts_on_something__lies_behind_that(
    typed: str, behind: str, reading: str
) -> None:
    own = (date(2025, 9, 8), date(2026, 2, 2))
    here = Here(date(2026, 12, 1), "month_first", own=own, catching_up=True, past=True)
    assert said(read_day(typed, here._replace(behind=date.fromisoformat(behind)))) == reading


@pytest.mark.parametrize(
    ("typed", "today", "own", "reading"),
    [
        ("February 9", "2026-11-30", None, "2026-02-09"),
        ("5/4", "2026-11-30", ("2026-11-30", "2026-11-30"), "2026-05-04"),
        ("December 5", "2027-01-10", None, "2026-12-05"),
        ("December 20", "2026-11-30", None, "? 2025-12-20"),  # or it is yet to come
        ("May 4", "2026-11-30", ("2025-03-01", "2026-06-01"), "? 2025-05-04 2026-05-04"),
        ("February 9", "2026-11-30", ("2019-01-01", "2019-03-01"), "2019-02-09"),
        ("August 9", "2026-03-30", ("2020-01-01", "2020-02-01"), "? 2025-08-09"),
        ("February 29", "2026-11-30", None, "?"),
    ],
)
def test_day_without_a_year__that_has_been__is_never_one_to_come(
    typed: str, today: str, own: tuple[str, str] | None, reading: str
) -> None:
    first, last = map(date.fromisoformat, own or (today, today))
    here = Here(date.fromisoformat(today), "month_first", own=own and (first, last), past=True)
    assert said(read_day(typed, here)) == reading


def test_day_without_a_year__of_today_and_of_the_matter__is_asked_unless_it_is_caught_up_with() -> (
    None
):
    own = (date(2025, 9, 1), date(2025, 12, 15))
    here = Here(date(2026, 11, 29), "month_first", own=own)
    assert said(read_day("September 5", here)) == "? 2025-09-05 2026-09-05"
    long = here._replace(own=(date(2024, 9, 1), date(2025, 12, 15)), catching_up=True)
    assert said(read_day("September 5", long)) == "? 2024-09-05 2025-09-05 2026-09-05"


@pytest.mark.parametrize(
    ("since", "typed", "reading"),
    [
        ("2025-09-20", "January 16", "2026-01-16"),
        ("2025-09-20", "September 20", "2025-09-20"),
        ("2026-11-29", "January 5", "2027-01-05"),  # the act's day is today
        ("2026-11-29", "May 10", "2027-05-10"),
        ("2026-11-29", "November 20", "2026-11-20"),  # typed in late
    ],
)
def test_day_to_come__without_a_year__is_the_next_after_the_act(
    since: str, typed: str, reading: str
) -> None:
    here = Here(date(2026, 11, 29), "month_first", since=date.fromisoformat(since))
    assert said(read_day(typed, here)) == reading


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("March 14, 2032", "? 2032-03-14"),
        ("2032-03-14", "? 2032-03-14"),
        ("March 14, 2013", "? 2013-03-14"),
        ("before 4/20/2013", "? ../2013-04-19"),
        ("March 14, 2027", "2027-03-14"),
        ("2017-03-14", "2017-03-14"),
        ("between 2013 and 2023", "2013/2023"),
    ],
)
def test_date__far_from_the_matters_own__asked(typed: str, reading: str) -> None:
    near = (date(2021, 10, 21), WEDNESDAY)
    assert said(read_day(typed, HERE._replace(near=near))) == reading


def test_date__far_from_the_matters_own__the_question_says_so() -> None:
    near = (date(2021, 10, 21), WEDNESDAY)
    found = read_day("March 14, 2032", HERE._replace(near=near))
    assert found.question == (
        "The matter's own dates lie between 21 October 2021 and 14 June 2023. "
        "Is 14 March 2032 meant?"
    )


def test_relative_day__of_a_source_of_another_day__asked() -> None:
    here = HERE._replace(said_on=date(2023, 6, 10))
    found = read_day("yesterday", here)
    assert said(found) == "? 2023-06-13 2023-06-09"
    assert found.question == "Is it counted from today, or from the source's date, 10 June 2023?"
    assert said(read_day("June 1, 2023", here)) == "2023-06-01"
    assert said(read_day("yesterday", HERE._replace(said_on=WEDNESDAY))) == "2023-06-13"


def test_relative_day__is_marked_as_counted() -> None:
    counted = ("yesterday", "last Friday", "March 14", "before yesterday", "yesterday at 4 pm")
    assert all(read_day(one, HERE).counted for one in counted)
    assert not any(read_day(one, HERE).counted for one in ("3/14/2023", "March 2023", "2023-03"))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "text",
    [
        *("2023-03-14", "2023-03", "2023", "2023-03-14T14:30", "2023-03-14T00:05", "2023-03-14~"),
        *("2023-03-14?", "2023-03%", "2021-21", "2021-24", "2021-33~", "2021-XX", "2021-02-XX"),
        *("2021-XX-XX", "198X", "19XX", "../2023-04-20", "2023-04-20/..", "2023-03/..", "../2023"),
        *("2023-01-31/2023-02-28", "2023-03-14~/2023-05", "2021-21/2021-23"),
    ],
)
def test_words__in_which_a_date_is_shown__are_read_as_that_date(text: str, order: str) -> None:
    found = read_day(parse(text).label, Here(WEDNESDAY, order))
    assert found.meant is not None, found
    assert parse(found.meant.edtf) == parse(text)


@given(st.dates(WEDNESDAY - timedelta(days=5_000), WEDNESDAY + timedelta(days=1_000)))
def test_any_day__written_in_the_usual_ways__is_that_day(day: date) -> None:
    ways = (
        f"{day.month}/{day.day}/{day.year}",
        f"{day:%m/%d/%Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%A}, {day:%b}. {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day.day}-{day:%b}-{day.year}",
        day.isoformat(),
    )
    for typed in ways:
        assert said(read_day(typed, HERE)) == day.isoformat(), typed


WORDS = """
    on or about around before after by since from between and to - in the of at last next this
    friday mon. week month year quarter days ago 3 a march mar. 14th 14 2023 '23 23 0 99 9999
    0001 spring winter q3 first early mid end some day 3/14/2023 3/14/23 3/14 2023-03-14 2023-03-14~
    1980s 2:30 pm noon midnight 25:00 today yesterday ? or earlier onward possibly years
"""
texts = (
    st.lists(st.sampled_from(WORDS.split()), max_size=7).map(" ".join)
    | st.text(max_size=60)
    | st.text("0123456789/-.~?X: aprmbefonduty'", max_size=40)
)


@given(texts, st.dates(), st.sampled_from(ORDERS))
def test_any_text__is_read_or_asked_about__and_never_breaks(
    typed: str, today: date, order: str
) -> None:
    found = read_day(typed, Here(today, order))
    assert all(parse(one.edtf).label == one.words for one in found.choices)
    if found.meant:
        assert parse(found.meant.edtf).label == found.meant.words
    else:
        assert found.question


def test_text__that_is_very_long__is_asked_about() -> None:
    assert read_day("about " * 2_000, HERE).choices == ()
    assert read_day("x" * 100_000, HERE).question


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("Friday", "2023-06-09"),
        ("Tuesday", "2023-06-13"),
        ("Wednesday", "? 2023-06-14 2023-06-07"),
        ("last Tuesday", "? 2023-06-13 2023-06-06"),
        ("Friday at 9 in the morning", "2023-06-09T09:00"),
    ],
)
def test_weekday__of_what_is_past__is_the_last_one(typed: str, reading: str) -> None:
    past = said(read_day(typed, HERE._replace(past=True)))
    assert past == reading
