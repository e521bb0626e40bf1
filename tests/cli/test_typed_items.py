"""Which charge is meant by its name, where that is the id of one and the name of another one."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_typed_week import of
from tests.once import once

DAY = ("--effective", "2025-09-07")
LATER = ("--effective", "2025-09-15")


@pytest.fixture
@once
def case(terminal: Terminal) -> Terminal:
    """Return the program on a charge by complaint whose id is its name, and one by indictment."""
    opened = ("open case", "title=State v. Roe", "type=criminal", "state=NM")
    terminal("post", "r", *opened, *DAY)
    terminal("post", "r", "add party", "name=Ann Roe", "role=defendant", *DAY)
    terminal("post", "r", "charge filed", "charge=shoplifting", "count=2", *DAY)
    terminal("post", "r", "indicted", "offense=shoplifting", "count=2", *LATER)
    return terminal


def test_name__that_is_an_id_and_another_ones_name__is_asked_and_answered_by_a_number(
    case: Terminal,
) -> None:
    dropped = ("post", "r", "nolle prosequi", "--effective", "2025-11-05")
    case(*dropped, "charge=shoplifting", code=2)
    assert "Several items answer to 'shoplifting'" in case.error
    assert '"@3": shoplifting (Ann Roe), charged' in case.error
    case(*dropped, "charge=@3")
    assert of(case, "charge.dismissed")[0]["item_id"] == "shoplifting"


def test_name__of_a_charge_that_is_superseded__means_the_one_in_its_place(case: Terminal) -> None:
    told = ("charges superseded", "old=count 2", "new=count 2")
    case("post", "r", *told, *LATER)
    case("post", "r", "nolle prosequi", "charge=shoplifting", "--effective", "2025-11-05")
    assert "Read as item = count-2 (shoplifting (Ann Roe), charged)" in case.error
    assert of(case, "charge.dismissed")[0]["item_id"] == "count-2"


def test_warning__of_a_charge_by_another_instrument__does_not_have_it_taken_back(
    case: Terminal,
) -> None:
    case("post", "r", "charge filed", "offense=arson", "count=3", *DAY)
    told = case("post", "r", "indicted", "offense=arson", "count=3", *LATER)
    assert "charges.superseded old=count-3 new=count-3-2 instrument=indictment" in told
    assert "retract" not in told


def test_enhancement__of_a_number_that_several_counts_have__is_of_its_own_instrument(
    case: Terminal,
) -> None:
    enhancement = ("post", "r", "firearm enhancement", "count=2", *LATER)
    case(*enhancement, "instrument=indictment")
    assert of(case, "charge.filed")[-1]["attaches_to"] == "count-2"
    case(*enhancement, code=2)
    assert "Which count does it enhance? Write attaches_to=" in case.error


def test_items__of_events_and_documents__are_called_as_they_are_in_a_post(case: Terminal) -> None:
    case("post", "r", "charge filed", "offense=arson", "count=3", *DAY)
    assert "3, arson" in case("events", "r", "--item", "count 3")
    both = case("events", "r", "--item", "shoplifting")
    assert ("@3 " in both, "@4 " in both, "@5 " in both) == (True, True, False)
    assert "Read as 'shoplifting' = count-2 (shoplifting (Ann Roe), charged)" in case.error
    written = ("--for", "office", "--format", "csv", "--output", "-")
    assert "count 3, arson" in case("export", "r", "--item", "arson", *written)
    case("export", "r", "--item", "count 2", *written, code=2)
    assert "Several items answer to 'count 2'" in case.error
    case("events", "--item", "arson", code=2)
    assert "--item needs a MATTER" in case.error


def test_papers__as_a_whole__are_all_that_they_charge(case: Terminal) -> None:
    case("post", "r", "criminal complaint", "offense=arson", "count=3", *DAY)
    case("post", "r", "indicted", "offense=arson", "count=3", *LATER)
    case("post", "r", "indictment takes the complaint's place", *LATER)
    (found,) = of(case, "charges.superseded")
    assert found["old"] == ["count-3"]
    assert found["new"] in (["count-2", "count-3-2"], ["count-3-2", "count-2"])


def test_count__of_a_paper__is_the_one_that_it_charges(case: Terminal) -> None:
    case("post", "r", "criminal complaint", "offense=arson", "count=3", *DAY)
    case("post", "r", "indicted", "offense=arson", "count=3", *LATER)
    case("post", "r", "nolle prosequi", "charge=count 3 of the indictment", *LATER)
    assert of(case, "charge.dismissed")[0]["item_id"] == "count-3-2"


def test_charge__by_a_paper_of_its_own__is_another_one_of_that_name(case: Terminal) -> None:
    case("post", "r", "indicted", "charge=shoplifting", "count=2", *LATER)
    assert of(case, "charge.filed")[-1]["item_id"] == "shoplifting-2"


def test_indictment__without_an_offense__does_not_offer_its_own_counts(case: Terminal) -> None:
    case("post", "r", "indicted", *LATER, code=2)
    assert '"charges superseded" old=shoplifting new=...' in case.error


def test_item__two_accused_have_the_same_offense__is_offered_as_what_means_one_alone(
    bare_case: Terminal,
) -> None:
    bare_case("post", "r", "Cy Low is a defendant", *DAY)
    for name in ("Roe", "Low"):
        bare_case("post", "r", f"{name} is charged with fraud", *DAY)
    offered = []
    for code, typed in {
        1: ["the jury found Roe guilty of fraud"],
        2: ["verdict", "dismissed"],
    }.items():
        for words in typed:
            bare_case("post", "r", words, *LATER, code=code)
            offered += re.findall(r'(?:item=|")(@\d+|fraud[\w-]*)', bare_case.error)
    assert len(offered) == len(("the trial", "each", "of two", "each", "again"))
    for one in offered:
        bare_case("post", "r", "charge dismissed", f"item={one}", *LATER, "--dry-run")
