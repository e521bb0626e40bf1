"""The caseload: items of open matters, counted by track and state on both axes of time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.asking import Answers
from tests.histories import Office

HISTORY = """
2022-01-01 charge.filed item_id=c1
2022-01-01 charge.filed item_id=c2
2022-03-01 charge.plea_entered item_id=c1 plea=not_guilty
2022-01-01 charge.filed item_id=c1 @m2 party_id=p2
2022-02-01 claim.filed item_id=k1 @m3 against=p1,p2
"""


@pytest.fixture
def answers(office: Office) -> Answers:
    office.open("m2", "m3", parties=("p1", "p2"))
    office.post("2021-01-01 party.added party_id=p2\n" + HISTORY.strip())
    return Answers(office.database)


def counted(answers: Answers, on: str, **how: Any) -> dict[str, tuple[int, int, int]]:
    """Return (items, matters, parties) by track and state."""
    return {
        f"{one['name']} {one['state']}": (one["items"], one["matters"], one["parties"])
        for one in answers.caseload(as_of=on, **how)["states"]
    }


def test_caseload__as_of_a_day__counts_each_item_once_in_its_state(answers: Answers) -> None:
    assert counted(answers, "2022-02-15") == {
        "civil filed": (1, 1, 2),
        "criminal charged": (3, 2, 2),
    }
    assert counted(answers, "2022-03-01") == {
        "civil filed": (1, 1, 2),
        "criminal charged": (2, 2, 2),
        "criminal pleaded_not_guilty": (1, 1, 1),
    }


def test_caseload__before_the_filing__has_nothing_of_it(answers: Answers) -> None:
    assert counted(answers, "2021-12-31") == {}


def test_caseload__matter_closed__is_out_from_that_day_on_and_in_as_known_before(
    answers: Answers, office: Office
) -> None:
    before = office.position
    office.post("2022-04-01 matter.status_changed @m2 status=closed")

    assert counted(answers, "2022-03-31")["criminal charged"] == (2, 2, 2)
    assert counted(answers, "2022-04-01")["criminal charged"] == (1, 1, 1)
    assert counted(answers, "2022-04-01", known_at=f"@{before}")["criminal charged"] == (2, 2, 2)


def test_caseload__matter_closed_and_reopened__is_in_on_the_days_on_which_it_was_open(
    answers: Answers, office: Office
) -> None:
    closed = "2022-04-01 matter.status_changed @m2 status=closed"
    office.post(f"shut: {closed}\n2022-05-01 matter.status_changed @m2 status=reopened")
    office.post("2022-06-01 matter.status_changed @m2 status=transferred")
    known = office.position
    days = ("2022-03-31", "2022-04-15", "2022-05-15", "2022-06-15")

    def of_two(**how: Any) -> list[bool]:
        return [counted(answers, day, **how)["criminal charged"][1] == 2 for day in days]

    assert of_two() == [True, False, True, False]
    office.post('2022-06-20 event.corrected @m2 target=shut changes={"effective":"2022-04-20"}')
    assert of_two() == [True, True, True, False]
    office.post("2022-06-20 event.retracted @m2 target=shut")
    assert of_two() == [True, True, True, False]
    assert of_two(known_at=f"@{known}") == [True, False, True, False]


def test_caseload__matter_announced_to_close__is_open(answers: Answers, office: Office) -> None:
    office.post("2022-04-01 matter.status_changed @m2 status=closed (announced)")
    assert counted(answers, "2022-03-31") == counted(answers, "2022-04-02")


def test_caseload__possible_or_reported__is_not_counted(answers: Answers, office: Office) -> None:
    office.post(
        "2022-05 charge.plea_entered item_id=c2 plea=not_guilty\n"
        "2022-03-05 charge.dismissed item_id=c1 (reported)"
    )

    assert counted(answers, "2022-05-15")["criminal charged"] == (2, 2, 2)
    assert counted(answers, "2022-05-31")["criminal charged"] == (1, 1, 1)


def test_caseload__of_charges_that_are_no_crimes__counts_them_apart(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-01-01 charge.filed item_id=t1 offense=speeding severity=infraction\n"
        "2022-01-01 charge.filed item_id=t2 offense=parking instrument=citation\n"
        "2022-01-01 charge.filed item_id=t3 severity=misdemeanor instrument=citation\n"
        "2022-01-01 matter.opened @m4 category=juvenile\n"
        "2022-01-01 party.added @m4\n"
        "2022-01-02 charge.filed @m4 item_id=j1"
    )
    expected = {
        "civil filed": (1, 1, 2),
        "criminal charged": (4, 2, 2),
        "delinquency charged": (1, 1, 1),
        "infraction charged": (1, 1, 1),
        "ticket charged": (1, 1, 1),
    }
    assert counted(answers, "2022-02-15") == expected
    # The status of each party calls them the same.
    names = {track["name"] for track in answers.status("p1", as_of="2022-02-15")["tracks"].values()}
    assert "criminal and delinquency and infraction and ticket" in names


def test_caseload__of_an_infraction_that_was_charged_as_a_crime__goes_by_what_it_is_now(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-01-01 charge.filed item_id=t1 severity=misdemeanor\n"
        "2022-01-02 charge.plea_entered item_id=t1 plea=guilty\n"
        "2022-01-02 charge.conviction_entered item_id=t1 basis=plea_guilty\n"
        "2022-02-01 charge.conviction_reduced item_id=t1 severity=infraction"
    )
    assert counted(answers, "2022-01-31")["criminal convicted"] == (1, 1, 1)
    assert counted(answers, "2022-02-01")["infraction convicted"] == (1, 1, 1)
