"""Filters: what is typed into the fields that narrow a list, as that which it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask import request

from casefile.answers.meaning import meant
from casefile.door import office
from casefile.errors import Malformed, Misfit, Several, Unknown
from casefile.web import days

MATTER, PARTY = "matter", "party"


class Filters(NamedTuple):
    """What was typed into some filters, by their names; and what of it is not clear."""

    typed: Mapping[str, str]
    errors: list[Misfit]

    @classmethod
    def read(cls, *names: str) -> Filters:
        """Return what the address of a page has typed into its filters."""
        return cls({name: request.args.get(name, "").strip()[:200] for name in names}, [])

    @property
    def narrows(self) -> bool:
        """Whether anything is typed at all."""
        return any(self.typed.values())

    def matter(self) -> str | None:
        """Return the id of the matter that is meant, if any is."""
        return self._meant(MATTER)

    def party(self) -> str | None:
        """Return the id of the party that is meant, if any is."""
        return self._meant(PARTY)

    def day(self, name: str, *, past: bool = False) -> str | None:
        """Return the day that is meant, if any is; `past` says that it is none to come."""
        try:
            return days.read(self.typed[name], name, past=past) if self.typed[name] else None
        except Malformed as error:
            self.errors.extend(error.errors)
            return None

    def _meant(self, name: str) -> str | None:
        if not (text := self.typed[name]):
            return None
        try:
            found = meant.matter if name == MATTER else meant.party
            return found(office(), text).id
        except (Unknown, Several) as error:
            each = [f"{one.said} ({one.id})" for one in getattr(error, "candidates", ())]
            self.errors.append(Misfit(name, f"{error.sentence} {'; '.join(each)}".strip()))
            return None
