"""Wordings that no rule was written for: what is read is right, or says that it is not all."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from casefile.importers.pacer.dispositions import read
from tests.importers.judgments import in_short
from tests.importers.unseen import UNSEEN
from tests.importers.unseen_further import FURTHER

# A line each: the disposition, the count under which it stands, and its right reading, which was
# written before anything read it; "" is one of which nothing is sure.
LINES = Path(__file__).with_name("unseen.jsonl").read_text("utf-8").split("\n")
EVERY = (*UNSEEN, *FURTHER, *(tuple(json.loads(line)) for line in LINES if line))
MORE = "more"
# A conviction of which it is not said how it came about is said of each of these, too.
CONVICTED = {"convicted", "plea_guilty", "plea_no_contest", "bench", "verdict guilty"}


def come_to(text: str, label: str, right: str) -> str:
    """Return whether a text is read right, or left over in part or whole; "false" otherwise."""
    found = read(text, label)
    said = in_short(found)
    if said == (right or "as written"):
        return "right" if right else "left over"
    if said == "as written":
        return "left over"
    less = right and found.unread and _says_less(said.split("; "), right.split("; "))
    return "left over" if less else "false"


def _says_less(said: list[str], right: list[str]) -> bool:
    """Tell whether all that is said is right, and says that there is more where there is."""
    rest = iter(right)
    return all(any(_is_of(one, other) for other in rest) for one in said)


def _is_of(said: str, right: str) -> bool:
    what, _, imposed = said.partition(": ")
    whole, _, other = right.partition(": ")
    if what != whole and not (what == "convicted" and whole in CONVICTED):
        return False
    parts, wanted = (one.partition(" @")[0].split(", ") for one in (imposed, other))
    alike = all(any(one.startswith(part) for one in wanted) for part in parts if part != MORE)
    return alike and (MORE in parts or set(parts) == set(wanted))


@pytest.mark.parametrize(("text", "label", "right"), EVERY)
def test_wording_that_is_new__is_read_right_or_left_over(text: str, label: str, right: str) -> None:
    assert come_to(text, label, right) != "false"


def test_wordings_that_are_new__are_counted() -> None:
    counted = Counter(come_to(*one) for one in EVERY)
    sys.stdout.write(f"{len(EVERY)} wordings: {dict(counted)}\n")
    assert counted["right"] >= 50


def test_says_less__of_another_penalty_or_without_more__is_not_less() -> None:
    right = "convicted; sentenced: custody 60M, release 3Y"
    assert come_to("BOP 60 months; see order", "1", right) == "left over"
    assert come_to("BOP 60 months", "1", right) == "false"
    assert come_to("BOP 61 months; mandatory drug testing", "1", right) == "false"
    assert come_to("Dismissed", "1", right) == "false"


READ = (
    "BOP 60 months; 3 years S/R; $100 S/A",
    "Found guilty by jury",
    "Pled guilty; BOP 6 months",
    "12 months probation; $25 assessment",
    "Time served",
    "Dismissed on motion of the government",
    "Not guilty",
)
# What no word of may be passed over, whatever stands before it.
UNMADE = (
    "Reversed by the 9th Circuit",
    "Verdict overturned",
    "JNOV entered",
    "New trial ordered",
    "Judgment held for naught",
    "Judgment is a nullity",
    "Conviction annulled",
    "Finding undone on review",
    "See order of 3/3/10",
    "Entered in error",
    "Wrong defendant",
    "Adj w/h",
    "ISS",
    "Stet",
    "PTI",
    "Recommendation only",
    "To be entered",
    "Proposed",
    "Conditional on approval",
    "Case reopened",
    "Defendant exonerated",
    "Writ of coram nobis issued",
    "Sentence overturned",
    "Imprisonment nullified",
    "Probation lifted by consent",
    "Sentence undone",
)


@pytest.mark.parametrize("unmade", UNMADE)
@pytest.mark.parametrize("read_alone", READ)
def test_wording_that_may_undo__leaves_nothing_read_beside_it(read_alone: str, unmade: str) -> None:
    assert read(read_alone, "1").events
    for text in (f"{read_alone}. {unmade}", f"{unmade}; {read_alone}", f"{read_alone} - {unmade}"):
        found = read(text, "1")
        assert (found.events, bool(found.unread)) == ((), True), text
