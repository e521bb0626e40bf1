"""Steps: a post becomes known as a whole, in a question, on the log and in a rebuild alike."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select

from casefile.canonical import encode, leaf_hash
from casefile.event import instant_microseconds
from casefile.projections.names import merges
from casefile.projections.spans import item_spans
from casefile.projections.subjects import event_subjects
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.mending import mend
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.histories import Office
from tests.tampering import tamper

CASE = """
2023-01-01 charge.filed
2023-02-01 charge.plea_entered plea=guilty
2023-02-01 charge.conviction_entered basis=plea_guilty
"""


def following(office: Office, after: int = 0) -> list[int | None]:
    """Return what each event behind a position says of those that follow it in its post."""
    with office.database.read() as connection:
        rows = log.page(connection, after=after, limit=100)
    return [log.recorded(row).envelope.following for row in rows]


def test_post__of_several_events__each_says_how_many_follow(office: Office) -> None:
    before = office.position
    office.post(CASE)
    office.post("2023-03-01 note.recorded")

    assert following(office, before) == [2, 1, None, None]


def test_post__of_several_events__is_known_from_its_end(office: Office) -> None:
    before = office.position
    office.post("2023-01-01 note.recorded")
    office.post(CASE)
    answers = Answers(office.database)
    found = {
        position: (
            answers.matters(known_at=f"@{position}")["position"],
            answers.status("p1", known_at=f"@{position}")["tracks"],
        )
        for position in range(before + 1, before + 5)
    }

    assert [position for position, _ in found.values()] == [before + 1] * 3 + [before + 4]
    assert [bool(tracks) for _, tracks in found.values()] == [False, False, False, True]
    with office.database.read() as connection:
        rows = connection.execute(select(item_spans.c.known_from, item_spans.c.known_to)).all()
    assert {row.known_from for row in rows} == {before + 4}


def test_post__again__is_the_same_whatever_follows_it(office: Office) -> None:
    office.post("a: 2023-01-01 note.recorded\nb: 2023-01-02 note.recorded")
    receipt = office.post("a: 2023-01-01 note.recorded")

    assert [one.already for one in receipt.entries] == [True]


def test_posts__of_an_older_log__are_those_of_one_instant(office: Office) -> None:
    before = office.position
    with office.database.read() as connection:
        last = log.head(connection).recorded_us
    office.today = "2024-06-01"
    lines = "\n".join(f"2023-01-0{day} note.recorded" for day in range(1, 7))
    office.post(lines, recorded_us=[last + n for n in (5, 5, 5, 6, 7, 7)])

    assert following(office, before) == [2, 1, None, None, 1, None]


def test_post__across_matters__rebuilt_and_mended_as_it_was(office: Office) -> None:
    """What one post says of matters that nothing ties is known from one position in all."""
    office.open("m2", "m3", "m4", parties=("p1", "p2", "p3", "p4"))
    office.post(
        """
        2023-01-01 charge.filed @m2 party_id=p1
        2023-01-01 party.merged @m2 from=p1 into=p2
        2023-01-01 charge.filed @m3 party_id=p3
        2023-01-01 party.merged @m3 from=p3 into=p4
        """
    )
    before = office.everything()

    assert verify(office.database).sound
    for matter_id in ("m2", "m3", "m4"):
        assert all(one.equal for one in mend(office.database, matter_id).tables)
    assert rebuild(office.database).sound
    assert office.everything() == before
    with office.database.write() as connection:
        connection.execute(merges.delete().where(merges.c.party_id == "p3"))
    mend(office.database, "m3")
    assert office.everything() == before


@pytest.mark.parametrize(("number", "becomes"), [(1, 5), (2, None), (2, 5)])
def test_verify__of_a_post_that_was_cut__says_so(
    office: Office, number: int, becomes: int | None
) -> None:
    before = office.position
    office.post(CASE)
    position = before + number
    changed(office.database, position, becomes)
    found = verify(office.database).failures

    assert any("cut off" in one.sentence for one in found), found


MIDNIGHT = instant_microseconds("2024-01-11T00:00:00Z")
DEADLINE = """
filed: 2023-04-03 claim.filed item_id=k1
served: 2023-04-20 claim.served item_id=k1
answer: 2023-04-21 deadline.set deadline_id=answer kind=answer trigger=served rule=frcp-12a1ai
"""


@pytest.mark.parametrize("before", range(4))
def test_post__around_midnight__is_of_one_day_with_what_is_added_to_it(
    office: Office, before: int
) -> None:
    """A deadline that is counted again is added to the post that made it necessary."""
    office.post(DEADLINE)
    office.recorder.clock.now_us = lambda: MIDNIGHT - before
    head = office.position
    correction = 'event.corrected target=served changes={"effective":"2023-04-25"}'
    office.post(f"2023-12-31 note.recorded\n2023-12-31 {correction}")
    with office.database.read() as connection:
        found = [one.envelope for one in log.since(connection, head)]

    assert [one.following for one in found] == [2, 1, None]
    assert {one.recorded_on for one in found} == {"2024-01-11" if before < 2 else "2024-01-10"}
    assert verify(office.database).sound


def test_clock__set_back_to_before_midnight__posts_go_on_from_midnight(office: Office) -> None:
    office.recorder.clock.now_us = lambda: MIDNIGHT - 2
    office.post("2023-01-01 note.recorded")
    office.recorder.clock.now_us = lambda: MIDNIGHT - 60_000_000
    receipt = office.post("\n".join(["2023-01-01 note.recorded"] * 3))

    assert {one.recorded.envelope.recorded_on for one in receipt.entries} == {"2024-01-11"}


def test_verify__of_a_post_of_two_days__says_so(office: Office) -> None:
    """Two posts of which somebody has made one."""
    before = office.position
    office.post("2023-01-01 note.recorded")
    office.today = "2024-02-01"
    office.post("2023-01-01 note.recorded")
    changed(office.database, before + 1, 1)

    assert any("its post on" in one.sentence for one in verify(office.database).failures)


def test_rebuild__of_a_log_that_is_cut_off_inside_a_post__ends_with_all_there_is(
    office: Office,
) -> None:
    office.post(CASE)
    changed(office.database, office.position, 1)
    rebuild(office.database)
    office.post("2023-03-01 charge.filed item_id=c2")
    rebuild(office.database)
    subjects = select(event_subjects).where(event_subjects.c.position == office.position)
    with office.database.read() as connection:
        assert connection.execute(subjects).all()


def changed(database: Database, position: int, following: int | None) -> None:
    """Have an event say something else of what follows it, with the hash that fits."""
    with database.read() as connection:
        (row,) = log.page(connection, after=position - 1, limit=1)

    body = encode(msgspec.structs.replace(log.recorded(row).envelope, following=following))
    hashed = leaf_hash(body).hex()
    literal = f"X'{hashed}'" if database.is_sqlite else f"'\\x{hashed}'"
    said = body.decode().replace("'", "''").replace(":", "\\:")
    tamper(
        database,
        f"UPDATE events SET body = '{said}', leaf_hash = {literal} WHERE position = {position}",
    )
