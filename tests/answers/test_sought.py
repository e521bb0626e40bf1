"""What is sought in the log: events of a person, of a type, of some days, by whom recorded."""

from __future__ import annotations

from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import text

from casefile.answers.record.sought import Sought
from casefile.errors import CasefileError
from tests.asking import Answers
from tests.databases import Databases
from tests.histories import Office, drafts, open_office

# m1 is open, and p1 a party of it, from the start.
STORY = """
other: 2023-01-02 party.added party_id=p2 name=Lee
c1: 2023-01-03 charge.filed
c2: 2023-01-03 charge.filed item_id=c2 party_id=p2
plea: 2023-02-01 charge.plea_entered plea=not_guilty
note: 2023-02-02 note.recorded party_id=p2
hers: 2023-02-03 note.recorded party_id=p1
nobodys: 2023-02-04 note.recorded
month: 2023-03 charge.dismissed
hearing: 2023-03-05 hearing.scheduled hearing_id=h1 at=2023-04-01
"""


@pytest.fixture
def story(office: Office) -> Office:
    office.post(STORY)
    office.today = "2024-02-01"
    office.recorder.record(drafts("later: 2023-04-02 note.recorded"), by="Zoë")
    return office


def found(office: Office, *, matter_id: str | None = None, **sought: Any) -> list[str]:
    paged = {name: sought.pop(name) for name in ("known_at", "newest", "limit") if name in sought}
    asked = Answers(office.database).events(sought=Sought(**sought), matter_id=matter_id, **paged)
    return [one["event_id"] for one in asked["events"] if not one["event_id"].startswith("0")]


@pytest.mark.parametrize(
    ("sought", "wanted"),
    [
        ({"party_id": "p1"}, ["m1-p1", "c1", "plea", "hers", "month"]),
        ({"party_id": "p2"}, ["other", "c2", "note"]),
        ({"party_id": "p1", "newest": True}, ["month", "hers", "plea", "c1", "m1-p1"]),
        ({"party_id": "p1", "type": "charge"}, ["c1", "plea", "month"]),
        ({"party_id": "p1", "type": "charge.filed"}, ["c1"]),
        ({"type": "hearing"}, ["hearing"]),
        ({"recorded_by": "Zoë"}, ["later"]),
        ({"recorded_by": "zoë"}, []),
        ({"recorded_by": "Zo"}, []),
        ({"recorded_by": "Zo_"}, []),
        ({"recorded_first": "2024-01-01"}, ["later"]),
        ({"recorded_last": "2023-12-30"}, []),
        (
            {"recorded_first": "2023-12-31", "recorded_last": "2023-12-31", "type": "hearing"},
            ["hearing"],
        ),
        ({"words": "charge FILED"}, ["c1", "c2"]),
        ({"words": "not_guilty"}, ["plea"]),
        ({"words": "not_guilty c9"}, []),
        ({"words": "Lee", "type": "party.added"}, ["other"]),
        ({"first": "2023-03-31", "last": "2023-04-01"}, ["month"]),
        ({"first": "2023-02-04", "last": "2023-02-28"}, ["nobodys"]),
        ({"first": "2023-03-02"}, ["month", "hearing", "later"]),
        ({"matter_id": "m1", "first": "2023-03-02"}, ["month", "hearing", "later"]),
    ],
)
def test_events__sought_by_what_they_are__found_in_the_order_of_the_log(
    story: Office, sought: dict[str, Any], wanted: list[str]
) -> None:
    assert found(story, **sought) == wanted


def test_events_of_a_person__amended__come_with_what_amends_them(story: Office) -> None:
    before = f"@{story.position}"
    story.post('moved: 2024-02-01 event.corrected target=plea changes={"effective":"2023-02-02"}')
    story.post("gone: 2024-02-01 event.retracted target=c2")
    assert found(story, party_id="p1")[-3:] == ["hers", "month", "moved"]
    assert found(story, party_id="p2") == ["other", "c2", "note", "gone"]
    assert found(story, party_id="p2", known_at=before) == ["other", "c2", "note"]


def test_events_of_days__corrected_and_retracted__are_facts_as_they_stand(story: Office) -> None:
    before = f"@{story.position}"
    change = '{"effective":"2023-06-01"}'
    story.post(f"moved: 2024-02-01 event.corrected target=hearing changes={change}")
    story.post("gone: 2024-02-01 event.retracted target=later")
    june = {"first": "2023-06-01", "last": "2023-06-30"}
    assert found(story, **june) == ["hearing"]
    assert found(story, **june, known_at=before) == []
    april = {"first": "2023-04-01", "last": "2023-04-30"}
    assert found(story, **april) == []
    assert found(story, **april, known_at=before) == ["later"]


