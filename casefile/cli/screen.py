"""The screen: how answers are printed for people and for machines, and how long work shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

FEW = 1_000  # events that are taken in at once need no progress bar


def console(*, err: bool = False) -> Console:
    """Return the terminal, which prints data as it is: no markup, no emoji, no guessed colors."""
    return Console(stderr=err, markup=False, emoji=False, highlight=False)


def say(text: str = "", *, style: str = "") -> None:
    """Print one paragraph."""
    console().print(Text(text, style=style))


def print_json(answer: Any, *, indent: int | None = 2) -> None:
    """Print an answer for a machine."""
    click.echo(json.dumps(answer, indent=indent, ensure_ascii=False))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, indent: int = 0) -> None:
    """Print rows under their heads; long cells are folded, and ids are never cut."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    if table.row_count:
        from_left = Table.grid(padding=(0, 0, 0, indent))
        from_left.add_row(table)
        console().print(from_left)


def print_flags(flags: Iterable[Mapping[str, Any]]) -> None:
    """Print flags or warnings as sentences, each with its code and its events."""
    for flag in flags:
        events = ", ".join(flag["events"])
        said = Text("! ", style="bold yellow")
        said.append(flag["sentence"], style="")
        said.append(f" [{flag['code']}: {events}]", style="dim")
        console().print(said)


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while long work goes on; yields what is told (done, all)."""
    few = total is not None and total < FEW
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    screen = console(err=True)
    hidden = few or not screen.is_terminal
    with Progress(*columns, TimeElapsedColumn(), console=screen, disable=hidden) as bar:
        task = bar.add_task(what, total=total)

        def told(done: int, every: int) -> None:
            bar.update(task, completed=done, total=every)

        yield told
