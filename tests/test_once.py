"""What a fixture has recorded is posted once, and is the same wherever it is copied to."""

from __future__ import annotations

from contextlib import ExitStack, closing

from casefile.upkeep.verify import verify
from tests.databases import Databases
from tests.histories import Office
from tests.once import once

SUIT = """
filed: 2023-01-09 claim.filed item_id=k1
2023-01-20 claim.served item_id=k1
2023-01-21 event.corrected target=filed changes={"effective":"2023-01-10"}
"""


def test_once__on_another_database_with_the_same_log__copies_what_was_posted(
    databases: Databases,
) -> None:
    posted = []

    @once
    def suit(office: Office) -> Office:
        posted.append(office)
        office.open().post(SUIT)
        return office

    with ExitStack() as stack:
        first, copied, other = (
            Office(stack.enter_context(databases.fresh()), today)
            for today in ("2023-12-30", "2023-12-31", "2023-12-31")
        )
        for office in (first, copied, other):
            stack.enter_context(closing(office.database))
        other.open("m2")
        assert [suit(office) for office in (first, copied, other)] == [first, copied, other]
        assert posted == [first, other]
        assert copied.everything() == first.everything()
        assert copied.state("k1") == other.state("k1") == "served"
        copied.post("2023-03-01 claim.answered item_id=k1")
        assert first.state("k1") == "served"
        assert copied.state("k1") == "answered"
        assert verify(copied.database).failures == []
