"""The federal courts: how each is cited, what it decides, and in which time zone its clock runs."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from courts_db import courts  # type: ignore[import-untyped]  # it publishes no types

from casefile.law.zones import zone_of_place

# What the letters in a docket number say: "3:09-cr-00418" is criminal.
CATEGORIES = {"cr": "criminal", "mj": "criminal", "po": "criminal", "cv": "civil", "ap": "civil"}
# Multidistrict litigation is of civil actions (28 U.S.C. 1407(a)); the districts name it variously.
CATEGORIES |= dict.fromkeys(("md", "ml", "mn"), "civil")
_panel = re.compile(r"MDL\b", re.IGNORECASE)
_type = re.compile(r"(?:\d+:)?\d\d-([a-z]{2})-\d+", re.IGNORECASE)


class FederalCourt(NamedTuple):
    """One court: its id, its name as it is cited, and the zone of its clock, "" if unknown."""

    id: str
    cited: str
    time_zone: str
    known: bool
    appeals: bool


@cache
def court(court_id: str) -> FederalCourt:
    """Return a court by its id; one that courts-db does not have keeps its id, and no zone."""
    found = next((one for one in courts if one["id"] == court_id), None)
    if found is None:
        return FederalCourt(court_id, court_id, "", known=False, appeals=False)
    zone = zone_of_place(court_id, "") if found.get("system") == "federal" else ""
    cited = found["citation_string"].strip() or found["name"].strip()
    appeals = "Court of Appeals" in found["name"] or "Appellate Panel" in found["name"]
    return FederalCourt(court_id, cited, zone, known=True, appeals=appeals)


def case_type(docket_number: str) -> str:
    """Return the letters of a docket number, like cr; "" where it has none."""
    found = _type.match(docket_number)
    return found[1].lower() if found else ""


def category(where: FederalCourt, docket_number: str, *, appeal: bool) -> str:
    """Return what kind of proceeding a docket number stands for, as matter.opened has it."""
    if appeal or where.appeals:
        return "appeal"
    if _panel.match(docket_number):
        return "civil"
    return CATEGORIES.get(case_type(docket_number), "other")
