"""What people type of an old matter, of a hearing and its plea, of papers, and why a status is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.cli.test_typed_week import of
from tests.once import once

# Two years before a day that is near to today, and not of the last month.
LONG_AGO = (datetime.now(UTC).date() - timedelta(days=2 * 365 + 75)).replace(day=10)
LATER = LONG_AGO + timedelta(days=6)
OPENED = ("matter.opened", "title=State v. Roe", "category=criminal", "state=NM")
LATE = "recorded_late"


def typed(day: object) -> str:
    """Return a day as it is typed without its year."""
    return f"{day:%B} {getattr(day, 'day', '')}"


@pytest.fixture
@once
def roe(terminal: Terminal) -> Terminal:
    """Return the program on an old matter of one defendant, with two counts by complaint."""
    choose(terminal, date_order="month_first", chosen=True)
    terminal("post", "r", *OPENED, "client=Richard Roe", "--effective", str(LONG_AGO))
    terminal("post", "r", "add party", "name=Richard Roe", "role=defendant")
    for count, offense in (("1", "battery"), ("2", "shoplifting")):
        filed = ("criminal complaint", f"count={count}", f"offense={offense}")
        terminal("post", "r", *filed, "--effective", typed(LATER))
    return terminal


def test_day__without_a_year__in_an_old_matter__is_of_its_year_and_says_so(roe: Terminal) -> None:
    roe("post", "r", "note", "text=x", "--effective", typed(LATER))
    assert f"({LATER}, the year of this matter's other days)" in roe.error
    (note,) = (one for one in roe.json("events")["events"] if one["type"] == "note.recorded")
    assert note["effective"] == str(LATER)
    assert note["resolution"].endswith(", the year of this matter's other days")


def test_day__of_last_week__in_an_old_matter__can_be_of_two_years_and_is_asked(
    terminal: Terminal,
) -> None:
    last_week = datetime.now(UTC).date() - timedelta(days=7)
    begun = last_week - timedelta(days=2 * 365 + 40)
    terminal("post", "r", *OPENED, "--effective", str(begun))
    terminal("post", "r", "note", "text=x", "--effective", typed(last_week), code=2)
    assert "In which year?" in terminal.error


def test_deadline__without_a_year__is_the_next_such_day_after_the_act(roe: Terminal) -> None:
    before = LATER - timedelta(days=30)
    roe("post", "r", "deadline to appeal", f"due={typed(before)}", "--effective", typed(LATER))
    (one,) = of(roe, "deadline.set")
    assert one["due"] == str(before.replace(year=before.year + 1))
    assert one["kind"] == "appeal"


def test_lateness__of_an_old_matter__is_told_at_its_opening_and_never_again(
    terminal: Terminal,
) -> None:
    told = terminal("post", "r", *OPENED, "client=Roe", "--effective", str(LONG_AGO))
    assert told.count(LATE) == 1
    assert "This matter is put on record more than a year after it began" in told
    terminal("post", "r", "add party", "name=Roe", "kind=person", "role=defendant")
    charge = ("post", "r", "charge", "offense=theft", "--effective", str(LATER))
    assert LATE not in terminal(*charge)


def test_lateness__in_a_matter_of_today__is_no_news(terminal: Terminal) -> None:
    terminal("post", "r", *OPENED, "client=Roe")
    terminal("post", "r", "add party", "name=Roe", "kind=person", "role=defendant")
    on = ("--effective", str(LONG_AGO))
    assert LATE not in terminal("post", "r", "charge", "offense=theft", "count=1", *on)


def test_lateness__in_a_matter_of_before__is_told_once_for_several(
    terminal: Terminal, write: Callable[..., str]
) -> None:
    day = str(datetime.now(UTC).date() - timedelta(days=40))
    data = {"title": "State v. Roe", "category": "criminal", "jurisdiction": "NM"}
    opened = {"type": "matter.opened", "matter_id": "r", "effective": day, "data": data}
    terminal("load", "--as-recorded", write(opened | {"recorded_at": day}))
    terminal("post", "r", "add party", "name=Roe", "kind=person", "role=defendant")
    on = ("--effective", str(LONG_AGO))
    assert terminal("post", "r", "charge", "offense=theft", "count=1", *on).count(LATE) == 1
    terminal("post", "r", "charge", "offense=fraud", "count=2", *on)
    told = terminal("post", "r", "plea", "plea=not guilty", "item=both", *on)
    assert told.count(LATE) == 1
    assert "So were 1 more." in told


def test_arraignment__with_its_plea__records_both_in_one_post(roe: Terminal) -> None:
    on = ("--effective", typed(LATER))
    roe("post", "r", "arraigned", "plea=not guilty", *on, code=2)
    assert "item: Which one? Write item=count-1 (battery" in roe.error
    told = roe("post", "r", "arraigned", "plea=not guilty", "item=both", "note=He was calm", *on)
    assert "Recorded: Arraignment held." in told
    assert [one["plea"] for one in of(roe, "charge.plea_entered")] == ["not_guilty"] * 2
    assert of(roe, "note.recorded") == [{"text": "He was calm"}]
    roe("post", "r", "arraigned", "plea=maybe", "item=both", *on, code=2)
    assert "plea: It must be one of" in roe.error
    assert len(of(roe, "hearing.held")) == 1


def test_plea_accepted__is_asked_with_a_command_that_works_as_it_is_printed(roe: Terminal) -> None:
    on = ("--effective", typed(LATER))
    accepted = ("post", "r", "the court accepts the plea", "item=count 1")
    roe(*accepted, *on, code=2)
    day = f"--effective '{typed(LATER)}'"
    assert f"First the plea: casefile post r plea plea=guilty item='count 1' {day}." in roe.error
    roe("post", "r", "plea", "plea=guilty", "item=count 1", *on)
    roe(*accepted, *on, code=2)
    assert f"casefile post r \"conviction entered\" item='count 1' {day}; if" in roe.error
    roe("post", "r", "conviction entered", "item=count 1", *on)
    assert of(roe, "charge.conviction_entered")[0]["basis"] == "plea_guilty"


def test_indictment__of_two_counts__takes_the_place_of_the_complaint(roe: Terminal) -> None:
    on = ("--effective", str(LATER))
    told = roe("post", "r", "indictment", "count=1", "offense=battery", *on)
    assert f"old=count-1 new=count-1-2 instrument=indictment --effective {LATER}" in told
    roe("post", "r", "indictment", "count=2", "offense=shoplifting", *on)
    taken = ("old=the criminal complaint", "new=the indictment")
    told = roe("post", "r", "charges superseded", *taken, *on)
    (one,) = of(roe, "charges.superseded")
    assert (one["old"], one["new"]) == (["count-1", "count-2"], ["count-1-2", "count-2-2"])
    assert "battery (count 1 of the complaint) against Richard Roe" in told
    assert "shoplifting (count 2 of the indictment) against Richard Roe" in told
    assert "count-1-2" not in told


def test_why__of_a_count__has_each_event_with_its_source(roe: Terminal) -> None:
    on = ("--effective", str(LATER), "--source-kind", "minute", "--source-document", "Minutes")
    roe("post", "r", "plea", "plea=not guilty", "item=count 1", *on)
    told = " ".join(roe("why", "Roe", "count 1").split())
    assert "battery (count 1): pleaded not guilty" in told
    assert "Charge filed against Richard Roe" in told
    assert "Minutes" in told
    assert "shoplifting" not in told
    assert "shoplifting" in roe("why", "Richard Roe")
    answer = roe.json("why", "Roe", "count 1")
    assert [len(one["events"]) for one in answer["items"]] == [2]
    roe("why", "Roe", "murder", code=3)
    assert "Richard Roe has no item called 'murder' here." in roe.error


def test_conflicts__of_a_family_name__lists_who_has_it_apart_from_the_hits(roe: Terminal) -> None:
    told = roe("conflicts", "Maria Roe")
    assert "Maria Roe: nobody" in told
    assert "The same family name, and no hit: Richard Roe" in told
    assert "same family name" not in roe("conflicts", "Richard Roe")
    assert "same family name" not in roe("conflicts", "Roe")


def test_conflicts__of_a_family_name__says_where_who_has_it_is_ours_or_adverse(
    roe: Terminal, tmp_path: Path
) -> None:
    opened = ("open case", "title=Lee v. Roe", "type=civil", "state=NM", "client=Bo Lee")
    roe("post", "l", *opened)
    roe("post", "l", "add party", "name=Bo Lee", "role=plaintiff")
    (party,) = roe.json("conflicts", "Maria Roe")["asked"][0]["same_family_name"][0]["party_ids"]
    roe("post", "l", "add party", f"party={party}", "role=defendant")
    told = " ".join(roe("conflicts", "Maria Roe").split())
    assert "Richard Roe (our client in State v. Roe; adverse in Lee v. Roe)" in told
    report = tmp_path / "report.docx"
    roe("conflicts", "Maria Roe", "--output", str(report))
    written = ZipFile(report).read("word/document.xml").decode()
    assert "(our client in State v. Roe; adverse in Lee v. Roe)" in written


def test_insurer__of_whom_nobody_says_whose__is_said_to_be_one(roe: Terminal) -> None:
    roe("post", "r", "add party", "name=Western Casualty", "role=insurer")
    assert "Insurer, and nobody has said whose in State v. Roe." in roe(
        "status", "Western Casualty"
    )


@pytest.mark.parametrize(
    ("fields", "headed"),
    [
        ((), "Ticket: charged"),
        (("severity=infraction",), "Infraction: charged"),
        (("severity=misdemeanor",), "Criminal: charged"),
    ],
)
def test_ticket__is_headed_as_what_it_is(
    terminal: Terminal, fields: tuple[str, ...], headed: str
) -> None:
    terminal("post", "t", "new case", "title=City v. Chen", "type=traffic", "state=NM")
    terminal("post", "t", "add defendant", "name=Wei Chen")
    terminal("post", "t", "speeding ticket", "offense=speeding", *fields)
    assert headed in terminal("status", "Wei Chen")


@pytest.mark.parametrize(
    ("sentence", "owed", "whom"),
    [
        ("$1,240.50 restitution to the victim", "$1,240.50", "the victim"),
        ("restitution of $41,200 to Baker Freight Inc.", "$41,200", "Baker Freight Inc."),
        ("restitution to Ann Lee in the amount of $350", "$350", "Ann Lee"),
    ],
)
def test_restitution__to_somebody__is_kept_with_whom_it_is_owed_to(
    roe: Terminal, sentence: str, owed: str, whom: str
) -> None:
    on = ("--effective", str(LATER))
    roe("post", "r", "plea", "plea=guilty", "item=count 1", *on)
    roe("post", "r", "conviction entered", "item=count 1", *on)
    both = f"sentence={sentence}, 18 months' probation"
    told = roe("post", "r", "sentenced", "item=count 1", both, *on)
    assert f"restitution of {owed}" in told
    assert "Read as components 2 = 18 months' probation" in roe.error
    assert of(roe, "note.recorded")[0]["text"] == f"Restitution is owed to {whom}"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (("case management order entered",), "Document: Case management order"),
        (("arraignment waived",), "Document: Waiver of arraignment"),
        (("bench warrant issued",), "Document: Bench warrant"),
        (("lab report received",), "Document: Lab report"),
        (("plea offer sent", "text=2 years"), "Plea offer sent: 2 years"),
        (("medical records requested",), "Medical records requested"),
        (("certification mailed to the agency",), "Certification mailed to the agency"),
        (("GAL appointed", "name=Ana Vale"), "Ana Vale added as guardian ad litem"),
        (
            ("deposition of Ann Lee", "at=2030-01-08 9am"),
            "Deposition of Ann Lee set for",
        ),
        (("add", "victim", "name=Bo Lee"), "Bo Lee added as victim"),
    ],
)
def test_words__of_papers_and_persons__are_recorded(
    roe: Terminal, words: tuple[str, ...], kept: str
) -> None:
    assert kept in roe("post", "r", *words)


@pytest.mark.parametrize("words", ["notice of appeal mailed", "motion to suppress sent"])
def test_act__that_was_sent__is_no_note(roe: Terminal, words: str) -> None:
    roe("post", "r", words, code=2)
    assert of(roe, "note.recorded") == []


def test_petition__admitted_or_denied__is_a_plea_to_its_counts(terminal: Terminal) -> None:
    terminal("post", "j", "new case", "title=In re J.", "type=juvenile", "state=NM")
    terminal("post", "j", "add child", "name=J. M.")
    for count, offense in (("1", "theft"), ("2", "trespass")):
        terminal("post", "j", "petition filed", f"count={count}", f"offense={offense}")
    terminal("post", "j", "the child denied the petition")
    terminal("post", "j", "child admitted count 1")
    pleas = [(one["item_id"], one["plea"]) for one in of(terminal, "charge.plea_entered")]
    assert pleas == [("count-1", "not_guilty"), ("count-2", "not_guilty"), ("count-1", "guilty")]
    assert {one["instrument"] for one in of(terminal, "charge.filed")} == {"petition"}


def test_matter__of_a_juvenile__is_not_said_to_be_public(terminal: Terminal) -> None:
    terminal("post", "j", "new case", "title=In re J.", "type=juvenile", "state=NM")
    terminal("post", "c", "new case", "title=Roe v. Doe", "type=civil", "state=NM")
    assert "juvenile, US-NM, open, not public" in terminal("matters", "j")
    assert "civil, US-NM, open, public" in terminal("matters", "c")
