"""Questions: how many round trips each makes, whatever the log holds."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

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
        trips, plain = self, connection.cursor_factory

        class Cursor(plain):  # type: ignore[misc, valid-type]  # whichever the driver has
            def execute(self, query: Any, *given: Any, **how: Any) -> Any:
                trips.append(str(query))
                return super().execute(query, *given, **how)

        connection.cursor_factory = Cursor


@pytest.fixture
def answers(office: Office) -> Answers:
    for line in STORY.strip().splitlines():
        office.post(line)
    return Answers(office.database, office.recorder.zone)


@pytest.mark.parametrize(
    ("known_at", "trips"), [(None, STATUS), ("@4", STATUS + 2), ("2030-01-01", STATUS + 3)]
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


def test_caseload__of_the_whole_office__is_one_statement_beside_the_end_of_the_log(
    answers: Answers, office: Office
) -> None:
    asked = Trips(office)
    answers.head()
    asked.clear()
    answers.caseload(as_of="2022-05-31")

    assert len(asked) == 2, asked
