"""The status report as it is typed and printed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.cli.conftest import Terminal

COUNTS = """\
Parties by headline
As of 2023-04-20, as known at 2023-04-20T00:00:00Z (position 43), by the record.

Track        Headline                  Parties   Certain   Possible   Unread
────────────────────────────────────────────────────────────────────────────
criminal     convicted and sentenced         1         1          0        0
             pleaded not guilty              2         2          0        0
regulatory   settled                         1         1          0        0

In all 4 parties.
Who they are: --list 'criminal: convicted and sentenced'
"""


COURT = "nmd"


def test_report__of_the_office__is_a_table(story: Terminal) -> None:
    assert story("report", "status", "--as-of", "2023-04-20") == COUNTS


def test_report__of_a_category__says_so(story: Terminal) -> None:
    printed = story("report", "status", "--as-of", "2023-04-20", "--category", "regulatory")

    assert "by the record, only regulatory matters.\n" in printed
    assert "criminal" not in printed
    assert "In all 1 party." in printed


def test_report__of_a_court_that_no_matter_was_ever_in__refused(story: Terminal) -> None:
    story("report", "status", "--court", "nowhere", code=3)
    assert "No matter on record is in a court 'nowhere'." in story.error


def test_report__of_a_court_that_was_not_known_then__says_so(story: Terminal) -> None:
    assigned = ("matter.docket_number_assigned", "docket_no=1", f"court_id={COURT}")
    story("post", "baldwin", *assigned, "--effective", "2023-04-20")
    scope = ("--court", COURT, "--category", "civil")
    printed = story("report", "status", *scope, "--known-at", "@43")

    assert f"only civil matters of court {COURT}." in printed
    assert "No party with a charge, claim or citation there was known then.\n" in printed
    assert f"No civil matter of court {COURT} was known then.\n" in printed
    assert "No matter was known then.\n" in story("report", "status", "--known-at", "@0")


def test_report__as_json__is_the_answer(story: Terminal) -> None:
    answer = story.json("report", "status", "--as-of", "2023-03-15", "--known-at", "@43")

    found = [(one["track"], one["headline"], one["possible"]) for one in answer["lines"]]
    assert found == [("criminal", "none", 3), ("regulatory", "none", 1)]


@pytest.mark.parametrize(
    "line",
    ["criminal: pleaded not guilty", "Criminal:pleaded_not_guilty", "criminal:Pleaded Not Guilty"],
)
def test_list__line_in_words_or_codes__has_its_parties(story: Terminal, line: str) -> None:
    printed = story("report", "status", "--as-of", "2023-04-20", "--list", line)

    assert printed.startswith("Criminal: pleaded not guilty\nAs of 2023-04-20, as known at ")
    rows = printed.split("─\n")[1].splitlines()
    assert [" ".join(row.split()) for row in rows] == [
        "Alec Baldwin pleaded not guilty",
        "State of New Mexico v. Alec Baldwin",
        "Hannah Gutierrez-Reed pleaded not guilty",
        "State of New Mexico v. Hannah Gutierrez-Reed",
    ]


def test_list__by_pages__says_how_to_go_on(story: Terminal) -> None:
    typed = ("report", "status", "--as-of", "2023-04-20", "--list", "criminal: pleaded not guilty")
    printed = story(*typed, "--limit", "1")

    after = re.search("There are more: --after ([^ ]+[.]alec-baldwin)\n", printed)
    assert after
    answer: dict[str, Any] = story.json(*typed, "--limit", "1", "--after", after[1])
    assert [one["party_id"] for one in answer["parties"]] == ["hannah-gutierrez-reed"]
    assert answer["next"] is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--list", "canon: none"), "'canon' is no track"),
        (("--list", "criminal: settled"), "'settled' is no criminal headline; there are: "),
        (("--after", "x"), "--after needs --list or --unread."),
        (("--as-of", "2023-02-30"), "2023-02-30"),
        (("--category", "canon"), "canon"),
    ],
)
def test_report__typed_in_a_wrong_way__says_what_is_right(
    story: Terminal, typed: tuple[str, ...], said: str
) -> None:
    story("report", "status", *typed, code=2)

    assert said in story.error


def test_unread__of_the_story__lists_item_party_words_and_day(story: Terminal) -> None:
    assert "There is none." in story("report", "status", "--unread")
    words = ("item_id=manslaughter", "text=Nolle pros.", "--effective", "2023-04-21")
    story("post", "baldwin", "charge.disposition_recorded", *words, "--event-id", "words")

    printed = story("report", "status", "--unread", "--category", "criminal")
    assert printed.startswith("Dispositions that nobody has read\n")
    rows = [" ".join(row.split()) for row in printed.split("─\n")[1].splitlines()]
    assert rows == [
        "involuntary manslaughter against Alec Baldwin 2023-04-21 Nolle pros.",
        "in State of New Mexico v. Alec Baldwin @44",
    ]
    assert "--unread\n" in story("report", "status")


@pytest.mark.parametrize("more", [("--basis", "reported"), ("--list", "criminal: charged")])
def test_unread__with_what_it_does_not_go_with__refused(
    story: Terminal, more: tuple[str, str]
) -> None:
    story("report", "status", "--unread", *more, code=2)

    assert "it goes with neither --list nor --basis" in story.error


def test_report__of_infractions__has_them_in_lines_of_their_own(story: Terminal) -> None:
    filed = ("item_id=ticket", "offense=speeding", "severity=infraction", "party_id=alec-baldwin")
    for event in (
        ("matter.opened", "title=State v. Baldwin", "category=traffic", "jurisdiction=NM"),
        ("party.added", "party_id=alec-baldwin", "kind=person", "role=defendant"),
        ("charge.filed", *filed),
    ):
        story("post", "traffic", *event, "--effective", "2023-05-01")
    lone = ("charge.filed", "item_id=red-light", "offense=red light", "severity=infraction")
    who = ("party.added", "party_id=ed", "name=Ed Poe", "kind=person", "role=driver")
    for event in (who, (*lone, "party_id=ed")):
        story("post", "traffic", *event, "--effective", "2023-05-01")
    on = ("--as-of", "2023-05-02")
    lines = [" ".join(row.split()) for row in story("report", "status", *on).splitlines()]
    assert "infraction charged 1 1 0 0" in lines
    assert "Ed Poe" in story("report", "status", *on, "--list", "infraction: charged")
    assert "Ed Poe" not in story("report", "status", *on, "--list", "criminal: charged")
    answer = story.json("report", "status", *on)
    (named,) = [one["name"] for one in answer["lines"] if one["name"] != one["track"]]
    assert named == "infraction"
    assert "infraction   charged" in story("caseload", *on)
