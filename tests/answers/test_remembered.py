"""What is remembered of a matter: while nothing more has been recorded, and on its day alone."""

from dataclasses import replace
from datetime import date

import pytest

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.remembered import of_one_moment
from casefile.errors import Unknown
from casefile.event import clock_us
from casefile.store import log
from tests.histories import Office

DAY_US = 24 * 3600 * 1_000_000


def test_view__asked_again_by_who_remembers__is_the_same_answer(office: Office) -> None:
    asking = Asking(office.database).remembering()

    assert matters.view(asking, "m1") is matters.view(asking, "m1")


def test_view__after_another_event__is_read_anew(office: Office) -> None:
    asking = Asking(office.database).remembering()
    assert not matters.view(asking, "m1").items

    office.post("2023-03-01 charge.filed")

    assert [one.item_id for one in matters.view(asking, "m1").items] == ["c1"]


def test_view__of_another_day_or_matter_or_moment__is_another(office: Office) -> None:
    asking = Asking(office.database).remembering()
    office.post("2023-03-01 charge.filed")

    assert matters.view(asking, "m1").items
    assert matters.view(asking, "m1", as_of="2023-02-01").as_of == "2023-02-01"
    assert not matters.view(asking, "m1", known_at="@1").items


def test_view__on_the_next_day__is_as_of_that(office: Office) -> None:
    now = clock_us()
    days = iter([now, now, now + DAY_US, now + DAY_US])
    asking = replace(Asking(office.database), clock_us=lambda: next(days)).remembering()

    before, after = matters.view(asking, "m1"), matters.view(asking, "m1")

    assert before.as_of < after.as_of


def test_view__by_who_does_not_remember__is_read_each_time(office: Office) -> None:
    asking = Asking(office.database)

    assert matters.view(asking, "m1") is not matters.view(asking, "m1")


def test_refusal__asked_again__is_as_it_was_and_looks_for_nobody_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Asking(office.database).remembering()
    with pytest.raises(Unknown) as first:
        meant.party(asking, "Kerr", matter_id="m1")
    first.value.reword("Who?")
    monkeypatch.setattr(meant, "hits", None)

    with pytest.raises(Unknown) as again:
        meant.party(asking, "Kerr", matter_id="m1")

    assert again.value.sentence == "There is no party Kerr."


def test_party__of_another_name_or_added_since__is_looked_for(office: Office) -> None:
    asking = Asking(office.database).remembering()
    with pytest.raises(Unknown):
        meant.party(asking, "Kerr", matter_id="m1")
    assert meant.party(asking, "Pat Doe", matter_id="m1").id == "p1"

    office.post("2023-03-01 party.added party_id=p2 name=Kerr")

    assert meant.party(asking, "Kerr", matter_id="m1").id == "p2"


def test_reading__of_one_moment__asks_for_the_end_of_the_log_once(office: Office) -> None:
    moments = iter([Asking(office.database).moment()])

    class Looking(Asking):
        def moment(self) -> tuple[log.Head, date]:
            return next(moments)

    @of_one_moment
    def read(asking: Asking) -> list[str]:
        return [meant.category(asking, "m1"), str(meant.client_of(asking, "m1"))]

    assert read(Looking(office.database).remembering()) == ["criminal", "None"]


def test_reading__that_fails__leaves_the_next_one_to_its_own_moment(office: Office) -> None:
    asking = Asking(office.database).remembering()

    @of_one_moment
    def read(asking: Asking, name: str) -> str:
        return meant.party(asking, name, matter_id="m1").id

    with pytest.raises(Unknown):
        read(asking, "Kerr")
    office.post("2023-03-01 party.added party_id=p2 name=Kerr")
    assert read(asking, "Kerr") == "p2"
