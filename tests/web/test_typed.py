"""What is typed for an amount, a length of time or a day, as it is stored."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casefile.web import typed
from casefile.words.misread import Misread
from casefile.words.when.here import Here


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (typed.AMOUNT, "100,000", {"amount": "100000"}),
        (typed.AMOUNT, "$ 1,200.50", {"amount": "1200.50"}),
        (typed.AMOUNT, "eur 2500", {"amount": "2500", "currency": "EUR"}),
        (typed.TERM, "6 months", "P6M"),
        (typed.TERM, "1 year and 6 Months", "P1Y6M"),
        (typed.TERM, "90 days", "P90D"),
        (typed.TERM, "Life", "life"),
        (typed.TERM, "P2W", "P2W"),
        (typed.WHOLE, " 12 ", 12),
        (typed.TEXT, "as it is", "as it is"),
    ],
)
def test_read__what_somebody_types__is_what_is_stored(kind: str, text: str, value: Any) -> None:
    assert typed.read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (typed.AMOUNT, "a lot"),
        (typed.TERM, "some months"),
        (typed.WHOLE, "two"),
    ],
)
def test_read__what_cannot_be_read__is_refused(kind: str, text: str) -> None:
    with pytest.raises(Misread, match="must"):
        typed.read(kind, text)


HERE = Here(date(2023, 5, 1), "month_first")


@pytest.mark.parametrize(
    ("kind", "text", "edtf"),
    [
        (typed.DATE, "April 21, 2023", "2023-04-21"),
        (typed.DATE, "4/21/2023", "2023-04-21"),
        (typed.DATE, "yesterday", "2023-04-30"),
        (typed.DATE, "2023-03-01/2023-03-15", "2023-03-01/2023-03-15"),
        (typed.DATE, "1823-04", "1823-04"),
        (typed.HOUR, "2026-11-01T01:30-06:00", "2026-11-01T01:30-06:00"),
        (typed.HOUR, "2023-06-01T09:00", "2023-06-01T09:00"),
    ],
)
def test_day__what_somebody_types__is_what_is_stored(kind: str, text: str, edtf: str) -> None:
    assert typed.day(kind, text, HERE).edtf == edtf


def test_day__that_can_mean_several__is_asked_with_all_of_them() -> None:
    with pytest.raises(Misread, match="Write 4 March 2023 or 3 April 2023") as caught:
        typed.day(typed.DATE, "3/4/2023", Here(date(2023, 5, 1)))
    assert caught.value.choices == ("2023-03-04", "2023-04-03")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (typed.TERM, "P1Y6M", "1 year 6 months"),
        (typed.TERM, "P018M", "P018M"),
        (typed.TERM, "PT40H", "40 hours"),
        (typed.AMOUNT, {"amount": "5.00", "currency": "EUR"}, "EUR 5.00"),
    ],
)
def test_write__a_stored_value__is_read_as_the_same_again(kind: str, value: Any, text: str) -> None:
    assert typed.write(kind, value) == text
    assert typed.read(kind, text) == value


@pytest.mark.parametrize(
    ("order", "day", "hour"),
    [
        (
            "month_first",
            "Like 4/21/2023, April 21, 2023, April 2023, yesterday, or before April 20, 2023.",
            "Like April 21, 2023, or June 1, 2023 at 9:00 am.",
        ),
        (
            "day_first",
            "Like 21/4/2023, 21 April 2023, April 2023, yesterday, or before 20 April 2023.",
            "Like 21 April 2023, or 1 June 2023 at 9:00 am.",
        ),
        ("", typed.HINTS[typed.DATE], typed.HINTS[typed.HOUR]),
    ],
)
def test_hint__of_a_day__is_written_as_the_office_writes_days(
    order: str, day: str, hour: str
) -> None:
    assert typed.hint_in(typed.HINTS[typed.DATE], order) == day
    assert typed.hint_in(typed.HINTS[typed.HOUR], order) == hour
