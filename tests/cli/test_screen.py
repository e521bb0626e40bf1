"""The screen: nothing that is printed is cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rich.text import Text

from casefile.cli.ending import tell
from casefile.cli.screen import (
    PAPER,
    print_flags,
    print_json,
    print_json_parts,
    print_table,
    say,
)
from casefile.errors import Malformed
from casefile.recording.receipt import Warned


@pytest.mark.parametrize("columns", range(1, 8))
@pytest.mark.parametrize("length", [5, 12, 13, 27, 28, 29, 60])
def test_table__of_any_shape__holds_every_sign_and_is_no_wider_than_the_paper(
    capsys: pytest.CaptureFixture[str], columns: int, length: int
) -> None:
    rows = [tuple(chr(ord("a") + column) * length for column in range(columns))]
    print_table(["Head"] * columns, rows, indent=2)
    printed = capsys.readouterr().out
    body = printed.replace("Head", "")
    for column in range(columns):
        assert body.count(chr(ord("a") + column)) == length
    assert max(len(line) for line in printed.splitlines()) <= PAPER


def test_table__short_cells_that_fit__stand_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_table(["Day", "What"], [("2023-04-20", "word " * 40)])
    assert "2023-04-20" in capsys.readouterr().out


def test_flags__of_many_events__names_the_first_ones_and_counts_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    events = [f"@{number}" for number in (7, 6, 9, 8, 11, 12, 10)]
    late = Warned(code="recorded_late", sentence="They are late.", events=events, matter_id="m1")
    print_flags([late])
    printed = " ".join(capsys.readouterr().out.split())
    assert printed == "! They are late. [recorded_late: @7, @6, @9, @8, @11 and 2 more]"


# A control sequence of one sign, a command to the window, and letters turned around.
ORDERS = "\x9b2J \x9d0;title\x9c \u202etxt.exe\u202c \u2066a\u2069"


def test_text__with_what_a_terminal_obeys__is_printed_with_a_sign_in_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(ORDERS)
    say(Text.assemble(("! ", "bold"), ORDERS))
    print_table(("Name",), [(ORDERS,)])
    tell(Malformed(ORDERS))
    printed = capsys.readouterr()

    for line in (*printed.out.splitlines()[:2], printed.out.splitlines()[4], printed.err):
        assert "\ufffd2J \ufffd0;title\ufffd \ufffdtxt.exe\ufffd \ufffda\ufffd" in line
    assert (
        not set(ORDERS)
        & set("\x9b\x9d\x9c\u202e\u202c\u2066\u2069")
        & set(printed.out + printed.err)
    )


def test_json__with_what_a_terminal_obeys__is_the_same_in_escapes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_json({"name": f"Åsa {ORDERS}"})
    printed = capsys.readouterr().out

    assert json.loads(printed) == {"name": f"Åsa {ORDERS}"}
    assert "Åsa \\u009b2J" in printed
    assert "\u202e" not in printed


def test_json_in_parts__prints_what_is_printed_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    lists: dict[str, list[Any]] = {
        "none": [],
        "some": [{"a": "Zoë\u202e", "b": [1, {"c": None}]}, {"a": "line\nline"}],
    }
    answer = {"n": 1, "counts": {"x": {"y": 2}}, "empty": {}, **lists, "last": True}
    print_json(answer)
    whole = capsys.readouterr().out
    print_json_parts(
        (key, iter(lists[key]) if key in lists else one) for key, one in answer.items()
    )
    assert capsys.readouterr().out == whole
    print_json_parts([("only", iter([1]))])
    assert json.loads(capsys.readouterr().out) == {"only": [1]}


def test_json_in_parts__of_a_long_list__has_printed_one_before_the_next_is_made(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen = []

    def made() -> Iterator[int]:
        for number in range(3):
            yield number
            seen.append(capsys.readouterr().out)

    print_json_parts([("all", made())])
    assert [str(number) in out for number, out in enumerate(seen)] == [True] * 3
