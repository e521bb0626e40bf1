"""Choices: a code as people say it, by its stored word, by its label, or as the field also says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar

from casefile.event import Code, Privilege, SourceKind
from casefile.law.codes import Instrument, Prejudice, Severity
from casefile.law.events.appeal import AppealOutcome
from casefile.law.events.charge import ChargeKind
from casefile.law.events.citation import OrderVacatedBy, WithdrawnBy
from casefile.law.events.claim import Side
from casefile.law.events.conviction import ConvictionBasis
from casefile.law.events.dismissal import DismissedBy, VacatedBy
from casefile.law.events.judgment import EnteredBy, JudgmentKind, JudgmentVacatedBy
from casefile.law.events.matter import Access, MatterCategory
from casefile.law.events.obligation import Obligation
from casefile.law.events.party import PartyKind
from casefile.law.events.people import OfficeHeld
from casefile.law.events.record import RetractionReason
from casefile.law.events.sentence import Relation, SentenceComponent, SentenceVacatedBy
from casefile.law.events.standing import SubstitutionReason
from casefile.law.events.trial import Plea, Verdict
from casefile.law.rule_41 import DismissedHow
from casefile.words.misread import none_of

AnyCode = TypeVar("AnyCode", bound=Code)

_HIGHER = ("court of appeals", "appeals court", "appellate court", "higher court")
# What a code is called beside its stored word and its label.
ALSO: Mapping[type[Code], Mapping[str, Code]] = {
    Plea: {
        "nolo": Plea.NO_CONTEST,
        "nolo contendere": Plea.NO_CONTEST,
        "NGRI": Plea.NOT_GUILTY_INSANITY,
        "GBMI": Plea.GUILTY_BUT_MENTALLY_ILL,
        "mute": Plea.STANDS_MUTE,
        **dict.fromkeys(("admits", "admitted", "admission"), Plea.GUILTY),
        **dict.fromkeys(("denies", "denied", "denial"), Plea.NOT_GUILTY),
    },
    Verdict: {
        "guilty of a lesser included offense": Verdict.GUILTY_LESSER,
        "hung jury": Verdict.HUNG,
        "directed verdict": Verdict.DIRECTED_ACQUITTAL,
        "NGRI": Verdict.NOT_GUILTY_INSANITY,
        "GBMI": Verdict.GUILTY_BUT_MENTALLY_ILL,
    },
    Prejudice: {
        "w/ prejudice": Prejudice.WITH,
        "w/o prejudice": Prejudice.WITHOUT,
        "not known": Prejudice.UNKNOWN,
        **dict.fromkeys(("no", "none"), Prejudice.WITHOUT),
        "yes": Prejudice.WITH,
    },
    Severity: {
        "misdemeanour": Severity.MISDEMEANOR,
    },
    DismissedBy: {
        "the State": DismissedBy.PROSECUTION,
        "the People": DismissedBy.PROSECUTION,
        "the government": DismissedBy.PROSECUTION,
        "the United States": DismissedBy.PROSECUTION,
        "U.S. Attorney": DismissedBy.PROSECUTION,
        "US": DismissedBy.PROSECUTION,
        "prosecutor": DismissedBy.PROSECUTION,
        "DA": DismissedBy.PROSECUTION,
        **dict.fromkeys(("children's court attorney", "the CCA"), DismissedBy.PROSECUTION),
        "nolle prosequi": DismissedBy.PROSECUTION,
        "nolle": DismissedBy.PROSECUTION,
        **dict.fromkeys(("judge", "magistrate", "magistrate judge"), DismissedBy.COURT),
        **dict.fromkeys(
            ("stipulation", "consent", "agreement of the parties", "both sides"),
            DismissedBy.AGREEMENT,
        ),
    },
    DismissedHow: {
        **dict.fromkeys(
            ("stipulated", "agreement", "agreed", "agreement of the parties", "consent"),
            DismissedHow.STIPULATION,
        ),
        "12(b)(6)": DismissedHow.FAILURE_TO_STATE_CLAIM,
        **dict.fromkeys(
            ("court", "judge", "magistrate", "magistrate judge"), DismissedHow.COURT_ORDER
        ),
        "want of prosecution": DismissedHow.FAILURE_TO_PROSECUTE,
    },
    ConvictionBasis: {
        "guilty plea": ConvictionBasis.PLEA_GUILTY,
        "no contest plea": ConvictionBasis.PLEA_NO_CONTEST,
        **dict.fromkeys(("nolo plea", "no contest", "nolo"), ConvictionBasis.PLEA_NO_CONTEST),
        "Alford plea": ConvictionBasis.PLEA_ALFORD,
        "admission": ConvictionBasis.PLEA_GUILTY,
        "admitted": ConvictionBasis.PLEA_GUILTY,
        "jury verdict": ConvictionBasis.JURY,
        "jury trial": ConvictionBasis.JURY,
        "bench trial": ConvictionBasis.BENCH,
    },
    ChargeKind: {"offence": ChargeKind.OFFENSE},
    PartyKind: {
        "individual": PartyKind.PERSON,
        "company": PartyKind.ORGANIZATION,
        "corporation": PartyKind.ORGANIZATION,
        "business": PartyKind.ORGANIZATION,
        "organisation": PartyKind.ORGANIZATION,
        "agency": PartyKind.GOVERNMENT,
        "state": PartyKind.GOVERNMENT,
        **dict.fromkeys(("man", "woman", "child", "minor"), PartyKind.PERSON),
        **dict.fromkeys(
            ("estate", "trust", "LLC", "corp", "partnership", "nonprofit", "association", "union"),
            PartyKind.ORGANIZATION,
        ),
        **dict.fromkeys(
            ("city", "county", "municipality", "federal agency", "state agency"),
            PartyKind.GOVERNMENT,
        ),
    },
    SentenceComponent: {
        "jail": SentenceComponent.INCARCERATION,
        "prison": SentenceComponent.INCARCERATION,
        "imprisonment": SentenceComponent.INCARCERATION,
        "custody": SentenceComponent.INCARCERATION,
        **dict.fromkeys(
            ("county jail", "state prison", "penitentiary", "confinement", "DOC"),
            SentenceComponent.INCARCERATION,
        ),
        **dict.fromkeys(("costs", "court costs"), SentenceComponent.FEE),
        "house arrest": SentenceComponent.HOME_DETENTION,
        "fees": SentenceComponent.FEE,
        "special assessment": SentenceComponent.FEE,
        "assessment": SentenceComponent.FEE,
    },
    SourceKind: {"newspaper": SourceKind.NEWS},
    Privilege: {
        **dict.fromkeys(("privileged", "attorney-client privilege"), Privilege.ATTORNEY_CLIENT),
        "not privileged": Privilege.NONE,
    },
    Side: {
        "plaintiff": Side.CLAIMANT,
        "petitioner": Side.CLAIMANT,
        "respondent": Side.DEFENDANT,
    },
    JudgmentKind: {
        **dict.fromkeys(("stipulated", "stipulation", "agreed", "agreement"), JudgmentKind.CONSENT),
        **dict.fromkeys(("as a matter of law", "JMOL"), JudgmentKind.DIRECTED),
        "arbitration": JudgmentKind.ARBITRAL,
    },
    JudgmentVacatedBy: {
        **dict.fromkeys(
            ("court", "judge", "district court", "trial judge"), JudgmentVacatedBy.TRIAL_COURT
        ),
        **dict.fromkeys(_HIGHER, JudgmentVacatedBy.APPEAL),
        "stipulation": JudgmentVacatedBy.AGREEMENT,
    },
    SentenceVacatedBy: {
        **dict.fromkeys(
            ("court", "judge", "district court", "trial judge"), SentenceVacatedBy.TRIAL_COURT
        ),
        **dict.fromkeys(_HIGHER, SentenceVacatedBy.APPEAL),
    },
    VacatedBy: {
        **dict.fromkeys(_HIGHER, VacatedBy.APPEAL),
        "motion to reconsider": VacatedBy.RECONSIDERATION,
    },
    AppealOutcome: {
        "reversed and remanded": AppealOutcome.REVERSED,
        "vacated and remanded": AppealOutcome.VACATED,
        **dict.fromkeys(("upheld", "sustained"), AppealOutcome.AFFIRMED),
    },
    OrderVacatedBy: {**dict.fromkeys(_HIGHER, OrderVacatedBy.COURT)},
    WithdrawnBy: {
        **dict.fromkeys(("employer", "respondent"), WithdrawnBy.CONTESTER),
        **dict.fromkeys(("OSHA", "MSHA", "the Secretary"), WithdrawnBy.AGENCY),
    },
    Obligation: {
        **dict.fromkeys(("fine", "payment"), Obligation.PENALTY),
        "correction": Obligation.ABATEMENT,
    },
    MatterCategory: {
        **dict.fromkeys(("family", "divorce", "custody"), MatterCategory.DOMESTIC),
        **dict.fromkeys(
            (
                *("administrative", "agency", "OSHA", "MSHA", "NLRB", "EEOC", "labor board"),
                *("NLRB charge", "EEOC charge", "OSHA citation", "unfair labor practice", "ULP"),
            ),
            MatterCategory.REGULATORY,
        ),
        **dict.fromkeys(
            (
                *("lawsuit", "suit", "eviction", "landlord tenant", "landlord-tenant", "tort"),
                *("personal injury", "contract", "collection", "foreclosure", "small claims"),
                *("wrongful termination", "wrongful death", "employment", "medical malpractice"),
                *("malpractice", "car accident", "car crash", "slip and fall", "dog bite"),
                *("breach of contract", "debt collection", "premises liability", "defamation"),
            ),
            MatterCategory.CIVIL,
        ),
        **dict.fromkeys(
            ("felony", "misdemeanor", "DWI", "DUI", "OWI", "drug"), MatterCategory.CRIMINAL
        ),
        **dict.fromkeys(("probate", "guardianship", "bankruptcy"), MatterCategory.OTHER),
        "delinquency": MatterCategory.JUVENILE,
        **dict.fromkeys(
            ("traffic ticket", "ticket", "speeding ticket", "traffic citation", "speeding"),
            MatterCategory.TRAFFIC,
        ),
    },
    Instrument: {
        **dict.fromkeys(("superseding indictment", "true bill"), Instrument.INDICTMENT),
        **dict.fromkeys(("grand jury", "the grand jury"), Instrument.INDICTMENT),
        "criminal complaint": Instrument.COMPLAINT,
        **dict.fromkeys(("criminal information", "bill of information"), Instrument.INFORMATION),
        "ticket": Instrument.CITATION,
        **dict.fromkeys(("delinquency petition", "juvenile petition"), Instrument.PETITION),
    },
    OfficeHeld: {
        **dict.fromkeys(
            (
                *(
                    "U.S. Attorney",
                    "AUSA",
                    "assistant U.S. attorney",
                    "SAUSA",
                    "prosecuting attorney",
                ),
                *("district attorney", "DA", "assistant district attorney", "assistant DA", "ADA"),
                *("deputy district attorney", "deputy DA", "DDA", "chief deputy DA", "ASA"),
                *("state's attorney", "assistant state's attorney", "assistant prosecutor"),
                *("assistant attorney general", "AAG", "attorney general", "county attorney"),
                *("city attorney", "assistant county attorney", "assistant city attorney"),
            ),
            OfficeHeld.PROSECUTOR,
        ),
        **dict.fromkeys(("magistrate", "magistrate judge"), OfficeHeld.JUDGE),
        "detective": OfficeHeld.INVESTIGATOR,
    },
    Access: {"under seal": Access.SEALED},
    SubstitutionReason: {
        **dict.fromkeys(("successor", "succession"), SubstitutionReason.SUCCESSOR_IN_OFFICE),
        "died": SubstitutionReason.DEATH,
        "assignment": SubstitutionReason.TRANSFER,
    },
    RetractionReason: {
        **dict.fromkeys(
            (
                *(
                    "mistake",
                    "my mistake",
                    "by mistake",
                    "in error",
                    "wrong",
                    "it was wrong",
                    "typo",
                ),
                *("typed wrong", "typed it wrong", "mistyped", "typing error", "entered wrong"),
                *("entered in error", "recorded in error", "wrong matter", "wrong case"),
            ),
            RetractionReason.ERROR,
        ),
        **dict.fromkeys(
            ("recorded twice", "entered twice", "typed twice", "twice", "double", "already there"),
            RetractionReason.DUPLICATE,
        ),
        **dict.fromkeys(
            ("never filed", "was never filed", "not filed after all"), RetractionReason.NOT_FILED
        ),
    },
    Relation: {
        **dict.fromkeys(("concurrently", "to run concurrently"), Relation.CONCURRENT),
        **dict.fromkeys(("consecutively", "to run consecutively"), Relation.CONSECUTIVE),
    },
}

# Words that say nothing by themselves, so that they may stand or be missing; some do of one code.
_SILENT = frozenset(["a", "an", "the", "by", "of", "for", "on", "s", "to", "reason"])
_SILENT_OF: Mapping[type[Code], frozenset[str]] = {
    Plea: frozenset(["plea", "pleaded", "pled", "pleads", "entered"]),
    Verdict: frozenset(["found", "verdict"]),
    MatterCategory: frozenset(["case", "matter", "law"]),
    JudgmentKind: frozenset(["judgment", "verdict", "trial", "decree", "award"]),
}


# What says a code whatever words stand around it, the first of them that does.
_BY_A_WORD: Mapping[type[Code], Sequence[tuple[re.Pattern[str], Code]]] = {
    EnteredBy: (
        (re.compile(r"\bclerk\b"), EnteredBy.CLERK),
        (re.compile(r"\b(?:court|judge|order|hon\.?)\b"), EnteredBy.COURT),
    ),
    RetractionReason: (
        (re.compile(r"\b(?:twice|double|duplicated?)\b"), RetractionReason.DUPLICATE),
        (re.compile(r"\b(?:never|not) (?:\w+ ){0,2}filed\b"), RetractionReason.NOT_FILED),
        (
            re.compile(r"\b(?:wrong(?:ly)?|mistak\w*|mistyped|typos?|errors?|incorrect)\b"),
            RetractionReason.ERROR,
        ),
    ),
}


def read_choice(choices: type[AnyCode], typed: str) -> AnyCode:
    """Return the code that a text means; raises Misread."""
    found = _called(choices).get(_key(choices, typed)) or _by_a_word(choices, typed)
    if found is None:
        raise none_of(typed, [one.value for one in choices])
    return choices(found)


def is_called(choices: type[Code], typed: str) -> bool:
    """Tell whether a text is no more than what a code is called."""
    return _key(choices, typed) in _called(choices)


def _by_a_word(choices: type[Code], typed: str) -> Code | None:
    """Return the code that a word within a text says; what was typed twice by mistake is double."""
    rows = _BY_A_WORD.get(choices, ())
    return next((code for form, code in rows if form.search(typed.casefold())), None)


@cache
def _called(choices: type[Code]) -> dict[str, Code]:
    """Return every code of a class under all that it is called, as `_key` has it."""
    named = [(one.value, one) for one in choices] + [(one.label, one) for one in choices]
    called: dict[str, Code] = {}
    for said, one in (*named, *ALSO.get(choices, {}).items()):
        if key := _key(choices, said):
            called.setdefault(key, one)
    return called


def _key(choices: type[Code], text: str) -> str:
    plain = re.sub(r"\bw/o\b", "without", re.sub(r"\bw/(?!o\b)", "with ", text.casefold()))
    plain = re.sub(r"\bu\. ?s\.", "us", plain)
    words = re.findall(r"[^\W_]+", plain)
    silent = _SILENT | _SILENT_OF.get(choices, frozenset())
    return " ".join([one for one in words if one not in silent] or words)
