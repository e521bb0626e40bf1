"""Answers remembered while nothing more is recorded, for who asks the same again and again.

A sentence is read in many ways, and each of them looks at the same matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from casefile.errors import CasefileError, Malformed, Unknown


class Remembered:
    """The answers of one moment: of one end of the log, on one day of the office."""

    def __init__(self) -> None:
        self._moment: Hashable = None
        self._answers: dict[Hashable, Any] = {}
        self._answering = False

    @contextmanager
    def at(self, moment: Callable[[], Hashable]) -> Iterator[dict[Hashable, Any]]:
        """Yield the answers of a moment; those of any other are forgotten.

        What is asked for the sake of an answer is of the moment of that one.
        """
        if self._answering:
            yield self._answers
            return
        if (now := moment()) != self._moment:
            self._moment, self._answers = now, {}
        self._answering = True
        try:
            yield self._answers
        finally:
            self._answering = False


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
    """Have a question answered, or refused, once a moment for who remembers.

    What it is given is hashable, and its answer is not to be changed.
    """

    @wraps(question)
    def asked(asking: Asks, /, *given: Given.args, **named: Given.kwargs) -> Answered:
        if asking.remembered is None:
            return question(asking, *given, **named)
        place = (question, given, *named.items())
        with asking.remembered.at(asking.moment) as answers:
            if place not in answers:
                try:
                    answers[place] = question(asking, *given, **named)
                except (Malformed, Unknown) as error:
                    answers[place] = _anew(error)
                    raise
        if isinstance(answers[place], CasefileError):
            raise _anew(answers[place])
        found: Answered = answers[place]
        return found

    return asked


def of_one_moment(
    reading: Callable[Concatenate[Asks, Given], Answered],
) -> Callable[Concatenate[Asks, Given], Answered]:
    """Have all that a reading asks be of the moment at which it begins, for who remembers."""

    @wraps(reading)
    def read(asking: Asks, /, *given: Given.args, **named: Given.kwargs) -> Answered:
        if asking.remembered is None:
            return reading(asking, *given, **named)
        with asking.remembered.at(asking.moment):
            return reading(asking, *given, **named)

    return read


def _anew(error: CasefileError) -> CasefileError:
    """Return a refusal as it was, for whoever gets it may say it in other words."""
    made = type(error).__new__(type(error), *error.args)
    vars(made).update(vars(error))
    return made
