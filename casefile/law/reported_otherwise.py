"""Reported otherwise: what another source reports than the record has, its day, sum or outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from casefile.event import Code, SourceKind
from casefile.law.codes import Prejudice
from casefile.law.fact import Fact
from casefile.law.item import Item, appeal_label
from casefile.law.placing import Placed

SUMS = ("amount", "penalty", "components")


class ReportedOtherwise(NamedTuple):
    """A reported fact and the one on record that it contradicts, from the day on which both are."""

    reported: Fact
    recorded: Fact
    begins: date

    @property
    def events(self) -> tuple[str, ...]:
        """Return the events of both."""
        return (*self.reported.evidence, *self.recorded.evidence)

    def sentence(self, item: str) -> str:
        """Return it in words, with both sources."""
        differing = _differing(self.recorded, self.reported)
        here, there = (_said(one, differing) for one in (self.recorded, self.reported))
        return f"The sources differ about {item}: {here}; {there}."


def told_apart(there: Item, here: Item) -> tuple[str, str] | None:
    """Return how an item reads as reported and on record, where these are not the same."""
    if there.state != here.state:
        return _plain(there.state), _plain(here.state)
    pair = _with_all(there), _with_all(here)
    return pair if pair[0] != pair[1] else None


def _with_all(item: Item) -> str:
    """Return a state with what stands beside it: prejudice, marks, and that it is on appeal."""
    prejudice = [Prejudice(item.prejudice).label] if item.prejudice else []
    beside = [*prejudice, *sorted(item.marks), *appeal_label(item)]
    return ", ".join((_plain(item.state), *beside))


def _plain(state: str) -> str:
    return state.replace("_", " ")


def reported_otherwise(
    record: Sequence[Placed], reported: Sequence[Placed]
) -> Iterator[ReportedOtherwise]:
    """Yield each fact that another source reports otherwise than the record has it.

    A report that names no document is of another source than the record's.

    An act is compared where the record has one of its type: of several it is not known which is
    meant.
    """
    for told in reported:
        same = [one for one in record if one.fact.type == told.fact.type]
        if not told.fact.reported or len(same) != 1:
            continue
        (one,) = same
        theirs = _document(told.fact)
        if theirs and theirs == _document(one.fact):
            continue
        apart = told.latest < one.earliest or one.latest < told.earliest
        differ = _sums_differ(one.fact, told.fact) or _differing(one.fact, told.fact)
        if apart or differ:
            yield ReportedOtherwise(told.fact, one.fact, max(one.latest, told.latest))


def _sums_differ(one: Fact, other: Fact) -> bool:
    pairs = ((_sum(one, name), _sum(other, name)) for name in SUMS)
    return any(here and there and here != there for here, there in pairs)


def _differing(one: Fact, other: Fact) -> list[str]:
    """Return the fields in which both say in a word what came of it, and not the same."""
    here, there = (_words(each) for each in (one, other))
    return [name for name, word in here.items() if name in there and there[name] != word]


def _words(fact: Fact) -> dict[str, Code]:
    every = {name: getattr(fact.data, name) for name in fact.data.__struct_fields__}
    return {name: one for name, one in every.items() if isinstance(one, Code) and one != "unknown"}


def _sum(fact: Fact, name: str) -> Any:
    return getattr(fact.data, name, None)


def _document(fact: Fact) -> str:
    source = fact.envelope.source
    return source.document or "" if source else ""


def _said(fact: Fact, differing: Sequence[str]) -> str:
    sums = [_in_words(found) for name in SUMS if (found := _sum(fact, name))]
    words = _words(fact)
    what = ", ".join((fact.when.shown, *(words[name].label for name in differing), *sums))
    return f"{_document(fact) or _unnamed(fact)} has {what}"


def _unnamed(fact: Fact) -> str:
    """Return what a fact is told by that names no document."""
    if not fact.reported:
        return "the record"
    source = fact.envelope.source
    return "a news report" if source and source.kind == SourceKind.NEWS else "a source"


def _in_words(found: Any) -> str:
    several = found if isinstance(found, tuple) else (found,)
    return " and ".join(one.label for one in several)
