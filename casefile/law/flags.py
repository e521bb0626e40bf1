"""Flags: what a reader of a status must know beside it, each with its code and its events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from casefile.law import placeholders
from casefile.law.announcements import Announcement, OnDays, announcements, first_from
from casefile.law.civil import is_unpaid
from casefile.law.codes import Prejudice
from casefile.law.conflicts import Conflicting, Decided, conflicts, differences, recorded_conflicts
from casefile.law.deadlines.limitation import unknown_here, unless_kept_open
from casefile.law.edtf import LAST_DAY
from casefile.law.events.charge import ChargeDispositionRecorded, ChargeFiled
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.party import PartyDied
from casefile.law.evidence import Evidence
from casefile.law.fact import Fact, of_class
from casefile.law.item import DISMISSED, is_on_appeal, is_undecided
from casefile.law.read_in_part import read_in_part
from casefile.law.refilable import refilable
from casefile.law.setting import Setting
from casefile.law.spans import Lifetime
from casefile.law.stays import STAYED, UNCERTAIN
from casefile.law.timeline import Fold, Span
from casefile.law.unsaid import doubted

LATE, RECORDED_LATE = timedelta(days=365), "recorded_late"
SOURCE_CONFLICT, REFILABLE = "source_conflict", "refilable_until"
UNREAD, UNSAID = "unread_disposition", "parties_unsaid"
PARTLY_READ, REPORTED_OTHERWISE = "partly_read", "reported_otherwise"
PARTY_DIED = "party_died"
UNPAID = "settlement_unpaid"
ALTHOUGH = "Recorded although irregular"  # how it begins what is told of an irregular event
# What is listed as work, and not told beside a status: that says itself that a sentence was read in
# part, and follows the record where another source has another day.
LISTED = frozenset({PARTLY_READ, REPORTED_OTHERWISE})
# What tells by itself how a charge ended: a disposition that nothing has read is of no more use.
ENDINGS = frozenset(
    (
        *("charge.dismissed", "charge.verdict_returned", "charge.conviction_entered"),
        *("charge.adjudicated", "charge.acquittal_entered"),
        *("charge.ticket_paid", "charge.liability_found"),
    )
)
# Flags that warn of what was just posted; the others describe where a matter stands.
WARNINGS = frozenset(
    {
        "limitation_passed",
        "alternative_convictions",
        "second_voluntary_dismissal",
        RECORDED_LATE,
        "order_ambiguous",
        UNSAID,
        "irregular",
        UNREAD,
    }
)


# The flags of an item in the order in which they are told.
CODES = (
    "announced_not_filed",
    SOURCE_CONFLICT,
    UNREAD,
    "irregular",
    REFILABLE,
    "appeal_pending",
    "second_voluntary_dismissal",
    PARTY_DIED,
    UNPAID,
    STAYED,
    "limitation_passed",
    RECORDED_LATE,
    "order_ambiguous",
    UNSAID,
    PARTLY_READ,
    REPORTED_OTHERWISE,
    UNCERTAIN,
)
# Flags that follow from a certain state, and rest on what that rests on.
OF_STATE = frozenset({REFILABLE, "appeal_pending", "second_voluntary_dismissal"})


class Flag(NamedTuple):
    """One flag on an item over a half-open span of days.

    `before` is the evidence that its own goes on from: that of the state, or of an earlier flag.
    `as_written` is how the item ended in the source's words, or may have ended where that is only
    `possible` yet.
    `parties` are the ids of those whom it is about, where it is not about all parties of the item.
    """

    code: str
    sentence: str
    rests_on: tuple[str, ...] | Evidence
    valid_from: date
    valid_to: date = LAST_DAY
    until: tuple[str, str] | None = None
    before: Evidence | None = None
    as_written: str = ""
    possible: bool = False
    parties: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """Return the ids of the events that it rests on."""
        return self.rests_on.ids if isinstance(self.rests_on, Evidence) else self.rests_on

    @property
    def warns(self) -> bool:
        """Tell whether it warns of what was just posted; what has been read by then does not."""
        return self.code in WARNINGS and not (self.code == UNREAD and self.valid_to < LAST_DAY)


def flags(
    key: str,
    facts: Sequence[Fact],
    record: Lifetime,
    reported: Lifetime | None,
    ids_of: Callable[[str], Sequence[str]],
    held_on: OnDays,
) -> list[Flag]:
    """Return every flag of one item, given as matter_id/item_id, in a fixed order.

    `facts` are all that name the item, `record` and `reported` its lifetimes on the two bases;
    `ids_of` gives all the ids of a party, `held_on` the days of occasions of its parties.
    """
    fold = record.fold
    announced = sorted(announcements(facts, fold, held_on), key=_by_begin)
    item = placeholders.item(key)
    return [
        *_not_filed(item, announced, ids_of),
        *_conflicts(item, facts, announced, record, reported),
        *_unread(item, facts, fold),
        *_irregular(fold),
        *_by_state(record.certain),
        *_died(key.partition("/")[0], record, ids_of),
        *_unpaid(item, record),
        *_stayed(fold.setting),
        *_limitation_passed(item, fold),
        *_recorded_late(fold),
        *_ambiguous(item, fold),
        *_unsaid(item, fold),
        *_partly_read(item, facts, fold),
    ]


def _by_begin(one: Announcement) -> tuple[date, str]:
    return one.begins, one.fact.event_id


def _not_filed(
    item: str, announced: Sequence[Announcement], ids_of: Callable[[str], Sequence[str]]
) -> Iterator[Flag]:
    for one in announced:
        if one.begins < one.ends:
            named = (ids_of(party_id) for party_id, _ in one.fact.data.sides())
            parties = tuple(sorted({one for ids in named for one in ids}))
            what = f'"{one.said}" was announced for {item}{one.as_to} ({one.when})'
            late = min(one.overdue, one.ends)
            for sentence, begins, ends in (
                (f"{what} and is not on record.", one.begins, late),
                (f"{what}: it is overdue, and is not on record.", late, one.ends),
            ):
                if begins < ends:
                    flag = Flag("announced_not_filed", sentence, one.fact.evidence, begins, ends)
                    yield flag._replace(parties=parties)


def _conflicts(
    item: str,
    facts: Sequence[Fact],
    announced: Sequence[Announcement],
    record: Lifetime,
    reported: Lifetime | None,
) -> Iterator[Flag]:
    """Flag what sources say otherwise, until they agree or somebody has decided on it."""
    decided = Decided(facts, record.fold.setting.incident_on)
    if reported:
        begun = [(one.begins, one.fact) for one in announced]
        for one in conflicts(item, begun, record, reported, decided):
            yield _of_conflict(SOURCE_CONFLICT, one)
        for one in differences(item, record, reported, decided):
            yield _of_conflict(REPORTED_OTHERWISE, one)
    for one in recorded_conflicts(item, facts, decided):
        yield _of_conflict(SOURCE_CONFLICT, one)


def _of_conflict(code: str, one: Conflicting) -> Flag:
    return Flag(code, one.sentence, one.rests_on, one.begins, one.ends, before=one.before)


def _partly_read(item: str, facts: Sequence[Fact], record: Fold) -> Iterator[Flag]:
    """Flag a sentence of which the source says more than was read."""
    links = [fact.envelope.links for fact in facts if fact.envelope.links]
    read = {name for one in links for name in one.resolves}
    for one in read_in_part(record, read):
        yield Flag(PARTLY_READ, one.sentence(item), one.fact.evidence, one.begins, one.ends)


def _unread(item: str, facts: Sequence[Fact], record: Fold) -> Iterator[Flag]:
    """Flag a disposition in the source's words that no event has been made of.

    It is read from the beginning on by an event that names it, and by an act that ends the charge
    on its own day or later from that act on. An act that quotes the same words, or the words that
    these are a part of, does not end it by itself: it is what was made of the other part.
    """
    told = of_class(facts, ChargeDispositionRecorded)
    if not told:
        return
    links = [fact.envelope.links for fact in facts if fact.envelope.links]
    read = {name for one in links for name in (one.causation, *one.resolves)}
    ending = [one for one in record.placed if one.fact.type in ENDINGS]
    for fact, said in told:
        if fact.event_id in read:
            continue
        first, begins = fact.bounds(record.setting.incident_on)
        same = {said.text, _quote(fact) or said.text}
        ended = [one.latest for one in ending if _quote(one.fact) not in same]
        ends = next(iter(first_from(begins, ended)), LAST_DAY)
        sentence = (
            f'How {item} ended stands in the source\'s words and has not been read: "{said.text}".'
        )
        written = said.text
        if not fact.occurred:  # somebody's word of it ends nothing
            written = ""
            sentence = f'How {item} ended is only told, and not on record: "{said.text}".'
        flag = Flag(UNREAD, sentence, fact.evidence, begins, ends, as_written=written)
        if first < begins:
            yield flag._replace(valid_from=first, valid_to=begins, possible=True)
        if begins < ends:
            yield flag


def _quote(fact: Fact) -> str | None:
    return fact.envelope.source.quote if fact.envelope.source else None


def _unsaid(item: str, record: Fold) -> Iterator[Flag]:
    for fact, sentence in doubted(item, record):
        yield Flag(UNSAID, sentence, fact.evidence, fact.bounds(record.setting.incident_on)[1])


def _irregular(record: Fold) -> Iterator[Flag]:
    for breach in record.breaches:
        sentence = f"{ALTHOUGH}: {breach.refusal.code}. {breach.sentence}"
        yield Flag("irregular", sentence, breach.fact.evidence, breach.day)


def _by_state(spans: Sequence[Span]) -> Iterator[Flag]:
    """Flag what follows from a certain state: refilable, under appeal, dismissed twice."""
    for span in spans:
        item = span.item
        ended = item.state == DISMISSED and "refiled" not in item.marks
        if ended and item.refilable and item.kind != "enhancement":
            first, last = item.refilable
            end = f"until {first} to {last}" if first != last else f"until {last}"
            again = "It can be filed again"
            if item.prejudice == Prejudice.UNKNOWN:
                again = "If it was dismissed without prejudice, it can be filed again"
            sentence = f"{again} {end if last else 'without a known end'}."
            if not last and (unknown := unknown_here(item.jurisdiction)):
                sentence = f"{again}; {unknown}."
            over = date.fromisoformat(last) + timedelta(days=1) if last else LAST_DAY
            ends = min(span.valid_to, over)
            if span.valid_from < ends:
                yield _on(span, REFILABLE, sentence)._replace(valid_to=ends, until=item.refilable)
        if is_on_appeal(item):
            yield _on(span, "appeal_pending", "An appeal is pending.")
        if int(item.detail.get("voluntary_dismissals", 0)) > 1:
            sentence = (
                "It was dismissed voluntarily for the second time, which operates as a judgment on "
                "the merits (Fed. R. Civ. P. 41(a)(1)(B))."
            )
            yield _on(span, "second_voluntary_dismissal", sentence)


def _on(span: Span, code: str, sentence: str) -> Flag:
    """Return a flag that stands as long as a certain state does, and rests on the same."""
    rests_on = span.evidence
    return Flag(code, sentence, rests_on, span.valid_from, span.valid_to, before=rests_on)


def _died(
    matter_id: str, record: Lifetime, ids_of: Callable[[str], Sequence[str]]
) -> Iterator[Flag]:
    """Flag what is open of somebody who has died, until another stands in that place.

    Fed. R. Civ. P. 25(a)(1): it is dismissed where nobody moves for that within 90 days of a
    statement that notes the death.
    """
    placed = record.fold.placed
    for one, died in ((one, one.fact.data) for one in placed):
        if isinstance(died, PartyDied):
            person = {died.party_id, *ids_of(died.party_id)}
            passed_on = ((other.latest, other.fact.data.substitution()) for other in placed)
            replaced = [day for day, said in passed_on if said and said[0] in person]
            who = placeholders.party_in(matter_id, died.party_id)
            sentence = f"{who} died on {one.fact.when.shown}, and nobody stands in that place yet."
            for first, last in _open_days(record.certain):
                begins, ends = max(first, one.latest), min(last, *replaced, LAST_DAY)
                if begins < ends:
                    yield Flag(PARTY_DIED, sentence, one.fact.evidence, begins, ends)


def _unpaid(item: str, record: Lifetime) -> Iterator[Flag]:
    """Flag a settlement for a sum, also behind the dismissal under it, until that is paid."""
    settled = [one for one in record.fold.placed if isinstance(one.fact.data, ClaimSettled)]
    for is_owed, some in groupby(record.certain, lambda span: is_unpaid(span.item)):
        of_it = list(some)
        begins, ends = of_it[0].valid_from, of_it[-1].valid_to
        by = [one.fact for one in settled if one.latest <= begins]
        if is_owed and by:
            parties = (placeholders.party_in(by[-1].matter_id, one) for one in by[-1].data.whom())
            whom = " and ".join(parties)
            sentence = (
                f"{item} was settled for a sum on {by[-1].when.shown}"
                + (f" (as to {whom})" if whom else "")
                + ", and nothing on record says that it was paid."
            )
            yield Flag(UNPAID, sentence, by[-1].evidence, begins, ends)


def _open_days(spans: Sequence[Span]) -> Iterator[tuple[date, date]]:
    """Yield from when until when an item is yet to be decided."""
    for is_open, some in groupby(spans, lambda span: is_undecided(span.item)):
        of_it = list(some)
        if is_open:
            yield of_it[0].valid_from, of_it[-1].valid_to


def _stayed(setting: Setting) -> Iterator[Flag]:
    for stay in setting.stays:
        flag = Flag(stay.code, stay.sentence, stay.evidence, stay.begins, stay.ends)
        yield flag._replace(parties=stay.told)


def _limitation_passed(item: str, record: Fold) -> Iterator[Flag]:
    """Flag a charge that was filed again after the last day on which it could have been."""
    for one, step in zip(record.placed, record.steps[1:], strict=True):
        if one.files and isinstance(one.fact.data, ChargeFiled) and one.fact.data.refiles:
            _, last = refilable(step.item, record.setting)
            if last and one.earliest.isoformat() > last:
                unless = unless_kept_open(record.setting.jurisdiction)
                sentence = (
                    f"{item} was filed again after the limitation period ended ({last}){unless}."
                )
                yield Flag("limitation_passed", sentence, one.fact.evidence, one.latest)


def _recorded_late(record: Fold) -> Iterator[Flag]:
    """Flag what was typed in late; what a load or an import brought is old by its nature."""
    for one in record.placed:
        if one.fact.recorded_on - one.latest > LATE and not one.fact.envelope.loaded_at:
            sentence = (
                f"{one.fact.type} of {one.fact.when.shown} was recorded on "
                f"{one.fact.recorded_on}, more than a year later."
            )
            yield Flag(RECORDED_LATE, sentence, one.fact.evidence, one.latest)


def _ambiguous(item: str, record: Fold) -> Iterator[Flag]:
    """Flag neighbours whose order only the event id decides, where it makes a difference."""
    for number, (one, other) in enumerate(pairwise(record.placed)):
        if one.latest != other.latest or one.key != other.key:
            continue
        linked = one.fact.event_id in other.fact.after or one.files
        if linked or not (one.turns or other.turns):
            continue
        as_is = record.steps[number + 2].item
        swapped = record.follow(record.follow(record.steps[number], number + 1), number).item
        if (as_is.state, as_is.prejudice) != (swapped.state, swapped.prejudice):
            sentence = (
                f"{one.fact.type} and {other.fact.type} on {item} have the same date; the other "
                "order would give another state. A link (after) settles it."
            )
            yield Flag(
                "order_ambiguous", sentence, (*one.fact.evidence, *other.fact.evidence), one.latest
            )
