"""Options typed: what of an event as a whole is typed among its fields, like source=newspaper."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from casefile.event import Assertion, Privilege, SourceKind
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.words.misread import Misread
from casefile.words.typed.hearsay import is_newspaper
from casefile.words.values.choices import read_choice
from casefile.words.what.field_names import as_field, field_called

YES = ("yes", "true", "y")
# What no field of a type is meant by that has another name.
SOURCE = (
    *("source", "source_kind", "source_document", "source_quote", "source_locator"),
    *("privilege", "privileged", "source_privilege"),
)


def options_typed(tag: str, typed: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the options of every event that are typed among the fields of a type, by their names.

    What the type has a field of is none of them. Raises Misread where nobody can say of what kind
    a source is.
    """
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    found: dict[str, dict[str, str]] = {}
    for name, value in typed.items():
        called = as_field(name)
        own = called in fields or (called not in SOURCE and field_called(name, fields, tag))
        match value:
            case [str(text)] if not own and (options := _options(called, text.strip())):
                found[name] = options
    return found


def _options(called: str, text: str) -> dict[str, str]:
    match called:
        case "filed" | "filed_on" | "date_filed" | "filing_date":
            return {"effective": text}
        case "received" | "received_on" | "date_received" | "came_in":
            return {"received": text}
        case "according_to" | "reported_by" | "told_by":
            said = {"asserted_by": text}
            return said | (_source(text) if is_newspaper(text) else {})
        case "assertion":
            return {"assertion": read_choice(Assertion, text).value}
        case "source" | "source_kind":
            return _source(text)
        case "source_document" | "source_quote" | "source_locator":
            return {called: text}
        case "confidential" if text.casefold() in YES:
            return {"source_privilege": Privilege.CONFIDENTIAL.value}
        case "privilege" | "privileged" | "source_privilege":
            if text.casefold() in YES:
                return {"source_privilege": Privilege.ATTORNEY_CLIENT.value}
            with suppress(Misread):
                return {"source_privilege": read_choice(Privilege, text).value}
    return {}


def _source(text: str) -> dict[str, str]:
    """Return of what kind a source is, or which document of what kind; raises Misread."""
    with suppress(Misread):
        return {"source_kind": read_choice(SourceKind, text).value}
    if is_newspaper(text):
        return {"source_kind": SourceKind.NEWS.value, "source_document": text}
    kinds = ", ".join(SourceKind)
    raise Misread(
        f"Of what kind is this source? Write --source-kind with one of: {kinds}; and "
        f"--source-document {shlex.quote(text)}."
    )
