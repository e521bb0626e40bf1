"""The pages in a real browser: each job by what a person sees and does, and without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from casefile.auth.attempts import FREE
from tests.length import at_length
from tests.web.desk import (
    CUT,
    NARROW,
    PASSWORD,
    WIDE,
    Desk,
    at_desk,
    look,
    opened,
    press,
    walked,
    week,
)

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
    "calendar": "/calendar?from=2023-04-17",
    "worklist": "/worklist",
    "deadlines": "/deadlines",
    "conflicts": "/conflicts",
    "parties": "/parties",
    "log": "/log",
    "keys": "/keys",
    "you": "/you",
    "tokens": "/you/tokens",
    "people": "/people",
    "recorded": "/recorded/rust-S14",
    "missing": "/parties/nobody",
    "mistyped": "/parties/alec-baldwin?as_of=soon",
    "mistyped-log": "/log?on=soon&matter=nothing",
    "mistyped-calendar": "/calendar?from=soon",
    "mistyped-chronology": "/matters/baldwin?first=soon",
}
SCRIPTS = pytest.mark.parametrize(
    "scripts",
    at_length(short=(False,), long=(True, False)),
    ids=lambda scripts: "scripts" if scripts else "no-scripts",
)


class Finding(NamedTuple):
    """Somebody who is found by a word, and how they stand on two days."""

    word: str
    name: str
    day: str
    stands: Sequence[str]
    later: str
    then: str


class Learning(NamedTuple):
    """What an office came to know of somebody on one day, and not on the day before."""

    path: str
    item: str
    now: str
    day_before: str
    stood: str
    told: Sequence[str]


class Told(NamedTuple):
    """The stories of an office, and what its people ask of them."""

    desk: Desk
    finding: Finding
    learning: Learning


OF_SEED = (
    Finding(
        "halls",
        "David Halls",
        "2023-03-15",
        ("Nothing certain yet", "Possibly charged"),
        "2023-03-31",
        "Pleaded no contest; convicted",
    ),
    Learning(
        "/parties/alec-baldwin?as_of=2023-04-21",
        "Involuntary manslaughter",
        "Dismissed without prejudice",
        "2023-04-20",
        "Pleaded not guilty",
        (
            "as known then, pleaded not guilty; as known now, dismissed",
            "the office did not yet know: Charge involuntary manslaughter against",
            "it was recorded on April 21, 2023",
        ),
    ),
)
OF_WEEK = (
    Finding(
        "jane",
        "Jane Roe",
        "2024-03-14",
        ("sentenced to 60 months", "Bench judgment for Jane Roe, $4,200"),
        "2024-03-15",
        "sentence vacated; awaiting resentence",
    ),
    Learning(
        "/parties/jane-roe?as_of=2024-03-15",
        "Wire fraud",
        "sentence vacated; awaiting resentence",
        "2024-03-14",
        "supervised release; on appeal",
        (
            "release; on appeal; as known now, pleaded not guilty; found guilty; convicted;",
            "the office did not yet know: Appeal decided",
            "it was recorded on March 15, 2024",
        ),
    ),
)


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with at_desk(browser, tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture(scope="module")
def firm(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with at_desk(browser, tmp_path_factory.mktemp("firm"), week) as found:
        yield found


# Each job in both offices with scripts and without; in short, in one office each way.
JOBS = at_length(
    short=(("desk", True), ("firm", False)), long=tuple(product(("desk", "firm"), (True, False)))
)


@pytest.fixture(params=JOBS, ids=lambda job: f"{job[0]}-{'scripts' if job[1] else 'no-scripts'}")
def job(request: pytest.FixtureRequest) -> tuple[Told, bool]:
    """Return an office with its stories, and whether the browser there runs scripts."""
    name, scripts = request.param
    of = OF_SEED if name == "desk" else OF_WEEK
    return Told(request.getfixturevalue(name), *of), scripts


def headline(page: Page, said: str) -> Locator:
    """Return the headline of a track that says so."""
    return page.locator(".headline").filter(has_text=said)


def test_party__found_and_moved_to_a_later_day__stands_as_on_that_day(
    job: tuple[Told, bool],
) -> None:
    (desk, finding, _), scripts = job
    with desk.visit("/", java_script_enabled=scripts) as page:
        page.get_by_role("searchbox").fill(finding.word)
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("main").get_by_role("link", name=finding.name, exact=True).click()
        page.get_by_label("As of").fill(finding.day)
        page.get_by_role("button", name="Show").click()
        for said in finding.stands:
            expect(page.locator("#answer")).to_contain_text(said)
        page.get_by_label("As of").fill(finding.later)
        page.get_by_role("button", name="Show").click()
        expect(headline(page, finding.then)).to_be_visible()
        assert re.search(rf"as_of={finding.later}(&|$)", page.url)


def test_party__as_known_the_day_before__says_what_was_not_yet_known(
    job: tuple[Told, bool],
) -> None:
    (desk, _, learning), scripts = job
    with desk.visit(learning.path, java_script_enabled=scripts) as page:
        expect(headline(page, learning.now)).to_be_visible()
        page.get_by_text("What was known when").click()
        page.get_by_label("As the office knew it on").fill(learning.day_before)
        page.get_by_role("button", name="Show").click()
        expect(headline(page, learning.stood)).to_be_visible()
        expect(headline(page, learning.now)).to_have_count(0)
        told = page.locator(".knowledge")
        for said in learning.told:
            expect(told).to_contain_text(said)
        expect(told.get_by_text("as known then")).to_have_count(1)
        expect(told).to_contain_text(learning.item)
        page.get_by_role("link", name="As known now").click()
        expect(headline(page, learning.now)).to_be_visible()


def test_slider__moved_by_keys__the_page_and_its_address_follow(desk: Desk) -> None:
    with desk.visit(HALLS) as page:
        slider = page.get_by_role("slider")
        slider.focus()
        for _ in range(16):
            page.keyboard.press("ArrowRight")
        expect(page.locator(".headline")).to_contain_text("Pleaded no contest")
        expect(slider).to_be_focused()
        expect(slider).to_have_attribute("aria-valuetext", "March 31, 2023")
        expect(page.get_by_label("As of")).to_have_value("3/31/2023")
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


LINE = "one => getComputedStyle(one).borderLeftStyle"


def test_states__of_each_kind__have_a_line_and_a_word_of_their_own(desk: Desk) -> None:
    lines = {}
    told = {"possible": "Possibly", "announced": "Announced", "reported": "Reported"}
    for path in (HALLS, PAGES["possible"]):
        with desk.visit(path) as page:
            lines["item"] = page.locator(".item").first.evaluate(LINE)
            for kind, word in told.items():
                for one in page.locator(f".item .{kind}").all():
                    lines[kind] = one.evaluate(LINE)
                    expect(one.locator(".how")).to_have_text(word)
    assert lines == {
        "item": "solid",
        "possible": "dashed",
        "announced": "dotted",
        "reported": "double",
    }


# How far the middle of the slider's thumb is from each mark of a kind.
AWAY = """kind => {
  const slider = document.getElementById("slide-day"), box = slider.getBoundingClientRect();
  const thumb = 1.25 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const at = box.left + thumb / 2 + (box.width - thumb) * slider.value / slider.max;
  return [...document.querySelectorAll(`.marks .${kind}`)].map(one => {
    const mark = one.getBoundingClientRect();
    return (mark.left + mark.right) / 2 - at;
  });
}"""


def test_marks__over_the_slider__stand_where_something_turned(desk: Desk) -> None:
    for day, kind in (("2023-03-31", "certain"), ("2023-03-01", "possible")):
        with desk.visit(f"/parties/david-halls?as_of={day}") as page:
            away = {one: page.evaluate(AWAY, one) for one in ("certain", "possible")}
            assert {one: len(places) for one, places in away.items()} == {
                "certain": 1,
                "possible": 2,
            }
            assert min(map(abs, away.pop(kind))) < 1.5
            assert min(map(abs, *away.values())) > 5
            style = "one => [getComputedStyle(one).strokeDasharray, one.getBBox().height]"
            drawn = page.locator(".marks .possible").first.evaluate(style)
            assert drawn == ["3px, 3px", 14]


def test_keys__that_are_listed__each_do_what_is_said(desk: Desk) -> None:
    with desk.visit(HALLS) as page:
        slider = page.get_by_role("slider")
        slider.focus()
        before = int(slider.input_value())
        page.keyboard.press("PageDown")
        history = int(slider.get_attribute("max") or 0)
        assert abs(before - int(slider.input_value()) - history / 10) <= 1
        page.wait_for_url(lambda url: not url.endswith("2023-03-15"))
        leads = {"?": "/keys", "g o": "/", "g c": "/calendar", "g l": "/log"}
        for key, path in leads.items():
            page.get_by_role("searchbox").focus()
            page.keyboard.type(key)
            expect(page.get_by_role("searchbox")).to_have_value(key)
            page.locator("main").focus()
            page.keyboard.type(key.replace(" ", ""))
            page.wait_for_url(desk.address + path)
        page.keyboard.press("?")
        page.wait_for_url("**/keys")
        listed = page.locator("kbd").all_inner_texts()
    # Those of the search box, of turns and of the slider have tests of their own.
    assert {*leads, "/", "[ ]", "Esc"} <= {*listed}


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
        page.keyboard.press("/")
        page.keyboard.type("№ 44")
        expect(page.locator("#found")).to_contain_text("№ 44: ")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("dismissed")


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
        expect(page.get_by_role("main")).to_contain_text("by demo")


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")


@SCRIPTS
def test_person__added_refused_locked_out_elsewhere_and_let_in_again(
    desk: Desk, scripts: bool
) -> None:
    how = {"java_script_enabled": scripts}
    name = "clerk at a browser" if scripts else "clerk without scripts"
    with desk.visit("/people", **how) as page:
        page.get_by_label("Name", exact=True).fill(name)
        press(page, "Add")
        link = page.get_by_role("status").locator("code").inner_text()
    with opened(desk.browser, how) as own, opened(desk.browser, how) as strange:
        page, other = own.new_page(), strange.new_page()
        page.goto(link)
        page.get_by_label("A new password").fill(PASSWORD)
        press(page, "Come in")
        page.get_by_role("link", name=name).click()
        press(page, "Sign out")
        page.goto(f"{desk.address}/matters/baldwin")
        sign_in(page, name, "wrong horse battery")
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")
        assert page.title().startswith("Error: Sign in")

        other.goto(f"{desk.address}/sign-in")
        for _ in range(FREE):
            sign_in(other, name, "wrong horse battery")
        for password in ("wrong horse battery", PASSWORD):
            sign_in(other, name, password)
            expect(other.get_by_role("main")).to_contain_text("Try again in")
            other.goto(f"{desk.address}/sign-in")

        sign_in(page, name, PASSWORD)
        expect(page).to_have_url(f"{desk.address}/matters/baldwin")


def with_script(desk: Desk, script: str) -> None:
    """Open a page that runs a script of its own."""
    with desk.visit("/keys") as page:
        page.evaluate(f"() => {{ {script} }}")
        page.reload()


@pytest.mark.parametrize(
    "script",
    [
        'document.body.setAttribute("style", "color: red")',
        'document.body.append(Object.assign(new Image(), {src: "https://evil.example/"}))',
        "setTimeout(() => policy.missing)",
    ],
)
def test_policy__broken_by_a_page__fails_the_test_that_opened_it(desk: Desk, script: str) -> None:
    with pytest.raises(AssertionError, match=r"[Pp]olicy"):
        with_script(desk, script)


# In short, one page of each kind.
LOOKED_AT = at_length(short=("possible", "matter", "people"), long=tuple(PAGES))


@pytest.mark.parametrize("name", LOOKED_AT)
def test_page__wide_and_narrow_light_and_dark__keeps_nobody_out(desk: Desk, name: str) -> None:
    looks: list[dict[str, Any]] = [
        {"viewport": WIDE, "color_scheme": "light"},
        {"viewport": NARROW, "color_scheme": "dark"},
    ]
    for how in looks:
        with desk.visit(PAGES[name], **how) as page:
            look(page)


SHOWN = at_length(short=("office", "matter", "people"), long=tuple(PAGES))


@pytest.mark.parametrize("name", SHOWN)
def test_page__however_narrow__has_nothing_cut_off(desk: Desk, name: str) -> None:
    with desk.visit(PAGES[name]) as page:
        for width in (1000, 700, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.evaluate(CUT) == []


def test_sign_in_page__keeps_nobody_out(desk: Desk) -> None:
    with opened(desk.browser, {"color_scheme": "dark"}) as context:
        page = context.new_page()
        page.goto(f"{desk.address}/sign-in")
        look(page)


def test_keyboard__through_a_party__in_order_seen_and_never_caught(desk: Desk) -> None:
    with desk.visit(HALLS) as page:
        seen = walked(page)
    assert seen[:3] == ["Go to the content", "casefile Seed story", "q"]
    places = [seen.index(one) for one in ("field-as_of", "show", "slide-day", "\N{NUMERO SIGN} 39")]
    assert places == sorted(places)
    assert seen[-1].startswith("Keys")


WALKED = at_length(short=("matter",), long=tuple(PAGES))


@pytest.mark.parametrize("name", WALKED)
def test_keyboard__at_a_zoom_of_400_percent__has_the_focus_seen_to_the_end(
    desk: Desk, name: str
) -> None:
    with desk.visit(PAGES[name], viewport={"width": 320, "height": 256}) as page:
        assert walked(page)[-1].startswith("Keys")


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
