"""retract: taking an event back from here on; as known before, it stays."""

from __future__ import annotations

from typing import Any

import click

from casefile.answers.record import log
from casefile.cli.called import event_called
from casefile.cli.coded import OfCodes
from casefile.cli.desk import recording
from casefile.cli.drafting import AlsoTyped, amendment_options, record
from casefile.cli.prompt import typed
from casefile.cli.resting import say_resting
from casefile.errors import Refused
from casefile.law.events.record import EventRetracted, RetractionReason
from casefile.words.values.choices import is_called


class ReasonTyped(OfCodes[tuple[str, str]]):
    """Why an event is taken back: the code that is meant, and the words where these say more."""

    name = "reason"

    def __init__(self) -> None:
        super().__init__(RetractionReason)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return the code and the words; raises BadParameter."""
        code = self.code(value, param, ctx)
        return code, "" if is_called(RetractionReason, value) else value


@click.command("retract")
@click.argument("events", metavar="EVENT...", nargs=-1, required=True)
@click.option("--reason", type=ReasonTyped(), required=True)
@click.option("--why", metavar="WORDS", callback=typed, help="The reason in your own words.")
@amendment_options
def command(
    events: tuple[str, ...], reason: tuple[str, str], why: str | None, **options: Any
) -> None:
    """Take an event back: it was an error, a duplicate, or never filed.

    What was known before stays as it was. Retracting a correction restores what stood before it.
    Several are taken back together, as where one rests on another.
    """
    with recording(rebuild=options["rebuild"]) as office:
        targets = [event_called(office, one) for one in dict.fromkeys(events)]
        code, words = reason
        said = {"explanation": why or words} if why or words else {}
        first, *others = [
            AlsoTyped(
                EventRetracted.tag,
                {"target": one, "reason": code} | said,
                matter_id=log.in_full(office, one).matter_id,
            )
            for one in targets
        ]
        draft = {"matter_id": first.matter_id, "type": first.tag, "data": first.data}
        try:
            record(office, draft, options, beside=others)
        except Refused as refused:
            say_resting(office, refused, targets, code, options["by"])
            raise
