"""What is told of enhancements, names, incidents, clients and days: each is read, or asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_typed_clauses import OPENED, office
from tests.cli.typed_table import read_otherwise

__all__ = ["office"]

SENTENCES = Path(__file__).parent / "typed_understood.txt"


def of_type(terminal: Terminal, tag: str) -> list[dict[str, Any]]:
    """Return the events of a type, the first one first."""
    found: list[dict[str, Any]] = terminal.json("events", "--type", tag)["events"]
    return found


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_the_table__is_read_or_asked(office: Terminal, matter: str) -> None:
    assert read_otherwise(office, SENTENCES, matter) == {}


def test_enhancement__at_the_end_of_a_list__is_one_of_the_count_that_it_names(
    office: Terminal,
) -> None:
    said = "information filed: count 4, robbery; count 5, theft; firearm enhancement on count 4"
    office("post", "r", said, *ON)
    assert "Read as attaches_to = count-4" in office.error
    *_, robbery, theft, enhancement = (one["data"] for one in of_type(office, "charge.filed"))
    assert (robbery["count_no"], theft["count_no"]) == (4, 5)
    assert enhancement["kind"] == "enhancement"
    assert enhancement["attaches_to"] == robbery["item_id"]


def test_enhancement__of_a_count_of_which_there_was_one__is_of_the_new_one(
    office: Terminal,
) -> None:
    office("post", "r", "indictment filed: count 1, arson; firearm enhancement on count 1", *ON)
    *_, arson, enhancement = (one["data"] for one in of_type(office, "charge.filed"))
    assert enhancement["attaches_to"] == arson["item_id"] == "count-1-2"


def test_acts__of_several_days_in_one_sentence__are_each_of_their_own(office: Terminal) -> None:
    said = "5/2/2025 Lobo served by a process server, 5/8/2025 Lee moved to compel discovery"
    office("post", "l", said)
    served, moved = of_type(office, "claim.served")[-1], of_type(office, "motion.filed")[-1]
    assert (served["effective"], moved["effective"]) == ("2025-05-02", "2025-05-08")


def test_acts__of_one_verb_and_two_days__are_two(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "add party", "name=Ida Kerr", "role=defendant", *DAY)
    bare_suit("post", "l", "Lee sued Lobo and Kerr for negligence", *DAY)
    bare_suit("post", "l", "Lobo was served on May 4, 2025 and Kerr on May 8, 2025")
    served = of_type(bare_suit, "claim.served")
    assert [one["effective"] for one in served] == ["2025-05-04", "2025-05-08"]


def test_acts__of_which_one_has_no_day_behind_another_ones__are_asked_for_each(
    office: Terminal,
) -> None:
    said = "Lobo was served on 5/8/2025 and Kerr answered"
    office("post", "l", said, "--effective", "2025-05-02", code=2)
    assert "Two things are said" in office.error
    assert office.error.count("--effective 2025-05-02") == 1


def test_guilt__that_is_found_after_a_plea__is_of_what_was_pleaded_to(office: Terminal) -> None:
    office("post", "r", "pleaded guilty to count 1", *ON)
    office("post", "r", "plea accepted, and the judge found her guilty", *ON)
    (convicted,) = of_type(office, "charge.conviction_entered")[1:]
    assert convicted["data"] == {"item_id": "count-1", "basis": "plea_guilty"}


def test_plea__that_is_accepted__is_asked_how_it_was_decided(office: Terminal) -> None:
    office("post", "r", "pleaded guilty to count 1", *ON)
    failed = office.json_error("post", "r", "plea accepted", *ON, code=2)
    assert failed["errors"][0]["choices"] == [
        "charge.conviction_entered",
        "charge.deferral_ordered",
    ]


def test_names__of_one_family__are_several(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "Maria, Jose and Luis de la Cruz are the plaintiffs", *ON)
    names = [one["data"]["name"] for one in of_type(bare_suit, "party.added")][2:]
    assert names == ["Maria de la Cruz", "Jose de la Cruz", "Luis de la Cruz"]


def test_names__of_which_none_is_a_first_one__are_asked(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "Smith and Jones are the plaintiffs", *ON, code=2)
    assert "Who are they?" in bare_suit.error


def test_incident__before_the_matter__is_told_by_what_befell_somebody(office: Terminal) -> None:
    office("post", "l", "Bo Lee slipped on a wet floor on 3/2/2025")
    (told,) = of_type(office, "matter.incident_occurred")
    assert told["effective"] == "2025-03-02"
    assert told["data"]["description"] == "Bo Lee slipped on a wet floor"


def test_incident__without_a_day__was_by_today(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "Bo Lee slipped on a wet floor")
    (told,) = of_type(bare_suit, "matter.incident_occurred")
    assert told["effective"].startswith("../")


def test_day__by_its_number_alone__is_shown_before_it_is_recorded(bare_case: Terminal) -> None:
    shown = at_screen(bare_case, [(r"Record that\?", "y")], "post", "r", "hearing held on the 10th")
    assert "Read as 'the 10th'" in shown
    assert "To be recorded for" in shown
    assert len(of_type(bare_case, "hearing.held")) == 1


def test_day__by_its_number_alone__is_asked_where_nobody_is(bare_case: Terminal) -> None:
    bare_case("post", "r", "hearing held on the 10th", code=2)
    assert "In which month?" in bare_case.error


def test_hearing__with_a_past_day_alone__is_asked_if_it_was_held(bare_case: Terminal) -> None:
    bare_case("post", "r", "mediation January 5, 2025", code=2)
    assert "Was it held, or only set for that day?" in bare_case.error
    bare_case("post", "r", "mediation June 5, 2025", *ON)
    (hearing,) = of_type(bare_case, "hearing.scheduled")
    assert hearing["data"]["at"] == "2025-06-05"


def test_clients__beside_the_one_of_the_opening__stand_in_a_note(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "We are for Ida Kerr and Ann Kerr, the defendants", *ON, code=2)
    bare_suit("post", "l", "Ida Kerr is a defendant", *ON)
    bare_suit("post", "l", "we represent Lobo and Kerr", *ON)
    assert of_type(bare_suit, "note.recorded")[-1]["data"]["text"] == "We represent Lobo and Kerr"


def test_paper__of_a_day__is_of_that_and_has_it_not_in_its_title(office: Terminal) -> None:
    office("post", "r", "the State filed a notice of nolle prosequi on count 2 on 5/12/2025")
    (dismissed,) = of_type(office, "charge.dismissed")
    assert dismissed["effective"] == "2025-05-12"
    assert dismissed["data"]["by"] == "prosecution"


def test_judgment__for_possession__is_of_the_claim_of_whoever_wins(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "Lee sued Lobo for unpaid rent", *DAY)
    said = "judgment for possession and $2,400 in back rent against Lobo"
    bare_suit("post", "l", "Lobo served in person", *DAY)
    bare_suit("post", "l", "default entered against Lobo", *DAY)
    bare_suit("post", "l", said, "kind=default", *ON)
    (judgment,) = of_type(bare_suit, "claim.judgment_entered")
    assert judgment["data"]["for"] == "claimant"
    assert judgment["data"]["amount"] == {"amount": "2400"}


def test_incident__that_is_none__is_asked(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "Lobo was hit with new charges", *ON, code=2)
    assert "There is no type of event" in bare_suit.error


@pytest.mark.parametrize("typed", ["Bo Lee fell behind on rent", "Bo Lee fell ill"])
def test_incident__that_is_none__is_a_note_of_its_day(bare_suit: Terminal, typed: str) -> None:
    bare_suit("post", "l", typed, *ON)
    assert not of_type(bare_suit, "matter.incident_occurred")
    assert of_type(bare_suit, "note.recorded")[0]["data"]["text"] == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Bo was arraigned, pleaded not guilty on count 1",
        "Ann Roe and Zoe Hart will picket the hallway loudly",
        "motion to suppress granted as to count 1 and denied by Bo",
    ],
)
def test_act__of_nobody_who_is_known__is_not_that_of_another(office: Terminal, typed: str) -> None:
    before = len(office.json("events")["events"])
    office("post", "r", typed, *ON, code=2)
    assert len(office.json("events")["events"]) == before
