"""Days typed in commands: what they are understood as is said, and nothing unsure is recorded."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from casefile.store.database import Database
from casefile.store.tables import office
from tests.cli.conftest import Terminal
from tests.cli.test_prompt import at_terminal, event

NOTE = ("post", "halls", "note.recorded", "text=a")


@pytest.fixture
def story(story: Terminal) -> Terminal:
    """Return the seed story in an office that has chosen to write the month first."""
    choose(story, date_order="month_first", chosen=True)
    return story


def effective(story: Terminal, typed: str, *more: str) -> Any:
    """Record a note on a typed day, and return it as it stands on the log."""
    story(*NOTE, "--effective", typed, *more)
    return event(story)


def choose(story: Terminal, **settings: Any) -> None:
    """Have the office choose otherwise."""
    with (
        closing(Database(story.environ["CASEFILE_DATABASE_URL"])) as database,
        database.write() as connection,
    ):
        connection.execute(update(office).values(**settings))


def test_effective__typed__is_kept_in_edtf_and_as_written_and_said(story: Terminal) -> None:
    typed = "on or about March 14, 2023"
    story(*NOTE, "--effective", typed)
    assert story.error == f"Read as {typed!r} = about 14 March 2023 (2023-03-14~)\n"
    found = event(story)
    assert (found["effective"], found["as_written"]) == ("2023-03-14~", typed)
    assert found["resolution"].startswith("typed on ")
    assert found["resolution"].endswith(", and read as about 14 March 2023")


def test_effective__typed_in_edtf__is_taken_without_a_word(story: Terminal) -> None:
    story(*NOTE, "--effective", "../2023-03-14")
    assert story.error == ""
    found = event(story)
    assert found["effective"] == "../2023-03-14"
    assert "as_written" not in found


def test_effective__of_a_relative_day__is_counted_from_the_offices_today(story: Terminal) -> None:
    story(*NOTE, "--effective", "yesterday")
    read = story.error.partition("= ")[2].partition(" (")[0]
    found = event(story)
    today = date.fromisoformat(found["recorded_on"])
    assert found["effective"] == str(today - timedelta(days=1))
    assert found["as_written"] == "yesterday"
    assert found["resolution"].startswith("typed on ")
    assert found["resolution"].endswith(f", and read as {read}")


def test_effective__typed_beside_the_sources_words__leaves_them(story: Terminal) -> None:
    found = effective(story, "3/14/2023", "--as-written", "last Tuesday")
    assert found["as_written"] == "last Tuesday"
    assert "as '3/14/2023', and read as 14 March 2023" in found["resolution"]
    found = effective(story, "3/15/2023", "--as-written", "last Tuesday", "--resolution", "By hand")
    assert (found["as_written"], found["resolution"]) == ("last Tuesday", "By hand")


def test_fields__that_are_days__are_typed_as_people_do(story: Terminal) -> None:
    hearing = ("hearing_id=h", "kind=arraignment", "at=April 14, 2023 at 2:30 pm")
    story("post", "halls", "hearing.scheduled", *hearing, "--effective", "4/1/2023")
    found = event(story)
    assert found["data"]["at"] == "2023-04-14T14:30"
    assert found["as_written"] == "4/1/2023; at: April 14, 2023 at 2:30 pm"

    due = ("deadline_id=d", "kind=answer", "due=by 5/1/2023")
    story("post", "halls", "deadline.set", *due, "--effective", "2023-04-01")
    found = event(story)
    assert found["data"]["due"] == "2023-05-01"
    assert found["as_written"] == "due: 5/1/2023"

    counted = (
        *("--trigger", found["event_id"], "--period", "14 days", "--counting", "frcp"),
        *("--closed-on", "May 2, 2023", "--closed-on", "5/3/2023", "--effective", "2023-04-01"),
    )
    story("deadline", "set", "halls", "e", *counted)
    assert event(story)["data"]["closed_on"] == ["2023-05-02", "2023-05-03"]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("3/14/85", "date.unclear", "1985-03-14 (14 March 1985) or 2085-03-14 (14 March 2085)"),
        ("3 weeks ago", "date.unclear", "Is that exact? Write "),
        ("March 14, 2033", "date.unclear", "Is 14 March 2033 meant? Write 2033-03-14"),
        ("soon", "date.invalid", "'soon' cannot be read as a date: write it like 3/14/2023"),
        ("2023-02-30", "date.invalid", "no day of the calendar"),
        ("2023-03-14T14:30Z", "date.invalid", "leave the zone out"),
    ],
)
def test_post__of_a_day_that_is_not_sure__refused_and_nothing_recorded(
    story: Terminal, typed: str, code: str, said: str
) -> None:
    before = event(story)
    assert story(*NOTE, "--effective", typed, code=2) == ""
    assert f"[{code}]" in story.error
    assert said in story.error
    assert event(story) == before


def test_post__of_a_day_that_is_not_sure__names_the_choices_in_json(story: Terminal) -> None:
    assert story(*NOTE, "--effective", "3/14/85", "--json", code=2) == ""
    assert '"choices": ["1985-03-14", "2085-03-14"]' in story.error


def test_post__with_json__says_nothing_else_on_the_standard_output(story: Terminal) -> None:
    receipt = story.json(*NOTE, "--effective", "March 14, 2023")
    assert receipt["events"][0]["type"] == "note.recorded"
    assert "14 March 2023 (2023-03-14)" in story.error


def test_numbers__in_the_offices_order__are_read_and_elsewhere_asked(story: Terminal) -> None:
    choose(story, date_order="day_first")
    assert effective(story, "3/4/2023")["effective"] == "2023-04-03"
    choose(story, date_order="month_first")
    assert effective(story, "3/4/2023")["effective"] == "2023-03-04"
    choose(story, chosen=False)
    story(*NOTE, "--effective", "3/4/2023", code=2)
    assert "Write 2023-03-04 (4 March 2023) or 2023-04-03 (3 April 2023)." in story.error


def test_post__on_a_terminal__asks_which_day_is_meant(story: Terminal) -> None:
    at_terminal(story, [("Which one", "1")], *NOTE, "--effective", "3/14/85")
    found = event(story)
    assert (found["effective"], found["as_written"]) == ("1985-03-14", "3/14/85")


def test_edtf__far_from_the_matters_own__asked_only_on_a_terminal(story: Terminal) -> None:
    scheduled = ("--assertion", "scheduled")
    assert effective(story, "2033-03-14", *scheduled)["effective"] == "2033-03-14"
    far = [("Is 14 March 2043 meant?", "1")]
    at_terminal(story, far, *NOTE, "--effective", "2043-03-14", *scheduled)
    found = event(story)
    assert found["effective"] == "2043-03-14"
    assert "as_written" not in found


def test_relative_day__of_a_source_of_another_day__asked(story: Terminal) -> None:
    source = ("--source-kind", "news", "--source-date", "March 16, 2023")
    story(*NOTE, "--effective", "yesterday", *source, code=2)
    assert "or from the source's date, 16 March 2023? Write " in story.error
    assert "2023-03-15 (15 March 2023)" in story.error
    found = effective(story, "March 15, 2023", *source)
    assert found["source"]["date"] == "2023-03-16"


def test_correct__of_a_day__keeps_the_words_of_the_new_one(story: Terminal) -> None:
    effective(story, "March 14, 2023", "--event-id", "the-note")
    story("correct", "the-note", "effective=on or about March 15, 2023", "--effective", "4/1/2023")
    correction = event(story)
    changes = correction["data"]["changes"]
    assert changes.pop("resolution").endswith(", and read as about 15 March 2023")
    assert changes == {
        "effective": "2023-03-15~",
        "as_written": "on or about March 15, 2023",
    }
    assert (correction["effective"], correction["as_written"]) == ("2023-04-01", "4/1/2023")
    assert "about 15 March 2023" in story("matters", "halls", "--chronology")


def test_questions__asked_as_of_typed_days__are_those_of_the_days(story: Terminal) -> None:
    exact = ("--as-of", "2023-04-20", "--known-at", "2023-04-20")
    typed = ("--as-of", "April 20, 2023", "--known-at", "4/20/2023")
    for command in (
        ("status", "alec-baldwin"),
        ("matters", "baldwin"),
        ("report", "status"),
        ("caseload",),
    ):
        assert story(*command, *typed) == story(*command, *exact).replace("4/20/2023", "2023-04-20")
        assert story.error == ""
    story("status", "alec-baldwin", *typed)
    assert "Read as 'April 20, 2023' = 20 April 2023 (2023-04-20)\n" in story.error
    assert story("history", "alec-baldwin", *typed[2:]) == story(
        "history", "alec-baldwin", *exact[2:]
    )


def test_known_at__a_time_of_day__is_one_of_the_offices_clock(story: Terminal) -> None:
    choose(story, time_zone="America/Denver")
    found = story.json("status", "alec-baldwin", "--known-at", "April 20, 2023 at 2:30 pm")
    assert found["known_at"] == "2023-04-20T20:30:00.000000Z"
    story("status", "alec-baldwin", "--known-at", "November 5, 2023 at 1:30 am", code=2)
    assert "The office's clocks were changed then" in story.error
    story("status", "alec-baldwin", "--known-at", "@3")
    assert story.error == ""


def test_as_of__more_than_a_day__refused(story: Terminal) -> None:
    story("status", "alec-baldwin", "--as-of", "March 2023", code=2)
    assert "'March 2023' is March 2023; a single day is asked for" in story.error


def test_calendar__from_and_to__typed__are_the_ends_of_what_is_typed(story: Terminal) -> None:
    for at in ("2023-04-30", "2023-05-01", "2023-06-30", "2023-07-01"):
        hearing = ("hearing_id=" + at, "kind=status", f"at={at}", "--effective", "2023-04-01")
        story("post", "halls", "hearing.scheduled", *hearing)
    window = ("calendar", "--matter", "halls", "--from", "May 2023", "--to", "June 2023")
    found = [one["entry_id"] for one in story.json(*window)["entries"]]
    assert found == ["2023-05-01", "2023-06-30"]
    story("calendar", "--from", "before 4/20/2023", code=2)
    assert "a day is asked for" in story.error
    story("export-calendar", "--output", "-", "--from", "May 2023", "--to", "June 2023")
    assert "2 entries written." in story.error


def test_deadline__counted_from_a_typed_day__is_that_of_the_day(story: Terminal) -> None:
    count = ("deadline", "count", "--rule", "frcp-4m", "--from")
    assert story.json(*count, "April 20, 2023") == story.json(*count, "2023-04-20")
    loose = story.json(*count, "on or about April 20, 2023")
    assert loose["from"] == "2023-04-20~"


def test_export__as_of_a_typed_day__is_that_of_the_day(story: Terminal, tmp_path: Path) -> None:
    target = str(tmp_path / "halls.csv")
    document = ("--format", "csv", "--output", target)
    assert "As of April 1, 2023." in story("export", "halls", *document, "--as-of", "4/1/2023")


def test_received__typed__is_the_day(story: Terminal) -> None:
    found = effective(story, "2023-04-01", "--received", "April 3, 2023")
    assert found["received"] == "2023-04-03"
    assert "as_written" not in found
    story("correct", found["event_id"], "received=4/4/2023")
    assert event(story)["data"]["changes"] == {"received": "2023-04-04"}


def test_hearing__at_a_time_with_its_offset__is_taken_at_its_word(story: Terminal) -> None:
    hearing = ("hearing_id=h", "kind=status", "at=2023-11-05T01:30-07:00", "time_zone=US/Mountain")
    story("post", "halls", "hearing.scheduled", *hearing, "--effective", "2023-04-01")
    assert event(story)["data"]["at"] == "2023-11-05T01:30-07:00"
    story(*NOTE, "--effective", "2023-11-05T01:30-07:00", code=2)
    assert "write the time that the clocks show" in story.error


def test_file__with_a_relative_day__refused(story: Terminal, write: Any) -> None:
    line = {"matter_id": "halls", "type": "note.recorded", "data": {"text": "a"}}
    story("load", write(line | {"effective": "yesterday"}), code=2)
    assert "'yesterday' is not a date" in story.error


def test_calendar__of_a_stretch__is_from_its_first_to_its_last_day(story: Terminal) -> None:
    hearing = ("kind=preliminary", "at=2023-05-03T09:00", "--effective", "2023-04-20")
    story("post", "gutierrez-reed", "hearing.scheduled", *hearing)
    between = ("--from", "2023-05-01", "--to", "2023-05-31")
    entries = story.json("calendar", *between)["entries"]
    assert entries
    for typed in (("May 2023",), ("May", "2023"), ("2023-05",)):
        assert story.json("calendar", *typed)["entries"] == entries
    assert story.json("calendar", "2023-06")["entries"] == []
    as_of = ("--as-of", "2023-04-28")
    entries = story.json("calendar", *between, *as_of)["entries"]
    assert story.json("calendar", "next month", *as_of)["entries"] == entries
    days = ("--from", "tomorrow", "--to", "next month")
    assert story.json("calendar", *days, *as_of)["entries"] == entries
    assert story.json("calendar", "this month", *as_of)["entries"] == []
    story("calendar", "May 2023", "--from", "2023-05-01", code=2)
    assert "leave out --from and --to" in story.error


def test_calendar__of_a_matter_by_its_name__is_that_of_the_matter(story: Terminal) -> None:
    hearing = ("hearing_id=h", "kind=status", "at=2023-05-01", "--effective", "2023-04-01")
    story("post", "halls", "hearing.scheduled", *hearing)
    between = ("--from", "2023-01-01", "--to", "2023-12-31")
    named = story.json("calendar", "halls", *between)["entries"]
    assert named == story.json("calendar", "--matter", "halls", *between)["entries"]
    assert named
    story("calendar", "nobody", code=2)
    assert "cannot be read as a date" in story.error
    page = story.json("events", "--matter", "halls")["events"]
    assert page == story.json("events", "halls")["events"]


@pytest.mark.parametrize("asked", [("status", "Ann Roe"), ("matters", "r"), ("why", "Ann Roe")])
def test_as_of__a_day_that_a_matters_own_days_have_in_another_year__asked(
    bare_case: Terminal, asked: tuple[str, ...]
) -> None:
    near = datetime.now(tz=UTC).date() - timedelta(days=20)
    near -= timedelta(days=(near.month, near.day) == (2, 29))
    before = near - timedelta(days=365)
    bare_case("post", "r", "charge filed", "offense=battery", "--effective", str(before))
    bare_case(*asked, "--as-of", f"{near:%B} {near.day}", code=2)
    assert "In which year?" in bare_case.error
    assert str(near) in bare_case.error
    assert f"{near.year - 1}-{near:%m-%d}" in bare_case.error
    bare_case(*asked, "--as-of", str(near))


SET = {
    "hearing.scheduled": ("hearing=new", "kind=motions", "at=2099-03-09T09:00"),
    "deadline.set": ("deadline=new", "kind=disclosures", "due=2099-03-09"),
}


@pytest.mark.parametrize("tag", SET)
def test_undated__hearing_or_deadline__was_set_on_or_before_today(
    story: Terminal, tag: str
) -> None:
    story("post", "halls", tag, *SET[tag])
    found = event(story)
    assert found["type"] == tag
    assert found["effective"] == f"../{found['recorded_on']}"
    story(*NOTE)
    found = event(story)
    assert found["effective"] == found["recorded_on"]
