"""Of several: which fields of one thing can be typed with several values, and what these are."""

from __future__ import annotations

from msgspec.inspect import Type

from casefile.law.catalogue import Event
from casefile.law.events.record import IntentAnnounced
from casefile.law.subjects import PARTY
from casefile.words import kinds
from casefile.words.typed.unsaid_values import BY_WHOM


def names_items(cls: type[Event] | None, path: str) -> bool:
    """Tell whether a field names the one item of an act, of which there can be several."""
    acts = bool(cls and cls.moves and not cls.files_item)
    return path == "data.item_id" and (acts or cls is IntentAnnounced)


def says_whom(cls: type[Event] | None, kind: Type, path: str) -> bool:
    """Tell whether a field names one party, or says in words whose act it is."""
    by = BY_WHOM.get(cls, ()) if cls else ()
    return kinds.names(kind) == PARTY or path.removeprefix("data.") in by
