"""The office at the command line: its settings, its database, and who is at the keyboard."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from casefile.answers import Answers
from casefile.canonical import check_text
from casefile.config import Config, read_config
from casefile.errors import Busy, Malformed
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.store.migrate import pending

MAX_NAME = 200


@dataclass(frozen=True)
class Office:
    """What every command works with."""

    config: Config
    database: Database

    @property
    def answers(self) -> Answers:
        """Return the questions that can be asked."""
        return Answers(self.database, self.config.zone)

    @property
    def recorder(self) -> Recorder:
        """Return the one write path."""
        return Recorder(self.database, self.config.zone)


@contextmanager
def open_office(*, migrated: bool = True) -> Iterator[Office]:
    """Open the database of the settings; raises Busy where it cannot be used as it is."""
    config = read_config()
    try:
        database = Database(config.database_url)
    except (NoSuchModuleError, ImportError) as error:
        sentence = "CASEFILE_DATABASE_URL names a kind of database that casefile does not know."
        raise Malformed(sentence, code="config.database_url") from error
    try:
        if migrated:
            check_schema(database)
        yield Office(config, database)
    except DBAPIError as error:
        reason = str(error.orig).partition("\n")[0]
        sentence = f"The database cannot be used: {reason}."
        raise Busy(sentence, code="database.unavailable") from error
    finally:
        database.close()


def check_schema(database: Database) -> None:
    """Refuse a database that is missing or lacks migrations; raises Busy."""
    file = database.engine.url.database
    absent = database.is_sqlite and file and file != ":memory:" and not Path(file).exists()
    if absent or pending(database):
        what = "There is no database yet" if absent else "The database lacks migrations"
        sentence = f"{what}; run: python manage.py migrate"
        raise Busy(sentence, code="database.schema")


def system_user() -> str:
    """Return the name of the system's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        message = "Say who records it: --by NAME."
        raise click.UsageError(message) from error


def read_name(_context: click.Context, _option: click.Parameter, name: str) -> str:
    """Check the name of who records."""
    check_text(name)
    if not name.strip() or len(name) > MAX_NAME:
        message = f"a name has 1 to {MAX_NAME} characters."
        raise click.BadParameter(message)
    return name.strip()


by_option = click.option(
    "--by",
    metavar="NAME",
    default=system_user,
    callback=read_name,
    help="Who records it (default: the system's user).",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Answer in JSON, as the API does."
)
dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show the effect and the warnings, and write nothing."
)
as_of_option = click.option(
    "--as-of", metavar="DAY", help="The day in law, like 2023-04-20 (default: today)."
)
known_at_option = click.option(
    "--known-at",
    metavar="DAY|INSTANT|@POSITION",
    help="As casefile knew it then, like 2023-04-20, 2023-04-20T09:00:00Z or @34 (default: now).",
)
limit_option = click.option(
    "--limit", type=click.IntRange(1, 1_000), default=100, show_default=True, help="Lines a page."
)
