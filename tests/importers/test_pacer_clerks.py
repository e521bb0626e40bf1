"""What a clerk does to the entries of a docket on record, and what follows for a deadline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from casefile.importers.tally import Tally
from casefile.law import subjects
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import of_class
from casefile.projections.subjects import known_in
from tests.histories import Office
from tests.importers.clerk import DOCKET, ENTRIES, edited
from tests.importers.pacer_dockets import bundle, drafts, entry, notice, report
from tests.importers.test_older_readings import restored
from tests.importers.test_pacer_copies import corrections, recorded, take
from tests.shared import case

HELD = "Minute Entry: status hearing held"
RULE = "frap-4a1a"


def imported(office: Office, folder: Path, docket: dict[str, Any]) -> dict[str, str]:
    """Import a docket, set a deadline on each of its entries, and return which is which."""
    take(office, folder, docket)
    entries = [one for one in recorded(office) if one.envelope.type == "docket.entry_recorded"]
    lines = [
        f"2024-01-02 deadline.set @{one.envelope.matter_id} deadline_id=d{place} kind=appeal "
        f"rule={RULE} trigger={one.envelope.event_id}"
        for place, one in enumerate(entries)
    ]
    office.post("\n".join(lines))
    return {f"d{place}": one.envelope.event_id for place, one in enumerate(entries)}


def due(office: Office, matter_id: str = "nmd-1.23-cr-00001") -> dict[str, str | None]:
    """Return the day of every deadline that is counted."""
    with office.database.read() as connection:
        facts = known_in(connection).facts(subjects.counted(matter_id))
        return {data.deadline_id: data.due for _, data in of_class(facts, DeadlineSet)}


def gone(tally: Tally) -> list[str]:
    """Return the ids of what is told as gone."""
    return [one.event_id for one in tally.vanished]


@pytest.fixture
def later(office: Office) -> Office:
    """Return an office of a later year, so that no deadline lies ahead."""
    office.today = "2026-01-01"
    return office


def test_kind__of_the_field__entry_taken_out__is_reported_and_moves_no_deadline(
    later: Office, tmp_path: Path
) -> None:
    of = imported(later, tmp_path, json.loads(case("F19", "docket.json").read_bytes()))
    matter_id = "txsd-4.24-cv-00777"
    before, head = due(later, matter_id), later.position
    tally = take(later, tmp_path, json.loads(case("F19", "docket_later.json").read_bytes()))

    assert before["d2"] == "2024-03-07"  # 30 days after its entry on 6 February
    assert due(later, matter_id) == before
    assert gone(tally) == [of["d1"]]
    assert (tally.calendar, later.position) == ([], head)


def test_entry__taken_out_and_put_in_again__touches_no_other(later: Office, tmp_path: Path) -> None:
    of = imported(later, tmp_path, DOCKET)
    before, head = due(later), later.position
    for place in range(len(ENTRIES)):
        left = edited(*ENTRIES[:place], *ENTRIES[place + 1 :])
        tally = take(later, tmp_path, left)
        alike = [of[f"d{other}"] for other, one in enumerate(ENTRIES) if one == ENTRIES[place]]
        assert gone(tally)[0] in alike
        assert len(gone(tally)) == 1 + len(ENTRIES[place].get("attachments", ()))
        take(later, tmp_path, DOCKET)
    assert (due(later), later.position) == (before, head)


def test_entry__put_in_before_others__is_one_new_event(later: Office, tmp_path: Path) -> None:
    imported(later, tmp_path, DOCKET)
    before = due(later)
    new = entry(None, "Summons issued", "2023-02-05")
    tally = take(later, tmp_path, edited(ENTRIES[0], new, *ENTRIES[1:]))

    assert dict(tally.events) == {"docket.entry_recorded": 1}
    assert (due(later), tally.vanished, tally.calendar) == (before, [], [])


@pytest.mark.parametrize(
    ("change", "corrected"),
    [
        ({"document_number": "3"}, {"number", "source"}),
        ({"pacer_doc_id": "0501"}, {"source"}),
        ({"description": "TEXT JUDGMENT ORDER: judgment for the defendant"}, {"text"}),
        ({"date_filed": "2023-02-04"}, {"effective"}),
    ],
)
def test_entry__changed_by_the_clerk__is_a_correction_of_that_alone(
    later: Office, tmp_path: Path, change: dict[str, str], corrected: set[str]
) -> None:
    imported(later, tmp_path, DOCKET)
    before = due(later)
    tally = take(later, tmp_path, edited(*ENTRIES[:2], ENTRIES[2] | change, *ENTRIES[3:]))

    assert dict(tally.events) == {"event.corrected": 1}
    (said,) = corrections(later)
    assert set(said) == corrected
    assert (due(later), tally.vanished, tally.calendar) == (before, [], [])


def test_entry__of_another_day_and_other_words__moves_its_deadline_and_is_told_before_and_after(
    later: Office, tmp_path: Path
) -> None:
    imported(later, tmp_path, DOCKET)
    before = due(later)
    changed = {"description": "TEXT JUDGMENT ORDER: for defendant", "date_entered": "2023-02-08"}
    tally = take(later, tmp_path, edited(*ENTRIES[:2], ENTRIES[2] | changed, *ENTRIES[3:]))

    assert due(later) == before | {"d2": "2023-03-10"}
    assert before["d2"] == "2023-03-08"
    (moved,) = tally.calendar
    assert moved.entry_id == "d2"
    assert moved.sentence == "Deadline d2 (appeal): 2023-03-08, open; now 2023-03-10, open."


def test_number__given_again_to_another_filing__leaves_the_first_one_as_it_was(
    later: Office, tmp_path: Path
) -> None:
    of = imported(later, tmp_path, report(docket_entries=ENTRIES[:1]))
    before = due(later)
    again = edited(entry("1", "NOTICE of appearance by Lee Roe", "2023-02-09"))
    tally = take(later, tmp_path, again)
    take(later, tmp_path, again)

    assert dict(tally.events) == {"docket.entry_recorded": 1}
    assert (gone(tally), due(later)) == ([of["d0"]], before)


def test_entry__numbered_and_then_reworded_altogether__is_one_event_throughout(
    later: Office, tmp_path: Path
) -> None:
    imported(later, tmp_path, DOCKET)
    numbered = ENTRIES[2] | {"document_number": "3"}
    take(later, tmp_path, edited(*ENTRIES[:2], numbered, *ENTRIES[3:]))
    reworded = numbered | {"description": "OPINION of the court"}
    tally = take(later, tmp_path, edited(*ENTRIES[:2], reworded, *ENTRIES[3:]))
    assert (dict(tally.events), tally.vanished) == ({"event.corrected": 1}, [])


def test_equal_entries__printed_the_other_way_round__the_one_taken_out_is_told(
    later: Office, tmp_path: Path
) -> None:
    said = ("Summons issued", "NOTICE", "Minute Entry", "NOTICE", "ORDER")
    day = [entry(None, one, "2023-02-05") for one in said]
    entries = [ENTRIES[0], *day, ENTRIES[6]]
    of = imported(later, tmp_path, edited(*entries))
    tally = take(later, tmp_path, edited(*reversed(entries[:2] + entries[3:])))
    assert gone(tally) == [of["d2"]]


def test_document__that_was_not_named__may_be_named_later(later: Office, tmp_path: Path) -> None:
    asked_for = ENTRIES[2] | {"pacer_doc_id": "sho0_doc.pl"}
    imported(later, tmp_path, edited(*ENTRIES[:2], asked_for, *ENTRIES[3:]))
    named = asked_for | {"pacer_doc_id": "0501", "description": "TEXT JUDGMENT ORDER"}
    tally = take(later, tmp_path, edited(*ENTRIES[:2], named, *ENTRIES[3:]))
    assert (dict(tally.events), tally.vanished) == ({"event.corrected": 1}, [])


def test_log__of_an_earlier_version__keeps_its_ids_whatever_a_clerk_does(
    office: Office, tmp_path: Path
) -> None:
    head = restored(office, "pacer_entries")
    before = {one.envelope.event_id for one in recorded(office)}
    take(office, tmp_path, DOCKET)
    assert office.position == head

    numbered = ENTRIES[8] | {"document_number": "3"}
    newer = edited(*ENTRIES[:1], *ENTRIES[2:8], numbered)
    tally = take(office, tmp_path, newer)
    assert dict(tally.events) == {"event.corrected": 2}
    assert [one.sentence for one in tally.vanished] == [
        f"Docket entry: {HELD} (entered 5 February 2023)"
    ]
    assert take(office, tmp_path, newer).events.total() == 0
    assert {*gone(tally)} < before


def test_copies__in_one_import__are_recognized_beside_one_another(
    office: Office, tmp_path: Path
) -> None:
    newer = edited(*ENTRIES[:1], *ENTRIES[2:4], ENTRIES[4] | {"document_number": "3"}, *ENTRIES[5:])
    tally = take(office, tmp_path, DOCKET, newer)
    entries = [one for one in recorded(office) if one.envelope.type == "docket.entry_recorded"]

    assert len(entries) == len(ENTRIES)
    assert tally.events["event.corrected"] == 1
    assert take(office, tmp_path, DOCKET, newer).events.total() == 0


def test_notices__alike_on_one_day__are_two(office: Office, tmp_path: Path) -> None:
    take(office, tmp_path, notice(entry(None, "ORDER granting the motion of Pat Doe")))
    tally = take(office, tmp_path, notice(entry(None, "ORDER granting the motion of Ann Poe")))
    assert tally.events["docket.entry_recorded"] == 1


def test_entry__typed_here_from_the_same_docket__is_left_alone(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, report())
    (typed,) = drafts(bundle(tmp_path, edited(entry("1"))), "docket.entry_recorded")
    office.recorder.record([replace(typed, event_id="typed-here")], by="tester")
    tally = take(office, tmp_path, edited(entry("1")))
    assert tally.events["docket.entry_recorded"] == 1
