"""Occasions: the acts at which something is announced to come, and when they took place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from casefile.law import subjects
from casefile.law.events.claim import ClaimTrialCommenced
from casefile.law.events.record import Occasion
from casefile.law.events.sentence import SentenceImposed
from casefile.law.events.trial import ChargePleaEntered, ChargeTrialCommenced
from casefile.law.fact import Fact
from casefile.law.known import Known

ACTS: Mapping[Occasion, Sequence[str]] = {
    Occasion.SENTENCING: (SentenceImposed.tag,),
    Occasion.PLEA: (ChargePleaEntered.tag,),
    Occasion.TRIAL: (ChargeTrialCommenced.tag, ClaimTrialCommenced.tag),
    Occasion.OTHER: (),  # which nothing on record tells
}
OF_ANY = frozenset(tag for tags in ACTS.values() for tag in tags)


def days_of(occasion: Occasion, key: str, parties: Collection[str], known: Known) -> list[date]:
    """Return the days of an occasion for the parties of an item, on any item of its matter.

    Counts that are to be dismissed at sentencing are others than those that are sentenced.
    """
    tags = ACTS[occasion]
    keys = known.filed_items(subjects.items_in(key.partition("/")[0])) if tags else ()
    return sorted(
        fact.bounds(None)[1]
        for one in keys
        for facts in (known.facts(subjects.item(one)),)
        for fact in facts
        if fact.occurred and fact.type in tags and _are_parties(facts, parties)
    )


def _are_parties(facts: Sequence[Fact], parties: Collection[str]) -> bool:
    """Tell whether the item of some facts is any of these parties'."""
    filings = (fact.data.sides() for fact in facts if fact.data.filing())
    return any(party_id in parties for sides in filings for party_id, _ in sides)


def awaiting(fact: Fact, known: Known) -> list[str]:
    """Return the items, as subjects, for which something may have been announced to come at this.

    `fact` is what takes place, or took place where that is corrected or taken back.
    """
    if fact.type not in OF_ANY:
        return []
    waiting = map(known.plain, known.recorded(subjects.awaited(fact.matter_id)))
    return [subjects.item(key) for one in waiting for key in one.items]
