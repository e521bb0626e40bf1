"""Misread: a typed text of which nobody can say what it means, as a sentence or a question."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.errors import Misfit, Missing
from casefile.law.nearest import did_you_mean, nearest


class Misread(Exception):
    """What is wrong with a typed text, for a person; `choices` are what it may be instead.

    `missing` is the event that would put on record what it names, where there is none yet.
    """

    def __init__(
        self, sentence: str, choices: Sequence[str] = (), *, missing: Missing | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.choices = tuple(choices)
        self.missing = missing

    def of(self, field: str) -> Misfit:
        """Return what is wrong as of a field."""
        return Misfit(field, self.sentence, self.choices, self.missing)


def none_of(typed: str, choices: Sequence[str]) -> Misread:
    """Return that a text is none of the choices, with all of them and the nearest."""
    near = nearest(typed, choices)
    sentence = f"It must be one of: {', '.join(choices)}.{did_you_mean(near)}"
    return Misread(sentence, choices)
