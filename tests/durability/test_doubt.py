"""A connection that is lost at the commit: what is told is true, and nothing is recorded twice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import text

from casefile.app import create_app
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.config import Config
from casefile.errors import Busy, OutcomeUnknown
from casefile.recording import doubt
from casefile.recording.draft import read_draft
from casefile.recording.post import Post
from casefile.recording.receipt import Receipt
from casefile.recording.recorder import Recorder
from casefile.store import log
from casefile.store.database import Database
from casefile.store.writing import MANY
from casefile.upkeep.verify import verify
from tests.api.conftest import DOE, MATTER, Caller
from tests.durability.proxy import Cut, Proxy
from tests.store.writing import entry, opened, recorder

WORD = "Cut-here"


def texts(database: Database) -> list[str]:
    """Return what the entries on the log say, in their order."""
    with database.read() as connection:
        page = log.page(connection, after=0, limit=1_000_000)
    said = [log.recorded(row).envelope for row in page if row.type == "docket.entry_recorded"]
    return [bytes(one.data).decode().split('"')[3] for one in said]


def epoch(database: Database) -> int:
    with database.read() as connection:
        return log.head(connection).epoch


@pytest.fixture
def writer(behind: Database, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Return a recorder behind the proxy, whose lines have been used, with a matter open."""
    monkeypatch.setattr(doubt, "PATIENCE", 3)
    writer = recorder(behind)
    writer.record([opened("m")], by="test")
    return writer


HOW = {
    "alone": (False, 1, WORD.encode()),
    "in a transaction": (True, 1, b"COMMIT"),
    "by copy": (False, MANY, b"COMMIT"),
}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("cut", [Cut.DONE, Cut.NEVER_SENT])
def test_commit__whose_connection_is_lost__looked_up_and_told_as_it_is(
    proxy: Proxy, direct: Database, writer: Recorder, how: str, cut: Cut
) -> None:
    """Whether it was done or not, the receipt is that of a post that was recorded once."""
    writer._crowded, count, word = HOW[how]
    writer.database.close()  # so that the words of statements go through the proxy again
    names = [f"{WORD}-{number}" for number in range(count)]
    proxy.arm(word, cut)
    receipt = writer.record([entry("m", text=one) for one in names], by="test")
    proxy.wait_until_cut()

    assert [one.already for one in receipt.entries] == [False] * count
    assert [one.recorded.position for one in receipt.entries] == list(range(2, count + 2))
    assert texts(direct) == names
    assert verify(direct).sound
    # What was not done was marked as such before it was tried again.
    assert epoch(direct) == (0 if cut is Cut.DONE else 1)


def test_commit__of_several_posts__each_has_its_receipt(
    proxy: Proxy, direct: Database, writer: Recorder
) -> None:
    names = [f"{WORD}-{number}" for number in range(3)]
    posts = [Post(batch=[read_draft(entry("m", text=one), 0, one)], by="test") for one in names]
    proxy.arm(WORD.encode(), Cut.DONE)
    receipts = writer._carry(posts)

    assert all(isinstance(one, Receipt) and not one.entries[0].already for one in receipts)
    assert texts(direct) == names
    assert verify(direct) == (4, [])
    assert epoch(direct) == 0


def test_statement__that_comes_late__writes_nothing_after_the_post_was_not_done(
    proxy: Proxy, direct: Database, writer: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_posts: object) -> Any:
        message = "Not now."
        raise Busy(message)

    monkeypatch.setattr(writer, "_carry_held", busy)
    proxy.arm(WORD.encode(), Cut.LATE)
    with pytest.raises(Busy):
        writer.record([entry("m", text=WORD)], by="test")
    proxy.release()

    assert texts(direct) == []
    assert verify(direct) == (1, [])


def test_statement__that_comes_late__writes_nothing_beside_the_second_try(
    proxy: Proxy, direct: Database, writer: Recorder
) -> None:
    proxy.arm(WORD.encode(), Cut.LATE)
    receipt = writer.record([entry("m", text=WORD)], by="test")
    proxy.release()

    assert [one.already for one in receipt.entries] == [False]
    assert texts(direct) == [WORD]
    assert verify(direct).sound


@pytest.mark.parametrize("end", [Proxy.release, Proxy.drop])
def test_commit__that_is_open_still__unknown_with_ids_that_make_the_retry_safe(
    proxy: Proxy, direct: Database, writer: Recorder, end: Callable[[Proxy], None]
) -> None:
    writer._crowded = True
    writer.database.close()
    doubt.PATIENCE = 1
    proxy.arm(b"COMMIT", Cut.LATE)
    drafts = [entry("m", text="one"), entry("m", "given", text="two"), entry("m", text="three")]
    with pytest.raises(OutcomeUnknown) as caught:
        writer.record(drafts, by="test")
    ids = caught.value.event_ids
    assert len(set(ids)) == 3
    assert ids[1] == "given"
    end(proxy)
    stood = len(texts(direct)) == 3
    again = [
        entry("m", event_id, text=said)
        for event_id, said in zip(ids, ("one", "two", "three"), strict=True)
    ]
    receipt = writer.record(again, by="test")

    assert stood == (end is Proxy.release)
    assert {one.already for one in receipt.entries} == {stood}
    assert texts(direct) == ["one", "two", "three"]
    assert verify(direct).sound


