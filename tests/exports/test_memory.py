"""Memory: a chronology is written in bounded memory, however long it is."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from casefile.exports.formats import FORMATS
from tests.databases import Databases
from tests.exports.conftest import entry
from tests.histories import Office
from tests.length import at_length

ROOT = Path(__file__).parents[2]
FEW, MANY = at_length(short=(500, 2_500), long=(1_000, 5_000))
BATCH = 500
# How much more memory, in MB, four thousand facts more may take at the peak of the whole program.
# A page of facts, and what a library holds to the end: the pages of a PDF, compressed.
MOST = {"csv": 6, "docx": 6, "pdf": 16, "xlsx": 6}
# A copy for a court also holds the number of each of its lines.
WRITTEN = (*((suffix, "office") for suffix in FORMATS), ("csv", "court"))
PROGRAM = """
import re, resource, sys
from pathlib import Path
from zoneinfo import ZoneInfo
from casefile.answers.facts import chronicle
from casefile.answers.asking import Asking
from casefile.exports.formats import FORMATS
from casefile.store.database import Database

url, suffix, audience, path = sys.argv[1:]
answers = Asking(Database(url))
audience = chronicle.Audience(audience)
with chronicle.of_matter(answers, "m1", audience=audience) as found, open(path, "wb") as file:
    FORMATS[suffix].write(found, file)
if sys.platform == "linux":  # getrusage has the peak of the program that started this one, too
    print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
else:
    kilobytes = 1 if sys.platform != "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // kilobytes)
"""


def fill(url: str, count: int) -> None:
    """Record a docket with as many entries, of the length that dockets have."""
    office = Office(url, "2026-01-01").open()
    first = date(2015, 1, 1)
    made = [
        entry(
            f"entry-{number:06}",
            f"MOTION {number} to compel discovery by defendant. (Attachments: # 1 Exhibit A, "
            "# 2 Exhibit B, # 3 Text of Proposed Order) (Modified by the clerk.) ",
            on=(first + timedelta(days=number // 3)).isoformat(),
        )
        for number in range(count)
    ]
    for begins in range(0, count, BATCH):
        office.recorder.record(made[begins : begins + BATCH], by="tester")
    office.database.close()


def peak(url: str, suffix: str, audience: str, path: Path) -> float:
    """Return the most memory, in MB, that a program takes to write a document."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, url, suffix, audience, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    return int(ran.stdout) / 1024


def test_memory__of_five_times_the_facts__grows_by_little_in_every_format(
    databases: Databases, tmp_path: Path
) -> None:
    pytest.importorskip("resource", reason="Only POSIX systems tell a program's peak memory.")
    found: dict[tuple[str, str], float] = {}
    with databases.fresh() as few, databases.fresh() as many:
        fill(few, FEW)
        fill(many, MANY)
        for suffix, audience in WRITTEN:
            before = peak(few, suffix, audience, tmp_path / f"few.{suffix}")
            after = peak(many, suffix, audience, tmp_path / f"many.{suffix}")
            found[suffix, audience] = after - before

    grown = (MANY - FEW) / 4_000
    assert all(found[one] < MOST[one[0]] * grown for one in WRITTEN), found
