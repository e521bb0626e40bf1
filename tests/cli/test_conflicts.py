"""The conflict check as it is typed and printed."""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ON, Terminal

PRINTED = """\
As known at 2023-04-20T00:00:00Z (position 43), in matters of every access.

Halls, D.: 1 hit
  David Halls
    David Halls: 'D.' may stand for 'David'
      party, defendant in State of New Mexico v. David Halls

Nobody Whatever: nobody

Looked through: the names of parties, counsel, firms and officials, and for whom nobody was found \
the words of all events, like those of notes and papers.
"""


def test_conflicts__two_names__are_answered_each(story: Terminal) -> None:
    assert story("conflicts", "Halls, D.", "Nobody Whatever") == PRINTED


def test_conflicts__counsel_and_officials__are_named_with_whom_they_act_for(
    story: Terminal, write: Callable[..., str]
) -> None:
    day = {"effective": "2023-04-20", "matter_id": "halls"}
    counsel = {"for": "david-halls", "names": ["Ana Archuleta"], "capacity": "retained"}
    official = {"office": "hearing_officer", "name": "Ana Archuletta"}
    access = {"to": "sealed", "authority": "an order"}
    path = write(
        {**day, "type": "counsel.appeared", "data": counsel},
        {**day, "type": "official.assigned", "data": official},
        {**day, "type": "matter.access_changed", "data": access},
    )
    story("load", path)
    printed = story("conflicts", "Archuleta, Ana")

    assert "Archuleta, Ana: 2 hits\n" in printed
    assert "      counsel, retained for David Halls in State of New Mexico" in printed
    assert "      official, hearing officer in State of New Mexico" in printed
    assert printed.count("v. David Halls (sealed)\n") == 2


def test_conflicts__from_the_standard_input__are_one_a_line(story: Terminal) -> None:
    printed = story("conflicts", "-", given="David Halls\n\nReed, H.\n")

    assert "David Halls: 1 hit" in printed
    assert "Reed, H.: " in printed


def test_conflicts__as_json__is_the_answer(story: Terminal) -> None:
    answer = story.json("conflicts", "Rust Movie Production LLC", "--known-at", "@43")
    (asked,) = answer["asked"]

    assert asked["persons"][0]["party_ids"] == ["rust-movie-productions"]
    assert asked["persons"][0]["hits"][0]["match"] == "similar"


def test_conflicts__by_pages__says_how_to_go_on(story: Terminal) -> None:
    first = story.json("conflicts", "Halls", "Baldwin", "--limit", "1")
    printed = story("conflicts", "Halls", "Baldwin", "--limit", "1")

    assert f"There are more: --after {first['next']}\n" in printed
    after = story("conflicts", "Halls", "Baldwin", "--limit", "1", "--after", first["next"])
    assert "  Alec Baldwin\n" in after
    assert "Halls: 1 hit, 0 of them here" in after


@pytest.mark.parametrize(
    "typed", [(), ("-",), ("x" * 501,), tuple("abcdefghijklmnopqrstu")], ids=str
)
def test_conflicts__no_names_or_too_many__refused(story: Terminal, typed: tuple[str, ...]) -> None:
    story("conflicts", *typed, code=2, given="")


def test_conflicts__whose_client_it_is__is_printed_with_each_hit(story: Terminal) -> None:
    story("correct", "rust-open-baldwin", "for=alec-baldwin")
    printed = story("conflicts", "Alexander Baldwin", "Nikas, Luke")

    assert "Alexander Baldwin: 1 hit (1 ours)\n" in printed
    assert "      our client: party, defendant in State of New Mexico v. Alec Baldwin" in printed
    assert "Nikas, Luke: nobody, 1 left out: counsel for our client\n" in printed


def test_conflicts__ours_and_adverse__are_told_before_all_else(
    story: Terminal, write: Callable[..., str]
) -> None:
    day = {"effective": "2023-04-20", "matter_id": "halls"}
    baldwin = {"party_id": "alec-baldwin", "kind": "person", "name": "Alec Baldwin"}
    victim = {**day, "type": "party.added", "data": {**baldwin, "role": "victim"}}
    story("load", write(victim))
    story("correct", "rust-open-baldwin", "for=alec-baldwin")
    story("correct", "rust-open-halls", "for=david-halls")
    printed = story("conflicts", "Alec Baldwin")

    conflict = (
        "our client in State of New Mexico v. Alec Baldwin; "
        "adverse in State of New Mexico v. David Halls"
    )
    assert f"  Alec Baldwin\n    CONFLICT: {conflict}\n" in printed
    with_ids = story("conflicts", "Alec Baldwin", "--ids")
    assert f"  Alec Baldwin (alec-baldwin)\n    CONFLICT: {conflict}\n" in with_ids


