"""Filed again: charges whose last day to be filed again is of no more use, as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from casefile.answers.asking import At
from casefile.answers.due.calendar_entry import ListedEntry
from casefile.answers.question import Question
from casefile.answers.standing.status import ON_DAY, as_seen, sides_among, succession_in
from casefile.law.item_labels import is_refiled
from casefile.law.terms import REFILE_BY
from casefile.projections.spans import item_spans
from casefile.store.statement import Row, among

_ITEMS = Question(ON_DAY.where(among(item_spans.c.matter_id, "matters")))
_MATTER = list(ON_DAY.selected_columns.keys()).index(item_spans.c.matter_id.name)


def without_filed_again(at: At, entries: Iterable[ListedEntry], size: int) -> Iterator[ListedEntry]:
    """Yield entries but for the last days to file again what was filed again, or went on.

    That nothing links a charge with what it was filed again as is seen from all of its matter. The
    matters of so many entries are read together.
    """
    coming, known = iter(entries), dict[str, set[str]]()
    while some := list(islice(coming, size)):
        terms = [one.said for one in some if one.said["kind"] == REFILE_BY]
        if unread := {said["matter_id"] for said in terms} - known.keys():
            known |= _filed_again(at, sorted(unread))
        for one in some:
            said = one.said
            is_term = said["kind"] == REFILE_BY
            if not (is_term and said["entry_id"] in known[said["matter_id"]]):
                yield one


def _filed_again(at: At, matter_ids: list[str]) -> dict[str, set[str]]:
    """Return the charges of each of these matters that were filed again, on the day."""
    (rows,) = at.ask(_ITEMS, matters=matter_ids, day=at.on.isoformat())
    by_matter: dict[str, list[Row]] = {one: [] for one in matter_ids}
    for row in rows:
        by_matter[row[_MATTER]].append(row)
    return {one: set(_in_matter(own)) for one, own in by_matter.items()}


def _in_matter(rows: list[Row]) -> Iterator[str]:
    seen = as_seen(rows)
    succession = succession_in(seen, sides_among(rows))
    for one in seen:
        item = succession.stands(one).item
        if is_refiled(item) or not item.refilable:
            yield one.item_id
