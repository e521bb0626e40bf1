"""The office: what every door works with, put together once: questions and the recorder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from casefile.answers.asking import Asking
from casefile.config import Config, read_config
from casefile.errors import Busy, Malformed
from casefile.event import clock_us as clock
from casefile.installation import called, home
from casefile.law.deadlines.bodies import read_also
from casefile.proof.anchor import Anchor
from casefile.recording.recorder import Recorder
from casefile.recording.watch import Watch, steady_us
from casefile.store import postgresql
from casefile.store.database import Database
from casefile.store.migrate import is_new, pending

OWNER_ONLY = 0o700  # whoever can open the database can do everything


@dataclass(frozen=True)
class Office(Asking):
    """Where questions are asked and events are posted, with the settings that it was made of."""

    config: Config = field(kw_only=True)
    recorder: Recorder = field(kw_only=True)  # the one write path
    anchor: Anchor = field(kw_only=True)

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone; raises Malformed where the environment names another."""
        named, zone = self.config.time_zone, self.settings.zone
        if named and named != zone.key:
            sentence = (
                f"CASEFILE_TIME_ZONE is {named}, and the office's time zone is {zone.key}, as its "
                "database has it. Take the variable away; a zone is changed on record, by: "
                f"{called()} zone change"
            )
            raise Malformed(sentence, code="config.time_zone")
        return zone

    @classmethod
    def of(cls, config: Config, database: Database, clock_us: Callable[[], int] = clock) -> Office:
        """Return the office of these settings."""
        read_also(config.rules)
        steady = steady_us if clock_us is clock else None
        watch = Watch(clock_us, steady, config.clock_tolerance)
        recorder = Recorder(database, clock_us, watch)
        anchor = Anchor.of(config, database, clock_us)
        return cls(database, clock_us, config=config, recorder=recorder, anchor=anchor)


@contextmanager
def open_office(
    config: Config | None = None, *, migrated: bool = True, owner: bool = False
) -> Iterator[Office]:
    """Open the database of the settings; raises Busy where it cannot be used as it is.

    The `owner` of its tables, who makes them, reaches it past any pooler.
    """
    config = config or read_config()
    try:
        database = _opened(config, owner=owner)
    except (NoSuchModuleError, ImportError) as error:
        sentence = "CASEFILE_DATABASE_URL names a kind of database that casefile does not know."
        raise Malformed(sentence, code="config.database_url") from error
    try:
        if owner and config.owner_url:
            check_same(config, database)
        office = Office.of(config, database)
        if migrated:
            check_schema(database)
            _ = office.zone
        elif database.file and database.file.parent == home():
            home().mkdir(OWNER_ONLY, parents=True, exist_ok=True)
        yield office
    except DBAPIError as error:
        reason = str(error.orig).partition("\n")[0]
        sentence = f"The database cannot be used: {reason}."
        raise Busy(sentence, code="database.unavailable") from error
    finally:
        database.close()


def _opened(config: Config, *, owner: bool = False) -> Database:
    url = config.owner_url if owner and config.owner_url else config.database_url
    return Database(url, read_only=config.read_only, direct=owner)


def check_same(config: Config, database: Database) -> None:
    """Refuse an owner's address that leads elsewhere than the office's own; raises Malformed."""
    with closing(_opened(config)) as other:
        kinds = {database.is_sqlite, other.is_sqlite}
        with database.read() as one, other.read() as two:
            if kinds == {False} and postgresql.same_place(one, two):
                return
    sentence = (
        "CASEFILE_OWNER_URL and CASEFILE_DATABASE_URL do not lead to one database of PostgreSQL."
    )
    raise Malformed(sentence, code="config.owner_url")


def settle_roles(office: Office) -> None:
    """Let whoever serves work with the tables, by settings that hold behind a pooler, too.

    The office is one that its owner has opened. SQLite knows no roles.
    """
    if office.database.is_sqlite:
        return
    with closing(_opened(office.config)) as server, server.write() as line:
        postgresql.set_role(line)
        with office.database.write() as owner:
            postgresql.let_work(owner, line)


def check_schema(database: Database) -> None:
    """Refuse a database that is missing or lacks migrations; raises Busy."""
    if database.file and not database.file.exists():  # which looking into it would make
        new = True
    elif missing := pending(database):
        new = is_new(missing)
    else:
        return
    if new:
        sentence = f"There is no office in {database.place} yet; run: {called()} init"
    else:
        sentence = f"The database lacks migrations; run: {called()} migrate"
    raise Busy(sentence, code="database.schema")
