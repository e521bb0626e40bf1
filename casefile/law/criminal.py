"""The criminal lifecycle: the states of a charge, how exposed each leaves a party, how it reads."""

from datetime import date

from casefile.law.codes import Prejudice, Track
from casefile.law.deadlines.limitation import unknown_here
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
# What was taken back of a charge that awaits another sentence.
SENTENCE = "sentence"
REVOKED = "revoked"
# The details that a sentence leaves on a charge.
OF_SENTENCE = (
    *("sentence", "sentence_label", "first_sentence", "revoked_label"),
    "disposition_completed",
)
STATE_LABELS = {
    ADJUDICATED: "adjudicated delinquent (no conviction)",
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
        steps += ["convicted", *sentence_steps(item)]
        steps += ["sentence completed"] if item.state == SENTENCE_COMPLETED else []
    elif item.state == PLEA_TENDERED:
        steps += ["plea not yet accepted"]
    elif item.state == DISMISSED:
        steps = [dismissal_label(item, on)]
    elif item.state != PLEADED_NOT_GUILTY or not steps:
        steps = [STATE_LABELS.get(item.state, item.state.replace("_", " "))]
        steps += sentence_steps(item) if item.state == ADJUDICATED else []
    steps += [mark for mark in item.marks if mark != "refiled"]
    steps += ["on appeal"] if item.appeals else []
    return "; ".join(steps)


def sentence_steps(item: Item) -> list[str]:
    """Return the sentence of a convicted or adjudicated charge in words, or why it awaits one."""
    detail, noun = item.detail, "disposition" if item.juvenile else "sentence"
    first = [f"first {noun} not on record"] if "first_sentence" in detail else []
    if "sentence_label" in detail:
        completed = ["disposition completed"] if "disposition_completed" in detail else []
        return [str(detail["sentence_label"]), *first, *completed]
    if item.taken_back == SENTENCE:
        return [f"{noun} vacated", f"awaiting {'disposition' if item.juvenile else 'resentence'}"]
    if item.taken_back == REVOKED:
        since = item.since[0] if item.since else ""
        return [detail["revoked_label"].format(since=since), *first, f"awaiting {noun}"]
    return []


def dismissal_label(item: Item, on: date) -> str:
    """Return a dismissal in words, with the last day for filing again where the law gives one."""
    if item.prejudice == Prejudice.UNKNOWN:
        return "dismissed (prejudice unknown)"
    label = f"dismissed {Prejudice(item.prejudice).label}"
    if item.prejudice == Prejudice.WITH or not item.refilable:
        return label
    first, last = item.refilable
    if not last:
        return f"{label} ({unknown_here(item.jurisdiction) or 'refilable'})"
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
