"""Whose act it is that somebody types, beside what, and when: what the words around a type say."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_typed_week import of
from tests.once import once

DAY = ("--effective", "2025-09-02")
ON = ("--effective", "2025-10-20")


@pytest.fixture
@once
def suit(terminal: Terminal) -> Terminal:
    """Return the program on a suit of one plaintiff against two defendants."""
    opened = ("open case", "title=Garcia v. MegaMart", "type=civil", "state=NM")
    terminal("post", "g", *opened, "client=Maria Garcia", *DAY)
    people = {"Maria Garcia": "plaintiff", "MegaMart Inc.": "defendant", "CleanCo LLC": "defendant"}
    for name, role in people.items():
        terminal("post", "g", "add party", f"name={name}", f"role={role}", *DAY)
    both = ("against=MegaMart", "against=CleanCo")
    terminal("post", "g", "complaint filed by Maria", *both, "cause=negligence", *DAY)
    return terminal


@pytest.fixture
@once
def case(terminal: Terminal) -> Terminal:
    """Return the program on a prosecution of two counts."""
    opened = ("open case", "title=State v. Roe", "type=criminal", "state=NM")
    terminal("post", "r", *opened, *DAY)
    terminal("post", "r", "add party", "name=Ann Roe", "role=defendant", *DAY)
    for count, offense in enumerate(("battery", "larceny"), start=1):
        charged = ("criminal complaint", f"count={count}", f"offense={offense}")
        terminal("post", "r", *charged, *DAY)
    return terminal


def last(terminal: Terminal) -> str:
    """Return the sentence of the last event."""
    return str(terminal("events", "--newest", "--limit", "1"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("answer filed by MegaMart",), "answered (as to MegaMart Inc.)"),
        (("served by process server", "on=CleanCo"), "served by process server (as to CleanCo"),
        (("dismissed by agreement",), "negligence dismissed by stipulation."),
        (("claim dismissed", "by=agreement"), "negligence dismissed by stipulation."),
        (("dismissed by the court with prejudice",), "dismissed by court order with prejudice"),
        (("motion to dismiss filed by MegaMart",), "Motion to dismiss filed by MegaMart Inc."),
        (("settled by agreement", "amount=$5,000"), "settled, $5,000."),
        (("motion to strike by CleanCo",), "Motion to strike filed by CleanCo LLC."),
    ],
)
def test_words_behind_by__of_a_suit__say_whose_act_it_is(
    suit: Terminal, typed: tuple[str, ...], said: str
) -> None:
    assert said in " ".join(suit("post", "g", *typed, *ON).split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("dismissed by agreement", "count=2"), "dismissed by agreement."),
        (("dismissed by the prosecutor", "count=2"), "dismissed by the prosecution."),
        (("charge dismissed by the court without prejudice", "count=1"), "the court without prej"),
        (("arrested by the sheriff",), "Note: Arrested: by the sheriff."),
        (("hearing set by the court", "at=November 3, 2025 9 am"), "Hearing set for Monday 3 Nov"),
        (
            ("hearing set by stipulation", "at=November 3, 2025 9 am"),
            "Note: Hearing set by stipulation.",
        ),
    ],
)
def test_words_behind_by__of_a_prosecution__say_whose_act_it_is(
    case: Terminal, typed: tuple[str, ...], said: str
) -> None:
    assert said in " ".join(case("post", "r", *typed, *ON).split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            ("trial set", "against=CleanCo", "at=March 9, 2026 9 am"),
            "Note: trial: against CleanCo.",
        ),
        (
            ("default entered", "against=CleanCo", "by=clerk"),
            "Default entered by the clerk on claim",
        ),
        (
            ("judgment", "kind=default", "for=Maria", "costs=$412"),
            "Note: Costs of the judgment on negligence: $412.",
        ),
        (("witness list deadline passed",), "Deadline closed (passed): witness list"),
        (("telephoned", "who=Maria Garcia", "about=her back"), "Note: Telephoned"),
        (("settlement offer", "text=$40,000"), "Note: Settlement offer: $40,000."),
    ],
)
def test_what_stands_beside__an_act_of_a_suit__is_kept(
    suit: Terminal, typed: tuple[str, ...], said: str
) -> None:
    suit("post", "g", "served", *DAY)
    suit("post", "g", "deadline set", "deadline=witness list", "due=October 1, 2025", *DAY)
    if typed[0] == "judgment":
        suit("post", "g", "default entered", *DAY)
    assert said in " ".join(suit("post", "g", *typed, *ON).split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("released", "bond=$5,000"), "Note: Defendant released: bond $5,000."),
        (("motion denied", "item=both"), "Note: on both."),
        (("disposition", "count=1", "text=deferred", "partly_read=yes"), "as written: deferred."),
        (("disposition", "count=1", "text=deferred", "note=ask her"), "Note: ask her."),
        (("plea offer", "text=plead to count 1"), "Note: Plea offer: plead to count 1."),
        (("ticket", "for=speeding", "number=44-1"), "speeding, by citation, no. 44-1."),
    ],
)
def test_what_stands_beside__an_act_of_a_prosecution__is_kept(
    case: Terminal, typed: tuple[str, ...], said: str
) -> None:
    case("post", "r", "motion to suppress", "by=Ann Roe", *DAY)
    assert said in " ".join(case("post", "r", *typed, *ON).split())


def test_released__where_evidence_is_kept__is_asked_and_evidence_is_released_by_its_name(
    case: Terminal,
) -> None:
    case("post", "r", "evidence kept", "evidence=the knife", *DAY)
    case("post", "r", "released", "bond=$5,000", *ON, code=2)
    assert "can be evidence.released or note.recorded" in case.error
    case("post", "r", "released", "evidence=the knife", "how=returned", *ON)
    assert len(of(case, "evidence.released")) == 1


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        (("fine paid",), 'casefile post r "sentence completed" how="fine paid"'),
        (("plea accepted",), 'casefile post r "conviction entered" --effective 2025-10-20'),
        (("pretrial order",), "casefile post r document title='pretrial order'"),
        (("indicted", "docket=D-202"), 'casefile post r "docket number" docket_no=D-202 court=...'),
        (("superseding indictment filed",), "charge count=1 offense=battery instrument=indictment"),
        (("superseding indictment filed",), "casefile post r document title=Indictment"),
        (("indicted", "item=all charges"), '"charges superseded" old=count-1 old=count-2 new=...'),
    ],
)
def test_refusal__of_what_no_event_tells__has_the_commands_that_do(
    case: Terminal, typed: tuple[str, ...], command: str
) -> None:
    case("post", "r", *typed, *ON, code=2)
    assert command in case.error
    assert "takes one" not in case.error


@pytest.mark.parametrize(
    ("category", "said"),
    [("juvenile", "Charge filed against Al Bo: theft, by petition."), ("criminal", "")],
)
def test_petition__in_a_matter_of_a_juvenile__charges_and_elsewhere_is_a_paper(
    terminal: Terminal, category: str, said: str
) -> None:
    terminal("post", "j", "open case", "title=In re A.", f"type={category}", "state=NM", *DAY)
    terminal("post", "j", "add party", "name=Al Bo", "role=child", *DAY)
    told = terminal("post", "j", "petition filed", *(["charge=theft"] if said else []), *ON)
    assert (said or "Petition.") in told


def test_deadline__on_a_ticket__is_met_by_contesting_it(terminal: Terminal) -> None:
    terminal("post", "t", "open case", "title=City v. Bo", "type=traffic", "state=NM", *DAY)
    terminal("post", "t", "add party", "name=Al Bo", "role=defendant", *DAY)
    terminal("post", "t", "ticket", "for=speeding", *DAY)
    due = ("deadline=pay or contest the ticket", "due=October 3, 2025", "of=Al Bo")
    terminal("post", "t", "deadline set", *due, *DAY)
    told = terminal("post", "t", "contested the ticket", "--effective", "2025-09-29")
    assert "Deadline pay-or-contest-ticket (pay or contest the ticket): " in told
    assert "open; now" in told


def test_hour__that_is_the_same__is_that_of_the_hearing_that_is_moved(suit: Terminal) -> None:
    at = "at=November 3, 2025 at 1:30 pm"
    suit("post", "g", "hearing set", "on=motion to dismiss", at, *ON)
    suit("post", "g", "hearing moved", "at=November 10, same hour", "--effective", "2025-10-31")
    assert of(suit, "hearing.scheduled")[-1]["at"] == "2025-11-10T13:30"
    suit("post", "g", "hearing moved", "to=Nov 12, 2025", "--effective", "2025-11-01")
    assert 'it was at 1:30 pm: else at="Nov 12, 2025, same hour"' in suit.error
    suit("post", "g", "hearing moved", "at=Nov 13, same time", "--effective", "2025-11-02", code=2)
    assert "At which hour? None was on record for it." in suit.error


def test_year__that_is_not_typed__is_that_of_the_day_that_it_follows_or_corrects(
    suit: Terminal,
) -> None:
    suit("post", "g", "trial set", "at=March 9 at 9 am", "--effective", "2025-11-26")
    assert of(suit, "hearing.scheduled")[-1]["at"] == "2026-03-09T09:00"
    suit("post", "g", "deadline set", "deadline=reply", "due=October 3", *DAY)
    assert of(suit, "deadline.set")[-1]["due"] == "2025-10-03"
    suit("post", "g", "served", "on=CleanCo", "--effective", "2025-09-08")
    (number,) = (one["position"] for one in suit.json("events")["events"][-1:])
    suit("correct", str(number), "date=September 9")
    assert suit.json("events", "--event", str(number))["as_corrected"]["effective"] == "2025-09-09"


def test_correct__of_a_day_alone__takes_it_as_that_of_the_event(suit: Terminal) -> None:
    suit("post", "g", "served", "on=CleanCo", "--effective", "2025-09-08")
    (number,) = (one["position"] for one in suit.json("events")["events"][-1:])
    suit("correct", str(number), "--effective", "2025-09-09")
    assert "the day of the event, which alone is corrected" in suit.error
    assert suit.json("events", "--event", str(number))["as_corrected"]["effective"] == "2025-09-09"
    suit("correct", str(number), code=2)
    assert "Say what is corrected, like effective=3/30/2023" in suit.error


@pytest.mark.parametrize(
    ("reason", "code", "why"),
    [
        ("recorded twice by mistake", "duplicate", "recorded twice by mistake"),
        ("wrong charge", "error", "wrong charge"),
        ("entered in error", "error", None),
        ("it was not in fact filed", "not_filed", "it was not in fact filed"),
    ],
)
def test_retract__with_a_reason_in_words__has_its_code_and_keeps_what_more_they_say(
    suit: Terminal, reason: str, code: str, why: str | None
) -> None:
    suit("post", "g", "served", "on=CleanCo", *DAY)
    (number,) = (one["position"] for one in suit.json("events")["events"][-1:])
    suit("retract", str(number), "--reason", reason)
    (found,) = of(suit, "event.retracted")
    assert (found["reason"], found.get("explanation")) == (code, why)


def test_correct__of_what_an_event_is_about__names_the_two_commands_that_do_it(
    case: Terminal,
) -> None:
    case("post", "r", "nolle prosequi", "count=1", *ON)
    (number,) = (one["position"] for one in case.json("events")["events"][-1:])
    case("correct", str(number), "item=count 2", code=1)
    assert f"casefile retract {number} --reason error" in case.error
    assert "casefile post r charge.dismissed item=count-2 by=prosecution" in case.error
    assert "conflicts" not in case.error


def test_client__of_another_matter__is_named_in_the_receipt(suit: Terminal) -> None:
    opened = ("open case", "title=Garcia v. Bo", "type=civil", "state=NM", "client=Maria Garcia")
    assert "for Maria Garcia." in suit("post", "g2", *opened, *ON)


def test_incident__recorded_again__is_told_of_and_another_one_of_the_day_is_not(
    suit: Terminal,
) -> None:
    suit("post", "g", "incident", "what=a slip", *DAY)
    assert "This incident is on record already" in suit(
        "post", "g", "incident", "what=A slip", *DAY
    )
    assert "on record already" not in suit("post", "g", "incident", "what=a theft", *DAY)


def test_matter__shown__marks_what_is_privileged_and_tells_parts_of_a_claim_apart(
    suit: Terminal,
) -> None:
    suit("post", "g", "note", "text=she was tired", "privileged=yes", *DAY)
    suit("post", "g", "served", "on=CleanCo", *ON)
    told = suit("matters", "g")
    assert "Note: she was tired [privileged: attorney-client]" in told
    assert "as to CleanCo LLC" in told
    assert "as to MegaMart Inc." in told


def test_party__not_known_at_a_day__is_told_how_else_to_ask(suit: Terminal) -> None:
    told = suit("status", "Maria Garcia", "--known-at", "2025-10-15")
    assert "asked by --as-of without --known-at" in told


def test_refusal__of_what_an_event_says__does_not_offer_its_type_again(suit: Terminal) -> None:
    suit("post", "g", "served", *DAY)
    suit("post", "g", "answer filed by MegaMart", *DAY)
    suit("post", "g", "default entered", "against=MegaMart", "item=negligence", *ON, code=1)
    following = suit.error.partition("What can follow there: ")[2]
    assert "claim.dismissed" in following
    assert "claim.default_entered" not in following


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("pleaded not guilty to both counts",), "larceny (count 2) against Ann Roe, pleaded not"),
        (("pleaded guilty to count 2",), "larceny (count 2) against Ann Roe, pleaded guilty."),
        (("larceny dropped",), "Charge larceny (count 2) against Ann Roe dismissed."),
        (("count 2 dismissed without prejudice",), "against Ann Roe dismissed without prejudice."),
        (("the court dismissed the charge", "count=1"), "against Ann Roe dismissed by the court."),
        (("prosecutor dropped the charge", "count=1"), "dismissed by the prosecution."),
        (
            ("firearm enhancement", "to=count 1"),
            "count 1, firearm enhancement, enhancing battery (count 1)",
        ),
        (("discovery deadline", "date=2025-12-01"), "Deadline: discovery, due Monday 1 December"),
        (
            ("newspaper report", "text=x", "source=Albuquerque Journal"),
            "Newspaper report: x.",
        ),
        (
            ("larceny dropped", "according_to=Albuquerque Journal"),
            "Recorded as reported: Charge la",
        ),
        (("larceny dropped", "source=Albuquerque Journal"), "Recorded as reported: Charge larceny"),
    ],
)
def test_phrase__of_a_prosecution__is_read_in_its_parts(
    case: Terminal, typed: tuple[str, ...], said: str
) -> None:
    assert said in " ".join(case("post", "r", *typed, *ON).split())


def test_enhancement__of_a_count__has_no_id_that_reads_like_the_count(case: Terminal) -> None:
    case("post", "r", "firearm enhancement", "on=count 1", *ON)
    filed = of(case, "charge.filed")[-1]
    assert (filed["item_id"], filed["attaches_to"]) == ("firearm-enhancement", "count-1")


def test_penalty__under_its_kind__is_read_with_what_is_suspended_of_it(case: Terminal) -> None:
    case("post", "r", "pleaded guilty", "count=1", *DAY)
    case("post", "r", "found guilty", "count=1", *DAY)
    prison, paid = "prison=three years, two suspended", "restitution=$1,240.50 to the victim"
    told = " ".join(case("post", "r", "sentenced", "count=1", prison, paid, *ON).split())
    assert "1 year's incarceration, 2 years' incarceration (suspended) and" in told
    assert "restitution of $1,240.50" in told


def test_name__that_was_wrong__is_corrected_by_a_command_that_is_named(case: Terminal) -> None:
    case("post", "r", "name misspelled", "name=Anne Roe", *ON, code=2)
    assert 'casefile correct "party added OLD NAME" name="NEW NAME"' in case.error
