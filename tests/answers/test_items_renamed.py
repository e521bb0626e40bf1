"""Items renamed: by which name a charge, a claim or a citation is told of on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from casefile.answers.facts import chronicle, chronology, course
from casefile.answers.facts.chronicle import Audience
from casefile.answers.facts.course import CourseFilters
from casefile.answers.names.item_words import ItemWords
from casefile.answers.people.days_of_names import renamed_on
from casefile.answers.record import log, logged
from casefile.answers.standing import evidence, turns
from casefile.event import Privilege, Source, SourceKind
from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.item import Item
from casefile.recording.named import with_sentences
from casefile.upkeep.rebuild import rebuild
from tests.asking import Answers
from tests.histories import GOLDEN, Office, draft

ADDED = """2021-01-01 party.added party_id=ann name=Ann_Lee role=plaintiff
2022-05-01 party.added party_id=est name=Estate_of_Lee kind=organization role=plaintiff"""
SUIT = """2021-02-01 claim.filed item_id=k1 claimants=ann against=p1
served: 2021-03-01 claim.served item_id=k1
2021-04-01 claim.amended item_id=k1 changes={"cause":"fraud"}
2021-04-10 claim.answered item_id=k1
2022-05-01 party.substituted from=ann to=est reason=death
2022-06-01 claim.settled item_id=k1"""
CHARGE = """2021-02-01 charge.filed
2021-02-05 charge.plea_entered plea=not_guilty
amended: 2021-03-05 charge.amended changes={"offense":"assault"}
2021-03-05 charge.plea_entered plea=guilty
2021-04-05 charge.conviction_entered basis=plea_guilty
2021-05-05 charge.conviction_reduced offense=affray
2021-06-05 charge.conviction_vacated
2021-07-05 charge.dismissed"""


@pytest.fixture
def answers(office: Office) -> Answers:
    office.post(ADDED)
    return Answers(office.database, office.recorder.clock.now_us)


def lines(answers: Answers, *, audience: Audience = Audience.OFFICE, **asked: Any) -> list[str]:
    """Return what a document says of everything but who is added, in its order."""
    with chronicle.of_matter(answers, "m1", audience=audience, **asked) as found:
        every = [one for one in found.lines if not one.fact.type.startswith(("matter", "party"))]
    return [one.sentence for one in every]


@pytest.mark.parametrize("audience", Audience)
def test_claim__in_a_document__is_of_whom_it_was_on_the_day_of_each_line(
    answers: Answers, office: Office, audience: Audience
) -> None:
    office.post('2022-12-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')
    office.post(SUIT)
    assert lines(answers, audience=audience) == [
        "Claim filed by Ann_Lee against Pat Doe: negligence",
        "Claim Ann_Lee v. Pat Doe: negligence served",
        "Claim Ann_Lee v. Pat Doe: negligence amended: cause fraud",
        "Claim Ann_Lee v. Pat Doe: fraud answered",
        "Claim Estate_of_Lee v. Pat Doe: fraud settled",
    ]


@pytest.mark.parametrize("audience", Audience)
def test_charge__in_a_document__is_called_as_on_the_day_of_each_line(
    answers: Answers, office: Office, audience: Audience
) -> None:
    office.post('2022-12-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')
    office.post(CHARGE)
    assert lines(answers, audience=audience) == [
        "Charge filed against Pat Doe: manslaughter",
        "On charge manslaughter against Pat Doe, pleaded not guilty",
        "Charge manslaughter against Pat Doe amended: offense assault",
        "On charge assault against Pat Doe, pleaded guilty",
        "Conviction entered on charge assault against Pat Doe on a plea of guilty",
        "Conviction on charge assault against Pat Doe reduced, to affray",
        "Conviction on charge assault against Pat Doe vacated",
        "Charge assault against Pat Doe dismissed",
    ]


def test_citation__in_a_document__is_called_as_on_the_day_of_each_line(
    answers: Answers, office: Office
) -> None:
    office.post("""2021-02-01 citation.issued standards=["1926.20"]
