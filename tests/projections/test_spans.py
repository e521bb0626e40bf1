"""Rows of items on which thousands of events are: how they grow, and that nothing is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from casefile.event import Recorded
from casefile.law import timeline
from casefile.law.flags import OF_STATE
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.reach import reached_items
from casefile.law.subjects import ITEM, by_kind, items_in
from casefile.law.timeline import Step
from casefile.projections.projection import Values, value_names
from casefile.projections.spans import FLAG, SPANS, Events, item_spans
from tests.histories import recorded
from tests.recording.test_properties import histories

OVERLAP = 150
NAMES = value_names(item_spans)


def day(number: int) -> str:
    return (date(2009, 1, 1) + timedelta(days=number)).isoformat()


def amended(number: int) -> str:
    return f"{day(number)}/{day(number + 2)} charge.amended"


def retried(number: int) -> str:
    again = "trial_commenced" if number % 2 else "mistrial_declared"
    return f"{day(number)}/{day(number + OVERLAP)} charge.{again} !"


# How a long item begins, and what goes on on it day by day.
SHAPES: dict[str, tuple[str, Any]] = {
    "between two days": ("", amended),
    "overlapping": ("", lambda number: f"{day(number)}/{day(number + OVERLAP)} charge.amended"),
    "on one day": ("", lambda _: "2012-01-01 charge.amended"),
    "states by the hundred": ("", retried),
    "on appeal": ("2008-03-01 charge.dismissed\n2008-03-02 appeal.filed", amended),
    "dismissed": ("2008-03-01 charge.dismissed prejudice=without", amended),
    "perhaps tried": ("2008-03/2022-12 charge.trial_commenced", amended),
    "reported": ("", lambda number: amended(number) + (" (reported)" if number % 3 else "")),
    "reported otherwise": (
        "2008-03-01 charge.dismissed prejudice=with (reported)",
        lambda number: f"{amended(number)} (reported)",
    ),
}


def long_item(shape: str, count: int) -> list[Recorded]:
    """Return the events of an item on which something goes on day by day."""
    begun, go_on = SHAPES[shape]
    lines = ["2008-01-01 charge.filed", *begun.splitlines(), *map(go_on, range(count))]
    return recorded("\n".join(f"e{number:05}: {line}" for number, line in enumerate(lines)))


def folds_of(events: Sequence[Recorded]) -> Folds:
    known = Known()
    for one in events:
        known.add(one)
    return Folds(known)


def rows(folds: Folds, entity: str = "item/m1/c1") -> list[Values]:
    return list(SPANS.rows(entity, folds))


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return a counter of the steps that are folded."""
    counted: Counter[str] = Counter()
    step = timeline.step_of

    def counting(*args: Any) -> Step:
        counted["steps"] += 1
        return step(*args)

    monkeypatch.setattr(timeline, "step_of", counting)
    return counted


@pytest.mark.parametrize("shape", SHAPES)
def test_fold__of_one_event_more__takes_the_steps_that_are_new(
    shape: str, steps: Counter[str]
) -> None:
    *before, last = long_item(shape, 2_000)
    folds = folds_of(before)
    rows(folds)
    steps.clear()
    folds.known.add(last)
    rows(folds)
    # The event itself, and on each day on which it is open those that are open beside it.
    assert steps["steps"] <= OVERLAP + 10


def test_fold__after_a_correction__goes_on_from_what_is_corrected(steps: Counter[str]) -> None:
    """What was corrected before is read anew then, and is the same all the same."""
    corrected = '2023-12-31 event.corrected target=e{:05} changes={{"to_lesser":true}}'
    lines = ["e00000: 2008-01-01 charge.filed"]
    lines += [f"e{number:05}: {amended(number)}" for number in range(1, 400)]
    lines += [f"x{target}: {corrected.format(target)}" for target in (10, 390)]
    *before, last = recorded("\n".join(lines))
    folds = folds_of(before)
    rows(folds)
    steps.clear()
    folds.known.add(last)
    rows(folds)
    assert steps["steps"] == 400 - 390


