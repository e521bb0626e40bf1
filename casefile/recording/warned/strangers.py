"""Strangers: warnings of whom an item is filed against, or by, who is in no way in its matter.

An id of somebody of another matter is easily typed for another one, and what is filed against them
is said of them from then on.
"""

from __future__ import annotations

from collections.abc import Iterator

from casefile.law import placeholders
from casefile.law.events.party import PartyAdded
from casefile.law.fact import Fact
from casefile.projections.projector import Projector
from casefile.recording.post import Post
from casefile.recording.receipt import Warned, warned
from casefile.recording.references import is_named_in

CODE = "party.not_in_matter"


def strangers(post: Post, projector: Projector) -> Iterator[Warned]:
    """Yield a warning of each party of an item that a post files whom its matter does not name."""
    told = set[tuple[str, str]]()
    for one in post.new:
        fact = Fact(one.recorded)
        for party_id, _ in fact.data.sides() if fact.data.filing() else ():
            here = (fact.matter_id, party_id)
            if here in told or is_named_in(*here, projector.known):
                continue
            told.add(here)
            matter = placeholders.matter(fact.matter_id)
            sentence = (
                f"Nothing says who {placeholders.party(party_id)} is in {matter}, where this is "
                f"said of them: add them there ({PartyAdded.tag}), or take it back if somebody "
                "else was meant."
            )
            yield warned(CODE, sentence, [fact], PartyAdded.tag, {"party_id": party_id})
