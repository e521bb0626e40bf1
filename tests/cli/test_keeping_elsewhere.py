"""The log and the calendar taken out, the log taken in again, and the feed of a real server."""

from __future__ import annotations

import json
import re
import socket
import stat
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import FIXTURES, Terminal
from tests.cli.test_keeping import running
from tests.databases import Databases
from tests.shared import real

DOCKET = """
{"matter_id": "m1", "type": "matter.opened", "effective": "2023-01-01", "data": \
{"title": "Doe", "category": "criminal", "jurisdiction": "US-NM", "time_zone": "America/Denver"}}
{"matter_id": "m1", "type": "hearing.scheduled", "effective": "2023-01-02", "data": \
{"hearing_id": "h1", "kind": "trial", "at": "2023-06-01T09:00"}}
{"matter_id": "m1", "type": "deadline.set", "effective": "2023-01-02", "data": \
{"deadline_id": "d1", "kind": "answer", "due": "2023-05-01"}}
""".replace("\\\n", "")


@pytest.fixture
def elsewhere(databases: Databases) -> Iterator[Terminal]:
    """Return the program on another casefile, which is empty."""
    with databases.fresh() as url:
        yield Terminal(url)


@pytest.fixture
def docket(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Return the program on a database with a hearing and a deadline."""
    file = tmp_path / "docket.jsonl"
    file.write_text(DOCKET)
    terminal("load", str(file))
    return terminal


@pytest.fixture
def port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_log__out_and_in_again__answers_as_before(
    story: Terminal, elsewhere: Terminal, tmp_path: Path
) -> None:
    story("token", "create", "ida")
    file = tmp_path / "log.jsonl"
    assert story("export-log", "--output", str(file)) == ""
    assert story.error.startswith("43 events written. Tokens are no part of the log.\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["log.jsonl"]

    told = elsewhere("restore-log", str(file))
    assert told.startswith("43 events restored, the last recorded at 2023-04-20T00:00:00.000000Z;")
    assert "token create" in told
    asked = ("status", "alec-baldwin", "--as-of", "2023-04-20")
    assert elsewhere.json(*asked) == story.json(*asked)
    assert elsewhere("verify").startswith("Sound: all 43 events and every read table.\n")
    assert elsewhere.json("token", "list") == {"tokens": []}
    elsewhere("restore-log", str(file), code=1)
    assert elsewhere.error.endswith("Nothing was changed. [restore.not_empty]\n")


def test_log__through_a_pipe__is_the_same(story: Terminal, elsewhere: Terminal) -> None:
    text = story("export-log", "--output", "-")
    assert story.error.startswith("43 events written.")
    answer = json.loads(elsewhere("restore-log", "-", "--json", given=text))
    assert answer == {
        "events": 43,
        "recorded_at": "2023-04-20T00:00:00.000000Z",
        "parked": [],
    }
    again = elsewhere("export-log", "--output", "-")
    assert again.partition("\n")[2] == text.partition("\n")[2]


def test_log__that_is_damaged__refused_with_its_line(
    story: Terminal, elsewhere: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "log.jsonl"
    text = story("export-log", "--output", "-").replace("manslaughter", "murder", 1)
    file.write_text(text)
    elsewhere("restore-log", str(file), code=2)
    assert re.search(r"log\.jsonl, line \d+: The body does not have the hash", elsewhere.error)
    assert elsewhere.json("events")["head"] == 0
    elsewhere("restore-log", str(FIXTURES / "rust.jsonl"), code=2)
    assert "line 1: This is no log as export-log writes it. [restore.header]" in elsewhere.error


@pytest.mark.parametrize("command", ["export-log", "export-calendar"])
def test_output__that_cannot_be_written__said_and_nothing_left(
    story: Terminal, tmp_path: Path, command: str
) -> None:
    story(command, "--output", str(tmp_path / "none" / "file"), code=1)
    assert "No such file or directory" in story.error
    kept = tmp_path / "kept"
    kept.write_text("what was there")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.fsync", _no_space)
        story(command, "--output", str(kept), code=1)
    assert "No space left" in story.error
    assert kept.read_text() == "what was there"
    assert list(tmp_path.iterdir()) == [kept]


def _no_space(_number: int) -> None:
    raise OSError(28, "No space left on device")


def test_calendar__as_a_file__holds_what_was_asked_for(docket: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "calendar.ics"
    docket("export-calendar", "--output", str(file), "--matter", "m1")
    assert docket.error == "2 entries written.\n"
    docket("export-calendar", "--output", "-", "--matter", "m1", "--to", "2023-05-20")
    assert docket.error == "1 entry written.\n"
    found = icalendar.Calendar.from_ical(file.read_bytes())
    assert str(found["NAME"]) == "casefile, m1"
    starts = {str(one["UID"]): one["DTSTART"].to_ical() for one in found.walk("VEVENT")}
    assert starts == {
        "deadline/m1/d1@casefile": b"20230501",
        "hearing/m1/h1@casefile": b"20230601T090000",
    }
    text = docket("export-calendar", "--output", "-", "--from", "2023-05-15")
    assert text.count("BEGIN:VEVENT") == 1
    assert docket("export-calendar", "--output", "-", "--known-at", "@1").count("VEVENT") == 0
    docket("export-calendar", "--output", "-", "--matter", "m9", code=3)
    docket("export-calendar", "--output", "-", "--from", "soon", code=2)


def test_token__of_a_matters_calendar__is_made_and_listed(docket: Terminal) -> None:
    made = docket.json("token", "create", "ida", "--role", "calendar", "--matter", "m1")
    assert (made["role"], made["matter_id"]) == ("calendar", "m1")
    assert "calendar of m1" in docket("token", "list")
    docket("token", "create", "ida", "--matter", "m1", code=2)
    assert "[token.matter]" in docket.error
    docket("token", "create", "ida", "--role", "calendar", "--matter", "m9", code=3)
    assert len(docket.json("token", "list")["tokens"]) == 1


def test_feed__of_a_real_server__is_read_and_its_secret_is_printed_nowhere(
    docket: Terminal, port: int, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    secret = docket("token", "create", "Ida Penn", "--role", "calendar").strip()
    with running("serve", docket.url, port, log) as at:
        address = f"{at}/api/calendar.ics?token={secret}"
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            tag, text = answer.headers["ETag"], answer.read()
        assert text.count(b"BEGIN:VEVENT") == 2
        again = urllib.request.Request(address, headers={"If-None-Match": tag})  # noqa: S310 - our own server
        with pytest.raises(urllib.error.HTTPError, match="304") as unchanged:
            urllib.request.urlopen(again)  # noqa: S310 - our own server
        unchanged.value.close()
        with pytest.raises(urllib.error.HTTPError, match="401") as refused:
            urllib.request.urlopen(address.replace("calendar.ics", "matters"))  # noqa: S310 - our own server
        refused.value.close()
    told = log.read_text()
    assert "route=/api/calendar.ics ids=- token=1 person=- status=304" in told
    assert not re.search(f"{secret}|{secret[9:]}|casefile_|Ida|Penn|Doe", told)


def test_log__of_real_dockets__comes_back_byte_for_byte(
    terminal: Terminal, elsewhere: Terminal
) -> None:
    terminal("import", "pacer", str(real("pacer_dockets", "appellate")))
    text = terminal("export-log", "--output", "-")
    assert text.count("\n") > 200
    elsewhere("restore-log", "-", given=text)
    again = elsewhere("export-log", "--output", "-")
    assert again.partition("\n")[2] == text.partition("\n")[2]
    assert elsewhere("verify").startswith("Sound: all ")
