"""What the processes of a contender did together, and what CPU time a program took."""

import os
import subprocess
import sys

from benchmarks.contender import timing
from benchmarks.cpu import cpu_between, cpu_seconds
from benchmarks.rounds import _round

BUSY = "sum(range(10_000_000))"


def test_round__of_two_processes__has_the_events_of_both_in_the_longer_time() -> None:
    said = [timing(10, 1_000_000_000, 2e9, [1_000]), timing(30, 2_000_000_000, 1e9, [2_000, 3_000])]
    done = _round(said, 0.5)
    assert (done.events, done.figure("rate")) == (40, 20)
    assert done.latencies_us == [1, 2, 3]
    assert (done.cpu_seconds, done.database_cpu_seconds) == (3, 0.5)


def test_cpu__of_a_program__has_that_of_its_children_even_after_their_end() -> None:
    before = cpu_seconds(os.getpid())
    subprocess.run([sys.executable, "-c", BUSY], check=True)
    spent = cpu_between(before, cpu_seconds(os.getpid()))
    assert spent is None or spent > 0.05


def test_cpu__where_one_look_saw_nothing__is_not_known() -> None:
    assert cpu_between(None, 1) is None
    assert cpu_between(2, 3.5) == 1.5
