"""One hard iCalendar file, as four programs of other makers read it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]  # it has no types

from casefile.answers.due.appointments import Appointment
from casefile.answers.due.revisions import Revision
from casefile.exports.ics import calendar_name, ics
from casefile.law.edtf import parse

ROOT = Path(__file__).parents[2]
INSTALLED = ROOT / ".venv/readers"
MADE = datetime(2026, 1, 5, 17, 30, tzinfo=UTC)

Event = Mapping[str, Any]


class Meant(NamedTuple):
    """An entry, and what of it every program is to show."""

    entry: Appointment
    status: str
    summary: str
    start: str

    @property
    def event(self) -> Event:
        """Return what every program is to show, with one kind of break between lines."""
        one = self.entry
        said = f"{one.entry.capitalize()} {one.entry_id}: {one.said}"
        lines = [f"Matter: {one.matter_id}", said, *one.lines]
        if not one.when.exact or one.doubt:
            words = one.when.label
            lines.insert(0, f"{words[0].upper()}{words[1:]}")
        return {
            "uid": f"{one.uid}@casefile",
            "sequence": one.revision.number,
            "status": self.status,
            "summary": self.summary,
            "description": with_one_break("\n".join(lines)),
            "location": with_one_break(one.place),
            "start": self.start,
        }


def with_one_break(text: str) -> str:
    """Return a text in which each break of a line is the one that iCalendar has."""
    return "\n".join(text.splitlines())


def entry(
    at: str, entry_id: str, *, lines: Sequence[str] = (), number: int = 739_300, **given: Any
) -> Appointment:
    stated: dict[str, Any] = {
        "uid": f"hearing/m-1/{entry_id}",
        "entry": "hearing",
        "matter_id": "m-1",
        "entry_id": entry_id,
        "kind": "trial",
        "of": "",
        "when": parse(at, offset=True),
        "zone": "",
        "doubt": None,
        "place": "",
        "status": "scheduled",
        "said": "scheduled",
        "possible": (),
        "certain": True,
        "title": "Doe",
        "docket_no": "",
        "open": True,
        "lines": tuple(lines),
        "revision": Revision(number, MADE, MADE),
    }
    return Appointment(**(stated | given))


FOLDED = "🧑‍⚖️⚖️" * 30 + "é" * 40 + "שלום עולם " * 12
HARD = [
    Meant(
        entry("2026-07-01T09:30", "denver", zone="America/Denver", title=FOLDED),
        "CONFIRMED", f"Trial, {FOLDED}", "2026-07-01T15:30:00Z",
    ),
    Meant(
        entry("2026-12-01T09:30", "lord-howe", zone="Australia/Lord_Howe",
              lines=[r"C:\new\temp\\", r'a, b; c: "d" \n \; \, \\n', "x=1;y=2,z^n^'"]),
        "CONFIRMED", "Trial, Doe", "2026-11-30T22:30:00Z",
    ),
    Meant(
        entry("2026-03-08T09:00", "changed", zone="America/New_York", place="Room 1\r\nFloor 2"),
        "CONFIRMED", "Trial, Doe", "2026-03-08T13:00:00Z",
    ),
    Meant(
        entry("2026-11-01T01:30-05:00", "second", zone="America/New_York"),
        "CONFIRMED", "Trial, Doe", "2026-11-01T06:30:00Z",
    ),
    Meant(
        entry("2026-02-03T09:15:30Z", "utc", place="line\u2028separator",
              lines=["p\u2029q", "n\x85m", "a\r\nb\rc\nd", "BEGIN:VEVENT", "END:VCALENDAR"]),
        "CONFIRMED", "Trial, Doe", "2026-02-03T09:15:30Z",
    ),
    Meant(
        entry("2026-05-06", "day", title='Doe; Roe, "Moe" \\ Co.\u2028Ltd',
              docket_no="1:26-cv-1"),
        "CONFIRMED", 'Trial, Doe; Roe, "Moe" \\ Co.\nLtd (1:26-cv-1)', "2026-05-06",
    ),
    Meant(
        entry("2026-05", "month"),
        "TENTATIVE", "Trial, Doe, May 2026", "2026-05-01",
    ),
    Meant(
        entry("2026-08-09", "again", number=739_412, place=" \tleading and trailing "),
        "CONFIRMED", "Trial, Doe", "2026-08-09",
    ),
    Meant(
        entry("2026-08-10", "off", number=2_000_739_412, status="cancelled", said="cancelled"),
        "CANCELLED", "[cancelled] Trial, Doe", "2026-08-10",
    ),
    Meant(
        entry("2026-09-01", "d", uid="deadline/m-1/d", entry="deadline", kind="answer",
              of="\u202eRoe\u202c, Inc.", status="open", said="open"),
        "CONFIRMED", "Deadline of \u202eRoe\u202c, Inc.: answer, Doe", "2026-09-01",
    ),
    Meant(
        entry("2026-09-02", "k1", uid="item/m-1/k1/2", entry="item", kind="probation ends",
              of="larceny", status="running", said="running"),
        "CONFIRMED", "Probation ends: larceny, Doe", "2026-09-02",
    ),
]  # fmt: skip
FLOATING = Meant(
    entry("2026-10-11T09:00", "floats"), "CONFIRMED", "Trial, Doe", "2026-10-11T09:00:00"
)


def start_of(value: date) -> str:
    """Return a start as a day, an instant in UTC, or a floating time."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def by_icalendar(file: bytes) -> list[Event]:
    events: list[Any] = icalendar.Calendar.from_ical(file).walk("VEVENT")
    return [
        {
            "uid": str(one["UID"]),
            "sequence": int(one["SEQUENCE"]),
            "status": str(one["STATUS"]),
            "summary": str(one["SUMMARY"]),
            "description": str(one["DESCRIPTION"]),
            "location": str(one.get("LOCATION", "")),
            "start": start_of(one["DTSTART"].dt),
        }
        for one in events
    ]


