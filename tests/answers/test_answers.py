"""Questions: how many round trips each makes, whatever the log holds."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from casefile.errors import Unknown
from tests.asking import Answers
from tests.histories import Office

STORY = """
2022-01-01 charge.filed
2022-03-01 charge.plea_entered plea=not_guilty
"""
STATUS = 1  # for the end of the log, who the party is, and its rows


class Trips(list[str]):
    """What a database was asked, on every connection that is opened from now on."""

    def __init__(self, office: Office) -> None:
        office.database.close()
        event.listen(office.database.engine, "connect", self._listen)

    def _listen(self, connection: Any, _record: Any) -> None:
        if hasattr(connection, "set_trace_callback"):
            connection.set_trace_callback(self.append)
            return
        wait = connection.wait  # what each line to the server waits with, whichever its cursor

        def told(line: Any, *given: Any, **how: Any) -> Any:
            self.append(str(line))
            return wait(line, *given, **how)

        connection.wait = told


@pytest.fixture
def answers(office: Office) -> Answers:
    for line in STORY.strip().splitlines():
        office.post(line)
    return Answers(office.database)


@pytest.mark.parametrize(
    ("known_at", "trips"), [(None, STATUS), ("@4", STATUS + 1), ("2030-01-01", STATUS + 3)]
)
def test_status__of_a_party__is_one_statement(
    answers: Answers, office: Office, known_at: str | None, trips: int
) -> None:
    asked = Trips(office)
    answers.head()  # the first connection is prepared
    asked.clear()
    answer = answers.status("p1", known_at=known_at)

    assert answer["tracks"]["criminal"]["status"]
    assert len(asked) == trips, asked


def test_status__of_one_matter__is_one_statement_and_of_that_alone(
    answers: Answers, office: Office
) -> None:
    office.open("m2").post("2022-02-01 charge.filed @m2 item_id=c2")
    asked = Trips(office)
    answers.head()
    asked.clear()
    answer = answers.status("p1", matter="m2")

    assert answer["matter"] == "m2"
    assert [one["item_id"] for one in answer["tracks"]["criminal"]["items"]] == ["c2"]
    assert len(asked) == STATUS, asked
    assert {one["matter_id"] for one in answers.history("p1", matter="m2")["spans"]} == {"m2"}
    assert "matter" not in answers.status("p1")


def test_status__of_one_matter__what_goes_on_in_another_says_so(
    answers: Answers, office: Office
) -> None:
    office.open("m2").post(
        "2022-04-01 charge.moved to=m2/c2\n2022-05-01 charge.filed @m2 item_id=c2"
    )

    def label(day: str, **scope: str) -> str:
        return str(answers.status("p1", as_of=day, **scope)["tracks"]["criminal"]["label"])

    assert label("2022-06-01") == "charged"
    assert label("2022-06-01", matter="m1") == "goes on as manslaughter in State v. Doe"
    assert label("2022-04-01", matter="m1").endswith(
        "to manslaughter in State v. Doe on 2022-04-01, pending)"
    )


def test_status__of_a_matter_without_items_of_the_party__has_no_tracks(
    answers: Answers, office: Office
) -> None:
    office.open("m2")
    assert answers.status("p1", matter="m2")["tracks"] == {}
    assert answers.history("p1", matter="m2")["spans"] == []


@pytest.mark.parametrize("question", ["status", "history"])
def test_status__of_a_matter_that_there_is_not__says_so(answers: Answers, question: str) -> None:
    with pytest.raises(Unknown) as caught:
        getattr(answers, question)("p1", matter="nope")
    assert caught.value.code == "matter.unknown"


def test_status__of_two_ids_of_one_person__is_one_statement_too(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-01-01 party.added party_id=p2\n2022-01-01 charge.filed item_id=c2 party_id=p2\n"
        "2022-05-01 party.merged from=p2 into=p1"
    )
    asked = Trips(office)
    answers.head()
    asked.clear()
    answer = answers.status("p2")

    assert [one["item_id"] for one in answer["tracks"]["criminal"]["items"]] == ["c1", "c2"]
    assert answer["party"]["merged"] == ["p1"]
    assert len(asked) == STATUS, asked


def test_caseload__of_the_whole_office__is_two_statements_beside_the_end_of_the_log(
    answers: Answers, office: Office
) -> None:
    asked = Trips(office)
    answers.head()
    asked.clear()
    answers.caseload(as_of="2022-05-31")

    assert len(asked) == 3, asked  # what has changed since, and the count
