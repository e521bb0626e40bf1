"""Marks: what a reader must not overlook about a fact, each in one word and in one sentence.

The lateness of a record is not among them: a line of a chronology shows both of its days. Nor are
the flags that say how an item stands, like its limitation or a stay, and nothing of a single fact.
Nor is an override that nothing needed: a court's own record is taken in with one, and the law tells
of each item whether anything on it is irregular.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from casefile.answers.facts.chronology import ItemFlag
from casefile.event import Confidence, Envelope, Recorded
from casefile.law.amending import LONG, NOTHING, FieldChange, changes
from casefile.law.fact import Fact, corrected
from casefile.law.flags import PARTY_DIED, UNPAID
from casefile.law.placeholders import event as number
from casefile.law.stays import STAYED, UNCERTAIN

STATES = frozenset(
    {"refilable_until", "appeal_pending", PARTY_DIED, UNPAID, STAYED, UNCERTAIN, "recorded_late"}
)

# The word of each mark and what it means, in the order of the key at a document's end.
KEY: Mapping[str, tuple[str, str]] = {
    "irregular": (
        "IRREGULAR",
        "Recorded as the court did it, although the rules of the proceeding would not allow it.",
    ),
    "override": (
        "OVERRIDE",
        "Recorded for the reason and on the authority named, whether or not a rule forbids it.",
    ),
    "disputed": ("DISPUTED", "The fact is disputed."),
    "inferred": ("INFERRED", "The source does not say so outright; it follows from it."),
    "source_conflict": ("SOURCES CONFLICT", "Sources contradict one another."),
    "conflict_resolved": (
        "CONFLICT RESOLVED",
        "Sources contradicted one another; the office has recorded which one it follows.",
    ),
    "order_ambiguous": (
        "ORDER AMBIGUOUS",
        "Two facts have the same date, and their order would make a difference.",
    ),
    "parties_unsaid": (
        "PARTIES UNSAID",
        "The fact names nobody, and may be of some of the parties alone: it is certain of none.",
    ),
    "corrected": (
        "CORRECTED",
        "The fact stands as corrected; what was recorded at first is said beside it.",
    ),
    "possible": (
        "POSSIBLE",
        "The date is not exact: by the as-of day it may have taken effect, or not yet.",
    ),
    "not_occurred": (
        "NOT ON RECORD",
        "Scheduled, announced, reported, alleged, said or expected; it changes no status.",
    ),
    "borne_out": (
        "SINCE ON RECORD",
        "It was announced, or another source reports it; the record has the act itself.",
    ),
    "announced_not_filed": (
        "ANNOUNCED, NOT FILED",
        "It was announced, and the record does not have it.",
    ),
    "unread_disposition": (
        "DISPOSITION UNREAD",
        "How a charge ended is kept in the court's words, which nobody has read yet.",
    ),
    "limitation_passed": (
        "LIMITATION PASSED",
        "Filed again after the last day on which it could have been.",
    ),
    "second_voluntary_dismissal": (
        "SECOND VOLUNTARY DISMISSAL",
        "Dismissed by the claimant for the second time.",
    ),
}


class Mark(NamedTuple):
    """One mark on a fact: its code, and what it says of this fact, which may be nothing more."""

    code: str
    sentence: str

    @property
    def word(self) -> str:
        """Return the mark as it is printed."""
        known = KEY.get(self.code)
        return known[0] if known else self.code.replace("_", " ").upper()


class Conflict(NamedTuple):
    """A conflict between sources that somebody has recorded, and the facts that it is about."""

    fact: Fact
    facts: tuple[Fact, ...]
    resolution: str | None


def marks(
    fact: Fact,
    recorded: Sequence[Recorded],
    flags: Collection[ItemFlag],
    conflicts: Sequence[Conflict],
    *,
    possible: bool,
    act: Fact | None = None,
) -> Iterator[Mark]:
    """Yield the marks of a fact, in the order of the key.

    `recorded` is the event with all that amends it, `flags` what stands on its items, `conflicts`
    those that name it, and `act` the one on record that it announced or reports.
    """
    found = [
        *_overridden(fact, flags),
        *_of_envelope(fact.envelope, number(act.event_id) if act else ""),
        *_flagged(fact, flags, {one.fact.event_id for one in conflicts}),
        *(_contradicted(fact, one) for one in conflicts),
        *_corrections(fact, recorded),
    ]
    if possible:
        found.append(Mark("possible", ""))
    yield from _in_order_of_key(found)


# The flags that a court is told of: what they say of a fact is no opinion of the office.
TOLD = frozenset({"announced_not_filed", "source_conflict", "order_ambiguous", "parties_unsaid"})


def marks_for_court(
    fact: Fact,
    flags: Iterable[ItemFlag],
    contradicting: Iterable[Sequence[int]],
    *,
    possible: bool,
    act: int | None = None,
) -> Iterator[Mark]:
    """Yield the marks of a fact that a document for a court has, in the order of the key.

    They qualify the fact, and say nothing of what the office has corrected, overridden or holds to
    be irregular. `flags` and `contradicting`, the numbers of those that contradict it for each
    conflict, rest on nothing that is left out, nor does `act`, the number of the one on record that
    it announced or reports.
    """
    found = list(_of_envelope(fact.envelope, f"no. {act}" if act else ""))
    found += [Mark(flag.code, "") for flag in flags if flag.code in TOLD]
    for numbers in contradicting:
        said = f"With no. {', '.join(map(str, numbers))}." if numbers else ""
        found.append(Mark("source_conflict", said))
    if possible:
        found.append(Mark("possible", ""))
    yield from _in_order_of_key(found)


def _in_order_of_key(found: Iterable[Mark]) -> list[Mark]:
    order = list(KEY)
    places = {code: place for place, code in enumerate(order)}
    return sorted(dict.fromkeys(found), key=lambda one: places.get(one.code, len(order)))


def _overridden(fact: Fact, flags: Iterable[ItemFlag]) -> Iterator[Mark]:
    """Yield the override of a fact, unless it acts on items and all is regular on these."""
    override = fact.envelope.override
    if override is None:
        return
    judged = fact.occurred and fact.data.acts and fact.items
    irregular = {f"{one.matter_id}/{one.item_id}" for one in flags if one.code == "irregular"}
    if not judged or not irregular.isdisjoint(fact.items):
        yield Mark("override", f"Reason: {override.reason} Authority: {override.authority}")


def _of_envelope(envelope: Envelope, act: str) -> Iterator[Mark]:
    """Yield what was recorded with the fact: how sure it is, and what kind of claim.

    `act` is what the record has of that by now.
    """
    if envelope.confidence is not Confidence.STATED:
        yield Mark(envelope.confidence.value, "")
    if envelope.assertion.value != "occurred":
        by = f" by {envelope.asserted_by}" if envelope.asserted_by else ""
        said = f"{envelope.assertion.label.capitalize()}{by}."
        yield Mark("borne_out", f"{said} See {act}.") if act else Mark("not_occurred", said)


def _flagged(fact: Fact, flags: Iterable[ItemFlag], recorded: set[str]) -> Iterator[Mark]:
    """Yield the flags that are about the fact; what a recorded conflict raises is said by it."""
    for flag in flags:
        said_already = flag.code == "source_conflict" and flag.events & recorded
        if fact.event_id in flag.events and flag.code not in STATES and not said_already:
            yield Mark(flag.code, flag.sentence)


def _contradicted(fact: Fact, conflict: Conflict) -> Mark:
    others = (one.event_id for one in conflict.facts if one.event_id != fact.event_id)
    said = f"With {', '.join(map(number, others))} (recorded as {number(conflict.fact.event_id)})."
    if conflict.resolution:
        return Mark("conflict_resolved", f"{said} Resolved: {conflict.resolution}")
    return Mark("source_conflict", said)


def _corrections(fact: Fact, recorded: Sequence[Recorded]) -> Iterator[Mark]:
    """Yield what each correction that stands has changed, from the first on."""
    by_id = {one.envelope.event_id: one for one in recorded}
    before = Fact(by_id[fact.event_id])
    for correction_id in fact.corrections:
        correction = by_id[correction_id]
        data = msgspec.json.decode(correction.envelope.data)
        asked, why = data["changes"], data.get("reason")
        said = "; ".join(map(_change, changes(before, asked)))
        on = correction.envelope.recorded_on
        yield Mark(
            "corrected",
            f"{said or 'nothing was changed'} ({number(correction_id)}, recorded {on})"
            f"{f'; because: {why}' if why else ''}.",
        )
        before = Fact(Recorded(before.position, corrected(before.envelope, asked)))


def _change(one: FieldChange) -> str:
    now = one.now if len(one.now) <= LONG else "what stands here"
    return f"{one.name} was {_quoted(one.was)}, now {_quoted(now)}"


def _quoted(said: str) -> str:
    if said == NOTHING:
        return "not given"
    return f"\N{LEFT DOUBLE QUOTATION MARK}{said}\N{RIGHT DOUBLE QUOTATION MARK}"
