"""The county's real tables: nothing lost, nothing refused, and the statuses of a straight reading.

What is expected is counted from the CSV files alone, by `cook_county_reading`.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from casefile.answers.asking import Asking
from casefile.answers.standing.headlines import MattersInScope, persons
from casefile.importers.cook_county.importer import IMPORTER as COUNTY
from casefile.importers.intake import Intake
from casefile.importers.material import Bundle
from casefile.importers.tally import Tally
from casefile.law.status import by_track
from casefile.recording.draft import read_draft
from casefile.store.migrate import upgrade
from tests.asking import unnamed
from tests.databases import Databases, quick_place
from tests.histories import Office
from tests.importers.cook_county_reading import (
    OUTCOMES,
    TABLES,
    Charge,
    charges,
    headlines,
    ordered,
    rows,
)
from tests.importers.streams import stream_of
from tests.length import at_length
from tests.shared import real

AFTER = "2020-12-31"  # a day after everything in the tables but what is dated 2109 and 2219
DAYS = ("2019-03-15", "2019-06-30", "2019-10-01", AFTER)
# One case of so many is taken in, and one of so many again and again.
WHOLE = at_length(short=24, long=1)
SAMPLE = at_length(short=72, long=24)
REST = 4  # so that the case in which the tables contradict each other is among them


@pytest.fixture(scope="session")
def county() -> Path:
    """Return the folder of the four tables."""
    return real("cook_county_sao")


@pytest.fixture(scope="session")
def made(county: Path) -> list[Bundle]:
    """Return what the four tables become."""
    return list(COUNTY.read(sorted(county.glob("*.csv"))))


@pytest.fixture(scope="session")
def taken(county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of what is taken in."""
    return county if WHOLE == 1 else _part(county, tmp_path_factory.mktemp("taken"), WHOLE)


@pytest.fixture(scope="session")
def whole(taken: Path) -> Iterator[tuple[Office, Tally]]:
    """Yield an office on SQLite that has taken the four tables in, and what came of them."""
    with TemporaryDirectory(dir=quick_place()) as folder:
        url = f"sqlite:///{folder}/county.db"
        upgrade(url)
        office = Office(url, today="2021-01-31")
        with closing(office.database):
            yield office, _take(office, taken)


def _take(office: Office, folder: Path) -> Tally:
    bundles = COUNTY.read(sorted(folder.glob("*.csv")))
    return Intake(office.database, office.recorder).take(bundles, by="importer")


