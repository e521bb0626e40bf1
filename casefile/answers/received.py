"""Received: the axis of what the office had by a day, some of which it recorded only later.

The events of a party's matters, or of one matter, are folded as a rebuild folds them, into tables
that live in memory for one question: first what had been received by the day, with the corrections
and retractions that had been, and then all else, at positions behind the end of the log. A question
is asked there as it is in the office's database, as known at the end of the log. Somebody can still
record what the office had by then, so that its answer makes no promise to stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from msgspec.structs import replace
from sqlalchemy import select

from casefile.answers.asking import Asking, At, Lacking
from casefile.answers.coordinates import RECEIVED
from casefile.errors import Damaged, Malformed
from casefile.event import Recorded
from casefile.law import placeholders, subjects
from casefile.law.amending import told
from casefile.law.catalogue import OWN_SUBJECTS
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded, PartyMerged, PartyParted
from casefile.law.events.process import DeadlineSet
from casefile.law.events.record import Amending
from casefile.law.fact import Fact, received_on
from casefile.law.known import Known
from casefile.projections.chronology import CHRONOLOGY
from casefile.projections.matters import MATTERS
from casefile.projections.names import MERGES, NAMES
from casefile.projections.parked import list_parked
from casefile.projections.precedence import PRECEDENCE
from casefile.projections.projection import Touching
from casefile.projections.projector import Projector, Rows
from casefile.projections.spans import SPANS, item_spans, items_touched
from casefile.projections.subjects import known_in
from casefile.projections.tables import metadata as read_tables
from casefile.store import in_memory, log
from casefile.store.statement import Statement, among

MOST = 20_000  # events of which an answer is made: some five seconds, and 100 MB
_items = select(item_spans.c.matter_id, item_spans.c.item_id).distinct()
_ITEMS = Statement(_items.where(among(item_spans.c.party_id, "ids")))


@contextmanager
def about_party(
    asking: Asking,
    party_id: str,
    known_at: str | None,
    known_by: str | None,
    *,
    as_of: str | None = None,
    matter: str | None = None,
    snapshot: bool = False,
) -> Iterator[At]:
    """Open a connection for a question about one party, on the axis asked for; raises Malformed.

    `matter` is one that is asked about, whether the party is in it or not.
    """
    with asking.gate(known_at, as_of=as_of, snapshot=snapshot, known_by=known_by) as at:
        if known_by != RECEIVED:
            yield at
            return
        ids, matter_ids = _ever_of(at, party_id)
        with _retold(at, {*matter_ids, *([matter] if matter else [])}, ids) as then:
            yield then


@contextmanager
def about_matter(
    asking: Asking,
    matter_id: str,
    known_at: str | None,
    known_by: str | None,
    *,
    as_of: str | None = None,
    after: str | None = None,
    snapshot: bool = False,
) -> Iterator[At]:
    """Open a connection for a question about one matter, on the axis asked for; raises as above."""
    how = {"as_of": as_of, "after": after, "known_by": known_by}
    listed = ("of matter", matter_id)
    with asking.gate(known_at, snapshot=snapshot, listed=listed, **how) as at:
        if known_by != RECEIVED:
            yield at
            return
        with _retold(at, {matter_id}) as then:
            yield then


def _ever_of(at: At, party_id: str) -> tuple[list[str], set[str]]:
    """Return the ids that were ever said to be one person with a party, and all their matters.

    What has been retracted counts, too: the office may have had it before it had the retraction.
    """
    known = known_in(at.connection, upto=at.position)
    ids = [party_id]
    matter_ids: set[str] = set()
    for one in ids:
        about = (subjects.party(one), subjects.added(one), subjects.items_of(one))
        for recorded in (hit for subject in about for hit in known.recorded(subject)):
            matter_ids.add(recorded.envelope.matter_id)
            match known.plain(recorded).data:
                case PartyMerged(from_=old, into=into):
                    ids += [other for other in (old, into) if other not in ids]
                case PartyParted(matters=parted):
                    matter_ids.update(parted)
    return ids, matter_ids


@contextmanager
def _retold(
    at: At, matter_ids: Collection[str], about: Collection[str] | None = None
) -> Iterator[At]:
    """Open the database in memory in which what had been received is all that is known by now.

    What lacks something is told of the parties that the question is `about`, or of everybody.
    """
    count = sum(log.versions(at.connection, matter_ids).values())
    if count > MOST:
        sentence = (
            f"That rests on {count:,} events, of which at most {MOST:,} are folded to say what had "
            "been received. Ask about one matter."
        )
        raise Malformed(sentence, code="received.many")
    for one in list_parked(at.connection):
        if one.matter_id in matter_ids:
            raise Damaged(one.sentence, code="matter.parked")
    told = _fold(at, matter_ids)
    head = log.head(at.connection)
    with in_memory.holding(head, told.events, told.rows, read_tables) as connection:
        lacking = told.lacking
        if about is not None:
            keys = {"/".join(row) for row in _ITEMS.rows(connection, ids=list(about))}
            lacking = [one for one in lacking if keys & one.items or one.parties & set(about)]
        # Events are called by their numbers in the log, which are others in memory.
        put = at.naming(one.said.sentence for one in lacking)
        said = [replace(one.said, sentence=put(one.said.sentence)) for one in lacking]
        yield at.told(connection, said)


class _Lacks(NamedTuple):
    """What is told of an event that lacks something, and the items and parties it is about."""

    said: Lacking
    items: set[str]
    parties: set[str]


class _Retold(NamedTuple):
    """Events in the order in which they are told, the rows that they make, and what lacks what."""

    events: Sequence[Recorded]
    rows: Rows
    lacking: Sequence[_Lacks]


class _Asked:
    """Reads nothing, and notes what a fold has asked for beside what it was given."""

    def __init__(self) -> None:
        self.subjects: set[str] = set()

    def __call__(
        self, asked: Sequence[str], /, *, limit: int | None = None
    ) -> Mapping[str, Sequence[Recorded]]:
        """Return nothing about each of these subjects."""
        del limit
        self.subjects.update(asked)
        return dict.fromkeys(asked, ())


def _fold(at: At, matter_ids: Collection[str]) -> _Retold:
    """Fold the events of matters, with all those of others that they ask for.

    Which those are is seen when it is done, so it is done again while there are more of them.
    """

    def items(event: Touching, known: Known) -> list[str]:
        touched = items_touched(event, known)
        return [one for one in touched if subjects.ids_of(one)[0] in matter_ids]

    of_items = [one._replace(entities=(items,)) for one in (SPANS, PRECEDENCE)]
    known = known_in(at.connection, upto=at.position)
    found = {
        one.position: one for one in log.of_matters(at.connection, matter_ids, upto=at.position)
    }
    while True:
        asked = _Asked()
        projector = Projector((*of_items, MATTERS, CHRONOLOGY, NAMES, MERGES), Known(asked))
        first, later = _in_turn(found, at)
        for one in first:
            projector.follow(one)
        projector.complete()
        lacking = list(_lacking(first, later, projector.known))
        for one in later:
            projector.follow(one)
        rows = projector.changes()[0]
        wanted = subjects.of_few(asked.subjects)
        known.fetch(wanted)
        every = {one.position: one for subject in wanted for one in known.recorded(subject)}
        if every.keys() <= found.keys():
            return _Retold([*first, *later], rows, lacking)
        found = dict(sorted((found | every).items()))


def _in_turn(found: Mapping[int, Recorded], at: At) -> tuple[list[Recorded], list[Recorded]]:
    """Return what had been received by the day, and all else behind the end of the log."""
    days = received_on(list(found.values()))
    first, later = [], []
    for position, one in found.items():
        if days[one.envelope.event_id] <= at.known.known_at:
            first.append(one)
        else:
            later.append(one._replace(position=at.position + position))
    return first, later


def _lacking(
    first: Sequence[Recorded], later: Sequence[Recorded], known: Known
) -> Iterator[_Lacks]:
    """Yield what is known and rests on events that are still to come."""
    coming: dict[str, list[Fact]] = {}
    for fact in map(Fact, later):
        for subject in (subjects.event(fact.event_id), *_opened(fact)):
            coming.setdefault(subject, []).append(fact)
    for one in first:
        fact = known.plain(one)
        if isinstance(fact.data, Amending) or known.standing(fact.event_id):
            wanted = (subject for subject in _rests_on(fact) if not _is_open(subject, known))
            lacks = [other for subject in wanted for other in coming.get(subject, ())]
            if lacks:
                yield _lacks(fact, lacks, known)


def _lacks(fact: Fact, lacks: Sequence[Fact], known: Known) -> _Lacks:
    ids = list(dict.fromkeys(other.event_id for other in lacks))
    before = " and ".join(map(placeholders.event, ids))
    what = told(fact, known)
    said = f"Received by then, before {before}, on which it rests: {what}."
    both = (fact, *lacks)
    return _Lacks(
        Lacking(event_id=fact.event_id, matter_id=fact.matter_id, sentence=said, lacks=ids),
        {key for one in both for key in one.items},
        {named.id for one in both for named in one.named if named.kind == subjects.PARTY},
    )


def _opened(fact: Fact) -> Iterator[str]:
    """Yield the subjects that begin with a fact: the matter, a party there, an item, an entry."""
    if isinstance(fact.data, MatterOpened):
        yield subjects.matter(fact.matter_id)
    if isinstance(fact.data, PartyAdded):
        yield subjects.party_in(fact.matter_id, fact.data.party_id)
    if fact.data.filing():
        yield from (
            subjects.item(key) for key, (name, _) in fact.items.items() if name == "item_id"
        )
    for one in fact.named:
        if one.kind in OWN_SUBJECTS and fact.data.entry(one.id):
            yield subjects.entry(one.kind, fact.matter_id, one.id)


def _rests_on(fact: Fact) -> Iterator[str]:
    """Yield the subjects that have to have begun for a fact to say something."""
    yield subjects.matter(fact.matter_id)
    yield from map(subjects.item, fact.items)
    for one in fact.named:
        if one.kind == subjects.PARTY:
            yield subjects.party_in(fact.matter_id, one.id)
        elif one.kind == subjects.MATTER:
            yield subjects.matter(one.id)
        elif one.kind == subjects.EVENT:
            yield subjects.event(one.id)
        elif one.kind in OWN_SUBJECTS:
            yield subjects.entry(one.kind, fact.matter_id, one.id)
    yield from map(subjects.event, fact.after)
    match fact.data:
        case DeadlineSet(computed=True, trigger=str(trigger)):
            yield subjects.event(trigger)


def _is_open(subject: str, known: Known) -> bool:
    """Tell whether a subject has begun by what is known: an event by being known at all."""
    if subjects.kind_of(subject) == subjects.EVENT:
        return known.event(subjects.name_of(subject)) is not None
    return any(subject in _opened(fact) for fact in known.facts(subject))
