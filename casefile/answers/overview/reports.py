"""Reports: the whole office's parties counted by headline, and who stands behind a count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct, json

from casefile.answers.asking import Answer, Asking, check_basis
from casefile.answers.paging import LIMIT, check_limit
from casefile.answers.people.parties import Party, described_each
from casefile.answers.standing.headlines import (
    MattersInScope,
    Person,
    Unread,
    items_of_nobody,
    matters_in,
    persons,
    unread,
)
from casefile.errors import Malformed
from casefile.law.headline_codes import HEADLINES, headline_label, headline_place
from casefile.law.status import TrackStatus, by_track, headlines
from casefile.law.timeline import RECORD
from casefile.projections.spans import flag_detail


class HeadlineCount(Struct, frozen=True, kw_only=True):
    """How many parties have one headline on one track; somebody under several ids counts once.

    `name` is what the track is called for the item that sets the headline. `headline` is the
    status, of a dismissal or a judgment with what qualifies it. `possible` are those of the parties
    who may stand otherwise for all that is known; `unread` are those of them of whom something has
    ended in words that nobody has read.
    """

    track: str
    name: str
    headline: str
    label: str
    parties: int
    certain: int
    possible: int
    unread: int


class StatusReport(Answer, frozen=True, kw_only=True):
    """The parties by track and headline, the highest exposure first.

    `matters` are those in scope, `parties` those with any item in scope, as known then;
    `items_without_party` stand on the record but name nobody as their party.
    """

    as_of: str
    known_at: str
    position: int
    past_head: bool
    basis: str
    court: str | None
    category: str | None
    matters: int
    parties: int
    items_without_party: int
    lines: Sequence[HeadlineCount]


class PartyBehind(Struct, frozen=True, kw_only=True):
    """A party behind a line: the first id whose name was known, and its headline in full."""

    party_id: str
    name: str
    label: str
    certain: bool
    matters: Sequence[str]


class UnreadDisposition(Struct, frozen=True, kw_only=True):
    """How an item ended, or may have ended, in words of its source that nobody has read.

    `certain_from` is the day from which it is certain that it did; `events` are what says so.
    """

    matter_id: str
    item_id: str
    party_id: str | None
    name: str | None
    words: str
    certain_from: str
    events: Sequence[str]


class UnreadDispositions(Answer, frozen=True, kw_only=True):
    """A page of what is unread, by matter and item; `next` is what to give as `after`."""

    as_of: str
    known_at: str
    position: int
    past_head: bool
    court: str | None
    category: str | None
    dispositions: Sequence[UnreadDisposition]
    next: str | None


class PartiesByHeadline(Answer, frozen=True, kw_only=True):
    """A page of the parties behind one line, by id; `next` is what to give as `after`."""

    as_of: str
    known_at: str
    position: int
    past_head: bool
    basis: str
    court: str | None
    category: str | None
    track: str
    name: str | None
    headline: str
    parties: Sequence[PartyBehind]
    next: str | None


def status_report(
    asking: Asking,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    court: str | None = None,
    category: str | None = None,
    basis: str = RECORD,
) -> StatusReport:
    """Return how many parties have which headline on each track.

    A headline is what their status says, here of their items in matters of the court and the
    category, as those were known then. Somebody under several ids counts once.
    """
    check_basis(basis)
    scope = MattersInScope(court, category)
    lines: dict[tuple[str, str, str], list[int]] = {}
    parties = 0
    with asking.gate(known_at, as_of=as_of) as at:
        for one in persons(at, scope):
            parties += 1
            for track, found in headlines(one.seen, at.on, basis, one.elsewhere).items():
                counted = lines.setdefault((track, found.name, found.code), [0, 0, 0])
                for place, counts in enumerate((True, found.certain, found.unread)):
                    counted[place] += counts
        return at.named(
            StatusReport(
                as_of=at.on.isoformat(),
                **at.said(),
                basis=basis,
                court=court,
                category=category,
                matters=matters_in(at, scope),
                parties=parties,
                items_without_party=items_of_nobody(at, scope),
                lines=[_line(*key, *lines[key]) for key in sorted(lines, key=_by_exposure)],
            )
        )


def parties_by_headline(
    asking: Asking,
    track: str,
    headline: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    court: str | None = None,
    category: str | None = None,
    basis: str = RECORD,
    name: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
) -> PartiesByHeadline:
    """Return a page of the parties behind one line of the status report, by id.

    Without the `name` of the line they are those behind every line of the track and headline.
    """
    check_basis(basis)
    check_headline(track, headline)
    more = check_limit(limit) + 1
    listed = ("headline", track, headline, name, basis, court, category)
    with asking.gate(known_at, as_of=as_of, after=after, listed=listed) as at:
        everybody = persons(at, MattersInScope(court, category), after=at.after)
        standing = _stand_so(everybody, at.on, basis, track, (headline, name))
        found = list(islice(standing, more))
        page, following = at.page(found, limit, lambda one: one[0])
        called = described_each(at, [party_id for party_id, *_ in page])
        return at.named(
            PartiesByHeadline(
                as_of=at.on.isoformat(),
                **at.said(),
                basis=basis,
                court=court,
                category=category,
                track=track,
                name=name,
                headline=headline,
                parties=[
                    _behind(who, status, at.naming([status.label], ids)(status.label))
                    for who, (_, ids, status) in zip(called, page, strict=True)
                ],
                next=following,
            )
        )


def _stand_so(
    everybody: Iterable[Person],
    on: date,
    basis: str,
    track: str,
    line: tuple[str, str | None],
) -> Iterator[tuple[str, set[str], TrackStatus]]:
    """Yield those behind a line, of a headline and its name, with their ids and their status."""
    headline, name = line
    for one in everybody:
        here = headlines(one.seen, on, basis, one.elsewhere).get(track)
        if here and here.code == headline and name in (None, here.name):
            status = by_track(one.seen, on, basis, one.elsewhere)[track]
            yield one.party_id, {one.party_id, *(item.party_id for item in one.seen)}, status


def unread_dispositions(
    asking: Asking,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    court: str | None = None,
    category: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
) -> UnreadDispositions:
    """Return a page of the dispositions that stand in their source's words alone."""
    more = check_limit(limit) + 1
    scope = MattersInScope(court, category)
    listed = ("unread", *scope)
    with asking.gate(known_at, as_of=as_of, after=after, listed=listed) as at:
        found = unread(at, scope, after=at.after, limit=more)
        page, following = at.page(found, limit, lambda one: one.key)
        called = described_each(at, [one.party_id for one in page if one.party_id])
        names = {who.party_id: who.name or who.party_id for who in called}
        return at.named(
            UnreadDispositions(
                as_of=at.on.isoformat(),
                **at.said(),
                court=court,
                category=category,
                dispositions=[_unread(one, names.get(one.party_id)) for one in page],
                next=following,
            )
        )