@pytest.fixture(scope="session")
def sample(county: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return tables to take in again and again."""
    folder = _part(county, tmp_path_factory.mktemp("sample"), SAMPLE)
    return [folder / f"{table}.csv" for table in TABLES]


def _part(county: Path, folder: Path, every: int) -> Path:
    """Write tables of one case of so many, chosen by their ids, into a folder, and return it."""

    def chosen(row: dict[str, str]) -> bool:
        return int(sha256(row["case_id"].encode()).hexdigest(), 16) % every == REST

    for table in TABLES:
        _write(folder, table, list(filter(chosen, rows(county, table))))
    return folder


def _write(folder: Path, table: str, chosen: Sequence[dict[str, str]]) -> Path:
    path = folder / f"{table}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, chosen[0])
        writer.writeheader()
        writer.writerows(chosen)
    return path


def statuses(office: Office, day: str) -> dict[str, dict[str, Any]]:
    """Return everybody's status on the criminal track, by participant."""
    found = {}
    with Asking(office.database).gate(as_of=day) as at:
        for party, seen, _ in persons(at, MattersInScope()):
            found[party.removeprefix("cook-")] = unnamed(by_track(seen, at.on)["criminal"])
    return found


def states(office: Office, day: str) -> dict[Charge, str]:
    """Return the state of every charge by participant and charge."""
    return {
        (who, item["item_id"].partition("-")[0]): item["state"]
        for who, status in statuses(office, day).items()
        for item in status["items"]
    }


def test_stream__of_all_tables__is_what_it_was_when_they_were_joined_in_memory(
    made: list[Bundle],
) -> None:
    assert stream_of(made) == "ae9f118f2957267cc183153ecd6997923c422967022640f05c86981f4c675b7e"


def test_records__of_each_table__as_many_as_rows_and_each_with_an_event(
    county: Path, made: list[Bundle]
) -> None:
    records = [record for bundle in made for record in bundle.records]
    assert Counter(record.kind for record in records) == {
        f"{table} row": len(rows(county, table)) for table in TABLES
    }
    assert len({record.where for record in records}) == len(records)
    assert all(record.drafts for record in records)
    assert [record.left_out for record in records if record.left_out] == []


def test_events__of_each_kind__as_many_as_the_tables_tell(county: Path, made: list[Bundle]) -> None:
    intake, initiation, dispositions, sentencing = (rows(county, table) for table in TABLES)
    events = Counter(draft.type for bundle in made for draft in bundle.drafts())
    outcomes = Counter(OUTCOMES[row["charge_disposition"]] for row in dispositions)
    every = (*intake, *initiation, *dispositions, *sentencing)
    assert events["matter.opened"] == len({row["case_id"] for row in every})
    assert events["party.added"] == len({row["case_participant_id"] for row in every})
    assert events["charge.filed"] == len(initiation)
    assert events["charge.dismissed"] == outcomes["dismissed"]
    assert events["charge.rejected"] == outcomes["rejected"]
    assert events["charges.superseded"] == outcomes["superseded"]
    first = {
        (row["case_participant_id"], row["charge_id"]): ordered(row)
        for row in reversed(sentencing)
        if row["sentence_phase"] == "Original Sentencing"
    }
    others = Counter(first.values())
    verdicts = sum(row["charge_disposition"] == "Verdict Guilty" for row in dispositions)
    assert others["deferred"] > 0
    assert events["charge.deferral_ordered"] == others["deferred"]
    assert (
        events["charge.conviction_entered"]
        == outcomes["convicted"] - verdicts - others["deferred"] - others["unread"]
    )
    # A 2nd chance probation was ended in words that say nothing of a judgment, and one charge that
    # the State had dropped has a sentence.
    assert events["charge.disposition_recorded"] == others["unread"] + 2
    assert (
        events["sentence.imposed"] + events["sentence.modified"]
        == len(sentencing) - others["deferred"] - others["unread"] - 2
    )
    arraigned = {
        row["case_participant_id"]
        for row in (*initiation, *dispositions)
        if row["arraignment_date"]
    }
    assert events["hearing.held"] == len(arraigned)


def test_events__amendments__where_section_or_class_differ(
    county: Path, made: list[Bundle]
) -> None:
    filed = {
        (row["case_participant_id"], row["charge_id"]): row for row in rows(county, "initiation")
    }
    columns = ("chapter", "act", "section", "class")
    changed = {
        f"{row['charge_id']}-{row['case_participant_id']}"
        for row in rows(county, "dispositions")
        if any(
            row[f"disposition_charged_{name}"]
            != filed[row["case_participant_id"], row["charge_id"]][name]
            for name in columns
        )
    }
    amended = [
        draft.data["item_id"]
        for bundle in made
        for draft in bundle.drafts()
        if draft.type == "charge.amended"
    ]
    assert len(amended) == len(changed)
    assert set(amended) == changed


def test_events__every_one__makes_sense(made: list[Bundle]) -> None:
    ids: set[str | None] = set()
    for bundle in made:
        for draft in bundle.drafts():
            read_draft(draft, 0, str(draft.event_id))
            assert draft.event_id not in ids
            ids.add(draft.event_id)


def test_whole__taken_in__nothing_refused(whole: tuple[Office, Tally]) -> None:
    _, tally = whole
    assert tally.refused == []
    assert all(set(+counted) == {"recorded"} for counted in tally.outcomes.values())
    codes = {one.code for one in tally.warned}
    assert {"irregular"} <= codes <= {"irregular", "sentence.no_longer", "unread_disposition"}


@pytest.mark.parametrize("day", DAYS)
def test_whole__headlines__those_of_a_straight_reading(
    whole: tuple[Office, Tally], taken: Path, day: str
) -> None:
    expected = headlines(taken, day)
    there = statuses(whole[0], day)
    found = {who: there[who]["status"] if who in there else "none" for who in expected}
    assert Counter(found.values()) == Counter(expected.values())
    assert found == expected


def test_whole__charges__those_of_a_straight_reading(
    whole: tuple[Office, Tally], taken: Path
) -> None:
    expected, found = charges(taken, AFTER), states(whole[0], AFTER)
    assert {key: stands[0] for key, stands in expected.items()} == found
    sentenced = {
        (row["case_participant_id"], row["charge_id"])
        for row in rows(taken, "sentencing")
        if row["charge_disposition"] == "Nolle Prosecution"
    }
    # One charge has a sentence although the State had dropped it: the tables contradict each other,
    # and casefile shows it as dropped, with the words of the sentence.
    assert len(sentenced) == 1
    ((who, charge),) = sentenced
    flagged = whole[0].flagged(AFTER, party=f"cook-{who}")
    assert [flag["code"] for flag in flagged if flag["item_id"] == f"{charge}-{who}"].count(
        "unread_disposition"
    ) == 1


def test_whole__irregular__by_the_rule_that_is_broken(
    whole: tuple[Office, Tally], taken: Path
) -> None:
    broken = Counter(one.sentence.split()[3].rstrip(".") for one in whole[1].warnings("irregular"))
    verdicts = Counter(row["charge_disposition"] for row in rows(taken, "dispositions"))
    without_trial = ("FNG", "FNG Reason Insanity", "Verdict-Not Guilty", "Verdict Guilty")
    # A finding on which a deferral was ordered is a verdict, since no judgment was entered on it.
    findings = sum(
        ordered(row) == "deferred" and row["charge_disposition"] == "Finding Guilty"
        for row in rows(taken, "sentencing")
    )
    tried = sum(verdicts[word] for word in without_trial)
    assert broken["verdict.no_trial"] == tried + findings
    assert broken["charge.not_filed"] > 0
    assert sum(broken.values()) == len(whole[1].warnings("irregular"))


def test_whole__taken_in_again__adds_nothing(whole: tuple[Office, Tally], taken: Path) -> None:
    office, _ = whole
    before = office.position
    tally = _take(office, taken)
    assert all(set(+counted) == {"already"} for counted in tally.outcomes.values())
    assert office.position == before


def _taken(databases: Databases, *groups: list[Path]) -> list[dict[str, dict[str, Any]]]:
    """Return the statuses that come of taking tables in, one group of them after another."""
    with databases.fresh() as url:
        office = Office(url, today="2021-01-31")
        with closing(office.database):
            for group in groups:
                tally = Intake(office.database, office.recorder).take(
                    COUNTY.read(group), by="importer"
                )
                assert tally.refused == []
            return [_told(statuses(office, day)) for day in DAYS]


def _told(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the statuses as far as no order of arrival may change them: not the event ids."""
    parts = ("status", "label", "prejudice", "certain", "breakdown", "as_reported")
    fields = ("item_id", "state", "prejudice", "label", "since", "marks", "attaches_to")
    return {
        who: {
            **{name: status[name] for name in parts},
            "items": [{name: item[name] for name in fields} for item in status["items"]],
        }
        for who, status in found.items()
    }


def test_sample__in_one_go_file_by_file_and_shuffled__same_statuses(
    databases: Databases, sample: list[Path], tmp_path: Path
) -> None:
    at_once = _taken(databases, sample)
    assert len(at_once[-1]) > 6_000 // SAMPLE
    assert _taken(databases, *([path] for path in sample)) == at_once
    assert _taken(databases, *([path] for path in reversed(sample))) == at_once
    chance = random.Random(7)  # noqa: S311 - an order that is the same in every run
    shuffled = []
    for path in chance.sample(sample, len(sample)):
        with path.open(newline="", encoding="utf-8") as file:
            given = list(csv.DictReader(file))
        shuffled.append(_write(tmp_path, path.stem, chance.sample(given, len(given))))
    assert _taken(databases, shuffled) == at_once
