"""Roles as typed: who is meant by the plaintiff or the defendant where there are cross claims."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.errors import Several
from casefile.words.typed.fields import FieldReader
from tests.histories import Office

SUIT = """
2021-01-01 party.added party_id=maria name=Maria_Garcia role=plaintiff
2021-01-01 party.added party_id=mega name=MegaMart kind=organization role=defendant
2021-01-01 party.added party_id=clean name=CleanCo kind=organization role=defendant
2021-01-01 party.added party_id=insurer name=Insurer kind=organization role=third-party_defendant
2021-02-01 claim.filed item_id=k1 claimants=maria against=mega,clean cause=negligence
2021-02-01 claim.filed item_id=k2 claimants=maria against=mega cause=hiring
2021-02-01 claim.filed item_id=cc claimants=mega against=maria cause=rent kind=counterclaim
2021-02-01 claim.filed item_id=xc claimants=mega against=clean cause=indemnity kind=crossclaim
2021-02-01 claim.filed item_id=tp claimants=clean against=insurer cause=cover kind=third-party_claim
"""
NEITHER = "?clean,mega"
# The claim | as typed | who is meant, or behind ? who may be.
ON_CLAIMS = [
    ("k1", "plaintiff", "maria"),
    ("k1", "the Plaintiff", "maria"),
    ("k1", "claimant", "maria"),
    ("k1", "defendant", NEITHER),
    ("k1", "the defendants", "clean,mega"),
    ("k2", "defendant", "mega"),
    ("k2", "defendants", "mega"),
    ("k2", "plaintiff", "maria"),
    ("cc", "plaintiff", "?maria,mega"),
    ("cc", "the defendant", "?maria,mega"),
    ("cc", "defendants", "?maria,mega"),
    ("cc", "counterclaimant", "mega"),
    ("cc", "counter-defendant", "maria"),
    ("cc", "claimant", "mega"),
    ("cc", "respondent", "maria"),
    ("xc", "plaintiff", "?maria,mega"),
    ("xc", "defendant", NEITHER),
    ("xc", "defendants", NEITHER),
    ("xc", "cross-claimant", "mega"),
    ("xc", "crossdefendant", "clean"),
    ("tp", "third-party plaintiff", "clean"),
    ("tp", "third-party defendant", "insurer"),
    ("tp", "third party defendant", "insurer"),
    ("tp", "defendant", "?clean,insurer"),
    ("tp", "plaintiff", "?clean,maria"),
]
# The claim | as typed | for which side judgment is, or behind ? who may be meant.
SIDES = [
    ("k1", "plaintiff", "claimant"),
    ("k1", "defendant", "defendant"),
    ("k1", "the defendants", "defendant"),
    ("k1", "MegaMart", "defendant"),
    ("k1", "maria", "claimant"),
    ("cc", "plaintiff", "?maria,mega"),
    ("cc", "defendant", "?maria,mega"),
    ("cc", "claimant", "claimant"),
    ("cc", "counterclaimant", "claimant"),
    ("cc", "counter-defendant", "defendant"),
    ("cc", "mega", "claimant"),
    ("cc", "Maria_Garcia", "defendant"),
    ("xc", "plaintiff", "?maria,mega"),
    ("xc", "defendant", NEITHER),
    ("xc", "CleanCo", "defendant"),
]
# The claim | for whom | the parties typed beside it | whom it concerns alone, or behind ? what is
# asked.
ALONE = [
    ("k1", "MegaMart", (), ["mega"]),
    ("k1", "clean", (), ["clean"]),
    ("k1", "defendants", (), None),
    ("k1", "the defendants", ("clean",), ["clean"]),
    ("k1", "maria", (), None),
    ("k1", "plaintiff", ("mega",), ["mega"]),
    ("k1", "MegaMart", ("mega",), ["mega"]),
    ("k1", "MegaMart", ("maria",), ["maria", "mega"]),
    ("k1", "MegaMart", ("clean",), "?parties=MegaMart"),
    ("k1", "MegaMart", ("clean", "mega"), "?parties=MegaMart"),
    ("k2", "mega", (), None),
    ("xc", "CleanCo", (), None),
    ("rent", "Bo_Lee", (), ["bo"]),
    ("rent", "landlord", (), ["bo"]),
    ("rent", "claimant", (), None),
]
# As typed of a question, or of an event on no claim | who is meant, or behind ? who may be.
IN_MATTER = [
    ("plaintiff", "maria"),
    ("the plaintiff", "maria"),
    ("defendant", "?clean,mega,p1"),
    ("counterclaimant", "mega"),
    ("counter-defendant", "maria"),
    ("cross-claimant", "mega"),
    ("third-party plaintiff", "clean"),
    ("third-party defendant", "insurer"),
]


@pytest.fixture
def suit(office: Office) -> Office:
    office.post(SUIT)
    return office


def read(office: Office, tag: str, item_id: str, field: str, typed: str) -> tuple[str, FieldReader]:
    """Return what a field was read as, or behind ? the ids that it may be, and its reader."""
    reader = FieldReader(tag, Asking(office.database), "m1")
    data = reader.data({field: [typed], "item": [item_id]} if item_id else {field: [typed]})
    wrong = [one for one in reader.misfits if one.field.startswith(f"data.{field}")]
    if wrong:
        return f"?{','.join(sorted(wrong[0].choices))}", reader
    value = data[field]
    return value if isinstance(value, str) else ",".join(value), reader


def test_role__on_a_claim__is_taken_where_both_readings_agree_and_else_asked(suit: Office) -> None:
    found = [
        (item_id, typed, read(suit, "claim.served", item_id, "parties", typed)[0])
        for item_id, typed, _ in ON_CLAIMS
    ]
    assert found == ON_CLAIMS


def test_side__that_judgment_is_for__is_that_of_whoever_is_meant(suit: Office) -> None:
    found = [
        (item_id, typed, read(suit, "claim.judgment_entered", item_id, "for", typed)[0])
        for item_id, typed, _ in SIDES
    ]
    assert found == SIDES


def test_side__said_by_the_name_of_one_of_several__concerns_that_one_alone(suit: Office) -> None:
    suit.post("""
