"""Rounds: contenders taking turns, so that a noisy minute falls on all of them alike."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Any

from benchmarks.comparison import Comparison, Contender, Outcome, Result, Round, Size
from benchmarks.databases import Office
from benchmarks.program import LeftOut, Program


def measure(comparison: Comparison, size: Size, office: Office) -> Outcome:
    """Run a comparison: everyone prepares, and then each round begins with another contender."""
    say(f"{comparison.title}")
    left_out: dict[str, str] = {}
    with ExitStack() as stack:
        programs = {}
        for contender in comparison.contenders:
            try:
                programs[contender.name] = _start(contender, comparison, office, stack)
            except LeftOut as error:
                left_out[contender.name] = str(error)
        rounds: dict[str, list[Round]] = {name: [] for name in programs}
        for number in range(size.rounds):
            for contender in _turns(comparison, number):
                if contender.name not in programs or contender.name in left_out:
                    continue
                seconds = comparison.seconds or size.seconds
                timed = {"seconds": seconds} if contender.timed else {}
                try:
                    said = programs[contender.name].ask(contender.do, **timed, **contender.how)
                except LeftOut as error:
                    left_out[contender.name] = str(error)
                    continue
                rounds[contender.name].append(_round(said))
            say(f"  round {number + 1} of {size.rounds}")
    for name, reason in left_out.items():
        say(f"  left out: {name}: {reason}")
    results = {name: Result(done) for name, done in rounds.items() if name not in left_out}
    return Outcome(comparison, results, left_out)


def say(sentence: str) -> None:
    """Tell whoever waits how far it is; the results go to the standard output."""
    sys.stderr.write(f"{sentence}\n")


def _start(
    contender: Contender, comparison: Comparison, office: Office, stack: ExitStack
) -> Program:
    """Start a contender on a database of its own, and let it prepare."""
    settings = stack.enter_context(office.empty(comparison.database))
    program = stack.enter_context(Program(contender.program, settings))
    program.ask("warm_up")
    if contender.prepare is not None:
        program.ask(**contender.prepare)
    return program


def _turns(comparison: Comparison, number: int) -> list[Contender]:
    everyone = list(comparison.contenders)
    first = number % len(everyone)
    return everyone[first:] + everyone[:first]


def _round(said: dict[str, Any]) -> Round:
    return Round(
        said["events"],
        said["seconds"],
        said.get("cpu_seconds"),
        said["latencies_us"],
        said.get("peak_mb"),
    )
