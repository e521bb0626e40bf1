"""Zones: which places have one, said a second time, and that none is left out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from casefile.law.deadlines.holiday import places
from casefile.law.zones import SPLIT, ZONE_OF_COURT, ZONE_OF_JURISDICTION, zone_of_place

# The states that a line of 49 CFR Part 71 runs through, and Arizona.
PARTED = "AK AZ FL ID IN KS KY MI ND NE NV OR SD TN TX"
# The United States as such, and islands without a court.
NOWHERE = {"US", "US-UM"}


def test_places__all_of_them__have_one_zone_or_say_why_not() -> None:
    assert set(SPLIT) == {f"US-{state}" for state in PARTED.split()}
    assert not set(SPLIT) & set(ZONE_OF_JURISDICTION)
    assert set(SPLIT) | set(ZONE_OF_JURISDICTION) == places() - NOWHERE
    assert all("49 CFR 71." in said or "15 U.S.C. 260a" in said for said in SPLIT.values())
    assert all(ZoneInfo(zone) for zone in (*ZONE_OF_JURISDICTION.values(), *ZONE_OF_COURT.values()))


@pytest.mark.parametrize(
    ("court_id", "jurisdiction", "zone"),
    [
        ("", "US-NM", "America/Denver"),
        ("", "US-NY", "America/New_York"),
        ("", "US-IL", "America/Chicago"),
        ("", "US-CA", "America/Los_Angeles"),
        ("", "US-HI", "Pacific/Honolulu"),
        ("", "US-PR", "America/Puerto_Rico"),
        ("", "US-GU", "Pacific/Guam"),
        ("", "US-TX", ""),
        ("", "US-AZ", ""),
        ("", "US", ""),
        ("", "GB", ""),
        ("", "", ""),
        ("nmd", "US", "America/Denver"),
        ("nysb", "US", "America/New_York"),
        ("txsd", "US", "America/Chicago"),
        ("txwd", "US", ""),
        ("txwd", "US-NM", ""),  # it sits in Texas, whatever the matter says
        ("flsb", "US", "America/New_York"),
        ("flnd", "US", ""),
        ("tnmd", "US", "America/Chicago"),
        ("tned", "US", ""),
        ("kyed", "US", "America/New_York"),
        ("mied", "US", "America/Detroit"),
        ("ca9", "US", "America/Los_Angeles"),
        ("ksd", "US-KS", "America/Chicago"),
        ("azd", "US", "America/Phoenix"),
        ("arb", "US", "America/Phoenix"),  # Arizona's, by an id that reads like Arkansas
        ("arwb", "US", "America/Chicago"),
        ("nmid", "US", "Pacific/Guam"),
        ("insd", "US-IN", ""),
        ("bap9", "US", ""),
        ("Second Judicial District", "US-NM", "America/Denver"),
        ("zzd", "US-NM", "America/Denver"),
    ],
)
def test_place__by_its_court_or_else_its_jurisdiction__has_its_one_zone(
    court_id: str, jurisdiction: str, zone: str
) -> None:
    assert zone_of_place(court_id, jurisdiction) == zone
