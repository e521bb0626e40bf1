"""Sentences that tell of several acts at once: all are recorded in one post, or each is asked."""

from __future__ import annotations

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_told import case, cited, suit
from tests.cli.test_typed_week import of

__all__ = ["case", "cited", "suit"]
COUNTS = (
    "Roe charged by information with count 1, burglary, third degree felony; count 2, larceny over "
    "$500, fourth degree felony; count 3, criminal trespass, misdemeanor"
)


def test_counts__that_one_paper_charges__are_each_a_charge(bare_case: Terminal) -> None:
    bare_case("post", "r", COUNTS, *DAY)
    charges = of(bare_case, "charge.filed")
    assert [(one["count_no"], one["offense"]) for one in charges] == [
        (1, "burglary"),
        (2, "larceny over $500"),
        (3, "criminal trespass"),
    ]
    assert [one["severity"] for one in charges] == ["felony", "felony", "misdemeanor"]
    assert [one.get("degree") for one in charges] == ["third degree", "fourth degree", None]
    assert {one["instrument"] for one in charges} == {"information"}


def test_arraignment__with_its_day__is_that_of_the_pleas(case: Terminal) -> None:
    choose(case, date_order="month_first", chosen=True)
    case("post", "r", "arraigned May 12, 2025; not guilty to all three")
    events = case.json("events")["events"][-4:]
    assert [one["type"] for one in events] == ["hearing.held", *["charge.plea_entered"] * 3]
    assert {one["effective"] for one in events} == {"2025-05-12"}


def test_acts__of_one_sentence__are_recorded_together_or_none_is(case: Terminal) -> None:
    case("post", "r", "plea", "plea=not guilty", "item=all", *ON)
    before = len(case.json("events")["events"])
    case("post", "r", "count 2 dismissed and count 9 dismissed", *ON, code=2)
    assert len(case.json("events")["events"]) == before
    case("post", "r", "pleaded guilty to count 1, the State dismissed counts 2 and 3", *ON)
    dismissed = [one["item_id"] for one in of(case, "charge.dismissed")]
    assert dismissed == ["count-2", "count-3"]
    plea = of(case, "charge.plea_entered")[-1]
    assert (plea["item_id"], plea["plea"]) == ("count-1", "guilty")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("motion to suppress granted, count 2 dismissed", ("reason=the search",)),
        ("count 2 dismissed on May 12, count 3 dismissed", ON),
        ("Roe pleaded guilty to count 1, the court accepted the plea", ()),
    ],
)
def test_acts__of_which_one_is_unsure__are_asked_with_a_command_for_each(
    case: Terminal, typed: str, fields: tuple[str, ...]
) -> None:
    case("post", "r", "motion to suppress filed", "by=Roe", *ON)
    before = len(case.json("events")["events"])
    case("post", "r", typed, *fields, code=2)
    asked = case.error.splitlines()[-1]
    assert asked.count("casefile post r ") == len(["first", "second"])
    assert all(day in asked for day in ("May 12", "May 13") if day in typed)
    assert len(case.json("events")["events"]) == before


@pytest.mark.parametrize(
    "typed",
    [
        "sentenced on count 1 to 3 years in prison and on count 2 to 1 year of probation",
        "sentenced to 3 years in prison on count 1, and 1 year of probation on count 2",
    ],
)
def test_sentence__on_each_of_several_counts__is_imposed_on_each(
    case: Terminal, typed: str
) -> None:
    case("post", "r", "Roe pleaded guilty to count 1 and count 2; the State dropped count 3", *ON)
    case("post", "r", "conviction entered", "item=counts 1 and 2", *ON)
    case("post", "r", typed, *ON)
    imposed = of(case, "sentence.imposed")
    assert [one["item_ids"] for one in imposed] == [["count-1"], ["count-2"]]


def test_sentence__of_nobody_convicted__is_asked_without_what_was_dismissed(case: Terminal) -> None:
    case("post", "r", "count 3 dismissed", *ON)
    case("post", "r", "sentenced to 10 days in jail", *ON, code=2)
    assert "count-2 (reckless driving" in case.error
    assert "count-3" not in case.error


def test_hearing__that_was_held__keeps_what_is_told_of_it(suit: Terminal) -> None:
    choose(suit, date_order="month_first", chosen=True)
    suit("post", "l", "mediation held May 12, 2025 at 10, it failed")
    (held,) = of(suit, "hearing.held")
    assert held == {"kind": "mediation"}
    (note,) = of(suit, "note.recorded")
    assert note["text"] == "Mediation held May 12, 2025 at 10, it failed"


