"""The published catalogue is that of the code."""

from pathlib import Path

import casefile.law  # noqa: F401 - it fills the catalogue
from casefile.law.catalogue import CATALOGUE
from casefile.law.catalogue_page import catalogue_page

PAGE = Path(__file__).parents[2] / "docs" / "events.md"


def test_page__made_from_the_code__is_the_published_one() -> None:
    assert PAGE.read_text() == catalogue_page()


def test_page__every_type__has_its_heading() -> None:
    page = catalogue_page()
    assert all(f"### {tag}\n" in page for tag in CATALOGUE)