def test_events_of_a_person__merged_or_parted__are_those_of_whom_the_ids_mean(
    story: Office,
) -> None:
    story.post("2021-01-01 matter.opened @m2")
    story.post("2021-01-01 party.added @m2 party_id=p1")
    story.post("2021-01-01 party.added party_id=p3 name=Lee")
    story.post("there: 2023-02-02 note.recorded @m2 party_id=p1")
    story.post("2023-02-03 party.merged from=p2 into=p3")
    assert "note" in found(story, party_id="p3")
    assert "there" in found(story, party_id="p1")
    story.post("2023-02-03 party.added @m2 party_id=p4 name=Kim")
    story.post("parting: 2023-02-03 party.parted @m2 party_id=p1 into=p4 matters=m2")
    assert "there" in found(story, party_id="p4")
    assert "there" not in found(story, party_id="p1")
    assert "parting" in found(story, party_id="p1")


def test_page__that_is_the_last__goes_on_where_the_log_ends(story: Office) -> None:
    asked = Answers(story.database)
    sought = Sought(type="hearing")
    page = asked.events(sought=sought)
    assert page["next"] == page["head"] == story.position
    assert asked.events(sought=sought, after=page["next"])["next"] == story.position
    back = asked.events(sought=sought, newest=True)
    assert asked.events(sought=sought, newest=True, after=back["next"])["events"] == []


@pytest.mark.parametrize(
    ("sought", "code"),
    [
        ({"party_id": "nobody"}, "party.unknown"),
        ({"type": "charg"}, "event.type_unknown"),
        ({"type": ""}, "event.type_unknown"),
        ({"first": "2023-02-30"}, "date.invalid"),
        ({"first": "2023-02-02", "last": "2023-02-01"}, "date.invalid"),
        ({"recorded_last": "soon"}, "date.invalid"),
    ],
)
def test_events__sought_by_what_is_not_there__said(
    story: Office, sought: dict[str, Any], code: str
) -> None:
    with pytest.raises(CasefileError) as caught:
        found(story, **sought)
    assert caught.value.code == code


def test_events_of_days__where_the_days_have_gone_back__are_those_of_each_stretch(
    story: Office,
) -> None:
    with story.database.write() as connection:
        connection.execute(text("DELETE FROM recorded_days"))
        stretches = [(1, "2023-12-31"), (5, "2023-12-30"), (7, "2023-12-31"), (9, "2024-01-01")]
        for position, day in stretches:
            values = {"position": position, "day": day}
            connection.execute(text("INSERT INTO recorded_days VALUES (:position, :day)"), values)
    asked = Answers(story.database)

    def positions(first: str, last: str) -> list[int]:
        sought = Sought(recorded_first=first, recorded_last=last)
        return [one["position"] for one in asked.events(sought=sought)["events"]]

    assert positions("2023-12-31", "2023-12-31") == [1, 2, 3, 4, 7, 8]
    assert positions("2023-12-30", "2023-12-31") == [*range(1, 9)]
    assert positions("2023-12-30", "2023-12-30") == [5, 6]


def test_pages__of_what_is_sought__are_the_whole_in_parts_at_any_size(
    databases: Databases,
) -> None:
    with databases.fresh() as url, open_office(url) as office:
        office.post(STORY)
        asked = Answers(office.database)

        @hypothesis.given(
            st.integers(1, 4),
            st.booleans(),
            st.sampled_from(
                [{}, {"party_id": "p1"}, {"type": "charge"}, {"recorded_by": "tester"}]
            ),
        )
        def examine(limit: int, newest: bool, sought: dict[str, Any]) -> None:
            def page(**paged: Any) -> Any:
                return asked.events(sought=Sought(**sought), newest=newest, **paged)

            whole = page()
            parts, after = [], None
            while some := (one := page(after=after, limit=limit))["events"]:
                parts += some
                after = one["next"]
            assert parts == whole["events"]

        examine()


def test_pages__with_the_head_of_the_first__are_judged_by_what_was_known_then(
    story: Office,
) -> None:
    asked = Answers(story.database)
    sought = Sought(first="2023-02-01")
    first = asked.events(sought=sought, limit=2)
    story.post("2024-02-01 event.retracted target=nobodys")
    story.post("2024-02-01 note.recorded")
    known_at = f"@{first['head']}"
    rest = asked.events(sought=sought, known_at=known_at, after=first["next"])
    pages = [one["event_id"] for page in (first, rest) for one in page["events"]]
    assert pages == ["plea", "note", "hers", "nobodys", "month", "hearing", "later"]
    assert rest["head"] == rest["next"] == first["head"]


def test_motion__by_a_text__is_that_of_the_party_who_alone_is_called_so(story: Office) -> None:
    story.post(
        "asks: 2023-05-01 motion.filed motion_id=s kind=to_suppress by=lee\n"
        "ruled: 2023-05-02 motion.decided motion_id=s outcome=denied\n"
        "others: 2023-05-01 motion.filed motion_id=o kind=to_dismiss by=Leeward\n"
        "paper: 2023-05-03 document.filed title=Brief filed_by=Lee"
    )
    theirs = {"asks", "ruled", "paper"}
    assert set(found(story, party_id="p2", first="2023-05-01")) == theirs
    assert not theirs & set(found(story, party_id="p1"))
    assert set(found(story, party_id="p2", first="2023-05-01", last="2023-05-01")) == {"asks"}

    story.post("2023-05-04 party.added party_id=p3 name=Lee")
    assert not theirs & set(found(story, party_id="p2"))
