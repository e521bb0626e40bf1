"""Days on the pages of an office that writes the month first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.web.desk import Desk, at_desk, press, week

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY_FIRST = re.compile(rf"\d{{1,2}} (?:{MONTHS}) \d{{4}}")
AS_OF = "As of"


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with at_desk(browser, tmp_path_factory.mktemp("order"), week) as desk:
        yield desk


def test_pages__show_and_take_days_in_the_order_of_the_office(desk: Desk) -> None:
    with desk.visit("/") as page:
        for path in ("/", "/calendar", "/parties/hauling", "/matters/dwi", "/log"):
            page.goto(desk.address + path)
            said = page.inner_text("main")
            assert DAY_FIRST.findall(said) == [], path
            assert re.search(rf"(?:{MONTHS}) \d{{1,2}}, \d{{4}}", said), path
        page.goto(desk.address + "/matters/dwi?as_of=2023-03-02")
        expect(page.get_by_label(AS_OF, exact=True)).to_have_value("3/2/2023")
        expect(page.locator("#understood")).to_contain_text("Thursday, March 2, 2023")
        day = datetime.now(ZoneInfo("America/Denver")).date()
        page.goto(desk.address + "/post/hearing.scheduled?matter=dwi")
        assert DAY_FIRST.findall(page.inner_text("main")) == []
        assert "Like April 21, 2023, or June 1, 2023 at 9:00 am." in page.inner_text("main")
        page.goto(desk.address + "/post/matter.opened")
        expect(page.get_by_label("When the office opened it")).to_have_value(
            f"{day.month}/{day.day}/{day.year}"
        )


def test_as_of__a_day_without_a_year__is_the_last_one(desk: Desk) -> None:
    with desk.visit("/parties/hauling") as page:
        today = datetime.now(ZoneInfo("America/Denver")).date()
        page.get_by_label(AS_OF, exact=True).fill("5/5")
        page.get_by_role("button", name="Show").click()
        year = today.year if (today.month, today.day) >= (5, 4) else today.year - 1
        expect(page.locator("#understood")).to_contain_text(f"May 5, {year}")


def test_opening__on_the_day_that_stands_there__keeps_no_words_for_it(desk: Desk) -> None:
    with desk.visit("/post/matter.opened") as page:
        page.get_by_label("Title").fill("State v. Vance")
        page.get_by_label("Category").select_option(label="Criminal")
        page.get_by_label("Jurisdiction").fill("NM")
        press(page, "See what it changes")
        assert "as typed" not in page.inner_text("main")
