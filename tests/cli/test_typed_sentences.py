"""Whole sentences: an act as a colleague tells it, with who, against whom, what for and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_acts import DAY, ON, case, suit
from tests.cli.test_typed_week import of

__all__ = ("case", "suit")
TODAY = datetime.now(UTC).date()


def told(terminal: Terminal, *typed: str, code: int = 0) -> str:
    """Return what is printed of an event that is posted, on one line, with what was read."""
    return " ".join((terminal("post", *typed, *ON, code=code) + terminal.error).split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "MegaMart filed a crossclaim against CleanCo for indemnity",
            "Claim filed by MegaMart Inc. against CleanCo LLC: indemnity (crossclaim).",
        ),
        (
            "crossclaim filed by MegaMart against CleanCo for indemnity",
            "Claim filed by MegaMart Inc. against CleanCo LLC: indemnity (crossclaim).",
        ),
        (
            "MegaMart cross-claimed against CleanCo for indemnity",
            "Claim filed by MegaMart Inc. against CleanCo LLC: indemnity (crossclaim).",
        ),
        (
            "MegaMart filed a counterclaim for abuse of process",
            "Claim filed by MegaMart Inc. against Maria Garcia: abuse of process (counterclaim).",
        ),
        (
            "MegaMart filed a third-party complaint against CleanCo for contribution",
            "against CleanCo LLC: contribution (third-party claim).",
        ),
        (
            "Maria filed a complaint against CleanCo for nuisance",
            "Claim filed by Maria Garcia against CleanCo LLC: nuisance.",
        ),
        (
            "Maria sued CleanCo for nuisance",
            "Claim filed by Maria Garcia against CleanCo LLC: nuisance.",
        ),
        (
            "Maria filed a claim for lost wages against CleanCo",
            "Claim filed by Maria Garcia against CleanCo LLC: lost wages.",
        ),
        ("Maria dropped the claim against CleanCo", "negligence dismissed (as to CleanCo LLC)."),
        ("settled with MegaMart for $85,000", "settled, $85,000 (parties to it: MegaMart Inc.)."),
        ("MegaMart filed an answer to the complaint", "answered (as to MegaMart Inc.)"),
        ("MegaMart filed a motion to dismiss", "Motion to dismiss filed by MegaMart Inc."),
        ("MegaMart filed a witness list", "Document filed by MegaMart Inc.: Witness list."),
        ("Ana Reyes appeared for MegaMart", "Counsel appears for MegaMart Inc.: Ana Reyes."),
        ("clerk entered default against CleanCo", "Default entered by the clerk on claim"),
        ("CleanCo moved to set aside the default", "set aside the default filed by CleanCo LLC."),
        ("MegaMart moves for summary judgment", "summary judgment filed by MegaMart Inc."),
    ],
)
def test_sentence__of_a_suit__is_the_act_with_who_and_against_whom(
    suit: Terminal, typed: str, said: str
) -> None:
    suit("post", "g", "served", *DAY)
    assert said in told(suit, "g", typed)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Zoe filed a crossclaim against CleanCo for indemnity", "There is no party Zoe."),
        ("MegaMart filed a crossclaim against Zoe for indemnity", "There is no party Zoe."),
        ("MegaMart filed a third-party complaint for contribution", "Say whom it is against"),
        ("complaint in intervention filed", "Is that the complaint itself?"),
        ("Maria moved to Denver", "There is no type of event"),
    ],
)
def test_sentence__that_is_unsure__is_asked_and_no_paper(
    suit: Terminal, typed: str, asked: str
) -> None:
    assert asked in told(suit, "g", typed, code=2)
    assert of(suit, "document.filed") == []


def test_default_judgment__against_a_defendant__is_for_the_claimant(suit: Terminal) -> None:
    suit("post", "g", "served", *DAY)
    suit("post", "g", "clerk entered default against CleanCo", *ON)
    words = "the court entered default judgment against CleanCo for $50,000"
    said = "for claimant (default), $50,000, entered by the court (as to CleanCo LLC)"
    assert said in told(suit, "g", words)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            (
                (
                    "hearing set on motion to set aside the default for November 3, 2025 "
                    "at 1:30 pm in courtroom 412"
                ),
            ),
            (
                "Hearing on motion to set aside the default set for Monday 3 November 2025 "
                "at 1:30 pm, Courtroom 412."
            ),
        ),
        (
            ("hearing on the motion to suppress set for November 3, 2025 at 9 am in courtroom 4",),
            (
                "Hearing on the motion to suppress set for Monday 3 November 2025 at 9:00 am,"
                " Courtroom 4."
            ),
        ),
        (
            ("status conference set for November 3, 2025 at 9 am before Judge Ruiz",),
            "before Judge Ruiz.",
        ),
        (
            ("hearing set for November 3, 2025 at 9 am at the courthouse, by video",),
            ", by video.",
        ),
        (
            ("hearing set", "motion=motion to dismiss", "at=2025-11-03 9 am"),
            "Hearing on motion to dismiss set for Monday 3 November 2025 at 9:00 am.",
        ),
        (("hearing=mediation", "at=2025-11-03 9 am"), "Mediation set for Monday 3 November"),
        (
            ("notice of appeal due December 24, 2025",),
            "Deadline: notice of appeal, due Wednesday 24 December 2025.",
        ),
        (("answer due 11/3/2025",), "Deadline: answer, due Monday 3 November 2025."),
        (
            ("deadline=notice of appeal", "due=12/24/2025"),
            "Deadline: notice of appeal, due Wednesday 24 December 2025.",
        ),
    ],
)
def test_sentence__that_sets_a_day__has_what_when_and_where(
    suit: Terminal, typed: tuple[str, ...], said: str
) -> None:
    choose(suit, date_order="month_first", chosen=True)
    assert said in told(suit, "g", *typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("Ann Roe arrested for battery and larceny",), "Note: Ann Roe arrested for battery and"),
        (("arrested for battery",), "Note: Arrested for battery."),
        (("the State moved to revoke bond",), "Motion to revoke bond filed by the State."),
        (("Ann charged with robbery",), "Charge filed against Ann Roe: robbery."),
        (("grand jury indicted Ann for robbery",), "Ann Roe: robbery, by indictment."),
        (
            ("case transferred", "court=Second Judicial District Court", "docket=D-202-CR-1"),
            "Docket number D-202-CR-1 assigned by Second Judicial District Court.",
        ),
    ],
)
def test_sentence__of_a_prosecution__is_the_act(
    case: Terminal, typed: tuple[str, ...], said: str
) -> None:
    assert said in told(case, "r", *typed)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Ann indicted for robbery and mayhem", "a command for each count: casefile post r charge"),
        ("grand jury indicted him", "casefile post r charge count=1 offense=battery instrument"),
        ("case transferred", 'casefile post r "docket number" court=... docket_no=...'),
    ],
)
def test_sentence__of_a_prosecution_that_lacks_something__asks_with_commands(
    case: Terminal, typed: str, asked: str
) -> None:
    assert asked in told(case, "r", typed, code=2)
    assert "claim.transferred" not in case.error


@pytest.mark.parametrize("typed", [("trial set", "at"), ("answer due", "due")])
def test_entry__for_a_past_day__that_nobody_says_was_set_then__is_asked(
    suit: Terminal, typed: tuple[str, str]
) -> None:
    words, field = typed
    past = f"{field}={TODAY - timedelta(days=3)}"
    suit("post", "g", words, past, code=2)
    assert "When was it set? Write the day of that: casefile post g" in suit.error
    suit("post", "g", words, past, "--effective", str(TODAY - timedelta(days=9)))
    suit("post", "g", words, f"{field}={TODAY + timedelta(days=9)}")


def test_day__without_a_year__is_of_the_one_before_what_was_set_on_it(terminal: Terminal) -> None:
    began = (TODAY - timedelta(days=400)).replace(day=10)
    opened = ("open case", "title=Garcia v. MegaMart", "type=civil", "state=NM", "for=Maria Garcia")
    terminal("post", "g", *opened, "--effective", str(began))
    on = (TODAY - timedelta(days=7)).replace(day=8)
    trial = on.replace(year=on.year - 1) + timedelta(days=90)
    terminal("post", "g", "trial set", f"at={trial}", "--effective", f"{on:%B} {on.day}")
    (event,) = terminal.json("events", "--type", "hearing.scheduled")["events"]
    assert event["effective"] == str(on.replace(year=on.year - 1))
