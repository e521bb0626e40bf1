"""verify, rebuild, token, demo and serve: keeping casefile running."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from casefile.answers.record import log
from casefile.cli.demo import prepare
from casefile.cli.serve import address
from casefile.config import Config, read_config
from casefile.errors import Refused
from casefile.office import open_office
from casefile.server.running import STOP_WITHIN
from casefile.store.database import Database
from tests.cli.conftest import FIXTURES, Terminal
from tests.length import at_length
from tests.programs import start
from tests.tampering import tamper

ROOT = Path(__file__).parents[2]
READY_WITHIN = 30  # seconds, on a busy machine


def change(url: str, *statements: str) -> None:
    """Change the database behind casefile's back."""
    with closing(Database(url)) as database:
        tamper(database, *statements)


def test_verify__untouched__is_sound(story: Terminal) -> None:
    assert story("verify").startswith("Sound: all 43 events and every read table.\n")
    answer = story.json("verify")
    assert (answer["sound"], answer["position"], answer["failures"]) == (True, 43, [])


def test_verify__a_byte_changed__fails_and_names_its_position(story: Terminal) -> None:
    change(story.url, "UPDATE events SET body = replace(body, 'Joel', 'Noel') WHERE position = 10")
    story("verify", code=1)
    assert "Position 10: The body does not have the hash" in story.error
    failures = story.json("verify", code=1)["failures"]
    assert 10 in [one["position"] for one in failures]


def test_rebuild__untouched__is_equal(story: Terminal) -> None:
    assert story("rebuild").endswith("Every read table equals the log.\n")
    (only,) = story.json("rebuild", "spans")["projections"]
    assert (only["name"], only["equal"]) == ("spans", True)


def test_rebuild__a_row_lost__fails_once_and_mends_it(story: Terminal) -> None:
    change(story.url, "DELETE FROM item_spans WHERE matter_id = 'halls'")
    story("rebuild", code=1)
    assert story("rebuild").endswith("Every read table equals the log.\n")
    answer = story.json("status", "david-halls", "--as-of", "2023-04-20")
    assert answer["tracks"]["criminal"]["status"] == "sentenced"


def test_rebuild__of_a_table_that_is_none__is_malformed(story: Terminal) -> None:
    story("rebuild", "guesses", code=2)
    assert "[projection.unknown]" in story.error


def test_token__made_listed_and_revoked__is_shown_once(terminal: Terminal) -> None:
    made = terminal("token", "create", "Ida", "--role", "attorney", "--label", "desk")
    assert made.startswith("casefile_")
    assert "shown only now" in terminal.error
    (token,) = terminal.json("token", "list")["tokens"]
    assert (token["user"], token["role"], token["label"]) == ("Ida", "attorney", "desk")
    listed = terminal("token", "list")
    assert "valid" in listed
    assert made.strip() not in listed
    terminal("token", "revoke", str(token["token_id"]))
    assert "revoked" in terminal("token", "list")
    terminal("token", "revoke", "99", code=3)
    assert terminal.error == "There is no token 99. [token.unknown]\n"
    assert terminal.json("token", "create", "Bo")["token"].startswith("casefile_")


def test_token__with_a_role_or_a_life_that_is_none__is_a_usage_error(terminal: Terminal) -> None:
    terminal("token", "create", "Ida", "--role", "king", code=2)
    terminal("token", "create", "Ida", "--days", "0", code=2)
    terminal("token", "create", "Ida", "--days", "99999", code=2)
    assert terminal.json("token", "list") == {"tokens": []}


@pytest.mark.parametrize(
    ("host", "url"), [("127.0.0.1", "http://127.0.0.1:80"), ("::1", "http://[::1]:80")]
)
def test_address__of_a_host__is_a_url(host: str, url: str) -> None:
    assert address(Config("sqlite://", host=host, port=80)) == url


@pytest.fixture
def port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_serve__port_taken__says_so_and_touches_nothing(terminal: Terminal, command: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        terminal.environ["CASEFILE_PORT"] = str(other.getsockname()[1])
        terminal(command, code=4)
    assert terminal.error.endswith("address already in use. [server.port]\n")
    assert terminal.json("token", "list") == {"tokens": []}
    assert terminal.json("events")["head"] == 0


@contextmanager
def running(command: str, url: str, port: int, log: Path) -> Iterator[str]:
    """Run the server as a program of its own and yield its address once it answers."""
    settings = {"CASEFILE_DATABASE_URL": url, "CASEFILE_PORT": str(port)}
    at = f"http://127.0.0.1:{port}"
    with log.open("w") as output:
        streams = (None, output.fileno(), output.fileno())
        server = start(command, environ=settings, streams=streams)
        try:
            deadline = time.monotonic() + READY_WITHIN
            while not answers_at(at):
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.05)
            yield at
        finally:
            server.send_signal(signal.SIGINT)
            code = server.wait(READY_WITHIN)
    assert code == 0, log.read_text()


def answers_at(address_: str) -> bool:
    try:
        with urlopen(f"{address_}/api/health") as response:  # noqa: S310 - our own address
            return bool(response.status == 200)
    except OSError:
        return False


