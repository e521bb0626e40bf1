"""The register of importers: one line a source."""

from __future__ import annotations

from importlib import import_module

from casefile.importers.importer import Importer

# Each source by its name, with the module of its importer, which is loaded only when it is asked
# for, and what the source is.
SOURCES = {
    "pacer": ("pacer", "Federal dockets, as the JSON that juriscraper makes of PACER's pages."),
    "cook-county": ("cook_county", "Felony cases of the Cook County State's Attorney, as CSV."),
    "nlrb": ("nlrb", "Actions of the National Labor Relations Board, as CSV."),
    "csv": ("spreadsheet", "Any spreadsheet as CSV, by a mapping file."),
}


def importer(source: str) -> Importer:
    """Return the importer of a source that the register has."""
    module, _ = SOURCES[source]
    found: Importer = import_module(f"casefile.importers.{module}").IMPORTER
    return found
