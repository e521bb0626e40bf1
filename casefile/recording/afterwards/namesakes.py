"""Namesakes: who may be the same person as a party that has been added, when all is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking
from casefile.answers.overview import conflicts
from casefile.answers.overview.conflicts import PersonHit
from casefile.answers.people.parties import merged_groups, parties_called
from casefile.errors import Busy, Malformed
from casefile.event import Recorded
from casefile.law import placeholders
from casefile.law.events.party import PartyAdded
from casefile.law.fact import Fact, of_class
from casefile.law.known import Known
from casefile.projections.names import name_key
from casefile.projections.subjects import known_in
from casefile.recording.afterwards import duplicates
from casefile.recording.receipt import OnLog, Receipt, Warned

SHOWN = 5  # persons who may be the one that was added
READ = 25  # names like a name that was added; where there are more, nobody counts them
LIKE_NAME = "like_name"  # the code of a warning of who may be a party


class AddedName(NamedTuple):
    """A party that was added, and the name that it was added under."""

    party_id: str
    name: str


class Namesakes(NamedTuple):
    """One name under several ids, which may be of one person or of as many as there are ids."""

    name: str
    party_ids: Sequence[str]


def added_names(entries: Iterable[OnLog]) -> Iterator[AddedName]:
    """Yield the parties that a post has added by now, and had not before."""
    for entry in entries:
        if not entry.already and entry.recorded.envelope.type == PartyAdded.tag:
            for _, added in of_class([Fact(entry.recorded)], PartyAdded):
                yield AddedName(added.party_id, added.name)


def namesakes(asking: Asking, added: Iterable[AddedName]) -> list[Namesakes]:
    """Return the names that were added of which others than the party have the same, by name.

    That is the same but for case, accents and punctuation. Ids that are merged are one person.
    """
    found: dict[str, dict[str, None]] = {}
    called: dict[str, str] = {}
    for party_id, name in added:
        key = name_key(name)
        called.setdefault(key, name)
        found.setdefault(key, {})[party_id] = None
    with asking.gate() as at:
        merged = merged_groups(at)
        for key, party_id in parties_called(at, list(found)):
            found[key][party_id] = None
    each = (
        Namesakes(called[key], sorted({merged.get(one, [one])[0] for one in party_ids}))
        for key, party_ids in sorted(found.items())
    )
    return [one for one in each if len(one.party_ids) > 1]


def with_namesakes(asking: Asking, receipt: Receipt) -> Receipt:
    """Return the receipt of a post with a warning of who may be a party that it adds.

    Every name of the office is compared as the conflict check does it, so this is asked of the post
    of one event alone, and when nobody waits for it any more. Whoever may post may read all names.
    Where the database is lost by then, that is the warning: the party is recorded all the same.
    """
    if len(receipt.entries) != 1:
        return receipt
    (entry,) = receipt.entries
    recorded = entry.recorded
    if entry.already or recorded.envelope.type != PartyAdded.tag:
        return receipt
    try:
        found = list(_warnings(asking, recorded, receipt))
    except (Busy, DBAPIError):
        found = [_warned(recorded, "Nobody looked who may be the same person; ask `conflicts`.")]
    return receipt._replace(warnings=[*receipt.warnings, *found])


def _warnings(asking: Asking, recorded: Recorded, receipt: Receipt) -> Iterator[Warned]:
    with asking.gate() as at:
        known = known_in(at.connection)
        fact = known.meant(Fact(recorded))
        told = _told_of(receipt, known)
    for _, added in of_class([fact], PartyAdded):
        told.add(added.party_id)
        persons, whole = _persons_like(asking, (added.name, *added.aliases))
        others = [one for one in persons if one.party_ids and told.isdisjoint(one.party_ids)]
        beside = f"{len(others) - SHOWN} more" if whole else "more"
        more = f" And {beside}; ask `conflicts`." if len(others) > SHOWN or not whole else ""
        if others:
            sentence = (
                f"{added.name} may be the same person as "
                f"{'; '.join(map(_told, others[:SHOWN]))}. If so, record party.merged.{more}"
            )
            with asking.gate() as at:
                yield _warned(recorded, at.naming([sentence])(sentence))


def _told_of(receipt: Receipt, known: Known) -> set[str]:
    """Return the parties of which a receipt says already that they are there twice."""
    said = (one for one in receipt.warnings if one.code.startswith(f"{duplicates.CODE}."))
    ids = [event_id for one in said for event_id in one.events]
    facts = [known.plain(hit) for hit in map(known.event, ids) if hit]
    return {added.party_id for _, added in of_class(facts, PartyAdded)}


def _warned(recorded: Recorded, sentence: str) -> Warned:
    return Warned(
        code=LIKE_NAME,
        sentence=sentence,
        events=(recorded.envelope.event_id,),
        matter_id=recorded.envelope.matter_id,
    )


def _persons_like(asking: Asking, names: Iterable[str]) -> tuple[list[PersonHit], bool]:
    """Return the persons of the conflict check, each once, for the names that it can compare.

    Beside them stands whether these are all.
    """
    found: dict[Sequence[str], PersonHit] = {}
    whole = True
    for name in names:
        try:
            checked = conflicts.check(asking, [name], limit=READ)
        except Malformed:  # like one without any letter
            continue
        whole = whole and checked.next is None
        for person in checked.asked[0].persons:
            found.setdefault(tuple(person.party_ids), person)
    return list(found.values()), whole


def _told(person: PersonHit) -> str:
    matters = dict.fromkeys(hit.matter_id for hit in person.hits)
    hit = person.hits[0]
    where = ", ".join(map(placeholders.matter, matters))
    return f"{person.name} ({', '.join(person.party_ids)}) in {where}: {hit.why}"
