"""A large import: its memory is that of a small one, and the same again takes a part of its time.

Each import is a process of its own, as an operator starts it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.command import Ran, run
from tests.importers.county import GUILTY, PRISON, write
from tests.length import at_length

LARGE = at_length(short=500, long=1_000)  # cases, of six rows each
SMALL = LARGE // 4
MOST_MEMORY = 1.2  # of what a quarter of the rows takes
MOST_TIME = 1 / 4  # of the first import


class Imported(NamedTuple):
    """The first import of some files, and the same again."""

    first: Ran
    again: Ran


def imported(folder: Path, cases: int) -> Imported:
    """Import tables of so many cases into a new database, and again."""
    folder.mkdir()
    of_case = [{"case_id": f"c{n}", "case_participant_id": f"p{n}"} for n in range(cases)]
    tables = {
        "intake": of_case,
        "initiation": [{**one, "charge_id": charge} for one in of_case for charge in "56"],
        "dispositions": [{**one, **how} for one in of_case for how in (GUILTY, {"charge_id": "6"})],
        "sentencing": [{**one, **PRISON} for one in of_case],
    }
    write(folder, **tables)
    url = f"sqlite:///{folder}/casefile.db"
    run(url, "migrate", "--time-zone", "America/Chicago")
    return Imported(*(run(url, "import", "cook-county", str(folder), "--json") for _ in range(2)))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Return what the large import took."""
    return imported(tmp_path_factory.mktemp("large") / "tables", LARGE)


def test_import__of_four_times_the_rows__takes_the_same_memory(
    large: Imported, tmp_path: Path
) -> None:
    small = imported(tmp_path / "tables", SMALL)
    for some, many in zip(small, large, strict=True):
        assert many.peak_mb < MOST_MEMORY * some.peak_mb


def test_import__of_the_same_again__takes_a_quarter_of_the_time_at_most(large: Imported) -> None:
    assert sum(json.loads(large.first.printed)["events"].values()) > 10 * LARGE
    assert json.loads(large.again.printed)["events"] == {}
    assert large.again.cpu_seconds < MOST_TIME * large.first.cpu_seconds
