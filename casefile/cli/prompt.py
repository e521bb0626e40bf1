"""The prompt: what is typed there, or comes by the standard input, is in no shell's history."""

from __future__ import annotations

import sys

import click

STANDARD = "-"  # given in place of what is to be asked for


def is_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty()


def read_line(what: str) -> str:
    """Return one line: asked for on a terminal, elsewhere the next one of the standard input."""
    if is_terminal():
        return str(click.prompt(what, err=True))
    line = sys.stdin.readline()
    if not line:
        message = f"The standard input has no line for {what}."
        raise click.UsageError(message)
    return line.rstrip("\r\n")


def read_lines(what: str) -> list[str]:
    """Return lines: asked for on a terminal until one is empty, elsewhere all that have words."""
    if not is_terminal():
        return [line for line in sys.stdin.read().splitlines() if line.strip()]
    lines = []
    while line := click.prompt(f"{what} (none ends)", default="", show_default=False, err=True):
        lines.append(str(line))
    return lines


def typed(_context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return the value of an option, asked for where it is given as -."""
    return read_line(str(option.name).replace("_", " ")) if value == STANDARD else value
