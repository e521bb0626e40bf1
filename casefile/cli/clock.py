"""clock: whether the machine's clock can be trusted, and what is done where it could not."""

from __future__ import annotations

import click

from casefile.answers.record import log
from casefile.cli.days import by_our_clocks
from casefile.cli.desk import recording
from casefile.cli.options import by_option, json_option
from casefile.cli.screen import print_json, say
from casefile.errors import Refused
from casefile.event import instant_microseconds, instant_text
from casefile.law.events.office import ClockConfirmed, ClockCorrected
from casefile.office import open_office


@click.group("clock")
def command() -> None:
    """Show the clock beside the log, confirm it, or have the log follow it again."""


@command.command("show")
@json_option
def show(as_json: bool) -> None:
    """Show what the clock says, and when the last event was recorded."""
    with open_office() as office:
        now, last = instant_text(office.clock_us()), log.head(office).recorded_at
        if as_json:
            print_json({"now": now, "recorded_at": last})
            return
        zone = office.zone.key
        say(f"The clock says {by_our_clocks(office, now)} ({zone}).")
        if last:
            say(f"The last event was recorded at {by_our_clocks(office, last)} ({zone}).")
        else:
            say("Nothing has been recorded.")


@command.command("confirm")
@by_option
def confirm(by: str) -> None:
    """Say on record that the clock is right, after a long time without any event."""
    with recording(rebuild=False) as office:
        receipt = office.recorder.record_of_office(ClockConfirmed(), by=by)
    say(f"Confirmed at {receipt.entries[0].recorded.envelope.recorded_at}.")


@command.command("correct")
@click.option("--reason", metavar="WORDS", required=True, help="What was wrong with the clock.")
@by_option
def correct(reason: str, by: str) -> None:
    """Have the log follow the clock again, on record, where it had run ahead of it.

    Set the clock right first. What was recorded keeps its position and its instant.
    """
    with recording(rebuild=False) as office:
        last = log.head(office).recorded_at
        if last is None or instant_microseconds(last) <= office.clock_us():
            raise Refused("The log is not ahead of the clock.", code="clock.not_ahead")
        corrected = ClockCorrected(ahead_at=last, reason=reason)
        receipt = office.recorder.record_of_office(corrected, by=by)
    say(f"From {receipt.entries[0].recorded.envelope.recorded_at} on the log follows the clock.")
