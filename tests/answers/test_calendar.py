"""The calendar: listed by instant, whichever clocks tell the hours, and in pages that miss none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casefile.answers.due.calendar import Window, _Listing, page
from casefile.answers.due.calendar_entry import CalendarEntry
from casefile.errors import Malformed
from casefile.law.deadlines.bodies import bodies, read_also
from casefile.law.deadlines.holiday import _kept
from casefile.law.edtf import parse
from casefile.upkeep.verify import verify
from tests.answers.test_answers import Trips
from tests.asking import Answers, choose_zone
from tests.histories import Office, draft

ZONES = {"h": "Pacific/Honolulu", "g": "Pacific/Guam", "n": "America/New_York", "u": ""}
OPENED = "\n".join(
    f"2021-01-01 matter.opened @{matter} title=X category=civil jurisdiction=US"
    + (f" time_zone={zone}" if zone else "")
    for matter, zone in ZONES.items()
)


def hearing(matter: str, at: str, hearing_id: str = "h") -> str:
    return f"2023-01-02 hearing.scheduled @{matter} hearing_id={hearing_id} kind=trial at={at}"


def asked(office: Office, zone: str = "America/Denver") -> Answers:
    choose_zone(office.database, zone)
    return Answers(office.database)


def listed(answers: Answers, **window: Any) -> list[CalendarEntry]:
    return list(page(answers, Window(**window), limit=1_000).entries)


def test_list__of_hearings_in_several_zones__is_in_the_order_of_instants(office: Office) -> None:
    office.post(OPENED)
    office.post(
        "\n".join(
            (
                hearing("h", "2023-06-01T20:00"),  # 2023-06-02T06:00Z
                hearing("n", "2023-06-02T01:00"),  # 2023-06-02T05:00Z
                hearing("g", "2023-06-02T14:00"),  # 2023-06-02T04:00Z
                hearing("u", "2023-06-01T21:00"),  # by the office's clocks 2023-06-02T03:00Z
                hearing("u", "2023-06-01T23:30-01:00", "own"),  # 2023-06-02T00:30Z
                hearing("n", "2023-06-02", "day"),  # begins at the office at 2023-06-02T06:00Z
            )
        )
    )
    found = listed(asked(office))
    assert [(one.matter_id, one.entry_id) for one in found] == [
        ("u", "own"), ("u", "h"), ("g", "h"), ("n", "h"), ("h", "h"), ("n", "day"),
    ]  # fmt: skip
    # In an office elsewhere only what the office's clocks tell stands in another place.
    found = listed(asked(office, "Pacific/Honolulu"))
    assert [(one.matter_id, one.entry_id) for one in found] == [
        ("u", "own"), ("g", "h"), ("n", "h"), ("h", "h"), ("u", "h"), ("n", "day"),
    ]  # fmt: skip


def test_list__of_hours__says_whose_they_are_where_that_is_not_plain(office: Office) -> None:
    office.post(OPENED)
    for matter in ZONES:
        office.post(hearing(matter, "2023-06-01T09:00"))
    office.post(hearing("h", "2023-06-03", "day"))
    office.post(hearing("u", "2023-06-04", "day"))
    office.post(hearing("u", "2023-06-05T09:00-05:00", "own"))
    answers = asked(office, "America/New_York")
    told = {(one.matter_id, one.entry_id): one.when(answers.zone) for one in listed(answers)}
    assert told == {
        ("g", "h"): "2023-06-01, 9:00 am Pacific/Guam",
        ("n", "h"): "2023-06-01, 9:00 am",
        ("u", "h"): "2023-06-01, 9:00 am (zone unknown)",
        ("h", "h"): "2023-06-01, 9:00 am Pacific/Honolulu",
        ("h", "day"): "2023-06-03",
        ("u", "day"): "2023-06-04",
        ("u", "own"): "2023-06-05, 9:00 am (-05:00)",
    }


def test_matter__of_which_nobody_has_said_a_zone__has_none(office: Office) -> None:
    office.post(OPENED)
    office.post(
        "2021-01-01 matter.opened @said title=X category=civil jurisdiction=US time_zone=UTC"
    )
    found = Answers(office.database).matters()["matters"]
    zones = {one["matter_id"]: one["time_zone"] for one in found}
    assert zones == {**ZONES, "u": None, "m1": None, "said": "UTC"}


def test_list__of_an_hour_that_clocks_skip__says_so(office: Office) -> None:
    office.post("z: 2021-01-01 matter.opened @z title=X category=civil jurisdiction=US")
    office.post(hearing("z", "2023-03-12T02:30"))
    office.post('2023-01-05 event.corrected @z target=z changes={"time_zone":"America/Denver"}')
    answers = asked(office)
    (only,) = listed(answers, matter_id="z")
    assert only.when(answers.zone) == "2023-03-12, 2:30 am (clock skips this hour)"
    assert (only.time_zone, only.begins_at) == ("America/Denver", None)


def place(entry: CalendarEntry, office: ZoneInfo) -> tuple[str, str, str, str, int]:
    """Return what an entry is listed by: its instant, or its day or hour by the office's clocks."""
    begins = entry.begins_at
    if begins is None:
        clock = parse(entry.at, offset=True).clock or "00:00"
        wall = datetime.fromisoformat(f"{entry.earliest}T{clock}").replace(tzinfo=office)
        begins = f"{wall.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return begins, entry.matter_id, entry.entry, entry.entry_id, entry.ordinal


