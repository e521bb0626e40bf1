"""Talk: whether somebody is there who can be asked, and what has been said and asked already."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from typing import NamedTuple

import click

from casefile.errors import Malformed


class LackingOption(click.UsageError):
    """What a command needs and nobody said: the option that says it, and how it is asked for.

    Without a name of an option it is a word behind the others. `among` are lines that say what can
    be answered.
    """

    def __init__(
        self, message: str, *, option: str, question: str, among: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.option, self.question, self.among = option, question, among


class NotMeant(Malformed):
    """What is to be recorded is not what was meant, says whoever was shown it."""

    code = "event.not_meant"


class UnreadWords(NamedTuple):
    """The words of a sentence that are in no event of a type, which is read from it.

    `named` are the parties that it names, whom an event of it should name as well.
    """

    tag: str
    sentence: str
    words: Sequence[str]
    named: Sequence[str] = ()


class ChosenAct(NamedTuple):
    """The place of an act among several that were chosen, and at which command it is asked."""

    place: int
    many: int
    depth: int


class Talk:
    """What was said to whoever types a command, and how it would be typed after the answers.

    `command` is empty until something was asked. `recorded` has in words what was recorded by now,
    and `begun` the commands that are not done yet, each of which comes before the one before it.
    `told_by` has what was told at first by the other words in which it was told again, and `unread`
    what of a sentence nobody has read that is about to be recorded. What was `guessed` is shown
    before it is recorded. `part` says which of several acts that were chosen is recorded now.
    """

    def __init__(self) -> None:
        self.command = ""
        self.guessed = False
        self.recorded: list[str] = []
        self.begun: list[str] = []
        self.told_by: dict[str, str] = {}
        self.unread: UnreadWords | None = None
        self.part: ChosenAct | None = None
        self._said: set[str] = set()

    def is_new(self, line: str) -> bool:
        """Tell whether a line was not said before, and note that it is."""
        new = line not in self._said
        self._said.add(line)
        return new


_talk: ContextVar[Talk | None] = ContextVar("talk", default=None)


def begin(*, as_json: bool) -> None:
    """Begin to talk with whoever types, if it is a person at a terminal."""
    both = sys.stdin.isatty() and sys.stdout.isatty()
    _talk.set(Talk() if both and not as_json else None)


def current() -> Talk | None:
    """Return what has been said so far; None where nobody can be asked."""
    return _talk.get()


def show_first(guessed: bool = True) -> None:
    """Have what is recorded be shown before, where some of it is guessed."""
    if guessed and (talk := current()):
        talk.guessed = True


def say_once(line: str) -> None:
    """Print a line beside the answer, at a terminal only where it was not said before."""
    talk = current()
    if talk is None or talk.is_new(line):
        click.echo(line, err=True)


def note_recorded(sentences: Iterable[str]) -> None:
    """Note what was recorded."""
    if talk := current():
        talk.recorded += sentences


def recorded() -> list[str]:
    """Return in words what was recorded by now, as far as that is known."""
    talk = current()
    return talk.recorded if talk else []


def nothing() -> str:
    """Return that nothing is recorded; where something was before, what that was and what not."""
    talk = current()
    if talk is None or not talk.recorded:
        return "Nothing was recorded."
    return f"{' '.join(talk.recorded)} Nothing more was recorded; not done: {'; '.join(talk.begun)}"
