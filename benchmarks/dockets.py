"""Federal dockets that never were, in files as the importer of PACER reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.matters import ENTRIES
from benchmarks.workload import FIRST_DAY, SEED

ENTRIES_EACH = 45  # with what else is on it, such a docket has some fifty events
CONTACT = "Archuleta & Daughters\n1 Federal Place\nSanta Fe, NM 87501\n505-555-0100\n"


def write(folder: Path, numbers: Iterable[int]) -> None:
    """Write a file for each docket into a folder."""
    for number in numbers:
        (folder / f"{number}.json").write_text(json.dumps(docket(number)))


def docket(number: int) -> dict[str, Any]:
    """Return one docket of a civil case."""
    name = f"Maria Dolores Person {number}"
    return {
        "case_name": f"{name} v. Mutual Insurance",
        "court_id": "nmd",
        "docket_number": f"1:21-cv-{number:05d}",
        "federal_dn_case_type": "cv",
        "date_filed": FIRST_DAY.isoformat(),
        "date_terminated": None,
        "assigned_to_str": "Judge No. 7",
        "nature_of_suit": "110 Insurance",
        "cause": "28:1332 Diversity",
        "mdl_status": "",
        "ordered_by": "date_filed",
        "parties": [_party(name, "Plaintiff"), _party("Mutual Insurance", "Defendant")],
        "docket_entries": list(_entries(number)),
    }


def _party(name: str, role: str) -> dict[str, Any]:
    attorney = {"name": f"Counsel of {name}", "contact": CONTACT, "roles": ["LEAD ATTORNEY"]}
    return {"name": name, "type": role, "extra_info": "", "attorneys": [attorney]}


def _entries(number: int) -> Iterator[dict[str, Any]]:
    random = Random(SEED + number)
    day = FIRST_DAY
    for place in range(1, ENTRIES_EACH + 1):
        yield {
            "date_filed": day.isoformat(),
            "date_entered": (day + timedelta(days=random.randint(0, 1))).isoformat(),
            "document_number": str(place),
            "description": f"{random.choice(ENTRIES)}. (Entered: {day})",
            "pacer_doc_id": f"{number:06d}{place:05d}",
            "pacer_seq_no": str(place),
        }
        day += timedelta(days=random.randint(0, 20))
