"""Imprecise dates: what is read, with what bounds, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.edtf import parse, parse_day


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2023-03-31", date(2023, 3, 31), date(2023, 3, 31), "day"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), "month"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2023-03-31T14:05", date(2023, 3, 31), date(2023, 3, 31), "minute"),
        ("../2023-04-20", None, date(2023, 4, 20), "before"),
        ("2023-04-20/..", date(2023, 4, 20), None, "after"),
        ("2023-01-31/2023-02-28", date(2023, 1, 31), date(2023, 2, 28), "interval"),
        ("2023-02/2023-03", date(2023, 2, 1), date(2023, 3, 31), "interval"),
        ("2022/2023-03-31", date(2022, 1, 1), date(2023, 3, 31), "interval"),
        ("2023-03-31/2023-03-31", date(2023, 3, 31), date(2023, 3, 31), "interval"),
        ("../2023", None, date(2023, 12, 31), "before"),
        ("0001-01-01", date(1, 1, 1), date(1, 1, 1), "day"),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), "year"),
    ],
)
def test_date__in_a_form_that_is_read__has_its_bounds(
    text: str, earliest: date | None, latest: date | None, precision: str
) -> None:
    when = parse(text)
    assert (when.earliest, when.latest, when.precision) == (earliest, latest, precision)
    assert when.text == text


def test_date__with_a_time_of_day__keeps_the_clock() -> None:
    assert parse("2023-03-31T14:05").clock == "14:05"
    assert parse("2023-03-31T14:05:09").clock == "14:05:09"
    assert parse("2023-03-31").clock == ""


@pytest.mark.parametrize(
    ("text", "clock", "offset"),
    [
        ("2023-03-31T14:05-07:00", "14:05", "-07:00"),
        ("2023-03-31T14:05:09+05:45", "14:05:09", "+05:45"),
        ("2023-03-31T14:05Z", "14:05", "Z"),
    ],
)
def test_date__with_an_offset__is_read_where_one_can_be(text: str, clock: str, offset: str) -> None:
    when = parse(text, offset=True)
    assert (when.clock, when.offset, when.earliest) == (clock, offset, date(2023, 3, 31))
    assert parse("2023-03-31T14:05", offset=True).offset == ""
    with pytest.raises(ValueError, match="write the time that the clocks show"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00+14:00", "9999-12-31T23:00-05:00", "2023-02-30T10:00Z"]
)
def test_instant__beyond_the_calendar__refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day of the calendar"):
        parse(text, offset=True)


@pytest.mark.parametrize(
    "text",
    ["2023-03-31Z", "2023-03-31T14:05-7", "2023-03-31T14:05+24:00", "2023-03-31T14:05-07:60",
     "2023-03-31T14:05 -07:00", "2023-03-31T14:05z"],
)  # fmt: skip
def test_offset__in_another_form__refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse(text, offset=True)


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-30",
        "2023-02-29",
        "2023-04-31",
        "2023-13-01",
        "2023-13",
        "0000-01-01",
        "2023-00-10",
        "2023-03-00",
        "2023-00",
        "2023-02-30/2023-03-01",
        "2023-01/2023-02-30",
        "2023-03-31T24:05",
        "2023-03-31T14:60",
    ],
)
def test_date__that_no_calendar_has__refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day of the calendar"):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "yesterday",
        "31.03.2023",
        "2023-3-31",
        "23-03-31",
        "20230331",
        "2023-03-31 ",
        "2023-03-31\n",
        "2023-03-31T14",
        "2023-03T14:05",
        "2023-03-31?",
        "2023/",
        "/2023",
        "/",
        "2023/2024/2025",
        "..",
        "٢٠٢٣-03-31",
        "-2023",
        "2023-03-31\x00",
    ],
)
def test_date__in_another_form__refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse(text)


@pytest.mark.parametrize("text", ["2023-03-31/2023-03-30", "2023-04/2023-03", "2024/2023-12-31"])
def test_interval__that_ends_before_it_begins__refused(text: str) -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        parse(text)


def test_interval__open_on_both_sides__refused() -> None:
    with pytest.raises(ValueError, match="says nothing"):
        parse("../..")


def test_interval__with_a_time_of_day__refused() -> None:
    with pytest.raises(ValueError, match="belongs to a single day"):
        parse("2023-03-31T14:05/2023-04-01")


def test_plain_day__given_as_one_day__is_that_day() -> None:
    assert parse_day("2023-04-20") == date(2023, 4, 20)


@pytest.mark.parametrize("text", ["2023-04", "2023", "2023-04-20T09:00", "2023-04-20/..", "today"])
def test_plain_day__given_as_anything_else__refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"single day|not a date"):
        parse_day(text)
