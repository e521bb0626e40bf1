"""The API where the read tables were made by the rules of another version."""

from __future__ import annotations

import io

import docx
import pytest

from casefile.projections.version import DUE
from casefile.store.database import Database
from casefile.upkeep.rebuild import rebuild
from tests.api.conftest import Caller
from tests.histories import made_by_other_rules

QUESTIONS = (
    "/api/matters",
    "/api/matters/m-1",
    "/api/matters/m-1/chronology",
    "/api/parties",
    "/api/parties/doe/status",
    "/api/parties/doe/history",
    "/api/calendar",
    "/api/caseload",
    "/api/log/head",
)


def _head(content: bytes) -> str:
    """Return what a Word document says before its table."""
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)


@pytest.fixture
def due(story: Caller, database: Database) -> Caller:
    """Return somebody who asks an office in which a rebuild is due."""
    made_by_other_rules(database)
    return story


@pytest.mark.parametrize("path", QUESTIONS)
def test_question__where_a_rebuild_is_due__says_so_until_it_is_done(
    due: Caller, database: Database, path: str
) -> None:
    answer = due.get(path)
    assert (answer.status_code, answer.get_json()["rebuild_due"]) == (200, True)
    rebuild(database)
    assert "rebuild_due" not in due.get(path).get_json()


def test_readiness__where_a_rebuild_is_due__not_ready(due: Caller) -> None:
    answer = due.get("/api/ready")
    assert (answer.status_code, answer.get_json()["code"]) == (503, DUE)


def test_post__where_a_rebuild_is_due__refused_until_it_is_done(
    due: Caller, database: Database
) -> None:
    note = {"type": "note.recorded", "effective": "2023-02-02", "data": {"text": "A note."}}
    refused = due.post("/api/matters/m-1/events", note)
    assert (refused.status_code, refused.get_json()["code"]) == (503, DUE)
    rebuild(database)
    assert due.post("/api/matters/m-1/events", note).status_code == 201


def test_documents__where_a_rebuild_is_due__say_so(due: Caller, database: Database) -> None:
    word = due.get("/api/matters/m-1/chronology.docx?for=office").data
    for_court = due.get("/api/matters/m-1/chronology.docx")
    assert (for_court.status_code, for_court.get_json()["code"]) == (409, "document.outdated")
    calendar = due.get("/api/calendar.ics")
    assert b"OUTDATED" in calendar.data
    rebuild(database)
    again = due.get("/api/calendar.ics", **{"If-None-Match": calendar.headers["ETag"]})
    assert again.status_code == 200
    assert b"OUTDATED" not in again.data
    assert "OUTDATED" in _head(word)
    assert "OUTDATED" not in _head(due.get("/api/matters/m-1/chronology.docx?for=office").data)
