"""A contender's program, started beside the harness in the environment that it belongs to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[1]
PEERS_PYTHON = ROOT / ".venv/bench/bin/python"
PEERS_MODULES = ROOT / ".venv/bench/npm/node_modules"

FROM_NPM = ("peers/emmett.mjs", "peers/message_db")


class LeftOut(RuntimeError):
    """A contender that cannot take part here; the sentence says why."""


class Program:
    """One program, which does what it is told and answers when it is done."""

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

    def ask(self, do: str, **how: Any) -> dict[str, Any]:
        """Give an order and wait for the answer; raises LeftOut where it failed."""
        assert self._process.stdin and self._process.stdout  # noqa: PT018 - both are pipes
        try:
            self._process.stdin.write(json.dumps({"do": do, **how}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise LeftOut(f"{self.name} ended before it was asked") from error
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "it ended"}
        if "error" in answer:
            raise LeftOut(f"{self.name}, asked to {do}: {answer['error']}")
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
