"""Holds the house style, so that nobody has to remember it."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from casefile.projections import (
    PROJECTIONS,
    calendar,
    chronology,
    matters,
    names,
    search_keys,
    spans,
    subjects,
)
from casefile.projections.subjects import event_subjects

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "casefile").rglob("*.py"))

# The read tables, and the names under which each of their modules has them.
READ_TABLES = {
    table.name: table
    for table in (
        event_subjects,
        *(table for one in PROJECTIONS for table in one.tables.values()),
    )
}
READ_TABLES_OF = {
    module.__name__: {
        name
        for name, value in vars(module).items()
        if any(value is one for one in READ_TABLES.values())
    }
    for module in (calendar, chronology, matters, names, search_keys, spans, subjects)
}

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50

# What is longer, and why: "casefile/module.py" or "casefile/module.py:function".
LONGER: dict[str, str] = {}

# The folders that have folders of their own: a source, a family of events, a kind of question, ...
DEEPER = {"answers", "cli", "importers", "law", "recording", "words"}
VAGUE_NAMES = {"base", "common", "helpers", "managers", "services", "utils"}

# The modules that answer for every error, each with its reason.
CATCH_ALL = {
    "casefile/upkeep/folding.py": "One matter must not stop the others.",
    "casefile/recording/queue.py": "One post must not stop those that it is carried with.",
    "casefile/recording/recorder.py": "What is remembered must refuse nothing; it is tried anew.",
}

# The module that reads the environment, once.
CONFIG = "casefile/config.py"


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(_tree(path)))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def for_each(paths: Sequence[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Have one test ask the same of each of these, and name every one of which it does not hold."""

    def asking(test: Callable[[Path], None]) -> Callable[[], None]:
        def asked() -> None:
            wrong = {_name(path): told for path in paths if (told := _wrong(test, path))}
            assert wrong == {}

        asked.__name__, asked.__doc__ = test.__name__, test.__doc__
        return asked

    return asking


def _wrong(test: Callable[[Path], None], path: Path) -> str:
    try:
        test(path)
    except AssertionError as error:
        return str(error) or "It does not hold."
    return ""


@for_each(MODULES)
def test_module__any__says_in_one_line_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(_tree(path)) or ""
    assert docstring.partition("\n")[0].endswith("."), "The first line is a whole sentence."


@for_each(MODULES)
def test_module__any__lies_no_deeper_than_its_folder_may_under_a_telling_name(path: Path) -> None:
    within = path.relative_to(ROOT / "casefile")
    assert len(within.parts) <= (3 if within.parts[0] in DEEPER else 2)
    assert VAGUE_NAMES.isdisjoint(part.removesuffix(".py") for part in within.parts)


@for_each([p for p in MODULES if _name(p) not in CATCH_ALL])
def test_module__any__handles_only_errors_that_it_knows(path: Path) -> None:
    handlers = (n for n in _nodes(path) if isinstance(n, ast.ExceptHandler))
    for handler in handlers:
        caught = ast.unparse(handler.type) if handler.type else "BaseException"
        assert not re.search(r"\b(Base)?Exception\b", caught), f"line {handler.lineno}"


@for_each([p for p in MODULES if _name(p) != CONFIG])
def test_module__other_than_config__leaves_the_environment_alone(path: Path) -> None:
    for node in _nodes(path):
        match node:
            case ast.Attribute(value=ast.Name(id="request")):  # what a server says of a request
                continue
            case ast.Attribute(attr=name):
                used = {name}
            case ast.ImportFrom(names=imported):
                used = {each.name for each in imported}
            case _:
                continue
        assert used.isdisjoint({"environ", "environb", "getenv", "getenvb"}), f"line {node.lineno}"


def _named(path: Path) -> set[str]:
    """Return every name that a module takes from elsewhere or reaches as an attribute."""
    found: set[str] = set()
    for node in _nodes(path):
        match node:
            case ast.ImportFrom(names=imported):
                found |= {each.name for each in imported}
            case ast.Attribute(attr=name):
                found.add(name)
    return found


