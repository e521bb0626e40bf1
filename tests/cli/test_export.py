"""export: a chronology as a file that is there whole or not at all."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from casefile.exports.formats import FORMATS
from tests.cli.conftest import Terminal

AS_OF = ("--as-of", "2023-04-20")
OFFICE = ("--for", "office")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the program runs."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("suffix", FORMATS)
def test_export__without_a_name__is_named_after_the_id_and_the_coordinates(
    story: Terminal, here: Path, suffix: str
) -> None:
    told = story("export", "baldwin", "--format", suffix, *OFFICE, *AS_OF)

    (made,) = here.iterdir()
    assert made.name == f"chronology-matter-baldwin-2023-04-20-at-43-for-office.{suffix}"
    assert told.startswith(f"{made.name}: 17 facts. As of 2023-04-20. Known at position 43 (")
    assert made.read_bytes().startswith(
        {"pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}.get(suffix, b"PK")
    )


def test_export__of_a_party__goes_over_its_matters(story: Terminal, here: Path) -> None:
    story(
        "export",
        "--party",
        "alec-baldwin",
        "--format",
        "csv",
        "--output",
        "own.csv",
        *OFFICE,
        *AS_OF,
    )
    typed = ("--format", "csv", "--output", "whole.csv", *OFFICE, *AS_OF)
    story("export", "--party", "alec-baldwin", "--whole-matters", *typed)

    own, whole = (events(here / name) for name in ("own.csv", "whole.csv"))
    assert set(own) < set(whole)
    assert "rust-S06" in own
    assert "rust-open-baldwin" in set(whole) - set(own)


def events(path: Path) -> list[str]:
    """Return the ids of the events of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["event_id"] for row in csv.DictReader(file)]


def test_export__a_file_that_is_there__stays_unless_forced(story: Terminal, here: Path) -> None:
    mine = here / "mine.pdf"
    mine.write_text("mine")
    typed = ("export", "baldwin", "--format", "pdf", "--output", "mine.pdf")
    story(*typed, code=2)

    assert "output.exists" in story.error
    assert mine.read_text() == "mine"

    story(*typed, "--force")
    assert len(PdfReader(mine).pages) >= 2
    assert [one.name for one in here.iterdir()] == ["mine.pdf"]


def test_export__without_a_format__is_what_the_file_ends_in(story: Terminal, here: Path) -> None:
    story("export", "baldwin", "--output", "mine.PDF")
    assert len(PdfReader(here / "mine.PDF").pages) >= 1


def test_export__to_the_output__is_the_document_and_nothing_else(story: Terminal) -> None:
    told = story("export", "baldwin", "--format", "csv", "--output", "-", *OFFICE, *AS_OF)

    assert told.removeprefix("\ufeff").startswith("number,matter_id,")
    assert told.rstrip().endswith(",office,,,")
    assert story.error == "17 facts written.\n"


def test_export__with_json__tells_the_file_and_the_coordinates(story: Terminal, here: Path) -> None:
    told = story.json("export", "baldwin", "--format", "csv", "--known-at", "@43", *OFFICE, *AS_OF)

    assert (here / told["file"]).exists()
    assert (told["as_of"], told["position"], told["known_at"]) == ("2023-04-20", 43, "@43")
    assert told["facts"] == len(events(here / told["file"]))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("baldwyn", "--format", "pdf"), 3),
        (("--party", "nobody", "--format", "pdf"), 3),
        (("baldwin", "--format", "pdf", "--as-of", "soon"), 2),
        (("baldwin", "--format", "odt"), 2),
        (("baldwin",), 2),
        (("baldwin", "--output", "mine.txt"), 2),
        (("--format", "pdf"), 2),
        (("baldwin", "--party", "alec-baldwin", "--whole-matters", "--format", "pdf"), 2),
        (("baldwin", "--party", "nobody", "--format", "pdf"), 3),
        (("baldwin", "--item", "theft", "--format", "pdf"), 3),
        (("baldwin", "--type", "thing", "--format", "pdf"), 2),
        (("baldwin", "--from", "2023-02-01", "--to", "2023-01-01", "--format", "pdf"), 2),
        (("baldwin", "--for", "press", "--format", "pdf"), 2),
        (("baldwin", "--whole-matters", "--format", "pdf"), 2),
    ],
)
def test_export__that_cannot_be_made__leaves_nothing_behind(
    story: Terminal, here: Path, typed: tuple[str, ...], code: int
) -> None:
    story("export", *typed, code=code)
    assert list(here.iterdir()) == []


