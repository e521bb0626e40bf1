"""Migrations: bringing a database to the schema of this version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from casefile.errors import Busy, Damaged
from casefile.installation import shipped
from casefile.store.database import Database
from casefile.store.statement import execute
from casefile.store.tables import log_head

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = shipped("migrations")


@dataclass(frozen=True)
class Choice:
    """What the office chooses for a new database: its name, its zone, and its order of dates."""

    name: str
    time_zone: str
    date_order: str
    chosen: bool = True


DATE_ORDERS = ("month_first", "day_first", "year_first")


def upgrade(url: str, choice: Choice | None = None) -> None:
    """Bring the database to the newest schema; nothing happens where it is there already.

    `choice` is for one that is new. One of before gets the zone that the environment names.
    """
    # Every start asks what is pending, and nearly none has anything to do; Alembic takes longer to
    # import than a question to answer.
    from alembic import command  # noqa: PLC0415 - as just said

    config = _config()
    config.attributes["url"] = url
    config.attributes["choice"] = choice and asdict(choice)
    command.upgrade(config, "head")


@cache
def triggers(kind: str) -> dict[str, str]:
    """Return the triggers that the migrations make in a kind of database, as it tells them.

    A migration that makes triggers has them in its `TRIGGERS`, and a later one takes the place of
    an earlier one.
    """
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    found: dict[str, str] = {}
    for script in reversed(list(ScriptDirectory.from_config(_config()).walk_revisions())):
        found |= getattr(script.module, "TRIGGERS", {}).get(kind, {})
    return found


def _config() -> Config:
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def numbers() -> list[str]:
    """Return the migrations of this version, oldest first."""
    return sorted(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py"))


def revisions(connection: Connection) -> list[str]:
    """Return the migration that the database says it is at: one, in a database as casefile has it.

    A new one has none.
    """
    return _said(connection, _own(connection))


# Every command asks these, for which SQLAlchemy's own question takes as long as its answer.
_OWN = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN {}",
    "postgresql": "SELECT relname FROM pg_class WHERE relname IN {} AND pg_table_is_visible(oid)",
}


def _own(connection: Connection) -> set[str]:
    """Return which of the tables are there that say whose the database is."""
    query = _OWN[connection.dialect.name].format(("alembic_version", log_head.name))
    return {name for (name,) in execute(connection, query, ()).fetchall()}


def _said(connection: Connection, own: Collection[str]) -> list[str]:
    if "alembic_version" not in own:
        return []
    query = "SELECT version_num FROM alembic_version"
    return [number for (number,) in execute(connection, query, ()).fetchall()]


def _foreign(connection: Connection) -> str:
    """Return a table of another program, where there is one; no log is there.

    Those of PostgreSQL's extensions are nobody's.
    """
    if connection.dialect.name == "sqlite":
        query = text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        )
    else:
        query = text(
            "SELECT relname FROM pg_class AS c WHERE relkind IN ('r', 'p')"
            " AND relnamespace = current_schema()::regnamespace AND NOT EXISTS"
            " (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')"
        )
    return min(connection.scalars(query), default="")


def is_new(pending: Sequence[str]) -> bool:
    """Tell whether what is pending is everything, so that there is no database yet."""
    return len(pending) == len(numbers())


def pending(database: Database) -> list[str]:
    """Return the migrations that the database still lacks, oldest first.

    Raises Busy where it is another program's or was made by a newer casefile, Damaged where it says
    two things.
    """
    every = numbers()
    with database.read() as connection:
        own = _own(connection)
        here = _said(connection, own)
        if log_head.name not in own and (foreign := _foreign(connection)):
            sentence = (
                f"The database {database.place} is another program's: it has a table {foreign} and "
                "no log. Nothing was changed; name another in CASEFILE_DATABASE_URL."
            )
            raise Busy(sentence, code="database.foreign")
    if len(here) > 1:
        sentence = f"The database says of its schema that it is of {' and of '.join(sorted(here))}."
        raise Damaged(sentence, code="database.revision")
    if here and here[0] not in every:
        sentence = "The database was made by a newer casefile than this one."
        raise Busy(sentence, code="database.newer")
    return every[every.index(here[0]) + 1 :] if here else every
