"""What a new user types of four matters, in other words: recorded as told, or asked about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casefile.cli.screen import shown
from casefile.words.told.opening import opening
from tests.cli.at_screen import at_screen
from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.cli.typed_table import open_all, read_otherwise, several_alike
from tests.once import once

SENTENCES = Path(__file__).parent / "typed_new_user.txt"
OPENED = {
    "f": ("title=United States v. Roe and Poe", "type=criminal", "state=federal", "client=Ann Roe"),
    "g": ("title=United States v. Roe and Poe", "type=criminal", "state=federal", "client=Ann Roe"),
    "v": ("title=United States v. Roe and Poe", "type=criminal", "state=federal", "client=Ann Roe"),
    "l": ("title=Lee v. Lobo Inc.", "type=civil", "state=CO", "client=Bo Lee"),
    "m": ("title=Lee v. Lobo Inc.", "type=civil", "state=CO", "client=Bo Lee"),
    "t": ("title=State v. Roe", "type=criminal", "state=NM", "client=Ann Roe"),
    "e": ("title=Baker LLC v. Vale", "type=civil", "state=NM", "client=Ida Vale"),
    "n": ("title=Baker LLC v. Vale", "type=civil", "state=NM", "client=Ida Vale"),
}
ACCUSED = {"Ann Roe": "defendant", "Bo Poe": "defendant"}
SUED = {"Bo Lee": "plaintiff", "Lobo Inc.": "defendant", "Kerr Ltd.": "defendant"}
PARTIES = {
    **dict.fromkeys("fgv", ACCUSED),
    **{one: {**SUED, "Cy Low": "defendant"} for one in "lm"},
    "t": {"Ann Roe": "defendant"},
    **{one: {"Ida Vale": "defendant", "Baker LLC": "plaintiff"} for one in "en"},
}
COUNTS = """
{} "charge filed" count=1 offense=conspiracy party=Roe instrument=indictment
{} "charge filed" count=1 offense=conspiracy party=Poe instrument=indictment
{} "charge filed" count=2 offense=forgery party=Roe instrument=indictment
{} "charge filed" count=3 offense=bribery party=Poe instrument=indictment
"""
CLAIMS = """
{} "complaint filed" cause=negligence against=Lobo against=Kerr against=Low
{} "complaint filed" cause="breach of contract" against=Lobo
"""
FILED = f"""
{COUNTS.replace("{}", "g")}
{COUNTS.replace("{}", "v")}
v "trial began against Poe on counts 1 and 3"
{CLAIMS.replace("{}", "l")}
{CLAIMS.replace("{}", "m")}
m "Lobo, Kerr and Low were served"
m "Lobo answered"
m "motion to dismiss filed" by=Kerr
m "complaint filed" cause=fraud against=Lobo
t "criminal complaint" count=1 offense=DWI
t "criminal complaint" count=2 offense="reckless driving"
t "ticket issued" offense=speeding number=44-1
t "count 1 of the complaint amended to careless driving"
e "complaint filed" cause=rent
e "Vale was served"
"""


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program on the matters of the table."""
    choose(terminal, date_order="month_first", chosen=True)
    return open_all(terminal, OPENED, PARTIES, FILED)


IN_ONE_ORDER = several_alike("Lobo Inc.", "Kerr Ltd.", "Cy Low")


@pytest.mark.parametrize("matter", OPENED)
def test_sentence__of_a_new_user__is_recorded_as_it_was_told_or_asked(
    office: Terminal, matter: str
) -> None:
    assert read_otherwise(office, SENTENCES, matter, IN_ONE_ORDER) == {}


def events(terminal: Terminal, tag: str) -> list[tuple[str, dict[str, object]]]:
    """Return the day and the data of each event of a type."""
    return [
        (one["effective"], one["data"]) for one in terminal.json("events", "--type", tag)["events"]
    ]


