"""Sentences of no whole form, read by their parts: each as an event, or as a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_days import choose
from tests.cli.typed_table import open_all, read_otherwise, table_of
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_clauses.txt"
OPENED = {
    "l": ("title=Lee v. Lobo Inc.", "type=civil", "state=CO", "client=Lobo Inc."),
    "r": ("title=State v. Roe", "type=criminal", "state=WA", "client=Ann Roe"),
    "s": ("title=State v. Roe", "type=criminal", "state=IL", "client=Ann Roe"),
    "t": ("title=City v. Roe", "type=traffic", "state=NM", "client=Ann Roe"),
    "u": ("title=Town v. Roe", "type=traffic", "state=NM", "client=Ann Roe"),
    "j": ("title=In re M.T.", "type=juvenile", "state=NM", "client=M.T."),
    "o": ("title=In re Lobo Inc.", "type=regulatory", "state=federal", "client=Lobo Inc."),
}
PARTIES = {
    "l": {"Bo Lee": "plaintiff", "Lobo Inc.": "defendant", "Ida Kerr": "defendant"},
    **{matter: {"Ann Roe": "defendant"} for matter in "rstu"},
    "j": {"M.T.": "respondent"},
    "o": {"Lobo Inc.": "respondent"},
}
FILED = """
l "complaint filed" cause=negligence against=Lobo against=Kerr count=1
l "crossclaim filed" cause=indemnity by=Lobo against=Kerr
l "counterclaim filed" cause="unjust enrichment" by=Lobo against=Lee
l "Kerr served in person"
l "motion to strike filed" by="Bo Lee"
l "motion to set aside default filed" by=Kerr
r "criminal complaint" count=1 offense=battery
r "criminal complaint" count=2 offense="reckless driving"
r "criminal complaint" count=3 offense="no insurance"
r "motion to suppress filed" by="Ann Roe"
s "criminal complaint" count=1 offense=battery
s "pleaded guilty"
s convicted
t "ticket issued" offense=speeding number=44-1
j "petition filed" count=1 offense=burglary
j "petition filed" count=2 offense="criminal damage"
o "citation issued" item=1 standard="1926.501(b)(13)" severity=serious penalty=$1,600
o "citation issued" item=2 standard="29 CFR 1904.29" severity=serious penalty=$1,600
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on a matter of each category, with motions that are pending."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_no_whole_form__is_read_by_its_parts_or_asked(
    office: Terminal, matter: str
) -> None:
    before = len(office.json("events")["events"])
    assert read_otherwise(office, SENTENCES, matter) == {}
    assert len(office.json("events")["events"]) == before


def test_sentences__in_the_table__are_many_and_one_of_each_kind() -> None:
    assert len({line for _, line, _ in table_of(SENTENCES)}) >= 240
    assert sum(expected.startswith("=") for _, _, expected in table_of(SENTENCES)) >= 110


def test_reason__that_is_a_way_of_dismissal__is_what_it_operates_by(office: Terminal) -> None:
    office("post", "l", "the court dismissed count 1 for failure to prosecute", *ON)
    (dismissed,) = office.json("events", "--type", "claim.dismissed")["events"]
    assert dismissed["data"]["how"] == "failure_to_prosecute"


def test_ticket__of_which_none_is_on_record__is_asked_for_and_nobody_is_a_charge(
    office: Terminal,
) -> None:
    office("post", "u", "Ann Roe contested the ticket", *ON, code=2)
    assert "If the charge was filed, record that first: casefile post u" in office.error
    assert "There is no item" not in office.error


def test_complaint__that_an_indictment_replaces__is_what_was_charged_before_it(
    terminal: Terminal,
) -> None:
    terminal("post", "k", "open matter", *OPENED["r"], *DAY)
    terminal("post", "k", "add party", "name=Ann Roe", "role=defendant", *DAY)
    terminal("post", "k", "charge filed", "offense=battery", *DAY)
    terminal("post", "k", "the indictment replaces the complaint", *ON, code=2)
    assert "no item" in terminal.error
    terminal("post", "k", "indictment", "offense=robbery", *ON)
    terminal("post", "k", "the indictment replaces the complaint", *ON)
    (superseded,) = terminal.json("events", "--type", "charges.superseded")["events"]
    assert superseded["data"]["old"] == ["battery"]
    assert superseded["data"]["new"] == ["robbery"]


def test_count__of_which_there_are_two__is_asked_by_which_they_are(office: Terminal) -> None:
    office("post", "r", "indictment", "count=1", "offense=arson", *ON)
    office("post", "r", "the court dismissed count 1", *ON, code=2)
    assert "count-1: battery" in office.error
    assert "arson" in office.error


@pytest.mark.parametrize(("who", "item"), [("Lee", "unjust-enrichment"), ("Lobo", "1")])
def test_appeal__of_somebody__is_of_the_claim_that_they_lost(
    office: Terminal, who: str, item: str
) -> None:
    both = ("parties=Lobo Inc.", "parties=Ida Kerr")
    for one in (("item=1", *both), ("item=unjust-enrichment",)):
        office("post", "l", "answer filed", *one, *ON)
        office("post", "l", "summary judgment", *one, "for=claimant", "amount=$900", *ON)
    office("post", "l", f"{who} appealed", *ON)
    (appeal,) = office.json("events", "--type", "appeal.filed")["events"]
    assert appeal["data"]["item_ids"] == [item]


def test_deferral__that_is_completed__dismisses_all_that_was_put_off(office: Terminal) -> None:
    office("post", "j", "the petition was continued under supervision for six months", *ON)
    office("post", "j", "supervision completed, petition dismissed", "--effective", "2025-11-20")
    ended = [
        one["data"] for one in office.json("events", "--type", "charge.deferral_ended")["events"]
    ]
    assert [(one["item_id"], one["result"]) for one in ended] == [
        ("count-1", "completed"),
        ("count-2", "completed"),
    ]


def test_deferral__for_so_long_from_a_month__ends_within_one(office: Terminal) -> None:
    office("post", "j", "count 1 deferred for six months", "--effective", "May 2025")
    (put_off,) = office.json("events", "--type", "charge.deferral_ordered")["events"]
    assert put_off["data"]["ends"] == "2025-11-01/2025-11-30"


@pytest.mark.parametrize(
    ("sentence", "paid", "asked"),
    [
        ("fined $75", "fine paid", ""),
        ("fined $75", "Ann Roe paid the $75 fine", ""),
        ("fined $75", "her brother paid her fine in full", ""),
        ("fined $75", "Ann Roe paid the $70 fine", "Is that the whole sentence?"),
        ("fined $75", "Ann Roe has not paid the fine", "There is no type of event"),
        ("fined $75 and costs", "the fine was paid", "There is more of the sentence: a fee."),
        (
            "sentenced to 6 months of probation and a $500 fine",
            "paid the $500 fine",
            "There is more of the sentence: 6 months' probation.",
        ),
        ("", "paid the fine", "What was paid?"),
    ],
)
def test_fine__that_is_paid__completes_a_sentence_of_which_it_is_all(
    office: Terminal, sentence: str, paid: str, asked: str
) -> None:
    if sentence:
        office("post", "s", sentence, *ON)
    office("post", "s", paid, "--effective", "2025-06-01", code=2 if asked else 0)
    assert asked in office.error
    completed = office.json("events", "--type", "sentence.completed")["events"]
    assert [one["data"]["how"] for one in completed] == ([] if asked else [paid])
