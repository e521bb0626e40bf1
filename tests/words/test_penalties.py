"""Penalties as people say them together: what is read of one text, and what is asked."""

from __future__ import annotations

import msgspec
import pytest

from casefile.law.events.sentence import Component
from casefile.words.typed.fields import FieldReader

# What is typed for a sentence, and the penalties that it says, in words.
READ = [
    (
        "three years, two of them suspended",
        ["1 year's incarceration", "2 years' incarceration, suspended"],
    ),
    (
        "three years in prison, 2 of them suspended",
        ["1 year's incarceration", "2 years' incarceration, suspended"],
    ),
    (
        "three years in prison, two years of it suspended",
        ["1 year's incarceration", "2 years' incarceration, suspended"],
    ),
    (
        "364 days, 360 suspended",
        ["4 days' incarceration", "360 days' incarceration, suspended"],
    ),
    (
        "364 days in jail with 300 days suspended",
        ["64 days' incarceration", "300 days' incarceration, suspended"],
    ),
    (
        "18 months with 6 months suspended",
        ["12 months' incarceration", "6 months' incarceration, suspended"],
    ),
    (
        "3 years prison, 18 months suspended",
        ["18 months' incarceration", "18 months' incarceration, suspended"],
    ),
    (
        "eighteen months in prison, six of which are suspended",
        ["12 months' incarceration", "6 months' incarceration, suspended"],
    ),
    (
        "1 year and 6 months in prison, 6 months suspended",
        ["1 year's incarceration", "6 months' incarceration, suspended"],
    ),
    (
        "5 years, all but 2 suspended",
        ["2 years' incarceration", "3 years' incarceration, suspended"],
    ),
    (
        "364 days in county jail, all suspended but 10 days",
        ["10 days' incarceration", "354 days' incarceration, suspended"],
    ),
    (
        "four years of imprisonment, half of it suspended",
        ["2 years' incarceration", "2 years' incarceration, suspended"],
    ),
    (
        "2 weeks in jail, 3 days suspended",
        ["11 days' incarceration", "3 days' incarceration, suspended"],
    ),
    (
        "48 hours in jail, 24 hours suspended",
        ["24 hours' incarceration"] * 1 + ["24 hours' incarceration, suspended"],
    ),
    ("90 days jail all suspended", ["90 days' incarceration, suspended"]),
    ("one year in jail, all of it suspended", ["1 year's incarceration, suspended"]),
    ("30 days jail, 30 days suspended", ["30 days' incarceration, suspended"]),
    ("a $1,000 fine, all but $200 suspended", ["a fine of $200", "a fine of $800, suspended"]),
    ("$500 fine, $250 suspended", ["a fine of $250", "a fine of $250, suspended"]),
    (
        "10 years DOC, 5 suspended, consecutive",
        [
            "5 years' incarceration, consecutive",
            "5 years' incarceration, suspended, consecutive",
        ],
    ),
    (
        (
            "3 years in prison, 2 of them suspended, 18 months probation, a $500 fine and "
            "$1,240.50 restitution to the victim"
        ),
        [
            "1 year's incarceration",
            "2 years' incarceration, suspended",
            "18 months' probation",
            "a fine of $500",
            "restitution of $1,240.50",
        ],
    ),
    (
        "2 years in prison, followed by 1 year of supervised release",
        ["2 years' incarceration", "1 year's supervised release"],
    ),
    ("fine of $500 and court costs of $73", ["a fine of $500", "a fee of $73"]),
    ("1 year unsupervised probation", ["1 year's probation"]),
    ("no contact with the victim", ["a no-contact order"]),
    ("ninety days in jail", ["90 days' incarceration"]),
]
# What is typed with a credit, the penalties beside it, and the credit.
CREDITED = [
    (
        "3 years in prison with credit for 60 days served",
        ["3 years' incarceration"],
        "credit for 60 days served",
    ),
    (
        "three years, two suspended, credit for time served",
        ["1 year's incarceration", "2 years' incarceration, suspended"],
        "credit for time served",
    ),
    (
        "364 days in jail with 360 days suspended and credit for 4 days served",
        ["4 days' incarceration", "360 days' incarceration, suspended"],
        "credit for 4 days served",
    ),
    ("90 days, with credit for 12 days", ["90 days' incarceration"], "credit for 12 days"),
    ("90 days in jail less 10 days served", ["90 days' incarceration"], "less 10 days served"),
    ("90 days in jail, 10 days credit", ["90 days' incarceration"], "10 days credit"),
    ("credit for time served", [], "credit for time served"),
]
ASKED = [
    ("30 days in jail, 60 days suspended", "components 1: How much of it is suspended?"),
    ("1 year in jail, all but 30 days suspended", "components 1: How much of it is suspended?"),
    (
        "3 years in prison, 5 years probation, 2 years suspended",
        "components 1: How much of it is suspended?",
    ),
    ("2 years suspended", 'say both in one text: "5 years in prison, 2 years suspended"'),
    ("6 months, suspended", 'Write "6 months in prison, suspended"'),
    ("3 years and 18 months probation", 'components 1: Of what kind is it? Write "3 years in'),
    (
        "20 hours of community service and a letter of apology",
        "components 2: What is 'a letter of apology'? It must be a penalty",
    ),
    ("a letter of apology", "is told by partly_read=yes"),
]


