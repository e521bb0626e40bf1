"""What a person at a terminal has said already is kept when they are asked what happened."""

from __future__ import annotations

import pytest

from tests.cli.at_screen import at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_dialogue import RIGHT, case, events, suit
from tests.once import once

__all__ = ["case", "suit"]


@pytest.fixture
@once
def two(bare_case: Terminal) -> Terminal:
    """Return the program on a prosecution of two people in which nothing is charged yet."""
    bare_case("post", "r", "add party", "name=Carl Diaz", "role=defendant", *DAY)
    return bare_case


def test_dialogue__the_plea_that_a_sentence_tells__is_not_asked(case: Terminal) -> None:
    words = "in the hallway on count 1 it was pleaded not guilty, said the clerk loudly"
    chosen = ("What happened", "#(charge.plea_entered)")
    at_screen(case, [chosen, ("Keep the whole sentence", "n"), RIGHT], "post", "r", words, *ON)
    data = events(case)[0]["data"]
    assert (data["item_id"], data["plea"]) == ("count-1", "not_guilty")


def test_dialogue__a_ruling_in_two_parts__has_its_outcome_and_the_whole_sentence(
    case: Terminal,
) -> None:
    case("post", "r", "motion to suppress filed", "by=Ann Roe", *DAY)
    words = "granted as to the statements, and after lunch denied as to the video, was the motion"
    at_screen(
        case,
        [("What happened", "#(motion.decided)"), ("Keep the whole sentence", ""), RIGHT],
        *("post", "r", words, *ON),
    )
    note, ruling, *_ = events(case)
    assert ruling["data"]["outcome"] == "granted in part and denied in part"
    assert note["data"]["text"] == words[:1].upper() + words[1:]


def test_dialogue__what_is_in_no_event__is_named_before_it_is_kept(case: Terminal) -> None:
    words = "Ann Roe was in chambers pleading count 1 not guilty, loudly"
    shown = at_screen(
        case,
        [("What happened", "#(charge.plea_entered)"), ("Keep the whole sentence", "n"), RIGHT],
        *("post", "r", words, *ON),
    )
    assert shown.index("To be recorded for") < shown.index("Not in it: ")
    assert shown.index("Not in it: ") < shown.index("Keep the whole sentence")
    assert "loudly" in next(one for one in shown.splitlines() if one.startswith("Not in it: "))
    assert events(case)[0]["type"] == "charge.plea_entered"


@pytest.mark.parametrize("answer", ["y", ""])
def test_dialogue__what_is_proposed__is_recorded_if_it_is_wanted(
    case: Terminal, answer: str
) -> None:
    enhancement = ("offense=firearm enhancement", "kind=enhancement", "attaches_to=count 1")
    case("post", "r", "charge.filed", *enhancement, *DAY)
    before = len(events(case))
    at_screen(case, [("Record that, too", answer)], "post", "r", "count 1 dismissed", *ON)
    assert len(events(case)) == before + (2 if answer else 1)
    assert events(case)[0]["type"] == "charge.dismissed"


def test_dialogue__both_who_are_accused__are_an_act_of_each(two: Terminal) -> None:
    said = ("offense=shoplifting", "instrument=complaint", "severity=misdemeanor")
    words = ("charge.filed", "count=1", *said)
    shown = at_screen(two, [("Who", "both"), RIGHT, RIGHT], "post", "r", *words, *ON)
    second, first, *_ = events(two)
    assert {first["data"]["party_id"], second["data"]["party_id"]} == {
        one["party_id"] for one in two.json("matters", "r")["parties"]
    }
    assert {one["data"]["instrument"] for one in (first, second)} == {"complaint"}
    assert {one["data"]["severity"] for one in (first, second)} == {"misdemeanor"}
    assert shown.count("Recorded: Charge filed") == 2


def test_dialogue__one_of_several_who_were_read__is_taken_by_number(two: Terminal) -> None:
    words = ("charge.filed", "count=1", "offense=shoplifting", "party=Ann Roe and Carl Diaz")
    at_screen(two, [("Who", "#Carl Diaz"), RIGHT], "post", "r", *words, *ON)
    assert events(two)[0]["data"]["offense"] == "shoplifting"


