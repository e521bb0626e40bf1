"""The screen: how answers are printed for people and for machines, and how long work shows."""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

import click
import msgspec
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casefile.canonical import TURNING
from casefile.errors import Interrupted

FEW = 1_000  # events that are taken in at once need no progress bar
PAPER = 100  # columns where the output goes to a file or another program
FOLDED, GAP = 12, 3  # columns that a folded cell needs, and those between two cells
# What a terminal obeys in place of printing it: the second set of control characters, of which real
# records have some, and the signs that turn the direction of writing.
_ORDERS = re.compile(f"[\x80-\x9f{TURNING}]")
FEW_EVENTS = 5  # of a flag, which are all named
SHORT = 28  # cells up to this length, ids and dates mostly, are kept in one line


class _Screen(Console):
    """A terminal that leaves it to the program how to end where nobody reads any more."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(*, err: bool = False) -> Console:
    """Return the terminal, which prints data as it is: no markup, no emoji, no guessed colors."""
    screen = _Screen(stderr=err, markup=False, emoji=False, highlight=False)
    if not screen.is_terminal:
        screen.width = PAPER
    return screen


_TWO_ENDS = re.compile(r"(?<=[a-z]\.)\.(?=\s|$)(?<!\.\.\.)")  # and no dots for what is left out


def shown(text: str) -> str:
    """Return a text of a record as it is printed: nothing in it moves the cursor or turns words.

    A sentence that ends in a name which ends in a period has one of them.
    """
    return _TWO_ENDS.sub("", _ORDERS.sub("\N{REPLACEMENT CHARACTER}", text))


def say(text: str | Text = "", *, style: str = "") -> None:
    """Print one paragraph: folded on a terminal, one line elsewhere."""
    screen = console()
    whole = text if isinstance(text, Text) else Text(text, style=style)
    whole.plain = shown(whole.plain)
    screen.print(whole, soft_wrap=not screen.is_terminal)


def print_json(answer: Any, *, indent: int | None = 2) -> None:
    """Print an answer for a machine: a Struct, or plain values with Structs among them."""
    click.echo(_json(answer, indent))


def _json(answer: Any, indent: int | None) -> str:
    plain = json.loads(msgspec.json.encode(answer))
    escaped = not sys.stdout.encoding.lower().startswith("utf")
    text = json.dumps(plain, indent=indent, ensure_ascii=escaped)
    return _ORDERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def print_json_parts(parts: Iterable[tuple[str, Any]]) -> None:
    """Print an answer whose lists are long as `print_json` does, and have one of each at a time."""
    between = "{\n"
    for key, value in parts:
        click.echo(f'{between}  "{key}": ', nl=False)
        between = ",\n"
        if not isinstance(value, Iterator):
            click.echo(textwrap.indent(_json(value, 2), "  ").lstrip(), nl=False)
            continue
        begins = "[\n"
        for one in value:
            click.echo(begins + textwrap.indent(_json(one, 2), "    "), nl=False)
            begins = ",\n"
        click.echo("\n  ]" if begins == ",\n" else "[]", nl=False)
    click.echo("\n}")


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, indent: int = 0) -> None:
    """Print rows under their heads; long cells are folded, and nothing is cut."""
    cells = [tuple(map(shown, row)) for row in rows]
    if not cells:
        return
    screen = console()
    longest = [
        max(len(line) for cell in (head, *column) for line in cell.split("\n"))
        for head, column in zip(heads, zip(*cells, strict=True), strict=True)
    ]
    unbroken = _unbroken(longest, screen.width - indent)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, overflow="fold", no_wrap=number in unbroken)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    with screen.capture() as printed:
        screen.print(Padding(table, (0, 0, 0, indent), expand=False))
    for line in printed.get().splitlines():
        click.echo(line.rstrip())


class Raised(Protocol):
    """A flag on an item, or a warning of a post."""

    @property
    def code(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def events(self) -> Sequence[str]: ...


def print_flags(
    flags: Iterable[Raised], events_of: Callable[[Sequence[str]], str] = ", ".join
) -> None:
    """Print flags or warnings as sentences, each once, with its code and its events.

    `events_of` says how events are printed, which are given by their ids.
    """
    told = {(flag.code, flag.sentence, *flag.events): flag for flag in flags}
    for flag in told.values():
        events = _few(flag.events, events_of)
        said = Text()
        said.append("! ", style="bold yellow")
        said.append(flag.sentence)
        said.append(f" [{flag.code}: {events}]", style="dim")
        say(said)


def _few(events: Sequence[str], events_of: Callable[[Sequence[str]], str]) -> str:
    """Return events as they are printed: of many the first ones, and how many more there are."""
    if len(events) <= FEW_EVENTS:
        return events_of(events)
    return f"{events_of(events[:FEW_EVENTS])} and {len(events) - FEW_EVENTS} more"


def _unbroken(longest: Sequence[int], width: int) -> set[int]:
    """Return the columns whose cells fit on a line whole; the shortest go first.

    Each of the others is left room to be folded in: what stands in one line is never cut.
    """
    kept: set[int] = set()
    room = width - sum(min(one, FOLDED) + GAP for one in longest)
    for number in sorted(range(len(longest)), key=longest.__getitem__):
        room -= max(0, longest[number] - FOLDED)
        if room >= 0 and longest[number] <= SHORT:
            kept.add(number)
    return kept


@contextmanager
def progress(
    what: str, total: int | None = None, *, left: str
) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while long work goes on; yields what is told (done, all).

    Where it is interrupted, `left` is the sentence that says what is left of it.
    """
    # Few commands show one, and its library takes long to import.
    from rich.progress import (  # noqa: PLC0415 - as just said
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    few = total is not None and total < FEW
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    screen = console(err=True)
    hidden = few or not screen.is_terminal
    try:
        with Progress(*columns, TimeElapsedColumn(), console=screen, disable=hidden) as bar:
            task = bar.add_task(what, total=total)

            def told(done: int, every: int) -> None:
                bar.update(task, completed=done, total=every)

            yield told
    except KeyboardInterrupt as interrupted:
        raise Interrupted(f"Interrupted. {left}") from interrupted
