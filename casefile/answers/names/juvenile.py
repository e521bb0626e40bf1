"""Juvenile matters, in which words of criminal cases are others (see `law.wording`)."""

from __future__ import annotations

from sqlalchemy import select

from casefile.answers.question import POSITION
from casefile.law.events.matter import MatterCategory
from casefile.projections.matters import matters
from casefile.projections.tables import known_at
from casefile.store.statement import among

# Which of some matters are juvenile.
JUVENILE = select(matters.c.matter_id).where(
    among(matters.c.matter_id, "matters"),
    known_at(matters, POSITION),
    matters.c.category == MatterCategory.JUVENILE.value,
)
