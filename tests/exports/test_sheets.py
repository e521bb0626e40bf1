"""CSV and Excel: one row a fact, with the coordinates; nothing computes and nothing is cut off."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from casefile.answers.facts.marks import KEY
from casefile.exports import columns, spreadsheet, table
from tests.asking import Answers
from tests.exports.conftest import DAY, asking, document, entry, told
from tests.histories import Office


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(content: bytes, name: str = "Chronology") -> Any:
    """Return a sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def under_heads(content: bytes) -> list[dict[str, Any]]:
    """Return the facts of a workbook, each by its heads."""
    found = list(sheet(content).iter_rows(values_only=True))
    place = next(number for number, row in enumerate(found) if row[0] == "No.")
    return [dict(zip(found[place], row, strict=True)) for row in found[place + 1 :]]


def test_csv__every_row__has_the_coordinates_it_was_made_for(
    answers: Answers, office: Office
) -> None:
    found = rows(document(answers, "csv", as_of=DAY))

    assert len(found) > 10
    for row in found:
        assert row["chronology_of"] == "State v. Doe, D-101-CR-2021-7"
        assert row["as_of"] == DAY
        assert row["known_at_position"] == str(office.position)
        assert row["known_at_instant"].startswith("2023-12-31T12:00:00")
        assert row["made_at"] == "2023-12-31T12:00:00+00:00"


def test_csv__without_a_fact__has_one_row_with_the_coordinates(answers: Answers) -> None:
    (only,) = rows(document(answers, "csv", as_of="2019-01-01"))
    assert (only["number"], only["sentence"]) == ("", columns.NOTHING)
    assert only["as_of"] == "2019-01-01"


def test_csv__of_a_sealed_matter__every_row_says_so(answers: Answers, office: Office) -> None:
    assert {row["access"] for row in rows(document(answers, "csv", as_of=DAY))} == {"public"}
    office.post("2023-01-01 matter.access_changed to=sealed authority=order")
    assert {row["access"] for row in rows(document(answers, "csv", as_of=DAY))} == {"sealed"}


def test_csv__form__is_rfc_4180_in_utf_8_with_its_mark(answers: Answers) -> None:
    content = document(answers, "csv")
    assert content.startswith(b"\xef\xbb\xbfnumber,")
    assert content.endswith(b"\r\n")
    assert b"\r\r" not in content


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_row__of_a_fact__has_its_date_source_record_and_marks(
    answers: Answers, suffix: str
) -> None:
    content = document(answers, suffix, as_of=DAY)
    if suffix == "csv":
        found = {row["event_id"]: row for row in rows(content)}
        name = {one.name: one.name for one in columns.COLUMNS}
    else:
        found = {row["Event"]: row for row in under_heads(content)}
        name = {one.name: one.head for one in columns.COLUMNS}
    disputed, plea, filing = found["disputed"], found["plea"], found["filing"]

    assert disputed[name["as_written"]] == "last month"
    assert disputed[name["marks"]] == "DISPUTED"
    assert [disputed[name[f"source_{part}"]] for part in ("kind", "document", "locator")] == [
        "news",
        "The Taos News",
        "page 3",
    ]
    assert disputed[name["source_date"]] == "2023-04-02"
    assert plea[name["effective"]] == "2023-06"
    assert [str(plea[name[end]])[:10] for end in ("earliest", "latest")] == [
        "2023-06-01",
        "2023-06-30",
    ]
    assert plea[name["marks"]] == "POSSIBLE"
    assert str(plea[name["recorded_on"]])[:10] == "2023-12-31"
    assert filing[name["items"]] == "c1"
    assert filing[name["marks"]].count("CORRECTED: ") == 2
    assert found["told"][name["assertion"]] == "reported"


def test_excel__each_printed_page__repeats_the_heads_and_says_what_it_was_made_for(
    answers: Answers, office: Office
) -> None:
    content = document(answers, "xlsx", as_of=DAY)
    found = sheet(content)
    head = next(row[0].row for row in found.iter_rows() if row[0].value == "No.")

    assert found.print_title_rows == f"${head}:${head}"
    assert found.freeze_panes == f"A{head + 1}"
    for one in (found, sheet(content, "Key")):
        assert one.oddHeader.left.text == "Chronology: State v. Doe, D-101-CR-2021-7"
        assert one.oddFooter.left.text.startswith(
            f"As of {DAY}. Known at position {office.position} (2023-12-31T12:00:00"
        )
        assert one.oddHeader.center.text == "Made 2023-12-31 12:00:00 UTC"
        assert one.oddHeader.right.text == "FOR THE OFFICE ALONE"
        assert one.oddFooter.right.text == "page &P of &N"
        assert (one.page_setup.orientation, one.sheet_properties.pageSetUpPr.fitToPage) == (
            "landscape",
            True,
        )


