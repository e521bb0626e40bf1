"""Appointments: the entries of the calendar with all that a calendar program shows of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from casefile.answers import MAX_LIMIT, Answers
from casefile.event import Recorded
from casefile.law.edtf import When, parse
from casefile.law.events.matter import Access
from casefile.law.fact import standing
from casefile.law.wording import words
from casefile.projections.matters import matters
from casefile.projections.subjects import read_subjects
from casefile.projections.tables import known_at
from casefile.store.tables import events

Json = dict[str, Any]

NOBODY_SAID = "UTC"  # the time zone of a matter that was opened without one
COUNTED_BY = ("rule", "period", "trigger", "served_by")  # fields of a deadline beside its steps


class Window(NamedTuple):
    """Which entries are asked for, each field as in a question for the calendar."""

    first: str | None = None
    last: str | None = None
    matter_id: str | None = None
    known_at: str | None = None


class Appointment(NamedTuple):
    """One entry as it stands; `changed_at` is the position of the last event that bears on it.

    Of a matter that not everybody may see there is nothing but its id: no title, kind or place,
    and no lines.
    """

    entry: str
    matter_id: str
    entry_id: str
    kind: str
    when: When
    zone: ZoneInfo
    place: str
    status: str
    title: str
    docket_no: str
    open: bool
    lines: Sequence[str]
    changed_at: int
    set_on: str  # the instants of its first and its last event
    changed_on: str


class Appointments(NamedTuple):
    """What was found, as known at which position."""

    position: int
    found: Iterator[Appointment]


def appointments(answers: Answers, window: Window) -> Appointments:
    """Return every entry of the calendar in a window, read page by page; raises Malformed, Unknown.

    A matter's hours are those of its own time zone, or of the office's where nobody has said one.
    """
    if window.matter_id is not None:
        answers.check_matter(window.matter_id)
    asked = window._asdict()
    page = answers.calendar(**asked, limit=MAX_LIMIT)
    position: int = page["position"]

    def found() -> Iterator[Appointment]:
        following = page
        while True:
            yield from _completed(answers, following["entries"], position)
            if following["next"] is None:
                return
            there = asked | {"known_at": f"@{position}", "after": following["next"]}
            following = answers.calendar(**there, limit=MAX_LIMIT)

    return Appointments(position, found())


def _completed(answers: Answers, entries: Sequence[Json], position: int) -> Iterator[Appointment]:
    """Yield entries with what the log says of them and of their matters."""
    with answers.database.read() as connection:
        about = read_subjects(connection, list(map(_subject, entries))) if entries else {}
        rows = _matters(connection, {entry["matter_id"] for entry in entries}, position)
        recorded_at = _instants(connection, {row["known_from"] for row in rows.values()})
    for entry in entries:
        known = [one for one in about[_subject(entry)] if one.position <= position]
        changes = {one.position: one.envelope.recorded_at for one in known}
        row = rows.get(entry["matter_id"])
        if row:
            changes[row["known_from"]] = recorded_at[row["known_from"]]
        yield _appointment(entry, known, row, changes, answers.zone)


def _subject(entry: Json) -> str:
    return f"{entry['entry']}/{entry['matter_id']}/{entry['entry_id']}"


def _matters(connection: Connection, ids: set[str], position: int) -> dict[str, Json]:
    query = select(matters).where(known_at(matters, position), matters.c.matter_id.in_(ids))
    return {row["matter_id"]: dict(row) for row in connection.execute(query).mappings()}


def _instants(connection: Connection, positions: set[int]) -> dict[int, str]:
    query = select(events.c.position, events.c.recorded_at).where(events.c.position.in_(positions))
    return {row.position: row.recorded_at for row in connection.execute(query)}


def _appointment(
    entry: Json,
    known: Sequence[Recorded],
    matter: Json | None,
    changes: Mapping[int, str],
    zone: ZoneInfo,
) -> Appointment:
    # A matter whose opening was taken back says nothing of who may see it.
    open_ = matter is not None and matter["access"] == Access.PUBLIC
    said = matter if matter and open_ else {}
    own = matter["time_zone"] if matter else NOBODY_SAID
    last = max(changes)
    return Appointment(
        entry=entry["entry"],
        matter_id=entry["matter_id"],
        entry_id=entry["entry_id"],
        kind=(entry["kind"] or "") if open_ else "",
        when=parse(entry["at"]),
        zone=zone if own == NOBODY_SAID else ZoneInfo(own),
        place=(entry["place"] or "") if open_ else "",
        status=entry["status"],
        title=said.get("title", ""),
        docket_no=said.get("docket_no", ""),
        open=open_,
        lines=tuple(_lines(entry, known)) if open_ else (),
        changed_at=last,
        set_on=changes[min(one.position for one in known)],
        changed_on=changes[last],
    )


def _lines(entry: Json, known: Sequence[Recorded]) -> Iterator[str]:
    """Yield what the event that set an entry says of how its day was counted, and which it was."""
    set_by = next((one for one in standing(known) if one.event_id == entry["set_by"]), None)
    if set_by is not None and entry["entry"] == "deadline":
        for name in COUNTED_BY:
            if text := words(getattr(set_by.data, name, None)):
                yield f"{name.replace('_', ' ').capitalize()}: {text}"
        for number, step in enumerate(getattr(set_by.data, "steps", ()), start=1):
            yield f"{number}. {words(step)}"
    yield f"Set by event {entry['set_by']}"
