"""A charge is filed again: after what ended it, whatever the dates leave open."""

from __future__ import annotations

import pytest

from tests.histories import Office

FILED = "2022-01-01 charge.filed"
NOLLE = "charge.dismissed by=prosecution prejudice=without"
AGAIN = "charge.filed item_id=c2 refiles=c1"
# Days of the dismissal, or of the rejection, and of the new filing.
DAYS = [
    ("2022-02-01", "2022-02-01"),
    ("2022-02", "2022-02"),
    ("2022-02", "2022-02-10"),
    ("2022-02-10", "2022-02"),
    ("2022", "2022-02"),
]


@pytest.mark.parametrize(("ended", "again"), DAYS)
@pytest.mark.parametrize("ends", [NOLLE, "charge.rejected"])
def test_refiled__on_a_day_on_which_it_may_have_ended__comes_after(
    office: Office, ended: str, again: str, ends: str
) -> None:
    office.post(f"{FILED}\n{ended} {ends}\n{again} {AGAIN}")
    label = "rejected" if ends == "charge.rejected" else "dismissed without prejudice"
    assert office.item("c1")["label"] == f"{label}; refiled as c2"
    assert office.status()["status"] == "charged"


def test_refiled__before_what_ends_it__says_what_that_would_be(office: Office) -> None:
    """What takes the place of a charge that is not dismissed yet supersedes it."""
    office.post(FILED)
    refused = office.refused(f"2022-02-01 {AGAIN}\n2022-02-05 {NOLLE}", "charge.not_ended")
    assert refused.sentence.endswith("what takes its place at once is charges.superseded.")
    office.post("2022-02-01 charge.filed item_id=c2\n2022-02-01 charges.superseded old=c1 new=c2")
    assert office.status()["status"] == "charged"
