"""Phrases: a type of event that is typed with who, when and how in the same words."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_typed_acts import DAY, ON, suit
from tests.cli.test_typed_week import of

__all__ = ("suit",)
OPEN = ("open case", "type=civil", "client=Maria Garcia")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("MegaMart filed its answer",), "answered (as to MegaMart Inc.)"),
        (("service on CleanCo",), "negligence served (as to CleanCo LLC)"),
        (("served CleanCo",), "negligence served (as to CleanCo LLC)"),
        (
            ("Maria dismissed her claim without prejudice",),
            "negligence dismissed without prejudice.",
        ),
        (("Maria settled with MegaMart", "amount=$85,000 (confidential)"), "$85,000, confidential"),
        (("settlement", "between=Maria and MegaMart", "confidential"), "settled, confidential"),
        (("CleanCo filed a motion to set aside default",), "filed by CleanCo LLC."),
        (("Ana Reyes entered her appearance", "for=MegaMart"), "for MegaMart Inc.: Ana Reyes."),
        (
            ("trial against CleanCo set", "at=March 9, 2026 9 am"),
            "Note: Trial against CleanCo set.",
        ),
        (("trial set for March 9, 2026 at 9 am",), "Trial set for Monday 9 March 2026 at 9:00 am."),
        (("trial date set", "date=March 9, 2026", "time=9 am"), "9 March 2026 at 9:00 am."),
        (
            ("hearing set", "at=2025-11-03T09:00", "about=motion to strike"),
            "Hearing on motion to str",
        ),
        (
            ("claim", "by=Maria", "against=CleanCo", "for=nuisance"),
            "against CleanCo LLC: nuisance.",
        ),
        (("client call", "with=Maria", "about=her back"), "with Maria; about her back."),
        (("clerk's entry of default", "against=CleanCo"), "Default entered by the clerk on claim"),
        (("insurance company added", "name=Acme Mutual"), "added as insurance company."),
        (("add witnesses", "names=Bo Lee", "kind=person"), "There is no type"),
        (("witness", "name=Bo Lee"), "Bo Lee added as witness."),
        (("defendant=Acme LLC",), "Acme LLC added as defendant."),
    ],
)
def test_phrase__of_a_suit__is_read_in_its_parts(
    suit: Terminal, typed: tuple[str, ...], said: str
) -> None:
    if typed[0] == "clerk's entry of default":
        suit("post", "g", "served", *DAY)
    code = 2 if said == "There is no type" else 0
    told = suit("post", "g", *typed, *ON, code=code)
    assert said in " ".join((told + suit.error).split())


def test_hearing__of_which_an_act_is_told__is_none_of_that_name(suit: Terminal) -> None:
    suit("post", "g", "hearing set", "at=2025-11-03T13:30", *ON)
    suit("post", "g", "the court moved the hearing", "to=2025-11-10T13:30", *ON)
    assert of(suit, "hearing.scheduled")[-1]["replaces"] == "hearing"
    suit("post", "g", "Bo Lee entered his appearance", *ON, code=2)
    assert "for: Which one?" in suit.error


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("slip and fall",), "Incident: slip and fall."),
        (("accident", "where=the store"), "Incident in the store: accident."),
        (("car crash",), "Incident: car crash."),
    ],
)
def test_incident__by_what_it_is_called__is_one(
    suit: Terminal, typed: tuple[str, ...], said: str
) -> None:
    assert said in suit("post", "g", *typed, "--effective", "2025-08-04")


def test_trial__moved_that_none_has_set__is_set(suit: Terminal) -> None:
    assert "Recorded: Trial set for" in suit("post", "g", "trial moved", "to=2026-04-13", *ON)


@pytest.mark.parametrize(
    ("typed", "privilege"),
    [
        (("phone call", "text=x", "confidential=yes"), "confidential"),
        (("phone call", "text=x", "confidential"), "confidential"),
        (("note", "text=x", "privileged"), "attorney_client"),
    ],
)
def test_note__said_to_be_confidential__has_the_privilege(
    suit: Terminal, typed: tuple[str, ...], privilege: str
) -> None:
    suit("post", "g", *typed, *ON)
    (event,) = suit.json("events", "--type", "note.recorded")["events"]
    assert event["source"]["privilege"] == privilege


def test_matter__opened_under_its_title__gets_an_id_of_its_words(terminal: Terminal) -> None:
    told = terminal("post", "Garcia v. MegaMart", *OPEN, "state=NM", *DAY)
    assert "Matter opened: Garcia v. MegaMart (civil, New Mexico)" in told
    assert "Read as matter = garcia-megamart (its id from here on)" in terminal.error
    terminal("post", "Garcia v. MegaMart", *OPEN, "state=NM", *DAY, code=1)
    terminal("post", "Garcia v. MegaMart", "plaintiff", "name=Maria Garcia", *DAY)


@pytest.mark.parametrize(
    "typed",
    [
        ("court=Second Judicial District Court, New Mexico",),
        ("jurisdiction=Second Judicial District Court, New Mexico",),
        ("court=Second Judicial District Court, New Mexico", "state=NM", "category=civil case"),
    ],
)
def test_matter__whose_court_says_where_it_is__is_there(
    terminal: Terminal, typed: tuple[str, ...]
) -> None:
    opened = [one for one in OPEN if not (one == "type=civil" and len(typed) > 1)]
    told = terminal("post", "g", *opened, "title=Garcia v. Bo", *typed, *DAY)
    assert "(civil, New Mexico), Second Judicial District Court, New Mexico" in told


def test_party__named_that_nobody_added__is_added_by_that_name(suit: Terminal) -> None:
    suit("post", "g", "claim", "by=Zoe", "against=CleanCo", "for=nuisance", *ON, code=2)
    assert "casefile post g party.added name=Zoe" in suit.error


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("motion for a new trial", "by=CleanCo"), "Motion for a new trial filed by CleanCo LLC."),
        (("response filed", "to=motion to strike", "by=CleanCo"), "Response to motion to strike"),
        (
            ("complaint filed", "by=Maria", "against=both defendants", "for=x"),
            "MegaMart Inc.",
        ),
        (("claim dropped", "by=Maria", "costs=each its own"), "each its own"),
        (("party added", "name=OSHA", "role=agency"), "OSHA added as agency."),
        (("bankruptcy", "party=CleanCo"), "Proceedings stayed as to CleanCo LLC: bankruptcy."),
    ],
)
def test_typed__of_a_suit__is_taken_as_people_say_it(
    suit: Terminal, typed: tuple[str, ...], said: str
) -> None:
    assert said in " ".join(suit("post", "g", *typed, *ON).split())


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        (("jury verdict", "for=Maria"), "casefile post g 'docket entry' text="),
        (("verdict",), "casefile post g judgment kind=jury"),
    ],
)
def test_refusal__of_what_is_something_else_in_law__has_the_commands(
    suit: Terminal, typed: tuple[str, ...], command: str
) -> None:
    suit("post", "g", *typed, *ON, code=2)
    assert command in suit.error


def test_trial_held__on_the_day_of_a_jury_trial__is_that_one(suit: Terminal) -> None:
    suit("post", "g", "jury trial set", "at=2025-11-03T09:00", *ON)
    suit("post", "g", "trial held", "--effective", "2025-11-03")
    assert of(suit, "hearing.held")[0]["hearing_id"] == "jury-trial"


def test_same_hour__in_a_correction__is_that_of_before(suit: Terminal) -> None:
    suit("post", "g", "trial set", "at=2025-11-03T09:00", *ON)
    suit("post", "g", "trial moved", "to=2025-11-10", *ON)
    (number,) = (one["position"] for one in suit.json("events")["events"][-1:])
    suit("correct", str(number), "at=November 12, 2025, same hour")
    found = suit.json("events", "--event", str(number))["as_corrected"]["data"]
    assert found["at"] == "2025-11-12T09:00"


def test_note__of_the_same_words_on_another_item__is_no_duplicate(suit: Terminal) -> None:
    suit("post", "g", "claim", "by=Maria", "against=CleanCo", "for=nuisance", *ON)
    suit("post", "g", "note", "text=x", "item=negligence", *ON)
    assert "on record already" not in suit("post", "g", "note", "text=x", "item=nuisance", *ON)
    assert "on record already" in suit("post", "g", "note", "text=x", "item=nuisance", *ON)


def test_known_at__of_a_number_of_the_log__is_that_position(suit: Terminal) -> None:
    assert "(position 3" in suit("status", "Maria Garcia", "--known-at", "3")


def test_citation__in_words__is_settled_for_an_amount_and_its_violation_is_corrected(
    terminal: Terminal,
) -> None:
    terminal("post", "o", "open case", "title=OSHA v. Foundry", "type=regulatory", "state=US", *DAY)
    terminal("post", "o", "add respondent", "name=Ridgeway Foundry LLC", *DAY)
    standard = "standard=29 CFR 1910.215(a)(2)"
    cited = ("citation issued", "by=OSHA", "violation=unguarded grinder", standard)
    told = terminal("post", "o", *cited, *DAY)
    assert "under 29 CFR 1910.215(a)(2)" in told
    assert "Note: Violation: unguarded grinder." in told
    terminal("post", "o", "contested", *DAY)
    assert "$5,600" in terminal("post", "o", "settled", "amount=$5,600", "needs_approval=no", *ON)
    terminal("post", "o", "violation corrected", *ON)
    assert of(terminal, "citation.obligation_performed")[0]["what"] == "abatement"


def test_severity__with_its_class__is_read_as_both(terminal: Terminal) -> None:
    terminal("post", "w", "open case", "title=State v. Roe", "type=criminal", "state=WA", *DAY)
    terminal("post", "w", "add defendant", "name=Ann Roe", *DAY)
    terminal("post", "w", "charge filed", "charge=DUI", "level=gross misdemeanor", *DAY)
    (filed,) = of(terminal, "charge.filed")
    assert (filed["degree"], filed["severity"]) == ("gross", "misdemeanor")


def test_event__called_by_what_it_concerns__is_that_one(suit: Terminal) -> None:
    suit("post", "g", "served", "on=MegaMart", *DAY)
    suit("post", "g", "served", "on=CleanCo", *DAY)
    suit("correct", "CleanCo served", "date=2025-09-09")
    suit("post", "g", "hearing held", *ON)
    suit("post", "g", "mediation held", *ON)
    suit("retract", "mediation held", "--reason", "mistake")
    assert "Mediation held" not in suit("matters", "g")


def test_clerk__who_enters_a_default__is_kept(suit: Terminal) -> None:
    suit("post", "g", "served", *DAY)
    told = suit("post", "g", "clerk enters default", "against=CleanCo", *ON)
    assert "Default entered by the clerk on claim" in told


def test_deadline__to_do_something__is_of_that(suit: Terminal) -> None:
    assert "Deadline: appeal, due" in suit("post", "g", "deadline to appeal", "due=2025-12-24", *ON)


def test_party_in_front__of_what_is_done_by_another__leaves_that_by_whom(suit: Terminal) -> None:
    told = suit("post", "g", "CleanCo served by process server", *ON)
    assert "served by process server (as to CleanCo LLC)" in " ".join(told.split())


def test_name__changed_because_it_was_misspelt__is_asked(suit: Terminal) -> None:
    changed = ("name changed", "party=Maria Garcia", "to=Mary Garcia", "reason=misspelt")
    suit("post", "g", *changed, *ON, code=2)
    assert "casefile correct 2 name='Mary Garcia'" in suit.error


def test_deadline__closed_that_is_met__says_that_none_is_open(suit: Terminal) -> None:
    due = ("due=2025-11-20", "of=MegaMart")
    suit("post", "g", "deadline set", "deadline=answer", *due, *ON)
    suit("post", "g", "complaint filed", "by=Maria", "against=MegaMart", "for=negligence", *ON)
    assert "open; now" in suit("post", "g", "answer filed", "by=MegaMart", *ON)
    suit("post", "g", "deadline met", *ON, code=2)
    assert "None is open any more: answer, 2025-11-20, met." in " ".join(suit.error.split())