def ask(address_: str, token: str) -> Any:
    question = Request(  # noqa: S310 - our own address
        f"{address_}/api/parties/alec-baldwin/status?as_of=2023-04-20",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urlopen(question) as response:  # noqa: S310 - our own server
        return json.load(response)


def test_demo__new_database__loads_the_story_and_serves_it_and_again(
    new_terminal: Terminal, port: int, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with running("demo", new_terminal.url, port, log) as at:
        told = log.read_text()
        assert f"casefile is at  {at}\n" in told
        assert "43 events of the seed story" in told
        assert "curl -H 'Authorization: Bearer casefile_" in told
        assert "Criminal: pleaded not guilty" in told
        first = re.findall(r"casefile_[\w-]+", told)[0]
        answer = ask(at, first)
        assert answer["tracks"]["criminal"]["label"] == "pleaded not guilty"
        asked = ("status", "alec-baldwin", "--as-of", "2023-04-20")
        assert new_terminal.json(*asked) == answer
    with running("demo", new_terminal.url, port, log) as at:
        told = log.read_text()
        assert "seed story" not in told
        assert ask(at, re.findall(r"casefile_[\w-]+", told)[0]) == answer
        with pytest.raises(HTTPError, match="401") as refused:
            ask(at, first)
        refused.value.close()


def test_demo__database_of_an_office__refused_and_left_as_it_was(
    terminal: Terminal, new_terminal: Terminal
) -> None:
    new_terminal("init", "--name", "Small firm", "--time-zone", "America/Denver")
    opening = ("post", "doe", "matter.opened", "title=Doe", "category=civil", "jurisdiction=US-NM")
    terminal(*opening)
    for url, events in ((new_terminal.url, 0), (terminal.url, 1)):
        config = read_config({"CASEFILE_DATABASE_URL": url})
        with open_office(config, migrated=False) as office:
            with pytest.raises(Refused, match="run: casefile serve") as refused:
                prepare(office)
            assert refused.value.code == "demo.office"
            assert log.head(office).position == events


def test_demo__that_was_broken_off_before_the_story__goes_on(new_terminal: Terminal) -> None:
    new_terminal("init", "--name", "Seed story", "--time-zone", "America/Denver")
    config = read_config({"CASEFILE_DATABASE_URL": new_terminal.url})
    with open_office(config, migrated=False) as office:
        prepare(office)
        prepare(office)
        assert log.head(office).position == 43


def test_serve__asked_for_a_person__logs_ids_and_no_names(
    story: Terminal, port: int, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    token = story("token", "create", "Ida Penn").strip()
    with running("serve", story.url, port, log) as at:
        ask(at, token)
        search = Request(  # noqa: S310 - our own address
            f"{at}/api/parties?q=Hutchins", headers={"Authorization": f"Bearer {token}"}
        )
        urlopen(search).close()  # noqa: S310 - our own server
    told = log.read_text()
    assert "alec-baldwin" in told
    assert not re.search("Hutchins|Ida|Penn|Alec Baldwin|casefile_", told)


def test_serve__stopped_while_it_starts__ends_at_once(
    terminal: Terminal, port: int, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    for _ in range(at_length(short=2, long=20)):
        with log.open("w") as output:
            server = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=os.environ | terminal.environ | {"CASEFILE_PORT": str(port)},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            while "Serving on" not in log.read_text():
                assert server.poll() is None, log.read_text()
                time.sleep(0.01)
            server.send_signal(signal.SIGTERM)
            assert server.wait(READY_WITHIN) == 0, log.read_text()
        assert "Traceback" not in log.read_text()


def test_serve__interrupted_at_a_terminal__stops_at_once(
    terminal: Terminal, port: int, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    for _ in range(at_length(short=3, long=20)):
        with log.open("w") as output:
            settings = terminal.environ | {"CASEFILE_PORT": str(port)}
            streams = (None, output.fileno(), output.fileno())
            server = start("serve", environ=settings, streams=streams)
            while not answers_at(f"http://127.0.0.1:{port}"):
                assert server.poll() is None, log.read_text()
                time.sleep(0.05)
            began = time.monotonic()
            os.killpg(server.pid, signal.SIGINT)
            assert server.wait(READY_WITHIN) == 0, log.read_text()
        assert time.monotonic() - began < STOP_WITHIN, log.read_text()


def test_serve__database_not_migrated__says_so(new_terminal: Terminal) -> None:
    new_terminal("serve", code=4)
    assert "run: casefile init" in new_terminal.error


def test_run__interrupted_in_a_pipe__leaves_no_traceback(story: Terminal) -> None:
    typed = f"{sys.executable} manage.py events --json | head -n 1"
    ran = subprocess.run(  # noqa: S602 - a pipe, with nothing from outside in it
        typed,
        shell=True,
        cwd=ROOT,
        env=os.environ | story.environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("{\n", "")


def test_program__typed_in_a_shell__exits_with_what_happened(story: Terminal) -> None:
    def run(*typed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *typed],
            cwd=ROOT,
            env=os.environ | story.environ,
            capture_output=True,
            text=True,
            check=False,
        )

    shown = run("status", "david-halls", "--as-of", "2023-03-31")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "sentenced to 6 months' probation, suspended" in shown.stdout.replace("\n", " ")
    missing = run("status", "nobody")
    assert (missing.returncode, missing.stdout) == (3, "")
    assert missing.stderr == "There is no party nobody. [party.unknown]\n"
    again = run("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    assert "43 were there already" in again.stdout
