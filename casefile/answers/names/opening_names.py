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

OPENED = Question(
    select(events.c.body).where(
        among(events.c.matter_id, "matters"),
        events.c.type == MatterOpened.tag,
        events.c.position <= POSITION,
    )
)


def as_typed(opened: Iterable[bytes]) -> Iterator[tuple[Ids, str]]:
    """Yield for whom matters are by the events that open them, each as it was typed there."""
    facts = [Fact(Recorded(0, read_body(body))) for body in opened]
    for fact, data in of_class(facts, MatterOpened):
        if data.for_ and (typed := (data.source_label or {}).get("for")):
            yield (fact.matter_id, data.for_), typed
