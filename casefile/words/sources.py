"""Sources: what of the source of an event is typed among its fields, like source=newspaper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.event import Privilege, SourceKind
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.words.choices import read_choice
from casefile.words.field_names import as_field
from casefile.words.misread import Misread

YES = ("yes", "true", "y")


def source_typed(tag: str, typed: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the options for a source that are typed among the fields of a type, by their names.

    Each has its option and the value for it. What the type has a field of is none of them.
    """
    fields = {one.encode_name for one in fields_of(CATALOGUE[tag])}
    found: dict[str, tuple[str, str]] = {}
    for name, value in typed.items():
        match as_field(name), value:
            case called, [str(text)] if called not in fields:
                if option := _option(called, text.strip()):
                    found[name] = option
    return found


def _option(called: str, text: str) -> tuple[str, str] | None:
    match called:
        case "source" | "source_kind":
            try:
                return "source_kind", read_choice(SourceKind, text).value
            except Misread:
                return "source_document", text
        case "source_document" | "source_quote" | "source_locator":
            return called, text
        case "privilege" | "privileged" | "source_privilege":
            if text.casefold() in YES:
                return "source_privilege", Privilege.ATTORNEY_CLIENT.value
            try:
                return "source_privilege", read_choice(Privilege, text).value
            except Misread:
                return None
    return None