def test_excel__the_key__explains_the_marks_that_occur_and_no_others(answers: Answers) -> None:
    content = document(answers, "xlsx", as_of=DAY)
    said = dict(row[:2] for row in sheet(content, "Key").values)
    given = "\n".join(str(row["Marks"]) for row in under_heads(content))

    told = {(word, text) for word, text in KEY.values() if word in given}
    assert told == set(KEY.values()) & set(said.items())
    assert 0 < len(told) < len(KEY)


def test_excel__title_of_many_words_and_ampersands__fits_the_header(office: Office) -> None:
    changes = '{"title":"' + "&S&P&" * 90 + '"}'
    office.post(f"2023-12-31 event.corrected target=open-m1 changes={changes}")
    with ZipFile(io.BytesIO(document(asking(office), "xlsx"))) as whole:
        text = whole.read("xl/worksheets/sheet1.xml").decode()
    header = text.partition("<oddHeader>")[2].partition("</oddHeader>")[0].replace("&amp;", "&")

    assert len(header) < 255
    assert "&S" not in header.replace("&&S", "")


def test_excel__a_day__is_a_date_and_one_that_excel_counts_wrongly_is_text(office: Office) -> None:
    office.recorder.record([entry("old", "Old", on="1899-12-31")], by="tester")
    office.recorder.record([entry("new", "New", on="2023-01-31")], by="tester")
    found = {row["Event"]: row for row in under_heads(document(asking(office), "xlsx"))}

    assert found["old"]["Earliest"] == "1899-12-31"
    assert found["new"]["Earliest"] == datetime(2023, 1, 31)  # noqa: DTZ001 - as Excel has it


def test_excel__a_text_longer_than_a_cell__goes_on_in_the_next_row(office: Office) -> None:
    steps = [f"step {number} " + "of the counting " * 1_200 for number in range(3)]
    made = entry("long", "x", as_written="=" * 20_000)
    office.recorder.record([made], by="tester")
    row = [1, *([""] * (len(columns.COLUMNS) - 1))]
    row[6] = "".join(steps)
    parts = list(spreadsheet._parts(row))

    assert len(parts) >= 2
    assert "".join(part[6] for part in parts) == "".join(steps)
    assert [part[0] for part in parts[1:]] == ["1 (continued)"] * (len(parts) - 1)
    for part in parts:
        assert len(part[6].encode("utf-16-le")) // 2 <= spreadsheet.MAX_CELL


@pytest.mark.parametrize("sign", ["a", "🔏", "_x0041_"])
def test_excel__what_a_cell_holds__is_counted_as_excel_counts(sign: str) -> None:
    text = sign * 40_000
    head, tail = spreadsheet._cut(text)

    assert head + tail == text
    counted = spreadsheet._escaped.sub("_x005F_", head)
    assert spreadsheet.MAX_CELL / 2 < len(counted.encode("utf-16-le")) // 2 <= spreadsheet.MAX_CELL


def test_excel__a_text_like_a_formula__stays_one_after_it_is_edited(office: Office) -> None:
    made = entry("odd", "x", as_written="=1+1")
    office.recorder.record([made], by="tester")
    found = sheet(document(asking(office), "xlsx"))
    (cell,) = (one for row in found.iter_rows() for one in row if one.value == "=1+1")

    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_csv__a_number_or_a_day__is_not_taken_for_a_formula() -> None:
    assert table._as_text([-1, date(2023, 1, 1), "-1", "a-1"]) == ["-1", "2023-01-01", "'-1", "a-1"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1fc", "a␀b␟c"),
        ("a\x7fb", "a␡b"),
        ("a\ufffeb\ud800", "a\ufffdb\ufffd"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
    ],
)
def test_text__with_what_xml_cannot_hold__has_its_picture(text: str, shown: str) -> None:
    assert columns.clean(text) == shown


def test_excel__a_text_like_excel_s_escapes__is_escaped_itself(office: Office) -> None:
    with ZipFile(io.BytesIO(told(office, "xlsx", "_x0041_ and _x"))) as whole:
        assert "_x005F_x0041_ and _x<" in whole.read("xl/worksheets/sheet1.xml").decode()


def test_excel__a_text__is_read_back_as_it_was(office: Office) -> None:
    text = 'Straße 中 🔏 <&> "quoted"  two  spaces'
    found = under_heads(told(office, "xlsx", text))
    assert found[-1]["What happened"] == f"Docket entry: {text}"
