"""Headlines as a report counts them: each state once, a dismissal or judgment by what it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casefile.law import civil, criminal, regulatory
from casefile.law.codes import Prejudice, Track
from casefile.law.item import DISMISSED, LIFECYCLES, NONE, Item, exposure_name

_OF_TRACK: dict[str, dict[str, str]] = {
    Track.CRIMINAL: criminal.STATE_LABELS,
    Track.CIVIL: civil.STATE_LABELS,
    Track.REGULATORY: regulatory.STATE_LABELS,
}
ELSEWHERE = "dismissed:elsewhere"
LABELS = {
    criminal.CONVICTED: "convicted, awaiting sentence",
    criminal.SENTENCED: "convicted and sentenced",
    criminal.SENTENCE_COMPLETED: "convicted, sentence completed",
    criminal.PLEA_TENDERED: "plea tendered, not yet accepted",
    "pleaded_not_guilty:withdrawn": criminal.PLEA_WITHDRAWN,
    "pleaded_not_guilty:deferral_revoked": criminal.DEFERRAL_REVOKED,
    "dismissed:with": "dismissed with prejudice",
    "dismissed:unknown": "dismissed, prejudice unknown",
    "dismissed:without:refilable": "dismissed without prejudice, refilable",
    "dismissed:without:barred": "dismissed without prejudice, time-barred",
    "dismissed:without:refiled": "dismissed without prejudice and refiled",
    "dismissed:unknown:refiled": "dismissed, prejudice unknown, and refiled",
    ELSEWHERE: "dismissed there, and went on elsewhere",
    "judgment:against": "judgment against",
    "judgment:for": "judgment for",
}
_NOT_DENIED = {
    criminal.PLEA_WITHDRAWN: "withdrawn",
    criminal.DEFERRAL_REVOKED: "deferral_revoked",
}
# What the rule of exposure takes as one, and a report tells apart.
_PARTED = {
    criminal.PLEADED_NOT_GUILTY: (
        criminal.PLEADED_NOT_GUILTY,
        f"{criminal.PLEADED_NOT_GUILTY}:withdrawn",
        f"{criminal.PLEADED_NOT_GUILTY}:deferral_revoked",
    ),
    "dismissed:refilable": ("dismissed:without:refilable",),
    "dismissed:barred": (
        "dismissed:with",
        "dismissed:without:barred",
        "dismissed:without:refiled",
        "dismissed:unknown:refiled",
        ELSEWHERE,
    ),
}


def headline_code(item: Item, on: date, *, went_on: bool = False) -> str:
    """Return which headline an item gives on a day, as `status` or `status:what qualifies it`.

    What is dismissed where one asks, and `went_on` elsewhere, is not filed again itself.
    """
    found = exposure_name(item, on)
    state, _, variant = found.partition(":")
    if why := criminal.not_denied(item):
        return f"{state}:{_NOT_DENIED[why]}"
    if state != DISMISSED:
        return found
    if went_on:
        return ELSEWHERE
    if "refiled" in item.marks and item.prejudice != Prejudice.WITH:
        return f"{state}:{item.prejudice}:refiled"
    if item.prejudice == Prejudice.WITHOUT:
        return f"{state}:{item.prejudice}:{variant}"
    return f"{state}:{item.prejudice}" if item.prejudice else state


def state_label(track: str, state: str) -> str:
    """Return a state by which items of a track are counted, in the law office's words."""
    return _OF_TRACK[track].get(state, state.replace("_", " "))


def headline_label(track: str, code: str) -> str:
    """Return a headline of a track in the law office's words."""
    words = code.replace("_", " ").replace(":", ", ")
    return LABELS.get(code) or _OF_TRACK[track].get(code, words)


def _codes(track: str) -> Iterator[str]:
    for group in LIFECYCLES[track].exposure:
        for name in group:
            yield from _PARTED.get(name, (name,))


# Every headline of a track, from the highest exposure to the lowest.
HEADLINES: dict[str, tuple[str, ...]] = {str(track): tuple(_codes(track)) for track in Track}


def headline_place(track: str, code: str) -> int:
    """Return where a headline stands among those of its track, 0 being the highest exposure."""
    found = HEADLINES[track]
    return found.index(code) if code in found else found.index(NONE)
