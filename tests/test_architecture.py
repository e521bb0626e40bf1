"""Holds the house style, so that nobody has to remember it."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "casefile").rglob("*.py"))

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50

# What is longer, and why: "casefile/module.py" or "casefile/module.py:function".
LONGER: dict[str, str] = {}

# The folders that have folders of their own: a folder a source, and the families of events.
DEEPER = {"importers", "law"}
VAGUE_NAMES = {"base", "common", "helpers", "managers", "services", "utils"}

# The modules that answer for every error, each with its reason.
CATCH_ALL = {
    "casefile/upkeep/folding.py": "One matter must not stop the others.",
    "casefile/recording/queue.py": "One post must not stop those that it is carried with.",
}

# The module that reads the environment, once.
CONFIG = "casefile/config.py"


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module__any__says_in_one_line_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert docstring.partition("\n")[0].endswith("."), "The first line is a whole sentence."


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module__any__lies_no_deeper_than_its_folder_may_under_a_telling_name(path: Path) -> None:
    within = path.relative_to(ROOT / "casefile")
    assert len(within.parts) <= (3 if within.parts[0] in DEEPER else 2)
    assert VAGUE_NAMES.isdisjoint(part.removesuffix(".py") for part in within.parts)


@pytest.mark.parametrize("path", [p for p in MODULES if _name(p) not in CATCH_ALL], ids=_name)
def test_module__any__handles_only_errors_that_it_knows(path: Path) -> None:
    handlers = (
        n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ExceptHandler)
    )
    for handler in handlers:
        caught = ast.unparse(handler.type) if handler.type else "BaseException"
        assert not re.search(r"\b(Base)?Exception\b", caught), f"line {handler.lineno}"


@pytest.mark.parametrize("path", [p for p in MODULES if _name(p) != CONFIG], ids=_name)
def test_module__other_than_config__leaves_the_environment_alone(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Attribute(attr=name):
                used = {name}
            case ast.ImportFrom(names=imported):
                used = {each.name for each in imported}
            case _:
                continue
        assert used.isdisjoint({"environ", "environb", "getenv", "getenvb"}), f"line {node.lineno}"


def test_size__over_the_limit__has_a_reason() -> None:
    longer = {what for path in MODULES for what in _longer(path)}
    assert longer == set(LONGER), "Split it, or say in LONGER why it is one; drop what is not long."


def _longer(path: Path) -> Iterator[str]:
    source = path.read_text()
    if len(source.splitlines()) > MAX_FILE_LINES:
        yield _name(path)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield f"{_name(path)}:{node.name}"


def test_text__whole_repository__names_no_folder_of_one_machine() -> None:
    own = re.compile(rf"(?<![\w.])(?:{re.escape(str(ROOT))}|/(?:home|root|Users)/\w+)\b")
    found = [
        f"{name}:{number}"
        for name, text in _texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if own.search(line)
    ]
    assert found == []


def test_locks__every_line__names_a_version_and_no_host() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        for line in lock.read_text().splitlines():
            assert re.match(r"#|    --hash=sha256:|[\w.-]+==", line), f"{lock.name}: {line}"
            assert "://" not in line


def _texts() -> Iterator[tuple[str, str]]:
    """Yield the name and content of every text file that is, or could be, committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("This is no git checkout, so what belongs to the repository is not known.")
    # The folder may belong to another user than the one who runs the tests.
    git = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(
        [*git, "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in sorted(set(listed.stdout.split("\0")) - {""}):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode(errors="replace")
