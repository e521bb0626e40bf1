"""Answers remembered while nothing more is recorded, for who asks the same again and again.

A sentence is read in many ways, and each of them looks at the same matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Remembered:
    """The answers of one moment: of one end of the log, on one day of the office."""

    def __init__(self) -> None:
        self._moment: Hashable = None
        self._answers: dict[Hashable, Any] = {}

    def at(self, moment: Hashable) -> dict[Hashable, Any]:
        """Return the answers of a moment; those of any other are forgotten."""
        if moment != self._moment:
            self._moment, self._answers = moment, {}
        return self._answers


class Remembering(Protocol):
    """Who asks: what is remembered, if anything is, and the moment that is asked about."""

    @property
    def remembered(self) -> Remembered | None: ...
    def moment(self) -> Hashable: ...


Asks = TypeVar("Asks", bound=Remembering)
Given = ParamSpec("Given")
Answered = TypeVar("Answered")


def remembered(
    question: Callable[Concatenate[Asks, Given], Answered],
) -> Callable[Concatenate[Asks, Given], Answered]:
    """Have a question answered once a moment for who remembers; its answer is not to be changed."""

    @wraps(question)
    def asked(asking: Asks, /, *given: Given.args, **named: Given.kwargs) -> Answered:
        if asking.remembered is None:
            return question(asking, *given, **named)
        answers = asking.remembered.at(asking.moment())
        place = (question, given, *named.items())
        if place not in answers:
            answers[place] = question(asking, *given, **named)
        found: Answered = answers[place]
        return found

    return asked
