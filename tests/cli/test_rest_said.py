"""What a sentence says beside what happened is read where it is plain, and else left as words."""

from __future__ import annotations

from contextlib import closing

import pytest

from casefile.store.database import Database
from casefile.words.told.left_over import left as left_of
from casefile.words.told.rest_said import rest_said
from tests.asking import Answers
from tests.cli.conftest import DAY, Terminal


@pytest.fixture
def case(bare_case: Terminal) -> Terminal:
    """Return the program on a prosecution of two counts."""
    for count, offense in enumerate(("grand larceny", "armed robbery"), start=1):
        bare_case("post", "r", "charge.filed", f"count={count}", f"offense={offense}", *DAY)
    return bare_case


@pytest.mark.parametrize(
    ("words", "tag", "fields", "left"),
    [
        ("counts 1 and 2 dismissed", "charge.dismissed", {"item_id": ["counts 1 and 2"]}, ""),
        ("armed robbery dismissed", "charge.dismissed", {"item_id": ["armed robbery"]}, ""),
        (
            "count 2 dismissed without prejudice on the court's own motion",
            "charge.dismissed",
            {"item_id": ["count 2"], "prejudice": ["without"]},
            "on the court's own motion",
        ),
        ("Ann Roe dismissed", "charge.dismissed", {}, ""),  # whose charge it is anyhow
        (
            "Ann Roe moved to suppress",
            "motion.filed",
            {"kind": ["motion to suppress"], "by": ["Ann Roe"]},
            "",
        ),
        (
            "bail was put in for Ann Roe",
            "counsel.appeared",
            {"for": ["Ann Roe"]},
            "bail was put",
        ),
        ("the clerk dropped Ann Roe", "party.dropped", {"party_id": ["Ann Roe"]}, ""),
        ("Ann Roe appealed", "appeal.filed", {"appellant": ["Ann Roe"]}, ""),
        ("count 7 filed", "charge.filed", {"count_no": ["7"]}, ""),
        (
            "he said that he is sorry",
            "statement.recorded",
            {"quote": ["he said that he is sorry"]},
            "",
        ),
        (
            "it is over for $4,000, confidential",
            "claim.settled",
            {"amount": ["$4,000"], "confidential": ["yes"]},
            "it is over",
        ),
        (
            "it is over, not confidential",
            "claim.settled",
            {"confidential": ["no"]},
            "it is over",
        ),
        (
            "all is over, completed",
            "charge.deferral_ended",
            {"result": ["completed"]},
            "all is over",
        ),
        ("got three years", "sentence.imposed", {"components": ["three years"]}, ""),
        (
            "the judge gave it to her, sentenced to life in prison",
            "sentence.imposed",
            {"components": ["life in prison"]},
            "the judge gave it",
        ),
        ("no such thing happened", "charge.dismissed", {}, "no such thing happened"),
    ],
)
def test_rest_said__of_a_sentence__is_what_is_plain_and_the_words_left(
    case: Terminal, words: str, tag: str, fields: dict[str, list[str]], left: str
) -> None:
    with closing(Database(case.url)) as database:
        found = rest_said(Answers(database), "r", words, tag)
    assert (dict(found.fields), left_of(words, [found])) == (fields, [left] if left else [])


def test_rest_said__a_day_behind_the_words__is_that_of_the_event(case: Terminal) -> None:
    with closing(Database(case.url)) as database:
        words = "count 1 dismissed on May 20, 2025"
        found = rest_said(Answers(database), "r", words, "charge.dismissed")
    assert (found.day, left_of(words, [found])) == ("May 20, 2025", [])
