"""What the benchmarks record: histories, long items and dockets that casefile takes as they are."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from benchmarks import dockets, workload
from benchmarks.filling import record_in_steps
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.store.tables import events


@pytest.fixture
def recorder(database: Database) -> Recorder:
    return Recorder(database)


def instants(recorder: Recorder) -> list[str]:
    with recorder.database.read() as connection:
        bodies = connection.scalars(select(events.c.body).order_by(events.c.position))
        return [json.loads(body)["recorded_at"] for body in bodies]


def test_filling__behind_what_was_posted__gives_each_event_a_rising_instant_of_its_own(
    recorder: Recorder,
) -> None:
    recorder.record(workload.matter(0), by="bench")
    first, second = workload.matter(1), workload.matter(2)
    assert record_in_steps(recorder, first) == len(workload.matter(0)) + len(first)
    record_in_steps(recorder, second)
    told = instants(recorder)
    assert told == sorted(set(told))


def test_long_item__of_so_many_events__is_lawful_and_goes_on(recorder: Recorder) -> None:
    record_in_steps(recorder, list(workload.long_item(0, 30)))
    recorder.record([workload.amendment(0, 30)], by="bench")
    on_item = [one for one in workload.long_item(0, 30) if one.data.get("item_id") == "count-1"]
    assert len(on_item) == 30


def test_history__written__says_of_each_line_when_it_was_recorded(tmp_path: Path) -> None:
    workload.write_history(tmp_path / "history.jsonl", workload.matter(0))
    lines = (tmp_path / "history.jsonl").read_text().splitlines()
    told = [json.loads(line)["recorded_at"] for line in lines]
    assert told == sorted(set(told))
    assert len(told) == len(workload.matter(0))


def test_dockets__written__are_each_a_matter_of_its_own(tmp_path: Path) -> None:
    dockets.write(tmp_path, range(100_000, 100_003))
    bundles = list(PACER.read(sorted(tmp_path.iterdir())))
    drafts = [draft for one in bundles for draft in one.drafts()]
    assert len({draft.matter_id for draft in drafts}) == 3
    assert (
        sum(draft.type == "docket.entry_recorded" for draft in drafts) == 3 * dockets.ENTRIES_EACH
    )
