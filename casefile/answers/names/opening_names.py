"""Opening names: for whom a matter is, as whoever opened it typed that, before anybody is added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from casefile.answers.names.item_rows import Ids
from casefile.answers.question import POSITION, Question
from casefile.event import Recorded, read_body
from casefile.law.events.matter import MatterOpened
from casefile.law.fact import Fact, of_class
from casefile.store.statement import among
from casefile.store.tables import events

FOR = "for"  # the field in which the opening of a matter says for whom the office is in it

OPENED = Question(
    select(events.c.body).where(
        among(events.c.matter_id, "matters"),
        events.c.type == MatterOpened.tag,
        events.c.position <= POSITION,
    )
)


def facts_of(opened: Iterable[bytes]) -> Iterator[Fact]:
    """Yield the openings whose stored bodies these are."""
    return (Fact(Recorded(0, read_body(body))) for body in opened)


def as_typed(opened: Iterable[Fact]) -> Iterator[tuple[Ids, str]]:
    """Yield for whom matters are by the facts that open them, each as it was typed there.

    It is empty where nothing was typed for whom.
    """
    for fact, data in of_class(opened, MatterOpened):
        if data.for_:
            yield (fact.matter_id, data.for_), (data.source_label or {}).get(FOR, "")
