"""status, history, matters, calendar, events and types: asking at the command line."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from casefile.law.catalogue import CATALOGUE
from casefile.law.published import event_types
from casefile.store.database import Database
from tests.asking import Answers, plain
from tests.cli.conftest import FIXTURES, NO_DATABASE, Terminal

BALDWIN = """\
Alec Baldwin
As of 2023-04-20, as known at 2023-04-20T00:00:00Z (position 43), by the record.

Criminal: pleaded not guilty
  As reported: dismissed (prejudice unknown).
  Item                              State                            Rests on
  ──────────────────────────────────────────────────────────────────────────────────────────────────
  involuntary manslaughter          pleaded not guilty               @15 filed 2021-10-21/2023-04-20
                                    since 2021-10-21/2023-04-20      (news, paragraph 6, characters
                                                                     773-840)
                                                                     @17 plea entered
                                                                     2021-10-21/2023-04-20 (news,
                                                                     paragraph 6, characters
                                                                     916-939)
  firearm enhancement of the        dismissed (prejudice unknown);   @19 filed 2021-10-21/2023-04-20
  sentence                          enhances involuntary             (news, paragraph 16, characters
                                    manslaughter                     2479-2540)
                                    since 2021-10-21/2023-04-20      @20 dismissed
                                                                     2021-10-21/2023-04-20 (news,
                                                                     paragraph 16, characters
                                                                     2541-2567)
