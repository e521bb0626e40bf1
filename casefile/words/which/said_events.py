"""Said events: which event somebody means by what it is called, or by its day.

It is looked for among the last ones of the log, or of a matter. An amendment is called by its
number alone, as it says the words of what it amends.
"""

from __future__ import annotations

from datetime import date

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import SHOWN, Meant, none_of
from casefile.answers.record import log
from casefile.answers.record.log import ListedEvent
from casefile.errors import Candidate, Several
from casefile.law.events.record import EventCorrected, EventRetracted
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.what.event_types import read_type
from casefile.words.what.event_words import SMALL, as_key, without_article
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in

LAST = 200  # events among which one is looked for
AS_TO = "(as to "  # before the parties whom alone an act concerns
AMENDMENTS = (EventCorrected.tag, EventRetracted.tag)


def event_said(asking: Asking, typed: str, matter_id: str | None = None) -> Meant:
    """Return the one event that is called so, or that is of that day; raises Several or Unknown."""
    events = [
        one
        for one in log.page(asking, matter_id=matter_id, newest=True, limit=LAST).events
        if one.type not in AMENDMENTS
        and not any(other.type == EventRetracted.tag for other in one.amended)
    ]
    said = log.sentences(asking, events)
    told = {
        one.event_id: f"no. {one.position}, {one.effective}: {sentence}"
        for one, sentence in zip(events, said, strict=True)
    }
    if day := _day(asking, typed, matter_id):
        found = [one.event_id for one in events if one.effective == day.isoformat()]
    else:
        found = _called(typed, list(zip(events, said, strict=True)))
    if len(found) == 1:
        return Meant(found[0], told[found[0]])
    if not found:
        raise none_of(typed, f"event {typed}", (), code="event.unknown")
    more = f" There are more than these {SHOWN}." if len(found) > SHOWN else ""
    sentence = f"Several events answer to {typed!r}: say which by its number.{more}"
    numbers = {one.event_id: str(one.position) for one in events}
    some = found[:SHOWN]
    each = [Candidate(one, told[one], numbers[one]) for one in some]
    raise Several(sentence, each, typed=typed)


def _day(asking: Asking, typed: str, matter_id: str | None) -> date | None:
    """Return the day that a text is; None where it is none."""
    if not any(one.isdigit() for one in typed):
        return None
    found = read_day(typed, here_in(asking, matter_id))
    return found.meant.earliest if found.meant else None


def _called(typed: str, events: list[tuple[ListedEvent, str]]) -> list[str]:
    """Return the events of a type that the first words call, and whose own words have the rest.

    Of several those are meant that concern only whom the rest names.
    """
    words = without_article(as_key(typed)).split()
    for many in range(len(words), 0, -1):
        try:
            tag = read_type(" ".join(words[:many]))
        except Misread:
            continue
        rest = {one for one in words[many:] if one not in SMALL}
        of_type = [(one.event_id, said) for one, said in events if one.type == tag]
        if found := [one for one, said in of_type if rest <= _words(said)]:
            own = [one for one, said in of_type if rest <= _words(said.partition(AS_TO)[2])]
            named = {one for one in words if one not in SMALL}
            so_called = [one for one, said in of_type if named <= _words(said)]
            return (own if rest else so_called) or found
    wanted = {one for one in words if one not in SMALL}
    likely = [(one, said) for one, said in events if wanted <= _words(said) | _of_type(one)]
    own = [
        one.event_id
        for one, said in likely
        if (beside := wanted - _of_type(one)) and beside <= _words(said.partition(AS_TO)[2])
    ]
    return own or [one.event_id for one, _ in likely if wanted]


def _words(said: str) -> set[str]:
    return set(name_key(said).split())


def _of_type(one: ListedEvent) -> set[str]:
    return set(as_key(one.type).split())
