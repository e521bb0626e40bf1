"""The criminal lifecycle: the states of a charge, how exposed each leaves a party, how it reads."""

from datetime import date

from casefile.law.codes import Prejudice, Track
from casefile.law.item import DISMISSED, NONE, Item, exposure_name, lifecycle
from casefile.law.refusals import JeopardyBar, NotFiled, NotLive

CHARGED = "charged"
PLEADED_NOT_GUILTY = "pleaded_not_guilty"
PLEA_TENDERED = "plea_tendered"
IN_TRIAL = "in_trial"
MISTRIED = "mistried"
DEFERRED = "deferred"
CONVICTED = "convicted"
SENTENCED = "sentenced"
SENTENCE_COMPLETED = "sentence_completed"
ACQUITTED = "acquitted"
REJECTED = "rejected"
SUPERSEDED = "superseded"
MOVED = "moved"
ABATED = "abated"
VACATED = "vacated"
ADJUDICATED = "adjudicated"
DEFERRAL_COMPLETED = "deferral_completed"
DE_NOVO = "de_novo"
OPEN = (CHARGED, PLEADED_NOT_GUILTY, PLEA_TENDERED, IN_TRIAL, MISTRIED, DEFERRED, VACATED, DE_NOVO)
WITH_CONVICTION = (CONVICTED, SENTENCED, SENTENCE_COMPLETED)
# What a finding of guilt leaves: a conviction, or in a juvenile matter an adjudication.
WITH_GUILT = (*WITH_CONVICTION, ADJUDICATED)
STATE_LABELS = {
    MISTRIED: "mistrial declared",
    VACATED: "conviction vacated",
    MOVED: "moved to another proceeding",
    ABATED: "abated by death",
}


def charge_label(item: Item, on: date) -> str:
    """Return a charge's state in the law office's words."""
    detail = item.detail
    steps = [str(detail[key]) for key in ("plea_label", "verdict_label") if key in detail]
    if item.state in (CONVICTED, SENTENCED, SENTENCE_COMPLETED):
        steps += ["convicted", *([detail["sentence_label"]] if "sentence_label" in detail else [])]
        steps += ["sentence completed"] if item.state == SENTENCE_COMPLETED else []
    elif item.state == PLEA_TENDERED:
        steps += ["plea not yet accepted"]
    elif item.state == DISMISSED:
        steps = [dismissal_label(item, on)]
    elif item.state != PLEADED_NOT_GUILTY or not steps:
        steps = [STATE_LABELS.get(item.state, item.state.replace("_", " "))]
    steps += [mark for mark in item.marks if mark != "refiled"]
    steps += ["on appeal"] if item.appeals else []
    return "; ".join(steps)


def dismissal_label(item: Item, on: date) -> str:
    """Return a dismissal in words, with the last day for filing again where the law gives one."""
    if item.prejudice == Prejudice.UNKNOWN:
        return "dismissed (prejudice unknown)"
    label = f"dismissed {Prejudice(item.prejudice).label}"
    if item.prejudice == Prejudice.WITH or not item.refilable or "refiled" in item.marks:
        return label
    first, last = item.refilable
    if not last:
        return f"{label} (refilable)"
    if exposure_name(item, on) == "dismissed:barred":
        return f"{label} (time-barred after {last})"
    between = f"{first} to {last}" if first != last else last
    return f"{label} (refilable until {between})"


CRIMINAL = lifecycle(
    track=Track.CRIMINAL,
    open=frozenset(OPEN),
    exposure=(
        (CONVICTED, SENTENCED, SENTENCE_COMPLETED),
        (ADJUDICATED,),
        (DE_NOVO,),
        (DEFERRED,),
        (IN_TRIAL,),
        (PLEA_TENDERED,),
        (PLEADED_NOT_GUILTY, VACATED, MISTRIED),
        (CHARGED,),
        ("dismissed:refilable",),
        ("dismissed:unknown",),
        (DEFERRAL_COMPLETED,),
        ("dismissed:barred", ACQUITTED, ABATED, REJECTED, SUPERSEDED, MOVED),
        (NONE,),
    ),
    unfiled=NotFiled,
    barred={ACQUITTED: JeopardyBar, SUPERSEDED: NotLive, MOVED: NotLive},
    label=charge_label,
)
