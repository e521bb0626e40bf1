"""The criminal lifecycle: the states of a charge, how exposed each leaves a party, how it reads."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casefile.law.codes import Instrument, Prejudice, Severity, Track
from casefile.law.crimes import crime_by_law
from casefile.law.deadlines.limitation import unknown_here
from casefile.law.item import (
    ABATED,
    GUILTY,
    IN_TRIAL,
    NONE,
    Item,
    appeal_label,
    exposure_name,
    lifecycle,
)
from casefile.law.refusals import JeopardyBar, NotFiled, NotLive

CHARGED = "charged"
PLEADED_NOT_GUILTY = "pleaded_not_guilty"
PLEA_TENDERED = "plea_tendered"
MISTRIED = "mistried"
DEFERRED = "deferred"
CONVICTED = "convicted"
SENTENCED = "sentenced"
SENTENCE_COMPLETED = "sentence_completed"
ACQUITTED = "acquitted"
REJECTED = "rejected"
SUPERSEDED = "superseded"
MOVED = "moved"
VACATED = "vacated"
# What is said in place of a plea of somebody who has entered no other, or none at all.
NOT_DENIED = PLEA_WITHDRAWN, DEFERRAL_REVOKED = ("plea withdrawn", "deferral revoked")
ADJUDICATED = "adjudicated"
DEFERRAL_COMPLETED = "deferral_completed"
DE_NOVO = "de_novo"
# How a ticket or an infraction can end without a conviction.
TICKET_PAID, LIABLE, NOT_LIABLE = "ticket_paid", "liable", "not_liable"
# The detail that says by what a charge by ticket is one of a crime: a law, or the sentence on it.
CRIME, BY_SENTENCE = "crime", "the sentence"
OPEN = (CHARGED, PLEADED_NOT_GUILTY, PLEA_TENDERED, IN_TRIAL, MISTRIED, DEFERRED, VACATED, DE_NOVO)
WITH_CONVICTION = (CONVICTED, SENTENCED, SENTENCE_COMPLETED)
WITH_GUILT = GUILTY
# What was taken back of a charge that awaits another sentence.
SENTENCE = "sentence"
REVOKED = "revoked"
# The details that a sentence leaves on a charge.
OF_SENTENCE = (
    *("sentence", "sentence_label", "runs", "first_sentence", "revoked_label"),
    "disposition_completed",
)
# The details that a finding of guilt leaves on a charge, with all that follows from it.
OF_FINDING = ("conviction_basis", "verdict", "verdict_label", "lesser_offense")
OF_JUDGMENT = (
    *OF_FINDING,
    *OF_SENTENCE,
    *("awaiting", "deferral", "deferred_until", "guilt"),
    *("reduced_from", "reduced_label", "offense", "statute"),
)
# The types of the decisions that fall with a finding of guilt: that, and the sentence on it.
DECIDING_GUILT = (
    *("charge.verdict_returned", "charge.conviction_entered", "charge.adjudicated"),
    *("sentence.imposed", "sentence.modified"),
)
STATE_LABELS = {
    MISTRIED: "mistrial declared",
    VACATED: "conviction vacated",
    MOVED: "moved to another proceeding",
    ABATED: "abated by death",
    ADJUDICATED: "adjudicated delinquent (no conviction)",
    DEFERRAL_COMPLETED: "deferral completed, adjudication withheld (no conviction)",
    TICKET_PAID: "ticket paid (no finding on record)",
    LIABLE: "found liable",
    NOT_LIABLE: "found not liable",
    DE_NOVO: "to be tried de novo; the judgment below is annulled",
}


def is_of_ticket(item: Item) -> bool:
    """Tell whether a charge is brought by ticket, or is an infraction."""
    by_ticket = item.detail.get("instrument") == Instrument.CITATION
    return by_ticket or item.severity == Severity.INFRACTION


def is_of_no_crime(item: Item) -> bool:
    """Tell whether a charge is an infraction, or by a ticket of which nobody says how grave it is.

    Infractions are no crimes in many states (RCW 46.63.020; Fla. Stat. 318.13(3)). A ticket is for
    a crime where the law of the place says so of its offense, or once the sentence on it shows it.
    """
    if is_graded(item):
        return item.severity == Severity.INFRACTION
    return is_of_ticket(item) and CRIME not in item.detail


def of_crime(item: Item) -> Item:
    """Return a charge by ticket with the law by which its offense is a crime, where one says so."""
    if not is_of_ticket(item):
        return item
    offense, statutes = str(item.detail.get("offense", "")), item.detail.get("statute") or ()
    return item.having(detail={CRIME: crime_by_law(item.jurisdiction, offense, statutes) or None})


def is_graded(item: Item) -> bool:
    """Tell whether anybody has said how grave a charge is."""
    return item.severity not in ("", Severity.UNKNOWN)


def found_by_plea(item: Item) -> bool:
    """Tell whether a conviction or an adjudication rests on a plea."""
    return str(item.detail.get("conviction_basis", "")).startswith("plea_")


def found_by_verdict(item: Item) -> bool:
    """Tell whether a finding of guilt is known to rest on a verdict, or on a trial by the court."""
    decided = item.detail.get("verdict", "hung") != "hung"
    tried = decided or item.detail.get("conviction_basis") in ("jury", "bench")
    return tried and not found_by_plea(item)


def after_guilt(item: Item) -> bool:
    """Tell whether a deferral follows a plea or a finding of guilt."""
    return bool(item.detail.get("guilt"))


def stood_on_verdict(item: Item) -> bool:
    """Tell whether a conviction that was taken back rested on a verdict or a trial by the court."""
    return bool(item.stood and found_by_verdict(Item(detail=known(item.stood.detail))))


def stood_guilty(item: Item) -> bool:
    """Tell whether a finding of guilt was taken back, and nothing has moved the charge since."""
    return bool(item.stood and item.stood.state in (*WITH_GUILT, DEFERRED))


def known(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return details without those that were not there."""
    return {name: value for name, value in detail.items() if value is not None}


