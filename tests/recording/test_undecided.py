"""Undecided: an appeal from what nothing on record has decided is warned of, and recorded."""

from __future__ import annotations

import pytest

from casefile.answers.asking import Asking
from casefile.recording.afterwards.undecided import CODE, with_undecided
from casefile.recording.receipt import Proposed, Warned
from tests.histories import Office

APPEAL = "appeal: 2023-06-01 appeal.filed item_ids=c1"
CHARGED = "2023-01-02 charge.filed\n2023-02-01 charge.plea_entered plea="
CLAIMED = "2023-01-02 claim.filed claimants=p2 against=p1\n2023-02-01 claim.answered"
ADJUDGED = f"{CLAIMED}\n2023-03-01 claim.judgment_entered kind=summary for=claimant"
CITED = "2023-01-02 citation.issued"
MOVED = (
    "2023-03-01 motion.filed motion_id=mo\n2023-04-01 motion.decided motion_id=mo outcome=denied"
)
# What is on record before an appeal, and of which event it is then said that it is missing.
BEFORE = [
    (f"{CHARGED}not_guilty", ""),
    (f"{CHARGED}guilty", ""),
    (f"{CHARGED}guilty\n2023-03-01 charge.conviction_entered basis=plea_guilty", None),
    (f"{CHARGED}not_guilty\n2023-03-01 charge.dismissed prejudice=without", None),
    (
        f"{CHARGED}not_guilty\n2023-03-01 charge.dismissed\n2023-04-01 charge.dismissal_vacated",
        None,
    ),
    (f"{CHARGED}not_guilty\n{MOVED}", None),
    (f"{CHARGED}not_guilty\n2023-03-01 charge.disposition_recorded text=Struck", None),
    (CLAIMED, "claim.judgment_entered"),
    (f"{CLAIMED}\n2023-03-01 document.filed title=Final-Judgment", None),
    (f"{CLAIMED}\n2023-03-01 docket.entry_recorded text=ORDER-dismissing-count-2", None),
    (f"{CLAIMED}\n2023-03-01 document.filed title=Answer", "claim.judgment_entered"),
    (ADJUDGED.replace("03-01", "07-01"), "claim.judgment_entered"),
    (ADJUDGED, None),
    (f"{ADJUDGED}\n2023-04-01 claim.judgment_vacated", None),
    (f"{CLAIMED}\n{MOVED}", None),
    (f"{CLAIMED}\n{MOVED.replace('04-01', '07-01')}", "claim.judgment_entered"),
    (CITED, "citation.contested"),
    (f"{CITED}\n2023-01-05 citation.contested", "citation.final_order_entered"),
    (f"{CITED}\n2023-02-05 citation.final_order_entered by=law", None),
]


def told(office: Office, line: str, *, dry_run: bool = False) -> list[Warned]:
    """Return the warnings of an appeal, as a door gives them."""
    asking = Asking(office.database, office.recorder.clock.now_us)
    receipt = with_undecided(asking, office.post(line, dry_run=dry_run))
    return [one for one in receipt.warnings if one.code == CODE]


@pytest.mark.parametrize(("before", "missing"), BEFORE)
def test_appeal__of_what_nothing_has_decided__is_warned_of_with_what_is_missing(
    office: Office, before: str, missing: str | None
) -> None:
    office.post("2021-01-01 party.added party_id=p2 name=Kim")
    office.post(before)
    found = told(office, APPEAL, dry_run=True)
    assert found == told(office, APPEAL)
    proposed = [one.proposes.type if isinstance(one.proposes, Proposed) else "" for one in found]
    assert proposed == ([] if missing is None else [missing])
    assert all("No judgment or order is on record" in one.sentence for one in found)


def test_appeal__from_an_event_that_it_names__is_not_warned_of(office: Office) -> None:
    office.post("2023-01-02 charge.filed\nruling: 2023-03-01 document.filed title=Order")
    assert not told(office, f"{APPEAL} from_event=ruling")


def test_appeal__of_one_of_several_defendants__looks_at_what_was_decided_for_that_one(
    office: Office,
) -> None:
    office.post("2021-01-01 party.added party_id=p2 name=Kim\n2021-01-01 party.added party_id=p3")
    office.post(
        "2023-01-02 claim.filed claimants=p2 against=p1,p3\n2023-02-01 claim.answered\n"
        "2023-03-01 claim.judgment_entered kind=summary for=claimant parties=p1"
    )
    appeals = (f"{party}-{APPEAL} parties={party}" for party in ("p1", "p3"))
    found = [bool(told(office, one)) for one in appeals]
    assert found == [False, True]


def test_appeal__with_the_ruling_that_it_is_from__is_not_warned_of(office: Office) -> None:
    office.post("2023-01-02 charge.filed\n2023-03-01 motion.filed motion_id=mo")
    ruled = "2023-04-01 motion.decided motion_id=mo outcome=granted"
    assert not told(office, f"{ruled}\n{APPEAL}", dry_run=True)
