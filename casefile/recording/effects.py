"""Effects: how a post changes the status of every party that it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace
from sqlalchemy import Connection

from casefile.answers.people.parties import party_group
from casefile.answers.standing.status import status_of_party
from casefile.answers.standing.turns import days_of_item
from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.item import NONE
from casefile.law.status import ItemStatus, TrackStatus
from casefile.projections.projector import Projector
from casefile.projections.spans import SPANS, parties_among, rewritten_days
from casefile.recording.receipt import Effect, ItemEffect, OtherDays

MOST_EDGES = 40  # days of an item on which it turned, of which those before are not looked at


def effects(
    connection: Connection, projector: Projector, behind: int, last: Recorded
) -> list[Effect]:
    """Return the status of every touched party before and after, as of the day of recording.

    With it come the items that change, also one that is no more, or was not yet there.
    """
    touched = projector.touched[SPANS.name]
    parties: set[str] = set()
    for entity in touched:
        parties.update(projector.folds[subjects.name_of(entity)].parties)
        parties |= parties_among(projector.rows_before(SPANS, entity))
    for party_id in sorted(parties - {""}):
        for position in (behind, last.position):
            parties.update(party_group(connection, party_id, position))
    on = date.fromisoformat(last.envelope.recorded_on)
    ends = behind, last.position
    return [
        _with_earlier(connection, projector, effect, on, ends)
        for party_id in sorted(parties - {""})
        for effect in _effects_on(
            party_id,
            status_of_party(connection, party_id, on, behind),
            status_of_party(connection, party_id, on, last.position),
        )
    ]


def _with_earlier(
    connection: Connection, projector: Projector, effect: Effect, on: date, ends: tuple[int, int]
) -> Effect:
    """Return an effect with the days before today on which an item reads otherwise than today."""
    items = [
        replace(
            one,
            earlier=list(_earlier(connection, effect, one, on, ends, _rewritten(projector, one))),
        )
        if one.before == one.after
        else one
        for one in effect.items
    ]
    return replace(effect, items=items)


def _rewritten(projector: Projector, item: ItemEffect) -> Callable[[date], bool]:
    """Return what tells whether an item's spans of a day are others than they were.

    On all other days it reads as it did, so a status of these is not asked.
    """
    entity = subjects.item(f"{item.matter_id}/{item.item_id}")
    if entity not in projector.touched[SPANS.name]:  # it reads otherwise by what it goes on in
        return lambda _: True
    now = SPANS.rows(entity, projector.folds)
    days = rewritten_days(projector.rows_before(SPANS, entity), now)
    return lambda day: any(first <= day.isoformat() < last for first, last in days)


def _earlier(
    connection: Connection,
    effect: Effect,
    item: ItemEffect,
    on: date,
    ends: tuple[int, int],
    rewritten: Callable[[date], bool],
) -> Iterator[OtherDays]:
    """Yield the days before today on which an item reads otherwise at both ends of the log."""
    key = item.matter_id, item.item_id
    edges = days_of_item(connection, item.matter_id, item.item_id, on)
    for first, following in pairwise([*edges[-MOST_EDGES:], on]):
        if not rewritten(first):
            continue
        then = (status_of_party(connection, effect.party_id, first, end) for end in ends)
        was, now = (_read(status.get(effect.track), key) for status in then)
        if was != now and first < following:
            last = (following - timedelta(days=1)).isoformat()
            yield OtherDays(first=first.isoformat(), last=last, before=was, after=now)


def _read(status: TrackStatus | None, key: tuple[str, str]) -> str | None:
    """Return how an item reads in a status, each of its parts; None where it is not there."""
    parts = _parts(status).get(key, ())
    return "; ".join(dict.fromkeys(one.label for one in parts)) or None


def _effects_on(
    party_id: str, before: Mapping[str, TrackStatus], after: Mapping[str, TrackStatus]
) -> Iterator[Effect]:
    for track in sorted(before.keys() | after.keys()):
        was, now = before.get(track), after.get(track)
        items = list(_changed_items(was, now))
        yield Effect(
            party_id=party_id,
            track=track,
            before=was.label if was else NONE,
            after=now.label if now else NONE,
            changes=bool(items),
            items=items,
        )


def _changed_items(was: TrackStatus | None, now: TrackStatus | None) -> Iterator[ItemEffect]:
    """Yield how each item that differs between two statuses reads in each; None is not there.

    Of one that stands otherwise against others each part is told, beside what it was a part of; a
    part that stands as before is none of them, though it has become a part by itself.
    """
    old, new = _parts(was), _parts(now)
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key, []), new.get(key, [])
        pairs = [(_facing(one, before), one) for one in after]
        left = [one for one in before if not any(one is was for was, _ in pairs)]
        turned = [*pairs, *((one, _facing(one, after)) for one in left)]
        if len(before) != len(after):
            turned = [one for one in turned if not _stays(*one)] or turned
        for one, other in turned:
            if one != other:
                yield ItemEffect(
                    matter_id=key[0],
                    item_id=key[1],
                    before=one.label if one else None,
                    after=other.label if other else None,
                )


def _stays(one: ItemStatus | None, other: ItemStatus | None) -> bool:
    return bool(one and other and one.stands_as(other))


def _parts(status: TrackStatus | None) -> dict[tuple[str, str], list[ItemStatus]]:
    """Return the parts of each item of a status."""
    found: dict[tuple[str, str], list[ItemStatus]] = {}
    for one in status.every if status else ():
        found.setdefault((one.matter_id, one.item_id), []).append(one)
    return found


def _facing(part: ItemStatus, others: Sequence[ItemStatus]) -> ItemStatus | None:
    """Return that one of the parts of an item at another time which a part was, or goes on as."""
    opposite = set(part.opposite or ())

    def nearness(other: ItemStatus) -> tuple[bool, int]:
        return (other == part, len(opposite & set(other.opposite or ())))

    return max(others, key=nearness, default=None)
