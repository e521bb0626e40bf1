"""Under which identity an entry is recorded: however its copy is printed, and taken in again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from casefile.importers.material import Bundle
from tests.histories import Office
from tests.importers.pacer_dockets import (
    bundle,
    bundles,
    drafts,
    entry,
    history,
    in_turn,
    report,
)
from tests.importers.test_pacer_copies import recorded, take

FIRST, LAST = entry("1", "COMPLAINT", "2023-01-05"), entry("9", "ANSWER", "2023-03-01")


def ids(made: Bundle) -> list[tuple[str, str | None]]:
    """Return the words of each entry with the id of its event, in an order of their own."""
    found = drafts(made, "docket.entry_recorded")
    return sorted((one.data["text"], one.event_id) for one in found)


@pytest.mark.parametrize(
    "between",
    [
        [entry("5", "MOTION to seal"), entry("5", "ORDER on it")],
        [
            entry("", "HEARING held", pacer_seq_no="7"),
            entry("", "HEARING not held", pacer_seq_no="7"),
        ],
    ],
)
def test_entries__under_one_number_on_one_day__have_their_ids_whichever_way_they_are_printed(
    tmp_path: Path, between: Sequence[Any]
) -> None:
    entries = [FIRST, *between, LAST]
    oldest, newest = (
        bundle(tmp_path, report(docket_entries=printed)) for printed in (entries, entries[::-1])
    )
    assert len({one for _, one in ids(oldest)}) == len(entries)
    assert ids(oldest) == ids(newest)


def test_entry__of_the_page_that_asks_for_a_document__is_told_by_no_such_key(
    tmp_path: Path,
) -> None:
    asks = {"pacer_doc_id": "sho0_doc.pl"}
    older, newer = (
        report(docket_entries=[entry("", words, **asks)])
        for words in ("ORDER granting bail", "NOTICE of a change of address")
    )
    ((_, was),), ((_, now),) = map(ids, in_turn(bundles(tmp_path, older, newer)))
    assert was != now


def test_entry__undated_and_reworded__is_itself(tmp_path: Path) -> None:
    older, newer = (
        report(docket_entries=[FIRST, entry("", words, None, date_entered=None), LAST])
        for words in ("HEARING held before Judge Doe", "HEARING on bail held before Judge Doe")
    )
    made = in_turn(bundles(tmp_path, older, newer))
    assert len({one for page in made for _, one in ids(page)}) == 3


def test_entry__that_was_reworded__is_itself_in_its_newest_words(
    office: Office, tmp_path: Path
) -> None:
    held, granted = "HEARING held", "Minutes: bail granted on conditions"
    for own in (
        entry("5", held, "2023-02-01"),
        entry("5", granted, "2023-02-01"),
        entry("", granted, "2023-02-09"),
    ):
        take(office, tmp_path, report(docket_entries=[FIRST, own, LAST]))
    kinds = Counter(one.envelope.type for one in recorded(office))
    assert (kinds["docket.entry_recorded"], kinds["event.corrected"]) == (3, 2)


@pytest.mark.parametrize("shape", [report, history])
def test_entries__of_two_pages_of_a_docket__are_told_apart(tmp_path: Path, shape: Any) -> None:
    entries = [entry("5", "ORDER granting bail")]
    made = in_turn(bundles(tmp_path, report(docket_entries=entries), shape(docket_entries=entries)))
    assert len({one for page in made for _, one in ids(page)}) == (1 if shape is report else 2)


def test_ids__of_entries__stay_what_they_are(tmp_path: Path) -> None:
    """Others would double what was imported before."""
    entries = [
        entry("5", "ORDER granting bail", "2023-02-01"),
        entry("", "HEARING held", "2023-02-02", pacer_seq_no="7"),
        entry("", "HEARING held", "2023-02-02", date_entered="2023-02-03"),
        entry("", "HEARING held", "2023-02-02", date_entered="2023-02-03"),
    ]
    made = bundle(tmp_path, report(docket_entries=entries))
    assert [one.event_id for one in drafts(made, "docket.entry_recorded")] == [
        "6c1554a6-5271-56ea-a74a-45a7e861f7cb",
        "b9788ed6-5d55-5d74-b939-87dda80b69dc",
        "ce4a05cc-d996-5f38-be1b-7c2a57a251e8",
        "98681643-d2ba-5ea4-95dc-aa6134c10003",
    ]