def test_export__into_a_folder_that_is_not_there__says_so(story: Terminal, here: Path) -> None:
    story("export", "baldwin", "--format", "csv", "--output", "none/b.csv", code=1)
    assert "none/b.csv" in story.error
    assert list(here.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions.")
def test_export__what_names_people__is_its_owner_s_alone(story: Terminal, here: Path) -> None:
    story("export", "baldwin", "--format", "csv", "--output", "b.csv")
    assert (here / "b.csv").stat().st_mode & 0o077 == 0


def test_export__refused_with_json__is_an_error_for_a_machine(story: Terminal, here: Path) -> None:
    del here
    story("export", "baldwyn", "--format", "pdf", "--json", code=3)
    assert json.loads(story.error)["code"] == "matter.unknown"


def test_export__unless_it_is_for_the_office__is_for_a_court_and_tells_what_it_leaves_out(
    story: Terminal, here: Path
) -> None:
    told = story("export", "baldwin", "--format", "csv", *AS_OF)

    (made,) = here.iterdir()
    assert made.name == "chronology-matter-baldwin-2023-04-20-for-court.csv"
    assert told.startswith(f"{made.name}: 11 facts. As of April 20, 2023. Known at April 20, 2023 ")
    assert story.error == (
        "Left out for the court: 2 of the office's own file; 4 that the client says, or may.\n"
        "Nothing says for whom the office is in baldwin, so no statement was told. "
        "Correct its opening: for=PARTY.\n"
    )
    assert "6 facts. A copy for a court has no notes" in made.read_text("utf-8-sig")


def test_export__where_the_client_is_known__tells_what_others_say(
    story: Terminal, here: Path
) -> None:
    story("correct", "rust-open-baldwin", "for=alec-baldwin")
    told = story.json("export", "baldwin", "--format", "csv", *AS_OF)

    assert (told["for"], told["left_out"]) == ("court", {"file": 2, "statement": 2, "amounts": 0})
    assert (here / told["file"]).exists()


def test_export__of_a_matter_that_is_not_public__only_for_the_office(
    story: Terminal, here: Path
) -> None:
    story("post", "baldwin", "matter.access_changed", "to=sealed", "authority=the court")
    story("export", "baldwin", "--format", "pdf", code=1)
    assert "Baldwin is sealed, and nothing of a matter that is not public" in story.error
    assert " export baldwin --format pdf --for office" in story.error
    some = ("--party", "Alec Baldwin", "--whole-matters", "--to", "May 2023")
    story("export", *some, "--format", "pdf", "--for", "court", code=1)
    said = "--party 'Alec Baldwin' --whole-matters --format pdf --to 'May 2023' --for office"
    assert set(said.split()) <= set(story.error.split())
    assert list(here.iterdir()) == []
    story("export", "baldwin", "--format", "pdf", *OFFICE)


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        (("--item", "manslaughter"), 6),
        (("--type", "charge"), 5),
        (("--type", "charge.filed"), 2),
        (("--party", "alec-baldwin", "--from", "2023-04-20"), 12),
        (("--party", "alec-baldwin", "--from", "April 20, 2023"), 12),
        (("--to", "2021-10-20"), 0),
        (("--to", "10/20/2021"), 0),
    ],
)
def test_export__of_what_was_chosen__says_so(
    story: Terminal, here: Path, typed: tuple[str, ...], facts: int
) -> None:
    story("export", "baldwin", "--format", "csv", "--output", "b.csv", *typed, *OFFICE, *AS_OF)
    text = (here / "b.csv").read_text("utf-8-sig")

    rows = list(csv.DictReader(text.splitlines()))
    assert len([row for row in rows if row["number"]]) == facts
    assert all(row["only"] for row in rows)
