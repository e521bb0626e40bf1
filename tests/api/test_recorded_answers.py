"""Answers as they were recorded: no change of the code changes a byte of what a user is told.

Where a change is meant, CASEFILE_RECORD_ANSWERS=1 records them anew, and the difference is read.
Of the seed story they stand here whole; of a real docket by their SHA-256, since nothing of it may.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casefile.app import create_app
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.config import Config
from casefile.event import instant_microseconds
from casefile.importers.history import read_history
from casefile.importers.intake import Intake
from casefile.importers.sources import importer
from casefile.office import Office
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from tests.api.conftest import Caller
from tests.asking import choose_zone
from tests.databases import Databases
from tests.shared import real

RECORDED = Path(__file__).with_name("recorded")
STORY = Path(__file__).parents[2] / "fixtures" / "rust.jsonl"
ZONE = ZoneInfo("America/Denver")
NOW = "2023-05-01T15:00:00Z"
DOCKET = ("pacer_dockets", "district", "laed_127926.json")
TYPES = "/api/event-types"

DISMISSAL = {
    "type": "charge.dismissed",
    "effective": "2023-04-21",
    "data": {"item_id": "manslaughter", "by": "prosecution", "prejudice": "without"},
    "event_id": "the-dismissal",
}
DEADLINE = {
    "type": "deadline.set",
    "effective": "2023-04-24",
    "data": {
        "deadline_id": "response",
        "kind": "response to the motion",
        "trigger": "the-motion",
        "period": {"number": 14, "unit": "days", "counting": "frcrp"},
    },
    "event_id": "the-deadline",
}
MOTION = {
    "type": "motion.filed",
    "effective": "2023-04-24",
    "data": {"motion_id": "m", "kind": "to dismiss", "by": "the defense", "due": "2023-05-08"},
    "event_id": "the-motion",
}
CORRECTION = {
    "type": "event.corrected",
    "effective": "2023-05-01",
    "data": {"target": "the-motion", "changes": {"effective": "2023-04-25"}},
    "event_id": "the-correction",
}


@pytest.fixture
def caller(databases: Databases) -> Iterator[Caller]:
    """Yield an attorney whose office stands at one instant."""
    with databases.fresh() as url, closing(Database(url)) as database:
        yield _caller(url, database)


def _clock_us() -> int:
    return instant_microseconds(NOW)


def _caller(url: str, database: Database) -> Caller:
    choose_zone(database, ZONE.key)
    config = Config(database_url=url)
    app = create_app(config, database)
    app.extensions["casefile"] = Office.of(config, database, _clock_us)
    return Caller(app, tokens.issue(database, "recorder", Role.ATTORNEY, days=1))


def _recorder(caller: Caller) -> Recorder:
    found: Recorder = caller.app.extensions["casefile"].recorder
    return found


def test_seed_story__every_question__answered_as_recorded(caller: Caller) -> None:
    with STORY.open("rb") as file:
        history = read_history(STORY.name, file)
    _recorder(caller).record(history.drafts, by="tester", recorded_us=history.instants(ZONE))
    answers = dict(_posts(caller))
    ids = {
        "party": ["alec-baldwin", "david-halls", "rust-movie-productions"],
        "matter": ["baldwin", "halls", "ohsb", "rust"],
    }
    days, moments = ("2021-10-21", "2023-03-15", "2023-04-20", ""), ("", "@20", "2023-04-21")
    answers |= _answers(caller, ids, days, moments)
    events = caller.get("/api/events?limit=1000").get_json()["events"]
    every = [one["event_id"] for one in events]
    answers |= dict(_get(caller, (f"/api/events/{one}" for one in every[30:] if one.isascii())))
    answers |= dict(_get(caller, _office()))
    _hold("seed_story.json", answers)


def test_docket__every_question__answered_as_recorded(caller: Caller) -> None:
    recorder = _recorder(caller)
    bundles = importer("pacer").read([real(*DOCKET)])
    Intake(recorder.database, recorder).take(bundles, by="tester")
    parties = caller.get("/api/parties?limit=1000").get_json()["parties"]
    matters = caller.get("/api/matters?limit=1000").get_json()["matters"]
    ids = {
        "party": [one["party_id"] for one in parties],
        "matter": [one["matter_id"] for one in matters],
    }
    answers = _answers(caller, ids, ("2000-01-01", "2010-06-01", ""), ("", "@25"))
    events = caller.get("/api/events?limit=1000").get_json()["events"]
    answers |= dict(_get(caller, (f"/api/events/{one['event_id']}" for one in events)))
    answers |= dict(_get(caller, _office()))
    hidden = {_hash(key): _hash(said) for key, said in answers.items()}  # an address can say a name
    _hold("docket.json", hidden)


def _hash(said: str) -> str:
    return sha256(said.encode()).hexdigest()[:16]


def _hold(name: str, answers: Mapping[str, str]) -> None:
    file = RECORDED / name
    if os.environ.get("CASEFILE_RECORD_ANSWERS"):
        file.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    recorded = json.loads(file.read_text(encoding="utf-8"))
    assert recorded.keys() == answers.keys()
    assert {key: said for key, said in answers.items() if said != recorded[key]} == {}


def _posts(caller: Caller) -> Iterator[tuple[str, str]]:
    """Post a few things, tried first and then recorded, and again; yield what was answered."""
    steps: list[tuple[str, Any]] = [
        ("baldwin/events", DISMISSAL),
        ("baldwin/events", MOTION),
        ("baldwin/events", DEADLINE),
        ("baldwin/events", {"events": [CORRECTION]}),
    ]
    for path, body in steps:
        for suffix in ("?dry_run=true", "", "#again"):
            answer = caller.post(f"/api/matters/{path}{suffix.partition('#')[0]}", body)
            assert answer.status_code in (200, 201), answer.get_json()
            told = body["events"][0] if "events" in body else body
            yield f"POST {path} {told['event_id']}{suffix}", answer.get_data(as_text=True)
    asked = {"names": ["Alec Baldwin", "Halls, David", "Rust Movie"]}
    answer = caller.post("/api/conflicts", asked)
    assert answer.status_code == 200, answer.get_json()
    yield "POST conflicts", answer.get_data(as_text=True)


def _answers(
    caller: Caller, ids: Mapping[str, list[str]], days: tuple[str, ...], moments: tuple[str, ...]
) -> dict[str, str]:
    return dict(_get(caller, _about(ids, days, moments)))


def _about(
    ids: Mapping[str, list[str]], days: tuple[str, ...], moments: tuple[str, ...]
) -> Iterator[str]:
    for moment in moments:
        known = f"known_at={moment}" if moment else ""
        for party in ids["party"]:
            for basis in ("record", "reported"):
                yield f"/api/parties/{party}/history?basis={basis}&{known}"
        for matter in ids["matter"]:
            yield f"/api/matters/{matter}/chronology?limit=50&{known}"
        yield f"/api/parties?limit=5&{known}"
        yield f"/api/matters?limit=3&{known}"
        yield f"/api/calendar?{known}"
        for day in days:
            asked = "&".join(filter(None, (f"as_of={day}" if day else "", known)))
            for party in ids["party"]:
                yield f"/api/parties/{party}/status?{asked}"
                yield f"/api/parties/{party}/status?basis=reported&{asked}"
            for matter in ids["matter"]:
                yield f"/api/matters/{matter}?{asked}"
            yield f"/api/caseload?{asked}"
            yield f"/api/reports/status?{asked}"
    for matter in ids["matter"]:
        yield f"/api/matters/{matter}/events?limit=3"
        yield f"/api/matters/{matter}/chronology.csv"
    for party in ids["party"]:
        yield f"/api/parties/{party}/chronology.csv?whole_matters=true"
    for track, headline in (("criminal", "dismissed:unknown"), ("criminal", "sentenced")):
        yield f"/api/reports/status/parties?track={track}&headline={headline}"


def _office() -> Iterator[str]:
    yield "/api/log/head"
    yield "/api/events?limit=2&after=3"
    yield "/api/matters?q=state"
    yield "/api/parties?q=baldwin"
    yield "/api/calendar?overdue=true&from=2030-01-01"
    yield "/api/calendar.ics"
    yield "/api/deadlines/rules?jurisdiction=US-NM"
    yield "/api/readings/day?text=on+or+about+3/14/2023"
    yield "/api/readings/day?text=Friday"
    yield "/api/deadlines/count?rule=frcp-4m&from=2023-04-20"
    yield "/api/deadlines/count?number=14&unit=days&counting=frcp&from=2023-04-20"
    yield "/api/health"
    yield "/api/ready"
    yield TYPES


def _get(caller: Caller, paths: Iterator[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        answer = caller.get(path)
        assert answer.status_code == 200, (path, answer.get_json())
        said = answer.get_data(as_text=True)
        yield f"GET {path}", _without_schemas(said) if path == TYPES else said


def _without_schemas(said: str) -> str:
    """Leave out the schemas of the types, which are a description of what can be posted."""
    types = json.loads(said)["event_types"]
    return json.dumps([{**one, "schema": None} for one in types])
