"""The loop: what a command is refused for is asked, and it is tried again with the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from casefile.cli.dialogue.asking import tell
from casefile.cli.dialogue.questions import Questions
from casefile.cli.dialogue.talk import Talk, current
from casefile.cli.dialogue.typed_command import TypedCommand
from casefile.errors import CasefileError

Failure = CasefileError | click.UsageError
Run = Callable[[list[str]], Any]


def converse(program: click.Group, words: Sequence[str], failure: Failure, run: Run) -> Any:
    """Ask for what a command was refused, and return what it comes to with the answers.

    Raises what it was refused for where that is nothing that can be asked.
    """

    def first(others: list[str]) -> None:
        """Run another command before this one, and ask for what that is refused."""
        _run(program, others, run)

    typed, talk = TypedCommand(program, words), current() or Talk()
    talk.begun = talk.begun or [typed.line]
    seen: list[tuple[str, ...]] = []
    while True:
        if (state := (str(failure), *typed.words)) in seen:
            tell("That answer was not taken: nothing is settled by it.")
            tell(failure.sentence if isinstance(failure, CasefileError) else failure.message)
        seen.append(state)
        if not Questions(typed, first).ask(failure):
            raise failure
        talk.command = talk.begun[-1] = typed.line
        try:
            answer = run(typed.words)
        except (CasefileError, click.UsageError) as again:
            failure = again
            typed = TypedCommand(program, typed.words)
        else:
            if not talk.recorded:
                tell(f"In one line: {talk.command}")
            return answer


def _run(program: click.Group, words: list[str], run: Run) -> Any:
    """Run a command before the one that is begun, with all that it may be asked for."""
    talk = current() or Talk()
    talk.command = TypedCommand(program, words).line
    talk.begun.append(talk.command)
    try:
        answer = run(words)
    except (CasefileError, click.UsageError) as failure:
        answer = converse(program, words, failure, run)
    talk.begun.pop()
    return answer
