"""retract: taking an event back from here on; as known before, it stays."""

from __future__ import annotations

from typing import Any

import click

from casefile.answers import log
from casefile.cli.called import event_called
from casefile.cli.coded import Coded
from casefile.cli.desk import recording
from casefile.cli.drafting import amendment_options, record
from casefile.law.events.record import EventRetracted, RetractionReason


@click.command("retract")
@click.argument("event", metavar="EVENT")
@click.option("--reason", type=Coded(RetractionReason), required=True)
@amendment_options
def command(event: str, reason: str, **options: Any) -> None:
    """Take an event back: it was an error, a duplicate, or never filed.

    What was known before stays as it was. Retracting a correction restores what stood before it.
    """
    with recording(rebuild=options["rebuild"]) as office:
        event = event_called(office, event)
        draft = {
            "matter_id": log.in_full(office, event).matter_id,
            "type": EventRetracted.tag,
            "data": {"target": event, "reason": reason},
        }
        record(office, draft, options)
