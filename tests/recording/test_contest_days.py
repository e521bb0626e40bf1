"""Contest days: a citation by OSHA of which no day to contest is given is warned of."""

from __future__ import annotations

import pytest

from casefile.recording.warned.contest_days import CODE
from tests.histories import Office

OPEN = "2023-01-02 citation.issued item_id=c1 agency="
# What is posted, and of how many citations it is said that nothing tells when they are final.
ISSUED = [
    (f"{OPEN}OSHA", 1),
    (f"{OPEN}Occupational-Safety-and-Health-Administration", 1),
    (f"{OPEN}OSHA contest_by=2023-01-25", 0),
    (f"{OPEN}Cal/OSHA", 0),
    (f"{OPEN}OSHA\n2023-01-09 citation.contested item_id=c1", 0),
    (f"{OPEN}OSHA\n2023-01-02 citation.issued item_id=c2 agency=OSHA", 2),
]


@pytest.mark.parametrize(("posted", "told"), ISSUED)
def test_citation__without_a_day_to_contest__is_warned_of(
    office: Office, posted: str, told: int
) -> None:
    receipt = office.post(posted)
    found = [one for one in receipt.warnings if one.code == CODE]
    assert len(found) == (1 if told else 0)
    assert sum(len(one.events) for one in found) == told
    assert all("contest_by is not given" in one.sentence for one in found)
