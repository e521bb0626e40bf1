"""The README and what goes on from it: what is typed gives what they say is printed."""

import re
import shlex
from pathlib import Path
from tempfile import TemporaryFile

from tests.installed import User
from tests.programs import start

ROOT = Path(__file__).parents[1]
PYTHON = ".venv/bin/python"
INSTALLED = ("$ pipx ", "$ casefile ")  # of whom casefile is installed for
PAGES = ("README.md", "docs/working.md")


def typed(*, installed: bool = False) -> list[tuple[str, str]]:
    """Return every command of the pages that comes with its output, in their order.

    Those of a clone, or those that begin with installing casefile.
    """
    text = "\n".join((ROOT / page).read_text() for page in PAGES)
    blocks = re.findall(r"^```\n(\$ .+?)^```$", text, re.MULTILINE | re.DOTALL)
    chosen = [one for one in blocks if one.startswith(INSTALLED) == installed]
    steps = "\n".join(chosen).split("$ ")[1:]
    return [(command, output.strip()) for command, _, output in (s.partition("\n") for s in steps)]


def run(arguments: list[str], url: str) -> str:
    """Run one command as a new user would, and return all that it prints."""
    program, *typed = arguments
    assert program == "manage.py"
    with TemporaryFile("w+") as screen:
        streams = (None, screen.fileno(), screen.fileno())
        start(*typed, environ={"CASEFILE_DATABASE_URL": url}, streams=streams).wait()
        screen.seek(0)
        return "\n".join(line.rstrip() for line in screen).strip()


def test_pages__every_command__prints_what_they_say(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'casefile.db'}"
    zone = (ROOT / "fixtures" / "rust.zone").read_text().strip()
    run(["manage.py", "init", "--name", "Seed story", "--time-zone", zone], url)
    run(["manage.py", "load", "fixtures/rust.jsonl", "--as-recorded", "--by", "demo"], url)
    steps = typed()
    assert len(steps) > 8
    for command, output in steps:
        words = shlex.split(command)
        assert words.pop(0) == PYTHON
        printed = run(words, url)
        if output:  # what a page leaves out has ids that are made when it is typed
            assert printed == output, command


def test_readme__ones_own_office__is_begun_by_what_is_typed(user: User) -> None:
    steps = [shlex.split(command, comments=True) for command, _ in typed(installed=True)]
    installing, begun, serving, *commands = steps
    assert installing == ["pipx", "install", "."]  # `user` has done it
    printed = [user(*command) for command in (begun, *commands)]
    assert "State v. Doe" in printed[-1]
    with user.serving(*serving) as health:
        assert '"ok"' in health
