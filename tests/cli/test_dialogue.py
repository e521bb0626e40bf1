"""What a command is refused for is asked of a person at a terminal, and then recorded."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.cli.at_screen import STOP, at_screen
from tests.cli.conftest import DAY, ON, Terminal

PAGE = Path(__file__).parents[2] / "docs" / "working.md"
CALENDAR = ("--counting", "calendar")
RIGHT = ("Record that", "")


@pytest.fixture
def case(bare_case: Terminal) -> Terminal:
    """Return the program on a prosecution of two counts."""
    for count, offense in enumerate(("larceny", "robbery"), start=1):
        bare_case("post", "r", "charge.filed", f"count={count}", f"offense={offense}", *DAY)
    return bare_case


@pytest.fixture
def suit(bare_suit: Terminal) -> Terminal:
    """Return the program on a suit of one claim."""
    filed = ("claim.filed", "cause=negligence", "claimants=Bo Lee", "against=Lobo Inc.")
    bare_suit("post", "l", *filed, *DAY)
    bare_suit("post", "l", "claim.answered", *DAY)
    return bare_suit


def events(terminal: Terminal) -> list[dict[str, Any]]:
    """Return the events of the log, the last one first."""
    found: list[dict[str, Any]] = terminal.json("events", "--newest")["events"]
    return found


def test_dialogue__words_that_are_no_type__asks_what_happened_and_reads_the_rest(
    case: Terminal,
) -> None:
    words = "counts 1 and 2 met their dismissal on a motion in the hallway"
    shown = at_screen(
        case,
        [
            ("What happened", "#(charge.dismissed)"),
            ("Keep the whole sentence", ""),
            RIGHT,
        ],
        *("post", "r", words, "by=state", "on=May 20, 2025"),
    )
    last = [one for one in events(case) if one["type"] == "charge.dismissed"]
    assert [one["data"]["item_id"] for one in last] == ["count-2", "count-1"]
    assert {one["effective"] for one in last} == {"2025-05-20"}
    assert {one["data"]["by"] for one in last} == {"prosecution"}
    assert (
        "Recorded: Charge robbery (count 2) against Ann Roe dismissed by the prosecution." in shown
    )
    assert events(case)[0]["data"]["text"] == f"C{words[1:]}"


def test_dialogue__its_last_line__is_the_command_that_says_the_same_at_once(
    case: Terminal,
) -> None:
    words = ("post", "r", "larceny met its dismissal treatment", "by=court", *ON)
    happened = ("What happened", "#(charge.dismissed)")
    shown = at_screen(
        case, [happened, ("Keep the whole sentence", "n"), RIGHT], *words, python=True
    )
    command = "post r charge.dismissed by=court item=larceny --effective 2025-05-20\n"
    assert command in shown
    (first, *_) = events(case)
    case("retract", "@" + str(first["position"]), "--reason", "error")
    case(*command.split())
    assert events(case)[0]["data"] == first["data"]


@pytest.mark.parametrize(
    ("chosen", "tag", "data"),
    [
        ("keep the words as a note", "note.recorded", "the sun rose over Ann: by nobody"),
        ("a paper that was filed", "document.filed", "The sun rose over Ann"),
    ],
)
def test_dialogue__words_of_no_type__are_kept_as_a_note_or_a_paper(
    case: Terminal, chosen: str, tag: str, data: str
) -> None:
    answers = [("What happened", f"#{chosen}"), RIGHT]
    by = ["by=nobody"] if tag == "note.recorded" else []
    at_screen(case, answers, "post", "r", "the sun rose over Ann", *by, *ON)
    (last, *_) = events(case)
    assert last["type"] == tag
    assert data in last["data"].values()


def test_dialogue__something_else__is_typed_in_other_words(case: Terminal) -> None:
    answers = [
        ("What happened", "#something else"),
        ("What happened, in a few words", "pleaded guilty"),
        ("Keep the whole sentence", "n"),
    ]
    typed = ("post", "r", "the sun rose over count 1", *ON)
    at_screen(case, [*answers, RIGHT], *typed)
    data = events(case)[0]["data"]
    assert (data["item_id"], data["plea"]) == ("count-1", "guilty")


def test_dialogue__a_field_of_few_values_that_is_missing__is_asked_for_with_numbers(
    suit: Terminal,
) -> None:
    at_screen(
        suit,
        [("Of what kind is it", "#summary"), ("For whom|for", "#claimant"), RIGHT],
        *("post", "l", "claim.judgment_entered", "amount=$4,100", *ON),
    )
    data = events(suit)[0]["data"]
    assert (data["kind"], data["for"]) == ("summary", "claimant")


def test_dialogue__several_items_can_be_meant__is_asked_with_numbers(case: Terminal) -> None:
    at_screen(
        case,
        [("Which charge", "1, 2"), RIGHT],
        *("post", "r", "plea", "plea=not guilty", *ON),
    )
    assert {one["data"].get("item_id") for one in events(case)[:2]} == {"count-1", "count-2"}


def test_dialogue__a_wrong_value__is_asked_again_with_the_reason(case: Terminal) -> None:
    shown = at_screen(
        case,
        [
            ("What is the plea", "perhaps"),
            ("It must be one of.*\n.*What is the plea", "#no contest"),
            RIGHT,
        ],
        *("post", "r", "plea", "plea=maybe", "count=1", *ON),
    )
    assert shown.count("It must be one of") == 2
    assert events(case)[0]["data"]["plea"] == "no_contest"


def test_dialogue__a_day_that_can_be_several__is_asked_with_numbers(case: Terminal) -> None:
    typed = ("post", "r", "plea", "plea=not guilty", "count=1", "--effective", "5/6/2025")
    shown = at_screen(case, [("Which", "#6 May 2025"), RIGHT], *typed)
    assert "--effective 2025-05-06" in shown
    assert events(case)[0]["effective"] == "2025-05-06"


def test_dialogue__who_is_not_on_record__is_recorded_first(suit: Terminal) -> None:
    at_screen(
        suit,
        [
            ("There is no party Ida Kerr", "#not on record yet"),
            ("What is Ida Kerr in this matter", "witness"),
            RIGHT,
            RIGHT,
        ],
        *("post", "l", "counsel.appeared", "names=Ana Reyes", "for=Ida Kerr", *ON),
    )
    appeared, added, *_ = events(suit)
    assert added["data"]["name"] == "Ida Kerr"
    assert appeared["data"]["for"] == added["data"]["party_id"]


def test_dialogue__what_comes_first_in_law__is_offered_and_recorded_first(case: Terminal) -> None:
    typed = ("post", "r", "sentenced", "count=1", "penalty=6 months in prison", *ON)
    at_screen(
        case,
        [
            ("Record first that the conviction was entered", "y"),
            ("On which day was it", "May 19, 2025"),
            ("What is the basis", "#on a plea of guilty"),
            ("Record first that the plea was entered", "y"),
            ("On which day was it", "May 18, 2025"),
            ("What is the plea", "#pleaded guilty"),
            RIGHT,
            RIGHT,
            RIGHT,
        ],
        *typed,
    )
    sentence, conviction, plea, *_ = events(case)
    assert [one["type"] for one in (plea, conviction, sentence)] == [
        "charge.plea_entered",
        "charge.conviction_entered",
        "sentence.imposed",
    ]
    assert (plea["effective"], conviction["effective"]) == ("2025-05-18", "2025-05-19")


def test_dialogue__the_next_step_is_not_wanted__nothing_is_recorded(case: Terminal) -> None:
    before = events(case)
    typed = ("post", "r", "sentenced", "count=1", "penalty=6 months in prison", *ON)
    shown = at_screen(case, [("Record first that", "")], *typed, code=1)
    assert shown.endswith("Nothing was recorded.\n")
    assert events(case) == before


@pytest.mark.parametrize(
    ("chosen", "field"),
    [("leave it out", None), ("keep it as a note", "colour: blue")],
)
def test_dialogue__a_field_that_there_is_not__is_left_out_or_kept(
    case: Terminal, chosen: str, field: str | None
) -> None:
    typed = ("post", "r", "plea", "plea=not guilty", "count=1", "colour=blue", *ON)
    at_screen(case, [("There is no field colour", f"#{chosen}"), RIGHT], *typed)
    last = events(case)
    assert last[0]["data"].get("text") == field


def test_dialogue__a_field_that_is_another_one__is_put_there(case: Terminal) -> None:
    typed = ("post", "r", "plea", "plead=not guilty", "count=1", *ON)
    answers = [("There is no field plead", "#another field"), ("Which field", "plea"), RIGHT]
    at_screen(case, answers, *typed)
    assert events(case)[0]["data"]["plea"] == "not_guilty"


def test_dialogue__a_matter_that_there_is_not__is_opened_first_or_is_another(
    case: Terminal,
) -> None:
    answers = [
        ("There is no matter nowhere", "#open it now"),
        ("On which day was it", "May 1, 2025"),
        ("What is the category", "#civil"),
        ("What is the jurisdiction", "WA"),
        ("What is the title", "In re Nowhere"),
        RIGHT,
        RIGHT,
    ]
    at_screen(case, answers, "post", "nowhere", "note", "text=Rain.", *ON)
    note, opened, *_ = events(case)
    assert (opened["type"], opened["data"]["title"]) == ("matter.opened", "In re Nowhere")
    assert (note["matter_id"], note["data"]["text"]) == ("nowhere", "Rain.")
    answers = [("There is no matter elsewhere", "r"), RIGHT]
    at_screen(case, answers, "post", "elsewhere", "note", "text=Snow.", *ON)
    assert events(case)[0]["matter_id"] == "r"


def test_deadline__from_nothing__is_asked_from_what_it_is_counted(suit: Terminal) -> None:
    answers = [("From which event is it counted", "4"), RIGHT]
    at_screen(suit, answers, "deadline", "set", "l", "reply", "--period", "10 days", *CALENDAR)
    assert events(suit)[0]["data"]["kind"] == "reply"


@pytest.mark.parametrize(("answer", "code"), [("", 1), (STOP, 130)])
def test_dialogue__no_answer__ends_with_nothing_recorded(
    case: Terminal, answer: str, code: int
) -> None:
    before = events(case)
    shown = at_screen(case, [("What happened", answer)], "post", "r", "it rained on Ann", code=code)
    assert "Nothing was recorded." in shown
    assert events(case) == before


def test_dialogue__what_would_be_recorded_is_not_it__nothing_is(case: Terminal) -> None:
    before = events(case)
    answers = [("What is the plea", "#pleaded guilty"), ("Record that", "n"), ("otherwise", "")]
    shown = at_screen(case, answers, "post", "r", "plea", "count=1", *ON, code=1)
    assert "for 20 May 2025: On charge larceny (count 1) against Ann Roe, pleaded guilty." in shown
    assert shown.endswith("Nothing was recorded.\n")
    assert events(case) == before


def test_dialogue__what_was_typed_and_read__stays_and_is_said_once(case: Terminal) -> None:
    typed = ("post", "r", "plea entered", "count=1", "on=May 20, 2025")
    shown = at_screen(case, [("What is the plea", "#pleaded guilty"), RIGHT], *typed)
    assert events(case)[0]["effective"] == "2025-05-20"
    assert shown.count("Read as item = larceny (Ann Roe), charged") == 1
    assert "post r charge.plea_entered count=1 plea=guilty --effective 'May 20, 2025'" in shown


def test_dialogue__what_is_understood_at_once__is_not_asked_about(case: Terminal) -> None:
    shown = at_screen(case, [], "post", "r", "plea", "plea=not guilty", "count=1", *ON)
    assert "Record that" not in shown
    assert "In one line" not in shown


def test_status__of_a_name_that_several_have__is_asked(case: Terminal) -> None:
    for name in ("Bo Lee", "Cy Lee"):
        case("post", "r", "add party", f"name={name}", "role=witness", *DAY)
    shown = at_screen(case, [("Which one is meant by 'Lee'", "#Cy Lee")], "status", "Lee")
    assert "\nCy Lee\n" in shown


def test_status__of_nobody__is_asked_who_is_meant(case: Terminal) -> None:
    shown = at_screen(case, [("There is no party An Ro", "#Ann Roe")], "why", "An Ro")
    assert "\nAnn Roe\n" in shown
    assert shown.endswith("why 'Ann Roe'\n")


def test_status__as_of_a_day_that_can_be_several__is_asked(case: Terminal) -> None:
    typed = ("status", "Ann Roe", "--as-of", "5/6/2025")
    shown = at_screen(case, [("Which day is that", "#5 June 2025")], *typed)
    assert "As of 2025-06-05" in shown
    assert shown.endswith("status 'Ann Roe' --as-of 2025-06-05\n")


def test_retract__without_a_reason__is_asked_which(case: Terminal) -> None:
    number = str(events(case)[0]["position"])
    at_screen(case, [("For what reason", "#duplicate"), RIGHT], "retract", number)
    assert events(case)[0]["data"]["reason"] == "duplicate"


@pytest.mark.parametrize(
    ("option", "of", "chosen", "said"),
    [
        ("--assertion", "maybe", "#announced", ".*is none of"),
        ("--basis", "hearsay", "#reported", ".*is not one of"),
    ],
)
def test_option__that_is_none_of_its_codes__is_asked_with_numbers(
    case: Terminal, option: str, of: str, chosen: str, said: str
) -> None:
    post = ("post", "r", "plea", "plea=guilty", "count=1", *ON)
    typed = post if option == "--assertion" else ("status", "Ann Roe")
    dry = ["--dry-run"] if typed == post else []
    shown = at_screen(case, [(said, chosen)], *typed, option, of, *dry)
    assert f"{option} {chosen[1:]}" in shown


def test_correct__a_field_that_there_is_not__is_asked_about(case: Terminal) -> None:
    number = str(events(case)[0]["position"])
    answers = [("There is no field crme", "#another field"), ("Which field", "offense"), RIGHT]
    at_screen(case, answers, "correct", number, "crme=theft")
    assert events(case)[0]["data"]["changes"] == {"offense": "theft"}


def test_dialogue__with_json__nothing_is_asked(case: Terminal) -> None:
    shown = at_screen(case, [], "post", "r", "it rained on Ann", "--json", code=2)
    assert '"code": "event.type_unknown"' in shown


def test_working__the_dialogue_that_it_shows__is_the_one_that_is_had(story: Terminal) -> None:
    (block,) = re.findall(
        r"^```text\n\$ casefile (post .+?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL
    )
    command, *lines = block.splitlines()
    asked = [re.fullmatch(r"(.+): (\w)", line) for line in lines]
    answers = [(re.escape(found[1]), found[2]) for found in asked if found]
    shown = at_screen(story, answers, *shlex.split(command))
    there = iter(shown.replace("python manage.py", "casefile").splitlines())
    assert len(answers) == 3
    assert [line for line in lines if line not in there] == []


def test_dialogue__a_penalty_of_no_kind__is_kept_in_its_words_beside_what_can_be_read(
    case: Terminal,
) -> None:
    case("post", "r", "pleaded guilty", "count=1", *DAY)
    case("post", "r", "convicted", "count=1", *DAY)
    at_screen(
        case,
        [("Keep '12 months of penance", "n"), ("What was imposed", "1 year of probation")],
        *("post", "r", "sentenced to 12 months of penance", *ON, "--dry-run"),
    )
    said = "12 months of penance and a $500 fine"
    at_screen(
        case,
        [("Keep '12 months of penance", ""), RIGHT],
        *("post", "r", f"sentenced to {said}", *ON),
    )
    imposed = next(one for one in events(case) if one["type"] == "sentence.imposed")
    assert [one["kind"] for one in imposed["data"]["components"]] == ["fine"]
    assert imposed["data"]["partly_read"] is True
    note = next(one for one in events(case) if one["type"] == "note.recorded")
    assert note["data"]["text"] == f"Of the sentence: {said}"


OTHERWISE = ("Record that", "n")


def test_dialogue__a_field_is_otherwise_than_shown__is_put_right_and_shown_again(
    case: Terminal,
) -> None:
    answers = [
        ("What is the plea", "#pleaded guilty"),
        OTHERWISE,
        ("What is otherwise", "#plea: guilty"),
        ("What is the plea", "#pleaded not guilty"),
        RIGHT,
    ]
    shown = at_screen(case, answers, "post", "r", "plea", "count=1", *ON)
    assert shown.count("To be recorded for 20 May 2025") == 2
    assert events(case)[0]["data"]["plea"] == "not_guilty"


def test_dialogue__the_day_is_otherwise_than_shown__is_asked(case: Terminal) -> None:
    answers = [
        ("What is the plea", "#pleaded guilty"),
        OTHERWISE,
        ("What is otherwise", "#the day"),
        ("On which day", "May 19, 2025"),
        RIGHT,
    ]
    at_screen(case, answers, "post", "r", "plea", "count=1", *ON)
    assert events(case)[0]["effective"] == "2025-05-19"


def test_dialogue__a_field_that_is_not_there_yet__is_added(case: Terminal) -> None:
    answers = [
        ("With or without prejudice", "#without"),
        OTHERWISE,
        ("What is otherwise", "#not there yet"),
        ("What is not there yet", "#by"),
        ("What is the by|By whom|Who", "#prosecution"),
        RIGHT,
    ]
    at_screen(case, answers, "post", "r", "count 1 dismissed", "prejudice=?", *ON)
    data = events(case)[0]["data"]
    assert (data["by"], data["prejudice"]) == ("prosecution", "without")


def test_dialogue__a_field_typed_as_what_is_otherwise__takes_the_place_of_what_was_read(
    case: Terminal,
) -> None:
    answers = [
        ("What is the plea", "#pleaded guilty"),
        OTHERWISE,
        ("What is otherwise", "plea=no contest"),
        RIGHT,
    ]
    at_screen(case, answers, "post", "r", "plea", "count=1", *ON)
    assert events(case)[0]["data"]["plea"] == "no_contest"


def test_dialogue__another_act_than_shown__is_told_again(case: Terminal) -> None:
    answers = [
        ("What is the plea", "#pleaded guilty"),
        OTHERWISE,
        ("What is otherwise", "#another act"),
        ("What happened", "count 1 dismissed without prejudice by the State"),
        RIGHT,
    ]
    at_screen(case, answers, "post", "r", "plea", "count=1", *ON)
    assert events(case)[0]["type"] == "charge.dismissed"


def test_dialogue__nothing_of_it_is_meant__nothing_is_recorded(case: Terminal) -> None:
    before = events(case)
    answers = [
        ("What is the plea", "#pleaded guilty"),
        OTHERWISE,
        ("What is otherwise", "none"),
    ]
    shown = at_screen(case, answers, "post", "r", "plea", "count=1", *ON, code=1)
    assert shown.endswith("Nothing was recorded.\n")
    assert events(case) == before


def test_dialogue__several_acts_that_are_not_meant_as_shown__are_shown_each_by_itself(
    case: Terminal,
) -> None:
    words = "on the 19th he pleaded guilty to count 1, count 2 dismissed by the State"
    answers = [
        OTHERWISE,
        ("What happened", "1, 2"),
        OTHERWISE,
        ("What is otherwise", "plea=no contest"),
        RIGHT,
        RIGHT,
    ]
    at_screen(case, answers, "post", "r", words, code=0)
    dismissed, plea, *_ = events(case)
    assert (plea["data"]["plea"], dismissed["type"]) == ("no_contest", "charge.dismissed")


def test_dialogue__what_is_unlikely_to_be_a_name__is_shown_before_it_is_recorded(
    case: Terminal,
) -> None:
    words = "before noon hearing set for June 3, 2025, 9:00 am"
    answers = [OTHERWISE, ("What is otherwise", "kind=motion hearing"), RIGHT]
    at_screen(case, answers, "post", "r", words, *ON)
    assert events(case)[0]["data"]["kind"] == "motion hearing"
