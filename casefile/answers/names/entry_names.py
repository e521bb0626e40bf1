"""Entry names: what motions, hearings and deadlines are called, by the events that set them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from casefile.answers.question import POSITION
from casefile.event import Recorded, read_body
from casefile.law import subjects
from casefile.law.fact import standing
from casefile.projections.subjects import event_subjects
from casefile.store.statement import Row, among
from casefile.store.tables import events

# The body is looked up row by row, as the index of subjects does it.
_body = select(events.c.body).where(events.c.position == event_subjects.c.position)
ENTRIES = select(
    event_subjects.c.subject, event_subjects.c.position, _body.scalar_subquery().label("body")
).where(among(event_subjects.c.subject, "entries"), event_subjects.c.position <= POSITION)


def entry_names(rows: Iterable[Row]) -> Mapping[str, str]:
    """Return what entries are called, by their subjects, from the events about them.

    One that was set several times is called as it was set last.
    """
    found: dict[str, list[Recorded]] = {}
    for subject, position, body in rows:
        found.setdefault(subject, []).append(Recorded(position, read_body(body)))
    called: dict[str, str] = {}
    for subject, recorded in found.items():
        entry_id = subjects.ids_of(subject)[-1]
        for fact in standing(recorded):
            called[subject] = fact.data.entry_called(entry_id) or called.get(subject, "")
    return called
