"""Names: who is who in a matter, as its parties, their counsel and its officials are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from casefile.law.stretches import FIRST_DAY, LAST_DAY


class NameTaken(NamedTuple):
    """When a name became somebody's: the first day on which it may have been, and the last."""

    earliest: date
    latest: date


BEGINNING = NameTaken(FIRST_DAY, FIRST_DAY)


class PartPlayed(NamedTuple):
    """What a party is in a matter, and in which role, since an event says so."""

    kind: str
    role: str
    since: NameTaken


def part_on(parts: Sequence[PartPlayed], day: date) -> PartPlayed | None:
    """Return what a party is on a day; before the first day that is said, what it is then."""
    held = (one for one in reversed(parts) if one.since.latest <= day)
    return next(held, parts[0] if parts else None)


_parts = msgspec.json.Decoder(tuple[PartPlayed, ...]).decode


def parts_of(text: str) -> Sequence[PartPlayed]:
    """Return what a party is and was in a matter, of the text that holds it."""
    return _parts(text)


class Called(NamedTuple):
    """One name in a matter: whose it is besides another one, as what they are there, and when.

    It is theirs on the days from the latest of `since` until before `until`. `parts` are all that
    a party is there and was, in their order; of who acts for others there is none.
    """

    name: str
    is_alias: bool
    kind: str
    role: str
    since: NameTaken = BEGINNING
    until: date = LAST_DAY
    parts: tuple[PartPlayed, ...] = ()

    @property
    def parts_in_json(self) -> str:
        """Return the parts as the text that holds them."""
        return msgspec.json.encode(self.parts).decode()


class FormerName(NamedTuple):
    """A name that was given up: since when it had been the party's, and when it surely ended."""

    name: str
    since: NameTaken
    until: date


class PartyNames(NamedTuple):
    """How one party of a matter is called, and what it is there, as far as it has been said.

    The first name counts from the beginning: nobody has said of any other one before it. `besides`
    are the names of other additions, which say of no day on which it took them.
    """

    name: str = ""
    kind: str = ""
    role: str = ""
    aliases: tuple[str, ...] = ()
    since: NameTaken = BEGINNING
    former: tuple[FormerName, ...] = ()
    besides: tuple[str, ...] = ()
    parts: tuple[PartPlayed, ...] = ()

    def added(
        self, name: str, kind: str, role: str, aliases: tuple[str, ...], taken: NameTaken
    ) -> PartyNames:
        """Return the names with those of an addition, which says from when on its role is theirs.

        Until a change is known the last addition names the party, and no addition undoes a change.
        """
        told = self._as(kind, role, taken)._replace(aliases=aliases or self.aliases)
        if self.former:
            return told._replace(besides=(*self.besides, name))
        return told._replace(name=name, besides=(*self.besides, self.name) if self.name else ())

    def changed(
        self,
        name: str | None,
        kind: str | None,
        role: str | None,
        aliases: tuple[str, ...] | None,
        taken: NameTaken,
    ) -> PartyNames:
        """Return the names with what changes; a name that is given up is a former one."""
        told = self._as(kind or self.kind, role or self.role, taken)._replace(
            name=name or self.name, aliases=aliases or self.aliases
        )
        if not self.name or told.name == self.name:
            return told
        given_up = FormerName(self.name, self.since, taken.latest)
        return told._replace(since=taken, former=(*self.former, given_up))

    def called(self) -> Iterator[Called]:
        """Yield the party's name first, then its aliases and the names that it had before."""
        if not self.name:
            return
        yield self._called(self.name, is_alias=False, since=self.since)
        own = {self.name, *(one.name for one in self.former)}
        for alias in dict.fromkeys((*self.aliases, *self.besides)):
            if alias not in own:
                yield self._called(alias, is_alias=True)
        for one in self.former:
            yield self._called(one.name, is_alias=False, since=one.since, until=one.until)

    def _called(
        self, name: str, *, is_alias: bool, since: NameTaken = BEGINNING, until: date = LAST_DAY
    ) -> Called:
        return Called(name, is_alias, self.kind, self.role, since, until, self.parts)

    def _as(self, kind: str, role: str, taken: NameTaken) -> PartyNames:
        """Return the names of a party that is this from a day on."""
        parts = self.parts
        if (kind, role) != (self.kind, self.role):
            parts = (*parts, PartPlayed(kind, role, taken))
        return self._replace(kind=kind, role=role, parts=parts)

    def on(self, day: date) -> str:
        """Return the name of a day."""
        held = (one.name for one in self.former if one.since.latest <= day < one.until)
        return next(held, self.name)


# Those who act for one party, or in one office, by their names.
Acting = Mapping[str, Called]
