"""Where the focus goes in the forms of events, and where their fields end on a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.web.desk import (
    Desk,
    at_desk,
    press,
    seed_evening,
    violations,
)

NOTE = "/post/note.recorded?matter=halls"
SENTENCE = "/post/sentence.imposed?matter=halls"
PHONE = {"width": 400, "height": 850}
# What a field leaves free of the screen behind it, of those that are seen.
LEFT = """() => Math.min(...[...document.querySelectorAll("main input, main select, main textarea")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 30)
  .map(one => innerWidth - one.getBoundingClientRect().right))"""


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with at_desk(browser, tmp_path_factory.mktemp("focus"), seed_evening) as desk:
        yield desk


def test_focus__goes_to_the_preview_and_then_to_the_receipt(desk: Desk) -> None:
    with desk.visit(NOTE) as page:
        page.get_by_label("When", exact=True).fill("4/20/2023")
        page.get_by_label("Text").fill("Bond was set.")
        press(page, "See what it changes")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        for _ in range(3):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Record":
                break
        expect(page.get_by_role("button", name="Record", exact=True)).to_be_focused()
        press(page, "Record")
        expect(page.get_by_role("status").filter(has_text="Recorded as")).to_be_focused()


def test_focus__of_another_part__goes_to_that_or_to_why_there_is_none(desk: Desk) -> None:
    with desk.visit(SENTENCE, viewport=PHONE) as page:
        press(page, "Another")
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_role("alert")).to_contain_text("Part 1 is still empty")
        assert violations(page) == []
        page.get_by_role("group", name="Part 1").get_by_label("Term").fill("6 months")
        press(page, "Another")
        expect(page.get_by_role("group", name="Part 2")).to_be_focused()
        assert page.evaluate(LEFT) >= 12
        assert violations(page) == []
