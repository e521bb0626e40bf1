"""Entry effects: which hearings, deadlines and days stand otherwise after a post than before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefile.law import placeholders, subjects
from casefile.law.edtf import When, parse
from casefile.law.entry import ITEM
from casefile.law.wording import capital
from casefile.projections.calendar import CALENDAR, AtLast, at_last
from casefile.projections.projector import Projector
from casefile.recording.entries import named
from casefile.recording.receipt import EntryEffect


def entry_effects(projector: Projector) -> list[EntryEffect]:
    """Return each entry that was set before and stands otherwise in the end."""
    found: list[EntryEffect] = []
    for entity in projector.touched[CALENDAR.name]:
        rows = projector.rows_before(CALENDAR, entity)
        before = at_last(entity, rows) if rows else []
        after = at_last(entity, projector.rows_now(CALENDAR, entity)) if before else []
        if subjects.kind_of(entity) != ITEM:
            for one in (after or before)[:1]:
                found += _effects(entity, one.kind, before, after)
            continue
        for kind in dict.fromkeys(one.kind for one in before):
            of_kind = ([one for one in some if one.kind == kind] for some in (before, after))
            found += _effects(entity, kind, *of_kind)
    return found


def _effects(
    entity: str, kind: str, before: Sequence[AtLast], after: Sequence[AtLast]
) -> Iterator[EntryEffect]:
    """Yield what becomes of an entry, or of what runs on an item, where that is anything."""
    if before == after:
        return
    entry, matter_id, entry_id = entity.split("/")
    was, now = _words(entry, before), _words(entry, after)
    called = named(entity, kind)
    if entry == ITEM:
        called = f"{capital(kind)} ({placeholders.item(subjects.name_of(entity))})"
    yield EntryEffect(
        matter_id=matter_id,
        entry=entry,
        entry_id=entry_id,
        before=was,
        after=now,
        sentence=f"{called}: {was}; now {now}.",
    )


def _words(entry: str, found: Sequence[AtLast]) -> str:
    said = []
    for one in found:
        when = parse(one.at, offset=True)
        said.append(
            _runs_until(when)
            if entry == ITEM
            else f"{when.shown}, {one.status}{' late' if one.late else ''}"
        )
    return ", ".join(said) or ("no longer running" if entry == ITEM else "no longer set")


def _runs_until(when: When) -> str:
    return when.shown if when.exact else when.label
