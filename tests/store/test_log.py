"""The log: dense positions, instants that only grow, batches that are whole, many writers."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import msgspec
import pytest
from sqlalchemy import Connection, func, select

from casefile.canonical import leaf_hash
from casefile.errors import Malformed, Refused, Stale
from casefile.event import Draft, clock_us, instant_microseconds, instant_text
from casefile.recording.recorder import Recorder
from casefile.store import log
from casefile.store.database import Database
from casefile.store.tables import events
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.store.writing import entry, opened, recorder

APRIL = instant_microseconds("2023-04-20T00:00:00Z")


def stored(database: Database) -> list[log.Stored]:
    with database.read() as connection:
        return log.page(connection, after=0, limit=10_000)


def test_positions__three_batches__dense_from_one(database: Database) -> None:
    for batch in ([opened("a"), entry("a")], [opened("b")], [entry("a"), entry("b")]):
        recorder(database).record(batch, by="test")
    rows = stored(database)
    assert [row.position for row in rows] == [1, 2, 3, 4, 5]
    assert [(row.matter_id, row.version) for row in rows] == [
        ("a", 1), ("a", 2), ("b", 1), ("a", 3), ("b", 2),
    ]  # fmt: skip


def test_leaf_hash__stored_body__is_that_of_its_exact_bytes(database: Database) -> None:
    recorder(database).record([opened("m")], by="test")
    (row,) = stored(database)
    assert isinstance(row.body, str)
    assert row.leaf_hash == leaf_hash(row.body.encode())
    assert row.body.startswith('{"assertion":"occurred","confidence":"stated","data":{')


def test_recorded_at__clock_jumps_back__still_grows(database: Database) -> None:
    recorder(database, APRIL).record([opened("m"), entry("m")], by="test")
    recorder(database, APRIL - 3_599_000_000).record([entry("m"), entry("m")], by="test")
    instants = [row.recorded_at for row in stored(database)]
    assert instants == sorted(set(instants))
    assert instants[0] == "2023-04-20T00:00:00.000000Z"
    assert instant_microseconds(instants[-1]) < APRIL + 10


def test_recorded_at__as_recorded__kept_with_the_day_of_loading(database: Database) -> None:
    now = APRIL + 10**12
    receipt = recorder(database, now).record(
        [opened("m"), entry("m"), entry("m")], by="test", recorded_us=[APRIL, APRIL, APRIL + 5]
    )
    envelopes = [one.recorded.envelope for one in receipt.entries]
    assert [one.recorded_at for one in envelopes] == [
        instant_text(APRIL), instant_text(APRIL), instant_text(APRIL + 5),
    ]  # fmt: skip
    assert {one.loaded_at for one in envelopes} == {instant_text(now)}
    assert verify(database).sound


@pytest.mark.parametrize(
    ("instants", "place", "code"),
    [
        ([APRIL, APRIL - 1], 1, "recorded_at.backwards"),
        ([APRIL, APRIL + 10**13], 1, "recorded_at.ahead"),
    ],
)
def test_recorded_at__as_recorded_out_of_order__refused(
    database: Database, instants: list[int], place: int, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        recorder(database, APRIL + 10**12).record(
            [opened("m"), entry("m")], by="test", recorded_us=instants
        )
    assert (refused.value.code, refused.value.place) == (code, place)
    assert stored(database) == []


def test_as_recorded__before_the_last_event__refused(database: Database) -> None:
    recorder(database, APRIL).record([opened("m")], by="test")
    with pytest.raises(Refused, match="before the event"):
        recorder(database, APRIL + 9).record([entry("m")], by="test", recorded_us=[APRIL - 1])


@pytest.mark.parametrize(("words", "by"), [("a\x1b[2J", "test"), ("Entry.", "a\x1b[2J")])
def test_append__control_character__refused_from_whatever_door(
    database: Database, words: str, by: str
) -> None:
    recorder(database).record([opened("m")], by="test")
    with pytest.raises(Malformed) as refused:
        recorder(database).record([entry("m", text=words)], by=by)
    assert refused.value.code == "input.control_character"
    assert len(stored(database)) == 1


def test_append__what_only_looks_like_a_control_character__recorded(database: Database) -> None:
    said = "C:\\users\\b\\f\\u001b\t\r\n\\\\b \x80\xa0é\u2028"
    recorder(database).record([opened("m"), entry("m", text=said)], by="\\b")
    assert verify(database).sound


def test_event_id__posted_again_with_same_content__answered_with_the_first(
    database: Database,
) -> None:
    writer = recorder(database)
    first = writer.record([opened("m"), entry("m", "e-1")], by="one").entries[1]
    again = writer.record([entry("m", "e-1")], by="another").entries[0]
    assert again.already
    assert again.recorded.position == first.recorded.position
    assert again.recorded.envelope.recorded_by == "one"
    assert len(stored(database)) == 2


def test_event_id__posted_again_with_other_content__refused(database: Database) -> None:
    writer = recorder(database)
    writer.record([opened("m"), entry("m", "e-1")], by="test")
    with pytest.raises(Refused) as refused:
        writer.record([entry("m"), entry("m", "e-1", "Other.")], by="test")
    assert (refused.value.code, refused.value.place) == ("event.id_reused", 1)
    assert len(stored(database)) == 2


def test_version__matter_has_moved_on__stale(database: Database) -> None:
    writer = recorder(database)
    writer.record([opened("m")], by="test")
    writer.record([entry("m")], by="test", if_version={"m": 1})
    with pytest.raises(Stale, match="at version 2, not 1"):
        writer.record([entry("m")], by="test", if_version={"m": 1})


def test_known_at__day_instant_and_position__cut_the_log_alike(database: Database) -> None:
    """A day is known to its end in the office's zone, an instant includes itself.

    Inside a post nothing is known of it yet.
    """
    for day in (0, 1, 2):
        at = APRIL + day * 86_400_000_000
        recorder(database, at).record([opened(f"m{day}"), entry(f"m{day}")], by="test")
    answers = Answers(database)
    positions = {
        known_at: answers.matters(known_at=known_at)["position"]
        for known_at in (
            "2023-04-19", "2023-04-20", "2023-04-21", "@3", "@4", "@99", "@0",
            "2023-04-20T00:00:00Z", "2023-04-20T00:00:00.000001Z",
            "2023-04-19T17:59:59-06:00", "2023-04-19T18:00:00-06:00", "2099-01-01",
        )
    }  # fmt: skip
    assert positions == {
        "2023-04-19": 0, "2023-04-20": 2, "2023-04-21": 4, "@3": 2, "@4": 4, "@99": 6, "@0": 0,
        "2023-04-20T00:00:00Z": 0, "2023-04-20T00:00:00.000001Z": 2,
        "2023-04-19T17:59:59-06:00": 0, "2023-04-19T18:00:00-06:00": 0, "2099-01-01": 6,
    }  # fmt: skip
    assert answers.matters(known_at="@99")["past_head"]
    assert not answers.matters(known_at="2023-04-21")["past_head"]


WRITERS, POSTS = 12, 12


def test_writers__twelve_with_a_pause_before_writing__nothing_missed_or_doubled(
    database: Database,
) -> None:
    """A reader that follows the log by position sees every event once, in order, as they commit."""
    pause = random.Random(20230420)  # noqa: S311 - chance, not secrets

    def slow_clock() -> int:
        """Tell the time between reading and writing, after a while."""
        time.sleep(pause.random() / 100)
        return clock_us()

    recorder(database).record([opened(f"m{number % 3}") for number in range(3)], by="test")
    done = threading.Event()
    tail: list[tuple[int, str]] = []

    def follow() -> None:
        after = 0
        while True:
            last_round = done.is_set()
            with database.read() as connection:
                for row in log.page(connection, after=after, limit=50):
                    tail.append((row.position, row.event_id))
                    after = row.position
            if last_round and after == 3 + WRITERS * POSTS * 2:
                return
            assert not (last_round and time.monotonic() > deadline), "the reader never caught up"

    def write(writer: int) -> None:
        for post in range(POSTS):
            names = [f"w{writer}-{post}-{part}" for part in (0, 1)]
            batch = [entry(f"m{(writer + part) % 3}", name) for part, name in enumerate(names)]
            Recorder(database, slow_clock).record(batch, by=f"writer-{writer}")

    deadline = time.monotonic() + 120
    reader = threading.Thread(target=follow)
    reader.start()
    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(write, range(WRITERS)))
    done.set()
    reader.join(timeout=120)
    assert len(outcomes) == WRITERS
    assert [position for position, _ in tail] == list(range(1, 4 + WRITERS * POSTS * 2))
    assert len({name for _, name in tail}) == len(tail)
    with database.read() as connection:
        assert counted(connection) == (len(tail), len(tail))
    assert verify(database).sound


def counted(connection: Connection) -> tuple[int, int]:
    query = select(func.count(), func.max(events.c.position)).select_from(events)
    count, last = connection.execute(query).one()
    return count, last


def test_as_recorded__beside_a_live_post__never_falls_behind_it(database: Database) -> None:
    """A load decides on the instants that it takes over only while it holds the head."""
    recorder(database, APRIL).record([opened("a"), opened("b")], by="test")
    late = APRIL + 10**12
    with ThreadPoolExecutor(1) as pool:
        live = []

        def post_meanwhile(_count: int) -> None:
            live.append(pool.submit(recorder(database, late).record, [entry("b")], by="live"))
            time.sleep(0.3)

        recorder(database, late).record(
            [entry("a")], by="load", recorded_us=[APRIL + 10], progress=post_meanwhile
        )
        assert live[0].result().entries[0].recorded.position == 4
    assert verify(database).sound


def test_effects__of_posts_side_by_side__are_those_of_the_log(database: Database) -> None:
    """Deaths, mergers, incidents and words on other events reach matters that others post to."""
    writer = recorder(database)
    for number in range(4):
        writer.record(in_prosecution(number), by="test")
    posts = [
        *([party_died(number % 2)] for number in range(2)),
        *([charge(matter, party)] for matter in range(4) for party in range(4)),
        *([conflict(matter)] for matter in range(4)),
        *([amended(matter)] for matter in range(4)),
        [merged(0, 2)],
        [merged(1, 3)],
        *([incident(matter)] for matter in range(3)),
    ]
    chance = random.Random(4)  # noqa: S311 - chance, not secrets
    chance.shuffle(posts)

    def attempt(batch: list[Draft]) -> None:
        with suppress(Refused):
            recorder(database).record(batch, by="test")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(attempt, posts))
    assert verify(database).failures == []


def fact(matter: int, tag: str, effective: str = "2023-06-01", **data: object) -> Draft:
    return Draft(matter_id=f"m{matter}", type=tag, effective=effective, data=data)


def in_prosecution(number: int) -> list[Draft]:
    """Return a matter, its party, and one charge, with the ids that the others name."""
    charged = charge(number, number)
    return [
        opened(f"m{number}"),
        fact(number, "party.added", party_id=f"p{number}", name="A", kind="person", role="x"),
        msgspec.structs.replace(charged, event_id=f"filing{number}"),
        *([related(number, number - 1)] if number else []),
    ]


def charge(matter: int, party: int) -> Draft:
    item_id = f"c{matter}-{party}"
    return fact(matter, "charge.filed", party_id=f"p{party}", item_id=item_id, offense="o")


def related(matter: int, other: int) -> Draft:
    return fact(matter, "matter.related", other=f"m{other}", relation="same_incident")


def party_died(number: int) -> Draft:
    return fact(number, "party.died", "2023-07-01", party_id=f"p{number}")


def merged(one: int, into: int) -> Draft:
    return fact(one, "party.merged", **{"from": f"p{one}", "into": f"p{into}"})


def incident(matter: int) -> Draft:
    return fact(matter, "matter.incident_occurred", f"2021-0{matter + 1}-01")


def conflict(matter: int) -> Draft:
    named = [f"filing{(matter + 1) % 4}", f"filing{(matter + 2) % 4}"]
    return fact(matter, "source.conflict_recorded", events=named)


def amended(matter: int) -> Draft:
    item_id = f"c{matter}-{matter}"
    return fact(matter, "charge.amended", item_id=item_id, changes={"offense": "other"})


def test_last_before__any_instant__is_what_looking_at_every_event_finds(
    database: Database,
) -> None:
    for number in range(7):
        recorder(database, APRIL + number // 3 * 10).record([opened(f"m{number}")], by="test")
    with database.read() as connection:
        rows = log.page(connection, after=0, limit=100)
        for upto in range(8):
            for instant in range(APRIL - 1, APRIL + 40):
                text = instant_text(instant)
                known = [one.position for one in rows[:upto] if one.recorded_at < text]
                found = log.last_before(connection, text, upto=upto, fall="clock.corrected")
                assert found == max(known, default=0), (upto, text)
