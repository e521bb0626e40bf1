"""The desk: the office as a command opens it, and what has to be said or done before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from casefile.answers.record import log
from casefile.cli.screen import progress, say
from casefile.errors import Busy, Damaged, Refused
from casefile.law.wording import so_many
from casefile.office import Office, open_office

FOLDED_IN_PART = "The live tables are as they were; run it again, and it goes on from there."
ASK_WITH_CARE = "Until then answers may not be those of this version."


@contextmanager
def asking() -> Iterator[Office]:
    """Open the office for a question; where a rebuild is due, that is told beside the answer."""
    with open_office() as office:
        try:
            log.check_usable(office)
        except Busy as due:
            click.echo(f"{due.sentence}. {ASK_WITH_CARE}", err=True)
        yield office


@contextmanager
def recording(*, rebuild: bool) -> Iterator[Office]:
    """Open the office for a command that writes; a rebuild that is due comes first, or Busy.

    Where something was recorded and the last checkpoint is an hour old, one is made afterwards.
    """
    with open_office() as office:
        if rebuild:
            rebuild_where_due(office)
        log.check_usable(office)
        before = log.head(office).position
        yield office.remembering()
        if log.head(office).position > before:
            keep_anchored(office)


def keep_anchored(office: Office) -> None:
    """Make a checkpoint where one is due, and say where that cannot be done."""
    try:
        office.anchor.checkpoint(where_due=True)
    except Refused as error:
        if not error.code.startswith("key."):  # `verify` says that no checkpoints are made
            click.echo(f"{error.sentence} [{error.code}]", err=True)
    except Damaged as error:
        click.echo(f"No checkpoint was made: {error.sentence} [{error.code}]", err=True)


def rebuild_where_due(office: Office) -> None:
    """Make the read tables anew where another version had made them, and say so."""
    if log.head(office).rebuild_due is not True:
        return
    # Nearly no command needs it, and each would import it.
    from casefile.upkeep.rebuild import rebuild as rebuild_tables  # noqa: PLC0415 - as just said

    with (
        open_office(office.config, owner=True) as owned,
        progress("Folding", left=FOLDED_IN_PART) as told,
    ):
        report = rebuild_tables(owned.database, progress=told)
    click.echo(
        f"The read tables have been made anew, from {so_many(report.events, 'event')}.", err=True
    )
    for one in report.parked:
        say(one.sentence)
