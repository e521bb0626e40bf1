"""Settings: what the office has chosen for its database, and what has become of it on record."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Connection, bindparam, select, update

from casefile.errors import Damaged
from casefile.event import OFFICE, read_body
from casefile.law.catalogue import decode
from casefile.law.events.office import ZoneChanged
from casefile.store.statement import Statement
from casefile.store.tables import events, office

_ROW = Statement(
    select(
        office.c.name, office.c.time_zone, office.c.date_order, office.c.chosen, office.c.watched_us
    )
)
_ZONE_CHANGED = Statement(
    select(events.c.body)
    .where(events.c.matter_id == OFFICE, events.c.type == ZoneChanged.tag)
    .order_by(events.c.version.desc())
    .limit(1)
)


_VOUCH = Statement(update(office).values(watched_us=bindparam("now", type_=BigInteger)))
_CONFIRM = Statement(update(office).values(chosen=True))


class Settings(NamedTuple):
    """The office's name, its time zone and order of dates, and whether somebody chose the zone.

    `watched_us` is when somebody last vouched for the clock without an event, in microseconds since
    1970: when the database was made, or a log taken back into it.
    """

    name: str
    time_zone: str
    date_order: str
    chosen: bool
    watched_us: int

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone: whose day it is."""
        return ZoneInfo(self.time_zone)


def vouch(connection: Connection, now_us: int) -> None:
    """Say that a clock was right when it said this, in microseconds since 1970."""
    _VOUCH.run(connection, now=now_us)


def confirm_zone(connection: Connection) -> None:
    """Say that the zone which a database of before was given is the office's own."""
    _CONFIRM.run(connection)


def settings_in(connection: Connection) -> Settings:
    """Return the settings of the office in a database; a zone that was changed is the last one.

    Raises Damaged where there are none, or several.
    """
    rows = _ROW.rows(connection)
    if len(rows) != 1:
        sentence = f"The database has {len(rows) or 'no'} rows of its office, where it has one."
        raise Damaged(sentence)
    chosen = Settings(*rows[0])
    changed = _ZONE_CHANGED.rows(connection)
    if not changed:
        return chosen._replace(chosen=bool(chosen.chosen))
    envelope = read_body(changed[0][0])
    data = decode(envelope.type, envelope.schema_version, envelope.data)
    assert isinstance(data, ZoneChanged)  # noqa: S101 - the query asks for this type
    return chosen._replace(time_zone=data.to, chosen=True)
