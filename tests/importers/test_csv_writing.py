"""csv: how a sheet is written down, and everything that is wrong with one, told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.event import Draft
from casefile.importers.faults import Faults
from casefile.importers.material import Unreadable
from casefile.importers.spreadsheet.importer import IMPORTER as SHEETS
from tests.importers.test_csv import FILED, HEAD, SHEET

COLUMNS = ("Case", "Client", "Count", "Charge", "Level", "Filed")
OURS = """
format = "day_first"
formats = { Filed = "ours" }
date_formats = { ours = "%B %d, %Y" }
"""
MAPPING = HEAD + FILED


def written(folder: Path, sheet: bytes | str, said: str = "") -> list[Path]:
    """Write a sheet and its mapping, which says this beside the rest, and return them."""
    paths = [folder / "sheet.csv", folder / "sheet.toml"]
    paths[0].write_bytes(sheet.encode() if isinstance(sheet, str) else sheet)
    paths[1].write_text(f"{said}\n{MAPPING}", encoding="utf-8")
    return paths


def draft(folder: Path, sheet: bytes | str, said: str = "") -> Draft:
    """Return the one event of a sheet."""
    (bundle,) = SHEETS.read(written(folder, sheet, said))
    (found,) = bundle.drafts()
    return found


def faults(folder: Path, sheet: bytes | str, said: str = "") -> list[str]:
    """Return everything that is told of a sheet."""
    found = Faults()
    assert list(SHEETS.read_sound(written(folder, sheet, said), found)) == []
    (broken,) = found.broken
    assert (broken.file, broken.number) == ("sheet.csv", len(broken.faults))
    return [one.removeprefix("sheet.csv, ") for one in broken.faults]


def row(*cells: str, by: str = ",") -> str:
    """Return a header and one row."""
    return f"{by.join(COLUMNS)}\n{by.join(cells)}\n"


def test_errors__of_a_whole_sheet__each_with_row_and_column(tmp_path: Path) -> None:
    sheet = (
        f"{SHEET}"
        "24-2,Doe,1,Theft,X,yesterday\n"
        "24-3,Doe,one,,F,2024-03-09\n"
        "24-4,Doe,1,Theft\n"
        "24-5,Doe,,Theft,F,2024-03-09\n"
        "Case,Client,Count,Charge,Level,Filed\n"
        "24-6,Doe,1,Theft,Z,2024-03-09\n"
        "24-7,Doe,1,Theft,F,2024-03-09,more\n"
    )
    needs = "and charge.filed needs"
    assert faults(tmp_path, sheet) == [
        "row 3, column Filed: 'yesterday' is not a date like 2023-03-31.",
        "row 4, column Count: It must be a whole number (charge.filed, count_no).",
        f"row 4, column Charge: it is blank, {needs} offense (charge.filed, offense).",
        "row 5, column Level: the row ends before it, with 4 cells of 6.",
        f"row 6, column Count: it is blank, {needs} item_id (charge.filed, item_id).",
        "row 7: the header stands here again; is the file put together of two?",
        "row 8, column Level: the mapping has no code of severity for 'Z'.",
        "row 9, column 7: the row has 7 cells, and the header names 6 columns.",
    ]


def test_errors__several_in_one_row__all_are_told(tmp_path: Path) -> None:
    mapping = FILED.replace('count_no = "Count"', 'count_no = "Count", degree = "Client"')
    money = '\n[[event]]\ntype = "claim.filed"\nkey = ["Case"]\ndate = "Filed"\n'
    money += 'ids = { item_id = ["Count"] }\ncolumns = { cause = "Charge" }\n'
    money += 'money = { amount = "Level" }\n'
    paths = written(tmp_path, row("24-1", "x" * 501, "1", "", "Z", "2024-03-09"))
    paths[1].write_text(HEAD + mapping + money, encoding="utf-8")
    found = Faults()
    list(SHEETS.read_sound(paths, found))
    told = [one.removeprefix("sheet.csv, row 2, column ") for one in found.broken[0].faults]
    assert told == [
        "Level: the mapping has no code of severity for 'Z'.",
        "Level: 'Z' is no amount like 1,500.00.",
    ]
    paths[0].write_text(row("24-1", "x" * 501, "1", "", "F", "2024-03-09"), encoding="utf-8")
    paths[1].write_text(HEAD + mapping, encoding="utf-8")
    found = Faults()
    list(SHEETS.read_sound(paths, found))
    columns = [one.split("column ")[1].split(":")[0] for one in found.broken[0].faults]
    assert sorted(columns) == ["Charge", "Client"]


def test_errors__in_a_broken_sheet__leave_out_no_row_of_a_sound_one(tmp_path: Path) -> None:
    paths = written(tmp_path, f"{SHEET}24-2,Doe,1,Theft,F,soon\n")
    sound = tmp_path / "sound.csv"
    sound.write_text(SHEET, encoding="utf-8")
    found = Faults()
    (bundle,) = SHEETS.read_sound([*paths, sound], found)
    assert [len(one.drafts) for one in bundle.records] == [1]
    assert [one.file for one in found.broken] == ["sheet.csv"]


def test_rows__of_two_sheets_whose_columns_stand_otherwise__are_the_same_by_their_columns(
    tmp_path: Path,
) -> None:
    paths = written(tmp_path, row("24-1", "3", "2", "Theft", "F", "2024-03-09"))
    header = "Case,Count,Client,Charge,Level,Filed"
    rows = ["24-1,2,3,Theft,F,2024-03-09", "24-1,3,2,Theft,F,2024-03-09"]
    (tmp_path / "other.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    (bundle,) = SHEETS.read([*paths, tmp_path / "other.csv"])
    assert [(one.where, one.left_out) for one in bundle.records] == [
        ("sheet.csv, row 2", None),
        ("other.csv, row 2", "The same row stands in sheet.csv, row 2."),
        ("other.csv, row 3", None),
    ]


@pytest.mark.parametrize(("said", "by"), [('delimiter = ";"', ";"), (r'delimiter = "\t"', "\t")])
def test_delimiter__in_the_mapping__parts_the_cells(tmp_path: Path, said: str, by: str) -> None:
    sheet = row("24-1", "Doe", "1", "Theft, grand", "F", "2024-03-09", by=by)
    assert draft(tmp_path, sheet, said).data["offense"] == "Theft, grand"
    (told,) = faults(tmp_path, sheet)
    assert told.startswith("row 1: there is no column Case, Count, Charge, Level, Client, Filed; ")
    called = "a semicolon" if by == ";" else "the tab"
    assert f"it looks as if {called} parts the cells, which a mapping says as `delim" in told


@pytest.mark.parametrize("encoding", ["windows-1252", "latin-1", "utf-16", "utf-16-le", "utf-8"])
def test_encoding__in_the_mapping__reads_the_sheet(tmp_path: Path, encoding: str) -> None:
    sheet = row("24-1", "Doe", "1", "V\u00f6llerei\r\nund mehr".replace("\r\n", " "), "F", "2024")
    found = draft(tmp_path, sheet.encode(encoding), f'encoding = "{encoding}"')
    assert found.data["offense"] == "V\u00f6llerei und mehr"


@pytest.mark.parametrize(
    ("encoding", "content", "told"),
    [
        ("windows-1252", b"\x81", "row 2, column Charge: byte 0x81 is no sign of windows-1252."),
        ("utf-16", b"\x00", "row 1: it is not written in utf-16, as the mapping says."),
        ("ascii", b"\xe9", "row 2, column Charge: byte 0xe9 is no sign of ascii."),
    ],
)
def test_encoding__that_the_sheet_does_not_have__told_with_the_row(
    tmp_path: Path, encoding: str, content: bytes, told: str
) -> None:
    sheet = row("24-1", "Doe", "1", "Theft", "F", "2024-03-09").encode()
    assert faults(tmp_path, sheet.replace(b"Theft", content), f'encoding = "{encoding}"') == [told]


def test_encoding__another_than_the_mark_says__told(tmp_path: Path) -> None:
    marked = b"\xef\xbb\xbf" + SHEET.encode()
    assert draft(tmp_path, marked).matter_id == "24-1"
    with pytest.raises(Unreadable, match="begins as UTF-8 does, which is another"):
        list(SHEETS.read(written(tmp_path, marked, 'encoding = "windows-1252"')))


def test_quote_and_escape__in_the_mapping__read_inside_a_cell(tmp_path: Path) -> None:
    sheet = row("24-1", "Doe", "1", r'"Theft, \"grand\""', "F", "2024-03-09")
    assert draft(tmp_path, sheet, r'escape = "\\"').data["offense"] == 'Theft, "grand"'
    single = row("24-1", "Doe", "1", "'Theft, ''grand'''", "F", "2024-03-09")
    assert draft(tmp_path, single, 'quote = "\'"').data["offense"] == "Theft, 'grand'"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('delimiter = ";;"', "delimiter: ';;' is not one sign, like ','"),
        ('delimiter = "x"', "delimiter: 'x' is not one sign, like ','"),
        ("delimiter = '\"'", "delimiter: '\"' cannot be the quote or its escape as well."),
        (
            'delimiter = ";"\nescape = ";"',
            "delimiter: ';' cannot be the quote or its escape as well.",
        ),
        (r'escape = "\n"', r"escape: '\n' is not one sign"),
        ('quote = ""', "quote: '' is not one sign"),
        ('encoding = "utf9"', "encoding: 'utf9' is no encoding that is known here; a spreadsheet"),
        ('encoding = "base64"', "encoding: 'base64' is no encoding that is known here"),
        ('format = "american"', "format: 'american' is no format like %m/%d/%Y, and no name of"),
        (
            'formats = { Filed = "ours" }\ndate_formats = { ours = "%d/%Y" }',
            "date_formats.ours: '%d/%Y' is no format of a date: it has a day without its month",
        ),
    ],
)
def test_mapping__that_says_it_wrong__told_in_a_sentence_with_the_key(
    tmp_path: Path, said: str, told: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        list(SHEETS.read(written(tmp_path, SHEET, said)))
    assert caught.value.sentence.startswith(f"sheet.toml, {told}")


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ('format = "month_first"', "3/9/2024"),
        ('format = "day_first"', "9/3/2024"),
        ('format = "year_first"', "2024/03/09"),
        (OURS, '"March 9, 2024"'),
        ('format = "day_first"\ndate_formats = { day_first = "%d.%m.%Y" }', "9.3.2024"),
    ],
)
def test_date_format__by_its_name__read_as_that_format(
    tmp_path: Path, said: str, cell: str
) -> None:
    sheet = row("24-1", "Doe", "1", "Theft", "F", cell)
    assert draft(tmp_path, sheet, said).effective == "2024-03-09"


@pytest.mark.parametrize(
    "sheet",
    [
        SHEET.replace("\n", "\r\n"),
        f"\ufeff{SHEET}",
        SHEET.replace("Theft", '"Theft"'),
        SHEET.removesuffix("\n"),
        f"{SHEET}\n\n",
    ],
    ids=["CRLF", "mark", "quoted", "no end", "blank lines"],
)
def test_sheet__written_in_other_ways__read_as_the_same(tmp_path: Path, sheet: str) -> None:
    assert draft(tmp_path, sheet) == draft(tmp_path, SHEET)


def test_sheet__with_a_line_end_in_a_cell__one_row_and_the_next_is_counted(tmp_path: Path) -> None:
    sheet = row("24-1", "Doe", "1", '"Theft\r\nof a car"', "F", "2024-03-09")
    assert draft(tmp_path, sheet).data["offense"] == "Theft\r\nof a car"
    assert faults(tmp_path, f"{sheet}24-2,Doe,1,Theft,F,soon\n")[0].startswith("row 3, column")


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("", "sheet.csv is empty: its first row has to name the columns."),
        ("\n\n", "sheet.csv is empty: its first row has to name the columns."),
        ("Case,Case\n", "row 1, column Case: it is there twice."),
    ],
)
def test_sheet__without_a_header_that_can_be_read__told(
    tmp_path: Path, sheet: str, told: str
) -> None:
    assert faults(tmp_path, sheet) == [told]
