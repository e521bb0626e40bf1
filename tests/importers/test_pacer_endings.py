"""Ends of matters and of parties' appearances, as the heads of dockets and later copies say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casefile.importers.intake import Intake
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.importers.tally import Tally
from casefile.law.presence import presence
from casefile.projections.matters import matters
from casefile.projections.names import names
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from tests.histories import Office
from tests.importers.pacer_dockets import (
    bundle,
    charged,
    drafts,
    entry,
    history,
    notice,
    party,
    report,
    written,
)
from tests.importers.test_pacer_real import files, some

MATTER = "nmd-1.23-cr-00001"
FRAUD = ("FRAUD(1)", "")
ENDED = ("FRAUD(1)", "BOP 5 years")


def defendant(name: str, count: tuple[str, str], ended: str | None = None) -> dict[str, Any]:
    """Return a defendant with one count, whose part has perhaps ended."""
    found: dict[str, Any] = charged(count, name=name)
    return found | {"date_terminated": ended}


DAN = defendant("Dan Hale", ENDED, "2023-06-01")
LEE = defendant("Lee Hale", FRAUD)
BARE: dict[str, Any] = {"docket_entries": []}


def page(number: int | None, *parties: Any, ended: str | None = None, **more: Any) -> Any:
    """Return a page for one defendant, or for all where there is no number."""
    own = {"federal_defendant_number": number, "date_terminated": ended}
    return report(parties=list(parties), docket_entries=[entry("1")], **own, **more)


def take(office: Office, folder: Path, *dockets: Any) -> Tally:
    """Take dockets in together; nothing is refused, and a second time adds nothing."""
    intake = Intake(office.database, office.recorder)
    tally = intake.take(PACER.read(written(folder, *dockets)), by="importer")
    assert tally.refused == []
    again = intake.take(PACER.read(written(folder, *dockets)), by="importer")
    assert again.events.total() == 0
    return tally


def status(office: Office, matter_id: str = MATTER) -> str:
    """Return the status of a matter."""
    return statuses(office)[matter_id]


def statuses(office: Office) -> dict[str, str]:
    """Return the status of every matter."""
    with office.database.read() as connection:
        query = select(matters.c.matter_id, matters.c.status).where(matters.c.matter_id != "m1")
        known = query.where(known_at(matters, office.position))
        return dict(map(tuple, connection.execute(known)))


def standing(office: Office, on: str = "2023-12-31") -> dict[tuple[str, str], list[str]]:
    """Return what parts those of each matter and name have on a day."""
    found: dict[tuple[str, str], list[str]] = {}
    with office.database.read() as connection:
        own = (names.c.matter_id, names.c.subject_id, names.c.name)
        query = select(*own).where(
            names.c.who == "party-in",
            names.c.matter_id != "m1",
            ~names.c.is_alias,
            known_at(names, office.position),
        )
        known = known_in(connection)
        for matter_id, party_id, name in connection.execute(query):
            day = date.fromisoformat(on)
            state = presence(matter_id, party_id, day, known).state
            found.setdefault((matter_id, name), []).append(state)
    return found


def parts(office: Office, on: str = "2023-12-31") -> dict[str, str]:
    """Return what part each of the names has in the one matter."""
    return {name: state for (_, name), [state] in standing(office, on).items()}


def test_pages_of_two_defendants__one_ended__the_matter_is_open_and_his_part_is_over(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(1, DAN, ended="2023-06-01"), page(2, LEE))
    assert status(office) == "open"
    assert parts(office) == {"Dan Hale": "terminated", "Lee Hale": "party"}
    assert parts(office, "2023-05-31") == {"Dan Hale": "party", "Lee Hale": "party"}


def test_page_of_one_defendant__whose_end_stands_at_its_head_alone__ends_that_part(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(1, defendant("Dan Hale", ENDED), ended="2023-06-01"))
    assert (status(office), parts(office)) == ("open", {"Dan Hale": "terminated"})


def test_history_of_one_defendant__that_has_ended__is_a_note(tmp_path: Path) -> None:
    only = history(federal_defendant_number=1, date_terminated="2023-06-01")
    made = bundle(tmp_path, only)
    assert drafts(made, "matter.status_changed") == []
    assert [
        one.effective for one in drafts(made, "note.recorded") if "Terminated" in one.data["text"]
    ] == ["2023-06-01"]


@pytest.mark.parametrize(
    ("lee", "wanted"),
    [
        (LEE, []),
        (defendant("Lee Hale", ENDED), ["2023-06-01"]),
        (defendant("Lee Hale", FRAUD, "2023-08-01"), ["2023-08-01"]),
        (party("Lee Hale", "Surety"), ["2023-06-01"]),
        (charged(FRAUD, ("FRAUD(1s)", "DISMISSED"), name="Lee Hale"), ["2023-06-01"]),
        (charged(complaints=["FRAUD"], name="Lee Hale"), []),
        (charged(ENDED, complaints=["FRAUD"], name="Lee Hale"), ["2023-06-01"]),
    ],
)
def test_page_of_all__that_is_terminated__ends_the_matter_with_its_last_charged_defendant(
    tmp_path: Path, lee: Any, wanted: list[str]
) -> None:
    made = bundle(tmp_path, page(None, DAN, lee, ended="2023-06-01"))
    assert [one.effective for one in drafts(made, "matter.status_changed")] == wanted


def test_history_of_all__beside_a_page_of_who_is_charged__leaves_the_matter_open(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, history(date_terminated="2023-06-01"), page(2, LEE))
    assert status(office) == "open"


def test_page_of_who_is_charged__after_the_history_of_all__opens_the_matter_again(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, history(date_terminated="2023-06-01"))
    before = status(office)
    take(office, tmp_path, page(2, LEE))
    assert (before, status(office)) == ("closed", "open")


def test_pages_of_all__of_which_one_says_the_end__leave_the_matter_closed(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, history(date_terminated="2023-06-01"), page(None))
    assert status(office) == "closed"


@pytest.mark.parametrize("docket_number", ["1:23-cr-00001", "1:23-cv-00001"])
def test_newer_copy__no_longer_terminated__the_matter_is_open_again(
    office: Office, tmp_path: Path, docket_number: str
) -> None:
    matter_id = f"nmd-{docket_number.replace(':', '.')}"
    older = page(None, ended="2023-06-01", docket_number=docket_number)
    take(office, tmp_path, older)
    before = status(office, matter_id)
    tally = take(office, tmp_path, page(None, docket_number=docket_number))
    assert (before, status(office, matter_id)) == ("closed", "open")
    assert [one.sentence for one in tally.withdrawn] == [
        "Matter is closed: Terminated on the docket."
    ]
    assert tally.vanished == []

    take(office, tmp_path, page(None, ended="2023-09-01", docket_number=docket_number))
    assert status(office, matter_id) == "closed"


def test_newer_copy__that_has_a_party_again__takes_the_end_of_its_part_back(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(None, DAN))
    assert parts(office) == {"Dan Hale": "terminated"}
    take(office, tmp_path, page(None, DAN | {"date_terminated": None}))
    assert parts(office) == {"Dan Hale": "party"}


def test_newer_copy__of_what_came_in_one_step_with_the_end__takes_it_back(
    office: Office, tmp_path: Path
) -> None:
    lee = defendant("Lee Hale", ENDED)
    take(office, tmp_path, page(None, DAN, LEE))
    take(office, tmp_path, page(None, DAN, lee, ended="2023-06-01"))
    assert status(office) == "closed"
    take(office, tmp_path, page(None, DAN, LEE))  # the older one again
    assert status(office) == "closed"
    take(office, tmp_path, page(None, DAN, lee))
    assert status(office) == "open"


def test_copy__of_an_end_that_is_told_elsewhere_too__changes_no_words(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(None, DAN) | {"docket_entries": [entry("2", filed="2023-07-01")]})
    tally = take(office, tmp_path, page(1, DAN, ended="2023-06-01") | BARE)
    assert tally.changed == []


@pytest.mark.parametrize("number", [1, None])
def test_newer_copy__of_a_part_that_goes_on__leaves_what_was_decided_by_its_end(
    office: Office, tmp_path: Path, number: int | None
) -> None:
    take(office, tmp_path, page(number, DAN, ended="2023-06-01") | BARE)
    before = office.tracks("2023-06-30", party=_dan(office))
    take(office, tmp_path, page(number, defendant("Dan Hale", ENDED)) | BARE)
    assert parts(office) == {"Dan Hale": "party"}
    assert office.tracks("2023-06-30", party=_dan(office)) == before
    assert before["criminal"]["status"] == "sentenced"


def test_newer_copy__of_a_part_that_ended_later__moves_what_was_decided_by_then(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(1, DAN, ended="2023-06-01") | BARE)
    take(office, tmp_path, page(1, defendant("Dan Hale", ENDED, "2023-09-01")) | BARE)
    assert office.tracks("2023-06-30", party=_dan(office))["criminal"]["status"] == "charged"


def test_newer_copy__of_another_sentence__was_decided_at_some_time_again(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(1, DAN, ended="2023-06-01") | BARE)
    take(office, tmp_path, page(1, defendant("Dan Hale", ("FRAUD(1)", "BOP 2 years"))) | BARE)
    assert office.item(_item(office), "2023-06-30", party=_dan(office))["state"] != "sentenced"


def _dan(office: Office) -> str:
    """Return the id of the one defendant."""
    with office.database.read() as connection:
        query = select(names.c.subject_id).where(names.c.name == "Dan Hale")
        return str(connection.execute(query).scalars().first())


def _item(office: Office) -> str:
    """Return the id of the one defendant's count."""
    return f"ct-1.{_dan(office).rpartition('-')[2]}"


