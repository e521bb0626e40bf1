"""Batches: all or none, judged as a whole, across matters, and again without harm."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casefile.errors import Malformed, Refused, Stale
from casefile.projections.spans import item_spans
from casefile.recording.receipt import Receipt
from casefile.recording.recorder import Recorder
from casefile.store import log
from casefile.upkeep.verify import verify
from tests.histories import Office, drafts

CASE = [
    "filing: 2023-01-01 charge.filed",
    "plea: 2023-02-01 charge.plea_entered plea=guilty",
    "conviction: 2023-02-01 charge.conviction_entered basis=plea_guilty",
    "sentence: 2023-02-01 sentence.imposed",
]


def positions(receipt: Receipt) -> list[int]:
    """Return the positions of a receipt's events."""
    return [entry.recorded.position for entry in receipt.entries]


@pytest.mark.parametrize("wrong", range(len(CASE) + 1))
def test_batch__one_event_wrong__nothing_of_it_written(office: Office, wrong: int) -> None:
    lines = [*CASE[:wrong], "2023-12-01 charge.verdict_returned verdict=guilty", *CASE[wrong:]]
    assert office.refused("\n".join(lines), "verdict.no_trial").place == wrong


@pytest.mark.parametrize("refused", [False, True])
def test_batch__of_many__looked_through_for_circles_afterwards_alone(
    office: Office, *, refused: bool
) -> None:
    told = list[bool]()
    lines = ["2023-01-01 note.recorded"] * 150 + ["2023-12-01 charge.dismissed"] * refused
    with pytest.raises(Refused) if refused else nullcontext():
        office.post("\n".join(lines), progress=lambda _count: told.append(gc.isenabled()))

    assert told
    assert not any(told)
    assert gc.isenabled()


def test_batch__across_matters_with_one_wrong__nothing_written_anywhere(office: Office) -> None:
    office.open("m2")
    office.refused(
        "2023-01-01 charge.filed\n2023-01-01 charge.dismissed @m2 item_id=c9", "charge.not_filed"
    )


def test_batch__malformed_event__refused_with_its_place(office: Office) -> None:
    before = office.everything()
    batch = drafts("2023-01-01 charge.filed\n2023-01-01 charge.plea_entered plea=perhaps")
    with pytest.raises(Malformed) as caught:
        office.recorder.record(batch, by="tester")
    assert (caught.value.code, caught.value.place) == ("event.invalid", 1)
    assert office.everything() == before


def test_batch__backwards__judged_with_all_its_events_in_place(office: Office) -> None:
    office.post("\n".join(reversed(CASE)))
    assert office.state() == "sentenced"


def test_batch__matter_and_party_in_it__opened_first_or_last(office: Office) -> None:
    office.post(
        """
        2023-01-01 charge.filed @m2 party_id=p2
        2022-01-01 party.added @m2 party_id=p2
        2022-01-01 matter.opened @m2
        """
    )
    assert office.state(party="p2") == "charged"


def test_batch__recorded__dense_positions_versions_and_instants(office: Office) -> None:
    behind = office.position
    receipt = office.open("m2").post(
        "2023-01-01 charge.filed\n2023-01-01 charge.filed @m2\n2023-01-02 charge.amended"
    )
    assert positions(receipt) == [behind + 3, behind + 4, behind + 5]
    envelopes = [entry.recorded.envelope for entry in receipt.entries]
    assert [(one.matter_id, one.version) for one in envelopes] == [("m1", 3), ("m2", 3), ("m1", 4)]
    instants = [one.recorded_at for one in envelopes]
    assert instants == sorted(set(instants))


def test_batch__partly_on_record__only_the_rest_added(office: Office) -> None:
    office.post("\n".join(CASE[:2]))
    behind = office.position
    receipt = office.post("\n".join(CASE))
    assert [entry.already for entry in receipt.entries] == [True, True, False, False]
    assert positions(receipt) == [behind - 1, behind, behind + 1, behind + 2]


def test_batch__with_the_same_event_twice__recorded_once_and_answered_twice(
    office: Office,
) -> None:
    behind = office.position
    receipt = office.post("\n".join((CASE[0], CASE[1], CASE[0])))
    assert positions(receipt) == [behind + 1, behind + 2, behind + 1]
    assert [entry.already for entry in receipt.entries] == [False, False, True]
    assert office.position == behind + 2

    again = office.post("\n".join((CASE[0], CASE[1], CASE[0])))
    assert positions(again) == positions(receipt)
    assert all(entry.already for entry in again.entries)


def test_dry_run__with_the_same_event_twice__says_of_both_what_would_be(office: Office) -> None:
    receipt = office.post("\n".join((CASE[0], CASE[1], CASE[0])), dry_run=True)
    answer = receipt.answer(dry_run=True)
    assert [one.already for one in answer.events] == [False, False, True]
    assert all(one.sentence.startswith("Would be recorded") for one in answer.events)

    office.post(CASE[0])
    answer = office.post("\n".join((CASE[0], CASE[0])), dry_run=True).answer(dry_run=True)
    assert all(one.sentence.startswith("Recorded") for one in answer.events)


