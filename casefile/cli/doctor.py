"""doctor: what is not as it should be with the database and the machine, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

import click

from casefile.cli.ending import REFUSED
from casefile.cli.screen import print_json, say
from casefile.config import Config
from casefile.errors import CasefileError
from casefile.office import Office, check_schema, open_office
from casefile.upkeep.finding import Finding, right, wrong
from casefile.upkeep.in_database import of_database, of_owner
from casefile.upkeep.on_machine import of_files, of_server, of_temporary_folder


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Look at the database and the machine, and say in a sentence each what is and what to do.

    Nothing is changed. Exits with 1 where anything has to be mended. `verify` recomputes the log
    itself.
    """
    with open_office(migrated=False) as office:
        found = list(examined(office))
    ill = any(one.wrong for one in found)
    if as_json:
        print_json({"well": not ill, "findings": [one._asdict() for one in found]})
    else:
        for one in found:
            mark = "MEND" if one.wrong else "note" if one.do else "well"
            say(f"{mark}  {one.about}: {one.sentence}{f' To do: {one.do}' if one.do else ''}")
    if ill:
        context.exit(REFUSED)


def examined(office: Office) -> Iterator[Finding]:
    """Yield everything that is to be said of an office and its machine."""
    config, database = office.config, office.database
    try:
        check_schema(database)
        _ = office.zone
    except CasefileError as error:
        do = "Do what it says; then look again, because nothing in it was looked at."
        yield wrong("database", error.sentence, do)
    else:
        yield right("database", f"The database is {database.place}, at the schema of this version.")
        if database.read_only:
            sentence = "Questions are answered, and nothing can be recorded: it can only be read."
            do = "Nothing, where that is meant; else look at --read-only and at the files' rights."
            yield Finding("read-only", sentence, do)
        yield from of_database(database, office.clock_us(), config.clock_tolerance)
        yield from _of_owner(config)
    yield from of_files(database, office.anchor.key)
    if not config.checkpoints:
        sentence = "Checkpoints are kept in the database alone, which cannot show what it lost."
        yield Finding("checkpoints", sentence, "Name a folder elsewhere: CASEFILE_CHECKPOINTS")
    yield from of_temporary_folder()
    yield from of_server(config)


def _of_owner(config: Config) -> Iterator[Finding]:
    try:
        with open_office(config, owner=True) as owned:
            yield from of_owner(owned.database)
    except CasefileError as error:
        do = "Set CASEFILE_OWNER_URL to the address of PostgreSQL itself, for the tables' owner."
        yield wrong("owner", error.sentence, do)
