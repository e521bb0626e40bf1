"""Posting in a real browser: each job by what a person sees and does, and without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from casefile.cli.demo import SEED
from tests.length import at_length
from tests.web.desk import CHROMIUM, NARROW, NO_CHROMIUM, WIDE, Desk, at_desk, violations

pytestmark = pytest.mark.skipif(not CHROMIUM, reason=NO_CHROMIUM)

SUIT = SEED.with_name("suit.jsonl")
BEFORE_THE_DEFAULT = 15  # events of the suit, after which both defendants of its first count answer
DISMISSAL = "/post/charge.dismissed?matter=baldwin&item=manslaughter"


class Sitting(NamedTuple):
    """Somebody at a desk whose browser runs scripts, or none."""

    desk: Desk
    scripts: bool

    @contextmanager
    def visit(self, path: str) -> Iterator[Page]:
        with self.desk.visit(path, java_script_enabled=self.scripts) as page:
            yield page


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no-scripts"])
def sitting(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sitting]:
    """Yield a desk on the evening of the seed story, with a suit that has just begun."""
    folder = tmp_path_factory.mktemp("posting")
    lines = [one for one in SUIT.read_text().splitlines() if one.startswith("{")]
    events = [{**json.loads(one), "recorded_at": "2023-04-21"} for one in lines]
    suit = folder / "suit.jsonl"
    suit.write_text("\n".join(map(json.dumps, events[:BEFORE_THE_DEFAULT])))
    with at_desk(folder, [suit]) as desk:
        yield Sitting(desk, request.param)


def preview(page: Page) -> None:
    page.get_by_role("button", name="See what it changes").click()


def record(page: Page) -> None:
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Recorded as")).to_be_visible()


def head(page: Page) -> int:
    """Return the last position of the log, as its page tells it."""
    with page.context.expect_page() as opened:
        page.context.new_page()
    log = opened.value
    log.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/log")
    number = log.locator("main .number").first.inner_text()
    log.close()
    return int(number.removeprefix("\N{NUMERO SIGN} "))


def test_dismissal__of_21_april__is_seen_recorded_mistaken_and_corrected(sitting: Sitting) -> None:
    with sitting.visit("/parties/alec-baldwin?as_of=2023-04-21") as page:
        expect(page.locator(".headline").first).to_have_text("Pleaded not guilty")
        page.get_by_role("link", name="Record what happened").click()
        page.get_by_role("link", name="Involuntary manslaughter").click()
        page.get_by_role("link", name="Dismissed", exact=True).click()
        page.get_by_label("When", exact=True).fill("some day")
        preview(page)
        assert page.title().startswith("Error: Charge dismissed")
        expect(page.get_by_role("alert")).to_contain_text("When: 'some day' cannot be read")
        if sitting.scripts:
            expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_label("When", exact=True)).to_have_value("some day")
        page.get_by_label("When", exact=True).fill("April 21, 2023")
        page.get_by_label("By (optional)").select_option(label="By the prosecution")
        page.get_by_label("Prejudice").select_option(label="With prejudice")
        preview(page)
        main = page.get_by_role("main")
        expect(main).to_contain_text("Alec Baldwin, involuntary manslaughter:")
        expect(page.locator(".turn")).to_contain_text("Pleaded not guilty")
        expect(page.locator(".turn")).to_contain_text("Dismissed with prejudice")
        expect(page.locator(".turn")).to_contain_text("as of 21 April 2023")
        record(page)
        page.get_by_role("link", name="Correct this").click()
        expect(page.get_by_label("Prejudice")).to_have_value("with")
        page.get_by_label("Prejudice").select_option(label="Without prejudice")
        preview(page)
        expect(main).to_contain_text("Dismissed with prejudice → becomes Dismissed without")
        record(page)
        page.goto(f"{sitting.desk.address}/parties/alec-baldwin?as_of=2023-04-21")
        expect(page.locator(".headline").first).to_contain_text("Dismissed without prejudice")
        page.goto(f"{sitting.desk.address}/parties/alec-baldwin?as_of=2023-04-20")
        expect(page.locator(".headline").first).to_have_text("Pleaded not guilty")


def test_settlement__with_one_defendant_of_two__leaves_the_other(sitting: Sitting) -> None:
    with sitting.visit("/post?matter=suit&item=count-1") as page:
        page.get_by_role("link", name="Settled", exact=True).first.click()
        page.get_by_label("When", exact=True).fill("2023-05-02")
        page.get_by_label("Amount").fill("$40,000")
        for name in ("Maria Garcia", "Richard Roe", "Doe Freight LLC"):
            page.get_by_role("checkbox", name=name).check()
        preview(page)
        effects = page.locator(".effects")
        expect(effects).to_contain_text("Doe Freight LLC")
        expect(effects).to_contain_text("Settled")
        record(page)
        page.goto(f"{sitting.desk.address}/parties/freight")
        expect(page.locator(".items")).to_contain_text("As defendant: settled, $40,000")
        page.goto(f"{sitting.desk.address}/parties/doe")
        negligence = page.locator(".item").filter(has_text="Negligence")
        expect(negligence).to_contain_text("Served")
        expect(negligence).not_to_contain_text("settled")


def test_garcia__added_a_second_time__is_warned_of_before_and_recorded_apart(
    sitting: Sitting,
) -> None:
    with sitting.visit("/post/party.added?matter=suit") as page:
        main = page.get_by_role("main")
        main.get_by_label("When", exact=True).fill("2023-02-01")
        main.get_by_label("Name", exact=True).fill("Maria Garcia")
        main.get_by_label("Kind").first.select_option(label="Person")
        main.get_by_label("Role").fill("witness")
        preview(page)
        expect(main).to_contain_text("Maria Garcia may be the same person as Maria Garcia (garcia)")
        page.get_by_role("button", name="Change something").click()
        main.get_by_text("What kind of claim it is").click()
        main.get_by_label("Party id").fill("garcia")
        main.get_by_label("Name", exact=True).fill("Ana Garcia")
        preview(page)
        expect(page.get_by_role("alert")).to_contain_text("garcia")
        expect(page.locator(".in-the-way")).to_contain_text("Maria Garcia added")


def test_record__clicked_twice__is_recorded_once(sitting: Sitting) -> None:
    with sitting.visit("/post/note.recorded?matter=halls") as page:
        before = head(page)
        page.get_by_label("When", exact=True).fill("2023-04-21")
        page.get_by_label("Text").fill("The clerk called.")
        preview(page)
        address = page.url
        page.get_by_role("button", name="Record", exact=True).dblclick()
        expect(page.get_by_role("status").filter(has_text="Recorded as")).to_be_visible()
        assert head(page) == before + 1
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text("This form has recorded something already")
        page.get_by_role("link", name="A new form").click()
        expect(page.get_by_label("Text")).to_have_value("")


def test_second_tab__changed_and_posted_after_the_first__says_what_was_recorded(
    sitting: Sitting,
) -> None:
    with sitting.visit("/post/note.recorded?matter=ohsb") as page:
        page.get_by_label("When", exact=True).fill("2023-04-21")
        page.get_by_label("Text").fill("The agency called.")
        preview(page)
        page.go_back()
        expect(page.get_by_label("Text")).to_have_value("The agency called.")
        with page.context.expect_page() as opened:
            page.context.new_page()
        tab = opened.value
        tab.goto(page.url)
        tab.get_by_label("When", exact=True).fill("2023-04-21")
        tab.get_by_label("Text").fill("The agency wrote.")
        preview(page)
        record(page)
        before = head(page)
        preview(tab)
        main = tab.get_by_role("main")
        expect(main).to_contain_text("Note: The agency called.")
        expect(main).to_contain_text("What you have typed since was not recorded.")
        assert head(page) == before
        tab.get_by_role("button", name="Go on with a new form").click()
        expect(tab.get_by_label("Text")).to_have_value("The agency wrote.")
        preview(tab)
        record(tab)
        assert head(page) == before + 1


def test_connection__lost_while_posting__keeps_the_draft(sitting: Sitting) -> None:
    with sitting.desk.visit(
        "/post/note.recorded?matter=halls", java_script_enabled=sitting.scripts
    ) as page:
        page.get_by_label("When", exact=True).fill("2023-04-21")
        page.get_by_label("Text").fill("The line is bad.")
        page.context.set_offline(True)
        page.get_by_role("button", name="See what it changes").click()
        page.wait_for_timeout(300)
        assert "Before it is recorded" not in page.title()
        page.context.set_offline(False)
        page.reload()
        expect(page.get_by_role("main")).to_contain_text("Note: The line is bad")


PATHS = {
    "matters": "/post",
    "matter": "/post?matter=baldwin",
    "item": "/post?matter=halls&item=firearm",
    "charge": "/post/charge.filed?matter=halls",
    "sentence": "/post/sentence.imposed?matter=halls&item=firearm",
    "appeal": "/post/appeal.decided?matter=halls",
    "correction": "/events/rust-S28/correct",
    "retraction": "/post/event.retracted?matter=halls&data.target=rust-S30",
}


# What keeps people out is looked for by a script.
WITH_SCRIPTS = pytest.mark.parametrize("sitting", [True], indirect=True, ids=["scripts"])
LOOKED_AT = at_length(short=("item", "sentence"), long=tuple(PATHS))


@WITH_SCRIPTS
@pytest.mark.parametrize("name", LOOKED_AT)
def test_page__empty_and_refused__keeps_nobody_out(sitting: Sitting, name: str) -> None:
    path = PATHS[name]
    for viewport, scheme in ((WIDE, "light"), (NARROW, "dark")):
        with sitting.desk.visit(path, viewport=viewport, color_scheme=scheme) as page:
            look(page, viewport)
            if page.get_by_role("button", name="See what it changes").count():
                preview(page)
                look(page, viewport)


def look(page: Page, viewport: dict[str, int]) -> None:
    for details in page.locator("main details").all():
        details.evaluate("one => one.open = true")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(viewport)  # type: ignore[arg-type]


@WITH_SCRIPTS
def test_preview_and_recorded__keep_nobody_out(sitting: Sitting) -> None:
    with sitting.visit("/post/charge.dismissed?matter=gutierrez-reed&item=manslaughter") as page:
        page.get_by_label("When", exact=True).fill("2023-04-21")
        preview(page)
        look(page, WIDE)
        record(page)
        look(page, WIDE)
