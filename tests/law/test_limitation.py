"""The limitation table: the last day for a charge, and the range where something is not known."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.deadlines.limitation import degree_name, last_days
from casefile.law.edtf import parse

DAY = "2021-10-21"


def years(number: int) -> date:
    """Return the day that many years after the incident of these tests."""
    return date(2021 + number, 10, 21)


@pytest.mark.parametrize(
    ("severity", "degree", "number"),
    [
        ("felony", "second", 6),
        ("felony", "third", 5),
        ("felony", "4", 5),
        ("misdemeanor", "", 2),
        ("petty", "", 1),
    ],
)
def test_new_mexico__severity_and_degree_known__one_day(
    severity: str, degree: str, number: int
) -> None:
    ends = years(number)
    assert last_days("US-NM", severity, degree, parse(DAY), ()) == (ends, ends)


@pytest.mark.parametrize("degree", ["capital", "Capital felony", "first", "1st degree"])
def test_new_mexico__gravest_felonies__no_end(degree: str) -> None:
    assert last_days("US-NM", "felony", degree, parse(DAY), ()) == (None, None)


@pytest.mark.parametrize("degree", ["", "aggravated", "fifth", "44th"])
def test_new_mexico__felony_of_unknown_degree__no_end_but_a_first_day(degree: str) -> None:
    assert last_days("US-NM", "felony", degree, parse(DAY), ()) == (years(5), None)


def test_new_mexico__unknown_severity__range_over_all() -> None:
    assert last_days("US-NM", "unknown", "", parse(DAY), ()) == (years(1), None)
    assert last_days("US-NM", "unknown", "fourth", parse(DAY), ()) == (years(1), years(5))


@pytest.mark.parametrize("severity", ["felony", "misdemeanor", "petty", "infraction", "unknown"])
def test_federal__any_severity__five_years(severity: str) -> None:
    assert last_days("US", severity, "", parse(DAY), ()) == (years(5), years(5))
    assert last_days("US", severity, "Class C", parse(DAY), ()) == (years(5), years(5))


def test_federal__capital__no_end() -> None:
    assert last_days("US", "felony", "capital", parse(DAY), ()) == (None, None)


@pytest.mark.parametrize(
    "text", ["4", "4th", "fourth", "Fourth degree", "fourth-degree", "4th deg."]
)
def test_degree__however_written__one_name(text: str) -> None:
    assert degree_name(text) == "fourth"


@pytest.mark.parametrize("text", ["", "unknown", "Class A", "14th", "40"])
def test_degree__not_readable__unknown(text: str) -> None:
    assert degree_name(text) == ""


def test_incident__in_an_interval__range() -> None:
    first, last = last_days("US-NM", "felony", "4", parse("2021-10"), ())
    assert (first, last) == (date(2026, 10, 1), date(2026, 10, 31))


def test_incident__open_at_one_end__range_open_there() -> None:
    assert last_days("US-NM", "felony", "4", parse(f"../{DAY}"), ()) == (None, years(5))
    assert last_days("US-NM", "felony", "4", parse(f"{DAY}/.."), ()) == (years(5), None)


def test_incident__unknown__no_end() -> None:
    assert last_days("US-NM", "felony", "4", None, ()) == (None, None)


@pytest.mark.parametrize("jurisdiction", ["", "FR", "US-XX", "us-nm"])
def test_jurisdiction__not_in_the_table__no_end(jurisdiction: str) -> None:
    assert last_days(jurisdiction, "felony", "4", parse(DAY), ()) == (None, None)


STILL = (date(2021, 1, 1), date(2023, 1, 2))  # 731 days
LONG = (date(2022, 1, 1), date(9999, 12, 30))


def test_stay__that_tolled__lengthens_both_ends() -> None:
    ends = date(2026, 10, 31)
    stay = (date(2023, 2, 1), date(2023, 2, 11))
    assert last_days("US-NM", "felony", "4", parse(DAY), [stay]) == (ends, ends)


def test_stay__that_began_when_the_period_was_over__lengthens_nothing() -> None:
    ends = date(2026, 10, 21)
    late = (date(2026, 10, 22), date(2027, 1, 1))
    assert last_days("US-NM", "felony", "4", parse(DAY), [late]) == (ends, ends)


def test_stay__that_goes_on__no_end() -> None:
    assert last_days("US-NM", "felony", "4", parse(DAY), [(date(2023, 2, 1), date.max)]) == (
        None,
        None,
    )


def test_incident__on_29_february__ends_on_the_last_day_of_that_month() -> None:
    common, leap = date(2025, 2, 28), date(2024, 2, 29)
    assert last_days("US", "felony", "", parse("2020-02-29"), ()) == (common, common)
    assert last_days("US-NM", "misdemeanor", "", parse("2020-02-29"), [STILL]) == (
        date(2024, 2, 29),
        leap,
    )


def test_calendar__ends_before_the_period__its_last_day() -> None:
    assert last_days("US", "felony", "", parse("9998-01-01"), ()) == (date.max, date.max)
    assert last_days("US", "felony", "", parse(DAY), [LONG]) == (date.max, date.max)
