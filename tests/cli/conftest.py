"""What tests of the command line use: the program itself, on a database of its own."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from casefile.cli.main import program
from tests.once import once

NO_DATABASE = "sqlite:///no-such-folder/no.db"
FIXTURES = Path(__file__).parents[2] / "fixtures"
# The days on which the matters of these tests were opened, and on which something happened later.
DAY = ("--effective", "2025-04-08")
ON = ("--effective", "2025-05-20")


# A placeholder, or what a screen leaves of it.
PLACES = re.compile(r"\x02|\\u0002|(?<![\w/])(party-in|party|item|matter|event)/[\w.~-]")
# A run of the tests in the background ignores interruptions, and what it starts would, too.
HEEDING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


class Terminal:
    """The program, as it is typed: each call is one command."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.environ: dict[str, str] = {"CASEFILE_DATABASE_URL": url}
        self.error = ""

    def __call__(self, *typed: str, code: int = 0, given: str | None = None) -> str:
        """Run a command, check its exit code, and return what it printed; errors are in `error`."""
        ran = CliRunner().invoke(
            program, typed, input=given, env=self.environ, prog_name="casefile"
        )
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        self.error = ran.stderr
        assert ran.exit_code == code, (typed, ran.output)
        assert "Traceback" not in ran.output
        assert not PLACES.search(ran.output)
        return ran.stdout

    def json(self, *typed: str, code: int = 0) -> Any:
        """Run a command with --json and return its answer."""
        return json.loads(self(*typed, "--json", code=code))

    def json_error(self, *typed: str, code: int) -> Any:
        """Run a command with --json that fails, and return the last line that says why."""
        self(*typed, "--json", code=code)
        return json.loads(self.error.splitlines()[-1])


@pytest.fixture
def terminal(database_url: str) -> Terminal:
    """Return the program on a migrated database with nothing in it."""
    return Terminal(database_url)


@pytest.fixture
@once
def story(terminal: Terminal) -> Terminal:
    """Return the program on a database with the seed story, as recorded."""
    terminal("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    return terminal


@pytest.fixture
def new_terminal(empty_database_url: str) -> Terminal:
    """Return the program on a database without a schema."""
    return Terminal(empty_database_url)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., str]:
    """Return a function that writes a history file and returns its path."""

    def write_lines(*lines: dict[str, Any] | str, name: str = "history.jsonl") -> str:
        path = tmp_path / name
        text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
        path.write_text("\n".join(text), encoding="utf-8")
        return str(path)

    return write_lines


@pytest.fixture
@once
def bare_case(terminal: Terminal) -> Terminal:
    """Return the program on a prosecution of nothing yet."""
    opened = ("open case", "title=State v. Roe", "type=criminal", "state=WA")
    terminal("post", "r", *opened, "client=Ann Roe", *DAY)
    terminal("post", "r", "add party", "name=Ann Roe", "role=defendant", *DAY)
    return terminal


@pytest.fixture
@once
def bare_suit(terminal: Terminal) -> Terminal:
    """Return the program on a suit that is not yet filed."""
    opened = ("open case", "title=Lee v. Lobo Inc.", "type=civil", "state=CO")
    terminal("post", "l", *opened, "client=Lobo Inc.", *DAY)
    for name, role in {"Bo Lee": "plaintiff", "Lobo Inc.": "defendant"}.items():
        terminal("post", "l", "add party", f"name={name}", f"role={role}", *DAY)
    return terminal