def read(typed: str) -> tuple[FieldReader, list[str], dict[str, object]]:
    """Return who has read the sentence, its penalties in words, and the data."""
    reader = FieldReader("sentence.imposed")
    data = reader.data({"components": [typed]})
    labels = [
        msgspec.convert(one, Component).label for one in data["components"] if isinstance(one, dict)
    ]
    return reader, labels, data


@pytest.mark.parametrize(("typed", "penalties"), READ)
def test_penalties__of_one_text__are_all_read(typed: str, penalties: list[str]) -> None:
    reader, labels, data = read(typed)
    assert (reader.misfits, labels) == ([], penalties)
    assert "partly_read" not in data


@pytest.mark.parametrize(("typed", "penalties", "credit"), CREDITED)
def test_credit__beside_penalties__is_no_penalty_and_is_kept_as_a_note(
    typed: str, penalties: list[str], credit: str
) -> None:
    reader, labels, data = read(typed)
    assert (reader.misfits, labels) == ([], penalties)
    assert data["partly_read"] is True
    told = f"partly_read = yes ({credit} is no penalty of its own: it is kept as a note)"
    assert (reader.told[-1], reader.note) == (told, credit)


@pytest.mark.parametrize(("typed", "question"), ASKED)
def test_penalty__of_which_nobody_can_say_how_much_or_what__is_asked(
    typed: str, question: str
) -> None:
    reader, _, _ = read(typed)
    (misfit,) = reader.misfits
    assert question in misfit.said


@pytest.mark.parametrize(
    ("typed", "penalties"),
    [
        (
            ["3 years in prison", "2 years suspended", "18 months' probation"],
            ["1 year's incarceration", "2 years' incarceration, suspended", "18 months' probation"],
        ),
        (
            ["90 days in jail", "all suspended"],
            ["90 days' incarceration, suspended"],
        ),
    ],
)
def test_suspended__by_itself_behind_a_penalty__is_a_part_of_it(
    typed: list[str], penalties: list[str]
) -> None:
    reader = FieldReader("sentence.imposed")
    found = reader.data({"components": typed})["components"]
    labels = [msgspec.convert(one, Component).label for one in found]
    assert (reader.misfits, labels) == ([], penalties)


def test_penalties__of_several_texts__are_counted_through() -> None:
    reader = FieldReader("sentence.imposed")
    typed = ["2 years in prison, 1 suspended", "a letter of apology"]
    reader.data({"components": typed[:1], "penalty": typed[1:]})
    assert [one.where for one in reader.misfits] == ["components 3"]