2021-02-10 citation.contested item_id=c1
2021-03-01 citation.amended changes={"standards":["1926.50"]}
2021-03-10 citation.complaint_filed""")
    assert lines(answers)[1:] == [
        "Citation 1926.20 against Pat Doe contested",
        "Citation 1926.20 against Pat Doe amended: standards 1926.50",
        "Complaint filed on citation 1926.50 against Pat Doe",
    ]


def test_item__before_it_is_filed__is_called_as_it_was_filed(
    answers: Answers, office: Office
) -> None:
    office.post(f"{SUIT}\n2021-01-10 claim.dismissed item_id=k1 (announced)")
    assert lines(answers)[0] == "Announced: Claim Ann_Lee v. Pat Doe: negligence dismissed"


def test_item__as_known_before_it_was_amended__has_the_name_that_was_known(
    answers: Answers, office: Office
) -> None:
    office.post("2021-02-01 charge.filed\n2021-04-05 charge.plea_entered plea=guilty")
    asked: dict[str, Any] = {"known_at": f"@{office.position}"}
    pleaded = "On charge {} against Pat Doe, pleaded guilty"
    office.post('amended: 2021-03-05 charge.amended changes={"offense":"assault"}')
    assert lines(answers, **asked)[-1] == pleaded.format("manslaughter")
    assert lines(answers)[-1] == pleaded.format("assault")
    office.post('2021-12-01 event.corrected target=amended changes={"effective":"2021-04-10"}')
    assert pleaded.format("manslaughter") in lines(answers)
    assert rebuild(office.database).sound
    assert pleaded.format("manslaughter") in lines(answers)


def test_two_of_one_name__filed_one_after_the_other__are_told_apart_in_every_line(
    answers: Answers, office: Office
) -> None:
    office.post("""2021-02-01 charge.filed offense=theft instrument=complaint
