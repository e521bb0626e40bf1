"""What is meant: fifty names as typed, some with typos, each with who is meant or the question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant import Meant
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from casefile.event import Draft
from casefile.words.typed.fields import FieldReader
from tests.histories import Office

MATTERS: dict[str, tuple[str, str | None, str]] = {
    "negl-megamart": ("Garcia v. MegaMart, Inc.", "D-101-CV-2023-00451", "civil"),
    "state-garcia": ("State v. José Garcia", "D-202-CR-2023-0117", "criminal"),
    "ponderosa": ("In re Ponderosa Mine", None, "regulatory"),
    "24-CR-0117": ("State v. Ortega and Smith", None, "criminal"),
}
PARTIES = [
    ("negl-megamart", "garcia", "Maria Garcia", "plaintiff", "person"),
    ("negl-megamart", "megamart", "MegaMart, Inc.", "defendant", "organization"),
    ("state-garcia", "jose", "José Garcia", "defendant", "person"),
    ("ponderosa", "mine", "Ponderosa Mining Company", "respondent", "organization"),
    ("24-CR-0117", "ortega", "Ana Ortega", "defendant", "person"),
    ("24-CR-0117", "smith", "Robert Smith", "defendant", "person"),
]
CHARGES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("state-garcia", "c1", "jose", {"offense": "vehicular manslaughter", "count_no": 1}),
    ("state-garcia", "c2", "jose", {"offense": "reckless driving", "count_no": 2}),
    ("24-CR-0117", "o1", "ortega", {"offense": "burglary"}),
    ("24-CR-0117", "s1", "smith", {"offense": "burglary", "statute": ["30-16-3"]}),
]


@pytest.fixture
def firm(office: Office) -> Office:
    """Return an office with four matters, their parties and their items."""
    for matter_id, (title, docket_no, category) in MATTERS.items():
        said = {"title": title, "category": category, "jurisdiction": "US-NM"}
        numbered: dict[str, Any] = {"docket_no": docket_no} if docket_no else {}
        _post(office, matter_id, "matter.opened", {**said, **numbered})
    for matter_id, party_id, name, role, kind in PARTIES:
        who = {"party_id": party_id, "name": name, "role": role, "kind": kind}
        alias = {"aliases": ["Bobby Smith"]} if party_id == "smith" else {}
        _post(office, matter_id, "party.added", who | alias)
    for matter_id, item_id, party_id, data in CHARGES:
        _post(office, matter_id, "charge.filed", data | {"item_id": item_id, "party_id": party_id})
    claim = {"item_id": "fall", "claimants": ["garcia"], "against": ["megamart"]}
    _post(office, "negl-megamart", "claim.filed", {**claim, "cause": "negligence (premises)"})
    standards = {"agency": "MSHA", "standards": ["30 CFR 56.9300"]}
    issued = {"item_id": "cit-1", "party_id": "mine", **standards}
    _post(office, "ponderosa", "citation.issued", issued)
    return office


def _post(office: Office, matter_id: str, tag: str, data: Mapping[str, Any]) -> None:
    event_id = f"{matter_id}-{tag}-{len(office.everything()['events'])}"
    draft = Draft(
        matter_id=matter_id, type=tag, effective="2023-03-01", data=dict(data), event_id=event_id
    )
    office.recorder.record([draft], by="tester")


def asking(office: Office) -> Asking:
    return Asking(office.database)


# As typed | what is meant, the several that may be, or what is asked behind `?`.
MATTERS_TYPED: list[tuple[str, Any]] = [
    ("negl-megamart", "negl-megamart"),
    ("D-101-CV-2023-00451", "negl-megamart"),
    ("d-101-cv-2023-00451", "negl-megamart"),
    ("Garcia v. MegaMart, Inc.", "negl-megamart"),
    ("garcia v megamart inc", "negl-megamart"),
    ("MegaMart", "negl-megamart"),
    ("Ponderosa", "ponderosa"),
    ("in re ponderosa mine", "ponderosa"),
    ("Jose Garcia", "state-garcia"),
    ("Ana Ortega", "24-CR-0117"),
    ("Maria", "negl-megamart"),
    ("Garcia", ["negl-megamart", "state-garcia"]),
    ("State", ["24-CR-0117", "m1", "state-garcia"]),
    ("negl-megamert", "?negl-megamart"),
    ("Ponderossa", "?ponderosa"),
    ("24-CR-0171", "?24-CR-0117"),
    ("D-101-CV-2023-00541", "?negl-megamart"),
    ("xyzzy", "?"),
    ("~office", "?"),
]
PARTIES_TYPED: list[tuple[str, Any]] = [
    ("garcia", "garcia"),
    ("Maria Garcia", "garcia"),
    ("maria garcia", "garcia"),
    ("Garcia, Maria", "garcia"),
    ("Maria", "garcia"),
    ("José", "jose"),
    ("jose garcia", "jose"),
    ("MegaMart", "megamart"),
    ("Megamart Inc.", "megamart"),
    ("Ponderosa Mining", "mine"),
    ("Bobby Smith", "smith"),
    ("Robert", "smith"),
    ("ORTEGA", "ortega"),
    ("Garcia", ["garcia", "jose"]),
    ("García", ["garcia", "jose"]),
    ("Maria Garica", "?garcia"),
    ("Ortgea", "?ortega"),
    ("MegaMert", "?megamart"),
    ("garica", "?garcia"),
    ("Robert Smyth", "?smith"),
    ("nobody", "?"),
    ("J", "?"),
]
# The matter and its track | as typed | what is meant.
ITEMS_TYPED: list[tuple[str, str | None, str, Any]] = [
    ("state-garcia", None, "c1", "c1"),
    ("state-garcia", None, "manslaughter", "c1"),
    ("state-garcia", None, "Vehicular Manslaughter", "c1"),
    ("state-garcia", None, "count 2", "c2"),
    ("state-garcia", None, "reckless driving", "c2"),
    ("24-CR-0117", None, "burglary", ["o1", "s1"]),
    ("24-CR-0117", None, "burglary Ortega", "o1"),
    ("24-CR-0117", None, "30-16-3", "s1"),
    ("negl-megamart", None, "negligence", "fall"),
    ("negl-megamart", "criminal", "negligence", "?"),
    ("ponderosa", "regulatory", "MSHA", "cit-1"),
    ("state-garcia", None, "manslaugter", "?c1"),
    ("state-garcia", None, "arson", "?"),
]


def _of(look: Any, typed: str) -> Any:
    """Return the id that is meant, those that may be, or what is asked."""
    try:
        found: Meant = look(typed)
    except Several as several:
        return sorted(one.id for one in several.candidates)
    except Unknown as unknown:
        _, asked, near = unknown.sentence.partition(" Did you mean ")
        return f"?{near.partition(' (')[0]}" if asked else "?"
    return found.id


def _wrong(rows: Iterable[tuple[Any, str, Any]]) -> list[tuple[str, Any, Any]]:
    told = ((typed, right, _of(look, typed)) for look, typed, right in rows)
    return [one for one in told if one[1] != one[2]]


def test_names__as_typed__mean_one_or_are_asked_about(firm: Office) -> None:
    office = asking(firm)

    def matter(typed: str) -> Meant:
        return meant.matter(office, typed)

    def party(typed: str) -> Meant:
        return meant.party(office, typed)

    assert _wrong((matter, *row) for row in MATTERS_TYPED) == []
    assert _wrong((party, *row) for row in PARTIES_TYPED) == []
    for matter_id, track, typed, right in ITEMS_TYPED:

        def of_matter(typed: str, where: str = matter_id, only: str | None = track) -> Meant:
            return item(office, where, typed, track=only)

        assert _wrong([(of_matter, typed, right)]) == []
    assert len(MATTERS_TYPED + PARTIES_TYPED) + len(ITEMS_TYPED) >= 50


def test_party__of_the_matter_that_is_meant__comes_before_all_others(firm: Office) -> None:
    office = asking(firm)
    assert meant.party(office, "Garcia", matter_id="state-garcia").id == "jose"
    assert meant.party(office, "Ortega", matter_id="state-garcia").id == "ortega"


def test_party__under_two_ids_that_are_merged__is_one(firm: Office) -> None:
    _post(firm, "state-garcia", "party.merged", {"from": "jose", "into": "garcia"})
    assert meant.party(asking(firm), "Garcia").id in ("garcia", "jose")


def test_several__each__is_told_apart(firm: Office) -> None:
    with pytest.raises(Several) as caught:
        meant.party(asking(firm), "Garcia")
    assert [tuple(one) for one in caught.value.candidates] == [
        ("garcia", "Maria Garcia, plaintiff in negl-megamart", "Maria Garcia"),
        ("jose", "José Garcia, defendant in state-garcia", "José Garcia"),
    ]
    with pytest.raises(Several) as caught:
        item(asking(firm), "24-CR-0117", "burglary")
    assert [one.said for one in caught.value.candidates] == [
        "burglary (Ana Ortega), charged",
        "burglary (Robert Smith), charged",
    ]


def test_event__by_its_number_or_how_its_id_begins__is_meant(firm: Office) -> None:
    office = asking(firm)
    first = "negl-megamart-matter.opened-2"
    assert meant.event(office, first) == Meant(first)
    assert meant.event(office, "@3").id == meant.event(office, "3").id == first
    assert meant.event(office, "3").said == "matter.opened in negl-megamart, no. 3"
    assert meant.event(office, "negl-megamart-m").id == first
    with pytest.raises(Several) as caught:
        meant.event(office, "negl")
    assert len(caught.value.candidates) == 4
    for typed in ("9999", "nothing", "", "@", "1" * 40, "%", "_egl"):
        with pytest.raises(Unknown):
            meant.event(office, typed)


def test_event__whose_id_is_a_number__is_meant_before_the_place(firm: Office) -> None:
    note = Draft(
        matter_id="ponderosa",
        type="note.recorded",
        effective="2023-03-01",
        data={"text": "A note."},
        event_id="1",
    )
    firm.recorder.record([note], by="tester")
    assert meant.event(asking(firm), "1") == Meant("1")
    assert meant.event(asking(firm), "@1").id == "open-m1"


def test_fields__that_name_something__take_what_it_is_called(firm: Office) -> None:
    reader = FieldReader("claim.dismissed", asking(firm), "negl-megamart")
    assert reader.data({"item": ["negligence"], "parties": ["MegaMart"]}) == {
        "item_id": "fall",
        "parties": ["megamart"],
    }
    assert reader.misfits == []
    assert reader.told == [
        "item_id = fall (negligence (premises) (Maria Garcia, MegaMart, Inc.), filed)",
        "parties 1 = megamart (MegaMart, Inc., defendant in negl-megamart)",
    ]


def test_fields__that_name_several_or_nothing__are_asked_about_together(firm: Office) -> None:
    reader = FieldReader("charge.filed", asking(firm), "24-CR-0117")
    reader.data({"item_id": ["c9"], "party": ["Garcia"], "attaches_to": ["x y"], "severity": ["?"]})
    assert [one.where for one in reader.misfits] == ["party_id", "attaches_to", "severity"]
    assert reader.misfits[0].choices == ("garcia", "jose")
    reader = FieldReader("charge.dismissed", asking(firm), "state-garcia")
    reader.data({"item_id": ["manslaugter"]})
    assert "Did you mean c1 (vehicular manslaughter" in reader.misfits[0].sentence


def test_fields__with_an_id_that_nobody_knows__are_left_to_the_record(firm: Office) -> None:
    reader = FieldReader("charge.dismissed", asking(firm), "state-garcia")
    assert reader.data({"item_id": ["arson"]}) == {"item_id": "arson"}
    reader = FieldReader("party.added", asking(firm), "state-garcia")
    assert reader.data({"party_id": ["jgarcia"]}) == {"party_id": "jgarcia"}
    assert [one.field for one in reader.misfits] == ["data.kind"]  # which alone is asked for
