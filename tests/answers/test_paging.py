"""Pages: a list goes on as it was known when its first page was given, whatever is posted since."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from casefile.answers.paging import Pin, question_of
from casefile.errors import Malformed, Refused
from tests.asking import Answers
from tests.histories import NOW, Office

MATTERS = ("matters", None, None, None)
# Of each list there are three entries; `MEANWHILE` would take away the one that follows the first,
# put one of the others before it, and add another.
HISTORY = """
2022-01-01 charge.filed item_id=c1 party_id=p1
2022-01-01 charge.filed item_id=c2 party_id=p2
2022-01-01 charge.filed item_id=c3 party_id=p3
h1: 2022-01-01 hearing.scheduled hearing_id=h1 kind=status at=2022-03-01
h2: 2022-01-01 hearing.scheduled hearing_id=h2 kind=status at=2022-04-01
h3: 2022-01-01 hearing.scheduled hearing_id=h3 kind=status at=2022-05-01
w1: 2022-02-01 charge.disposition_recorded item_id=c1 text=Closed.
w2: 2022-02-01 charge.disposition_recorded item_id=c2 text=Held.
w3: 2022-02-01 charge.disposition_recorded item_id=c3 text=Gone.
"""
MEANWHILE = """
2022-02-02 matter.status_changed status=closed @m2
2022-02-02 charge.filed item_id=c0 party_id=p2 @m3
2022-02-02 charge.plea_entered item_id=c2 plea=guilty
2022-02-02 event.retracted target=w2 reason=error
2022-02-02 event.corrected target=h2 changes={"at":"2022-02-01"}
2022-02-02 event.corrected target=h3 changes={"effective":"2021-06-01"}
2022-02-02 party.changed party_id=p2 changes={"name":"Ann_Other"} reason=marriage
2022-02-02 party.added party_id=p0
2022-02-02 party.added party_id=p2a name=Somebody
2022-02-02 matter.opened @m2a
"""
NAMED = ("Party p1", "Party p2", "Party p3")


@pytest.fixture
def answers(office: Office) -> Answers:
    office.open("m2", "m3", parties=())
    office.post(
        "\n".join(f"2021-01-01 party.added party_id=p{n} name=Pat_Doe" for n in (2, 3))
        + '\n2021-02-01 party.changed party_id=p1 changes={"name":"Pat_Doe"} reason=x'
    )
    office.post(HISTORY)
    return Answers(office.database, office.recorder.clock.now_us)


LISTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "matters": ("matters", lambda asked, **page: asked.matters(status="open", **page)),
    "parties": ("parties", lambda asked, **page: asked.parties("doe", **page)),
    "chronology": ("entries", lambda asked, **page: asked.chronology("m1", **page)),
    "calendar": ("entries", lambda asked, **page: asked.calendar(first="2022-03-01", **page)),
    "headline": (
        "parties",
        lambda asked, **page: asked.parties_by_headline("criminal", "charged", **page),
    ),
    "unread": ("dispositions", lambda asked, **page: asked.unread(**page)),
    "conflicts": ("asked", lambda asked, **page: asked.conflicts(["Pat Doe"], **page)),
}


def entries(page: Any, what: str) -> list[Any]:
    """Return what is on a page; of a conflict check that is every hit."""
    if what != "asked":
        return list(page[what])
    return [hit for one in page["asked"] for person in one["persons"] for hit in person["hits"]]


@pytest.mark.parametrize("name", LISTS)
def test_pages__while_others_post__have_what_the_list_had_at_first(
    answers: Answers, office: Office, name: str
) -> None:
    what, question = LISTS[name]
    ask = partial(question, answers)
    whole = entries(ask(), what)
    assert len(whole) >= 3

    first = ask(limit=1)
    found, after = entries(first, what), first["next"]
    office.post(MEANWHILE)
    assert entries(ask(), what) != whole
    while after:
        page = ask(limit=1, after=after)
        assert page["position"] == first["position"]
        found += entries(page, what)
        after = page["next"]

    assert found == whole


def test_pages__of_a_list_known_to_a_day_that_has_not_ended__go_on_where_it_began(
    answers: Answers, office: Office
) -> None:
    first = answers.matters(status="open", known_at=NOW, limit=1)
    office.post(MEANWHILE)
    rest = answers.matters(status="open", known_at=NOW, after=first["next"])

    assert first["past_head"]
    assert [one["matter_id"] for one in rest["matters"]] == ["m2", "m3"]
    assert (rest["position"], rest["next"]) == (first["position"], None)


def test_pages__when_the_day_ends__are_of_the_day_of_the_first(
    answers: Answers, office: Office
) -> None:
    office.post("2021-01-01 party.dropped party_id=p3")
    office.today = "2022-01-01"
    first = answers.unread(limit=1, as_of=None)
    assert first["dispositions"] == []
    office.today = "2022-02-01"
    first = answers.unread(limit=1)
    office.today = "2022-02-02"
    rest = answers.unread(after=first["next"])

    assert (first["as_of"], rest["as_of"]) == ("2022-02-01", "2022-02-01")
    assert answers.unread()["as_of"] == "2022-02-02"


@pytest.mark.parametrize(
    "changed", [{"known_at": "@9"}, {"known_at": NOW}, {"as_of": "2022-02-02"}, {"as_of": NOW}]
)
def test_pages__asked_for_at_other_coordinates__refused(
    answers: Answers, changed: dict[str, str]
) -> None:
    first = answers.unread(limit=1)
    with pytest.raises(Malformed) as refused:
        answers.unread(after=first["next"], **changed)
    assert refused.value.code == "page.question"


def test_pages__at_the_coordinates_of_the_first__go_on(answers: Answers) -> None:
    asked = {"as_of": "2022-02-03", "known_at": f"@{answers.head()['position']}"}
    first = answers.unread(limit=1, **asked)
    rest = answers.unread(after=first["next"], **asked)

    assert [one["item_id"] for one in rest["dispositions"]] == ["c2", "c3"]
    with pytest.raises(Malformed):
        answers.unread(after=first["next"])


def test_pages__of_a_longer_log_than_there_is__refused(answers: Answers) -> None:
    asked = question_of(None, None, listed=MATTERS)
    beyond = Pin(answers.head()["position"] + 1, NOW, asked, "m1").text
    with pytest.raises(Refused) as refused:
        answers.matters(after=beyond)
    assert refused.value.code == "log.shorter"


@pytest.mark.parametrize(
    "after",
    ["m1", "9.m1", "9.2022-01-01.x.m1", "9.2022-13-01.45f18aa2.m1", "9.2022-01-01.45f18aa2."],
)
def test_pages__after_what_is_none__refused(answers: Answers, after: str) -> None:
    with pytest.raises(Malformed):
        answers.matters(after=after)


def test_log__newest_first__has_every_event_once_while_others_post(
    answers: Answers, office: Office
) -> None:
    head = office.position
    page = answers.newest(limit=4)
    positions = [one["position"] for one in page["events"]]
    office.post(MEANWHILE)
    while page["events"]:
        page = answers.newest(limit=4, after=page["next"])
        positions += [one["position"] for one in page["events"]]

    assert positions == list(range(head, 0, -1))
    assert page["next"] == 1


def test_log__of_a_matter_newest_first__has_its_own_events(
    answers: Answers, office: Office
) -> None:
    own = [one["event_id"] for one in answers.events(matter_id="m1", limit=1_000)["events"]]
    office.post("2022-02-02 note.recorded @m2")

    page = answers.newest(matter_id="m1", limit=1_000)
    assert [one["event_id"] for one in page["events"]] == own[::-1]
    assert page["head"] == office.position


def test_log__newest_first_from_beyond_its_end__refused(answers: Answers, office: Office) -> None:
    with pytest.raises(Refused) as refused:
        answers.newest(after=office.position + 1)
    assert refused.value.code == "log.shorter"
