"""Sentences that say several things, and who is who: each is recorded by itself, in one post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_typed_week import of
from tests.once import once

INDICTED = (
    "indictment filed: count 1 conspiracy (21 USC 846) against Ann Roe and Bo Poe; count 2 "
    "possession with intent to distribute against Poe only; count 3 false statement against Roe"
)


def opened(terminal: Terminal, title: str, category: str, state: str, client: str) -> None:
    """Open a matter under the id m."""
    said = (f"title={title}", f"type={category}", f"state={state}", f"client={client}")
    terminal("post", "m", "open matter", *said, *DAY)


def amount_of(data: Mapping[str, Any]) -> str | None:
    """Return the sum of a claim or a judgment; None where it has none."""
    return data["amount"]["amount"] if "amount" in data else None


def recorded(terminal: Terminal, typed: str, *more: str) -> list[str]:
    """Record a sentence and return what it says was recorded."""
    lines = terminal("post", "m", typed, *more, *ON).splitlines()
    said = (one.removeprefix("Recorded: ") for one in lines if one.startswith("Recorded"))
    return [one for one in said if not one.startswith("Note:")]


@pytest.fixture
@once
def accused(terminal: Terminal) -> Terminal:
    """Return the program on a prosecution of two, who are indicted and deny it."""
    opened(terminal, "US v. Roe", "criminal", "federal", "Ann Roe")
    terminal("post", "m", "Ann Roe and Bo Poe are defendants", *DAY)
    terminal("post", "m", INDICTED, *DAY)
    terminal("post", "m", "both arraigned, both pleaded not guilty to all counts", *DAY)
    return terminal


@pytest.fixture
@once
def suit(terminal: Terminal) -> Terminal:
    """Return the program on a suit of two claims against two, one of whom answers with another."""
    opened(terminal, "Lee v. Kerr", "civil", "CO", "Ida Kerr")
    who = "Bo Lee is the plaintiff, Ida Kerr and Zoe Kerr are the defendants"
    terminal("post", "m", who, *DAY)
    sued = "Bo Lee sued Ida and Zoe Kerr for the return of his deposit, $2,400, and for breach of "
    terminal("post", "m", f"{sued}the warranty of habitability", *DAY)
    terminal("post", "m", "Ida was served", *DAY)
    terminal("post", "m", "Ida answered and counterclaimed for unpaid rent, $3,150", *DAY)
    terminal("post", "m", "Lee answered the counterclaim", *DAY)
    return terminal


@pytest.fixture
@once
def child(terminal: Terminal) -> Terminal:
    """Return the program on a petition of two acts against a child."""
    opened(terminal, "In re T.R.", "juvenile", "CO", "T.R.")
    terminal("post", "m", "T.R. is the child, our client", *DAY)
    petition = "T.R. charged by petition with count 1, criminal mischief; count 2, third-degree"
    terminal("post", "m", f"{petition} assault", *DAY)
    return terminal


def test_indictment__of_two__charges_each_with_their_own_counts(accused: Terminal) -> None:
    charges = of(accused, "charge.filed")
    assert [(one["count_no"], one["offense"]) for one in charges] == [
        (1, "conspiracy"),
        (1, "conspiracy"),
        (2, "possession with intent to distribute"),
        (3, "false statement"),
    ]
    assert [one["statute"] for one in charges[:2]] == [["21 USC 846"]] * 2
    roe, poe, also_poe, also_roe = (one["party_id"] for one in charges)
    assert (roe, poe) == (also_roe, also_poe)
    assert roe != poe
    assert len({one["item_id"] for one in charges}) == len(charges)


@pytest.mark.parametrize(
    "typed",
    [
        "superseding indictment adds count 4, money laundering, against both",
        "superseding indictment filed, adds count 4, money laundering, against both",
        "superseding indictment charges both defendants with count 4, money laundering",
        "the grand jury indicted Roe and Poe on Count IV, money laundering",
    ],
)
def test_count__against_both__is_a_charge_of_each(accused: Terminal, typed: str) -> None:
    recorded(accused, typed)
    assert [one["count_no"] for one in of(accused, "charge.filed")[4:]] == [4, 4]


@pytest.mark.parametrize(
    ("typed", "offenses"),
    [
        (
            "charged by complaint with DWI, first offense (misdemeanor) and careless driving",
            ["DWI, first offense", "careless driving"],
        ),
        ("charged with assault and battery and theft", ["assault and battery", "theft"]),
        ("cited for speeding 52 in a 35 and no insurance", ["speeding 52 in a 35", "no insurance"]),
        ("information filed: counts 1 through 3, theft; count 4, arson", [*["theft"] * 3, "arson"]),
    ],
)
def test_offenses__told_together__are_a_charge_each(
    bare_case: Terminal, typed: str, offenses: list[str]
) -> None:
    bare_case("post", "r", typed, *ON)
    assert [one["offense"] for one in of(bare_case, "charge.filed")] == offenses


@pytest.mark.parametrize(
    "typed",
    [
        "charged with possession of cocaine and heroin",
        "charged with two counts of theft and battery",
        "Ann Roe charged with theft and the same counts",
    ],
)
def test_offenses__that_may_be_one__are_asked(bare_case: Terminal, typed: str) -> None:
    bare_case("post", "r", typed, *ON, code=2)
    assert of(bare_case, "charge.filed") == []


def test_parties__told_clause_by_clause__have_their_own_roles(suit: Terminal) -> None:
    added = [(one["name"], one["role"]) for one in of(suit, "party.added")]
    assert added == [("Bo Lee", "plaintiff"), ("Ida Kerr", "defendant"), ("Zoe Kerr", "defendant")]


def test_name__that_says_what_somebody_is__is_refused(bare_suit: Terminal) -> None:
    said = ("name=Bo Marsh is a witness", "role=witness", "kind=person")
    bare_suit("post", "l", "party added", *said, *ON, code=2)
    assert "name='Bo Marsh'" in bare_suit.error


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("our client is Ida Kerr", "stands on record already"),
        ("our client is Bo Lee", "casefile correct 1 for='Bo Lee'"),
        ("we represent Cy Low", "'Cy Low is the ...'"),
    ],
)
def test_client__who_is_told__is_said_where_the_matter_was_opened(
    suit: Terminal, typed: str, said: str
) -> None:
    suit("post", "m", typed, *ON, code=2)
    assert said in suit.error


@pytest.mark.parametrize(
    ("typed", "verdicts"),
    [
        (
            "jury found Roe not guilty on count 1, hung on count 3, mistrial on that count",
            ["found not guilty", "jury hung"],
        ),
        (
            "the jury acquitted Roe on count 1 and convicted her on count 3",
            ["not guilty", "guilty"],
        ),
        ("verdict: guilty on count 1, not guilty on count 3", ["found guilty", "not guilty"]),
    ],
)
def test_verdicts__of_several_counts__are_each_recorded(
    accused: Terminal, typed: str, verdicts: list[str]
) -> None:
    assert len(recorded(accused, "jury trial began against Roe")) == len(["count 1", "count 3"])
    found = recorded(accused, typed)
    assert len(found) == len(verdicts)
    assert all(one in told for one, told in zip(verdicts, found, strict=True))
    assert all("Ann Roe" in one for one in found)


@pytest.mark.parametrize(
    "typed",
    [
        "counts 1 and 2 against Poe dismissed on the government's motion",
        "counts 1 and 2 against Poe dismissed on the government motion",
        "the government dismissed counts 1 and 2 against Poe",
        "the charges against Poe were dismissed on the government's motion",
    ],
)
def test_dismissal__of_what_one_of_two_is_charged_with__is_of_theirs(
    accused: Terminal, typed: str
) -> None:
    found = recorded(accused, typed)
    assert len(found) == len(["count 1", "count 2"])
    assert all("Bo Poe dismissed by the prosecution" in one for one in found)


def test_plea__with_the_rest_to_be_dismissed__announces_that(accused: Terminal) -> None:
    typed = "Poe pleads guilty to count 1 under a plea agreement, the rest to be dismissed at "
    recorded(accused, f"{typed}sentencing")
    plea = of(accused, "charge.plea_entered")[-1]
    assert (plea["plea"], plea["negotiated"]) == ("guilty", True)
    (announced,) = of(accused, "intent.announced")
    assert (announced["item_id"], announced["intended_event"]) == ("count-2", "charge.dismissed")


def test_claims__of_one_suit__are_each_with_their_own_sum(suit: Terminal) -> None:
    claims = of(suit, "claim.filed")
    assert [(one["cause"], amount_of(one)) for one in claims] == [
        ("the return of his deposit", "2400"),
        ("breach of the warranty of habitability", None),
        ("unpaid rent", "3150"),
    ]


def test_judgments__on_several_claims__have_each_their_side_and_sum(suit: Terminal) -> None:
    suit("post", "m", "bench trial began", "item=all", "parties=Ida Kerr", *ON)
    typed = "on the deposit, $2,400 trebled to $7,200, against him on habitability; for Ida on the"
    suit("post", "m", f"the court finds for Lee {typed} rent, $1,000", *ON, code=2)
    assert "judgment item='the deposit' for=claimant amount='$7,200' kind=bench" in suit.error
    recorded(suit, f"judgment for Lee {typed} rent, $1,000")
    judgments = of(suit, "claim.judgment_entered")
    assert [(one["for"], amount_of(one)) for one in judgments] == [
        ("claimant", "7200"),
        ("defendant", None),
        ("claimant", "1000"),
    ]


def test_bench_judgment__of_one_claim__has_its_sum(suit: Terminal) -> None:
    suit("post", "m", "bench trial began", "item=all", "parties=Ida Kerr", *ON)
    recorded(suit, "bench judgment for Lee against Ida on the deposit for $7,200")
    (judgment,) = of(suit, "claim.judgment_entered")
    assert (judgment["kind"], amount_of(judgment)) == ("bench", "7200")
    appealed = recorded(suit, "we appealed the deposit judgment to district court")
    assert len(appealed) == 1


def test_defendant__who_is_dismissed__is_out_of_every_claim_against_her(suit: Terminal) -> None:
    found = recorded(suit, "Zoe was dismissed without prejudice for want of service")
    assert len(found) == len(["deposit", "habitability"])
    assert all("without prejudice (as to Zoe Kerr)" in one for one in found)


def test_claim__that_is_for_more_now__is_amended(suit: Terminal) -> None:
    recorded(suit, "Lee amends, the habitability claim is now for $7,500")
    (amended,) = of(suit, "claim.amended")
    assert amended["changes"] == {"amount": {"amount": "7500"}}


@pytest.mark.parametrize(
    ("typed", "pleas"),
    [
        ("advisement held, the child denied both counts", ["not_guilty", "not_guilty"]),
        ("advisement held, denied both", ["not_guilty", "not_guilty"]),
        ("the child admitted the criminal mischief", ["guilty"]),
        ("the child admitted count 1 and denied count 2", ["guilty", "not_guilty"]),
        ("he admitted the criminal mischief, the assault was dismissed", ["guilty"]),
    ],
)
def test_child__who_admits_or_denies__pleads_by_number_or_by_name(
    child: Terminal, typed: str, pleas: list[str]
) -> None:
    recorded(child, typed)
    assert [one["plea"] for one in of(child, "charge.plea_entered")] == pleas
    assert len(of(child, "charge.dismissed")) == ("dismissed" in typed)


@pytest.mark.parametrize(
    "typed",
    [
        (
            "adjudication on count 1 deferred for one year, 40 hours community service and $320 "
            "restitution"
        ),
        (
            "deferred adjudication on count 1 for one year on the condition of 40 hours community "
            "service and $320 restitution"
        ),
        (
            "the court deferred adjudication on count 1 for one year on condition of 40 hours "
            "community service and $320 restitution"
        ),
    ],
)
def test_adjudication__that_is_deferred__is_a_deferral_with_term_and_conditions(
    child: Terminal, typed: str
) -> None:
    recorded(child, "the child admitted count 1")
    recorded(child, typed)
    assert of(child, "charge.adjudicated") == []
    (deferral,) = of(child, "charge.deferral_ordered")
    assert (deferral["kind"], deferral["ends"]) == ("deferred_adjudication", "2026-05-20")
    terms = ["40 hours community service", "$320 restitution", "for one year"]
    assert deferral["conditions"] == terms


def test_fine__with_costs__is_two_penalties(bare_case: Terminal) -> None:
    bare_case("post", "r", "charged with speeding and reckless driving", *DAY)
    bare_case("post", "r", "pleaded guilty to the speeding, the reckless driving dismissed", *ON)
    bare_case("post", "r", "conviction entered", "item=speeding", *ON)
    bare_case("post", "r", "the judge fined him $85 plus $65 court costs on the speeding", *ON)
    (sentence,) = of(bare_case, "sentence.imposed")
    kinds = {"fine": "85", "fee": "65"}
    assert sentence["components"] == [
        {"kind": kind, "amount": {"amount": one}} for kind, one in kinds.items()
    ]
    assert not sentence.get("partly_read")


def test_agency_charges__told_by_their_sections__are_two(terminal: Terminal) -> None:
    opened(terminal, "In re Lobo", "regulatory", "federal", "Lobo Inc.")
    for name, role in (("Lobo Inc.", "respondent"), ("Local 9", "charging party")):
        terminal(
            "post", "m", "add party", f"name={name}", f"role={role}", "kind=organization", *DAY
        )
    causes = "refusal to bargain, 8(a)(5), and unfair firing, 8(a)(3)"
    terminal("post", "m", f"Local 9 filed charges against Lobo for {causes}", *ON)
    assert [one["cause"] for one in of(terminal, "claim.filed")] == causes.split(", and ")
