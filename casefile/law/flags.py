"""Flags: what a reader of a status must know beside it, each with its code and its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from casefile.event import Assertion
from casefile.law.catalogue import Event
from casefile.law.edtf import LAST_DAY
from casefile.law.events.charge import ChargeDispositionRecorded, ChargeFiled
from casefile.law.events.record import IntentAnnounced, IntentWithdrawn, SourceConflictRecorded
from casefile.law.fact import Fact
from casefile.law.item import DISMISSED
from casefile.law.setting import Setting
from casefile.law.timeline import Fold, Span, refilable

ANNOUNCEMENT_LIVES = timedelta(days=30)
LATE = timedelta(days=365)
# Flags that warn of what was just posted; the others describe where a matter stands.
WARNINGS = frozenset(
    {
        "limitation_passed",
        "alternative_convictions",
        "second_voluntary_dismissal",
        "recorded_late",
        "order_ambiguous",
        "irregular",
        "unread_disposition",
    }
)


class Flag(NamedTuple):
    """One flag on an item over a half-open span of days."""

    code: str
    sentence: str
    events: tuple[str, ...]
    valid_from: date
    valid_to: date = LAST_DAY
    until: tuple[str, str] | None = None


class Announcement(NamedTuple):
    """An event that was announced, from the day of the announcement until it is moot."""

    fact: Fact
    intended: str
    begins: date
    ends: date


def flags(
    item_id: str,
    facts: Sequence[Fact],
    record: Fold,
    reported: Fold | None,
    spans: Sequence[Span],
) -> list[Flag]:
    """Return every flag of one item, in a fixed order.

    `facts` are all that name the item, `record` and `reported` the folds on the two bases, and
    `spans` the certain spans on the record basis.
    """
    setting = record.setting
    announced = list(_announcements(facts, record, setting))
    return [
        *_not_filed(item_id, announced),
        *(_conflicts(item_id, announced, record, reported) if reported else ()),
        *_recorded_conflicts(item_id, facts, setting),
        *_unread(item_id, facts, setting),
        *_irregular(record),
        *_by_state(spans),
        *_stayed(setting),
        *_limitation_passed(item_id, record),
        *_recorded_late(record),
        *_ambiguous(item_id, record),
    ]


def _announcements(facts: Sequence[Fact], record: Fold, setting: Setting) -> Iterator[Announcement]:
    for fact in facts:
        if isinstance(fact.data, IntentAnnounced):
            intended = fact.data.intended_event
        elif fact.envelope.assertion is Assertion.ANNOUNCED and fact.data.acts:
            intended = fact.type
        else:
            continue
        # What is announced may lie ahead, but its announcement is no later than its record.
        first, begins = (min(on, fact.recorded_on) for on in fact.bounds(setting.incident_on))
        occurred = [
            one.latest for one in record.placed if one.fact.type == intended and one.latest >= first
        ]
        withdrawn = [
            one.bounds(setting.incident_on)[1]
            for one in facts
            if one.occurred and _takes_back(one.data, fact.data)
        ]
        ends = min(
            [begins + ANNOUNCEMENT_LIVES, *occurred, *(on for on in withdrawn if on >= begins)]
        )
        yield Announcement(fact, intended, begins, ends)


def _takes_back(data: Event, announced: Event) -> bool:
    """Tell whether an event withdraws what was announced: where an actor was named, by that one."""
    if not isinstance(data, IntentWithdrawn):
        return False
    return not isinstance(announced, IntentAnnounced) or data.actor == announced.actor


def _not_filed(item_id: str, announced: Sequence[Announcement]) -> Iterator[Flag]:
    for one in announced:
        if one.begins < one.ends:
            sentence = (
                f'"{_what(one.intended)}" was announced for {item_id} ({one.fact.when.text}) and '
                "is not on record."
            )
            yield Flag("announced_not_filed", sentence, one.fact.evidence, one.begins, one.ends)


def _what(tag: str) -> str:
    noun, _, verb = tag.partition(".")
    return f"{noun.capitalize()} {verb.replace('_', ' ')}"


def supersession(fold: Fold) -> dict[int, date]:
    """Return, for the place of each reported fact, the day from which the record itself has it."""
    recorded: dict[str, date] = {}
    for one in fold.placed:
        if one.fact.occurred:
            recorded[one.fact.type] = min(one.latest, recorded.get(one.fact.type, LAST_DAY))
    return {
        number: recorded.get(one.fact.type, LAST_DAY)
        for number, one in enumerate(fold.placed)
        if one.fact.reported
    }


def _conflicts(
    item_id: str, announced: Sequence[Announcement], record: Fold, reported: Fold
) -> Iterator[Flag]:
    """Flag the days on which a source reports what the record does not have."""
    until = supersession(reported)
    found: list[Flag] = []
    begun = {one.begins for one in announced}
    days = sorted({one.latest for one in (*record.placed, *reported.placed)} | begun)
    for begins, ends in zip(days, [*days[1:], LAST_DAY], strict=True):
        sure = tuple(
            number
            for number, one in enumerate(reported.placed)
            if one.latest <= begins < until.get(number, LAST_DAY)
        )
        said = [reported.placed[number].fact for number in sure if number in until]
        on_record = tuple(n for n, one in enumerate(record.placed) if one.latest <= begins)
        there, here = reported.after(sure).item, record.after(on_record).item
        if not said or (there.state, there.prejudice) == (here.state, here.prejudice):
            continue
        intents = [one.fact for one in announced if one.begins <= begins]
        events = tuple(name for fact in (*intents, *said) for name in fact.evidence)
        sentence = (
            f"A source reports {item_id} as {there.state.replace('_', ' ')}; "
            f"the record has it as {here.state.replace('_', ' ')}."
        )
        if found and (found[-1].events, found[-1].sentence) == (events, sentence):
            found[-1] = found[-1]._replace(valid_to=ends)
        else:
            found.append(Flag("source_conflict", sentence, events, begins, ends))
    yield from found


def _recorded_conflicts(item_id: str, facts: Sequence[Fact], setting: Setting) -> Iterator[Flag]:
    """Flag a conflict between sources that somebody has recorded and nobody resolved."""
    for fact in facts:
        if isinstance(fact.data, SourceConflictRecorded) and not fact.data.resolution:
            sentence = f"Sources contradict each other about {item_id}."
            begins = fact.bounds(setting.incident_on)[1]
            evidence = (*fact.data.events, *fact.evidence)
            yield Flag("source_conflict", sentence, evidence, begins)


def _unread(item_id: str, facts: Sequence[Fact], setting: Setting) -> Iterator[Flag]:
    """Flag a disposition in the source's words that no event has been made of."""
    read = {fact.envelope.links.causation for fact in facts if fact.envelope.links}
    for fact in facts:
        if isinstance(fact.data, ChargeDispositionRecorded) and fact.event_id not in read:
            sentence = f"How {item_id} ended stands in the source's words and has not been read."
            begins = fact.bounds(setting.incident_on)[1]
            yield Flag("unread_disposition", sentence, fact.evidence, begins)


