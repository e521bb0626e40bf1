"""The register of sources: one line a source, and a folder for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from casefile.importers.faults import Faults
from casefile.importers.material import AsBefore, Bundle, never

ReadSound = Callable[[Sequence[Path], Faults, AsBefore], Iterator[Bundle]]


class Importer(NamedTuple):
    """One source. `suffix` is that of its files, which are looked for in folders.

    `reading` is given every file at once. It yields the bundles of those that are sound, and tells
    what is wrong with all others, so that no file is half imported; all of that is told when the
    last bundle has come. Files that say what the rows of one another mean come in `together` or not
    at all: with one of them missing, the others would be read as something else. `clauses` is what
    its report counts as read or unread.
    """

    suffix: str
    reading: ReadSound
    together: bool = False
    clauses: str = "Clauses of dispositions"

    def read(self, paths: Sequence[Path]) -> Iterator[Bundle]:
        """Yield the bundles of all files; raises Unreadable in the end where one is broken."""
        faults = Faults()
        yield from self.reading(paths, faults, never)
        faults.check()

    def read_sound(
        self, paths: Sequence[Path], faults: Faults, as_before: AsBefore = never
    ) -> Iterator[Bundle]:
        """Yield the bundles of the files that are sound; the others are told as faults.

        Of what is `as_before` no events are made. Raises Unreadable in the end where one is broken
        of files that come in together.
        """
        yield from self.reading(paths, faults, as_before)
        if self.together:
            faults.check()


# Each source by its name, with the folder of its importer, which is loaded only when it is asked
# for, and what the source is.
SOURCES = {
    "pacer": ("pacer", "Federal dockets, as the JSON that juriscraper makes of PACER's pages."),
    "cook-county": ("cook_county", "Felony cases of the Cook County State's Attorney, as CSV."),
    "nlrb": ("nlrb", "Actions of the National Labor Relations Board, as CSV."),
    "csv": ("spreadsheet", "Any spreadsheet as CSV, by a mapping file."),
}


def importer(source: str) -> Importer:
    """Return the importer of a source that the register has."""
    folder, _ = SOURCES[source]
    found: Importer = import_module(f"casefile.importers.{folder}.importer").IMPORTER
    return found
