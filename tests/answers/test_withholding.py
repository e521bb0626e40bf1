"""Withholding: which facts no court reads, whatever was known when, and what is refused whole."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Audience, Selection
from casefile.answers.facts.withholding import Reason
from casefile.errors import Malformed, Refused, Unknown
from casefile.event import Source
from casefile.law.catalogue import CATALOGUE
from tests.asking import Answers
from tests.exports.conftest import asking
from tests.histories import Office, draft, made_by_other_rules

OURS = '2022-01-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}'


def court(office: Office, **how: Any) -> tuple[list[str], dict[Reason, int], int]:
    """Return the sentences of a court's copy, and what it leaves out, without the opening."""
    with chronicle.of_matter(asking(office), "m1", **how) as found:
        told = [one.sentence for one in found.lines]
        assert found.heading.left_out is not None
        out = dict(found.heading.left_out.facts)
        if how.get("selection") is None and out.get(Reason.FILE):
            out[Reason.FILE] -= 1
        left = {reason: number for reason, number in out.items() if number}
        return told, left, found.heading.left_out.amounts


def left_out(office: Office, **how: Any) -> dict[Reason, int]:
    """Return what a court's copy leaves out beside the opening of the matter."""
    return court(office, **how)[1]


def sourced(line: str, **source: Any) -> Any:
    return replace(draft(line), source=Source(**source))


OF_FILE = {
    *("matter.opened", "matter.status_changed", "party.merged", "party.parted", "note.recorded"),
    *("source.conflict_recorded", "deadline.set", "deadline.closed"),
}


def test_types__of_the_office_s_own_file__are_these() -> None:
    assert {tag for tag, cls in CATALOGUE.items() if cls.of_file} == OF_FILE


@pytest.mark.parametrize("privilege", ["confidential", "work_product", "attorney_client"])
def test_source__privileged__its_fact_is_left_out(office: Office, privilege: str) -> None:
    office.post(OURS)
    entry = "2022-02-01 docket.entry_recorded text=x"
    office.recorder.record([sourced(entry, kind="docket", privilege=privilege)], by="tester")
    assert left_out(office) == {Reason.PRIVILEGED: 1}


@pytest.mark.parametrize("kind", ["client", "counsel", "docket", "news", "testimony", "other"])
def test_source__of_the_client_or_counsel__its_fact_is_left_out_and_no_other(
    office: Office, kind: str
) -> None:
    office.post(OURS)
    office.recorder.record(
        [sourced("2022-02-01 docket.entry_recorded text=x", kind=kind)], by="tester"
    )
    assert left_out(office) == ({Reason.CLIENT: 1} if kind in ("client", "counsel") else {})


def test_correction__told_by_the_client__its_fact_is_left_out_until_it_is_taken_back(
    office: Office,
) -> None:
    office.post(f"{OURS}\nfiling: 2022-02-01 charge.filed")
    fix = 'fix: 2023-12-31 event.corrected target=filing changes={"effective":"2022-02-02"}'
    office.recorder.record([sourced(fix, kind="client")], by="tester")
    assert left_out(office) == {Reason.CLIENT: 1}
    office.post("2023-12-31 event.retracted target=fix")
    assert left_out(office) == {}


def test_privilege__marked_later__counts_for_what_was_known_before(office: Office) -> None:
    office.post(f"{OURS}\nheard: 2022-02-01 docket.entry_recorded text=x")
    before = office.position
    assert left_out(office, known_at=f"@{before}") == {}
    office.post(
        "2023-12-31 event.corrected target=heard "
        'changes={"source":{"kind":"docket","privilege":"confidential"}}'
    )
    assert left_out(office, known_at=f"@{before}") == {Reason.PRIVILEGED: 1}


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ({"speaker": "Pat Doe"}, True),
        ({"speaker": "Mr. Doe"}, True),
        ({"speaker": "the client"}, True),
        ({"speaker": "somebody", "capacity": "client"}, True),
        ({"party_id": "p1"}, True),
        ({"speaker": "Lou Stranger"}, False),
        ({"party_id": "p2"}, False),
    ],
)
def test_statement__of_the_client__is_left_out(
    office: Office, said: dict[str, str], out: bool
) -> None:
    office.post(f"{OURS}\n2022-01-01 party.added party_id=p2 name=Quinn role=witness")
    statement = draft("2022-02-01 statement.recorded")
    made = replace(statement, data={"topic": "the fall", **said})
    office.recorder.record([made], by="tester")
    assert left_out(office) == ({Reason.STATEMENT: 1} if out else {})


