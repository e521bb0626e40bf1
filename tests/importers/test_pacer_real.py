"""All real dockets: nothing lost, and recorded the same in any order.

What the files hold is counted here from their JSON, by code that has nothing of the importer's.
Nothing in this file names a person.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casefile.importers.intake import Intake
from casefile.importers.material import Bundle
from casefile.importers.pacer.fields import FIELDS
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.recording.draft import read_draft
from tests.databases import Databases
from tests.histories import Office
from tests.importers.pacer_dockets import charges, drafts, records, states
from tests.length import at_length
from tests.shared import real

SETS = (
    "acms",
    "appellate",
    "bankruptcy",
    "district",
    "docket_history",
    "internet_archive",
    "nef",
    "special",
)
FILES = 321
# Read by hand from the words of each disposition; what is not named is dismissed, and nobody says
# whether with prejudice.
SENTENCED = {
    "cand-3.09-cr-00418": ["1"],
    "casd-3.11-cr-00045": ["1"],
    "casd-3.15-cr-00021": ["1"],
    "casd-3.15-cr-00144": ["2"],
    "gasd-1.09-cr-00073": ["1"],
    "ncwd-1.03-cr-00076": ["1", "34"],
    "ned-4.13-cr-03121": ["2"],
    "txsd-2.20-cr-00606": ["1"],
    "wawd-2.15-cr-00099": ["1s", "6s"],
}
DISMISSED = {
    "gasd-1.09-cr-00073": ["21", "24", "32"],
    "ncwd-1.03-cr-00076": [str(one) for one in (*range(2, 30), *range(35, 50))],
    "ned-4.13-cr-03121": ["1"],
    "wawd-2.15-cr-00099": ["1", "2", "2s", "3s", "4s", "5s"],
}
WITHOUT_PREJUDICE = {"casd-3.15-cr-00144": ["1"]}
COMPLAINTS = (
    "cand-3.09-cr-00418",
    "casd-3.15-cr-00021",
    "casd-3.15-cr-00144",
    "nvd-2.18-mj-00137",
    "txsd-2.20-cr-00606",
    "wawd-2.15-cr-00099",
)
UNREAD = {
    "casd-3.15-cr-00021/ct-1",
    "ncwd-1.03-cr-00076/ct-1",
    "ncwd-1.03-cr-00076/ct-34",
    "wawd-2.15-cr-00099/ct-1s",
    "wawd-2.15-cr-00099/ct-6s",
}
EXPECTED = {
    **{f"{matter}/ct-{one}": "sentenced" for matter, found in SENTENCED.items() for one in found},
    **{
        f"{matter}/ct-{one}": f"dismissed({prejudice})"
        for prejudice, matters in (("unknown", DISMISSED), ("without", WITHOUT_PREJUDICE))
        for matter, found in matters.items()
        for one in found
    },
    **{f"{matter}/complaint-1": "charged" for matter in COMPLAINTS},
}


def files(*sets: str) -> list[Path]:
    """Return the real files of these sets, or skip the test."""
    folder = real("pacer_dockets")
    return [path for one in sets or SETS for path in sorted((folder / one).glob("*.json"))]


@cache
def read_all() -> tuple[Bundle, ...]:
    """Return what the importer makes of all real files, read once."""
    return tuple(PACER.read(files()))


@cache
def some() -> list[Path]:
    """Return the files that are recorded: all that tell of charges, and one of so many others."""
    every = at_length(short=8, long=1)
    charged = {path for path in files() if in_the_files([path]).keys() & {"count", "complaint"}}
    return [path for place, path in enumerate(files()) if path in charged or place % every == 0]


def in_the_files(paths: Sequence[Path]) -> Counter[str]:
    """Count what the files hold, straight from their JSON."""
    counted: Counter[str] = Counter()
    for path in paths:
        page = json.loads(path.read_bytes())
        for docket in page.get("dockets", [page]):
            counted["docket"] += 1
            entries = docket["docket_entries"]
            counted["docket entry"] += len(entries)
            counted["attachment"] += sum(len(one.get("attachments") or []) for one in entries)
            parties = docket.get("parties") or []
            counted["party"] += len(parties)
            counted["attorney"] += sum(len(one.get("attorneys") or []) for one in parties)
            for party in parties:
                charged = party.get("criminal_data") or {"counts": [], "complaints": []}
                counted["count"] += len(charged["counts"])
                counted["complaint"] += len(charged["complaints"])
        counted["recipient"] += len(page.get("email_recipients", []))
    return Counter({kind: number for kind, number in counted.items() if number})


@pytest.mark.parametrize("one", SETS)
def test_set__records__are_those_of_the_files(one: str) -> None:
    paths = files(one)
    wanted = in_the_files(paths)
    made = list(PACER.read(paths))
    found = Counter(record.kind for page in made for record in page.records)

    assert len(made) == len(paths)
    assert {kind: found[kind] for kind in wanted} == dict(wanted)
    assert set(found) - set(wanted) <= {"case fact", "court", "field"}


def test_sets__together__are_all_files_and_all_entries() -> None:
    paths = files()

    assert len(paths) == FILES
    assert in_the_files(paths)["docket entry"] == 10_689
    assert in_the_files(paths)["count"] == 32


def test_records__every_one__has_an_event_or_a_reason() -> None:
    for page in read_all():
        for record in page.records:
            assert bool(record.drafts) != bool(record.left_out), record.where


def test_events__every_one__makes_sense_under_an_id_of_its_own() -> None:
    for page in read_all():
        seen: dict[str, Any] = {}
        for record in page.records:
            for place, draft in enumerate(record.drafts):
                assert draft.event_id is not None
                assert read_draft(draft, place, draft.event_id)
                assert seen.setdefault(draft.event_id, draft) == draft, record.where


def test_entries__texts_numbers_and_days__are_those_of_the_files() -> None:
    """The words of all entries of a file, as they stand in it and as they stand in its events."""
    paths = files()
    for path, made in zip(paths, read_all(), strict=True):
        page = json.loads(path.read_bytes())
        wanted = Counter(
            (
                one["description"] or one.get("short_description") or "",
                str(one["document_number"] or ""),
                (one["date_filed"] or "").removesuffix("T00:00:00"),
                one.get("date_entered") or "",
            )
            for docket in page.get("dockets", [page])
            for one in docket["docket_entries"]
        )
        found = Counter(
            (
                draft.data.get("source_label", {}).get("text", draft.data["text"]),
                draft.data.get("number", ""),
                "" if draft.confidence else draft.effective,
                draft.data.get("entered", ""),
            )
            for draft in drafts(made, "docket.entry_recorded")
        )
        assert found == wanted, path.name


def test_people__names__are_those_of_the_files() -> None:
    paths = files()
    for path, made in zip(paths, read_all(), strict=True):
        parties = json.loads(path.read_bytes()).get("parties") or []
        named = Counter(one["name"].strip() for one in parties)
        counsel = Counter(
            one["name"].strip()
            for party in parties
            for one in party.get("attorneys") or []
            if one["name"] or one["contact"] or one["roles"]
        )
        ended = sum(
            bool(re.search(r"TERMINATED: \d", role))
            for party in parties
            for one in party.get("attorneys") or []
            for role in one["roles"]
        )
        assert Counter(one.data["name"] for one in drafts(made, "party.added")) == named
        assert (
            Counter("".join(one.data.get("names", [])) for one in drafts(made, "counsel.appeared"))
            == counsel
        )
        assert len(drafts(made, "counsel.withdrawn")) == ended, path.name


def test_ranges__of_every_count__are_opened() -> None:
    opened = 0
    for path in files():
        for party in json.loads(path.read_bytes()).get("parties") or []:
            for count in (party.get("criminal_data") or {"counts": []})["counts"]:
                ends = re.findall(r"\d+", count["name"].rpartition("(")[2])
                opened += int(ends[-1]) - int(ends[0]) + 1
    made = [
        one
        for page in read_all()
        for one in drafts(page, "charge.filed")
        if one.data["item_id"].startswith("ct-")
    ]

    assert len(made) == opened == 65


def test_fields__of_every_file__are_in_the_table() -> None:
    def check(value: Any, part: str, where: str) -> None:
        for key, inside in value.items():
            assert key in FIELDS[part], f"{where}: {part} has {key}"
            for one in inside if isinstance(inside, list) else [inside]:
                if isinstance(one, dict):
                    assert FIELDS[part][key].part, f"{where}: {key} holds objects"
                    check(one, FIELDS[part][key].part, where)

    for path in files():
        page = json.loads(path.read_bytes())
        check(page, "notice" if "dockets" in page else "docket", path.name)


@contextmanager
def empty_office(databases: Databases) -> Iterator[Office]:
    """Yield an office with nothing in it, in a later year than the records."""
    with databases.fresh() as url:
        office = Office(url, today="2026-01-01")
        with closing(office.database):
            yield office


def settled(office: Office, made: Sequence[Bundle]) -> dict[str, Any]:
    """Return the state of every charge, and the status of every party charged."""
    parties = {party for _, party, _ in charges(made)}
    tracks = {
        party: {
            (track, item["item_id"]): (item["state"], item["label"])
            for track, status in office.tracks("2025-12-31", party=party).items()
            for item in status["items"]
        }
        for party in sorted(parties)
    }
    return {"states": states(office, made, "2025-12-31"), "tracks": tracks}


def test_dockets__recorded__have_the_states_that_their_words_say(databases: Databases) -> None:
    made = list(PACER.read(some()))
    with empty_office(databases) as office:
        intake = Intake(office.database, office.recorder)
        first = intake.take(made, by="importer")
        found = settled(office, made)
        head = office.position
        again = intake.take(PACER.read(some()), by="importer")
        flagged = {
            (flag["code"], f"{flag['matter_id']}/{flag['item_id'].rpartition('.')[0]}")
            for party in {party for _, party, _ in charges(made)}
            for flag in office.flagged("2025-12-31", party=party)
        }

        assert first.refused == again.refused == []
        assert found["states"] == EXPECTED
        assert {item for code, item in flagged if code == "unread_disposition"} == UNREAD
        assert "irregular" not in {code for code, _ in flagged}
        wanted = in_the_files(some())
        assert {kind: first.outcomes[kind].total() for kind in wanted} == dict(wanted)
        assert (again.events.total(), again.changed, office.position) == (0, [], head)


@pytest.mark.parametrize("seed", [1, 2])
def test_dockets__in_any_order_at_once_or_file_by_file__have_the_same_states(
    databases: Databases, seed: int
) -> None:
    paths = some()
    shuffled = random.Random(seed).sample(paths, len(paths))  # noqa: S311 - no secret
    made = list(PACER.read(paths))
    with empty_office(databases) as office:
        intake = Intake(office.database, office.recorder)
        if seed % 2:
            tallies = [intake.take(PACER.read(shuffled), by="importer")]
        else:
            tallies = [intake.take(PACER.read([path]), by="importer") for path in shuffled]
        found = settled(office, made)

    assert [told for tally in tallies for told in tally.refused] == []
    assert found["states"] == EXPECTED


def test_copies__of_one_docket__open_one_matter() -> None:
    made = read_all()
    opened = Counter(one.matter_id for page in made for one in drafts(page, "matter.opened"))

    assert len(opened) == 314
    assert len(records(made[0], "docket")) == 1
    assert {matter for matter, copies in opened.items() if copies > 1} == {
        "ca1-10-1095",
        "cand-3.09-cr-00418",
        "deb-08-13031",
        "nysb-08-13555",
        "nysd-1.15-mc-00105",
        "nysd-1.17-cr-00350",
        "txnb-08-40814",
    }
