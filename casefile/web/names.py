"""Names: what the ids that a page names are called, as of its day, as known at its moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from casefile.answers.glossary import Glossary, glossary_for
from casefile.door import office
from casefile.law import subjects

Item = TypeVar("Item")


def with_client(text: str, data: Mapping[str, Any]) -> str:
    """Return a text with the name of a new matter's client, who has an id alone until added."""
    party_id, name = client_of(data)
    return text.replace(party_id, name) if name else text


def client_of(data: Mapping[str, Any]) -> tuple[str, str]:
    """Return the id of a new matter's client, and the name that was typed or is known for it."""
    party_id, typed = data.get("for", ""), (data.get("source_label") or {}).get("for", "")
    if typed or not party_id:
        return party_id, typed
    known = names_of(parties=[party_id]).party(party_id)
    return party_id, known if known != party_id else ""


def beside_parties(names: Mapping[Item, str]) -> dict[Item, str]:
    """Return what items are called beside the names of their parties: claims, by their causes.

    A cause of several of them does not tell one from the other, so these keep their whole names.
    """
    causes = {item: _cause(name) for item, name in names.items()}
    every = Counter(causes.values())
    return {item: one if every[one] == 1 else names[item] for item, one in causes.items()}


def _cause(name: str) -> str:
    """Return a name without the parties of a claim that stand in front of it."""
    parties, _, cause = name.partition(": ")
    return cause if cause and " v. " in parties else name


def names_of(
    *,
    matters: Iterable[str] = (),
    items: Iterable[tuple[str, str]] = (),
    parties: Iterable[str] = (),
    as_of: str | None = None,
    known_at: str | None = None,
    about: Collection[str] = (),
) -> Glossary:
    """Return what matters, items (each a matter and an item of it) and parties are called.

    `about` are the ids of the person whom the page is about: of their charges it is not said whose.
    """
    asked = {
        *map(subjects.matter, matters),
        *map(subjects.party, parties),
        *(subjects.item(f"{matter_id}/{item_id}") for matter_id, item_id in items),
    }
    return glossary_for(office(), asked, as_of=as_of, known_at=known_at, about=about)
