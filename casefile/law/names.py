"""Names: who is who in a matter, as its parties, their counsel and its officials are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Called(NamedTuple):
    """One name in a matter: whose it is besides another one, and as what they are there."""

    name: str
    is_alias: bool
    kind: str
    role: str


class PartyNames(NamedTuple):
    """How one party of a matter is called, and what it is there, as far as it has been said."""

    name: str = ""
    kind: str = ""
    role: str = ""
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    def having(
        self, name: str | None, kind: str | None, role: str | None, aliases: tuple[str, ...] | None
    ) -> PartyNames:
        """Return the names with what is given; a name that is given up is a former one."""
        renamed = bool(self.name and name and name != self.name)
        return PartyNames(
            name=name or self.name,
            kind=kind or self.kind,
            role=role or self.role,
            aliases=aliases or self.aliases,
            former=(*self.former, self.name) if renamed else self.former,
        )

    def called(self) -> Iterator[Called]:
        """Yield the party's name first, then its aliases and the names that it had before."""
        if self.name:
            yield Called(self.name, is_alias=False, kind=self.kind, role=self.role)
            for alias in dict.fromkeys((*self.aliases, *self.former)):
                yield Called(alias, is_alias=True, kind=self.kind, role=self.role)


# Those who act for one party, or in one office, by their names.
Acting = Mapping[str, Called]
