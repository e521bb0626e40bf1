"""The screen: nothing that is printed is cut."""

from __future__ import annotations

import pytest

from casefile.cli.screen import PAPER, print_table


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
