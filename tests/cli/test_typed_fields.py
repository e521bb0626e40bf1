"""Fields as people say them: each is the type's own, a note beside the event, or asked about."""

from __future__ import annotations

import pytest

from tests.cli.conftest import DAY, Terminal
from tests.cli.test_typed_week import of
from tests.once import once

NOT_ASKED = ""


@pytest.fixture
@once
def desk(terminal: Terminal) -> Terminal:
    """Return the program on a civil, a criminal and a juvenile matter."""
    suit = ("title=Lobo Co. v. Kerr", "category=civil", "state=NM", "docket_number=D-202-CV-7")
    terminal("post", "suit", "matter opened", *suit, "we act for=Ida Kerr", *DAY)
    terminal("post", "suit", "add party", "name=Ida Kerr", "role=defendant", "kind=person", *DAY)
    terminal("post", "suit", "add party", "name=Lobo Co.", "role=plaintiff", "kind=company", *DAY)
    terminal("post", "suit", "complaint filed", "cause=breach of contract", *DAY)
    crime = ("title=State v. Roe", "category=traffic ticket", "state=NM", "client=Ann Roe")
    terminal("post", "roe", "matter opened", *crime, *DAY)
    terminal("post", "roe", "add party", "name=Ann Roe", "role=defendant", "kind=person", *DAY)
    for number, offense in enumerate(("fraud", "theft", "arson"), start=1):
        terminal("post", "roe", "charge filed", f"count={number}", f"offense={offense}", *DAY)
    child = ("title=In re R.T.", "category=juvenile", "state=NM")
    terminal("post", "child", "matter opened", *child, *DAY)
    return terminal


# The matter | the type and the fields | the type recorded, and what it holds | its note.
KEPT = [
    (
        "suit",
        ("claim filed", "cause=unjust enrichment", "alternative=yes"),
        ("claim.filed", {"cause": "unjust enrichment"}),
        "In the alternative",
    ),
    (
        "suit",
        ("claim filed", "cause=fraud", "in the alternative=to the contract"),
        ("claim.filed", {"cause": "fraud"}),
        "In the alternative: to the contract",
    ),
    (
        "child",
        ("party added", "name=R.T.", "role=respondent", "age=15"),
        ("party.added", {"name": "R.T.", "kind": "person"}),
        "Age: 15",
    ),
    (
        "roe",
        ("citation issued", "number=44-1", "offense=speeding", "fine=$95", "due=May 3, 2025"),
        ("charge.filed", {"offense": "speeding", "citation_no": "44-1"}),
        "Due: May 3, 2025",
    ),
    (
        "roe",
        ("deadline set", "for=pay or contest the ticket", "due=May 3, 2025"),
        ("deadline.set", {"kind": "pay or contest the ticket", "due": "2025-05-03"}),
        NOT_ASKED,
    ),
    (
        "suit",
        ("answer due", "due=May 3, 2025", "party=Ms. Kerr"),
        ("deadline.set", {"kind": "answer", "due": "2025-05-03"}),
        NOT_ASKED,
    ),
    (
        "roe",
        ("deferral ordered", "kind=consent decree", "count=1", "term=six months"),
        ("charge.deferral_ordered", {"conditions": ["consent decree", "for six months"]}),
        NOT_ASKED,
    ),
    (
        "suit",
        ("client statement", "speaker=Ida Kerr", "text=It leaked"),
        ("statement.recorded", {"topic": "the case", "quote": "It leaked"}),
        NOT_ASKED,
    ),
    (
        "suit",
        ("mediation held", "before=Tom Keller", "result=no settlement"),
        ("hearing.held", {"outcome": "no settlement"}),
        "Before Tom Keller",
    ),
    (
        "suit",
        ("mediation set", "at=May 9, 2025 at 1:30 pm", "mediator=Tom Keller"),
        ("hearing.scheduled", {"kind": "mediation"}),
        "mediator: Tom Keller",
    ),
    (
        "roe",
        ("announced", "what=count 2 will be dismissed at sentencing", "by=the State"),
        ("intent.announced", {"item_id": "count-2", "occasion": "sentencing"}),
        "At sentencing",
    ),
    (
        "roe",
        ("announced", "what=drop the fraud charge", "by=the State"),
        ("intent.announced", {"intended_event": "charge.dismissed", "item_id": "count-1"}),
        NOT_ASKED,
    ),
    (
        "suit",
        ("announced", "what=to settle the contract claim", "by=Lobo Co."),
        ("intent.announced", {"intended_event": "claim.settled", "item_id": "breach-contract"}),
        NOT_ASKED,
    ),
]
# What is not known to be meant so | what is asked.
ASKED = [
    ("suit", ("claim filed", "cause=fraud", "alternative=no"), "no such field"),
    ("suit", ("deadline set", "for=Ida Ker", "due=May 3, 2025"), "no party Ida Ker"),
    ("suit", ("deadline set", "for=ida ker", "due=May 3, 2025"), "no party ida ker"),
    ("suit", ("mediation held", "before=June 1, 2025"), "no such field"),
    ("roe", ("announced", "what=all will be well", "by=the State"), "no type of event called"),
    ("roe", ("announced", "what=count 9 will be dismissed", "by=the State"), "no type of event"),
]


