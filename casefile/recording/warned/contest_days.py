"""Contest days: warnings of citations of which nobody has said by when they are to be contested.

An employer whom OSHA has cited has fifteen working days from the receipt to contest that; after
them it is a final order (29 U.S.C. 659(a)). The day of receipt is not on record with the citation,
so casefile cannot tell that they have run out.
"""

from __future__ import annotations

from collections.abc import Iterator

from casefile.law import placeholders
from casefile.law.events.citation import CitationIssued
from casefile.law.fact import Fact
from casefile.law.regulatory import CITED
from casefile.projections.names import name_key
from casefile.projections.projector import Projector
from casefile.recording.post import Post
from casefile.recording.receipt import Warned

CODE = "citation.no_contest_by"
# The federal agency alone: those of the States go by laws of their own.
OSHA = ("osha", "federal osha", "occupational safety and health administration")


def contest_days(post: Post, projector: Projector) -> Iterator[Warned]:
    """Yield a warning of the citations by OSHA that a post adds, and that are open by no day."""
    by_matter: dict[str, list[tuple[str, str]]] = {}
    for one in post.new:
        match one.drafted.read.data:
            case CitationIssued(contest_by=None, agency=agency) if name_key(agency) in OSHA:
                fact = Fact(one.recorded)
                for key in fact.items if fact.occurred else ():
                    if _is_open(projector, key):
                        by_matter.setdefault(fact.matter_id, []).append((fact.event_id, key))
    for matter_id, cited in by_matter.items():
        named = " and ".join(placeholders.item(key) for _, key in cited)
        yield Warned(
            code=CODE,
            sentence=(
                f"contest_by is not given: nothing will say that the time to contest {named} has "
                "run out. It is fifteen working days from the receipt (29 U.S.C. 659(a)); correct "
                "this with the last of them."
            ),
            events=tuple(event_id for event_id, _ in cited),
            matter_id=matter_id,
        )


def _is_open(projector: Projector, key: str) -> bool:
    """Tell whether a citation stands as it was issued, after all that the post adds."""
    return any(one.record.certain[-1].item.state == CITED for one in projector.folds[key].each)
