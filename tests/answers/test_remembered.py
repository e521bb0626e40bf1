"""What is remembered of a matter: while nothing more has been recorded, and on its day alone."""

from dataclasses import replace

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.event import clock_us
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
