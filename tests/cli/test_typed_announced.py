"""What somebody announces or reports in a sentence: it is their word, and nothing that was done."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_understood import of_type
from tests.cli.typed_table import open_all, read_otherwise
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_announced.txt"
# Two accused, with a count of one name each; one of two counts; one convicted, with a count that
# was dismissed; two who are charged alike; one in trial; a suit.
OPENED = {
    "c": ("title=State v. Varela", "type=criminal", "state=NM", "client=Rosa Varela"),
    "f": ("title=State v. Finch", "type=criminal", "state=NM", "client=Owen Finch"),
    "g": ("title=State v. Sosa", "type=criminal", "state=NM", "client=Ida Sosa"),
    "m": ("title=State v. Munro", "type=criminal", "state=NM", "client=Ida Munro"),
    "r": ("title=State v. Reyes", "type=criminal", "state=NM", "client=Ana Reyes"),
    "s": ("title=Marsh v. Halvorsen", "type=civil", "state=NM", "client=June Marsh"),
}
PARTIES = {
    "c": {"Rosa Varela": "defendant", "Luis Tafoya": "defendant"},
    "f": {"Owen Finch": "defendant"},
    "g": {"Ida Sosa": "defendant"},
    "m": {"Ida Munro": "defendant", "Carl Sipes": "defendant"},
    "r": {"Ana Reyes": "defendant"},
    "s": {"June Marsh": "plaintiff", "Halvorsen Freight LLC": "defendant"},
}
FILED = """\
c "the State charged Varela with count 1, fraud and count 2, tampering with evidence"
c "the State charged Tafoya with count 3, conspiracy and count 4, tampering with evidence"
f "charged with count 1, burglary; count 2, larceny"
g "charged with count 1, perjury; count 2, forgery"
g "the State dismissed count 2 without prejudice"
g "trial commenced" "item=count 1"
g "the jury found Sosa guilty of count 1"
m "Munro is charged with conspiracy and receiving stolen property"
m "Sipes is charged with conspiracy and receiving stolen property"
r "charged with count 1, conspiracy; count 2, fraud"
r "trial commenced" item=all
s "Marsh sued Halvorsen Freight for negligence"
s "Marsh sued Halvorsen Freight for breach of contract"
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with matters of which somebody announces or reports something."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


def standing(office: Terminal) -> dict[str, str]:
    """Return the state of each item of every matter."""
    return {
        f"{matter}/{one['item_id']}": one["state"]
        for matter in OPENED
        for one in office.json("matters", matter)["items"]
    }


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_what_is_announced_or_reported__is_that_or_is_asked(
    office: Terminal, matter: str
) -> None:
    assert read_otherwise(office, SENTENCES, matter) == {}


@pytest.mark.parametrize(
    ("matter", "said", "items", "who"),
    [
        (
            "c",
            "the prosecutor told the Sun-News that the fraud count against Varela will be dropped",
            ["count-1"],
            "the prosecutor",
        ),
        ("c", "prosecutors plan to drop the charges against Tafoya", ["count-3", "count-4"], None),
        (
            "c",
            "Tafoya told KOAT that he will plead guilty to conspiracy",
            ["count-3"],
            "Luis Tafoya",
        ),
        (
            "f",
            "Finch's lawyer said he would plead guilty to larceny",
            ["count-2"],
            "Finch's lawyer",
        ),
        ("g", "we will appeal", ["count-1"], None),
        ("s", "Halvorsen said it will settle the negligence claim", ["negligence"], None),
    ],
)
def test_announcement__recorded__changes_no_state_and_is_flagged_on_its_items_alone(
    office: Terminal, matter: str, said: str, items: list[str], who: str | None
) -> None:
    before = standing(office)
    office("post", matter, said, *ON)
    assert standing(office) == before
    flags = [
        one["item_id"]
        for one in office.json("matters", matter, "--as-of", "2025-05-21")["flags"]
        if one["code"] == "announced_not_filed"
    ]
    assert sorted(flags) == items
    told = of_type(office, "intent.announced")
    assert [one["data"]["item_id"] for one in told] == items
    assert {one["assertion"] for one in told} == {"announced"}
    if who:
        assert {one["asserted_by"] for one in told} in ({who}, {"Halvorsen Freight LLC"})


