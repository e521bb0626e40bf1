"""How alike two wordings of an entry are, and which measure says so."""

from __future__ import annotations

import pytest

from casefile.importers.pacer.wording import (
    LETTERS,
    NO_TEXT,
    ROUGHLY,
    Wording,
    likeness,
    numbers_agree,
    roughly,
)

ORDER = "ORDER granting the motion of Pat Doe for leave to amend the complaint"


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (ORDER, "the same"),
        ("ORDER grantng teh motoin off Pat Deo fr leave to amendd tha complain", "by its letters"),
        (ORDER.replace("Pat Doe", "Bartholomew Featherstonehaugh"), "by its words"),
        (f"ORDER (signed by the Magistrate Judge of the court, on 5 May) {ORDER[6:]}", "grown"),
    ],
)
def test_likeness__of_a_wording_that_was_mended__is_some(other: str, why: str) -> None:
    assert 0 < likeness(ORDER, other) <= 1, why
    assert likeness(ORDER, other) == likeness(other, ORDER)


@pytest.mark.parametrize(
    "other",
    [
        "ORDER setting a hearing on the bail of Ann Poe",
        f"NOTICE {ORDER[6:]}",
        "ORDER",
        "",
    ],
)
def test_likeness__of_another_filing__is_none(other: str) -> None:
    assert (likeness(ORDER, other) == 0) == (other != "ORDER")  # which has grown into it


def test_likeness__of_what_has_grown__is_at_least_that_of_letters() -> None:
    assert likeness("ORDER", ORDER) == LETTERS


def test_roughly__whatever_it_begins_with__is_by_letters_or_else_as_alike() -> None:
    assert ROUGHLY <= roughly(ORDER, f"NOTICE {ORDER[6:]}") < 1
    assert roughly(ORDER, "Minutes of a bail hearing") == 0
    assert roughly("ORDER", ORDER) == LETTERS
    assert roughly("", "") == roughly("", ORDER) == roughly(ORDER, "") == 0


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("on 5 and 6", "on 5", True),
        ("on 5", "on 5 and 6", True),
        ("on 5", "on 5", True),
        ("on", "on 5", True),
        ("on 5", "on 6", False),
        ("on 5 and 6", "on 6 and 7", False),
    ],
)
def test_numbers__agree__where_those_of_one_are_in_the_other(
    one: str, other: str, agree: bool
) -> None:
    assert numbers_agree(one, other) is agree


def test_wording__without_words__says_nothing() -> None:
    wording = Wording("5", "", "", NO_TEXT, "2023-02-05", "2023-02-06")
    assert (wording.said, wording.stands) == ("", "2023-02-06")
    assert wording._replace(words=ORDER, entered="").said == ORDER
    assert wording._replace(entered="").stands == "2023-02-05"
