"""Acting: counsel, judges and other officials by their names, and for whom or what they act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from sqlalchemy import and_, select

from casefile.answers.asking import Answer, Asking, At
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.renamed import Name
from casefile.answers.searching import keys_of
from casefile.law import placeholders, subjects
from casefile.law.events.people import CounselWithdrawn, OfficialWithdrawn
from casefile.law.fact import Fact
from casefile.law.folding import fold_acting
from casefile.law.known import Known
from casefile.law.names import Called
from casefile.projections.names import COUNSEL, OFFICIAL, names
from casefile.projections.search_keys import ACTING, typed_words
from casefile.projections.tables import known_at


class ActingFound(Struct, frozen=True, kw_only=True):
    """Somebody who acts in a matter: as what, and counsel for which party."""

    name: str
    role: str
    matter_id: str
    for_: str | None


class ActingPage(Answer, frozen=True, kw_only=True):
    """Those who act somewhere and have some words in their names."""

    acting: Sequence[ActingFound]
    known_at: str
    position: int
    past_head: bool


def find(asking: Asking, words: str, *, limit: int = LIMIT) -> ActingPage:
    """Return the first who act in any matter and have these words in a name.

    A word may be the beginning of theirs, whatever its case and accents; each of them counts.
    """
    with asking.gate() as at:
        found = [one for kind in ACTING for one in _find(at, kind, words, check_limit(limit))]
        return at.named(ActingPage(acting=found[:limit], **at.said()))


def acting_by(
    on: date, matter_id: str, people: Iterable[Name], known: Known
) -> Iterator[tuple[str, str, Called]]:
    """Yield who acts in a matter by a day: counsel or an official, for whom or in which office.

    They do from the first day on which they can have come, and have gone for certain after the last
    one on which they can.
    """
    found = {(one.who, one.subject_id): None for one in people if one.who in (COUNSEL, OFFICIAL)}
    subject_of = {COUNSEL: subjects.counsel, OFFICIAL: subjects.official}
    known.fetch(subject_of[who](matter_id, subject_id) for who, subject_id in found)
    for who, subject_id in found:
        facts = known.facts(subject_of[who](matter_id, subject_id))
        for one in fold_acting(fact for fact in facts if _counts_from(fact) <= on):
            yield who, subject_id, one


def _counts_from(fact: Fact) -> date:
    first, last = fact.bounds(None)
    return last if isinstance(fact.data, (CounselWithdrawn, OfficialWithdrawn)) else first


def _find(at: At, kind: str, words: str, limit: int) -> list[ActingFound]:
    keyed = keys_of(kind, ("matter_id", "subject_id"), words, at.position)
    some = keyed.distinct().order_by(*keyed.selected_columns).limit(limit).subquery()
    of_key = and_(names.c.matter_id == some.c.matter_id, names.c.subject_id == some.c.subject_id)
    query = (
        select(*names.c["name", "role", "matter_id", "subject_id"])
        .join_from(some, names, of_key)
        .where(names.c.who == kind, known_at(names, at.position))
        .order_by(*names.c["matter_id", "subject_id", "ordinal"])
    )
    return [
        ActingFound(
            name=name,
            role=role,
            matter_id=matter_id,
            for_=placeholders.party_in(matter_id, subject_id) if kind == COUNSEL else None,
        )
        for name, role, matter_id, subject_id in at.connection.execute(query)
        if _has(name, words)
    ]


def _has(name: str, words: str) -> bool:
    """Tell whether one of these words begins one of a name: others of its subject have the rest."""
    own = typed_words(name)
    return any(one.startswith(word) for word in typed_words(words) for one in own)
