"""The program: its help, its exit codes, and databases that it cannot use."""

import json
import os
import re
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from casefile.cli.main import COMMANDS, MEANT, module_of
from tests.cli.conftest import NO_DATABASE, Terminal

ROOT = Path(__file__).parents[2]
READS = [
    ("status", "p1"),
    ("history", "p1"),
    ("matters",),
    ("calendar",),
    ("events",),
    ("token", "list"),
    ("verify",),
    ("rebuild",),
]


def test_help__of_the_program__names_every_command_and_exit_code() -> None:
    told = Terminal(NO_DATABASE)("--help")
    assert all(re.search(rf"^  {name} ", told, re.MULTILINE) for name in COMMANDS)
    assert all(re.search(rf"^    {code}  ", told, re.MULTILINE) for code in range(5))


@pytest.mark.parametrize("name", COMMANDS)
def test_help__of_each_command__is_there(name: str) -> None:
    assert Terminal(NO_DATABASE)(name, "--help").startswith(f"Usage: casefile {name} ")
    assert import_module(f"casefile.cli.{module_of(name)}").command.name == name


def test_commands__every_file__is_registered() -> None:
    files = {path.stem for path in (ROOT / "casefile" / "cli").glob("*.py")}
    with_command = {
        name for name in files if hasattr(import_module(f"casefile.cli.{name}"), "command")
    }
    assert with_command == {module_of(name) for name in COMMANDS}


def imported(*typed: str, url: str = NO_DATABASE) -> set[str]:
    """Return the modules that a command imports; it has to print something."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "manage.py", *typed],
        cwd=ROOT,
        env={**os.environ, "CASEFILE_DATABASE_URL": url},
        check=True,
        capture_output=True,
        text=True,
    )
    assert ran.stdout
    return set(re.findall(r"\| +([\w.]+)$", ran.stderr, re.MULTILINE))


def test_help__asked_of_manage_py__imports_nothing_heavy() -> None:
    began = time.monotonic()
    heavy = {"sqlalchemy", "rich", "flask", "msgspec", "uvicorn", "alembic", "marshmallow"}
    assert not imported("--help") & heavy
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("typed", [("status", "alec-baldwin"), ("matters",), ("types",)])
def test_question__at_the_command_line__imports_no_server_and_no_migrations(
    story: Terminal, typed: tuple[str, ...]
) -> None:
    heavy = {"flask", "marshmallow", "uvicorn", "alembic", "rich.progress"}
    if story.url.startswith("sqlite"):
        heavy.add("psycopg")
    assert not imported(*typed, url=story.url) & heavy


def test_error__in_json__has_its_code_and_its_sentence(story: Terminal) -> None:
    assert story("status", "nobody", "--json", code=3) == ""
    assert json.loads(story.error) == {
        "code": "party.unknown",
        "detail": "There is no party nobody.",
        "conflicts": [],
        "place": None,
        "may_override": False,
    }
    verdict = ("post", "baldwin", "charge.verdict_returned", "item_id=manslaughter")
    story(*verdict, "verdict=guilty", "--effective", "2023-04-20", "--json", code=1)
    refused = json.loads(story.error)
    assert (refused["code"], refused["may_override"]) == ("verdict.no_trial", True)
    assert refused["conflicts"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("guesswork", "There is no command 'guesswork'. casefile --help lists them."),
        ("note", "Did you mean: casefile post MATTER note text='...'"),
        ("log", "Did you mean: casefile events"),
        ("calender", "Did you mean: casefile calendar"),
        ("Status", "Did you mean: casefile status"),
    ],
)
def test_command__that_does_not_exist__is_a_usage_error_and_names_the_right_one(
    typed: str, meant: str
) -> None:
    terminal = Terminal(NO_DATABASE)
    terminal(typed, "MATTER", code=2)
    assert meant in terminal.error


def test_command__that_is_meant_by_another_word__is_there() -> None:
    assert {one.split()[0] for one in MEANT.values()} <= COMMANDS.keys()


@pytest.mark.parametrize("typed", READS, ids=" ".join)
def test_database__without_its_schema__is_told_in_one_sentence(
    new_terminal: Terminal, typed: tuple[str, ...]
) -> None:
    new_terminal(*typed, code=4)
    assert new_terminal.error.startswith("There is no office in ")
    assert new_terminal.error.endswith(" yet; run: casefile init [database.schema]\n")
    assert new_terminal.error.count("\n") == 1


def test_database__that_is_not_there__is_not_made_by_asking(tmp_path: Path) -> None:
    terminal = Terminal(f"sqlite:///{tmp_path / 'new.db'}")
    terminal("matters", code=4)
    assert terminal.error == (
        f"There is no office in {tmp_path / 'new.db'} yet; run: casefile init [database.schema]\n"
    )
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    ("url", "code", "exit_code"),
    [
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "database.unavailable", 4),
        ("nonsense", "config.database_url", 2),
        ("oracle+nonsense://x/y", "config.database_url", 2),
    ],
)
def test_database__that_cannot_be_reached__is_told_in_one_sentence(
    url: str, code: str, exit_code: int
) -> None:
    terminal = Terminal(url)
    terminal("matters", code=exit_code)
    assert terminal.error.endswith(f"[{code}]\n")
    assert terminal.error.count("\n") == 1


def test_database__that_is_another_file__is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Sir or Madam, " * 100)
    terminal = Terminal(f"sqlite:///{tmp_path / 'letter.db'}")
    terminal("matters", code=4)
    assert terminal.error == (
        "The database cannot be used: file is not a database. [database.unavailable]\n"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASEFILE_TIME_ZONE", "Mars/Olympus"),
        ("CASEFILE_PORT", "http"),
        ("CASEFILE_CLOCK_TOLERANCE", "-1"),
    ],
)
def test_setting__that_cannot_be_read__is_named(terminal: Terminal, name: str, value: str) -> None:
    terminal.environ[name] = value
    terminal("matters", code=2)
    assert terminal.error.startswith(f"{name} is '{value}'")


def test_migrate__new_database__makes_it_and_then_finds_nothing_to_do(
    new_terminal: Terminal,
) -> None:
    missing = new_terminal.json("migrate", "--dry-run")
    assert missing["migrations"][0] == "0001"
    new_terminal("matters", code=4)
    new_terminal("migrate", code=2)
    assert "--time-zone" in new_terminal.error
    made = new_terminal.json("migrate", "--time-zone", "America/Denver")
    assert made == {**missing, "dry_run": False}
    assert new_terminal("matters") == "No matter.\n"
    assert new_terminal("migrate") == "The database is at the schema of this version.\n"


def test_program__run_by_a_python_without_its_libraries__runs_with_its_own() -> None:
    root = Path(__file__).parents[2]
    if not (root / ".venv" / "bin" / "python").exists():
        pytest.skip("casefile is not installed in .venv here")
    done = subprocess.run(
        [sys.executable, "-E", "-S", str(root / "manage.py"), "types"],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "charge.dismissed" in done.stdout