@pytest.mark.parametrize("assertion", ["announced", "reported"])
def test_announcement__that_names_no_source__is_left_out(office: Office, assertion: str) -> None:
    office.post(f"{OURS}\n2022-01-02 charge.filed")
    made = replace(draft("2022-02-01 charge.dismissed by=prosecution"), assertion=assertion)
    office.recorder.record([made], by="tester")
    assert left_out(office) == {Reason.HEARSAY: 1}
    sourced_so = replace(made, source=Source(kind="news"))  # type: ignore[arg-type]  # as above
    office.recorder.record([sourced_so], by="tester")
    assert left_out(office) == {Reason.HEARSAY: 1}
    # "By telephone" is no place in which anybody could read it.
    telephone = Source(kind="other", locator="by telephone")  # type: ignore[arg-type]  # as above
    office.recorder.record([replace(made, source=telephone)], by="tester")
    assert left_out(office) == {Reason.HEARSAY: 2}


def test_statement__where_nobody_is_said_to_be_the_client__is_left_out_whoever_speaks(
    office: Office,
) -> None:
    office.post("2022-02-01 statement.recorded speaker=Stranger")
    assert left_out(office) == {Reason.STATEMENT: 1}
    with chronicle.of_matter(asking(office), "m1") as found:
        assert found.heading.left_out is not None
        assert found.heading.left_out.clientless == ("m1",)


def test_opinion__of_the_client__is_left_out_and_what_it_alleges_on_file_is_not(
    office: Office,
) -> None:
    office.post(OURS)
    made = draft("2022-02-01 docket.entry_recorded text=x")
    filed = Source(kind="filing")  # type: ignore[arg-type]  # read like what is posted
    said = [
        replace(made, assertion="opinion", asserted_by="Pat Doe", source=filed),
        replace(made, assertion="alleged", asserted_by="Pat Doe", source=filed),
        replace(made, assertion="alleged", asserted_by="Pat Doe"),
    ]
    office.recorder.record(said, by="tester")
    assert left_out(office) == {Reason.STATEMENT: 2}


@pytest.mark.parametrize(
    ("actor", "kind", "why"),
    [
        ("Pat Doe", None, Reason.STATEMENT),
        ("Pat Doe", "filing", None),
        ("the prosecution", None, Reason.HEARSAY),
        ("the prosecution", "other", Reason.HEARSAY),
        ("the prosecution", "filing", None),
    ],
)
def test_intention__is_left_out_unless_a_source_says_it(
    office: Office, actor: str, kind: Any, why: Reason | None
) -> None:
    office.post(f"{OURS}\n2022-02-01 charge.filed")
    intent = draft("2022-02-02 intent.announced intended_event=charge.dismissed")
    source = Source(kind=kind) if kind else None
    made = replace(intent, data={**intent.data, "actor": actor, "item_id": "c1"}, source=source)
    office.recorder.record([made], by="tester")
    assert left_out(office) == ({why: 1} if why else {})


def test_party__of_whom_the_client_tells__stands_there_without_what_was_told(
    office: Office,
) -> None:
    office.post(OURS)
    with chronicle.of_matter(asking(office), "m1") as found:
        (before,) = found.heading.matters["m1"].parties
    died = sourced("2022-03-01 party.died", kind="client")
    office.recorder.record([died], by="tester")
    with chronicle.of_matter(asking(office), "m1") as found:
        (after,) = found.heading.matters["m1"].parties
    assert (before.label, after.name, after.label) == ("party since 2021-01-01", "Pat Doe", "")
    assert (after.standing, after.since, after.until) == ("", None, None)


@pytest.mark.parametrize(
    ("day", "label"), [("../2022-03-01", ""), ("2022-03-01", "party since 2022-03-01")]
)
def test_party__added_by_the_office__stands_above_and_its_adding_is_no_fact(
    office: Office, day: str, label: str
) -> None:
    office.post(f"{OURS}\n{day} party.added party_id=p7 name=Ash role=plaintiff")
    told, left, _ = court(office)
    assert not any("Ash" in one for one in told)
    assert left == {}
    with chronicle.of_matter(asking(office), "m1") as found:
        said = {one.name: one.label for one in found.heading.matters["m1"].parties}
    assert said["Ash"] == label
    office.recorder.record(
        [sourced(f"{day} party.added party_id=p8 name=Elm", kind="docket")], by="tester"
    )
    assert any("Elm" in one for one in court(office)[0])


