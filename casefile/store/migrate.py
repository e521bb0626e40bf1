"""Migrations: bringing a database to the schema of this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from casefile.store.database import Database

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def _alembic(url: str) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def upgrade(url: str) -> None:
    """Bring the database to the newest schema; nothing happens where it is there already."""
    command.upgrade(_alembic(url), "head")


def pending(database: Database) -> list[str]:
    """Return the migrations that the database still lacks, oldest first."""
    script = ScriptDirectory.from_config(_alembic(""))
    with database.read() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return [step.revision for step in reversed(list(script.iterate_revisions("head", here)))]
