"""Parting: one id of two persons, which from a position on means another one in some matters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from casefile.answers.facts import chronicle
from casefile.recording.recorder import Recorder
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.exports.conftest import asking, lines
from tests.histories import Office, drafts

# Maria Garcia sues in the matter civil; Luis Garcia is charged in the matters crim and more.
MARIA = """
2021-01-01 matter.opened @civil
maria: 2021-01-01 party.added @civil party_id=garcia name=Maria-Garcia role=plaintiff
claim: 2021-02-01 claim.filed @civil claimants=garcia item_id=k1
"""
LUIS = """
2021-01-01 matter.opened @crim
2021-01-01 matter.opened @more
luis: 2021-01-01 party.added @crim party_id=garcia name=Luis-Garcia same_person=true
battery: 2021-02-01 charge.filed @crim party_id=garcia
plea: 2021-03-01 charge.plea_entered @crim plea=not_guilty
counsel: 2021-02-02 counsel.appeared @crim for=garcia names=["Ana-Archuleta"]
note: 2021-02-03 note.recorded @crim party_id=garcia text=Note
again: 2021-01-01 party.added @more party_id=garcia name=Luis-Garcia
theft: 2021-04-01 charge.filed @more party_id=garcia
own: 2021-01-01 party.added @crim party_id=lgarcia name=Luis-A.-Garcia
"""
PARTED = "parted: 2021-05-01 party.parted @crim party_id=garcia into=lgarcia matters=crim,more"
PARTIES = ("garcia", "lgarcia")


@pytest.fixture
def garcia(database_url: str) -> Iterator[Office]:
    """Yield an office in which two persons have one id."""
    office = Office(database_url)
    with closing(office.database):
        office.post(MARIA)
        office.post(LUIS)
        yield office


@pytest.fixture
def answers(garcia: Office) -> Answers:
    return asking(garcia)


def everything(answers: Answers, **how: Any) -> Any:
    """Return whatever is answered about the two, but for where it is known from."""
    found = {
        "status": [answers.status(one, **how) for one in PARTIES],
        "history": [answers.history(one, **how) for one in PARTIES],
        "parties": answers.parties("Garcia", **how),
        "matters": [answers.matter(one, **how) for one in ("civil", "crim", "more")],
        "chronology": [answers.chronology(one, **how)["entries"] for one in ("civil", "crim")],
        "conflicts": answers.conflicts(["Garcia"], **how)["asked"],
        "report": answers.status_report(**how),
        "documents": [told(answers, one, **how) for one in PARTIES],
    }
    return _without(found, ("known_at", "position", "past_head", "known_from", "version"))


def _without(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, names) for key, one in value.items() if key not in names}
    return [_without(one, names) for one in value] if isinstance(value, list) else value


def told(answers: Answers, party_id: str, **how: Any) -> dict[str, str]:
    """Return the lines of a party's document, by their events."""
    found = lines(chronicle.of_party(answers, party_id, audience=chronicle.Audience.OFFICE, **how))
    return {event_id: line.sentence for event_id, line in found.items()}


def sound(office: Office) -> None:
    """Hold that a rebuild makes the very rows that posts have made."""
    before = office.everything()
    assert verify(office.database).failures == []
    assert rebuild(office.database).sound
    assert office.everything() == before


def test_parting__each_is_answered_apart_from_its_position_on(
    garcia: Office, answers: Answers
) -> None:
    assert set(garcia.tracks(party="garcia")) == {"civil", "criminal"}
    garcia.post(PARTED)

    assert set(garcia.tracks(party="garcia")) == {"civil"}
    items = garcia.status(party="lgarcia")["items"]
    assert [(one["matter_id"], one["state"]) for one in items] == [
        ("crim", "pleaded_not_guilty"),
        ("more", "charged"),
    ]
    maria, luis = (answers.status(one)["party"] for one in PARTIES)
    assert (maria["name"], maria["aliases"]) == ("Maria-Garcia", [])
    assert maria["matters"] == [{"matter_id": "civil", "role": "plaintiff"}]
    assert {luis["name"], *luis["aliases"]} == {"Luis-A.-Garcia", "Luis-Garcia"}
    assert {one["matter_id"] for one in luis["matters"]} == {"crim", "more"}
    assert {one["matter_id"] for one in answers.history("lgarcia")["spans"]} == {"crim", "more"}
    crim = answers.matter("crim")
    assert [one["party_id"] for one in crim["parties"]] == ["lgarcia"]
    assert [one["party_id"] for one in crim["items"][0]["parties"]] == ["lgarcia"]
    sound(garcia)


