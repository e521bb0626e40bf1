"""Kinds: on which kinds of database a test runs, in short and in full.

In full all have each kind. In short what is not about databases has less, of each function at least
one: what matters to databases is asked of both by the tests beside it, or by its other cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import pytest

from tests.length import LONG

KIND = "kind_of_database"  # the fixture that is asked for
BOTH = ("sqlite", "postgresql")
POOLER = "pooler"  # PostgreSQL behind one, for the API alone
HERE = Path(__file__).parent
# Each test of these has one kind: they are about the law, about words, or about what is shown. One
# of so many has PostgreSQL, where a test takes twice the time of one on a file.
ONE_OF = 12
EITHER = (
    "api/test_access.py",
    "api/test_bad_input.py",
    "api/test_description.py",
    "api/test_documents.py",
    "api/test_errors.py",
    "api/test_heeded.py",
    "api/test_readings.py",
    "api/test_schemathesis.py",
    "cli/*.py",
    "exports/*.py",
    "importers/*.py",
    "law/*.py",
    "web/*.py",
    "words/*.py",
)
# But not of these, which are about the database itself.
EACH = (
    "cli/test_checkpoint.py",
    "cli/test_doctor.py",
    "cli/test_ending.py",
    "cli/test_keeping*.py",
    "cli/test_load.py",
    "cli/test_office.py",
    "cli/test_program.py",
    "cli/test_read_only.py",
    "cli/test_rebuild_due.py",
    "cli/test_serving.py",
)
# A test of these that has several cases has both kinds, and each of its cases one.
DEALT = (
    "answers/*.py",
    "api/*.py",
    "cli/*.py",
    "proof/*.py",
    "recording/*.py",
    "server/*.py",
    "upkeep/test_restore.py",
)


def kinds_of(path: Path, name: str) -> list[str]:
    """Return the kinds on which a test runs; the one of several is chosen by its name."""
    if LONG or not _is_of(path, EITHER) or _is_of(path, EACH):
        return [*BOTH, *[POOLER] * (path.parent == HERE / "api")]
    return [BOTH[crc32(name.encode()) % ONE_OF == 0]]


class Case(NamedTuple):
    """A case of a test by its name, in which the kind of database does not stand, and that kind."""

    name: str
    kind: str


def left_to_full(items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
    """Yield what is left to the tests in full: what is dealt to the other kind in short."""
    tests: dict[tuple[Path, str], dict[Case, pytest.Item]] = defaultdict(dict)
    for one in items:
        if not LONG and isinstance(one, pytest.Function) and (found := _case_of(one)):
            tests[one.path, one.originalname][found] = one
    for (_, name), cases in tests.items():
        yield from (cases[one] for one in dealt_away(name, cases))


def dealt_away(test: str, cases: Collection[Case]) -> Iterator[Case]:
    """Yield what a test leaves out in short: of each case in turn, one kind of two."""
    names = sorted({one.name for one in cases})
    for turn, name in enumerate(names if names[1:] else (), start=crc32(test.encode())):
        kept, other = (Case(name, BOTH[(turn + more) % 2]) for more in (0, 1))
        if kept in cases and other in cases:
            yield other


def _case_of(test: pytest.Function) -> Case | None:
    """Return which case a test is, where its cases are dealt to both kinds."""
    spec: Any = getattr(test, "callspec", None)
    kind = spec.params.get(KIND) if spec else None
    if kind not in BOTH or not _is_of(test.path, DEALT):
        return None
    return Case(spec.id.replace(kind, "", 1), kind)


@cache
def _is_of(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(path.match(one) for one in patterns)
