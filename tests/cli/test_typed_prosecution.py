"""Whole sentences of a prosecution: custody, bind-overs, motions heard, new trials and appeals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.cli.typed_table import NONE, open_all, table_of
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_prosecution.txt"
TITLE = ("title=State v. Dow", "type=criminal", "state=NM", "client=Lee Dow")
THREE = {"Lee Dow": "defendant", "Kim Fay": "codefendant", "Jo Baca": "codefendant"}
# By complaint; by information after it; tried; with a new trial ordered; and that appealed.
OPENED = dict.fromkeys("kitna", TITLE)
PARTIES = {"k": THREE, "i": THREE, "t": THREE, "n": {"Lee Dow": "defendant"}, "a": THREE}
COMPLAINT = """\
{0} "Lee Dow was charged by criminal complaint with aggravated battery and false imprisonment"
{0} "Kim Fay was charged by criminal complaint with harboring a felon"
{0} "Jo Baca was charged by criminal complaint with aggravated battery"
"""
COUNTS = """\
{0} "charge filed" count=1 offense="aggravated battery" party="Lee Dow" instrument=information
{0} "charge filed" count=2 offense="false imprisonment" party="Lee Dow" instrument=information
"""
TRIED = f"""{COUNTS}\
{{0}} "Lee Dow pleaded not guilty to counts 1 and 2"
{{0}} "trial began" item=count-1
{{0}} "trial began" item=count-2
{{0}} "guilty verdict" item=count-1
{{0}} "not guilty verdict" item=count-2
"""
OF_BACA = '{0} "charge filed" count=1 offense=battery party="Jo Baca" instrument=information\n'
FILED = "".join(
    [
        COMPLAINT.format("k"),
        COMPLAINT.format("i"),
        TRIED.format("t"),
        OF_BACA.format("t"),
        't "motion for a new trial filed" by="Lee Dow"\n',
        TRIED.format("n"),
        'n "conviction vacated" item=count-1 new_trial=yes\n',
        TRIED.format("a"),
        OF_BACA.format("a"),
        'a "conviction vacated" item=count-1 new_trial=yes\n',
    ]
)
LATER = ("--effective", "2025-04-22")


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on the matters of the table."""
    choose(terminal, date_order="month_first", chosen=True)
    open_all(terminal, OPENED, PARTIES, FILED)
    counts = ("count=1", "offense=aggravated battery", "instrument=information")
    terminal("post", "i", "charge filed", *counts, "party=Lee Dow", *LATER)
    terminal("post", "i", "charge filed", *counts, "party=Jo Baca", *LATER)
    terminal("post", "i", "Dow moved to dismiss count 1", *LATER)
    terminal("post", "a", "appeal filed", "item=count-1", "appellant=The State", *LATER)
    return terminal


def recorded(office: Terminal, matter: str, typed: str) -> str:
    """Return what a sentence records, each with its day, or what is asked; and take it back."""
    before = len(office.json("events", "--matter", matter)["events"])
    try:
        said = office("post", matter, typed).splitlines()
    except AssertionError:
        asked = [one for one in office.error.splitlines() if not one.startswith("Read as")]
        none = NONE.match(asked[0])
        return f"?{none['more'] or ''}" if none else f"? {' '.join(' '.join(asked).split())}"
    events = office.json("events", "--matter", matter)["events"][before:]
    own = [str(one["position"]) for one in events]
    office("retract", *own, "--reason", "error")
    told = [one.removeprefix("Recorded: ") for one in said if one.startswith("Recorded: ")]
    each = zip(events, told, strict=True)
    return "= " + " / ".join(sorted(f"{one['effective']} {words}" for one, words in each))


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_a_prosecution__is_told_on_its_days(office: Terminal, matter: str) -> None:
    wrong = {}
    for of, line, expected in table_of(SENTENCES):
        if of != matter:
            continue
        found = recorded(office, matter, line)
        if found != expected and not (expected[:2] == "? " and found.startswith(expected)):
            wrong[line] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("typed", "events"),
    [
        ("The verdict on count 1 was returned on May 12, 2025, not April 8, 2025.", 1),
        ("The verdicts were returned on May 12, 2025, not April 8, 2025.", 2),
        ("The plea to count 2 was entered on May 12, 2025, not April 8, 2025.", 1),
    ],
)
def test_day__of_what_is_told_by_a_noun__is_corrected_by_its_number(
    office: Terminal, typed: str, events: int
) -> None:
    office("post", "t", typed, code=1)
    assert len(re.findall(r"correct \d+ date='May 12, 2025'", office.error)) == events
