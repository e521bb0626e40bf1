"""casefile as somebody installs it: a wheel in its own environment, and a user with a home."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
SOON = 60  # seconds, on a busy machine
OURS = ("CASEFILE_", "XDG_", "PYTHONPATH")


def install(folder: Path) -> Path:
    """Build the wheel of this tree and install it; return the folder of the program.

    It is run with the libraries of the tests, so that nothing has to be fetched.
    """
    python = new_environment(folder / "environment")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet")
    run(*pip, "--no-index", "--no-deps", str(wheel))
    here = sysconfig.get_path("purelib")
    there = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(there) / "of-the-tests.pth").write_text(f"{here}\n")
    return python.parent


def new_environment(folder: Path, *, with_pip: bool = False) -> Path:
    """Make a virtual environment with nothing in it, and return its Python."""
    venv.create(folder, symlinks=True, with_pip=with_pip)
    return folder / "bin" / "python"


def run(
    *typed: str, code: int = 0, cwd: Path | None = None, environ: Mapping[str, str] | None = None
) -> str:
    """Run a program, check its exit code, and return all that it printed."""
    done = subprocess.run(
        typed,
        cwd=cwd,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == code, (typed, done.stdout)
    return done.stdout


class User:
    """Somebody with a home and an empty folder, in which an installed casefile is called."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.home, self.folder = folder / "home", folder / "empty"
        self.home.mkdir()
        self.folder.mkdir()
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "HOME": str(self.home), "CASEFILE_PORT": str(port)}
        self.environ = kept | own

    def __call__(self, *typed: str, code: int = 0) -> str:
        """Run a command in the empty folder and return what it printed."""
        return run(*typed, code=code, cwd=self.folder, environ=self.environ)

    @contextmanager
    def serving(self, *typed: str) -> Iterator[str]:
        """Run a command that serves; yield what /api/health answers."""
        with subprocess.Popen(
            typed,
            cwd=self.folder,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as server:
            try:
                yield self._health(server)
            finally:
                server.terminate()
                server.communicate(timeout=SOON)

    def _health(self, server: subprocess.Popen[bytes]) -> str:
        until = time.monotonic() + SOON
        while True:
            try:
                with urlopen(f"{self.address}/api/health", timeout=SOON) as answer:  # noqa: S310 - our own server
                    return str(answer.read().decode())
            except OSError:
                assert server.poll() is None, server.communicate()[0]
                assert time.monotonic() < until
                time.sleep(0.05)