@pytest.mark.parametrize(("kind", "earliest"), [("client", "0001-01-01"), ("news", "2020-10-21")])
def test_incident__that_is_left_out__closes_no_date_of_what_is_told(
    office: Office, kind: str, earliest: str
) -> None:
    office.post(OURS)
    incident = sourced("2020-10-21 matter.incident_occurred place=Taos", kind=kind)
    entry = draft("../2021-03-05 docket.entry_recorded text=Before")
    office.recorder.record([incident, entry], by="tester")
    with chronicle.of_matter(asking(office), "m1") as found:
        (told,) = (one for one in found.lines if "Before" in one.sentence)
    assert str(told.earliest) == earliest


def test_incident__of_a_related_matter_that_is_not_public__closes_no_date(office: Office) -> None:
    office.open("m2")
    office.post(
        f"{OURS}\n2022-01-01 matter.related other=m2\n"
        "2020-10-21 matter.incident_occurred @m2 place=Taos\n"
        "../2021-03-05 docket.entry_recorded text=Before"
    )

    def earliest() -> str:
        with chronicle.of_matter(asking(office), "m1") as found:
            (told,) = (one for one in found.lines if "Before" in one.sentence)
        return str(told.earliest)

    assert earliest() == "2020-10-21"
    office.post("2022-01-01 matter.access_changed @m2 to=sealed authority=order")
    assert earliest() == "0001-01-01"


@pytest.mark.parametrize(
    ("privilege", "said"),
    [
        ("none", "On charge murder against Pat Doe, pleaded guilty"),
        ("work_product", "On charge (not named here), pleaded guilty"),
    ],
)
def test_item__that_something_left_out_has_changed__is_not_called_by_what_it_is(
    office: Office, privilege: str, said: str
) -> None:
    office.post(f"{OURS}\n2022-01-02 charge.filed offense=arson")
    amended = 'amended: 2022-02-01 charge.amended changes={"offense":"murder"}'
    office.recorder.record([sourced(amended, kind="docket", privilege=privilege)], by="tester")
    office.post("2022-03-01 charge.plea_entered plea=guilty")
    assert court(office)[0][-1] == said


def test_item__of_somebody_whom_only_another_matter_names__is_not_named(
    office: Office,
) -> None:
    office.open("m2")
    elsewhere = "2022-01-01 party.added @m2 party_id=p2 name=Zanzibar role=defendant"
    office.post(
        f"{OURS}\n{elsewhere}\n2022-01-02 charge.filed party_id=p2 item_id=c2 offense=arson\n"
        "2022-03-01 charge.plea_entered item_id=c2 plea=guilty"
    )
    assert "Zanzibar" in " ".join(one.sentence for one in _office_lines(office))
    told, _, _ = court(office)
    assert told[-1] == "On charge (not named here), pleaded guilty"
    assert told[-2] == "Charge filed against (not named here): arson"
    assert "Zanzibar" not in " ".join(told)


def test_party__whose_new_name_is_privileged__is_called_by_the_name_that_it_had(
    office: Office,
) -> None:
    office.post(OURS)
    renamed = '2022-02-01 party.changed party_id=p1 changes={"name":"Zanzibar"}'
    office.recorder.record([sourced(renamed, kind="other", privilege="confidential")], by="tester")
    office.post("2022-03-01 charge.filed party_id=p1 offense=arson")
    assert court(office)[0][-1] == "Charge filed against Pat Doe: arson"
    assert "Zanzibar" in _office_lines(office)[-1].sentence


SETTLED = """claim: 2022-01-02 claim.filed against=p1
settled: 2022-02-01 claim.settled amount={"amount":"85000"} confidential=true"""


def test_amount__confidential__the_settlement_is_told_without_it(office: Office) -> None:
    office.post(f"{OURS}\n{SETTLED}")
    told, out, amounts = court(office)
    assert told[-1] == "Claim negligence against Pat Doe settled, confidential"
    assert (out, amounts) == ({}, 1)
    assert "settled, $85,000" in "".join(one.sentence for one in _office_lines(office))


