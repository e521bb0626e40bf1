"""Warnings: each is said once in one answer, however many items it stands on."""

from __future__ import annotations

from msgspec import UNSET

from tests.histories import Office

CONVICTED = """
2021-01-01 charge.filed item_id=c1
2021-01-01 charge.filed item_id=c2
2021-01-02 charge.plea_entered plea=guilty item_id=c1
2021-01-02 charge.plea_entered plea=guilty item_id=c2
2021-01-03 charge.conviction_entered basis=plea_guilty item_id=c1
2021-01-03 charge.conviction_entered basis=plea_guilty item_id=c2
"""


def test_warning__on_several_items__is_said_once_and_names_none(office: Office) -> None:
    office.post(CONVICTED)
    receipt = office.post("2021-01-05 sentence.imposed item_ids=c1,c2")
    (warned,) = receipt.warnings
    assert (warned.code, warned.item_id) == ("recorded_late", UNSET)


def test_warnings__on_several_items__are_never_the_same_twice(office: Office) -> None:
    office.post(CONVICTED)
    receipt = office.post(
        """
        2021-01-05 sentence.imposed item_ids=c1,c2
        2021-01-06 sentence.completed item_ids=c1,c2
        2021-01-07 charge.verdict_returned item_id=c1 verdict=guilty !
        2021-01-07 charge.verdict_returned item_id=c2 verdict=guilty !
        """
    )
    said = [(one.code, one.sentence, tuple(one.events)) for one in receipt.warnings]
    assert len(said) == len(set(said)) == 6
    irregular = [one.item_id for one in receipt.warnings if one.code == "irregular"]
    assert irregular == ["c1", "c2"]


def test_warning__of_one_item__names_it(office: Office) -> None:
    office.post("2021-01-01 charge.filed item_id=c1")
    (warned,) = office.post("2021-01-02 charge.plea_entered plea=guilty").warnings
    assert warned.item_id == "c1"