AT = st.builds(
    "2023-06-{:02}{}".format,
    st.integers(1, 6),
    st.sampled_from(
        ["", "T00:00", "T09:00", "T23:59", "T12:00-12:00", "T12:00+14:00", "T12:00+23:00"]
    ),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    entries=st.lists(st.tuples(st.sampled_from("ghnu"), AT), min_size=1, max_size=12),
    data=st.data(),
)
def test_pages__of_any_entries__miss_none_and_double_none(
    office: Office, entries: list[tuple[str, str]], data: st.DataObject
) -> None:
    if "n" not in {one["matter_id"] for one in Answers(office.database).matters()["matters"]}:
        office.post(OPENED)
    # An hour with an offset that is not its zone's would be asked about.
    posted = [("u" if at[10:] and at[-6] in "+-" else one, at) for one, at in entries]
    office.post("\n".join(hearing(one, at, f"x{n}") for n, (one, at) in enumerate(posted)))
    answers = asked(office)
    whole = listed(answers)
    keys = [place(one, answers.zone) for one in whole]
    assert keys == sorted(keys)
    size, after = data.draw(st.integers(1, 4)), None
    found: list[CalendarEntry] = []
    while True:
        one = page(answers, Window(), after=after, limit=size)
        found += one.entries
        after = one.next
        if after is None:
            break
    assert found == whole


def test_pages__with_fewer_rows_ahead_than_a_page__are_in_order_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.answers.due.calendar.AHEAD", 0)
    office.post(OPENED)
    office.post(
        "\n".join(
            hearing(matter, f"2023-06-{day:02}T{hour}:00", f"{day}-{hour}")
            for matter in "hgn"
            for day in range(1, 5)
            for hour in ("01", "22")
        )
    )
    answers = asked(office)
    keys, after = [], None
    while True:
        one = page(answers, Window(), after=after, limit=1)
        keys += [place(entry, answers.zone) for entry in one.entries]
        after = one.next
        if after is None:
            break
    assert len(keys) == 24
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "key",
    ["x", "a/b/c/d", "2023-06-01/m1/hearing/h", "2023-06-01T00:00:00/m1/hearing/h",
     "2023-06-01T00:00:00Z/m1/hearing", "2023-06-01T00:00:00Z/m1/hearing/h/x"],
)  # fmt: skip
def test_page__after_what_is_no_next__refused(office: Office, key: str) -> None:
    office.post(OPENED)
    office.post(f"{hearing('h', '2023-06-01')}\n{hearing('h', '2023-06-02', 'other')}")
    answers = Answers(office.database)
    following = page(answers, Window(), limit=1).next
    assert following
    pin = following.rsplit(".", 1)[0]
    with pytest.raises(Malformed, match="is not the `next` of a page"):
        page(answers, Window(), after=f"{pin}.{key}")


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59", "../2023-01-01"])
def test_list__at_the_ends_of_the_calendar__is_answered(office: Office, at: str) -> None:
    office.post(OPENED)
    for matter in ZONES:
        office.post(hearing(matter, at))
    for zone in ("Pacific/Honolulu", "Pacific/Guam"):
        answers = asked(office, zone)
        first = page(answers, Window(), limit=2)
        rest = page(answers, Window(), after=first.next, limit=2)
        assert {one.matter_id for one in (*first.entries, *rest.entries)} == set(ZONES)


SET = "deadline.set deadline_id=d kind=brief"
LIFE = f"""
2023-01-02 {SET} due=2023-03-01
2023-02-01 deadline.closed deadline_id=d how=vacated
2023-02-10 {SET} due=2023-04-03
2023-05 deadline.closed deadline_id=d how=met
"""


