"""At a screen: a command as a person types it, who reads each question and answers it."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from tests.cli.conftest import HEEDING, Terminal
from tests.programs import MANAGE, start

STOP = "\x03"  # Ctrl-C
LONGEST = 60  # seconds that an answer may take
AGAIN = 3  # seconds after which a key is pressed again


class Screen:
    """A terminal of its own, on which one command runs; `text` is all that it has shown."""

    def __init__(self, terminal: Terminal, *typed: str, python: bool = False) -> None:
        self._ours, theirs = pty.openpty()
        shown = {"COLUMNS": "200", "NO_COLOR": "1"}
        environ = {**terminal.environ, **shown}
        begin = _start_python if python else start
        self._running = begin(*typed, environ=environ, streams=[theirs] * 3)
        os.close(theirs)
        self.text = ""
        self._seen = 0

    def answer(self, question: str, answer: str) -> None:
        """Type an answer when a question is there: #words is the number of the line with them."""
        while (found := re.search(question, self.text[self._seen :])) is None:
            assert self._read(), self.text
        while not re.search(r"(?::|\])\s?$", self.text):
            assert self._read(), self.text
        asked = self.text[self._seen :]
        self._seen = len(self.text)
        if answer == STOP:
            self._interrupt()
            return
        if answer.startswith("#"):
            lines = asked[found.start() :].splitlines()
            found_in = [one for one in lines if re.match(r" *\d+  ", one) and answer[1:] in one]
            at_end = [one for one in found_in if one.endswith(f" {answer[1:]}")]
            answer = (at_end or found_in)[0].split()[0]
        os.write(self._ours, f"{answer}\n".encode())

    def _interrupt(self) -> None:
        """Press Ctrl-C until it is heeded: just before Python begins to read, it is not."""
        heeded: list[int] = []
        while not heeded:
            os.killpg(self._running.pid, signal.SIGINT)
            heeded, _, _ = select.select([self._ours], [], [], AGAIN)

    def end(self) -> int:
        """Read all that is still shown, and return the exit code."""
        while self._read():
            pass
        os.close(self._ours)
        return self._running.wait(LONGEST)

    def _read(self) -> bool:
        """Read what is shown next; tell if there was anything."""
        until = time.monotonic() + LONGEST
        ready, _, _ = select.select([self._ours], [], [], until - time.monotonic())
        assert ready, self.text
        try:
            some = os.read(self._ours, 10_000)
        except OSError:  # the other end is closed
            return False
        self.text += re.sub(r"\x1b\[[\d;]*m|\r", "", some.decode())
        return bool(some)


def _start_python(
    *typed: str, environ: Mapping[str, str], streams: Sequence[int]
) -> subprocess.Popen[bytes]:
    stdin, stdout, stderr = streams
    return subprocess.Popen(
        [sys.executable, "-c", HEEDING, MANAGE, *typed],
        env={**os.environ, **environ},
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
    )


def at_screen(
    terminal: Terminal,
    answers: Sequence[tuple[str, str]],
    *typed: str,
    code: int = 0,
    python: bool = False,
) -> str:
    """Run a command at a terminal with an answer to each question; return all that it showed.

    With `python`, it is Python itself that is started.
    """
    screen = Screen(terminal, *typed, python=python)
    for question, answer in answers:
        screen.answer(question, answer)
    ended = screen.end()
    assert ended == code, screen.text
    return screen.text
