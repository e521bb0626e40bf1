"""Ended penalties: warnings of what of a sentence stands no longer, as a change leaves it out.

What a change of a sentence gives takes the place of all of it (see `SentenceModified`). Who types
the part that is new can mean it beside the others, and that would end them unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from casefile.law import placeholders, subjects
from casefile.law.events.sentence import Component, SentenceChange, SentenceModified
from casefile.law.fact import Fact
from casefile.law.folding import steps_of
from casefile.law.item import Item
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
        if isinstance(one.drafted.read.data, SentenceModified)
    }
    for entity in projector.touched[SPANS.name] if new else ():
        name = subjects.name_of(entity)
        told: set[str] = set()
        for part in projector.folds[name].each:
            for placed, before, after in steps_of(part.record.fold):
                change = placed.fact.data
                if (
                    isinstance(change, SentenceModified)
                    and not change.revokes
                    and placed.fact.event_id in new - told
                ):
                    told.add(placed.fact.event_id)
                    yield from _ended(placed.fact, change, before.item, after.item, entity)


def _ended(
    fact: Fact, change: SentenceModified, before: Item, after: Item, entity: str
) -> Iterator[Warned]:
    """Yield a warning of what a change of a sentence ends that it does not itself change."""
    left = [one for one in _penalties(before) if not _goes_on(one, change, _penalties(after))]
    if not left:
        return
    matter_id, item_id = subjects.ids_of(entity)
    name = placeholders.item(f"{matter_id}/{item_id}")
    yield Warned(
        code=CODE,
        sentence=(
            f"What is given takes the place of the whole sentence on the {name}. No longer: "
            f"{'; '.join(one.label for one in left)}. If any of it still stands, give all that "
            "stands (components)."
        ),
        events=(fact.event_id,),
        matter_id=matter_id,
        item_id=item_id,
    )


def _penalties(item: Item) -> Sequence[Component]:
    return msgspec.convert(item.detail.get("sentence") or [], list[Component])


def _goes_on(one: Component, change: SentenceModified, now: Sequence[Component]) -> bool:
    """Tell whether a penalty is still there, or another of its kind that can be what it is now.

    What extends a sentence shortens none of its penalties.
    """
    same = [each for each in now if each.kind == one.kind]
    if change.kind != SentenceChange.EXTENDED:
        return bool(same)
    return any(not is_longer(one.term, each.term) for each in same)
