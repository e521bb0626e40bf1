"""Whatever is answered in a dialogue, what was typed before is kept."""

from __future__ import annotations

import pytest

from tests.cli.at_screen import STOP, at_screen
from tests.cli.conftest import DAY, ON, Terminal
from tests.cli.test_dialogue import RIGHT, case, events, suit

__all__ = ["case", "suit"]

RAIN = "the sun rose over count 1"


@pytest.mark.parametrize("answer", ["1, 2", "1 and 2", "1 2", "no. 1 & no. 2", "both", "all"])
def test_several__who_can_be_meant__are_an_event_of_each(case: Terminal, answer: str) -> None:
    case("post", "r", "add party", "name=Carl Diaz", "role=defendant", *DAY)
    at_screen(
        case,
        [("Who", answer), RIGHT, RIGHT],
        *("post", "r", "charge.filed", "offense=arson", *ON),
    )
    assert [one["data"]["offense"] for one in events(case)[:2]] == ["arson", "arson"]


@pytest.mark.parametrize("answer", ["1, 2", "1 & 2"])
def test_several__where_one_can_be__is_asked_again_with_all_that_was_typed(
    case: Terminal, answer: str
) -> None:
    shown = at_screen(
        case,
        [("What is the plea", answer), ("Only one of them", "no contest"), RIGHT],
        *("post", "r", "plea", "count=1", *ON),
    )
    assert shown.count("What is the plea?") == 1
    assert events(case)[0]["data"]["plea"] == "no_contest"


@pytest.mark.parametrize("answer", ["both", "all", "all of them"])
def test_all__of_what_nobody_has_named__is_asked_by_number(case: Terminal, answer: str) -> None:
    chosen = ("by their numbers", "keep the words as a note")
    at_screen(case, [("What happened", answer), chosen, RIGHT], "post", "r", RAIN, *ON)
    assert events(case)[0]["data"]["text"] == RAIN


@pytest.mark.parametrize("answer", ["both", "all", "1, 2"])
def test_two__that_a_refusal_tells_apart__are_each_recorded(
    bare_suit: Terminal, answer: str
) -> None:
    filed = ("claim.filed", "cause=negligence", "claimants=Bo Lee", "against=Lobo Inc.")
    bare_suit("post", "l", *filed, *DAY)
    words = "Lobo Inc. filed an answer and a counterclaim for fraud"
    at_screen(bare_suit, [("What happened", answer), RIGHT, RIGHT], "post", "l", words, *ON)
    counterclaim, answered, *_ = events(bare_suit)
    assert (answered["type"], counterclaim["type"]) == ("claim.answered", "claim.filed")
    assert counterclaim["data"]["cause"] == "fraud"


def test_item__by_a_word_that_none_is_called__is_asked_for_again(case: Terminal) -> None:
    answers = [
        ("Which charge", "theft"),
        ("There is no item theft(?s:.*)Which charge", "robbery"),
        RIGHT,
    ]
    at_screen(case, answers, "post", "r", "plea", "plea=not guilty", *ON)
    assert events(case)[0]["data"]["item_id"] == "count-2"


def test_several__that_happened__are_each_recorded_of_one_sentence(case: Terminal) -> None:
    words = "on count 1 it was a guilty plea in the hallway, and conviction followed"
    at_screen(
        case,
        [("What happened", "1, 2"), ("", ""), RIGHT, RIGHT],
        *("post", "r", words, *ON),
    )
    assert {"charge.plea_entered", "charge.conviction_entered"} <= {
        one["type"] for one in events(case)[:3]
    }


@pytest.mark.parametrize("answer", ["none of these", "neither", "I don't know", "#keep what"])
def test_none__of_what_the_law_has_to_have_told__is_kept_as_a_note(
    case: Terminal, answer: str
) -> None:
    typed = ("post", "r", "plea", "count=1", *ON)
    at_screen(case, [("What is the plea", answer), RIGHT], *typed)
    last = events(case)[0]
    assert (last["type"], last["effective"]) == ("note.recorded", ON[1])
    assert last["data"]["text"] == "plea: count 1"


@pytest.mark.parametrize("answer", ["none of these", "not said", "#leave it out"])
def test_none__of_what_may_be_unsaid__leaves_it_out(suit: Terminal, answer: str) -> None:
    typed = ("post", "l", "deadline to reply", "due=May 30, 2025", "served_by=whom", *ON)
    at_screen(suit, [("What is the served by", answer), RIGHT], *typed)
    assert "served_by" not in events(suit)[0]["data"]


