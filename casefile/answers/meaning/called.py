"""Called: what the parties are called by whom somebody may mean, in a matter and anywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select

from casefile.answers.asking import Asking, At
from casefile.answers.meaning.meant_roles import Roles, roles_in
from casefile.answers.names.opening_names import as_typed
from casefile.answers.people.parties import merged_groups
from casefile.answers.remembered import remembered
from casefile.law import subjects
from casefile.law.events.matter import MatterOpened
from casefile.law.fact import of_class
from casefile.projections.names import PARTY, names
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.statement import Statement

_every_party = select(names.c.subject_id, names.c.name_key).where(
    names.c.who == PARTY, known_at(names, bindparam("position"))
)
_EVERY_PARTY = Statement(_every_party.order_by(names.c.subject_id))
_PARTIES_IN = Statement(
    _every_party.where(names.c.matter_id == bindparam("matter")).order_by(names.c.subject_id)
)


class PartyKeys(NamedTuple):
    """The keys of what each party is called, in a matter and anywhere, and who is the client.

    `merged` has for every id that is merged with another one all ids of that person.
    """

    here: Mapping[str, Collection[str]]
    everywhere: Mapping[str, Collection[str]]
    merged: Mapping[str, Sequence[str]]
    client: str | None


@remembered
def called_in(asking: Asking, matter_id: str | None) -> PartyKeys:
    """Return what each party is called, and in a matter, where one is given."""
    with asking.gate() as at:
        here = parties(at, matter_id) if matter_id else {}
        ours = client(at, matter_id) if matter_id else None
        return PartyKeys(here, parties(at), merged_groups(at), ours)


@remembered
def roles_of(asking: Asking, matter_id: str) -> Roles:
    """Return who is what in a matter."""
    with asking.gate() as at:
        return roles_in(at, matter_id)


def parties(at: At, matter_id: str | None = None) -> dict[str, list[str]]:
    """Return the keys of what each party is called, in a matter or anywhere."""
    rows = (
        _PARTIES_IN.rows(at.connection, position=at.position, matter=matter_id)
        if matter_id
        else _EVERY_PARTY.rows(at.connection, position=at.position)
    )
    called: dict[str, list[str]] = {}
    for party_id, key in rows:
        called.setdefault(party_id, []).append(key)
    return called


def client(at: At, matter_id: str) -> str | None:
    """Return the id of the party for whom the office opened a matter."""
    facts = known_in(at.connection, upto=at.position).facts(subjects.matter(matter_id))
    return next((opened.for_ for _, opened in of_class(facts, MatterOpened)), None)


def client_as_typed(asking: Asking, matter_id: str) -> str:
    """Return for whom a matter was opened, as that was typed; nothing where it was not."""
    with asking.gate() as at:
        facts = known_in(at.connection, upto=at.position).facts(subjects.matter(matter_id))
        return next((typed for _, typed in as_typed(facts)), "")
