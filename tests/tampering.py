"""Tampering: the database changed as an administrator could change it, past the triggers."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from casefile.store.database import Database
from casefile.store.migrate import triggers


@contextmanager
def unguarded(connection: Connection) -> Iterator[None]:
    """Take the triggers of the log away, and put them back as they were made."""
    sqlite = connection.dialect.name == "sqlite"
    made = {
        name: (one, one.partition(" ON ")[2].split()[0])
        for name, one in triggers(connection.dialect.name).items()
        if one.startswith("CREATE TRIGGER")
    }
    for name, (_, table) in made.items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{'' if sqlite else f' ON {table}'}"))
    yield
    for name, (definition, table) in made.items():
        connection.execute(text(definition))
        if not sqlite:
            connection.execute(text(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"))


def tamper(database: Database, *statements: str) -> None:
    """Run statements past the triggers."""
    with database.write() as connection, unguarded(connection):
        for statement in statements:
            connection.execute(text(statement))