def _folder(path: Path) -> str:
    return path.relative_to(ROOT / "casefile").parts[0].removesuffix(".py")


@for_each(MODULES)
def test_log__outside_recorder_and_upkeep__not_written(path: Path) -> None:
    """Only these know what writes the log and the read tables."""
    if _folder(path) not in {"recording", "upkeep", "store"}:
        writing = {"write_rows", "copy_rows", "take_head", "set_head_instant", "hold_head"}
        assert _named(path).isdisjoint(writing)
        assert not re.search(r"\blog\.append\b", path.read_text())


@for_each(MODULES)
def test_read_tables__outside_answers_and_upkeep__not_asked(path: Path) -> None:
    """The tables themselves are named where they are made, where they are asked and recomputed."""
    if _folder(path) not in {"answers", "projections", "upkeep"}:
        tables = set(READ_TABLES)
        for node in _nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module in READ_TABLES_OF:
                imported = {each.name for each in node.names}
                assert imported.isdisjoint(READ_TABLES_OF[node.module]), f"line {node.lineno}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                statement = re.search(r"\b(FROM|INTO|UPDATE|JOIN) +(\w+)", node.value)
                assert not statement or statement[2] not in tables, f"line {node.lineno}"


@for_each(MODULES)
def test_event_data__anywhere__read_by_its_class(path: Path) -> None:
    """A renamed field must be found by the type checker, so none is named in a string."""
    for node in _nodes(path):
        match node:
            case ast.Call(func=ast.Name(id="getattr"), args=[whose, ast.Constant(), *_]):
                assert not ast.unparse(whose).endswith("data"), f"line {node.lineno}"


def test_classes__of_the_whole_house__each_has_a_name_of_its_own() -> None:
    defined = Counter(
        node.name.lstrip("_")
        for path in MODULES
        for node in _nodes(path)
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, count in defined.items() if count > 1} == set()


# Questions whose answers hold no sentence of the law: what the log itself is, and who is meant.
NAMELESS = {
    *("log.page", "log.sentences", "log.head", "log.parked"),
    *("meant.matter", "meant._party", "meant.event"),
    *("meant.is_party", "meant.client_to_come", "meant.parties_called"),
    *("meant.party_in", "meant.client_now", "meant.client_of", "meant.name_of", "meant.matters_of"),
    *(
        "called.called_in",
        "called.roles_of",
        "called.client_as_typed",
        "fitting.items_for",
        "meant_items.decisions",
    ),
    *("meant_entries.entries", "meant_entries.ids_taken"),
}


def test_questions__that_pass_the_gate__answer_with_names() -> None:
    """Whatever a question returns goes through `At.named`, so that none can forget it."""
    for path in (ROOT / "casefile" / "answers").rglob("*.py"):
        for function in _nodes(path):
            if not isinstance(function, ast.FunctionDef):
                continue
            gates = [
                one
                for one in ast.walk(function)
                if isinstance(one, ast.With) and ".gate(" in ast.unparse(one.items[0])
            ]
            returned = [
                ast.unparse(one.value)
                for gate in gates
                for one in ast.walk(gate)
                if isinstance(one, ast.Return) and one.value
            ]
            named = all(one.startswith(("at.named(", "Glossary(")) for one in returned)
            assert named or f"{path.stem}.{function.name}" in NAMELESS, (path.stem, function.name)


def test_house__its_entries__are_those_of_the_page() -> None:
    """`ARCHITECTURE.md` has one row a word, and the folder one word a row."""
    rows = re.findall(r"^\| (`.*`) \|", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    words = {word for row in rows for word in re.findall(r"`(\w+)`", row)}
    assert words == {_folder(path) for path in MODULES} - {"__init__"}


def test_size__over_the_limit__has_a_reason() -> None:
    longer = {what for path in MODULES for what in _longer(path)}
    assert longer == set(LONGER), "Split it, or say in LONGER why it is one; drop what is not long."


def _longer(path: Path) -> Iterator[str]:
    source = path.read_text()
    if len(source.splitlines()) > MAX_FILE_LINES:
        yield _name(path)
    for node in _nodes(path):
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
