"""correct: correcting an event from here on; as known before, it stays what it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click
import msgspec

from casefile.answers.record import log
from casefile.cli.assignments import HELP, check_dollars, read_typed
from casefile.cli.called import event_called, say_read
from casefile.cli.days import Unclear, in_changes
from casefile.cli.desk import recording
from casefile.cli.dialogue.talk import LackingOption
from casefile.cli.drafting import amendment_options, record
from casefile.cli.prompt import typed as typed_words
from casefile.errors import TypedEvent, trying
from casefile.law.events.record import EventCorrected
from casefile.words.typed.changes import day_of_setting, why_typed
from casefile.words.typed.fields import FieldReader
from casefile.words.typed.type_words import day_typed
from casefile.words.when.here import here_in
from casefile.words.when.kept import EFFECTIVE

EXAMPLE = f"{EFFECTIVE}=3/30/2023 or amount=$500"
CHANGED = f"What is corrected, like {EXAMPLE}"


@click.command(
    "correct",
    epilog=f"Fields:\n\n{HELP}\n\b\n  reason:=null                  takes an optional field away",
)
@click.argument("event", metavar="EVENT")
@click.argument("fields", nargs=-1, metavar="NAME=VALUE...")
@click.option("--reason", metavar="WORDS", callback=typed_words, help="Why it is corrected.")
@amendment_options
def command(event: str, fields: tuple[str, ...], reason: str | None, **options: Any) -> None:
    """Correct an event: any of its fields, and effective, assertion, source and the like.

    What was known before stays as it was. --effective is the day of the correction; the date of
    the event itself is corrected as a field: effective=3/30/2023. Why it is corrected is said with
    --reason, or as reason=... where the event has no field of that name; else it is asked which.
    """
    check_dollars(fields)
    typed = read_typed(fields)
    if not typed:
        typed = _dated(options)
    with recording(rebuild=options["rebuild"]) as office:
        event = event_called(office, event)
        found = log.in_full(office, event)
        stands = json.loads(msgspec.json.encode(found.as_corrected or found))
        reader = FieldReader(found.type, office, found.matter_id, stands=stands["data"])
        if reason is None and (why := why_typed(found.type, typed)):
            name, reason = why
            typed.pop(name)
        set_on = day_of_setting(found.type, typed, here_in(office, found.matter_id))
        day = set_on or next(iter(day_typed(found.type, typed) or ()), EFFECTIVE)
        if day != EFFECTIVE:
            typed = {EFFECTIVE if name == day else name: one for name, one in typed.items()}
            what = " on which it was set" if set_on else " of the event"
            say_read([f"{day} = {EFFECTIVE} (the day{what})"])
        with trying(TypedEvent(found.type, found.matter_id, typed, corrects=True)):
            changes = {
                name: _within(stands, name, value) for name, value in reader.changes(typed).items()
            }
            unclear = Unclear()
            changes = in_changes(
                office,
                found.matter_id,
                found.type,
                changes,
                unclear,
                {**stands["data"], EFFECTIVE: stands[EFFECTIVE]},
            )
            data = {"target": event, "changes": changes}
            draft = {
                "matter_id": found.matter_id,
                "type": EventCorrected.tag,
                "data": data | ({"reason": reason} if reason else {}),
            }
            record(office, draft, options, reader, unclear)


def _dated(options: dict[str, Any]) -> dict[str, Any]:
    """Return the day of an event as what alone is corrected of it; raises UsageError.

    A correction of nothing has no day of its own.
    """
    if not options[EFFECTIVE]:
        message = f"Say what is corrected, like {EXAMPLE}."
        raise LackingOption(message, option="", question=CHANGED)
    typed = {EFFECTIVE: [options.pop(EFFECTIVE)]}
    options[EFFECTIVE] = None
    say_read([f"--{EFFECTIVE} = {EFFECTIVE} (the day of the event, which alone is corrected)"])
    return typed


def _within(stands: Mapping[str, Any], name: str, value: Any) -> Any:
    """Return a changed field; where only fields within it were typed, the others stay."""
    held = stands.get(name, stands["data"].get(name))
    return {**held, **value} if isinstance(value, dict) and isinstance(held, dict) else value
