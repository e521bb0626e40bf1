"""Renamed: by which name a party is told on a day, and how it is told that it has another one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casefile.answers.facts import chronicle, chronology
from casefile.answers.facts.chronicle import Audience
from casefile.answers.facts.chronology import renamed_on
from casefile.answers.meaning.meant_roles import in_role, roles_in
from casefile.event import Source
from casefile.law import placeholders
from casefile.recording.named import with_sentences
from casefile.upkeep.rebuild import rebuild
from tests.asking import Answers
from tests.histories import NOW, Office, draft

ADDED = (
    "added: 2021-01-01 party.added party_id=maria name=Maria_Garcia role=plaintiff "
    'aliases=["M_Garcia"]'
)
FILED = "claim: 2021-02-01 claim.filed item_id=k1 claimants=maria against=p1"
BEFORE, AFTER = "2022-11-19", "2022-11-20"


def change(name: str, day: str = AFTER, also: str = "") -> str:
    """Return the event by which Maria takes another name."""
    return f'{day} party.changed party_id=maria changes={{"name":"{name}"}} reason=marriage {also}'


MARRIED = f"married: {change('Maria_Lopez')}"


@pytest.fixture
def answers(office: Office) -> Answers:
    office.post(f"{ADDED}\n{FILED}")
    return Answers(office.database, office.recorder.clock.now_us)


def told(answers: Answers, party_id: str = "maria", **asked: Any) -> list[str]:
    """Return the name of a party, and what is said of its names on other days."""
    party = answers.status(party_id, **asked)["party"]
    return [party["name"], *map(_in_words, party.get("renamed", ()))]


def _in_words(one: dict[str, Any]) -> str:
    return " ".join([one["when"], one["name"], one["since"] or "-", one["until"] or "-"])


def test_name__before_the_day_of_its_change__is_the_one_of_that_day(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    assert told(answers, as_of=BEFORE) == ["Maria_Garcia", f"now Maria_Lopez {AFTER} -"]
    assert told(answers, as_of="2020-01-01") == ["Maria_Garcia", f"now Maria_Lopez {AFTER} -"]
    assert told(answers, as_of=AFTER) == ["Maria_Lopez", f"formerly Maria_Garcia - {AFTER}"]
    assert told(answers) == ["Maria_Lopez", f"formerly Maria_Garcia - {AFTER}"]


def test_name__known_before_its_change_was__is_the_only_one(
    answers: Answers, office: Office
) -> None:
    known = f"@{office.position}"
    office.post(MARRIED)
    for day in (BEFORE, AFTER):
        assert told(answers, as_of=day, known_at=known) == ["Maria_Garcia"]


def test_name__that_was_wrong__never_was_one(answers: Answers, office: Office) -> None:
    office.post('2022-11-20 event.corrected target=added changes={"name":"Marta_Garcia"}')
    assert told(answers, as_of=BEFORE) == told(answers) == ["Marta_Garcia"]


def test_change__whose_day_is_corrected__moves(answers: Answers, office: Office) -> None:
    office.post(MARRIED)
    office.post('2022-12-01 event.corrected target=married changes={"effective":"2022-11-10"}')
    assert told(answers, as_of=BEFORE)[0] == "Maria_Lopez"
    assert told(answers, as_of="2022-11-09") == ["Maria_Garcia", "now Maria_Lopez 2022-11-10 -"]


def test_change__that_is_taken_back__was_none(answers: Answers, office: Office) -> None:
    office.post(MARRIED)
    office.post("2022-12-01 event.retracted target=married")
    assert told(answers) == ["Maria_Garcia"]


def test_change__that_is_merely_reported__is_none(answers: Answers, office: Office) -> None:
    office.post(change("Maria_Lopez", also="(reported)"))
    assert told(answers) == ["Maria_Garcia"]


@pytest.mark.parametrize(
    ("day", "since"),
    [
        ("2022-11", "2022-11-01/2022-11-30"),
        ("2022-11-10/2022-11-30", "2022-11-10/2022-11-30"),
        ("../2022-11-30", "../2022-11-30"),
    ],
)
def test_change__on_a_day_that_is_not_certain__is_possible_until_it_is(
    answers: Answers, office: Office, day: str, since: str
) -> None:
    office.post(change("Maria_Lopez", day))
    assert told(answers, as_of=BEFORE) == ["Maria_Garcia", f"possibly Maria_Lopez {since} -"]
    assert told(answers, as_of="2022-11-30") == ["Maria_Lopez", f"formerly Maria_Garcia - {since}"]


def test_sentence__as_of_a_day__names_a_party_by_its_name_then(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    asked = (
        placeholders.party_in("m1", "maria"),
        placeholders.party("maria"),
        placeholders.item("m1/k1"),
    )
    for day, name in ((BEFORE, "Maria_Garcia"), (AFTER, "Maria_Lopez")):
        with answers.gate(as_of=day) as at:
            put = at.naming(asked)
        assert [put(one) for one in asked] == [name, name, f"{name} v. Pat Doe: negligence"]


def test_flag__where_the_office_is_for_somebody__names_a_party_by_its_name_then(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    office.post('2022-12-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')
    office.post("2022-11-10 claim.dismissed item_id=k1 prejudice=with (announced)")
    for day, name in ((BEFORE, "Maria_Garcia"), (AFTER, "Maria_Lopez")):
        answer = answers.status("p1", as_of=day)
        assert answer["stances"][0]["stance"] == "ours"
        said = " ".join(one["sentence"] for one in answer["tracks"]["civil"]["flags"])
        assert f"{name} v. Pat Doe: negligence" in said


def test_matter__as_of_a_day__has_its_parties_by_their_names_then(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    for asked, name, said in (
        (BEFORE, "Maria_Garcia", f"now Maria_Lopez {AFTER} -"),
        (AFTER, "Maria_Lopez", f"formerly Maria_Garcia - {AFTER}"),
    ):
        for answer in (
            answers.matter_parties("m1", as_of=asked)["parties"],
            answers.matter("m1", as_of=asked)["parties"],
        ):
            first, maria = sorted(answer, key=lambda one: one["name"], reverse=True)
            assert "renamed" not in first
            assert maria["name"] == name
            assert list(map(_in_words, maria["renamed"])) == [said]


def test_names__of_whatever_day__are_all_looked_for(answers: Answers, office: Office) -> None:
    office.post(MARRIED)
    office.post(change("Maria_Vega", "2023-01-10"))
    for word in ("garcia", "lopez", "vega"):
        (found,) = answers.parties(word)["parties"]
        assert (found["party_id"], found["name"]) == ("maria", "Maria_Vega")
    kinds = {
        name: answers.conflicts([name])["asked"][0]["persons"][0]["hits"][0]["kind"]
        for name in ("Maria_Garcia", "Maria_Lopez", "Maria_Vega")
    }
    assert kinds == {
        "Maria_Garcia": "former_name",
        "Maria_Lopez": "former_name",
        "Maria_Vega": "party",
    }
    assert told(answers, as_of=BEFORE) == [
        "Maria_Garcia",
        f"later Maria_Lopez {AFTER} 2023-01-10",
        "now Maria_Vega 2023-01-10 -",
    ]


def test_matter__opened_under_the_new_name__makes_it_none_of_before(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    office.open("m2", parties=())
    office.post("2023-02-01 party.added party_id=maria name=Maria_Lopez role=witness @m2")
    assert told(answers, as_of=BEFORE) == ["Maria_Garcia", f"now Maria_Lopez {AFTER} -"]
    assert told(answers)[0] == "Maria_Lopez"
    with answers.gate(as_of=BEFORE) as at:
        text = placeholders.party("maria")
        assert at.naming([text])(text) == "Maria_Garcia"


def test_person__of_two_ids__has_the_name_of_the_day_under_either(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=())
    office.post("2021-01-01 party.added party_id=mg name=Maria_Garcia role=witness @m2")
    office.post(MARRIED)
    office.post("2022-12-01 party.merged from=mg into=maria")
    for party_id in ("mg", "maria"):
        assert told(answers, party_id, as_of=BEFORE)[0] == "Maria_Garcia"
        assert told(answers, party_id) == ["Maria_Lopez", f"formerly Maria_Garcia - {AFTER}"]


def test_id__that_is_parted__leaves_the_change_to_whom_it_means(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=())
    office.post("2021-01-01 party.added party_id=mg name=M_Garcia role=witness @m2")
    office.post(MARRIED)
    office.post("2022-12-01 party.parted party_id=maria into=mg matters=m1")
    assert told(answers, "mg", as_of=BEFORE)[0] == "Maria_Garcia"
    assert told(answers, "mg")[0] == "Maria_Lopez"


def test_company__that_changed_its_name_and_merged__has_the_name_of_the_day(
    answers: Answers, office: Office
) -> None:
    office.post("2021-01-01 party.added party_id=mega name=MegaMart kind=organization")
    office.post('2022-03-01 party.changed party_id=mega changes={"name":"Mega_Inc."} reason=merger')
    assert told(answers, "mega", as_of="2022-02-28")[0] == "MegaMart"
    assert told(answers, "mega", as_of="2022-03-01")[0] == "Mega_Inc."


def test_rows__rebuilt__are_those_of_the_posts(answers: Answers, office: Office) -> None:
    office.post(MARRIED)
    office.post(change("Maria_Vega", "2022-10"))
    before = told(answers, as_of="2022-10-15")
    assert rebuild(office.database).sound
    assert told(answers, as_of="2022-10-15") == before


STORY = f"""2022-10-01 claim.served item_id=k1 parties=p1
{MARRIED}
2022-12-01 claim.answered item_id=k1"""


@pytest.mark.parametrize("audience", Audience)
def test_document__words_each_fact_by_the_names_then_and_its_head_by_those_of_its_day(
    answers: Answers, office: Office, audience: Audience
) -> None:
    office.post('2022-12-01 event.corrected target=open-m1 changes={"data":{"for":"p1"}}')
    office.post(STORY)
    with chronicle.of_matter(answers, "m1", audience=audience) as found:
        said = [one.sentence for one in found.lines if "aria" in one.sentence]
        maria = next(one for one in found.heading.matters["m1"].parties if "aria" in one.name)
    assert [one for one in said if "added" not in one] == [
        "Claim filed by Maria_Garcia against Pat Doe: negligence",
        "Claim Maria_Garcia v. Pat Doe: negligence served (as to Pat Doe)",
        "Maria_Garcia is called Maria_Lopez from here on: marriage",
        "Claim Maria_Lopez v. Pat Doe: negligence answered",
    ]
    assert maria.name == "Maria_Lopez"
    assert [one.words for one in maria.renamed or ()] == [f"formerly Maria_Garcia (until {AFTER})"]


def sourced(line: str, **source: Any) -> Any:
    """Return an event with its source."""
    return replace(draft(line), source=Source(**source))


SECRET = "Zanzibar"


def court_says(answers: Answers, **asked: Any) -> tuple[str, list[str], str]:
    """Return how a court's copy calls Maria at its head, on other days, and all of its lines."""
    with chronicle.of_matter(answers, "m1", **asked) as found:
        lines = " ".join(one.sentence for one in found.lines)
        parties = found.heading.matters["m1"].parties
        maria = next(one for one in parties if one.role == "plaintiff")
        return maria.name, [one.words for one in maria.renamed or ()], lines