@pytest.mark.parametrize("shape", SHAPES)
def test_fold__of_twice_the_events__takes_twice_the_steps(shape: str, steps: Counter[str]) -> None:
    rows(folds_of(long_item(shape, 500)))
    once = steps.pop("steps")
    rows(folds_of(long_item(shape, 1_000)))
    assert steps["steps"] < 3 * once


@pytest.mark.parametrize("shape", SHAPES)
def test_rows__of_twice_the_events__have_less_than_three_times_the_bytes(shape: str) -> None:
    once, twice = (
        sum(len(json.dumps(row)) for row in rows(folds_of(long_item(shape, count))))
        for count in (200, 400)
    )
    assert twice < 3 * once


@pytest.mark.parametrize("shape", SHAPES)
def test_rows__after_one_event_more__are_nearly_all_taken_over(shape: str) -> None:
    *before, last = long_item(shape, 400)
    folds = folds_of(before)
    made = {id(row): row for row in rows(folds)}
    folds.known.add(last)
    now = rows(folds)
    assert len([row for row in now if id(row) not in made]) <= OVERLAP + 10
    assert len(set(made.values()).difference(now)) <= OVERLAP + 10


@given(histories())
def test_rows__of_events_one_by_one__are_those_of_all_at_once(history: list[str]) -> None:
    known = Known()
    folds = Folds(known)
    for one in recorded("\n".join(history)):
        about = known.add(one)
        named = by_kind(about).get(ITEM, [])
        for entity in reached_items(known.plain(known.origin(one)), named, known):
            rows(folds, entity)
    for entity in {f"item/{key}" for key in known.filed_items(items_in("m1"))}:
        assert rows(folds, entity) == rows(Folds(known), entity)


@pytest.mark.parametrize("shape", ["between two days", "overlapping", "on appeal"])
def test_fold__of_what_moves_no_state__looks_for_no_other(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many of them are open at once, no state is possible but the certain one."""
    events = long_item(shape, 200)
    monkeypatch.setattr(timeline.Fold, "follow", None)
    assert rows(folds_of(events))


@given(histories())
def test_rows__of_any_history__have_each_a_key_of_its_own(history: list[str]) -> None:
    known = Known()
    for one in recorded("\n".join(history)):
        known.add(one)
    keys = [NAMES.index(one.name) for one in item_spans.primary_key if one.name in NAMES]
    for key in known.filed_items(items_in("m1")):
        made = rows(Folds(known), f"item/{key}")
        assert len({tuple(row[place] for place in keys) for row in made}) == len(made)


def put_together(made: Sequence[Values]) -> Iterator[tuple[str, str, str, int, list[str]]]:
    """Yield (basis, state, first day, ordinal, events) of each row, as a reader of all rows has."""
    events = Events()
    in_order = sorted((dict(zip(NAMES, row, strict=True)) for row in made), key=_in_order)
    for row in in_order:
        kind = row["state"] if row["certainty"] == FLAG else row["certainty"]
        said = events.of(row["party_id"], row["basis"], kind, row["evidence"], row["goes_on_from"])
        yield row["basis"], row["state"], row["valid_from"], row["ordinal"], list(said)


def _in_order(row: dict[str, Any]) -> tuple[Any, ...]:
    return (row["valid_from"], row["certainty"], row["ordinal"])


@pytest.mark.parametrize("shape", SHAPES)
def test_evidence__put_together_again__is_that_of_the_fold(shape: str) -> None:
    folds = folds_of(long_item(shape, 60))
    found = sorted((*one[:3], *one[4]) for one in put_together(rows(folds)))
    folded = folds["m1/c1"]
    spans = [
        (one.basis, one.item.state, one.valid_from.isoformat(), *one.evidence.ids)
        for one in folded.each[0].spans
    ]
    flags = [("record", one.code, one.valid_from.isoformat(), *one.events) for one in folded.flags]
    assert found == sorted([*spans, *flags])


@pytest.mark.parametrize(("shape", "code"), [("on appeal", "appeal_pending")])
def test_flag__that_follows_from_a_state__holds_no_events_of_its_own(shape: str, code: str) -> None:
    assert code in OF_STATE
    of_code = [dict(zip(NAMES, row, strict=True)) for row in rows(folds_of(long_item(shape, 9)))]
    assert {row["evidence"] for row in of_code if row["state"] == code} == {"[]"}
