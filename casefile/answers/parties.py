"""Questions about parties: their status, its history, and who they are."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from casefile.answers import status
from casefile.answers.asking import LIMIT, Asking, bounded, check_basis
from casefile.errors import Unknown
from casefile.law.timeline import RECORD
from casefile.projections import names


class PartyQuestions(Asking):
    """What can be asked about persons, organizations and governments."""

    def status(
        self,
        party_id: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        basis: str = RECORD,
    ) -> dict[str, Any]:
        """Return a party's status on each track; one that was not known then has no tracks."""
        on = self.day(as_of)
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            party, group = _party(connection, party_id, at.position)
            known = "name" in party
            check_basis(basis)
            tracks = status.tracks_of(connection, group, on, at.position, basis) if known else {}
            return {
                "party": party,
                "as_of": on.isoformat(),
                **at.said(),
                "basis": basis,
                "tracks": tracks,
                "conflicts": status.conflicts(tracks),
            }

    def history(
        self, party_id: str, *, known_at: str | None = None, basis: str = RECORD
    ) -> dict[str, Any]:
        """Return every span of a party's items: what was certain or possible, from when to when."""
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            party, group = _party(connection, party_id, at.position)
            check_basis(basis)
            spans = status.history(connection, group, at.position, basis)
            return {"party": party, **at.said(), "basis": basis, "spans": spans}

    def parties(
        self,
        q: str = "",
        *,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of the parties with the words in a name, an alias or the id."""
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            ids = names.find_parties(
                connection, at.position, words=q, after=after or "", limit=bounded(limit) + 1
            )
            found = names.described_each(connection, ids[:limit], at.position)
            following = ids[limit - 1] if len(ids) > limit else None
            return {"parties": found, "next": following, **at.said()}


def _party(
    connection: Connection, party_id: str, position: int
) -> tuple[dict[str, Any], list[str]]:
    """Return who a party is as known at a position, and all ids of that person; raises Unknown.

    Of one that was not known then there is only the id.
    """
    group, rows = names.one_person(connection, party_id, position)
    if not group:
        raise Unknown(f"There is no party {party_id}.", code="party.unknown")
    if not rows:
        return {"party_id": party_id}, group
    return names.described(rows, party_id) | {"merged": group[1:]}, group
