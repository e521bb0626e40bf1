"""Took place: the hearing that was set for an act, where nobody has recorded that it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casefile.law import subjects
from casefile.law.edtf import parse
from casefile.law.entry import HEARING, SCHEDULED
from casefile.law.events.claim import ClaimTrialCommenced
from casefile.law.events.process import HearingHeld, HearingScheduled
from casefile.law.events.sentence import SentenceImposed
from casefile.law.events.trial import ChargePleaEntered, ChargeTrialCommenced
from casefile.law.fact import Fact, of_class
from casefile.law.folding import Folds
from casefile.recording.receipt import Warned, warned

TOOK_PLACE = "hearing.took_place"
_trial = re.compile(
    r"(?<!pre-)(?<!pre )\btrial\b(?!.* (?:conference|call|setting)\b)", re.IGNORECASE
)
# What a hearing is called that is set for an act.
_CALLED: Mapping[str, re.Pattern[str]] = {
    ChargeTrialCommenced.tag: _trial,
    ClaimTrialCommenced.tag: _trial,
    SentenceImposed.tag: re.compile(r"\bsentenc(?:e|ing)\b", re.IGNORECASE),
    ChargePleaEntered.tag: re.compile(r"\b(?:arraignment|plea)\b", re.IGNORECASE),
}


def took_place(facts: Sequence[Fact], folds: Folds) -> Iterator[Warned]:
    """Yield each hearing that is set for the day of an act of its kind, and has no outcome yet."""
    told = set[str]()
    for fact in facts:
        called = _CALLED.get(fact.type) if fact.occurred and fact.when.exact else None
        if called is None:
            continue
        entries = folds.known.facts(subjects.entries_in(fact.matter_id))
        for setting, data in of_class(entries, HearingScheduled):
            entity = subjects.entry(HEARING, fact.matter_id, data.hearing_id)
            last, kind = folds.life(entity).last, data.kind.replace("_", " ")
            on = parse(last.entry.at, offset=True)
            waits = last.is_set_by(setting) and last.entry.status == SCHEDULED
            its_own = on.exact == fact.when.exact and called.search(kind)
            if waits and its_own and entity not in told:
                told.add(entity)
                sentence = f"The {kind} set for {on.shown} has no outcome on record."
                held = {"kind": data.kind, "hearing_id": data.hearing_id}
                yield warned(TOOK_PLACE, sentence, [fact, setting], HearingHeld.tag, held)