def by_vobject(file: bytes) -> list[Event]:
    calendar = vobject.readOne(file.decode())
    return [
        {
            "uid": one.uid.value,
            "sequence": int(one.sequence.value),
            "status": one.status.value,
            "summary": one.summary.value,
            "description": one.description.value,
            "location": one.location.value if hasattr(one, "location") else "",
            "start": start_of(one.dtstart.value),
        }
        for one in calendar.vevent_list
    ]


def by_node(reader: str, file: bytes) -> list[Event]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("There is no Node here, on which this reader runs: make node")
    if not (INSTALLED / "node_modules").is_dir():
        pytest.skip("The readers from npm are not installed: make readers")
    # In a zone of its own, in which a floating time would be another instant.
    place = {**os.environ, "TZ": "Asia/Kathmandu"}
    command = [node, str(ROOT / "tests/exports/node/read.mjs"), str(INSTALLED)]
    done = subprocess.run(command, input=file, env=place, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)[reader]


READERS: Mapping[str, Callable[[bytes], list[Event]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical.js": lambda file: by_node("ical.js", file),
    "node-ical": lambda file: by_node("node-ical", file),
}


# What a reader gets wrong by itself, of a file that the others read as it was meant.
# node-ical takes a backslash that stands before the letter n for the end of a line, and a floating
# time for one in the first zone of the file.
_lord_howe = HARD[1].event
WRONG: Mapping[tuple[str, str], Event] = {
    ("node-ical", _lord_howe["uid"]): {
        "description": _lord_howe["description"].replace("\\n", "\\\n")
    },
    ("node-ical", FLOATING.event["uid"]): {"start": "2026-10-11T15:00:00Z"},
}


@pytest.mark.parametrize("reader", READERS)
def test_hard_file__read_by_another_maker__says_what_was_meant(reader: str) -> None:
    meant = [*HARD, FLOATING]
    file = ics([one.entry for one in meant], calendar_name("m-1"))
    found = READERS[reader](file)
    assert len(found) == len(meant)
    for is_, ought in zip(found, (one.event for one in meant), strict=True):
        assert is_ == {**ought, **WRONG.get((reader, ought["uid"]), {})}


@pytest.mark.parametrize("reader", READERS)
def test_floating_time__in_a_file_without_zones__is_read_as_one(reader: str) -> None:
    found = READERS[reader](ics([FLOATING.entry], calendar_name(None)))
    assert found == [FLOATING.event]