def test_entry__on_each_day__stands_as_it_stood_then(office: Office) -> None:
    office.open()
    office.post(LIFE)
    answers = asked(office)

    def told(day: str) -> list[str]:
        found = page(answers, Window(), as_of=day).entries
        return [f"{one.weekday} {one.at}: {one.label}" for one in found]

    assert told("2023-01-01") == []
    assert told("2023-01-31") == ["Wednesday 2023-03-01: open"]
    assert told("2023-02-01") == ["Wednesday 2023-03-01: vacated"]
    assert told("2023-02-10") == ["Monday 2023-04-03: open"]
    assert told("2023-04-10") == ["Monday 2023-04-03: OVERDUE"]
    assert told("2023-05-10") == ["Monday 2023-04-03: OVERDUE, may be met"]
    assert told("2023-05-31") == ["Monday 2023-04-03: met late"]


def test_entry__ahead__has_its_days_left_by_the_calendar_and_of_the_court(office: Office) -> None:
    office.open()
    office.post(
        f"2023-01-02 {SET} due=2023-01-17 of=p1\n2023-01-02 party.added party_id=p2 name=Roe"
    )
    answers = asked(office)
    (one,) = page(answers, Window(), as_of="2023-01-03").entries
    # Weekends on 7 and 8, 14 and 15 January; Martin Luther King Day on the 16th.
    assert (one.days_left, one.court_days_left) == (14, 9)
    assert (one.matter, one.whose, one.whose_name) == ("State v. Doe", "p1", "Pat Doe")
    (over,) = page(answers, Window(), as_of="2023-01-18").entries
    assert (over.days_left, over.court_days_left, over.overdue) == (None, None, True)
    assert not page(answers, Window(party="p2"), as_of="2023-01-03").entries
    assert len(page(answers, Window(party="p1"), as_of="2023-01-03").entries) == 1


def test_entries__of_a_party__are_its_own_and_those_that_are_nobodys_alone(office: Office) -> None:
    office.open("m1", parties=("p1", "p2")).open("m2", parties=("p2",))
    office.post(
        f"2023-01-02 {SET} due=2023-01-17 of=p1\n"
        "2023-01-02 hearing.scheduled hearing_id=h kind=trial at=2023-03-01\n"
        "2023-01-02 hearing.scheduled hearing_id=other kind=trial at=2023-03-02 @m2\n"
        "2023-01-02 charge.filed item_id=c1\n"
        "2023-01-03 charge.plea_entered plea=guilty item_id=c1\n"
        "2023-01-03 charge.conviction_entered item_id=c1 basis=plea_guilty\n"
        "2023-01-04 sentence.imposed item_ids=c1"
    )
    found = {
        party: [one.entry_id for one in page(asked(office), Window(party=party)).entries]
        for party in ("p1", "p2")
    }
    assert found == {"p1": ["d", "h", "c1"], "p2": ["h", "other"]}


def test_hearings__that_are_a_co_defendants_by_name__are_not_in_the_calendar_of_another(
    office: Office,
) -> None:
    office.post(
        "2023-01-01 party.added party_id=doe name=Jane-Doe\n"
        "2023-01-01 party.added party_id=roe name=Jon-Roe\n"
        "2023-01-01 party.added party_id=hart name=Lena-Hart role=victim"
    )
    filed = draft("2023-01-02 charge.filed")
    counts = (
        {"item_id": f"{party}-{number}", "party_id": party, "count_no": number}
        for party, number in (("doe", 1), ("roe", 1), ("roe", 2))
    )
    charged = [replace(filed, data=dict(filed.data) | count) for count in counts]
    office.recorder.record(charged, by="tester")
    kinds = {
        "Roe's sentencing": "roe",
        "Jon Roe\u2019s change of plea": "roe",
        "sentencing of Jon Roe": "roe",
        "Defendant Doe's sentencing": "doe",
        "Doe's and Roe's trial": "both",
        "Jane Doe and Roe's trial": "both",
        "Roe's motion to sever": "both",
        "deposition of Jon Roe": "both",
        "the State's proffer": "both",
        "Doe's and the State's proffer": "both",
        "hearing for Lena Hart": "both",
        "hearing for roe": "both",
        "Judge Roe's conference": "both",
        "trial of Roe's co-defendant": "both",
        "sentencing on count 2": "roe",
        "plea to counts 1 and 2": "both",
        "plea to counts 2 and 3": "both",
        "trial on counts 2-3": "both",
        "trial on counts 2 through 2": "roe",
        "motion hearing on count 2": "both",
        "trial": "both",
    }
    named = ({"kind": kind, "hearing_id": f"h{number}"} for number, kind in enumerate(kinds))
    set_for = draft("2023-01-03 hearing.scheduled at=2023-03-01")
    each = [replace(set_for, data=dict(set_for.data) | one) for one in named]
    office.recorder.record(each, by="tester")

    def seen(party: str) -> list[str | None]:
        return [one.kind for one in listed(asked(office), party=party)]

    def hers(party: str) -> list[str]:
        return [kind for kind, whose in kinds.items() if whose in (party, "both")]

    assert sorted(map(str, seen("doe"))) == sorted(hers("doe"))
    assert sorted(map(str, seen("roe"))) == sorted(hers("roe"))
    assert len(seen("hart")) == len(kinds)
    office.post("2023-01-04 charge.filed party_id=hart item_id=c3")
    assert "hearing for Lena Hart" not in seen("doe")
    assert "sentencing on count 2" in seen("hart")  # whose charge may be of any count
    assert "sentencing on count 2" not in seen("doe")


