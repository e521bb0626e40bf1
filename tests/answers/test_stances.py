"""Stances: whom the office is for in a matter, who stands against them, and the conflict in it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from casefile.event import Draft
from casefile.law.placeholders import plain
from casefile.law.stance import Footing, Stance, opposed, stands
from tests.asking import Answers
from tests.histories import Office, draft

# role | role | do they stand against one another
ROLES = """
plaintiff             | defendant             | yes
Plaintiff             | Defendant             | yes
petitioner            | respondent            | yes
agency                | respondent            | yes
victim                | defendant             | yes
special_prosecutor    | defendant             | yes
charging party        | charged party         | yes
ThirdParty Plaintiff  | ThirdParty Defendant  | yes
third-party_plaintiff | third-party_defendant | yes
Counter Claimant      | Counter Defendant     | yes
appellant             | appellee              | yes
co-defendant          | plaintiff             | yes
victim                | codefendant           | yes
lead plaintiff        | Nominal Defendant     | yes
co-plaintiff          | plaintiff             | no
co-defendant          | defendant             | no
co-counsel            | defendant             | no
defendant             | defendant             | no
plaintiff             | victim                | no
plaintiff             | ThirdParty Defendant  | no
judge                 | defendant             | no
participant           | participant           | no
Interested Party      | defendant             | no
plaintiff, Ana's husband | defendant          | yes
plaintiff (deceased)  | Defendant, a company  | yes
plaintiff; minor      | plaintiff, his father | no
witness, the defendant's wife | plaintiff     | no
plaintiff, counter-defendant | plaintiff      | no
"""


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [[part.strip() for part in line.split("|")] for line in ROLES.strip().splitlines()],
)
def test_roles__of_one_matter__stand_against_one_another_or_not(
    one: str, other: str, against: str
) -> None:
    assert opposed(one, other) is opposed(other, one) is (against == "yes")


def footing(party_id: str, role: str = "", **sides: str) -> Footing:
    return Footing(
        ids=(party_id,),
        roles=[role] if role else [],
        sides={f"m1/{item}": [side] for item, side in sides.items()},
    )


@pytest.mark.parametrize(
    ("one", "client", "stance", "why"),
    [
        (footing("p1"), footing("p1"), "ours", "the office is for this party"),
        (
            footing("p2", "defendant", k1="claimant"),
            footing("p1", "defendant", k1="defendant"),
            "adverse",
            "claimant of k1, where our client is defendant",
        ),
        (
            footing("p2", "defendant", k1="defendant"),
            footing("p1", "plaintiff"),
            "adverse",
            "defendant, where our client is plaintiff",
        ),
        (
            footing("p2", "defendant", k1="defendant"),
            footing("p1", "defendant", k1="defendant"),
            "neutral",
            "defendant, as our client is",
        ),
        (
            footing("p2", "co-defendant", c2="defendant"),
            footing("p1", "defendant", c1="defendant"),
            "neutral",
            "defendant, as our client is",
        ),
        (
            footing("p2", "codefendant"),
            footing("p1", "plaintiff"),
            "adverse",
            "defendant, where our client is plaintiff",
        ),
        (
            footing("p2", "plaintiff, Ana's husband"),
            footing("p1", "plaintiff"),
            "neutral",
            "plaintiff, as our client is",
        ),
        (
            footing("p2", "plaintiff, MegaMart's insurer"),
            footing("p1", "defendant"),
            "adverse",
            "plaintiff, where our client is defendant",
        ),
        (
            footing("p2", "expert witness for the plaintiff"),
            footing("p1", "plaintiff"),
            "neutral",
            "expert witness for the plaintiff, on our client's side",
        ),
        (
            footing("p2", "the defense's expert"),
            footing("p1", "co-defendant"),
            "neutral",
            "the defense's expert, on our client's side",
        ),
        (
            footing("p2", "our expert witness"),
            footing("p1", "petitioner"),
            "neutral",
            "our expert witness, on our client's side",
        ),
        (
            footing("p2", "witness called by the State"),
            footing("p1", "defendant"),
            "adverse",
            "witness called by the State, where our client is defendant",
        ),
        (
            footing("p2", "witness"),
            footing("p1", "defendant"),
            "neutral",
            "witness, on no side",
        ),
        (
            footing("p2", "MegaMart's insurer"),
            footing("p1", "defendant"),
            "neutral",
            "MegaMart's insurer, on no side",
        ),
        (
            footing("p2", "other"),
            footing("p1", "defendant"),
            "neutral",
            "in no role that says what, on no side",
        ),
        (
            footing("p2", "insurer"),
            footing("p1", "defendant"),
            "neutral",
            "insurer, and nobody has said whose",
        ),
        (
            footing("p2"),
            footing("p1", "defendant"),
            "neutral",
            "in no role, on no side",
        ),
    ],
)
def test_stance__of_somebody__goes_by_items_then_by_roles(
    one: Footing, client: Footing, stance: str, why: str
) -> None:
    found = stands(one, client)

    assert (found.stance, plain(found.why)) == (Stance(stance), why)


@pytest.fixture
def answers(office: Office) -> Answers:
    """Return an office that is for p1 against p2 in m2, and for p2 in m3."""
    office.post(
        "o2: 2021-01-01 matter.opened for=p1 @m2\n"
        "2021-01-01 party.added party_id=p1 name=Pat role=plaintiff same_person=true @m2\n"
        "2021-01-01 party.added party_id=p2 name=Quinn role=defendant @m2\n"
        "2021-01-01 party.added party_id=p3 name=Rae role=interpreter @m2\n"
        "2021-01-02 matter.opened for=p2 @m3\n"
        "2021-01-02 party.added party_id=p2 name=Quinn role=defendant @m3"
    )
    return Answers(office.database)


def stances(answers: Answers, name: str, **how: Any) -> dict[tuple[str, str], str | None]:
    """Return how each hit for a name stands to the office, by its name and its matter."""
    (asked,) = answers.conflicts([name], **how)["asked"]
    return {
        (hit["name"], hit["matter_id"]): hit["stance"]
        for person in asked["persons"]
        for hit in person["hits"]
    }


def test_opening__for_a_party_that_is_added_later__is_recorded_and_answered(
    answers: Answers, office: Office
) -> None:
    office.post("2022-01-01 matter.opened for=late @m4")
    assert answers.matter("m4")["matter"]["for"] == "late"
    office.post("2022-01-02 party.added party_id=late name=Lou @m4")

    assert [party["stance"] for party in answers.matter("m4")["parties"]] == ["ours"]


def test_opening__corrected__says_for_whom_from_then_on(answers: Answers, office: Office) -> None:
    before = office.position
    assert [party["stance"] for party in answers.matter("m1")["parties"]] == [None]
    office.post('2022-01-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')

    assert [party["stance"] for party in answers.matter("m1")["parties"]] == ["ours"]
    assert answers.matter("m1", known_at=f"@{before}")["matter"]["for"] is None
    office.post('2022-01-02 event.corrected target=open-m1 changes={"data":{"for":null}}')
    assert answers.matter("m1")["matter"]["for"] is None


def test_matter__with_a_client__says_how_each_party_stands(answers: Answers) -> None:
    view = answers.matter("m2")

    assert view["matter"]["for"] == "p1"
    found = {party["party_id"]: party["stance"] for party in view["parties"]}
    assert found == {"p1": "ours", "p2": "adverse", "p3": "neutral"}
    assert {one["matter_id"]: one["for"] for one in answers.matters()["matters"]} == {
        "m1": None,
        "m2": "p1",
        "m3": "p2",
    }


def test_status__of_a_party__says_whose_side_it_is_on_in_each_matter(answers: Answers) -> None:
    assert answers.status("p2")["stances"] == [
        {
            "matter_id": "m2",
            "stance": "adverse",
            "why": "defendant, where our client is plaintiff",
        },
        {"matter_id": "m3", "stance": "ours", "why": "the office is for this party"},
    ]
    assert [one["matter_id"] for one in answers.status("p2", matter="m3")["stances"]] == ["m3"]
    # In m1 nothing says for whom the office is.
    assert [one["matter_id"] for one in answers.status("p1")["stances"]] == ["m2"]
    assert answers.status("p1", known_at="@2")["stances"] == []


def test_conflicts__hits__say_how_each_stands_where_that_is_known(
    answers: Answers, office: Office
) -> None:
    assert stances(answers, "Pat") == {("Pat", "m2"): "ours", ("Pat Doe", "m1"): None}
    assert stances(answers, "Rae") == {("Rae", "m2"): "neutral"}
    (asked,) = answers.conflicts(["Quinn"])["asked"]
    assert (asked["hits"], asked["ours"], asked["adverse"]) == (2, 1, 1)
    before = office.position
    office.post('2022-01-01 event.corrected target=o2 changes={"data":{"for":"p2"}} @m2')
    assert stances(answers, "Pat")["Pat", "m2"] == "adverse"
    assert stances(answers, "Pat", known_at=f"@{before}")["Pat", "m2"] == "ours"


def test_conflicts__sides_of_a_claim__decide_before_the_roles(
    answers: Answers, office: Office
) -> None:
    office.post("2022-01-01 claim.filed item_id=k1 claimants=p3 against=p1 @m2")

    assert stances(answers, "Rae") == {("Rae", "m2"): "adverse"}
    (asked,) = answers.conflicts(["Rae"])["asked"]
    why = asked["persons"][0]["hits"][0]["stance_why"]
    assert why == "claimant of Rae v. Pat: negligence, where our client is defendant"


def test_conflicts__ours_in_one_matter_and_adverse_in_another__comes_first_and_says_so(
    answers: Answers, office: Office
) -> None:
    office.post("2022-01-01 party.added party_id=p9 name=Quinnes")
    office.post('2022-01-01 party.changed party_id=p2 changes={"name":"Quinne"} reason=error @m2')
    (asked,) = answers.conflicts(["Quinnes"])["asked"]

    assert [(person["party_ids"], person["conflict"]) for person in asked["persons"]] == [
        (["p2"], "our client in State v. Doe (m3); adverse in State v. Doe (m2)"),
        (["p9"], None),
    ]


def test_conflicts__under_a_name_of_one_matter_alone__weighs_all_matters_of_the_person(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-01-01 party.added party_id=p2 name=Someone_Else role=witness same_person=true"
    )
    (asked,) = answers.conflicts(["Someone_Else"])["asked"]

    assert (
        asked["persons"][0]["conflict"]
        == "our client in State v. Doe (m3); adverse in State v. Doe (m2)"
    )


def test_conflicts__ids_that_are_merged__stand_as_one_person(
    answers: Answers, office: Office
) -> None:
    office.post("2022-01-01 party.added party_id=p7 name=Sam role=defendant @m2")
    before = office.position
    assert stances(answers, "Sam") == {("Sam", "m2"): "adverse"}
    office.post("2022-01-02 party.merged from=p7 into=p1")

    assert stances(answers, "Sam") == {("Sam", "m2"): "ours"}
    assert stances(answers, "Sam", known_at=f"@{before}") == {("Sam", "m2"): "adverse"}


def test_conflicts__counsel_of_our_client__is_the_office_and_left_out_but_counted(
    answers: Answers, office: Office
) -> None:
    office.post(
        '2022-01-01 counsel.appeared for=p1 names=["Ana"] firm=Firm @m2\n'
        '2022-01-01 counsel.appeared for=p2 names=["Ana"] @m2\n'
        '2022-01-01 counsel.appeared for=p1 names=["Ana"] @m1'
    )
    (asked,) = answers.conflicts(["Ana"])["asked"]

    # Where they act against our client, or where nothing says for whom we are, they are told.
    assert (asked["hits"], asked["left_out"]) == (2, 1)
    assert stances(answers, "Ana") == {("Ana", "m1"): None, ("Ana", "m2"): "adverse"}
    (firm,) = answers.conflicts(["Firm"])["asked"]
    assert (firm["hits"], firm["left_out"], firm["persons"]) == (0, 1, [])
    office.post('2022-01-02 counsel.withdrawn for=p1 names=["Ana"] @m2')
    (asked,) = answers.conflicts(["Ana"])["asked"]
    assert (asked["hits"], asked["left_out"]) == (3, 0)


def test_conflicts__officials__stand_against_our_client_where_they_prosecute(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2022-01-01 official.assigned office=judge name=Judy @m3\n"
        "2022-01-01 official.assigned office=prosecutor name=Prue @m3"
    )

    assert stances(answers, "Judy") == {("Judy", "m3"): "neutral"}
    assert stances(answers, "Prue") == {("Prue", "m3"): "adverse"}


@pytest.mark.parametrize(
    ("role", "stance", "why"),
    [
        ("Quinn's_insurer", "adverse", "whose side is adverse: defendant, where our client is"),
        ("insurer_of_the_defendant", "adverse", "insurer of the defendant, whose side is adverse"),
        ("defendant's_liability_carrier", "adverse", "whose side is adverse"),
        ("Pat's_insurer", "neutral", "Pat's insurer, which is our client's"),
        ("Nobody's_insurer", "neutral", "Nobody's insurer, on no side"),
        ("insurer", "neutral", "insurer, and nobody has said whose"),
    ],
)
def test_insurer__whose_role_says_whose__stands_where_that_one_does(
    answers: Answers, office: Office, role: str, stance: str, why: str
) -> None:
    line = f"2022-01-01 party.added party_id=p8 name=Lobo kind=organization role={role} @m2"
    made = draft(line)
    role_said = {"role": role.replace("_", " ")}
    office.recorder.record([replace(made, data={**made.data, **role_said})], by="tester")
    (asked,) = answers.conflicts(["Lobo"])["asked"]
    (hit,) = [hit for person in asked["persons"] for hit in person["hits"]]
    assert hit["stance"] == stance
    assert why in hit["stance_why"]


SUIT = """
2023-01-01 matter.opened title=X for={client} @m9
2023-01-01 party.added party_id=bo name=Bo_Lee role=plaintiff @m9
2023-01-01 party.added party_id=cy name=Cy_Low role=defendant @m9
2023-01-01 party.added party_id=est name=Estate_of_Bo_Lee role=plaintiff @m9
2023-06-01 party.substituted from=bo to=est reason=death @m9
"""


@pytest.mark.parametrize(
    ("client", "role", "stance", "why"),
    [
        ("bo", "personal representative of the {}", "neutral", "in the place of our client"),
        ("est", "executor of the {}", "neutral", "which is our client's"),
        ("cy", "personal representative of the {}", "adverse", "whose side is adverse: plaintiff"),
        ("cy", "plaintiff, as executor of the {}", "adverse", "plaintiff, where our client is"),
        ("cy", "executor of somebody", "neutral", "executor of somebody, on no side"),
    ],
)
def test_representative__of_whom_its_role_says__is_found_and_stands_beside_that_one(
    answers: Answers, office: Office, client: str, role: str, stance: str, why: str
) -> None:
    office.post(SUIT.format(client=client))
    made = draft("2023-06-01 party.added party_id=di name=Dina_Roe @m9")
    said = {"role": role.format("Estate_of_Bo_Lee")}
    office.recorder.record([replace(made, data={**made.data, **said})], by="tester")
    (asked,) = answers.conflicts(["Dina_Roe"])["asked"]
    (hit,) = [hit for person in asked["persons"] for hit in person["hits"]]
    assert (hit["party_id"], hit["stance"]) == ("di", stance)
    assert why in hit["stance_why"]


TURNED = """
2023-01-01 matter.opened title=X for=ann @m9
2023-01-01 party.added party_id=ann name=Ann_Lee role=plaintiff @m9
2023-01-01 party.added party_id=bo name=Bo_Roe role=witness @m9
2023-06-01 party.added party_id=bo name=Bo_Roe role=defendant same_person=true @m9
2023-09-01 party.changed party_id=bo changes={"role":"witness"} reason=dropped @m9
2023-10-01 party.added party_id=cy name=Cy_Low role=defendant @m9
2023-01-01 party.added party_id=dee name=Dee_Poe role=witness @m9
2023-11-01 claim.filed item_id=c1 claimants=ann against=dee @m9
"""


@pytest.mark.parametrize(
    ("day", "role", "stance", "since"),
    [
        ("2023-05-01", "witness", "neutral", "2023-01-01"),
        ("2023-07-01", "defendant", "adverse", "2023-06-01"),
        ("2023-09-01", "witness", "neutral", "2023-09-01"),
    ],
)
def test_party__of_several_roles__is_told_with_that_of_the_day(
    office: Office, day: str, role: str, stance: str, since: str
) -> None:
    office.post(TURNED)
    asked = Answers(office.database, office.recorder.clock.now_us)
    (here,) = (one for one in asked.matter("m9", as_of=day)["parties"] if one["party_id"] == "bo")
    assert (here["role"], here["stance"], here["since"]) == (role, stance, since)
    party = asked.status("bo", as_of=day)["party"]
    assert party["matters"] == [{"matter_id": "m9", "role": role}]


def test_party__added_later__is_told_with_the_day(office: Office) -> None:
    office.post(TURNED)
    asked = Answers(office.database, office.recorder.clock.now_us)
    before, after = (asked.status("cy", as_of=day)["party"] for day in ("2023-05-01", "2023-10-01"))
    assert before["matters"] == [{"matter_id": "m9", "role": "defendant", "since": "2023-10-01"}]
    assert after["matters"] == [{"matter_id": "m9", "role": "defendant"}]


def test_party__sued_later__is_not_adverse_before_that(office: Office) -> None:
    office.post(
        TURNED.replace("2023-07-01 claim.filed item_id=c1", "2023-12-01 claim.filed item_id=c1")
    )
    asked = Answers(office.database, office.recorder.clock.now_us)
    found = [
        one["stance"]
        for day in ("2023-10-31", "2023-11-01")
        for one in asked.matter("m9", as_of=day)["parties"]
        if one["party_id"] == "dee"
    ]
    assert found == ["neutral", "adverse"]


def test_conflicts__somebody_of_several_roles__has_every_one(office: Office) -> None:
    office.post(TURNED)
    asked = Answers(office.database, office.recorder.clock.now_us)
    (person,) = asked.conflicts(["Bo_Roe"])["asked"][0]["persons"]
    (hit,) = person["hits"]
    assert (hit["role"], hit["stance"]) == ("witness, later defendant", "adverse")


def test_party__that_took_the_place_of_the_client__is_ours_from_that_day(office: Office) -> None:
    opened = {"for": "ann", "title": "Lee v. Low", "category": "civil", "jurisdiction": "US"}
    office.recorder.record(
        [Draft(matter_id="m7", type="matter.opened", effective="2023-01-01", data=opened)],
        by="tester",
    )
    office.post(
        "2023-01-01 party.added party_id=ann name=Ann_Lee role=plaintiff @m7\n"
        "2023-01-01 party.added party_id=lo name=Lo_Low role=defendant @m7\n"
        "2023-01-01 claim.filed item_id=k claimants=ann against=lo cause=negligence @m7\n"
        "2023-05-01 party.died party_id=ann @m7\n"
        "2023-06-01 party.added party_id=est name=Estate_of_Ann_Lee role=plaintiff @m7\n"
        "2023-06-01 party.substituted from=ann to=est reason=death @m7"
    )
    asked = Answers(office.database, office.recorder.clock.now_us)
    stands = [
        {one["party_id"]: one["stance"] for one in asked.matter("m7", as_of=day)["parties"]}
        for day in ("2023-05-31", "2023-06-01")
    ]
    assert [one["est"] for one in stands] == ["neutral", "ours"]
    assert [one["lo"] for one in stands] == ["adverse", "adverse"]
    (said,) = asked.status("est", as_of="2023-06-01")["stances"]
    assert said["why"] == "in the place of our client"
    (listed,) = (one for one in asked.matters()["matters"] if one["matter_id"] == "m7")
    assert (listed["for"], listed["stands_for_it"]) == ("ann", "est")
    whole = [asked.matter("m7", as_of=day)["matter"] for day in ("2023-05-31", "2023-06-01")]
    assert [one.get("stands_for_it") for one in whole] == [None, "est"]