def de_novo_ended(item: Item) -> Item:
    """Return the item without the appeal de novo that its new outcome ends, if there was one."""
    return item.having(below=None, appeals=max(item.appeals - 1, 0)) if item.below else item


def charge_label(item: Item, on: date) -> str:
    """Return a charge's state in the law office's words."""
    steps = [*_stands(item, on), *(mark for mark in item.marks if mark != "refiled")]
    steps += [f"{one}, de novo" if item.below else one for one in appeal_label(item)]
    return "; ".join(steps)


def _stands(item: Item, on: date) -> list[str]:
    detail, found = item.detail, _found(item)
    follows = [str(detail["reduced_label"])] if "reduced_label" in detail else []
    match item.state:
        case state if state in WITH_CONVICTION:
            completed = ["sentence completed"] if state == SENTENCE_COMPLETED else []
            convicted = "convicted of that" if _of_lesser(item) else "convicted"
            return [*found, convicted, *follows, *sentence_steps(item), *completed]
        case "adjudicated":
            return [*found, STATE_LABELS[ADJUDICATED], *follows, *sentence_steps(item)]
        case "plea_tendered":
            return [*found, "plea not yet accepted"]
        case "pleaded_not_guilty" if not_denied(item):
            return [*found, "charge pending"]
        case "pleaded_not_guilty" if found:
            return found
        case "deferred":
            return [*(found if detail.get("guilt") else ()), deferral_label(item)]
        case "liable" | "not_liable" if "finding_label" in detail:
            return [str(detail["finding_label"])]
        case "acquitted" if "set_aside" in detail:
            found_of = "finding of guilt" if item.juvenile else "verdict of guilty"
            return [f"acquitted ({found_of} set aside)"]
        case "vacated" if item.juvenile:
            return ["adjudication vacated"]
        case "vacated" if item.stood and item.stood.state == DEFERRED:
            return ["finding of guilt vacated"]
        case "acquitted" if detail.get("verdict") == "not_guilty_insanity":
            return ["acquitted (not guilty by reason of insanity)"]
        case "dismissed":
            return [str(detail.get("ended_label") or dismissal_label(item, on))]
    return [STATE_LABELS.get(item.state, item.state.replace("_", " "))]


def _found(item: Item) -> list[str]:
    """Return the plea and the verdict in words; one of a lesser offense says which that is.

    Who is found guilty of that has been acquitted of what was charged (Price v. Georgia, 398 U.S.
    323, 326-330 (1970)), and is not to be taken for guilty of it.
    """
    detail = item.detail
    found = [str(detail[key]) for key in ("plea_label", "verdict_label") if key in detail]
    if _of_lesser(item):
        found[-1] += f" ({detail.get('lesser_offense') or 'not on record which'})"
    return found


def _of_lesser(item: Item) -> bool:
    return item.detail.get("verdict") == "guilty_lesser"


def not_denied(item: Item) -> str:
    """Return why a charge that was never denied stands as if it were; "" where it does not."""
    said = item.detail.get("plea_label")
    return str(said) if item.state == PLEADED_NOT_GUILTY and said in NOT_DENIED else ""


def deferral_label(item: Item) -> str:
    """Return a deferral in words: what is put off, and until when where that is known."""
    kind, until = item.detail.get("deferral"), item.detail.get("deferred_until")
    known = kind and kind not in ("unknown", "deferred_sentence")
    said = f"deferred ({str(kind).replace('_', ' ')})" if known else "deferred"
    said = "sentence deferred" if item.state == CONVICTED else said
    return f"{said} until {until}" if until else said


def sentence_steps(item: Item) -> list[str]:
    """Return the sentence of a convicted or adjudicated charge in words, or why it awaits one."""
    detail, noun = item.detail, "disposition" if item.juvenile else "sentence"
    first = [f"first {noun} not on record"] if "first_sentence" in detail else []
    if "sentence_label" in detail:
        completed = ["disposition completed"] if "disposition_completed" in detail else []
        return [str(detail["sentence_label"]), *first, *completed]
    if "deferral" in detail:
        return [deferral_label(item)]
    if "awaiting" in detail:
        return [str(detail["awaiting"])]
    if item.taken_back == SENTENCE:
        return [f"{noun} vacated", f"awaiting {'disposition' if item.juvenile else 'resentence'}"]
    if item.taken_back == REVOKED:
        since = item.since[0] if item.since else ""
        return [detail["revoked_label"].format(since=since), *first, f"awaiting {noun}"]
    return []


def dismissal_label(item: Item, on: date) -> str:
    """Return a dismissal in words, with the last day for filing again where the law gives one."""
    if item.prejudice in ("", Prejudice.UNKNOWN):
        return "dismissed (prejudice unknown)"
    label = f"dismissed {Prejudice(item.prejudice).label}"
    if item.prejudice == Prejudice.WITH or not item.refilable or "refiled" in item.marks:
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
        (LIABLE,),
        (TICKET_PAID,),
        ("dismissed:refilable",),
        ("dismissed:unknown",),
        (DEFERRAL_COMPLETED,),
        ("dismissed:barred", ACQUITTED, NOT_LIABLE, ABATED, REJECTED, SUPERSEDED, MOVED),
        (NONE,),
    ),
    unfiled=NotFiled,
    barred={ACQUITTED: JeopardyBar, SUPERSEDED: NotLive, MOVED: NotLive},
    label=charge_label,
)
