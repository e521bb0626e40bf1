"""Documents: every format holds every fact, and is read back by a program that did not write it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from casefile.answers.facts import chronicle
from casefile.exports.formats import FORMATS
from tests.asking import Answers
from tests.exports.conftest import DAY, QUOTE, asking, document, entry, lines, told, written
from tests.histories import Office

ODD = {
    "right to left": "הנאשם כפר באשמה",
    "four bytes": "seal 🔏 and 🏛",
    "markup": "<b>&amp; ]]> </w:t> \"quoted\" 'so' <!--rows-->",
    "line breaks": "first\nsecond\r\nthird\tfourth",
    "escaped": "_x0041_ stays as it is",
    "accents": "Čapek, Łódź, Straße, Škoda",
}
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\uff1d1+1"]
LONG = "".join(f"Entry {number} of the docket, at length. " for number in range(600))[:19_990]


def text_of(content: bytes, suffix: str) -> str:
    """Return all that a document says, read without the library that wrote it."""
    match suffix:
        case "csv":
            rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            return "\n".join("\n".join(row) for row in rows)
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        case _:
            return "\n".join(_paragraphs(content))


def _paragraphs(content: bytes) -> list[str]:
    """Return the texts of every part of a file of Office Open XML."""
    found = []
    with ZipFile(io.BytesIO(content)) as whole:
        assert whole.testzip() is None
        for name in whole.namelist():
            if name.endswith(".xml"):
                tree = ET.fromstring(whole.read(name))  # noqa: S314 - we wrote it
                found += [
                    "".join(map(_said, one.iter()))
                    for one in tree.iter()
                    if one.tag.rpartition("}")[2] in ("p", "is", "oddFooter", "oddHeader")
                ]
    return found


def _said(one: ET.Element) -> str:
    tag = one.tag.rpartition("}")[2]
    return {"br": "\n", "tab": "\t"}.get(tag, one.text or "")


def flat(text: str) -> str:
    """Return a text without white space, of which a page's lines make what they like."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_date__that_digits_do_not_say__is_printed_in_words(office: Office, suffix: str) -> None:
    office.post("2023-03-14~ docket.entry_recorded text=Heard")
    text = flat(text_of(written(chronicle.of_matter(asking(office), "m1"), suffix), suffix))
    assert flat("about March 14, 2023") in text
    assert "2023-03-14~" not in text


@pytest.mark.parametrize("audience", chronicle.Audience)
@pytest.mark.parametrize("suffix", FORMATS)
def test_document__of_a_party_who_took_another_name__has_the_name_then_and_both_at_its_head(
    office: Office, suffix: str, audience: chronicle.Audience
) -> None:
    office.post(
        "2023-03-01 charge.filed offense=arson\n"
        '2023-03-10 party.changed changes={"name":"Pat_Roe"} reason=marriage\n'
        "2023-03-14 charge.plea_entered plea=guilty"
    )
    opened = chronicle.of_matter(asking(office), "m1", audience=audience)
    text = flat(text_of(written(opened, suffix), suffix))
    assert flat("Charge filed against Pat Doe: arson") in text
    assert flat("Pat Doe is called Pat_Roe from here on: marriage") in text
    assert flat("On charge arson against Pat_Roe, pleaded guilty") in text
    for_court = audience is chronicle.Audience.COURT
    day = "March 10, 2023" if for_court else "2023-03-10"
    assert flat(f"defendant: Pat_Roe, formerly Pat Doe (until {day})") in text


@pytest.mark.parametrize("suffix", FORMATS)
def test_document__of_a_matter__says_every_fact_with_its_source_and_its_marks(
    answers: Answers, suffix: str
) -> None:
    said = flat(text_of(document(answers, suffix, as_of=DAY), suffix))

    for line in lines(
        chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE, as_of=DAY)
    ).values():
        assert flat(line.sentence) in said
        assert line.fact.event_id in said
        assert line.fact.when.text in said
        for mark in line.marks:
            assert flat(mark.word) in said
            assert flat(mark.sentence) in said
    for words in (
        "State v. Doe",
        "D-101-CR-2021-7",
        "The Taos News",
        "page 3",
        QUOTE,
        "last month",
    ):
        assert flat(words) in said
    assert "Defendanttaken" not in said
    assert flat("An amendment") not in said


@pytest.mark.parametrize("suffix", FORMATS)
def test_document__of_a_party__names_it_and_each_fact_s_matter(
    answers: Answers, suffix: str
) -> None:
    said = flat(
        text_of(
            written(chronicle.of_party(answers, "p1", audience=chronicle.Audience.OFFICE), suffix),
            suffix,
        )
    )

    assert flat("Pat Doe") in said
    assert flat("State v. Doe") in said
    for line in lines(
        chronicle.of_party(answers, "p1", audience=chronicle.Audience.OFFICE)
    ).values():
        assert flat(line.sentence) in said


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {"csv"}))
def test_document__of_a_matter_with_a_client__says_for_whom_the_office_is(
    office: Office, suffix: str
) -> None:
    before = office.position
    office.post('2022-01-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')
    answers = asking(office)

    head = flat("the office is for Pat Doe")
    earlier = chronicle.of_matter(
        answers, "m1", audience=chronicle.Audience.OFFICE, known_at=f"@{before}"
    )
    assert head not in flat(text_of(written(earlier, suffix), suffix))
    assert head in flat(
        text_of(
            written(chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE), suffix),
            suffix,
        )
    )
    of_party = text_of(
        written(chronicle.of_party(answers, "p1", audience=chronicle.Audience.OFFICE), suffix),
        suffix,
    )
    assert flat("our client in State v. Doe") in flat(of_party)


