"""Identity: an id that is somebody's already is refused to anybody else, on every road."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.histories import Office

ADDED = "2021-01-01 party.added party_id=garcia"
CIVIL = f"maria: {ADDED} name=Maria-Garcia"
BATTERY = f"luis: {ADDED} name=Luis-Garcia @m2"


@pytest.fixture
def garcia(office: Office) -> Office:
    """Return the office in which the id garcia is Maria Garcia's, with a second matter."""
    office.open("m2")
    office.post(CIVIL)
    return office


@pytest.mark.parametrize(
    "words",
    [
        "name=Luis-Garcia",
        "name=Maria-Garcia kind=organization",
        "name=Luis-Garcia !",
        "name=Luis-Garcia (reported)",
        "name=Luis-Garcia same_person=false",
        'name=Luis-Garcia aliases=["Maria-Garcia"]',
    ],
)
@pytest.mark.parametrize("matter", ["m1", "m2"])
def test_id__of_somebody_else__is_refused_naming_who_has_it(
    garcia: Office, words: str, matter: str
) -> None:
    refused = garcia.refused(f"{ADDED} {words} @{matter}", "party.id_taken")
    assert "Maria-Garcia (person) in State v. Doe" in refused.sentence
    assert refused.conflicts == ("maria",)


@pytest.mark.parametrize(
    "words",
    [
        "name=Maria-Garcia",
        "name=MARIA.GARCÍA",
        "name=Garcia,Maria",
        "name=Luis-Garcia same_person=true",
        "name=Maria-Garcia kind=organization same_person=true",
    ],
)
def test_id__of_the_same_name_or_person__is_taken(garcia: Office, words: str) -> None:
    garcia.post(f"{ADDED} {words} @m2")


@pytest.mark.parametrize(
    "known",
    [
        'party.added party_id=garcia name=Maria-Garcia aliases=["Luis-Garcia"]',
        'party.changed party_id=garcia changes={"aliases":["Luis-Garcia"]} reason=x',
        'party.changed party_id=garcia changes={"name":"Luis-Garcia"} reason=x',
    ],
)
def test_name__that_is_on_record__is_not_another(garcia: Office, known: str) -> None:
    garcia.post(f"2021-02-01 {known}")
    garcia.post(BATTERY)


def test_name__that_was_given_up__is_not_another(garcia: Office) -> None:
    changed = '2021-02-01 party.changed party_id=garcia changes={"name":"Maria-Lopez"} reason=x'
    garcia.post(changed)
    garcia.post(f"{ADDED} name=Maria-Garcia @m2")
    garcia.post(f"{ADDED} name=Maria-Lopez @m2")


def test_name__of_one_of_very_many_matters__is_found(garcia: Office) -> None:
    matters = [f"x{number}" for number in range(12)]
    garcia.open(*matters)
    garcia.post("\n".join(f"{ADDED} name=Maria-Garcia @{one}" for one in matters[:-1]))
    garcia.post(f"{ADDED} name=Maria-Lopez same_person=true @{matters[-1]}")
    garcia.post(f"{ADDED} name=Maria-Lopez @m2")
    garcia.refused(f"{ADDED} name=Luis-Garcia @m2", "party.id_taken")


def test_batch__of_two_persons_under_one_id__is_refused_at_the_second(office: Office) -> None:
    office.open("m2")
    assert office.refused(f"{CIVIL}\n{BATTERY}", "party.id_taken").place == 1


def test_batch__that_says_the_name_has_changed__is_taken(garcia: Office) -> None:
    changes = 'party.changed party_id=garcia changes={"name":"Luis-Garcia"} reason=x'
    garcia.post(f"{BATTERY}\n2021-02-01 {changes}")


def test_correction__that_makes_one_of_two__is_refused(garcia: Office) -> None:
    garcia.post(BATTERY.replace("Luis", "Maria"))
    corrected = "2021-02-01 event.corrected target=luis @m2"
    for changes in ('{"name":"Luis-Garcia"}', '{"data":{"kind":"organization"}}'):
        garcia.refused(f"{corrected} changes={changes}", "party.id_taken")
    garcia.post(f'{corrected} changes={{"role":"witness"}}')
    garcia.post(f'{corrected} changes={{"name":"Luis-Garcia","same_person":true}}')
    garcia.refused(f'{corrected} changes={{"same_person":null}}', "party.id_taken")


def test_correction__of_a_name_in_every_matter_at_once__is_taken(garcia: Office) -> None:
    garcia.post(BATTERY.replace("Luis", "Maria"))
    changes = 'changes={"name":"Marie-Garcia"}'
    garcia.refused(f"2021-02-01 event.corrected target=maria {changes}", "party.id_taken")
    garcia.post(
        f"2021-02-01 event.corrected target=maria {changes}\n"
        f"2021-02-01 event.corrected target=luis @m2 {changes}"
    )


def test_retraction__by_which_somebody_else_comes_back__is_refused(office: Office) -> None:
    office.open("m2")
    office.post(BATTERY)
    office.post("gone: 2021-02-01 event.retracted target=luis @m2")
    office.post(CIVIL)
    office.refused("2021-03-01 event.retracted target=gone @m2", "party.id_taken")


def test_retraction__of_who_a_party_is_with_its_filings__is_taken(office: Office) -> None:
    office.post(CIVIL)
    office.post("filed: 2021-02-01 charge.filed party_id=garcia")
    gone = "2021-03-01 event.retracted target=maria"
    office.refused(gone, "party.in_use")
    office.post(f"{gone}\n2021-03-01 event.retracted target=filed")


def as_of_old(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Record two persons under one id, as a log of an earlier version may have them."""

    def unasked(*_given: Any) -> None:
        return None

    with monkeypatch.context() as earlier:
        earlier.setattr("casefile.recording.decision.check_identity", unasked)
        office.post(BATTERY)


def test_old_log__of_two_persons_under_one_id__is_read_and_goes_on(
    garcia: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_of_old(garcia, monkeypatch)
    assert verify(garcia.database).failures == []
    assert rebuild(garcia.database).sound
    corrected = '2021-02-01 event.corrected target=luis changes={"role":"witness"} @m2'
    garcia.post(corrected)
    garcia.post(f"{ADDED} name=Luis-Garcia @m2")
    garcia.refused(f"{ADDED} name=Ana-Garcia @m2", "party.id_taken")
