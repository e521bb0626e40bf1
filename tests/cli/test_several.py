"""Several: one event that is typed once for several items, recorded of each of them or of none."""

from __future__ import annotations

import shlex

import pytest

from tests.cli.conftest import Terminal
from tests.once import once

ON = ("--effective", "2023-03-09")


@pytest.fixture
@once
def counts(terminal: Terminal) -> Terminal:
    """Return the program on a matter of one defendant, with two charges."""
    opened = ("matter.opened", "title=State v. Roe", "category=criminal", "jurisdiction=US-NM")
    terminal("post", "roe", *opened, "--effective", "2023-03-01")
    on = ("--effective", "2023-03-02")
    terminal("post", "roe", "party.added", "name=Ann Roe", "kind=person", "role=defendant", *on)
    for number, offense in enumerate(("battery", "larceny"), start=1):
        terminal("post", "roe", "charge.filed", f"offense={offense}", f"count={number}", *on)
    return terminal


def pleaded(terminal: Terminal) -> list[object]:
    """Return the items on which a plea is on record."""
    found = terminal.json("events", "--type", "charge.plea_entered")["events"]
    return [one["data"]["item_id"] for one in found]


@pytest.mark.parametrize(
    "typed",
    [
        ("item=count 1", "item=count 2"),
        ("item=both",),
        ("charge=both counts",),
        ("item=all charges",),
        ("item=counts 1 and 2",),
        ("item=counts 1, 2",),
    ],
)
def test_event__of_several_items__is_one_event_of_each_in_one_post(
    counts: Terminal, typed: tuple[str, ...]
) -> None:
    before = counts.json("events")["head"]
    counts("post", "roe", "plea", "plea=not guilty", *typed, *ON, "--event-id", "pleas")
    assert pleaded(counts) == ["count-1", "count-2"]
    assert counts.json("events")["head"] == before + 2
    counts("post", "roe", "plea", "plea=not guilty", *typed, *ON, "--event-id", "pleas")
    assert counts.json("events")["head"] == before + 2


def test_event__of_several_items__that_one_of_them_refuses__is_recorded_of_none(
    counts: Terminal,
) -> None:
    dismissed = ("post", "roe", "charge.dismissed", "item=count 2", "prejudice=with")
    counts(*dismissed, "--effective", "2023-03-05")
    plea = ("post", "roe", "plea", "plea=not guilty", *ON)
    counts(*plea, "item=count 1", "item=count 2", code=1)
    assert "post roe TYPE item=count-2" in counts.error
    assert pleaded(counts) == []
    counts(*plea, "item=both", code=2)
    assert "item: There are not two of which that can be said: battery" in counts.error
    counts(*plea, "item=all")
    assert pleaded(counts) == ["count-1"]


@pytest.fixture
@once
def enhanced(counts: Terminal) -> Terminal:
    """Return the program on two charges, of which one has an enhancement."""
    enhancement = ("firearm enhancement", "on=count 1", "--effective", "2023-03-02")
    counts("post", "roe", *enhancement)
    return counts


@pytest.mark.parametrize("typed", ["both", "all", "all counts", "both charges"])
def test_plea__on_all__leaves_out_an_enhancement_and_says_so(
    enhanced: Terminal, typed: str
) -> None:
    enhanced("post", "roe", "plea", "plea=guilty", f"item={typed}", *ON)
    said = f"Read as {typed}, without firearm enhancement (Ann Roe), charged; enhances"
    assert said in enhanced.error
    assert pleaded(enhanced) == ["count-1", "count-2"]
    enhanced("post", "roe", "conviction", f"item={typed}", *ON)
    enhanced("post", "roe", "sentence", f"item={typed}", "components=6 months in jail", *ON)
    (one,) = enhanced.json("events", "--type", "sentence.imposed")["events"]
    assert one["data"]["item_ids"] == ["count-1", "count-2"]
    enhanced("post", "roe", "plea", "plea=not guilty", "item=firearm enhancement", *ON)
    assert pleaded(enhanced)[2:] == ["firearm-enhancement"]


def test_plea__on_the_only_count__is_not_asked_for_its_enhancement(enhanced: Terminal) -> None:
    enhanced("post", "roe", "charge dismissed", "item=count 2", *ON)
    enhanced("post", "roe", "plea", "plea=not guilty", *ON)
    assert pleaded(enhanced) == ["count-1"]


def test_dismissal__of_all__is_of_an_enhancement_too_and_of_both_is_not(enhanced: Terminal) -> None:
    enhanced("post", "roe", "charge dismissed", "item=both", *ON, "--dry-run")
    assert (
        "Read as both, without firearm enhancement (Ann Roe), charged; enhances" in enhanced.error
    )
    enhanced("post", "roe", "charge dismissed", "item=count 2", *ON)
    enhanced("post", "roe", "charge dismissed", "item=all", *ON)
    assert "Read as all, without larceny (Ann Roe), dismissed (prejudice unknown): it cannot" in (
        enhanced.error
    )
    found = enhanced.json("events", "--type", "charge.dismissed")["events"]
    assert {one["data"]["item_id"] for one in found} == {
        *("count-1", "count-2"),
        "firearm-enhancement",
    }