def check_headline(track: str, headline: str) -> None:
    """Refuse what is no track, or the headline of none; raises Malformed."""
    if track not in HEADLINES:
        sentence = f"{track[:64]!r} is no track; there are {', '.join(HEADLINES)}."
        raise Malformed(sentence, code="report.track")
    if not any(headline in known for known in HEADLINES.values()):
        known = ", ".join(HEADLINES[track])
        sentence = f"{headline[:64]!r} is no headline; on the {track} track there are {known}."
        raise Malformed(sentence, code="report.headline")


def _by_exposure(key: tuple[str, str, str]) -> tuple[str, bool, str, int, str]:
    track, name, code = key
    return (track, name != track, name, headline_place(track, code), code)


def _line(
    track: str, name: str, code: str, parties: int, certain: int, unread: int
) -> HeadlineCount:
    return HeadlineCount(
        track=track,
        name=name,
        headline=code,
        label=headline_label(track, code),
        parties=parties,
        certain=certain,
        possible=parties - certain,
        unread=unread,
    )


def _behind(who: Party, status: TrackStatus, label: str) -> PartyBehind:
    return PartyBehind(
        party_id=who.party_id,
        name=who.name or who.party_id,
        label=label,
        certain=status.certain,
        matters=list(dict.fromkeys(one.matter_id for one in status.every)),
    )


def _unread(one: Unread, name: str | None) -> UnreadDisposition:
    said = flag_detail(one.detail)
    return UnreadDisposition(
        matter_id=one.matter_id,
        item_id=one.item_id,
        party_id=one.party_id or None,
        name=name,
        words=said.as_written,
        certain_from=one.valid_to if said.possible else one.valid_from,
        events=json.decode(one.evidence, type=list[str]),
    )
