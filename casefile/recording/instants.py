"""Instants: when each event of a post is recorded, and what becomes known together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from casefile.errors import Refused
from casefile.event import instant_text


def following(instants: Sequence[int]) -> list[int | None]:
    """Return for each event how many of those with the same instant follow it; None for none."""
    counts: list[int | None] = []
    for _, some in groupby(instants):
        counts += [number or None for number in reversed(range(len(list(some))))]
    return counts


def check_instant(place: int, instant: int, last: int, now_us: int) -> None:
    """Refuse an instant of an older log that goes back, or lies ahead; raises Refused."""
    if instant < last:
        sentence = f"It was recorded at {instant_text(instant)}, before the event that it follows."
        raise Refused(sentence, code="recorded_at.backwards", place=place)
    if instant > now_us:
        sentence = f"It was recorded at {instant_text(instant)}, which is yet to come."
        raise Refused(sentence, code="recorded_at.ahead", place=place)
