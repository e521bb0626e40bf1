"""import: each way in which a file can be broken, for every source, at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import FIXTURES, Terminal
from tests.importers import county
from tests.importers.pacer_dockets import entry, party, report
from tests.importers.test_nlrb import FILED, HEADERS

MAPPING = FIXTURES / "import" / "caseload.toml"
DOCKET = json.dumps(report(parties=[party()], docket_entries=[entry("1")]))
ACTIONS = f"{','.join(HEADERS['actions'])}\n{FILED}\n"
SHEET = (FIXTURES / "import" / "caseload.csv").read_text(encoding="utf-8-sig")
LONG = "x" * 10_000
BIG = 200_000_000  # bytes


def _table(folder: Path) -> str:
    (path,) = county.write(folder, dispositions=[{}])
    return path.read_text(encoding="utf-8")


def good(source: str, folder: Path) -> str:
    """Return a small file of a source."""
    if source == "cook-county":
        return _table(folder)
    return {"pacer": DOCKET, "nlrb": ACTIONS, "csv": SHEET}[source]


# What is replaced in a good file, and what is told.
SWAPS = {
    ("pacer", "a name of 10,000 characters"): (
        "Pat Doe",
        LONG,
        "parties[0], name: it has 10,000 characters",
    ),
    ("cook-county", "a name of 10,000 characters"): (
        "CHICAGO PD",
        LONG,
        "row 2, column law_enforcement_agency: it has 10,000 characters",
    ),
    ("nlrb", "a name of 10,000 characters"): (
        "RCASE",
        LONG,
        "row 2, column Action_Table_Code: it has 10,000 characters",
    ),
    ("csv", "a name of 10,000 characters"): (
        "Burglary",
        LONG,
        "row 2, column Charge: It must have 1 to 500 characters",
    ),
    ("pacer", "a date of 2109"): (
        '"2023-01-05"',
        '"2109-01-05"',
        "date_filed: '2109-01-05' is not between 1789 and 2099",
    ),
    ("nlrb", "a date of 2109"): (
        "2009-01-05,",
        "2109-01-05,",
        "row 2, column Action_Date: 2109-01-05 lies outside the years 1935 to 2099",
    ),
    ("nlrb", "columns exchanged"): (
        "2009-01-05,",
        "2009-01-05T09:30:00,",
        "row 2, column Action_Date: an action has a day and no hour there",
    ),
    ("pacer", "a column missing"): (
        '"docket_number"',
        '"number"',
        "this is no docket, history or notice",
    ),
    ("cook-county", "a column missing"): (
        "charge_disposition,",
        "disposition,",
        "row 1: there is no column charge_disposition",
    ),
    ("nlrb", "a column missing"): (
        "Action_Control",
        "Control",
        "row 1: there is no column Action_Control",
    ),
    ("csv", "a column missing"): ("Charge,", "Offense,", "row 1: there is no column Charge"),
}
SOURCES = ("pacer", "cook-county", "nlrb", "csv")
TOGETHER = ("cook-county", "nlrb")  # whose tables say what the rows of one another mean


def broken(source: str, way: str, text: str) -> tuple[bytes, str]:
    """Return a file broken in one way, and what is told of it."""
    if (source, way) in SWAPS:
        was, becomes, told = SWAPS[source, way]
        assert was in text, (source, way)
        return text.replace(was, becomes, 1).encode(), told
    csv = source != "pacer"
    match way:
        case "empty":
            return b"", "is empty"
        case "cut short":
            short = text.rstrip()[: -len(text.rstrip().rpartition(",")[2]) - 1]
            return short.encode(), "the row ends before it" if csv else "This is not JSON"
        case "another encoding":
            return text.encode("utf-16"), "is written in UTF-16; save it as UTF-8"
        case _:
            odd = text.encode() + (b'"\xe9"' if csv else b"\xe9")
            return odd, "row" if csv else "is not UTF-8; save the file as UTF-8"


WAYS = ("empty", "cut short", "another encoding", "a byte that is no UTF-8")


# The county's tables and spreadsheets keep a date of 2109 as they have it: it is a date.
@pytest.mark.parametrize(
    ("source", "way"), [*((source, way) for source in SOURCES for way in WAYS), *SWAPS]
)
def test_import__broken_in_each_way_beside_a_good_file__told_and_the_rest_comes_in(
    terminal: Terminal, tmp_path: Path, source: str, way: str
) -> None:
    text = good(source, tmp_path)
    content, told = broken(source, way, text)
    end = "json" if source == "pacer" else "csv"
    for name, written in (("aa", text.encode()), ("bad", content)):
        (tmp_path / f"{name}.{end}").write_bytes(written)
    mapping = [str(MAPPING)] if source == "csv" else []
    paths = [str(tmp_path / f"{name}.{end}") for name in ("aa", "bad")]
    for how in (["--all-or-nothing"], ["--dry-run"]):
        printed = terminal("import", source, *mapping, *paths, *how, code=2) + terminal.error
        assert f"bad.{end}" in printed
        assert told in printed.replace("\n", " ")
        assert terminal.json("events")["head"] == 0
    if source in TOGETHER:
        terminal("import", source, *mapping, *paths, code=2)
        assert told in terminal.error.replace("\n", " ")
        assert terminal.json("events")["head"] == 0
        return
    answer = terminal.json("import", source, *mapping, *paths, code=2)
    assert [one["file"] for one in answer["broken"]] == [f"bad.{end}"]
    assert told in answer["broken"][0]["faults"][0]
    assert terminal.json("events")["head"] == sum(answer["events"].values()) > 0


@pytest.mark.parametrize("source", SOURCES)
def test_import__200_mb__told_and_nothing_recorded(
    terminal: Terminal, tmp_path: Path, source: str
) -> None:
    path = tmp_path / ("big.json" if source == "pacer" else "big.csv")
    path.write_text(good(source, tmp_path), encoding="utf-8")
    with path.open("r+b") as file:
        file.truncate(BIG)  # a file with a hole, which takes no room
    mapping = [str(MAPPING)] if source == "csv" else []
    terminal("import", source, *mapping, str(path), code=2)
    told = "200 MB" if source == "pacer" else "a line has more than 4,000,000 bytes"
    assert path.name in terminal.error
    assert told in terminal.error.replace("\n", " ")
    assert terminal.json("events")["head"] == 0


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("\ud800", "The key '\\ud800' is not plain ASCII"),
        ("\x1b[31m", "A text holds the control character"),
        ("a\x00", "A text holds the control character"),
    ],
)
def test_import__key_that_no_text_may_hold__told(
    terminal: Terminal, tmp_path: Path, key: str, told: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(report(**{key: "words"})), encoding="ascii")
    terminal("import", "pacer", str(path), code=2)
    assert f"bad.json, a key: {told}" in terminal.error


def test_import__disposition_changed__taken_back_and_the_record_is_sound(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("import", "pacer", _docket(tmp_path, "BOP 60 months"))
    dismissed = _docket(tmp_path, "DISMISSED")
    told = terminal.json("import", "pacer", dismissed, "--dry-run")
    done = terminal.json("import", "pacer", dismissed)
    assert told | {"dry_run": False} == done
    assert len(done["withdrawn"]) == 2
    printed = terminal("import", "pacer", _docket(tmp_path, "BOP 48 months"))
    assert "No longer what the source says, taken back: 1" in printed
    assert "Sound" in terminal("verify")
    terminal("rebuild")
    assert "Sound" in terminal("verify")


def _docket(folder: Path, words: str) -> str:
    row = {"name": "FRAUD(1)", "disposition": words, "status": "pending"}
    data = {"counts": [row], "complaints": []}
    copy = report(parties=[party(criminal_data=data)], docket_entries=[entry("1", "INDICTMENT")])
    path = folder / "docket.json"
    path.write_text(json.dumps(copy), encoding="utf-8")
    return str(path)
