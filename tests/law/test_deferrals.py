"""Deferrals by jurisdiction: the same word is a sentence in one place, no conviction in another."""

import pytest

from casefile.law.deferrals import DEFERRALS, no_conviction
from casefile.law.events.deferral import DeferralKind


@pytest.mark.parametrize(
    ("jurisdiction", "kind", "wanted"),
    [
        ("US-IL", "supervision", True),
        ("US-IL", "first_offender_probation", True),
        ("US-IL", "conditional_discharge", False),
        ("US-NM", "conditional_discharge", True),
        ("US-NM", "deferred_sentence", False),
        ("US-FL", "adjudication_withheld", True),
        ("US", "first_offender_probation", True),
        ("US", "adjudication_withheld", None),
        ("US-NY", "conditional_discharge", None),
        ("", "unknown", None),
    ],
)
def test_deferral__by_jurisdiction__leaves_no_conviction_where_its_law_says_so(
    jurisdiction: str, kind: str, wanted: bool | None
) -> None:
    assert no_conviction(jurisdiction, kind) is wanted


def test_deferrals__in_the_table__are_of_known_kinds_and_cited() -> None:
    assert {kind for _, kind in DEFERRALS} <= {str(kind) for kind in DeferralKind}
    assert all(law.citation for law in DEFERRALS.values())