def _office_lines(office: Office) -> list[chronicle.Line]:
    with chronicle.of_matter(asking(office), "m1", audience=Audience.OFFICE) as found:
        return list(found.lines)


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("$85,000", True),
        ("85,000.00_USD", True),
        ("of_85000,", True),
        ("85k", True),
        ("$85_thousand", True),
        ("90_000", True),  # what it was before it was corrected
        ("$85,001", False),
        ("85,000,000", False),
        ("185,000", False),
        ("85", False),
    ],
)
def test_amount__confidential__a_fact_that_says_it_is_left_out(
    office: Office, text: str, out: bool
) -> None:
    was = SETTLED.replace("85000", "90000")
    office.post(
        f"{OURS}\n{was}\n"
        '2023-12-31 event.corrected target=settled changes={"data":{"amount":{"amount":"85000"}}}'
    )
    entry = replace(
        draft("2022-02-02 docket.entry_recorded"), data={"text": text.replace("_", " ")}
    )
    office.recorder.record([entry], by="tester")
    assert left_out(office) == ({Reason.CONFIDENTIAL: 1} if out else {})


@pytest.mark.parametrize(("item", "out"), [("k2", False), ("c1", True)])
def test_amount__of_a_judgment__is_public_but_on_the_claim_that_was_settled(
    office: Office, item: str, out: bool
) -> None:
    office.post(f"{OURS}\n{SETTLED}\n2022-01-02 claim.filed item_id=k2 cause=contract")
    office.post(
        f"2022-02-02 claim.judgment_entered item_id={item} kind=bench for=claimant "
        'amount={"amount":"85000"} !'
    )
    told, left, _ = court(office)
    assert left == ({Reason.CONFIDENTIAL: 1} if out else {})
    assert ("$85,000" in told[-1]) is not out


def test_amount__confidential_only_later__counts_for_what_was_known_before(office: Office) -> None:
    office.post(f"{OURS}\n{SETTLED.replace('true', 'false')}")
    before = office.position
    assert "$85,000" in court(office)[0][-1]
    office.post('2023-12-31 event.corrected target=settled changes={"data":{"confidential":true}}')
    told, _, amounts = court(office, known_at=f"@{before}")
    assert "85" not in told[-1]
    assert amounts == 1


def test_party__that_only_a_privileged_source_names__is_nowhere(office: Office) -> None:
    office.post(OURS)
    added = "2022-01-01 party.added party_id=p2 name=Informant role=witness"
    office.recorder.record([sourced(added, kind="other", privilege="confidential")], by="tester")
    entry = replace(draft("2022-02-02 docket.entry_recorded"), data={"text": "Enter Informant."})
    office.recorder.record([entry, draft("2022-02-03 charge.filed party_id=p2")], by="tester")

    assert left_out(office) == {Reason.PRIVILEGED: 1, Reason.CONFIDENTIAL: 2}
    with chronicle.of_matter(asking(office), "m1") as found:
        assert [one.name for one in found.heading.matters["m1"].parties] == ["Pat Doe"]
    with pytest.raises(Refused) as refused, chronicle.of_party(asking(office), "p2"):
        pass
    assert refused.value.code == "document.not_public"


def test_heading__for_a_court__has_no_ids_and_nothing_of_whom_the_office_is_for(
    office: Office,
) -> None:
    office.post(OURS)
    with chronicle.of_party(asking(office), "p1") as found:
        heading = found.heading
    about = heading.matters["m1"]
    assert (about.for_, heading.stances, heading.name) == ("", "", "Pat Doe")
    assert {(one.party_id, one.stance, tuple(one.evidence)) for one in about.parties} == {
        ("", None, ())
    }


@pytest.mark.parametrize(
    ("event", "what"),
    [
        ("2022-01-01 matter.access_changed to=sealed authority=order", "sealed"),
        ("2022-01-01 matter.access_changed to=expunged authority=order", "expunged"),
        ("2022-01-01 matter.access_changed to=confidential authority=order", "confidential"),
        ('2022-01-01 event.corrected target=open-m1 changes={"category":"juvenile"}', "juvenile"),
    ],
)
def test_matter__that_is_not_public__is_refused_for_a_court_and_written_for_the_office(
    office: Office, event: str, what: str
) -> None:
    before = office.position
    office.post(event)
    asked: tuple[dict[str, Any], ...] = ({}, {"known_at": f"@{before}"})
    for how in asked:
        for opening in (
            chronicle.of_matter(asking(office), "m1", **how),
            chronicle.of_party(asking(office), "p1", **how),
        ):
            with pytest.raises(Refused) as refused, opening:
                pass
            assert refused.value.code == "document.not_public"
            assert refused.value.sentence.startswith(f"M1 is {what}, and nothing of")
    assert _office_lines(office)


