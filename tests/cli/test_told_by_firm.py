"""Sentences of a small firm's week, as somebody new typed them, each recorded as it is meant."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from casefile.store.database import Database
from casefile.words.forms.dated import dated, day_first, lately
from casefile.words.items.counts_said import causes_said
from casefile.words.told.rest_said import rest_said
from tests.asking import Answers
from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_dialogue import RIGHT, case
from tests.cli.test_said_before import of_type

__all__ = ["case"]


@pytest.fixture
def ours(bare_suit: Terminal) -> Terminal:
    """Return the program on a suit of several, in an office that writes the month first."""
    choose(bare_suit, date_order="month_first", chosen=True)
    bare_suit("post", "l", "add party", "name=Ida Kerr", "role=plaintiff, Bo's wife", *DAY)
    return bare_suit


def only(terminal: Terminal, tag: str) -> dict[str, Any]:
    """Return the day and the data of the one event of a type."""
    [found] = of_type(terminal, tag)
    return {"day": found["effective"], **found["data"]}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Ana Reyes appeared for Lobo 9/10", ("Ana Reyes appeared for Lobo", "9/10")),
        ("Lobo served by a process server 9/4", ("Lobo served by a process server", "9/4")),
        ("hearing moved to 9/10", None),
        ("answer due 9/10", None),
        ("statement given by 9/11", None),
        ("held from 9/1 to 9/10", None),
    ],
)
def test_day__behind_what_was_done__is_its_own_where_nothing_is_set_for_it(
    typed: str, said: tuple[str, str] | None
) -> None:
    assert dated(typed, {}) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("arrested 9/6/2026 for battery", ("arrested for battery", "9/6/2026")),
        ("complaint filed 9/2: Ann sues Bo", ("complaint filed: Ann sues Bo", "9/2")),
        ("complaint filed 9/8 charging Roe", ("complaint filed charging Roe", "9/8")),
        ("motion filed 9/8 was denied 9/10", None),
        ("convicted 9/6 of theft, sentenced 9/10", None),
        ("hearing set 9/8 at 9 am", None),
    ],
)
def test_day__within_what_was_done__is_its_own_where_there_is_one_alone(
    typed: str, said: tuple[str, str] | None
) -> None:
    assert lately(typed, {}) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("letter from Roe 9/8", ("letter from Roe", "9/8")),
        ("call with Roe, 9/8", ("call with Roe", "9/8")),
        ("email to the clerk 9/9 re discovery", ("email to the clerk re discovery", "9/9")),
        ("client called 9/12, wants to plead", ("client called, wants to plead", "9/12")),
        ("letter from the clerk about the hearing of 9/8", None),
    ],
)
def test_day__of_a_letter_or_a_call__is_its_own(typed: str, said: tuple[str, str] | None) -> None:
    assert dated(typed, {}) == said


def test_day__behind_on_before_a_hearing_that_is_moved__is_when_that_was() -> None:
    moved = "the hearing was moved to Nov 10, 1:30 pm"
    assert day_first(f"On 10/30 {moved}") == (moved, "10/30")
    assert day_first(f"10/30 {moved}") is None


def test_section__that_goes_on__is_no_cause_of_its_own() -> None:
    assert causes_said("Ann filed a charge against Bo for a discharge, 8(a)(1) and (3)") == []


def test_matter__opened_in_the_first_sentence__needs_no_name_before(terminal: Terminal) -> None:
    said = "Opened a civil case for Ann Roe, Roe v. Lobo, New Mexico, D-202-CV-2026-0001"
    terminal("post", said, *DAY)
    opened = only(terminal, "matter.opened")
    assert (opened["title"], opened["docket_no"]) == ("Roe v. Lobo", "D-202-CV-2026-0001")
    terminal("post", "Opened a criminal case, State v. Po, New Mexico", "on=2025-04-08")
    terminal("post", "nothing of the kind", code=2)


def test_insurer__of_somebody__is_called_by_its_name(ours: Terminal) -> None:
    ours("post", "l", "Western Casualty, Lobo's insurer", *DAY)
    added = of_type(ours, "party.added")[0]["data"]
    assert (added["name"], added["role"]) == ("Western Casualty", "Lobo's insurer")


def test_paper__that_tells_who_sues__is_the_claim(ours: Terminal) -> None:
    ours("post", "l", "Complaint filed 5/20/2025: Bo sues Lobo for negligence, $9,000")
    filed = only(ours, "claim.filed")
    assert (filed["day"], filed["cause"]) == ("2025-05-20", "negligence")
    assert filed["amount"]["amount"] == "9000"


def test_paper__that_tells_of_two_who_sue__is_a_claim_of_each(ours: Terminal) -> None:
    told = "Bo against Lobo for negligence, $9,000; Ida against Lobo for loss of consortium"
    ours("post", "l", f"5/20/2025 complaint filed: {told}")
    causes = {one["data"]["cause"]: one["data"] for one in of_type(ours, "claim.filed")}
    assert causes.keys() == {"negligence", "loss of consortium"}
    assert causes["negligence"]["claimants"] != causes["loss of consortium"]["claimants"]


def test_acts__that_are_told_as_of_now__are_each_recorded(ours: Terminal) -> None:
    ours("post", "l", "Bo sued Lobo for fraud", *DAY)
    ours("post", "l", "Lobo answers and files a counterclaim against Bo for rent", *ON)
    assert of_type(ours, "claim.answered")
    assert of_type(ours, "claim.filed")[0]["data"]["kind"] == "counterclaim"


def test_title__that_says_where__is_parted_from_it(terminal: Terminal) -> None:
    terminal("post", "open a criminal matter State v. Po in New Mexico, we defend Ray Po", *DAY)
    opened = only(terminal, "matter.opened")
    assert (opened["title"], opened["jurisdiction"]) == ("State v. Po", "US-NM")


def test_hearing__that_is_moved__is_moved_on_the_day_before_it(ours: Terminal) -> None:
    ours("post", "l", "trial set", "at=5/28/2025 9 am", *DAY)
    ours("post", "l", "5/20/2025 trial moved to June 12, 2025, 9 am")
    assert of_type(ours, "hearing.scheduled")[0]["effective"] == "2025-05-20"
    ours("post", "l", "5/21/2025 the trial was cancelled")
    assert only(ours, "hearing.cancelled")["day"] == "2025-05-21"


def test_charge__before_an_agency_by_two_sections__is_its_cause(terminal: Terminal) -> None:
    choose(terminal, date_order="month_first", chosen=True)
    terminal("post", "open a regulatory matter Lobo Foods Inc., federal, for Wei Chen", *DAY)
    terminal("post", "lobo", "Wei Chen, charging party", *DAY)
    terminal("post", "lobo", "Lobo Foods Inc., respondent", *DAY)
    charge = "filed an 8(a)(1) and 8(a)(3) charge against Lobo Foods with Region 28"
    terminal("post", "lobo", f"Wei Chen {charge}: discharged for union activity", *DAY)
    filed = only(terminal, "claim.filed")
    assert filed["cause"] == "discharged for union activity: 8(a)(1) and 8(a)(3)"
    terminal("post", "lobo", "the charge was served on Lobo Foods 4/16/2025")
    assert only(terminal, "claim.served")["day"] == "2025-04-16"


@pytest.mark.parametrize(
    ("said", "kind", "offense"),
    [
        ("complaint filed: count 3 battery; firearm enhancement on count 3", True, "firearm"),
        ("indicted anew on those counts as well as an enhancement", False, ""),
    ],
)
def test_enhancement__beside_counts__makes_none_of_them_one(
    case: Terminal, said: str, kind: bool, offense: str
) -> None:
    with closing(Database(case.url)) as database:
        fields = rest_said(Answers(database), "r", said, "charge.filed").fields
    assert ("kind" in fields) is kind
    assert offense in "".join(fields.get("offense", []))


def test_counsel__who_appears_for_somebody__is_asked_no_name(ours: Terminal) -> None:
    ours("post", "l", "add party", "name=Ana Reyes", "role=attorney", *DAY)
    ours("post", "l", "Ana Reyes appeared for Lobo 5/20/2025")
    appeared = only(ours, "counsel.appeared")
    assert (appeared["day"], appeared["names"]) == ("2025-05-20", ["Ana Reyes"])


def test_number__of_a_case__is_its_own_before_anything_is_filed(ours: Terminal) -> None:
    ours("post", "l", "the case is D-202-CV-2026-06612 in the Second Judicial District Court", *ON)
    given = only(ours, "matter.docket_number_assigned")
    assert given["docket_no"] == "D-202-CV-2026-06612"


def test_word__of_somebody__is_of_the_day_on_which_it_was_told(ours: Terminal) -> None:
    ours("post", "l", "Bo told us on the phone on 5/20/2025 that he slipped on or about May 4")
    told = only(ours, "statement.recorded")
    assert (told["day"], told["quote"]) == ("2025-05-20", "He slipped on or about May 4")


def test_day__that_is_about__before_what_happened_is_that_of_the_event(ours: Terminal) -> None:
    ours("post", "l", "On or about May 4, 2025 incident occurred")
    assert only(ours, "matter.incident_occurred")["day"] == "2025-05-04~"


def test_hearing__told_by_what_it_is_on__is_that_of_the_day(ours: Terminal) -> None:
    ours("post", "l", "hearing on that motion set", "at=5/20/2025 1:30 pm", *DAY)
    ours("post", "l", "the hearing on the motion to set aside was held on 5/20/2025")
    [hearing] = of_type(ours, "hearing.scheduled")
    assert only(ours, "hearing.held")["hearing_id"] == hearing["data"]["hearing_id"]


def test_newspaper__that_says_what_happened__reports_it(case: Terminal) -> None:
    case("post", "r", "the Albuquerque Journal says the robbery charge was dropped", *ON)
    [told] = of_type(case, "charge.dismissed")
    assert told["assertion"] == "reported"
    assert told["source"]["document"] == "Albuquerque Journal"


def test_paper__of_a_party__reports_nothing(case: Terminal) -> None:
    from_paper = ("source_document=position paper", "by=court", *ON)
    case("post", "r", "the robbery charge was dismissed", *from_paper)
    [told] = of_type(case, "charge.dismissed")
    assert told["assertion"] == "occurred"
    case("post", "r", "the paper says the larceny charge was dropped", *ON)
    assert of_type(case, "charge.dismissed")[0]["assertion"] == "reported"


def test_enhancement__on_a_count__stands_with_it(case: Terminal) -> None:
    case("post", "r", "firearm enhancement on count 1", *ON)
    filed = of_type(case, "charge.filed")[0]["data"]
    assert (filed["kind"], filed["attaches_to"]) == ("enhancement", "count-1")


@pytest.mark.parametrize("said", ["filed for count 2", "for count 2 filed", "on count 2"])
def test_nolle__of_a_count__is_the_prosecutions(case: Terminal, said: str) -> None:
    case("post", "r", f"nolle prosequi {said}", *ON)
    dismissed = only(case, "charge.dismissed")
    assert (dismissed["item_id"], dismissed["by"]) == ("count-2", "prosecution")


def test_plea__that_is_accepted__is_the_conviction_on_it(case: Terminal) -> None:
    case("post", "r", "she pleads no contest to count 1; plea accepted, found guilty", *ON)
    assert only(case, "charge.plea_entered")["plea"] == "no_contest"
    assert only(case, "charge.conviction_entered")["basis"] == "plea_no_contest"


def test_indictment__on_both_counts__charges_what_is_there_again(case: Terminal) -> None:
    for answer in ("complaint",):
        case("post", "r", "charge.filed", "offense=fraud", f"instrument={answer}", *DAY)
    said = "the grand jury indicts Roe on the same two counts and the firearm enhancement"
    at_screen(case, [("one of before", "all"), RIGHT, RIGHT, RIGHT], "post", "r", said, *ON)
    charged = [one["data"] for one in of_type(case, "charge.filed")][:3]
    assert {one["offense"] for one in charged} == {"larceny", "robbery", "fraud"}
    assert {one["instrument"] for one in charged} == {"indictment"}


def test_party__with_more_than_a_role__is_chosen_by_name(ours: Terminal) -> None:
    shown = at_screen(
        ours, [("(?i)whose claim", "2"), RIGHT], "post", "l", "claim.filed", "cause=fraud", *ON
    )
    assert "claimants='Ida Kerr' --effective" in shown