def test_document__of_a_matter_whose_client_was_replaced__says_who_stands_there(
    office: Office,
) -> None:
    office.post("""2022-01-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}
2022-01-01 party.added party_id=est name=Estate_of_Doe kind=organization
2022-01-01 party.substituted from=p1 to=est reason=death""")
    made = chronicle.of_matter(asking(office), "m1", audience=chronicle.Audience.OFFICE)
    head = "the office is for Pat Doe, in whose place Estate_of_Doe stands"
    assert flat(head) in flat(text_of(written(made, "docx"), "docx"))


@pytest.mark.parametrize("suffix", FORMATS)
def test_document__without_a_fact__says_so_and_the_coordinates(
    answers: Answers, suffix: str
) -> None:
    said = flat(text_of(document(answers, suffix, as_of="2019-01-01"), suffix))

    assert flat("No fact was known that can have taken effect by this day.") in said
    assert "2019-01-01" in said


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {"pdf"}))
@pytest.mark.parametrize("kind", ODD)
def test_document__odd_characters__survive(office: Office, suffix: str, kind: str) -> None:
    said = text_of(told(office, suffix, ODD[kind]), suffix)
    expected = ODD[kind].replace("\r\n", "\n")
    if suffix == "xlsx":  # a program that reads workbooks takes this for an underscore
        said = said.replace("_x005F_", "_")
    assert f"Docket entry: {expected}" in said


@pytest.mark.parametrize(("loaded_on", "said"), [("2023-12-31", False), ("2024-02-01", True)])
def test_document__fact_that_a_load_brought__says_so_where_it_was_recorded_earlier(
    office: Office, loaded_on: str, said: bool
) -> None:
    recorded_us = [office._clock_us() + 1_000_000]
    office.today = loaded_on
    brought = [entry("brought", "An entry.")]
    if said:
        office.recorder.record(brought, by="tester", recorded_us=recorded_us)
    else:
        office.recorder.record(brought, by="tester", loaded=True)
    assert (f"loaded {loaded_on}" in text_of(document(asking(office), "docx"), "docx")) is said


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {"pdf"}))
def test_document__a_long_text__is_there_to_its_end(office: Office, suffix: str) -> None:
    said = text_of(told(office, suffix, LONG, "x" * 20_000), suffix)
    assert LONG in said
    assert "x" * 20_000 in said


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("formula", FORMULAS)
def test_document__a_text_like_a_formula__is_text_to_every_program(
    office: Office, suffix: str, formula: str
) -> None:
    found = _injected(office, suffix, formula)
    if suffix == "csv":
        assert found.startswith("'")
    else:
        assert not re.search("<f[ />]", found)
        assert 't="inlineStr"' in found


def _injected(office: Office, suffix: str, formula: str) -> str:
    """Return the cell of a CSV that begins like a formula, or the sheet of a workbook with one."""
    made = entry("odd", "x", as_written=formula)
    office.recorder.record([made], by="tester")
    content = document(asking(office), suffix)
    if suffix == "csv":
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        return next(row["as_written"] for row in rows if row["event_id"] == "odd")
    with ZipFile(io.BytesIO(content)) as whole:
        return whole.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("suffix", "to"), [("docx", "txt:Text (encoded):UTF8"), ("xlsx", "csv"), ("csv", "xlsx")]
)
def test_document__in_libreoffice__opens_and_holds_every_fact(
    answers: Answers, suffix: str, to: str, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: no soffice on the path.")
    (tmp_path / f"made.{suffix}").write_bytes(document(answers, suffix, as_of=DAY))
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            *("--headless", "--convert-to", to, "--outdir", str(tmp_path / "read")),
            str(tmp_path / f"made.{suffix}"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (read,) = (tmp_path / "read").iterdir()
    content = read.read_bytes()
    said = flat(
        text_of(content, "xlsx")
        if read.suffix == ".xlsx"
        else content.decode("utf-8-sig", "replace")
    )
    if read.suffix == ".xlsx":
        with ZipFile(io.BytesIO(content)) as whole:
            said += flat(whole.read("xl/sharedStrings.xml").decode())
    for line in lines(
        chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE, as_of=DAY)
    ).values():
        assert flat(line.sentence) in said
        assert line.fact.event_id in said


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_source__of_a_day__has_it_in_a_courts_words_on_paper_for_a_court(
    answers: Answers, suffix: str
) -> None:
    office = chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE)
    court = chronicle.of_matter(answers, "m1", audience=chronicle.Audience.COURT)
    assert "page3,2023-04-02" in flat(text_of(written(office, suffix), suffix))
    assert "page3,April2,2023" in flat(text_of(written(court, suffix), suffix))
