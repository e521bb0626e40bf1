"""Names: what the ids that a page names are called, as of its day, as known at its moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from casefile.answers.glossary import Glossary, glossary_for
from casefile.door import office
from casefile.law import subjects


def names_of(
    *,
    matters: Iterable[str] = (),
    items: Iterable[tuple[str, str]] = (),
    parties: Iterable[str] = (),
    as_of: str | None = None,
    known_at: str | None = None,
    about: Collection[str] = (),
) -> Glossary:
    """Return what matters, items (each a matter and an item of it) and parties are called.

    `about` are the ids of the person whom the page is about: of their charges it is not said whose.
    """
    asked = {
        *map(subjects.matter, matters),
        *map(subjects.party, parties),
        *(subjects.item(f"{matter_id}/{item_id}") for matter_id, item_id in items),
    }
    return glossary_for(office(), asked, as_of=as_of, known_at=known_at, about=about)
