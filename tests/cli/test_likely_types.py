"""Which types a sentence may tell of: the right one is among the first that are asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from casefile.law.events.record import NoteRecorded
from casefile.words.told.likely_types import LIKELY, known_by, likely_types, stem
from tests.cli.test_typed_types import TYPED, as_command, before

# Whole sentences that were refused: the category of the matter, the right type, and the words.
REFUSED = Path(__file__).parent / "likely_types.txt"
FIRST = 3


class Told(NamedTuple):
    """What was typed in a matter of a category, and the type that is told by it."""

    category: str
    tag: str
    words: str


def refused() -> Iterator[Told]:
    for line in REFUSED.read_text(encoding="utf-8").splitlines():
        yield Told(*line.split(" ", 2))


def called() -> Iterator[Told]:
    """Yield the words for a type of every row of the table, with the category of the matter."""
    for name, one in TYPED.items():
        opened = [re.search(r"(?:category|type)=(\w+)", typed) for typed in before(name)]
        categories = [found[1] for found in opened if found]
        for row in one.rows:
            words = as_command(row.typed)
            if words[0] == "post" and row.tag != NoteRecorded.tag:
                yield Told(categories[-1] if categories else "", row.tag, words[2])


@pytest.mark.parametrize(
    ("told", "among_first", "among_all"),
    [(tuple(refused()), 0.95, 0.97), (tuple(called()), 0.99, 0.99)],
    ids=["refused", "called"],
)
def test_likely_types__of_what_is_typed__have_the_right_one(
    told: tuple[Told, ...], among_first: float, among_all: float
) -> None:
    ranked = [(one, likely_types(one.words, one.category)) for one in told]
    first = sum(one.tag in some[:FIRST] for one, some in ranked)
    every = sum(one.tag in some for one, some in ranked)
    assert first / len(told) >= among_first, [one for one in ranked if one[0].tag not in one[1][:3]]
    assert every / len(told) >= among_all
    assert max(len(some) for _, some in ranked) == LIKELY


def test_likely_types__in_a_matter_of_a_category__are_none_of_another_track() -> None:
    assert "claim.dismissed" not in likely_types("dismissed as moot", "criminal")
    assert "charge.dismissed" not in likely_types("dismissed as moot", "civil")
    assert {"charge.dismissed", "claim.dismissed"} <= set(likely_types("dismissed as moot"))


def test_likely_types__what_can_follow__goes_first() -> None:
    words = "the plea and the verdict"
    assert (
        likely_types(words, "criminal", ["charge.verdict_returned"])[0]
        != likely_types(words, "criminal", ["charge.plea_entered"])[0]
    )


def test_likely_types__what_is_to_come__may_be_announced() -> None:
    assert likely_types("count 1 will be dismissed", "criminal")[0] == "intent.announced"


def test_stem__forms_of_a_word__are_one() -> None:
    assert len({stem(one) for one in ("dismissed", "dismissal", "dismisses", "dismissing")}) == 1
    assert stem("dismissed") in known_by("charge.dismissed")
    assert stem("motion") not in known_by("charge.dismissed")
