"""What a small firm types: each command is recorded at first try, or asks what is meant."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from casefile.cli.assignments import read_typed
from casefile.words.typed.fields import FieldReader
from casefile.words.which.unsaid import ACCUSED
from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.once import once

WEEK = Path(__file__).parent / "typed_week.txt"
# Three matters of a firm that nobody typed with the program in mind; what is asked there is right.
FIRM = Path(__file__).parent / "typed_firm.txt"
# A landlord, a drunken driver, an agency, a child and an heir, as each is typed for the first time.
OTHER = Path(__file__).parent / "typed_other.txt"
# Whole sentences beside types, in matters of every category.
PROSE = Path(__file__).parent / "typed_prose.txt"
EVERY = (WEEK, FIRM, OTHER, PROSE)
MADE = re.compile(r"party-[0-9a-f]{8}")


def commands(week: Path = WEEK) -> Iterator[tuple[str, str]]:
    """Yield each typed command with the question that it leads to, or with nothing."""
    for line, following in pairwise([*week.read_text(encoding="utf-8").splitlines(), ""]):
        if not line.startswith("? "):
            yield line, following.removeprefix("? ") if following.startswith("? ") else ""


@pytest.mark.parametrize("week", EVERY, ids=lambda week: week.stem)
def test_week__typed_as_people_say_it__is_recorded_or_asks_what_is_meant(
    terminal: Terminal, week: Path
) -> None:
    choose(terminal, date_order="month_first", chosen=True)
    for line, question in commands(week):
        typed = shlex.split(line)
        if question:
            with pytest.raises(AssertionError):
                terminal("post", *typed)
            assert question in MADE.sub("party-ID", terminal.error), line
        else:
            terminal("post", *typed)


@pytest.mark.parametrize(
    ("weeks", "one_in"),
    [([WEEK, FIRM], 20), ([OTHER], 13), ([PROSE], 20), (EVERY, 20)],
    ids=["firm", "other", "prose", "every"],
)
def test_week__its_questions__are_fewer_than_it_may_have(
    weeks: Sequence[Path], one_in: int
) -> None:
    typed = [one for week in weeks for one in commands(week)]
    assert sum(bool(question) for _, question in typed) < len(typed) / one_in


@pytest.fixture
@once
def matter(terminal: Terminal) -> Terminal:
    """Return the program on a matter of one defendant, with one charge and two hearings."""
    opened = ("matter.opened", "title=United States v. Roe", "category=criminal", "jurisdiction=US")
    terminal("post", "roe", *opened, "for=Richard Roe", "--effective", "2023-03-01")
    on = ("--effective", "2023-03-02")
    terminal("post", "roe", "party.added", "name=Richard Roe", "kind=person", "role=defendant", *on)
    terminal("post", "roe", "charge.filed", "offense=wire fraud", "count=1", *on)
    for day in ("2023-03-10", "2023-03-20"):
        terminal("post", "roe", "hearing.scheduled", "kind=status conference", f"at={day}", *on)
    return terminal


def of(terminal: Terminal, tag: str) -> list[dict[str, object]]:
    """Return the data of the events of a type."""
    return [one["data"] for one in terminal.json("events", "--type", tag)["events"]]


def test_new_ids__are_readable_and_free_and_said_at_once(matter: Terminal) -> None:
    set_ = [one["hearing_id"] for one in of(matter, "hearing.scheduled")]
    assert set_ == ["status-conference", "status-conference-2"]
    assert of(matter, "charge.filed")[0]["item_id"] == "count-1"
    brief = ("deadline=reply brief of Richard Roe", "due=2023-04-01", "--effective", "2023-03-05")
    matter("post", "roe", "deadline set", *brief)
    assert "Read as deadline = reply-brief (new)" in matter.error.splitlines()
    assert of(matter, "deadline.set")[0]["kind"] == "reply brief of Richard Roe"


def test_new_id__of_a_party__says_nothing_of_its_name(matter: Terminal) -> None:
    matter("post", "roe", "party.added", "party=Ann Vale", "kind=person", "role=victim")
    (_, vale) = of(matter, "party.added")
    assert vale["name"] == "Ann Vale"
    assert MADE.fullmatch(str(vale["party_id"]))


def test_client__named_before_it_is_added__is_the_one_that_is_added_by_that_name(
    matter: Terminal,
) -> None:
    (first,), (roe, *_) = of(matter, "matter.opened"), of(matter, "party.added")
    assert first["for"] == roe["party_id"]
    assert first["source_label"] == {"for": "Richard Roe"}
    opened = ("matter.opened", "title=B", "category=civil", "jurisdiction=US", "for=Vale")
    matter("post", "roe2", *opened)
    command = "casefile post roe2 party.added party=party-ID name=Vale role=... kind=..."
    assert command in MADE.sub("party-ID", matter.error)
    other = ("post", "roe2", "party.added", "kind=person", "role=plaintiff")
    matter(*other, "name=Thomas Dunn")
    matter(*other, "name=Ann Vale", code=2)
    assert "for whom the office is here, and who is not added yet" in matter.error


@pytest.mark.parametrize("role", [*sorted(ACCUSED), "plaintiff", "client"])
def test_client__called_by_a_role_alone__is_asked_for_by_name(
    terminal: Terminal, role: str
) -> None:
    opened = ("matter.opened", "title=B", "category=civil", "jurisdiction=US", f"for={role}")
    terminal("post", "b", *opened, code=2)
    assert "Say who that is, by name" in terminal.error


def test_party__of_a_name_on_record__is_asked_about(matter: Terminal) -> None:
    added = ("post", "roe", "party.added", "name=richard roe", "kind=person", "role=victim")
    matter(*added, code=2)
    assert "Is it somebody on record already? Write party=party-" in matter.error
    matter(*added, "party=new")
    assert len({one["party_id"] for one in of(matter, "party.added")}) == 2


def test_item__that_alone_can_be_meant__is_taken_and_said_and_of_two_it_is_asked(
    matter: Terminal,
) -> None:
    plea = ("post", "roe", "plea", "plea=not guilty", "--effective", "2023-03-03")
    matter(*plea)
    assert "Read as item = count-1 (wire fraud (Richard Roe), charged)" in matter.error
    matter("post", "roe", "charge.filed", "offense=mail fraud", "count=2")
    matter(*plea, code=2)
    assert "item: Which one? Write item=count-1 (wire fraud" in matter.error
    matter("post", "roe", "charge.filed", "item=Count 2", "offense=mail fraud", code=2)
    assert "There is one already: item=count-2 (mail fraud" in matter.error


def test_hearing__held__is_the_one_of_its_day_or_one_that_was_not_to_come_then(
    matter: Terminal,
) -> None:
    matter("post", "roe", "hearing.held", "kind=status conference", "--effective", "2023-03-25")
    assert (
        "hearing_id" not in of(matter, "hearing.held")[0]
    )  # two answer to that, and it needs none
    matter("post", "roe", "hearing.held", "--effective", "2023-03-25", code=2)
    assert "hearing: Which one? Write hearing=status-conference (" in matter.error
    matter("post", "roe", "hearing.held", "--effective", "2023-03-10")
    assert of(matter, "hearing.held")[1] == {
        "hearing_id": "status-conference",
        "kind": "status conference",
    }
    matter("post", "roe", "hearing.held", "kind=Status conference", "--effective", "2023-03-21")
    assert of(matter, "hearing.held")[2]["hearing_id"] == "status-conference-2"
    day = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    matter("post", "roe", "hearing.scheduled", "hearing=sentencing", f"at={day}")
    matter("post", "roe", "hearing.held", "kind=sentencing")
    assert "hearing_id" not in of(matter, "hearing.held")[3]
    matter("post", "roe", "hearing.cancelled")
    assert "Read as hearing = sentencing (" in matter.error


def test_motion__that_is_none__is_refused_with_the_command_that_files_it(matter: Terminal) -> None:
    matter("post", "roe", "motion.decided", "motion=to suppress", "outcome=denied", code=2)
    assert "casefile post roe motion.filed kind=... by=... --effective DAY" in matter.error
    matter("post", "roe", "motion.filed", "motion=motion to suppress", "by=Roe")
    matter("post", "roe", "motion.decided", "motion=to suppress", "outcome=denied")
    assert of(matter, "motion.decided")[0]["motion_id"] == "motion-suppress"


def test_retry__of_an_event_whose_ids_were_made__adds_nothing(matter: Terminal) -> None:
    before = matter.json("events")["head"]
    for typed in (
        ("party.added", "name=Ann Vale", "kind=person", "role=victim"),
        ("hearing.scheduled", "hearing=plea hearing", "at=2023-04-01"),
        ("charge.filed", "offense=mail fraud"),
    ):
        posted = ("post", "roe", *typed, "--effective", "2023-03-05", "--event-id", typed[0])
        matter(*posted)
        assert "Recorded before" in matter(*posted)
    assert matter.json("events")["head"] == before + 3


def test_days__that_are_unclear__are_told_with_all_else_that_is_wrong(matter: Terminal) -> None:
    wrong = ("due=smarch 3", "nonsense=1", "--effective", "moonday")
    matter("post", "roe", "deadline.set", *wrong, code=2)
    first, *lines = [one for one in matter.error.splitlines() if not one.startswith("Read as")]
    assert first == "4 fields are wrong: [event.invalid]"
    fields = [one.strip().partition(":")[0] for one in lines]
    assert fields == ["nonsense", "effective", "due", "kind"]


def test_refused__by_the_state__says_why_and_what_can_follow(matter: Terminal) -> None:
    matter("post", "roe", "charge.plea_withdrawn", "--effective", "2023-03-04", code=1)
    assert "(since 2023-03-02) then. This follows on “plea tendered”, “convicted”" in matter.error
    assert "The lifecycle has no such move" not in matter.error
    assert "What can follow there: " in matter.error
    assert ": casefile post roe TYPE item=count-1 ..." in matter.error


@pytest.mark.parametrize(
    "typed",
    [
        "US v. Roe",
        "U.S. v. Roe",
        "us v roe",
        "USA v. Roe",
        "United States vs. Roe",
        "United States of America versus Roe",
    ],
)
def test_matter__however_its_title_is_written__is_found(matter: Terminal, typed: str) -> None:
    matter("post", typed, "note.recorded", "text=x")
    assert of(matter, "note.recorded") == [{"text": "x"}]


@pytest.mark.parametrize("typed", ["count 1", "Count I", "count one", "Ct. 1", "1", "wire fraud"])
def test_item__by_its_count__is_found(matter: Terminal, typed: str) -> None:
    matter("post", "roe", "plea", f"charge={typed}", "plea=not guilty")
    assert of(matter, "charge.plea_entered")[0]["item_id"] == "count-1"


def test_deadline__set_by_words__has_an_id_made_of_them(matter: Terminal) -> None:
    counted = ("--trigger", "3", "--period", "10 days", "--effective", "2023-03-05")
    matter("deadline", "set", "roe", "reply brief", *counted)
    matter("deadline", "set", "roe", "reply again", *counted, "--replaces", "reply brief")
    first, second = of(matter, "deadline.set")
    assert first["deadline_id"] == "reply-brief"
    assert (second["deadline_id"], second["replaces"]) == ("reply-again", "reply-brief")


def test_entry__of_which_something_is_to_come__goes_before_those_that_are_done(
    matter: Terminal,
) -> None:
    matter("post", "roe", "hearing.cancelled", "hearing=status-conference")
    matter("post", "roe", "hearing.cancelled", "hearing=Status conference")
    cancelled = [one["hearing_id"] for one in of(matter, "hearing.cancelled")]
    assert cancelled == ["status-conference", "status-conference-2"]


def test_item__that_was_announced__is_asked_about_when_one_is_filed(matter: Terminal) -> None:
    filed = ("post", "roe", "charge.filed", "offense=mail fraud")
    matter(*filed, "item=mail-fraud", "--assertion", "announced")
    matter(*filed, code=2)
    assert "It was announced that one would be filed. If this is it, write item=" in matter.error
    matter(*filed, "item=mail fraud", code=2)
    matter(*filed, "item=mail-fraud")
    assert len(of(matter, "charge.filed")) == 3


@pytest.mark.parametrize(
    ("tag", "typed", "field"),
    [
        ("citation.issued", "proposed_penalty=$5", "penalty"),
        ("matter.opened", "docket number=x", "docket_no"),
        ("document.filed", "by=x", "filed_by"),
        ("charge.filed", "by=indictment", "instrument"),
        ("claim.filed", "plaintiffs=x", "claimants"),
        ("charge.dismissed", "by=court", "by"),
    ],
)
def test_field__as_people_call_it__is_the_one_that_is_meant(
    tag: str, typed: str, field: str
) -> None:
    reader = FieldReader(tag)
    assert list(reader.data(read_typed([typed]))) == [field]
    assert reader.misfits == []
