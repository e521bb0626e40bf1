"""load: history files at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FIXTURES, Terminal

STORY, NEXT_DAY = str(FIXTURES / "rust.jsonl"), str(FIXTURES / "rust-next-day.jsonl")
OPENED = {
    "matter_id": "m1",
    "type": "matter.opened",
    "effective": "2023-01-02",
    "data": {"title": "State v. Roe", "category": "criminal", "jurisdiction": "US-NM"},
    "recorded_at": "2023-01-03",
}
NOTE = {
    "matter_id": "m1",
    "type": "note.recorded",
    "effective": "2023-01-02",
    "data": {"text": "A note."},
    "recorded_at": "2023-01-02",
}
Write = Callable[..., str]


def test_load__the_story__records_43_events_and_then_none(terminal: Terminal) -> None:
    assert terminal("load", "--as-recorded", STORY) == f"{STORY}: 43 events recorded.\n"
    again = terminal("load", "--as-recorded", STORY)
    assert again == f"{STORY}: 0 events recorded; 43 were there already.\n"
    assert terminal.json("events", "--limit", "1")["head"] == 43


def test_load__as_recorded__answers_what_was_known_when(story: Terminal) -> None:
    asked = ("status", "alec-baldwin", "--as-of", "2023-04-20", "--known-at")
    assert story.json(*asked, "2023-04-19")["tracks"] == {}
    assert story.json(*asked, "2023-04-20")["position"] == 43


def test_load__without_as_recorded__is_recorded_now_and_not_called_late(
    terminal: Terminal,
) -> None:
    assert "recorded_late" not in terminal("load", STORY)
    answer = terminal.json("status", "alec-baldwin", "--known-at", "2023-04-20")
    assert answer["tracks"] == {}
    assert "recorded_late" not in terminal("status", "alec-baldwin")
    assert terminal.json("events", "--limit", "1")["events"][0]["loaded_at"]


def test_load__with_many_warnings_of_a_kind__prints_the_first_and_a_count(
    terminal: Terminal, write: Write
) -> None:
    terminal("load", "--as-recorded", STORY)
    data = {"item_id": "manslaughter", "text": "Nolle"}
    unread = {"matter_id": "baldwin", "type": "charge.disposition_recorded", "data": data}
    lines = [{**unread, "effective": f"2023-04-{day}"} for day in range(10, 22)]
    told = terminal("load", write(*lines))
    assert told.count("[unread_disposition: ") == 10
    assert "! And 2 more of this kind [unread_disposition]; --json has them all." in told


def test_load__dry_run_of_two_files__shows_the_effect_and_writes_nothing(
    terminal: Terminal,
) -> None:
    told = terminal("load", "--as-recorded", "--dry-run", STORY, NEXT_DAY)
    assert f"{STORY}: 43 events would be recorded." in told
    assert f"{NEXT_DAY}: 1 event would be recorded." in told
    assert "dismissed without prejudice" in told
    assert terminal.json("events")["head"] == 0


def test_load__a_line_that_is_refused__is_named_and_its_file_left_out(
    terminal: Terminal, write: Write
) -> None:
    good = write(OPENED, name="good.jsonl")
    bad = write("# two events", NOTE, {**NOTE, "matter_id": "m9"}, name="bad.jsonl")
    terminal("load", good, bad, code=3)
    told, step = terminal.error.splitlines()
    assert told == f"{bad}, line 3: There is no matter m9. [matter.unknown]"
    assert step.startswith("Open it first: casefile post m9 matter.opened ")
    assert terminal.json("events")["head"] == 1


def test_load__refused__names_the_conflicts_and_the_override(story: Terminal, write: Write) -> None:
    verdict = {
        "matter_id": "baldwin",
        "type": "charge.verdict_returned",
        "effective": "2023-05-01",
        "data": {"item_id": "manslaughter", "verdict": "guilty"},
    }
    story("load", write(verdict), code=1)
    assert "[verdict.no_trial]\nIt conflicts with: @17.\nIf the trial" in story.error
    assert story.error.endswith(
        " --effective DAY\nAn override, with reason and authority, records it all the same.\n"
    )


@pytest.mark.parametrize(
    ("lines", "code", "exit_code"),
    [
        ([OPENED, NOTE], "recorded_at.backwards", 1),
        ([OPENED, {**NOTE, "recorded_at": "2999-01-01"}], "recorded_at.ahead", 1),
        ([OPENED, {**NOTE, "recorded_at": None}], "recorded_at.missing", 2),
        ([OPENED, "{"], "input.not_json", 2),
    ],
)
def test_load__as_recorded_wrong__names_the_line_and_records_nothing(
    terminal: Terminal, write: Write, lines: list[Any], code: str, exit_code: int
) -> None:
    terminal("load", "--as-recorded", write(*lines), code=exit_code)
    assert ", line 2: " in terminal.error
    assert terminal.error.endswith(f"[{code}]\n")
    assert terminal.json("events")["head"] == 0


def test_load__from_the_standard_input__records(terminal: Terminal, write: Write) -> None:
    told = terminal("load", "-", given=Path(write(OPENED)).read_text())
    assert told == "the standard input: 1 event recorded.\n"


def test_load__file_that_is_not_there__is_a_usage_error(terminal: Terminal) -> None:
    terminal("load", "nowhere.jsonl", code=2)
    assert "No such file" in terminal.error


def test_load__in_json__answers_one_line_a_file(terminal: Terminal) -> None:
    told = terminal("load", "--as-recorded", "--json", STORY, NEXT_DAY)
    assert [line.count('"recorded": 43') for line in told.splitlines()] == [1, 0]


def test_load__by_a_name__is_recorded_by_that_name(terminal: Terminal, write: Write) -> None:
    terminal("load", "--by", "Mona Lisa", write(OPENED))
    assert terminal.json("events")["events"][0]["recorded_by"] == "Mona Lisa"
    terminal("load", "--by", " ", write(OPENED), code=2)


def test_load__file_of_more_than_a_part__recorded_part_by_part_and_gone_on_from(
    terminal: Terminal, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.cli.load.PART", 2)
    notes = [{**NOTE, "data": {"text": f"Note {number}."}} for number in range(5)]
    bad = write(OPENED, *notes[:3], {**NOTE, "matter_id": "m9"}, name="bad.jsonl")
    terminal("load", bad, code=3)
    assert terminal.error.splitlines()[0] == (
        f"{bad}, line 5: There is no matter m9. The 4 events before this part are recorded. "
        "[matter.unknown]"
    )
    good = write(OPENED, *notes, name="good.jsonl")
    assert terminal("load", good) == f"{good}: 2 events recorded; 4 were there already.\n"
    assert terminal.json("events")["head"] == 6
