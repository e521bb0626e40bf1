"""For a court: nothing of what is left out is anywhere in the file, and the file says how much."""

from __future__ import annotations

import csv
import io
import re
import zlib
from base64 import a85decode
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Audience
from casefile.event import Confidence, Draft, Override, Source
from casefile.exports.formats import FORMATS
from tests.asking import Answers
from tests.exports.conftest import asking, lines, written
from tests.exports.test_documents import flat, text_of
from tests.histories import Office, draft

HIDDEN = "Zanzibar"  # a word of everything that is to be left out, and of nothing else
AMOUNT = ("85,000", "85000", "85.000")
MACHINE = ("pos-", "tester", "p-maria", "p-mart", "k-claim")
HISTORY = """
pos-docket: 2021-01-02 matter.docket_number_assigned court_id=nmd docket_no=D-7
pos-maria: 2021-01-02 party.added party_id=p-maria name=MariaGarcia role=plaintiff
pos-mart: 2021-01-02 party.added party_id=p-mart name=MegaMart role=defendant kind=organization
pos-filed: 2021-02-01 claim.filed item_id=k-claim claimants=p-maria against=p-mart cause=negligence
pos-served: 2021-02-08 claim.served item_id=k-claim
pos-note: 2021-02-09 note.recorded text=ZanzibarNote
pos-due: 2021-02-10 deadline.set deadline_id=d1 kind=Zanzibaranswer due=2021-03-01
pos-said: 2021-02-11 statement.recorded speaker=MariaGarcia topic=Zanzibarfall
pos-hers: 2021-02-11 statement.recorded party_id=p-maria topic=Zanzibarpain
pos-theirs: 2021-02-12 statement.recorded speaker=MegaMart topic=floor
pos-told: 2021-02-13 docket.entry_recorded text=Zanzibartold
pos-counsel: 2021-02-14 docket.entry_recorded text=Zanzibaradvised
pos-kept: 2021-02-15 docket.entry_recorded text=Zanzibarkept
pos-later: 2021-02-16 docket.entry_recorded text=Zanzibarmarkedlater
pos-motion: 2021-02-17 motion.filed motion_id=m-1 kind=Motion by=MegaMart
pos-settled: 2021-05-01 claim.settled item_id=k-claim amount={"amount":"85000.00"} confidential=true
pos-entry: 2021-05-02 docket.entry_recorded text=Settled_for_$85,000
pos-quoted: 2021-05-03 docket.entry_recorded text=Heard
pos-clash: 2021-05-04 source.conflict_recorded events=pos-kept,pos-served resolution=Zanzibar
pos-open: 2021-05-05 docket.entry_recorded text=Closed
"""
SOURCES: dict[str, dict[str, str]] = {
    "pos-told": {"kind": "client", "quote": "Zanzibar, she said"},
    "pos-counsel": {"kind": "counsel", "document": "Zanzibar letter"},
    "pos-kept": {"kind": "docket", "privilege": "work_product", "document": "Zanzibar memo"},
    "pos-settled": {"kind": "filing", "document": "Agreement", "quote": "Zanzibar: 85000"},
    "pos-quoted": {"kind": "minute", "document": "Minutes", "quote": "they agreed on 85k"},
    "pos-open": {"kind": "order", "document": "Order", "locator": "page 3"},
}
TOLD = ["pos-docket", "pos-filed", "pos-served", "pos-theirs"]
TOLD += ["pos-motion", "pos-settled", "pos-open"]
LEFT_OUT = 12  # with the opening of the matter


def with_source(one: Draft) -> Draft:
    """Return an event with what only the office may read in its envelope."""
    source = SOURCES.get(one.event_id or "")
    how: dict[str, Any] = {"source": Source(**source)} if source else {}  # type: ignore[arg-type]  # read as posted
    if one.event_id == "pos-motion":
        how = {
            "resolution": "Zanzibar reckoning",
            "override": Override(reason="Zanzibar reason", authority="Zanzibar partner"),
            "confidence": Confidence.INFERRED,
        }
    return replace(one, **how)