def test_parting__in_the_conflict_check__is_of_two_persons(
    garcia: Office, answers: Answers
) -> None:
    garcia.post(PARTED)
    (asked,) = answers.conflicts(["Garcia"])["asked"]
    found = {
        (hit["name"], hit["party_id"], hit["matter_id"])
        for person in asked["persons"]
        for hit in person["hits"]
    }
    assert found == {
        ("Maria-Garcia", "garcia", "civil"),
        ("Luis-Garcia", "lgarcia", "crim"),
        ("Luis-A.-Garcia", "lgarcia", "crim"),
        ("Luis-Garcia", "lgarcia", "more"),
    }
    (counsel,) = answers.conflicts(["Ana-Archuleta"])["asked"]
    assert [one["party_id"] for one in counsel["persons"][0]["hits"]] == ["lgarcia"]


def test_parting__in_documents_and_chronologies__tells_each_of_its_own(
    garcia: Office, answers: Answers
) -> None:
    garcia.post(PARTED)
    about = {one: set(told(answers, one)) for one in PARTIES}
    assert about["garcia"] == {"maria", "claim"}
    assert about["lgarcia"] == {
        *("luis", "battery", "plea", "counsel", "note", "again", "theft", "own", "parted")
    }
    said = {one["event_id"]: one["sentence"] for one in answers.chronology("crim")["entries"]}
    assert said["battery"].startswith("Charge filed against Luis-A.-Garcia: ")
    assert said["counsel"].startswith("Counsel appears for Luis-A.-Garcia")


def test_parting__before_its_position__changes_nothing(garcia: Office, answers: Answers) -> None:
    head = garcia.position
    before = everything(answers)
    garcia.post(PARTED)
    assert everything(answers, known_at=f"@{head}") == before
    assert everything(answers) != before


def test_parting__retracted__restores(garcia: Office, answers: Answers) -> None:
    before = everything(answers)
    garcia.post(PARTED)
    garcia.post("gone: 2021-06-01 event.retracted @crim target=parted")
    assert everything(answers) == before
    sound(garcia)
    garcia.post("2021-06-01 event.retracted @crim target=gone")
    assert set(garcia.tracks(party="garcia")) == {"civil"}
    sound(garcia)


@pytest.mark.parametrize("anew", [False, True])
def test_parting__what_is_posted_later_under_the_old_id__is_of_the_other(
    garcia: Office, answers: Answers, anew: bool
) -> None:
    garcia.post("2021-04-02 charge.filed @crim party_id=lgarcia item_id=c9")
    garcia.post(PARTED)
    for line in (
        "2021-06-01 charge.filed @crim party_id=garcia item_id=c2",
        '2021-06-01 party.changed @crim party_id=garcia changes={"name":"Lu-Garcia"} reason=x',
        "2021-06-01 counsel.withdrawn @crim for=garcia",
        '2021-06-02 event.corrected @more target=again changes={"role":"witness"}',
        "died: 2021-06-03 party.died @crim party_id=garcia",
    ):
        if anew:  # as another process would, which remembers nothing
            garcia.recorder = Recorder(garcia.database, garcia._clock_us)
        garcia.post(line)
    assert garcia.tracks(party="garcia")["civil"]["status"] == "filed"
    assert {one["state"] for one in garcia.status(party="lgarcia")["items"]} == {"abated"}
    luis = answers.status("lgarcia")["party"]
    assert luis["name"] == "Lu-Garcia"
    assert {"matter_id": "more", "role": "witness"} in luis["matters"]
    (counsel,) = answers.conflicts(["Ana-Archuleta"])["asked"][0]["persons"][0]["hits"]
    assert (counsel["party_id"], counsel["role"]) == ("lgarcia", "counsel (withdrawn)")
    sound(garcia)


def test_death__said_where_the_id_means_another__abates_nothing_of_the_first(
    garcia: Office,
) -> None:
    garcia.post("2021-02-02 charge.filed @civil party_id=garcia")
    garcia.post("2021-04-02 party.died @crim party_id=garcia")
    assert garcia.tracks(party="garcia")["criminal"]["breakdown"] == {"abated": 3}
    garcia.post(PARTED)
    assert garcia.tracks(party="garcia")["criminal"]["breakdown"] == {"charged": 1}
    assert garcia.tracks(party="lgarcia")["criminal"]["breakdown"] == {"abated": 2}
    sound(garcia)


