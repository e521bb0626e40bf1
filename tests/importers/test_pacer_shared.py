"""Dispositions that several counts of a defendant have in the same words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.pacer_dockets import bundle, charged, drafts, report

SHARED = "BOP 46 months; 3 years SR; $200 SA; $5,000 fine"


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ([("FRAUD(1)", SHARED)], True),
        ([("FRAUD(1)", SHARED), ("THEFT(2)", f"{SHARED};")], True),
        ([("FRAUD(1)", SHARED), ("THEFT(2)", f" {SHARED} ")], False),
        ([("FRAUD(1-2)", SHARED)], False),
    ],
)
def test_disposition__that_several_counts_have__leaves_its_sums(
    tmp_path: Path, rows: list[tuple[str, str]], *, whole: bool
) -> None:
    made = bundle(tmp_path, report(parties=[charged(*rows)]))
    for one in drafts(made, "sentence.imposed"):
        kinds = [penalty["kind"] for penalty in one.data["components"]]
        sums = ["fee", "fine"] if whole else []
        assert kinds == ["incarceration", "supervised_release", *sums]
        assert one.data.get("partly_read", False) is not whole
    left = {one.data["text"] for one in drafts(made, "charge.disposition_recorded")}
    assert left == (set() if whole else {"$200 SA; $5,000 fine"})


def test_disposition__that_several_counts_have__keeps_the_sum_of_each(tmp_path: Path) -> None:
    words = "BOP 46 months on each count concurrent; $100 SA on each count"
    made = bundle(tmp_path, report(parties=[charged(("FRAUD(1-2)", words))]))
    for one in drafts(made, "sentence.imposed"):
        kinds = [penalty["kind"] for penalty in one.data["components"]]
        assert (kinds, "partly_read" in one.data) == (["incarceration", "fee"], False)


def test_disposition__that_two_complaints_have__leaves_its_sums(tmp_path: Path) -> None:
    defendant = charged(complaints=["PARKING", "LITTERING"])
    for row in defendant["criminal_data"]["complaints"]:
        row["disposition"] = "6 days jail; $200 fine"
    made = bundle(tmp_path, report(parties=[defendant]))
    found = [one.data for one in drafts(made, "sentence.imposed")]
    assert [len(one["components"]) for one in found] == [1, 1]
    assert all(one["partly_read"] for one in found)
