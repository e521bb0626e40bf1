"""Questions before a matter is taken: who of the office's people may be the one asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casefile.answers import matching as conflicts
from casefile.answers.asking import LIMIT, Asking, bounded
from casefile.answers.likeness import Form, forms
from casefile.answers.persons import merged_groups
from casefile.errors import Malformed

MAX_NAMES = 20
MAX_NAME = 500
# What is compared with every name of the office: the names, and those that stand in them after
# words like "also known as". A single sign can stand for many letters.
MAX_FORMS = 100
MAX_LETTERS = 3 * MAX_NAME


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
        wanted = [check_forms(name) for name in names]
        if sum(map(len, wanted)) > MAX_FORMS:
            sentence = f"There are more than {MAX_FORMS} names in these; ask about fewer at once."
            raise Malformed(sentence, code="conflicts.names")
        more = bounded(limit) + 1
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            merged = merged_groups(connection, at.position)
            hits = conflicts.find(connection, at.position, wanted, merged)
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


def check_forms(name: str) -> list[Form]:
    """Return a name and the names in it, ready to be compared; raises Malformed."""
    found = forms(name)
    letters = sum(map(len, found[0].words))
    if not letters:
        raise Malformed("A name has a letter or a digit.", code="conflicts.name")
    if letters > MAX_LETTERS:
        raise Malformed(f"A name has at most {MAX_LETTERS:,} letters.", code="conflicts.name")
    return found
