"""Details of a sentence are read with its act: nothing that was typed is asked again, or lost."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from casefile.store.database import Database
from casefile.words.items.penalties_said import penalties_said
from casefile.words.told.left_over import left
from casefile.words.told.possible_types import possible
from casefile.words.told.rest_said import rest_said
from casefile.words.values.places import place_of_court
from tests.asking import Answers
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_dialogue import case, events, suit
from tests.once import once

__all__ = ["case", "suit"]


@pytest.fixture
@once
def ticket(terminal: Terminal) -> Terminal:
    """Return the program on a ticket."""
    opened = ("title=City v. Roe", "category=traffic", "state=WA", "client=Ann Roe")
    terminal("post", "t", "open case", *opened, *DAY)
    terminal("post", "t", "add party", "name=Ann Roe", "role=defendant", *DAY)
    terminal("post", "t", "ticket T-1234, speeding, $90", *DAY)
    return terminal


@pytest.fixture
@once
def charged(terminal: Terminal) -> Terminal:
    """Return the program on two charges before an agency."""
    opened = ("title=Lobo Inc. and Baker Union", "category=regulatory", "jurisdiction=federal")
    terminal("post", "n", "open case", *opened, "client=Baker Union", *DAY)
    terminal("post", "n", "add party", "name=Baker Union", "role=charging party", *DAY)
    terminal("post", "n", "add party", "name=Lobo Inc.", "role=respondent", *DAY)
    for cause in ("8(a)(1)", "8(a)(5)"):
        terminal("post", "n", "charge filed", f"cause={cause}", *DAY)
    return terminal


def last(terminal: Terminal) -> tuple[str, dict[str, Any]]:
    """Return the type and the data of the last event that is no note."""
    found = next(one for one in events(terminal) if one["type"] != "note.recorded")
    return found["type"], found["data"]


@pytest.mark.parametrize(
    ("sentence", "penalties"),
    [
        (
            "sent down today to three years, two suspended, then 18 months probation, $500 fine",
            ["three years, two suspended, then 18 months probation, $500 fine"],
        ),
        ("on count 1 it was 18 months probation, she said", ["18 months probation"]),
        ("a $500 fine on count 2", ["a $500 fine"]),
        ("fine of $500 waived", ["fine of $500 waived"]),  # which is no fine, and is asked
        ("on March 3 of 2 counts", []),
        ("while on probation she got 30 days in jail", ["30 days in jail"]),
    ],
)
def test_penalties_said__wherever_they_stand__are_the_longest_there_are(
    sentence: str, penalties: list[str]
) -> None:
    assert [words for _, words in penalties_said(sentence)] == penalties


def test_rest_said__a_clause_that_tells_it_by_itself__is_read_as_it_would_be_alone(
    suit: Terminal,
) -> None:
    words = "Lobo Inc. settled with Bo Lee; nobody else is part of it"
    with closing(Database(suit.url)) as database:
        found = rest_said(Answers(database), "l", words, "claim.settled")
    assert found.fields == {"parties": ["Lobo Inc.", "Bo Lee"]}
    assert left(words, [found]) == ["nobody else is part of it"]


def test_rest_said__the_number_of_a_case__has_its_court(suit: Terminal) -> None:
    words = "it went up to district court as D-202-CV-2025-00123"
    with closing(Database(suit.url)) as database:
        found = rest_said(Answers(database), "l", words, "matter.docket_number_assigned")
    assert found.fields == {"docket_no": ["D-202-CV-2025-00123"], "court_id": ["district court"]}


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Jose Diaz, plaintiff", "Jose Diaz", "plaintiff"),
        ("Jose Diaz is the other plaintiff", "Jose Diaz", "plaintiff"),
        ("Jose Diaz added as plaintiff, Bo's husband", "Jose Diaz", "plaintiff, Bo's husband"),
        ("Allied Casualty is Lobo's insurer", "Allied Casualty", "Lobo's insurer"),
        ("Allied Casualty is the insurer of Lobo", "Allied Casualty", "insurer of Lobo"),
    ],
)
def test_party__that_a_sentence_names_with_its_role__is_added(
    suit: Terminal, words: str, name: str, role: str
) -> None:
    suit("post", "l", words, *ON)
    tag, data = last(suit)
    assert (tag, data["name"], data["role"]) == ("party.added", name, role)


def test_party__behind_somebody_new__is_no_id_of_theirs(suit: Terminal) -> None:
    suit("post", "l", "Allied Casualty was added as insurer of Lobo", *ON)
    assert all(one["data"].get("party_id") != "Lobo" for one in suit.json("events")["events"])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Bo Lee changed her name by marriage to Lisa Moore", "marriage"),
        ("Bo Lee changed her name to Lisa Moore after her divorce", "divorce"),
        ("Bo Lee married and is now Lisa Moore", "marriage"),
    ],
)
def test_name__that_a_sentence_says_is_another__is_changed(
    suit: Terminal, words: str, reason: str
) -> None:
    suit("post", "l", words, *ON)
    tag, data = last(suit)
    assert (tag, data["changes"], data["reason"]) == (
        "party.changed",
        {"name": "Lisa Moore"},
        reason,
    )


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("pleaded guilty to count 1, the court accepted the plea and found her guilty", "guilty"),
        ("Ann Roe pleaded no contest to count 1 and the judge found her guilty", "no_contest"),
        ("she pled guilty to larceny and was convicted", "guilty"),
    ],
)
def test_conviction__found_in_the_sentence_of_its_plea__is_entered_on_it(
    case: Terminal, words: str, basis: str
) -> None:
    case("post", "r", words, *ON)
    conviction, plea, *_ = events(case)
    assert (conviction["type"], plea["type"]) == (
        "charge.conviction_entered",
        "charge.plea_entered",
    )
    assert (conviction["data"]["basis"], plea["data"]["plea"]) == (f"plea_{basis}", basis)


def test_conviction__after_a_plea_of_not_guilty__rests_on_no_plea(case: Terminal) -> None:
    before = events(case)
    case("post", "r", "she pleaded not guilty and was found guilty", *ON, code=2)
    assert events(case) == before


@pytest.mark.parametrize(
    ("words", "data"),
    [
        ("found responsible", {"finding": "responsible"}),
        ("judge found her liable and fined her $85", {"finding": "liable", "penalty": "85.00"}),
        ("found not liable", {"finding": "not_liable"}),
    ],
)
def test_ticket__on_which_it_is_found_who_is_liable__is_a_finding(
    ticket: Terminal, words: str, data: dict[str, str]
) -> None:
    ticket("post", "t", words, *ON)
    tag, found = last(ticket)
    assert tag == "charge.liability_found"
    assert found["finding"] == data["finding"]
    assert ("penalty" in found) == ("penalty" in data)


def test_ticket__contested_with_what_is_asked_for__is_contested(ticket: Terminal) -> None:
    ticket("post", "t", "Ann Roe contested the ticket and asked for a hearing", *ON)
    assert last(ticket)[0] == "charge.plea_entered"


def test_citation__received_with_its_day__sets_the_deadline_of_its_kind(ticket: Terminal) -> None:
    ticket("post", "t", "citation received, due June 9", *ON)
    tag, data = last(ticket)
    assert (tag, data["kind"]) == ("deadline.set", "pay or contest the ticket")


@pytest.mark.parametrize(
    ("words", "speaker", "privilege"),
    [
        ("Ann Roe told us that she was home", "Ann Roe", "attorney_client"),
        ("the neighbor called to say he saw nothing", "the neighbor", "work_product"),
    ],
)
def test_statement__told_to_the_office__is_of_its_speaker(
    case: Terminal, words: str, speaker: str, privilege: str | None
) -> None:
    case("post", "r", words, *ON)
    (found, *_) = events(case)
    assert (found["type"], found["data"]["speaker"]) == ("statement.recorded", speaker)
    assert found["asserted_by"] == speaker
    assert (found.get("source") or {}).get("privilege") == privilege


@pytest.mark.parametrize(
    ("words", "tag", "data"),
    [
        ("Region 28 dismissed the 8(a)(5) charge", "claim.dismissed", {"agency": "Region 28"}),
        ("8(a)(1) charge dismissed by Region 28", "claim.dismissed", {"agency": "Region 28"}),
        ("Baker Union filed an 8(a)(3) charge with Region 28", "claim.filed", {"cause": "8(a)(3)"}),
    ],
)
def test_agency__that_acts_on_a_charge__is_no_cause_and_no_party(
    charged: Terminal, words: str, tag: str, data: dict[str, str]
) -> None:
    charged("post", "n", words, *ON)
    found, said = last(charged)
    assert (found, {name: said.get(name) for name in data}) == (tag, data)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("hearing June 5 at 8:30", "2025-06-05T08:30"),
        ("we have a hearing June 5 at 1:30", "2025-06-05T13:30"),
        ("hearing is on June 5 at 9", "2025-06-05T09:00"),
        ("the hearing is on June 5 at 11", "2025-06-05T11:00"),
    ],
)
def test_hearing__told_by_its_day_alone__is_set(case: Terminal, words: str, at: str) -> None:
    case("post", "r", words, *ON)
    tag, data = last(case)
    assert (tag, data["at"], data["kind"]) == ("hearing.scheduled", at, "hearing")


@pytest.mark.parametrize(
    ("words", "outcomes"),
    [
        ("Tenth Circuit affirmed", ["affirmed", "affirmed"]),
        ("the Tenth Circuit affirmed both counts", ["affirmed", "affirmed"]),
        ("Tenth Circuit affirmed count 1 and reversed count 2", ["affirmed", "reversed"]),
    ],
)
def test_appeal__decided_of_several_counts__is_of_each(
    case: Terminal, words: str, outcomes: list[str]
) -> None:
    case("post", "r", "pleaded guilty to counts 1 and 2, the court found her guilty", *DAY)
    case("post", "r", "sentenced to 1 year in prison", "item=both", *DAY)
    case("post", "r", "appeal filed", "by=Ann Roe", "item=both", *DAY)
    case("post", "r", words, *ON)
    tag, data = last(case)
    assert (tag, sorted(data["outcomes"].values())) == ("appeal.decided", outcomes)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Lobo Inc. settled with Bo Lee on May 2, 2025 for $15,000", "2025-05-02"),
        ("Lobo Inc. settled with Bo Lee on 2025-05-02 for $15,000", "2025-05-02"),
    ],
)
def test_day__between_an_act_and_what_more_is_said_of_it__is_its_own(
    suit: Terminal, words: str, day: str
) -> None:
    suit("post", "l", words)
    (found, *_) = events(suit)
    assert (found["type"], found["effective"]) == ("claim.settled", day)


def test_bankruptcy__that_somebody_files_for__is_no_paper_and_no_claim(suit: Terminal) -> None:
    suit("post", "l", "Lobo Inc. filed for chapter 7 bankruptcy", *ON)
    assert last(suit)[0] == "matter.stay_changed"


def test_dismissal__by_a_notice_of_nolle_prosequi__is_no_paper(case: Terminal) -> None:
    case("post", "r", "State filed a notice of nolle prosequi on count 2", *ON)
    assert last(case)[0] == "charge.dismissed"


@pytest.mark.parametrize(
    ("court", "place"),
    [
        ("New Mexico Court of Appeals", "US-NM"),
        ("Supreme Court of West Virginia", "US-WV"),
        ("Tenth Circuit", "US"),
        ("nmd", "US"),
        ("Washington County Court", ""),
        ("Eleventh Judicial Circuit Court", ""),
    ],
)
def test_place_of_court__is_what_its_name_says(court: str, place: str) -> None:
    assert place_of_court(court) == place


def test_matter__whose_court_says_where_it_is__is_of_that_jurisdiction(terminal: Terminal) -> None:
    opened = ("title=State v. Roe", "category=criminal", "court=New Mexico Court of Appeals")
    terminal("post", "new", "matter.opened", *opened, *DAY)
    assert last(terminal)[1]["jurisdiction"] == "US-NM"


def test_count__told_by_its_paper__is_not_asked(bare_case: Terminal) -> None:
    for instrument, offense in {"complaint": "robbery", "indictment": "battery"}.items():
        said = (f"offense={offense}", f"instrument={instrument}", "count=1")
        bare_case("post", "r", "charge.filed", *said, *DAY)
    bare_case("post", "r", "count 1 of the complaint dismissed", *ON)
    tag, data = last(bare_case)
    assert (tag, data["item_id"]) == ("charge.dismissed", "count-1")


def test_possible__what_the_law_refuses_for_certain__is_left_out(bare_case: Terminal) -> None:
    bare_case("post", "r", "charge.filed", "offense=robbery", "degree=felony", *DAY)
    tags = ["charge.liability_found", "charge.dismissed", "sentence.completed", "note.recorded"]
    with closing(Database(bare_case.url)) as database:
        asking = Answers(database)
        assert possible(asking, "r", tags) == ["charge.dismissed", "note.recorded"]
        assert possible(asking, "r", tags[:1]) == tags[:1]  # as nothing else is left
