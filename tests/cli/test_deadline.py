"""Deadlines at the command line: the rules, counting, setting, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.law.deadlines.bodies import read_also
from tests.cli.conftest import Terminal
from tests.once import once

BY = ("--by", "Ida")


@pytest.fixture(autouse=True)
def casefile_rules() -> Iterator[None]:
    """Leave the rules as they come with casefile."""
    yield
    read_also("")


@pytest.fixture
@once
def suit(terminal: Terminal) -> Terminal:
    """Return the program on an office in which a suit has been served."""
    opened = ("title=Roe v. Doe", "category=civil", "jurisdiction=US", "court_id=nmd")
    terminal("post", "roe", "matter.opened", *opened, "--effective", "2023-04-03", *BY)
    served = ("text=Served.", "--event-id", "served", "--effective", "2023-04-20")
    terminal("post", "roe", "note.recorded", *served, *BY)
    return terminal


def set_answer(suit: Terminal, *more: str) -> str:
    """Set the deadline for the answer, and return what was printed."""
    how = ("--trigger", "served", "--rule", "frcp-12a1ai", "--event-id", "answer")
    return suit("deadline", "set", "roe", "answer", *how, "--effective", "2023-04-21", *BY, *more)


def test_rules__listed__are_a_table_of_code_period_and_citation(terminal: Terminal) -> None:
    told = terminal("deadline", "rules", "59(e)")
    assert "frcp-59e" in told
    assert "28 days" in told
    assert "frcp-59e: met by the motion to alter or amend the judgment." in told
    assert "Read in: Federal Rules of Civil Procedure" in told
    assert "frcp-50b" not in told
    every = terminal("deadline", "rules")
    lines = [line.split() for line in every.splitlines()]
    assert ["US-NM", "felony", "fourth", "5", "years"] in lines
    assert ["US-IL", "misdemeanor", "any", "other", "18", "months"] in lines
    assert ["US-IL", "felony", "720", "ILCS", "5/9-1", "no", "end"] in lines
    assert "osha" in every
    assert terminal("deadline", "rules", "no such words") == "No rule has these words.\n"
    rules = terminal.json("deadline", "rules", "--jurisdiction", "US-NM")["rules"]
    assert {one["jurisdiction"] for one in rules} == {"US-NM"}


def test_count__from_a_day__prints_day_and_steps(terminal: Terminal) -> None:
    told = terminal("deadline", "count", "--rule", "frcp-12a1ai", "--from", "2023-05-06")
    assert told.splitlines()[0] == "Due 2023-05-30."
    assert "2023-05-29 is Memorial Day; the period runs on to 2023-05-30" in told
    period = ("--period", "14 days before", "--counting", "frcp", "--from", "2023-07-18")
    assert terminal.json("deadline", "count", *period)["due"] == "2023-07-03"
    working = ("--period", "2 working days", "--counting", "calendar", "--from", "2023-05-05")
    assert terminal("deadline", "count", *working).startswith("Due 2023-05-09.")
    interval = ("--period", "1 month", "--counting", "frcp", "--from", "2023-04")
    assert terminal("deadline", "count", *interval).startswith("Due 2023-05-01 to 2023-05-30.")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("--from", "2023-05-06"), 2),
        (("--rule", "frcp-12a1ai"), 2),
        (("--rule", "frcp-99", "--from", "2023-05-06"), 3),
        (("--rule", "frcp-4m", "--counting", "frcp", "--from", "2023-05-06"), 2),
        (("--period", "some days", "--from", "2023-05-06"), 2),
        (("--period", "3", "--from", "2023-05-06"), 2),
        (("--period", "3 days", "--from", "2023-05-06"), 2),
        (("--rule", "frcp-4m", "--from", "soon"), 2),
        (("--rule", "frcp-4m", "--trigger", "nothing"), 3),
    ],
)
def test_count__that_cannot_be_done__ends_with_a_code(
    terminal: Terminal, typed: tuple[str, ...], code: int
) -> None:
    terminal("deadline", "count", *typed, code=code)
    assert terminal.error


def test_set__by_a_rule__records_what_was_counted(suit: Terminal) -> None:
    dry = set_answer(suit, "--dry-run")
    assert dry.startswith(
        "Would be recorded: Deadline: Answer to the complaint, due Thursday 11 May 2023"
    )
    assert "Nothing was written." in dry
    told = set_answer(suit)
    assert told.startswith(
        "Recorded: Deadline: Answer to the complaint, due Thursday 11 May 2023, under frcp-12a1ai, "
        "from @2, counted: "
    )
    assert "Day 0 is 2023-04-20 (note.recorded)" in told
    assert set_answer(suit).startswith("Recorded before: Deadline: Answer")


def test_set__by_a_period__records_what_was_counted(suit: Terminal) -> None:
    how = ("--trigger", "served", "--period", "14 days after", "--served-by", "mail")
    more = ("--closed-on", "2023-05-08", "--kind", "reply", "--effective", "2023-04-21")
    told = suit("deadline", "set", "roe", "reply", *how, *more, *BY)
    assert "Deadline: reply, due Tuesday 9 May 2023, 14 days after, from @2, served by mail" in told
    suit("deadline", "set", "roe", "x", "--trigger", "served", *BY, code=2)
    wrong = ("--trigger", "served", "--rule", "frcp-59e", "--effective", "2023-04-21")
    suit("deadline", "set", "roe", "x", *wrong, *BY, code=1)
    assert suit.error.endswith(
        "is of type note.recorded. [deadline.trigger]\nIt conflicts with: @2.\n"
    )


def test_correct__the_trigger__tells_which_deadline_was_counted_again(suit: Terminal) -> None:
    set_answer(suit)
    later = ("correct", "served", "effective=2023-04-25", "--event-id", "later")
    dry = suit(*later, "--dry-run", *BY)
    sentence = (
        "Deadline answer was counted again, because of @4: it is due 2023-05-16, and was due "
        "2023-05-11."
    )
    assert f"Would be added: {sentence}" in dry
    told = suit(*later, *BY)
    assert f"Added: {sentence}\n  correction " in told
    assert "2023-05-16" in suit("calendar")
    gone = suit("retract", "served", "--reason", "error", *BY)
    assert "! Deadline answer stays due 2023-05-16" in gone
    assert "[deadline_trigger_retracted: @3, " in gone


def test_load__of_corrections__tells_what_was_added(suit: Terminal, write: object) -> None:
    assert callable(write)
    set_answer(suit)
    line = {
        "matter_id": "roe",
        "type": "event.corrected",
        "effective": "2023-05-01",
        "event_id": "later",
        "data": {"target": "served", "changes": {"effective": "2023-04-25"}},
    }
    told = suit("load", write(line), *BY)
    assert "1 event recorded." in told
    assert "Added: Deadline answer was counted again" in told


def test_calendar__by_default__shows_overdue_deadlines_first(suit: Terminal) -> None:
    set_answer(suit)
    ahead = ("deadline_id=far", "kind=report", "due=2199-01-05", "--effective", "2023-04-21")
    suit("post", "roe", "deadline.set", *ahead, *BY)
    told = suit("calendar").splitlines()
    assert told[2].startswith("Thu 2023-05-11   deadline")
    assert told[2].endswith("OVERDUE")
    assert told[3].startswith("Sat 2199-01-05   deadline   report")
    assert told[3].endswith("open")
    assert "Answer" not in suit("calendar", "--from", "2023-06-01")
    assert "Answer" in suit("calendar", "--from", "2023-06-01", "--overdue")
    early = suit.json("calendar", "--as-of", "2023-05-11")["entries"]
    assert [(one["entry_id"], one["overdue"]) for one in early] == [
        ("answer", False),
        ("far", False),
    ]
    suit("post", "roe", "deadline.closed", "deadline_id=answer", "how=met", *BY)
    assert "Answer" not in suit("calendar")


def test_calendar__by_default__shows_hearings_without_an_outcome(suit: Terminal) -> None:
    held = ("hearing_id=h", "kind=trial", "--effective", "2023-04-21", *BY)
    suit("post", "roe", "hearing.scheduled", "at=2023-05-02", "responsible=Ana Ruiz", *held)
    set_answer(suit)
    told = suit("calendar").splitlines()
    assert told[2].startswith("Tue 2023-05-02")
    assert "Ana Ruiz" in told[2]
    assert told[2].endswith("no outcome on record")
    assert "trial" in suit("calendar", "--responsible", "ana ruiz")
    assert "answer" not in suit("calendar", "--responsible", "ana ruiz").lower()
    assert "Nothing" in suit("calendar", "--responsible", "Ben")
    assert "trial" not in suit("calendar", "--from", "2023-06-01")
    assert "no outcome on record" in suit("worklist")
    suit("post", "roe", "hearing.held", *held)
    assert "trial" not in suit("calendar")
    assert "no outcome on record" not in suit("worklist")


def test_calendar__with_steps__shows_how_each_deadline_was_counted(suit: Terminal) -> None:
    set_answer(suit)
    suit("correct", "served", "effective=2023-04-25", *BY)
    given = ("deadline_id=far", "kind=report", "due=2199-01-05", "--effective", "2023-04-21")
    suit("post", "roe", "deadline.set", *given, *BY)
    told = suit("calendar", "--steps")
    assert "Deadline: Answer to the complaint in Roe v. Doe, due Tuesday 16 May 2023:" in told
    assert "Day 0 is 2023-04-25 (note.recorded)" in told
    assert (
        "Deadline: report in Roe v. Doe, due Saturday 5 January 2199:\n  The day was given." in told
    )
    suit("calendar", "--steps", "--json", code=2)
    suit("calendar", "--steps", "--known-at", "@1", code=2)


def test_rules__in_a_folder_of_the_settings__are_listed_and_count(
    terminal: Terminal, tmp_path: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "us-or.toml").write_text(example, "utf-8")
    assert terminal("deadline", "rules", "or-7c") == "No rule has these words.\n"
    terminal.environ["CASEFILE_RULES"] = str(tmp_path)
    assert "Example R. 7(C)" in terminal("deadline", "rules", "or-7c")
    told = terminal("deadline", "count", "--rule", "or-7c", "--from", "2023-04-20")
    assert told.startswith("Due 2023-05-22.")


def test_count__from_two_events__the_later_end(suit: Terminal) -> None:
    later = ("text=Served.", "--event-id", "attorney", "--effective", "2023-04-25")
    suit("post", "roe", "note.recorded", *later, *BY)
    asked = ("deadline", "count", "--rule", "frcp-12a3", "--trigger", "served")
    # 60 days after 20 April are Juneteenth, after 25 April Saturday, 24 June.
    alone, both = suit(*asked), suit(*asked, "--also", "attorney")
    assert alone.splitlines()[0] == "Due 2023-06-20."
    assert "The later end counts (Fed. R. Civ. P. 12(a)(3)); the other event is not given." in alone
    assert both.splitlines()[0] == "Due 2023-06-26."


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the deadline to respond is July 1, 2023", "respond"),
        ("deadline to appeal is Jul 1, 2023", "appeal"),
        ("our deadline to object was July 1, 2023", "object"),
        ("the deadline for experts is July 1, 2023", "experts"),
        ("the discovery deadline is July 1, 2023", "discovery"),
    ],
)
def test_deadline__whose_day_is_said_behind_it__is_called_by_what_it_is_for(
    suit: Terminal, words: str, kind: str
) -> None:
    told = suit("post", "roe", words, "--effective", "2023-05-20", *BY)
    assert f"Recorded: Deadline: {kind}, due Saturday 1 July 2023." in told
