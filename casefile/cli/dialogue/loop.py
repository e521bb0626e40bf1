"""The loop: what a command is refused for is asked, and it is tried again with the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import click

from casefile.cli.dialogue.asking import tell
from casefile.cli.dialogue.questions import Questions
from casefile.cli.dialogue.talk import Talk, current
from casefile.cli.dialogue.typed_command import TypedCommand
from casefile.errors import CasefileError, Malformed, Unknown

Failure = CasefileError | click.UsageError
Run = Callable[[list[str]], Any]


class _Answered(NamedTuple):
    """What was asked: the words before it, what they were refused for, and the answer."""

    words: list[str]
    failure: Failure
    answer: set[str]


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
    asked: list[_Answered] = []
    while True:
        if (state := (str(failure), *typed.words)) in seen:
            tell("That answer was not taken: nothing is settled by it.")
            tell(_said(failure))
        seen.append(state)
        before = typed.words
        if Questions(typed, first).ask(failure):
            asked.append(_Answered(before, failure, {*typed.words} - {*before}))
        elif asked and isinstance(failure, Malformed | Unknown | click.UsageError):
            tell(_said(failure))
            wrong = _wrong(asked, _said(failure))
            typed, failure = TypedCommand(program, asked[wrong].words), asked[wrong].failure
            del asked[wrong:]
            seen.clear()
            continue
        else:
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


def _wrong(asked: Sequence[_Answered], sentence: str) -> int:
    """Return the place of the question whose answer a sentence is about, else of the last one."""
    about = (
        place
        for place, one in enumerate(asked)
        if any(word.rpartition("=")[2] in sentence for word in one.answer)
    )
    return next(about, len(asked) - 1)


def _said(failure: Failure) -> str:
    return failure.sentence if isinstance(failure, CasefileError) else failure.message
