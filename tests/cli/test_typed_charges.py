"""What is charged before an agency is a claim of whoever files the charge there, and no crime."""

from __future__ import annotations

import pytest

from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.once import once


@pytest.fixture
@once
def agency(terminal: Terminal) -> Terminal:
    """Return the program on a matter before an agency in which nothing is charged yet."""
    opened = ("open case", "title=In re Lobo Inc.", "type=regulatory", "state=federal")
    terminal("post", "n", *opened, "client=Lobo Inc.", *DAY)
    for name, role in {"Lobo Inc.": "respondent", "Baker Union": "charging party"}.items():
        added = (f"name={name}", f"role={role}", "kind=organization")
        terminal("post", "n", "add party", *added, *DAY)
    return terminal


@pytest.fixture
@once
def charged(agency: Terminal) -> Terminal:
    """Return the program on a matter in which the union has filed two charges."""
    for what in ("unfair firing", "refusal to bargain"):
        agency("post", "n", f"Baker Union charged Lobo Inc. with {what}", *DAY)
    return agency


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("Baker Union charged Lobo Inc. with unfair firing", ()),
        ("Baker Union filed a charge against Lobo Inc. for unfair firing", ()),
        ("charge filed against Lobo Inc.", ("offense=unfair firing",)),
        ("charge filed against Lobo Inc. by Baker Union", ("cause=unfair firing",)),
        ("NLRB charge filed", ("party=Lobo Inc.", "violation=unfair firing")),
    ],
)
def test_charge__before_an_agency__is_a_claim_of_who_files_it(
    agency: Terminal, words: str, fields: tuple[str, ...]
) -> None:
    said = agency("post", "n", words, *fields, *ON)
    assert "Recorded: Claim filed by Baker Union against Lobo Inc.: unfair firing." in said
    assert "criminal" not in agency("status", "Lobo Inc.").casefold()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Baker Union withdrew the charge", "unfair firing withdrawn."),
        ("charge withdrawn", "unfair firing withdrawn."),
        ("withdrawn by the union", "unfair firing withdrawn."),
        ("charge dismissed", "unfair firing dismissed."),
        ("charge amended", "unfair firing amended: cause wrongful firing."),
    ],
)
def test_charge__what_becomes_of_it__is_of_the_claim(
    charged: Terminal, words: str, said: str
) -> None:
    more = ("cause=wrongful firing",) if "amended" in words else ()
    shown = charged("post", "n", words, "item=unfair firing", *more, *ON)
    assert f"Recorded: Claim Baker Union v. Lobo Inc.: {said}" in shown


@pytest.mark.parametrize("words", ["settled", "the parties settled", "charge settled"])
def test_settlement__before_an_agency__asks_whether_approval_is_awaited(
    charged: Terminal, words: str
) -> None:
    typed = ("post", "n", words, "item=unfair firing", *ON)
    charged(*typed, code=2)
    assert "Is approval still awaited?" in charged.error
    at_screen(charged, [("Is approval still awaited", "y"), ("Record that", "")], *typed)
    assert "settled pending approval" in charged("status", "Lobo Inc.")
    later = ("item=unfair firing", "--effective", "2025-05-28")
    charged("post", "n", "settlement approved by the regional director", *later)
    assert "settled pending approval" not in charged("status", "Lobo Inc.")


def test_settlement__of_a_contested_citation__asks_whether_approval_is_awaited(
    agency: Terminal,
) -> None:
    issued = ("item=1", "standard=1926.501(b)(13)", "agency=OSHA")
    agency("post", "n", "citation issued", *issued, *DAY)
    agency("post", "n", "settled", "--dry-run", *ON)
    agency("post", "n", "citation contested", *DAY)
    agency("post", "n", "settled", *ON, code=2)
    assert "Is approval still awaited?" in agency.error


@pytest.mark.parametrize("words", ["the region issued a complaint", "complaint filed"])
def test_complaint__of_an_agency_on_a_charge__leaves_it_and_says_so(
    charged: Terminal, words: str
) -> None:
    charged("post", "n", words, *ON, code=2)
    assert "A complaint that an agency issues on a charge leaves it as it stands" in charged.error
