"""The agency's real log, imported as recorded, answers what a straight reading of the rows does."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

from casefile.event import Draft
from casefile.importers.material import Bundle
from casefile.importers.nlrb.importer import IMPORTER as NLRB
from casefile.recording.draft import read_draft
from casefile.store.migrate import upgrade
from tests.databases import Databases, SqliteDatabases, quick_place
from tests.importers.nlrb_office import Board, Row, board, copy, older, shuffled
from tests.importers.nlrb_reading import WASHINGTON, Reading, rows
from tests.importers.streams import stream_of
from tests.length import at_length
from tests.shared import real

PAIRS = at_length(short=20, long=200)
# One case of so many is imported: on SQLite, and in steps on both databases.
WHOLE = at_length(short=16, long=1)
PART = at_length(short=24, long=12)
CUT = "2010-01-04T00:00:00"


class Pair(NamedTuple):
    """A day in law, and what was known: as it is asked, and the instant up to which it counts."""

    day: str
    known: str
    upto: datetime


def pairs(first: str, last: str, count: int = PAIRS, seed: int = 4) -> list[Pair]:
    """Return pairs of (V, K), K between two days, half of them as a day and half as an instant."""
    chance = random.Random(seed)  # noqa: S311 - the same pairs in every run
    begins = datetime.fromisoformat(first).replace(tzinfo=WASHINGTON)
    minutes = (datetime.fromisoformat(last).replace(tzinfo=WASHINGTON) - begins) // timedelta(
        minutes=1
    )
    found = []
    for number in range(count):
        at = (begins.astimezone(UTC) + timedelta(minutes=chance.randrange(minutes))).astimezone(
            WASHINGTON
        )
        # Near K the answers differ most; some days lie far behind it, and some ahead.
        day = (at + timedelta(days=chance.choice((-400, -90, -30, -5, -1, 0, 1, 7, 60)))).date()
        if number % 2:
            midnight = datetime.combine(at.date() + timedelta(days=1), datetime.min.time())
            upto = midnight.replace(tzinfo=WASHINGTON) - timedelta(microseconds=1)
            found.append(Pair(day.isoformat(), at.date().isoformat(), upto))
        else:
            found.append(Pair(day.isoformat(), at.isoformat(), at))
    return found


def answered(asked: Board, pair: Pair) -> tuple[Any, ...]:
    """Return what the office answers for the whole of a pair."""
    day, known, _ = pair
    return asked.states(day, known), asked.matters(known), asked.caseload(day, known)


def read_straight(reading: Reading, pair: Pair) -> tuple[Any, ...]:
    """Return what the reading answers for the whole of a pair."""
    day, _, upto = pair
    status = {case: reading.status(case, upto) for case in reading.filed_on}
    return (
        reading.states(day, upto),
        {
            case: (found, reading.stayed(case, upto))
            for case, found in status.items()
            if found is not None
        },
        dict(reading.caseload(day, upto)),
    )


@pytest.fixture(scope="module")
def source() -> Path:
    """Return the folder of the agency's files."""
    return real("nlrb_cats")


