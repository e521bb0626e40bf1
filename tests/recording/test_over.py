"""Over: it is proposed to close a matter in which the last thing that was open has ended."""

from __future__ import annotations

import pytest

from casefile.answers.asking import Asking
from casefile.recording.afterwards.over import CODE, with_over
from casefile.recording.receipt import Proposed
from tests.histories import Office

CHARGED = "2023-01-02 charge.filed"
BOTH = f"{CHARGED}\n2023-01-02 charge.filed item_id=c2 offense=arson"
DISMISSED = "2023-03-01 charge.dismissed prejudice=without"
GUILTY = (
    f"{CHARGED}\n2023-01-03 charge.plea_entered plea=guilty\n"
    "2023-01-04 charge.conviction_entered basis=plea_guilty\n2023-01-05 sentence.imposed"
)
CITED = '2023-01-02 citation.issued penalty={"amount":"500"}'
PAID = "2023-03-01 citation.obligation_performed what=penalty complied=true"
SETTLED = '2023-01-02 claim.filed\n2023-02-01 claim.settled amount={"amount":"85000"}'
HEARING = "2023-01-02 hearing.scheduled hearing_id=h kind=trial at=2023-06-01"
# What is on record, what is recorded then, and whether it is proposed to close the matter.
RECORDED = [
    (CHARGED, DISMISSED, True),
    (BOTH, DISMISSED, False),
    (f"{BOTH}\n2023-02-01 charge.dismissed item_id=c2", DISMISSED, True),
    (f"{CHARGED}\n{HEARING}", DISMISSED, False),
    (f"{CHARGED}\n{HEARING}\n{DISMISSED}", "2023-03-02 hearing.cancelled hearing_id=h", True),
    (f"{CHARGED}\n2023-01-03 motion.filed motion_id=mo", DISMISSED, False),
    (f"{CHARGED}\n2023-01-03 matter.status_changed status=closed", DISMISSED, False),
    (f"{CHARGED}\n{DISMISSED}", "2023-03-02 note.recorded text=Done", False),
    (CHARGED, "2023-03-01/2023-12-30 charge.dismissed", True),
    (CHARGED, f"{DISMISSED} (announced)", False),
    (GUILTY.rpartition("\n")[0], "2023-01-05 sentence.imposed", False),
    (GUILTY, "2023-09-01 sentence.completed", True),
    (CITED, "2023-03-01 citation.withdrawn", True),
    (CITED, "2023-03-01 citation.final_order_entered by=law", False),
    (f"{CITED}\n2023-02-01 citation.final_order_entered by=law", PAID, True),
    (
        f"{CITED}\n2023-02-01 citation.final_order_entered by=law",
        f'{PAID} amount={{"amount":"200"}}',
        False,
    ),
    (SETTLED, "2023-03-01 claim.dismissed how=stipulation prejudice=with", False),
    (
        f"{SETTLED}\n2023-03-01 claim.dismissed how=stipulation prejudice=with",
        "2023-04-01 claim.satisfied",
        True,
    ),
]


@pytest.mark.parametrize(("before", "then", "over"), RECORDED)
def test_matter__of_which_the_last_item_ends__is_proposed_to_be_closed(
    office: Office, before: str, then: str, over: bool
) -> None:
    office.post(before)
    asking = Asking(office.database, office.recorder.clock.now_us)
    tried = with_over(asking, office.post(then, dry_run=True), dry_run=True)
    assert CODE not in [one.code for one in tried.warnings]
    receipt = with_over(asking, office.post(f"then: {then}"), dry_run=False)
    found = [(one.events, one.proposes) for one in receipt.warnings if one.code == CODE]
    closing = Proposed(type="matter.status_changed", matter_id="m1", data={"status": "closed"})
    assert found == ([(("then",), closing)] if over else [])
