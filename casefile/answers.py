"""Answers: every question that a door can ask, with the coordinates that its answer rests on."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection

from casefile.coordinates import Coordinates, coordinates
from casefile.domain.catalogue import CATALOGUE, personal_fields
from casefile.domain.edtf import FIRST_DAY, LAST_DAY, parse, parse_day
from casefile.domain.timeline import RECORD, REPORTED
from casefile.errors import Malformed, Unknown
from casefile.event import instant_text
from casefile.projections import calendar, caseload, chronology, matters, names, status
from casefile.projections.events import as_body, event_view
from casefile.projections.view import incident_on, matter_view
from casefile.store import log
from casefile.store.database import Database

LIMIT = 100
MAX_LIMIT = 1_000


class Answers:
    """The questions. Every one opens its own connection and returns plain JSON values.

    `as_of` is a day like 2023-04-20 (default: today in the office's zone). `known_at` is a day, an
    instant with its zone, or @POSITION (default: the head of the log). Pages go by key: `after` is
    the `next` of the page before, which is None on the last one. All raise Malformed for what
    cannot be read and Unknown for a matter, party or event that was never recorded.
    """

    def __init__(
        self,
        database: Database,
        zone: ZoneInfo,
        clock_us: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        self.database = database
        self.zone = zone
        self.clock_us = clock_us

    def today(self) -> date:
        """Return the office's day."""
        return datetime.fromtimestamp(self.clock_us() / 1_000_000, self.zone).date()

    def status(
        self,
        party_id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        basis: str = RECORD,
    ) -> dict[str, Any]:
        """Return a party's status on each track; one that was not known then has no tracks."""
        on = self._day(as_of)
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            party, group = _party(connection, party_id, at.position)
            known = "name" in party
            _check_basis(basis)
            tracks = status.tracks_of(connection, group, on, at.position, basis) if known else {}
            return {
                "party": party,
                "as_of": on.isoformat(),
                **at.said(),
                "basis": basis,
                "tracks": tracks,
                "conflicts": status.conflicts(tracks),
            }

    def history(
        self, party_id: str, *, known_at: str | None = None, basis: str = RECORD
    ) -> dict[str, Any]:
        """Return every span of a party's items: what was certain or possible, from when to when."""
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            party, group = _party(connection, party_id, at.position)
            _check_basis(basis)
            spans = status.history(connection, group, at.position, basis)
            return {"party": party, **at.said(), "basis": basis, "spans": spans}

    def matter(
        self, matter_id: str, *, as_of: str | None = None, known_at: str | None = None
    ) -> dict[str, Any]:
        """Return a matter with its people, items and flags, and its `version`."""
        on = self._day(as_of)
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            found = matter_view(connection, matter_id, on, at.position)
            return {"matter_id": matter_id, "as_of": on.isoformat(), **at.said(), **found}

    def check_matter(self, matter_id: str) -> None:
        """Check that a matter has any event; raises Unknown."""
        with self.database.read() as connection:
            _check_matter(connection, matter_id)

    def matters(
        self,
        *,
        status: str | None = None,
        category: str | None = None,
        q: str | None = None,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of the office's matters, by id."""
        wanted = {"status": status, "category": category}
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            rows = matters.list_matters(
                connection,
                at.position,
                wanted={name: value for name, value in wanted.items() if value},
                words=q,
                after=after or "",
                limit=_bounded(limit) + 1,
            )
            page, following = _page(rows, limit, "matter_id")
            return {"matters": page, "next": following, **at.said()}

    def caseload(self, *, as_of: str | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Return how many items of open matters stand in which state on each track."""
        on = self._day(as_of)
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            states = caseload.counts(connection, on, at.position)
            return {"as_of": on.isoformat(), **at.said(), "states": states}

    def chronology(
        self,
        matter_id: str,
        *,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of a matter's facts by the day on which they took effect."""
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            _check_matter(connection, matter_id)
            rows = chronology.next_entries(
                connection, matter_id, at.position, after=after or "", limit=_bounded(limit) + 1
            )
            page, following = _page(rows, limit, "key")
            begun = incident_on(connection, matter_id, at.position)
            for entry in page:
                del entry["key"]
                open_start = parse(entry["effective"]).earliest is None
                if open_start and begun and begun.isoformat() <= entry["latest"]:
                    entry["earliest"] = begun.isoformat()
            return {"matter_id": matter_id, "entries": page, "next": following, **at.said()}

    def events(
        self, *, matter_id: str | None = None, after: int = 0, limit: int = LIMIT
    ) -> dict[str, Any]:
        """Return a page of the log, of one matter or of the whole office, by position."""
        with self.database.read() as connection:
            if matter_id is not None:
                _check_matter(connection, matter_id)
            rows = log.page(connection, after=after, limit=_bounded(limit), matter_id=matter_id)
            return {
                "events": [as_body(log.recorded(row)) for row in rows],
                "next": rows[-1].position if rows else after,
                "head": log.head(connection).position,
            }

    def event(self, event_id: str) -> dict[str, Any]:
        """Return one event with all that corrects it, and as it stands with that applied."""
        with self.database.read() as connection:
            return event_view(connection, event_id)

    def calendar(
        self,
        *,
        first: str | None = None,
        last: str | None = None,
        matter_id: str | None = None,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of the hearings and deadlines that can fall between two days."""
        begins = _read_day(first) if first else FIRST_DAY
        ends = _read_day(last) if last else LAST_DAY
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            rows = calendar.next_entries(
                connection,
                at.position,
                first=begins.isoformat(),
                last=ends.isoformat(),
                matter_id=matter_id,
                after=after or "",
                limit=_bounded(limit) + 1,
            )
            page, following = _page(rows, limit, "key")
            entries = [{name: entry[name] for name in entry if name != "key"} for entry in page]
            return {"entries": entries, "next": following, **at.said()}

    def parties(
        self,
        q: str = "",
        *,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of the parties with the words in a name, an alias or the id."""
        with self.database.read() as connection:
            at = self._at(connection, known_at)
            ids = names.find_parties(
                connection, at.position, words=q, after=after or "", limit=_bounded(limit) + 1
            )
            found = names.described_each(connection, ids[:limit], at.position)
            following = ids[limit - 1] if len(ids) > limit else None
            return {"parties": found, "next": following, **at.said()}

    def head(self) -> dict[str, Any]:
        """Return the end of the log."""
        with self.database.read() as connection:
            head = log.head(connection)
            instant = instant_text(head.recorded_us) if head.position else None
            return {"position": head.position, "recorded_at": instant}

    def _day(self, as_of: str | None) -> date:
        return _read_day(as_of) if as_of else self.today()

    def _at(self, connection: Connection, known_at: str | None) -> Coordinates:
        return coordinates(connection, known_at, self.zone)


def _read_day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise Malformed(str(error), code="date.invalid") from error


def _check_basis(basis: str) -> None:
    if basis not in (RECORD, REPORTED):
        raise Malformed(f"{basis!r} is no basis; there are record and reported.", code="basis")


def _check_matter(connection: Connection, matter_id: str) -> None:
    if matter_id not in log.versions(connection, [matter_id]):
        raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")


def _party(
    connection: Connection, party_id: str, position: int
) -> tuple[dict[str, Any], list[str]]:
    """Return who a party is as known at a position, and all ids of that person; raises Unknown.

    Of one that was not known then there is only the id.
    """
    group, rows = names.one_person(connection, party_id, position)
    if not group:
        raise Unknown(f"There is no party {party_id}.", code="party.unknown")
    if not rows:
        return {"party_id": party_id}, group
    return names.described(rows, party_id) | {"merged": group[1:]}, group


def _bounded(limit: int) -> int:
    if not 1 <= limit <= MAX_LIMIT:
        raise Malformed(f"A page has 1 to {MAX_LIMIT} entries.", code="page.limit")
    return limit


def _page(
    rows: list[dict[str, Any]], limit: int, key: str
) -> tuple[list[dict[str, Any]], str | None]:
    """Cut a page from rows that were read one too many; return it and the key of the next one."""
    more = len(rows) > limit
    return rows[:limit], str(rows[limit - 1][key]) if more else None


def event_types() -> list[dict[str, Any]]:
    """Return the catalogue: each type of event with its description and its JSON schema."""
    return [
        {
            "type": tag,
            "schema_version": cls.schema_version,
            "description": (cls.__doc__ or "").strip(),
            "track": cls.track and str(cls.track),
            "personal": list(personal_fields(cls)),
            "schema": msgspec.json.schema(cls, ref_template="#/$defs/{name}"),
        }
        for tag, cls in sorted(CATALOGUE.items())
    ]
