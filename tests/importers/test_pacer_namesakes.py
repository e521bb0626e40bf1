"""Namesakes: two defendants of one name are two persons, whichever of their pages comes in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.histories import Office
from tests.importers.pacer_dockets import bundles, drafts, entry
from tests.importers.test_pacer_endings import BARE, ENDED, FRAUD, LEE, defendant, page, take

OVER, OPEN = defendant("Dan Hale", ENDED, "2023-06-01"), defendant("Dan Hale", FRAUD)
BOTH = "INDICTMENT as to Dan Hale (1) count(s) 1, Lee Hale (2), Dan Hale (4) count(s) 1"


def told(text: str) -> dict[str, Any]:
    """Return the entries of a docket that has one."""
    return {"docket_entries": [entry("1", text)]}


def ids(folder: Path, *pages: Any) -> list[list[str]]:
    """Return the ids of the parties of each page."""
    found = bundles(folder, *pages)
    return [[one.data["party_id"] for one in drafts(made, "party.added")] for made in found]


def test_pages_of_namesakes__read_together__are_of_two_persons(tmp_path: Path) -> None:
    (first,), (other,) = ids(tmp_path, page(1, OVER) | BARE, page(2, OPEN) | BARE)
    assert first != other
    assert ids(tmp_path, page(2, OPEN) | BARE, page(1, OVER) | BARE) == [[other], [first]]
    assert ids(tmp_path, page(None, OVER, OPEN) | BARE) == [[first, other]]


@pytest.mark.parametrize("text", [BOTH, BOTH.upper(), BOTH.replace(" (", "(")])
def test_page_of_a_namesake__whose_entry_numbers_both__is_of_that_one_alone(
    tmp_path: Path, text: str
) -> None:
    ((first,),) = ids(tmp_path, page(1, OVER) | told(text))
    ((other,),) = ids(tmp_path, page(4, OPEN) | told(text))
    assert ids(tmp_path, page(None, OVER, LEE, OPEN) | told(text))[0] == [
        first,
        *ids(tmp_path, page(2, LEE) | told(text))[0],
        other,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "INDICTMENT as to Dan Hale (1), Lee Hale (2)",
        "ORDER as to Dan Hale (1) by count (2) of Mardan Hale (2)",
        "ORDER as to Dan Hale (1), Dan Hale, Jr. (2)",
        "ORDER as to Dan Hale (2)",
    ],
)
def test_page_of_one_without_a_namesake__has_the_same_person_as_ever(
    tmp_path: Path, text: str
) -> None:
    assert ids(tmp_path, page(2, OPEN) | told(text)) == ids(tmp_path, page(None, OPEN) | BARE)


def test_page_of_all__printed_for_one_of_two_namesakes__has_them_in_order(tmp_path: Path) -> None:
    both = ids(tmp_path, page(None, OVER, OPEN) | told(BOTH))
    assert ids(tmp_path, page(4, OVER, OPEN) | told(BOTH)) == both


def test_namesakes__one_of_whom_is_sentenced__leave_the_other_charged(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(1, OVER) | told(BOTH))
    take(office, tmp_path, page(4, OPEN) | told(BOTH))
    ((first,), (other,)) = ids(tmp_path, page(1, OVER) | told(BOTH), page(4, OPEN) | told(BOTH))
    assert office.status("2023-12-30", party=first)["status"] == "sentenced"
    assert office.status("2023-12-30", party=other)["status"] == "charged"


@pytest.mark.parametrize(("number", "day"), [(1, "2023-05-01"), (4, "2023-01-05/2023-06-01")])
def test_judgment__of_a_namesake__is_not_that_of_the_other(
    tmp_path: Path, number: int, day: str
) -> None:
    entries = [entry("1", BOTH), entry("9", "JUDGMENT as to Dan Hale (1), Count 1", "2023-05-01")]
    (made,) = bundles(tmp_path, page(number, OVER) | {"docket_entries": entries})
    assert [one.effective for one in drafts(made, "sentence.imposed")] == [day]
