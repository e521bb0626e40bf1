"""Concerning: which entries of the calendar are a party's own, or of those whose place it has."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, not_, or_, select, tuple_

from casefile.answers.asking import At
from casefile.answers.due.of_co_defendants import of_co_defendants
from casefile.answers.people.parties import one_person
from casefile.law.entry import HEARING, ITEM, KINDS
from casefile.law.events.standing import PartySubstituted
from casefile.law.presence import stands_for
from casefile.projections.calendar import calendar
from casefile.projections.chronology import chronology
from casefile.projections.names import PARTY, names
from casefile.projections.spans import item_spans
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at


def concerns(at: At, party_id: str) -> ColumnElement[bool]:
    """Hold a question to what concerns a party: its deadlines, and what is nobody's alone.

    Its deadlines are also those of whoever it was substituted for by the day: it stands where the
    other stood (Fed. R. Civ. P. 25). A hearing that is a co-defendant's by its name is nobody
    else's. Raises Unknown where the party has never been heard of.
    """
    one_person(at, party_id)
    in_matters = select(names.c.matter_id).where(
        names.c.who == PARTY, names.c.subject_id == party_id, known_at(names, at.position)
    )
    items = select(item_spans.c.matter_id, item_spans.c.item_id).where(
        item_spans.c.party_id == party_id, known_at(item_spans, at.position)
    )
    item = tuple_(calendar.c.matter_id, calendar.c.entry_id)
    hearing = tuple_(calendar.c.matter_id, calendar.c.entry_id, calendar.c.kind)
    return or_(
        calendar.c.whose == party_id,
        *(
            and_(calendar.c.matter_id == matter_id, calendar.c.whose == before)
            for matter_id, before in _taken_over(at, party_id)
        ),
        and_(
            calendar.c.whose == "",
            calendar.c.entry != ITEM,
            calendar.c.matter_id.in_(in_matters),
            *(
                not_(and_(calendar.c.entry == HEARING, hearing == one))
                for one in of_co_defendants(at, party_id)
            ),
        ),
        and_(calendar.c.entry == ITEM, item.in_(items)),
    )


def _taken_over(at: At, party_id: str) -> Sequence[tuple[str, str]]:
    """Return in which matters a party stands by the day where which others stood.

    Only those who have an entry of their own are told.
    """
    substituted = (
        select(chronology.c.matter_id)
        .where(
            chronology.c.type == PartySubstituted.tag,
            chronology.c.matter_id == names.c.matter_id,
            known_at(chronology, at.position),
        )
        .exists()
    )
    in_matters = select(names.c.matter_id).where(
        names.c.who == PARTY,
        names.c.subject_id == party_id,
        known_at(names, at.position),
        substituted,
    )
    of_others = (
        select(calendar.c.matter_id, calendar.c.whose)
        .distinct()
        .where(
            calendar.c.entry.in_(KINDS),
            calendar.c.matter_id.in_(in_matters),
            calendar.c.whose.not_in(("", party_id)),
            known_at(calendar, at.position),
        )
    )
    known = known_in(at.connection, upto=at.position)
    return [
        (matter_id, before)
        for matter_id, before in map(tuple, at.connection.execute(of_others))
        if stands_for(matter_id, before, at.on, known) in known.party_group(party_id)
    ]
