"""Crimes by the law of a place: what is charged by a ticket and is no mere ticket."""

from __future__ import annotations

import pytest

from casefile.law.crimes import crime_by_law
from tests.histories import Office

NEW_MEXICO = "NMSA 1978, 66-8-102"


@pytest.mark.parametrize(
    ("place", "offense", "law"),
    [
        ("US-NM", "DWI, first offense", NEW_MEXICO),
        ("US-NM", "driving while under the influence of intoxicating liquor", NEW_MEXICO),
        ("US-WA", "driving under the influence", "RCW 46.61.502"),
        ("US-CO", "driving while ability impaired", "C.R.S. 42-4-1301"),
        ("US-CA", "DUI under the age of 21", ""),
        ("US-NM", "speeding", ""),
        ("US-NM", "parking in a dwindling lot", ""),
        ("US-NJ", "DWI", ""),
        ("US-WI", "OWI", ""),
        ("", "DWI", ""),
    ],
)
def test_crime__by_the_name_of_its_offense__where_the_law_is_known(
    place: str, offense: str, law: str
) -> None:
    assert crime_by_law(place, offense, ()) == law


@pytest.mark.parametrize(
    ("statute", "law"),
    [
        ("66-8-102", NEW_MEXICO),
        ("NMSA 1978, § 66-8-102(D)(3)", NEW_MEXICO),
        ("66-8-102.1", ""),
        ("66-8-1021", ""),
        ("166-8-102", ""),
    ],
)
def test_crime__by_its_statute__of_that_section_alone(statute: str, law: str) -> None:
    assert crime_by_law("US-NM", "", [statute]) == law


def test_crime__amended_to_what_is_none__is_a_ticket_from_then_on(office: Office) -> None:
    office.post("2023-01-01 charge.filed instrument=citation offense=DWI")
    office.post('2023-02-01 charge.amended changes={"offense":"speeding"}')
    assert office.status("2023-01-31")["name"] == "criminal"
    assert office.status("2023-02-01")["name"] == "ticket"
