"""Zones: the places in which every clock shows one time, each with what says so.

The lines between the zones of the United States are those of 49 CFR Part 71: Atlantic (71.3),
Eastern and Central (71.4 to 71.6), Mountain (71.7, 71.8), Pacific (71.9, 71.10), Alaska (71.11),
Hawaii-Aleutian (71.12), Samoa (71.13) and Chamorro (71.14). A state through which a line runs has
no one zone, and neither has the United States.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from casefile.law.deadlines.holiday import place_of

EASTERN, CENTRAL, MOUNTAIN, PACIFIC = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)

_WHOLE = {
    "America/Puerto_Rico": "PR",
    "America/St_Thomas": "VI",
    EASTERN: "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    CENTRAL: "AL AR IA IL LA MN MO MS OK WI",
    MOUNTAIN: "CO MT NM UT WY",
    PACIFIC: "CA WA",
    "Pacific/Honolulu": "HI",
    "Pacific/Pago_Pago": "AS",
    "Pacific/Guam": "GU MP",
}
ZONE_OF_JURISDICTION: Mapping[str, str] = {
    f"US-{state}": zone for zone, states in _WHOLE.items() for state in states.split()
}

# Those that a line parts, and what says where it runs.
SPLIT: Mapping[str, str] = {
    "US-AK": "49 CFR 71.12: Hawaii-Aleutian time west of 169°30' W",
    # All of it is in the Mountain zone, but not all of it keeps one time.
    "US-AZ": "15 U.S.C. 260a, A.R.S. 1-242: no daylight time but in the Navajo Nation",
    "US-FL": "49 CFR 71.5(f): Central time in the west",
    "US-ID": "49 CFR 71.9(a): Pacific time in the north",
    "US-IN": "49 CFR 71.5(b): Central time in the northwest and the southwest",
    "US-KS": "49 CFR 71.7(d): Mountain time in four counties of the west",
    "US-KY": "49 CFR 71.5(c): Central time in the west",
    "US-MI": "49 CFR 71.5(a): Central time in Gogebic, Iron, Dickinson and Menominee Counties",
    "US-ND": "49 CFR 71.7(a): Mountain time in the southwest",
    "US-NE": "49 CFR 71.7(c): Mountain time in the west",
    "US-NV": "49 CFR 71.9(b): Mountain time in West Wendover",
    "US-OR": "49 CFR 71.9(a): Mountain time in most of Malheur County",
    "US-SD": "49 CFR 71.7(b): Mountain time in the west",
    "US-TN": "49 CFR 71.5(d): Eastern time in the east",
    "US-TX": "49 CFR 71.7(e): Mountain time in El Paso and Hudspeth Counties",
}

# The districts of such states that hold court on one side of the line alone (28 U.S.C. 81A, 82,
# 89, 96, 97, 102, 107, 108, 114, 117, 123, 124), each with its bankruptcy court, by the ids of the
# Free Law Project; and the courts of appeals, by the clerk's principal office (Fed. R. App. P.
# 26(a)(4)).
_DISTRICTS = {
    EASTERN: "flm fls kye",
    CENTRAL: "ks nd ne tnm tnw txe txn txs",
    PACIFIC: "nv or",
    "America/Anchorage": "ak",
    "America/Detroit": "mie miw",
    "America/Phoenix": "az",
}
_OTHERS = {
    EASTERN: "ca1 ca2 ca3 ca4 ca6 ca11 cadc cafc cit scotus uscfc",
    CENTRAL: "ca5 ca7 ca8 nebraskab",
    MOUNTAIN: "ca10",
    PACIFIC: "ca9",
    "America/Phoenix": "arb",
}
ZONE_OF_COURT: Mapping[str, str] = {
    **{
        f"{district}{court}": zone
        for zone, districts in _DISTRICTS.items()
        for district in districts.split()
        for court in "db"
    },
    **{court: zone for zone, courts in _OTHERS.items() for court in courts.split()},
}


@lru_cache(maxsize=4_096)
def zone_of_place(court_id: str, jurisdiction: str) -> str:
    """Return the one zone of a court, or else of a jurisdiction; "" where there is none.

    A federal court that sits in two has none, whatever the jurisdiction is said to be.
    """
    if zone := ZONE_OF_COURT.get(court_id):
        return zone
    state = place_of(court_id)
    known = state in ZONE_OF_JURISDICTION or state in SPLIT
    return ZONE_OF_JURISDICTION.get(state if known else jurisdiction, "")
