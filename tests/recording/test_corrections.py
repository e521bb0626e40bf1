"""Corrections and retractions: they change answers from their own position on, never before."""

from __future__ import annotations

import pytest

from casefile.errors import Malformed
from tests.histories import Office

CASE = """
filing: 2023-01-01 charge.filed severity=felony
plea: 2023-02-01 charge.plea_entered plea=guilty
conviction: 2023-03-01 charge.conviction_entered basis=plea_guilty
"""
CORRECTED = "2023-12-31 event.corrected"
RETRACTED = "2023-12-31 event.retracted"


def state_on_every_day(office: Office, known: int) -> list[str]:
    """Return the state on days around each event, as known at a position."""
    days = ("2022-12-31", "2023-01-01", "2023-02-01", "2023-02-15", "2023-03-01", "2023-12-31")
    return [office.state(on=day, known=known) for day in days]


@pytest.mark.parametrize(
    "amendment",
    [
        f'{CORRECTED} target=conviction changes={{"effective":"2023-02-10"}}',
        f'{CORRECTED} target=conviction changes={{"basis":"plea_alford"}}',
        f'{CORRECTED} target=conviction changes={{"assertion":"reported"}}',
        f"{RETRACTED} target=conviction",
    ],
)
def test_amendment__of_any_kind__answers_changed_from_its_position_on_alone(
    office: Office, amendment: str
) -> None:
    office.post(CASE)
    known = office.position
    before, status = state_on_every_day(office, known), office.status()
    office.post(amendment)
    assert office.status() != status
    assert state_on_every_day(office, known) == before
    assert office.status(known=known) == status


def test_correction__of_the_date__state_moves_with_it(office: Office) -> None:
    office.post(CASE)
    office.post(f'{CORRECTED} target=conviction changes={{"effective":"2023-02-10"}}')
    assert office.state(on="2023-02-15") == "convicted"


def test_correction__of_data_in_either_form__applied(office: Office) -> None:
    office.post(CASE)
    office.post(f'{CORRECTED} target=filing changes={{"severity":"misdemeanor"}}')
    assert office.item()["severity"] == "misdemeanor"
    office.post(f'{CORRECTED} target=filing changes={{"data":{{"severity":"petty"}}}}')
    assert office.item()["severity"] == "petty"


def test_correction__of_the_assertion__event_off_the_record(office: Office) -> None:
    office.post(CASE)
    office.post(f'{CORRECTED} target=conviction changes={{"assertion":"alleged"}}')
    assert office.state() == "plea_tendered"


def test_correction__with_null__optional_field_taken_away(office: Office) -> None:
    office.post("filing: 2023-01-01 charge.filed degree=fourth severity=felony")
    office.post(f'{CORRECTED} target=filing changes={{"degree":null}}')
    office.post(f'{CORRECTED} target=filing changes={{"source":null}}')
    assert office.state() == "charged"


def test_corrections__several__last_one_of_each_field_wins(office: Office) -> None:
    office.post(CASE)
    office.post(f'one: {CORRECTED} target=filing changes={{"severity":"petty","degree":"4"}}')
    office.post(f'two: {CORRECTED} target=filing changes={{"severity":"infraction"}}')
    assert office.item()["severity"] == "infraction"
    office.post(f"three: {RETRACTED} target=two")
    assert office.item()["severity"] == "petty"
    office.post(f"{RETRACTED} target=three")
    assert office.item()["severity"] == "infraction"
    office.post(f"{RETRACTED} target=one")
    assert office.item()["severity"] == "infraction"


def test_correction__retracted__what_was_before_is_back(office: Office) -> None:
    office.post(CASE)
    before = office.status()
    office.post(f'fix: {CORRECTED} target=plea changes={{"effective":"2023-02-11"}}')
    office.post(f"{RETRACTED} target=fix")
    assert office.status() == before


def test_retraction__retracted__event_stands_again(office: Office) -> None:
    office.post(CASE)
    before = office.status()
    office.post(f"gone: {RETRACTED} target=conviction")
    office.post(f"{RETRACTED} target=gone")
    assert office.status() == before


def test_retraction__makes_a_later_event_illegal__refused_naming_it(office: Office) -> None:
    office.post(CASE)
    refusal = office.refused(f"{RETRACTED} target=plea", "item.wrong_state")
    assert refusal.conflicts == ("conviction", "filing")


def test_retraction__of_the_filing__refused_for_all_that_rests_on_it(office: Office) -> None:
    office.post(CASE)
    assert office.refused(f"{RETRACTED} target=filing", "charge.not_filed").conflicts == ("plea",)


