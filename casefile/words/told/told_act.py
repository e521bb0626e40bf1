"""Told act: one act that a sentence tells of, and all that one tells of, each with its day."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from casefile.words.misread import Misread
from casefile.words.what.field_names import as_field
from casefile.words.what.papers import OF_ITS_DAY, as_typed

NOTHING: Mapping[str, Any] = MappingProxyType({})

TWO = 2
_OF_ONE_PAPER = frozenset(("charge filed", "complaint filed"))
_SAID_OF_EACH = frozenset(("party", "who", "party_id", "against", "claimants", "by", "instrument"))


class ToldAct(NamedTuple):
    """The words of one act, as they are typed by themselves, and what else is said of it.

    What is not `sure` leads to a question of its own. `day` is what stands behind it.
    """

    words: str
    fields: Mapping[str, list[str]] = NOTHING
    sure: bool = True
    tag: str = ""
    day: str = ""

    @property
    def whole(self) -> str:
        """Return the words with their day."""
        return f"{self.words} on {self.day}" if self.day else self.words


class ToldActs(NamedTuple):
    """The acts of a sentence as they are told, and the day of those that have none of their own."""

    acts: Sequence[ToldAct] = ()
    day: str = ""


def each_by_itself(acts: Sequence[ToldAct]) -> Misread:
    """Return that each of several acts is to be said by itself, with the commands for that."""
    each = (
        f"casefile post MATTER {shlex.quote(one.whole)}{as_typed(one.fields)}"
        f"{'' if one.day else OF_ITS_DAY}"
        for one in acts
    )
    many = "Two" if len(acts) == TWO else "Several"
    return Misread(f"{many} things are said, each with fields of its own: {'; '.join(each)}.")


def on_their_days(acts: Sequence[ToldAct], given: str) -> ToldActs:
    """Return acts with their days; raises Misread where it is not known of which day one is.

    One day is that of all. Of several, what stands before the first is of the day that is given.
    """
    days = list(dict.fromkeys(one.day for one in acts if one.day))
    if not given and len(days) <= 1:
        return ToldActs([one._replace(day="") for one in acts], days[0] if days else "")
    begun = next((place for place, one in enumerate(acts) if one.day), len(acts))
    if not all(one.day for one in acts[begun:]) or (begun and not given):
        raise each_by_itself(acts)
    return ToldActs(acts, "" if given else acts[0].day)


def some_acts(acts: Iterable[ToldAct]) -> ToldActs | None:
    """Return acts, or None for none."""
    each = list(acts)
    return ToldActs(each) if each else None


def each_with(acts: Sequence[ToldAct], typed: Mapping[str, Any]) -> Sequence[ToldAct]:
    """Return acts with the fields that were typed beside the sentence which tells of them.

    Of charges or claims of one paper whose they are and which paper it is is said of each. Raises
    Misread where fields are typed beside several acts of which they may be one's alone.
    """
    if not typed or not acts[1:]:
        return acts
    of_each = {one.words for one in acts} <= _OF_ONE_PAPER
    if not of_each or not all(as_field(name) in _SAID_OF_EACH for name in typed):
        raise each_by_itself(acts)
    return [one._replace(fields={**typed, **one.fields}) for one in acts]
