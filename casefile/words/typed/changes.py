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


def check_day(tag: str, typed: Mapping[str, Any]) -> None:
    """Check that a corrected day says whether it is the event's or of what that set; Malformed.

    The first time that is said by a type, "hearing set date=...", and a correction has no words.
    """
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    for name in typed:
        own = field_called(name, fields, tag)
        if own in TO_COME and name != own and as_key(name) in (*DAY, "on") and name != EFFECTIVE:
            set_, itself = (shlex.quote(f"{one}={typed[name][0]}") for one in (own, EFFECTIVE))
            sentence = (
                f"{name} can be the day that was set, or that on which it was set. Write {set_} "
                f"for the first and {itself} for the second."
            )
            raise Malformed(sentence, code="correction.day_unclear")
