"""Word: what stands on every page, the head that is repeated, and rows over pages."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT

from casefile.answers.facts import chronicle
from casefile.answers.facts.marks import KEY
from tests.asking import Answers
from tests.exports.conftest import DAY, document, lines, told
from tests.histories import Office


def part(content: bytes, name: str) -> str:
    with ZipFile(io.BytesIO(content)) as whole:
        return whole.read(f"word/{name}.xml").decode()


def test_page__every_one__says_of_what_as_of_known_at_made_and_its_number(
    answers: Answers, office: Office
) -> None:
    content = document(answers, "docx", as_of=DAY)
    (section,) = docx.Document(io.BytesIO(content)).sections

    assert section.header.paragraphs[0].text.startswith("State v. Doe, D-101-CR-2021-7")
    footer = section.footer.paragraphs[0].text
    assert footer.startswith(f"As of {DAY} · Known at position {office.position} (2023-12-31T12:")
    assert "Made 2023-12-31 12:00:00 UTC" in footer
    assert re.findall('w:instr="([^"]*)"', part(content, "footer1")) == [" PAGE ", " NUMPAGES "]
    assert section.orientation is WD_ORIENT.LANDSCAPE


def test_table__its_head__is_repeated_and_its_rows_are_the_facts(answers: Answers) -> None:
    content = document(answers, "docx", as_of=DAY)
    (table,) = docx.Document(io.BytesIO(content)).tables
    heads, *rows = table.rows

    assert [cell.text for cell in heads.cells] == [
        "No.",
        "Date",
        "What happened",
        "About",
        "Source",
        "Recorded",
    ]
    assert part(content, "document").count("<w:tblHeader/>") == 1
    assert [row.cells[0].text for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    filing = next(row for row in rows if "filing" in row.cells[5].text)
    assert filing.cells[1].text == "2021-02-03"
    assert filing.cells[2].text.splitlines()[0] == "Charge filed against Pat Doe: arson, felony"
    assert filing.cells[2].text.count("CORRECTED") == 2
    plea = next(row for row in rows if row.cells[5].text.endswith("plea"))
    assert plea.cells[1].text == "2023-06\n2023-06-01 to 2023-06-30"


def test_row__long__may_go_on_over_pages_and_a_short_one_not(office: Office) -> None:
    content = told(office, "docx", "A short text.", "A long text. " * 500)
    rows = re.findall("<w:tr>.*?</w:tr>", part(content, "document"))

    assert ["<w:cantSplit/>" in row for row in rows[-2:]] == [True, False]


def test_key__at_the_end__explains_the_marks_that_occur_and_no_others(answers: Answers) -> None:
    content = document(answers, "docx", as_of=DAY)
    found = lines(chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE, as_of=DAY))
    given = {mark.code for line in found.values() for mark in line.marks}
    said = [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
    at = said.index("Key to the marks")

    told = [f"{word} {text}" for code, (word, text) in KEY.items() if code in given]
    assert said[at + 1 : at + 1 + len(told)] == told
    assert said[at + 1 + len(told)].startswith("A date stands as it was recorded")
    assert 0 < len(told) < len(KEY)


def test_key__where_nothing_is_marked_and_every_date_is_a_day__is_not_there(office: Office) -> None:
    said = "".join(
        one.text for one in docx.Document(io.BytesIO(told(office, "docx", "A"))).paragraphs
    )
    assert "Key to the marks" not in said
    assert "EDTF" not in said


@pytest.mark.parametrize("text", ["<!--rows-->", "]]>", "</w:t></w:r>", "{grid}"])
def test_title__like_the_place_of_the_rows__is_only_a_title(office: Office, text: str) -> None:
    office.post(f'2023-12-31 event.corrected target=open-m1 changes={{"title":"{text}"}}')
    found = docx.Document(io.BytesIO(told(office, "docx", "A text.")))

    assert found.paragraphs[0].text == f"Chronology: {text}"
    assert found.core_properties.title == f"Chronology: {text}"
    assert len(found.tables[0].rows) == 4
