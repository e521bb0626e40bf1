"""Insurers: who insures somebody in a matter and is no party of it, for no court to read of.

That a person was insured against liability is not admissible to prove that it acted wrongfully
(Fed. R. Evid. 411). What it may prove is for counsel to say, who writes it into the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from casefile.answers.asking import At
from casefile.answers.facts.chronology import items_of
from casefile.answers.facts.confidential import then_or_now
from casefile.law.fact import Fact
from casefile.law.stance import insures
from casefile.projections.names import PARTY, names


class Insurers:
    """The insurers of some matters, by their ids and by all their names there."""

    def __init__(self, at: At, matter_ids: Sequence[str]) -> None:
        query = select(names.c.matter_id, names.c.subject_id, names.c.name, names.c.role).where(
            names.c.matter_id.in_(matter_ids), names.c.who == PARTY, then_or_now(at, names)
        )
        rows = at.connection.execute(query.distinct()).all()
        insuring = {(row.matter_id, row.subject_id) for row in rows if insures(row.role)}
        sides = items_of(at, sorted({party_id for _, party_id in insuring})) if insuring else set()
        within = {key.partition("/")[0] for key in sides}
        self._ids = {(matter_id, one) for matter_id, one in insuring if matter_id not in within}
        self._names = {
            row.name.casefold() for row in rows if (row.matter_id, row.subject_id) in self._ids
        }

    def has(self, matter_id: str, party_id: str) -> bool:
        """Tell whether somebody in a matter is one."""
        return (matter_id, party_id) in self._ids

    def named_by(self, fact: Fact) -> bool:
        """Tell whether a fact names one by its id."""
        return any(one.kind == "party" and self.has(fact.matter_id, one.id) for one in fact.named)

    def named_in(self, *texts: str | None) -> bool:
        """Tell whether a text has the name of one."""
        lower = " ".join(text for text in texts if text).casefold()
        return any(name in lower for name in self._names)
