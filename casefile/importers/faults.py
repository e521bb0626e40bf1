"""Faults: what is wrong with the files of an import, file by file, all of it and not the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from types import TracebackType
from typing import NamedTuple

from casefile.errors import MOST_MISFITS, CasefileError, Misfit
from casefile.importers.material import Unreadable
from casefile.law.wording import so_many


class BrokenFile(NamedTuple):
    """A file of which nothing comes in: what is wrong with it, the first of much, and how much."""

    file: str
    faults: tuple[str, ...]
    number: int


class Faults:
    """What is wrong with the files of one import."""

    def __init__(self) -> None:
        self._kept: dict[str, list[str]] = {}
        self._counted: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._counted)

    def __contains__(self, file: str) -> bool:
        """Tell whether something is wrong with a file."""
        return file in self._counted

    def count(self, file: str) -> int:
        """Return how much is wrong with a file."""
        return self._counted[file]

    @property
    def broken(self) -> list[BrokenFile]:
        """Return the files that are broken, in the order in which they were found to be."""
        return [
            BrokenFile(file, tuple(kept), self._counted[file]) for file, kept in self._kept.items()
        ]

    def add(self, file: str, error: CasefileError) -> None:
        """Take over what is wrong with a file."""
        self._counted[file] += 1
        kept = self._kept.setdefault(file, [])
        if len(kept) < MOST_MISFITS:
            kept.append(error.sentence)

    def add_all(self, file: str, errors: Iterable[CasefileError]) -> None:
        """Take over several things that are wrong with a file."""
        for error in errors:
            self.add(file, error)

    def of(self, file: str) -> _FileStretch:
        """Take over, as what is wrong with a file, what is raised as unreadable while it is read.

        An error that says which file it is about is of that one.
        """
        return _FileStretch(self, file)

    def check(self) -> None:
        """Refuse all files where one is broken; raises Unreadable with everything that is wrong."""
        if not self:
            return
        first, *more = [sentence for one in self.broken for sentence in one.faults]
        if not more:
            raise Unreadable(first)
        files = len(self._counted)
        where = next(iter(self._counted)) if files == 1 else so_many(files, "file")
        said = f"{where}: {self._counted.total():,} errors, so nothing comes in."
        raise Unreadable(said, errors=[Misfit("", one) for one in (first, *more)])


class _FileStretch:
    """A stretch of reading a file, of which no error that it is unreadable comes out."""

    def __init__(self, faults: Faults, file: str) -> None:
        self._faults = faults
        self._file = file

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Take over what was wrong."""
        if isinstance(error, Unreadable):
            self._faults.add(error.file or self._file, error)
            return True
        return False
