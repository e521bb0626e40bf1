"""Hearings and deadlines as an iCalendar file, read again by its library and by a strict reader."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical  # type: ignore[import-untyped]  # it has no types
from hypothesis import example, given
from hypothesis import strategies as st

from casefile.answers.due.appointments import Appointment, appointments
from casefile.answers.due.calendar import Window
from casefile.answers.due.revisions import Revision
from casefile.errors import Malformed, Unknown
from casefile.exports.ics import ics
from casefile.law.edtf import parse
from tests.asking import Answers, choose_zone
from tests.histories import Office

MADE = datetime(2023, 1, 1, tzinfo=UTC)
DENVER = ZoneInfo("America/Denver")
OPENING = (
    "o: 2021-01-01 matter.opened @t time_zone=America/Denver title=Doe docket_no=D-101 "
    "category=criminal jurisdiction=US-NM"
)
# Each entry as it is set, with its start, the day after its last, and the words that it is given.
SPANS: list[tuple[str, Any, Any, str]] = [
    ("2023-06-01", date(2023, 6, 1), date(2023, 6, 2), ""),
    ("2023-06-01/2023-06-20", date(2023, 6, 1), date(2023, 6, 21),
     "between 1 June 2023 and 20 June 2023"),
    ("2023-06-15~", date(2023, 5, 31), date(2023, 7, 1), "about 15 June 2023"),
    ("2023-06-15?", date(2023, 6, 15), date(2023, 6, 16), "15 June 2023 (uncertain)"),
    ("2021-21", date(2021, 3, 1), date(2021, 6, 22), "spring 2021"),
    ("2024-02", date(2024, 2, 1), date(2024, 3, 1), "February 2024"),
    ("2023", date(2023, 1, 1), date(2024, 1, 1), "2023"),
    ("../2023-06-01", date(2023, 6, 1), date(2023, 6, 2), "on or before 1 June 2023"),
    ("2023-06-01/..", date(2023, 6, 1), date(2023, 6, 2), "on or after 1 June 2023"),
    ("9999-12-31", date(9999, 12, 31), None, ""),
    ("2023-06-01T09:30", datetime(2023, 6, 1, 9, 30, tzinfo=DENVER), None, ""),
    ("2023-06-01T09:30:15", datetime(2023, 6, 1, 9, 30, 15, tzinfo=DENVER), None, ""),
]  # fmt: skip


def lines_of(file: bytes) -> list[tuple[str, str]]:
    """Read a file as RFC 5545 has it, strictly: (name with its parameters, value) for each line."""
    assert file.endswith(b"\r\n")
    physical = file[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    whole: list[bytes] = []
    for line in physical:
        if line.startswith(b" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    found = []
    for line in whole:
        matched = re.fullmatch(
            r'([A-Z-]+(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', line.decode(), re.DOTALL
        )
        assert matched, line
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", matched[2])
        found.append((matched[1], matched[2]))
    return found


ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS", "SEQUENCE", "CREATED",
        "LAST-MODIFIED", "TRANSP", "CATEGORIES")  # fmt: skip


def checked(file: bytes) -> list[dict[str, str]]:
    """Return the events of a file, each as its lines, having seen that the file is in order."""
    lines = lines_of(file)
    assert lines[0] == ("BEGIN", "VCALENDAR")
    assert lines[-1] == ("END", "VCALENDAR")
    assert ("VERSION", "2.0") in lines
    assert sum(name == "PRODID" for name, _ in lines) == 1
    within: list[str] = []
    events: list[dict[str, str]] = []
    zones, used = [], set()
    for name, value in lines:
        if name == "BEGIN":
            within.append(value)
            if value == "VEVENT":
                events.append({})
            continue
        if name == "END":
            assert within.pop() == value
            continue
        plain = name.partition(";")[0]
        if within[-1] == "VEVENT":
            assert plain not in events[-1], name
            events[-1][plain] = value
            used |= set(re.findall(r"TZID=([^;:]+)", name))
        if within[-1] == "VTIMEZONE" and plain == "TZID":
            zones.append(value)
    assert within == []
    assert sorted(used) == zones
    for event in events:
        assert set(ONCE) <= set(event)
        assert event["STATUS"] in {"CONFIRMED", "TENTATIVE", "CANCELLED"}
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert "\\n" not in event["UID"]
    uids = [event["UID"] for event in events]
    assert len(set(uids)) == len(uids)
    return events


def unescaped(text: str) -> str:
    """Return a TEXT value as it was."""
    return re.sub(r"\\([\\;,nN])", lambda hit: "\n" if hit[1] in "nN" else hit[1], text)


def answers(office: Office, zone: str = "UTC") -> Answers:
    choose_zone(office.database, zone)
    return Answers(office.database)


def file_of(office: Office, *, zone: str = "UTC", **window: Any) -> bytes:
    """Return the calendar of an office as a file that has been looked at."""
    file = ics(appointments(answers(office, zone), Window(**window)).found, "casefile")
    checked(file)
    return file


def read(file: bytes) -> dict[str, Any]:
    """Read a file with the library: its events by their ids."""
    parsed = icalendar.Calendar.from_ical(file)
    assert all(not one.errors for one in parsed.walk())
    return {str(one["UID"]): one for one in parsed.walk("VEVENT")}


def only(file: bytes) -> Any:
    (event,) = read(file).values()
    return event


def hearing(at: str, hearing_id: str = "h", matter: str = "t", **fields: str) -> str:
    given = " ".join(f"{name}={value}" for name, value in fields.items())
    kind = f"hearing_id={hearing_id} kind=arraignment at={at}"
    return f"2023-01-02 hearing.scheduled @{matter} {kind} {given}"


@pytest.mark.parametrize(("at", "start", "end", "said"), SPANS, ids=[one[0] for one in SPANS])
def test_entry__at_any_kind_of_date__spans_its_days_and_says_so(
    office: Office, at: str, start: Any, end: Any, said: str
) -> None:
    office.post(OPENING)
    office.post(hearing(at))
    event = only(file_of(office))
    assert event["DTSTART"].dt == start
    assert (event["DTEND"].dt if "DTEND" in event else None) == end
    assert str(event["SUMMARY"]) == "Arraignment, Doe (D-101)" + (f", {said}" if said else "")
    assert said.lower() in str(event["DESCRIPTION"]).lower()
    assert str(event["STATUS"]) == ("TENTATIVE" if said else "CONFIRMED")
    assert str(event["TRANSP"]) == ("OPAQUE" if isinstance(start, datetime) else "TRANSPARENT")


def test_hearing__over_the_change_of_clocks__is_at_its_hour_in_the_matters_zone(
    office: Office,
) -> None:
    office.post(OPENING)
    days = ("2023-03-11", "2023-03-12", "2023-11-04", "2023-11-05", "2023-11-06")
    for day in days:
        office.post(hearing(f"{day}T09:00", hearing_id=day))
    file = file_of(office)
    own = tzical(io.StringIO(file.decode())).get()
    assert own is not None
    found = read(file)
    utc = []
    for day in days:
        event = found[f"hearing/t/{day}@casefile"]
        assert event["DTSTART"].params["TZID"] == "America/Denver"
        local = event["DTSTART"].dt.replace(tzinfo=None)
        assert local == datetime.fromisoformat(f"{day}T09:00")
        utc.append(local.replace(tzinfo=own).astimezone(UTC).hour)
    assert utc == [16, 15, 15, 16, 16]


@pytest.mark.parametrize(
    "zone",
    ["America/Denver", "America/Phoenix", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu",
     "America/Sao_Paulo", "Africa/Casablanca"],
)  # fmt: skip
def test_zone__as_described_in_the_file__is_that_of_the_system_at_every_half_hour(
    zone: str,
) -> None:
    years = ("2018-01-01T10:00", "2019-12-31T10:00")
    file = ics([appointment(at=at, zone=zone, entry_id=at[:4]) for at in years], "x")
    checked(file)
    described = tzical(io.StringIO(file.decode())).get()
    assert described is not None
    system = ZoneInfo(zone)
    at = datetime(2018, 1, 1, tzinfo=UTC)
    while at < datetime(2019, 12, 31, tzinfo=UTC):
        local = at.astimezone(system)
        at += timedelta(minutes=30)
        # What is shown twice, or never, has no one offset.
        naive = local.replace(tzinfo=None)
        if naive.replace(tzinfo=system, fold=1).utcoffset() == local.utcoffset():
            assert naive.replace(tzinfo=described).utcoffset() == local.utcoffset(), local


def onsets(file: bytes) -> list[tuple[datetime, timedelta, timedelta]]:
    """Return each moment at which clocks are changed, in UTC, with the offsets before and after."""
    found = []
    observance: dict[str, str] = {}
    for name, value in lines_of(file):
        if (name, value) in {("BEGIN", "STANDARD"), ("BEGIN", "DAYLIGHT")}:
            observance = {}
        elif (name, value) in {("END", "STANDARD"), ("END", "DAYLIGHT")}:
            before, after = (offset(observance[key]) for key in ("TZOFFSETFROM", "TZOFFSETTO"))
            starts = [observance["DTSTART"], *observance.get("RDATE", "").split(",")]
            for start in filter(None, starts):
                local = datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
                found.append((local - before, before, after))
        else:
            observance[name] = value
    return sorted(found)


def offset(text: str) -> timedelta:
    hours, minutes = int(text[1:3]), int(text[3:5])
    return (-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes)


@pytest.mark.parametrize("zone", ["America/Denver", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_zone__each_change_of_its_clocks__comes_at_its_second(zone: str) -> None:
    years = ("2021-06-01T10:00", "2023-12-31T10:00")
    first, *changes = onsets(
        ics([appointment(at=at, zone=zone, entry_id=at[:4]) for at in years], "x")
    )
    assert first[0] < datetime(2021, 1, 1, tzinfo=UTC)
    assert len(changes) == 6
    for at, before, after in changes:
        system = ZoneInfo(zone)
        assert (at - timedelta(seconds=1)).astimezone(system).utcoffset() == before
        assert at.astimezone(system).utcoffset() == after
        assert before != after


def test_zone__of_a_hearing_on_the_day_of_a_change__has_that_change() -> None:
    file = ics([appointment(at="2023-03-12T09:00", zone="America/Denver")], "x")
    assert onsets(file)[-1][0] == datetime(2023, 3, 12, 9, tzinfo=UTC)


NOWHERE = "o: 2021-01-01 matter.opened @t title=Doe category=civil jurisdiction=US"


def test_hearing__in_a_place_that_nobody_knows__floats_and_says_so(office: Office) -> None:
    office.post(NOWHERE)
    office.post(hearing("2023-06-01T09:00"))
    for zone in ("UTC", "America/Denver"):  # the office's own says nothing of the place
        event = only(file_of(office, zone=zone))
        assert event["DTSTART"].to_ical() == b"20230601T090000"
        assert "TZID" not in event["DTSTART"].params
        assert str(event["SUMMARY"]) == "Arraignment, Doe, 2023-06-01T09:00, zone unknown"
        assert "zone unknown" in str(event["DESCRIPTION"])
        assert b"VTIMEZONE" not in file_of(office, zone=zone)


@pytest.mark.parametrize(
    ("opening", "fields", "zone"),
    [
        (NOWHERE, {"time_zone": "Pacific/Guam"}, "Pacific/Guam"),
        (OPENING, {"time_zone": "Pacific/Guam"}, "Pacific/Guam"),
        (OPENING, {}, "America/Denver"),
        (f"{NOWHERE} court_id=nysd", {}, "America/New_York"),
        (NOWHERE.replace("=US", "=US-CA"), {}, "America/Los_Angeles"),
    ],
)
def test_hearing__with_a_zone_of_its_own_or_around_it__is_in_that_zone(
    office: Office, opening: str, fields: dict[str, str], zone: str
) -> None:
    office.post(opening)
    office.post(hearing("2023-06-01T09:00", **fields))
    event = only(file_of(office, zone="America/Chicago"))
    assert event["DTSTART"].params["TZID"] == zone
    assert event["DTSTART"].to_ical() == b"20230601T090000"
    assert "zone" not in str(event["SUMMARY"])


@pytest.mark.parametrize(
    ("opening", "at", "start"),
    [
        (NOWHERE, "2023-06-01T09:00-05:00", b"20230601T140000Z"),
        (NOWHERE, "2023-06-01T09:00Z", b"20230601T090000Z"),
        (f"{NOWHERE} time_zone=UTC", "2023-06-01T09:00", b"20230601T090000Z"),
        (OPENING, "2023-11-05T01:30-06:00", b"20231105T013000"),
        # A program would take the hour for the first of the two.
        (OPENING, "2023-11-05T01:30-07:00", b"20231105T083000Z"),
    ],
)
def test_hearing__at_an_hour_with_its_offset__is_at_that_instant(
    office: Office, opening: str, at: str, start: bytes
) -> None:
    office.post(opening)
    office.post(hearing(at))
    assert only(file_of(office))["DTSTART"].to_ical() == start


@pytest.mark.parametrize("at", ["2023-03-12T02:30", "2023-11-05T01:30"])
def test_hearing__at_an_hour_that_became_doubtful__floats_and_says_so(
    office: Office, at: str
) -> None:
    office.post(NOWHERE)
    office.post(hearing(at))
    office.post('2023-01-05 event.corrected @t target=o changes={"time_zone":"America/Denver"}')
    event = only(file_of(office))
    assert event["DTSTART"].to_ical() == at.replace("-", "").replace(":", "").encode() + b"00"
    assert f"{at}, clock s" in str(event["SUMMARY"])


def test_entries__of_every_kind_and_state__are_all_there_with_their_state(office: Office) -> None:
    office.post(OPENING)
    office.post(
        """
        2023-01-02 hearing.scheduled @t hearing_id=held kind=trial at=2023-02-01
        2023-01-02 hearing.scheduled @t hearing_id=off kind=trial at=2023-02-02
        2023-01-02 hearing.scheduled @t hearing_id=old kind=trial at=2023-02-03
        2023-01-03 hearing.scheduled @t hearing_id=new kind=trial at=2023-02-04 replaces=old
        2023-02-01 hearing.held @t hearing_id=held kind=trial
        2023-01-09 hearing.cancelled @t hearing_id=off
        2023-01-02 deadline.set @t deadline_id=d1 kind=answer due=2023-02-05
        2023-01-02 deadline.set @t deadline_id=d2 kind=reply due=2023-02-06
        2023-01-09 deadline.closed @t deadline_id=d2 how=met
        2023-01-02 motion.filed @t motion_id=mo kind=suppress by=Roe due=2023-02-07
        """
    )
    found = read(file_of(office))
    assert {uid: str(event["STATUS"]) for uid, event in found.items()} == {
        "hearing/t/held@casefile": "CONFIRMED",
        "hearing/t/off@casefile": "CANCELLED",
        "hearing/t/old@casefile": "CANCELLED",
        "hearing/t/new@casefile": "CONFIRMED",
        "deadline/t/d1@casefile": "CONFIRMED",
        "deadline/t/d2@casefile": "CONFIRMED",
        "motion/t/mo@casefile": "CONFIRMED",
    }
    said = {uid.split("@")[0]: str(event["DESCRIPTION"]) for uid, event in found.items()}
    assert "Hearing held: held" in said["hearing/t/held"]
    assert "Hearing old: replaced" in said["hearing/t/old"]
    assert "Deadline d2: met" in said["deadline/t/d2"]
    assert str(found["hearing/t/off@casefile"]["SUMMARY"]).startswith("[cancelled] Trial, Doe")
    assert str(found["deadline/t/d1@casefile"]["SUMMARY"]) == "Deadline: answer, Doe (D-101)"
    assert not any("Roe" in text for text in said.values())
    everything = answers(office).calendar(limit=1_000)["entries"]
    assert len(found) == len(everything) == 7


def test_deadline__with_its_counting__says_rule_trigger_and_each_step(office: Office) -> None:
    office.post(OPENING)
    office.post(
        "2023-01-02 deadline.set @t deadline_id=d kind=answer due=2023-02-05 rule=FRCP-12 "
        'trigger=service steps=["Day\\u00201","Day\\u00202;\\u0020a,\\u0020b"]'
    )
    text = str(only(file_of(office))["DESCRIPTION"]).splitlines()
    assert text[1:] == [
        "Deadline d: open",
        "Rule: FRCP-12",
        "Trigger: service",
        "1. Day 1",
        "2. Day 2; a, b",
        text[-1],
    ]
    assert text[-1].startswith("Set by event ")


def test_entry__changed__has_the_same_uid_and_a_higher_sequence(office: Office) -> None:
    office.post(OPENING)
    office.post(hearing("2023-06-01"))
    office.post(hearing("2023-07-01", hearing_id="other"))
    seen = [read(file_of(office))]
    changes = (
        hearing("2023-06-02"),
        'c: 2023-01-05 event.corrected @t target=o changes={"docket_no":"D-7"}',
        "2023-01-05 hearing.cancelled @t hearing_id=h",
    )
    for change in changes:
        office.today = "2024-01-01"
        office.post(change)
        seen.append(read(file_of(office)))
    uid = "hearing/t/h@casefile"
    sequences = [int(events[uid]["SEQUENCE"]) for events in seen]
    assert sequences == sorted(set(sequences))
    stamps = [events[uid]["LAST-MODIFIED"].dt for events in seen]
    assert stamps == sorted(stamps)
    assert stamps[0].year == 2023
    assert stamps[1].year == 2024
    assert len({events[uid]["CREATED"].dt for events in seen}) == 1
    assert "D-7" in str(seen[2][uid]["SUMMARY"])
    other = "hearing/t/other@casefile"
    assert int(seen[1][other]["SEQUENCE"]) == int(seen[0][other]["SEQUENCE"])


def test_entry__of_a_correction_of_its_steps_alone__has_a_higher_sequence(office: Office) -> None:
    office.post(OPENING)
    office.post("d: 2023-01-02 deadline.set @t deadline_id=d kind=answer due=2023-02-05")
    before = only(file_of(office))
    office.post('2023-01-03 event.corrected @t target=d changes={"rule":"FRCP-12"}')
    after = only(file_of(office))
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert "Rule: FRCP-12" in str(after["DESCRIPTION"])
    assert "Rule" not in str(only(file_of(office, known_at=f"@{office.position - 1}")))


def test_matter__of_a_juvenile__shows_its_id_alone(office: Office) -> None:
    office.post("2023-01-01 matter.opened @t title=Doe category=juvenile jurisdiction=US-NM")
    office.post(hearing("2023-06-01T09:00", place="Taos"))
    [event] = read(file_of(office)).values()
    assert not re.search(rb"Doe|Taos|[Aa]rraignment", event.to_ical())
    assert str(event["CLASS"]) == "CONFIDENTIAL"


@pytest.mark.parametrize("access", ["sealed", "confidential", "expunged"])
def test_matter__not_open_to_everybody__shows_its_id_alone(office: Office, access: str) -> None:
    office.post(OPENING)
    office.post(hearing("2023-06-01T09:00", place="Taos"))
    office.post("2023-01-02 deadline.set @t deadline_id=d kind=answer due=2023-02-05 rule=Rule-9")
    office.post(f"2023-01-03 matter.access_changed @t to={access} authority=Order")
    file = file_of(office)
    assert not re.search(rb"Doe|D-101|Taos|[Aa]rraignment|answer|Rule-9", file)
    found = read(file)
    assert {str(event["CLASS"]) for event in found.values()} == {"CONFIDENTIAL"}
    assert str(found["hearing/t/h@casefile"]["SUMMARY"]) == "Hearing, t"
    office.post("2023-01-04 matter.access_changed @t to=public authority=Order")
    assert b"Arraignment\\, Doe (D-101)" in file_of(office)


def test_window__of_days_matter_and_knowledge__holds(office: Office) -> None:
    office.post(OPENING)
    office.post(hearing("2023-06-01"))
    before = office.position
    office.post(hearing("2023-08-01", hearing_id="late"))
    office.post(hearing("2023-07-01", hearing_id="x", matter="m1"))

    def ids(**window: Any) -> list[str]:
        return sorted(uid.partition("@")[0] for uid in read(file_of(office, **window)))

    assert ids() == ["hearing/m1/x", "hearing/t/h", "hearing/t/late"]
    assert ids(matter_id="t") == ["hearing/t/h", "hearing/t/late"]
    assert ids(first="2023-06-15", last="2023-07-15") == ["hearing/m1/x"]
    assert ids(known_at=f"@{before}") == ["hearing/t/h"]
    with pytest.raises(Unknown, match="no matter nowhere"):
        file_of(office, matter_id="nowhere")
    with pytest.raises(Malformed):
        file_of(office, first="soon")


def test_entries__of_many_pages__are_all_there_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.answers.due.appointments.MAX_LIMIT", 3)
    office.post(OPENING)
    office.post("\n".join(hearing("2023-06-01", hearing_id=f"h{n}") for n in range(10)))
    found = appointments(answers(office), Window()).found
    posted = False
    ids = []
    for one in found:
        if not posted:  # what comes meanwhile is not known at the position of the beginning
            office.post(hearing("2023-07-01", hearing_id="late"))
            posted = True
        ids.append(one.entry_id)
    assert ids == sorted(f"h{n}" for n in range(10))


def appointment(
    *, at: str = "2023-06-01", zone: str = "UTC", entry_id: str = "h", **given: Any
) -> Appointment:
    stated: dict[str, Any] = {
        "uid": f"hearing/m/{entry_id}",
        "entry": "hearing",
        "matter_id": "m",
        "entry_id": entry_id,
        "kind": "trial",
        "of": "",
        "when": parse(at, offset=True),
        "zone": zone,
        "doubt": None,
        "place": "",
        "status": "scheduled",
        "said": "scheduled",
        "possible": (),
        "certain": True,
        "title": "T",
        "docket_no": "",
        "open": True,
        "lines": (),
        "revision": Revision(1, MADE, MADE),
    }
    return Appointment(**(stated | given))


def with_one_break(text: str) -> str:
    """Return a text in which each break of a line is the one that iCalendar has."""
    for one in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(one, "\n")
    return text


# What a record may hold: every character but controls and halves of pairs.
_controls = [chr(number) for number in (*range(9), 11, 12, *range(14, 32), 127)]
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=_controls), min_size=1, max_size=120
)


@example([("a\rb", "c\r\nd\re", "f\u2028g\x85h")])
@example([('\\;,:"\n\\n', "\\", "é" * 100)])
@given(st.lists(st.tuples(texts, texts, texts), max_size=3))
def test_texts__of_any_characters__come_back_and_break_no_line(
    found: list[tuple[str, str, str]],
) -> None:
    made = [
        appointment(title=title, place=place, lines=(line,), entry_id=f"h{number}")
        for number, (title, place, line) in enumerate(found)
    ]
    file = ics(made, "casefile")
    events = checked(file)
    parsed = read(file)
    for event, one in zip(events, made, strict=True):
        place = with_one_break(one.place)
        assert unescaped(event["LOCATION"]) == place
        assert str(parsed[event["UID"]]["LOCATION"]) == place
        assert unescaped(event["SUMMARY"]) == with_one_break(f"Trial, {one.title}")


def test_file__of_nothing__is_a_calendar_without_events(office: Office) -> None:
    assert checked(file_of(office)) == []


def test_deadline__counted_again_after_its_trigger_moved__is_the_same_entry_on_another_day(
    office: Office,
) -> None:
    office.post(OPENING)
    office.post("filed: 2023-01-04 document.filed @t title=Complaint")
    office.post(
        "2023-01-05 deadline.set @t deadline_id=d kind=answer trigger=filed "
        'period={"number":21,"unit":"days"}'
    )
    before = only(file_of(office))
    assert "\nPeriod: 21 days after\nTrigger: filed\n1. " in str(before["DESCRIPTION"])
    office.post('2023-01-06 event.corrected @t target=filed changes={"effective":"2023-01-05"}')
    after = only(file_of(office))
    assert before["DTSTART"].dt == date(2023, 1, 25)
    assert after["DTSTART"].dt == date(2023, 1, 26)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
