"""Asked for: which events a motion asks for, by its words, and what a ruling grants of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from casefile.law.catalogue import Event
from casefile.law.codes import Prejudice
from casefile.law.events.appeal import AppealDecided, AppealOutcome
from casefile.law.events.citation import CitationSettlementApproved
from casefile.law.events.claim import (
    ClaimAnswerStricken,
    ClaimMistrialDeclared,
    ClaimSettlementApproved,
)
from casefile.law.events.conviction import ChargeAcquittalEntered, ChargeConvictionVacated
from casefile.law.events.deferral import ChargeDeferralEnded, DeferralResult
from casefile.law.events.dismissal import ChargeDismissalVacated, ChargeDismissed, ChargeReinstated
from casefile.law.events.ending import ClaimDismissed, ClaimReinstated
from casefile.law.events.judgment import (
    ClaimDefaultEntered,
    ClaimDefaultSetAside,
    ClaimJudgmentEntered,
    ClaimJudgmentVacated,
    JudgmentKind,
    JudgmentVacatedBy,
)
from casefile.law.events.matter import MatterStayChanged
from casefile.law.events.party import PartyAdded
from casefile.law.events.people import CounselWithdrawn
from casefile.law.events.sentence import (
    SentenceChange,
    SentenceModified,
    SentencePart,
    SentenceVacated,
    SentenceVacatedBy,
)
from casefile.law.events.trial import (
    ChargeMistrialDeclared,
    ChargePleaWithdrawn,
    ChargeVerdictReturned,
    Verdict,
)
from casefile.law.rule_41 import DismissedHow


class Remedy(NamedTuple):
    """An event that a motion asks for, with what its words say of it."""

    cls: type[Event]
    data: Mapping[str, Any] = {}


class AskedFor(NamedTuple):
    """What a motion of such words asks for: on each item the first of these that can follow.

    What is done on no item is all there is.
    """

    words: re.Pattern[str]
    acts: Sequence[Remedy]


def _asked(words: str, *acts: Remedy) -> AskedFor:
    return AskedFor(re.compile(words), acts)


def _judgment(kind: JudgmentKind) -> Remedy:
    return Remedy(ClaimJudgmentEntered, {"kind": kind.value})


_vacated = Remedy(ClaimJudgmentVacated, {"by": JudgmentVacatedBy.TRIAL_COURT.value})
_aside = re.compile(r"\bset(ting)? (.+?) aside\b")
_taken_back = (
    r"\b(?:vacat(?:e|ing|ur)|set(?:ting)? aside|relief from|relieve|reopen|open|reconsider)\b.*"
)
_suspended = r"probation|supervised release|conditional discharge|suspended|suspension"
# The first of which the words are there is what a motion asks for.
ASKED: Sequence[AskedFor] = (
    _asked(r"\bdismiss\b.*\bappeal", Remedy(AppealDecided, {"outcomes": AppealOutcome.DISMISSED})),
    _asked(r"\bintervene\b|\bintervention\b", Remedy(PartyAdded, {"role": "intervenor"})),
    _asked(r"\bwithdraw\b.*\b(?:counsel|attorney)\b", Remedy(CounselWithdrawn)),
    _asked(
        r"\b(?:lift|dissolve|vacate|terminate|relief from)\b.*\bstay\b",
        Remedy(MatterStayChanged, {"on": False, "reason": "order on the motion"}),
    ),
    _asked(
        r"\bstay (?:the |this |all |these )*(?:proceedings?|case|action|matter|litigation)\b",
        Remedy(MatterStayChanged, {"on": True, "reason": "order on the motion"}),
    ),
    _asked(
        r"\breinstate\b|" + _taken_back + r"\bdismissal",
        Remedy(ChargeReinstated),
        Remedy(ChargeDismissalVacated),
        Remedy(ClaimReinstated),
    ),
    _asked(_taken_back + r"\bconviction", Remedy(ChargeConvictionVacated)),
    _asked(
        _taken_back + r"\bsentence",
        Remedy(SentenceVacated, {"by": SentenceVacatedBy.TRIAL_COURT.value}),
    ),
    _asked(
        _taken_back + r"\b(?:default|judgment)|\bset aside (?:it|that)\b",
        _vacated,
        Remedy(ClaimDefaultSetAside),
    ),
    _asked(r"\bnew trial", Remedy(ChargeConvictionVacated, {"new_trial": True}), _vacated),
    _asked(r"\bwithdraw\w*\b.*\bplea", Remedy(ChargePleaWithdrawn)),
    _asked(
        rf"(?:\brevo|\bviolat).*(?:{_suspended}|defer|diversion|supervision)",
        Remedy(ChargeDeferralEnded, {"result": DeferralResult.REVOKED.value}),
        Remedy(SentenceModified, {"kind": SentenceChange.REVOKED.value}),
    ),
    _asked(r"\bmistrial", Remedy(ChargeMistrialDeclared), Remedy(ClaimMistrialDeclared)),
    _asked(
        r"\bacquittal|\bdirected verdict|\bas a matter of law",
        Remedy(ChargeVerdictReturned, {"verdict": Verdict.DIRECTED_ACQUITTAL.value}),
        Remedy(ChargeAcquittalEntered),
        _judgment(JudgmentKind.DIRECTED),
    ),
    _asked(r"\bsummary (?:judgment|disposition)", _judgment(JudgmentKind.SUMMARY)),
    _asked(r"\bjudgment on the pleadings", _judgment(JudgmentKind.PLEADINGS)),
    _asked(r"\bdefault judgment|\bjudgment by default", _judgment(JudgmentKind.DEFAULT)),
    _asked(r"\bdefault\b", Remedy(ClaimDefaultEntered)),
    _asked(r"\bstrike\b(?:.*\banswer\b(?! to)|\W*$)", Remedy(ClaimAnswerStricken)),
    _asked(
        r"\bapprov\w*\b.*\bsettlement|\bsettlement approval",
        Remedy(ClaimSettlementApproved),
        Remedy(CitationSettlementApproved),
    ),
    _asked(
        r"\bdismiss(?:al)?\b(?!.* (?:juror|counsel|attorney|witness))|\bnol\w* pros"
        r"|\bquash\b.*\b(?:indictment|information|complaint|charge|citation)",
        Remedy(ChargeDismissed),
        Remedy(ClaimDismissed),
    ),
)
PARTS = {
    "probation": SentencePart.PROBATION,
    "supervised release": SentencePart.SUPERVISED_RELEASE,
    "conditional discharge": SentencePart.CONDITIONAL_DISCHARGE,
    "suspended": SentencePart.SUSPENDED_SENTENCE,
    "suspension": SentencePart.SUSPENDED_SENTENCE,
}
# Why a claim is dismissed, by the words of the motion (Fed. R. Civ. P. 12(b), 41(b)).
GROUNDS = {
    r"failure to state|12\(b\)\(6\)": DismissedHow.FAILURE_TO_STATE_CLAIM,
    r"jurisdiction|12\(b\)\([12]\)": DismissedHow.JURISDICTION,
    r"venue|12\(b\)\(3\)": DismissedHow.VENUE,
    r"failure to join|joinder|12\(b\)\(7\)": DismissedHow.JOINDER,
    r"(?:failure|want|lack) (?:to prosecute|of prosecution)": DismissedHow.FAILURE_TO_PROSECUTE,
}
_grants = re.compile(r"(?<!not )\b(?:grant|allow|sustain|approv)(?:s|ed|ing)?\b")
_ends = re.compile(r"\b(?:den(?:y|ied|ies)|overrul|reserv|moot|tak(?:en|es) under|otherwise)")
_prejudice = re.compile(r"\b(with(?:out)?) prejudice")


def granted(outcome: str) -> str | None:
    """Return what a ruling says of what it grants; None where it grants nothing.

    Of "denied as to count 1, granted as to count 2" that is the second part.
    """
    said = outcome.casefold()
    found = _grants.search(said)
    if found is None:
        return None
    end = _ends.search(said, found.end())
    return said[found.end() : end.start() if end else None]


def asked_for(motion: str) -> Sequence[Remedy]:
    """Return what a motion asks for, by its words in small letters; nothing where unsure."""
    said = _aside.sub(r"set aside \2", motion)
    return next((one.acts for one in ASKED if one.words.search(said)), ())


def prejudice_said(*texts: str) -> str | None:
    """Return with what prejudice the first of some texts says that something is dismissed."""
    found = next((hit for text in texts if (hit := _prejudice.search(text))), None)
    return Prejudice(found[1]).value if found else None


def ground_said(motion: str) -> str | None:
    """Return why a claim is to be dismissed, by the words of the motion, where they say it."""
    return next((how.value for words, how in GROUNDS.items() if re.search(words, motion)), None)


def part_said(motion: str) -> SentencePart | None:
    """Return what of a sentence is to be revoked, by the words of the motion."""
    return next((part for words, part in PARTS.items() if words in motion), None)
