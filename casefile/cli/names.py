"""Names: how a command prints what its answer names, with ids where they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import click
from msgspec import Struct

from casefile.answers.glossary import Glossary, glossary_of
from casefile.office import Office

ids_option = click.option("--ids", is_flag=True, help="With the ids of what is named.")


class Shown:
    """What an answer names, as it is printed: by name, and with `ids` by its id as well."""

    def __init__(self, glossary: Glossary, *, ids: bool) -> None:
        self._glossary = glossary
        self._ids = ids
        self.filled = glossary.filled

    def party(self, party_id: str, matter_id: str = "") -> str:
        """Return a party as it is printed."""
        return self.beside(self._glossary.party(party_id, matter_id), party_id)

    def item(self, matter_id: str, item_id: str, called: str = "") -> str:
        """Return an item as it is printed, by another name where one is given."""
        name = called or self._glossary.item(matter_id, item_id)
        return self.beside(name, f"{matter_id}/{item_id}")

    def matter(self, matter_id: str) -> str:
        """Return a matter as it is printed."""
        return self.beside(self._glossary.matter(matter_id), matter_id)

    def events(self, event_ids: Iterable[str]) -> str:
        """Return events by their numbers in the log."""
        return ", ".join(self.beside(self._glossary.event(one), one) for one in event_ids)

    def rests_on(self, event_ids: Iterable[str]) -> str:
        """Return the events that a state rests on, a line each."""
        return "\n".join(self.beside(self._glossary.cited(one), one) for one in event_ids)

    def beside(self, name: str, *ids: str) -> str:
        """Return a name, with ids beside it where they are asked for and say more."""
        more = [one for one in ids if one != name] if self._ids else []
        return f"{name} ({', '.join(more)})" if more else name


def shown_names(
    office: Office,
    answer: Struct,
    *,
    ids: bool,
    about: Collection[str] = (),
    cite: bool = False,
) -> Shown:
    """Return how what an answer names is printed; see `glossary_of`."""
    return Shown(glossary_of(office, answer, about=about, cite=cite), ids=ids)