def test_fact__that_names_a_matter_that_is_not_public__is_left_out(office: Office) -> None:
    office.open("m2")
    office.post(f"{OURS}\n2022-01-01 matter.related other=m2\n2022-01-02 charge.filed")
    assert left_out(office) == {}
    office.post("2022-01-01 matter.access_changed @m2 to=sealed authority=order")
    assert left_out(office) == {Reason.CLOSED: 1}


def test_marks__for_a_court__qualify_the_fact_and_say_nothing_of_the_office(
    office: Office,
) -> None:
    office.post(
        f"{OURS}\n"
        "a: 2022-02-01 docket.entry_recorded text=Light\n"
        "b: 2022-02-02 docket.entry_recorded text=Dark\n"
        "c: 2022-02-03 source.conflict_recorded events=a,b resolution=Secretly\n"
        "e: 2022-02-04 docket.entry_recorded text=Odd !\n"
        '2023-12-31 event.corrected target=e changes={"data":{"text":"Even"}}'
    )
    with chronicle.of_matter(asking(office), "m1") as found:
        told = {one.sentence: one for one in found.lines}
    light, dark = told["Docket entry: Light"], told["Docket entry: Dark"]
    assert [tuple(one) for one in light.marks] == [("source_conflict", f"With no. {dark.number}.")]
    assert told["Docket entry: Even"].marks == ()


def test_marks__that_rest_on_what_is_left_out__are_not_told(office: Office) -> None:
    office.post(OURS)
    made = [
        draft("a: 2022-02-01 docket.entry_recorded text=Light"),
        sourced("b: 2022-02-02 docket.entry_recorded text=Dark", kind="client"),
        draft("c: 2022-02-03 source.conflict_recorded events=a,b"),
        draft("f: 2022-02-03 charge.filed"),
        sourced("g: 2022-02-04 charge.dismissed (reported)", kind="client"),
        draft("h: 2022-02-05 charge.plea_entered plea=not_guilty"),
        sourced("i: 2022-02-05 charge.plea_entered plea=guilty", kind="client"),
    ]
    office.recorder.record(made, by="tester")
    of_office = {one.fact.event_id: one for one in _office_lines(office)}
    assert "order_ambiguous" in {mark.code for mark in of_office["h"].marks}
    with chronicle.of_matter(asking(office), "m1") as found:
        assert {one.sentence: one.marks for one in found.lines if one.marks} == {}


def test_copy__while_a_rebuild_is_due__is_not_written_for_a_court(office: Office) -> None:
    made_by_other_rules(office.database)
    with pytest.raises(Refused) as refused, chronicle.of_matter(asking(office), "m1"):
        pass
    assert refused.value.code == "document.outdated"


CHOSEN = """2021-02-01 party.added party_id=p2 name=Quinn role=defendant
filed: 2021-03-01 charge.filed offense=arson
other: 2021-04-01 charge.filed item_id=c2 party_id=p2 offense=theft
plea: 2021-05 charge.plea_entered plea=not_guilty
seen: 2021-06-01 hearing.held kind=trial"""


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(
    ("chosen", "count", "said"),
    [
        (
            {"item_id": "c1"},
            2,
            {"office": "item c1", "court": "against Pat Doe: arson"},
        ),
        ({"item_id": "m1/c2"}, 1, {"office": "item m1/c2", "court": "Charge filed against Quinn"}),
        ({"party_id": "p2"}, 1, {"office": "Quinn", "court": "Quinn"}),
        ({"kind": "charge"}, 3, {"office": "charge", "court": "charge"}),
        ({"kind": "charge.plea_entered"}, 1, {"office": "charge plea entered"}),
        ({"first": "2021-05-20", "last": "2021-06-01"}, 2, {"court": "from 2021-05-20 to 2021-06"}),
        ({"last": "2021-03-01", "kind": "charge"}, 1, {"court": "to 2021-03-01"}),
    ],
)
def test_selection__of_each_kind__has_what_is_asked_for_and_says_so(
    office: Office, audience: Audience, chosen: dict[str, str], count: int, said: dict[str, str]
) -> None:
    office.post(f"{OURS}\n{CHOSEN}")
    selection = Selection(**chosen)
    how: Any = {"audience": audience, "selection": selection}
    with chronicle.of_matter(asking(office), "m1", **how) as found:
        told = [one for one in found.lines if one.fact.type != "party.added"]
        assert len(told) == count
        assert said.get(audience.value, "") in "; ".join(found.heading.only)
        assert found.heading.only


