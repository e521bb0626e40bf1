"""The register of sources: a line and a folder for each."""

from __future__ import annotations

from pathlib import Path

import pytest

import casefile.importers
from casefile.importers.sources import SOURCES, Importer, importer

FOLDERS = {path.parent.name for path in Path(casefile.importers.__file__).parent.glob("*/*.py")}


def test_sources__every_folder__has_its_line() -> None:
    assert {folder for folder, _ in SOURCES.values()} == FOLDERS


@pytest.mark.parametrize("source", SOURCES)
def test_sources__each__has_an_importer_of_files_with_a_suffix(source: str) -> None:
    found = importer(source)
    assert isinstance(found, Importer)
    assert found.suffix.startswith(".")
