"""The parties of a matter as of a day: each with its role, since when, and why no longer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from operator import attrgetter

from msgspec import UNSET, Struct, UnsetType

from casefile.answers.asking import Answer, Asking, At, check_matter
from casefile.answers.people.parties import NAMES_IN_MATTER, in_matter, party_group
from casefile.answers.people.renamed import Name, Renamed, first_on, renamed, undated
from casefile.answers.people.stances import Stances
from casefile.answers.question import Question
from casefile.law import subjects
from casefile.law.known import Known
from casefile.law.names import NameTaken, parts_of
from casefile.law.presence import (
    DIED,
    DROPPED,
    NOT_YET,
    PARTY,
    SUBSTITUTED,
    TERMINATED,
    Ending,
    Presence,
    fetch_presence,
    presence,
    stands_for,
)
from casefile.law.stance import FOR_CLIENT, Stance, in_short, is_side, is_suing
from casefile.projections.names import PARTY as PARTY_ROW
from casefile.projections.subjects import known_in


class MatterParty(Struct, frozen=True, kw_only=True):
    """A party in this matter, and whether it is one on the day.

    `standing` is party, not_yet, substituted, dropped, died or terminated (of which the court has
    ended the appearance, and no more); `possible` are those in which it may be besides. `since` and
    `until` are in EDTF, `stands_for_it` is who stands in its place by then, `stance` how it stands
    to the office, where that is known, and `evidence` are the events that say all this. `since` is
    null where nobody has said from when on it is one. `name` is that of the day; those that it has
    on other days are among the `aliases`, and `renamed` says on which. `kind` and `role` are those
    of the day, too; before the party was added they are what it was added as. `on_side` says of a
    witness for our client that they are one.
    """

    party_id: str
    name: str
    kind: str
    role: str
    aliases: Sequence[str]
    standing: str
    since: str | None
    until: str | None
    stands_for_it: str | None
    stance: Stance | None
    label: str
    possible: Sequence[str]
    evidence: Sequence[str]
    renamed: Sequence[Renamed] | UnsetType = UNSET
    on_side: str | UnsetType = UNSET

    @property
    def also(self) -> Sequence[str]:
        """Return the aliases that are not told with their days."""
        return undated(self.aliases, self.renamed)

    @property
    def to_the_office(self) -> str:
        """How they stand to the office, in words; nothing of who is on a side as its client is."""
        neutral = self.stance is Stance.NEUTRAL and is_side(self.role)
        return self.on_side or self.stance.label if self.stance and not neutral else ""


class MatterParties(Answer, frozen=True, kw_only=True):
    """Who is, and who was, a party of a matter, as of a day, as known at a moment."""

    matter_id: str
    as_of: str
    known_at: str
    position: int
    past_head: bool
    parties: Sequence[MatterParty]


_NAMES = Question(NAMES_IN_MATTER)
WORDS = {
    SUBSTITUTED: "substituted",
    DROPPED: "dropped",
    DIED: "died",
    TERMINATED: "appearance terminated",
}


def of_matter(
    asking: Asking, matter_id: str, *, as_of: str | None = None, known_at: str | None = None
) -> MatterParties:
    """Return who is, and who was, a party of a matter; raises Malformed and Unknown."""
    with asking.gate(known_at, as_of=as_of) as at:
        check_matter(at.connection, matter_id)
        found = called_in(at, matter_id)
        known = known_in(at.connection, upto=at.position)
        return at.named(
            MatterParties(
                matter_id=matter_id,
                as_of=at.on.isoformat(),
                **at.said(),
                parties=parties_in(at, matter_id, found, known),
            )
        )


def called_in(at: At, matter_id: str) -> list[Name]:
    """Return every name in a matter."""
    return in_matter(at.ask(_NAMES, matter=matter_id)[0])


def parties_in(
    at: At,
    matter_id: str,
    people: Sequence[Name],
    known: Known,
    only: Collection[str] | None = None,
) -> list[MatterParty]:
    """Return the parties among the names in a matter, or only those of these ids."""
    rows = [row for row in people if row.who == PARTY_ROW]
    grouped = {one: list(its) for one, its in groupby(rows, attrgetter("subject_id"))}
    names = {one: first_on(its, at.on.isoformat()).name for one, its in grouped.items()}
    fetch_presence(matter_id, grouped, known)
    stances = Stances(at, [matter_id], lambda one: party_group(at.connection, one, at.position))
    return [
        _party(at, matter_id, grouped[party_id], known, names, stances)
        for party_id in _in_order(matter_id, grouped, known)
        if only is None or party_id in only
    ]


def _in_order(matter_id: str, grouped: Mapping[str, Sequence[Name]], known: Known) -> Sequence[str]:
    """Return parties as they are told: who sues first, each in the order of entry."""

    def place(party_id: str) -> tuple[bool, int]:
        entered = known.recorded(subjects.party_in(matter_id, party_id))
        first = min((one.position for one in entered), default=0)
        return (not is_suing(grouped[party_id][0].role), first)

    return sorted(grouped, key=place)


def _party(
    at: At,
    matter_id: str,
    rows: Sequence[Name],
    known: Known,
    names: Mapping[str, str],
    stances: Stances,
) -> MatterParty:
    day = at.on.isoformat()
    first = first_on(rows, day)
    stands = stances.of(matter_id, first.subject_id)
    found = presence(matter_id, first.subject_id, at.on, known)
    part, begun = first.part_on(at.on), _begun(first, at.on)
    if begun and found.state != NOT_YET:
        entered = known.facts(subjects.party_in(matter_id, first.subject_id))
        by = next((one for one in entered if one.bounds(None) == begun), found.since)
        found = found._replace(since=by)
    said = in_short(stands.stance, stands.why) if stands else ""
    ending, now = found.ending, stands_for(matter_id, first.subject_id, at.on, known)
    facts = [*([found.since] if found.since else []), *(one.fact for one in found.endings)]
    return MatterParty(
        party_id=first.subject_id,
        name=first.name,
        kind=part.kind,
        role=part.role,
        aliases=list(dict.fromkeys(row.name for row in rows if row.name != first.name)),
        standing=found.state,
        since=_since(found) or None,
        until=ending.fact.when.text if ending else None,
        stands_for_it=now,
        stance=stands.stance if stands else None,
        label="; ".join(_label(found, now, names, party=is_side(part.role))),
        possible=found.possible,
        evidence=list(dict.fromkeys(one for fact in facts for one in fact.evidence)),
        renamed=renamed(rows, day) or UNSET,
        on_side=FOR_CLIENT if said == FOR_CLIENT else UNSET,
    )


def _begun(row: Name, on: date) -> NameTaken | None:
    """Return since when somebody is a party by the day, or is only named, who was not before."""
    so_far = [one for one in parts_of(row.parts) if one.since.latest <= on]
    begun = None
    for before, part in pairwise(so_far):
        if is_side(before.role) != is_side(part.role):
            begun = part.since
    return begun


def _label(
    found: Presence, now: str | None, names: Mapping[str, str], *, party: bool
) -> Iterator[str]:
    """Yield what is said of the part of a party, or of somebody only named, clause by clause."""
    since = _since(found)
    if found.state == NOT_YET:
        yield "no party yet" if party else "not named yet"
    if since:
        yield (
            f"{'party' if party else 'named'} since {since}"
            if found.state == PARTY
            else f"added on {since}"
        )
    yield from (_ended(one, names) for one in found.endings)
    if now and found.ending and found.ending.successor != now:
        yield f"{names.get(now, now)} stands there now"
    for state in found.possible:
        yield f"possibly {WORDS[state]}"


def _since(found: Presence) -> str:
    """Return since when somebody is in a matter, in EDTF; nothing where that is open."""
    return found.since.when.text if found.since and found.since.when.earliest else ""


def _ended(one: Ending, names: Mapping[str, str]) -> str:
    by = f" by {names.get(one.successor, one.successor)}" if one.successor else ""
    return f"{WORDS[one.state]}{by} on {one.fact.when.shown}"