def test_dialogue__items_of_the_same_words__are_told_apart(bare_case: Terminal) -> None:
    for instrument in ("complaint", "indictment"):
        said = ("offense=resisting", f"instrument={instrument}", "count=1")
        bare_case("post", "r", "charge.filed", *said, *DAY)
    shown = at_screen(
        bare_case,
        [("Which charge", "#by indictment"), RIGHT],
        *("post", "r", "plea", "plea=not guilty", *ON),
    )
    assert "resisting (Ann Roe), charged, by complaint" in shown


def test_dialogue__an_answer_that_settles_nothing__says_so(case: Terminal) -> None:
    shown = at_screen(
        case,
        [("plea", "maybe"), ("plea", "maybe"), ("not taken", "#no contest"), RIGHT],
        *("post", "r", "plea", "plea=maybe", "count=1", *ON),
    )
    assert "That answer was not taken" in shown
    assert events(case)[0]["data"]["plea"] == "no_contest"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Bo Lee filed a petition for an accounting", "Is that the petition itself?"),
        ("Bo Lee filed a satisfaction of that judgment of May", "Is that the satisfaction itself?"),
        ("Lobo Inc. filed an answer with a counterclaim", "Two things are said"),
        ("Bo Lee filed a stipulation of dismissal", "Is that the stipulation of dismissal itself?"),
    ],
)
def test_paper__that_is_called_as_an_act__is_asked_about(
    suit: Terminal, words: str, asked: str
) -> None:
    before = events(suit)
    suit("post", "l", words, *ON, code=2)
    assert asked in suit.error
    assert events(suit) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("we filed our witness list", "Document filed by Lobo Inc.: Witness list."),
        ("the State filed its exhibit list", "Document filed by the State: Exhibit list."),
        ("Bo Lee filed its status report", "Document filed by Bo Lee: Status report."),
        (
            "the State responded to the motion to strike",
            "Document filed by the State: Response to the motion to strike.",
        ),
    ],
)
def test_paper__says_who_filed_it_and_keeps_its_title(
    suit: Terminal, words: str, told: str
) -> None:
    assert told in suit("post", "l", words, *ON)


def test_petition__against_somebody__is_the_claim(bare_suit: Terminal) -> None:
    words = "Bo Lee filed a petition for restitution of the premises against Lobo Inc."
    told = bare_suit("post", "l", words, "cause=unpaid rent", *ON)
    assert "Claim filed by Bo Lee against Lobo Inc.: unpaid rent, seeking restitution" in told


def test_answer__with_a_counterclaim__is_two_acts(suit: Terminal) -> None:
    suit("post", "l", "Lobo Inc. filed an answer and a counterclaim for fraud", *ON, code=2)
    assert "'Lobo Inc. filed an answer'" in suit.error
    assert "'Lobo Inc. filed a counterclaim for fraud'" in suit.error


def test_appeal__that_we_filed__is_our_clients(suit: Terminal) -> None:
    suit("post", "l", "claim.judgment_entered", "kind=summary", "for=claimant", *DAY)
    assert "Appeal filed by Lobo Inc." in suit("post", "l", "we filed a notice of appeal", *ON)


def test_correction__on_a_day__is_of_the_day(case: Terminal) -> None:
    number = f"@{events(case)[0]['position']}"
    case("correct", number, "on=April 9, 2025", "--reason", "a slip")
    assert "2025-04-09" in case("events", "r", "--json")


@pytest.mark.parametrize("typed", ["date=2096-04-09", "day=2096-04-09", "on=April 9, 2025"])
def test_correction__of_the_day_of_a_setting__asks_which_day_is_meant(
    suit: Terminal, typed: str
) -> None:
    suit("post", "l", "trial set", "at=2096-03-09T09:00", *ON)
    before = events(suit)

    suit("correct", f"@{before[0]['position']}", typed, code=2)

    day = typed.partition("=")[2]
    assert f"at={day}" in suit.error
    assert f"effective={day}" in suit.error
    assert "for the second" in suit.error
    assert events(suit) == before