2021-01-01 party.added party_id=bo name=Bo_Lee role=landlord
2021-02-01 claim.filed item_id=rent claimants=bo,maria against=mega cause=rent
""")

    def alone(item_id: str, whom: str, parties: Sequence[str]) -> object:
        reader = FieldReader("claim.judgment_entered", Asking(suit.database), "m1")
        typed = {"item": [item_id], "for": [whom], "kind": ["bench"]}
        data = reader.data(typed | ({"parties": parties} if parties else {}))
        asked = [one.sentence for one in reader.misfits if one.field == "data.parties"]
        return f"?{asked[0].split('Write ')[1].split(',')[0]}" if asked else data.get("parties")

    found = [(item, whom, some, alone(item, whom, some)) for item, whom, some, _ in ALONE]
    assert found == ALONE


def test_side__of_one_of_several__is_told_by_name(suit: Office) -> None:
    _, reader = read(suit, "claim.judgment_entered", "k1", "for", "mega")
    assert "parties = MegaMart (alone of the defendants)" in reader.told


def test_side__of_a_correction__concerns_the_one_who_is_named(suit: Office) -> None:
    stands = {"item_id": "k1", "for": "claimant", "kind": "bench"}
    asking = Asking(suit.database)
    reader = FieldReader("claim.judgment_entered", asking, "m1", stands=stands)
    assert reader.changes({"for": ["MegaMart"]}) == {"for": "defendant", "parties": ["mega"]}


def test_role__in_a_question_or_on_no_claim__is_that_in_the_matter(suit: Office) -> None:
    def asked(typed: str) -> str:
        try:
            return meant.party(Asking(suit.database), typed, matter_id="m1").id
        except Several as several:
            return f"?{','.join(one.id for one in several.candidates)}"

    assert [(typed, asked(typed)) for typed, _ in IN_MATTER] == IN_MATTER
    told = [read(suit, "counsel.appeared", "", "for", typed)[0] for typed, _ in IN_MATTER]
    assert told == [right for _, right in IN_MATTER]


def test_several__by_a_role__are_told_with_what_each_is(suit: Office) -> None:
    _, reader = read(suit, "claim.answered", "xc", "parties", "plaintiff")
    assert reader.misfits[0].sentence == (
        "Several parties answer to 'plaintiff': say which by name. "
        '"Maria_Garcia": plaintiff in the matter; '
        '"MegaMart": defendant in the matter, who brings this crossclaim.'
    )
    _, reader = read(suit, "claim.judgment_entered", "cc", "for", "defendant")
    assert reader.misfits[0].sentence.endswith(
        "maria: Maria_Garcia, plaintiff in the matter, against whom this counterclaim is; "
        "mega: MegaMart, defendant in the matter, who brings this counterclaim."
    )


def test_role__where_one_claim_alone_is_there__is_read_on_that_one(office: Office) -> None:
    office.post("\n".join(SUIT.strip().splitlines()[:3]))
    office.post("2021-02-01 claim.filed item_id=k2 claimants=maria against=mega cause=hiring")
    assert read(office, "claim.answered", "", "parties", "defendant")[0] == "mega"


def test_role__of_a_correction__is_read_on_the_claim_of_the_event(suit: Office) -> None:
    stands = {"item_id": "cc", "kind": "default", "for": "claimant"}
    reader = FieldReader("claim.judgment_entered", Asking(suit.database), "m1", stands=stands)
    reader.changes({"for": ["defendant"]})
    assert reader.misfits[0].choices == ("maria", "mega")
