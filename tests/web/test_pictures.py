"""Pictures of the pages, wide and narrow, light and dark, to be looked at, and how they print."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.length import LONG, at_length
from tests.web.desk import NARROW, WIDE, Desk, at_desk
from tests.web.test_browser import PAGES
from tests.web.test_posting_browser import PATHS

# `make pictures` says where the documents have theirs: of a few pages, in two looks, and as much
# as a screen shows. In full, every page is kept there in every look, and as it prints.
FOLDER = os.environ.get("CASEFILE_PICTURES")
EVERY = {**PAGES, **{f"post-{name}": path for name, path in PATHS.items()}}
DOCUMENTED = ("office", "possible", "known", "matter")
SHOWN = at_length(short=DOCUMENTED if FOLDER else ("matter",), long=tuple(EVERY))
KEPT = at_length(
    short=("wide-light", "narrow-dark"),
    long=("wide-light", "wide-dark", "narrow-light", "narrow-dark"),
)
WHOLE = LONG or not FOLDER
LOOKS: dict[str, dict[str, Any]] = {
    "wide-light": {"viewport": WIDE, "color_scheme": "light"},
    "wide-dark": {"viewport": WIDE, "color_scheme": "dark"},
    "narrow-light": {"viewport": NARROW, "color_scheme": "light"},
    "narrow-dark": {"viewport": NARROW, "color_scheme": "dark"},
}


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with at_desk(browser, tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.mark.parametrize("name", SHOWN)
def test_page__in_every_look__fits_its_width_and_paper(
    desk: Desk, name: str, tmp_path: Path
) -> None:
    folder = Path(FOLDER) if FOLDER else tmp_path
    colors = set()
    for look, how in LOOKS.items():
        with desk.visit(EVERY[name], **how) as page:
            path = folder / f"{name}-{look}.png" if not FOLDER or look in KEPT else None
            picture = page.screenshot(path=path, full_page=WHOLE)
            colors.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        # The width stands behind the signature and the head of the first chunk.
        assert struct.unpack(">I", picture[16:20])[0] == how["viewport"]["width"]
    assert len(colors) == 2
    with desk.visit(EVERY[name]) as page:
        path = folder / f"{name}.pdf" if FOLDER and WHOLE else None
        printed = PdfReader(BytesIO(page.pdf(format="Letter", path=path)))
    text = "\n".join(one.extract_text() for one in printed.pages)
    assert "casefile" in text
    assert "Show" not in text
