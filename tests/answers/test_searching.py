"""Searching: parties and matters by the words of their names, without accents and case."""

from __future__ import annotations

from typing import Any

import hypothesis
import msgspec
import pytest
from hypothesis import strategies as st
from sqlalchemy import text

from casefile.answers.searching import keys_of
from casefile.event import Draft
from casefile.projections.letters import bare, plain
from casefile.projections.search_keys import PARTY
from casefile.store.database import Database
from casefile.upkeep.rebuild import rebuild
from tests.asking import Answers
from tests.histories import Office, given

UUID = "01981d4e-6c1b-7f53-9a01-ada0beefcafe"
PARTIES = {
    "s1": "María José Señora",
    "s2": "Sean O'Brien",
    "s3": "Søren Ødegård",
    "s4": "STRASSE & Söhne GmbH",
    "acme-corp": "The Acme Company",
    UUID: "100% Ours",
}
MATTERS = {
    "suit": {"title": "Señora v. Übersee", "docket_no": "D-202-CV-2023-00456"},
    "crime": {"title": "State v. Doe", "docket_no": "CR2023000457"},
}


@pytest.fixture
def office(office: Office) -> Office:
    for matter_id, said in MATTERS.items():
        record(office, "matter.opened", matter_id, **said)
    for party_id, name in PARTIES.items():
        record(office, "party.added", "suit", party_id=party_id, name=name)
    return office


def record(office: Office, tag: str, matter_id: str, **data: Any) -> None:
    draft = {"matter_id": matter_id, "type": tag, "effective": "2023-01-02"}
    whole = draft | {"data": {**given(tag), **data}}
    office.recorder.record([msgspec.convert(whole, Draft)], by="tester")


def parties(office: Office, q: str, **asked: Any) -> list[str]:
    found = Answers(office.database).parties(q, **asked)
    return [one["party_id"] for one in found["parties"]]


def matters(office: Office, q: str, **asked: Any) -> list[str]:
    found = Answers(office.database).matters(q=q, **asked)
    return [one["matter_id"] for one in found["matters"]]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Señora", ["s1"]),
        ("SEÑORA", ["s1"]),
        ("Senora", ["s1"]),
        ("sen", ["s1"]),
        ("jose maria", ["s1"]),
        ("Maria Lopez", []),
        ("jose brien", []),  # who are two
        ("o'brien", ["s2"]),
        ("O\u2019Brien", ["s2"]),
        ("OBrien", ["s2"]),
        ("Brien", ["s2"]),
        ("Soren odegard", ["s3"]),
        ("straße", ["s4"]),
        ("Sohne", ["s4"]),
        ("acme", ["acme-corp"]),
        ("corp", ["acme-corp"]),
        ("acme-corp", ["acme-corp"]),
        ("100%", [UUID]),
        (UUID, [UUID]),
        (UUID.upper(), [UUID]),
        ("01981d4e", [UUID]),
        ("ada0", []),
        ("%", []),
        ("_", []),
        ("'", []),
        ("s", ["s1", "s2", "s3", "s4"]),
        ("x" * 500, []),
        (" ".join(map(str, range(130))), []),
    ],
)
def test_parties__by_the_beginnings_of_words__found_whatever_case_and_accents(
    office: Office, typed: str, found: list[str]
) -> None:
    assert parties(office, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("SEÑORA", ["suit"]),
        ("senora ubersee", ["suit"]),
        ("Ubersee Doe", []),
        ("456", ["suit"]),
        ("00456", ["suit"]),
        ("2023-00456", ["suit"]),
        ("d-202-cv", ["suit"]),
        ("cr2023000457", ["crime"]),
        ("000457", ["crime"]),
        ("3000457", ["crime"]),
        ("045", []),  # which neither begins a number nor ends one
        ("57", []),
        ("suit", ["suit"]),
        ("ora", []),
    ],
)
def test_matters__by_the_words_of_title_docket_number_and_id__found(
    office: Office, typed: str, found: list[str]
) -> None:
    assert matters(office, typed) == found


def test_parties__renamed_and_taken_back__found_as_known_at_each_position(office: Office) -> None:
    before = f"@{office.position}"
    changes = {"name": "María Núñez"}
    record(office, "party.changed", "suit", party_id="s1", changes=changes, reason="marriage")
    renamed = f"@{office.position}"
    assert parties(office, "nunez") == ["s1"]
    assert parties(office, "senora") == ["s1"]  # a former name
    assert parties(office, "nunez", known_at=before) == []
    record(office, "party.merged", "suit", **{"from": "s1", "into": "s2"})
    with office.database.read() as connection:
        added = connection.execute(
            text("SELECT event_id FROM events WHERE type = 'party.changed'")
        ).scalar_one()
    record(office, "event.retracted", "suit", target=added)
    assert parties(office, "nunez") == []
    assert parties(office, "nunez", known_at=renamed) == ["s1"]


def test_parties__under_an_id_that_was_parted__found_as_whom_it_means(office: Office) -> None:
    record(office, "party.added", "crime", party_id="s1", name="Luisa Vega", same_person=True)
    record(office, "party.added", "suit", party_id="vega", name="Luisa Vega")
    assert parties(office, "vega") == ["s1", "vega"]
    parting = {"party_id": "s1", "into": "vega", "matters": ["crime"]}
    record(office, "party.parted", "suit", **parting)
    assert parties(office, "luisa") == ["vega"]
    changes = {"name": "Luisa Núñez"}
    record(office, "party.changed", "crime", party_id="s1", changes=changes, reason="marriage")
    assert parties(office, "nunez") == ["vega"]
    assert rebuild(office.database).sound
    assert parties(office, "nunez") == ["vega"]


def test_pages__of_what_is_found__none_left_out_while_others_post(office: Office) -> None:
    asked = Answers(office.database)
    first = asked.parties("s", limit=3)
    record(office, "party.added", "suit", party_id="s35", name="Later")
    rest = asked.parties("s", limit=3, after=first["next"])
    ids = [one["party_id"] for page in (first, rest) for one in page["parties"]]
    assert ids == ["s1", "s2", "s3", "s4"]
    assert rest["next"] is None


def plan(database: Database, typed: str) -> str:
    """Return how SQLite finds the keys of what is typed."""
    with database.read() as connection:
        query = keys_of(PARTY, "subject_id", typed, 10**6).compile(
            connection, compile_kwargs={"literal_binds": True}
        )
        rows = connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))
        return " ".join(row[-1] for row in rows)


def test_search__of_words__reads_indexes_alone(office: Office) -> None:
    if office.database.is_sqlite:
        told = plan(office.database, "maria jose")
        assert "SCAN" not in told
        assert told.count("SEARCH") == 2


@hypothesis.given(st.text())
def test_letters__of_any_text__stay_as_they_are_once_bare(text: str) -> None:
    for letters in (bare, plain):
        once = letters(text)
        assert letters(once) == once
