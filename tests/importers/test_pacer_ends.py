"""What the head of a page says of an end: one event of the right kind, on the right day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importers.pacer_dockets import bundles, history, party, records
from tests.importers.test_pacer_endings import DAN, ENDED, LEE, defendant, page

DAY, LATER = "2023-06-01", "2023-07-01"
EVA = defendant("Eva Hale", ENDED, DAY)
GIL = party("Gil Hale", "Interpreter", date_terminated="2023-12-30")  # whom nobody charged
OVER = f"{DAY} closed, date terminated, for all defendants"
DAN_S = f"{DAY} part of 1 ends"
STILL = f"{DAY} Terminated on the docket, which has a defendant who is still charged."

WITH_THE_LAST = (
    f"{LATER} closed, date terminated, for all defendants, "
    "The last charged defendant was terminated then."
)

# The pages of one docket, and what the heads of all of them come to.
CASES: dict[str, tuple[list[Any], list[str]]] = {
    "one defendant, no end": ([page(1, DAN)], []),
    "one defendant": ([page(1, DAN, ended=DAY)], [DAN_S]),
    "one defendant, whose end stands at the head alone": (
        [page(1, defendant("Dan Hale", ENDED), ended=DAY)],
        [DAN_S],
    ),
    "one defendant, beside another one who ended then": (
        [page(1, DAN, EVA, ended=DAY)],
        [f"{DAY} Terminated on the docket for defendant 1."],
    ),
    "one defendant, beside another one who ended later": (
        [page(1, DAN, defendant("Eva Hale", ENDED, LATER), ended=DAY)],
        [DAN_S],
    ),
    "one defendant, who ended on another day": (
        [page(1, DAN, LEE, ended=LATER)],
        [f"{LATER} Terminated on the docket for defendant 1."],
    ),
    "one defendant, beside somebody uncharged who ended then": (
        [page(1, DAN, GIL | {"date_terminated": DAY}, ended=DAY)],
        [DAN_S],
    ),
    "all, one of whom is still charged": ([page(None, DAN, LEE, ended=DAY)], [STILL]),
    "all, one of whom has no end and nothing open": (
        [page(None, DAN, defendant("Lee Hale", ENDED), ended=DAY)],
        [OVER],
    ),
    "all, on the day of the last": ([page(None, DAN, ended=DAY)], [OVER]),
    "all, before the last": (
        [page(None, DAN, defendant("Eva Hale", ENDED, LATER), GIL, ended=DAY)],
        [WITH_THE_LAST],
    ),
    "all, after the last": (
        [page(None, DAN, ended=LATER)],
        [f"{LATER} closed, date terminated, for all defendants"],
    ),
    "all, whose matter is no crime": (
        [page(None, party("Pat Doe"), ended=DAY) | {"docket_number": "1:23-cv-00001"}],
        [f"{DAY} closed, date terminated"],
    ),
    "all, beside a page of one who is still charged": (
        [page(None, DAN, ended=DAY), page(2, LEE)],
        [STILL],
    ),
    "all, beside a page of one whose part ended later": (
        [page(2, defendant("Lee Hale", ENDED, LATER)), page(None, DAN, ended=DAY)],
        [WITH_THE_LAST],
    ),
    "a history without a party": (
        [history(federal_defendant_number=1, date_terminated=DAY)],
        [f"{DAY} Terminated on the docket for defendant 1."],
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_heads__of_the_pages_of_a_docket__come_to(tmp_path: Path, what: str) -> None:
    pages, wanted = CASES[what]
    found = []
    for made in bundles(tmp_path, *pages):
        for record in records(made, "case fact"):
            if record.where.endswith("date_terminated"):
                found += [_told(draft) for draft in record.drafts]
    assert found == wanted


def _told(draft: Any) -> str:
    """Return an end in short."""
    if draft.type == "party.terminated":
        return f"{draft.effective} part of 1 ends"
    if draft.type == "note.recorded":
        assert draft.source.locator == "date terminated"
        return f"{draft.effective} {draft.data['text']}"
    assert draft.data == {"status": "closed", "reason": "Terminated on the docket."}
    inferred = f", {draft.resolution}" if draft.confidence == "inferred" else ""
    return f"{draft.effective} {draft.data['status']}, {draft.source.locator}{inferred}"


NO_LONGER: dict[str, tuple[Any, list[str]]] = {
    "one defendant of a crime, ended": (page(1, DAN, ended=DAY), ["date terminated"]),
    "one defendant of no crime, ended": (
        page(1, party("Pat Doe"), ended=DAY) | {"docket_number": "1:23-cv-00001"},
        [],
    ),
    "one defendant, no end": (page(1, DAN), ["date terminated"]),
    "one defendant, still charged": (page(1, LEE), [""]),
    "all, ended": (page(None, DAN, ended=DAY), []),
    "all, no end": (page(None, DAN), [""]),
    "all, still charged": (page(None, LEE, ended=DAY), [""]),
    "all, on a page that has no such field": (
        {key: value for key, value in page(None, LEE).items() if key != "date_terminated"},
        [],
    ),
}


@pytest.mark.parametrize("what", NO_LONGER)
def test_page__that_says_no_longer__takes_the_end_of_the_matter_back(
    tmp_path: Path, what: str
) -> None:
    docket, wanted = NO_LONGER[what]
    (made,) = bundles(tmp_path, docket)
    taken = [one for record in made.records for one in record.no_longer if not one.effective]
    assert [one.locator for one in taken if one.event_id == _over(tmp_path)] == wanted


def _over(folder: Path) -> str:
    """Return the id under which the end of the matter is recorded."""
    (made,) = bundles(folder, page(None, DAN, ended=DAY))
    ends = (draft for draft in made.drafts() if draft.type == "matter.status_changed")
    return str(next(ends).event_id)
