"""Changes: what is typed beside the other fields of an event that changes what is there."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from msgspec.inspect import Field, StructType

from casefile.errors import Malformed
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.words import kinds
from casefile.words.typed.type_words import DAY, TO_COME
from casefile.words.what.event_words import as_key
from casefile.words.what.field_names import as_field, field_called
from casefile.words.when.days import read_day
from casefile.words.when.here import Here
from casefile.words.when.kept import EFFECTIVE

WHY = ("reason", "why", "because")  # what people call the reason of a correction
CHANGES = "changes"  # the field with what an event changes


def put_within(tag: str, typed: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return what was typed for a type, with what its changes have put into the field of these."""
    changes = fields.get(CHANGES)
    plain = kinds.plain(changes.type)[0] if changes else None
    if not isinstance(plain, StructType):
        return dict(typed)
    inner = [one.encode_name for one in plain.fields]
    within = {
        name: value
        for name, value in typed.items()
        if field_called(name, fields, tag) is None and field_called(name, inner)
    }
    given = typed.get(CHANGES, {})
    if not within or not isinstance(given, Mapping):
        return dict(typed)
    rest = {name: value for name, value in typed.items() if name not in (*within, CHANGES)}
    return {**rest, CHANGES: {**given, **within}}


def why_typed(tag: str, typed: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return why an event of a type is corrected, behind the name that it was typed under.

    A field of the event itself that is called so is one of those that are corrected where it is
    the only one; beside another one it can be either, and is asked about; raises Malformed.
    """
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    for name, value in typed.items():
        match value:
            case [str(why)] if as_field(name) in WHY:
                if not (own := field_called(name, fields, tag)):
                    return name, why
                if len(typed) > 1:
                    sentence = (
                        f"{name} can be why it is corrected, or the {own} that the event itself "
                        f"gives. Write --reason {shlex.quote(why)} for the first; with a --reason, "
                        f"{name}=... is the event's own."
                    )
                    raise Malformed(sentence, code="correction.reason_unclear")
    return None


def day_of_setting(tag: str, typed: Mapping[str, Any], here: Here) -> str:
    """Return under which name the day was typed on which something was set; nothing where none was.

    It is `date`, as of every event, where nobody can mean the day that was set: that is not past.
    A day to come, and one typed as `on`, can be either, and is asked about; raises Malformed.
    """
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    for name, value in typed.items():
        own = field_called(name, fields, tag)
        if own in TO_COME and name != own and as_key(name) in (*DAY, "on") and name != EFFECTIVE:
            if as_key(name) in DAY and _is_past(value, here):
                return name
            set_, itself = (shlex.quote(f"{one}={value[0]}") for one in (own, EFFECTIVE))
            sentence = (
                f"{name} can be the day that was set, or that on which it was set. Write {set_} "
                f"for the first and {itself} for the second."
            )
            raise Malformed(sentence, code="correction.day_unclear")
    return ""


def _is_past(typed: Any, here: Here) -> bool:
    """Tell whether what was typed for a day is sure to be one that is not to come."""
    match typed:
        case [str(text)]:
            latest = read.latest if (read := read_day(text, here).meant) else None
            return latest is not None and latest <= here.today
    return False
