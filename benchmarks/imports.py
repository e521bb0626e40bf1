"""What an import takes: python -m benchmarks.imports pacer=DIR cook-county=DIR nlrb=DIR."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from sqlalchemy import text

from benchmarks.command import run
from benchmarks.databases import open_office
from benchmarks.machine import describe
from casefile.store.database import Database

DATABASES: tuple[Any, ...] = ("sqlite", "postgresql")


def figures(url: str, source: str, path: str) -> list[str]:
    """Import a source into a new database, once more, and return the cells of its line."""
    run(url, "migrate", "--time-zone", "America/Chicago")
    first = run(url, "import", source, path, "--json")
    grown = _bytes_of(url)
    told = json.loads(first.printed)
    records = sum(sum(one.values()) for one in told["records"].values())
    events = sum(told["events"].values())
    again = run(url, "import", source, path, "--json")
    if added := json.loads(again.printed)["events"]:
        raise RuntimeError(f"The second import added {added}.")
    given = sum(one.stat().st_size for one in Path(path).rglob("*.*") if one.suffix != ".md")
    said = (f"{records:,}", f"{events:,}", first.rate(events), again.rate(events))
    return [source, *said, f"{grown / 1e6:,.0f} MB, {grown / given:.1f} times the source"]


def _bytes_of(url: str) -> int:
    """Return how much room a database takes."""
    with closing(Database(url)) as database, database.read() as connection:
        if database.file is None:
            query = text("SELECT pg_database_size(current_database())")
            return int(connection.execute(query).scalar_one())
    return database.file.stat().st_size


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE=PATH...")
@click.option(
    "--place",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where databases are made; in memory where there is enough of it.",
)
def main(sources: tuple[str, ...], place: Path | None) -> None:
    """Import each source into an empty casefile and again, and print the rates as Markdown."""
    with open_office(place) as office:
        click.echo("\n".join(describe(office, set(DATABASES))))
        heads = (
            "database",
            "source",
            "records",
            "events",
            "first import",
            "the same again",
            "database",
        )
        click.echo("\n| " + " | ".join(heads) + " |")
        click.echo("| --- " * len(heads) + "|")
        for one in sources:
            source, _, path = one.partition("=")
            for database in DATABASES:
                with office.empty(database) as given:
                    cells = figures(given["url"], source, str(Path(path).resolve()))
                click.echo("| " + " | ".join((database, *cells)) + " |")


if __name__ == "__main__":
    main()
