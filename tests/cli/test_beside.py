"""What is typed with an event that has no field for it: where it belongs, and a note beside it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_typed_week import of
from tests.once import once

ON = ("--effective", "2025-09-03")


@pytest.fixture
@once
def ticket(terminal: Terminal) -> Terminal:
    """Return the program on a matter of traffic, with its defendant."""
    opened = ("open matter", "title=Santa Fe v. Chen", "type=traffic", "state=NM")
    terminal("post", "chen", *opened, *ON)
    terminal("post", "chen", "add party", "name=Wei Chen", "role=defendant", *ON)
    return terminal


# What is typed behind the matter, the type that it is, and a part of its data.
FIELDS = [
    (
        ("ticket", "offense=speeding", "number=44-10293", "fine=$95", "place=Santa Fe"),
        "charge.filed",
        {
            "citation_no": "44-10293",
            "penalty": {"amount": "95"},
            "place": "Santa Fe",
            "instrument": "citation",
        },
    ),
    (
        ("speeding ticket", "violation=speeding", "ticket number=T-12", "amount=95 dollars"),
        "charge.filed",
        {"citation_no": "T-12", "penalty": {"amount": "95"}},
    ),
    (("citation", "offense=speeding", "citation=99817"), "charge.filed", {"citation_no": "99817"}),
    (("ticket", "offense=speeding", "number=7"), "charge.filed", {"citation_no": "7"}),
    (("charge", "offense=speeding", "number=7"), "charge.filed", {"count_no": 7}),
    (("charge", "charge=speeding"), "charge.filed", {"offense": "speeding", "item_id": "speeding"}),
    (
        ("hearing held", "outcome=the officer did not appear"),
        "hearing.held",
        {"outcome": "the officer did not appear"},
    ),
    (("hearing held", "result=continued"), "hearing.held", {"outcome": "continued"}),
    (
        ("hearing set", "at=October 20, 2025", "courtroom=412"),
        "hearing.scheduled",
        {"place": "Courtroom 412"},
    ),
    (
        ("hearing set", "at=October 20, 2025", "room=the jury room"),
        "hearing.scheduled",
        {"place": "the jury room"},
    ),
]


@pytest.mark.parametrize(("typed", "tag", "data"), FIELDS)
def test_field__as_typed_for_an_event__is_kept_with_it(
    ticket: Terminal, typed: tuple[str, ...], tag: str, data: dict[str, object]
) -> None:
    ticket("post", "chen", *typed, *ON)
    (one,) = of(ticket, tag)
    assert {name: one.get(name) for name in data} == data


def test_ticket__by_its_number__is_found(ticket: Terminal) -> None:
    ticket("post", "chen", "ticket", "offense=speeding", "number=44-10293", *ON)
    ticket("post", "chen", "plea", "item=44-10293", "plea=not guilty", *ON)
    assert of(ticket, "charge.plea_entered")[0]["item_id"] == "speeding"
    said = "speeding, by citation, no. 44-10293"
    assert said in " ".join(ticket("matters", "chen").split())
    ticket("post", "chen", "ticket", "offense=speeding", "number=44-10294", *ON)
    assert "on record already" not in ticket.error


@pytest.mark.parametrize("name", ["note", "Notes", "comment", "remarks"])
def test_note__typed_with_an_event__is_recorded_beside_it(ticket: Terminal, name: str) -> None:
    before = ticket.json("events")["head"]
    held = ("hearing held", f"{name}=he was late", "--source-privilege", "privileged")
    ticket("post", "chen", *held, *ON, "--event-id", "held")
    assert "Read as note = note.recorded, beside it: he was late" in ticket.error
    ticket("post", "chen", *held, *ON, "--event-id", "held")
    assert ticket.json("events")["head"] == before + 2
    (note,) = ticket.json("events", "--type", "note.recorded")["events"]
    assert (note["data"], note["effective"]) == ({"text": "he was late"}, "2025-09-03")
    assert note["source"]["privilege"] == "attorney_client"


def test_note__on_an_event_of_an_item__is_on_that_item(ticket: Terminal) -> None:
    ticket("post", "chen", "ticket", "offense=speeding", *ON)
    ticket("post", "chen", "plea", "plea=not guilty", "note=by letter", *ON)
    assert of(ticket, "note.recorded") == [{"text": "by letter", "item_id": "speeding"}]


def test_credit__for_time_served__is_kept_as_a_note(ticket: Terminal) -> None:
    ticket("post", "chen", "ticket", "offense=speeding", *ON)
    ticket("post", "chen", "plea", "plea=guilty", *ON)
    ticket("post", "chen", "conviction", *ON)
    ticket("post", "chen", "sentence", "sentence=5 days, credit for 2 days served", *ON)
    assert of(ticket, "note.recorded") == [{"text": "credit for 2 days served"}]
    assert "5 days' incarceration and more, not read" in ticket("status", "Wei Chen")


def test_field__that_there_is_not__is_told_with_where_the_words_are_kept(ticket: Terminal) -> None:
    ticket("post", "chen", "hearing held", "weather=it rained", *ON, code=2)
    said = "To keep it as a note beside this event, write note='weather: it rained'."
    assert said in ticket.error
    assert "--source-quote" not in ticket.error
    ticket("post", "chen", "hearing held", "note=weather: it rained", *ON)
    ticket("correct", str(ticket.json("events")["head"] - 1), "weather=it snowed", code=2)
    assert "post chen note text='weather: it snowed'." in ticket.error
    ticket("post", "chen", "note", "text=x", "weather=it snowed", code=2)
    assert "post chen note text='weather: it snowed'." in ticket.error


def test_served__by_somebody__says_how(terminal: Terminal) -> None:
    terminal("post", "lee", "open matter", "title=Lee v. Roe", "type=civil", "state=NM", *ON)
    terminal("post", "lee", "add party", "name=Bo Lee", "role=plaintiff", *ON)
    terminal("post", "lee", "add party", "name=Ann Roe", "role=defendant", *ON)
    terminal("post", "lee", "sued", "cause=negligence", "by=Lee", "against=Roe", *ON)
    said = terminal("post", "lee", "served", "on=Roe", "by=process server", *ON)
    assert "served by process server (as to Ann Roe)" in " ".join(said.split())
    assert of(terminal, "claim.served")[0]["method"] == "process server"
