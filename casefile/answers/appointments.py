"""Appointments: the entries of the calendar with all that a calendar program shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from casefile.answers import calendar
from casefile.answers.asking import Asking, At
from casefile.answers.calendar import CalendarEntry, Window
from casefile.answers.matters import MatterSummary, check, summaries
from casefile.answers.paging import MAX_LIMIT
from casefile.law import subjects
from casefile.law.edtf import When, parse
from casefile.law.events.matter import Access
from casefile.law.events.process import DeadlineSet
from casefile.law.known import Known
from casefile.law.venue import Doubt
from casefile.law.wording import words
from casefile.projections.matters import matters
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.tables import events


class Appointment(NamedTuple):
    """One entry as it stands; `changed_at` is the position of the last event that bears on it.

    `zone` is that of its venue, "" where nobody knows it; `doubt` is why its hour has no instant.
    `said` is its status in words, and where `certain` is false it is only possible that it is set.

    Of a matter that not everybody may see there is nothing but its id: no title, kind or place,
    and no lines.
    """

    entry: str
    matter_id: str
    entry_id: str
    kind: str
    when: When
    zone: str
    doubt: Doubt | None
    place: str
    status: str
    said: str
    certain: bool
    title: str
    docket_no: str
    open: bool
    lines: Sequence[str]
    changed_at: int
    set_on: str  # the instants of its first and its last event
    changed_on: str


class Appointments(NamedTuple):
    """What was found, as known at which position, and whether a rebuild is due."""

    position: int
    rebuild_due: bool
    found: Iterator[Appointment]


def appointments(asking: Asking, window: Window) -> Appointments:
    """Return every entry in a window, read page by page; raises Malformed, Unknown."""
    if window.matter_id is not None:
        check(asking, window.matter_id)
    page = calendar.page(asking, window, limit=MAX_LIMIT)
    position = page.position

    def found() -> Iterator[Appointment]:
        following, then = page, window._replace(known_at=f"@{position}")
        while True:
            yield from _completed(asking, following.entries, then)
            if following.next is None:
                return
            following = calendar.page(asking, window, after=following.next, limit=MAX_LIMIT)

    return Appointments(position, page.rebuild_due is True, found())


def _completed(
    asking: Asking, entries: Sequence[CalendarEntry], window: Window
) -> Iterator[Appointment]:
    """Yield entries with what the log says of them and of their matters."""
    with asking.gate(window.known_at) as at:
        known = known_in(at.connection, upto=at.position)
        known.fetch(map(_subject, entries))
        known.fetch(subjects.event(entry.by) for entry in entries)
        matter_ids = {entry.matter_id for entry in entries}
        said = summaries(at, matter_ids)
        changed = _changed_at(at, matter_ids)
    sure = {_subject(entry) for entry in entries if entry.certain}
    for entry in entries:
        # An entry is one event there: what it may be beside that is told in its words.
        if not entry.certain and _subject(entry) in sure:
            continue
        bearing = (*known.recorded(_subject(entry)), *known.recorded(subjects.event(entry.by)))
        changes = {one.position: one.envelope.recorded_at for one in bearing}
        changes |= changed.get(entry.matter_id, {})
        yield _appointment(entry, known, said.get(entry.matter_id), changes)


def _subject(entry: CalendarEntry) -> str:
    return subjects.entry(entry.entry, entry.matter_id, entry.entry_id)


def _changed_at(at: At, matter_ids: Iterable[str]) -> dict[str, dict[int, str]]:
    """Return the position and the instant from which each of these matters is known as it was."""
    query = (
        select(matters.c.matter_id, events.c.position, events.c.recorded_at)
        .join(events, events.c.position == matters.c.known_from)
        .where(known_at(matters, at.position), matters.c.matter_id.in_(list(matter_ids)))
    )
    return {one: {position: instant} for one, position, instant in at.connection.execute(query)}


def _appointment(
    entry: CalendarEntry,
    known: Known,
    matter: MatterSummary | None,
    changes: Mapping[int, str],
) -> Appointment:
    # A matter whose opening was taken back says nothing of who may see it.
    open_ = matter is not None and matter.access == Access.PUBLIC
    shown = matter if open_ else None
    recorded = known.recorded(_subject(entry))
    last = max(changes)
    return Appointment(
        entry=entry.entry,
        matter_id=entry.matter_id,
        entry_id=entry.entry_id,
        kind=(entry.kind or "") if open_ else "",
        when=parse(entry.at, offset=True),
        zone=entry.time_zone or "",
        doubt=entry.doubt,
        place=(entry.place or "") if open_ else "",
        status=entry.status,
        said=entry.words,
        certain=entry.certain,
        title=shown.title if shown else "",
        docket_no=(shown.docket_no or "") if shown else "",
        open=open_,
        lines=tuple(_lines(entry, known)) if open_ else (),
        changed_at=last,
        set_on=changes[min(one.position for one in recorded)],
        changed_on=changes[last],
    )


def _lines(entry: CalendarEntry, known: Known) -> Iterator[str]:
    """Yield what the event that set an entry says of how its day was counted, and which it was."""
    facts = known.facts(_subject(entry))
    set_by = next((one.data for one in facts if one.event_id == entry.set_by), None)
    if isinstance(set_by, DeadlineSet):
        said = {
            "Rule": set_by.rule,
            "Period": set_by.period,
            "Trigger": set_by.trigger,
            "Served by": set_by.served_by,
        }
        for name, value in said.items():
            if text := words(value):
                yield f"{name}: {text}"
        for number, step in enumerate(set_by.steps, start=1):
            yield f"{number}. {step}"
    yield f"Set by event {entry.set_by}"
