"""Naming: what parties, items, matters and events are called in sentences, and when."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from casefile.answers.facts import chronicle
from casefile.answers.names.naming import AlreadyRead, Naming
from casefile.answers.people.stances import Stances
from casefile.answers.record import log
from casefile.event import Draft
from casefile.law import placeholders
from casefile.law.events.matter import MatterCategory, MatterOpened
from casefile.law.item import Item
from casefile.law.seen import Seen
from casefile.law.subjects import party_in
from casefile.law.wording import sentence
from casefile.recording.named import with_sentences
from casefile.store import statement
from tests.asking import Answers
from tests.histories import Office

PARTIES = """2021-01-01 party.added party_id=maria name=Maria_Garcia role=plaintiff
2021-01-01 party.added party_id=mega name=MegaMart kind=organization role=defendant"""
CLAIM = "2021-02-01 claim.filed item_id=k1 claimants=maria against=mega cause=negligence"
COUNTS = "2021-02-01 charge.filed offense=fraud\n2021-02-01 charge.filed item_id=c2 offense=fraud"


@pytest.fixture
def answers(office: Office) -> Answers:
    office.post(PARTIES)
    return Answers(office.database, office.recorder.clock.now_us)


def draft(tag: str, **data: Any) -> Draft:
    """Return an event of m1 as it is posted."""
    return Draft(matter_id="m1", type=tag, effective="2021-02-01", data=data)


def said(answers: Answers, *subjects: str, **how: Any) -> list[str]:
    """Return a text of placeholders with what stands in their place."""
    about = how.pop("about", ())
    text = "|".join(subjects)
    with answers.gate(how.get("known_at"), as_of=how.get("as_of")) as at:
        return at.naming([text], about)(text).split("|")


def test_claim__is_called_by_who_sues_whom(answers: Answers, office: Office) -> None:
    office.post(CLAIM)
    assert said(answers, placeholders.item("m1/k1")) == ["Maria_Garcia v. MegaMart: negligence"]
    (entry,) = (one for one in answers.chronology("m1")["entries"] if one["type"] == "claim.filed")
    assert entry["sentence"].startswith("Claim filed by Maria_Garcia against MegaMart: negligence")


def test_claim__of_many__names_the_first_and_counts_the_others(
    answers: Answers, office: Office
) -> None:
    more = [f"d{number}" for number in range(4)]
    office.post("\n".join(f"2021-01-01 party.added party_id={one} name=D_{one}" for one in more))
    office.post(f"2021-02-01 claim.filed item_id=k1 claimants=maria against={','.join(more)}")
    assert said(answers, placeholders.item("m1/k1")) == [
        "Maria_Garcia v. D_d0 and 3 others: negligence"
    ]


def test_charge__is_called_by_what_it_is_and_whose(answers: Answers, office: Office) -> None:
    office.recorder.record(
        [
            draft(
                "charge.filed",
                party_id="p1",
                item_id=f"c{number}",
                offense="fraud",
                count_no=number,
            )
            for number in (1, 2)
        ],
        by="tester",
    )
    one, other = placeholders.item("m1/c1"), placeholders.item("m1/c2")
    assert said(answers, one, other) == [
        "fraud (count 1) against Pat Doe",
        "fraud (count 2) against Pat Doe",
    ]
    assert said(answers, one, about=("p1",)) == ["fraud (count 1)"]


def test_charges__of_one_name__are_told_apart_by_their_ids(
    answers: Answers, office: Office
) -> None:
    office.post(COUNTS)
    assert said(answers, placeholders.item("m1/c2")) == ["fraud against Pat Doe (c2)"]
    office.post("2021-03-01 charge.disposition_recorded item_id=c2 text=Nolle")
    flags = answers.status("p1")["tracks"]["criminal"]["flags"]
    assert any(one["sentence"].startswith("How fraud (c2) ended stands") for one in flags)


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        ({"instrument": "indictment", "count_no": 1}, "fraud (count 1 of the indictment of {day})"),
        ({"instrument": "indictment"}, "fraud (by indictment of {day})"),
        ({"count_no": 1}, "fraud (count 1, filed {day})"),
        ({}, "fraud (filed {day})"),
    ],
)
def test_charges__of_two_papers_of_one_kind__are_told_apart_by_the_day(
    answers: Answers, office: Office, paper: dict[str, Any], told: str
) -> None:
    for item_id, day in (("c1", "2021-02-01"), ("c9", "2021-03-01")):
        filed = draft("charge.filed", party_id="p1", item_id=item_id, offense="fraud", **paper)
        filed = msgspec.structs.replace(filed, effective=day)
        office.recorder.record([filed], by="tester")
    assert said(answers, placeholders.item("m1/c1"), placeholders.item("m1/c9"), about=["p1"]) == [
        told.format(day="2021-02-01"),
        told.format(day="2021-03-01"),
    ]


def test_citation__is_called_by_its_standards(answers: Answers, office: Office) -> None:
    office.post('2021-02-01 citation.issued item_id=z1 party_id=mega standards=["1910.132"]')
    assert said(answers, placeholders.item("m1/z1")) == ["1910.132 against MegaMart"]


def test_parties__of_one_name__are_told_apart_by_their_ids(
    answers: Answers, office: Office
) -> None:
    office.post("2021-01-01 party.added party_id=p2 name=Maria_Garcia role=witness")
    both = placeholders.party_in("m1", "maria"), placeholders.party_in("m1", "p2")
    assert said(answers, *both) == ["Maria_Garcia (maria)", "Maria_Garcia (p2)"]


def test_name__that_changed__is_the_one_known_then(answers: Answers, office: Office) -> None:
    office.post(CLAIM)
    before = office.position
    office.post('2021-03-01 party.changed party_id=mega changes={"name":"Mega_Inc."} reason=x')
    item = placeholders.item("m1/k1")
    assert said(answers, item) == ["Maria_Garcia v. Mega_Inc.: negligence"]
    assert said(answers, item, known_at=f"@{before}") == ["Maria_Garcia v. MegaMart: negligence"]


def test_charge__that_was_amended__is_called_as_it_was_on_the_day(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2021-02-01 charge.filed offense=murder\n"
        '2021-06-01 charge.amended changes={"offense":"assault"}'
    )
    item = placeholders.item("m1/c1")
    assert said(answers, item, as_of="2021-05-01") == ["murder against Pat Doe"]
    assert said(answers, item, as_of="2021-07-01") == ["assault against Pat Doe"]
    assert said(answers, item, as_of="2021-01-15") == ["murder against Pat Doe"]


def test_matter__is_called_by_title_and_docket_number(answers: Answers, office: Office) -> None:
    office.open("m2")
    matters = placeholders.matter("m1"), placeholders.matter("m2")
    assert said(answers, *matters) == ["State v. Doe (m1)", "State v. Doe (m2)"]
    office.post("2021-02-01 matter.docket_number_assigned docket_no=D-7 @m2")
    assert said(answers, *matters) == ["State v. Doe", "State v. Doe (D-7)"]


def test_event__is_called_by_its_number(answers: Answers, office: Office) -> None:
    office.post("the-note: 2021-02-01 note.recorded text=x")
    assert said(answers, placeholders.event("the-note")) == [f"@{office.position}"]
    assert said(answers, placeholders.event("nothing")) == ["nothing"]


def test_item__of_somebody_whom_nothing_adds_there__has_the_name_of_another_matter(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=())
    office.post("2021-01-02 party.added party_id=ana name=Ana_Lee @m2")
    office.post("2021-02-01 claim.filed item_id=k1 claimants=ana against=mega cause=fraud")
    assert said(answers, placeholders.item("m1/k1")) == ["Ana_Lee v. MegaMart: fraud"]


def test_id__that_means_another_one__is_never_called_by_the_wrong_name(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=())
    office.post(
        "2021-01-01 party.added party_id=maria name=Maria_Garcia @m2\n"
        "filed: 2021-02-01 charge.filed party_id=maria @m2\n"
        "2021-02-02 party.added party_id=luis name=Luis_Garcia @m2\n"
        "2021-02-02 party.parted party_id=maria into=luis matters=m2 @m2"
    )
    (entry,) = (one for one in answers.chronology("m2")["entries"] if one["event_id"] == "filed")
    assert entry["sentence"].startswith("Charge filed against Luis_Garcia: ")
    events = log.page(answers, matter_id="m2").events
    raw = [text for text in log.sentences(answers, events) if text.startswith("Charge filed")]
    assert raw[0].startswith("Charge filed against maria: ")


def test_party__whom_nothing_adds_to_a_matter__is_called_by_its_name_elsewhere(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=())
    office.post("2021-01-02 party.added party_id=ana name=Ana_Lee @m2")
    claim = "c: 2021-02-01 claim.filed item_id=k1 claimants=ana against=mega cause=fraud"
    office.post(claim)
    (entry,) = (one for one in answers.chronology("m1")["entries"] if one["event_id"] == "c")
    assert entry["sentence"].startswith("Claim filed by Ana_Lee against MegaMart: fraud")


def test_dry_run__names_whom_it_would_add(office: Office, answers: Answers) -> None:
    receipt = office.post(
        "2021-01-01 party.added party_id=new name=New_Party\n"
        "2021-02-01 claim.filed item_id=k9 claimants=maria against=new",
        dry_run=True,
    )
    told = with_sentences(answers, receipt).answer(dry_run=True)
    assert told.events[1].sentence.startswith(
        "Would be recorded: Claim filed by Maria_Garcia against New_Party: "
    )


@pytest.mark.usefixtures("answers")
def test_refusal__names_the_item_and_the_events_that_it_conflicts_with(office: Office) -> None:
    office.post(CLAIM)
    office.post("gone: 2021-03-01 claim.dismissed item_id=k1 prejudice=with")
    refused = office.refused("2021-04-01 claim.served item_id=k1", "item.wrong_state")
    assert ": Maria_Garcia v. MegaMart: negligence is dismissed (since " in refused.sentence
    assert (refused.conflicts, list(refused.called)) == (("gone",), [f"@{office.position}"])


def test_placeholder__typed_by_somebody__is_text(answers: Answers, office: Office) -> None:
    typed = r"\u0002party/maria\u0003"
    note = Draft(matter_id="m1", type="note.recorded", effective="2021-02-01", data={"text": typed})
    office.recorder.record([note], by="tester")
    (entry,) = (
        one for one in answers.chronology("m1")["entries"] if one["type"] == "note.recorded"
    )
    assert entry["sentence"] == f"Note: {typed}"


def test_document__of_a_matter_or_a_party__has_names_in_all_that_it_says(
    answers: Answers, office: Office
) -> None:
    office.post(f"{CLAIM}\n{COUNTS}")
    office.post(
        "2021-03-01 event.corrected target=open-m1 changes={'for':'maria'}".replace("'", '"')
    )
    office.post("a: 2021-03-01 note.recorded text=x\nb: 2021-03-01 note.recorded text=y")
    office.post("2021-03-02 source.conflict_recorded events=a,b")
    office_copy = chronicle.Audience.OFFICE
    with chronicle.of_matter(answers, "m1", audience=office_copy) as of_matter:
        lines = list(of_matter.lines)
    with chronicle.of_party(answers, "mega", audience=office_copy) as of_party:
        lines += of_party.lines
        stances = of_party.heading.stances
    texts = [line.sentence for line in lines]
    texts += [mark.sentence for line in lines for mark in line.marks]
    assert stances == "adverse in State v. Doe"
    assert any(text.startswith("Claim filed by Maria_Garcia against") for text in texts)
    assert not any(map(placeholders.holds, texts))


def test_party__whose_id_is_that_of_an_item__has_its_own_name(
    answers: Answers, office: Office
) -> None:
    office.post("2021-01-01 party.added party_id=c1 name=Cy_One role=plaintiff")
    subject = party_in("m1", "c1")
    with answers.gate() as at:
        arson = Seen(
            matter_id="m1", item_id="c1", track="criminal", item=Item(detail={"offense": "arson"})
        )
        names = Naming(at.ask, [subject], at.on, read=AlreadyRead([arson]))
    assert names.called(subject) == "Cy_One"
    assert names.called("item/m1/c1") == "arson"


FOR_MARIA = '2021-01-02 event.corrected target=open-m1 changes={"for":"maria"}'
MANY = """2021-01-01 party.added party_id=cleanco name=CleanCo kind=organization role=defendant
2021-02-01 claim.filed item_id=k2 claimants=maria against=mega,cleanco cause=negligence
2021-02-01 claim.filed item_id=k3 claimants=cleanco against=mega cause=indemnity
2021-02-01 citation.issued item_id=z1 party_id=mega standards=["1910.132"]
2021-05-01 claim.amended item_id=k2 changes={"cause":"premises"}
2021-06-01 claim.dismissed item_id=k3"""


@pytest.mark.parametrize("day", ["2021-01-15", "2021-02-01", "2021-05-01", "2021-12-31"])
@pytest.mark.parametrize("client", [FOR_MARIA, ""])
def test_what_was_read_already__is_called_as_what_is_looked_up(
    answers: Answers, office: Office, day: str, client: str
) -> None:
    office.post(f"{CLAIM}\n{MANY}\n{client}")
    items = [f"item/m1/{one}" for one in ("k1", "k2", "k3", "z1")]
    asked = [*items, party_in("m1", "mega"), party_in("m1", "cleanco"), party_in("m1", "nobody")]
    with answers.gate(as_of=day) as at:
        found = Stances(at, ["m1"], lambda one: [one])
        read = AlreadyRead(parties=found.called, items=found.items)
        names, looked_up = Naming(at.ask, asked, at.on, read=read), Naming(at.ask, asked, at.on)
    assert [names.called(one) for one in asked] == [looked_up.called(one) for one in asked]


@pytest.mark.parametrize(
    ("party", "statements", "why"),
    [
        ("maria", 2, "the office is for this party"),
        ("mega", 3, "defendant of Maria_Garcia v. MegaMart: negligence, where our client is"),
        ("cleanco", 3, "defendant of Maria_Garcia v. CleanCo and MegaMart: premises, where our"),
    ],
)
def test_status__in_a_matter_with_a_client__takes_no_statement_for_names(
    answers: Answers,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    party: str,
    statements: int,
    why: str,
) -> None:
    office.post(f"{CLAIM}\n{MANY}\n{FOR_MARIA}")
    ran: list[str] = []

    def execute(connection: Any, text: str, *given: Any, **how: Any) -> Any:
        ran.append(text)
        return run(connection, text, *given, **how)

    run = statement.execute
    monkeypatch.setattr(statement, "execute", execute)
    (stance,) = answers.status(party, as_of="2021-12-31")["stances"]
    assert stance["why"].startswith(why)
    assert len(ran) == statements


@pytest.mark.parametrize(
    ("code", "name"),
    [("US-NM", "New Mexico"), ("US", "federal"), ("CA", "CA"), ("MX-CHH", "MX-CHH")],
)
def test_jurisdiction__is_called_by_its_name_where_it_has_one_here(
    answers: Answers, code: str, name: str
) -> None:
    assert said(answers, placeholders.place(code)) == [name]
    opened = MatterOpened(title="Roe v. Doe", category=MatterCategory.CIVIL, jurisdiction=code)
    assert said(answers, sentence(opened, "m1")) == [f"Matter opened: Roe v. Doe (civil, {name})"]
