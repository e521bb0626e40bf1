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
        # An end that is not known is an open one.
        ("1985/", date(1985, 1, 1), None, "after"),
        ("/2023-04-20", None, date(2023, 4, 20), "before"),
        # On or about.
        ("2023-03-14~", date(2023, 2, 27), date(2023, 3, 29), "approximate"),
        ("2023-03-14%", date(2023, 2, 27), date(2023, 3, 29), "approximate"),
        ("2023-01~", date(2022, 12, 1), date(2023, 2, 28), "approximate"),
        ("2021-21~", date(2020, 12, 1), date(2021, 9, 23), "approximate"),
        ("2021-36~", date(2021, 7, 1), date(2022, 3, 31), "approximate"),
        ("2021~", date(2020, 1, 1), date(2022, 12, 31), "approximate"),
        ("198X~", date(1980, 1, 1), date(1989, 12, 31), "approximate"),
        ("0001-01-05~", date(1, 1, 1), date(1, 1, 20), "approximate"),
        ("9999-12-30~", date(9999, 12, 15), date(9999, 12, 31), "approximate"),
        ("0001~", date(1, 1, 1), date(2, 12, 31), "approximate"),
        ("9999~", date(9998, 1, 1), date(9999, 12, 31), "approximate"),
        ("0001-21~", date(1, 1, 1), date(1, 9, 23), "approximate"),
        ("2023-03-14~/2023-05", date(2023, 2, 27), date(2023, 5, 31), "interval"),
        ("2023-03/2023-05-02~", date(2023, 3, 1), date(2023, 5, 17), "interval"),
        ("2023-03-14~/..", date(2023, 2, 27), None, "after"),
        # As written, and uncertain.
        ("2023-03-14?", date(2023, 3, 14), date(2023, 3, 14), "uncertain"),
        ("2023-03?", date(2023, 3, 1), date(2023, 3, 31), "uncertain"),
        # Digits that are not known.
        ("2021-XX", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("2021-XX-XX", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("2024-02-XX", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("198X", date(1980, 1, 1), date(1989, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        # Seasons, by the weather and by the sun, and quarters.
        ("2021-21", date(2021, 3, 1), date(2021, 6, 21), "season"),
        ("2021-22", date(2021, 6, 1), date(2021, 9, 23), "season"),
        ("2021-23", date(2021, 9, 1), date(2021, 12, 22), "season"),
        ("2021-24", date(2021, 12, 1), date(2022, 3, 21), "season"),
        ("9999-24", date(9999, 12, 1), date(9999, 12, 31), "season"),
        ("2021-33", date(2021, 1, 1), date(2021, 3, 31), "quarter"),
        ("2021-34", date(2021, 4, 1), date(2021, 6, 30), "quarter"),
        ("2021-35", date(2021, 7, 1), date(2021, 9, 30), "quarter"),
        ("9999-36", date(9999, 10, 1), date(9999, 12, 31), "quarter"),
        ("2021-21/2021-22", date(2021, 3, 1), date(2021, 9, 23), "interval"),
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
        "0000-XX",
        "000X",
        "00XX",
        "0000-21",
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
        "2023/2024/2025",
        "..",
        "٢٠٢٣-03-31",
        "2023-03-31\x00",
    ],
)
def test_date__in_another_form__refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2023-03-31T14:05+24:00", "time zone"),
        ("2023-03-31T14:05:09-7", "time zone"),
        ("-2023", "before the year 1"),
        ("-0044-03-15", "before the year 1"),
        ("Y17000", "four digits"),
        ("1950S2", "four digits"),
        ("[1667,1668]", "a set"),
        ("[..,1983]", "a set"),
        ("{1960,1961-12}", "a set"),
        ("2023-03-31T14:05~", "no time of day"),
        ("?2004-06", "behind the whole date"),
        ("2004-06-~11", "behind the whole date"),
        ("2023-25", "seasons are"),
        ("2023-37", "seasons are"),
        ("1XXX", "stands at the end"),
        ("2021-XX-14", "stands at the end"),
        ("2021-1X", "stands at the end"),
        ("198X-03", "stands at the end"),
        ("2023/2023-XX-14", "stands at the end"),
    ],
)
def test_date__that_edtf_has_and_casefile_does_not__refused_with_the_reason(
    text: str, why: str
) -> None:
    with pytest.raises(ValueError, match=f"is not a date as casefile keeps them: .*{why}"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2023-03-14", "14 March 2023"),
        ("2023-03-14T14:30", "14 March 2023 at 2:30 pm"),
        ("2023-03-14T14:30-07:00", "14 March 2023 at 2:30 pm (-07:00)"),
        ("2023-03-14T00:05", "14 March 2023 at 12:05 am"),
        ("2023-03-14T12:00:09", "14 March 2023 at 12:00:09 pm"),
        ("2023-03", "March 2023"),
        ("2023", "2023"),
        ("2023-03-14~", "about 14 March 2023"),
        ("2023-03~", "about March 2023"),
        ("2023-03-14?", "14 March 2023 (uncertain)"),
        ("2023-03-14%", "about 14 March 2023 (uncertain)"),
        ("2021-XX", "some month of 2021"),
        ("2021-XX-XX", "some day of 2021"),
        ("2021-02-XX", "some day of February 2021"),
        ("198X", "the 1980s"),
        ("19XX", "the years 1900 to 1999"),
        ("2021-21", "spring 2021"),
        ("2021-24", "the winter of 2021 to 2022"),
        ("2021-35~", "about the third quarter of 2021"),
        ("../2023-04-20", "on or before 20 April 2023"),
        ("/2023-04", "in or before April 2023"),
        ("1985/", "in or after 1985"),
        ("2023-04-20/..", "on or after 20 April 2023"),
        ("2023-01-31/2023-02", "between 31 January 2023 and February 2023"),
        ("2023-01-31/2023-01-31", "31 January 2023"),
    ],
)
def test_date__in_words__says_all_that_the_text_says(text: str, label: str) -> None:
    assert parse(text, offset=True).label == label


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2023-03-14", "2023-03-14"),
        ("2023-03-14T14:30", "2023-03-14, 2:30 pm"),
        ("../2023-04-20", "../2023-04-20"),
        ("2023-01-31/2023-02", "2023-01-31/2023-02"),
        ("2023-03-14~", "about 14 March 2023"),
        ("2021-02-XX", "some day of February 2021"),
        ("2021-21", "spring 2021"),
        ("1985/", "in or after 1985"),
        ("198X/1991", "between the 1980s and 1991"),
    ],
)
def test_date__in_a_table__in_words_where_digits_are_not_all(text: str, shown: str) -> None:
    assert parse(text).shown == shown


@pytest.mark.parametrize("text", ["2023-03-31/2023-03-30", "2023-04/2023-03", "2024/2023-12-31"])
def test_interval__that_ends_before_it_begins__refused(text: str) -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        parse(text)


def test_interval__open_on_both_sides__refused() -> None:
    for text in ("../..", "/", "/..", "../"):
        with pytest.raises(ValueError, match="says nothing"):
            parse(text)


def test_interval__with_a_time_of_day__refused() -> None:
    with pytest.raises(ValueError, match="belongs to a single day"):
        parse("2023-03-31T14:05/2023-04-01")


def test_plain_day__given_as_one_day__is_that_day() -> None:
    assert parse_day("2023-04-20") == date(2023, 4, 20)


@pytest.mark.parametrize(
    "text",
    [
        *("2023-04", "2023", "2023-04-20T09:00", "2023-04-20/..", "today"),
        *("2023-04-20~", "2023-04-20?", "2023-04-XX", "2023-21"),
    ],
)
def test_plain_day__given_as_anything_else__refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"single day|not a date"):
        parse_day(text)
