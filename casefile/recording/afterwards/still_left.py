"""Still left: what an event on record proposes to do next, when somebody looks at it."""

from __future__ import annotations

from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.law.events.process import MotionDecided
from casefile.law.folding import Folds
from casefile.projections.subjects import known_in
from casefile.recording.afterwards.duplicates import Repeatable, duplicates
from casefile.recording.afterwards.granted import what_was_asked
from casefile.recording.receipt import Warned
from casefile.recording.warned.on_entries import still_left


def left_by(asking: Asking, event_id: str) -> list[Warned]:
    """Return what an event on record proposes to do next, as far as that is still to be done."""
    with asking.gate() as at:
        known = known_in(at.connection)
        fact = known.standing(event_id)
        if fact is None or not fact.occurred:
            return []
        found = list(still_left(fact, Folds(known)))
    if isinstance(fact.data, MotionDecided):
        found += what_was_asked(asking, fact, fact.data)
    again = duplicates(asking, [Repeatable(fact.matter_id, fact.type, event_id)])
    found += [one.warning(dry_run=False) for one in again if one.supersedes]
    with asking.gate() as at:
        put = at.naming([one.sentence for one in found])
        return [replace(one, sentence=put(one.sentence)) for one in found]
