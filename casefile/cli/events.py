"""events: the log itself, of the office or of one matter, and one event with its corrections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
import msgspec

from casefile.cli.options import json_option, limit_option
from casefile.cli.screen import print_json, print_table, say
from casefile.law.catalogue import decode
from casefile.law.wording import sentence
from casefile.office import open_office

Answer = Mapping[str, Any]


@click.command("events")
@click.argument("matter", required=False, metavar="[MATTER]")
@click.option("--event", metavar="EVENT", help="Show one event with all that corrects it.")
@click.option("--after", type=click.IntRange(0), default=0, help="Only what follows a position.")
@limit_option
@json_option
def command(matter: str | None, event: str | None, after: int, limit: int, as_json: bool) -> None:
    """List the log in the order in which it was recorded."""
    with open_office() as office:
        if event:
            answer = office.answers.event(event)
        else:
            answer = office.answers.events(matter_id=matter, after=after, limit=limit)
    if as_json:
        print_json(answer)
    elif event:
        _print_event(answer)
    else:
        _print_log(answer, limit)


def _print_log(answer: Answer, limit: int) -> None:
    rows = [
        (
            str(one["position"]),
            one["recorded_at"][:19].replace("T", " "),
            one["recorded_by"],
            one["effective"],
            f"{one['matter_id']}: {_said(one)}",
            one["event_id"],
        )
        for one in answer["events"]
    ]
    print_table(("No.", "Recorded (UTC)", "By", "Effective", "What", "Event"), rows)
    if not rows:
        say("No event.")
    elif len(rows) == limit and answer["next"] < answer["head"]:
        say(f"There are more: --after {answer['next']}")


def _said(body: Answer) -> str:
    data = msgspec.Raw(msgspec.json.encode(body["data"]))
    said = sentence(decode(body["type"], body["schema_version"], data))
    return said if body["assertion"] == "occurred" else f"{said} [{body['assertion']}]"


def _print_event(answer: Answer) -> None:
    stands = "" if answer["stands"] else " (retracted)"
    say(f"{answer['sentence']}{stands}", style="bold")
    shown = answer["as_corrected"] or answer
    hidden = ("sentence", "stands", "corrections", "as_corrected", "data")
    rows = [(name, _text(value)) for name, value in shown.items() if name not in hidden]
    rows += [(f"data.{name}", _text(value)) for name, value in shown["data"].items()]
    print_table(("Field", "Value"), rows)
    if answer["corrections"]:
        say("Corrected or retracted by:")
        amended = [
            (str(one["position"]), one["recorded_at"], one["recorded_by"], _said(one))
            for one in answer["corrections"]
        ]
        print_table(("No.", "Recorded at", "By", "What"), amended)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
