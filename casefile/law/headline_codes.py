"""Headlines as a report counts them: each state once, a dismissal or judgment by what it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from casefile.law import civil, criminal, regulatory
from casefile.law.codes import Prejudice, Track
from casefile.law.item import ABATED, DISMISSED, LIFECYCLES, NONE, Item, exposure_name
from casefile.law.track_names import DELINQUENCY

# A count says of both sides of a claim what it says, and of a claim that it can be filed again only
# what somebody has said: no limitation is counted there.
_OF_TRACK: dict[str, dict[str, str]] = {
    Track.CRIMINAL: criminal.STATE_LABELS,
    Track.CIVIL: {
        **civil.STATE_LABELS,
        civil.DEFAULTED: "default entered",
        "dismissed:without:refilable": "dismissed without prejudice",
    },
    Track.REGULATORY: regulatory.STATE_LABELS,
}
ELSEWHERE, DIED = "dismissed:elsewhere", "dismissed:died"
SENTENCE_DEFERRED = f"{criminal.CONVICTED}:deferred"
NO_ADJUDICATION, NO_FINDING = f"{criminal.VACATED}:adjudication", f"{criminal.VACATED}:finding"
LABELS = {
    criminal.CONVICTED: "convicted, awaiting sentence",
    SENTENCE_DEFERRED: "convicted, sentence deferred",
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
    DIED: "dismissed, and the party has died",
    NO_ADJUDICATION: "adjudication vacated",
    NO_FINDING: "finding of guilt vacated",
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
        DIED,
    ),
}
_PARTED_ALONE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    Track.CRIMINAL: {
        criminal.CONVICTED: (criminal.CONVICTED, SENTENCE_DEFERRED),
        criminal.VACATED: (criminal.VACATED, NO_ADJUDICATION, NO_FINDING),
    }
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
        return _of_guilt(item) or found
    if went_on:
        return ELSEWHERE
    if item.last_open == ABATED and item.prejudice != Prejudice.WITH:
        return DIED
    if "refiled" in item.marks and item.prejudice != Prejudice.WITH:
        return f"{state}:{item.prejudice}:refiled"
    if item.prejudice == Prejudice.WITHOUT:
        return f"{state}:{item.prejudice}:{variant}"
    return f"{state}:{item.prejudice}" if item.prejudice else state


def _of_guilt(item: Item) -> str:
    """Return which finding was taken back that is no conviction, or that its sentence is put off.

    An adjudication of delinquency is none, and neither is a finding on which all was deferred.
    """
    if item.state == criminal.CONVICTED and "deferral" in item.detail:
        return SENTENCE_DEFERRED
    if item.track != Track.CRIMINAL or item.state != criminal.VACATED:
        return ""
    deferred = item.stood is not None and item.stood.state == criminal.DEFERRED
    return NO_ADJUDICATION if item.juvenile else NO_FINDING if deferred else ""


def state_label(track: str, state: str, name: str = "") -> str:
    """Return a state by which items of a track are counted, in the law office's words.

    `name` is what the track is called for them: of delinquency there is no conviction.
    """
    if (name, state) == (DELINQUENCY, criminal.VACATED):
        return LABELS[NO_ADJUDICATION]
    return _OF_TRACK[track].get(state, state.replace("_", " "))


def headline_label(track: str, code: str) -> str:
    """Return a headline of a track in the law office's words."""
    words = code.replace("_", " ").replace(":", ", ")
    return _OF_TRACK[track].get(code) or LABELS.get(code, words)


def _codes(track: str) -> Iterator[str]:
    for group in LIFECYCLES[track].exposure:
        for name in group:
            yield from _PARTED_ALONE.get(track, {}).get(name) or _PARTED.get(name, (name,))


# Every headline of a track, from the highest exposure to the lowest.
HEADLINES: dict[str, tuple[str, ...]] = {str(track): tuple(_codes(track)) for track in Track}


def headline_place(track: str, code: str) -> int:
    """Return where a headline stands among those of its track, 0 being the highest exposure."""
    found = HEADLINES[track]
    return found.index(code) if code in found else found.index(NONE)