"""


@pytest.fixture
def asked(story: Terminal) -> Iterator[Answers]:
    with closing(Database(story.url)) as database:
        yield Answers(database)


def test_status__for_a_person__has_the_headline_first_then_what_it_rests_on(
    story: Terminal,
) -> None:
    told = story("status", "alec-baldwin", "--as-of", "2023-04-20")
    assert told.startswith(BALDWIN)
    flags = [line.rpartition(" [") for line in told.removeprefix(BALDWIN).splitlines()]
    assert [end for _, _, end in flags] == [
        "announced_not_filed: @23]",
        "source_conflict: @23, @24]",
    ]


def test_status__in_the_middle_of_a_month__says_what_is_possible(story: Terminal) -> None:
    told = story("status", "david-halls", "--as-of", "2023-03-15")
    assert "Criminal: none\n  This is not certain" in told
    assert (
        "Possible for unsafe handling of a firearm: charged, plea tendered, convicted, sentenced\n"
        in told
    )


def test_status__known_before_the_article__has_nothing(story: Terminal) -> None:
    told = story("status", "alec-baldwin", "--known-at", "2023-04-19")
    assert told.startswith("Alec Baldwin\nThe office did not know of this party then: nothing")
    assert "asked by --as-of without --known-at" in told
    assert told.endswith("No charge, claim or citation of this party was known then.\n")


@pytest.mark.parametrize("known_at", ["2023-04-20", "2023-04-20T12:00:00Z", "@43"])
def test_status__in_json__is_the_answer_itself(
    story: Terminal, asked: Answers, known_at: str
) -> None:
    told = story.json(
        "status",
        "alec-baldwin",
        "--as-of",
        "2023-04-20",
        "--known-at",
        known_at,
        "--basis",
        "reported",
    )
    assert told == asked.status(
        "alec-baldwin", as_of="2023-04-20", known_at=known_at, basis="reported"
    )
    asked.database.close()


def test_status__of_one_matter__says_so(story: Terminal) -> None:
    printed = story("status", "alec-baldwin", "--as-of", "2023-04-20", "--matter", "baldwin")
    assert ", by the record, only State of New Mexico v. Alec Baldwin.\n" in printed
    elsewhere = story("status", "alec-baldwin", "--matter", "halls")
    assert "No charge, claim or citation of this party there was known then." in elsewhere
    printed = story("history", "alec-baldwin", "--matter", "baldwin")
    assert ", only State of New Mexico v. Alec Baldwin.\n" in printed


@pytest.mark.parametrize("command", ["status", "history"])
def test_status__of_a_matter_never_heard_of__says_that_alone(story: Terminal, command: str) -> None:
    story(command, "alec-baldwin", "--matter", "nope", code=3)
    assert story.error.strip() == "There is no matter nope. [matter.unknown]"


@pytest.mark.parametrize("command", ["status", "history"])
def test_party__never_heard_of__names_those_that_may_be_meant(
    story: Terminal, command: str
) -> None:
    story(command, "Badwin", code=3)
    assert story.error == (
        "There is no party Badwin. Did you mean alec-baldwin (Alec Baldwin, defendant in baldwin)? "
        "[party.unknown]\n"
    )
    story(command, "nobody", code=3)
    assert story.error == "There is no party nobody. [party.unknown]\n"


@pytest.mark.parametrize(
    "typed",
    [("--as-of", "2023-02-30"), ("--as-of", "2023-04"), ("--known-at", "then"), ("--basis", "x")],
)
def test_status__coordinates_that_cannot_be_read__are_malformed(
    story: Terminal, typed: tuple[str, ...]
) -> None:
    story("status", "alec-baldwin", *typed, code=2)
    assert typed[1] in story.error


def test_history__for_a_person__has_what_was_certain_and_possible(story: Terminal) -> None:
    told = " ".join(story("history", "david-halls").split())
    assert " 2021-10-21 2023-03-31 possibly charged @39 " in told
    assert "2023-03-31 pleaded no contest;" in told


def test_history__in_json__is_the_answer_itself(story: Terminal, asked: Answers) -> None:
    assert story.json("history", "david-halls") == asked.history("david-halls")
    asked.database.close()


def test_matters__listed__are_those_asked_for(story: Terminal) -> None:
    assert "State of New Mexico v. David Halls" in story("matters")
    found = story.json("matters", "--category", "regulatory")["matters"]
    assert [one["matter_id"] for one in found] == ["ohsb"]
    assert len(story.json("matters", "--find", "New Mexico")["matters"]) == 3
    assert story("matters", "--status", "closed") == "No matter.\n"


def test_matters__page_by_page__are_all_there(story: Terminal) -> None:
    told = story("matters", "--limit", "2")
    after = re.search("There are more: --after ([^ ]+[.]gutierrez-reed)\n$", told)
    assert after
    rest = story.json("matters", "--after", after[1])
    assert [one["matter_id"] for one in rest["matters"]] == ["halls", "ohsb", "rust"]


def test_matters__one_of_them__shows_its_people_items_and_chronology(story: Terminal) -> None:
    told = story("matters", "baldwin", "--as-of", "2023-04-20")
    assert told.startswith("State of New Mexico v. Alec Baldwin\n")
    told = re.sub(" +@24\n +", " ", told)
    for said in (
        "  defendant: Alec Baldwin, party since 2021-10-21/2023-04-20\n",
        "  counsel for Alec Baldwin: Luke Nikas (defense)\n",
        "firearm enhancement of the         dismissed (prejudice unknown)",
        "dismissed by the prosecution [reported]",
    ):
        assert said in told


def test_matters__more_facts_than_a_page__says_how_the_next_is_asked_for(story: Terminal) -> None:
    asked = ("matters", "baldwin", "--chronology", "--as-of", "2023-04-20", "--limit", "2")
    told = " ".join(story(*asked).split())
    again = re.search(r"There are more: (matters .*)$", told)
    assert again
    assert again[1].startswith("matters baldwin --chronology --as-of 2023-04-20 --after ")
    assert "No." in story(*again[1].split())


def test_matters__in_json__are_the_answers_themselves(story: Terminal, asked: Answers) -> None:
    assert story.json("matters") == asked.matters()
    assert story.json("matters", "halls", "--as-of", "2023-04-20") == asked.matter(
        "halls", as_of="2023-04-20"
    )
    assert story.json("matters", "halls", "--chronology", "--limit", "2") == asked.chronology(
        "halls", limit=2
    )
    asked.database.close()


def test_matters__unknown_or_badly_asked__say_so(story: Terminal) -> None:
    story("matters", "nowhere", code=3)
    assert story.error == "There is no matter nowhere. [matter.unknown]\n"
    story("matters", "--chronology", code=2)


def test_calendar__between_two_days__lists_hearings_and_deadlines(
    story: Terminal, asked: Answers
) -> None:
    assert story("calendar") == "Nothing between these days.\n"
    dated = ("--effective", "2023-04-20")
    hearing = ("hearing_id=h1", "kind=preliminary", "at=2023-05-03T09:00", "place=Santa Fe")
    story("post", "gutierrez-reed", "hearing.scheduled", *hearing, *dated)
    story("post", "halls", "deadline.set", "deadline_id=d1", "kind=report", "due=2023-06", *dated)
    days = ("--from", "2023-05-01", "--to", "2023-06-01", "--as-of", "2023-05-01")
    told = story("calendar", *days)
    assert "Wed 2023-05-03, " in told
    assert all(word in told for word in ("Santa Fe", "9:00 am", "scheduled"))
    assert "America/Denver" in told  # the office is not there
    assert "deadline " in told
    (only,) = story.json("calendar", "--from", "2023-05-01", "--matter", "halls")["entries"]
    assert (only["entry_id"], only["status"]) == ("d1", "open")
    assert story.json("calendar", "--from", "2023-05-04") == asked.calendar(first="2023-05-04")
    asked.database.close()


def test_events__of_the_office_and_of_a_matter__come_in_the_order_of_the_log(
    story: Terminal,
    asked: Answers,
) -> None:
    told = story("events", "--after", "40", "--limit", "2")
    assert [line.split()[0] for line in told.splitlines()[2:] if line[:1] == "@"] == ["@41", "@42"]
    assert told.endswith("There are more: --after 42\n")
    assert story.json("events", "halls", "--limit", "3") == asked.events(matter_id="halls", limit=3)
    asked.database.close()
    assert story("events", "--after", "43") == "No event.\n"
    newest = story("events", "--newest", "--limit", "2")
    assert [one.split()[0] for one in newest.splitlines()[2:] if one[:1] == "@"] == ["@43", "@42"]
    assert newest.endswith("There are more: --after 42\n")
    assert story("events", "--newest", "--after", "1") == "No event.\n"
    story("events", "--newest", "--event", "rust-open-halls", code=2)
    story("events", "nowhere", code=3)


def test_events__one_of_them__shows_its_corrections(story: Terminal, asked: Answers) -> None:
    story("load", str(FIXTURES / "rust-next-day.jsonl"))
    story("correct", "rust-next-day", "reason=Evidence to be tested", "--by", "Ida")
    told = story("events", "--event", "rust-next-day")
    charge = "Charge involuntary manslaughter against Alec Baldwin"
    assert told.startswith(f"{charge} dismissed by the prosecution without prejudice: ")
    assert "data.reason" in told
    assert "Corrected or taken back by:" in told
    assert story.json("events", "--event", "rust-next-day") == asked.event("rust-next-day")
    asked.database.close()
    story("retract", "rust-next-day", "--reason", "not_filed")
    assert " (taken back)\n" in story("events", "--event", "rust-next-day")


def test_types__all_and_one__show_what_they_take() -> None:
    terminal = Terminal(NO_DATABASE)
    told = terminal("types")
    assert all(f"{tag} " in told for tag in CATALOGUE)
    assert terminal.json("types") == plain(event_types())
    plea = terminal("types", "charge.plea_entered")
    assert "not_guilty" in plea
    assert "needed" in plea
    assert terminal.json("types", "charge.plea_entered")["type"] == "charge.plea_entered"
    terminal("types", "charge.guessed", code=2)


@pytest.mark.parametrize("tag", CATALOGUE)
def test_types__each__can_be_shown(tag: str) -> None:
    assert Terminal(NO_DATABASE)("types", tag).startswith(f"{tag} (version ")


def test_caseload__of_the_story__is_a_table_by_track_and_state(
    story: Terminal, asked: Answers
) -> None:
    told = story("caseload", "--as-of", "2023-04-20")
    assert told.startswith("Open matters as of 2023-04-20, as known at ")
    assert [line.split() for line in told.splitlines() if line.startswith("criminal")] == [
        ["criminal", "dismissed", "1", "1", "1"],
        ["criminal", "pleaded", "not", "guilty", "2", "2", "2"],
        ["criminal", "sentenced", "1", "1", "1"],
    ]
    known = story.json("caseload", "--as-of", "2023-04-20", "--known-at", "@10")
    assert known == asked.caseload(as_of="2023-04-20", known_at="@10")


def test_caseload__before_anything_was_filed__says_so(story: Terminal) -> None:
    told = story("caseload", "--as-of", "1999-01-01")
    assert told.endswith("No item of an open matter had been filed then.\n")


def test_matters__with_a_client__say_whose_side_each_is_on(story: Terminal) -> None:
    assert "For" not in story("matters").splitlines()[0]
    story("correct", "rust-open-baldwin", "for=alec-baldwin")

    heads, _, first, *_ = story("matters").splitlines()
    assert heads.endswith("For")
    assert first.endswith("Alec Baldwin")
    baldwin = "defendant: Alec Baldwin, party since 2021-10-21/2023-04-20"
    assert f"  {baldwin}, our client\n" in story("matters", "baldwin")
    assert "\nOur client in State of New Mexico v. Alec Baldwin.\n" in story(
        "status", "alec-baldwin"
    )
    assert "Our client" not in story("status", "alec-baldwin", "--matter", "rust")


def test_matters__for_somebody_who_is_not_in_it__say_so(story: Terminal) -> None:
    story("correct", "rust-open-baldwin", "for=nobody-yet")

    said = "the office is for nobody-yet, who has not been added here"
    assert said in story("matters", "baldwin")


def test_calendar__with_an_hour_in_doubt__is_asked_about_and_then_listed(story: Terminal) -> None:
    on = ("--effective", "2023-04-20")
    said = ("hearing_id=h1", "kind=preliminary", "time_zone=America/Denver")
    story("post", "halls", "hearing.scheduled", *said, "at=2023-11-05T01:30", *on, code=1)
    error = " ".join(story.error.split())
    assert "Write which it is: 2023-11-05T01:30-06:00 or 2023-11-05T01:30-07:00" in error
    assert "[date.hour]" in error
    story("post", "halls", "hearing.scheduled", *said, "at=2023-11-05T01:30-07:00", *on)
    (only,) = story.json("calendar", "--from", "2023-05-01")["entries"]
    assert (only["begins_at"], only["doubt"]) == ("2023-11-05T08:30:00Z", None)
    opened = ("title=Doe", "category=civil", "jurisdiction=US")
    story("post", "doe", "matter.opened", *opened, *on)
    story("post", "doe", "hearing.scheduled", *said[:2], "at=2023-06-01T09:00", *on)
    told = story("calendar", "--from", "2023-05-01")
    assert re.search(r"2023-06-01, 9:00 am \(zone .*\nunknown\)", told)


def had_earlier(terminal: Terminal) -> None:
    """Record today a dismissal of the day after the story, and a note of the day before it."""
    terminal(
        *("post", "baldwin", "charge.dismissed", "item_id=manslaughter"),
        *("by=prosecution", "prejudice=without"),
        *("--effective", "2023-04-21", "--received", "2023-04-21", "--event-id", "gone"),
    )
    terminal(
        *("post", "baldwin", "note.recorded", "item_id=manslaughter", "text=By telephone."),
        *("--effective", "2023-04-19", "--received", "2023-04-19", "--event-id", "had"),
    )


def test_status__by_what_had_been_received__says_so_and_what_it_lacks(story: Terminal) -> None:
    had_earlier(story)
    then = ("--as-of", "2023-04-19", "--known-at", "2023-04-19", "--known-by", "received")
    told = story("status", "alec-baldwin", *then)
    assert "known at 2023-04-19 by what had been received, which may still turn out" in told
    assert "! Received by then, before " in told
    both = (*then[2:4], "--known-by", "recorded")
    assert story.json("status", "alec-baldwin", *both)["stays"] is True
    later = ("--as-of", "2023-04-21", "--known-at", "2023-04-21", "--known-by", "received")
    assert "dismissed without prejudice" in story("status", "alec-baldwin", *later)
    assert "pleaded not guilty" in story("status", "alec-baldwin", *later[:4])


def test_history_and_matter__by_what_had_been_received__have_what_had_been(
    story: Terminal,
) -> None:
    had_earlier(story)
    then = ("--known-at", "2023-04-21", "--known-by", "received")
    assert "2023-04-21" in story("history", "alec-baldwin", *then).split()
    assert "@44" in story("matters", "baldwin", *then).split()
    entries = story.json("matters", "baldwin", "--chronology", *then)["entries"]
    assert {"had", "gone"} <= {one["event_id"] for one in entries}
    then = ("--known-at", "2023-04-19", "--known-by", "received")
    assert "! Received by then, before " in story("history", "alec-baldwin", *then)
    assert "! Received by then, before " in story("matters", "baldwin", "--chronology", *then)


@pytest.mark.parametrize(
    "typed",
    [
        ("caseload",),
        ("report", "status"),
        ("conflicts", "Doe"),
        ("calendar",),
        ("matters",),
    ],
)
def test_whole_office__by_what_had_been_received__refused(
    story: Terminal, typed: tuple[str, ...]
) -> None:
    assert story(*typed, "--known-at", "2023-04-20", "--known-by", "received", code=2) == ""
    assert "--known-by" in story.error


@pytest.mark.parametrize("known_at", [(), ("--known-at", "@3")])
def test_received__without_a_day__refused(story: Terminal, known_at: tuple[str, ...]) -> None:
    story("status", "alec-baldwin", *known_at, "--known-by", "received", code=2)
    assert "by the day" in story.error


def test_ids__where_they_are_asked_for__stand_beside_the_names(story: Terminal) -> None:
    party = story("status", "alec-baldwin", "--as-of", "2023-04-20", "--ids")
    assert party.startswith("Alec Baldwin (alec-baldwin)\n")
    assert "(baldwin/manslaughter)" in party
    assert "[announced_not_filed: @23 (rust-S14)]" in party
    assert "@39 (rust-S30)" in story("history", "david-halls", "--ids")
    assert "v. Alec Baldwin (baldwin)" in story("matters", "--ids")
    assert "  defendant: Alec Baldwin (alec-baldwin), " in story("matters", "baldwin", "--ids")
    log = " ".join(story("events", "baldwin", "--ids").split())
    assert "@44" not in log
    assert "(rust-S15)" in log
    for typed in (("status", "alec-baldwin"), ("history", "david-halls"), ("matters", "halls")):
        assert not re.search(r"\b(rust-S\d|alec-baldwin|david-halls|baldwin/)", story(*typed))
