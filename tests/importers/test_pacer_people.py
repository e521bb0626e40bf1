"""Parties and attorneys of a docket: names, roles, other names, appearances and withdrawals."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.importers.pacer.parties import kind
from tests.importers.pacer_dockets import (
    attorney,
    bundle,
    bundles,
    drafts,
    party,
    records,
    report,
)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Pat Doe", "person"),
        ("Lee Roe, Attorney General", "person"),
        ("DOE, PAT", "person"),
        ("Cortez Lincoln", "person"),
        ("USA", "government"),
        ("United States of America", "government"),
        ("State of New Mexico", "government"),
        ("Department of Justice", "government"),
        ("Internal Revenue Service", "government"),
        ("Acme Widgets, Inc.", "organization"),
        ("Acme Holdings LLC", "organization"),
        ("First Bank, N.A.", "organization"),
        ("United States Widgets, Inc.", "organization"),
        ("Roe & Poe L.L.P.", "organization"),
        ("Roe & Poe LLLP", "organization"),
        ("Roe Sails B.V.", "organization"),
        ("Mesa Rentals", "organization"),
        ("Roe Paving", "organization"),
        ("Pat Doe Foods", "organization"),
        ("Pat Foodman", "person"),
        ("N.V.", "person"),
        ("Pat Doe of PA", "person"),
    ],
)
def test_party__name__says_what_it_is(name: str, wanted: str) -> None:
    assert kind(name) == wanted


def test_party__lines_below_the_name__are_names_notes_or_left_out(tmp_path: Path) -> None:
    below = (
        "TERMINATED: 05/01/2023\nalso known as\nPatrick Doe\nTERMINATED: 05/01/2023\n"
        "dba Doe Towing\nStanding Trustee\n12 Main Street\nAlbuquerque, NM 87102\n"
        "505-555-0100\ndoe@example.org\nTERMINATED: 06/01/2023"
    )
    made = bundle(tmp_path, report(parties=[party(extra_info=below, date_terminated="2023-05-01")]))
    (added,) = drafts(made, "party.added")
    (rest,) = drafts(made, "note.recorded")
    (ended,) = drafts(made, "party.terminated")

    assert added.data["aliases"] == ["Patrick Doe", "Doe Towing"]
    assert (added.data["role"], added.effective) == ("Defendant", "2023-01-05/..")
    assert rest.data["text"] == "Standing Trustee\nTERMINATED: 06/01/2023"
    assert (ended.data, ended.effective) == ({"party_id": added.data["party_id"]}, "2023-05-01")
    assert [one.where for one in records(made, "field") if "extra_info" in one.where] == [
        "01.json, party: extra_info (4 lines)"
    ]


def test_party__numbers_of_aliens__are_left_out(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[party(unparsed=["\u00a0\u00a0A000-000-000, "])]))

    assert "A000" not in repr([*made.drafts()])
    assert drafts(made, "note.recorded") == []


def test_party__two_of_one_name_and_role__are_kept_apart(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[party(), party(), party(role="Surety")]))
    ids = {one.data["party_id"] for one in drafts(made, "party.added")}

    assert len(ids) == 3
    assert all(one.startswith("nmd-1.23-cr-00001.p-") and len(one) <= 64 for one in ids)


def test_party_ids__newer_copy_with_more_in_the_middle__stay(tmp_path: Path) -> None:
    older = [party("Pat Doe"), party("Lee Roe")]
    newer = [party("Ann Poe"), older[0], party("PAT  DOE", "Surety"), older[1]]
    before, after = bundles(tmp_path, report(parties=older), report(parties=newer))
    ids = [
        {one.data["name"]: one.event_id for one in drafts(made, "party.added")}
        for made in (before, after)
    ]

    assert ids[0].items() < ids[1].items()


def test_attorney__roles__are_a_capacity_and_an_end(tmp_path: Path) -> None:
    one = attorney(
        "Lee Roe",
        "LEAD ATTORNEY",
        "PRO HAC VICE",
        "TERMINATED: 05/01/2023",
        contact="Roe & Poe LLP\n12 Main Street\nAlbuquerque, NM 87102\nroe@example.org\n",
    )
    made = bundle(tmp_path, report(parties=[party(attorneys=[one])]))
    (added,) = drafts(made, "party.added")
    (appeared,) = drafts(made, "counsel.appeared")
    (gone,) = drafts(made, "counsel.withdrawn")

    assert appeared.data == {
        "for": added.data["party_id"],
        "names": ["Lee Roe"],
        "firm": "Roe & Poe LLP",
        "capacity": "LEAD ATTORNEY, PRO HAC VICE",
    }
    assert (gone.effective, gone.data["names"]) == ("2023-05-01", ["Lee Roe"])
    assert "example" not in repr([*made.drafts()])
    assert any(told.where.endswith("attorney: contact") for told in records(made, "field"))


def test_attorney__of_two_parties__appears_for_each(tmp_path: Path) -> None:
    parties = [party("Pat Doe", attorneys=[attorney()]), party("Ann Poe", attorneys=[attorney()])]
    made = bundle(tmp_path, report(parties=parties))

    assert len({one.data["for"] for one in drafts(made, "counsel.appeared")}) == 2
    assert len(records(made, "attorney")) == 2


def test_attorney__party_for_itself__is_said_to_be_pro_se(tmp_path: Path) -> None:
    one = attorney("Pat Doe", contact="12 Main Street\nPRO SE\n")
    (appeared,) = drafts(
        bundle(tmp_path, report(parties=[party(attorneys=[one])])), "counsel.appeared"
    )

    assert appeared.data["capacity"] == "PRO SE"
    assert "firm" not in appeared.data


def test_attorney__empty_line__stands_in_the_report(tmp_path: Path) -> None:
    made = bundle(tmp_path, report(parties=[party(attorneys=[attorney("")])]))
    (told,) = records(made, "attorney")

    assert (told.drafts, told.left_out) == ((), "The docket has an empty line here.")


@pytest.mark.parametrize("line", ["1-" * 50_000, "(" * 100_000, "$1,111" * 16_000])
def test_line__very_long_and_odd__is_read_without_going_back(tmp_path: Path, line: str) -> None:
    """A pattern that tries every start against every end would take hours here."""
    made = bundle(tmp_path, report(parties=[party(extra_info=line)]))

    assert len(records(made, "party")) == 1