@pytest.fixture
def caller(proxy: Proxy, behind: Database, writer: Recorder) -> Caller:
    """Return a paralegal who asks an application behind the proxy."""
    del writer
    app = create_app(Config(database_url=proxy.url), behind)
    app.extensions["casefile"].recorder._crowded = True
    return Caller(app, tokens.issue(behind, "ann", Role.PARALEGAL, days=1))


@pytest.mark.parametrize("end", [Proxy.release, Proxy.drop])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/matters", {"data": MATTER}),
        ("/api/matters/m/events", {"type": "party.added", "data": DOE, "effective": "2023-01-01"}),
    ],
)
def test_problem__of_an_unknown_outcome__is_no_503_and_its_ids_make_the_retry_safe(
    proxy: Proxy,
    direct: Database,
    caller: Caller,
    path: str,
    body: dict[str, Any],
    end: Callable[[Proxy], None],
) -> None:
    doubt.PATIENCE = 1
    caller.app.extensions["casefile"].database.close()
    caller.app.extensions["casefile"].recorder._crowded = True
    proxy.arm(b"COMMIT", Cut.LATE)
    answer = caller.post(path, body)
    problem = answer.get_json()

    assert (answer.status_code, problem["code"]) == (504, "outcome.unknown")
    assert problem["type"] == "urn:casefile:problem:outcome.unknown"
    assert problem["title"] == "Outcome unknown"
    assert "Retry-After" not in answer.headers
    (event_id,) = problem["event_ids"]
    end(proxy)
    again = caller.post(path, {**body, "event_id": event_id})
    assert again.status_code == (200 if end is Proxy.release else 201), again.get_json()
    assert again.get_json()["events"][0]["event_id"] == event_id
    assert verify(direct) == (2, [])


def test_post__whose_namesakes_cannot_be_looked_up__recorded_and_said_so(
    proxy: Proxy, direct: Database, caller: Caller
) -> None:
    doe = {"type": "party.added", "data": DOE, "effective": "2023-01-01"}
    proxy.arm(b"FROM names", Cut.NEVER_SENT)
    answer = caller.post("/api/matters/m/events", doe)
    proxy.wait_until_cut()

    assert answer.status_code == 201
    ((code, sentence),) = [(one["code"], one["sentence"]) for one in answer.get_json()["warnings"]]
    assert (code, "Nobody looked" in sentence) == ("like_name", True)
    assert verify(direct) == (2, [])


def test_post__of_which_nobody_can_look_whether_it_is_there_twice__recorded_and_said_so(
    proxy: Proxy, direct: Database, caller: Caller
) -> None:
    paper = {"type": "document.filed", "data": {"title": "Answer"}, "effective": "2023-01-01"}
    proxy.arm(b"events.type = ANY", Cut.NEVER_SENT)
    answer = caller.post("/api/matters/m/events", paper)
    proxy.wait_until_cut()

    assert answer.status_code == 201
    ((code, sentence),) = [(one["code"], one["sentence"]) for one in answer.get_json()["warnings"]]
    assert (code, "Nobody looked" in sentence) == ("duplicate.unknown", True)
    assert verify(direct) == (2, [])


def test_post__whose_names_cannot_be_looked_up__recorded_and_told_with_ids(
    proxy: Proxy, direct: Database, caller: Caller
) -> None:
    doe = {"type": "party.added", "data": DOE, "effective": "2023-01-01"}
    assert caller.post("/api/matters/m/events", doe).status_code == 201
    data = {"party_id": DOE["party_id"], "item_id": "c1", "offense": "arson"}
    charge = {"type": "charge.filed", "data": data, "effective": "2023-01-02"}
    proxy.arm(b"names.is_alias", Cut.NEVER_SENT)
    answer = caller.post("/api/matters/m/events", charge)
    proxy.wait_until_cut()

    assert answer.status_code == 201
    (event,) = answer.get_json()["events"]
    assert f"Charge filed against {DOE['party_id']}: arson" in event["sentence"]
    assert verify(direct) == (3, [])


def test_standby__in_place_of_the_server__busy_until_there_is_another(
    server_url: str, direct: Database
) -> None:
    """Each session is told at its beginning whether it may change anything, as by a standby."""
    recorder(direct).record([opened("m")], by="test")
    name = "SELECT current_database()"
    with closing(Database(server_url)) as landed, direct.own() as admin:
        writing = Recorder(landed)
        database = admin.execute(text(name)).scalar_one()
        admin.execute(text(f"ALTER DATABASE {database} SET default_transaction_read_only = on"))
        app = create_app(Config(database_url=server_url), landed)
        token = tokens.issue(direct, "ann", Role.PARALEGAL, days=1)
        caller = Caller(app, token)
        assert caller.get("/api/matters/m").status_code == 200
        body = {"type": "note.recorded", "effective": "2023-01-01", "data": {"text": "One."}}
        refused = caller.post("/api/matters/m/events", body)
        with pytest.raises(Busy) as caught:
            writing.record([entry("m")], by="test")
        admin.execute(text("SET default_transaction_read_only = off"))
        admin.execute(text(f"ALTER DATABASE {database} RESET default_transaction_read_only"))
        taken = caller.post("/api/matters/m/events", body)

    assert (refused.status_code, refused.get_json()["code"]) == (503, "database.read_only")
    assert refused.headers["Retry-After"] == "1"
    assert caught.value.code == "database.read_only"
    assert taken.status_code == 201
    assert verify(direct) == (2, [])
