"""A server under test: started in a process of its own, with the CPU time that it takes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

from benchmarks.cpu import cpu_seconds

ROOT = Path(__file__).parents[1]
START_WITHIN = 60  # seconds


class Server:
    """casefile's own server, or one that is started like it, on a free port.

    A command that does not read CASEFILE_PORT has `{port}` where its port stands.
    """

    def __init__(self, database_url: str, *command: str) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process = subprocess.Popen(
            [sys.executable, *(part.format(port=self.port) for part in command)],
            cwd=ROOT,
            env=os.environ
            | {"CASEFILE_DATABASE_URL": database_url, "CASEFILE_PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()

    def cpu_seconds(self) -> float | None:
        """Return the CPU time of all its processes so far, where the system tells it."""
        return cpu_seconds(self._process.pid)

    def stop(self) -> None:
        """Stop the server at once, with all its processes; nobody needs what it has under way."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)

    def _wait(self) -> None:
        ends = time.monotonic() + START_WITHIN
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/health", timeout=5):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)  # it is still starting
        self.stop()
        raise RuntimeError("The server does not answer.")