def test_entries__of_whoever_takes_the_place_of_a_party__are_those_of_that_party_too(
    office: Office,
) -> None:
    office.open("m1", parties=("p1", "p2", "p3")).open("m2", parties=("p1", "p2"))
    office.post(
        f"2023-01-02 {SET} due=2023-03-01 of=p1\n2023-01-02 {SET} due=2023-03-01 of=p1 @m2\n"
        "2023-01-02 party.added party_id=p4 name=Lo\n"
        "2023-01-02 claim.filed item_id=k1 claimants=p1 against=p4\n"
        "2023-02-01 party.substituted from=p1 to=p2 reason=death"
    )
    known = office.position
    office.post("2023-02-10 party.substituted from=p2 to=p3 reason=transfer")
    answers = asked(office)

    def found(party: str, day: str, known_at: str | None = None) -> list[str]:
        window = Window(party=party, known_at=known_at)
        return [one.matter_id for one in page(answers, window, as_of=day).entries]

    assert found("p2", "2023-01-31") == []
    assert found("p2", "2023-02-01") == ["m1"]
    assert found("p2", "2023-02-10") == found("p3", "2023-02-09") == []
    assert found("p3", "2023-02-10") == ["m1"]
    assert found("p2", "2023-02-10", f"@{known}") == ["m1"]


def test_entry__ahead__counts_no_day_on_which_its_own_court_is_closed(
    office: Office, tmp_path: Path
) -> None:
    court = "2021-01-01 matter.opened @c jurisdiction=US court_id=nmd"
    office.post(f"{court}\n2023-01-02 {SET} @c due=2023-01-10")
    answers = asked(office)

    def left() -> int | None:
        (one,) = page(answers, Window(), as_of="2023-01-06").entries
        return one.court_days_left

    closed = 'name = "Closed"\ncitation = "Order"\ndays = ["2023-01-09"]\ncourt = "nmd"\n'
    file = tmp_path / "ours.toml"
    file.write_text(f'jurisdiction = "US"\ntitle = "Ours"\n[holidays.x]\n{closed}')
    assert left() == 2
    try:
        read_also(str(tmp_path))
        assert left() == 1
        file.write_text("no rules")
        bodies.cache_clear()
        _kept.cache_clear()
        assert left() is None  # the calendar opens all the same
    finally:
        read_also("")
        bodies.cache_clear()


def test_deadline__of_a_closed_matter__says_that_it_is_closed(office: Office) -> None:
    office.open()
    office.post(f"2023-01-02 {SET} due=2023-03-01\n2023-02-01 matter.status_changed status=closed")
    (one,) = page(asked(office), Window(), as_of="2023-02-02").entries
    assert (one.matter_closed, one.label) == (True, "open (the matter is closed)")


