"""Several who are named together: what each sentence records of each of them, or asks."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.typed_table import read_otherwise
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_several.txt"
# Whom the matters are between; the ids put them in the order in which they are told.
OPENED = """
e "open matter" title="Lee v. Kerr" type=civil state=NM client="Lobo Inc."
e "add party" party=p1 name="Bo Lee" role=plaintiff kind=person
e "add party" party=p2 name="Ida Kerr" role=defendant kind=person
e "add party" party=p3 name="Zoe Lane" role=defendant kind=person
e "add party" name="Lobo Inc." role=defendant kind=organization
e "complaint filed" cause=negligence against=Kerr against=Lane against=Lobo count=1
e "complaint filed" cause=nuisance against=Kerr count=2
e "crossclaim filed" cause=indemnity by=Kerr against=Lane
c "open matter" title="State v. Roe and Poe" type=criminal state=NM client="Ann Roe"
c "add party" name="Ann Roe" role=defendant kind=person
c "add party" party=p4 name="Ann Poe" role=defendant kind=person
c "charge filed" offense=battery count=1 party="Ann Roe" item=c1
c "charge filed" offense=battery count=1 party="Ann Poe" item=c2
c "charge filed" offense=theft count=2 party="Ann Roe" item=c3
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on a suit against three, and a prosecution of two."""
    for line in OPENED.strip().splitlines():
        terminal("post", *shlex.split(line), *DAY)
    return terminal


@pytest.mark.parametrize("matter", ["e", "c"])
def test_several__who_are_named_together__are_each_of_them(office: Terminal, matter: str) -> None:
    assert read_otherwise(office, SENTENCES, matter) == {}


def test_answer__of_several_to_claims_against_some_of_them__is_theirs_on_each(
    office: Terminal,
) -> None:
    office("post", "e", "answer filed", "by=Kerr and Lane", *ON)
    answers = office.json("events", "--type", "claim.answered")["events"]
    assert {one["data"]["item_id"]: one["data"]["parties"] for one in answers} == {
        "1": ["p2", "p3"],
        "2": ["p2"],
    }
