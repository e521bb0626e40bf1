"""What is typed for an amount, a length of time or a day, as it is stored."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.web import typed


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
        (typed.TERM, "some months", "some months"),
        (typed.WHOLE, " 12 ", 12),
        (typed.DATE, "2023-04", "2023-04"),
        (typed.TEXT, "as it is", "as it is"),
    ],
)
def test_read__what_somebody_types__is_what_is_stored(kind: str, text: str, value: Any) -> None:
    assert typed.read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (typed.AMOUNT, "a lot"),
        (typed.AMOUNT, "1.23456"),
        (typed.WHOLE, "two"),
        (typed.DATE, "soon"),
    ],
)
def test_read__what_cannot_be_read__is_refused(kind: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"(must|not a date)"):
        typed.read(kind, text)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (typed.TERM, "P1Y6M", "1 year 6 months"),
        (typed.TERM, "P018M", "P018M"),
        (typed.TERM, "PT40H", "PT40H"),
        (typed.AMOUNT, {"amount": "5.00", "currency": "EUR"}, "EUR 5.00"),
    ],
)
def test_write__a_stored_value__is_read_as_the_same_again(kind: str, value: Any, text: str) -> None:
    assert typed.write(kind, value) == text
    assert typed.read(kind, text) == value