def test_retraction__mended_in_the_batch__accepted(office: Office) -> None:
    office.post(CASE)
    office.post(
        f"""
        {RETRACTED} target=plea
        2023-02-02 charge.plea_entered plea=no_contest
        """
    )
    assert office.state() == "convicted"


def test_correction__makes_a_later_event_illegal__refused_unless_mended(office: Office) -> None:
    office.post(CASE)
    later = f'{CORRECTED} target=plea changes={{"effective":"2023-03-02"}}'
    assert office.refused(later, "item.wrong_state").conflicts[0] == "conviction"
    office.post(f'{later}\n{CORRECTED} target=conviction changes={{"effective":"2023-03-03"}}')
    assert office.state(on="2023-03-02") == "plea_tendered"


def test_correction__with_an_override__accepted_and_irregular(office: Office) -> None:
    office.post(CASE)
    office.post(f'{CORRECTED} target=plea changes={{"effective":"2023-03-02"}} !')
    assert "irregular" in office.flags()


def test_correction__of_an_event_earlier_in_its_batch__applied(office: Office) -> None:
    office.post(
        f'{CASE.strip()}\n{CORRECTED} target=conviction changes={{"effective":"2023-02-10"}}'
    )
    assert office.state(on="2023-02-15") == "convicted"


@pytest.mark.parametrize(
    ("amendment", "code"),
    [
        (f'{CORRECTED} target=nothing changes={{"effective":"2023"}}', "event.unknown"),
        (f'{CORRECTED} @m2 target=filing changes={{"effective":"2023"}}', "event.unknown"),
        (f"{RETRACTED} @m2 target=filing", "event.unknown"),
        (f'{CORRECTED} target=fix changes={{"changes":{{}}}}', "correction.target"),
        (f'{CORRECTED} target=gone changes={{"text":"other"}}', "correction.target"),
        (f"{RETRACTED} target=gone", "retraction.target"),
        (f"{RETRACTED} target=opening", "retraction.target"),
        (f'{CORRECTED} target=filing changes={{"item_id":"c2"}}', "correction.field_fixed"),
        (f'{CORRECTED} target=filing changes={{"party_id":"p2"}}', "correction.field_fixed"),
        (f'{CORRECTED} target=filing changes={{"effective":"2024-02-01"}}', "date.future"),
        (f'{CORRECTED} target=note changes={{"effective":"2024-02-01"}}', "date.future"),
    ],
)
def test_amendment__of_what_cannot_be__refused(office: Office, amendment: str, code: str) -> None:
    office.open("m2").post(
        f"""
        opening: 2023-01-01 matter.opened @m3
        {CASE.strip()}
        note: 2023-01-01 note.recorded
        gone: 2023-01-01 note.recorded
        {RETRACTED} target=gone
        fix: {CORRECTED} target=filing changes={{"severity":"petty"}}
        """
    )
    amendment += " @m3" if "opening" in amendment else ""
    office.refused(amendment, code)


@pytest.mark.parametrize(
    "changes",
    [
        '{"type":"charge.amended"}',
        '{"event_id":"other"}',
        '{"matter_id":"m2"}',
        '{"position":1}',
        '{"recorded_at":"2020-01-01T00:00:00Z"}',
        '{"effective":"2023-02-30"}',
        '{"effective":null}',
        '{"severity":"grave"}',
        '{"offense":null}',
        '{"nothing":1}',
        '{"data":"severity"}',
        '{"data":5}',
        '{"source":{"kind":"news","date":"last_month"}}',
        '{"links":{"before":["x"]}}',
        '{"assertion":"rumoured"}',
    ],
)
def test_correction__that_does_not_fit__malformed_and_nothing_written(
    office: Office, changes: str
) -> None:
    office.post(CASE)
    before = office.everything()
    with pytest.raises(Malformed) as caught:
        office.post(f"{CORRECTED} target=filing changes={changes}")
    assert caught.value.code == "event.invalid"
    assert office.everything() == before


def test_correction__into_the_past_of_a_later_day__allowed_by_then(office: Office) -> None:
    office.post("filing: 2023-01-01 charge.filed")
    office.today = "2024-03-01"
    office.post('2024-03-01 event.corrected target=filing changes={"effective":"2024-02-01"}')
    assert office.state(on="2024-01-31") == "none"
    assert office.state(on="2024-02-01") == "charged"


