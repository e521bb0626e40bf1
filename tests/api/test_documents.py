"""Chronologies as documents, over HTTP: media type, name, coordinates, and what is refused."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import urllib.request
from pathlib import Path
from zipfile import is_zipfile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from casefile.api.blueprint import BYTES
from casefile.auth.roles import Role
from casefile.exports.formats import FORMATS
from tests.api.conftest import Ask, Caller

PATHS = ("/api/matters/m-1/chronology", "/api/parties/doe/chronology")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_document__in_every_format__has_its_media_type_a_name_and_a_length(
    story: Caller, path: str, suffix: str
) -> None:
    answer = story.get(f"{path}.{suffix}?as_of=2023-04-01&known_at=@4&for=office")

    assert answer.status_code == 200
    assert answer.content_type == FORMATS[suffix].media_type
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert answer.headers["Cache-Control"] == "no-store"
    kind, subject = ("matter", "m-1") if "matters" in path else ("party", "doe")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="chronology-{kind}-{subject}-2023-04-01-at-4-for-office.{suffix}"'
    )
    begins = {"pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}.get(suffix, b"PK")
    assert answer.data.startswith(begins)
    assert is_zipfile(io.BytesIO(answer.data)) == (suffix in ("docx", "xlsx"))


def rows(caller: Caller, path: str) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    answer = caller.get(path)
    assert answer.status_code == 200, answer.get_json()
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_document__as_of_and_known_at__has_what_an_earlier_day_and_knowledge_have(
    story: Caller,
) -> None:
    path = f"{PATHS[0]}.csv?for=office"
    every = [row["event_id"] for row in rows(story, path)]
    early = [row["event_id"] for row in rows(story, f"{path}&as_of=2023-02-28")]
    known = rows(story, f"{path}&known_at=@3")

    assert {"filing", "plea"} <= set(every)
    assert set(every) - set(early) == {"plea", every[-2]}  # the plea, and the hearing set then
    assert len(known) == 3
    assert {row["known_at_position"] for row in known} == {"3"}


def test_document__of_a_party__has_what_belongs_to_the_matter_only_on_demand(
    story: Caller,
) -> None:
    own = {row["type"] for row in rows(story, f"{PATHS[1]}.csv?for=office")}
    whole = {row["type"] for row in rows(story, f"{PATHS[1]}.csv?whole_matters=true&for=office")}

    assert own == {"party.added", "charge.filed", "charge.plea_entered"}
    assert whole - own == {"matter.opened", "matter.incident_occurred", "hearing.scheduled"}


def test_document__same_text_in_pdf__as_in_the_answer(story: Caller) -> None:
    answer = story.get(f"{PATHS[0]}.pdf?for=office")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    entries = story.get(PATHS[0]).get_json()["entries"]

    flat = re.sub(r"\s+", "", text)
    assert len(entries) == 6
    assert all(re.sub(r"\s+", "", one["sentence"]) in flat for one in entries)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/matters/m-9/chronology.pdf", 404, "matter.unknown"),
        ("/api/parties/nobody/chronology.docx", 404, "party.unknown"),
        ("/api/matters/m-1/chronology.odt", 404, "http.no_address"),
        ("/api/matters/m-1/chronology.csv?as_of=2023-02-30", 422, "query.invalid"),
        ("/api/matters/m-1/chronology.csv?known_at=soon", 422, "query.invalid"),
        ("/api/matters/m-1/chronology.csv?whole_matters=true", 400, "query.unknown"),
        ("/api/parties/doe/chronology.csv?whole_matters=perhaps", 422, "query.invalid"),
        ("/api/parties/doe/chronology.csv?party_id=doe", 400, "query.unknown"),
        ("/api/matters/m-1/chronology.csv?for=press", 422, "query.invalid"),
        ("/api/matters/m-1/chronology.csv?item_id=count-9", 404, "item.unknown"),
        ("/api/matters/m-1/chronology.csv?party_id=nobody", 404, "party.unknown"),
        ("/api/matters/m-1/chronology.csv?type=thing", 422, "selection.kind"),
        ("/api/matters/m-1/chronology.csv?from=2023-02-01&to=2023-01-01", 422, "selection.days"),
    ],
)
def test_document__that_cannot_be_had__is_a_problem(
    story: Caller, path: str, status: int, code: str
) -> None:
    answer = story.get(path)

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert answer.get_json()["code"] == code
    assert "Content-Disposition" not in answer.headers


def test_document__in_the_description__has_every_media_type(ask: Ask, story: Caller) -> None:
    del story
    paths = ask(Role.ANYONE).get("/api/openapi.json").get_json()["paths"]
    for path in (
        "/api/matters/{matter_id}/chronology.{kind}",
        "/api/parties/{party_id}/chronology.{kind}",
    ):
        answer = paths[path]["get"]["responses"]["200"]
        first, *others = answer["content"]
        assert first == BYTES
        assert others == [one.media_type.partition(";")[0] for one in FORMATS.values()]
        (kind,) = (one for one in paths[path]["parameters"] if one["name"] == "kind")
        assert kind["schema"]["enum"] == list(FORMATS)


def test_document__from_a_real_server__comes_whole(server: str, ask: Ask, story: Caller) -> None:
    del story
    headers = ask(Role.AUDITOR).headers
    asked = urllib.request.Request(f"{server}{PATHS[0]}.docx", headers=headers)  # noqa: S310 - ours
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        assert is_zipfile(io.BytesIO(answer.read()))


@pytest.mark.parametrize("path", PATHS)
def test_document__unless_it_is_for_the_office__is_for_a_court(story: Caller, path: str) -> None:
    answer = story.get(f"{path}.csv")
    (first, *_) = rows(story, f"{path}.csv")

    assert 'for-court.csv"' in answer.headers["Content-Disposition"]
    assert (first["made_for"], first["number"]) == ("court", "1")
    assert "event_id" not in first
    assert first == rows(story, f"{path}.csv?for=court")[0] | {"made_at": first["made_at"]}


def test_document__of_a_matter_that_is_not_public__refused_for_a_court(story: Caller) -> None:
    sealed = {
        "type": "matter.access_changed",
        "effective": "2023-04-01",
        "data": {"to": "sealed", "authority": "order"},
    }
    assert story.post("/api/matters/m-1/events", sealed).status_code == 201
    for path in PATHS:
        answer = story.get(f"{path}.pdf")
        assert (answer.status_code, answer.get_json()["code"]) == (409, "document.not_public")
        assert story.get(f"{path}.pdf?for=office").status_code == 200


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("item_id=count-1", {"charge.filed", "charge.plea_entered"}),
        ("party_id=doe&type=party", {"party.added"}),
        ("type=charge.plea_entered", {"charge.plea_entered"}),
        ("from=2023-03-01&type=charge", {"charge.plea_entered"}),
        ("to=2023-02-28&type=charge", {"charge.filed"}),
    ],
)
def test_document__of_what_was_chosen__has_that_alone_and_says_so(
    story: Caller, query: str, types: set[str]
) -> None:
    found = rows(story, f"{PATHS[0]}.csv?for=office&{query}")

    assert {row["type"] for row in found} == types
    assert all(row["only"] for row in found)


@pytest.mark.parametrize("suffix", FORMATS)
def test_document__without_a_temporary_folder__is_made_all_the_same(
    story: Caller, suffix: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    answer = story.get(f"{PATHS[0]}.{suffix}?as_of=2023-04-01&known_at=@4&for=office")
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    if suffix == "xlsx":
        sheet = load_workbook(io.BytesIO(answer.data))["Chronology"]
        assert any("Fraud" in str(cell.value) for row in sheet for cell in row)
