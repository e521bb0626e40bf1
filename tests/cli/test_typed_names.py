"""Names of fields that are typed: what they mean, and what is not done by a guess."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_typed_week import of
from tests.once import once


@pytest.fixture
@once
def case(terminal: Terminal) -> Terminal:
    """Return the program on a prosecution of three counts with an enhancement of the first."""
    day = ("--effective", "2026-11-03")
    opened = ("matter.opened", "title=State v. Delgado", "category=criminal", "jurisdiction=NM")
    terminal("post", "delgado", *opened, "for=Tomás Delgado", *day)
    terminal("post", "delgado", "party.added", "party=Tomás Delgado", "role=defendant", *day)
    charged = ("post", "delgado", "charge filed", "instrument=information")
    for count, offense in enumerate(("aggravated battery", "false imprisonment"), start=1):
        terminal(*charged, f"name={offense}", f"count={count}", *day)
    terminal("post", "delgado", "firearm enhancement", "count=1", *day)
    return terminal


def number(terminal: Terminal, tag: str) -> str:
    """Return the number of the first event of a type."""
    return str(terminal.json("events", "--type", tag)["events"][0]["position"])


@pytest.mark.parametrize("name", ["date_of_offense", "offense_date", "occurred", "date committed"])
def test_correction__of_the_day_of_an_offense__is_not_of_its_name(
    case: Terminal, name: str
) -> None:
    charge = number(case, "charge.filed")
    case("correct", charge, f"{name}=on or about October 18", code=2)
    told = "casefile post delgado incident --effective 'on or about October 18'"
    assert f"is an event of its own: {told}" in case.error
    case("post", "delgado", "charge", "offense=theft", f"{name}=on or about October 18", code=2)
    assert told in case.error


@pytest.mark.parametrize(
    ("typed", "field"), [("description=a knife", "offense"), ("text=a knife", "offense")]
)
def test_correction__by_a_name_that_can_mean_several_fields__asks_first(
    case: Terminal, typed: str, field: str
) -> None:
    case("correct", number(case, "charge.filed"), typed, code=2)
    assert f"Is {field} meant by {typed.partition('=')[0]}? Then write {field}=..." in case.error
    assert of(case, "event.corrected") == []


def test_correction__by_a_small_word__is_not_of_who_says_so(case: Terminal) -> None:
    case("correct", number(case, "charge.filed"), "by=Boyle", code=2)
    assert of(case, "event.corrected") == []


def test_receipt__of_a_matter_for_somebody_new__says_the_name(terminal: Terminal) -> None:
    opened = ("matter.opened", "title=State v. Roe", "category=criminal", "jurisdiction=NM")
    assert "for Ann Roe." in terminal("post", "roe", *opened, "for=Ann Roe")


def test_prosecutor__by_what_people_call_the_office__is_one(case: Terminal) -> None:
    case("post", "delgado", "prosecutor assigned", "name=Karen Boyle", "role=Assistant DA")
    assert of(case, "official.assigned") == [{"name": "Karen Boyle", "office": "prosecutor"}]


@pytest.fixture
@once
def suit(terminal: Terminal) -> Terminal:
    """Return the program on a suit against two, one of whom was served, and a counterclaim."""
    day = ("--effective", "2025-06-12")
    opened = ("matter.opened", "title=Bishop v. Lobo", "category=civil", "jurisdiction=NM")
    terminal("post", "bishop", *opened, *day)
    for name, role in (
        ("Ruth Bishop", "plaintiff"),
        ("Lobo Freight, Inc.", "defendant"),
        ("Daniel Kerr", "defendant"),
    ):
        terminal("post", "bishop", "party.added", f"name={name}", f"role={role}", *day)
    terminal("post", "bishop", "complaint filed", "claim=negligence", "against=Lobo and Kerr", *day)
    return terminal


def test_parties__named_together__are_each_meant(suit: Terminal) -> None:
    assert len(of(suit, "claim.filed")[0]["against"]) == 2  # type: ignore[arg-type]  # a list
    filed = ("post", "bishop", "claim filed", "name=fraud", "--effective", "2025-06-13")
    suit(*filed, "against=Ruth Bishop, Lobo Freight, Inc. and Kerr")
    assert len(of(suit, "claim.filed")[1]["against"]) == 3  # type: ignore[arg-type]  # a list
    suit(*filed, "against=Lobo and Nobody", code=2)
    assert "There is no party Lobo and Nobody" in suit.error


def test_party__in_front_of_what_happened__is_that_party(suit: Terminal) -> None:
    suit("post", "bishop", "Lobo served", "--effective", "2025-07-08")
    suit("post", "bishop", "Daniel Kerr served", "--effective", "2025-07-01")
    suit("post", "bishop", "Kerr answered", "--effective", "2025-07-09")
    filed: Any = of(suit, "claim.filed")[0]
    lobo, kerr = filed["against"]
    assert [one["parties"] for one in of(suit, "claim.served")] == [[lobo], [kerr]]
    assert [one["parties"] for one in of(suit, "claim.answered")] == [[kerr]]
    suit("post", "bishop", "Nobody served", code=2)
    assert "There is no type of event called 'Nobody served'" in suit.error


def test_answer__of_one_in_default__is_not_of_a_claim_without_him(suit: Terminal) -> None:
    suit("post", "bishop", "Kerr served", "--effective", "2025-07-01")
    filed = ("counterclaim", "by=Lobo", "against=Ruth Bishop", "claim=property damage")
    suit("post", "bishop", *filed, "--effective", "2025-07-30")
    suit("post", "bishop", "default entered", "against=Kerr", "--effective", "2025-09-04")
    suit("post", "bishop", "answered", "by=Kerr", "--effective", "2025-10-10", code=1)
    assert "Read as item = negligence (" in suit.error
    aside = ("default set aside", "by=the court", "--effective", "2025-10-02")
    suit("post", "bishop", *aside)
    assert "Read as by = the court (whose act it is anyhow)" in suit.error


def test_deadline__counted_from_an_event__finds_it_by_words_or_by_day(suit: Terminal) -> None:
    suit("post", "bishop", "Kerr served", "--effective", "2025-07-01")
    suit("post", "bishop", "Lobo served", "--effective", "2025-07-08")
    suit("post", "bishop", "arraignment held", "--effective", "2025-07-10")
    for due in (
        "30 days after service on Kerr",
        "30 days after July 1, 2025",
        "21 days after the arraignment",
    ):
        suit("post", "bishop", "deadline set", "deadline=answer", f"due={due}")
    days = [str(one["due"]) for one in of(suit, "deadline.set")]
    assert days == ["2025-07-31", "2025-07-31", "2025-07-31"]
    served = ("deadline=reply", "due=30 days after service")
    suit("post", "bishop", "deadline set", *served, code=2)
    assert "Several events answer to 'service': say which by its number" in suit.error


def test_motion__for_or_about_something__says_it(suit: Terminal) -> None:
    moved = ("motion for summary judgment", "by=Lobo", "item=negligence")
    suit("post", "bishop", *moved, "--effective", "2026-09-01")
    suit("post", "bishop", "motion to dismiss", "by=Lobo", "--effective", "2026-09-02")
    kinds = [one["kind"] for one in of(suit, "motion.filed")]
    assert kinds == ["motion for summary judgment on negligence", "motion to dismiss"]
    suit("post", "bishop", "judgment", "item=negligence", "for=Lobo", code=2)
    assert "kind: It is missing. Write kind=" in suit.error


def test_hearing__with_what_it_has_no_field_for__keeps_it_as_a_note(suit: Terminal) -> None:
    trial = ("trial set", "item=negligence", "at=February 8, 2027", "jury=yes", "days=4")
    suit("post", "bishop", *trial)
    assert of(suit, "hearing.scheduled")[0]["kind"] == "jury trial"
    assert [one["text"] for one in of(suit, "note.recorded")] == [
        "jury trial: on negligence; days: 4"
    ]


def test_options_of_every_event__typed_among_the_fields__are_those(case: Terminal) -> None:
    note = ("note", "text=she will not settle")
    case("post", "delgado", *note, "privileged=yes")
    nolle = ("nolle prosequi", "item=count 2", "filed=2026-11-25", "received=2026-11-27")
    case("post", "delgado", *nolle)
    events = case.json("events")["events"]
    assert events[-2]["source"]["privilege"] == "attorney_client"
    assert (events[-1]["effective"], events[-1]["received"]) == ("2026-11-25", "2026-11-27")


def test_dismissed__by_the_prosecutor_on_record__is_by_the_prosecution(case: Terminal) -> None:
    case("post", "delgado", "prosecutor assigned", "name=Karen Boyle", "title=ADA")
    case("post", "delgado", "dismissed", "item=count 2", "by=Boyle")
    assert of(case, "charge.dismissed")[0]["by"] == "prosecution"
    case("post", "delgado", "dismissed", "item=count 1", "by=Nobody", code=2)


def test_count__is_not_what_enhances_it__which_is_attached_to_it(case: Terminal) -> None:
    assert of(case, "charge.filed")[2]["attaches_to"] == "count-1"
    case("post", "delgado", "note", "text=a knife", "item=count 1")
    assert of(case, "note.recorded")[0]["item_id"] == "count-1"


def test_event__called_by_what_it_is__is_corrected_and_taken_back(case: Terminal) -> None:
    bond = ("released on bond", "amount=$10,000", "kind=unsecured")
    case("post", "delgado", *bond, "--effective", "2026-11-05")
    case("correct", "bond", "amount=$15,000", code=2)
    assert "text='Released on bond: amount $15,000; kind unsecured'" in case.error
    case("correct", "the bond", "text=Released on $15,000")
    case("post", "delgado", "plea", "plea=not guilty", "item=count 1")
    case("retract", "the plea", "--reason", "typed wrong")
    assert of(case, "event.retracted")[0]["reason"] == "error"
    case("post", "delgado", "plea", "plea=not guilty", "item=all charges")
    case("retract", "the plea", "--reason", "typo", code=2)
    assert "Several events answer to 'the plea': say which by its number" in case.error
    case("correct", "the picnic", "text=a", code=3)


def test_matter__that_is_not_there__is_opened_by_a_command(terminal: Terminal) -> None:
    terminal("post", "delgado", "plea", "plea=guilty", code=3)
    assert "Open it first: casefile post delgado matter.opened title=..." in terminal.error


def test_client__known_elsewhere__is_added_in_a_new_matter(case: Terminal) -> None:
    opened = ("matter.opened", "title=State v. Delgado II", "category=criminal")
    case("post", "second", *opened, "jurisdiction=NM", "for=Delgado")
    case("post", "second", "party.added", "party=Tomás Delgado", "role=defendant")
    first, second = of(case, "party.added")
    assert first["party_id"] == second["party_id"]


def test_ticket__paid__is_a_payment_of_what_is_charged_by_ticket(case: Terminal) -> None:
    case("post", "delgado", "speeding ticket", "against=Delgado", "date=August 4, 2025")
    case("post", "delgado", "ticket paid", "item=speeding", "amount=$71", "date=August 5, 2025")
    assert of(case, "charge.ticket_paid")[0]["amount"] == {"amount": "71"}
    case("post", "delgado", "ticket paid", "item=count 2", "amount=$71", code=1)


def test_claim__without_a_claimant__is_the_only_plaintiffs(suit: Terminal) -> None:
    (plaintiff, *_) = of(suit, "party.added")
    assert of(suit, "claim.filed")[0]["claimants"] == [plaintiff["party_id"]]
    suit("post", "bishop", "crossclaim", "claim=indemnity", "against=Kerr")
    assert of(suit, "claim.filed")[1]["claimants"] == []
    _, second = suit.json("events", "--type", "claim.filed")["events"]
    suit("correct", str(second["position"]), "claimants=Ruth Bishop", code=1)
    assert "take the event back and record it anew" in suit.error


def test_sentence__with_a_school_and_a_named_fee__tells_the_one_and_keeps_the_words_of_the_other(
    case: Terminal,
) -> None:
    case("post", "delgado", "plea", "plea=guilty", "item=count 2", "--effective", "2026-11-04")
    case("post", "delgado", "convicted", "item=count 2", "--effective", "2026-11-04")
    penalties = "90 days in jail, all suspended, DWI school, $85 lab fee"
    case("post", "delgado", "sentenced", "item=count 2", f"components={penalties}")
    (sentence,) = of(case, "sentence.imposed")
    components = sentence["components"]
    assert isinstance(components, list)
    assert components[1:2] == [{"kind": "other", "what": "DWI school"}]
    assert len(components) == 3
    assert "partly_read" not in sentence
    assert of(case, "note.recorded")[0]["text"] == "Of the sentence: $85 lab fee"


def test_type__of_several__is_that_which_has_the_fields_that_are_typed(case: Terminal) -> None:
    case("post", "delgado", "disposition", "item=count 2", "text=paid")
    case("post", "delgado", "arraignment", "at=2026-12-14", "--effective", "2026-11-04")
    assert of(case, "hearing.scheduled")[0]["kind"] == "arraignment"


def test_calendar__until_some_weeks_from_now__needs_no_more(case: Terminal) -> None:
    case("calendar", "--from", "today", "--to", "in two weeks")