def test_announcement__in_a_newspaper__has_it_as_its_source(office: Terminal) -> None:
    said = "On May 9, 2025 the prosecutor told the Sun-News that count 3 will be dropped next week."
    office("post", "c", said)
    (told,) = of_type(office, "intent.announced")
    assert (told["source"]["kind"], told["source"]["document"]) == ("news", "Sun-News")
    assert (told["effective"], told["asserted_by"]) == ("2025-05-09", "the prosecutor")
    assert told["data"]["actor"] == "the prosecutor"


def test_report__with_its_day__is_of_what_was_done_by_then(office: Terminal) -> None:
    before = standing(office)
    office("post", "c", "the Albuquerque Journal reported on May 3, 2025 that count 1 was dropped")
    told = of_type(office, "charge.dismissed")[-1]
    assert (told["effective"], told["assertion"]) == ("../2025-05-03", "reported")
    assert told["source"] == {
        "kind": "news",
        "document": "Albuquerque Journal",
        "date": "2025-05-03",
    }
    assert standing(office) == before


def test_report__of_somebody__is_theirs_also_of_several_acts(office: Terminal) -> None:
    before = standing(office)
    office("post", "c", "defense counsel said that counts 1 and 3 had been dismissed", *ON)
    office("post", "s", "the company said it has settled all claims with Marsh for $90,000", *ON)
    told = [*of_type(office, "charge.dismissed")[-2:], *of_type(office, "claim.settled")]
    assert [one["assertion"] for one in told] == ["reported"] * 4
    assert [one["asserted_by"] for one in told] == [
        *["defense counsel"] * 2,
        *["Halvorsen Freight LLC"] * 2,
    ]
    assert standing(office) == before


def test_refiling__that_is_announced__leaves_the_dismissed_charge_as_it_is(
    office: Terminal,
) -> None:
    before = standing(office)
    office("post", "g", "the DA told the Journal that the forgery charge will be refiled", *ON)
    (new,) = standing(office).keys() - before.keys()
    assert {**before, new: "none"} == standing(office)
    filed = of_type(office, "charge.filed")[-1]
    assert (filed["assertion"], filed["data"]["refiles"]) == ("announced", "count-2")


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ("c", "KOAT reports the fraud count is gone"),
        ("f", "Finch will plead guilty on October 5"),
        ("c", "the prosecutor announced the dismissal of the fraud count"),
    ],
)
def test_question__of_what_is_announced__names_commands_that_record_it(
    office: Terminal, matter: str, said: str
) -> None:
    before = standing(office)
    office("post", matter, said, *ON, code=2)
    asked = " ".join(office.error.split())
    each = re.findall(rf" casefile post {matter} (.+?)(?=; casefile|; or: |; if |\. \[)", asked)
    assert len(each) > 1
    for one in each:
        assert "Would be recorded" in office("post", matter, *shlex.split(one), "--dry-run")
    assert standing(office) == before


def test_report__of_one_of_several_acts__is_typed_by_itself_as_it_was_named(
    office: Terminal,
) -> None:
    said = "the prosecutor said the fraud count was dropped and Tafoya was acquitted"
    office("post", "c", said, *ON, code=2)
    asked = " ".join(office.error.split())
    first, second = asked.split(" casefile post c ")[1:]
    assert second.startswith("--assertion reported --asserted-by 'the prosecutor' 'Tafoya was acq")
    office("post", "c", *shlex.split(first.rstrip("; ")), "--dry-run")


@pytest.mark.parametrize(
    "said",
    [
        "the fraud count against Varela will be dropped if Tafoya testifies",
        "the fraud count will not be dropped",
        "the fraud count may be dropped",
        "the State no longer plans to drop the fraud count",
        "the conspiracy charge against Varela will be dropped",
    ],
)
@pytest.mark.parametrize(
    "who", ["", "the prosecutor told the Sun-News that ", "KOAT reported that "]
)
def test_denial__condition_or_what_is_nobodys__is_announced_by_nobody(
    office: Terminal, who: str, said: str
) -> None:
    office("post", "c", f"{who}{said}", *ON, code=2)
    assert not of_type(office, "intent.announced")


def test_acquittal__of_no_charge_in_its_words__is_told_as_it_was_typed(office: Terminal) -> None:
    office("post", "r", "directed verdict of acquittal", "item=fraud", *ON, code=2)
    assert "called 'directed verdict of acquittal'." in office.error
