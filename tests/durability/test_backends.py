"""PostgreSQL's backends killed under load: whoever does as he is told has each event once."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Event

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from casefile.app import create_app
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.config import Config
from casefile.errors import Busy, OutcomeUnknown
from casefile.recording.recorder import Recorder
from casefile.store.database import MOST_HELD, Database
from casefile.upkeep.verify import verify
from tests.api.conftest import Caller
from tests.durability.test_doubt import texts
from tests.length import at_length
from tests.store.writing import entry, opened, recorder

POSTS = at_length(short=200, long=20_000)
SERVERS, THREADS = 2, 8
ENDING = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def obey(writer: Recorder, said: str) -> Counter[str]:
    """Post an entry until it is recorded, as the answers say: anew, or with the id that is told.

    Returns how often each was told.
    """
    told: Counter[str] = Counter()
    event_id = None
    while True:
        try:
            writer.record([entry(f"m{len(said) % 3}", event_id, text=said)], by="test")
        except (Busy, OperationalError) as error:  # a 503 of the API
            told[type(error).__name__] += 1
        except OutcomeUnknown as unknown:
            told["OutcomeUnknown"] += 1
            (event_id,) = unknown.event_ids
        else:
            return told


def test_backends__killed_while_many_post_and_post_again__nothing_lost_and_nothing_doubled(
    server_url: str, direct: Database
) -> None:
    chance = random.Random(6)  # noqa: S311 - chance, not secrets
    for number in range(3):
        recorder(direct).record([opened(f"m{number}")], by="test")
    done = Event()

    def kill() -> int:
        killed = 0
        with direct.own() as admin:
            while not done.wait(chance.random() / 40):
                killed += admin.execute(text(f"{ENDING} AND random() < 0.5")).scalar_one()
        return killed

    names = [f"{'x' * (number % 3)}{number}" for number in range(POSTS)]
    with ExitStack() as stack:
        servers = [
            recorder(stack.enter_context(closing(Database(server_url)))) for _ in range(SERVERS)
        ]
        with ThreadPoolExecutor(THREADS + 1) as threads:
            killing = threads.submit(kill)
            try:
                posting = [
                    threads.submit(obey, servers[place % SERVERS], said)
                    for place, said in enumerate(names)
                ]
                told = sum((one.result() for one in posting), Counter[str]())
            finally:
                done.set()
    assert killing.result() > POSTS / 100, told
    assert Counter(texts(direct)) == Counter(names)
    assert verify(direct).sound


def test_lines_at_rest__all_killed__cost_nobody_an_answer(
    direct: Database, server_url: str
) -> None:
    recorder(direct).record([opened("m")], by="test")
    token = tokens.issue(direct, "ann", Role.PARALEGAL, days=1)
    with closing(Database(server_url)) as database:
        caller = Caller(create_app(Config(database_url=server_url), database), token)
        refused = []
        for _ in range(at_length(short=5, long=100)):
            with ExitStack() as lines:
                for _ in range(MOST_HELD):
                    lines.enter_context(database.read())
            with direct.own() as admin:
                admin.execute(text(ENDING.replace("(pid)", "(pid, 5000)")))
            with ThreadPoolExecutor(THREADS) as threads:
                asked = threads.map(lambda _: caller.get("/api/matters/m"), range(3 * THREADS))
                refused.append(sum(answer.status_code != 200 for answer in asked))
    assert not any(refused), refused
