"""What a matter has already is asked about on a terminal, and told of everywhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_identity import added, line, opened
from tests.cli.test_prompt import at_terminal
from tests.once import once

Write = Callable[..., str]
AGAIN = ("post", "m1", "charge.filed", "item_id=c2", "party_id=doe", "offense=battery")
ASKED = [("Record it all the same? [y/N]: ", "y")]


@pytest.fixture
@once
def charged(terminal: Terminal, write: Write) -> Terminal:
    """Return the program with a charge of battery, event c1 at position 3."""
    first = {**charge("c1"), "event_id": "c1"}
    terminal("load", write(opened("m1"), added("m1", "doe", "Pat Doe"), first))
    return terminal


def charge(item_id: str) -> dict[str, Any]:
    return line("m1", "charge.filed", item_id=item_id, party_id="doe", offense="battery")


def last(terminal: Terminal) -> Any:
    return terminal.json("events", "--newest", "--limit", "1")["events"][0]


def test_post__of_what_is_there__asked_on_a_terminal_and_recorded_where_it_is_meant(
    charged: Terminal,
) -> None:
    printed = at_terminal(charged, ASKED, *AGAIN)
    assert "Recorded" in printed
    assert "on record already" not in printed  # it has been asked
    assert last(charged)["data"]["item_id"] == "c2"


def test_post__of_what_is_there__not_recorded_where_it_is_not_meant(charged: Terminal) -> None:
    before = last(charged)
    at_terminal(charged, [(ASKED[0][0], "n")], *AGAIN, code=1)
    at_terminal(charged, [(ASKED[0][0], "")], *AGAIN, code=1)
    assert last(charged) == before


def test_plea__that_is_there__asked_on_a_terminal_and_one_of_another_kind_is_not(
    charged: Terminal,
) -> None:
    plea = ("post", "m1", "charge.plea_entered", "item=c1", "--effective", "2023-02-01")
    charged(*plea, "plea=not_guilty")
    before = last(charged)
    at_terminal(charged, [(ASKED[0][0], "n")], *plea, "plea=not_guilty", code=1)
    assert last(charged) == before
    assert "Recorded" in at_terminal(charged, [], *plea, "plea=guilty")


def test_appeal__from_what_is_not_decided__names_what_is_missing_on_a_day_of_its_own(
    terminal: Terminal, write: Write
) -> None:
    claim = line("m1", "claim.filed", item_id="k1", claimants=["roe"], against=["doe"], cause="x")
    people = (added("m1", "doe", "Pat Doe"), added("m1", "roe", "Jo Roe"))
    terminal("load", write(opened("m1"), *people, claim))
    told = terminal(
        "post", "m1", "appeal.filed", "item=k1", "appellant=doe", "--effective", "2023-03-01"
    )
    assert "[appeal.nothing_decided: @5]" in told
    assert "post m1 claim.judgment_entered item=k1" in told
    assert told.rstrip().endswith("--effective DAY")


def test_matter__in_which_nothing_is_open__is_proposed_to_be_closed_on_a_day_of_its_own(
    charged: Terminal,
) -> None:
    told = charged("post", "m1", "charge.dismissed", "item=c1", "--effective", "2023-03-01")
    assert "[matter.nothing_open: @4]" in told
    assert "post m1 matter.status_changed status=closed --effective DAY" in told


def test_post__of_what_is_there_and_nobody_to_ask__recorded_and_told(charged: Terminal) -> None:
    told = " ".join(charged(*AGAIN, "--event-id", "e2").split())
    said = "This charge is on record already: Charge filed against Pat Doe: battery (2023-01-02, "
    assert f"{said}@3)." in told
    assert "[duplicate.charge: @4, @3]" in told


@pytest.mark.parametrize("typed", [("--again",), ("--duplicates", "c1")])
def test_post__said_to_be_meant__neither_asked_nor_told(
    charged: Terminal, typed: tuple[str, ...]
) -> None:
    printed = at_terminal(charged, [], *AGAIN, *typed)
    assert "Recorded" in printed
    assert "on record already" not in printed
    links = last(charged).get("links")
    assert links == ({"duplicates": "c1"} if "c1" in typed else None)


def test_post__tried__is_told_and_not_asked(charged: Terminal) -> None:
    printed = at_terminal(charged, [], *AGAIN, "--dry-run")
    assert "on record already" in printed
    assert "Nothing was written." in printed


@pytest.mark.parametrize("tried", [(), ("--dry-run",)])
def test_load__of_what_is_there__is_listed_at_its_end(
    charged: Terminal, write: Write, tried: tuple[str, ...]
) -> None:
    path = write(charge("c2"), charge("c3"), line("m1", "charge.dismissed", item_id="c3"))
    told = charged.json("load", path, *tried)
    assert told["recorded"] == 3
    codes = [one["code"] for one in told["warnings"]]
    assert codes == ["duplicate.charge", "duplicate.charge"]
    assert {one["events"][1] for one in told["warnings"]} == {"c1"}


@pytest.mark.parametrize("tried", [(), ("--dry-run",)])
def test_import__of_what_is_there__is_listed_with_its_place(
    terminal: Terminal, tmp_path: Path, tried: tuple[str, ...]
) -> None:
    sheet, mapping = tmp_path / "sheet.csv", tmp_path / "sheet.toml"
    sheet.write_text("Case,No,Text,Filed\n1,1,Order,2023-01-02\n1,2,Order,2023-01-02\n")
    mapping.write_text(
        'name = "sheet"\nmatter = ["Case"]\nsource = { document = "The sheet" }\n'
        '[[event]]\ntype = "matter.opened"\nkey = ["Case"]\ndate = "Filed"\n'
        'constants = { title = "T", category = "civil", jurisdiction = "US-NM" }\n'
        '[[event]]\ntype = "docket.entry_recorded"\nkey = ["Case", "No"]\ndate = "Filed"\n'
        'columns = { text = "Text" }\n'
    )
    typed = ("import", "csv", str(mapping), str(sheet))
    (told,) = terminal.json(*typed, "--dry-run")["warnings"]
    assert (told["where"], told["code"]) == ("sheet.csv, row 3", "duplicate.docket_entry")
    printed = " ".join(terminal(*typed, *tried).split())
    assert "Duplicate: docket entry: 1" in printed
    assert "This docket entry is on record already: Docket entry: Order (2023-01-02, " in printed
    again = terminal.json(*typed)
    assert len(again["warnings"]) == len(tried)  # once it is recorded, nothing is new
