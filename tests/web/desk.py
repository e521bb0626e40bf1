"""A desk: a real server with an office's stories, and a real browser in which somebody sits."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from casefile.auth import links, people
from casefile.auth.roles import Role
from casefile.cli.demo import DEMO, SEED, prepare
from casefile.cli.load import load
from casefile.config import Config
from casefile.importers.history import read_history
from casefile.office import Office
from casefile.store.database import Database
from casefile.store.migrate import Choice, upgrade
from tests.programs import start

# The one that has no windows takes half the time of the other.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
NO_CHROMIUM = "There is no Chromium here (Debian: apt install chromium-headless-shell)."
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# WCAG 2.2 AA, and what is held to be good beside it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is cut off, or stands beside the screen.
CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  if (one.closest(".unseen, .unseen-until-focus, .skip, [hidden]")) return false;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (!box.width || style.visibility === "hidden") return false;
  const beside = box.right > innerWidth + 1 || box.left < -1;
  const typed = one.localName === "input";  // goes along with the caret
  const cut = !typed && style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
  return beside || cut;
}).map(one => one.outerHTML.slice(0, 120))"""
# What has the focus: whether it is the end, and whether it, its outline and nothing above it is
# seen. A line of it is enough: a long table is higher than the screen.
FOCUSED = """() => {
  const one = document.activeElement, boxes = [...one.getClientRects()];
  const shown = boxes.some(box => {
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
    const there = document.elementFromPoint(x, y);
    return y >= box.top && y <= box.bottom && there && (one.contains(there) || there.contains(one));
  });
  return {name: one.id || one.textContent.trim().slice(0, 30) || one.name || "",
          end: one === document.body,
          seen: shown && getComputedStyle(one).outlineStyle !== "none"};
}"""
PASSWORD = "correct horse battery"
NAME = DEMO
NEXT_DAY = SEED.with_name("rust-next-day.jsonl")


class Desk(NamedTuple):
    """Where the pages are served, the browser, and what its visitors keep."""

    address: str
    browser: Browser
    state: Any

    @contextmanager
    def visit(self, path: str, **how: Any) -> Iterator[Page]:
        """Open a page as somebody who is signed in."""
        given = {"viewport": WIDE, "storage_state": self.state, **how}
        with opened(self.browser, given) as context:
            page = context.new_page()
            page.goto(self.address + path)
            yield page


@contextmanager
def opened(browser: Browser, given: Any) -> Iterator[BrowserContext]:
    """Open a browser's window of its own, in which nothing may break the policy of any page."""
    context = browser.new_context(**given)
    said = watched(context)
    try:
        yield context
        assert not said, said
    finally:
        context.close()


def press(page: Page, button: str) -> None:
    """Press a button that sends a form, and wait for the page that it leads to.

    Until that has come, the browser is between two pages, and cannot be told to go anywhere.
    """
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def watched(context: BrowserContext) -> list[str]:
    """Return what the browser will complain of: faults of scripts, and what the policy refused.

    That something could not be fetched is for the page to tell.
    """
    said: list[str] = []
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on(
        "console",
        lambda message: (
            said.append(message.text)
            if message.type == "error" and not message.text.startswith("Failed to load resource")
            else None
        ),
    )
    return said


def seed_evening(office: Office) -> None:
    """Fill an office with the seed story."""
    prepare(office)


def seed(office: Office) -> None:
    """Fill an office with the seed story and the day after it."""
    prepare(office)
    _load(office, NEXT_DAY.name, NEXT_DAY.read_bytes())


def week(office: Office, before: str = "9999") -> None:
    """Fill an office with the week of the small firm: all that was recorded before a day."""
    upgrade(office.config.database_url, Choice("The small firm", "America/Denver", "month_first"))
    office.anchor.make_key()
    texts = (SEED.with_name(name).read_text("utf-8") for name in ("suit.jsonl", "undone.jsonl"))
    lines = [one for text in texts for one in text.splitlines() if one.startswith("{")]
    recorded = {one: json.loads(one)["recorded_at"] for one in lines}
    some = sorted((one for one in lines if recorded[one] < before), key=recorded.__getitem__)
    _load(office, "week.jsonl", "\n".join(some).encode())


def week_in_february(office: Office) -> None:
    """Fill an office with what of the week of the small firm was recorded by February 2023."""
    week(office, before="2023-03-01")


def _load(office: Office, name: str, lines: bytes) -> None:
    load(office, read_history(name, BytesIO(lines)), by=DEMO, as_recorded=True)


@contextmanager
def started() -> Iterator[Browser]:
    """Start a browser; of those that are driven from here, one runs at a time."""
    assert CHROMIUM, NO_CHROMIUM
    options = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield browser
        browser.close()


@contextmanager
def at_desk(
    browser: Browser, folder: Path, fill: Callable[[Office], None] = seed
) -> Iterator[Desk]:
    """Serve an office that has been filled, and sign somebody in by a link."""
    url = f"sqlite:///{folder / 'desk.db'}"
    with closing(Database(url)) as database:
        office = Office.of(Config(database_url=url), database)
        fill(office)
        person = people.add(office.database, NAME, Role.ADMIN)
        link = links.make(office.database, person.person_id)
        with served(url) as address:
            with opened(browser, {}) as context:
                page = context.new_page()
                page.goto(f"{address}{links.PATH}{link}")
                page.get_by_label("A new password").fill(PASSWORD)
                page.get_by_role("button", name="Come in").click()
                page.wait_for_url(f"{address}/")
                state = context.storage_state()
            yield Desk(address, browser, state)


@contextmanager
def served(url: str) -> Iterator[str]:
    """Serve a database; yield the address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    settings = {"CASEFILE_DATABASE_URL": url, "CASEFILE_PORT": str(port)}
    process = start("serve", environ=settings)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while not _answers(address):
            assert process.poll() is None, "The server has stopped."
            assert time.monotonic() < until, "The server does not answer."
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/api/health", timeout=5):  # noqa: S310 - our own
            return True
    except OSError:
        return False


def look(page: Page) -> None:
    """Look at all of a page for what keeps people out: as it is, and at a zoom of 400 %.

    At 1280 by 1024 pixels that leaves 320 by 256.
    """
    for details in page.locator("main details").all():
        details.evaluate("one => one.open = true")
    assert violations(page) == []
    viewport = page.viewport_size
    assert viewport
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CUT) == []
    page.set_viewport_size(viewport)


def violations(page: Page) -> list[str]:
    """Return what axe finds of what keeps people out.

    It is put in by evaluating it, which the policy of the page does not rule.
    """
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def walked(page: Page) -> list[str]:
    """Go through a page by the key Tab; return what has had the focus, and was seen to."""
    seen: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        one: dict[str, Any] = page.evaluate(FOCUSED)
        if one["end"]:
            return seen
        assert one["seen"], one
        seen.append(one["name"])
    raise AssertionError("The focus is caught.")
