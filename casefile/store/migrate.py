"""Migrations: bringing a database to the schema of this version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import inspect, text

from casefile.errors import Busy
from casefile.store.database import Database

MIGRATIONS = Path(__file__).parents[2] / "migrations"


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
    from alembic.config import Config  # noqa: PLC0415 - as just said

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    config.attributes["choice"] = choice and asdict(choice)
    command.upgrade(config, "head")


def is_new(pending: Sequence[str]) -> bool:
    """Tell whether what is pending is everything, so that there is no database yet."""
    return len(pending) == len(_numbers())


def _numbers() -> list[str]:
    return sorted(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py"))


def pending(database: Database) -> list[str]:
    """Return the migrations that the database still lacks, oldest first.

    Raises Busy where it was made by a newer casefile.
    """
    numbers = _numbers()
    with database.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return numbers
        here = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if here is None:
        return numbers
    if here not in numbers:
        sentence = "The database was made by a newer casefile than this one."
        raise Busy(sentence, code="database.newer")
    return numbers[numbers.index(here) + 1 :]
