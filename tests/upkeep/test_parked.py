"""Parking: a matter that cannot be folded is set aside, keeps its rows, and is shown."""

import pytest
from sqlalchemy import text

from casefile.law.fact import Fact
from casefile.projections import chronology
from casefile.projections.chronology import checksum
from casefile.projections.parked import list_parked
from casefile.recording.receipt import Receipt
from casefile.upkeep.mending import mend
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.histories import Office

HISTORY = """
2023-01-01 charge.filed @m1
2023-01-01 charge.filed @m2
bad: 2023-01-02 note.recorded @m2 text=Poison
2023-01-02 docket.entry_recorded @m3 text=Entry
2023-01-02 matter.related @m3 other=m4
2023-01-02 note.recorded @m5
2023-01-05 party.died @m5 party_id=p2
2023-01-06 party.merged @m5 from=p2 into=p3
"""


def failing(fact: Fact) -> int:
    """Fail on one note, and make of the others what there is to make."""
    if getattr(fact.data, "text", "") == "Poison":
        raise KeyError("Poison")
    return checksum(fact)


@pytest.fixture
def broken(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Return an office one of whose matters can no longer be folded."""
    office.open("m2", "m3", "m4", "m5", parties=("p1", "p2", "p3"))
    for line in HISTORY.strip().splitlines():
        office.post(line)
    monkeypatch.setattr(chronology, "checksum", failing)
    return office


def position_of(office: Office, event_id: str) -> int:
    with office.database.read() as connection:
        query = text("SELECT position FROM events WHERE event_id = :id")
        return int(connection.execute(query, {"id": event_id}).scalar_one())


def test_rebuild__a_matter_that_cannot_be_folded__is_parked_and_keeps_its_rows(
    broken: Office,
) -> None:
    before = broken.everything()
    report = rebuild(broken.database)
    assert not report.sound
    assert [one.matter_id for one in report.parked] == ["m2"]
    (parked,) = report.parked
    assert parked.position == position_of(broken, "bad")
    assert parked.error.startswith("KeyError at test_parked.py:")
    assert "Poison" not in parked.sentence
    assert all(one.equal for one in report.tables)
    assert broken.everything() == before
    broken.post("2023-02-01 charge.plea_entered @m2 plea=guilty")
    again = rebuild(broken.database)
    assert [one._replace(error="") for one in again.parked] == [parked._replace(error="")]
    assert broken.everything()["item_spans"] != before["item_spans"]


def test_rebuild__posts_to_a_parked_matter_meanwhile__are_in_its_rows(broken: Office) -> None:
    posted: list[Receipt] = []

    def posting(done: int, _all: int) -> None:
        if done and not posted:
            posted.append(broken.post("2023-02-01 charge.plea_entered @m2 plea=guilty"))

    rebuild(broken.database, progress=posting)
    after = broken.everything()
    assert broken.state("c1", party="p1") == "charged"
    rebuild(broken.database)
    assert broken.everything() == after


def test_parked__tied_matters__are_parked_together(broken: Office) -> None:
    broken.post("2023-02-01 matter.related @m1 other=m2")
    before = broken.everything()
    report = rebuild(broken.database)
    assert [one.matter_id for one in report.parked] == ["m1", "m2"]
    assert broken.everything() == before


def test_verify__a_parked_matter__is_named(broken: Office) -> None:
    (failure,) = verify(broken.database).failures
    assert failure.position == position_of(broken, "bad")
    assert "m2 cannot be folded: KeyError" in failure.sentence
    rebuild(broken.database)
    assert "m2 is parked since" in verify(broken.database).failures[0].sentence


def test_mend__parked_matter_that_can_be_folded_again__off_the_list(
    broken: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(broken.database)
    still = mend(broken.database, "m2")
    assert ([one.matter_id for one in still.parked], still.sound) == (["m2"], False)
    monkeypatch.setattr(chronology, "checksum", checksum)
    assert mend(broken.database, "m2").sound
    with broken.database.read() as connection:
        assert list_parked(connection) == []
    assert verify(broken.database).sound


def test_rebuild__of_everything_folded_again__empties_the_list(
    broken: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(broken.database)
    monkeypatch.setattr(chronology, "checksum", checksum)
    rebuild(broken.database, ["calendar"])
    with broken.database.read() as connection:
        assert [one.matter_id for one in list_parked(connection)] == ["m2"]
    assert rebuild(broken.database).sound
    with broken.database.read() as connection:
        assert list_parked(connection) == []


def test_rebuild__a_row_of_a_parked_matter_opened_later__kept_as_it_was_known(
    broken: Office,
) -> None:
    """What closes a row after the rebuild began is taken in by catching up, like any post."""
    rebuild(broken.database)
    broken.post("2023-03-01 matter.status_changed @m2 status=closed")
    before = broken.everything()
    rebuild(broken.database)
    assert broken.everything() == before
