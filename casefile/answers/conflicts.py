"""Questions before a matter is taken: who of the office's people may be the one asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casefile.answers.asking import LIMIT, Asking, bounded
from casefile.errors import Malformed
from casefile.projections import conflicts
from casefile.projections.persons import merged_groups

MAX_NAMES = 20
MAX_NAME = 500


class ConflictQuestions(Asking):
    """What can be asked about names alone."""

    def conflicts(
        self,
        asked: Sequence[str],
        *,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of hits: the names, as known then, of who may be one of those asked about.

        Parties, their aliases and former names, counsel, firms and officials of all matters count,
        whatever the access to the matter is. Hits stand by the name asked about, then by person,
        then by strength; each says why it is one.
        """
        names = [check_name(name) for name in asked]
        if not 1 <= len(names) <= MAX_NAMES:
            raise Malformed(f"Ask about 1 to {MAX_NAMES} names at once.", code="conflicts.names")
        more = bounded(limit) + 1
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            merged = merged_groups(connection, at.position)
            hits = conflicts.find(connection, at.position, names, merged)
            rest = [hit for hit in hits if hit.key > (after or "")][:more]
            page = rest[:limit]
            return {
                **at.said(),
                "asked": [
                    {
                        "name": name,
                        "hits": sum(hit.asked == n for hit in hits),
                        "persons": conflicts.answered(
                            connection, at.position, [hit for hit in page if hit.asked == n], merged
                        ),
                    }
                    for n, name in enumerate(names)
                ],
                "next": page[-1].key if len(rest) == more else None,
            }


def check_name(name: str) -> str:
    """Return a name without the space around it; raises Malformed."""
    found = name.strip()
    if not 1 <= len(found) <= MAX_NAME:
        raise Malformed(f"A name has 1 to {MAX_NAME} characters.", code="conflicts.name")
    return found
