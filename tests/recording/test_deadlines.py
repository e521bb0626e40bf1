"""Deadlines on record: counted when they are posted, and again when their trigger is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from casefile.errors import CasefileError, Malformed, Refused
from casefile.recording.recorder import Recorder
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.asking import Answers, plain
from tests.databases import Databases
from tests.histories import Office, drafts, open_office
from tests.recording.test_together import round_trips

SUIT = """
filed: 2023-04-03 claim.filed item_id=k1
served: 2023-04-20 claim.served item_id=k1
"""
SET = "2023-04-21 deadline.set deadline_id=answer kind=answer trigger=served"
ANSWER = f"answer: {SET} rule=frcp-12a1ai"
CORRECTED = "2023-12-31 event.corrected"
RETRACTED = "2023-12-31 event.retracted"
LATER = f'later: {CORRECTED} target=served changes={{"effective":"2023-04-25"}}'


@pytest.fixture
def suit(office: Office) -> Office:
    """Return an office in which a claim has been served."""
    office.post(SUIT)
    return office


def asked(office: Office) -> Answers:
    """Return the questions that the office can be asked."""
    return Answers(office.database, office.recorder.clock.now_us)


def calendar(office: Office, known: int | None = None) -> dict[str, tuple[str, str]]:
    """Return (when, status) of each deadline as the calendar shows it."""
    at = None if known is None else f"@{known}"
    entries = asked(office).calendar(known_at=at)["entries"]
    return {one["entry_id"]: (one["at"], one["status"]) for one in entries}


def data(office: Office, event_id: str, *, corrected: bool = False) -> dict[str, Any]:
    """Return the data of an event of the log, as recorded or as it stands."""
    event = asked(office).event(event_id)
    found: dict[str, Any] = (event["as_corrected"] if corrected else event)["data"]
    return found


def refused(office: Office, line: str) -> CasefileError:
    """Post a line that must be turned down, see that nothing was written, and return why."""
    before = office.everything()
    with pytest.raises((Refused, Malformed)) as caught:
        office.post(line)
    assert office.everything() == before
    return caught.value


def test_deadline__by_a_rule_without_a_day__stored_with_day_and_steps(suit: Office) -> None:
    receipt = suit.post(ANSWER)
    stored = data(suit, "answer")
    assert (stored["due"], stored["computed"]) == ("2023-05-11", True)
    assert stored["steps"] == [
        "Legal holidays are those of US and US-NM (Fed. R. Civ. P. 6(a)(6)(C)).",
        "Day 0 is 2023-04-20 (claim.served); it is not counted (Fed. R. Civ. P. 6(a)(1)(A)).",
        "21 days later is 2023-05-11, a Thursday; every day counts (Fed. R. Civ. P. 6(a)(1)(B)).",
    ]
    assert calendar(suit) == {"answer": ("2023-05-11", "open")}
    (told,) = plain(receipt.answer(dry_run=False).events)
    assert told["counted"] == {"due": "2023-05-11", "steps": stored["steps"]}


@pytest.mark.parametrize(
    ("how", "due"),
    [
        ("rule=frcp-12a1ai", "2023-05-11"),
        ("rule=nm-1-012a", "2023-05-22"),
        ('period={"number":10,"unit":"days"}', "2023-05-04"),  # as New Mexico's criminal rules do
        ('period={"number":10,"unit":"days","counting":"frcp"}', "2023-05-01"),
        ('period={"number":10,"unit":"days","counting":"calendar"}', "2023-04-30"),
        ('period={"number":2,"unit":"weeks","direction":"before","counting":"frcp"}', "2023-04-06"),
        ('period={"number":14,"unit":"days","counting":"frcp"} served_by=mail', "2023-05-08"),
        ('rule=frcp-12a1ai closed_on=["2023-05-11"]', "2023-05-12"),
        ('period={"number":3,"unit":"days"} rule=as-ordered', "2023-04-25"),
        (
            'period={"number":39,"unit":"days","counting":"frcp"} holidays_of=["US-NM"]',
            "2023-05-30",
        ),
    ],
)
def test_deadline__by_any_period__counted_as_it_says(suit: Office, how: str, due: str) -> None:
    suit.post(f"answer: {SET} {how}")
    assert data(suit, "answer")["due"] == due


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("frcp-59e", "2023-07-03"),  # from entry on 5 June
        ("frcp-12a4a", "2023-06-15"),  # from the order as it was filed
        ("nm-1-059e", "2023-07-03"),  # filing is entry there; from a Saturday to Monday
    ],
)
def test_deadline__from_a_docket_entry__counted_from_the_day_that_the_rule_means(
    suit: Office, rule: str, due: str
) -> None:
    suit.post("e: 2023-06-01 docket.entry_recorded text=Judgment entered=2023-06-05")
    suit.post(f"d: 2023-06-06 deadline.set deadline_id=d kind=x trigger=e rule={rule}")
    stored = data(suit, "d")
    assert stored["due"] == due
    assert ("(docket.entry_recorded, entered)" in stored["steps"][-2]) == (rule == "frcp-59e")


def test_deadline__from_a_docket_entry_of_unknown_entry__counted_from_its_filing(
    suit: Office,
) -> None:
    suit.post("e: 2023-06-01 docket.entry_recorded text=Judgment")
    suit.post("d: 2023-06-06 deadline.set deadline_id=d kind=x trigger=e rule=frcp-59e")
    assert data(suit, "d")["due"] == "2023-06-29"
    suit.post(f'{CORRECTED} target=e changes={{"entered":"2023-06-05"}}')
    assert calendar(suit)["d"] == ("2023-07-03", "open")


def test_deadline__in_one_batch_with_its_trigger__counted(office: Office) -> None:
    office.post(SUIT + ANSWER)
    assert calendar(office) == {"answer": ("2023-05-11", "open")}


def test_deadline__with_a_day_of_its_own__kept_as_given(suit: Office) -> None:
    suit.post(f"answer: {SET} rule=frcp-12a1ai due=2023-05-10")
    stored = data(suit, "answer")
    assert (stored["due"], stored["steps"], stored["computed"]) == ("2023-05-10", [], False)
    suit.post(LATER)
    assert calendar(suit) == {"answer": ("2023-05-10", "open")}


def test_deadline__counted_elsewhere__keeps_its_day_and_follows_its_trigger(suit: Office) -> None:
    suit.post(f"answer: {SET} rule=frcp-12a1ai due=2023-05-10 computed=true")
    assert calendar(suit) == {"answer": ("2023-05-10", "open")}
    assert len(suit.post(LATER).added) == 1
    assert calendar(suit) == {"answer": ("2023-05-16", "open")}


def test_deadline__from_an_imprecise_day__interval_with_both_ends(suit: Office) -> None:
    suit.post("about: 2023-03 note.recorded")
    suit.post("d: 2023-04-21 deadline.set deadline_id=d kind=x trigger=about rule=frcp-12a1ai")
    stored = data(suit, "d")
    assert stored["due"] == "2023-03-22/2023-04-21"
    assert "not known exactly" in stored["steps"][0]
    assert calendar(suit)["d"] == ("2023-03-22/2023-04-21", "open")


def test_deadline__from_a_day_of_which_one_end_is_open__is_open_at_that_end(suit: Office) -> None:
    suit.post("by: ../2023-03-15 note.recorded")
    suit.post("d: 2023-04-21 deadline.set deadline_id=d kind=x trigger=by rule=frcp-12a1ai")
    assert data(suit, "d")["due"] == "../2023-04-05"


@pytest.mark.parametrize(
    ("served", "of"), [(" parties=kerr,bell", None), (" parties=bell", "bell"), ("", None)]
)
def test_deadline__of_who_was_served__is_somebodys_where_one_alone_was(
    database_url: str, served: str, of: str | None
) -> None:
    with open_office(database_url, parties=("vance", "kerr", "bell")) as office:
        office.post("filed: 2023-04-03 claim.filed item_id=k1 claimants=vance against=kerr,bell")
        office.post(f"served: 2023-04-20 claim.served item_id=k1{served}")
        office.post(ANSWER)
        assert data(office, "answer").get("of") == of


def test_deadline__before_a_hearing__counted_back_from_the_day_of_the_hearing(
    suit: Office,
) -> None:
    suit.post("set: 2023-06-01 hearing.scheduled hearing_id=h kind=motion at=2023-07-18T09:00")
    suit.post("d: 2023-06-02 deadline.set deadline_id=d kind=motion trigger=set rule=frcp-6c1")
    assert data(suit, "d")["due"] == "2023-07-03"
    suit.post(f'{CORRECTED} target=set changes={{"at":"2023-07-19T09:00"}}')
    assert calendar(suit)["d"] == ("2023-07-05", "open")


@pytest.mark.parametrize("more", ["", ' holidays_of=["US","US-NM"]'])
def test_deadline__before_a_hearing__does_not_heed_the_holidays_of_the_state(
    office: Office, more: str
) -> None:
    office.post(
        "2023-01-01 matter.opened category=civil jurisdiction=US court_id=nmd @m9\n"
        "set: 2023-10-02 hearing.scheduled hearing_id=h kind=x at=2023-12-08 @m9"
    )
    line = f"d: 2023-10-03 deadline.set deadline_id=d kind=x trigger=set rule=frcp-6c1{more} @m9"
    office.post(line)
    assert data(office, "d")["due"] == "2023-11-24"  # a holiday in New Mexico alone


def test_deadline__of_hours__ends_at_the_hour_in_the_zone_of_the_court(office: Office) -> None:
    office.post(
        "opened: 2023-01-01 matter.opened time_zone=America/Denver @m9\n"
        "note: 2023-03-10T09:00 note.recorded @m9"
    )
    period = '{"number":72,"unit":"hours","counting":"frcp"}'
    office.post(f"d: 2023-03-11 deadline.set deadline_id=d kind=x trigger=note period={period} @m9")
    assert data(office, "d")["due"] == "2023-03-13T10:00"


@pytest.mark.parametrize(
    ("jurisdiction", "court", "due"),
    [
        ("US", "", "2024-11-29"),
        ("US", "court_id=nmd", "2024-12-02"),  # New Mexico keeps the Friday after Thanksgiving
        ("US", "court_id=ca10", "2024-11-29"),
        ("US", "court_id=arb", "2024-11-29"),  # Arizona's
        ("US", "court_id=dcd", "2024-11-29"),
    ],
)
def test_deadline__in_a_federal_court__heeds_the_holidays_of_its_state(
    office: Office, jurisdiction: str, court: str, due: str
) -> None:
    office.recorder.clock.now_us = lambda: 1_740_000_000_000_000  # February 2025
    office.post(
        f"2024-01-01 matter.opened category=civil jurisdiction={jurisdiction} {court} @m9\n"
        "note: 2024-11-14 motion.filed motion_id=m kind=x by=Doe @m9"
    )
    period = '{"number":14,"unit":"days"}'
    office.post(f"d: 2024-11-15 deadline.set deadline_id=d kind=x trigger=note period={period} @m9")
    assert data(office, "d")["due"] == due


def test_retry__without_a_day__answered_as_a_repeat_also_after_a_correction(suit: Office) -> None:
    first = suit.post(ANSWER)
    position = suit.position
    again = suit.post(ANSWER)
    assert again.entries[0].already
    assert again.entries[0].recorded == first.entries[0].recorded
    suit.post(LATER)
    suit.post(ANSWER)
    assert suit.position == position + 2
    assert refused(suit, f"{ANSWER} served_by=mail").code == "event.id_reused"
    assert refused(suit, f"{ANSWER} due=2023-05-11").code == "event.id_reused"


def test_retry__of_a_deadline_of_the_first_version__answered_as_a_repeat(suit: Office) -> None:
    # As an older casefile stored it: without the fields that are new.
    from casefile.law.events.process import DeadlineSet  # noqa: PLC0415 - changed for this test alone

    line = f"old: {SET} due=2023-05-11 rule=whatever"
    (draft,) = drafts(line)
    assert DeadlineSet.schema_version == 3
    DeadlineSet.schema_version = 1
    try:
        suit.recorder.record([draft], by="tester")
    finally:
        DeadlineSet.schema_version = 3
    assert suit.post(line).entries[0].already
    assert verify(suit.database).sound


def test_post__of_the_first_version__recorded_as_todays(suit: Office) -> None:
    (draft,) = drafts(f"old: {SET} due=2023-05-11")
    suit.recorder.record([replace(draft, schema_version=1)], by="tester")
    assert calendar(suit) == {"answer": ("2023-05-11", "open")}
    for version in (0, 4):
        with pytest.raises(Malformed) as caught:
            suit.recorder.record([replace(draft, schema_version=version)], by="tester")
        assert caught.value.code == "event.version_unknown"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{SET} rule=frcp-99z", "rule.unknown"),
        (f"{SET} rule=frcp-59e", "deadline.trigger"),
        (f"{SET.replace('=served', '=nothing')} rule=frcp-12a1ai", "event.unknown"),
        (f"{SET} rule=frcp-12a1ai served_by=mail", "deadline.not_countable"),
        (f"{SET} rule=nm-1-012a served_by=mail", "deadline.not_countable"),
        (f'{SET} rule=frcp-12a1ai holidays_of=["FR"]', "holidays.unknown"),
        (f'{SET} period={{"number":3,"unit":"days","counting":"moon"}}', "counting.unknown"),
        (f'{SET} period={{"number":0,"unit":"days"}}', "event.invalid"),
        (f'{SET} period={{"number":3,"unit":"moons"}}', "event.invalid"),
        (f'{SET} rule=frcp-12a1ai closed_on=["2023-02-30"]', "event.invalid"),
        (SET, "event.invalid"),
        ("2023-04-21 deadline.set deadline_id=d kind=x rule=frcp-12a1ai", "event.invalid"),
        (f'{SET} rule=frcp-12a1ai steps=["So."]', "deadline.steps_given"),
        (f"{SET} rule=frcp-12a1ai computed=true", "deadline.steps_given"),
        (f"{SET} rule=frcp-99z computed=true due=2023-05-11", "rule.unknown"),
        (f"{SET} computed=true due=2023-05-11", "event.invalid"),
        (f"{SET} rule=frcp-12a1ai @m9", "event.unknown"),
        (f"own: {SET.replace('=served', '=own')} rule=frcp-12a1ai", "event.unknown"),
    ],
)
def test_deadline__that_cannot_be_counted__turned_down_with_its_code(
    suit: Office, line: str, code: str
) -> None:
    suit.open("m9", parties=())
    assert refused(suit, line).code == code


def test_deadline__to_appeal_in_north_carolina__has_no_days_for_mail(office: Office) -> None:
    """N.C. R. App. P. 27(b) excepts the notice of appeal pursuant to Rule 3(c)."""
    office.post("served: 2023-05-01 note.recorded text=Served.")
    appeal = "d: 2023-05-02 deadline.set deadline_id=d kind=appeal trigger=served rule=nc-app-3c2"
    said = refused(office, f"{appeal} served_by=mail")
    assert said.sentence.startswith("How a paper was served adds no days to the time of N.C. R.")
    office.post(appeal)
    assert calendar(office)["d"] == ("2023-05-31", "open")


def test_deadline__from_a_retracted_event__refused(suit: Office) -> None:
    suit.post(f"{RETRACTED} target=served")
    refusal = refused(suit, ANSWER)
    assert (refusal.code, "does not stand" in refusal.sentence) == ("deadline.trigger", True)


def test_deadline__in_a_place_whose_counting_is_unknown__says_how_to_go_on(
    office: Office,
) -> None:
    office.post("2023-01-01 matter.opened jurisdiction=US-TX @m9\nn: 2023-02-01 note.recorded @m9")
    line = "2023-03-01 deadline.set deadline_id=d kind=x trigger=n @m9 period="
    refusal = refused(office, f'{line}{{"number":3,"unit":"days"}}')
    assert refusal.code == "deadline.not_countable"
    assert "`counting`: calendar, " in refusal.sentence
    assert "frcp" in refusal.sentence
    office.post(f'd: {line}{{"number":3,"unit":"days","counting":"calendar"}}')
    assert data(office, "d")["due"] == "2023-02-04"


def test_dry_run__of_a_deadline_and_of_a_correction__shows_the_days_and_writes_nothing(
    suit: Office,
) -> None:
    before = suit.everything()
    (told,) = suit.post(ANSWER, dry_run=True).answer(dry_run=True).events
    assert plain(told)["counted"]["due"] == "2023-05-11"
    assert suit.everything() == before
    suit.post(ANSWER)
    before = suit.everything()
    (added,) = suit.post(LATER, dry_run=True).answer(dry_run=True).added
    assert (added.before, added.counted.due) == ("2023-05-11", "2023-05-16")
    assert suit.everything() == before


def test_trigger__corrected__deadline_corrected_on_record_in_the_same_post(suit: Office) -> None:
    suit.post(ANSWER)
    known = suit.position
    receipt = suit.recorder.record(drafts(LATER), by="ida")
    (added,) = receipt.added
    stored = asked(suit).event(added.event_id)
    assert suit.position == added.position == receipt.entries[0].recorded.position + 1
    assert (stored["type"], stored["recorded_by"]) == ("event.corrected", "ida")
    assert stored["links"]["causation"] == "later" == added.because
    changes = data(suit, added.event_id)["changes"]
    assert set(changes) == {"computed", "due", "steps"}
    assert changes["steps"][1].startswith("Day 0 is 2023-04-25 (claim.served)")
    assert added.sentence == (
        "Deadline answer was counted again, because of @6: it is due 2023-05-16, and was due "
        "2023-05-11."
    )
    assert calendar(suit) == {"answer": ("2023-05-16", "open")}
    assert calendar(suit, known) == {"answer": ("2023-05-11", "open")}
    assert verify(suit.database).sound


def test_trigger__corrected__added_correction_has_an_id_that_follows_from_both(
    databases: Databases,
) -> None:
    ids = []
    for _ in range(2):
        with databases.fresh() as url, open_office(url) as office:
            office.post(SUIT + ANSWER)
            ids += [one.event_id for one in office.post(LATER).added]
    assert len(set(ids)) == 1


def test_trigger__corrected_in_one_batch_with_all_else__followed(office: Office) -> None:
    receipt = office.post(SUIT + ANSWER + "\n" + LATER)
    assert len(receipt.entries) == 4
    assert [one.before for one in receipt.added] == ["2023-05-11"]
    assert calendar(office) == {"answer": ("2023-05-16", "open")}


def test_trigger__correction_retracted__deadline_goes_back(suit: Office) -> None:
    suit.post(ANSWER)
    suit.post(LATER)
    receipt = suit.post(f"back: {RETRACTED} target=later")
    assert [(one.before, one.deadline_id) for one in receipt.added] == [("2023-05-16", "answer")]
    assert calendar(suit) == {"answer": ("2023-05-11", "open")}


def test_trigger__corrected__all_its_deadlines_and_those_counted_from_them_follow(
    suit: Office,
) -> None:
    week = '{"number":7,"unit":"days","counting":"frcp"}'
    suit.post(ANSWER)
    suit.post(
        f"reply: 2023-04-21 deadline.set deadline_id=reply kind=x trigger=answer period={week}"
    )
    suit.post(f"last: 2023-04-21 deadline.set deadline_id=last kind=x trigger=reply period={week}")
    suit.post(
        "remove: 2023-04-21 deadline.set deadline_id=removal kind=x trigger=served "
        "rule=usc-28-1446b1"
    )
    before = {
        "answer": ("2023-05-11", "open"),
        "reply": ("2023-05-18", "open"),
        "last": ("2023-05-25", "open"),
        "removal": ("2023-05-22", "open"),
    }
    assert calendar(suit) == before
    receipt = suit.post(LATER)
    assert [one.deadline_id for one in receipt.added] == ["answer", "reply", "last", "removal"]
    assert calendar(suit) == {
        "answer": ("2023-05-16", "open"),
        "reply": ("2023-05-23", "open"),
        "last": ("2023-05-30", "open"),
        "removal": ("2023-05-25", "open"),
    }
    assert rebuild(suit.database).sound
    assert verify(suit.database).sound


def test_trigger__corrected_without_a_change_of_the_day__nothing_added(suit: Office) -> None:
    suit.post("about: 2023-04-22 note.recorded")
    suit.post("d: 2023-04-24 deadline.set deadline_id=d kind=x trigger=about rule=nm-1-012a")
    assert suit.post(f'{CORRECTED} target=about changes={{"asserted_by":"Doe"}}').added == []
    # Thirty days from Saturday 22 April end on Monday 22 May, and so do those from Friday 21 April.
    sunday = f'{CORRECTED} target=about changes={{"effective":"2023-04-21"}}'
    assert suit.post(sunday).added == []
    assert calendar(suit)["d"] == ("2023-05-22", "open")


def test_trigger__retracted__deadline_stays_and_the_receipt_warns(suit: Office) -> None:
    suit.post(ANSWER)
    receipt = suit.post(f"gone: {RETRACTED} target=served")
    assert receipt.added == []
    (warning,) = receipt.warnings
    assert warning.code == "deadline_trigger_retracted"
    assert (plain(warning)["deadline_id"], warning.events) == ("answer", ["answer", "gone"])
    assert "stays due 2023-05-11" in warning.sentence
    assert calendar(suit) == {"answer": ("2023-05-11", "open")}
    assert suit.post(f"{RETRACTED} target=gone").warnings == []


def test_deadline__set_by_a_correction_of_its_own__does_not_follow(suit: Office) -> None:
    suit.post(ANSWER)
    suit.post(f'own: {CORRECTED} target=answer changes={{"due":"2023-06-01"}}')
    receipt = suit.post(LATER)
    assert receipt.added == []
    assert [one.code for one in receipt.warnings] == ["deadline_overridden"]
    assert calendar(suit) == {"answer": ("2023-06-01", "open")}
    # Once that correction is taken back, the day is what the rule gives now.
    (added,) = suit.post(f"{RETRACTED} target=own").added
    assert added.before == "2023-05-11"
    assert calendar(suit) == {"answer": ("2023-05-16", "open")}


def test_deadline__day_taken_away_by_a_correction__counted_again(suit: Office) -> None:
    suit.post(ANSWER)
    suit.post(f'{CORRECTED} target=answer changes={{"due":"2023-06-01"}}')
    suit.post(LATER)
    (added,) = suit.post(f'{CORRECTED} target=answer changes={{"due":null}}').added
    assert added.before is None
    assert added.sentence.endswith("it is due 2023-05-16.")
    assert calendar(suit) == {"answer": ("2023-05-16", "open")}


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ('{"rule":"frcp-12a2"}', "2023-06-20"),  # a Monday that is Juneteenth
        ('{"trigger":"filed","rule":"frcp-4m"}', "2023-07-03"),  # from a Sunday to Monday
        ('{"closed_on":["2023-05-11"]}', "2023-05-12"),
        ('{"rule":null,"period":{"number":10,"unit":"days","counting":"frcp"}}', "2023-05-01"),
    ],
)
def test_deadline__whose_terms_are_corrected__counted_again(
    suit: Office, changes: str, due: str
) -> None:
    suit.post(ANSWER)
    assert len(suit.post(f"{CORRECTED} target=answer changes={changes}").added) == 1
    assert calendar(suit) == {"answer": (due, "open")}
    if "trigger" in changes:  # it follows the one that it is counted from now
        assert suit.post(LATER).added == []
        moved = f'{CORRECTED} target=filed changes={{"effective":"2023-04-10"}}'
        assert len(suit.post(moved).added) == 1


def test_deadline__no_longer_computed_by_a_correction__does_not_follow(suit: Office) -> None:
    suit.post(ANSWER)
    suit.post(f'{CORRECTED} target=answer changes={{"computed":false}}')
    assert suit.post(LATER).added == []
    assert calendar(suit) == {"answer": ("2023-05-11", "open")}


def test_matter__whose_court_is_corrected__deadlines_counted_again(office: Office) -> None:
    office.post(
        "opened: 2023-01-01 matter.opened category=civil jurisdiction=US @m9\n"
        "n: 2023-11-10 note.recorded @m9\n"
        "d: 2023-11-11 deadline.set deadline_id=d kind=x trigger=n @m9 "
        'period={"number":14,"unit":"days"}'
    )
    assert calendar(office) == {"d": ("2023-11-24", "open")}
    (added,) = office.post(f'{CORRECTED} target=opened changes={{"court_id":"nmd"}} @m9').added
    assert (added.before, calendar(office)["d"][0]) == ("2023-11-24", "2023-11-27")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f'{CORRECTED} target=answer changes={{"rule":"frcp-99z"}}', "rule.unknown"),
        (f'{CORRECTED} target=answer changes={{"rule":"frcp-59e"}}', "deadline.trigger"),
        (f'{CORRECTED} target=answer changes={{"trigger":"nothing"}}', "event.unknown"),
        (f'{CORRECTED} target=answer changes={{"trigger":"after"}}', "event.unknown"),
        (f'{CORRECTED} target=answer changes={{"trigger":"answer"}}', "event.unknown"),
        (f'{CORRECTED} target=given changes={{"due":null}}', "correction.field_fixed"),
        (f'{CORRECTED} target=given changes={{"computed":true}}', "correction.field_fixed"),
        (
            f'{CORRECTED} target=answer changes={{"due":null,"computed":false}}',
            "correction.field_fixed",
        ),
        (f'{CORRECTED} target=plain changes={{"due":null}}', "event.invalid"),
    ],
)
def test_correction__that_leaves_nothing_to_count__refused(
    suit: Office, line: str, code: str
) -> None:
    suit.post(ANSWER)
    suit.post(f"given: {SET.replace('=answer ', '=given ', 1)} due=2023-05-11 rule=frcp-12a1ai")
    suit.post("plain: 2023-04-21 deadline.set deadline_id=plain kind=x due=2023-05-11")
    suit.post("after: 2023-04-22 note.recorded")
    assert refused(suit, line).code == code


def test_deadline__retracted_or_closed__the_one_stays_the_other_follows(suit: Office) -> None:
    suit.post(ANSWER)
    suit.post(f"gone: {SET.replace('=answer ', '=gone ', 1)} rule=frcp-12a1ai")
    suit.post(f"{RETRACTED} target=gone")
    suit.post("2023-05-02 deadline.closed deadline_id=answer how=met")
    assert [one.deadline_id for one in suit.post(LATER).added] == ["answer"]
    assert calendar(suit) == {"answer": ("2023-05-16", "met")}


def test_added_correction__whose_id_is_taken__gets_another(databases: Databases) -> None:
    with databases.fresh() as url, open_office(url) as office:
        office.post(SUIT + ANSWER)
        taken = office.post(LATER).added[0].event_id
    with databases.fresh() as url, open_office(url) as office:
        office.post(SUIT + ANSWER)
        office.post(f"{taken}: 2023-01-01 note.recorded")
        (added,) = office.post(LATER).added
        assert added.event_id != taken
        assert calendar(office) == {"answer": ("2023-05-16", "open")}


def older(office: Office, lines: str) -> Sequence[Any]:
    """Record lines as an older log has them, each an hour later."""
    posted = drafts(lines)
    begin = office.recorder.clock.now_us() - 3_600_000_000 * len(posted)
    instants = [begin + 3_600_000_000 * number for number in range(len(posted))]
    return office.recorder.record(posted, by="tester", recorded_us=instants).added


def test_older_log__taken_over_as_recorded__gets_nothing_added(databases: Databases) -> None:
    with databases.fresh() as url, open_office(url) as office:
        office.post(SUIT + ANSWER)
        added = office.post(LATER).added[0]
    with databases.fresh() as url:
        office = Office(url)
        office.recorder = Recorder(office.database)
        opened = "2023-01-01 matter.opened\n2023-01-01 party.added\n"
        assert older(office, opened + SUIT.strip() + "\n" + ANSWER + "\n" + LATER) == []
        assert calendar(office) == {"answer": ("2023-05-11", "open")}
        # What the older log had added is one of its events, and no more is added beside it.
        changes = '{"computed":true,"due":"2023-05-16","steps":[]}'
        line = f"{added.event_id}: {CORRECTED} target=answer changes={changes}"
        assert office.post(line).added == []
        assert calendar(office) == {"answer": ("2023-05-16", "open")}
        office.database.close()


# What the correction of a note costs where the matter has a deadline that is counted from another
# event: no round trip more than without. On SQLite they are the
# statements, one for each row.
STATEMENTS = {"sqlite": 8, "postgresql": 1}


def test_correction__of_what_no_deadline_rests_on__costs_no_round_trip_more(suit: Office) -> None:
    suit.post(ANSWER)
    made = round_trips(suit)
    for number in range(3):  # the first ones are planned
        suit.post(f"note{number}: 2023-05-01 note.recorded")
        made.clear()
        suit.post(f'{CORRECTED} target=note{number} changes={{"effective":"2023-05-02"}}')
    assert len(made) == STATEMENTS[suit.database.engine.dialect.name], "\n".join(made)