def test_parting__of_what_was_parted__goes_on_to_the_last(garcia: Office) -> None:
    garcia.post(PARTED)
    garcia.post(
        "2021-06-01 party.added @more party_id=other name=Luis-B.-Garcia\n"
        "then: 2021-06-01 party.parted @more party_id=lgarcia into=other matters=more"
    )
    assert [one["matter_id"] for one in garcia.status(party="other")["items"]] == ["more"]
    assert [one["matter_id"] for one in garcia.status(party="lgarcia")["items"]] == ["crim"]
    garcia.post("2021-07-01 event.retracted @crim target=parted")
    assert {one["matter_id"] for one in garcia.tracks(party="garcia")["criminal"]["items"]} == {
        "crim",
        "more",
    }
    sound(garcia)


def test_parting__beside_a_merge__leaves_the_merged_one_person(garcia: Office) -> None:
    garcia.post(
        "2021-05-01 matter.opened @m9\n"
        "2021-05-01 party.added @m9 party_id=luis9 name=Luis-Garcia\n"
        "2021-05-01 charge.filed @m9 party_id=luis9\n"
        "2021-05-01 party.merged @m9 from=luis9 into=lgarcia"
    )
    garcia.post(PARTED)
    items = garcia.status(party="luis9")["items"]
    assert [one["matter_id"] for one in items] == ["crim", "m9", "more"]
    sound(garcia)


def test_parting__claim_of_both__is_told_of_one(garcia: Office) -> None:
    garcia.post("2021-04-01 claim.filed @crim claimants=garcia,lgarcia item_id=k2")
    garcia.post(PARTED)
    assert garcia.tracks(party="lgarcia")["civil"]["breakdown"] == {"filed": 1}
    sound(garcia)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("party_id=garcia into=nobody matters=crim", "party.unknown"),
        ("party_id=nobody into=garcia matters=crim", "party.unknown"),
        ("party_id=garcia into=lgarcia matters=nowhere", "matter.unknown"),
    ],
)
def test_parting__that_names_what_there_is_not__is_refused(
    garcia: Office, line: str, code: str
) -> None:
    garcia.refused(f"2021-05-01 party.parted @crim {line}", code)


def test_parting__by_another_recorder__is_known_to_the_first(garcia: Office) -> None:
    other = Recorder(garcia.database, garcia._clock_us)
    garcia.post("2021-04-03 note.recorded @crim party_id=garcia text=Note")
    other.record(drafts(PARTED), by="tester")
    garcia.post(
        '2021-06-01 party.changed @crim party_id=garcia changes={"role":"witness"} reason=x'
    )
    garcia.post("2021-06-01 charge.filed @crim party_id=garcia item_id=c2")
    other.record(drafts("2021-06-01 event.retracted @crim target=parted"), by="tester")
    garcia.post("2021-06-01 charge.filed @crim party_id=garcia item_id=c3")
    assert len(garcia.tracks(party="garcia")["criminal"]["items"]) == 4
    sound(garcia)


def test_parting__that_is_merely_reported__parts_nobody(garcia: Office, answers: Answers) -> None:
    before = answers.status("garcia")["tracks"]
    garcia.post(f"{PARTED} (reported)")
    assert answers.status("garcia")["tracks"] == before
    sound(garcia)


def test_id__that_was_parted__is_again_of_the_first_alone(garcia: Office) -> None:
    garcia.post(PARTED)
    garcia.post("2021-06-01 matter.opened @m9")
    added = "2021-06-01 party.added name=Luis-Garcia"
    garcia.refused(f"{added} @m9 party_id=garcia", "party.id_taken")
    garcia.post(f"{added} @m9 party_id=lgarcia")
    garcia.post(f"{added} @crim party_id=garcia")
    garcia.refused(f"{added.replace('Luis', 'Maria')} @crim party_id=garcia", "party.id_taken")


def test_client__of_a_matter_that_is_parted__is_whom_the_id_means_there(database_url: str) -> None:
    office = Office(database_url)
    with closing(office.database):
        office.post(MARIA)
        office.post(LUIS.replace("opened @crim", "opened @crim for=garcia"))
        answers = asking(office)
        whole = answers.head()["position"]
        office.post(PARTED)
        assert answers.matter("crim")["matter"]["for"] == "lgarcia"
        assert answers.matter("crim", known_at=f"@{whole}")["matter"]["for"] == "garcia"
        assert answers.status("garcia")["stances"] == []
        (stance,) = answers.status("lgarcia")["stances"]
        assert (stance["matter_id"], stance["stance"]) == ("crim", "ours")
        sound(office)
