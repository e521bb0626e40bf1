"""Rounds: contenders taking turns, so that a noisy minute falls on all of them alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from benchmarks.comparison import Comparison, Contender, Outcome, Result, Round, Size
from benchmarks.cpu import cpu_between
from benchmarks.databases import Office
from benchmarks.program import Crew, LeftOut


def measure(comparison: Comparison, size: Size, office: Office) -> Outcome:
    """Run a comparison: everyone prepares, and then each round begins with another contender."""
    say(f"{comparison.title}")
    left_out: dict[str, str] = {}
    with ExitStack() as stack:
        crews: dict[str, Crew] = {}
        for contender in comparison.contenders:
            try:
                shared = crews.get(contender.sharing or "")
                crews[contender.name] = shared or _start(contender, comparison, office, stack)
            except LeftOut as error:
                left_out[contender.name] = str(error)
        rounds: dict[str, list[Round]] = {name: [] for name in crews}
        for number in range(size.rounds):
            for contender in _turns(comparison, number):
                if contender.name not in crews or contender.name in left_out:
                    continue
                seconds = comparison.seconds or size.seconds
                timed = {"seconds": seconds} if contender.timed else {}
                before = office.server_cpu(comparison.database)
                try:
                    said = crews[contender.name].ask(contender.do, **timed, **contender.how)
                except LeftOut as error:
                    left_out[contender.name] = str(error)
                    continue
                spent = cpu_between(before, office.server_cpu(comparison.database))
                rounds[contender.name].append(_round(said, spent))
            say(f"  round {number + 1} of {size.rounds}")
    for name, reason in left_out.items():
        say(f"  left out: {name}: {reason}")
    results = {name: Result(done) for name, done in rounds.items() if name not in left_out}
    return Outcome(comparison, results, left_out)


def say(sentence: str) -> None:
    """Tell whoever waits how far it is; the results go to the standard output."""
    sys.stderr.write(f"{sentence}\n")


def _start(contender: Contender, comparison: Comparison, office: Office, stack: ExitStack) -> Crew:
    """Start a contender on a database of its own, and let it prepare."""
    settings = stack.enter_context(office.empty(comparison.database))
    crew = stack.enter_context(Crew(contender.program, settings, contender.processes))
    if contender.prepare is not None:
        crew.prepare(contender.prepare)
    return crew


def _turns(comparison: Comparison, number: int) -> list[Contender]:
    everyone = list(comparison.contenders)
    first = number % len(everyone)
    return everyone[first:] + everyone[:first]


def _round(said: Sequence[dict[str, Any]], database_cpu: float | None) -> Round:
    """Return what the processes of a contender did together."""
    cpu = [one["cpu_seconds"] for one in said]
    peaks = [one["peak_mb"] for one in said if "peak_mb" in one]
    return Round(
        events=sum(one["events"] for one in said),
        seconds=max(one["seconds"] for one in said),
        cpu_seconds=None if None in cpu else sum(cpu),
        latencies_us=[took for one in said for took in one["latencies_us"]],
        peak_mb=max(peaks, default=None),
        # A contender with a server of its own says it itself.
        database_cpu_seconds=said[0].get("database_cpu_seconds", database_cpu),
    )