def test_older_copy__seen_before_the_end__takes_nothing_back(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(None))
    take(office, tmp_path, page(None, ended="2023-06-01"))
    take(office, tmp_path, page(None))
    assert status(office) == "closed"


def test_notice__after_the_end_of_all__leaves_the_matter_closed(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(None, ended="2023-06-01"))
    take(office, tmp_path, notice(entry("2", "LETTER", "2023-07-01")))
    assert status(office) == "closed"


def test_page_of_one_defendant__after_the_end_of_all__leaves_the_matter_closed(
    office: Office, tmp_path: Path
) -> None:
    take(office, tmp_path, page(None, DAN, ended="2023-06-01"))
    take(office, tmp_path, page(1, DAN, ended="2023-06-01"))
    assert status(office) == "closed"


# What the real files say, read by nothing of the importer's.


def dockets() -> Iterator[tuple[str, Any]]:
    """Yield each docket of the files that are recorded, with the id of its matter."""
    for path in some():
        read = json.loads(path.read_bytes())
        for one in read.get("dockets", [read]):
            court = read.get("court_id") or one["court_id"]
            yield f"{court}-{one['docket_number'].replace(':', '.')}", one


def test_dockets__recorded__are_over_where_a_page_of_all_says_so_and_their_parties_likewise(
    office: Office,
) -> None:
    office.today = "2026-01-01"
    assert len(files()) == 321
    tally = Intake(office.database, office.recorder).take(PACER.read(some()), by="importer")
    assert tally.refused == []
    wanted: dict[str, str] = {}
    ended: dict[tuple[str, str], set[bool]] = {}
    for matter_id, one in dockets():
        over = one.get("date_terminated") and not one.get("federal_defendant_number")
        wanted[matter_id] = "closed" if over else wanted.get(matter_id, "open")
        for party_ in one.get("parties") or []:
            own = ended.setdefault((matter_id, " ".join(party_["name"].split())), set())
            own.add(bool(party_.get("date_terminated")))
    assert statuses(office) == wanted
    assert set(wanted.values()) == {"open", "closed"}
    told = {
        (matter_id, " ".join(name.split())): {state == "terminated" for state in states}
        for (matter_id, name), states in standing(office, "2025-12-31").items()
    }
    assert told == ended
