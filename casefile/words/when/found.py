"""Found: what a text can mean, as EDTF texts, and why it has to be asked where that is not sure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple


class Found(NamedTuple):
    """What a text can mean, in EDTF; `why` says what is to be asked, where that is not sure.

    `counted` says that it was counted from a day, so that it means something else on another one,
    and `by` what tells it where the text does not: the other days of a matter. Of what is asked the
    first one is `likely` where whoever types can be shown it before anything comes of it.
    """

    options: tuple[str, ...]
    why: str = ""
    counted: bool = False
    by: str = ""
    likely: bool = False

    def each(self, change: Callable[[str], str | None]) -> Found:
        """Return what comes of a change to every option; None takes one away."""
        return self._replace(options=distinct(map(change, self.options)))

    def beside(self, other: Found, join: Callable[[str, str], str | None]) -> Found:
        """Return this and another one joined, in every way in which they can be."""
        joined = (join(one, two) for one in self.options for two in other.options)
        counted = self.counted or other.counted
        by = ", ".join(filter(None, (self.by, other.by)))
        likely = (self.likely or other.likely) and not (self.why and other.why)
        return Found(distinct(joined), self.why or other.why, counted, by, likely)

    def asked(self, why: str) -> Found:
        """Return this as what has to be asked, for this reason where there is none yet."""
        return self._replace(why=self.why or why)


def sure(day: date, *, counted: bool = False) -> Found:
    """Return one day as what is meant."""
    return Found((day.isoformat(),), counted=counted)


def unsure(options: Iterable[date | str], why: str, *, counted: bool = False) -> Found:
    """Return what may be meant, and what is to be asked."""
    return Found(distinct(map(str, options)), why, counted)


def distinct(options: Iterable[str | None]) -> tuple[str, ...]:
    """Return texts in their order, without what is missing and what comes again."""
    return tuple(dict.fromkeys(one for one in options if one))
