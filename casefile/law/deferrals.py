"""Deferrals by jurisdiction: which of them leave no conviction, each with the law that says so."""

from collections.abc import Mapping
from typing import NamedTuple


class DeferralLaw(NamedTuple):
    """What the law of a jurisdiction makes of one kind of deferral, and where it says so."""

    convicted: bool
    citation: str


# By the matter's jurisdiction and the kind of deferral. The same word is a sentence in one
# jurisdiction and no conviction in another, so what is not here is not known.
DEFERRALS: Mapping[tuple[str, str], DeferralLaw] = {
    ("US", "first_offender_probation"): DeferralLaw(convicted=False, citation="18 U.S.C. 3607(a)"),
    ("US-FL", "adjudication_withheld"): DeferralLaw(
        convicted=False, citation="Fla. Stat. 948.01(2)"
    ),
    ("US-IL", "supervision"): DeferralLaw(convicted=False, citation="730 ILCS 5/5-6-3.1"),
    ("US-IL", "first_offender_probation"): DeferralLaw(
        convicted=False, citation="720 ILCS 550/10; 720 ILCS 570/410; 730 ILCS 5/5-6-3.4"
    ),
    ("US-IL", "conditional_discharge"): DeferralLaw(convicted=True, citation="730 ILCS 5/5-1-4"),
    ("US-NM", "conditional_discharge"): DeferralLaw(convicted=False, citation="NMSA 31-20-13"),
    ("US-NM", "deferred_sentence"): DeferralLaw(convicted=True, citation="NMSA 31-20-3"),
}


def no_conviction(jurisdiction: str, kind: str) -> bool | None:
    """Tell whether a kind of deferral leaves no conviction; None where the table does not say."""
    law = DEFERRALS.get((jurisdiction, kind))
    return None if law is None else not law.convicted
