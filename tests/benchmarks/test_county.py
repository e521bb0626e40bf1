"""The tables that are made as large as one likes: every copy has cases of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks.county import multiply
from casefile.importers.cook_county.importer import IMPORTER as COUNTY
from tests.importers.county import write


def test_multiply__tables__as_many_cases_as_copies_and_no_row_changed_but_its_ids(
    tmp_path: Path,
) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.mkdir()
    paths = write(small, intake=[{}], initiation=[{}, {"charge_id": "6"}])
    assert multiply(small, large, rows=7) == 9
    (once,) = COUNTY.read(paths)
    copies = list(COUNTY.read(sorted(large.glob("*.csv"))))
    assert [one.name for one in copies] == ["case 100", "case 100.1", "case 100.2"]
    assert [len(one.records) for one in copies] == [3, 3, 3]
    assert copies[0].records == once.records
    assert len({draft.event_id for one in copies for draft in one.drafts()}) == 3 * len(
        list(once.drafts())
    )