def test_terms__of_items__stand_on_the_calendar_while_they_run(office: Office) -> None:
    office.open()
    office.post(
        """
        2023-01-02 charge.filed item_id=a
        2023-01-02 charge.filed item_id=b
        2023-01-02 charge.filed item_id=c severity=misdemeanor
        2023-01-02 citation.issued item_id=d contest_by=2023-02-20
        2023-01-05 charge.plea_entered item_id=a plea=guilty
        2023-01-05 charge.plea_entered item_id=b plea=guilty
        2023-01-05 charge.conviction_entered item_id=b basis=plea_guilty
        2023-01-06 charge.deferral_ordered item_id=a kind=deferred_adjudication ends=2024-01-06
        2023-01-31 sentence.imposed item_ids=b components=[{"kind":"probation","term":"P1M"}]
        """
    )
    answers = asked(office)

    def told(day: str) -> list[str]:
        found = page(answers, Window(), as_of=day).entries
        return [f"{one.entry_id}: {one.kind} {one.at}" for one in found if one.entry == "item"]

    assert told("2023-01-10") == [
        "d: last day to contest 2023-02-20",
        "a: deferral ends 2024-01-06",
    ]
    assert told("2023-02-01") == [
        "d: last day to contest 2023-02-20",
        "b: probation ends 2023-02-28",
        "a: deferral ends 2024-01-06",
    ]
    named = page(answers, Window(), as_of="2023-02-01").entries
    assert ["Pat Doe" in (one.whose_name or "") for one in named] == [True, True, True]
    office.post("2023-02-10 citation.contested item_id=d\n2023-03-01 sentence.completed item_ids=b")
    assert told("2023-03-02") == ["a: deferral ends 2024-01-06"]


def test_terms__of_a_sentence_that_is_deferred__run_since_it_was(office: Office) -> None:
    office.open()
    office.post(
        """
        2023-01-02 charge.filed item_id=a
        2023-01-05 charge.plea_entered item_id=a plea=guilty
        2023-01-05 charge.conviction_entered item_id=a basis=plea_guilty
        2023-02-06 charge.deferral_ordered item_id=a kind=deferred_sentence ends=2024-02-06
        2023-06-01 charge.deferral_ended item_id=a result=revoked
        2023-01-02 citation.issued item_id=d contest_by=2023-02-20
        2023-01-09 citation.amended item_id=d changes={"contest_by":"2023-02-27"}
        """
    )
    answers = asked(office)

    def told(day: str) -> list[tuple[str | None, str, str]]:
        found = page(answers, Window(), as_of=day).entries
        return [(one.kind, one.at, one.since) for one in found if one.entry == "item"]

    contest = ("last day to contest", "2023-02-27", "2023-01-09")
    assert told("2023-02-05") == [contest]
    assert told("2023-02-06") == [contest, ("deferral ends", "2024-02-06", "2023-02-06")]
    assert told("2023-06-01") == [contest]


AGAIN = "2023-02-10 charge.filed item_id=b degree=fourth severity=felony"


@pytest.mark.parametrize("again", [AGAIN, f"{AGAIN} refiles=a"])
def test_terms__of_a_charge_that_is_filed_again__are_over_with_that(
    office: Office, again: str
) -> None:
    office.open().post(
        """2022-12-01 matter.incident_occurred
2023-01-02 charge.filed item_id=a degree=fourth severity=felony
2023-02-05 charge.dismissed item_id=a prejudice=without"""
    )
    answers = asked(office)

    def told(day: str) -> list[str]:
        found = page(answers, Window(), as_of=day).entries
        return [f"{one.entry_id}: {one.kind} {one.at}" for one in found if one.entry == "item"]

    last = "last day to file again 2027-12-01"
    assert told("2023-12-01") == [f"a: {last}"]
    office.post(again)
    assert told("2023-02-09") == [f"a: {last}"]
    assert told("2023-02-10") == []
    office.post("2023-03-01 charge.dismissed item_id=b prejudice=without")
    assert told("2023-03-01") == [f"b: {last}"]


SENTENCED = """
2023-01-02 charge.filed item_id=a
2023-01-05 charge.plea_entered item_id=a plea=guilty
2023-01-05 charge.conviction_entered item_id=a basis=plea_guilty
2023-01-31 sentence.imposed item_ids=a components="""
PROBATION = '{"kind":"probation","term":"P2Y"}'
PRISON = '{"kind":"incarceration","term":"P10Y"}'


