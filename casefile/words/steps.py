"""Steps: what a person does next after a refusal, in words and as the command that does it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator

from casefile.errors import Missing
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.record import EventCorrected, EventRetracted
from casefile.words import retyped
from casefile.words.kinds import names
from casefile.words.new_ids import makes
from casefile.words.what.field_names import as_typed

# What the office does by recording it.
FIRST = {
    MatterOpened.tag: "Open it first",
    PartyAdded.tag: "Say who it is first",
    EventRetracted.tag: "Take back first what rests on it",
}
BLANK = "..."  # stands for what only the user knows


def next_step(missing: Missing, program: str) -> str:
    """Return what is to be recorded first, if it happened, and the command that records it."""
    return f"{first(missing.type)}: {command(missing, program)}"


def first(tag: str) -> str:
    """Return what the office does first, where an event of a type is missing."""
    return FIRST.get(tag) or f"If {happened(tag)}, record that first"


def happened(tag: str) -> str:
    """Return in words that an event of a type has happened: the conviction was entered."""
    family, _, said = tag.partition(".")
    noun, _, done = said.replace("set_aside", "set aside").rpartition("_")
    return f"the {noun.replace('_', ' ') or family} was {done}"


def command(
    missing: Missing, program: str, numbered: Callable[[str], str] = str, day: str = "DAY"
) -> str:
    """Return the command that records an event, with blanks for what is not known of it.

    `numbered` returns what an event is called on the command line, and `day` is its day.
    """
    match missing.type, missing.data:
        case EventRetracted.tag, {"target": target, **rest}:
            reason = rest.get("reason", BLANK)
            return f"{program} retract {numbered(str(target))} --reason {reason}"
        case EventCorrected.tag, {"target": target, "changes": dict() as changes}:
            said = " ".join(f"{as_typed(name)}={one}" for name, one in changes.items())
            return f"{program} correct {numbered(str(target))} {said}"
    words = ("post", shlex.quote(missing.matter_id), missing.type, *_fields(missing))
    return f"{program} {' '.join(words)} --effective {shlex.quote(day)}"


def _fields(missing: Missing) -> Iterator[str]:
    cls = CATALOGUE[missing.type]
    yield from retyped.words(cls, missing.data)
    for field in fields_of(cls):
        made = makes(cls, field.encode_name, names(field.type))
        if field.required and not made and field.encode_name not in missing.data:
            within = ".ITEM" if field.encode_name == "outcomes" else ""
            yield f"{as_typed(field.encode_name)}{within}={BLANK}"


def effective(day: str | None) -> str:
    """Return the option of a command that says the day that was typed; nothing where none was."""
    return f" --effective {shlex.quote(day)}" if day else ""