@pytest.fixture
def suit(office_url: Office) -> Answers:
    """Return the questions in an office with a suit that has everything that is left out."""
    return fill(office_url)


@pytest.fixture(name="office_url")
def empty(database_url: str) -> Iterator[Office]:
    """Yield an office in which nothing is recorded yet."""
    office = Office(database_url)
    yield office
    office.database.close()


def fill(office: Office) -> Answers:
    office.post(
        "open-m1: 2021-01-01 matter.opened title=Garcia_v._MegaMart category=civil "
        "jurisdiction=US-NM for=p-maria"
    )
    made = [draft(line) for line in HISTORY.strip().splitlines()]
    office.recorder.record([with_source(one) for one in made], by="tester")
    was = '{"source":{"kind":"client","quote":"Zanzibar_before"}}'
    now = '{"source":{"kind":"order","document":"Order","locator":"page_3"}}'
    office.post(
        f"2023-12-30 event.corrected target=pos-open changes={was}\n"
        f"2023-12-30 event.corrected target=pos-open changes={now}\n"
        "2023-12-30 event.corrected target=pos-later "
        'changes={"source":{"kind":"docket","privilege":"attorney_client"}}'
    )
    return asking(office)


def for_court(answers: Answers, suffix: str, **how: Any) -> bytes:
    return written(chronicle.of_matter(answers, "m1", **how), suffix)


def every_byte(content: bytes, suffix: str) -> bytes:
    """Return all that is in a file, with whatever is packed in it unpacked."""
    if suffix == "pdf":
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
        audience = PdfReader(io.BytesIO(content))
        found = [content, str(audience.metadata).encode(), str(audience.outline).encode()]
        found += [page.extract_text().encode() for page in audience.pages]
        return b"\n".join([*found, *map(_unpacked, streams)])
    if suffix == "csv":
        return content
    with ZipFile(io.BytesIO(content)) as whole:
        names = whole.namelist()
        return b"\n".join([*(name.encode() for name in names), *map(whole.read, names)])


def _unpacked(stream: bytes) -> bytes:
    """Return a stream of a PDF as it is and, where it is packed, unpacked."""
    packed = stream.strip()
    if packed.endswith(b"~>"):
        packed = a85decode(b"<~" + packed, adobe=True)
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return stream


@pytest.mark.parametrize("suffix", FORMATS)
def test_court__what_is_left_out__is_in_no_byte_of_the_file(suit: Answers, suffix: str) -> None:
    found = every_byte(for_court(suit, suffix), suffix).lower()
    whole = every_byte(for_court(suit, suffix, audience=Audience.OFFICE), suffix).lower()

    # What is searched for is there to be found in the office's own copy.
    assert HIDDEN.lower().encode() in whole
    assert b"85,000" in whole
    assert b"pos-note" in whole
    for text in (HIDDEN, *AMOUNT, *MACHINE):
        assert text.lower().encode() not in found, text
    assert not re.search(rb"privilege[^d]", found)


@pytest.mark.parametrize("suffix", FORMATS)
def test_court__what_is_told__is_all_else_and_how_much_is_left_out(
    suit: Answers, suffix: str
) -> None:
    said = flat(text_of(for_court(suit, suffix), suffix))

    for text in (
        "Garcia_v._MegaMart",
        "District Court, D. New Mexico".upper() if suffix in ("docx", "pdf") else "D-7",
        "Claim filed by MariaGarcia",
        "settled, confidential",
        "Statement by MegaMart",
        "Agreement",
        "page_3",
        f"{LEFT_OUT} facts and 1 amount",
        "INFERRED",
    ):
        assert flat(text) in said, text