@pytest.mark.parametrize(
    ("components", "told"),
    [
        (f"[{PROBATION}]", ["probation ends 2025-01-31"]),
        (f"[{PRISON},{PROBATION}]", ["probation ends, day not known 2025-01-31/.."]),
        (
            '[{"kind":"incarceration","term":"P1Y","suspended":true},' + PROBATION + "]",
            ["probation ends 2025-01-31"],
        ),
        (
            f'[{PRISON},{{"kind":"supervised_release","term":"P3Y"}}]',
            ["supervised release ends, day not known 2026-01-31/.."],
        ),
        (f'[{PRISON},{{"kind":"supervised_release","term":"life"}}]', []),
        (f'[{PRISON},{{"kind":"supervised_release"}}]', []),
        (f'[{PRISON},{{"kind":"supervised_release","term":"P9999Y"}}]', []),
        (
            f'[{PROBATION},{{"kind":"probation","term":"P6M"}}]',
            ["probation ends, day not known 2025-01-31/.."],
        ),
    ],
)
def test_sentence__with_supervision__has_an_end_on_the_calendar_only_as_far_as_it_is_known(
    office: Office, components: str, told: list[str]
) -> None:
    office.open()
    office.post(SENTENCED + components)
    answers = asked(office)
    found = page(answers, Window(), as_of="2023-02-01").entries
    assert [f"{one.kind} {one.at}" for one in found] == told
    assert all(one.days_left is None for one in found if ".." in one.at)
    # A month before it can end has nothing of it, and any later one has what may end then.
    assert not page(answers, Window("2024-06-01", "2024-06-30"), as_of="2023-02-01").entries
    later = page(answers, Window("2026-02-01", "2026-02-28"), as_of="2026-02-01").entries
    assert len(later) == sum(".." in one for one in told)
    office.today = "2026-03-02"
    office.post("2026-03-01 sentence.completed item_ids=a")
    assert not page(answers, Window(), as_of="2026-03-02").entries


def test_probation__imposed_after_a_revocation__ends_by_its_own_day(office: Office) -> None:
    office.open()
    office.post(f"{SENTENCED}[{PROBATION}]")
    again = '[{"kind":"probation","term":"P1Y"}]'
    office.post(f"2023-06-01 sentence.modified item_ids=a kind=revoked components={again}")
    longer = '[{"kind":"probation","term":"P18M"}]'
    answers = asked(office)

    def ends(day: str) -> list[str]:
        return [one.at for one in page(answers, Window(), as_of=day).entries]

    assert (ends("2023-05-31"), ends("2023-06-01")) == (["2025-01-31"], ["2024-06-01"])
    office.post(f"2023-09-01 sentence.modified item_ids=a kind=extended components={longer}")
    assert ends("2023-09-01") == ["2024-12-01"]
    assert verify(office.database).sound


def test_evidence__that_is_kept__stands_on_the_calendar_until_it_is_released(
    office: Office,
) -> None:
    office.open()
    office.post(
        """
        2023-01-05 evidence.retained retention_id=r kind=shirt until=2023-06-01
        2023-01-05 evidence.retained retention_id=knife kind=knife
        """
    )
    answers = asked(office)

    def told(day: str, **window: Any) -> list[tuple[str, str, str | None, str, int | None]]:
        found = page(answers, Window(**window), as_of=day).entries
        return [(one.entry_id, one.at, one.kind, one.label, one.days_left) for one in found]

    assert told("2023-01-05") == [("r", "2023-06-01", "shirt", "kept", 147)]
    assert told("2023-01-05", first="2023-06-01", last="2023-06-30") == told("2023-01-05")
    office.post("2023-02-01 evidence.retained retention_id=r kind=shirt until=2024-06-01")
    assert told("2023-02-01") == [("r", "2024-06-01", "shirt", "kept", 486)]
    office.post("2023-03-01 evidence.released retention_id=r how=destroyed")
    assert told("2023-03-01") == [("r", "2024-06-01", "shirt", "released", None)]
    office.refused("2023-03-02 evidence.released retention_id=other", "process.unknown")
    assert verify(office.database).sound


def test_hearing__that_nobody_says_anything_of_after_its_day__has_no_outcome(
    office: Office,
) -> None:
    office.post(OPENED)
    office.post(f"{hearing('n', '2023-03-01T09:00')}\n{hearing('n', '2023-03-05', 'later')}")
    answers = asked(office)

    def told(on: str, **how: Any) -> list[tuple[str, str, bool, int | None]]:
        found = page(answers, Window(first=on), as_of=on, **how).entries
        return [(one.entry_id, one.label, one.no_outcome, one.days_left) for one in found]

    assert told("2023-03-01")[0] == ("h", "scheduled", False, 0)
    ahead = ("later", "scheduled", False, 3)
    assert told("2023-03-02") == [ahead]
    silent = ("h", "no outcome on record", True, None)
    assert told("2023-03-02", overdue=True) == [silent, ahead]
    office.post("2023-03-02 hearing.held @n hearing_id=h kind=trial")
    assert told("2023-03-02", overdue=True) == [ahead]
    assert told("2023-03-01", overdue=True)[0] == ("h", "scheduled", False, 0)
    office.post("2023-03-04 hearing.cancelled @n hearing_id=later")
    assert told("2023-03-06", overdue=True) == []


