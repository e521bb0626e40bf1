"""Every event that rows of the county make, field by field, as they are recorded beside this file.

Where a change is meant, CASEFILE_RECORD_ANSWERS=1 records them anew, and the difference is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.importers import county
from tests.importers.county import GUILTY, PRISON, Rows

RECORDED = Path(__file__).with_name("recorded") / "cook_county.json"
SUPERVISION = {"sentence_type": "Supervision", "commitment_type": "Court Supervision"}
FINDING = {"charge_disposition": "Finding Guilty"}
VIOLATION = {"sentence_phase": "Probation Violation Sentencing", "sentence_date": "2019-09-03"}
DAY = "2018-12-31"
CASES: Mapping[str, Mapping[str, Rows]] = {
    "all tables": {
        "intake": [{}],
        "initiation": [{}],
        "dispositions": [GUILTY],
        "sentencing": [{}],
    },
    "no days": {
        "intake": [{"felony_review_date": "", "participant_status": "", "unit": ""}],
        "initiation": [{"event_date": "", "arraignment_date": ""}],
        "dispositions": [GUILTY | {"disposition_date": ""}],
        "sentencing": [{"disposition_date": "", "sentence_date": ""}],
    },
    "an arraignment closes": {"initiation": [{"event_date": ""}]},
    "little of the case": {
        "intake": [{"felony_review_result": "", "offense_category": ""}],
        "initiation": [
            {"law_enforcement_agency": "", "unit": "", "incident_city": "", "primary_charge": ""},
            {"charge_id": "6", "chapter": "", "charge_offense_title": "", "class": "Z"},
            {"charge_id": "7", "charge_count": "x", "event": "", "incident_begin_date": ""},
        ],
    },
    "an incident of days": {"initiation": [{"incident_end_date": "2019-01-03"}]},
    "an incident by a day": {
        "initiation": [{"incident_begin_date": "", "incident_end_date": "2019-01-01"}]
    },
    "nothing but a disposition": {"dispositions": [{"updated_offense_category": ""}]},
    "other versions of a charge": {
        "initiation": [
            {},
            {"charge_version_id": "51", "class": "3"},
            {"charge_version_id": "52", "class": "2", "event_date": ""},
        ]
    },
    "disposed of as a lesser charge": {
        "initiation": [{}],
        "dispositions": [GUILTY | {"disposition_charged_class": "A"}],
    },
    "disposed of as a graver charge": {
        "initiation": [{}],
        "dispositions": [GUILTY | {"disposition_charged_class": "1"}],
    },
    "disposed of under another chapter, act or section": {
        "initiation": [{}, {"charge_id": "6"}, {"charge_id": "7"}],
        "dispositions": [
            {"disposition_charged_chapter": "625"},
            {"charge_id": "6", "disposition_charged_act": "550"},
            {"charge_id": "7", "disposition_charged_section": "401(a)"},
        ],
    },
    "no day of a charge, and a case that begins with": {
        "initiation": [
            {"event_date": "", "arrest_date": "", "incident_begin_date": "2018-12-30"},
            {"case_id": "101", "event_date": "", "incident_begin_date": "", "arrest_date": DAY},
            {"case_id": "102", "event_date": "", "arrest_date": "", "incident_begin_date": ""},
            {"case_id": "103", "event_date": "", "arraignment_date": "2019-01-01"},
        ]
    },
    "no class, and part of a statute": {
        "initiation": [
            {"class": ""},
            {"charge_id": "6", "chapter": ""},
            {"charge_id": "7", "act": ""},
            {"charge_id": "8", "section": ""},
        ]
    },
    "an incident of one day, told twice": {"initiation": [{"incident_end_date": "2019-01-01"}]},
    "a lesser charge, whatever it was": {
        "dispositions": [{"charge_disposition": "Plea of Guilty - Lesser Included"}]
    },
    "words of dispositions": {
        "initiation": [{"charge_id": str(number)} for number in range(1, 9)],
        "dispositions": [
            {"charge_id": "1", "charge_disposition_reason": "PG to other count"},
            {"charge_id": "2", "charge_disposition": "Death Suggested-Cause Abated"},
            {"charge_id": "3", "charge_disposition": "BFW", "charge_disposition_reason": "X"},
            {"charge_id": "4", "charge_disposition": "Superseded by Indictment"},
            {"charge_id": "5", "charge_disposition": "Transferred - Misd Crt"},
            {"charge_id": "6", "charge_disposition": "Something Else"},
            {"charge_id": "7", "charge_disposition": "FNPC", "charge_disposition_reason": "X"},
            {"charge_id": "8", "charge_disposition": "Verdict Guilty", "judge": ""},
        ],
    },
    "disposed of twice": {"dispositions": [{}, {"disposition_date": "2019-07-03"}]},
    "a death on no day": {
        "dispositions": [
            {"charge_disposition": "Death Suggested-Cause Abated", "disposition_date": ""}
        ]
    },
    "something in place of a judgment": {
        "initiation": [{}, {"charge_id": "6"}, {"charge_id": "7"}],
        "dispositions": [GUILTY, FINDING | {"charge_id": "6"}, GUILTY | {"charge_id": "7"}],
        "sentencing": [
            SUPERVISION,
            FINDING | {"charge_id": "6", "sentence_type": "2nd Chance Probation"},
            {"charge_id": "7", "sentence_type": "Nobody's Word", "commitment_type": ""},
        ],
    },
    "a deferral, and a sentence instead": {
        "dispositions": [GUILTY],
        "sentencing": [SUPERVISION, PRISON | VIOLATION],
    },
    "sentences one after the other": {
        "dispositions": [GUILTY],
        "sentencing": [
            {},
            PRISON | VIOLATION,
            {"sentence_phase": "Amended/Corrected Sentencing", "sentence_date": "2019-10-03"},
            {"sentence_phase": "Remanded Sentencing", "sentence_date": "2019-11-03"},
            {"sentence_phase": "", "sentence_date": "2019-12-03", "commitment_term": "1 Term"},
        ],
    },
    "a change of a sentence alone": {"sentencing": [VIOLATION]},
    "a sentence before its disposition": {"sentencing": [{"sentence_date": "2019-05-03"}]},
    "two sentences on one day": {"sentencing": [{}, PRISON | {"current_sentence": "false"}]},
    "no term that a calendar has": {
        "sentencing": [{"commitment_term": "1", "commitment_unit": "Term"}]
    },
}


def made(folder: Path, tables: Mapping[str, Rows]) -> list[Any]:
    """Return every record of tables: its place, its events, and what was read and left over."""
    return [
        {
            "where": f"{record.where.rpartition('/')[2]}, {record.kind}",
            "events": [_short(msgspec.to_builtins(draft)) for draft in record.drafts],
            "readings": [
                [list(one.said), len(one.unsaid), one.clauses, list(one.unread)]
                for one in record.readings
            ],
        }
        for record in county.records(folder, **tables)
    ]


def _short(draft: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in draft.items() if value not in (None, "", [], {}, ())}


@pytest.mark.parametrize("what", CASES)
def test_rows__every_field_of_their_events__is_as_recorded(tmp_path: Path, what: str) -> None:
    found = json.loads(json.dumps(made(tmp_path, CASES[what])))
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    if os.environ.get("CASEFILE_RECORD_ANSWERS"):
        recorded[what] = found
        RECORDED.parent.mkdir(exist_ok=True)
        RECORDED.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")
    assert recorded[what] == found
