"""Appointments: the entries of the calendar with all that a calendar program shows of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.answers.dockets.access import closed_as, is_closed_charge
from casefile.answers.dockets.matters import MatterSummary, summaries
from casefile.answers.due import calendar
from casefile.answers.due.calendar import Window
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.answers.due.revisions import CalendarRow, Revision, Revisions, rows_of
from casefile.answers.paging import MAX_LIMIT
from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY, LAST_DAY, When, parse
from casefile.law.entry import CANCELLED, ITEM, LIFTED, MOOT, RELEASED, REPLACED, VACATED
from casefile.law.events.process import DeadlineSet
from casefile.law.known import Known
from casefile.law.terms import TERMS
from casefile.law.venue import Doubt
from casefile.law.wording import words
from casefile.projections.subjects import known_in

NOT_TAKING_PLACE = (CANCELLED, REPLACED, VACATED, MOOT, LIFTED, RELEASED)


class Appointment(NamedTuple):
    """One entry as it stands, in its `revision`; `uid` is the same in each of them.

    `zone` is that of its venue, "" where nobody knows it; `doubt` is why its hour has no instant.
    `said` is its status in words, and `possible` are statuses that it may have beside that one;
    where `certain` is false it is only possible that it is set, or that it is set for this day.
    `of` is what the party is called whose deadline it is, or the item on which it runs.

    Of a matter that not everybody may see there is nothing but its id, and so where what runs on a
    charge is told that not everybody may see: no title, kind or place, nobody whose it is, and no
    lines.
    """

    uid: str
    entry: str
    matter_id: str
    entry_id: str
    kind: str
    of: str
    when: When
    zone: str
    doubt: Doubt | None
    place: str
    status: str
    said: str
    possible: Sequence[str]
    certain: bool
    title: str
    docket_no: str
    open: bool
    lines: Sequence[str]
    revision: Revision


class Appointments(NamedTuple):
    """What was found, as known at which position and on which day, and whether a rebuild is due."""

    position: int
    on: str
    rebuild_due: bool
    found: Iterator[Appointment]


def appointments(asking: Asking, window: Window) -> Appointments:
    """Return every entry in a window, read page by page; raises Malformed, Unknown."""
    on = asking.today().isoformat()
    page = calendar.page(asking, window, as_of=on, limit=MAX_LIMIT)
    position = page.position

    def found() -> Iterator[Appointment]:
        following, then = page, window._replace(known_at=f"@{position}")
        while True:
            yield from _completed(asking, following.entries, then, on)
            if following.next is None:
                return
            following = calendar.page(
                asking, window, as_of=on, after=following.next, limit=MAX_LIMIT
            )

    return Appointments(position, on, page.rebuild_due is True, found())


def _completed(
    asking: Asking, entries: Sequence[CalendarEntry], window: Window, on: str
) -> Iterator[Appointment]:
    """Yield entries with what the log says of them and of their matters.

    An entry is one event there: as it takes place, if it may, and rather as it certainly is. What
    it may be beside that is told in its words.
    """
    with asking.gate(window.known_at, as_of=on) as at:
        known = known_in(at.connection, upto=at.position)
        known.fetch(map(_subject, entries))
        known.fetch(subjects.event(one) for entry in entries for one in (entry.by, entry.set_by))
        matter_ids = {entry.matter_id for entry in entries}
        said = summaries(at, matter_ids)
        rows = rows_of(at, entries)
        standing = {
            subject: sorted(row for row in some if row.stands(at)) for subject, some in rows.items()
        }
        revisions = Revisions(at, entries, known, rows, asking.zone)
        filled = at.naming(filter(None, (one.whose_name for one in entries)))
    for entry in entries:
        beside = standing[_subject(entry)]
        first = min(filter(partial(_is_within, window), beside), key=_by_standing)
        if entry.entry == ITEM or first.ordinal == entry.ordinal:
            one = _appointment(entry, known, said.get(entry.matter_id), revisions.of(entry))
            if one.open:
                one = one._replace(of=filled(entry.whose_name or ""))
            others = _others(entry, beside)
            said_of = f"{one.said}, may be set for {' or '.join(others)}" if others else one.said
            certain = one.certain and not others
            yield one._replace(uid=_uid(entry, beside), said=said_of, certain=certain)


def _is_within(window: Window, row: CalendarRow) -> bool:
    """Tell whether a row is of those that are asked for."""
    first, last = window.first or FIRST_DAY.isoformat(), window.last or LAST_DAY.isoformat()
    mine = window.party in (None, row.whose)
    return mine and row.latest >= first and row.earliest <= last


def _by_standing(row: CalendarRow) -> tuple[bool, int]:
    return row.status in NOT_TAKING_PLACE, row.ordinal


def _subject(entry: CalendarEntry) -> str:
    return subjects.entry(entry.entry, entry.matter_id, entry.entry_id)


def _uid(entry: CalendarEntry, beside: Sequence[CalendarRow]) -> str:
    """Return what an entry is known by for ever, which tells nothing of it but its id.

    What runs on an item is told apart by the number of its kind, and where the parts of the item
    have each their own by their order.
    """
    if entry.entry != ITEM:
        return _subject(entry)
    alike = [row.ordinal for row in beside if row.kind == entry.kind]
    number = TERMS.index(entry.kind or "") + 1
    place = alike.index(entry.ordinal)
    return f"{_subject(entry)}/{number}" + (f".{place + 1}" if place else "")


def _others(entry: CalendarEntry, beside: Sequence[CalendarRow]) -> Sequence[str]:
    """Return the days for which an entry may be set instead, in words."""
    if entry.entry == ITEM:
        return ()
    days = (parse(row.at, offset=True).shown for row in beside if row.at != entry.at)
    return list(dict.fromkeys(days))


def _appointment(
    entry: CalendarEntry, known: Known, matter: MatterSummary | None, revision: Revision
) -> Appointment:
    # A matter whose opening was taken back says nothing of who may see it.
    open_ = matter is not None and not closed_as(matter.access, matter.category)
    open_ = open_ and not (entry.entry == ITEM and is_closed_charge(known.facts(_subject(entry))))
    shown = matter if open_ else None
    return Appointment(
        uid="",
        entry=entry.entry,
        matter_id=entry.matter_id,
        entry_id=entry.entry_id,
        kind=(entry.kind or "") if open_ else "",
        of="",
        when=parse(entry.at, offset=True),
        zone=entry.time_zone or "",
        doubt=entry.doubt,
        place=(entry.place or "") if open_ else "",
        status=entry.status,
        said=entry.words if open_ else _said_of_closed(entry),
        possible=tuple(entry.possible),
        certain=entry.certain,
        title=shown.title if shown else "",
        docket_no=(shown.docket_no or "") if shown else "",
        open=open_,
        lines=tuple(_lines(entry, known)) if open_ else (),
        revision=revision,
    )


def _said_of_closed(entry: CalendarEntry) -> str:
    """Return how an entry stands, without anything that somebody did or is."""
    return entry.status if entry.again else replace(entry, stays=()).words


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
