"""On items: the flags that stand on what a post touched, and did not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from msgspec import UNSET
from msgspec.structs import replace
from sqlalchemy import Connection

from casefile.answers.standing.status import status_of_party
from casefile.law import subjects
from casefile.law.edtf import LAST_DAY
from casefile.projections.projector import Projector
from casefile.projections.spans import SPANS, flags_among
from casefile.recording.receipt import Warned


def item_warnings(projector: Projector) -> list[Warned]:
    """Return the warnings that stand on what a post touched, and did not before."""
    found = []
    for entity in projector.touched[SPANS.name]:
        folded = projector.folds[subjects.name_of(entity)]
        warning = folded.warning
        if not warning:
            continue
        before = flags_among(projector.rows_before(SPANS, entity))
        matter_id, item_id = subjects.ids_of(entity)
        found += [
            Warned(
                code=flag.code,
                sentence=flag.sentence,
                events=flag.events,
                matter_id=matter_id,
                item_id=item_id,
            )
            for flag in warning
            if (flag.code, flag.events) not in before
        ]
    return found


def told_once(warned: Iterable[Warned]) -> list[Warned]:
    """Return warnings without what another one says; one that is on several items names none."""
    told: dict[tuple[str, str, Sequence[str]], Warned] = {}
    for one in warned:
        said = (one.code, one.sentence, tuple(one.events))
        first = told.setdefault(said, one)
        if first.item_id != one.item_id:
            told[said] = replace(first, item_id=UNSET)
    return list(told.values())


def grouped_parties(projector: Projector) -> set[str]:
    """Return the parties of alternative charges among what a post touched."""
    found: set[str] = set()
    for entity in projector.touched[SPANS.name]:
        folded = projector.folds[subjects.name_of(entity)]
        if any(span.item.group for timeline in folded.each for span in timeline.spans):
            found.update(folded.parties)
    return found


def group_warnings(
    connection: Connection, parties: Iterable[str], behind: int, position: int
) -> Iterator[Warned]:
    """Yield the warnings on alternative convictions, which no item has by itself.

    `behind` and `position` are the ends of the log before and after the post.
    """
    last = LAST_DAY - timedelta(days=1)
    for party_id in sorted(parties):
        before, after = (
            {
                (flag.matter_id, flag.sentence): flag
                for track in status_of_party(connection, party_id, last, known).values()
                for flag in track.flags
                if flag.code == "alternative_convictions"
            }
            for known in (behind, position)
        )
        for key, flag in after.items():
            if key not in before:
                yield Warned(
                    code=flag.code,
                    sentence=flag.sentence,
                    events=flag.events,
                    matter_id=flag.matter_id,
                    item_id=flag.item_id,
                )
