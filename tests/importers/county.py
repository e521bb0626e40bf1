"""Small invented tables of the county's shape, and what an office makes of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from casefile.event import Draft
from casefile.importers.cook_county.importer import IMPORTER as COUNTY
from casefile.importers.intake import Intake
from casefile.importers.material import Bundle, Record
from casefile.importers.tally import Tally
from casefile.recording.draft import read_draft
from tests.histories import Office

Rows = Sequence[Mapping[str, str]]
CASE = {
    "case_id": "100",
    "case_participant_id": "1",
    "law_enforcement_agency": "CHICAGO PD",
    "unit": "District 11 - Harrison",
    "incident_city": "Chicago",
    "incident_begin_date": "2019-01-01",
    "incident_end_date": "",
    "arrest_date": "2019-01-01 22:15:00",
    "received_date": "2019-01-02",
}
CHARGE = {
    **CASE,
    "offense_category": "Narcotics",
    "updated_offense_category": "Narcotics",
    "primary_charge": "true",
    "charge_count": "1",
    "charge_id": "5",
    "charge_version_id": "50",
    "arraignment_date": "2019-02-01",
}
STATUTE = {"chapter": "720", "act": "570", "section": "402(c)", "class": "4", "aoic": "5101110"}
TITLE = "POSSESSION OF A CONTROLLED SUBSTANCE"
DISPOSED = {
    **CHARGE,
    "disposition_charged_offense_title": TITLE,
    **{f"disposition_charged_{name}": value for name, value in STATUTE.items()},
    "disposition_date": "2019-06-03",
    "charge_disposition": "Nolle Prosecution",
    "charge_disposition_reason": "",
    "court_name": "District 1 - Chicago",
    "court_facility": "26TH Street",
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "intake": {
        **{name: f"{value} 04:00:00" if name.endswith("_date") and value else value
           for name, value in CASE.items()},
        "arrest_date": "2019-01-02 02:15:00",
        "offense_category": "Narcotics",
        "participant_status": "Approved",
        "felony_review_date": "2019-01-03 04:00:00",
        "felony_review_result": "Approved",
        "update_offense_category": "Narcotics",
    },
    "initiation": {
        **CHARGE,
        "charge_offense_title": TITLE,
        **STATUTE,
        "event": "Preliminary Hearing",
        "event_date": "2019-01-20",
    },
    "dispositions": {**DISPOSED, "judge": "Ada  Byron"},
    "sentencing": {
        **DISPOSED,
        "charge_disposition": "Plea Of Guilty",
        "sentence_phase": "Original Sentencing",
        "sentence_date": "2019-06-03",
        "sentence_judge": "Ada  Byron",
        "sentence_type": "Probation",
        "current_sentence": "true",
        "commitment_type": "Probation",
        "commitment_term": "24",
        "commitment_unit": "Months",
        "length_of_case_in_days": "120",
    },
}  # fmt: skip
GUILTY = {"charge_disposition": "Plea Of Guilty"}
PRISON = {
    "sentence_type": "Prison",
    "commitment_type": "Illinois Department of Corrections",
}
DAY = "2020-03-01"  # when the office takes the tables in


def row(table: str, **cells: str) -> dict[str, str]:
    """Return one row of a table, with the cells that a test does not care about filled in."""
    return {**TABLES[table], **cells}


def write(folder: Path, **tables: Rows) -> list[Path]:
    """Write tables, each row given by the cells that are its own, and return the files."""
    paths = []
    for table, rows in tables.items():
        paths.append(folder / f"{table}.csv")
        with paths[-1].open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, TABLES[table])
            writer.writeheader()
            writer.writerows(row(table, **cells) for cells in rows)
    return paths


def bundles(folder: Path, **tables: Rows) -> list[Bundle]:
    """Return what the tables become, all of which makes sense."""
    found = list(COUNTY.read(write(folder, **tables)))
    for bundle in found:
        for draft in bundle.drafts():
            read_draft(draft, 0, str(draft.event_id))
    return found


def records(folder: Path, **tables: Rows) -> list[Record]:
    """Return the records that the tables become."""
    return [record for bundle in bundles(folder, **tables) for record in bundle.records]


def drafts(folder: Path, *types: str, **tables: Rows) -> list[Draft]:
    """Return the events of these types that the tables become."""
    every = [draft for bundle in bundles(folder, **tables) for draft in bundle.drafts()]
    return [draft for draft in every if not types or draft.type in types]


def take(office: Office, found: Iterable[Bundle]) -> Tally:
    """Take bundles into an office; none is refused."""
    tally = Intake(office.database, office.recorder).take(found, by="importer")
    assert tally.refused == []
    return tally


def imported(office: Office, folder: Path, **tables: Rows) -> Tally:
    """Take tables into an office on the day of the tests."""
    office.today = DAY
    return take(office, COUNTY.read(write(folder, **tables)))


def stands(office: Office, participant: str = "1", on: str = DAY) -> dict[str, Any]:
    """Return a participant's status as far as no order of arrival may change it."""
    told = {}
    for track, status in office.tracks(on, party=f"cook-{participant}").items():
        told[track] = {
            **{name: status[name] for name in ("status", "label", "prejudice", "certain")},
            "items": [
                {name: item[name] for name in ("item_id", "state", "prejudice", "label", "since")}
                for item in status["items"]
            ],
        }
    return told


def state(office: Office, charge: str = "5", participant: str = "1", on: str = DAY) -> str:
    """Return the state of one charge of a participant."""
    return office.state(f"{charge}-{participant}", on, party=f"cook-{participant}")
