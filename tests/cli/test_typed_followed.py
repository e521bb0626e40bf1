"""What follows in a sentence on what it told before: rulings, moves, papers that change others."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.cli.dialogue.parts import with_answer
from casefile.words.told.opening import opening
from tests.cli.at_screen import at_screen
from tests.cli.conftest import ON, Terminal
from tests.cli.test_days import choose
from tests.cli.typed_table import open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_followed.txt"
OPENED = {
    "c": ("title=State v. Roe", "type=criminal", "state=NM", "client=Ann Roe"),
    "d": ("title=State v. Roe", "type=criminal", "state=NM", "client=Ann Roe"),
    "l": ("title=Lee v. Lobo Inc.", "type=civil", "state=CO", "client=Bo Lee"),
    "m": ("title=Lee v. Lobo Inc.", "type=civil", "state=CO", "client=Bo Lee"),
    "e": ("title=Baker LLC v. Vale", "type=civil", "state=NM", "client=Ida Vale"),
}
SUED = {"Bo Lee": "plaintiff", "Lobo Inc.": "defendant", "Kerr Ltd.": "defendant"}
PARTIES = {
    **{one: {"Ann Roe": "defendant"} for one in "cd"},
    **{one: {**SUED, "Cy Low": "defendant"} for one in "lm"},
    "e": {"Ida Vale": "defendant", "Baker LLC": "plaintiff"},
}
CHARGES = """
{} "criminal complaint" count=1 offense=battery degree="third degree felony"
{} "criminal complaint" count=2 offense=theft
{} "firearm enhancement on count 1" instrument=complaint
{} "motion to suppress filed" by="Ann Roe"
"""
CLAIMS = """
{} "complaint filed" cause=negligence against=Lobo against=Kerr against=Low
{} "complaint filed" cause="breach of contract" against=Lobo
"""
FILED = f"""
{CHARGES.replace("{}", "c")}
{CHARGES.replace("{}", "d")}
d "motion in limine filed" by=State
{CLAIMS.replace("{}", "l")}
{CLAIMS.replace("{}", "m")}
m "Lobo and Kerr were served"
m "Low was served"
m "default against Low"
m "motion to vacate the default filed" by=Low
e "complaint filed" cause=rent
e "Vale was served"
e "Vale answered"
e "counterclaim filed" cause="breach of warranty" by=Vale against=Baker
"""
IN_ONE_ORDER = several_alike("Lobo Inc.", "Kerr Ltd.", "Cy Low")


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on the matters of the table."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__that_goes_on__is_told_of_what_it_told_before(
    office: Terminal, matter: str
) -> None:
    assert read_otherwise(office, SENTENCES, matter, IN_ONE_ORDER) == {}


@pytest.mark.parametrize(
    ("typed", "filed", "ruled"),
    [
        ("4/10/2025 Roe moves to sever; denied 4/22/2025", "2025-04-10", "2025-04-22"),
        (
            "4/10/2025 motion to sever filed by Roe; granted the same day",
            "2025-04-10",
            "2025-04-10",
        ),
        ("4/10/2025 the State moves to compel; it was denied on 4/22", "2025-04-10", "2025-04-22"),
    ],
)
def test_ruling__behind_its_motion__is_of_its_own_day_and_on_that_motion(
    office: Terminal, typed: str, filed: str, ruled: str
) -> None:
    office("post", "c", typed)
    (*_, motion) = office.json("events", "--type", "motion.filed")["events"]
    (ruling,) = office.json("events", "--type", "motion.decided")["events"]
    assert (motion["effective"], ruling["effective"]) == (filed, ruled)
    assert ruling["data"]["motion_id"] == motion["data"]["motion_id"]


@pytest.mark.parametrize(
    "typed", ["denied on 5/22/2025", "5/22/2025 denied", "it is denied 5/22/25"]
)
def test_ruling__alone_with_its_day__is_on_the_only_motion_that_pends(
    office: Terminal, typed: str
) -> None:
    office("post", "c", typed)
    (ruling,) = office.json("events", "--type", "motion.decided")["events"]
    assert (ruling["effective"], ruling["data"]["motion_id"]) == ("2025-05-22", "motion-suppress")


def test_default__with_a_judgment_of_another_day__is_two_of_their_days(office: Terminal) -> None:
    office(
        "post", "m", "5/9/2025 default against Kerr; 5/22/2025 default judgment against it, $48,000"
    )
    (*_, default) = office.json("events", "--type", "claim.default_entered")["events"]
    (judgment,) = office.json("events", "--type", "claim.judgment_entered")["events"]
    assert (default["effective"], judgment["effective"]) == ("2025-05-09", "2025-05-22")


def test_trial__that_is_moved_in_its_sentence__was_moved_on_its_day(office: Terminal) -> None:
    office("post", "c", "5/20/2025 trial set for July 8, then (5/27) moved to August 12")
    first, second = office.json("events", "--type", "hearing.scheduled")["events"]
    assert (first["effective"], second["effective"]) == ("2025-05-20", "2025-05-27")
    assert second["data"]["replaces"] == first["data"]["hearing_id"]


def test_enhancement__charged_again__is_of_the_count_that_it_was_of(office: Terminal) -> None:
    office("post", "c", "the grand jury indicts on the same two counts and the enhancement", *ON)
    *_, battery, _, enhancement = (
        one["data"] for one in office.json("events", "--type", "charge.filed")["events"]
    )
    assert enhancement["attaches_to"] == battery["item_id"]
    assert (battery["degree"], battery["severity"]) == ("third degree", "felony")


def test_estate__that_takes_a_place__is_no_person_and_nobody_else(office: Terminal) -> None:
    office("post", "m", "Bo Lee died", *ON)
    office("post", "m", "the Estate of Bo Lee is substituted", *ON)
    (*_, added) = office.json("events", "--type", "party.added")["events"]
    assert (added["data"]["kind"], added["data"]["role"]) == ("organization", "plaintiff")
    assert "party.merged" not in office.error
    (place,) = office.json("events", "--type", "party.substituted")["events"]
    assert (place["data"]["to"], place["data"]["reason"]) == (added["data"]["party_id"], "death")


def test_grant__of_a_motion_to_set_aside_a_default__asks_if_that_was_done(office: Terminal) -> None:
    shown = at_screen(
        office,
        [("Record that, too", "y")],
        *("post", "m", "Low's motion to vacate the default granted", *ON),
    )
    assert "moves nothing" in shown
    (aside,) = office.json("events", "--type", "claim.default_set_aside")["events"]
    assert aside["effective"] == "2025-05-20"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        (
            "Opened a federal criminal case for Ann Roe, United States v. Roe, D.N.M., 1:26-cr-41",
            {"jurisdiction": "federal", "category": "criminal", "court": "D.N.M."},
        ),
        (
            "We defend Ann Roe, United States v. Roe, 1:26-cr-00418, federal criminal, D.N.M.",
            {"jurisdiction": "federal", "category": "criminal", "for": "Ann Roe"},
        ),
        (
            "We represent Bo Lee, Lee v. Low, civil, N.D. Ill.",
            {"title": "Lee v. Low", "for": "Bo Lee", "court": "N.D. Ill."},
        ),
        (
            "Opened a case before the NLRB, Region 28, 28-CA-300111, for Bo Lee against Lobo Inc.",
            {"category": "regulatory", "for": "Bo Lee", "title": "Bo Lee v. Lobo Inc."},
        ),
    ],
)
def test_opening__by_whom_we_are_for_or_its_court__has_what_it_says(
    said: str, fields: dict[str, str]
) -> None:
    found = opening(said) or {}
    assert {name: found[name] for name in fields} == {name: [one] for name, one in fields.items()}


@pytest.mark.parametrize("said", ["We represent Bo and Cy", "We defend Ann Roe, the defendant"])
def test_opening__of_no_title__is_none(said: str) -> None:
    assert opening(said) is None


def test_opening__of_a_title_called_new__is_one(terminal: Terminal) -> None:
    terminal("post", "new", "State v. Roe, New Mexico, criminal, client Ann Roe")
    (opened,) = terminal.json("events", "--type", "matter.opened")["events"]
    assert (opened["data"]["title"], opened["data"]["jurisdiction"]) == ("State v. Roe", "US-NM")


def test_day__of_a_sentence_that_is_told_in_other_words__stays(office: Terminal) -> None:
    asked = [
        ("What happened", "#something else"),
        ("What happened, in a few words", "motion granted and default set aside"),
        ("Record that", ""),
    ]
    at_screen(office, asked, "post", "m", "the order came in from chambers on 5/12/2025")
    (ruling,) = office.json("events", "--type", "motion.decided")["events"]
    assert ruling["effective"] == "2025-05-12"


def test_part__of_a_sentence_with_a_day_of_its_own__is_of_that_day(office: Terminal) -> None:
    said = (
        "5/10/2025 the Albuquerque Journal says the theft charge was dropped; the nolle prosequi "
        "for count 2 is filed on 5/15"
    )
    asked = [("What happened", "1, 2"), ("Record that", "y"), ("Record that", "y")]
    at_screen(office, asked, "post", "c", said)
    told = [
        (one["effective"], one["assertion"], one["data"]["by"])
        for one in office.json("events", "--type", "charge.dismissed")["events"]
    ]
    assert told == [
        ("2025-05-10", "reported", "unknown"),
        ("2025-05-15", "occurred", "prosecution"),
    ]


def test_correction__of_a_day__asks_for_nothing_else(office: Terminal) -> None:
    office("post", "m", "Low was served on April 9, not April 8", code=1)
    assert "correct 33 date=" in office.error
    assert "event.other_day" in office.error  # which is no word that nobody knows


def test_penalties__answered_with_the_whole_sentence__are_imposed_once() -> None:
    typed = ["364 days probation, 90 days suspended", "$500 fine", "24 hours community service"]
    whole = "364 days probation, 90 days in jail suspended, $500 fine, 24 hours community service"
    assert with_answer("components", typed, 0, [whole]) == [whole]
    assert with_answer("components", typed, 0, ["90 days in jail"])[1:] == typed[1:]


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ("the conviction is vacated for a defect in the plea", "defect in the plea"),
        ("her conviction on count 1 was vacated because the plea was defective", "defective"),
        ("conviction vacated for lack of jurisdiction", "jurisdiction"),
        ("the conviction has been vacated as void", "void"),
    ],
)
def test_conviction__vacated_for_a_reason__keeps_it(
    office: Terminal, said: str, beside: str
) -> None:
    office("post", "c", "pleaded guilty to count 1, plea accepted, found guilty", *ON)
    office("post", "c", said, *ON)
    assert office.json("events", "--type", "charge.conviction_vacated")["events"]
    (*_, note) = office.json("events", "--type", "note.recorded")["events"]
    assert beside in note["data"]["text"]


def test_opening__by_whom_we_are_for__takes_no_word_in_front_for_a_part_of_it() -> None:
    found = opening("new We represent Sue Kim, in Rio LLC v. Kim, eviction, New Mexico, soon")
    assert found is not None
    assert found["title"] == ["Rio LLC v. Kim"]
    assert found["note"][0].startswith("We represent Sue Kim")


def test_several_charges__where_nobody_is_in_the_matter__ask_first_who_is(
    terminal: Terminal,
) -> None:
    terminal("post", "x", "open case", "title=State v. Roe", "type=criminal", "state=NM", *ON)
    words = "criminal complaint: count 1 battery; count 2 theft"
    terminal("post", "x", words, *ON, code=1)
    assert "Nobody is in the matter yet. [event.refused]" in terminal.error
    assert "party.added name=" in terminal.error


def test_our_deadline__once_somebody_took_the_place_of_our_client__is_of_whom(
    terminal: Terminal,
) -> None:
    opened = ("open case", "title=Lee v. Low", "type=civil", "state=NM", "client=Bo Lee")
    terminal("post", "x", *opened, "--effective", "2025-04-01")
    for words in (
        "Bo Lee is the plaintiff, Cy Low is the defendant",
        "April 2, 2025 complaint filed: negligence against Low",
        "Bo Lee died on May 1, 2025",
        "May 10, 2025 the Estate of Bo Lee was substituted as plaintiff",
    ):
        terminal("post", "x", words)
    told = terminal("post", "x", "our expert report is due June 18, 2025", *ON)
    assert "Deadline of Estate of Bo Lee: our expert report" in told
