"""The words of the Cook County State's Attorney's felony tables, and what each of them means.

Every reading of a word stands here. A word that no table has is kept as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from casefile.law.deferrals import no_conviction


class Meaning(NamedTuple):
    """An event that a word stands for: its type and the data beside the item."""

    type: str
    data: Mapping[str, Any] = {}


# A nolle prosequi leaves the State free to charge again only while jeopardy has not attached
# (720 ILCS 5/3-4(a)(3)), and not where it is the State's side of a bargain that the defendant has
# kept (People v. Smollett, 2024 IL 130431). The tables say neither, so the prejudice is unknown.
_NOLLE = Meaning("charge.dismissed", {"by": "prosecution", "prejudice": "unknown"})
_PLEA = (
    Meaning("charge.plea_entered", {"plea": "guilty"}),
    Meaning("charge.conviction_entered", {"basis": "plea_guilty"}),
)


def _verdict(verdict: str) -> tuple[Meaning, ...]:
    return (Meaning("charge.verdict_returned", {"verdict": verdict}),)


# What each disposition says of its charge. In Cook County a finding is that of the court without a
# jury and a verdict that of a jury; FNPC is a finding of no probable cause (725 ILCS 5/109-3(b)).
DISPOSITIONS: Mapping[str, tuple[Meaning, ...]] = {
    "nolle prosecution": (_NOLLE,),
    "plea of guilty": _PLEA,
    "plea of guilty - amended charge": _PLEA,
    "plea of guilty - lesser included": _PLEA,
    "fnpc": (Meaning("charge.rejected"),),
    "charge rejected": (Meaning("charge.rejected"),),
    "finding guilty": (Meaning("charge.conviction_entered", {"basis": "bench"}),),
    "finding guilty - lesser included": _verdict("guilty_lesser"),
    "verdict guilty": _verdict("guilty"),
    "fng": _verdict("not_guilty"),
    "verdict-not guilty": _verdict("not_guilty"),
    "fng reason insanity": _verdict("not_guilty_insanity"),
    "mistrial declared": (Meaning("charge.mistrial_declared"),),
    "case dismissed": (Meaning("charge.dismissed", {"by": "court", "prejudice": "unknown"}),),
    "superseded by indictment": (Meaning("charges.superseded", {"instrument": "indictment"}),),
    "transferred - misd crt": (
        Meaning("charge.moved", {"how": "transferred", "to": "misdemeanor court"}),
    ),
    "death suggested-cause abated": (Meaning("party.died"),),
    # A warrant for somebody who did not come: the charge stays open.
    "bfw": (Meaning("note.recorded", {"text": "Bond forfeiture warrant (BFW) issued."}),),
}
WITH_REASON = frozenset({"charge.dismissed", "charge.rejected", "charge.mistrial_declared"})

# Severity and rank by the class of the offense (730 ILCS 5/5-4.5-10). Class M is first degree
# murder; the county's class Z is not told of anywhere.
SEVERITIES: Mapping[str, str] = {
    **dict.fromkeys("MX1234", "felony"),
    **dict.fromkeys("ABC", "misdemeanor"),
    "P": "petty",
}
GRAVEST_FIRST = "MX1234ABCP"

# An information follows a finding of probable cause (725 ILCS 5/111-2(a)).
INSTRUMENTS: Mapping[str, str] = {
    "preliminary hearing": "information",
    "indictment": "indictment",
    "direct indictment": "indictment",
    "re-indictment": "indictment",
}

# Offenses that are named by how far they went; others only have the word in them.
_INCHOATE = (
    ("ATTEMPT ", "attempt"),
    ("CONSPIRACY", "conspiracy"),
    ("SOLICITATION", "solicitation"),
)

# The words of a sentence, whether they say its type or how it is served.
PENALTIES: Mapping[str, str] = {
    "prison": "incarceration",
    "jail": "incarceration",
    "cook county boot camp": "incarceration",
    "cook county impact incarceration program": "incarceration",
    "illinois department of corrections": "incarceration",
    "juvenile idoc": "incarceration",
    "cook county department of corrections": "incarceration",
    "probation": "probation",
    "mental health probation": "probation",
    "drug court probation": "probation",
    "veteran's court probation": "probation",
    "sex offender probation": "probation",
    "gang probation": "probation",
    "intensive probation services": "probation",
    "inpatient mental health services": "treatment",
    "conditional discharge": "other",
}
# Whether one of these leaves no conviction is a question of the law of Illinois.
JURISDICTION = "US-IL"
DEFERRALS: Mapping[str, str] = {
    "supervision": "supervision",
    "court supervision": "supervision",
    "710/410 probation": "first_offender_probation",
    "2nd chance probation": "first_offender_probation",
    "conditional discharge": "conditional_discharge",
}
SENTENCE = "sentence"
# What is done to a sentence in each phase; in the first it is imposed.
ORIGINAL = "original sentencing"
PHASES: Mapping[str, str] = {
    "probation violation sentencing": "revoked",
    "amended/corrected sentencing": "corrected",
    "resentenced": "corrected",
}
_UNITS = {"year(s)": "Y", "months": "M", "weeks": "W", "days": "D"}
_MONTHS_A_YEAR = 12
_MOST = {"Y": 999, "M": 9_999, "W": 9_999, "D": 99_999}  # longer ones are mistakes of the keyboard


def plain(words: str) -> str:
    """Return words as the tables here have them: small letters, single spaces."""
    return " ".join(words.split()).lower()


def offense_kind(title: str) -> str:
    """Return what kind of charge a title names."""
    begins = title.upper()
    return next((kind for start, kind in _INCHOATE if begins.startswith(start)), "offense")


def statute(chapter: str, act: str, section: str) -> str:
    """Return the place of an offense in the Illinois Compiled Statutes, like 720 ILCS 5/19-1(a)."""
    return f"{chapter} ILCS {act}/{section}" if chapter and act and section else ""


def is_graver(one: str, other: str) -> bool:
    """Tell whether one class is graver than another; False where either is unknown."""
    if not one or not other or one not in GRAVEST_FIRST or other not in GRAVEST_FIRST:
        return False
    return GRAVEST_FIRST.index(one) < GRAVEST_FIRST.index(other)


def duration(term: str, unit: str) -> str | None:
    """Return a term as an ISO 8601 duration; None where it is none, like "1 Term" or "0 Months".

    Parts of a year are counted in whole months.
    """
    letter = _UNITS.get(plain(unit))
    if letter is None or not re.fullmatch(r"\d{1,5}(\.\d{1,4})?", term, re.ASCII):
        return None
    amount = Decimal(term)
    if not 0 < amount <= _MOST[letter]:
        return None
    if amount == int(amount):
        return f"P{int(amount)}{letter}"
    months = amount * _MONTHS_A_YEAR
    if letter != "Y" or months != int(months):
        return None
    years, rest = divmod(int(months), _MONTHS_A_YEAR)
    return f"P{years}Y{rest}M" if years else f"P{rest}M"


def ordered(*written: str) -> str | None:
    """Return what the words of a sentence order: SENTENCE, or the kind of deferral.

    None where the tables lack a word of it, or where one word denies what another one says.
    """
    said = {plain(words) for words in written} - {""}
    penalties = {PENALTIES[word] for word in said if word in PENALTIES}
    kinds = {DEFERRALS[word] for word in said if word in DEFERRALS}
    known = not said - {*PENALTIES, *DEFERRALS}
    if not any(no_conviction(JURISDICTION, kind) for kind in kinds):
        return SENTENCE if known or "incarceration" in penalties else None
    # First offenders are put on probation (730 ILCS 5/5-6-3.4); supervision is no probation.
    beside = {"probation"} if kinds == {"first_offender_probation"} else set()
    return min(kinds) if known and len(kinds) == 1 and penalties <= beside else None


def penalty(kind: str, served: str, term: str, unit: str) -> tuple[dict[str, Any], bool]:
    """Return one component of a sentence, and whether its words say more than that.

    Where its type and how it is served are not the same penalty, which one it is, is not sure.
    """
    known = {PENALTIES.get(plain(words), "other") for words in (kind, served) if words}
    component: dict[str, Any] = {"kind": min(known) if len(known) == 1 else "other"}
    length = duration(term, unit)
    unread = len(known) != 1 or bool(term and not length)
    return {**component, "term": length} if length else component, unread
