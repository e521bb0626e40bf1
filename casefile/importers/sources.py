"""The register of sources: one line a source, and a folder for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from casefile.importers.material import Bundle

Read = Callable[[Sequence[Path]], Iterator[Bundle]]


class Importer(NamedTuple):
    """One source. `suffix` is that of its files, which are looked for in folders.

    `read` is given every file at once and raises Unreadable before it yields anything, so that
    broken input is never half imported.
    """

    suffix: str
    read: Read


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
