"""By name: what a person has done where an event tells by whom in a text, and not by an id."""

from __future__ import annotations

from collections.abc import Collection

from casefile.answers.asking import At
from casefile.answers.people.matter_parties import called_in
from casefile.law import subjects
from casefile.law.entry import MOTION
from casefile.law.fact import Fact
from casefile.projections.names import PARTY
from casefile.projections.subjects import known_in


class ByName:
    """Tells whether a fact was done by a person, who is called so in its matter and nobody else is.

    The ruling on a motion is told of whoever filed that. What a hearing is about no field says, so
    that it is nobody's.
    """

    def __init__(self, at: At, group: Collection[str]) -> None:
        self._at = at
        self._group = frozenset(group)
        self._names: dict[str, frozenset[str]] = {}
        self._motions: dict[str, bool] = {}

    def has(self, fact: Fact) -> bool:
        """Tell whether it was this person who did it, or whose motion it is about."""
        return self._did(fact) or any(
            self._filed(subjects.entry(MOTION, fact.matter_id, one.id))
            for one in fact.named
            if one.kind == MOTION
        )

    def _did(self, fact: Fact) -> bool:
        actors = fact.data.actors()
        return any(_plain(one) in self._called(fact.matter_id) for one in actors)

    def _filed(self, motion: str) -> bool:
        if motion not in self._motions:
            known = known_in(self._at.connection, upto=self._at.position)
            self._motions[motion] = any(map(self._did, known.facts(motion)))
        return self._motions[motion]

    def _called(self, matter_id: str) -> frozenset[str]:
        """Return the names by which this person is meant in a matter, and nobody else is."""
        if matter_id not in self._names:
            bearers: dict[str, set[str]] = {}
            for row in called_in(self._at, matter_id):
                if row.who == PARTY:
                    bearers.setdefault(_plain(row.name), set()).add(row.subject_id)
            self._names[matter_id] = frozenset(
                name for name, ids in bearers.items() if ids <= self._group
            )
        return self._names[matter_id]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
