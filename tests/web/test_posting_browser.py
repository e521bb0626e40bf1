"""Posting in a real browser: each job by what a person sees and does, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from casefile.office import Office
from tests.length import at_length
from tests.web.desk import (
    NARROW,
    WIDE,
    Desk,
    at_desk,
    look,
    press,
    seed_evening,
    walked,
    week_in_february,
)


class Mistake(NamedTuple):
    """An event that somebody records with a mistake, and what is read before, then, and at last.

    `fields` and `wrong` are what is filled in, by the labels of the fields; `right` mends one.
    """

    party: str
    day: str
    item: str
    kind: str
    fields: Mapping[str, str]
    before: str
    wrong: str
    right: tuple[str, str]
    after: str


class Story(NamedTuple):
    """What the desk has on record, a mistake that is made there, and one of its matters."""

    fill: Callable[[Office], None]
    mistake: Mistake
    matter: str


SEED_STORY = Story(
    seed_evening,
    Mistake(
        party="alec-baldwin",
        day="2023-04-21",
        item="Involuntary manslaughter",
        kind="Dismissed",
        fields={"By": "By the prosecution", "Prejudice": "With prejudice"},
        before="Pleaded not guilty",
        wrong="Dismissed with prejudice",
        right=("Prejudice", "Without prejudice"),
        after="Dismissed without prejudice",
    ),
    "halls",
)
# The week of the small firm as it was in February: its suit has begun, a debtor is in default.
WEEK = Story(
    week_in_february,
    Mistake(
        party="hauling",
        day="2023-03-13",
        item="Debt",
        kind="Judgment entered",
        fields={"Kind": "Default", "For": "Claimant", "Amount": "$9,153.35"},
        before="In default",
        wrong="Default judgment against, $9,153.35",
        right=("Amount", "9,135.35"),
        after="Default judgment against, $9,135.35",
    ),
    "dwi",
)
NAMED = {"seed": SEED_STORY, "week": WEEK}
# Each job in both offices with scripts and without; in short, in one office each way.
SITTINGS = at_length(
    short=(("seed", True), ("week", False)), long=tuple(product(NAMED, (True, False)))
)
IN_THE_WEEK = tuple(one for one in SITTINGS if one[0] == "week")


class Sitting(NamedTuple):
    """Somebody at a desk whose browser runs scripts, or none."""

    desk: Desk
    scripts: bool
    story: Story

    @contextmanager
    def visit(self, path: str) -> Iterator[Page]:
        with self.desk.visit(path, java_script_enabled=self.scripts) as page:
            yield page


def named(sitting: tuple[str, bool]) -> str:
    return f"{sitting[0]}-{'scripts' if sitting[1] else 'no-scripts'}"


@pytest.fixture(scope="module", params=SITTINGS, ids=named)
def sitting(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sitting]:
    """Yield a desk on the evening of the seed story, or in the week of the small firm."""
    name, scripts = request.param
    with at_desk(browser, tmp_path_factory.mktemp("posting"), NAMED[name].fill) as desk:
        yield Sitting(desk, scripts, NAMED[name])


in_the_week = pytest.mark.parametrize("sitting", IN_THE_WEEK, indirect=True, ids=named)


def fill(page: Page, label: str, text: str) -> None:
    """Fill in a field of whichever kind."""
    called = re.compile(rf"^{label}( \(optional\))?$")
    field = page.get_by_role("main").get_by_label(called).first
    if field.evaluate("one => one.localName") == "select":
        field.select_option(label=text)
    else:
        field.fill(text)


def preview(page: Page) -> None:
    press(page, "See what it changes")


def record(page: Page) -> None:
    button = page.get_by_role("button", name=re.compile("^Record( as somebody new)?$"))
    with page.expect_navigation():
        button.click()
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


def test_event__is_seen_before_it_is_recorded_mistaken_and_corrected(sitting: Sitting) -> None:
    one = sitting.story.mistake
    stands = f"/parties/{one.party}?as_of={one.day}"
    with sitting.visit(stands) as page:
        expect(page.locator(".headline").first).to_have_text(one.before)
        page.get_by_role("link", name="Record what happened").click()
        page.get_by_role("link", name=one.item).click()
        page.get_by_role("link", name=one.kind, exact=True).click()
        fill(page, "When", "some day")
        preview(page)
        assert page.title().startswith("Error: ")
        expect(page.get_by_role("alert")).to_contain_text("When: 'some day' cannot be read")
        if sitting.scripts:
            expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_label("When", exact=True)).to_have_value("some day")
        day = date.fromisoformat(one.day)
        fill(page, "When", f"{day:%B} {day.day}, {day.year}")
        for label, text in one.fields.items():
            fill(page, label, text)
        preview(page)
        turn = page.locator(".turn", has_text=one.wrong)
        expect(turn).to_contain_text(one.before)
        expect(turn).to_contain_text(f"as of {day:%B} {day.day}, {day.year}")
        record(page)
        page.get_by_role("link", name="Correct this").click()
        fill(page, *one.right)
        preview(page)
        main = page.get_by_role("main")
        expect(main).to_contain_text(f"{one.wrong} → becomes {one.after}")
        record(page)
        page.goto(f"{sitting.desk.address}{stands}")
        expect(page.locator(".headline").first).to_contain_text(one.after)
        day_before = day - timedelta(days=1)
        page.goto(f"{sitting.desk.address}/parties/{one.party}?as_of={day_before}")
        expect(page.locator(".headline").first).to_have_text(one.before)


@in_the_week
def test_settlement__with_one_defendant_of_two__leaves_the_other(sitting: Sitting) -> None:
    with sitting.visit("/post?matter=suit&item=count-1") as page:
        # Of the part that is against Doe Freight, which is chosen with it.
        page.get_by_role("link", name="Settled", exact=True).last.click()
        fill(page, "When", "2023-05-02")
        page.get_by_label("Amount").fill("$40,000")
        for name in ("Maria Garcia, plaintiff", "Richard Roe", "Doe Freight LLC"):
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


@in_the_week
def test_garcia__added_a_second_time__is_warned_of_before_and_recorded_apart(
    sitting: Sitting,
) -> None:
    with sitting.visit("/post/party.added?matter=suit") as page:
        main = page.get_by_role("main")
        for label, text in (
            ("Since when", "2023-02-01"),
            ("Name", "Maria Garcia"),
            ("Kind", "Person"),
            ("Role", "witness"),
        ):
            fill(page, label, text)
        preview(page)
        expect(main).to_contain_text("Is it one of these? Maria Garcia")
        press(page, "Change something")
        main.get_by_text("When the office had it, how").click()
        main.get_by_label("Party id").fill("garcia")
        fill(page, "Name", "Ana Garcia")
        preview(page)
        expect(page.get_by_role("alert")).to_contain_text("garcia")
        expect(page.locator(".in-the-way")).to_contain_text("Maria Garcia added")
        main.get_by_label("Party id").fill("")
        fill(page, "Name", "Maria Garcia")
        preview(page)
        press(page, "Record as somebody new")
        page.goto(f"{sitting.desk.address}/find?q=garcia")
        expect(main.get_by_role("link", name="Maria Garcia", exact=True)).to_have_count(2)


def test_record__clicked_twice__is_recorded_once(sitting: Sitting) -> None:
    with sitting.visit(f"/post/note.recorded?matter={sitting.story.matter}") as page:
        before = head(page)
        page.get_by_label("When", exact=True).fill("2023-04-21")
        page.get_by_label("Text").fill("The clerk called.")
        preview(page)
        address = page.url
        page.get_by_role("button", name="Record", exact=True).dblclick()
        expect(page.get_by_role("status").filter(has_text="Recorded as")).to_be_visible()
        assert head(page) == before + 1
        page.go_back()
        if not sitting.scripts:
            record(page)
            page.go_back()
        else:
            expect(page.get_by_role("main")).to_contain_text("has recorded something already")
        assert head(page) == before + 1
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text("This form has recorded something already")
        page.get_by_role("link", name="A new form").click()
        expect(page.get_by_label("Text")).to_have_value("")


def test_second_tab__changed_and_posted_after_the_first__says_what_was_recorded(
    sitting: Sitting,
) -> None:
    with sitting.visit(f"/post/note.recorded?matter={sitting.story.matter}") as page:
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
        press(tab, "Go on with a new form, with what is typed")
        expect(tab.get_by_label("Text")).to_have_value("The agency wrote.")
        preview(tab)
        record(tab)
        assert head(page) == before + 1


def test_connection__lost_while_posting__keeps_the_draft(sitting: Sitting) -> None:
    with sitting.visit(f"/post/note.recorded?matter={sitting.story.matter}") as page:
        before = head(page)
        page.get_by_label("When", exact=True).fill("2023-04-21")
        page.get_by_label("Text").fill("The line is bad: <img src=x onerror=alert(1)>")
        for button in ("See what it changes", "Record"):
            page.context.set_offline(True)
            with page.expect_event("requestfailed"):
                page.get_by_role("button", name=button, exact=True).click()
            if sitting.scripts:
                expect(page.get_by_role("alert")).to_contain_text("What you typed is still here")
                page.context.set_offline(False)
                press(page, button)
            else:
                page.wait_for_url("chrome-error://chromewebdata/")
                page.context.set_offline(False)
                page.reload()
            expect(page.get_by_role("main")).to_contain_text("bad: <img src=x onerror=alert(1)>")
        expect(page.get_by_role("status").filter(has_text="Recorded as")).to_be_visible()
        assert head(page) == before + 1


PATHS = {
    "matters": "/post",
    "matter": "/post?matter=baldwin",
    "item": "/post?matter=halls&item=firearm",
    "charge": "/post/charge.filed?matter=halls",
    "sentence": "/post/sentence.imposed?matter=halls&item=firearm",
    "appeal": "/post/appeal.decided?matter=halls",
    "correction": "/events/rust-S28/correct",
    "retraction": "/post/event.retracted?matter=halls&data.target=rust-S30",
    "again": "/post/statement.recorded?matter=baldwin&like=rust-S25",
    "party": "/post/party.added?matter=halls",
}


# What keeps people out is looked for by a script.
WITH_SCRIPTS = pytest.mark.parametrize("sitting", [("seed", True)], indirect=True, ids=named)
LOOKED_AT = at_length(short=("sentence",), long=tuple(PATHS))


@WITH_SCRIPTS
@pytest.mark.parametrize("name", LOOKED_AT)
def test_page__empty_and_refused__keeps_nobody_out(sitting: Sitting, name: str) -> None:
    path = PATHS[name]
    for viewport, scheme in ((WIDE, "light"), (NARROW, "dark")):
        with sitting.desk.visit(path, viewport=viewport, color_scheme=scheme) as page:
            look(page)
            if page.get_by_role("button", name="See what it changes").count():
                preview(page)
                look(page)


@WITH_SCRIPTS
@pytest.mark.parametrize("name", LOOKED_AT)
def test_keyboard__through_a_form_at_400_percent__has_the_focus_seen_to_the_end(
    sitting: Sitting, name: str
) -> None:
    with sitting.desk.visit(PATHS[name], viewport={"width": 320, "height": 256}) as page:
        assert walked(page)[-1].startswith("Keys")


@WITH_SCRIPTS
def test_preview_and_recorded__keep_nobody_out(sitting: Sitting) -> None:
    with sitting.visit("/post/charge.dismissed?matter=gutierrez-reed&item=manslaughter") as page:
        page.get_by_label("When", exact=True).fill("2023-04-21")
        preview(page)
        look(page)
        record(page)
        look(page)
