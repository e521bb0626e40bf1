"""Titled names: who is meant by a title and a family name, a role and a name, or as our client."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.errors import Several, Unknown
from tests.histories import Office, drafts

SUIT = """
2021-01-01 matter.opened @m2 title=Lobo_v._Garcia category=civil jurisdiction=US-NM for=maria
2021-01-01 party.added @m2 party_id=maria name=Maria_Garcia role=defendant
2021-01-01 party.added @m2 party_id=jose name=Jose_Garcia_Jr. role=defendant
2021-01-01 party.added @m2 party_id=ana name=Ana_Kerr role=plaintiff
2021-01-01 party.added @m2 party_id=lee name=Wei-Ling_Ortiz-Chen role=tenant
2021-01-01 party.added @m2 party_id=lobo name=Lobo_Roofing_Co. kind=organization role=plaintiff
2021-01-01 party.added @m2 party_id=supply name=Kerr_Supply role=third-party_defendant
"""
# As typed | who is meant in the matter, behind ? who may be, or nobody.
IN_MATTER = [
    ("Ms. Kerr", "ana"),
    ("ms kerr", "ana"),
    ("Dr. Ana Kerr", "ana"),
    ("Mrs. Ortiz-Chen", "lee"),
    ("Ms. Chen", "lee"),
    ("Mr. Garcia", "?jose,maria"),
    ("Mr. Jose Garcia", "jose"),
    ("Ms. Ana", ""),  # a first name
    ("Mr. Lobo", ""),  # a company
    ("Ms. Baca", ""),
    ("plaintiff Kerr", "ana"),
    ("the plaintiff Lobo", "lobo"),
    ("plaintiff Ana Kerr", "ana"),
    ("defendant Garcia", "?jose,maria"),
    ("defendant Ms. Maria Garcia", "maria"),
    ("third-party defendant Kerr", "supply"),
    ("Defendant Kerr Supply", "supply"),
    ("plaintiff Garcia", ""),  # who is no plaintiff
    ("our client", "maria"),
    ("the client", "maria"),
    ("our client Garcia", "maria"),
    ("the tenant", "lee"),
    ("our tenant", "lee"),
]
# As typed of the whole office.
IN_OFFICE = [
    ("Ms. Kerr", "ana"),
    ("Mr. Garcia", "?jose,maria"),
    ("defendant Garcia", "?jose,maria"),
    ("plaintiff Kerr", "ana"),
    ("plaintiff Garcia", ""),
    ("our client", ""),
]


def who(office: Office, typed: str, matter_id: str | None) -> str:
    """Return the id of who is meant, behind ? the ids of who may be, or nothing."""
    try:
        return meant.party(Asking(office.database), typed, matter_id=matter_id).id
    except Several as several:
        return f"?{','.join(sorted(one.id for one in several.candidates))}"
    except Unknown:
        return ""


@pytest.mark.parametrize(("matter_id", "rows"), [("m2", IN_MATTER), (None, IN_OFFICE)])
def test_titled_name__in_a_matter_or_an_office__is_the_only_one_who_fits(
    office: Office, matter_id: str | None, rows: list[tuple[str, str]]
) -> None:
    spoken = [
        replace(one, data={name: str(value).replace("_", " ") for name, value in one.data.items()})
        for one in drafts(SUIT)
    ]
    office.recorder.record(spoken, by="tester")

    assert [(typed, who(office, typed, matter_id)) for typed, _ in rows] == rows


def test_our_client__of_whom_nothing_is_said__is_nobody(office: Office) -> None:
    office.post("2021-01-01 party.added party_id=maria name=Maria_Garcia role=defendant")

    assert not who(office, "our client", "m1")