def test_court__lines__are_numbered_without_a_gap_and_hold_nothing_else(suit: Answers) -> None:
    with chronicle.of_matter(suit, "m1") as found:
        told = list(found.lines)
        assert found.most == len(told)

    assert [one.number for one in told] == list(range(1, len(TOLD) + 1))
    for one in told:
        envelope = one.fact.envelope
        assert (one.fact.event_id, one.fact.position, one.fact.items) == ("", 0, {})
        assert (envelope.recorded_at, envelope.recorded_by, envelope.loaded_at) == ("", "", None)
        assert (envelope.override, envelope.links, envelope.resolution) == (None, None, None)
        assert bytes(envelope.data) == b"{}"
    types = [one.fact.type for one in told]
    office = lines(chronicle.of_matter(suit, "m1", audience=Audience.OFFICE))
    assert types == [office[event_id].fact.type for event_id in office if event_id in TOLD]


@pytest.mark.parametrize("suffix", FORMATS)
def test_court__of_a_party__leaves_the_same_out(suit: Answers, suffix: str) -> None:
    found = every_byte(written(chronicle.of_party(suit, "p-maria"), suffix), suffix).lower()
    for text in (HIDDEN, *AMOUNT, *MACHINE, "our client"):
        assert text.lower().encode() not in found, text


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_court__parts_of_the_file__are_those_of_a_plain_document(
    suit: Answers, suffix: str
) -> None:
    content = for_court(suit, suffix)
    with ZipFile(io.BytesIO(content)) as whole:
        names = whole.namelist()
    assert not [name for name in names if "comment" in name or "custom.xml" in name]
    if suffix == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert {sheet.sheet_state for sheet in book} == {"visible"}
        for sheet in book:
            assert not any(one.hidden for one in sheet.column_dimensions.values())
        assert book.properties.creator == "casefile"
    else:
        properties = docx.Document(io.BytesIO(content)).core_properties
        assert (properties.author, properties.comments) == ("casefile", "")
        assert properties.language == "en-US"


def test_court__csv__has_no_column_of_the_office_alone(suit: Answers) -> None:
    text = for_court(suit, "csv").decode("utf-8-sig")
    heads = next(csv.reader(io.StringIO(text, newline="")))

    own = {"event_id", "position", "recorded_by", "recorded_at", "resolution", "matter_id"}
    own |= {"source_privilege", "chronology_id", "known_at_position", "access", "type", "items"}
    assert own.isdisjoint(heads)
    assert {"number", "sentence", "source_document", "made_for", "left_out"} <= set(heads)


@pytest.mark.parametrize("audience", Audience)
def test_pdf__has_a_language_a_title_an_outline_and_no_font_but_its_own(
    suit: Answers, audience: Audience
) -> None:
    content = for_court(suit, "pdf", audience=audience)
    found = PdfReader(io.BytesIO(content))
    catalog: Any = found.trailer["/Root"]
    outline = [one.title for one in _entries(found.outline)]

    assert catalog["/Lang"] == "en-US"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] in (True, "true")
    assert found.metadata is not None
    assert found.metadata.title == "Chronology: Garcia_v._MegaMart, D-7"
    assert outline[:2] == ["Chronology", "2021"]
    assert "/MarkInfo" not in catalog  # it is not tagged, and does not say so
    fonts = {str(font["/BaseFont"]) for page in found.pages for font in _fonts(page)}
    assert fonts
    assert all(re.fullmatch(r"/[A-Z]{6}\+(Bitstream|Vera|DejaVu).*", name) for name in fonts), fonts


def _entries(outline: Any) -> Iterator[Any]:
    for one in outline:
        yield from _entries(one) if isinstance(one, list) else [one]


def _fonts(page: Any) -> Iterator[Any]:
    for font in page["/Resources"]["/Font"].values():
        yield font.get_object()


CHARGES = """
2021-01-02 party.added name=Pat
2021-01-03 charge.filed item_id=c1 offense=Zanzibartheft
2021-01-03 charge.filed item_id=c2 offense=trespass
2021-01-03 charge.filed item_id=c3 kind=enhancement attaches_to=c1 offense=Zanzibarweapon
2021-02-01 charge.dismissed item_id=c1 prejudice=with
2021-02-02 charge.plea_entered item_id=c2 plea=not_guilty
2021-03-01 charge.record_access_changed item_id=c1 to=expunged authority=Zanzibarorder
"""


