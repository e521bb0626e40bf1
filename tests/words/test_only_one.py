"""The only one: what alone can be meant in a matter is taken, and where there are several asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.event import Draft
from casefile.law.catalogue import CATALOGUE
from casefile.words.typed.fields import FieldReader
from tests.histories import Office, drafts
from tests.law import test_charge_lifecycle as charges
from tests.law import test_citation_lifecycle as citations
from tests.law import test_claim_lifecycle as claims

ON = date(2023, 3, 1)
# What an item stands as on which few types of events can follow, the best first.
ELSEWHERE = {
    charges: ("moved", "superseded", "charged", "convicted by plea", "dismissed(with)"),
    claims: ("transferred", "filed", "judgment", "dismissed(with)"),
    citations: ("final", "withdrawn", "cited"),
}
# Types whose own data decides whether they are legal on the first of those.
UNLIKE = {"charge.dismissed": "dismissed(with)", "claim.returned": "judgment"}
# What is said once of an event whose items are keys.
SAID = {"appeal.decided": {"outcomes": ["affirmed"]}}


def item_field(tag: str) -> str:
    """Return the field in which a type names what it is about; nothing where it names no item."""
    of_items = ("item_id", "item_ids", "outcomes", "old")
    return next((one for one in of_items if one in CATALOGUE[tag].__struct_fields__), "")


def rows() -> Iterator[Any]:
    """Yield each type that acts on items: as what one stands on which it is legal, and others."""
    for family, others in ELSEWHERE.items():
        legal: dict[str, list[str]] = {}
        for stands, event in family.LEGAL:
            if stands != "none" and "adjudicated" not in stands:
                legal.setdefault(event.partition(" ")[0], []).append(stands)
        for tag, some in sorted(legal.items()):
            if item_field(tag) and not CATALOGUE[tag].files_item:
                left = [one for one in others if one not in some]
                first = next(one for one in family.REACHED if one in some)
                if other := UNLIKE.get(tag) or next(iter(left), ""):
                    yield pytest.param(
                        family, tag, first, other, id=f"{family.__name__[11:]}-{tag}"
                    )


def standing(history: str, item_id: str) -> list[Draft]:
    """Return a history of c1 as that of another item."""
    return [
        replace(one, data=json.loads(json.dumps(one.data).replace('"c1"', f'"{item_id}"')))
        for one in drafts(history)
    ]


def read(office: Office, tag: str) -> tuple[Any, str]:
    """Return the items that an event is read as being about, and what was asked about them."""
    reader = FieldReader(tag, Asking(office.database, office.recorder.clock.now_us), "m1", on=ON)
    data = reader.data(SAID.get(tag, {}))
    name = item_field(tag)
    found = data.get(name)
    asked = [one.sentence for one in reader.misfits if one.field == f"data.{name}"]
    assert bool(found) is not bool(asked)
    if found:
        (one,) = [found] if isinstance(found, str) else found
        assert any(one in told and "(" in told for told in reader.told), reader.told
        return one, ""
    return None, asked[0]


@pytest.mark.parametrize(("family", "tag", "stands", "other"), list(rows()))
def test_item__on_which_alone_an_event_is_legal__is_taken_and_said_and_of_two_it_is_asked(
    office: Office, family: Any, tag: str, stands: str, other: str
) -> None:
    reached: Mapping[str, str] = family.REACHED
    office.recorder.record(standing(reached[stands], "c1"), by="tester")
    office.recorder.record(standing(reached[other], "c2"), by="tester")
    assert read(office, tag) == ("c1", "")
    office.recorder.record(standing(reached[stands], "c3"), by="tester")
    taken, asked = read(office, tag)
    assert taken is None
    assert "c1" in asked
    assert "c3" in asked
    assert "c2" not in asked


@pytest.mark.parametrize(
    ("tag", "field", "one", "other"),
    [
        (
            "motion.decided",
            "motion_id",
            "2023-01-02 motion.filed motion_id=limine kind=in_limine by=x",
            (
                "2023-01-02 motion.filed motion_id=stay kind=stay by=x\n"
                "2023-01-03 motion.decided motion_id=stay outcome=denied"
            ),
        ),
        (
            "hearing.cancelled",
            "hearing_id",
            "2023-01-02 hearing.scheduled hearing_id=trial kind=trial at=2023-04-03",
            (
                "2023-01-02 hearing.scheduled hearing_id=plea kind=plea at=2023-02-03\n"
                "2023-02-03 hearing.held hearing_id=plea kind=plea"
            ),
        ),
        (
            "hearing.held",
            "hearing_id",
            "2023-01-02 hearing.scheduled hearing_id=status kind=status at=2023-02-27",
            "2023-01-02 hearing.scheduled hearing_id=trial kind=trial at=2023-03-20",
        ),
        (
            "hearing.held",
            "hearing_id",
            "2023-01-02 hearing.scheduled hearing_id=status kind=status at=2023-03-01",
            "2023-01-02 hearing.scheduled hearing_id=plea kind=plea at=2023-02-20",
        ),
        (
            "deadline.closed",
            "deadline_id",
            "2023-01-02 deadline.set deadline_id=reply kind=reply due=2023-03-01",
            (
                "2023-01-02 deadline.set deadline_id=brief kind=brief due=2023-02-01\n"
                "2023-01-20 deadline.closed deadline_id=brief how=met"
            ),
        ),
        (
            "counsel.withdrawn",
            "for",
            '2023-01-02 counsel.appeared for=p1 names=["Lee"] ',
            "2023-01-01 party.added party_id=p2 name=Ann role=victim",
        ),
    ],
)
def test_entry_or_party__that_alone_can_be_meant__is_taken_and_said(
    office: Office, tag: str, field: str, one: str, other: str
) -> None:
    office.post(f"{one}\n{other}")
    reader = FieldReader(tag, Asking(office.database, office.recorder.clock.now_us), "m1", on=ON)
    found = reader.data({})[field]
    assert found in one
    assert any(told.startswith(f"{field} = {found} (") for told in reader.told)


def test_item__that_a_text_means_beside_others__is_the_one_on_which_it_is_legal(
    office: Office,
) -> None:
    office.post("2021-02-01 charge.filed offense=burglary item_id=b1")
    office.post("2021-02-01 charge.filed offense=burglary item_id=b2")
    reader = FieldReader("charge.plea_entered", Asking(office.database), "m1", on=ON)
    reader.data({"item": ["burglary"]})
    assert reader.misfits[0].choices == ("b1", "b2")
    office.post("2021-03-01 charge.dismissed item_id=b1 prejudice=with")
    reader = FieldReader("charge.plea_entered", Asking(office.database), "m1", on=ON)
    assert reader.data({"item": ["burglary"]})["item_id"] == "b2"
    assert reader.told == ["item_id = b2 (burglary (Pat Doe), charged)"]


def test_item__not_filed_yet_on_the_day__may_be_meant_as_well(office: Office) -> None:
    office.post("2021-02-01 charge.filed item_id=c1")
    office.post("2023-05-01 charge.filed item_id=c2")
    assert "c1" in read(office, "charge.plea_entered")[1]


def test_motions__by_different_movers__are_asked_about_in_words_that_find_them(
    office: Office,
) -> None:
    for mover in ("the_State", "Luis_Ortega"):
        office.post(f"2023-01-02 motion.filed motion_id=m-{mover[-1]} kind=suppress by={mover}")
    reader = FieldReader("motion.decided", Asking(office.database), "m1", on=ON)
    reader.data({"outcome": ["denied"]})
    (asked,) = reader.misfits
    assert asked.choices == ("m-a", "m-e")
    for one, mover in (("m-a", "Luis_Ortega"), ("m-e", "the_State")):
        assert f'motion="suppress by {mover}" (suppress, by {mover}' in asked.sentence
        reader = FieldReader("motion.decided", Asking(office.database), "m1", on=ON)
        assert reader.data({"motion": [f"suppress by {mover}"]})["motion_id"] == one
