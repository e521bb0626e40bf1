"""A desk: a real server with the seed story, and a real browser in which somebody sits at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from casefile.auth import links, people
from casefile.auth.roles import Role
from casefile.cli.demo import SEED, prepare
from casefile.cli.load import load
from casefile.config import Config
from casefile.importers.history import read_history
from casefile.office import Office
from casefile.store.database import Database

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "There is no Chromium here (Debian and Ubuntu: apt install chromium)."
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# WCAG 2.2 AA, and what is held to be good beside it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "correct horse battery"
NAME = "Ann Lee"
NEXT_DAY = SEED.with_name("rust-next-day.jsonl")


class Desk(NamedTuple):
    """Where the pages are served, the browser, and what its visitors keep."""

    address: str
    browser: Browser
    state: Any

    @contextmanager
    def visit(self, path: str, **how: Any) -> Iterator[Page]:
        """Open a page as somebody who is signed in; nothing may break the policy meanwhile."""
        given = {"viewport": WIDE, "storage_state": self.state, **how}
        with opened(self.browser, given) as context:
            page = context.new_page()
            said = watched(page)
            page.goto(self.address + path)
            yield page
            assert said == []


@contextmanager
def opened(browser: Browser, given: Any) -> Iterator[BrowserContext]:
    """Open a browser's window of its own."""
    context = browser.new_context(**given)
    try:
        yield context
    finally:
        context.close()


def watched(page: Page) -> list[str]:
    """Return what the browser will complain of: faults of scripts, and what the policy refused."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda message: (
            said.append(message.text)
            if message.type == "error" and "status of" not in message.text
            else None
        ),
    )
    return said


@contextmanager
def seeded(url: str, more: Sequence[Path] = (NEXT_DAY,)) -> Iterator[Office]:
    """Fill a database with the seed story and the day after it, or other histories."""
    config = Config(database_url=url)
    with closing(Database(url)) as database:
        office = Office.of(config, database)
        prepare(office)
        for following in more:
            with following.open("rb") as file:
                history = read_history(following.name, file)
            load(office, history, by=NAME, as_recorded=True)
        yield office


@contextmanager
def at_desk(folder: Path, more: Sequence[Path] = (NEXT_DAY,)) -> Iterator[Desk]:
    """Serve the seed story and what follows it, and sign somebody in by a link."""
    assert CHROMIUM, NO_CHROMIUM
    url = f"sqlite:///{folder / 'desk.db'}"
    with seeded(url, more) as office:
        person = people.add(office.database, NAME, Role.ADMIN)
        link = links.make(office.database, person.person_id)
        with served(url) as address, sync_playwright() as playwright:
            options = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
            with opened(browser, {}) as context:
                page = context.new_page()
                page.goto(f"{address}{links.PATH}{link}")
                page.get_by_label("A new password").fill(PASSWORD)
                page.get_by_role("button", name="Come in").click()
                page.wait_for_url(f"{address}/")
                state = context.storage_state()
            yield Desk(address, browser, state)
            browser.close()


@contextmanager
def served(url: str) -> Iterator[str]:
    """Serve a database; yield the address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "CASEFILE_DATABASE_URL": url, "CASEFILE_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
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
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/api/health", timeout=5):  # noqa: S310 - our own
            return True
    except OSError:
        return False


def violations(page: Page) -> list[str]:
    """Return what keeps people out of a page, as far as axe finds it.

    It is put in by evaluating it, which the policy of the page does not rule.
    """
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
