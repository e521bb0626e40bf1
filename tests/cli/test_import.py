"""import: court files and spreadsheets at the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import FIXTURES, Terminal
from tests.importers.pacer_dockets import charged, entry, report, written
from tests.importers.test_csv import FILED, HEAD
from tests.importers.test_csv import SHEET as THEFT

MAPPING = str(FIXTURES / "import" / "caseload.toml")
SHEET = FIXTURES / "import" / "caseload.csv"
ROWS = len(SHEET.read_text(encoding="utf-8-sig").splitlines()) - 1
TWO = """
name = "two"
matter = ["Case"]
source = { document = "A sheet" }

[[event]]
type = "matter.opened"
key = ["Case"]
on = "2024-01-05"
constants = { title = "A matter", category = "civil", jurisdiction = "US" }

[[event]]
type = "party.added"
key = ["Case"]
on = "2024-01-05"
columns = { name = "Name" }
constants = { party_id = "p1", kind = "person", role = "plaintiff" }
"""
COUNTS = [("Wire fraud(1)", "Dismissed"), ("Mail fraud(2-3)", "Some words of a clerk")]


def docket(folder: Path, *counts: tuple[str, str]) -> Path:
    """Write the report of an invented criminal docket."""
    entries = [entry("1", "INDICTMENT as to Pat Doe")]
    (path,) = written(folder, report(parties=[charged(*counts)], docket_entries=entries))
    return path


def test_import__dry_run__shows_what_would_be_added_and_writes_nothing(
    terminal: Terminal, tmp_path: Path
) -> None:
    printed = terminal("import", "pacer", str(docket(tmp_path, *COUNTS)), "--dry-run")
    assert printed.splitlines()[0].split("  ")[0] == "Record"
    assert "charge.filed" in printed
    assert "Unread disposition: 2" in printed
    assert "01.json, parties[0], criminal_data," in printed
    assert printed.splitlines()[-1] == "Nothing was written."
    assert terminal.json("events")["head"] == 0


def test_import__docket__then_again__adds_nothing(terminal: Terminal, tmp_path: Path) -> None:
    path = str(docket(tmp_path, *COUNTS))
    first = terminal.json("import", "pacer", path)
    assert first["records"]["count"]["recorded"] == len(COUNTS)
    assert first["events"]["charge.filed"] == 3
    head = terminal.json("events")["head"]
    assert head == sum(first["events"].values())
    again = terminal.json("import", "pacer", path)
    assert (again["events"], terminal.json("events")["head"]) == ({}, head)
    assert again["records"]["count"]["already"] == len(COUNTS)
    assert "There already" in terminal("import", "pacer", path)


def test_import__newer_copy__tells_what_changed_and_what_is_gone(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("import", "pacer", str(docket(tmp_path, *COUNTS)))
    newer = docket(tmp_path, COUNTS[0], ("Mail fraud(2-3)", "Other words of a clerk"))
    printed = terminal("import", "pacer", str(newer))
    assert "Changed since an earlier copy, recorded as corrections: 2" in printed
    assert terminal.json("import", "pacer", str(newer))["events"] == {}


def test_import__folder__stands_for_the_files_of_the_source_in_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "within").mkdir()
    docket(tmp_path / "within", *COUNTS)
    (tmp_path / "within" / "notes.txt").write_text("No docket.", encoding="utf-8")
    answer = terminal.json("import", "pacer", str(tmp_path))
    assert answer["records"]["docket"]["recorded"] == 1
    terminal("import", "nlrb", str(tmp_path), code=2)
    assert "has no file that ends in .csv" in terminal.error


def test_import__broken_files_among_others__told_all_and_the_rest_comes_in(
    terminal: Terminal, tmp_path: Path
) -> None:
    good = docket(tmp_path, *COUNTS)
    text = good.read_text(encoding="utf-8")
    (tmp_path / "cut.json").write_text(text[:-40], encoding="utf-8")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "latin.json").write_bytes(text.replace("Pat", "P\u00e4t").encode("latin-1"))
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.json")

    printed = terminal("import", "pacer", str(tmp_path), code=2)
    assert "Did not come in: 6 of 7 files" in printed
    told = {
        "cut.json: This is not JSON",
        "list.json: a docket is a JSON object, and this is something else.",
        "is not UTF-8; save the file as UTF-8.",
        "folder.json is a folder, and no file.",
        "gone.json cannot be read: No such file or directory.",
        "pipe.json is no file.",
    }
    assert {one for one in told if one in printed} == told
    assert terminal.json("events")["head"] > 0
    again = terminal.json("import", "pacer", str(tmp_path), code=2)
    assert (again["files"], len(again["broken"]), again["events"]) == (7, 6, {})


def test_import__nothing_sound__says_where_and_records_nothing(
    terminal: Terminal, tmp_path: Path
) -> None:
    good = docket(tmp_path, *COUNTS)
    bad = good.rename(tmp_path / "zz.json")
    bad.write_text(bad.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    terminal("import", "pacer", str(tmp_path), code=2)
    assert terminal.error.startswith("zz.json")
    assert "[import.unreadable]" in terminal.error
    assert terminal.json("events")["head"] == 0


def test_import__two_files_of_one_name_one_of_them_broken__the_other_comes_in(
    terminal: Terminal, tmp_path: Path
) -> None:
    for folder in ("a/x", "b/x"):
        (tmp_path / folder).mkdir(parents=True)
        docket(tmp_path / folder, *COUNTS)
    (tmp_path / "a/x/01.json").write_text("{}", encoding="utf-8")
    answer = terminal.json("import", "pacer", str(tmp_path), code=2)
    assert [one["file"] for one in answer["broken"]] == ["a/x/01.json"]
    assert answer["records"]["docket"]["recorded"] == 1


def test_import__all_or_nothing_of_which_something_is_refused__nothing_recorded(
    terminal: Terminal, tmp_path: Path
) -> None:
    mapping = tmp_path / "two.toml"
    mapping.write_text(TWO, encoding="utf-8")
    sheet = tmp_path / "two.csv"
    sheet.write_text("Case,Name\nm1,Pat Doe\nm2,Lee Roe\n", encoding="utf-8")
    asked = ("import", "csv", str(mapping), str(sheet))
    terminal(*asked, "--all-or-nothing", code=1)
    assert terminal.error.startswith("two.csv, row 3: ")
    assert "So nothing comes in." in terminal.error
    assert terminal.json("events")["head"] == 0
    assert terminal.json(*asked, code=1)["records"]["row"] | {"already": 0} == {
        "recorded": 1,
        "changed": 0,
        "already": 0,
        "left_out": 0,
        "refused": 1,
    }


def test_import__refused_by_the_law__is_told_and_ends_with_1(
    terminal: Terminal, tmp_path: Path
) -> None:
    sheet = tmp_path / "pleas.csv"
    sheet.write_text("Case,Item,Day\nc1,count-1,2023-01-02\n", encoding="utf-8")
    mapping = tmp_path / "pleas.toml"
    mapping.write_text(
        'name = "pleas"\nmatter = ["Case"]\n'
        '[source]\ndocument = "Pleas"\nkind = "other"\n'
        '[[event]]\ntype = "charge.plea_entered"\nkey = ["Case", "Item"]\ndate = "Day"\n'
        'ids = { item_id = ["Item"] }\nconstants = { plea = "guilty" }\n',
        encoding="utf-8",
    )
    printed = terminal("import", "csv", str(mapping), str(sheet), code=1)
    assert "Refused: 1" in printed
    assert "pleas.csv, row 2" in printed
    assert terminal.json("events")["head"] == 0


def test_import__spreadsheet__every_row_is_accounted_for(terminal: Terminal) -> None:
    answer = terminal.json("import", "csv", MAPPING, str(SHEET))
    told = [sum(outcomes.values()) for outcomes in answer["records"].values()]
    assert (sum(told), answer["refused"]) == (ROWS, [])
    assert "Sound" in terminal("verify")


@pytest.mark.parametrize("source", ["pacer", "cook-county", "nlrb", "csv"])
def test_import__empty_file__is_refused_in_a_sentence(
    terminal: Terminal, tmp_path: Path, source: str
) -> None:
    empty = tmp_path / ("empty.json" if source == "pacer" else "empty.csv")
    empty.touch()
    terminal("import", source, *([MAPPING] if source == "csv" else []), str(empty), code=2)
    assert "empty" in terminal.error
    assert terminal.json("events")["head"] == 0


def test_import__help__names_every_source(terminal: Terminal) -> None:
    printed = terminal("import", "--help")
    assert all(source in printed for source in ("pacer", "cook-county", "nlrb", "csv"))


def test_import__newer_copy__names_every_deadline_that_it_moves_before_and_after(
    terminal: Terminal, tmp_path: Path
) -> None:
    one = entry(None, "JUDGMENT for the defendant", "2023-02-01")
    (path,) = written(tmp_path, report(docket_entries=[one]))
    terminal("import", "pacer", str(path))
    (trigger,) = (
        event["event_id"]
        for event in terminal.json("events")["events"]
        if event["type"] == "docket.entry_recorded"
    )
    for number in range(12):
        due = (f"deadline_id=d{number}", "kind=appeal", "rule=frap-4a1a", f"trigger={trigger}")
        terminal("post", "nmd-1.23-cr-00001", "deadline.set", *due, "--effective", "2023-02-02")
    newer = one | {"date_filed": "2023-02-03", "date_entered": "2023-02-03"}
    (path,) = written(tmp_path, report(docket_entries=[newer]))
    printed = " ".join(terminal("import", "pacer", str(path)).split())

    assert "Hearings and deadlines that stand otherwise now: 12" in printed
    for number in range(12):
        told = f"Deadline d{number} (appeal): 2023-03-03, open; now 2023-03-06, open."
        assert told in printed


def test_import__very_many_errors__the_first_are_printed_with_the_count_of_the_rest(
    terminal: Terminal, tmp_path: Path
) -> None:
    bad = "".join(f"24-{n},Doe,1,Theft,F,soon\n" for n in range(2_000))
    paths = [str(tmp_path / "sheet.csv"), str(tmp_path / "sheet.toml")]
    Path(paths[0]).write_text(THEFT + bad, encoding="utf-8")
    Path(paths[1]).write_text(HEAD + FILED, encoding="utf-8")
    good = tmp_path / "good.csv"
    good.write_text(THEFT, encoding="utf-8")
    printed = terminal("import", "csv", *paths, str(good), code=1)
    assert "Did not come in: 1 of 3 files" in printed
    assert printed.count("'soon' is not a date") == 10
    assert "And 1,990 more in sheet.csv." in printed
    answer = terminal.json("import", "csv", *paths, str(good), code=1)
    (broken,) = answer["broken"]
    assert (broken["number"], len(broken["faults"])) == (2_000, 1_000)
    terminal("import", "csv", *paths, code=2)
    assert terminal.error.startswith("sheet.csv: 2,000 errors, so nothing comes in.")
    assert terminal.error.count("'soon'") == 20
    assert "And 980 more; --json has them." in terminal.error