def test_page__with_what_is_overdue__is_read_on_sqlite_by_an_index_in_order(
    office: Office,
) -> None:
    with asked(office).gate(None, as_of="2023-03-02") as at:
        if at.connection.dialect.name != "sqlite":
            pytest.skip("A plan is a matter of SQLite's alone where there are no statistics.")
        listing = _Listing(at, "2023-03-02", "2023-04-01", Window(), overdue=True)
        query = listing._next_before(9)
        text = query.compile(dialect=at.connection.dialect)
        values = tuple(text.params[name] for name in text.positiontup or ())
        rows = at.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all()
    plan = "; ".join(row[3] for row in rows)
    assert "INDEX calendar_due (known_to=? AND (wall,matter_id,entry,entry_id" in plan
    assert "INDEX calendar_due (known_to>? AND known_to<?)" in plan
    assert "INDEX calendar_until (valid_to>? AND valid_to<?)" in plan
    assert "INDEX calendar_wide (wide=? AND latest>?)" in plan
    assert "SCAN calendar" not in plan


def test_hearing__held_on_a_later_day_than_is_asked_of__has_no_outcome_by_then(
    office: Office,
) -> None:
    office.post(OPENED)
    office.post(hearing("n", "2023-03-01"))
    before = office.position
    office.post("2023-03-09 hearing.held @n hearing_id=h kind=trial")
    answers = asked(office)

    def told(on: str, **known: Any) -> list[str]:
        window = Window(first=on, **known)
        return [one.label for one in page(answers, window, as_of=on, overdue=True).entries]

    assert (told("2023-03-05"), told("2023-03-09")) == (["no outcome on record"], [])
    assert told("2023-03-09", known_at=f"@{before}") == ["no outcome on record"]


def test_list__of_one_person_in_the_office__is_what_this_one_sees_to(office: Office) -> None:
    office.post(OPENED)
    office.post(
        """
        2023-01-02 deadline.set @n deadline_id=a kind=brief due=2023-03-01 responsible=Ana
        2023-01-02 deadline.set @n deadline_id=b kind=brief due=2023-03-02 responsible=Ben
        2023-01-02 deadline.set @n deadline_id=c kind=brief due=2023-03-03
        2023-01-02 hearing.scheduled @n hearing_id=d kind=trial at=2023-03-04 responsible=ana
        """
    )
    answers = asked(office)

    def whose(name: str, **window: Any) -> list[tuple[str, str | None]]:
        found = listed(answers, responsible=name, **window)
        return [(one.entry_id, one.responsible) for one in found]

    assert whose("ANA ") == [("a", "Ana"), ("d", "ana")]
    assert whose("ben", first="2023-02-01") == [("b", "Ben")]
    assert whose("Cy") == []
    office.post("2023-02-01 deadline.set @n deadline_id=a kind=brief due=2023-03-01 responsible=Cy")
    assert whose("Cy") == [("a", "Cy")]


def test_stay__with_an_end__stands_on_the_calendar_until_it_is_lifted(office: Office) -> None:
    office.open("m2")
    office.post(
        """
        2023-01-05 matter.stay_changed until=2023-06-01
        2023-01-05 matter.stay_changed @m2
        """
    )
    answers = asked(office)

    def told(day: str, **window: Any) -> list[tuple[str, str, str | None, str, int | None]]:
        found = page(answers, Window(**window), as_of=day).entries
        return [(one.matter_id, one.at, one.kind, one.label, one.days_left) for one in found]

    assert told("2023-01-02") == []
    assert told("2023-01-05") == [("m1", "2023-06-01", "stay ends", "running", 147)]
    assert told("2023-01-05", matter_id="m1") == told("2023-01-05")
    assert told("2023-01-05", matter_id="m2") == []  # no day is said
    assert told("2023-06-02", first="2023-06-02") == []
    office.post("2023-03-01 matter.stay_changed on=false reason=remand")
    assert told("2023-03-01") == [("m1", "2023-06-01", "stay ends", "lifted", None)]
    assert verify(office.database).sound


def test_stay__that_is_lifted__is_told_with_the_receipt(office: Office) -> None:
    office.post("2023-01-05 matter.stay_changed until=2023-06-01")
    lifted = office.post("2023-03-01 matter.stay_changed on=false reason=remand")
    assert [one.sentence for one in lifted.calendar] == [
        "The stay: 2023-06-01, running; now 2023-06-01, lifted."
    ]
    with pytest.raises(Malformed, match="Only a stay has a day"):
        office.post("2023-04-01 matter.stay_changed on=false until=2023-05-01")


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("trial", "trial"),
        ("status", "status hearing"),
        ("hearing on the motion to revoke", "hearing on the motion to revoke"),
        ("Pretrial Conference", "Pretrial Conference"),
    ],
)
def test_entry__of_a_hearing__is_called_so_once(kind: str, called: str) -> None:
    unsaid: dict[str, Any] = dict.fromkeys(CalendarEntry.__struct_fields__)
    for entry, said in (("hearing", called), ("deadline", kind)):
        assert CalendarEntry(**{**unsaid, "entry": entry, "kind": kind}).called == said