def test_conflicts__to_a_file__is_a_report_that_is_nobody_elses_and_names_nobody_aloud(
    story: Terminal, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    report = tmp_path / "report.csv"
    typed = ("conflicts", "Baldwin", "Nobody Whatever", "--output", str(report))
    with caplog.at_level(logging.DEBUG):
        printed = story(*typed, "--by", "Lou")

    assert printed == f"{report}: 2 names, 1 hit.\n"
    assert report.stat().st_mode & 0o777 == 0o600
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["asked"], row["asked_by"]) for row in rows] == [
        ("Baldwin", "Lou"),
        ("Nobody Whatever", "Lou"),
    ]
    assert "Baldwin" not in caplog.text
    story(*typed, code=2)
    assert "--force replaces it" in story.error
    story(*typed, "--force")


@pytest.mark.parametrize("more", [("--output", "x.txt"), ("--output", "x.pdf", "--json")])
def test_conflicts__to_a_file_that_cannot_be__refused(
    story: Terminal, more: tuple[str, ...]
) -> None:
    story("conflicts", "Baldwin", *more, code=2)


def test_conflicts__somebody_who_is_no_party__is_said_to_be_named(story: Terminal) -> None:
    day = ("--effective", "2023-04-20")
    for name, role in (("Kim Vale", "witness"), ("Lou Orr", "other")):
        story("post", "halls", "party.added", f"name={name}", f"role={role}", "kind=person", *day)
    printed = " ".join(story("conflicts", "Kim Vale", "Lou Orr").split())
    assert "named as witness in State of New Mexico v. David Halls" in printed
    assert "named in no role that says what in State of New Mexico v. David Halls" in printed


def test_conflicts__of_who_is_beside_our_client__say_so_as_a_status_does(
    bare_suit: Terminal,
) -> None:
    for name, role in {
        "Helen Voss": "expert witness for the defendant",
        "Sam Toll": "expert witness for the plaintiff",
        "Cy Low": "defendant",
    }.items():
        bare_suit("post", "l", "party.added", f"name={name}", f"role={role}", *ON)
    told = bare_suit("conflicts", "Voss", "Toll", "Cy Low")
    assert "on our client's side: named as expert witness for the defendant in Lee" in told
    assert "adverse: named as expert witness for the plaintiff in Lee" in told
    assert "as our client is: party, defendant in Lee" in told
    assert "on no side" not in told
    assert "Defendant, as our client is" in bare_suit("status", "Cy Low")
    listed = bare_suit("matters", "l")
    assert "Helen Voss, named since 2025-05-20, on our client's side" in listed


def test_conflicts__of_a_name_that_only_words_have__tell_the_events(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "note", "text=We disclosed our expert, Dr. Helen Muñoz", *ON)
    bare_suit("post", "l", "note", "text=Call Muntz", *ON)
    told = bare_suit("conflicts", "Munoz", "Helen Munoz", "Helen Low")
    assert "Munoz: nobody, told of in 1 event\n  Told of in Lee v. Lobo Inc., @" in told
    assert ": Note: We disclosed our expert, Dr. Helen Muñoz" in told
    assert "Helen Munoz: nobody, told of in 1 event" in told
    assert "Helen Low: nobody\n" in told
    assert "Looked through: the names of parties" in told
    (event,) = bare_suit.json("events", "--newest")["events"][1:2]
    bare_suit("retract", event["event_id"], "--reason", "error")
    assert "Munoz: nobody\n" in bare_suit("conflicts", "Munoz")


def test_post__of_a_client_after_the_other_side__tells_of_who_is_a_client_elsewhere(
    bare_suit: Terminal,
) -> None:
    elsewhere = ("title=Moss v. Lane", "category=civil", "jurisdiction=NM", "client=Kit Moss")
    bare_suit("post", "m", "matter.opened", *elsewhere, *ON)
    bare_suit("post", "m", "party.added", "name=Kit Moss", "role=plaintiff", *ON)
    here = ("title=Fox v. Moss", "category=civil", "jurisdiction=NM", "client=Gus Fox")
    bare_suit("post", "f", "matter.opened", *here, *ON)
    named = ("name=Kit Moss", "role=defendant", "party=new")
    assert "conflict_of_interest" not in bare_suit("post", "f", "party.added", *named, *ON)
    told = bare_suit("post", "f", "party.added", "name=Gus Fox", "role=plaintiff", *ON)
    assert "! Kit Moss, adverse to our client here, may be the Kit Moss who is our client" in told