@pytest.mark.parametrize("apart", [" 4/9: ", ", 4/9: ", " (4/9): ", " of April 9, 2025 - "])
def test_paper__with_its_day_before_what_it_says__is_of_that_day(
    office: Terminal, apart: str
) -> None:
    office(
        "post", "f", f"criminal complaint{apart}DWI first offense (66-8-102) against Roe, felony"
    )
    *_, (day, data) = events(office, "charge.filed")
    assert (day[5:], data["offense"]) == ("04-09", "DWI first offense")


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("to 5/23 Poe's trial: jury convicts on count 3, acquits on count 1", ["5/20/2025"]),
        ("Poe's trial 5/20/2025-5/23/2025: convicted on count 3, acquitted on count 1", []),
    ],
)
def test_trial__told_with_its_verdicts__begins_on_its_first_day(
    office: Terminal, typed: str, options: list[str]
) -> None:
    office("post", "g", typed, *(["--effective", *options] if options else []))
    assert {day for day, _ in events(office, "charge.trial_commenced")[-2:]} == {"2025-05-20"}
    returned = events(office, "charge.verdict_returned")
    verdicts = {one["item_id"]: one["verdict"] for _, one in returned}
    assert verdicts == {"count-3": "guilty", "count-1-2": "not_guilty"}
    assert {day for day, _ in returned} == {"2025-05-23"}


def test_opening__with_several_in_its_title_and_a_federal_district__has_both() -> None:
    said = "Opened a civil case for Bo Lee, Lee v. Lobo Co., Kerr Inc. and Cy Low, Colorado"
    assert (opening(said) or {})["title"] == ["Lee v. Lobo Co., Kerr Inc. and Cy Low"]
    said = "Opened a criminal case for Ann Roe, United States v. Roe, federal, District of Utah"
    found = opening(said) or {}
    assert (found["court"], found["jurisdiction"]) == (["District of Utah"], ["federal"])


def test_court__of_a_district__is_read_beside_federal(terminal: Terminal) -> None:
    said = "Opened a criminal case for Ann Roe, United States v. Roe, federal, District of Utah"
    terminal("post", said)
    ((_, data),) = events(terminal, "matter.opened")
    assert (data["court_id"], data["jurisdiction"]) == ("utd", "US")


def test_suspended__of_probation__is_asked_for(office: Terminal) -> None:
    day = ("--effective", "2025-05-20")
    office("post", "t", "pleaded guilty to count 2", *day)
    office("post", "t", "convicted", "item=count 2", "basis=plea", *day)
    sentence = "sentenced on count 2 to 364 days probation, 90 days suspended, a $500 fine"
    office("post", "t", sentence, *day, code=2)
    assert "Probation is not served in part" in office.error


def test_question__says_what_it_asks_in_the_order_of_the_counts(office: Terminal) -> None:
    asked = ("post", "g", "charges superseded", "--effective", "2025-05-20")
    answers = [("Which charge is superseded", "3"), ("Record that", "")]
    shown = at_screen(office, answers, *asked)
    lines = [one.split()[1] for one in shown.splitlines() if re.match(r" +\d  ", one)]
    assert lines == ["conspiracy", "conspiracy", "forgery", "bribery"]


def test_same_day__is_an_answer_and_what_is_in_no_event_is_named(office: Terminal) -> None:
    office("post", "e", "Vale answered", "--effective", "2025-05-01")
    shown = at_screen(
        office,
        [
            ("What happened", "#(claim.judgment_entered)"),
            ("Of what kind", "#bench"),
            ("Record first", "y"),
            ("On which day", "the same day"),
            ("Record that", ""),
            ("Keep the whole sentence", "n"),
            ("Record that", ""),
        ],
        *("post", "e", "5/20/2025 judgment for Baker, keys by June 6 and $1,425"),
    )
    assert "keys by June 6" in shown
    assert {day for day, _ in events(office, "claim.trial_commenced")} == {"2025-05-20"}


