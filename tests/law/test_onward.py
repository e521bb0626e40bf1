"""Onward: what is out of scope, and may stand so that what is in scope counts otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casefile.law.flags import UNREAD, Flag
from casefile.law.item import Item
from casefile.law.seen import Seen
from casefile.law.status import TrackStatus, by_track, headlines
from tests.asking import Answers
from tests.histories import Office

ON = date(2023, 6, 1)


def charge(key: str, state: str, *possible: Item, **item: Any) -> Seen:
    """Return a charge, given as matter_id/item_id, in a state, and how else it may stand."""
    matter_id, item_id = key.split("/")
    return Seen(
        matter_id=matter_id,
        item_id=item_id,
        track="criminal",
        item=Item(state=state, track="criminal", **item),
        possible=[(one, ("perhaps",)) for one in possible],
    )


def counted(one: Seen, *elsewhere: Seen, basis: str = "record") -> TrackStatus:
    """Return the status of whoever has this charge in scope, by which a report counts, too."""
    status = by_track([one], ON, basis, elsewhere)["criminal"]
    assert headlines([one], ON, basis, elsewhere)["criminal"].certain == status.certain
    return status


GONE = charge("m1/c1", "moved", last_open="charged", successors=("m2/c2",))
DISMISSED = Item(state="dismissed", track="criminal")
PLEADED = Item(state="pleaded_not_guilty", track="criminal")


@pytest.mark.parametrize(
    ("state", "possible", "counts"),
    [
        ("charged", DISMISSED, "charged"),
        ("none", PLEADED, "moved"),
        ("dismissed", PLEADED, "moved"),
    ],
)
def test_scope__what_it_goes_on_in_may_end_or_live__not_certain_and_says_how_it_counts_then(
    state: str, possible: Item, counts: str
) -> None:
    found = counted(GONE, charge("m2/c2", state, possible))
    assert not found.certain
    (may,) = found.possible
    assert (may.item_id, may.states, may.evidence) == ("c1", [counts], ["perhaps"])
    assert counted(GONE, charge("m2/c2", state)).certain


def test_scope__what_it_goes_on_in_stays_alive_in_any_case__certain() -> None:
    found = counted(GONE, charge("m2/c2", "charged", PLEADED))
    assert (found.certain, found.possible) == (True, [])


def test_scope__another_charge_elsewhere_perhaps_dismissed__certain() -> None:
    other = charge("m2/c3", "charged", DISMISSED)
    assert counted(GONE, charge("m2/c2", "charged"), other).certain


def test_scope__filed_again_there_and_that_perhaps_dismissed__not_certain() -> None:
    again = {"marks": ("refiled",), "successors": ("m2/c3",)}
    there = charge("m2/c2", "dismissed", **again)
    assert not counted(GONE, there, charge("m2/c3", "charged", DISMISSED)).certain


def test_scope__sent_on_from_there_and_that_perhaps_dismissed__certain_that_it_is_faced_there() -> (
    None
):
    onward = charge("m2/c2", "moved", last_open="charged", successors=("m3/c3",))
    assert counted(GONE, onward, charge("m3/c3", "charged", DISMISSED)).certain


def test_scope__enhancement_of_which_alone_it_decides__certain() -> None:
    one = replace(GONE, item=GONE.item.having(kind="enhancement"))
    assert counted(one, charge("m2/c2", "charged", DISMISSED)).certain


def test_scope__ended_in_words_that_nobody_has_read__not_certain() -> None:
    unread = Flag(UNREAD, "Unread.", ("w",), ON, as_written="Struck")
    there = charge("m2/c2", "charged")
    found = counted(GONE, replace(there, flags=[unread]))
    assert (found.certain, [one.item_id for one in found.flags]) == (False, ["c2"])
    assert counted(GONE, replace(there, flags=[unread._replace(code="irregular")])).certain


def test_scope__perhaps_dismissed_by_reports_alone__certain_on_both_bases() -> None:
    there = charge("m2/c2", "charged")
    told = replace(there, reported=there.item, reported_possible=[(DISMISSED, ("said",))])
    assert counted(GONE, told).certain
    assert counted(GONE, told, basis="reported").certain


def test_scope__of_a_matter_bound_over_from__not_certain_while_the_month_runs(
    office: Office,
) -> None:
    office.open("m2").post(
        """
        2023-01-01 charge.filed
        2023-02-01 charge.moved how=bound_over to=m2/c2
        2023-02-01 charge.filed @m2 item_id=c2
        2023-04 charge.dismissed @m2 item_id=c2 prejudice=without
        """
    )
    answers = Answers(office.database)

    def certain(day: str) -> bool:
        tracks = answers.status("p1", as_of=day, matter="m1")["tracks"]
        return bool(tracks["criminal"]["certain"])

    days = ("2023-03-31", "2023-04-15", "2023-04-30")
    assert [certain(day) for day in days] == [True, False, True]
