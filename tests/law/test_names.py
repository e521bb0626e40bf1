"""The names of a party, folded: in the order of their days, in whatever order they were learned."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from casefile.law.folding import fold_party
from casefile.law.names import PartyNames
from tests.histories import facts


def change(day: str, name: str, also: str = "") -> str:
    """Return an event that gives Pat Doe another name."""
    return f'{day} party.changed changes={{"name":"{name}"}} reason=marriage {also}'


ADDED = '2022-01-01 party.added name=Doe aliases=["Doe_Co"]'


def folded(*lines: str) -> PartyNames:
    """Return the names that a history makes."""
    return fold_party(facts("\n".join(lines)))


def days(names: PartyNames) -> list[str]:
    """Return each name with its days, and each alias."""
    return [
        one.name
        if one.is_alias
        else f"{one.name} {one.since.earliest}/{one.since.latest} {one.until}"
        for one in names.called()
    ]


def test_name__of_the_first_addition__counts_from_the_beginning() -> None:
    assert days(folded(ADDED)) == ["Doe 0001-01-01/0001-01-01 9999-12-31", "Doe_Co"]


@pytest.mark.parametrize(
    "lines", list(permutations([ADDED, change("2022-05-01", "Roe"), change("2022-09", "Poe")]))
)
def test_changes__in_whatever_order__are_in_that_of_their_days(lines: tuple[str, ...]) -> None:
    assert days(folded(*lines)) == [
        "Poe 2022-09-01/2022-09-30 9999-12-31",
        "Doe_Co",
        "Doe 0001-01-01/0001-01-01 2022-05-01",
        "Roe 2022-05-01/2022-05-01 2022-09-30",
    ]


def test_change__before_the_addition_under_the_old_name__is_the_name_since_its_day() -> None:
    names = folded(ADDED, change("2021-05-01", "Roe"))
    assert days(names)[0] == "Roe 2021-05-01/2021-05-01 9999-12-31"


def test_name__that_is_taken_again__has_both_its_times() -> None:
    names = folded(ADDED, change("2022-05-01", "Roe"), change("2022-06-01", "Doe"))
    assert [one.name for one in names.former] == ["Doe", "Roe"]
    assert names.name == "Doe"


AGAIN = "2022-03-01 party.added name=Doe_II same_person=true"


@pytest.mark.parametrize("lines", [(ADDED, AGAIN), (AGAIN, ADDED)])
def test_addition__again_under_another_name__names_it_on_no_day_of_its_own(
    lines: tuple[str, ...],
) -> None:
    assert days(folded(*lines)) == ["Doe_II 0001-01-01/0001-01-01 9999-12-31", "Doe_Co", "Doe"]


@pytest.mark.parametrize("name", ["Doe", "Doe_II"])
def test_addition__under_another_name_after_a_change__undoes_it_not(name: str) -> None:
    names = folded(ADDED, change("2022-02-01", "Roe"), AGAIN.replace("Doe_II", name))
    assert names.name == "Roe"
    assert [one.name for one in names.former] == ["Doe"]
    assert {one.name for one in names.called()} == {"Roe", "Doe", "Doe_Co", name}


def test_addition__again_under_the_same_name__is_no_change() -> None:
    assert folded(ADDED, "2022-03-01 party.added name=Doe").former == ()


@pytest.mark.parametrize("assertion", ["(reported)", "(announced)"])
def test_change__that_has_not_occurred__is_none(assertion: str) -> None:
    assert folded(ADDED, change("2022-05-01", "Roe", assertion)).former == ()


def test_alias__that_was_or_becomes_a_name__is_told_once() -> None:
    assert [one.name for one in folded(ADDED, change("2022-05-01", "Doe_Co")).called()] == [
        "Doe_Co",
        "Doe",
    ]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2000-01-01", "Doe"),
        ("2022-04-30", "Doe"),
        ("2022-05-01", "Roe"),
        ("2022-09-29", "Roe"),
        ("2022-09-30", "Poe"),
        ("2030-01-01", "Poe"),
    ],
)
def test_name__of_a_day__is_the_one_that_is_certain_then(day: str, name: str) -> None:
    names = folded(ADDED, change("2022-05-01", "Roe"), change("2022-09", "Poe"))
    assert names.on(date.fromisoformat(day)) == name
