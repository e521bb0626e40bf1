"""The report of a conflict check: who asked what on which day, and what was found."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
import pytest
from pypdf import PdfReader

from casefile.answers.overview import conflicts
from casefile.errors import Malformed
from casefile.exports.conflict_report import (
    COLUMNS,
    KINDS,
    ConflictReport,
    check_kind,
    paper,
    write,
)
from tests.asking import Answers
from tests.histories import Office

ASKED = ("Quinn", "=Nobody Whatever")


@pytest.fixture
def report(office: Office) -> ConflictReport:
    """Return a report on somebody who is ours in one matter and adverse in another, sealed one."""
    office.post(
        "2021-01-01 matter.opened for=p1 @m2\n"
        "2021-01-01 party.added party_id=p1 name=Pat role=plaintiff same_person=true @m2\n"
        "2021-01-01 party.added party_id=p2 name=Quinn role=defendant @m2\n"
        '2021-01-01 counsel.appeared for=p1 names=["Quinn"] @m2\n'
        '2021-01-02 matter.access_changed to=sealed authority="order" @m2\n'
        "2021-01-02 matter.opened for=p2 @m3\n"
        "2021-01-02 party.added party_id=p2 name=Quinn role=defendant @m3"
    )
    asking = Answers(office.database)
    made_at = datetime(2023, 12, 31, 12, tzinfo=UTC)
    return ConflictReport(conflicts.check_whole(asking, ASKED), "Lou Clerk", made_at)


def written(report: ConflictReport, kind: str) -> io.BytesIO:
    file = io.BytesIO()
    write(report, kind, file)
    file.seek(0)
    return file


def words(report: ConflictReport, kind: str) -> str:
    """Return the words of a printed report, with single spaces."""
    file = written(report, kind)
    if kind == "pdf":
        found: Sequence[str] = [page.extract_text() for page in PdfReader(file).pages]
    else:
        document = docx.Document(file)
        (section,) = document.sections
        every = [*document.paragraphs, *section.header.paragraphs, *section.footer.paragraphs]
        cells = [cell for row in document.tables[0].rows for cell in row.cells]
        found = [one.text for one in every] + [cell.text for cell in cells]
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_report__printed__says_what_was_asked_and_found(report: ConflictReport, kind: str) -> None:
    said = words(report, kind)

    for part in (
        "Conflict check: 2 names, 2023-12-31",
        "Lou Clerk",
        "2023-12-31 12:00:00 UTC",
        f"position {report.check.position} (",
        "Quinn: 2 hits (1 ours, 1 adverse), 1 left out: counsel for our client",
        "=Nobody Whatever: nobody",
        "CONFLICT Quinn (p2): our client in State v. Doe (m3); adverse in State v. Doe (m2)",
        "the same name [exact]",
        "defendant, where our client is plaintiff",
        "Nobody was found.",
        "SEALED",
    ):
        assert part in said


def test_report__printed__shades_what_stands_against_our_client(report: ConflictReport) -> None:
    assert [row.marked for row in paper(report).rows] == [True, True, False]


def test_report__as_csv__has_a_row_a_hit_and_one_for_each_name_without(
    report: ConflictReport,
) -> None:
    text = written(report, "csv").read().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    told = ("asked", "conflict", "matter_id", "match", "stance", "access", "why")
    both = "our client in State v. Doe (m3); adverse in State v. Doe (m2)"
    same = ("exact",)
    assert tuple(rows[0]) == COLUMNS
    assert [tuple(row[name] for name in told) for row in rows] == [
        ("Quinn", both, "m2", *same, "adverse", "sealed", "the same name"),
        ("Quinn", both, "m3", *same, "ours", "public", "the same name"),
        # A spreadsheet program would compute it without the apostrophe.
        ("'=Nobody Whatever", "", "", "", "", "", "Nobody was found."),
    ]
    assert {(row["asked_by"], row["made_at"]) for row in rows} == {
        ("Lou Clerk", "2023-12-31T12:00:00+00:00")
    }


@pytest.mark.parametrize("name", ["report", "report.txt", "report.xlsx", "pdf"])
def test_report__in_no_format_that_there_is__refused(name: str) -> None:
    for kind in KINDS:
        check_kind(f"report.{kind}")

    with pytest.raises(Malformed) as refused:
        check_kind(name)

    assert refused.value.code == "output.format"