def test_selection__what_is_left_out__counts_only_what_was_asked_for(office: Office) -> None:
    office.post(f"{OURS}\n2022-02-01 note.recorded text=x\n2022-02-02 note.recorded text=y")
    assert left_out(office) == {Reason.FILE: 2}
    assert left_out(office, selection=Selection(first="2022-02-02")) == {Reason.FILE: 1}


def test_selection__item_whose_filing_is_left_out__is_not_named(office: Office) -> None:
    office.post(OURS)
    filed = sourced("2022-02-01 charge.filed offense=arson", kind="client")
    office.recorder.record([filed], by="tester")
    how: Any = {"selection": Selection(item_id="c1")}
    with chronicle.of_matter(asking(office), "m1", **how) as found:
        assert found.heading.only == ("one charge, claim or citation",)


@pytest.mark.parametrize(
    ("chosen", "error", "code"),
    [
        ({"item_id": "c9"}, Unknown, "item.unknown"),
        ({"item_id": "m2/c1"}, Unknown, "item.unknown"),
        ({"party_id": "p9"}, Unknown, "party.unknown"),
        ({"party_id": "p3"}, Unknown, "party.unknown"),
        ({"kind": "chargex"}, Malformed, "selection.kind"),
        ({"kind": "charge.dis"}, Malformed, "selection.kind"),
        ({"first": "2021-02-02", "last": "2021-02-01"}, Malformed, "selection.days"),
        ({"first": "soon"}, Malformed, "date.invalid"),
    ],
)
def test_selection__of_what_is_not_there__is_an_error(
    office: Office, chosen: dict[str, str], error: type[Exception], code: str
) -> None:
    office.open("m2", parties=("p3",))
    office.post("2022-02-01 charge.filed @m2 party_id=p3")
    opening = chronicle.of_matter(asking(office), "m1", selection=Selection(**chosen))
    with pytest.raises(error) as caught, opening:
        pass
    assert getattr(caught.value, "code", None) == code


def test_answers__unless_the_office_asks_for_its_own__are_for_a_court(office: Office) -> None:
    answers: Answers = asking(office)
    with chronicle.of_matter(answers, "m1") as matter, chronicle.of_party(answers, "p1") as party:
        assert {matter.heading.audience, party.heading.audience} == {Audience.COURT}


SAID = "on or about 1 February"
TYPED = "typed on 3 March 2023, and read as 1 February 2022"


@pytest.mark.parametrize(
    ("resolution", "document", "told"),
    [
        (None, "Complaint", SAID),
        (None, None, None),
        (TYPED, "Complaint", None),
        ("typed on 3 March 2023 as '2/1/22', and read as 1 February 2022", "Complaint", SAID),
    ],
)
def test_as_written__typed_at_a_door__is_no_source_s_and_not_for_a_court(
    office: Office, resolution: str | None, document: str | None, told: str | None
) -> None:
    office.post(OURS)
    entry = sourced("2022-02-01 docket.entry_recorded text=x", kind="filing", document=document)
    written = replace(entry, as_written=SAID, resolution=resolution)
    office.recorder.record([written], by="tester")
    with chronicle.of_matter(asking(office), "m1", audience=Audience.COURT) as found:
        (line,) = (one for one in found.lines if one.sentence.startswith("Docket entry"))
    assert line.fact.envelope.as_written == told
    with chronicle.of_matter(asking(office), "m1", audience=Audience.OFFICE) as found:
        (line,) = (one for one in found.lines if one.sentence.startswith("Docket entry"))
    assert line.fact.envelope.as_written == SAID
    assert line.fact.envelope.typed is (resolution == TYPED)


def test_other_names__of_a_party__are_in_no_copy_for_a_court(office: Office) -> None:
    office.post(OURS)
    office.post(
        '2022-02-01 party.added party_id=p9 name=Ann_Vale role=victim aliases=["Zanzibar"]\n'
        '2022-02-02 party.changed party_id=p9 changes={"aliases":["Zanzibar","Z"]}\n'
        '2022-02-03 party.changed party_id=p9 changes={"name":"Ann_Roe","aliases":["Zanzibar"]}'
    )
    assert "Zanzibar" in " ".join(one.sentence for one in _office_lines(office))
    told, out, _ = court(office)
    assert "Zanzibar" not in " ".join(told)
    assert "is called Ann_Roe from here on:" in told[-1]
    assert out[Reason.FILE] == 1
