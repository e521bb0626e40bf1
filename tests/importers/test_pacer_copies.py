"""Copies of one docket through the intake: what is new is added, what changed is a correction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from casefile.event import Recorded
from casefile.importers.intake import Intake
from casefile.importers.material import Unreadable
from casefile.importers.pacer.counts import READ_AS
from casefile.importers.pacer.dispositions import read
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.importers.tally import Tally
from casefile.store import log
from tests.databases import Databases
from tests.histories import Office
from tests.importers.pacer_dockets import (
    bundles,
    charged,
    charges,
    drafts,
    entry,
    history,
    notice,
    party,
    report,
    states,
    written,
)

# One text for each way in which a count can end, by the table of dispositions.
EVERY_ENDING = (
    *("BOP 5 years", "Pled guilty", "Found guilty by the court", "Verdict of guilty", "Convicted"),
    *("DISMISSED", "Not guilty", "Mistrial declared", "Case transferred to D. Utah"),
    *(
        "Merged with Count 2",
        "Superseded by indictment",
        "BOP 5 years\nAMENDED JUDGMENT: BOP 4 years",
    ),
)


@contextmanager
def closing_office(url: str) -> Iterator[Office]:
    """Yield an office on a database, and close it afterwards."""
    office = Office(url)
    with closing(office.database):
        yield office


def take(office: Office, folder: Path, *dockets: Any) -> Tally:
    """Take dockets in together."""
    return Intake(office.database, office.recorder).take(
        PACER.read(written(folder, *dockets)), by="importer"
    )


def recorded(office: Office) -> list[Recorded]:
    """Return every event on the log."""
    with office.database.read() as connection:
        return [log.recorded(row) for row in log.page(connection, after=0, limit=1_000)]


def corrections(office: Office) -> list[dict[str, Any]]:
    """Return what every correction on the log changes."""
    return [
        msgspec.json.decode(one.envelope.data)["changes"]
        for one in recorded(office)
        if one.envelope.type == "event.corrected"
    ]


OLDER = report(
    parties=[charged(("FRAUD(1)", ""))],
    docket_entries=[entry("1", "INDICTMENT as to Pat Doe", "2023-01-05"), entry("2", "MOTON")],
)
NEWER = report(
    parties=[party("Ann Poe"), charged(("FRAUD(1)", "BOP 5 years"))],
    docket_entries=[
        entry("1", "INDICTMENT as to Pat Doe", "2023-01-05"),
        entry("2", "MOTION"),
        entry("3", "JUDGMENT as to Pat Doe", "2023-06-01"),
    ],
)


def test_newer_copy__adds_what_is_new_and_corrects_what_changed(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, OLDER)
    head = office.position
    ((_, defendant, item),) = charges(bundles(tmp_path, OLDER))
    tally = take(office, tmp_path, NEWER)

    assert tally.refused == []
    assert tally.vanished == []
    assert dict(tally.events) == {
        "party.added": 1,
        "docket.entry_recorded": 1,
        "charge.conviction_entered": 1,
        "sentence.imposed": 1,
        "event.corrected": 1,
    }
    assert corrections(office) == [{"text": "MOTION"}]
    assert office.state(item, party=defendant) == "sentenced"
    assert office.state(item, party=defendant, known=head) == "charged"
    assert any(b'"MOTON"' in bytes(one.envelope.data) for one in recorded(office))


def test_newer_copy__that_lacks_an_entry__is_told_and_the_entry_stays(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, NEWER)
    tally = take(office, tmp_path, OLDER)

    assert any(one.sentence.startswith("Docket entry 3") for one in tally.vanished)


def test_notice__before_or_after_its_docket__leaves_the_day_that_the_docket_states(
    office: Office, tmp_path: Path
) -> None:
    told = notice(entry("2", filed="2023-03-01"))
    take(office, tmp_path, told)
    take(office, tmp_path, report())
    assert corrections(office) == [
        {"confidence": "stated", "effective": "2023-01-05", "resolution": None}
    ]

    take(office, tmp_path, told)
    assert len(corrections(office)) == 1


def test_notice__beside_its_docket__opens_the_matter_on_the_docket_s_day(tmp_path: Path) -> None:
    made = bundles(tmp_path, report(), notice(entry("2", filed="2023-03-01")), history())

    assert {one.effective for page in made for one in drafts(page, "matter.opened")} == {
        "2023-01-05"
    }


def test_broken_file__beside_good_ones__leaves_nothing_recorded(
    office: Office, tmp_path: Path
) -> None:
    paths = written(tmp_path, OLDER, NEWER)
    paths[1].write_text("{", encoding="utf-8")
    before = office.everything()
    with pytest.raises(Unreadable, match=r"^02\.json: This is not JSON: .* at line 1"):
        Intake(office.database, office.recorder).take(PACER.read(paths), by="importer")
    assert office.everything() == before


WORDINGS = ("DISMISSED", "BOP 60 months", "Pled guilty", "Words of a clerk", "Not guilty", "")


def disposed(words: str, **more: Any) -> dict[str, Any]:
    """Return a docket with one count and what it says became of it."""
    entries = [
        entry("1", "INDICTMENT as to Pat Doe", "2023-01-05"),
        entry("2", "JUDGMENT as to Pat Doe", "2023-06-01"),
    ]
    return report(parties=[charged(("FRAUD(1)", words))], docket_entries=entries, **more)


@pytest.mark.parametrize("older", WORDINGS)
@pytest.mark.parametrize("newer", [one for one in WORDINGS if one])
def test_newer_copy__other_disposition__state_and_flags_are_those_of_the_newer_alone(
    databases: Databases, tmp_path: Path, older: str, newer: str
) -> None:
    made = bundles(tmp_path, disposed(newer))
    ((_, defendant, _),) = charges(made)
    found = []
    for copies in ([disposed(newer)], [disposed(older), disposed(newer)]):
        with databases.fresh() as url, closing_office(url) as office:
            for copy in copies:
                assert take(office, tmp_path, copy).refused == []
            found.append((states(office, made), office.flags(party=defendant)))
    assert found[0] == found[1]


def test_newer_copy__disposition_added__nothing_is_taken_back(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, disposed(""))
    tally = take(office, tmp_path, disposed("DISMISSED"))
    assert (tally.withdrawn, tally.vanished) == ([], [])


def test_newer_copy__disposition_gone__told_and_the_charge_stays_as_it_was(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, disposed("DISMISSED"))
    tally = take(office, tmp_path, disposed(""))
    assert (tally.events.total(), len(tally.vanished)) == (0, 1)
    assert [*states(office, bundles(tmp_path, disposed(""))).values()] == ["dismissed(unknown)"]


def test_newer_copy__complaint_disposed_of_otherwise__the_older_reading_is_taken_back(
    office: Office, tmp_path: Path
) -> None:
    def complained(words: str) -> dict[str, Any]:
        copy = disposed("", docket_number="1:23-mj-00001")
        below = [{"name": "FRAUD", "disposition": words}]
        copy["parties"][0]["criminal_data"] |= {"counts": [], "complaints": below}
        return copy

    take(office, tmp_path, complained("DISMISSED"))
    tally = take(office, tmp_path, complained("BOP 60 months"))
    assert [one.where for one in tally.withdrawn] == [
        "01.json, parties[0], criminal_data, complaints[0]"
    ]


def test_readings__of_every_rule__can_all_be_taken_back() -> None:
    words = {type_ for text in EVERY_ENDING for type_, _ in read(text).events}
    assert words == {one for one in READ_AS if "." in one and "/" not in one}
