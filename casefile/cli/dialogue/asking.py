"""Asking: one short question at a time, with numbered answers where these can be listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

import click

from casefile.cli.dialogue.talk import current
from casefile.cli.screen import shown
from casefile.law.edtf import parse
from casefile.recording.receipt import Receipt
from casefile.words.values.by_kind import YES_OR_NO

_several = re.compile(r"\d+(?:(?:,| and|,? and| &)? *\d+)+")


class Offered(NamedTuple):
    """An answer that can be given by its number: what it says, and what is typed for it."""

    said: str
    value: str


def tell(sentence: str) -> None:
    """Say something, where there is anything to be said."""
    if sentence:
        click.echo(shown(sentence), err=True)


def nothing() -> str:
    """Return that nothing is recorded, or no more than what came first."""
    talk = current()
    return f"Nothing {'more ' if talk and talk.recorded else ''}was recorded."


def end() -> NoReturn:
    """End with nothing recorded, and say so; raises Exit."""
    tell(nothing())
    raise click.exceptions.Exit(1)


def ask(question: str) -> str:
    """Return what is typed; no answer ends it. Raises Exit."""
    typed = str(click.prompt(shown(question), default="", show_default=False, err=True)).strip()
    return typed or end()


def choose(question: str, choices: Sequence[Offered], *, several: bool = False) -> list[str]:
    """Return what is typed for the numbers that are chosen, or the words typed instead of one.

    No answer ends it. Raises Exit.
    """
    tell(question)
    for number, one in enumerate(choices, start=1):
        tell(f"  {number:>2}  {one.said}")
    more = ", or several like 1, 3" if several and choices[1:] else ""
    while True:
        typed = ask(f"A number{more}, or type it (Enter ends)")
        numbers = [int(one) for one in re.findall(r"\d+", typed)]
        if not typed.isdecimal() and not (several and _several.fullmatch(typed)):
            return [typed]
        if all(1 <= one <= len(choices) for one in numbers):
            return [choices[one - 1].value for one in numbers]
        tell(f"There is no number {typed} here.")


def is_so(question: str, *, default: bool = False) -> bool:
    """Return whether somebody says yes."""
    how = f"{shown(question)} [{'Y/n' if default else 'y/N'}]"
    while True:
        typed = str(click.prompt(how, default="", show_default=False, err=True)).strip().casefold()
        if not typed or typed in YES_OR_NO:
            return YES_OR_NO.get(typed, default)
        tell("Answer y or n.")


def asks_if_meant() -> bool:
    """Tell whether what is to be recorded came about by questions."""
    talk = current()
    return bool(talk and talk.command)


def check_meant(proposed: Receipt) -> None:
    """Show what is to be recorded, and the command that says it at once; raises Exit if not."""
    for one in proposed.entries:
        day = parse(one.recorded.envelope.effective).label
        tell(one.confirmation(f"To be recorded for {day}"))
    if talk := current():
        tell(f"In one line: {talk.command}")
    if not is_so("Record that?", default=True):
        end()
