"""Migrations: bringing a database to the schema of this version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text

from casefile.errors import Busy
from casefile.store.database import Database

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def upgrade(url: str) -> None:
    """Bring the database to the newest schema; nothing happens where it is there already."""
    # Every start asks what is pending, and nearly none has anything to do; Alembic takes longer to
    # import than a question to answer.
    from alembic import command  # noqa: PLC0415 - as just said
    from alembic.config import Config  # noqa: PLC0415 - as just said

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    command.upgrade(config, "head")


def pending(database: Database) -> list[str]:
    """Return the migrations that the database still lacks, oldest first.

    Raises Busy where it was made by a newer casefile.
    """
    numbers = sorted(file.name.partition("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py"))
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