@pytest.mark.parametrize(("matter", "typed", "expected", "note"), KEPT)
def test_field__as_people_say_it__is_recorded_with_nothing_lost(
    desk: Terminal,
    matter: str,
    typed: tuple[str, ...],
    expected: tuple[str, dict[str, object]],
    note: str,
) -> None:
    desk("post", matter, *typed, *DAY)
    tag, data = expected

    assert of(desk, tag)[-1].items() >= data.items()
    assert [one["text"] for one in of(desk, "note.recorded")] == ([note] if note else [])


@pytest.mark.parametrize(("matter", "typed", "question"), ASKED)
def test_field__that_may_mean_something_else__is_asked_about(
    desk: Terminal, matter: str, typed: tuple[str, ...], question: str
) -> None:
    desk("post", matter, *typed, *DAY, code=2)

    assert question in desk.error


def test_ticket__with_a_day_to_pay_it__tells_the_command_of_the_deadline(desk: Terminal) -> None:
    desk("post", "roe", "citation issued", "offense=speeding", "due=May 3, 2025", *DAY)

    told = '"deadline set" kind="pay or contest the ticket" due=\'May 3, 2025\''
    assert f"{told} --effective 2025-04-08" in desk.error


def test_announcement__of_several_counts__is_one_of_each(desk: Terminal) -> None:
    words = "what=counts 1 and 3 will be dismissed at sentencing"
    desk("post", "roe", "announced", words, "by=the State", *DAY)

    assert [one["item_id"] for one in of(desk, "intent.announced")] == ["count-1", "count-3"]


def test_answer__due_so_many_days_after_service__is_counted_from_that(desk: Terminal) -> None:
    desk("post", "suit", "claim filed", "cause=fraud", *DAY)
    for claim in ("contract", "fraud"):  # served together
        desk(
            "post",
            "suit",
            "served",
            f"claim={claim}",
            "party=Ms. Kerr",
            "--effective",
            "2025-04-10",
        )
    desk("post", "suit", "answer due", "on=30 days after service", "party=Ms. Kerr", *DAY)

    (deadline,) = of(desk, "deadline.set")
    assert deadline["period"] == {"number": 30, "unit": "days"}
    assert deadline["due"] == "2025-05-12"  # the thirtieth day is a Saturday


def test_answer__due_after_service_on_several_days__is_asked_about(desk: Terminal) -> None:
    desk("post", "suit", "claim filed", "cause=fraud", *DAY)
    for claim, day in (("contract", "2025-04-10"), ("fraud", "2025-04-11")):
        desk("post", "suit", "served", f"claim={claim}", "party=Ms. Kerr", "--effective", day)
    desk("post", "suit", "answer due", "on=30 days after service", *DAY, code=2)

    assert "Several events answer to 'service'" in desk.error


def test_matter__with_a_side_for_whom_we_are__asks_for_the_name(terminal: Terminal) -> None:
    opened = ("title=Lobo v. Kerr", "category=civil", "state=NM", "our_side=defendant")
    terminal("post", "suit", "matter opened", *opened, *DAY, code=2)

    assert "for: Say who that is, by name" in terminal.error


def test_hearing__that_is_past__asks_with_a_command_of_what_is_known(desk: Terminal) -> None:
    typed = ("mediation set", "on=June 18, 2024 at 1:30 pm", "mediator=Tom Keller")
    desk("post", "suit", *typed, code=2)

    assert "=None" not in desk.error


def test_indictment__of_what_was_charged__prints_commands_that_keep_all_that_was_typed(
    desk: Terminal,
) -> None:
    typed = ("count=4", "offense=robbery", "degree=third degree felony", "statute=30-16-2")
    desk("post", "roe", "charge filed", *typed, *DAY)
    desk("post", "roe", "grand jury indicted her", "on=May 20, 2025", code=2)

    grave = "count=4 offense=robbery statute=30-16-2 degree='third degree' severity=felony"
    on = "--effective 'May 20, 2025'"
    assert f"charge {grave} instrument=indictment {on}" in desk.error
    assert f"new=... instrument=indictment {on}" in desk.error
    assert f"document title=Indictment {on}" in desk.error


def test_term__of_a_deferral_without_its_end__says_on_which_day_it_ends(desk: Terminal) -> None:
    ordered = ("deferral ordered", "kind=diversion", "count=1", "term=six months")
    desk("post", "roe", *ordered, *DAY)
    assert "Read as ends = 2025-10-08 (for six months)" in desk.error
    desk("post", "roe", *ordered, "count=2", "ends=2025-10-10", *DAY)
    assert "ends = 2025-10-08" not in desk.error
