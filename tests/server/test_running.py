"""Running: what a process is set to before it serves."""

from __future__ import annotations

import subprocess
import sys

TOLD_TO_STOP = """
import gc, sys
from threading import Event
from flask import Flask
from casefile.config import Config, collect_seldom
from casefile.server.running import run

collect_seldom()
told = Event()
told.set()
run(Flask("casefile"), Config(database_url="sqlite://"), Event(), told)
print(gc.get_threshold(), sys.getswitchinterval())
"""


def test_run__after_a_start_that_seldom_looks_for_circles__looks_often_and_briefly() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOLD_TO_STOP], capture_output=True, text=True, check=True
    )
    assert done.stdout == "(10000, 20, 100) 0.001\n"