ONE = SENTENCED.partition("\n2023-01-31")[0].replace("2023-01", "2022-12")
THREE = "".join(ONE.replace("item_id=a", f"item_id={item}") for item in "abc")
IN_PRISON = f"sentence.imposed components=[{PRISON}] item_ids="


@pytest.mark.parametrize(
    ("prison", "told"),
    [
        (f"2023-01-31 {IN_PRISON}b", "probation ends, day not known 2025-01-31/.."),
        (f"2022-12-31 {IN_PRISON}b", "probation ends, day not known 2025-01-31/.."),
        (f"2023-06-01 {IN_PRISON}b", "probation ends 2025-01-31"),  # not yet
        (  # that is over, and this is yet to come
            (
                f"2022-12-31 {IN_PRISON}b\n2023-01-20 sentence.completed item_ids=b\n"
                f"2023-06-01 {IN_PRISON}c"
            ),
            "probation ends 2025-01-31",
        ),
    ],
)
def test_probation__while_somebody_is_in_prison_on_another_count__ends_on_no_known_day(
    office: Office, prison: str, told: str
) -> None:
    """A term of probation does not run then (18 U.S.C. 3564(b))."""
    office.open()
    office.post(THREE)
    office.post(f"2023-01-31 sentence.imposed item_ids=a components=[{PROBATION}]")
    office.post(prison)
    found = page(asked(office), Window(), as_of="2023-02-01").entries
    assert [f"{one.kind} {one.at}" for one in found] == [told]
    assert verify(office.database).sound


@pytest.mark.parametrize(
    "how", [f"components=[{PROBATION}] relation=consecutive", "components=[CONSECUTIVE]"]
)
def test_probation__to_run_after_another_sentence__ends_on_no_known_day(
    office: Office, how: str
) -> None:
    consecutive = PROBATION.replace("}", ',"relation":"consecutive"}')
    office.open()
    office.post(SENTENCED.replace("components=", how.replace("CONSECUTIVE", consecutive)))
    found = page(asked(office), Window(), as_of="2023-02-01").entries
    assert [f"{one.kind} {one.at}" for one in found] == [
        "probation ends, day not known 2025-01-31/.."
    ]


def test_deadline_to_appeal__from_what_is_taken_back_later__is_moot_and_says_why(
    office: Office,
) -> None:
    office.open()
    office.post(f"{ONE}\ns: 2023-01-31 sentence.imposed item_ids=a components=[{PROBATION}]")
    office.post("2023-02-01 deadline.set deadline_id=d kind=appeal due=2023-12-01 trigger=s")
    office.post("v: 2023-03-01 charge.conviction_vacated item_id=a")

    def stands(day: str) -> list[str]:
        found = page(asked(office), Window("2023-12-01", "2023-12-01"), as_of=day).entries
        return [one.label for one in found]

    assert stands("2023-02-28") == ["open"]
    assert stands("2023-03-01") == ["moot since 2023-03-01 (what it runs from was taken back)"]
    assert verify(office.database).sound
    office.post("2023-03-02 event.retracted target=v")
    assert stands("2023-03-02") == ["open"]
    assert verify(office.database).sound


def test_terms__of_charges_of_many_matters__are_read_in_one_query(office: Office) -> None:
    def dismissed(matter: str) -> None:
        office.post(
            f"""2022-11-01 matter.opened @{matter} title=X category=criminal jurisdiction=US-NM
2022-12-01 matter.incident_occurred @{matter}
2023-01-02 charge.filed @{matter} item_id={matter} degree=fourth severity=felony
2023-02-05 charge.dismissed @{matter} item_id={matter} prejudice=without"""
        )

    def told() -> tuple[list[str], int]:
        trips.clear()
        found = page(answers, Window(), as_of="2023-12-01").entries
        return [one.entry_id for one in found if one.entry == "item"], len(trips)

    dismissed("a")
    answers, trips = asked(office), Trips(office)
    told()
    one, of_one = told()
    for matter in "bcd":
        dismissed(matter)
    every, of_all = told()
    assert (one, every) == (["a"], ["a", "b", "c", "d"])
    assert of_all == of_one