@pytest.mark.parametrize("suffix", FORMATS)
def test_court__a_charge_that_is_expunged__is_in_no_byte_of_the_file(
    office_url: Office, suffix: str
) -> None:
    """What is expunged is treated as if it had not been (NMSA 1978, 29-3A-7)."""
    office_url.post("2021-01-01 matter.opened for=p1")
    office_url.post(CHARGES)
    answers = asking(office_url)
    found = every_byte(for_court(answers, suffix), suffix).lower()
    assert b"trespass" in found
    assert HIDDEN.lower().encode() not in found
    # As known before the order, too: what is written now is read now.
    before = every_byte(for_court(answers, suffix, known_at="@8"), suffix).lower()
    assert HIDDEN.lower().encode() not in before
    office_url.post("2021-04-01 charge.record_access_changed item_id=c1 to=public")
    assert HIDDEN.lower().encode() in every_byte(for_court(answers, suffix), suffix).lower()
    assert office_url.item("c1")["label"] == "dismissed with prejudice"
    assert office_url.item("c1", "2021-03-02")["label"] == "dismissed with prejudice; expunged"


def test_days__of_a_copy_for_a_court__are_all_written_as_courts_write_them(office: Office) -> None:
    office.post(
        "2021-01-02 party.added party_id=p-maria name=MariaGarcia role=plaintiff\n"
        "2021-02-02 hearing.scheduled hearing_id=h1 kind=trial at=2021-03-01T09:00"
    )
    answers = asking(office)
    found = flat(text_of(written(chronicle.of_matter(answers, "m1"), "docx"), "docx"))
    assert flat("party since January 2, 2021") in found
    assert flat("Trial set for Monday, March 1, 2021 at 9:00 am") in found
    assert "2021-0" not in found
    ours = chronicle.of_matter(answers, "m1", audience=Audience.OFFICE)
    assert flat("Monday 1 March 2021") in flat(text_of(written(ours, "docx"), "docx"))


def test_hearing__of_which_nobody_knows_when_it_was_set__is_told_by_its_own_day(
    office: Office,
) -> None:
    """What is set on a day that is known stands on that day, and nothing is told as possible."""
    office.post(
        "2021-02-14/2021-11-30 hearing.scheduled hearing_id=h1 kind=talk at=2021-12-15T09:00\n"
        "../2021-11-30 hearing.scheduled hearing_id=h2 kind=arraignment at=2021-03-22\n"
        "2021-11-29 hearing.scheduled hearing_id=h3 kind=trial at=2022-01-10\n"
        "2021-04-01 charge.filed\n"
        "2021-12-10 charge.plea_entered plea=guilty\n"
        "2021-12-20 charge.conviction_entered basis=plea_guilty"
    )
    with chronicle.of_matter(asking(office), "m1", as_of="2021-12-31") as found:
        told = list(found.lines)
    assert [(one.number, one.fact.when.text, one.fact.type) for one in told] == [
        (1, "2021-03-22", "hearing.scheduled"),
        (2, "2021-04-01", "charge.filed"),
        (3, "2021-11-29", "hearing.scheduled"),
        (4, "2021-12-10", "charge.plea_entered"),
        (5, "2021-12-15", "hearing.scheduled"),
        (6, "2021-12-20", "charge.conviction_entered"),
    ]
    with chronicle.of_matter(asking(office), "m1", as_of="2021-12-01") as found:
        told = list(found.lines)
    assert [(one.fact.when.text, str(one.latest), one.marks) for one in told] == [
        ("2021-03-22", "2021-03-22", ()),
        ("2021-04-01", "2021-04-01", ()),
        ("2021-11-29", "2021-11-29", ()),
        ("2021-12-15", "2021-12-15", ()),
    ]
    text = flat(text_of(written(chronicle.of_matter(asking(office), "m1"), "docx"), "docx"))
    assert flat("December 15, 2021") in text
    assert flat("November 30") not in text
    with chronicle.of_matter(asking(office), "m1", audience=Audience.OFFICE) as found:
        own = {one.fact.when.text for one in found.lines}
    assert own >= {"2021-02-14/2021-11-30", "../2021-11-30"}
