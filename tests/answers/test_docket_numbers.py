"""Docket numbers: two of one matter are told by their time, on both axes, and both are found."""

from __future__ import annotations

import pytest

from casefile.answers.asking import Asking
from casefile.answers.dockets.docket_numbers import in_words
from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Audience
from casefile.answers.meaning import meant
from casefile.errors import Unknown
from casefile.exports import columns
from tests.asking import Answers
from tests.histories import Office

STORY = """
    2021-01-05 matter.opened @m2 docket_no=D-101-CV-7 court_id=nmd jurisdiction=US-NM
    2022-03-01 matter.docket_number_assigned @m2 docket_no=1:22-cv-00033 court_id=cand
"""


@pytest.fixture
def removed(office: Office) -> Office:
    for line in STORY.strip().splitlines():
        office.post(line.strip())
    return office


def numbers(office: Office, **asked: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the number that the matter has, and each that it had had, with since when."""
    found = Answers(office.database).matter("m2", **asked)
    had = [(one["docket_no"], one["since"]) for one in found["docket_numbers"]]
    return found["matter"]["docket_no"], had


def test_numbers__as_of_before_and_after_the_removal__each_by_its_time(removed: Office) -> None:
    state, federal = ("D-101-CV-7", "2021-01-05"), ("1:22-cv-00033", "2022-03-01")
    assert numbers(removed, as_of="2022-02-28") == ("D-101-CV-7", [state])
    assert numbers(removed, as_of="2022-03-01") == ("1:22-cv-00033", [state, federal])


def test_numbers__known_before_the_removal_was_recorded__only_the_first(removed: Office) -> None:
    known = f"@{removed.position - 1}"
    assert numbers(removed, as_of="2023-01-01", known_at=known)[0] == "D-101-CV-7"


def test_numbers__earlier_one_recorded_later__is_not_the_number_now(removed: Office) -> None:
    removed.post("2020-12-01 matter.docket_number_assigned @m2 docket_no=M-44")
    found = numbers(removed, as_of="2021-06-01")
    assert found == ("D-101-CV-7", [("M-44", "2020-12-01"), ("D-101-CV-7", "2021-01-05")])


def test_numbers__before_the_day_of_the_opening__the_one_that_it_had(removed: Office) -> None:
    removed.post("2020-12-01 matter.docket_number_assigned @m2 docket_no=M-44")
    assert numbers(removed, as_of="2020-12-15") == ("M-44", [("M-44", "2020-12-01")])
    assert numbers(removed, as_of="2020-11-15") == ("D-101-CV-7", [("D-101-CV-7", "2021-01-05")])


def test_meant__by_a_number_that_it_had_before__the_matter(removed: Office) -> None:
    asking = Asking(removed.database, removed.recorder.clock.now_us)
    for typed in ("D-101-CV-7", "1:22-cv-00033"):
        assert meant.matter(asking, typed).id == "m2"
    with pytest.raises(Unknown):
        meant.matter(asking, "D-101-CV-8")


def test_search__by_either_number__finds_the_matter(removed: Office) -> None:
    for words in ("D-101-CV-7", "00033", "1:22-cv-00033"):
        found = Answers(removed.database).matters(q=words)["matters"]
        assert [one["matter_id"] for one in found] == ["m2"]
    known = f"@{removed.position - 1}"
    assert Answers(removed.database).matters(q="00033", known_at=known)["matters"] == []


@pytest.mark.parametrize(
    ("as_of", "number", "told"),
    [
        ("2022-02-28", "D-101-CV-7", ""),
        (
            "2022-03-01",
            "1:22-cv-00033",
            "D-101-CV-7 since 2021-01-05; 1:22-cv-00033 since 2022-03-01",
        ),
    ],
)
def test_document__as_of_a_day__has_the_number_of_that_day(
    removed: Office, as_of: str, number: str, told: str
) -> None:
    asked = Answers(removed.database)
    with chronicle.of_matter(asked, "m2", audience=Audience.OFFICE, as_of=as_of) as found:
        about = found.heading.matters["m2"]
        said = {one.label: one.text for one in columns.particulars(found.heading)}
    assert (about.docket_no, in_words(about.docket_numbers)) == (number, told)
    assert said.get("Docket numbers", "") == told
