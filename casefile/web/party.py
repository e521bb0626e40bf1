"""The page of a party: how it stands on each track, as of any day, as known at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casefile.answers import evidence, status
from casefile.answers.stances import in_words
from casefile.auth.roles import Role
from casefile.door import office
from casefile.law.status import TrackStatus
from casefile.web.moment import read_moment
from casefile.web.pages import needs, page, routes


@routes.get("/parties/<id:party_id>")
@needs(Role.AUDITOR)
def show_party(party_id: str) -> Any:
    """Show how a party stands."""
    moment = read_moment()
    asked = {} if moment.errors else moment.asked
    answer = status.of_party(office(), party_id, **asked)
    tracks = list(answer.tracks.each())
    rests = [name for _, track in tracks for name in _rests_on(track)]
    return page(
        "party.html",
        422 if moment.errors else 200,
        answer=answer,
        errors=moment.errors,
        moment=moment,
        stances=in_words(answer.stances),
        told=evidence.told(office(), rests, known_at=f"@{answer.position}"),
        tracks=tracks,
    )


def _rests_on(track: TrackStatus) -> Iterator[str]:
    """Yield the ids of the events that what is said of a track rests on."""
    for item in track.every:
        yield from item.evidence
    for maybe in track.possible:
        yield from maybe.evidence
    for flag in track.flags:
        yield from flag.events
