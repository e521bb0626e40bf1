"""Older readings: what an earlier version read in the same words is brought to what is read now.

The folder `older` holds the events that the version before made of the sources below.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from casefile.event import Draft
from casefile.importers.intake import Intake
from casefile.importers.material import Bundle
from casefile.importers.tally import Tally
from tests.asking import Answers
from tests.histories import Office
from tests.importers import county
from tests.importers.pacer_dockets import bundles, charged, charges, entry, report

OLDER = Path(__file__).parent / "older"
DOCKET = report(
    parties=[
        charged(
            ("FRAUD(1)", "BOP 36 months as the court has said; 3 years supervised release"),
            ("THEFT(2)", "Adjudication withheld; 12 months probation"),
            ("ARSON(3)", "Transferred to pretrial diversion"),
            ("FRAUD(4)", "BOP 5 years"),
        ),
        charged(("THEFT(1)", "Adjudication withheld; 12 months probation"), name="Ann Poe"),
    ],
    docket_entries=[
        entry("1", "INDICTMENT as to Pat Doe", "2023-01-05"),
        entry("2", "JUDGMENT as to Pat Doe", "2023-06-01"),
    ],
)
SUPERVISION = {"sentence_type": "Supervision", "commitment_type": "Court Supervision"}
FINDING = {"charge_disposition": "Finding Guilty"}


def of(participant: str, *cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row that is about a participant."""
    found = {"case_participant_id": participant}
    for one in cells:
        found |= one
    return found


COUNTY = {
    "initiation": [of(who) for who in "1234"],
    "dispositions": [
        of("1", county.GUILTY),
        of("2", FINDING),
        of("3", county.GUILTY),
        of("4", county.GUILTY),
    ],
    "sentencing": [
        of("1", SUPERVISION),
        of("2", FINDING, {"sentence_type": "2nd Chance Probation"}),
        of("3", SUPERVISION, {"commitment_type": "Conditional Discharge"}),
        of("4"),
    ],
}


def restored(office: Office, name: str) -> int:
    """Record the events of an older version, and return the position of the last one."""
    lines = (OLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    drafts = [msgspec.json.decode(line, type=Draft) for line in lines]
    office.recorder.record(drafts, by="importer")
    return office.position


def take(office: Office, made: list[Bundle]) -> Tally:
    """Take bundles in; nothing is refused, and a second time adds nothing."""
    intake = Intake(office.database, office.recorder)
    tally = intake.take(made, by="importer")
    assert tally.refused == []
    assert intake.take(made, by="importer").events.total() == 0
    return tally


def each(office: Office, made: list[Bundle]) -> list[str]:
    """Return the state of every charge, in the order of the docket."""
    return [office.state(item, "2023-12-31", party=party) for _, party, item in charges(made)]


def test_docket__read_before__is_corrected_and_what_is_no_conviction_is_taken_back(
    office: Office, tmp_path: Path
) -> None:
    made = bundles(tmp_path, DOCKET)
    ((_, defendant, _), *_) = charges(made)
    head = restored(office, "pacer")
    before = each(office, made)
    tally = take(office, made)

    assert before == ["sentenced", "sentenced", "moved", "sentenced", "sentenced"]
    assert each(office, made) == ["sentenced", "charged", "charged", "sentenced", "charged"]
    assert tally.events == Counter(
        {"event.corrected": 3, "event.retracted": 5, "charge.disposition_recorded": 1}
    )
    # What is not read has no judgment of which it could have the day.
    assert [one.fields for one in tally.changed] == [
        ("partly_read",),
        ("source", "text"),
        ("effective", "resolution"),
    ]
    items = office.tracks("2023-12-31", party=defendant)["criminal"]["items"]
    labels = {item["item_id"].partition(".")[0]: item["label"] for item in items}
    assert labels["ct-1"].startswith(
        "convicted; sentenced to 3 years' supervised release and more, not read; ended as written:"
    )
    assert labels["ct-4"] == "convicted; sentenced to 5 years' incarceration"
    ((_, _, theft),) = (one for one in charges(made) if one[2].startswith("ct-2."))
    assert office.state(theft, party=defendant, known=head) == "sentenced"


ENDED: dict[str, Any] = charged(("FRAUD(1)", "BOP 36 months")) | {"date_terminated": "2023-06-01"}
PAGES = (
    report(federal_defendant_number=1, date_terminated="2023-06-01", parties=[ENDED]),
    report(federal_defendant_number=2, parties=[charged(("FRAUD(1)", ""), name="Ann Poe")]),
)


def in_matter(office: Office) -> tuple[str, dict[str, str]]:
    """Return the status of the docket's matter, and what part each of its parties has."""
    asked = Answers(office.database, office.recorder.clock.now_us)
    found = asked.matter("nmd-1.23-cr-00001")
    parts = {one["name"]: one["standing"] for one in found["parties"]}
    return found["matter"]["status"], parts


@pytest.mark.parametrize("pages", [PAGES, PAGES[:1], PAGES[1:]])
def test_pages_of_defendants__read_before_as_of_the_matter__end_their_part_and_leave_it_open(
    office: Office, tmp_path: Path, pages: tuple[Any, ...]
) -> None:
    restored(office, "pacer_defendants")
    assert in_matter(office) == ("closed", {"Pat Doe": "party", "Ann Poe": "party"})
    take(office, bundles(tmp_path, *pages))
    ended = "terminated" if PAGES[0] in pages else "party"
    assert in_matter(office) == ("open", {"Pat Doe": ended, "Ann Poe": "party"})


def test_page_of_all__read_before__keeps_the_matter_closed_under_the_same_event(
    office: Office, tmp_path: Path
) -> None:
    restored(office, "pacer_defendants")
    over = report(date_terminated="2023-06-01", parties=[ENDED])
    tally = take(office, bundles(tmp_path, over))
    assert in_matter(office)[0] == "closed"
    take(office, bundles(tmp_path, PAGES[0]))
    assert in_matter(office)[0] == "closed"
    assert "matter.status_changed" not in tally.events


def test_docket__older_copy_of_other_words__takes_nothing_of_the_newer_back(
    office: Office, tmp_path: Path
) -> None:
    older: dict[str, Any] = report(parties=[charged(("FRAUD(1)", "Found guilty"))])
    newer: dict[str, Any] = report(parties=[charged(("FRAUD(1)", "Found guilty; BOP 5 years"))])
    for copy in (older, newer, older):
        take(office, bundles(tmp_path, copy))
    assert each(office, bundles(tmp_path, older)) == ["sentenced"]


def test_county__read_before__has_its_deferrals_and_no_judgment(
    office: Office, tmp_path: Path
) -> None:
    office.today = county.DAY
    head = restored(office, "cook_county")
    before = [county.state(office, participant=who) for who in "1234"]
    tally = take(office, county.bundles(tmp_path, **COUNTY))

    assert before == ["sentenced"] * 4
    assert [county.state(office, participant=who) for who in "1234"] == [
        "deferred",
        "deferred",
        "plea_tendered",
        "sentenced",
    ]
    assert tally.events == Counter(
        {
            "event.retracted": 6,
            "charge.deferral_ordered": 2,
            "charge.verdict_returned": 1,
            "charge.disposition_recorded": 1,
        }
    )
    assert office.position == head + tally.events.total()
