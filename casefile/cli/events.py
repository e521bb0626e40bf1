"""events: the log itself, of the office or of one matter, and one event with its corrections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from casefile.answers import log
from casefile.answers.log import EventInFull, EventPage, StoredEvent
from casefile.cli.desk import asking
from casefile.cli.names import ids_option, shown_names
from casefile.cli.options import json_option, limit_option
from casefile.cli.screen import print_json, print_table, say
from casefile.event import OFFICE
from casefile.office import Office


@click.command("events")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option("--event", metavar="EVENT", help="Show one event with all that corrects it.")
@click.option("--after", type=click.IntRange(0), help="Only what follows a position.")
@click.option("--newest", is_flag=True, help="The last event first; --after then goes back.")
@limit_option
@ids_option
@json_option
def command(
    matter: str | None,
    event: str | None,
    after: int | None,
    newest: bool,
    limit: int,
    ids: bool,
    as_json: bool,
) -> None:
    """List the log in the order in which it was recorded, or the last event first."""
    if event and newest:
        message = "--newest lists the log; leave out --event."
        raise click.UsageError(message)
    with asking() as office:
        if event:
            found = log.in_full(office, event)
            print_json(found) if as_json else _print_event(office, found)
        elif newest:
            page = log.newest(office, matter_id=matter, after=after, limit=limit)
            more = len(page.events) == limit and page.next > 1
            print_json(page) if as_json else _print_log(office, page, more, ids=ids)
        else:
            page = log.page(office, matter_id=matter, after=after or 0, limit=limit)
            more = len(page.events) == limit and page.next < page.head
            print_json(page) if as_json else _print_log(office, page, more, ids=ids)


def _print_log(office: Office, answer: EventPage, more: bool, *, ids: bool) -> None:
    names = shown_names(office, answer, ids=ids)
    rows = [
        (
            names.beside(f"@{one.position}", one.event_id),
            one.recorded_at[:19].replace("T", " "),
            one.recorded_by,
            one.effective,
            said,
            "the office" if one.matter_id == OFFICE else names.matter(one.matter_id),
        )
        for one, said in zip(answer.events, _said(office, answer.events), strict=True)
    ]
    print_table(("No.", "Recorded (UTC)", "By", "Effective", "What", "Matter"), rows)
    if not rows:
        say("No event.")
    elif more:
        say(f"There are more: --after {answer.next}")


def _said(office: Office, some: Sequence[StoredEvent]) -> list[str]:
    """Return what events say, each with what it was recorded as where that is not a fact."""
    return [
        said if one.assertion == "occurred" else f"{said} [{one.assertion}]"
        for one, said in zip(some, log.sentences(office, some), strict=True)
    ]


def _print_event(office: Office, answer: EventInFull) -> None:
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
            (f"@{one.position}", one.recorded_at, one.recorded_by, said)
            for one, said in zip(answer.corrections, _said(office, answer.corrections), strict=True)
        ]
        print_table(("No.", "Recorded at", "By", "What"), amended)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
