"""Which entry of a newer copy is which of those on record."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from casefile.importers.pacer.recognition import matched
from casefile.importers.pacer.wording import NO_TEXT, Wording, likeness
from tests.importers.clerk import NOTICE

TODAY, ROUGHLY = "Status hearing held before Judge Doe", "Held: status hearing before Judge Doe"
HELD, JUDGED, ORDERED = "Minute Entry: status hearing held", "TEXT JUDGMENT", "ORDER on the motion"


def one(words: str, filed: int = 5, entered: int | None = None, **keys: str) -> Wording:
    """Return an entry of days in February."""
    days = [f"2023-02-{day:02}" for day in (filed, entered or filed)]
    kept = {"number": "", "sequence": "", "document": ""} | keys
    return Wording(kept["number"], kept["sequence"], kept["document"], words, *days)


FIRST, LAST = one("COMPLAINT", 1, number="1"), one("ANSWER", 20, number="9")
A, B = one(HELD), one(JUDGED, 5, 6)

# What is on record, the newer copy, and which of the former each entry of the latter is.
CASES: dict[str, tuple[Sequence[Wording], Sequence[Wording], list[int | None]]] = {
    "taken out": ([A, B, one("Notice", 5, 20)], [B, one("Notice", 5, 20)], [1, 2]),
    "put in before": ([A, B], [one("Notice"), A, B], [None, 0, 1]),
    "printed the other way round": ([FIRST, A, B, LAST], [LAST, B, A, FIRST], [3, 2, 1, 0]),
    "numbered": ([A, B], [A, B._replace(number="5")], [0, 1]),
    "numbered and appended to": (
        [A, B],
        [A, B._replace(number="5", words=f"{JUDGED} (Modified on 2/7/2023)")],
        [0, 1],
    ),
    "numbered by another one's number": (
        [one(HELD, number="5"), B],
        [A, B._replace(number="5")],
        [0, 1],
    ),
    "all numbers moved on by one": (
        [one(HELD, number="5"), one(JUDGED, number="6")],
        [one("NOTICE", number="5"), one(HELD, number="6"), one(JUDGED, number="7")],
        [None, 0, 1],
    ),
    "swapped": ([FIRST, A, one(JUDGED), LAST], [FIRST, one(JUDGED), A, LAST], [0, 2, 1, 3]),
    "days swapped": ([A, one(JUDGED, 7)], [one(HELD, 7), one(JUDGED)], [0, 1]),
    "filed on another day": ([A, B], [A, one(JUDGED, 2, 6)], [0, 1]),
    "filed and entered on other days": ([A, B, LAST], [A, one(JUDGED, 11), LAST], [0, 1, 2]),
    "the last one, of other days": ([A, B], [A, one(JUDGED, 11)], [0, 1]),
    "reworded": ([A, B], [A, one(f"{JUDGED} ORDER", 5, 6)], [0, 1]),
    "reworded and of other days, in its place": (
        [FIRST, one(ORDERED), LAST],
        [FIRST, one(f"{ORDERED} to dismiss", 7), LAST],
        [0, 1, 2],
    ),
    "reworded altogether, with its number": (
        [FIRST, one(HELD, number="5")],
        [FIRST, one(JUDGED, number="5")],
        [0, 1],
    ),
    "reworded altogether and of other days, with its number, in its place": (
        [FIRST, one(HELD, number="5"), LAST],
        [FIRST, one(JUDGED, 8, number="5"), LAST],
        [0, 1, 2],
    ),
    "another number in the words, in its place": (
        [FIRST, one("ORDER granting 5 by Pat Doe"), LAST],
        [FIRST, one("ORDER granting 6 by Pat Doe"), LAST],
        [0, 1, 2],
    ),
    "sequence number kept, and a day": (
        [FIRST, one(HELD, sequence="7")],
        [one(JUDGED, 5, 9, sequence="7"), FIRST],
        [1, 0],
    ),
    "document kept, under another number": (
        [one(HELD, number="5", document="0501")],
        [one(HELD, 9, number="6", document="0501")],
        [0],
    ),
    "first of two that are equal taken out": (
        [A, one(NOTICE), one(JUDGED), one(NOTICE), one("Notice")],
        [A, one(JUDGED), one(NOTICE), one("Notice")],
        [0, 2, 3, 4],
    ),
    "second of two that are equal taken out": (
        [A, one(NOTICE), one(JUDGED), one(NOTICE), one("Notice")],
        [A, one(NOTICE), one(JUDGED), one("Notice")],
        [0, 1, 2, 4],
    ),
    "one that is equal put in before": (
        [A, one(JUDGED), one(NOTICE), one("Notice")],
        [A, one(NOTICE), one(JUDGED), one(NOTICE), one("Notice")],
        [0, None, 1, 2, 3],
    ),
    "both that are equal numbered": (
        [one(NOTICE), one(NOTICE)],
        [one(NOTICE, number="5"), one(NOTICE, number="6")],
        [0, 1],
    ),
    "number of the last one given again": (
        [FIRST, one(HELD, number="2")],
        [FIRST, one(JUDGED, 9, number="2")],
        [0, None],
    ),
    "number of two filings, of which one goes": (
        [one(HELD, number="5"), one(JUDGED, number="5")],
        [one("NOTICE", number="5"), one(JUDGED, number="5")],
        [None, 1],
    ),
    "sequence number of other words on other days": (
        [FIRST, one(HELD, sequence="7")],
        [FIRST, one(JUDGED, 9, sequence="7")],
        [0, None],
    ),
    "another sequence number, of the same words and days": (
        [FIRST, one(HELD, sequence="7")],
        [FIRST, one(HELD, sequence="8")],
        [0, None],
    ),
    "other document under the same number": (
        [FIRST, one(HELD, number="2", document="0501")],
        [FIRST, one("MINUTE ENTRY: hearing held", number="2", document="0502")],
        [0, None],
    ),
    "equal words under another number and of another day": (
        [FIRST, one(NOTICE, number="5")],
        [FIRST, one(NOTICE, 9, number="6")],
        [0, None],
    ),
    "one taken out and a later one of the same words": (
        [FIRST, A, one(JUDGED, 9)],
        [FIRST, one(JUDGED, 9), one(HELD, 12)],
        [0, 2, None],
    ),
    "one taken out and one like it put in elsewhere": (
        [FIRST, one("ORDER granting 5 by Pat Doe"), B, LAST],
        [FIRST, B, one("ORDER granting 6 by Pat Doe", 9), LAST],
        [0, 2, None, 3],
    ),
    "one taken out and another one of its day put in": (
        [FIRST, A, LAST],
        [FIRST, B, LAST],
        [0, None, 2],
    ),
    "numbered, beside one that has its words and one of its days": (
        [one(NOTICE, 5, 6)],
        [one(NOTICE, 5, 9), one(NOTICE, 5, 6, number="7")],
        [None, 0],
    ),
    "number kept, and words that are alike, elsewhere": (
        [FIRST, one(ORDERED, number="5"), B, LAST],
        [FIRST, B, one(f"{ORDERED} to dismiss", 9, number="5"), LAST],
        [0, 2, 1, 3],
    ),
    "entered on another day, of words that another one has": (
        [FIRST, one(NOTICE, 5, 6), A, one(NOTICE, 9)],
        [FIRST, A, one(NOTICE, 5, 8), one(NOTICE, 9)],
        [0, 2, 1, 3],
    ),
    "filed on another day, of words that another one has": (
        [FIRST, one(NOTICE, 5, 6), one(HELD, 6), one(NOTICE, 9)],
        [FIRST, one(HELD, 6), one(NOTICE, 4, 6), one(NOTICE, 9)],
        [0, 2, 1, 3],
    ),
    "reworded and swapped": (
        [FIRST, one("ORDER on the motion of Pat Doe"), A, LAST],
        [FIRST, A, one("ORDER on a motion of Pat Doe"), LAST],
        [0, 2, 1, 3],
    ),
    "appended to and entered on another day, behind others": (
        [FIRST, one(ORDERED, 5, 6), one(HELD, 7), LAST],
        [FIRST, one(HELD, 7), one(f"{ORDERED} to dismiss", 5, 9), LAST],
        [0, 2, 1, 3],
    ),
    "appended to and filed on another day, behind others": (
        [FIRST, one(ORDERED, 5, 6), one(HELD, 6), LAST],
        [FIRST, one(HELD, 6), one(f"{ORDERED} to dismiss", 4, 6), LAST],
        [0, 2, 1, 3],
    ),
    "another number in the words and another day, in its place": (
        [FIRST, one("ORDER granting 5 by Pat Doe"), LAST],
        [FIRST, one("ORDER granting 6 by Pat Doe", 5, 6), LAST],
        [0, 1, 2],
    ),
    "of other days, behind others": (
        [FIRST, A, one(JUDGED, 7), LAST],
        [FIRST, one(JUDGED, 7), one(HELD, 9), LAST],
        [0, 2, 1, 3],
    ),
    "document of two filings, of which one goes": (
        [one("Verification of Matrix", document="7"), one("Matrix", document="7")],
        [one("Summons", document="7"), one("Matrix", document="7")],
        [None, 1],
    ),
    "equal words under another number, where there are several": (
        [one(NOTICE, number="5"), one(NOTICE, number="6")],
        [one(NOTICE, number="7"), one(NOTICE, number="6")],
        [None, 1],
    ),
    "equal words of another document": (
        [one(NOTICE, number="5", document="7")],
        [one(NOTICE, number="6", document="8")],
        [None],
    ),
    "one taken out and one of its day like it put in behind others": (
        [FIRST, one("ORDER granting 5 by Pat Doe"), A, LAST],
        [FIRST, A, one("ORDER granting 6 by Pat Doe"), LAST],
        [0, 2, None, 3],
    ),
    "one taken out and one about somebody else put in behind others": (
        [FIRST, one("ORDER on the motion of Pat Doe", 5, 6), one(HELD, 7), LAST],
        [FIRST, one(HELD, 7), one("ORDER on the motion of Ann Poe", 5, 9), LAST],
        [0, 2, None, 3],
    ),
    "two of equal words and other days, of which one is in its place": (
        [FIRST, one(NOTICE, 5), one(HELD, 6), one(NOTICE, 7), LAST],
        [FIRST, one(HELD, 6), one(NOTICE, 9), one(NOTICE, 11), LAST],
        [0, 2, 3, None, 4],
    ),
    "another number in the words and other days": (
        [FIRST, one("Hearing set for 5 March"), LAST],
        [FIRST, one("Hearing set for 6 March", 7), LAST],
        [0, None, 2],
    ),
    "doubled, with all keys, and one of these re-dated": (
        [one(HELD, sequence="7")],
        [one(HELD, 5, 9, sequence="7"), one(HELD, sequence="7"), one(HELD, sequence="7")],
        [None, 0, None],
    ),
    "sequence number kept, and its words roughly": (
        [FIRST, one(TODAY, sequence="7")],
        [FIRST, one(ROUGHLY, 9, sequence="7")],
        [0, 1],
    ),
    "sequence number of two filings, and the words of one roughly": (
        [one(TODAY, sequence="7"), one("Matrix", sequence="7")],
        [one(ROUGHLY, 9, sequence="7"), one("Matrix", sequence="7")],
        [None, 1],
    ),
    "sequence number and number kept": (
        [FIRST, one(HELD, number="5", sequence="7")],
        [FIRST, one(JUDGED, 9, number="5", sequence="7")],
        [0, 1],
    ),
    "number kept, and its words roughly": (
        [FIRST, one(TODAY, number="5")],
        [FIRST, one(ROUGHLY, 9, number="5")],
        [0, 1],
    ),
    "number of two filings, and the words of one roughly": (
        [one(TODAY, number="5"), one("Matrix", number="5")],
        [one(ROUGHLY, 9, number="5"), one("Matrix", number="5")],
        [None, 1],
    ),
    "reworded, and without its sequence number": (
        [FIRST, one(HELD, sequence="7")],
        [FIRST, one(f"{HELD} today")],
        [0, 1],
    ),
    "no words, and another day": (
        [FIRST, one(NO_TEXT), LAST],
        [FIRST, one(NO_TEXT, 7), LAST],
        [0, None, 2],
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_matched__what_a_clerk_does__says_which_is_which(what: str) -> None:
    before, after, wanted = CASES[what]
    assert matched([[wording] for wording in before], after) == wanted


def test_matched__copy_from_before_it_was_reworded__is_recognized() -> None:
    was = one("Summons issued", 3)
    assert matched([[was, A], [B]], [B, was]) == [1, 0]


def test_matched__as_it_is_now_and_as_it_was__is_the_one_that_reads_so_now() -> None:
    assert matched([[A, B], [A]], [A]) == [1]


def test_matched__part_of_a_docket__guesses_nothing() -> None:
    before, after, _ = CASES["reworded"]
    assert matched([[wording] for wording in before], after, part=True) == [0, None]
    assert matched([[A], [A]], [A, A], part=True) == [0, 1]


def test_matched__thousands_of_equal_entries__is_quick() -> None:
    many = [one(NOTICE)] * 4_000
    found = matched([[wording] for wording in many], many[1:])
    assert found == list(range(3_999))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Minutes - Miscellaneous", "Trial - Miscellaneous"),
        ("Motion to Appear Pro Hac Vice", "Notice Regarding Pro Hac Vice Motion"),
        (
            "Case Designated ECF as to Pat Doe, Ann Poe",
            "INDICTMENT UNSEALED as to Pat Doe, Ann Poe",
        ),
        ("", ""),
    ],
)
def test_likeness__of_two_filings__is_none(text: str, other: str) -> None:
    assert likeness(text, other) == likeness(other, text) == 0
