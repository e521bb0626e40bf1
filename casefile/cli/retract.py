"""retract: taking an event back from here on; as known before, it stays."""

from __future__ import annotations

from typing import Any

import click

from casefile.answers import log
from casefile.cli.called import event_called
from casefile.cli.coded import Coded
from casefile.cli.desk import recording
from casefile.cli.drafting import amendment_options, record
from casefile.cli.prompt import typed
from casefile.law.events.record import EventRetracted, RetractionReason


@click.command("retract")
@click.argument("event", metavar="EVENT")
@click.option("--reason", type=Coded(RetractionReason), required=True)
@click.option("--why", metavar="WORDS", callback=typed, help="The reason in your own words.")
@amendment_options
def command(event: str, reason: str, why: str | None, **options: Any) -> None:
    """Take an event back: it was an error, a duplicate, or never filed.

    What was known before stays as it was. Retracting a correction restores what stood before it.
    """
    with recording(rebuild=options["rebuild"]) as office:
        event = event_called(office, event)
        data = {"target": event, "reason": reason}
        draft = {
            "matter_id": log.in_full(office, event).matter_id,
            "type": EventRetracted.tag,
            "data": data | ({"explanation": why} if why else {}),
        }
        record(office, draft, options)
