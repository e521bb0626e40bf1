"""Programs of casefile, forked from one that has imported all of it: to start one takes no time.

Each does what `manage.py` does when it is typed, in a process and a session of its own. How Python
itself begins and ends with it is asked by the tests that start Python.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal, NamedTuple, NoReturn, TextIO

from casefile.cli.main import COMMANDS, module_of

ROOT = Path(__file__).parents[1]
MANAGE = str(ROOT / "manage.py")
BEGIN = "import sys; from tests.programs import serve; serve(int(sys.argv[1]))"
SIZE = 4  # bytes of a number that is told
FAILED = 1
LONGEST = 60  # seconds that a program may take to end


class Program:
    """A program that runs; its id and its exit code are told by a pipe."""

    def __init__(self, told: int) -> None:
        self._told = told
        self._ended: int | None = None
        self.pid = self._number()

    def poll(self) -> int | None:
        """Return its exit code, or None while it runs; that of what a signal ended is negative."""
        if self._ended is None and select.select([self._told], [], [], 0)[0]:
            self._ended = self._number()
            os.close(self._told)
        return self._ended

    def wait(self, seconds: float = LONGEST) -> int:
        """Return its exit code when it has ended."""
        if self._ended is None:
            select.select([self._told], [], [], seconds)
        code = self.poll()
        assert code is not None, "The program does not end."
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, where it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _number(self) -> int:
        return int.from_bytes(os.read(self._told, SIZE), "big", signed=True)


class Ran(NamedTuple):
    """What a program has ended with and printed."""

    code: int
    output: str
    errors: str


def start(
    *typed: str, environ: Mapping[str, str], streams: Sequence[int | None] = (None, None, None)
) -> Program:
    """Start `manage.py` with what is typed, in this environment and a few things more.

    The streams are its input, its output and its errors; None is /dev/null.
    """
    request = json.dumps([typed, {**os.environ, **environ}, str(Path.cwd())]).encode()
    ours, theirs = os.pipe()
    server = _server()
    with Path(os.devnull).open("r+b") as nothing:
        files = [nothing.fileno() if one is None else one for one in streams]
        socket.send_fds(server, [len(request).to_bytes(SIZE, "big")], [*files, theirs])
    server.sendall(request)
    os.close(theirs)
    return Program(ours)


def run(*typed: str, environ: Mapping[str, str], output: int | None = None) -> Ran:
    """Run `manage.py` with what is typed to its end; where its output goes can be said."""
    with TemporaryFile() as printed, TemporaryFile() as errors:
        into = printed.fileno() if output is None else output
        code = start(*typed, environ=environ, streams=(None, into, errors.fileno())).wait()
        printed.seek(0)
        errors.seek(0)
        return Ran(code, printed.read().decode(), errors.read().decode())


@cache
def _server() -> socket.socket:
    """Start what the programs of this worker are forked from; it ends with the worker."""
    ours, theirs = socket.socketpair()
    with theirs:
        fd = theirs.fileno()
        process = subprocess.Popen([sys.executable, "-c", BEGIN, str(fd)], cwd=ROOT, pass_fds=[fd])

    @atexit.register
    def _end() -> None:
        ours.close()
        process.wait()

    return ours


def serve(fd: int) -> None:
    """Fork a program for each request, until nobody is there to ask."""
    sys.path[0] = str(ROOT)
    for name in COMMANDS:
        import_module(f"casefile.cli.{module_of(name)}")
    import_module("casefile.cli.dialogue.loop")
    with socket.socket(fileno=fd) as asked:
        while True:
            size, fds, _, _ = socket.recv_fds(asked, SIZE, 4)
            if not size:
                return
            length = int.from_bytes(size, "big")
            typed, environ, folder = json.loads(asked.recv(length, socket.MSG_WAITALL))
            if os.fork() == 0:
                asked.close()
                os.chdir(folder)
                _look_after(typed, environ, fds)
            for one in fds:
                os.close(one)
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _look_after(typed: list[str], environ: dict[str, str], fds: list[int]) -> NoReturn:
    """Run a program, and tell its id and how it has ended."""
    *streams, tells = fds
    pid = os.fork()
    if pid == 0:
        _become(typed, environ, streams)
    for one in streams:
        os.close(one)
    os.write(tells, pid.to_bytes(SIZE, "big"))
    _, status = os.waitpid(pid, 0)
    os.write(tells, os.waitstatus_to_exitcode(status).to_bytes(SIZE, "big", signed=True))
    os._exit(0)


def _become(typed: list[str], environ: dict[str, str], streams: list[int]) -> NoReturn:
    """Go on as Python does that begins with a program."""
    os.setsid()
    for place, one in enumerate(streams):
        os.dup2(one, place)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = [MANAGE, *typed]
    sys.stdin = _stream(0, "r", -1)
    sys.stdout = _stream(1, "w", os.isatty(1) or -1)
    sys.stderr = _stream(2, "w", 1, errors="backslashreplace")
    code = FAILED
    try:
        code = _ran_to_its_end()
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _stream(fd: int, mode: Literal["r", "w"], buffering: int, errors: str = "strict") -> TextIO:
    """Return a standard stream, which stays open until the program has ended."""
    return open(fd, mode, buffering, encoding="utf-8", errors=errors, closefd=False)


def _ran_to_its_end() -> int:
    try:
        runpy.run_path(MANAGE, run_name="__main__")
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
            return FAILED
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told as Python tells it
        traceback.print_exc()
        return FAILED
    return 0
