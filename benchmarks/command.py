"""One command of casefile as a whole process: how long it took, and the most memory it had."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
# Without its compiled files, as an environment can ask for, each command would compile casefile.
WITHOUT_FILES = "PYTHONDONTWRITEBYTECODE"


class Ran(NamedTuple):
    """What a command took, and what it printed."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    printed: str

    def rate(self, count: int) -> str:
        """Write how many a second so many were, as a cell of a table."""
        return f"{count / self.seconds:,.0f}/s ({self.seconds:,.0f} s), {self.peak_mb:,.0f} MB"


def run(url: str, *arguments: str) -> Ran:
    """Run a command of casefile on a database; raises RuntimeError where it fails."""
    given = {name: value for name, value in os.environ.items() if name != WITHOUT_FILES}
    with tempfile.TemporaryFile("w+") as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=given | {"CASEFILE_DATABASE_URL": url},
            stdout=output,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        if process.returncode:
            raise RuntimeError(f"manage.py {arguments[0]} failed")
        output.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Ran(seconds, cpu, usage.ru_maxrss / 1024, output.read())
