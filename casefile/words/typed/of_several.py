"""Of several: which fields of one thing can be typed with several values, and what these are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.inspect import Type

from casefile.errors import Misfit
from casefile.law.catalogue import Event
from casefile.law.events.record import IntentAnnounced
from casefile.law.subjects import PARTY
from casefile.words import kinds
from casefile.words.misread import Misread
from casefile.words.new_ids import GivenId
from casefile.words.typed.unsaid_values import BY_WHOM
from casefile.words.which.several import is_all, numbered
from casefile.words.which.superseding import of_paper
from casefile.words.which.unsaid import UnsaidIds


class AsJson(NamedTuple):
    """A value that was given as JSON, which is taken as it is."""

    value: Any


def each_item(
    unsaid: UnsaidIds,
    typed: Sequence[str | AsJson],
    path: str,
    told: list[str],
    misfits: list[Misfit],
) -> Sequence[str | AsJson]:
    """Return one text for each item that is meant, also by both counts, or counts 1 and 2.

    What was read so is added to what is `told`, and what cannot be to the `misfits`.
    """
    found: list[str | AsJson] = []
    for one in typed:
        if not isinstance(one, str):
            found.append(one)
        elif path.startswith(("data.old", "data.new")) and (
            some := of_paper(unsaid.asking, unsaid.matter_id, one)
        ):
            found += some
        elif is_all(one) and unsaid.items.every():
            try:
                meant = unsaid.items.all_meant(one)
            except Misread as misread:
                misfits.append(Misfit(path, misread.sentence))
                found.append(AsJson(one))
                continue
            told += [meant.said] if meant.said else []
            found += [GivenId(item_id) for item_id, _ in meant.items]  # no name of another one
        else:
            found += numbered(one) or [one]
    return found


def says_all(typed: Sequence[Any] | Mapping[str, Any]) -> bool:
    """Tell whether what was typed for items means all that there are."""
    return any(isinstance(one, str) and is_all(one) for one in typed)


def names_items(cls: type[Event] | None, path: str) -> bool:
    """Tell whether a field names the one item of an act, of which there can be several."""
    acts = bool(cls and cls.moves and not cls.files_item)
    return path == "data.item_id" and (acts or cls is IntentAnnounced)


def says_whom(cls: type[Event] | None, kind: Type, path: str) -> bool:
    """Tell whether a field names one party, or says in words whose act it is."""
    by = BY_WHOM.get(cls, ()) if cls else ()
    return kinds.names(kind) == PARTY or path.removeprefix("data.") in by