def test_batch__empty__nothing_happens(office: Office) -> None:
    before = office.everything()
    assert office.recorder.record([], by="tester").entries == []
    assert office.everything() == before


def test_dry_run__legal_batch__effects_and_warnings_and_nothing_written(office: Office) -> None:
    before = office.everything()
    receipt = office.post("2021-01-01 charge.filed", dry_run=True)
    assert [one.code for one in receipt.warnings] == ["recorded_late"]
    assert [(one.party_id, one.before, one.after) for one in receipt.effects] == [
        ("p1", "none", "charged")
    ]
    assert office.everything() == before


def test_dry_run__illegal_batch__refused(office: Office) -> None:
    with pytest.raises(Refused):
        office.post("2023-01-01 charge.dismissed", dry_run=True)


def test_version__as_expected__recorded_and_otherwise_stale(office: Office) -> None:
    office.post(CASE[0], if_version={"m1": 2})
    before = office.everything()
    with pytest.raises(Stale):
        office.post(CASE[1], if_version={"m1": 2})
    assert office.everything() == before


def test_recorded_at__of_an_older_log__kept_and_never_back_or_ahead(office: Office) -> None:
    with office.database.read() as connection:
        last = log.head(connection).recorded_us
    office.today = "2024-06-01"
    receipt = office.post("\n".join(CASE[:2]), recorded_us=[last + 5, last + 5])
    assert all(entry.recorded.envelope.loaded_at for entry in receipt.entries)
    before = office.everything()
    for instant, code in [(last + 4, "recorded_at.backwards"), (2**52, "recorded_at.ahead")]:
        with pytest.raises(Refused) as caught:
            office.post(CASE[2], recorded_us=[instant])
        assert caught.value.code == code
    assert office.everything() == before


def test_clock__jumps_back__instants_still_grow(office: Office) -> None:
    office.post(CASE[0])
    office.today = "2020-01-01"
    office.post("2020-01-01 note.recorded")
    with office.database.read() as connection:
        instants = [row.recorded_at for row in log.page(connection, after=0, limit=100)]
    assert instants == sorted(set(instants))


def test_effects__of_an_event_in_another_matter__every_touched_party(office: Office) -> None:
    office.open("m2").post(CASE[0])
    receipt = office.post("2023-05-01 party.died @m2", dry_run=True)
    assert [(one.before, one.after) for one in receipt.effects] == [("charged", "abated by death")]


def test_batch__behind_another_writer__every_position_and_row_moved(office: Office) -> None:
    office.open("m2")
    # Another process, which has a recorder of its own.
    other = Recorder(office.database, office.recorder.clock.now_us)

    def meanwhile(_count: int) -> None:
        other.record(drafts("other: 2023-01-01 note.recorded @m2"), by="tester")

    receipt = office.post("2023-01-01 charge.filed", progress=meanwhile)
    assert positions(receipt) == [office.position]
    assert verify(office.database).failures == []


def test_effects__of_a_retracted_filing__name_the_item_that_is_gone(office: Office) -> None:
    office.post("filing: 2023-01-01 charge.filed")
    (effect,) = office.post("2023-02-01 event.retracted target=filing", dry_run=True).effects
    assert (effect.party_id, effect.before, effect.after) == ("p1", "charged", "none")
    (item,) = effect.items
    assert (item.item_id, item.before, item.after) == ("c1", "charged", None)


def test_refused__plea_before_the_filing__names_the_filing(office: Office) -> None:
    office.post("filing: 2023-02-01 charge.filed")
    refused = office.refused("2023-01-01 charge.plea_entered plea=guilty", "charge.not_filed")
    assert refused.conflicts == ("filing",)
    assert "was filed only later (2023-02-01)" in refused.sentence


def test_batch__of_many_events_on_one_item__recorded_and_its_rows_grow_with_them(
    office: Office,
) -> None:
    """Each is dated between two days of its own, and rests on all before it."""
    office.post("2010-01-01 charge.filed")
    sizes = []
    for number in range(3):
        days = [date(2010, 2, 1) + timedelta(400 * number + n) for n in range(400)]
        office.post(
            "\n".join(
                f'{day}/{day + timedelta(2)} charge.amended changes={{"offense":"of-{day}"}}'
                for day in days
            )
        )
        with office.database.read() as connection:
            evidence = connection.scalars(select(item_spans.c.evidence))
            sizes.append(sum(map(len, evidence)))

    assert sizes[2] < 4 * sizes[0], sizes
    assert verify(office.database).sound
    (item,) = office.tracks()["criminal"]["items"]
    assert len(item["evidence"]) == 1_201