@pytest.mark.parametrize("name", ["date", "day"])
def test_correction__of_a_setting_to_a_day_that_is_past__is_of_when_it_was_set(
    suit: Terminal, name: str
) -> None:
    suit("post", "l", "trial set", "at=2096-03-09T09:00", *ON)
    number = f"@{events(suit)[0]['position']}"
    told = suit("correct", number, f"{name}=April 9, 2025", "--reason", "a slip")
    assert f"{name} = effective (the day on which it was set)" in suit.error + told
    now = suit.json("events", "--event", number)["as_corrected"]
    assert (now["effective"], now["data"]["at"]) == ("2025-04-09", "2096-03-09T09:00")


def test_retraction__of_a_report__says_that_it_was_reported(case: Terminal) -> None:
    reported = ("--assertion", "reported", "--source-kind", "news")
    case("post", "r", "charge.dismissed", "count=1", *reported, *ON)
    number = f"@{events(case)[0]['position']}"
    told = case("retract", number, "--reason", "error")
    assert "Reported charge dismissed 20 May 2025" in told


def test_amendment__of_a_degree__is_of_how_grave_the_charge_is(case: Terminal) -> None:
    told = case("post", "r", "count 1 amended", "degree=petty misdemeanor", *ON)
    assert "severity petty misdemeanor" in told


def test_amendment__to_an_offense_and_a_degree__is_of_each(case: Terminal) -> None:
    told = case("post", "r", "count 1 amended to trespass, petty misdemeanor", *ON)
    changes = events(case)[0]["data"]["changes"]
    assert changes == {
        "offense": "trespass",
        "degree": "petty misdemeanor",
        "severity": "petty",
    }
    assert "amended: offense trespass" in told


def test_plea__to_a_count_as_amended__is_two_acts_in_order(case: Terminal) -> None:
    words = "Ann Roe pleaded no contest to count 1 as amended to trespass, misdemeanor"
    case("post", "r", words, *ON, code=2)
    first, second = (case.error.find(one) for one in ("amended to trespass", "pleaded no contest"))
    assert 0 < first < second
    assert "as amended" not in case.error


def test_dialogue__what_is_amended__is_asked_by_its_name(case: Terminal) -> None:
    at_screen(
        case,
        [("What of it is changed", "#offense"), ("What is the offense now", "trespass"), RIGHT],
        *("post", "r", "count 1 amended", *ON),
    )
    assert events(case)[0]["data"]["changes"] == {"offense": "trespass"}


def test_dialogue__an_indictment_of_what_a_complaint_charges__charges_it_again(
    bare_case: Terminal,
) -> None:
    for count, offense in enumerate(("larceny", "resisting"), start=1):
        said = (f"count={count}", f"offense={offense}", "instrument=complaint")
        bare_case("post", "r", "charge.filed", *said, *DAY)
    words = "the grand jury indicted Ann Roe, replacing the complaint"
    shown = at_screen(
        bare_case, [("What is charged", "1, 2"), RIGHT, RIGHT], "post", "r", words, *ON
    )
    assert [one["data"]["offense"] for one in events(bare_case)[:2]] == ["resisting", "larceny"]
    assert {one["data"]["instrument"] for one in events(bare_case)[:2]} == {"indictment"}
    assert "on record already" not in shown
    assert "charges.superseded old=count-1 new=" in shown
    bare_case("post", "r", "the indictment superseded the complaint as to Ann Roe", *ON)
    data = events(bare_case)[0]["data"]
    assert data["old"] == ["count-1", "count-2"]
    assert len(data["new"]) == 2


def test_superseding__where_nothing_is_charged_by_the_later_paper__says_so(
    case: Terminal,
) -> None:
    case("post", "r", "the indictment superseded the complaint", *ON, code=2)
    assert "Nothing is charged by indictment there yet." in case.error


@pytest.mark.parametrize("words", ["both arraigned, pleaded not guilty", "both pleaded not guilty"])
def test_both__who_are_accused__plead_to_what_each_is_charged_with(
    two: Terminal, words: str
) -> None:
    for name in ("Ann Roe", "Carl Diaz"):
        two("post", "r", f"{name} charged with count 1, shoplifting", *DAY)
    told = two("post", "r", words, *ON)
    for name in ("Ann Roe", "Carl Diaz"):
        assert f"On charge shoplifting (count 1) against {name}, pleaded not guilty." in told


def test_both__that_are_counts__are_nobody(case: Terminal) -> None:
    told = case("post", "r", "both counts dismissed", "by=state", *ON)
    assert told.count("dismissed by the prosecution.") == 2
