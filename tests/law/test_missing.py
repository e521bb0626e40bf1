"""What is missing: every refusal of the three lifecycles, with the event that would make it legal.

The rows are those of the lifecycles' own tests: every way of standing, and every event that is
refused there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pytest

from casefile.errors import Missing
from casefile.law.missing import missing_before
from casefile.law.setting import Setting
from tests.histories import fold, refusals
from tests.law import test_charge_lifecycle, test_citation_lifecycle, test_claim_lifecycle

JUVENILE = Setting(category="juvenile")
FILINGS = ("charge.filed", "claim.filed", "citation.issued")
BETWEEN = "2023-02-27"  # after all that has happened, and before what is refused


class Lifecycle(NamedTuple):
    """What the tests of a lifecycle have: the ways of standing, the events, and what is legal."""

    reached: Mapping[str, str]
    events: Sequence[str]
    legal: set[tuple[str, str]]


LIFECYCLES = {
    module.__name__.rpartition("_")[0].rpartition("_")[2]: Lifecycle(
        module.REACHED, module.EVENTS, module.LEGAL
    )
    for module in (test_charge_lifecycle, test_claim_lifecycle, test_citation_lifecycle)
}


def missing(history: str, setting: Setting) -> Missing | None:
    folded = fold(history, setting=setting)
    (refused,) = (one.fact for one in folded.placed if one.fact.event_id == "next")
    return missing_before(refused, [folded])


def mended(stands: str, between: str, refused: str, setting: Setting) -> bool:
    """Tell whether an event makes one legal that is refused without it."""
    history = f"{stands}\nbetween: {BETWEEN} {between}\nnext: 2023-03-01 {refused}"
    return not {"next", "between"} & dict(refusals(fold(history, setting=setting))).keys()


def rows() -> Iterator[tuple[str, str]]:
    for name, lifecycle in LIFECYCLES.items():
        for stands in lifecycle.reached:
            yield name, stands


@pytest.mark.parametrize(("name", "stands"), list(rows()))
def test_refusal__every_one__names_what_is_missing_where_one_event_would_mend_it(
    name: str, stands: str
) -> None:
    reached, events, legal = LIFECYCLES[name]
    setting = JUVENILE if "adjudicated" in stands else Setting()
    for refused in events:
        if (stands, refused) in legal or refused.startswith("party."):
            continue
        told = missing(f"{reached[stands]}\nnext: 2023-03-01 {refused}", setting)
        might = [one for one in events if (stands, one) in legal and not one.startswith("party.")]
        might += (
            ["sentence.vacated by=trial_court"]
            if set(stands.split()) & {"sentenced", "sentence_completed", "completed"}
            else []
        )
        if told is None and stands == "none":
            assert refused.startswith("appeal."), refused  # which has no track
            continue
        if told is None:  # what would do as well is of the type itself, or an appeal
            others = (refused.split()[0], "appeal.filed")
            might = [one for one in might if not one.startswith(others)]
            mends = [one for one in might if mended(reached[stands], one, refused, setting)]
            assert mends == [], (stands, refused)
            continue
        assert told.matter_id == "m1"
        assert told.data in ({"item_id": "c1"}, {"item_ids": ["c1"]}, {"old": ["c1"]}, {})
        if stands == "none":  # nothing has been filed, and more may be missing behind that
            assert told.type in FILINGS
            continue
        of_type = [one for one in might if one.split()[0] == told.type]
        assert any(mended(reached[stands], one, refused, setting) for one in of_type), (
            stands,
            refused,
            told,
        )


# What stands | what is refused | what is missing: what a paralegal meets most.
TOLD = [
    ("", "charge.plea_entered plea=guilty", "charge.filed"),
    ("", "claim.served", "claim.filed"),
    ("", "citation.contested", "citation.issued"),
    ("charged", "sentence.imposed", "charge.conviction_entered"),
    ("in_trial", "sentence.imposed", "charge.conviction_entered"),
    ("charged", "charge.verdict_returned verdict=guilty", "charge.trial_commenced"),
    ("charged", "charge.conviction_entered basis=bench", "charge.trial_commenced"),
    ("charged", "charge.conviction_entered basis=plea_guilty", "charge.plea_entered"),
    ("charged", "charge.plea_withdrawn", "charge.plea_entered"),
    ("charged", "charge.deferral_ended result=revoked", "charge.deferral_ordered"),
    ("charged", "charge.dismissal_clarified prejudice=with", "charge.dismissed"),
    ("convicted by plea", "appeal.decided decided=reversed", "appeal.filed"),
    ("convicted by plea", "sentence.completed", "sentence.imposed"),
    ("dismissed(without)", "charge.plea_entered plea=guilty", "charge.reinstated"),
    ("dismissed(with)", "charge.reinstated", "charge.dismissal_vacated"),
    ("plea_tendered", "charge.plea_entered plea=not_guilty", "charge.plea_withdrawn"),
    ("dismissed(without)", "charge.dismissed", "charge.reinstated"),
    ("acquitted", "charge.plea_entered plea=guilty", None),
    ("abated", "charge.plea_entered plea=guilty", None),
]


@pytest.mark.parametrize(("stands", "refused", "right"), TOLD)
def test_missing__of_what_is_met_most__is_what_comes_before_it(
    stands: str, refused: str, right: str | None
) -> None:
    reached = LIFECYCLES["charge"].reached[stands] if stands else ""
    told = missing(f"{reached}\nnext: 2023-03-01 {refused}", Setting())
    assert (told and told.type) == right


def test_missing__before_what_is_so_already__is_what_takes_it_back() -> None:
    reached = LIFECYCLES["claim"].reached["settled"]
    told = missing(f"{reached}\nnext: 2023-03-01 claim.settled", Setting())
    assert told
    assert told.type == "claim.settlement_set_aside"


def test_missing__before_what_was_filed_only_later__is_nothing_but_another_date() -> None:
    history = "next: 2023-03-01 charge.plea_entered plea=guilty\n2023-04-01 charge.filed"
    assert missing(history, Setting()) is None


def test_missing__before_an_acquittal_by_the_court__is_the_trial_and_no_conviction() -> None:
    for stands in ("", "2023-01-20 charge.plea_entered plea=not_guilty\n"):
        history = f"2023-01-10 charge.filed\n{stands}next: 2023-03-01 charge.acquittal_entered"
        told = missing(history, Setting())
        assert told
        assert told.type == "charge.trial_commenced"
