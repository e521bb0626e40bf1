"""Took place: the hearing that was set for an act, where nobody has recorded that it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from casefile.answers.due.of_co_defendants import Accused
from casefile.law import subjects
from casefile.law.edtf import parse
from casefile.law.entry import HEARING, SCHEDULED
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.claim import ClaimTrialCommenced
from casefile.law.events.process import HearingHeld, HearingScheduled
from casefile.law.events.sentence import SentenceImposed
from casefile.law.events.trial import ChargePleaEntered, ChargeTrialCommenced
from casefile.law.fact import Fact, of_class
from casefile.law.folding import Folds
from casefile.law.known import Known
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


class WithoutOutcome:
    """The hearings that nobody has said what became of, each told once, whatever tells of it.

    `told` are the entries of which something is proposed already.
    """

    def __init__(self, folds: Folds) -> None:
        self._folds = folds
        self.told = set[str]()

    def of_acts(self, facts: Sequence[Fact]) -> Iterator[Warned]:
        """Yield each hearing that is set for the day of an act of its kind."""
        for fact in facts:
            called = _CALLED.get(fact.type) if fact.occurred and fact.when.exact else None
            if called is None:
                continue
            entries = self._folds.known.facts(subjects.entries_in(fact.matter_id))
            for setting, data in of_class(entries, HearingScheduled):
                entity = subjects.entry(HEARING, fact.matter_id, data.hearing_id)
                on = parse(self._folds.life(entity).last.entry.at, offset=True)
                kind = data.kind.replace("_", " ")
                that_day = on.exact == fact.when.exact and called.search(kind)
                if that_day and not _is_anothers(kind, fact, self._folds.known):
                    yield from self.set_by(setting, entity, fact)

    def set_by(self, setting: Fact, entity: str, by: Fact) -> Iterator[Warned]:
        """Yield the hearing that an event has set, where it still waits, because of a fact."""
        last = self._folds.life(entity).last
        if entity in self.told or not last.is_set_by(setting) or last.entry.status != SCHEDULED:
            return
        self.told.add(entity)
        kind, on = last.entry.kind, parse(last.entry.at, offset=True)
        called = kind.replace("_", " ")
        sentence = f"The {called} set for {on.shown} has no outcome on record."
        held = {"kind": kind, "hearing_id": entity.rpartition("/")[2]}
        yield warned(TOOK_PLACE, sentence, [by, setting], HearingHeld.tag, held)


def _is_anothers(kind: str, fact: Fact, known: Known) -> bool:
    """Tell whether a hearing is of another accused by its name than those on whom a fact acts."""
    whose = Accused(fact.matter_id, known).of_hearing(kind)
    filed = (one for key in fact.items for one in known.facts(subjects.item(key)))
    own = {data.party_id for _, data in of_class(filed, ChargeFiled)}
    return bool(whose and own) and whose.isdisjoint(own)
