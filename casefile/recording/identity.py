"""Identity: whether a party is added under the id of somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casefile.answers.names.likeness import same_name
from casefile.errors import Refused
from casefile.event import Recorded
from casefile.law import placeholders, subjects
from casefile.law.events.party import PartyAdded
from casefile.law.fact import Fact, of_class, standing
from casefile.law.folding import fold_party
from casefile.law.known import Known
from casefile.law.names import PartyNames


def check_identity(recorded: Recorded, known: Known) -> None:
    """Refuse to make one person of two who have nothing but an id in common; raises Refused.

    That is what adds a party under an id that is known under another name or kind and does not say
    that it is the same person, be it as posted or by what amends it.
    """
    origin = known.origin(recorded)
    if origin.envelope.type != PartyAdded.tag:
        return
    fact = known.standing(origin.envelope.event_id)
    amends = recorded.position != origin.position
    if fact is None or (amends and _said(fact) == _said(_before(recorded, origin, known))):
        return
    (added,) = (one for _, one in of_class([fact], PartyAdded))
    # Of two that are added together it is the later one that is asked who it is.
    upto = None if amends else recorded.position
    first = known.sample(subjects.added(added.party_id))
    if added.same_person or all(one.position == origin.position for one in first):
        return
    if not _is_among(first, fact, added, upto, known):
        _check_names(fact, added, upto, known)


def _said(fact: Fact | None) -> Sequence[object]:
    """Return what a fact says of who the party is; nothing where it does not stand."""
    said = of_class([fact] if fact else [], PartyAdded)
    return [(one.party_id, one.name, one.kind, one.same_person) for _, one in said]


def _before(amending: Recorded, origin: Recorded, known: Known) -> Fact | None:
    """Return a fact as it stood before an event amended it."""
    every = known.recorded(subjects.event(origin.envelope.event_id))
    earlier = standing([one for one in every if one.position < amending.position], known.plain)
    return next((known.meant(one) for one in earlier if one.position == origin.position), None)


def _others(
    facts: Iterable[Fact], fact: Fact, upto: int | None
) -> Iterator[tuple[Fact, PartyAdded]]:
    """Yield what adds a party beside a fact, up to a position where one is given."""
    for other, said in of_class(facts, PartyAdded):
        if other.event_id != fact.event_id and (upto is None or other.position < upto):
            yield other, said


def _is_among(
    first: Sequence[Recorded], fact: Fact, added: PartyAdded, upto: int | None, known: Known
) -> bool:
    """Tell whether one of the first events that add the party has this very name and kind.

    A party can have been added to very many matters, of which most say the same.
    """
    found = (known.standing(one.envelope.event_id) for one in first)
    return any(
        said.party_id == added.party_id
        and said.kind == added.kind
        and same_name(said.name, added.name)
        for _, said in _others(filter(None, found), fact, upto)
    )


def _check_names(fact: Fact, added: PartyAdded, upto: int | None, known: Known) -> None:
    """Refuse a name and a kind that the party has in no other place; raises Refused."""
    facts = known.facts(subjects.added(added.party_id))
    others = [other for other, _ in _others(facts, fact, upto)]
    on_record = list(_on_record(added.party_id, fact, others, known))
    for _, names in on_record:
        called = any(same_name(one.name, added.name) for one in names.called())
        if called and names.kind == added.kind:
            return
    if on_record:
        matter_id, names = on_record[0]
        sentence = (
            f"The id {added.party_id} is taken: it is {names.name} ({names.kind}) in "
            f"{placeholders.matter(matter_id)}. Give {added.name} ({added.kind}) another id, or "
            "say that they are one (same_person: true)."
        )
        raise Refused(sentence, code="party.id_taken", conflicts=(others[0].event_id,))


def _on_record(
    party_id: str, fact: Fact, others: Sequence[Fact], known: Known
) -> Iterator[tuple[str, PartyNames]]:
    """Yield each matter to which other events add a party, with what it is called there."""
    where = {other.matter_id: subjects.party_in(other.matter_id, party_id) for other in others}
    known.fetch(where.values())
    for matter_id, subject in where.items():
        theirs = [one for one in known.facts(subject) if one.event_id != fact.event_id]
        yield matter_id, fold_party(theirs)
