"""Entries: what a post does to hearings and deadlines that has no place in their lives."""

from __future__ import annotations

from collections.abc import Mapping

from casefile.law import placeholders, subjects
from casefile.law.calendar import Irregular
from casefile.law.edtf import parse
from casefile.law.entry import ITEM, REPLACED, STAY, of_stay
from casefile.law.events.process import DeadlineSet, HearingScheduled
from casefile.law.refusals import EntryOver
from casefile.law.wording import of_type
from casefile.projections.calendar import CALENDAR
from casefile.projections.projector import Projector
from casefile.recording.post import Post


def judge_entries(post: Post, projector: Projector) -> None:
    """Refuse what has no place in the life of an entry as it is on record; raises EntryOver.

    What is irregular among the events of the post itself, or was recorded before and is irregular
    from here on, is warned of: see `warned.on_entries`.
    """
    if post.recorded_us is not None:  # an older log is taken over as it is
        return
    for entity in touched(projector):
        for one in projector.folds.life(entity).irregular:
            places = places_of(post)
            own = next((places[name] for name in one.fact.evidence if name in places), None)
            by = one.before.by
            if own is None or by is None or places.keys() & set(by.evidence):
                continue
            if not one.fact.envelope.override:
                raise EntryOver(told_irregular(entity, one), conflicts=(by.event_id,), place=own)


def touched(projector: Projector) -> list[str]:
    """Return the hearings, deadlines and other entries that a post touches; items have no life."""
    every = projector.touched[CALENDAR.name]
    return [entity for entity in every if subjects.kind_of(entity) != ITEM]


def places_of(post: Post) -> Mapping[str, int]:
    """Return the places in a post of the events that it adds, by their ids."""
    return {one.recorded.envelope.event_id: one.place for one in post.new}


def told_irregular(entity: str, one: Irregular) -> str:
    """Return in words why an act has no place in the life of an entry."""
    entry, _, by = one.before
    if by is None:
        return (
            f"{named(entity, '')} was not set yet on {one.fact.when.shown}; "
            f"{_quoted(one.fact.type)} does not fit."
        )
    stands = entry.status.replace("_", " ")
    since = f"since {by.when.shown}"
    said = f"{named(entity, entry.kind)} is {stands} ({since})"
    sentence = f"{said}; {_quoted(one.fact.type)} does not fit."
    if entry.status == REPLACED:
        match by.data:
            case HearingScheduled(hearing_id=other, at=at) | DeadlineSet(deadline_id=other, due=at):
                sentence += f" In its place stands {other}, {parse(at or '', offset=True).shown}."
    return sentence


def named(entity: str, kind: str) -> str:
    """Return what an entry is called, like "Deadline d1 (brief)"; a stay has no name."""
    entry, matter_id, entry_id = entity.split("/")
    if entry == STAY:
        party_id, stay_id = of_stay(entry_id)
        whose = f" of {placeholders.party_in(matter_id, party_id)}" if party_id else ""
        return f"The stay{whose}" + (f" ({stay_id})" if stay_id else "")
    if kind and entry_id.replace("-", " ") == kind.casefold():  # it is called by what it is
        return f"{entry.capitalize()} {kind}"
    return f"{entry.capitalize()} {entry_id}" + (f" ({kind})" if kind else "")


def _quoted(tag: str) -> str:
    """Return a type of event in words, as it is spoken of."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{of_type(tag)}\N{RIGHT DOUBLE QUOTATION MARK}"