@pytest.fixture(scope="module")
def taken(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of what is imported."""
    return part(source, tmp_path_factory.mktemp("nlrb") / "taken", WHOLE)


def part(source: Path, folder: Path, every: int) -> Path:
    """Return a folder of the files with one case of so many."""

    def was(_: str, row: Row) -> Row | None:
        return row if int(row["R_Case_Number"][6:]) % every == 0 else None

    return source if every == 1 else copy(source, folder, was)


@pytest.fixture(scope="module")
def reading(taken: Path) -> Reading:
    """Return the straight reading of what is imported."""
    return Reading(taken)


@pytest.fixture(scope="module")
def bundles(source: Path) -> list[Bundle]:
    """Return what the importer makes of all files."""
    return list(NLRB.read(sorted(source.glob("*.csv"))))


@pytest.fixture(scope="module")
def files() -> Iterator[SqliteDatabases]:
    """Lend databases to the tests of this module, which fill them once."""
    with (
        TemporaryDirectory(dir=quick_place()) as folder,
        closing(SqliteDatabases(upgrade, Path(folder))) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def whole(taken: Path, files: SqliteDatabases) -> Iterator[Board]:
    """Yield the office with everything imported as recorded."""
    with files.fresh() as url, board(url, taken) as opened:
        yield opened


def counted(source: Path) -> Counter[str]:
    """Return how many rows each file has."""
    found = {}
    for file in source.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            found[file.name] = sum(1 for _ in csv.reader(opened)) - 1
    return Counter(found)


def test_records__of_every_table__as_many_as_rows(source: Path, bundles: list[Bundle]) -> None:
    records = [record for bundle in bundles for record in bundle.records]
    assert Counter(record.where.partition(",")[0] for record in records) == counted(source)
    assert len({record.where for record in records}) == len(records)
    assert all(bool(record.drafts) != bool(record.left_out) for record in records)
    left_out = Counter(record.kind for record in records if record.left_out)
    assert set(left_out) == {
        "block",
        "hearing before the election",
        "regional director's decision",
        "transfer",
    }
    assert left_out.total() < 100


def test_left_out__every_row__has_no_date_that_anything_happened(
    bundles: list[Bundle], source: Path
) -> None:
    dates = {
        "blocks.csv": ("Blocked", "Unblocked", "ReqProc_Board_Filed_Date"),
        "transfers.csv": ("Request_Date", "Transfer_Order_Date"),
        "rd_decisions.csv": (
            "RD_Decision_Issued_Date",
            "Pre_Election_Brief_Rcvd",
            "Brief_Due_Date",
        ),
        "hearings_pre.csv": ("Date_Notice_Issued", "Date_Hearing_Scheduled", "Hearing_Opened"),
    }
    tables = {name: list(rows(source / name)) for name in dates}
    for bundle in bundles:
        for record in bundle.records:
            if record.left_out:
                name, _, number = record.where.partition(", row ")
                row = tables[name][int(number) - 2]
                assert not any(row[column] for column in dates[name])


def test_events__all__make_sense_and_have_one_content_each(bundles: list[Bundle]) -> None:
    said: dict[str, Draft] = {}
    for bundle in bundles:
        for record in bundle.records:
            for draft in record.drafts:
                assert draft.event_id
                read_draft(draft, 0, draft.event_id)
                assert said.setdefault(draft.event_id, draft) == draft
    assert len(said) > 40_000


def test_bundles__in_order__never_fall_and_open_a_case_first(bundles: list[Bundle]) -> None:
    instants = [
        datetime.fromisoformat(record.recorded_at)
        for bundle in bundles
        for record in bundle.records
        if record.recorded_at
    ]
    assert instants == sorted(instants)
    opened: set[str] = set()
    for bundle in bundles:
        for draft in bundle.drafts():
            assert draft.type == "matter.opened" or draft.matter_id in opened
            opened.add(draft.matter_id)


def test_stream__of_all_tables__is_what_it_was_when_they_were_joined_in_memory(
    bundles: list[Bundle],
) -> None:
    assert stream_of(bundles) == "84b3aa7616c7b5ea3c05d32cb318f2ecde1e108d1ffc94be7e1d64100d81aab6"


def test_rows__in_any_order__same_bundles(taken: Path, tmp_path: Path) -> None:
    bundles = NLRB.read(sorted(taken.glob("*.csv")))
    other = NLRB.read(list(shuffled(taken, tmp_path / "other", 4).glob("*.csv")))
    for one, same in zip(bundles, other, strict=True):
        assert one.name == same.name
        assert [r._replace(where="") for r in one.records] == [
            r._replace(where="") for r in same.records
        ]


def test_whole__imported__every_row_accounted_for(taken: Path, whole: Board) -> None:
    tally = whole.take(taken)
    outcomes: Counter[str] = Counter()
    for found in tally.outcomes.values():
        outcomes.update(found)
    assert outcomes["already"] + outcomes["left_out"] == counted(taken).total()
    assert not tally.events
    assert not tally.refused


def test_answers__at_200_pairs__those_of_a_straight_reading(whole: Board, reading: Reading) -> None:
    moved = set()
    for pair in pairs("2008-01-01", "2011-06-10"):
        found, read = answered(whole, pair), read_straight(reading, pair)
        assert found == read, pair
        moved.add(str(found[2]))
    assert len(moved) > PAIRS // 2  # the pairs do tell days apart


def test_status__of_parties_at_200_pairs__that_of_a_straight_reading(
    whole: Board, reading: Reading
) -> None:
    chance = random.Random(5)  # noqa: S311 - the same cases in every run
    one_unit = sorted(
        case for case, unit in reading.petitions if (case, "B") not in reading.petitions
    )
    for pair in pairs("2008-01-01", "2011-06-10", seed=5):
        case = chance.choice(one_unit)
        found = whole.answers.status(f"{case}.employer", as_of=pair.day, known_at=pair.known)[
            "tracks"
        ].get("civil")
        read = reading.state((case, "A"), pair.day, pair.upto)
        assert (found and found["items"][0]["state"]) == (read and read.partition("(")[0]), pair


def test_chronologies__at_200_pairs__as_many_lines_as_a_straight_reading(
    whole: Board, reading: Reading
) -> None:
    chance = random.Random(6)  # noqa: S311 - the same cases in every run
    cases = sorted(reading.filed_on)
    for pair in pairs("2009-06-01", "2011-06-10", seed=6):
        case = chance.choice(cases)
        assert whole.lines(case, pair.day, pair.known) == reading.lines(case, pair.day, pair.upto)


def test_answers__when_the_rest_is_loaded_later__do_not_change(
    taken: Path, whole: Board, files: SqliteDatabases, tmp_path: Path
) -> None:
    before = pairs("2008-01-01", CUT, count=at_length(short=10, long=60), seed=7)
    with files.fresh() as url, board(url, older(taken, tmp_path / "older", CUT)) as grown:
        first = [answered(grown, pair) for pair in before]
        tally = grown.take(taken)
        assert not tally.changed
        assert not tally.refused
        assert [answered(grown, pair) for pair in before] == first
    assert [answered(whole, pair) for pair in before] == first


def test_answers__of_a_part__those_of_a_straight_reading(
    source: Path, databases: Databases, tmp_path: Path
) -> None:
    # On both databases, and in a log that grows in three steps.
    folder = part(source, tmp_path / "part", PART)
    steps = [
        older(folder, tmp_path / "first", "2009-07-01T00:00:00"),
        older(folder, tmp_path / "second", CUT),
        folder,
    ]
    reading = Reading(folder)
    with databases.fresh() as url, board(url, *steps) as grown:
        for pair in pairs("2009-01-01", "2011-06-10", seed=8):
            assert answered(grown, pair) == read_straight(reading, pair), pair