def test_court__is_told_of_no_name_that_only_privilege_tells_nor_of_its_days(
    answers: Answers, office: Office
) -> None:
    secret = sourced(change(SECRET), kind="other", privilege="confidential")
    office.recorder.record([secret], by="tester")
    office.post("2022-12-01 claim.answered item_id=k1")
    answered = "Claim Maria_Garcia v. Pat Doe: negligence answered"
    for day in (BEFORE, AFTER, None):
        name, others, lines = court_says(answers, as_of=day)
        assert (name, others) == ("Maria_Garcia", [])
        assert SECRET not in lines
    assert answered in court_says(answers)[2]
    office.post(change("Maria_Vega", "2023-01-10"))
    assert court_says(answers, as_of=AFTER)[0] == "Maria_Garcia"
    name, others, lines = court_says(answers)
    assert (name, others) == ("Maria_Vega", ["formerly Maria_Garcia (until 2023-01-10)"])
    assert SECRET not in lines
    assert answered in lines


def test_received__as_of_a_day__names_a_party_by_its_name_then(
    answers: Answers, office: Office
) -> None:
    office.post(f"{MARRIED} ^2022-12-01")
    asked = {"known_by": "received", "known_at": NOW}
    assert told(answers, as_of=BEFORE, **asked) == ["Maria_Garcia", f"now Maria_Lopez {AFTER} -"]