def test_correction__of_what_would_be_illegal__code_is_that_of_the_corrected_event(
    office: Office,
) -> None:
    office.post(CASE)
    refusal = office.refused(
        f'{CORRECTED} target=filing changes={{"effective":"2023-02-15"}}', "charge.not_filed"
    )
    assert refusal.conflicts[0] == "plea"


def test_correction__of_a_death__every_matter_follows(office: Office) -> None:
    office.open("m2").post("2023-01-01 charge.filed\ndeath: 2023-05-01 party.died @m2")
    office.post('2023-12-31 event.corrected @m2 target=death changes={"effective":"2023-06-01"}')
    assert office.state(on="2023-05-15") == "charged"
    assert office.state(on="2023-06-01") == "abated"


def test_override__added_by_a_correction__stands_on_the_event(office: Office) -> None:
    office.post("2023-01-01 charge.filed\nsentence: 2023-02-01 sentence.imposed !")
    office.post(
        "2023-12-31 event.corrected target=sentence "
        'changes={"override":{"reason":"docket","authority":"court"}}'
    )
    assert office.flags() == ["irregular"]


def test_party__retracted_while_something_is_filed_against_it__refused(office: Office) -> None:
    office.open("m2", parties=()).post(
        """
        adding: 2023-01-01 party.added @m2 party_id=p9
        filing: 2023-01-01 charge.filed @m2 party_id=p9
        """
    )
    refused = office.refused(f"{RETRACTED} @m2 target=adding", "party.in_use")
    assert refused.conflicts == ("filing",)
    office.post(f"{RETRACTED} @m2 target=filing\n{RETRACTED} @m2 target=adding")
    assert office.tracks(party="p9") == {}


def test_correction__of_other_words__moves_no_bounds(database_url: str) -> None:
    """A year is clipped at the day it was recorded; mending its wording later moves nothing."""
    office = Office(database_url, today="2023-03-01").open()
    office.post("2023-01-01 charge.filed\nplea: 2023 charge.plea_entered plea=guilty")
    office.today = "2023-12-31"
    office.post(f'{CORRECTED} target=plea changes={{"as_written":"this-year"}}')
    assert office.state(on="2023-03-10") == "plea_tendered"
    office.post(f'{CORRECTED} target=plea changes={{"effective":"2023"}}')
    assert office.state(on="2023-03-10") == "charged"
    office.database.close()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ('{"assertion":"prediction"}', "correction.field_fixed"),
        ('{"links":{"after":["nothing"]}}', "link.unknown"),
    ],
)
def test_correction__that_a_post_could_not_say__refused(
    office: Office, changes: str, code: str
) -> None:
    office.post("opening: 2023-01-01 matter.opened @m3")
    office.refused(f"{CORRECTED} @m3 target=opening changes={changes}", code)


def test_correction__longer_than_a_text_may_be__refused(office: Office) -> None:
    office.post(CASE)
    changes = f'{{"as_written":"{"a" * 30_000}"}}'
    with pytest.raises(Malformed, match=r"20,000 characters"):
        office.post(f"{CORRECTED} target=plea changes={changes}")


def test_retraction__at_the_end_of_a_long_chain__refused(office: Office) -> None:
    office.post(CASE)
    chain = [f"r0: {RETRACTED} target=conviction"]
    chain += [f"r{n}: {RETRACTED} target=r{n - 1}" for n in range(1, 9)]
    office.post("\n".join(chain))
    office.refused(f"{RETRACTED} target=r8", "retraction.target")


def test_conflict__naming_itself_or_what_comes_later__refused(office: Office) -> None:
    office.post(CASE)
    office.refused("me: 2023-12-31 source.conflict_recorded events=me,plea", "event.unknown")
    office.refused(
        """
        2023-12-31 source.conflict_recorded events=later,plea
        later: 2023-12-31 note.recorded
        """,
        "event.unknown",
    )


def test_conflict__on_conflicts__costs_no_more_than_one(office: Office) -> None:
    office.post(CASE)
    chain = ["k0: 2023-12-31 source.conflict_recorded events=plea,conviction"]
    chain += [
        f"k{n}: 2023-12-31 source.conflict_recorded events=k{n - 1},plea" for n in range(1, 40)
    ]
    office.post("\n".join(chain))
    assert office.flags().count("source_conflict") == 40


def test_death__reported_alone__moves_the_as_reported_status(office: Office) -> None:
    office.post("2023-01-01 charge.filed\n2023-02-01 party.died (reported) party_id=p1")
    status = office.status()
    assert (status["status"], status["as_reported"]["status"]) == ("charged", "abated")
    assert "source_conflict" in office.flags()
