"""Conflicting: who comes into a matter by a post and stands on the other side in another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking, At
from casefile.answers.names.opening_names import FOR
from casefile.answers.overview import conflicts
from casefile.answers.overview.conflicts import PersonHit
from casefile.answers.people.parties import (
    NAMES_IN_MATTER,
    described_each,
    in_matter,
    known_among,
    party_group,
)
from casefile.answers.people.stances import Stances
from casefile.answers.question import Question
from casefile.errors import Busy, Malformed
from casefile.event import Recorded
from casefile.law import placeholders
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.record import EventCorrected
from casefile.law.fact import Fact
from casefile.law.stance import Footing, Stance, stands
from casefile.projections.names import PARTY
from casefile.projections.subjects import known_in
from casefile.recording.receipt import Receipt, Warned

CODE = "conflict_of_interest"
MOST_EVENTS = 5  # of one post; a load is looked over with `conflicts`
SHOWN = 5  # persons, and matters of each
LOOK = "Nobody looked whether this is a conflict of interest; ask `conflicts`."
OTHER_SIDE = {Stance.OURS: Stance.ADVERSE, Stance.ADVERSE: Stance.OURS}
_NAMES = Question(NAMES_IN_MATTER)


class Comer(NamedTuple):
    """Somebody who comes to be on a side of a matter: under which id and names, in which roles."""

    recorded: Recorded
    party_id: str
    names: Sequence[str]
    stance: Stance
    roles: Sequence[str] = ()

    @property
    def matter_id(self) -> str:
        """The matter into which they come."""
        return self.recorded.envelope.matter_id


def with_conflicts(asking: Asking, receipt: Receipt) -> Receipt:
    """Return the receipt of a post with a warning of everybody whom it brings on two sides.

    That is a client of whom the conflict check says that they are adverse in another matter, or an
    adverse party who is our client in one. Who stood in the matter before comes to be adverse with
    the client to whom they are. It is asked as `conflicts` asks it, of the post of a few
    events, and when nobody waits for it any more. Where the database is lost by then, that is the
    warning.
    """
    new = [one.recorded for one in receipt.entries if not one.already]
    bringing = [one for one in new if _may_bring(Fact(one))]
    if not bringing or len(new) > MOST_EVENTS:
        return receipt
    found: list[Warned] = []
    for one in bringing:
        try:
            for comer in _comers(asking, one):
                found += [_warned(one, said) for said in _sentences(asking, comer)]
        except (Busy, DBAPIError):
            found.append(_warned(one, LOOK))
    return receipt._replace(warnings=[*receipt.warnings, *found])


def _may_bring(fact: Fact) -> bool:
    match fact.data:
        case MatterOpened(for_=client):
            return bool(client)
        case EventCorrected():
            return bool(_client_corrected(fact))
        case _:
            return isinstance(fact.data, PartyAdded)


def _comers(asking: Asking, recorded: Recorded) -> Iterator[Comer]:
    """Yield who comes to be on a side by an event: whom it brings, and who was there before."""
    with asking.gate() as at:
        comer = _comer(at, recorded)
    if comer is not None:
        yield comer
        if comer.stance is Stance.OURS:
            yield from _there_before(asking, comer)


def _there_before(asking: Asking, client: Comer) -> Iterator[Comer]:
    """Yield who was in a matter before its client came, and is adverse by the role of that one."""
    matter_id = client.matter_id
    with asking.gate(f"@{client.recorded.position - 1}") as at:
        (rows,) = at.ask(_NAMES, matter=matter_id)
        parties = [one for one in in_matter(rows) if one.who == PARTY]
        ids = party_group(at.connection, client.party_id, at.position)
        stances = Stances(at, [matter_id], lambda one: party_group(at.connection, one, at.position))
        roles = {
            *client.roles,
            *(one.part_on(at.on).role for one in parties if one.subject_id in ids),
        }
        footing = Footing(ids=ids, roles=roles, sides={})
        for party_id, own in groupby(parties, attrgetter("subject_id")):
            called = list(own)
            one = Footing(ids=(party_id,), roles=(called[0].part_on(at.on).role,), sides={})
            before = stances.of(matter_id, party_id)
            if before is not None and before.stance is not Stance.NEUTRAL:
                continue  # they were told of when they came
            if stands(one, footing).stance is Stance.ADVERSE:
                every = list(dict.fromkeys(row.name for row in called))
                yield Comer(client.recorded, party_id, every, Stance.ADVERSE)


def _sentences(asking: Asking, comer: Comer) -> Iterator[str]:
    persons = [
        (person, hits) for person in _persons(asking, comer) if (hits := _opposite(person, comer))
    ]
    with asking.gate() as at:
        said = [_said(at, comer, person, hits) for person, hits in persons[:SHOWN]]
        yield from map(at.naming(said), said)
    if len(persons) > SHOWN:
        yield f"{len(persons) - SHOWN} more may be on the other side elsewhere; ask `conflicts`."


def _comer(at: At, recorded: Recorded) -> Comer | None:
    """Return who comes into a matter, where it is known on which side of it."""
    fact = Fact(recorded)
    roles: Sequence[str] = ()
    match fact.data:
        case PartyAdded() as added:
            roles = (added.role,)
            stance = _stance_of(at, fact.matter_id, added)
            names: Iterable[str] = (added.name, *added.aliases)
            party_id = added.party_id
        case MatterOpened(for_=client, source_label=label):
            stance, party_id = Stance.OURS, client or ""
            names = ((label or {}).get(FOR, ""),)
        case EventCorrected(target=target):
            opened = known_in(at.connection).event(target)
            is_opening = opened is not None and opened.envelope.type == MatterOpened.tag
            stance = Stance.OURS if is_opening else Stance.NEUTRAL
            party_id, names = _client_corrected(fact), ()
        case _:
            return None
    if stance not in OTHER_SIDE:
        return None
    there = list(known_among(at, [party_id]))
    known = [one.name for one in described_each(at, there) if one.name]
    every = dict.fromkeys(filter(None, (*names, *known)))
    return Comer(recorded, party_id, list(every), stance, roles)


def _client_corrected(fact: Fact) -> str:
    """Return the party that a correction gives as `for`; of an opening that is the client."""
    said = fact.data.changes.get("data") if isinstance(fact.data, EventCorrected) else None
    return str(said.get(FOR) or "") if isinstance(said, dict) else ""


def _stance_of(at: At, matter_id: str, added: PartyAdded) -> Stance:
    """Return how a party stands to the office in the matter to which it is added."""
    stances = Stances(at, [matter_id], lambda one: party_group(at.connection, one, at.position))
    client = stances.clients.get(matter_id)
    if client and added.party_id in {client, *party_group(at.connection, client, at.position)}:
        return Stance.OURS
    stands = stances.in_role(matter_id, added.role)
    return stands.stance if stands else Stance.NEUTRAL


def _persons(asking: Asking, comer: Comer) -> list[PersonHit]:
    """Return whom the conflict check finds for the names, each once."""
    found: dict[Sequence[str], PersonHit] = {}
    for name in comer.names:
        try:
            (asked,) = conflicts.check_whole(asking, [name]).asked
        except Malformed:  # like one without any letter
            continue
        for person in asked.persons:
            found.setdefault((*person.party_ids, person.name), person)
    return list(found.values())


def _opposite(person: PersonHit, comer: Comer) -> dict[str, str]:
    """Return the other matters in which somebody is on the other side, and why it may be them."""
    return {
        hit.matter_id: hit.why
        for hit in person.hits
        if hit.matter_id != comer.matter_id and hit.stance is OTHER_SIDE[comer.stance]
    }


def _said(at: At, comer: Comer, person: PersonHit, found: dict[str, str]) -> str:
    clients = Stances(at, found, lambda one: (one,)).clients
    shown = list(found)[:SHOWN]
    more = f", and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    if comer.stance is Stance.OURS:
        each = [
            f"adverse to {placeholders.party_in(one, clients[one])}, our client, "
            f"in {placeholders.matter(one)}"
            for one in shown
            if one in clients
        ]
        other = "is"
    else:
        each = [f"our client in {placeholders.matter(one)}" for one in shown]
        other = "is adverse to our client here, and"
    called = comer.names[0]
    if comer.party_id in person.party_ids:
        return f"{called} {other} {'; '.join(each)}{more}."
    why = next(iter(found.values()))
    if comer.stance is Stance.ADVERSE:
        called, other = f"{called}, adverse to our client here,", "is"
    return f"{called} may be the {person.name} who {other} {'; '.join(each)}{more} ({why})."


def _warned(recorded: Recorded, sentence: str) -> Warned:
    envelope = recorded.envelope
    return Warned(
        code=CODE,
        sentence=sentence,
        events=(envelope.event_id,),
        matter_id=envelope.matter_id,
    )
