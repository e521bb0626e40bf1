"""Spans: what is certain and what is possible on each day, held against the plainest way to say it.

That way looks at every fact on every day and folds what counts there from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from casefile.law.catalogue import decode
from casefile.law.conflicts import supersession
from casefile.law.edtf import FIRST_DAY, LAST_DAY
from casefile.law.fact import Fact
from casefile.law.item import SAME, Item
from casefile.law.placing import Placed, place
from casefile.law.setting import Setting
from casefile.law.spans import Lifetime, lifetime
from casefile.law.timeline import RECORD, REPORTED, Fold, unfiled_item
from casefile.law.undoing import as_undone
from tests.histories import facts
from tests.law.test_catalogue import PAYLOADS, golden

EVENTS = (
    "charge.filed",
    "charge.amended",
    "charge.plea_entered plea=guilty",
    "charge.conviction_entered basis=plea_guilty",
    "charge.dismissed prejudice=unknown",
    "charge.dismissal_clarified prejudice=with",
    "charge.reinstated",
    "charge.dismissal_vacated",
    "charge.plea_rejected",
    "charge.conviction_vacated",
    "charge.mistrial_declared",
    "appeal.filed",
    "appeal.decided decided=vacated",
    "charge.trial_commenced",
    "claim.answered",  # of another track: nothing comes of it
)
days = st.integers(1, 12).map(lambda number: f"2023-03-{number:02}")
dates = (
    days
    | days.map("{}~".format)
    | st.tuples(days, days).map(lambda both: "/".join(sorted(both)))
    | st.just("2023-03")
)
others = st.lists(st.integers(0, 9), max_size=2).map(lambda ids: [f">e{one:02}" for one in ids])
lines = st.builds(
    lambda when, event, links, said: " ".join((when, event, *links, said)),
    dates,
    st.sampled_from(EVENTS),
    st.just(()) | others,
    st.sampled_from(("", "", "", "(reported)")),
)
histories = st.lists(lines, min_size=1, max_size=10).map("\n".join)

# (state, prejudice, ids of the events) of what is certain, and of each state that is possible.
Stood = tuple[Item, tuple[str, ...]]


def plainly(
    placed: Sequence[Placed], until: dict[int, date], on: date
) -> tuple[Stood, list[Stood]]:
    """Return what is certain on a day, and what is possible, with the events beyond the certain."""
    counting = [one for one in placed if until.get(one.place, LAST_DAY) > on]
    sure = [one for one in counting if one.latest <= on]
    maybe = [one for one in counting if one.earliest <= on < one.latest]
    certain = _folded(placed, sure)
    known = {(certain[0].state, certain[0].prejudice)}
    possible = []
    for length in range(1, len(maybe) + 1):
        item, ids = _folded(placed, [*sure, *maybe[:length]])
        if (item.state, item.prejudice) not in known:
            known.add((item.state, item.prejudice))
            possible.append((item, ids[len(certain[1]) :]))
    return certain, possible


def _folded(placed: Sequence[Placed], chosen: Sequence[Placed]) -> Stood:
    last = Fold(chosen, Setting(), unfiled=unfiled_item(placed, Setting())).steps[-1]
    return last.item, last.evidence.ids


def in_order(facts: Sequence[Fact], earlier: Fold | None = None) -> list[Placed]:
    """Return facts on the item as they are folded."""
    return as_undone(place("m1/c1", facts, Setting()), Setting(), earlier)


def edges(placed: Sequence[Placed]) -> list[date]:
    return sorted({FIRST_DAY, *(day for one in placed for day in (one.earliest, one.latest))})


def on_day(stood: Lifetime, on: date) -> tuple[Stood, list[Stood]]:
    """Return what the spans of a lifetime say of a day."""
    (certain,) = (one for one in stood.certain if one.valid_from <= on < one.valid_to)
    found = [one for one in stood.possible if one.valid_from <= on < one.valid_to]
    possible = [(one.item, one.evidence.ids) for one in sorted(found, key=lambda one: one.ordinal)]
    assert stood.certain_on(on) is certain
    return (certain.item, certain.evidence.ids), possible


def lifetimes(history: str) -> Iterator[tuple[Lifetime, Sequence[Placed], dict[int, date]]]:
    """Yield how an item stood on the record and as reported, with what counts until when."""
    every = facts(history)
    on_record = in_order([one for one in every if one.occurred])
    record = lifetime(RECORD, on_record, Setting())
    yield record, on_record, {}
    both = in_order(every)
    until = supersession(both, record.fold)
    yield lifetime(REPORTED, both, Setting(), until), both, until


@given(histories)
def test_spans__of_any_history__say_of_each_day_what_the_plainest_way_says(history: str) -> None:
    for stood, placed, until in lifetimes(history):
        for day in edges(placed):
            assert on_day(stood, day) == plainly(placed, until, day)


def told(stood: Lifetime) -> list[tuple[object, ...]]:
    """Return all that the spans of a lifetime say, in a fixed order."""
    every = sorted(stood.spans, key=lambda one: (one.certainty, one.ordinal, one.valid_from))
    return [(*astuple(one)[:-2], one.evidence.ids, one.before and one.before.ids) for one in every]


@given(histories, st.lists(st.sets(st.integers(0, 9)), min_size=2, max_size=4))
def test_spans__folded_on_from_other_facts__are_those_from_nothing(
    history: str, left_out: list[set[int]]
) -> None:
    every = facts(history)
    held: Lifetime | None = None
    for out in left_out:
        kept = [one for number, one in enumerate(every) if number not in out]
        both = in_order(kept, held and held.fold)
        until = supersession(both, Fold(in_order([one for one in kept if one.occurred]), Setting()))
        held = lifetime(REPORTED, both, Setting(), until, held)
        assert told(held) == told(lifetime(REPORTED, both, Setting(), until))


@given(histories)
def test_spans__of_any_history__certain_ones_partition_all_days_and_say_something_new(
    history: str,
) -> None:
    for stood, _, _ in lifetimes(history):
        assert (stood.certain[0].valid_from, stood.certain[-1].valid_to) == (FIRST_DAY, LAST_DAY)
        for one, other in pairwise(stood.certain):
            assert one.valid_to == other.valid_from
            assert one.evidence.ids != other.evidence.ids


@given(histories)
def test_evidence__on_the_record__always_goes_on_from_the_span_before(history: str) -> None:
    stood, _, _ = next(lifetimes(history))
    assert [one.before for one in stood.certain[1:]] == [one.evidence for one in stood.certain[:-1]]


@given(histories)
def test_order__of_any_history_and_links__by_the_last_day(history: str) -> None:
    latest = [one.latest for one in in_order(facts(history))]
    assert latest == sorted(latest)


def test_order__of_a_circle__stands_on_its_day() -> None:
    history = """
        filing: 2023-01-01 charge.filed
        later: 2023-03-01 charge.amended >before
        before: 2023-02-01 charge.amended
        one: 2023-02-01 charge.amended >other
        other: 2023-02-01 charge.amended >one
        """
    ordered = [one.fact.event_id for one in in_order(facts(history))]
    assert ordered == ["filing", "before", "one", "other", "later"]


def test_reported__until_the_record_has_it__evidence_starts_anew() -> None:
    history = """
        filing: 2023-01-01 charge.filed
        said: 2023-02-01 charge.plea_entered plea=guilty (reported)
        plea: 2023-03-01 charge.plea_entered plea=not_guilty
        """
    _, (stood, _, _) = lifetimes(history)
    assert [(one.evidence.ids, one.before is None) for one in stood.certain] == [
        ((), True),
        (("filing",), False),
        (("filing", "said"), False),
        (("filing", "plea"), True),
    ]


@pytest.mark.parametrize(
    ("recorded_on", "certain_from"), [("2023-12-31", "2023-03-29"), ("2023-03-20", "2023-03-20")]
)
def test_on_or_about__a_day__possible_around_it_and_certain_after(
    recorded_on: str, certain_from: str
) -> None:
    history = """
        2023-01-01 charge.filed
        2023-03-14~ charge.dismissed prejudice=without
        """
    placed = in_order(facts(history, recorded_on))
    stood = lifetime(RECORD, placed, Setting())
    found = [(str(one.valid_from), one.item.state) for one in stood.certain[1:]]
    assert found == [("2023-01-01", "charged"), (certain_from, "dismissed")]
    (possible,) = stood.possible
    days = (str(possible.valid_from), str(possible.valid_to))
    assert (possible.item.state, days) == ("dismissed", ("2023-02-27", certain_from))


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda path: path.stem)
def test_prejudice__changed_by_what_leaves_the_state__is_declared(payload: Path) -> None:
    """What changes neither is passed over where states are possible, so this must be right."""
    tag, version, stored = golden(payload)
    data = decode(tag, version, msgspec.Raw(stored))
    for field, item_id in ((one.field, one.id) for one in data.named() if one.kind == "item"):
        moving = any(move.to != SAME for move in data.moves_on(field, item_id))
        for prejudice in ("", "with", "without", "unknown"):
            item = Item(state="dismissed", track=str(data.track or ""), prejudice=prejudice)
            settled = data.change(item, field, item_id).prejudice != prejudice
            assert not settled or moving or data.settles_prejudice
