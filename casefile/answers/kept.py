"""Answers that are kept while nothing more is recorded, for what asks the same again and again.

A sentence is read in many ways, and each looks at the same matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

Given = ParamSpec("Given")
Answered = TypeVar("Answered")


class Kept:
    """The answers of one moment: of one end of the log, on one day of the office."""

    def __init__(self) -> None:
        self._moment: Hashable = None
        self._answers: dict[Hashable, Any] = {}

    def at(self, moment: Hashable) -> dict[Hashable, Any]:
        """Return the answers of a moment; those of any other are dropped."""
        if moment != self._moment:
            self._moment, self._answers = moment, {}
        return self._answers


class Keeping(Protocol):
    """Who asks: what has been kept, if anything is, and the moment that it is asked at."""

    @property
    def kept(self) -> Kept | None: ...
    def moment(self) -> Hashable: ...


Asks = TypeVar("Asks", bound=Keeping)


def kept(
    question: Callable[Concatenate[Asks, Given], Answered],
) -> Callable[Concatenate[Asks, Given], Answered]:
    """Have a question answered once a moment, to whoever keeps answers."""

    @wraps(question)
    def asked(asking: Asks, /, *given: Given.args, **named: Given.kwargs) -> Answered:
        if asking.kept is None:
            return question(asking, *given, **named)
        answers, asked_for = asking.kept.at(asking.moment()), (question, given, *named.items())
        if asked_for not in answers:
            answers[asked_for] = question(asking, *given, **named)
        found: Answered = answers[asked_for]
        return found

    return asked
