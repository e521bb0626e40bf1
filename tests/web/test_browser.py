"""The pages in a real browser: each job by what a person sees and does, and without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk import (
    CHROMIUM,
    NARROW,
    NO_CHROMIUM,
    PASSWORD,
    WIDE,
    Desk,
    at_desk,
    opened,
    violations,
    watched,
)

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=NO_CHROMIUM)

HALLS = "/parties/david-halls?as_of=2023-03-15"
PAGES = {
    "office": "/",
    "find": "/find?q=hal",
    "party": HALLS,
    "possible": "/parties/alec-baldwin?as_of=2023-04-20",
    "known": "/parties/alec-baldwin?as_of=2023-04-21&known_at=2023-04-20",
    "matter": "/matters/baldwin?as_of=2023-04-20",
    "why": "/parties/alec-baldwin/why/baldwin/manslaughter?as_of=2023-04-21",
    "event": "/events/rust-S14",
    "log": "/log",
    "keys": "/keys",
    "you": "/you",
    "tokens": "/you/tokens",
    "people": "/people",
    "missing": "/parties/nobody",
    "mistyped": "/parties/alec-baldwin?as_of=soon",
}
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with at_desk(tmp_path_factory.mktemp("desk")) as found:
        yield found


@SCRIPTS
def test_halls__found_and_moved_from_15_to_31_march__pleaded_no_contest(
    desk: Desk, scripts: bool
) -> None:
    with desk.visit("/", java_script_enabled=scripts) as page:
        page.get_by_role("searchbox").fill("halls")
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("main").get_by_role("link", name="David Halls", exact=True).click()
        page.get_by_label("As of").fill("2023-03-15")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#answer")).to_contain_text("Nothing certain yet")
        expect(page.locator("#answer")).to_contain_text("Possibly charged")
        page.get_by_label("As of").fill("2023-03-31")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".headline")).to_contain_text("Pleaded no contest; convicted")
        assert page.url.endswith("as_of=2023-03-31") or "as_of=2023-03-31&" in page.url


@SCRIPTS
def test_dismissal__as_known_the_day_before__was_not_yet_known(desk: Desk, scripts: bool) -> None:
    path = "/parties/alec-baldwin?as_of=2023-04-21"
    with desk.visit(path, java_script_enabled=scripts) as page:
        expect(page.locator(".headline").first).to_contain_text("Dismissed without prejudice")
        page.get_by_text("What was known when").click()
        page.get_by_label("As the office knew it on").fill("2023-04-20")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".headline").first).to_have_text("Pleaded not guilty")
        told = page.locator(".knowledge")
        expect(told).to_contain_text("as known then, pleaded not guilty; as known now, dismissed")
        expect(told).to_contain_text(
            "The office did not yet know: Charge involuntary manslaughter against"
        )
        expect(told).to_contain_text("it was recorded on 21 April 2023")
        expect(told).not_to_contain_text("Firearm enhancement")
        page.get_by_role("link", name="As known now").click()
        expect(page.locator(".headline").first).to_contain_text("Dismissed without prejudice")


def test_slider__moved_by_keys__the_page_and_its_address_follow(desk: Desk) -> None:
    with desk.visit(HALLS) as page:
        slider = page.get_by_role("slider")
        slider.focus()
        for _ in range(16):
            page.keyboard.press("ArrowRight")
        expect(page.locator(".headline")).to_contain_text("Pleaded no contest")
        expect(slider).to_be_focused()
        expect(slider).to_have_attribute("aria-valuetext", "31 March 2023")
        expect(page.get_by_label("As of")).to_have_value("2023-03-31")
        expect(page.locator("#said")).to_contain_text("Pleaded no contest")
        page.wait_for_url("**as_of=2023-03-31")
        page.go_back()
        expect(page.locator(".headline")).to_contain_text("Nothing certain yet")


def test_slider__without_scripts__is_moved_by_its_button(desk: Desk) -> None:
    with desk.visit(HALLS, java_script_enabled=False) as page:
        page.get_by_role("slider").focus()
        page.keyboard.press("End")
        page.get_by_role("button", name="Move to here").click()
        expect(page.locator(".headline")).to_contain_text("Pleaded no contest")
        assert re.search(r"as_of=2023-04-14$", page.url)


def test_turns__by_links_and_keys__lead_from_one_to_the_next(desk: Desk) -> None:
    with desk.visit(HALLS) as page:
        page.keyboard.press("]")
        page.wait_for_url("**as_of=2023-03-31")
        page.keyboard.press("[")
        page.wait_for_url("**as_of=2023-03-01")


def test_search__by_keys_alone__leads_to_a_party(desk: Desk) -> None:
    with desk.visit("/log") as page:
        page.keyboard.press("/")
        page.keyboard.type("bald")
        expect(page.locator("#found")).to_contain_text("Alec Baldwin")
        expect(page.locator("#said")).to_contain_text("found")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        expect(page.locator("#found")).to_be_hidden()
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("w")
        expect(page.locator("#found")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/parties/alec-baldwin")


@SCRIPTS
def test_why__from_a_status__leads_to_the_source_and_who_recorded_it(
    desk: Desk, scripts: bool
) -> None:
    path = "/parties/alec-baldwin?as_of=2023-04-21"
    with desk.visit(path, java_script_enabled=scripts) as page:
        page.get_by_role("link", name="why").first.click()
        expect(page.get_by_role("main")).to_contain_text("This rests on")
        page.get_by_role("link", name="№ 44").click()
        expect(page.get_by_role("main")).to_contain_text("Notice of dismissal without prejudice")
        expect(page.get_by_role("main")).to_contain_text("by Ann Lee")


@SCRIPTS
def test_sign_in__refused_slowed_down_and_let_in_again(desk: Desk, scripts: bool) -> None:
    with opened(desk.browser, {"java_script_enabled": scripts}) as context:
        page = context.new_page()
        said = watched(page)
        page.goto(f"{desk.address}/matters/baldwin")
        for password in ("wrong horse battery", PASSWORD):
            page.get_by_label("Name").fill("Ann Lee")
            page.get_by_label("Password").fill(password)
            page.get_by_role("button", name="Sign in").click()
            if password != PASSWORD:
                expect(page.get_by_role("alert")).to_contain_text("do not belong together")
                assert page.title().startswith("Error:")
        expect(page).to_have_url(f"{desk.address}/matters/baldwin")
        page.get_by_role("link", name="Ann Lee").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.goto(f"{desk.address}/matters/baldwin")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        assert said == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page__wide_and_narrow_light_and_dark__keeps_nobody_out(desk: Desk, path: str) -> None:
    looks: list[dict[str, Any]] = [
        {"viewport": WIDE, "color_scheme": "light"},
        {"viewport": NARROW, "color_scheme": "dark"},
    ]
    for look in looks:
        with desk.visit(path, **look) as page:
            for details in page.locator("main details").all():
                details.evaluate("one => one.open = true")
            assert violations(page) == []
            # At 320 pixels, which is a zoom of 400 % at 1280, nothing is read from side to side.
            page.set_viewport_size({"width": 320, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_sign_in_page__keeps_nobody_out(desk: Desk) -> None:
    with opened(desk.browser, {"color_scheme": "dark"}) as context:
        page = context.new_page()
        page.goto(f"{desk.address}/sign-in")
        assert violations(page) == []


def _walk(page: Page) -> list[str]:
    """Go through a page by the key Tab; return what has had the focus, and was seen to."""
    seen: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        one: dict[str, Any] = page.evaluate(
            """() => {
              const one = document.activeElement, box = one.getBoundingClientRect();
              return {name: one.id || one.textContent.trim().slice(0, 30) || one.name || "",
                      end: one === document.body,
                      seen: box.width > 0 && getComputedStyle(one).outlineStyle !== "none"};
            }"""
        )
        if one["end"]:
            break
        assert one["seen"], one
        seen.append(one["name"])
    return seen


def test_keyboard__through_a_party__in_order_seen_and_never_caught(desk: Desk) -> None:
    with desk.visit(HALLS) as page:
        seen = _walk(page)
    assert seen[:3] == ["Go to the content", "casefile", "q"]
    places = [seen.index(one) for one in ("field-as_of", "show", "slide-day", "\N{NUMERO SIGN} 39")]
    assert places == sorted(places)
    assert seen[-1].startswith("Keys")


def test_party__printed__is_ink_on_paper_without_its_controls(desk: Desk, tmp_path: Path) -> None:
    with desk.visit(HALLS) as page:
        page.emulate_media(media="print")
        expect(page.get_by_role("searchbox")).to_be_hidden()
        expect(page.get_by_role("slider")).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        page.pdf(path=tmp_path / "party.pdf")
    assert (tmp_path / "party.pdf").stat().st_size > 1_000


def test_day__moved__answers_at_once(desk: Desk) -> None:
    with desk.visit(HALLS) as page:
        times = []
        for day in ("2023-03-30", "2023-03-31", "2023-04-01"):
            began = time.monotonic()
            page.evaluate(
                "async day => (await fetch(`/parties/david-halls?as_of=${day}`)).text()", day
            )
            times.append(time.monotonic() - began)
    assert min(times) < 0.1