def test_none__of_which_one_is_that_nobody_knows__is_that(case: Terminal) -> None:
    typed = ("post", "r", "charge.filed", "offense=arson", "severity=quite", *ON)
    at_screen(case, [("What is the severity", "not said"), RIGHT], *typed)
    assert events(case)[0]["data"]["severity"] == "unknown"


def test_none__of_what_there_is_nothing__leaves_it_out(case: Terminal) -> None:
    typed = ("post", "r", "hearing continued to July 9, 2025 at 9am", *ON)
    at_screen(case, [("Which hearing", "none"), RIGHT], *typed)
    last = events(case)[0]
    assert (last["type"], "replaces" in last["data"]) == ("hearing.scheduled", False)


def test_none__of_what_is_not_on_record__leaves_it_out(case: Terminal) -> None:
    typed = ("post", "r", "hearing held", "kind=arraignment", "hearing=first", *ON)
    at_screen(case, [("Which hearing(?s:.*)not on record yet", "none"), RIGHT], *typed)
    assert "hearing_id" not in events(case)[0]["data"]


def test_number__for_what_has_no_choices__is_the_value(suit: Terminal) -> None:
    filed = ("claim.filed", "cause=fraud", "claimants=Bo Lee", "against=Lobo Inc.", "amount=lots")
    at_screen(suit, [("What is the amount", "500"), RIGHT], "post", "l", *filed, *ON)
    assert "500" in events(suit)[0]["data"]["amount"].values()


def test_none__of_the_kinds_that_there_are__is_another_one(terminal: Terminal) -> None:
    typed = ("post", "new", "matter.opened", "title=In re X", "jurisdiction=WA", *ON)
    at_screen(terminal, [("What is the category", "none of these"), RIGHT], *typed)
    assert events(terminal)[0]["data"]["category"] == "other"


def test_none__of_what_nobody_can_leave_out__says_so_and_asks_again(case: Terminal) -> None:
    answers = [("For what reason", "none"), ("cannot be left out", "duplicate"), RIGHT]
    shown = at_screen(case, answers, "retract", str(events(case)[0]["position"]))
    assert shown.count("For what reason?") == 1


def test_words__that_are_nothing_either__lose_not_what_was_told(case: Terminal) -> None:
    answers = [("What happened", "hm"), ("'hm' is nothing", "keep the words as a note"), RIGHT]
    shown = at_screen(case, answers, "post", "r", RAIN, *ON)
    assert shown.count(f"What happened? ({RAIN})") == 2
    assert events(case)[0]["data"]["text"] == RAIN


@pytest.mark.parametrize("wrong", ["all", "10 dasy"])
def test_answer__that_cannot_be_read__is_asked_for_again(suit: Terminal, wrong: str) -> None:
    from_what, how_long = "From which event is it counted", "How long is it"
    answers = [
        (f" 5  2025-04-08  Claim Bo Lee.*answered\n(?s:.*){from_what}", wrong),
        (how_long, "10 days"),
        (f"There is no event {wrong}(?s:.*){from_what}", "5"),
        (how_long, "10 days"),
        ("How is it counted", "#by the calendar"),
        RIGHT,
    ]
    at_screen(suit, answers, "deadline", "set", "l", "reply")
    assert events(suit)[0]["data"]["kind"] == "reply"


def test_items__of_which_several_are_meant__are_offered_without_their_ids(case: Terminal) -> None:
    typed = ("post", "r", "plea", "plea=not guilty", "item=Ann Roe", *ON)
    shown = at_screen(case, [("Which charge", "all"), RIGHT], *typed)
    assert "say which by its id" not in shown
    assert [one["type"] for one in events(case)[:2]] == ["charge.plea_entered"] * 2


def test_motions__of_the_same_words__are_told_apart_by_their_events(suit: Terminal) -> None:
    for day in ("2025-05-01", "2025-05-02"):
        filed = ("motion.filed", "kind=continue", "by=Bo Lee", "motion=new")
        suit("post", "l", *filed, "--effective", day)
    first, second = (one["position"] for one in reversed(events(suit)[:2]))
    answers = [(f"\\(event {first}\\)(?s:.*)\\(event {second}\\)", "2"), RIGHT]
    at_screen(suit, answers, "post", "l", "motion.decided", "outcome=denied", *ON)
    assert events(suit)[0]["data"]["motion_id"].endswith("-2")


