"""schemathesis asks everything that the description allows, and all that it does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import update

from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.store.database import Database
from tests.api.conftest import Caller
from tests.length import LONG, at_length

CONFIG = Path(__file__).with_name("schemathesis.toml")
# The types of events whose posts are tried in every way; with all of them it would take an hour.
# In short, and on PostgreSQL, the first one alone: what reads a post has not met the database yet.
FEW = ("note.recorded", "sentence.imposed", "event.corrected")
OWN_ID = 123_456_789  # of the token in use, so that none of the revoked ones is it


@pytest.fixture
def token(database: Database, story: Caller) -> str:
    """Return the token of an admin whose office has a matter with events."""
    del story
    text = tokens.issue(database, "admin", Role.ADMIN, days=1)
    own = tokens.tokens.c.token_id == tokens.read(database, text).token_id
    with database.write() as connection:
        connection.execute(update(tokens.tokens).where(own).values(token_id=OWN_ID))
    return text


# The same questions in every run, so that a change alone can make the test fail.
SEED = "--seed=20230420"


def run(token: str, *arguments: str, cwd: Path) -> None:
    """Run schemathesis; it fails on any answer that the description does not have."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "schemathesis.cli",
            f"--config-file={CONFIG}",
            "run",
            SEED,
            *arguments,
        ],
        cwd=cwd,
        env={**os.environ, "CASEFILE_TEST_TOKEN": token, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-10_000:] + done.stderr[-2_000:]


def examples(database: Database) -> str:
    """Return how many requests to make of each kind; the code before both databases is the same."""
    sqlite, postgresql = at_length(short=(4, 2), long=(100, 40))
    return str(sqlite if database.is_sqlite else postgresql)


def test_api__whatever_is_asked__answers_as_described(
    server: str, token: str, database: Database, tmp_path: Path
) -> None:
    url = f"{server}/api/openapi.json"
    phases = "--phases=examples,fuzzing,stateful"
    run(token, url, phases, f"--max-examples={examples(database)}", cwd=tmp_path)


def test_api__every_limit_and_every_violation__answered_as_described(
    server: str, token: str, database: Database, tmp_path: Path
) -> None:
    with urllib.request.urlopen(f"{server}/api/openapi.json") as answer:  # noqa: S310 - our own
        description = json.load(answer)
    posted = description["components"]["schemas"]["PostedEvent"]
    mapping = posted["discriminator"]["mapping"]
    tags = FEW if LONG and database.is_sqlite else FEW[:1]
    posted["oneOf"] = [{"$ref": mapping[tag]} for tag in tags]
    posted["discriminator"]["mapping"] = {tag: mapping[tag] for tag in tags}
    few = tmp_path / "few.json"
    few.write_text(json.dumps(description))

    run(token, str(few), f"--url={server}", "--phases=coverage", cwd=tmp_path)
