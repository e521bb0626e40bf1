"""Ended penalties: warnings of what of a sentence stands no longer, as a change leaves it out.

What a change of a sentence gives takes the place of all of it (see `SentenceModified`), and so does
what is imposed after a revocation. Who types the part that is new can mean it beside the others,
and that would end them unseen. A revocation ends what it revokes and the term behind it; money that
was to be paid is owed all the same, unless the court says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from casefile.law import placeholders, subjects
from casefile.law.criminal import REVOKED
from casefile.law.events.sentence import (
    Component,
    PenaltyEvent,
    SentenceChange,
    SentenceComponent,
    SentenceImposed,
    SentenceModified,
)
from casefile.law.fact import Fact
from casefile.law.folding import steps_of
from casefile.law.item import Item, Stood
from casefile.law.terms import is_longer
from casefile.projections.projector import Projector
from casefile.projections.spans import SPANS
from casefile.recording.post import Post
from casefile.recording.receipt import Warned

CODE = "sentence.no_longer"


def ended_penalties(post: Post, projector: Projector) -> Iterator[Warned]:
    """Yield a warning of each item of which a change that a post adds ends part of the sentence."""
    new = {
        one.recorded.envelope.event_id
        for one in post.new
        if isinstance(one.drafted.read.data, SentenceModified | SentenceImposed)
    }
    for entity in projector.touched[SPANS.name] if new else ():
        name = subjects.name_of(entity)
        told: set[str] = set()
        for part in projector.folds[name].each:
            for placed, before, after in steps_of(part.record.fold):
                change = placed.fact.data
                if isinstance(change, PenaltyEvent) and placed.fact.event_id in new - told:
                    told.add(placed.fact.event_id)
                    left = _left_out(change, before.item, after.item)
                    yield from _ended(placed.fact, left, entity)


def _left_out(change: PenaltyEvent, before: Item, after: Item) -> Sequence[Component]:
    """Return the penalties that a change of a sentence ends and does not itself change."""
    now = _penalties(after)
    match change:
        case SentenceModified(revokes=False):
            return [one for one in _penalties(before) if not _goes_on(one, change, now)]
        case SentenceModified(components=()):
            return ()  # what stands is said with the sentence that is imposed anew
        case SentenceModified():
            owed = _penalties(before)
        case _ if before.taken_back == REVOKED and before.stood:
            owed = _penalties(before.stood)
        case _:
            return ()
    return [one for one in owed if one.amount and one.kind not in {each.kind for each in now}]


def _ended(fact: Fact, left: Sequence[Component], entity: str) -> Iterator[Warned]:
    """Yield a warning of the penalties that an event ends."""
    if not left:
        return
    matter_id, item_id = subjects.ids_of(entity)
    name = placeholders.item(f"{matter_id}/{item_id}")
    yield Warned(
        code=CODE,
        sentence=(
            f"What is given takes the place of the whole sentence on the {name}. No longer: "
            f"{'; '.join(one.label for one in left)}. If any of it still stands, give all that "
            "stands of it."
        ),
        events=(fact.event_id,),
        matter_id=matter_id,
        item_id=item_id,
    )


def _penalties(item: Item | Stood) -> Sequence[Component]:
    return msgspec.convert(item.detail.get("sentence") or [], list[Component])


def _goes_on(one: Component, change: SentenceModified, now: Sequence[Component]) -> bool:
    """Tell whether a penalty is still there, or another of its kind that can be what it is now.

    What extends a sentence shortens none of its penalties.
    """
    same = [each for each in now if each.kind == one.kind and _is_called_alike(one, each)]
    if change.kind != SentenceChange.EXTENDED:
        return bool(same)
    return any(not is_longer(one.term, each.term) for each in same)


def _is_called_alike(one: Component, other: Component) -> bool:
    """Tell whether penalties of a kind can be the same by their names: no parole is a school."""
    named = one.kind == SentenceComponent.OTHER and one.what and other.what
    return not named or one.what == other.what
