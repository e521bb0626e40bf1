"""The partition: what ties matters, so that they are folded together."""

import pytest

from casefile.law.catalogue import CATALOGUE, Scope, naming_fields
from casefile.law.fact import CORRECTED, RETRACTED
from casefile.upkeep import groups as groups_of
from casefile.upkeep.groups import portions
from casefile.upkeep.partition import Partition, linking_kinds, party_kinds
from tests.histories import Office

DISMISSED = "2023-01-01 charge.filed @m1\n2023-01-09 charge.dismissed @m1 prejudice=without\n"
MERGED = "2023-01-01 charge.filed @m1\n2023-01-01 charge.filed @m2 party_id=p2\n"
NOTED = "one: 2023-01-01 note.recorded @m1\ntwo: 2023-01-02 note.recorded @m2\n"


def partition(office: Office, *upto: int) -> Partition:
    """Return the partition of an office's log, read in these steps."""
    made = Partition()
    with office.database.read() as connection:
        for position in (*upto, office.position):
            made.read(connection, position)
    return made


@pytest.mark.parametrize(
    "history",
    [
        "2023-02-01 matter.related @m1 other=m2",
        "2023-02-01 matter.related @m2 other=m1 relation=appeal_of",
        f"{DISMISSED}2023-02-01 charge.filed @m2 item_id=c2 refiles=m1/c1",
        "2023-01-01 charge.filed @m1\n2023-01-01 charge.filed @m2\n2023-03-01 party.died @m1",
        "2023-01-01 charge.filed @m1\n2023-03-01 party.died @m2",
        "2023-03-01 party.died @m2\n2023-01-01 charge.filed @m1",
        f"{MERGED}2023-03-01 party.merged @m3 from=p2 into=p1",
        "2023-03-01 party.merged @m1 from=p2 into=p1\n2023-03-02 party.merged @m2 from=p2 into=p1",
        "2023-01-01 claim.filed @m1 against=p1\n2023-03-01 party.died @m2",
        "2023-01-01 citation.issued @m1\n2023-03-01 party.died @m2",
        f"{NOTED}2023-03-01 source.conflict_recorded @m1 events=one,two",
    ],
)
def test_partition__events_that_touch_another_matter__tie_it(office: Office, history: str) -> None:
    office.open("m2", "m3", parties=("p1", "p2"))
    before = office.position
    office.post("2021-01-01 party.added @m1 party_id=p2")
    office.post(history)
    for made in (partition(office), partition(office, before, before + 2)):
        assert {"m1", "m2"} <= set(made.group("m1"))
        assert {"m1", "m2"} <= set(made.linked()[0])


@pytest.mark.parametrize(
    "history",
    [
        "2023-01-01 charge.filed @m1\n2023-01-01 charge.filed @m2",
        f"{DISMISSED}2023-02-01 charge.filed @m1 item_id=c2 refiles=c1",
        "2023-01-01 charge.filed @m2\n2023-03-01 party.died @m1 party_id=p2",
        "2023-02-01 matter.incident_occurred @m1\n2023-02-01 matter.incident_occurred @m2",
        "one: 2023-01-01 note.recorded @m1\n2023-03-01 event.retracted @m1 target=one",
    ],
)
def test_partition__events_of_one_matter__tie_nothing(office: Office, history: str) -> None:
    office.open("m2", parties=("p1", "p2"))
    office.post(f"2021-01-01 party.added @m1 party_id=p2\n{history}")
    made = partition(office)
    assert (made.group("m1"), made.linked()) == (["m1"], [])


def test_kinds__whole_catalogue__every_type_that_can_name_what_is_elsewhere() -> None:
    """What can tie is found by the classes themselves: a new one needs no entry in a list."""
    found = {*linking_kinds(), *party_kinds()}
    for tag, cls in CATALOGUE.items():
        named = {kind for _, kind in naming_fields(cls)}
        if tag not in (CORRECTED, RETRACTED) and named & {"matter", "event"}:
            assert tag in found
        if cls.scope is Scope.PARTY or cls.files_item:
            assert tag in found
    assert {"docket.entry_recorded", "charge.plea_entered", CORRECTED}.isdisjoint(found)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 100])
def test_pages__of_any_size__every_event_once_and_every_matter_whole(
    office: Office, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups_of, "PAGE", size)
    monkeypatch.setattr(groups_of, "FEW_MATTERS", size)
    office.open("m2", "m3", "m4", "m5", parties=("p1", "p2"))
    office.post("2023-02-01 matter.related @m2 other=m4\n2023-02-01 matter.related @m3 other=m5")
    made = partition(office)
    upto = office.position
    office.post("2023-02-01 note.recorded @m1")  # comes after the partition was made
    seen: list[int] = []
    marks: dict[str, int] = {}  # with the number of events up to there
    with office.database.read() as connection:
        for page in portions(connection, made):
            groups = [set(group.matters) for group in page.groups]
            assert all(one in ({"m1"}, {"m2", "m4"}, {"m3", "m5"}) for one in groups)
            assert page.size <= max(size, 8) + 8
            assert page.mark > max(marks, default="linked/")
            for group in page.groups:
                positions = [row[2] for row in group.rows]
                assert positions == sorted(positions)
                assert {row[0] for row in group.rows} == set(group.matters)
                seen += positions
            marks[page.mark] = len(seen)
        assert sorted(seen) == list(range(1, upto + 1))
        for mark, so_far in marks.items():
            rest = [
                row[2]
                for page in portions(connection, made, mark)
                for group in page.groups
                for row in group.rows
            ]
            assert sorted(rest) == sorted(seen[so_far:])
