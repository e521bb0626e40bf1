"""The installation: a wheel that is whole, and an office that is found from every folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement

from casefile import __version__, installation
from casefile.installation import called, home, own_database, shipped
from tests.installed import ROOT, SOON, User, new_environment
from tests.length import LONG

OPENING = ("title=State v. Doe", "category=criminal", "jurisdiction=US-NM")


def read(address: str) -> str:
    """Return what is answered at an address of our own server."""
    with urlopen(address, timeout=SOON) as answer:  # noqa: S310 - as just said
        return str(answer.read().decode())


def begin(user: User) -> None:
    """Begin an office, record the first events, ask, serve, and look whether all is whole."""
    assert user("casefile", "--version") == f"casefile {__version__}\n"
    made = json.loads(user("casefile", "init", "--time-zone", "America/Denver", "--json"))
    file = Path(made["database"])
    assert user.home in file.parents
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert "Recorded: Matter opened" in user("casefile", "post", "doe", "matter.opened", *OPENING)
    party = ("party_id=jane", "name=Jane Doe", "kind=person", "role=defendant")
    user("casefile", "post", "doe", "party.added", *party)
    assert user("casefile", "status", "jane").startswith("Jane Doe\n")
    with user.serving("casefile", "serve") as health:
        assert json.loads(health) == {"status": "ok", "version": __version__}
        page = read(f"{user.address}/sign-in")
        assert "Nobody can sign in here yet." in page
        for address in re.findall(r'"(/static/[^"]+)"', page):
            assert read(user.address + address)
    assert user("casefile", "verify").startswith("Sound: all 2 events and every read table.\n")
    assert list(user.folder.iterdir()) == []
    user.folder = user.home
    assert "State v. Doe" in user("casefile", "matters")


def test_wheel__in_an_empty_folder__begins_an_office_found_from_everywhere(user: User) -> None:
    begin(user)


def test_wheel__its_demo__has_a_database_of_its_own(user: User) -> None:
    made = json.loads(user("casefile", "init", "--time-zone", "America/Denver", "--json"))
    with user.serving("casefile", "demo") as health:
        assert json.loads(health)["status"] == "ok"
    assert user("casefile", "matters") == "No matter.\n"
    beside = Path(made["database"]).with_name("seed-story.db")
    user.environ["CASEFILE_DATABASE_URL"] = f"sqlite:///{beside}"
    assert "Alec Baldwin" in user("casefile", "status", "alec-baldwin", "--as-of", "2023-04-20")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("casefile ver", "verify"),
        ("casefile post doe charge.verd", "charge.verdict_returned"),
        ("casefile types party.m", "party.merged"),
        ("casefile post --conf", "--confidence"),
        ("casefile init --date-order day", "day_first"),
    ],
)
def test_completion__read_by_bash__completes_what_is_typed(
    user: User, typed: str, told: str
) -> None:
    words = typed.split()
    script = f"""
        eval "$(casefile completion bash)"
        complete -p casefile
        COMP_WORDS=({typed}) COMP_CWORD={len(words) - 1}
        _casefile_completion casefile
        echo "${{COMPREPLY[@]}}"
    """
    registered, completed = user("bash", "-c", script).splitlines()
    assert registered.endswith("-F _casefile_completion casefile")
    assert completed.split() == [told]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion__for_another_shell__calls_casefile(user: User, shell: str) -> None:
    assert f"_CASEFILE_COMPLETE={shell}_complete" in user("casefile", "completion", shell)


def test_clone__without_a_setting__works_in_its_folder_under_its_own_name(tmp_path: Path) -> None:
    user = User(tmp_path, tmp_path)
    manage = (sys.executable, str(ROOT / "manage.py"))
    assert user(*manage, "init", "--help").startswith("Usage: python manage.py init ")
    made = json.loads(user(*manage, "init", "--time-zone", "America/Denver", "--json"))
    assert made["database"] == str(user.folder / "casefile.db")
    assert list(user.home.iterdir()) == []
    user.environ["CASEFILE_DATABASE_URL"] = "sqlite:///other.db"
    assert "run: python manage.py init" in user(*manage, "matters", code=4)


def test_shipped__in_a_clone__lies_at_its_root() -> None:
    assert [shipped(name) for name in ("migrations", "fixtures")] == [
        ROOT / "migrations",
        ROOT / "fixtures",
    ]


def test_called__as_something_else__is_the_installed_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installation, "user_data_path", lambda *_, **__: tmp_path)
    monkeypatch.setattr(sys, "argv", ["/usr/local/bin/uvicorn"])
    assert (called(), home()) == ("casefile", tmp_path)
    assert own_database("seed-story.db") == f"sqlite:///{tmp_path}/seed-story.db"
    monkeypatch.setattr(sys, "argv", ["manage.py"])
    assert (called(), home()) == ("python manage.py", Path())
    assert own_database("seed-story.db") == "sqlite:///casefile.db"


def test_program__in_what_it_says__is_named_in_one_place() -> None:
    """The page of the event catalogue is one of the clone, whoever makes it."""
    naming = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "casefile").rglob("*.py")
        if "manage.py" in path.read_text()
    }
    assert naming == {"casefile/installation.py", "casefile/law/catalogue_page.py"}


def test_lock__has_a_version_in_each_range_of_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements" / "run.txt").read_text()
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    for line in project["dependencies"]:
        needed = Requirement(line)
        assert needed.specifier.contains(locked[needed.name.lower()]), line


@pytest.mark.skipif(not LONG, reason="It fetches every library anew; `make test-long` does it.")
def test_clone__installed_by_pip__fetches_what_it_needs_and_works(tmp_path: Path) -> None:
    python = new_environment(tmp_path / "environment", with_pip=True)
    pip = (str(python), "-m", "pip", "--quiet", "--retries", "0")
    reached = subprocess.run(
        [*pip, "download", "--no-deps", "--dest", str(tmp_path), "click"],
        capture_output=True,
        check=False,
    )
    if reached.returncode:
        pytest.skip("No registry can be reached from here.")
    user = User(tmp_path, python.parent)
    subprocess.run([*pip, "install", str(ROOT)], check=True, timeout=600)
    begin(user)
