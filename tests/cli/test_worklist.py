"""worklist and report courts: what there is to do, in a paralegal's words, and counted by court."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ON, Terminal
from tests.importers.pacer_dockets import charged, entry, report
from tests.once import once

WORDS = "BOP 60 months; restitution as the clerk computes it"


@pytest.fixture
@once
def docket(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Return the program on one docket, of which a sentence was read in part."""
    made = report(
        parties=[charged(("Wire fraud(1)", WORDS), ("Mail fraud(2)", "Words of a clerk"))],
        docket_entries=[entry("1", "INDICTMENT as to Pat Doe")],
    )
    path = tmp_path / "docket.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    terminal("import", "pacer", str(path))
    return terminal


def test_worklist__of_a_docket__names_people_and_quotes_the_source(docket: Terminal) -> None:
    printed = docket("worklist")
    told = " ".join(printed.split())
    assert "United States v. Doe" in told
    assert "read in part" in told
    assert "Pat Doe, since" in told
    assert "was read only in part:" in told
    assert "nmd-1.23-cr" not in told
    answer = docket.json("worklist", "--only", "partly_read", "--party", "Pat Doe")
    (one,) = answer["entries"]
    assert f'read only in part: "{WORDS}" (listed under pending counts).' in one["sentence"]
    assert one["parties"][0]["name"] == "Pat Doe"
    assert one["events"][0]["source"]["quote"] == WORDS
    assert docket.json("worklist", "--matter", "1:23-cr-00001") == docket.json("worklist") | {
        "matter_id": "nmd-1.23-cr-00001"
    }


def test_worklist__page_by_page__says_how_to_go_on(docket: Terminal) -> None:
    first = docket.json("worklist", "--limit", "1")
    assert first["next"]
    rest = docket.json("worklist", "--limit", "1", "--after", first["next"])
    every = docket.json("worklist")["entries"]
    assert [*first["entries"], *rest["entries"]] == every
    assert "--after" in docket("worklist", "--limit", "1")


def test_worklist__nothing_to_do__says_so(terminal: Terminal) -> None:
    assert "There is nothing." in terminal("worklist")


def test_worklist__what_is_overdue_and_what_is_due__is_there_with_its_day(
    bare_suit: Terminal,
) -> None:
    for what, due in {"answer": "May 30, 2025", "reply": "June 3, 2025"}.items():
        bare_suit("post", "l", f"deadline to {what}", f"due={due}", *ON)
    told = bare_suit("worklist", "--as-of", "2025-06-01")
    overdue, to_come = told.split("Due from then on until 2025-06-08:")
    assert "The deadline was due by 2025-05-30 and is open: answer." in " ".join(overdue.split())
    assert "2025-06-03" not in overdue
    assert "Tue 2025-06-03" in to_come
    assert "answer" not in to_come
    only = bare_suit("worklist", "--as-of", "2025-06-01", "--only", "overdue")
    assert "2025-05-30" in only
    assert "Due from then on" not in only


def test_report_courts__of_a_docket__counts_what_is_unread_and_read_in_part(
    docket: Terminal,
) -> None:
    (line,) = docket.json("report", "courts")["courts"]
    counted = ("matters", "items", "parties", "unread", "partly_read", "irregular", "conflicting")
    assert line == {"court": "nmd", **dict(zip(counted, (1, 2, 1, 2, 1, 0, 0), strict=True))}
    printed = " ".join(docket("report", "courts").split())
    assert "In part" in printed
    assert "District Court, D. New 1 2 1 2 1 0 0 Mexico" in printed
    assert docket.json("report", "courts", "--category", "civil")["courts"] == []
    assert "No matter was known then." in docket("report", "courts", "--category", "civil")
