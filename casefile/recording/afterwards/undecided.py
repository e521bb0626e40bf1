"""Undecided: warnings of appeals from what nothing on record has decided.

What is appealed from is a judgment or an order (28 U.S.C. 1291, 1292). Where neither is on record
it is missing here, or the appeal is of something else: the status would tell of an appeal, and not
of what is appealed from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking, At
from casefile.errors import Busy
from casefile.event import Recorded
from casefile.law import placeholders, subjects
from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.charge import ChargeDispositionRecorded
from casefile.law.events.citation import CitationContested, CitationFinalOrderEntered
from casefile.law.events.judgment import ClaimJudgmentEntered
from casefile.law.events.process import DocketEntryRecorded, DocumentFiled, MotionDecided
from casefile.law.events.reversal import to_review
from casefile.law.fact import Fact, of_class
from casefile.law.folding import fold_item, steps_of
from casefile.law.item import is_undecided
from casefile.law.known import Known
from casefile.law.regulatory import CITED
from casefile.projections.subjects import known_in
from casefile.recording.receipt import Receipt, Warned, warned
from casefile.store.tables import events

_MAY_BE_ORDERS = tuple(
    cls.tag
    for cls in (MotionDecided, ChargeDispositionRecorded, DocumentFiled, DocketEntryRecorded)
)
_order = re.compile(r"\b(?:order|judgment|judgement|ruling|decree|verdict)\b", re.IGNORECASE)
CODE = "appeal.nothing_decided"
# What is to be recorded first, by the track of what is appealed, and which event says so.
_FIRST: Mapping[str, tuple[str, str]] = {
    Track.CRIMINAL: ("the conviction, sentence, dismissal or order", ""),
    Track.CIVIL: ("the judgment or order", ClaimJudgmentEntered.tag),
    Track.REGULATORY: ("the final order", CitationFinalOrderEntered.tag),
}


def with_undecided(asking: Asking, receipt: Receipt) -> Receipt:
    """Return the receipt of a post with a warning of each appeal from what is not decided.

    It is asked when nobody waits for the post any more; where the database is lost by then nothing
    is said, and all is recorded the same.
    """
    new = [one.recorded for one in receipt.entries if not one.already]
    filed = of_class(map(Fact, new), AppealFiled)
    appeals = [fact for fact, data in filed if fact.occurred and not data.from_event]
    if not appeals:
        return receipt
    try:
        with asking.gate() as at:
            known = known_in(at.connection)
            for one in new:
                if known.event(one.envelope.event_id) is None:  # of a dry run
                    known.add(one)
            found = [
                warned
                for fact in appeals
                if not _has_order(at, fact, known, new)
                for key in fact.items
                for warned in _warnings(fact, key, known)
            ]
            put = at.naming([one.sentence for one in found])
    except (Busy, DBAPIError):
        return receipt
    told = [replace(one, sentence=put(one.sentence)) for one in found]
    return receipt._replace(warnings=[*receipt.warnings, *told])


def _warnings(fact: Fact, key: str, known: Known) -> Iterator[Warned]:
    """Yield that nothing has decided an item by the time of an appeal from it."""
    stood = [
        before.item
        for part in fold_item(key, known).each
        for placed, before, after in steps_of(part.record.fold)
        if placed.fact.event_id == fact.event_id and not after.skipped
    ]
    if not stood or not all(is_undecided(item) and not to_review(item) for item in stood):
        return
    told, tag = _FIRST[stood[0].track]
    if stood[0].state == CITED:
        told, tag = "the contest of the citation, if that is meant", CitationContested.tag
    sentence = (
        f"No judgment or order is on record on {placeholders.item(key)} from which this appeal can "
        f"be: record {told}, too."
    )
    yield warned(CODE, sentence, [fact], tag or None, {"item_id": key.partition("/")[2]})


def _has_order(at: At, fact: Fact, known: Known, new: Iterable[Recorded]) -> bool:
    """Tell whether anything in the matter of an appeal may be the order, by its day.

    `new` are the events of the same post, which the log has not in a dry run.
    """
    told = select(events.c.event_id).where(
        events.c.matter_id == fact.matter_id, events.c.type.in_(_MAY_BE_ORDERS)
    )
    ids = [*at.connection.execute(told).scalars(), *(one.envelope.event_id for one in new)]
    known.fetch(map(subjects.event, ids))
    day = fact.bounds(None)[1]
    return any(
        one.occurred
        and one.matter_id == fact.matter_id
        and one.bounds(None)[0] <= day
        and _may_be_order(one.data)
        for one in filter(None, map(known.standing, ids))
    )


def _may_be_order(data: Event) -> bool:
    """Tell whether an event rules on a motion, or tells of an order or a judgment in words."""
    match data:
        case MotionDecided() | ChargeDispositionRecorded():
            return True
        case DocumentFiled(title=text) | DocketEntryRecorded(text=text):
            return bool(_order.search(text))
    return False