@pytest.mark.parametrize("kept", [(), ("confidential=yes",)])
def test_amount__of_several_claims_that_are_settled__is_that_of_none_alone(
    counts: Terminal, kept: tuple[str, ...]
) -> None:
    opened = ("matter.opened", "title=Lee v. Roe", "category=civil", "jurisdiction=US-NM")
    counts("post", "lee", *opened, "--effective", "2023-03-01")
    counts("post", "lee", "party.added", "name=Bo Lee", "kind=person", "role=plaintiff", *ON)
    for cause in ("negligence", "trespass"):
        counts("post", "lee", "claim.filed", f"cause={cause}", "claimants=Bo Lee", *ON)
    told = counts("post", "lee", "claim.settled", "claim=both", *ON, "amount=$85,000", *kept)
    each = ("negligence", "trespass")
    assert all(f"{one} settled, $85,000 for several claims together" in told for one in each)
    found = counts.json("events", "--type", "claim.settled")["events"]
    assert {one["data"]["amount"]["amount"] for one in found} == {"85000"}
    assert [one["data"]["in_all"] for one in found] == [True, True]


def test_sentence__of_both_counts__is_one_event(counts: Terminal) -> None:
    for number in (1, 2):
        counts("post", "roe", "plea", f"item=count {number}", "plea=guilty", *ON)
    counts("post", "roe", "conviction", "item=both", "basis=plea", *ON)
    assert "Read as basis = plea_guilty (the plea of 2023-03-09)" in counts.error
    counts("post", "roe", "sentenced", "item=both counts", "components=6 months probation", *ON)
    (one,) = counts.json("events", "--type", "sentence.imposed")["events"]
    assert one["data"]["item_ids"] == ["count-1", "count-2"]


def test_basis__of_different_pleas_or_of_none__is_asked(counts: Terminal) -> None:
    for number, plea in ((1, "guilty"), (2, "no contest")):
        counts("post", "roe", "plea", f"item=count {number}", f"plea={plea}", *ON)
    counts("post", "roe", "conviction", "item=both", *ON, code=2)
    assert "basis: It is missing." in counts.error
    counts("post", "roe", "conviction", "item=count 2", *ON)
    assert "Read as basis = plea_no_contest (the plea of 2023-03-09)" in counts.error
    counts("post", "roe", "plea withdrawn", "item=count 1", *ON)
    counts("post", "roe", "conviction", "item=count 1", "basis=plea", *ON, code=2)
    assert "Did you mean plea_alford, plea_guilty or plea_no_contest?" in counts.error


def test_option__of_codes__is_read_as_people_say_it(counts: Terminal) -> None:
    note = ("post", "roe", "note", "text=x", "--source-kind", "client")
    counts(*note, "--source-privilege", "privileged")
    assert "Read as 'privileged' = attorney_client" in counts.error
    (number,) = (one["position"] for one in counts.json("events")["events"][-1:])
    counts("retract", str(number), "--reason", "the judge has asked for it", code=2)
    said = "is none of: error, duplicate, not filed, its source says otherwise now."
    assert said in " ".join(counts.error.split())
    counts("retract", str(number), "--reason", "not filed")


def test_party__whose_name_tells_its_kind__is_of_it_and_that_is_said(counts: Terminal) -> None:
    added = ("post", "roe", "party.added", "role=victim")
    for name, kind in (
        ("Acme Tools Inc.", "organization"),
        ("State of New Mexico", "government"),
        ("Western Casualty", "organization"),
        ("Luis Ortega", "person"),
    ):
        counts(*added, f"name={name}")
        assert f"Read as kind = {kind} (by its name; else write kind=" in counts.error
    counts(*added, "name=MegaMart", code=2)
    assert "kind: It is missing." in counts.error


def test_several_parties__whose_names_tell_them_apart__are_listed_by_name(
    counts: Terminal,
) -> None:
    counts("post", "roe", "party.added", "name=Bo Roe", "kind=person", "role=victim", *ON)
    counts("status", "Roe", code=2)
    assert "Several parties answer to 'Roe': say which by name." in counts.error
    assert '"Ann Roe": defendant in roe' in counts.error
    assert "Bo Roe" in counts("status", "Bo Roe")


@pytest.fixture
def alike(terminal: Terminal) -> Terminal:
    """Return the program with two who are charged with the same, each without a number."""
    terminal("post", "v", "open matter", "title=State v. Roe", "type=criminal", "state=NM", *ON)
    for name in ("Ann Roe", "Bo Poe"):
        terminal("post", "v", "add party", f"name={name}", "role=defendant", "party=new", *ON)
        terminal("post", "v", "charged", "offense=forgery", f"party={name}", *ON)
    return terminal


def test_all__of_several_that_share_a_name__are_each_of_them(alike: Terminal) -> None:
    alike("post", "v", "plea", "plea=not guilty", "item=all", *ON)
    assert sorted(map(str, pleaded(alike))) == ["forgery", "forgery-2"]


def test_command__that_is_printed_of_what_shares_a_name__runs_as_it_stands(alike: Terminal) -> None:
    for name, count in (("Ann Roe", "1"), ("Bo Poe", "2")):
        again = ("offense=forgery", f"party={name}", f"count={count}", "instrument=information")
        said = alike("post", "v", "charged", *again, *ON)
        (line,) = [one for one in said.splitlines() if "charges.superseded" in one]
        alike(*shlex.split(line.partition("manage.py ")[2] or line.partition("casefile ")[2]))
    old = [
        one["data"]["old"] for one in alike.json("events", "--type", "charges.superseded")["events"]
    ]
    assert sorted(old) == [["forgery"], ["forgery-2"]]