2021-02-05 charge.plea_entered plea=not_guilty
2021-03-01 charge.filed item_id=c2 offense=theft instrument=information
2021-03-05 charge.amended changes={"offense":"fraud"}""")
    assert lines(answers)[1:] == [
        "On charge theft (by complaint) against Pat Doe, pleaded not guilty",
        "Charge filed against Pat Doe: theft, by information",
        "Charge theft (by complaint) against Pat Doe amended: offense fraud",
    ]


def test_lists_of_events__have_each_by_the_names_of_its_day(
    answers: Answers, office: Office
) -> None:
    receipt = with_sentences(answers, office.post(SUIT))
    amended = "Claim Ann_Lee v. Pat Doe: negligence amended: cause fraud"
    assert amended in [one.named for one in receipt.entries]
    served = "Claim Ann_Lee v. Pat Doe: negligence served"
    one = log.in_full(answers, "served")
    told = (one.sentence, *log.sentences(answers, [one]))
    told += (evidence.told(answers, ["served"]).by_id["served"].sentence,)
    assert set(told) == {served}
    assert served in [one.sentence for one in logged.page(answers).events]


def test_chronology__as_of_a_day__has_every_item_by_its_name_on_the_day_of_the_line(
    answers: Answers, office: Office
) -> None:
    office.post(SUIT)

    def said(as_of: str) -> list[str]:
        entries = chronology.page(answers, "m1", as_of=as_of).entries
        return [one.sentence for one in entries if one.type.startswith("claim")]

    before = [
        "Claim Ann_Lee v. Pat Doe: negligence served",
        "Claim Ann_Lee v. Pat Doe: negligence amended: cause fraud",
        "Claim Ann_Lee v. Pat Doe: fraud answered",
    ]
    assert said("2021-04-20")[1:] == before
    assert said("2022-06-01")[1:] == [*before, "Claim Estate_of_Lee v. Pat Doe: fraud settled"]
    office.post('2022-07-01 party.changed party_id=ann changes={"name":"Ann_Roe"} reason=error')
    assert said("2022-08-01")[1] == "Claim Ann_Roe v. Pat Doe: negligence served"
    (shown,) = (
        one.event.sentence
        for one in course.page(answers, "m1", CourseFilters()).entries
        if one.event.event_id == "served"
    )
    assert shown == "Claim Ann_Roe v. Pat Doe: negligence served"


def test_history__has_each_item_by_its_name_on_the_first_day_of_a_state(
    answers: Answers, office: Office
) -> None:
    office.post(SUIT)
    spans = answers.history("p1")["spans"]
    assert [(one["called"], one["valid_from"]) for one in spans] == [
        ("Ann_Lee v. Pat Doe: negligence", "0001-01-01"),
        ("Ann_Lee v. Pat Doe: negligence", "2021-02-01"),
        ("Ann_Lee v. Pat Doe: negligence", "2021-03-01"),
        ("Ann_Lee v. Pat Doe: fraud", "2021-04-01"),
        ("Ann_Lee v. Pat Doe: fraud", "2021-04-10"),
        ("Estate_of_Lee v. Pat Doe: fraud", "2022-05-01"),
        ("Estate_of_Lee v. Pat Doe: fraud", "2022-06-01"),
    ]


def test_turns__are_told_by_the_names_of_their_days(answers: Answers, office: Office) -> None:
    office.post(SUIT)
    found = turns.of_party(answers, "p1").turns
    told = turns.in_words(answers, "p1", found)
    assert told["2021-03-01", True].sentences == ("Claim Ann_Lee v. Pat Doe: negligence served",)


def test_days__of_matters_in_which_nothing_was_renamed__are_none(
    answers: Answers, office: Office
) -> None:
    office.post("2021-02-01 charge.filed\n2021-04-05 charge.plea_entered plea=guilty")
    with answers.gate() as at:
        assert renamed_on(at, ["m1"]) == []


def test_court__is_told_by_an_open_name_whose_claim_it_is_on_every_day(
    answers: Answers, office: Office
) -> None:
    office.post('2022-12-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')
    office.post(SUIT)
    changed = draft('2021-03-15 party.changed party_id=ann changes={"name":"Zan"} reason=marriage')
    source = Source(kind=SourceKind.OTHER, privilege=Privilege.CONFIDENTIAL)
    office.recorder.record([replace(changed, source=source)], by="tester")
    said = lines(answers, audience=Audience.COURT)
    assert "Claim Ann_Lee v. Pat Doe: fraud answered" in said
    assert "Zan" not in " ".join(said)
    assert "Claim Zan v. Pat Doe: fraud answered" in lines(answers)


def _words(item: Item) -> ItemWords:
    return msgspec.convert(item.detail, ItemWords)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("c*.v1.json")), ids=lambda path: path.stem)
def test_type__that_changes_what_an_item_is__says_so(path: Path) -> None:
    cls: type[Event] = CATALOGUE[path.name.partition(".v1")[0]]
    if cls.files_item or not cls.acts:
        return
    detail = {"offense": "x", "cause": "x", "standards": ["x"], "issued_classification": "serious"}
    item = Item(state="charged", detail={**detail, "instrument": "complaint"})
    data = msgspec.json.decode(path.read_bytes(), type=cls)
    renamed = _words(data.change(item, "item_id", "m1/c1")) != _words(item)
    assert renamed == cls.renames_item


def test_successor__amended_later__has_its_name_of_when_it_took_the_place(
    answers: Answers, office: Office
) -> None:
    office.post(
        """
        2021-02-01 charge.filed offense=robbery instrument=complaint
        2021-03-01 charge.filed item_id=c2 offense=burglary instrument=indictment
        2021-03-01 charges.superseded old=c1 new=c2
        2021-07-06 charge.amended item_id=c2 changes={"offense":"trespass"}
        """
    )
    for asked in ({"as_of": "2021-05-01"}, {}):
        items = answers.status("p1", **asked)["tracks"]["criminal"]["items"]
        (old,) = (one for one in items if one["item_id"] == "c1")
        assert old["label"] == "superseded by burglary on 2021-03-01"


@pytest.mark.parametrize("day", ["2021-03-01T14:05", "2021-02-15/2021-03-01", "../2021-03-01"])
def test_successor__of_a_day_with_an_hour_or_not_known__has_its_name_of_the_last(
    answers: Answers, office: Office, day: str
) -> None:
    office.post(
        f"""
        2021-01-05 charge.filed offense=robbery instrument=complaint
        2021-01-05 charge.filed item_id=c2 offense=burglary instrument=indictment
        {day} charges.superseded old=c1 new=c2
        2021-07-06 charge.amended item_id=c2 changes={{"offense":"trespass"}}
        """
    )
    items = answers.status("p1")["tracks"]["criminal"]["items"]
    (old,) = (one for one in items if one["item_id"] == "c1")
    assert old["label"] == f"superseded by burglary on {day}"


def test_late__of_whoever_took_a_place__is_told_by_the_days_of_what_was_recorded(
    answers: Answers, office: Office
) -> None:
    office.today = "2023-06-01"
    office.post(SUIT.replace("2022-06-01", "2023-05-01"))
    flags = answers.status("est")["tracks"]["civil"]["flags"]
    (late,) = (one["sentence"] for one in flags if one["code"] == "recorded_late")
    assert late.endswith("the first of 2021-02-01, the last of 2022-05-01.")
