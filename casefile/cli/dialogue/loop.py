"""The loop: what a command is refused for is asked, and it is tried again with the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from casefile.cli.dialogue.asking import nothing, tell
from casefile.cli.dialogue.questions import Questions
from casefile.cli.dialogue.talk import current
from casefile.cli.dialogue.typed_command import TypedCommand
from casefile.errors import CasefileError, Interrupted

Failure = CasefileError | click.UsageError
Run = Callable[[list[str]], Any]


def converse(program: click.Group, words: Sequence[str], failure: Failure, run: Run) -> Any:
    """Ask for what a command was refused, and return what it comes to with the answers.

    Raises what it was refused for where that is nothing that can be asked.
    """

    def first(others: list[str]) -> None:
        """Run another command before this one, and ask for what that is refused."""
        _run(program, others, run)

    typed = TypedCommand(program, words)
    seen: list[tuple[str, ...]] = []
    while True:
        if (state := (str(failure), *typed.words)) in seen:
            tell("That answer was not taken: nothing is settled by it.")
            tell(failure.sentence if isinstance(failure, CasefileError) else failure.message)
        seen.append(state)
        try:
            answered = Questions(typed, first).ask(failure)
        except click.Abort as stopped:
            raise Interrupted(nothing()) from stopped
        if not answered:
            raise failure
        if talk := current():
            talk.command = typed.line
        try:
            answer = run(typed.words)
        except click.Abort as stopped:
            raise Interrupted(nothing()) from stopped
        except (CasefileError, click.UsageError) as again:
            failure = again
            typed = TypedCommand(program, typed.words)
        else:
            if talk and not talk.recorded:
                tell(f"In one line: {talk.command}")
            return answer


def _run(program: click.Group, words: list[str], run: Run) -> Any:
    """Run a command, with all that it may be asked for."""
    if talk := current():
        talk.command = TypedCommand(program, words).line
    try:
        return run(words)
    except (CasefileError, click.UsageError) as failure:
        return converse(program, words, failure, run)
