"""The version of the folds: rows do not change without it, and doors say when a rebuild is due."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec.structs import replace

from casefile.errors import Busy
from casefile.event import OFFICE, Draft, Envelope, Recorded, instant_microseconds, instant_text
from casefile.importers.history import read_history
from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.known import Known
from casefile.projections import PROJECTIONS
from casefile.projections.projector import Projector
from casefile.projections.spans import item_spans
from casefile.projections.version import DUE, FOLDS, SENTENCE
from casefile.recording.draft import read_draft
from casefile.recording.recorder import Recorder
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.mending import mend
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.histories import Office, draft, made_by_other_rules
from tests.law.test_catalogue import golden

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).with_name("golden") / f"folds-{FOLDS}.json"
PAYLOADS = ROOT / "tests" / "law" / "golden"
NOON = instant_microseconds("2024-01-02T12:00:00Z")
# What files an item, so that an event on one has something to change.
FILINGS = {
    "criminal": "charge.filed",
    "civil": "claim.filed",
    "regulatory": "citation.issued",
}


def story() -> Iterator[Envelope]:
    """Yield the seed story, each event recorded when its line says."""
    zone = ZoneInfo("America/Denver")
    with (ROOT / "fixtures" / "rust.jsonl").open("rb") as file:
        history = read_history("rust.jsonl", file)
    for number, (one, instant) in enumerate(
        zip(history.drafts, history.instants(zone), strict=True), 1
    ):
        yield _stored(one, number, instant)


def life_around(payload: Path) -> Iterator[Envelope]:
    """Yield a golden payload as an event of a matter in which its items have been filed."""
    tag, version, _ = golden(payload)
    data = json.loads(payload.read_text())
    act = Draft(
        matter_id=OFFICE if CATALOGUE[tag].of_office else "m1",
        type=tag,
        effective="2023-03-01",
        data=data,
        schema_version=int(version),
    )
    for number, one in enumerate((*_before(CATALOGUE[tag], data), act), 1):
        yield _stored(one, number, NOON + number)


HISTORIES: dict[str, Callable[[], Iterator[Envelope]]] = {"story": story} | {
    file.stem: partial(life_around, file) for file in sorted(PAYLOADS.glob("*.json"))
}


def _before(cls: type[Event], data: dict[str, Any]) -> Iterator[Draft]:
    """Yield what stands before an event: the matter, a party, and the items that it names."""
    yield draft("2023-01-01 matter.opened")
    yield draft("2023-01-01 party.added party_id=p1")
    if cls.files_item:
        return
    said = msgspec.convert(data, cls)
    filing = FILINGS.get(cls.track or "criminal")
    against = f" against={','.join(said.whom())}" if cls.track == "civil" and said.whom() else ""
    for one in dict.fromkeys(named.id for named in said.named() if named.kind == "item"):
        yield draft(f"2023-01-02 {filing} item_id={one.rpartition('/')[2]}{against}")


def _stored(one: Draft, number: int, instant: int) -> Envelope:
    event_id = one.event_id or f"e{number:04}"
    at = instant_text(instant)
    said = {"version": number, "recorded_by": "golden", "recorded_at": at, "recorded_on": at[:10]}
    return replace(read_draft(one, 0, event_id).envelope, **said)


def rows(envelopes: Iterator[Envelope]) -> dict[str, list[Sequence[Any]]]:
    """Return the rows that a log makes, by table, in the order of their texts."""
    projector = Projector(PROJECTIONS, Known())
    for position, envelope in enumerate(envelopes, 1):
        projector.follow(Recorded(position, envelope))
    found = projector.changes()[0]
    return {
        table.name: sorted((list(row) for row in made), key=json.dumps)
        for table, made in sorted(found.items(), key=lambda item: item[0].name)
    }


def _one_row_a_line(golden: Mapping[str, Mapping[str, Sequence[Any]]]) -> str:
    """Return golden rows as JSON in which a change can be read."""
    return json.dumps(golden, sort_keys=True).replace('[["', '[\n["').replace('], ["', '],\n["')


@pytest.mark.parametrize("name", HISTORIES)
def test_rows__of_this_version__are_those_of_its_number(name: str) -> None:
    """Where rows are meant to change, raise FOLDS; CASEFILE_RECORD_ROWS=1 then records the new.

    It also records those of a type that is new, for which the number stays as it is.
    """
    made = json.loads(json.dumps(rows(HISTORIES[name]())))
    golden = json.loads(GOLDEN.read_text()) if GOLDEN.exists() else {}
    if os.environ.get("CASEFILE_RECORD_ROWS") and name not in golden:
        golden[name] = made
        GOLDEN.write_text(_one_row_a_line(golden))
    assert name in golden, f"no rows of {name} are recorded for this number"
    assert golden[name] == made, "the rows have changed, and FOLDS has not"


def test_rows__that_are_recorded__are_all_made() -> None:
    assert json.loads(GOLDEN.read_text()).keys() == HISTORIES.keys()


@pytest.fixture
def due(office: Office) -> Office:
    """Return an office whose read tables were made by the rules of another version."""
    office.post("2023-01-02 charge.filed")
    made_by_other_rules(office.database)
    return office


@pytest.mark.parametrize("how", [{}, {"dry_run": True}])
def test_post__where_a_rebuild_is_due__refused(due: Office, how: dict[str, Any]) -> None:
    before = due.everything()
    with pytest.raises(Busy) as caught:
        due.post("2023-01-03 charge.plea_entered plea=guilty", **how)
    assert caught.value.code == DUE
    assert due.everything() == before


def test_head__rebuilt_by_another_version_in_between__not_taken(due: Office) -> None:
    with due.database.write() as connection:
        read = log.head(connection)._replace(folds=FOLDS)
        assert not log.move_head(connection, read, read._replace(position=read.position + 1))


def test_mending__where_a_rebuild_is_due__refused(due: Office) -> None:
    with pytest.raises(Busy) as caught:
        mend(due.database, "m1")
    assert caught.value.code == DUE


def test_rebuild__of_every_table__due_no_longer(due: Office) -> None:
    rebuild(due.database, ["spans"])
    assert verify(due.database).failures == [(None, f"{SENTENCE}.")]
    report = rebuild(due.database)
    assert report.due
    assert report.sound
    assert verify(due.database).sound
    due.post("2023-01-03 charge.plea_entered plea=guilty")


def test_rebuild__of_rows_of_another_version__sound(due: Office) -> None:
    with due.database.write() as connection:
        connection.execute(item_spans.delete())
    assert rebuild(due.database).sound
    assert due.state() == "charged"


def test_log__that_is_empty__has_the_version_of_its_first_post(database_url: str) -> None:
    with closing(Database(database_url)) as database:
        made_by_other_rules(database)
        recorder = Recorder(database)
        recorder.record([draft("2023-01-01 matter.opened @m1")], by="tester")
        with database.read() as connection:
            assert log.head(connection).folds == FOLDS
