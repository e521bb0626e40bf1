"""events: the log itself, of the office or of one matter, and one event with its corrections."""

from __future__ import annotations

import json
from typing import Any

import click
import msgspec

from casefile.answers import log
from casefile.answers.log import EventInFull, EventPage, StoredEvent
from casefile.cli.called import event_called, in_matter
from casefile.cli.desk import asking
from casefile.cli.options import json_option, limit_option
from casefile.cli.screen import print_json, print_table, say
from casefile.law.catalogue import decode
from casefile.law.wording import sentence


@click.command("events")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option("--event", metavar="EVENT", help="Show one event with all that corrects it.")
@click.option("--after", type=click.IntRange(0), help="Only what follows a position.")
@click.option("--newest", is_flag=True, help="The last event first; --after then goes back.")
@limit_option
@json_option
def command(
    matter: str | None,
    event: str | None,
    after: int | None,
    newest: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List the log in the order in which it was recorded, or the last event first."""
    if event and newest:
        message = "--newest lists the log; leave out --event."
        raise click.UsageError(message)
    with asking() as office:
        matter = in_matter(office, matter)
        if event:
            found = log.in_full(office, event_called(office, event))
            print_json(found) if as_json else _print_event(found)
        elif newest:
            page = log.newest(office, matter_id=matter, after=after, limit=limit)
            more = len(page.events) == limit and page.next > 1
            print_json(page) if as_json else _print_log(page, more)
        else:
            page = log.page(office, matter_id=matter, after=after or 0, limit=limit)
            more = len(page.events) == limit and page.next < page.head
            print_json(page) if as_json else _print_log(page, more)


def _print_log(answer: EventPage, more: bool) -> None:
    rows = [
        (
            str(one.position),
            one.recorded_at[:19].replace("T", " "),
            one.recorded_by,
            one.effective,
            f"{one.matter_id}: {_said(one)}",
            one.event_id,
        )
        for one in answer.events
    ]
    print_table(("No.", "Recorded (UTC)", "By", "Effective", "What", "Event"), rows)
    if not rows:
        say("No event.")
    elif more:
        say(f"There are more: --after {answer.next}")


def _said(one: StoredEvent) -> str:
    said = sentence(decode(one.type, one.schema_version, one.data))
    return said if one.assertion == "occurred" else f"{said} [{one.assertion}]"


def _print_event(answer: EventInFull) -> None:
    stands = "" if answer.stands else " (retracted)"
    say(f"{answer.sentence}{stands}", style="bold")
    shown = json.loads(msgspec.json.encode(answer.as_corrected or answer))
    own = {name: value for name, value in shown.items() if name in StoredEvent.__struct_fields__}
    data = own.pop("data")
    rows = [(name, _text(value)) for name, value in own.items()]
    rows += [(f"data.{name}", _text(value)) for name, value in data.items()]
    print_table(("Field", "Value"), rows)
    if answer.corrections:
        say("Corrected or retracted by:")
        amended = [
            (str(one.position), one.recorded_at, one.recorded_by, _said(one))
            for one in answer.corrections
        ]
        print_table(("No.", "Recorded at", "By", "What"), amended)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
