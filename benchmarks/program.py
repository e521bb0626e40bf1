"""A contender's program, started beside the harness in the environment that it belongs to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[1]
PEERS_PYTHON = ROOT / ".venv/bench/bin/python"
PEERS_MODULES = ROOT / ".venv/bench/npm/node_modules"

FROM_NPM = ("peers/emmett.mjs", "peers/message_db")


class LeftOut(RuntimeError):
    """A contender that cannot take part here; the sentence says why."""


class Program:
    """One process, which does what it is told and answers when it is done."""

    def __init__(self, name: str, settings: Mapping[str, Any]) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [*_command(name), json.dumps(settings)],
            cwd=ROOT,
            env=os.environ | {"BENCH_MODULES": str(PEERS_MODULES)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, do: str, **how: Any) -> None:
        """Give an order; raises LeftOut where nobody is there to take it."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps({"do": do, **how}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise LeftOut(f"{self.name} ended before it was asked to {do}") from error

    def hear(self) -> dict[str, Any]:
        """Wait for the answer to the last order; raises LeftOut where it failed."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "it ended"}
        if "error" in answer:
            raise LeftOut(f"{self.name}: {answer['error']}")
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        # A program ends with its input.
        try:
            self._process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()


class Crew:
    """The processes of a contender on one database, most often a single one."""

    def __init__(self, name: str, settings: Mapping[str, Any], processes: int) -> None:
        self._programs: list[Program] = []
        with ExitStack() as stack:
            for number in range(processes):
                one = stack.enter_context(Program(name, {**settings, "number": number}))
                # The first makes the tables, and the others find them.
                one.tell("warm_up")
                one.hear()
                self._programs.append(one)
            self._stack = stack.pop_all()

    def prepare(self, order: Mapping[str, Any]) -> None:
        """Give the first an order, and wait until it is done."""
        self._programs[0].tell(**order)
        self._programs[0].hear()

    def ask(self, do: str, **how: Any) -> list[dict[str, Any]]:
        """Give all of them an order at once and wait for their answers; raises LeftOut."""
        for one in self._programs:
            one.tell(do, **how)
        return [one.hear() for one in self._programs]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()


def _command(name: str) -> list[str | Path]:
    """Return how a program is started: peers in their own environment, the rest in ours."""
    if name in FROM_NPM and not PEERS_MODULES.is_dir():
        raise LeftOut(f"{name}: there was no npm when the peers were installed")
    if name.endswith(".mjs"):
        return ["node", ROOT / "benchmarks" / name]
    module = f"benchmarks.{name.replace('/', '.')}"
    if not name.startswith("peers/"):
        return [sys.executable, "-m", module]
    if not PEERS_PYTHON.exists():
        raise LeftOut(f"{name}: the peers are not installed; make bench does it")
    return [PEERS_PYTHON, "-m", module]
