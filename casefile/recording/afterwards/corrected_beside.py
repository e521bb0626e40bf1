"""Corrected beside: warnings of what rests on an event as it was before it was corrected.

A conviction stays on a plea that was corrected since, and keeps the day that the sentence of the
same day had before.
"""

from __future__ import annotations

from collections.abc import Iterator

from casefile.answers.asking import Asking
from casefile.law import placeholders, subjects
from casefile.law.events.conviction import BASIS_OF_PLEA, ChargeConvictionEntered
from casefile.law.events.record import EventCorrected
from casefile.law.events.sentence import SentenceImposed
from casefile.law.events.trial import ChargePleaEntered, ChargeVerdictReturned
from casefile.law.fact import Fact, of_class
from casefile.law.wording import sentence
from casefile.projections.subjects import known_in
from casefile.recording.receipt import Proposed, Warned

OTHER_PLEA, SAME_DAY = "conviction.other_plea", "correction.same_day"
# What a court enters on one day, mostly: of whatever has the day that is corrected it is asked.
_TOGETHER = (ChargePleaEntered, ChargeVerdictReturned, ChargeConvictionEntered, SentenceImposed)


def as_before(asking: Asking, fact: Fact, target: str) -> Iterator[Warned]:
    """Yield a warning of whatever rests on an event as it was before a correction."""
    yield from _on_other_plea(asking, fact, target)
    yield from _on_old_day(asking, fact, target)


def _on_other_plea(asking: Asking, fact: Fact, target: str) -> Iterator[Warned]:
    """Yield a warning of each conviction on another plea than a corrected one is now."""
    with asking.gate() as at:
        known = known_in(at.connection)
        plea = known.standing(target)
        if plea is None or not isinstance(plea.data, ChargePleaEntered):
            return
        basis = BASIS_OF_PLEA.get(plea.data.plea)
        for key in plea.items:
            for entered, data in of_class(known.facts(subjects.item(key)), ChargeConvictionEntered):
                if basis and data.by_plea and data.basis != basis and entered.occurred:
                    changes = {"basis": basis.value}
                    yield Warned(
                        code=OTHER_PLEA,
                        sentence=(
                            f"The conviction on {placeholders.item(key)} is recorded "
                            f"{data.basis.label}, and the plea is corrected since: correct it, "
                            "too, if it rests on that plea."
                        ),
                        events=(fact.event_id, entered.event_id),
                        matter_id=entered.matter_id,
                        item_id=key.partition("/")[2],
                        proposes=Proposed(
                            type=EventCorrected.tag,
                            matter_id=entered.matter_id,
                            data={"target": entered.event_id, "changes": changes},
                        ),
                    )


def _on_old_day(asking: Asking, fact: Fact, target: str) -> Iterator[Warned]:
    """Yield a warning of what was entered on the day that a plea, verdict or sentence had."""
    with asking.gate() as at:
        known = known_in(at.connection)
        before = known_in(at.connection, upto=fact.position - 1).standing(target)
        now = known.standing(target)
        if before is None or now is None or before.when == now.when:
            return
        if not isinstance(now.data, _TOGETHER):
            return
        beside = {
            one.event_id: (one, key)
            for key in now.items
            for one in known.facts(subjects.item(key))
            if isinstance(one.data, _TOGETHER) and one.occurred and one.when == before.when
        }
        for one, key in beside.values():
            changes = {"effective": now.envelope.effective}
            yield Warned(
                code=SAME_DAY,
                sentence=(
                    f"{sentence(one.data, one.matter_id)} (@{one.position}) is still of "
                    f"{before.when.shown}, the day that is corrected: correct it, too, if it is of "
                    f"{now.when.shown}."
                ),
                events=(fact.event_id, one.event_id),
                matter_id=one.matter_id,
                item_id=key.partition("/")[2],
                proposes=Proposed(
                    type=EventCorrected.tag,
                    matter_id=one.matter_id,
                    data={"target": one.event_id, "changes": changes},
                ),
            )
