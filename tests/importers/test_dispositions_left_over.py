"""What is left over of dispositions: when nothing is read beside it, and when it is no sentence."""

from __future__ import annotations

import pytest

from casefile.importers.pacer.disposition_tokens import tokens
from casefile.importers.pacer.dispositions import read
from tests.importers.judgments import in_short

AS_WRITTEN = "as written"


@pytest.mark.parametrize(
    "words",
    [
        # A sentence of another case is none on this count.
        "60 months imprisonment in case 10-cr-55",
        "custody of 12 months, docket 10-55",
        "sentenced to 60 months in 2:10-cr-00055",
        # What a court does is said by a participle, and of these no table has any.
        "custody undone",
        "sentence overturned",
        "supervised release terms cancelled",
        "restitution $500 excused",
        "sentence struck",
        "sentence thrown out",
        "custody cut to 12 months",
        "restitution of $500 forgiven",
        "sentence taken back",
        # What stands behind a dash or in brackets may be about anything.
        "fine $500 for good (plea under advisement)",
        "supervised release for three - entry by mistake",
    ],
)
def test_clause__that_may_undo_a_sentence_or_be_of_another_case__nothing_is_read_beside_it(
    words: str,
) -> None:
    assert in_short(read(f"BOP 24 months; {words}", "1")) == AS_WRITTEN
    assert in_short(read(f"Found guilty; {words}", "1")) == AS_WRITTEN


@pytest.mark.parametrize(
    "words",
    ["no imprisonment beyond the 3 days", "no supervised release to follow for 1 year"],
)
def test_clause__that_says_that_something_is_not_imposed__is_no_sentence(words: str) -> None:
    assert in_short(read(f"Found guilty; {words}", "1")) == "convicted"


@pytest.mark.parametrize(
    "words", ["conviction abated by death", "defendant deceased", "abated", "defendant died"]
)
def test_later_judgment__on_a_defendant_who_has_died__leaves_no_conviction(words: str) -> None:
    assert in_short(read(f"BOP 24 months. Amended judgment: {words}", "1")) == AS_WRITTEN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dismissed WOP", "dismissed unknown without"),
        ("Dismissed w/prej", "dismissed unknown with"),
        ("Dismissal at sentencing on the government's motion", AS_WRITTEN),  # it is to come
        ("12 months supervised release 3 years on count 1", "convicted; sentenced: more"),
    ],
)
def test_text__of_more_than_one_meaning_or_short__is_read_as_it_says(text: str, said: str) -> None:
    assert in_short(read(text, "1")) == said


@pytest.mark.parametrize(
    ("written", "day"),
    [("3/14/98", "1998-03-14"), ("3/14/12", "2012-03-14"), ("3/14/1788", ""), ("3/14/2100", "")],
)
def test_day__of_a_judgment__is_of_a_year_in_which_there_are_federal_courts(
    written: str, day: str
) -> None:
    found = read(f"Judgment of {written}: BOP 24 months", "1")
    assert set(found.days) == ({day} if day else set())


@pytest.mark.parametrize(("label", "said"), [("1s", 1), ("3s", 1), ("4s", 0), ("3", 0), ("3ss", 0)])
def test_counts__of_a_newer_version__are_named_up_to_the_last(label: str, said: int) -> None:
    found = read("BOP 24 months on each of Counts 1s-3s", label)
    assert len([one for one, _ in found.events if one == "sentence.imposed"]) == said


def test_word__that_only_begins_like_one_of_the_table__is_that_word() -> None:
    words = ["dismissals", "acquittals", "forfeitures", "mistrials", "grantedly"]
    assert [(one.kind, one.value) for one in tokens(" ".join(words))] == [
        ("WORD", word) for word in words
    ]