def test_documents__of_matters_without_a_change__ask_no_more_than_once_for_names(
    answers: Answers, office: Office
) -> None:
    with answers.gate() as at:
        assert renamed_on(at, ["m1"]) == []
    office.post(MARRIED)
    with answers.gate() as at:
        assert renamed_on(at, ["m1"]) == [date(2022, 11, 20)]


def test_place_in_a_claim__of_somebody_added_elsewhere__has_the_name_of_the_day(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=())
    office.post(MARRIED)
    office.post("2022-10-01 claim.filed item_id=k2 claimants=maria against=p1 @m2")
    text = placeholders.item("m2/k2")
    for day, name in ((BEFORE, "Maria_Garcia"), (AFTER, "Maria_Lopez")):
        with answers.gate(as_of=day) as at:
            assert at.naming([text])(text).startswith(name)
    with chronicle.of_matter(answers, "m2", audience=Audience.OFFICE) as found:
        (said,) = (one.sentence for one in found.lines if one.fact.type == "claim.filed")
        assert said == "Claim filed by Maria_Garcia against Pat Doe: negligence"


def test_role__that_several_may_be_meant_by__is_asked_with_the_names_of_the_day(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    office.post("2022-02-01 claim.filed item_id=k2 kind=counterclaim claimants=p1 against=maria")
    for day, name in ((BEFORE, "Maria_Garcia"), (AFTER, "Maria_Lopez")):
        with answers.gate(as_of=day) as at:
            said = [one.said for one in in_role(roles_in(at, "m1"), "the plaintiff", ["k2"])]
        assert f"{name}, plaintiff in the matter, against whom this counterclaim is" in said


def test_change__in_several_matters__is_told_once_with_what_surely_was(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=())
    office.post("2021-01-01 party.added party_id=maria name=Maria_Garcia role=witness @m2")
    office.post(MARRIED)
    office.post(change("Maria_Lopez", "2022-12-01", "@m2"))
    assert told(answers, as_of=BEFORE)[1:] == [f"now Maria_Lopez {AFTER} -"]
    assert told(answers, as_of="2022-11-25") == [
        "Maria_Lopez",
        f"formerly Maria_Garcia - {AFTER}",
    ]
    assert told(answers)[1:] == ["formerly Maria_Garcia - 2022-12-01"]


def test_successor__who_took_another_name__is_told_by_that_of_the_day(
    answers: Answers, office: Office
) -> None:
    office.post("2022-01-01 party.added party_id=ann name=Ann_Vale")
    office.post("2022-01-10 party.substituted from=p1 to=ann reason=transfer")
    office.post('2022-11-20 party.changed party_id=ann changes={"name":"Ann_Roe"} reason=marriage')
    for day, name in ((BEFORE, "Ann_Vale"), (AFTER, "Ann_Roe")):
        parties = answers.matter_parties("m1", as_of=day)["parties"]
        (label,) = (one["label"] for one in parties if one["party_id"] == "p1")
        assert f"substituted by {name} on 2022-01-10" in label


def test_conflicts__by_a_family_name_alone__are_told_of_that_of_today(
    answers: Answers, office: Office
) -> None:
    def named(line: str, **data: Any) -> Any:
        one = draft(line)
        return replace(one, data={**one.data, **data})

    added = named("2021-01-01 party.added party_id=ann", name="Ann Vale")
    taken = named("2022-11-20 party.changed party_id=ann", changes={"name": "Ann Roe"})
    office.recorder.record([added, taken], by="tester")
    for asked, found in (("Bo Vale", []), ("Bo Roe", ["Ann Roe"])):
        kin = answers.conflicts([asked])["asked"][0]["same_family_name"]
        assert [one["name"] for one in kin] == found


def test_report__as_of_a_day__lists_a_party_by_its_name_then(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    for day, name in ((BEFORE, "Maria_Garcia"), (AFTER, "Maria_Lopez")):
        found = answers.parties_by_headline("civil", "filed", as_of=day)["parties"]
        assert name in [one["name"] for one in found]


def test_answers__as_known_then__never_change_for_what_is_recorded_later(
    answers: Answers, office: Office
) -> None:
    office.post(MARRIED)
    asked = {"known_at": f"@{office.position}"}
    days = ("2021-01-01", BEFORE, AFTER, "2023-06-01")

    def every() -> list[Any]:
        return [
            (answers.status("maria", as_of=day, **asked), answers.matter("m1", as_of=day, **asked))
            for day in days
        ]

    before = every()
    for line in (
        change("Maria_Vega", "2022-01-10"),
        '2023-12-31 event.corrected target=married changes={"effective":"2022-11"}',
        "2023-12-31 event.retracted target=married",
        '2023-12-31 event.corrected target=added changes={"name":"Marta_Garcia"}',
        "2022-03-01 party.added party_id=maria name=Mary_Garcia same_person=true",
        "2021-01-01 party.merged from=maria into=p1",
    ):
        office.post(line)
        assert every() == before
    assert rebuild(office.database).sound
    assert every() == before


def test_change__in_a_receipt_and_a_list__is_told_of_the_name_before(
    answers: Answers, office: Office
) -> None:
    receipt = with_sentences(answers, office.post(MARRIED))
    said = "Maria_Garcia is called Maria_Lopez from here on: marriage"
    assert [one.named for one in receipt.entries] == [said]
    entries = chronology.page(answers, "m1").entries
    assert [one.sentence for one in entries if one.type == "party.changed"] == [said]
    (filed,) = (one.sentence for one in entries if one.type == "claim.filed")
    assert filed.startswith("Claim filed by Maria_Lopez")
