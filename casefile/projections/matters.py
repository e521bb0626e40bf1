"""The matter list: what each matter is and where it stands today."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import Boolean, Column, String, Table

from casefile.law import subjects
from casefile.law.events.party import PartyMerged
from casefile.law.events.standing import PartySubstituted
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.setting import fold_matter, standing_still
from casefile.projections.projection import Projection, Touching, Values, as_json
from casefile.projections.tables import Key, known_columns, metadata

matters = Table(
    "matters",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("title", String, nullable=False),
    Column("category", Key, nullable=False),
    Column("jurisdiction", Key, nullable=False),
    Column("time_zone", Key, nullable=False),
    Column("court_id", Key, nullable=False),
    Column("docket_no", Key, nullable=False),
    Column("status", Key, nullable=False),
    Column("access", Key, nullable=False),
    Column("stayed", Boolean, nullable=False),
    # As to whom it is stayed beside that, and as to whom it goes on though it is: JSON lists.
    Column("stayed_for", String, nullable=False),
    Column("not_stayed_for", String, nullable=False),
    Column("for_", Key, nullable=False),
    Column("opened", Key, nullable=False),
    *known_columns(),
)


def _rows(entity: str, folds: Folds) -> list[Values]:
    matter_id = subjects.name_of(entity)
    facts = folds.known.facts(entity)
    matter = fold_matter(matter_id, facts)
    if matter is None:
        return []
    opened, *said = standing_still(matter, matter_id, facts, folds.known)
    written = (as_json(one) if isinstance(one, tuple) else one for one in said)
    return [(matter_id, *written, opened)]


def _entities(touching: Touching, known: Known) -> Sequence[str]:
    """Return the matters that an event is about, and those in which it tells whose a stay is."""
    matters_told = touching.about.get(subjects.MATTER, ())
    match touching.origin.data:
        case PartySubstituted():
            return [*matters_told, subjects.matter(touching.origin.matter_id)]
        case PartyMerged(from_=one, into=other):
            added = chain(*(known.recorded(subjects.added(each)) for each in (one, other)))
            return [*matters_told, *(subjects.matter(one.envelope.matter_id) for one in added)]
    return matters_told


MATTERS = Projection("matters", matters, ("", "matter_id"), (subjects.MATTER,), _rows, (_entities,))