def test_sentence__that_ends_in_a_name_with_a_period__has_one(office: Terminal) -> None:
    assert shown("It was served on Lobo Inc.. Next...") == "It was served on Lobo Inc. Next..."
    assert ", ," not in office("matters", "g")


def test_both__with_a_codefendant__are_all_who_are_accused(office: Terminal) -> None:
    added = ("name=Cy Vale", "role=codefendant", "kind=person", "party=new")
    office("post", "f", "add party", *added, "--effective", "2025-05-01")
    said = "indictment: count 1, perjury, against all three; count 2, theft, against Roe"
    office("post", "f", said, "--effective", "2025-05-02")
    filed = [one for _, one in events(office, "charge.filed") if one["offense"] == "perjury"]
    assert len({str(one["party_id"]) for one in filed}) == 3


@pytest.mark.parametrize(
    "typed", ["speeding ticket paid {}, $87", "paid the speeding ticket {}, $87"]
)
def test_ticket__paid_on_a_day__is_no_new_one(office: Terminal, typed: str) -> None:
    before = len(events(office, "charge.filed"))
    office("post", "t", typed.format("5/2/2025"))
    ((day, _),) = events(office, "charge.ticket_paid")
    assert (day, len(events(office, "charge.filed"))) == ("2025-05-02", before)


@pytest.mark.parametrize("answer", ["#(sentence.imposed)", "sentenced to 3 years in prison"])
def test_act__of_one_who_is_named__is_on_nobody_elses_charge(office: Terminal, answer: str) -> None:
    day = ("--effective", "2025-05-21")
    office("post", "v", "verdict", "item=count-3", "verdict=guilty", *day)
    office("post", "v", "convicted", "item=count-3", "basis=jury", *day)
    told = ("post", "v", "for it Ann Roe has to sit for 3 years in prison, on May 22, 2025")
    shown = at_screen(office, [("What happened", answer), ("Which", "")], *told, code=1)
    assert "conspiracy (Ann Roe)" in shown
    assert "bribery (Bo Poe)" not in shown


def test_act__of_one_of_several_who_are_named__is_asked_for_whose_it_is(office: Terminal) -> None:
    told = "for it Bo Poe has to sit, as did Ann Roe, for 3 years in prison, on May 22, 2025"
    answers = [("What happened", "#(sentence.imposed)"), ("Whose is it", "#Ann Roe"), ("Which", "")]
    shown = at_screen(office, answers, "post", "v", told, code=1)
    assert "conspiracy (Ann Roe)" in shown
    assert "conspiracy (Bo Poe)" not in shown


def test_kind__that_is_none_of_those__keeps_all_that_was_typed_of_its_day(office: Terminal) -> None:
    told = "judgment was entered for Baker for keys and $1,900 plus $120; the writ may come later"
    answers = [("What happened", "#(claim.judgment_entered)"), ("kind", "#as a note"), ("Rec", "")]
    at_screen(office, answers, "post", "e", f"On May 15, 2025 {told}")
    *_, (day, data) = events(office, "note.recorded")
    assert (day, data["text"]) == ("2025-05-15", told)


@pytest.mark.parametrize("apart", [", ", "; ", " and "])
def test_notes__each_with_its_day_in_front__are_each_of_that_day(
    office: Terminal, apart: str
) -> None:
    office("post", "g", f"7/15/2025 Ann Roe was arrested{apart}7/16/2025 Bo Poe was arrested.")
    found = [(day, data["text"]) for day, data in events(office, "note.recorded")[-2:]]
    assert found == [("2025-07-15", "Ann Roe was arrested"), ("2025-07-16", "Bo Poe was arrested")]


def test_note__beside_an_act_of_another_day__is_asked_for(office: Terminal) -> None:
    told = "7/15/2025 Ann Roe was arrested, 7/16/2025 pleaded not guilty to count 1"
    office("post", "g", told, code=2)
    assert "'Ann Roe was arrested on 7/15/2025'" in office.error
