"""Rows of CSV files: read strictly, and every error names the file, the row and the column."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from casefile.importers.material import Unreadable
from casefile.importers.rows import Row, read_columns, read_rows


def table(folder: Path, content: bytes | str, name: str = "cases.csv") -> Path:
    """Write a file and return it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def every(folder: Path, content: bytes | str, *required: str) -> list[Row]:
    """Return all rows of a table."""
    return list(read_rows(table(folder, content), required))


def unreadable(folder: Path, content: bytes | str, *required: str) -> str:
    """Return why a table cannot be read."""
    with pytest.raises(Unreadable) as caught:
        every(folder, content, *required)
    return caught.value.sentence


def test_rows__good_table__cells_by_column_with_their_row(tmp_path: Path) -> None:
    first, second = every(tmp_path, 'id,words\n1,"so, he\nsaid ""no"""\n2, é \n', "words")
    assert (first.number, second.number) == (2, 3)
    assert second.where == "cases.csv, row 3"
    assert first["words"] == 'so, he\nsaid "no"'
    assert (second["words"], second.text("words")) == (" é ", "é")
    assert dict(second.items()) == {"id": "2", "words": " é "}
    assert second.cells == ("2", " é ")


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbfid,b\r\n1,2\r\n", b"id,b\n1,2", b"id,b\n1,2\n\n"],
    ids=["mark", "no end", "blank line"],
)
def test_rows__byte_order_mark_line_ends_and_blank_lines__read(
    tmp_path: Path, content: bytes
) -> None:
    assert [row["id"] for row in every(tmp_path, content, "id")] == ["1"]


def test_rows__blank_line_between__counted_as_a_row(tmp_path: Path) -> None:
    assert [row.number for row in every(tmp_path, "id\n1\n\n2\n")] == [2, 4]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "cases.csv is empty: its first row has to name the columns."),
        ("\n1,2\n", "cases.csv is empty: its first row has to name the columns."),
        ("id,b\n1,2\n", "cases.csv, row 1: there is no column day."),
        ("id,day,id\n", "cases.csv, row 1, column id: it is there twice."),
        ("id,day,\n", "cases.csv, row 1, column 3: it has no name."),
        (
            "id,day\n1,2\n3\n",
            "cases.csv, row 3, column day: the row ends before it, with 1 cells of 2.",
        ),
        (
            "id,day\n1,2,3\n",
            "cases.csv, row 2, column 3: the row has 3 cells, and the header names 2 columns.",
        ),
        (
            b"id,day\n1,2\n1,\xe9t\xe9\n",
            "cases.csv, row 3, column day: byte 0xe9 is not UTF-8; save the file as UTF-8.",
        ),
        (b"id,d\xe9\n", "cases.csv, row 1, column 2: byte 0xe9 is not UTF-8; save the file as "),
        ("id,day\n1,2\x003\n", "cases.csv, row 2, column day: it holds a NUL byte; is the file "),
        ("id,day\n1\x07,2\n", "cases.csv, row 2, column id: it holds the control character 0x07."),
        ('id,day\n1,"2\n', "cases.csv, row 2: it is not written as CSV asks, or not whole "),
        ('id,day\n"1"x,2\n', "cases.csv, row 2: it is not written as CSV asks, or not whole "),
        ("id,day\r1,2\r", "cases.csv, row 1: it is not written as CSV asks, or not whole "),
        (
            f"id,day\n1,{'x' * 100_001}\n",
            "cases.csv, row 2, column day: it has 100,001 characters; 100,000 at most are read.",
        ),
        (
            f'id,day\n1,"{"x" * 60_000}\n{"x" * 60_000}"\n',
            "cases.csv, row 2, column day: it has 120,001 characters; 100,000 at most are read.",
        ),
        (
            'id,day\n1,"' + "x\n" * 70_000,
            "cases.csv, row 2: a cell has more than 100,000 characters; is a quote not closed?",
        ),
    ],
    ids=str,
)
def test_rows__broken_table__says_where_and_what(
    tmp_path: Path, content: bytes | str, sentence: str
) -> None:
    assert unreadable(tmp_path, content, "id", "day").startswith(sentence)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_rows__another_encoding__told_by_name(tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding.endswith("-be") else ""
    said = unreadable(tmp_path, f"{mark}id,day\n1,2\n".encode(encoding), "id")
    assert said == f"cases.csv is written in {encoding[:6].upper()}; save it as UTF-8."


def test_rows__utf_16_without_a_mark__told_by_its_nul_bytes(tmp_path: Path) -> None:
    said = unreadable(tmp_path, "id,day\n".encode("utf-16-le"), "id")
    assert said == (
        "cases.csv, row 1, column 1: it holds a NUL byte; is the file UTF-16? Save it as UTF-8."
    )


def test_rows__no_file__unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"^gone\.csv cannot be read: No such file"):
        read_columns(tmp_path / "gone.csv")


def test_rows__file_above_the_limit__refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(Unreadable) as caught:
        next(read_rows(path))
    assert caught.value.sentence == ("huge.csv has 300 MB; 256 MB at most are read.")


def test_rows__200_mb_without_a_line_break__refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "flat.csv"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 1_000_000)
    tracemalloc.start()
    with pytest.raises(Unreadable, match="a line has more than 4,000,000 bytes"):
        next(read_rows(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_rows__large_table__read_in_bounded_memory(tmp_path: Path) -> None:
    line = b"1," + b"x" * 1_000 + b"\n"
    path = table(tmp_path, b"id,words\n" + line * 20_000)  # 20 MB
    tracemalloc.start()
    count = sum(1 for _ in read_rows(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 2_000_000


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2019-01-05", "2019-01-05"),
        (" 2019-01-05 ", "2019-01-05"),
        ("2019-01-05 04:05:06", "2019-01-05T04:05:06"),
        ("2019-01-05T04:05", "2019-01-05T04:05"),
        ("2019-01-05 04:05:06.000", "2019-01-05T04:05:06"),
        ("2109-04-11", "2109-04-11"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_moment__day_time_or_blank__edtf(tmp_path: Path, cell: str, moment: str) -> None:
    (row,) = every(tmp_path, f'day,b\n"{cell}",1\n')
    assert row.moment("day") == moment
    assert row.day("day") == moment[:10]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("2019-02-30", "'2019-02-30' is no day of the calendar"),
        ("2019-01-05 25:00:00", "is no day of the calendar"),
        ("0000-01-01", "is no day of the calendar"),
        ("1/5/2019", "'1/5/2019' is no date like 2019-03-31 or 2019-03-31 14:05:00."),
        ("2019-01", "is no date like"),
        ("9" * 100, f"'{'9' * 40}' is no date like"),
    ],
)
def test_moment__no_day__unreadable_with_row_and_column(
    tmp_path: Path, cell: str, words: str
) -> None:
    _, row = every(tmp_path, f"day,b\n,1\n{cell},2\n")
    with pytest.raises(Unreadable) as caught:
        row.moment("day")
    assert caught.value.sentence.startswith("cases.csv, row 3, column day: ")
    assert words in caught.value.sentence