def test_ticket__told_at_once__has_its_number_fine_offense_and_day(terminal: Terminal) -> None:
    choose(terminal, date_order="month_first", chosen=True)
    opened = ("open matter", "title=City v. Roe", "type=traffic", "state=NM", "client=Ann Roe")
    terminal("post", "t", *opened, *DAY)
    terminal("post", "t", "add party", "name=Ann Roe", "role=defendant", *DAY)
    terminal("post", "t", "ticket TK-55120, running a red light, $85, due May 9, 2025", *DAY)
    (ticket,) = of(terminal, "charge.filed")
    said = {name: ticket[name] for name in ("offense", "citation_no", "instrument", "penalty")}
    assert said == {
        "offense": "running a red light",
        "citation_no": "TK-55120",
        "instrument": "citation",
        "penalty": {"amount": "85"},
    }
    assert [one["due"] for one in of(terminal, "deadline.set")] == ["2025-05-09"]


def test_charges__before_an_agency__are_dismissed_by_its_region(terminal: Terminal) -> None:
    opened = ("open matter", "title=In re Lobo", "type=regulatory", "state=federal")
    terminal("post", "n", *opened, "client=Lobo Inc.", *DAY)
    for name, role in (("Lobo Inc.", "respondent"), ("Local 9", "charging party")):
        party = (f"name={name}", f"role={role}", "kind=organization")
        terminal("post", "n", "add party", *party, *DAY)
    both = "unfair firing (8(a)(3)) and refusal to bargain (8(a)(5))"
    terminal("post", "n", f"Local 9 charged Lobo with {both}", *DAY)
    causes = [one["cause"] for one in of(terminal, "claim.filed")]
    assert causes == ["unfair firing (8(a)(3))", "refusal to bargain (8(a)(5))"]
    terminal("post", "n", "the region dismissed both charges", *ON)
    agencies = [one["agency"] for one in of(terminal, "claim.dismissed")]
    assert agencies == ["the region"] * len(causes)


@pytest.mark.parametrize("before", ["bench", "jury"])
def test_judgment__after_a_trial_that_says_before_whom__is_of_that_kind(
    suit: Terminal, before: str
) -> None:
    suit("post", "l", "Lobo answered", *ON)
    suit("post", "l", f"{before} trial began", "item=1", "parties=Lobo", *ON)
    suit("post", "l", "judgment for Lee against Lobo on count 1, $4,100", *ON)
    (judgment,) = of(suit, "claim.judgment_entered")
    assert (judgment["kind"], judgment["for"]) == (before, "claimant")
    assert of(suit, "note.recorded")[0]["text"] == f"{before.capitalize()} trial"


def test_judgment__after_a_trial_that_does_not_say_before_whom__is_asked(suit: Terminal) -> None:
    suit("post", "l", "Lobo answered", *ON)
    suit("post", "l", "trial began", "item=1", "parties=Lobo", *ON)
    suit("post", "l", "judgment for Lee against Lobo on count 1, $4,100", *ON, code=2)
    assert "kind: It is missing." in suit.error


@pytest.mark.parametrize(
    "names",
    ["Ann Lowe and Bo Marsh", "Lowe Freight, Inc. and Bo Marsh", "Ann Lowe, Bo Marsh and Cy Low"],
)
def test_parties__who_are_told_together__are_each_added(bare_suit: Terminal, names: str) -> None:
    bare_suit("post", "l", f"{names} are defendants", *ON)
    added = [str(one["name"]) for one in of(bare_suit, "party.added")[2:]]
    assert ", ".join(added) == names.replace(" and", ",")


@pytest.mark.parametrize("typed", ["Smith and Jones are defendants", "Lowe and Sons are witnesses"])
def test_parties__whose_names_may_be_one__are_asked(bare_suit: Terminal, typed: str) -> None:
    before = len(of(bare_suit, "party.added"))
    bare_suit("post", "l", typed, *ON, code=2)
    assert "Add each by itself" in bare_suit.error
    assert len(of(bare_suit, "party.added")) == before


def test_party__of_two_who_are_not_on_record__is_the_first_of_them(bare_suit: Terminal) -> None:
    bare_suit("post", "l", "Bo Lee sued Lowe Freight, Inc. and Otto Marsh for fraud", *ON, code=2)
    assert "party.added name='Lowe Freight, Inc.' kind=" in bare_suit.error
    bare_suit("post", "l", "add party", "name=Lowe Freight, Inc.", "role=defendant", *ON)
    bare_suit("post", "l", "Bo Lee sued Lowe Freight, Inc. and Otto Marsh for fraud", *ON, code=2)
    assert "party.added name='Otto Marsh' kind=" in bare_suit.error
