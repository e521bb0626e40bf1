"""Filed again: charges whose last day to be filed again is of no more use, as they were."""

from __future__ import annotations

from collections.abc import Collection

from casefile.answers.asking import At
from casefile.answers.due.calendar_entry import ListedEntry
from casefile.answers.question import Question
from casefile.answers.standing.status import IN_MATTER, as_seen, sides_among, succession_in
from casefile.law.item_labels import is_refiled
from casefile.law.terms import REFILE_BY

_ITEMS = Question(IN_MATTER)


class FiledAgain:
    """The charges of each matter that were filed again, or went on as others, on a day.

    That nothing links a charge with what it was filed again as is seen from all of its matter.
    """

    def __init__(self, at: At) -> None:
        self._at = at
        self._by_matter: dict[str, Collection[str]] = {}

    def is_of(self, one: ListedEntry) -> bool:
        """Tell whether an entry is the last day to file again what was filed again."""
        if one.said["kind"] != REFILE_BY:
            return False
        matter_id = one.said["matter_id"]
        if matter_id not in self._by_matter:
            self._by_matter[matter_id] = self._in(matter_id)
        return one.said["entry_id"] in self._by_matter[matter_id]

    def _in(self, matter_id: str) -> Collection[str]:
        (rows,) = self._at.ask(_ITEMS, matter=matter_id, day=self._at.on.isoformat())
        seen = as_seen(rows)
        succession = succession_in(seen, sides_among(rows))
        stand = ((one.item_id, succession.stands(one).item) for one in seen)
        return {item_id for item_id, item in stand if is_refiled(item) or not item.refilable}