def test_correct__of_nothing__asks_what_is_wrong(case: Terminal) -> None:
    answers = [("What is corrected", "offense=theft of a car"), RIGHT]
    at_screen(case, answers, "correct", str(events(case)[0]["position"]))
    assert events(case)[0]["data"]["changes"] == {"offense": "theft of a car"}


def test_interrupted__behind_what_was_recorded_first__says_what_was_and_what_was_not(
    suit: Terminal,
) -> None:
    shown = at_screen(
        suit,
        [
            ("There is no party Ida Kerr", "#not on record yet"),
            ("What is Ida Kerr in this matter", "witness"),
            RIGHT,
            ("Record that", STOP),
        ],
        *("post", "l", "counsel.appeared", "names=Ana Reyes", "for=Ida Kerr", *ON),
        code=130,
    )
    assert "Recorded: Ida Kerr added as witness. Nothing more was recorded; not done: " in shown
    assert "post l counsel.appeared names='Ana Reyes'" in shown.splitlines()[-1]
    assert events(suit)[0]["data"]["name"] == "Ida Kerr"


def test_interrupted__where_no_question_is_of_the_dialogue__says_that_nothing_is_recorded(
    case: Terminal,
) -> None:
    typed = ("post", "r", "charge.filed", "offense=larceny", "count=1", *DAY)
    shown = at_screen(case, [("Record it all the same", STOP)], *typed, code=130)
    assert "Nothing was recorded. [interrupted]" in shown


def test_stranger__who_does_what_is_told__is_recorded_first(case: Terminal) -> None:
    shown = at_screen(
        case,
        [
            ("There is no party Local 492 on record", ""),
            ("What is Local 492", "#organization"),
            ("What is Local 492 in this matter", "union"),
            RIGHT,
            ("What happened", "#keep the words as a note"),
            RIGHT,
        ],
        *("post", "r", "Local 492 petitioned the hallway loudly", *ON),
    )
    assert shown.index("There is no party Local 492") < shown.index("What happened")
    assert events(case)[1]["data"]["name"] == "Local 492"


@pytest.mark.parametrize(
    ("names", "asked"),
    [("Ann Roe and Zoe Hart", "There is no party Zoe Hart on"), ("Ann Roe and Carl Diaz", "")],
)
def test_stranger__beside_who_is_on_record__is_alone_asked_about(
    case: Terminal, names: str, asked: str
) -> None:
    case("post", "r", "add party", "name=Carl Diaz", "role=defendant", *DAY)
    first = [(asked, "n")] if asked else []
    answers = [*first, ("What happened", "keep the words as a note"), RIGHT]
    typed = ("post", "r", f"{names} petitioned the hallway loudly", *ON)
    shown = at_screen(case, answers, *typed)
    assert ("There is no party" in shown) == bool(asked)


def test_item__that_there_is_not__is_asked_for_before_one_is_recorded(case: Terminal) -> None:
    typed = ("post", "r", "pleaded guilty", "item=zz", *ON)
    shown = at_screen(case, [("There is no item zz", "#robbery"), RIGHT], *typed)
    assert "not on record yet" in shown
    assert events(case)[0]["data"]["item_id"] == "count-2"


def test_retraction__of_what_others_rest_on__is_shown_with_them_and_done_at_once(
    case: Terminal,
) -> None:
    case("post", "r", "pleaded guilty", "count=1", *ON)
    case("post", "r", "convicted", "count=1", *ON)
    filed, plea, convicted = (
        next(one for one in reversed(events(case)) if one["type"] == tag)["position"]
        for tag in ("charge.filed", "charge.plea_entered", "charge.conviction_entered")
    )
    case("retract", str(filed), "--reason", "error", code=1)
    lines = [f"retract {one} --reason error  (" for one in (convicted, plea, filed)]
    places = [case.error.index(one) for one in lines]
    assert places == sorted(places)
    together = f"retract {convicted} {plea} {filed} --reason error"
    assert f"All at once: casefile {together}" in case.error
    shown = at_screen(case, [RIGHT], "retract", str(filed), "--reason", "error")
    assert shown.count("To be recorded for") == 3
    assert [one["type"] for one in events(case)[:3]] == ["event.retracted"] * 3
    assert "larceny" not in case("status", "Ann Roe")
