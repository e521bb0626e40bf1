"""Following: what casefile has set again is told from what somebody has set, by its id alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from casefile.event import Links, Recorded
from casefile.law.fact import Fact
from casefile.law.following import AGAIN, base_of, made_id, set_again_from
from casefile.law.known import Known
from tests.histories import recorded

SET = "d: 2023-01-01 deadline.set deadline_id=e due=2023-07-01"
MOVED = Links(causation="c", after=("d",))


def setting(event_id: str, links: Links | None) -> Recorded:
    """Return a setting of the deadline that is linked to what it follows."""
    ((position, envelope),) = recorded(SET)
    return Recorded(position + 1, replace(envelope, event_id=event_id, links=links))


@pytest.mark.parametrize(
    ("event_id", "links", "before"),
    [
        (made_id("c", "d", 0), MOVED, "d"),
        (made_id("c", "d", AGAIN - 1), MOVED, "d"),
        ("somebody", MOVED, ""),
        (made_id("c", "other", 0), MOVED, ""),
        (made_id("c", "d", 0), Links(after=("d",)), ""),
        (made_id("c", "d", 0), None, ""),
    ],
)
def test_setting__of_casefile_or_of_somebody__goes_back_to_what_it_moves(
    event_id: str, links: Links | None, before: str
) -> None:
    known = Known()
    (first,) = recorded(SET)
    for one in (first, setting(event_id, links)):
        known.add(one)
    fact = Fact(setting(event_id, links))
    assert set_again_from(fact) == before
    assert base_of(fact, known) == (before or event_id)


def test_setting__of_casefile_on_one_of_casefile__goes_back_to_the_first() -> None:
    known = Known()
    once, twice = made_id("c", "d", 0), made_id("f", made_id("c", "d", 0), 0)
    again = setting(twice, Links(causation="f", after=(once,)))
    for one in (*recorded(SET), setting(once, MOVED)):
        known.add(one)
    assert base_of(Fact(again), known) == "d"


def test_setting__of_what_is_not_known__goes_back_to_its_id() -> None:
    assert base_of(Fact(setting(made_id("c", "d", 0), MOVED)), Known()) == "d"