def _irregular(record: Fold) -> Iterator[Flag]:
    for breach in record.breaches:
        sentence = f"Recorded although irregular: {breach.refusal.code}. {breach.sentence}"
        yield Flag("irregular", sentence, breach.fact.evidence, breach.day)


def _by_state(spans: Sequence[Span]) -> Iterator[Flag]:
    """Flag what follows from a certain state: refilable, under appeal, dismissed twice."""
    for span in spans:
        item, days = span.item, (span.valid_from, span.valid_to)
        if item.state == DISMISSED and item.refilable and item.kind != "enhancement":
            first, last = item.refilable
            end = f"until {first} to {last}" if first != last else f"until {last}"
            sentence = f"It can be filed again {end if last else 'without a known end'}."
            over = date.fromisoformat(last) + timedelta(days=1) if last else LAST_DAY
            ends = min(span.valid_to, over)
            if span.valid_from < ends:
                yield Flag(
                    "refilable_until",
                    sentence,
                    span.evidence,
                    span.valid_from,
                    ends,
                    item.refilable,
                )
        if item.appeals:
            yield Flag("appeal_pending", "An appeal is pending.", span.evidence, *days)
        if int(item.detail.get("voluntary_dismissals", 0)) > 1:
            sentence = (
                "It was dismissed voluntarily for the second time, which operates as a judgment on "
                "the merits (Fed. R. Civ. P. 41(a)(1)(B))."
            )
            yield Flag("second_voluntary_dismissal", sentence, span.evidence, *days)


def _stayed(setting: Setting) -> Iterator[Flag]:
    for stay in setting.stays:
        yield Flag("stayed", "The matter is stayed.", stay.evidence, stay.begins, stay.ends)


def _limitation_passed(item_id: str, record: Fold) -> Iterator[Flag]:
    """Flag a charge that was filed again after the last day on which it could have been."""
    for number, one in enumerate(record.placed):
        if one.files and isinstance(one.fact.data, ChargeFiled) and one.fact.data.refiles:
            item = record.after(tuple(range(number + 1))).item
            _, last = refilable(item, record.setting)
            if last and one.earliest.isoformat() > last:
                sentence = f"{item_id} was filed again after the limitation period ended ({last})."
                yield Flag("limitation_passed", sentence, one.fact.evidence, one.latest)


def _recorded_late(record: Fold) -> Iterator[Flag]:
    for one in record.placed:
        if one.fact.recorded_on - one.latest > LATE:
            sentence = (
                f"{one.fact.type} of {one.fact.when.text} was recorded on "
                f"{one.fact.recorded_on}, more than a year later."
            )
            yield Flag("recorded_late", sentence, one.fact.evidence, one.latest)


def late_as_one(found: Sequence[Flag]) -> list[Flag]:
    """Return the flags of one item on a day, those of late events joined into one."""
    late = [flag for flag in found if flag.code == "recorded_late"]
    if len(late) <= 1:
        return list(found)
    events = tuple(dict.fromkeys(name for flag in late for name in flag.events))
    sentence = f"{len(late)} events were recorded more than a year after they took effect."
    joined = Flag("recorded_late", sentence, events, late[0].valid_from)
    return [*(flag for flag in found if flag.code != "recorded_late"), joined]


def _ambiguous(item_id: str, record: Fold) -> Iterator[Flag]:
    """Flag neighbours whose order only the event id decides, where it makes a difference."""
    for number, (one, other) in enumerate(pairwise(record.placed)):
        linked = one.fact.event_id in other.fact.after or one.files
        if one.latest != other.latest or one.key != other.key or linked:
            continue
        before = tuple(range(number))
        as_is = record.after((*before, number, number + 1)).item
        swapped = record.after((*before, number + 1, number)).item
        if (as_is.state, as_is.prejudice) != (swapped.state, swapped.prejudice):
            sentence = (
                f"{one.fact.type} and {other.fact.type} on {item_id} have the same date; the other "
                "order would give another state. A link (after) settles it."
            )
            yield Flag(
                "order_ambiguous", sentence, (*one.fact.evidence, *other.fact.evidence), one.latest
            )
