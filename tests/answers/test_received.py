"""What the office knew on a day: by what had been recorded by then, and by what it had received."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import hypothesis
import msgspec
import pytest
from hypothesis import strategies as st

from casefile.answers import received
from casefile.answers.facts import chronicle
from casefile.canonical import leaf_hash
from casefile.errors import Damaged, Malformed, Refused, Unknown
from casefile.exports.formats import FORMATS
from casefile.law import placeholders
from casefile.projections.parked import Failed, park
from casefile.store import log
from casefile.store.database import Database
from casefile.upkeep.verify import verify
from tests.asking import Answers, choose_zone
from tests.databases import Databases
from tests.histories import Office, drafts, made_by_other_rules
from tests.length import at_length
from tests.recording.test_properties import MATTERS, PARTIES, examine, histories, opened
from tests.tampering import tamper
from tests.upkeep.test_restore import exported, taken_back

TWELFTH = "2023-04-12"
BY_RECEIVED = {"known_at": TWELFTH, "known_by": "received"}
# What says that an axis was named, and how far the log was looked through.
OF_AXIS = ("known_by", "stays", "lacking", "position")


def asking(office: Office) -> Answers:
    return Answers(office.database, office._clock_us)


@pytest.fixture
def week(database_url: str) -> Iterator[Office]:
    """Yield an office that had three things on the 11th and 12th, and typed them on the 20th."""
    office = Office(database_url, today="2023-04-10")
    with closing(office.database):
        office.open("m1")
        office.post("filing: 2023-04-10 charge.filed")
        office.today = "2023-04-20"
        office.post("plea: 2023-04-11 charge.plea_entered plea=no_contest ^2023-04-11")
        office.post("second: 2023-04-11 charge.filed item_id=c2 ^2023-04-12")
        office.post("over: 2023-04-12 charge.dismissed item_id=c2 prejudice=with ^2023-04-12")
        yield office


def states(answer: Any) -> dict[str, str]:
    tracks = answer["tracks"].values()
    return {item["item_id"]: item["state"] for one in tracks for item in one["items"]}


def test_status__of_a_week_typed_late__is_of_the_axis_asked_for(week: Office) -> None:
    asked = asking(week)
    recorded = asked.status("p1", as_of=TWELFTH, known_at=TWELFTH, known_by="recorded")
    received = asked.status("p1", as_of=TWELFTH, **BY_RECEIVED)
    assert states(recorded) == {"c1": "charged"}
    assert states(received) == {"c1": "plea_tendered", "c2": "dismissed"}
    assert (recorded["known_by"], recorded["stays"]) == ("recorded", True)
    assert (received["known_by"], received["stays"]) == ("received", False)
    assert "lacking" not in recorded
    assert asked.status("p1", known_at="2023-04-20", known_by="recorded")["stays"] is False
    assert received["lacking"] == []
    assert (received["known_at"], received["position"]) == (TWELFTH, week.position)
    eleventh = asked.status("p1", as_of=TWELFTH, known_at="2023-04-11", known_by="received")
    assert states(eleventh) == {"c1": "plea_tendered"}


def test_answers__where_no_axis_is_named__say_nothing_of_it(week: Office) -> None:
    asked = asking(week)
    for answer in (
        asked.status("p1"),
        asked.history("p1"),
        asked.chronology("m1"),
        asked.matter("m1"),
    ):
        assert not {"known_by", "stays", "lacking"} & answer.keys()


def test_recorded_axis__where_events_say_when_they_were_received__answers_as_without(
    databases: Databases,
) -> None:
    def told(received: str) -> list[Any]:
        with databases.fresh() as url, closing((office := Office(url, "2023-04-10")).database):
            office.open("m1")
            office.post(f"filing: 2023-04 charge.filed {received and '^2023-04-10'}")
            office.today = "2023-04-20"
            office.post(f"plea: 2023-04 charge.plea_entered plea=guilty {received}")
            asked = asking(office)
            return [
                answer
                for day in ("2023-04-10", "2023-04-12", "2023-04-20")
                for answer in (
                    asked.status("p1", as_of="2023-04-15", known_at=day),
                    asked.history("p1", known_at=day),
                    asked.chronology("m1", known_at=day),
                    asked.matter("m1", as_of="2023-04-15", known_at=day),
                )
            ]

    assert told("") == told("^2023-04-11")


def test_history_chronology_and_matter__by_what_was_received__tell_what_was(week: Office) -> None:
    asked = asking(week)
    spans = asked.history("p1", **BY_RECEIVED)["spans"]
    assert {(one["item_id"], one["state"]) for one in spans if one["state"] != "none"} == {
        ("c1", "charged"),
        ("c1", "plea_tendered"),
        ("c2", "charged"),
        ("c2", "dismissed"),
    }
    page = asked.chronology("m1", **BY_RECEIVED, limit=4)
    more = asked.chronology("m1", **BY_RECEIVED, after=page["next"])
    told = [one["event_id"] for one in (*page["entries"], *more["entries"])]
    assert told == ["open-m1", "m1-p1", "filing", "second", "plea", "over"]
    view = asked.matter("m1", as_of=TWELFTH, **BY_RECEIVED)
    assert {one["item_id"]: one["state"] for one in view["items"]} == {
        "c1": "plea_tendered",
        "c2": "dismissed",
    }
    assert [one["party_id"] for one in view["parties"]] == ["p1"]
    assert view["known_by"] == page["known_by"] == "received"


def test_correction__received_after_the_event__counts_from_its_own_day(week: Office) -> None:
    week.post('fix: 2023-04-20 event.corrected target=plea changes={"plea":"guilty"} ^2023-04-14')

    def plea(known_at: str, known_by: str) -> str:
        answer = asking(week).status(
            "p1", as_of=TWELFTH, known_at=known_at, known_by=known_by, matter="m1"
        )
        (item,) = (one for one in answer["tracks"]["criminal"]["items"] if one["item_id"] == "c1")
        return str(item["detail"]["plea"])

    assert plea("2023-04-13", "received") == "no_contest"
    assert plea("2023-04-14", "received") == "guilty"


def test_retraction__received_after_the_event__counts_from_its_own_day(week: Office) -> None:
    week.post("back: 2023-04-20 event.retracted target=plea ^2023-04-15")
    asked = asking(week)
    for day, state in (("2023-04-14", "plea_tendered"), ("2023-04-15", "charged")):
        answer = asked.status("p1", as_of=day, known_at=day, known_by="received")
        assert states(answer)["c1"] == state


def test_received__corrected__is_what_counts_for_every_day(week: Office) -> None:
    week.post(f'fix: 2023-04-20 event.corrected target=plea changes={{"received":"{TWELFTH}"}}')
    asked = asking(week)
    for day, state in (("2023-04-11", "charged"), (TWELFTH, "plea_tendered")):
        answer = asked.status("p1", as_of=TWELFTH, known_at=day, known_by="received")
        assert states(answer)["c1"] == state
    week.post("back: 2023-04-20 event.retracted target=fix")
    answer = asked.status("p1", as_of=TWELFTH, known_at="2023-04-11", known_by="received")
    assert states(answer)["c1"] == "plea_tendered"
    week.post('none: 2023-04-20 event.corrected target=plea changes={"received":null}')
    answer = asked.status("p1", as_of=TWELFTH, **BY_RECEIVED)
    assert states(answer)["c1"] == "charged"


def test_received__of_an_event_taken_back__still_says_when_the_office_had_it(week: Office) -> None:
    week.post('fix: 2023-04-20 event.corrected target=filing changes={"received":"2023-04-10"}')
    week.post('late: 2023-04-20 event.corrected target=plea changes={"received":"2023-04-13"}')
    week.post("back: 2023-04-20 event.retracted target=plea ^2023-04-15")
    asked = asking(week)
    for day, state in (
        (TWELFTH, "charged"),
        ("2023-04-13", "plea_tendered"),
        ("2023-04-15", "charged"),
    ):
        answer = asked.status("p1", as_of=TWELFTH, known_at=day, known_by="received")
        assert states(answer)["c1"] == state


@pytest.mark.parametrize(
    "line",
    [
        "2023-04-11 note.recorded ^2023-04-21",
        'x: 2023-04-20 event.corrected target=plea changes={"received":"2023-04-21"}',
        "x: 2023-04-20 event.retracted target=plea ^2023-04-21",
        'x: 2023-04-20 event.corrected target=filing changes={"received":"2023-04-11"}',
    ],
)
def test_received__after_the_day_on_which_the_event_was_recorded__refused(
    week: Office, line: str
) -> None:
    week.refused(line, "received.after_recorded")


@pytest.mark.parametrize("day", ["2023-02-30", "2023-04", "12 April", "2023-04-12T10:00", ""])
def test_received__that_is_no_day__refused_with_its_field(week: Office, day: str) -> None:
    [draft] = drafts("2023-04-11 note.recorded")
    odd = msgspec.structs.replace(draft, received=day)
    with pytest.raises(Malformed) as caught:
        week.recorder.record([odd], by="tester")
    assert [one.field for one in caught.value.errors] == ["received"]
    changes = f'{{"received":"{day}"}}'
    with pytest.raises(Malformed) as caught:
        week.post(f"2023-04-20 event.corrected target=plea changes={changes.replace(' ', '_')}")
    assert [one.field for one in caught.value.errors] == ["data.changes.received"]


def test_plea__whose_filing_was_received_later__is_told_as_lacking_it(week: Office) -> None:
    week.post("third: 2023-04-11 charge.filed item_id=c3")
    week.post("early: 2023-04-12 charge.plea_entered item_id=c3 plea=guilty ^2023-04-12")
    asked = asking(week)
    for answer in (
        asked.status("p1", as_of=TWELFTH, **BY_RECEIVED),
        asked.history("p1", **BY_RECEIVED),
        asked.chronology("m1", **BY_RECEIVED),
        asked.matter("m1", as_of=TWELFTH, **BY_RECEIVED),
    ):
        (one,) = answer["lacking"]
        assert (one["event_id"], one["matter_id"], one["lacks"]) == ("early", "m1", ["third"])
        before = f"Received by then, before @{week.position - 1}, on which it rests: "
        assert one["sentence"].startswith(before)
    assert "c3" not in states(asked.status("p1", as_of=TWELFTH, **BY_RECEIVED))
    whole = asked.status("p1", as_of="2023-04-20", known_at="2023-04-20", known_by="received")
    assert (states(whole)["c3"], whole["lacking"]) == ("plea_tendered", [])


def test_lacking__of_another_party_alone__is_not_told_of_this_one(week: Office) -> None:
    week.post("m1-p2: 2023-04-10 party.added party_id=p2")
    week.post("theirs: 2023-04-11 charge.filed item_id=c4 party_id=p2 ^2023-04-11")
    asked = asking(week)
    assert asked.status("p1", **BY_RECEIVED)["lacking"] == []
    (one,) = asked.status("p2", **BY_RECEIVED)["lacking"]
    assert (one["event_id"], one["lacks"]) == ("theirs", ["m1-p2"])
    assert asked.status("p2", **BY_RECEIVED)["tracks"] == {}


def test_correction__received_before_what_it_corrects__is_told_as_lacking_it(week: Office) -> None:
    week.post("typo: 2023-04-20 note.recorded")
    week.post('fix: 2023-04-20 event.corrected target=typo changes={"text":"Another."} ^2023-04-12')
    (one,) = asking(week).matter("m1", **BY_RECEIVED)["lacking"]
    assert (one["event_id"], one["lacks"]) == ("fix", ["typo"])


def test_matter__of_which_nothing_had_been_received__is_answered_as_not_known(
    week: Office,
) -> None:
    asked = asking(week)
    before = {"known_at": "2023-04-09", "known_by": "received"}
    assert asked.matter("m1", **before)["matter"] is None
    assert asked.chronology("m1", **before)["entries"] == []
    assert asked.status("p1", **before)["party"] == {"party_id": "p1"}
    for ask in (asked.status, asked.history, asked.matter, asked.chronology):
        with pytest.raises(Unknown):
            ask("nobody", **before)


@pytest.mark.parametrize("known_at", [None, "@3", "2023-04-12T09:00:00Z", "2023-04", "2023-02-30"])
def test_received__without_a_day__refused(week: Office, known_at: str | None) -> None:
    with pytest.raises(Malformed) as caught:
        asking(week).status("p1", known_at=known_at, known_by="received")
    assert caught.value.code == "known_at.invalid"


def test_axis__that_there_is_not__refused(week: Office) -> None:
    with pytest.raises(Malformed) as caught:
        asking(week).status("p1", known_at=TWELFTH, known_by="heard")
    assert caught.value.code == "known_by"


def test_party__in_several_matters_and_merged__told_with_what_other_matters_say(
    week: Office,
) -> None:
    week.post("open-m2: 2023-04-01 matter.opened @m2 ^2023-04-01")
    week.post("m2-p9: 2023-04-01 party.added party_id=p9 @m2 ^2023-04-01")
    week.post("other: 2023-04-02 charge.filed party_id=p9 item_id=d1 @m2 ^2023-04-02")
    week.post("same: 2023-04-12 party.merged from=p9 into=p1 @m2 ^2023-04-13")
    week.post("dead: 2023-04-12 party.died party_id=p9 @m2 ^2023-04-14")
    asked = asking(week)

    def then(day: str) -> dict[str, str]:
        return states(asked.status("p1", as_of=TWELFTH, known_at=day, known_by="received"))

    assert then(TWELFTH) == {"c1": "plea_tendered", "c2": "dismissed"}
    assert then("2023-04-13") == {"c1": "plea_tendered", "c2": "dismissed", "d1": "charged"}
    assert then("2023-04-14") == {"c1": "abated", "c2": "dismissed", "d1": "abated"}
    assert {
        one["item_id"]: one["state"]
        for one in asked.matter("m1", as_of=TWELFTH, known_at="2023-04-14", known_by="received")[
            "items"
        ]
    } == {"c1": "abated", "c2": "dismissed"}


def test_party__whose_matters_have_very_many_events__refused(
    week: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asking(week)
    monkeypatch.setattr(received, "MOST", week.position)
    assert asked.status("p1", **BY_RECEIVED)
    monkeypatch.setattr(received, "MOST", week.position - 1)
    for ask, about in ((asked.status, "p1"), (asked.matter, "m1")):
        with pytest.raises(Malformed, match=r"at most 5 are folded") as caught:
            ask(about, **BY_RECEIVED)
        assert caught.value.code == "received.many"
    assert asked.status("p1", known_at=TWELFTH, known_by="recorded")


def test_matter_that_is_parked__refused(week: Office) -> None:
    with week.database.write() as connection:
        park(connection, [Failed(["m1"], 3, "KeyError at spans.py:1")], "r")
    with pytest.raises(Damaged, match="m1 is parked"):
        asking(week).status("p1", **BY_RECEIVED)


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_document__by_what_was_received__says_so(week: Office, kind: str) -> None:
    week.post("third: 2023-04-11 charge.filed item_id=c3")
    week.post("early: 2023-04-12 charge.plea_entered item_id=c3 plea=guilty ^2023-04-12")
    asked = asking(week)
    how: Any = {"audience": chronicle.Audience.OFFICE, "as_of": TWELFTH, **BY_RECEIVED}
    for opening in (
        chronicle.of_party(asked, "p1", whole_matters=True, **how),
        chronicle.of_matter(asked, "m1", **how),
    ):
        with opening as found, TemporaryFile() as file:
            assert found.heading.known_by == "received"
            name = FORMATS[kind].file_name(found.heading)
            assert Path(name).stem.endswith("-2023-04-12-received-2023-04-12-for-office")
            FORMATS[kind].write(found, file)
            file.seek(0)
            text = file.read().decode("utf-8-sig", "replace")
        if kind == "csv":
            assert "It rests on what had been received by 2023-04-12" in text
            before = f"early: Received by then, before @{week.position - 1}, on which it rests: "
            assert before in text
            assert not placeholders.holds(text)


def test_received__asked_by_many_at_once__each_has_the_answer_for_itself(week: Office) -> None:
    asked = asking(week)
    days = ["2023-04-10", "2023-04-11", TWELFTH, "2023-04-20"]

    def answer(day: str) -> Any:
        return asked.matter("m1", as_of=TWELFTH, known_at=day, known_by="received")

    expected = list(map(answer, days))
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, days * 10)) == expected * 10


def test_deadline__counted_again_for_a_correction__was_received_with_it(week: Office) -> None:
    week.post(
        'due: 2023-04-11 deadline.set deadline_id=d trigger=plea kind="x" '
        'period={"number":14,"unit":"days","counting":"frcrp"} ^2023-04-11'
    )
    week.post(
        'fix: 2023-04-20 event.corrected target=plea changes={"effective":"2023-04-10"} ^2023-04-14'
    )
    asked = asking(week)

    def due(day: str) -> list[str]:
        page = asked.chronology("m1", known_at=day, known_by="received")
        return [one["sentence"] for one in page["entries"] if one["event_id"] == "due"]

    assert ["2023-04-25" in one for one in due("2023-04-13")] == [True]
    assert ["2023-04-24" in one for one in due("2023-04-14")] == [True]


RECORDED_DAYS = ("2023-12-20", "2023-12-21", "2023-12-22")


def every_answer(asked: Answers, **how: Any) -> Iterator[Any]:
    """Yield the answers of every question that takes an axis, without what tells the axes apart."""
    for as_of in ("2023-01-10", "2023-06-01"):
        yield from (asked.status(party, as_of=as_of, **how) for party in PARTIES)
        yield from (asked.matter(matter, as_of=as_of, **how) for matter in MATTERS)
    yield from (asked.history(party, **how) for party in PARTIES)
    yield from (asked.chronology(matter, **how) for matter in MATTERS)


def test_axes__where_nothing_says_when_it_was_received__answer_the_same(
    databases: Databases,
) -> None:
    def examine_one(lines: list[str]) -> None:
        hypothesis.note("\n".join(lines))
        with opened(databases) as office:
            for number, line in enumerate(lines):
                office.today = RECORDED_DAYS[number * len(RECORDED_DAYS) // len(lines)]
                with_refusals(office, line)
            asked = asking(office)
            for day in ("2023-12-19", *RECORDED_DAYS, "2023-12-31"):
                both = (
                    every_answer(asked, known_at=day, known_by=axis)
                    for axis in ("recorded", "received")
                )
                for recorded, received in zip(*both, strict=True):
                    assert received.get("lacking") == []
                    for answer in (recorded, received):
                        for name in OF_AXIS:
                            answer.pop(name, None)
                    assert received == recorded

    examine(databases, histories(), examine_one, at_length(short=0.6, long=1))


def test_received__whatever_came_when__every_question_is_answered(databases: Databases) -> None:
    def examine_one(drawn: tuple[list[str], list[str]]) -> None:
        lines, days = drawn
        told = [
            f"{line} ^{day}" if day else line
            for line, day in zip(lines, days * len(lines), strict=False)
        ]
        hypothesis.note("\n".join(told))
        with opened(databases) as office:
            for line in told:
                with_refusals(office, line)
            asked = asking(office)
            for day in ("2023-01-01", "2023-02-01", "2023-03-01"):
                try:
                    for answer in every_answer(asked, known_at=day, known_by="received"):
                        assert answer["stays"] is False
                except (
                    Unknown
                ):  # an id that meant another party wherever it stood, from the first on
                    assert any("party.parted" in line for line in told)

    some = st.sampled_from(("", "2023-01-01", "2023-02-01", "2023-03-01"))
    drawn = st.tuples(histories(), st.lists(some, min_size=1, max_size=20))
    examine(databases, drawn, examine_one, at_length(short=0.6, long=1))


def with_refusals(office: Office, line: str) -> None:
    try:
        office.post(line)
    except Refused:
        return


def test_chronology__by_what_was_received_while_others_post__goes_on_where_it_was(
    week: Office,
) -> None:
    asked = asking(week)
    first = asked.chronology("m1", **BY_RECEIVED, limit=4)
    week.post("early: 2023-04-10 note.recorded ^2023-04-10\nlate: 2023-04-12 note.recorded")
    week.post("back: 2023-04-20 event.retracted target=over ^2023-04-12")
    rest = asked.chronology("m1", **BY_RECEIVED, after=first["next"])
    assert [one["event_id"] for one in rest["entries"]] == ["plea", "over"]
    assert (rest["known_at"], rest["position"]) == (TWELFTH, first["position"])
    for other in ({"known_at": TWELFTH}, {"known_at": "2023-04-11", "known_by": "received"}):
        with pytest.raises(Malformed) as caught:
            asked.chronology("m1", **other, after=first["next"])
        assert caught.value.code == "page.question"


def test_party__asked_of_a_matter_that_it_is_not_in__has_nothing_there(week: Office) -> None:
    week.post("open-m2: 2023-04-01 matter.opened @m2")
    asked = asking(week)
    for ask in (asked.status, asked.history):
        recorded = ask("p1", matter="m2", known_at="2023-04-20", known_by="recorded")
        received = ask("p1", matter="m2", **BY_RECEIVED)
        name = "tracks" if "tracks" in recorded else "spans"
        assert not received[name]
        assert received[name] == recorded[name]
        with pytest.raises(Unknown):
            ask("p1", matter="m3", **BY_RECEIVED)


def test_events__typed_with_their_retraction_in_one_post__were_known_between(
    week: Office,
) -> None:
    week.post(
        "open-m2: 2023-04-01 matter.opened @m2 ^2023-04-01\n"
        "m2-p9: 2023-04-01 party.added party_id=p9 @m2 ^2023-04-01\n"
        "other: 2023-04-02 charge.filed party_id=p9 item_id=d1 @m2 ^2023-04-02\n"
        "same: 2023-04-11 party.merged from=p9 into=p1 @m2 ^2023-04-11\n"
        "apart: 2023-04-13 event.retracted target=same @m2 ^2023-04-13"
    )
    asked = asking(week)
    for day, items in (("2023-04-10", set()), (TWELFTH, {"d1"}), ("2023-04-13", set())):
        answer = asked.status("p1", as_of=TWELFTH, known_at=day, known_by="received")
        assert states(answer).keys() & {"d1"} == items


def test_substitution__received_later__moves_the_claim_from_its_day(week: Office) -> None:
    week.post(
        "open-m2: 2023-04-01 matter.opened @m2 ^2023-04-01\n"
        "m2-p3: 2023-04-10 party.added party_id=p3 @m2 ^2023-04-10\n"
        "m2-p4: 2023-04-10 party.added party_id=p4 @m2 ^2023-04-10\n"
        "claim: 2023-04-10 claim.filed item_id=k1 against=p3 @m2 ^2023-04-11\n"
        "heir: 2023-04-12 party.substituted from=p3 to=p4 reason=transfer @m2 ^2023-04-14"
    )
    asked = asking(week)
    for day, holders in (("2023-04-13", ["p3"]), ("2023-04-14", ["p3", "p4"])):
        then = {"as_of": "2023-04-14", "known_at": day, "known_by": "received"}
        assert [one for one in ("p3", "p4") if "k1" in states(asked.status(one, **then))] == holders


@pytest.mark.parametrize(
    ("set_later", "line"),
    [
        ("hearing.scheduled hearing_id=h at=2023-04-12", "hearing.held hearing_id=h kind=plea"),
        ("motion.filed motion_id=h kind=bail by=x", "motion.decided motion_id=h outcome=denied"),
        ("deadline.set deadline_id=h kind=x due=2023-04-12", "deadline.closed deadline_id=h how=x"),
    ],
)
def test_entry__that_was_set_by_what_was_received_later__is_told_as_lacking_it(
    week: Office, set_later: str, line: str
) -> None:
    week.post(f"set: 2023-04-11 {set_later}\nheld: 2023-04-12 {line} ^2023-04-12")
    (one,) = asking(week).chronology("m1", **BY_RECEIVED)["lacking"]
    assert (one["event_id"], one["lacks"]) == ("held", ["set"])
    known = {"known_at": "2023-04-20", "known_by": "received"}
    assert asking(week).chronology("m1", **known)["lacking"] == []


def test_deadline__counted_from_what_was_received_later__is_told_as_lacking_it(
    week: Office,
) -> None:
    week.post("order: 2023-04-11 note.recorded")
    week.post(
        'due: 2023-04-11 deadline.set deadline_id=d trigger=order kind="x" '
        'period={"number":14,"unit":"days","counting":"frcrp"} ^2023-04-12'
    )
    (one,) = asking(week).chronology("m1", **BY_RECEIVED)["lacking"]
    assert (one["event_id"], one["lacks"]) == ("due", ["order"])


def test_received__by_the_day_of_the_office__which_its_zone_says(database_url: str) -> None:
    with closing((office := Office(database_url, today="2023-04-12")).database):
        choose_zone(office.database, "Pacific/Auckland")  # midnight there is noon of UTC
        office.open("m1")
        office.post("2023-04-12 note.recorded ^2023-04-13")
        office.refused("2023-04-12 note.recorded ^2023-04-14", "received.after_recorded")


def test_recorded_axis__with_a_rebuild_due__promises_nothing(week: Office) -> None:
    asked = {"known_at": TWELFTH, "known_by": "recorded"}
    assert asking(week).status("p1", **asked)["stays"] is True
    made_by_other_rules(week.database)
    assert asking(week).status("p1", **asked)["stays"] is False


def test_received__exported_and_restored__is_in_the_same_bytes_and_answers(
    week: Office, databases: Databases
) -> None:
    file = exported(week.database)
    assert b'\\"received\\":\\"2023-04-12\\"' in file
    with databases.fresh() as url, closing(Database(url)) as other:
        assert taken_back(other, file).events == week.position
        assert exported(other).splitlines()[1:] == file.splitlines()[1:]  # but for the log's id
        assert verify(other).failures == []
        there = Answers(other, week._clock_us)
        for known_by in ("recorded", "received"):
            how = {"as_of": TWELFTH, "known_at": TWELFTH, "known_by": known_by}
            assert there.status("p1", **how) == asking(week).status("p1", **how)


@pytest.mark.parametrize(
    ("day", "said"), [("2023-04-21", "received after that"), ("2023-02-30", "cannot be read")]
)
def test_received__that_casefile_cannot_have_written__found_by_verify(
    week: Office, day: str, said: str
) -> None:
    with week.database.read() as connection:
        (row,) = log.page(connection, after=week.position - 1, limit=1)
    body = str(row.body).replace('"received":"2023-04-12"', f'"received":"{day}"')
    assert body != row.body
    literal = "x'{}'" if week.database.is_sqlite else "decode('{}', 'hex')"
    digest = literal.format(leaf_hash(body.encode()).hex())
    written = body.replace(":", "\\:")  # which would be a parameter
    change = f"UPDATE events SET body = '{written}', leaf_hash = {digest}"
    tamper(week.database, f"{change} WHERE position = {row.position}")
    first = verify(week.database).failures[0]
    assert first.position == row.position
    assert said in first.sentence


def test_person__merged_or_parted_in_another_matter__is_asked_about_in_all_its_own(
    week: Office,
) -> None:
    week.post(
        "open-m2: 2023-04-01 matter.opened @m2 ^2023-04-01\n"
        "open-m3: 2023-04-01 matter.opened @m3 ^2023-04-01\n"
        "m2-p9: 2023-04-01 party.added party_id=p9 @m2 ^2023-04-01\n"
        "m3-p5: 2023-04-01 party.added party_id=p5 @m3 ^2023-04-01\n"
        "other: 2023-04-02 charge.filed party_id=p9 item_id=d1 @m2 ^2023-04-02"
    )
    asked = asking(week)
    then = {"as_of": TWELFTH, "known_by": "received"}
    week.post("same: 2023-04-11 party.merged from=p9 into=p5 @m3 ^2023-04-11")
    assert states(asked.status("p5", known_at="2023-04-10", **then)) == {}
    assert states(asked.status("p5", known_at="2023-04-11", **then)) == {"d1": "charged"}
    week.post(
        "m3-p6: 2023-04-01 party.added party_id=p6 @m3 ^2023-04-01\n"
        "apart: 2023-04-11 event.retracted target=same @m3 ^2023-04-12\n"
        "two: 2023-04-11 party.parted party_id=p9 into=p6 matters=m2 @m3 ^2023-04-13"
    )
    for day, holders in ((TWELFTH, ["p9"]), ("2023-04-13", ["p6"])):
        ids = ("p9", "p5", "p6")
        assert [one for one in ids if states(asked.status(one, known_at=day, **then))] == holders


def test_relation__to_a_matter_whose_opening_was_received_later__is_told_as_lacking_it(
    week: Office,
) -> None:
    week.post("open-m2: 2023-04-10 matter.opened @m2")
    week.post("related: 2023-04-10 matter.related other=m2 ^2023-04-12")
    (one,) = asking(week).matter("m1", **BY_RECEIVED)["lacking"]
    assert (one["event_id"], one["lacks"]) == ("related", ["open-m2"])
