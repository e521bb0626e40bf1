"""The federal courts: how each is cited, what it decides, and in which time zone its clock runs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from courts_db import courts  # type: ignore[import-untyped]  # it publishes no types

EASTERN, CENTRAL, MOUNTAIN, PACIFIC = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
_STATES = {
    EASTERN: "Connecticut, Delaware, Georgia, Maine, Maryland, Massachusetts, New Hampshire, "
    "New Jersey, New York, North Carolina, Ohio, Pennsylvania, Rhode Island, South Carolina, "
    "Vermont, Virginia, Washington D.C., Washignton D.C., West Virginia",
    CENTRAL: "Alabama, Arkansas, Illinois, Iowa, Kansas, Louisiana, Minnesota, Mississippi, "
    "Missouri, Nebraska, North Dakota, Oklahoma, Wisconsin",
    MOUNTAIN: "Colorado, Montana, New Mexico, Utah, Wyoming",
    PACIFIC: "California, Nevada, Oregon, Washington",
    "America/Phoenix": "Arizona",
    "America/Anchorage": "Alaska",
    "America/Detroit": "Michigan",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Puerto Rico",
}
# Where all places of a court keep one time, by the state that courts-db gives. The rest of the
# states have courts in two zones, so their districts stand by themselves; and a court of appeals
# keeps the time of its clerk's principal office (Fed. R. App. P. 26(a)(4)).
ZONE_OF_STATE = {state: zone for zone, names in _STATES.items() for state in names.split(", ")}
_COURTS = {
    EASTERN: "ca1 ca2 ca3 ca4 ca6 ca11 cadc cafc cit flmd flmb flsd flsb kyed kyeb",
    CENTRAL: "ca5 ca7 ca8 tnmd tnmb tnwd tnwb txed txeb txnd txnb txsd txsb",
    MOUNTAIN: "ca10",
    PACIFIC: "ca9",
}
ZONE_OF_COURT = {court: zone for zone, ids in _COURTS.items() for court in ids.split()}
_TWO_ZONES = ("bap", "judcoun")  # panels that sit in several states

# What the letters in a docket number say: "3:09-cr-00418" is criminal.
CATEGORIES = {"cr": "criminal", "mj": "criminal", "po": "criminal", "cv": "civil", "ap": "civil"}
_type = re.compile(r"(?:\d+:)?\d\d-([a-z]{2})-\d+", re.IGNORECASE)


class FederalCourt(NamedTuple):
    """One court: its id, its name as it is cited, and the zone of its clock."""

    id: str
    cited: str
    time_zone: str
    known: bool
    appeals: bool


@cache
def court(court_id: str) -> FederalCourt:
    """Return a court by its id; one that courts-db does not have keeps its id, and UTC."""
    found = next((one for one in courts if one["id"] == court_id), None)
    if found is None:
        return FederalCourt(court_id, court_id, "UTC", known=False, appeals=False)
    zone = ZONE_OF_COURT.get(court_id) or ZONE_OF_STATE.get(found.get("location") or "")
    if court_id.startswith(_TWO_ZONES) or found.get("system") != "federal":
        zone = None
    cited = found["citation_string"].strip() or found["name"].strip()
    appeals = "Court of Appeals" in found["name"] or "Appellate Panel" in found["name"]
    return FederalCourt(court_id, cited, zone or "UTC", known=True, appeals=appeals)


def case_type(docket_number: str) -> str:
    """Return the letters of a docket number, like cr; "" where it has none."""
    found = _type.match(docket_number)
    return found[1].lower() if found else ""


def category(where: FederalCourt, docket_number: str, *, appeal: bool) -> str:
    """Return what kind of proceeding a docket number stands for, as matter.opened has it."""
    if appeal or where.appeals:
        return "appeal"
    return CATEGORIES.get(case_type(docket_number), "other")
