"""Every text of an event says whether it can hold something about a person."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct

import casefile.law  # noqa: F401 - fills the catalogue
from casefile.event import Draft, Envelope
from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.personal import IS_DATE, IS_PERSONAL, personal_changes, personal_fields, texts

EVERY: tuple[type[Struct], ...] = (*CATALOGUE.values(), Draft, Envelope)

# What else a text may be: nobody words any of these freely.
PLAIN = {
    IS_DATE,
    "1 to 64 letters, digits, '.', '_', '-'",
    "an item_id, or matter_id/item_id for one of another matter",
    "an id",
    "an instant",
    "a day",
    "a user",
    "a type of event",
    "a field's name",
    "a court's id",
    "a docket number",
    "a citation of the law",
    "a grade of the law",
    "a kind",
    "a number or mark of a paper or a count",
    "a time zone",
    "a way of counting",
    "a SHA-256 digest, in hexadecimal",
    "an ISO 3166-2 code, like US-NM or US",
    "an ISO 8601 duration, like P6M, or life",
    "an amount, like 100000.00",
    "the code of a currency, like USD",
}
SAMPLE = {
    "charge.amended": {"changes.offense", "source_label"},
    "charge.deferral_ordered": {"conditions", "source_label"},
    "claim.filed": {"cause", "relief", "source_label"},
    "event.corrected": {"changes", "reason", "source_label"},
    "hearing.scheduled": {"kind", "place", "responsible", "source_label"},
    "matter.incident_occurred": {"place", "description", "deaths", "injured", "source_label"},
    "motion.filed": {"kind", "by", "relief", "source_label"},
    "party.added": {"name", "role", "aliases", "source_label"},
    "party.changed": {"changes.name", "changes.role", "changes.aliases", "reason", "source_label"},
    "sentence.imposed": {"components.what", "source_label"},
    "source.conflict_recorded": {"resolution", "source_label"},
    "statement.recorded": {"topic", "speaker", "capacity", "quote", "source_label"},
}


@pytest.mark.parametrize("cls", EVERY, ids=lambda cls: cls.__name__)
def test_text__of_every_event_and_of_the_envelope__says_what_it_is(cls: type[Struct]) -> None:
    assert {text.path for text in texts(cls) if text.what not in {IS_PERSONAL, *PLAIN}} == set()


@pytest.mark.parametrize("cls", CATALOGUE.values(), ids=lambda cls: cls.__name__)
def test_reasons_and_what_else_is_worded_freely__are_personal(cls: type[Event]) -> None:
    freely = {"reason", "authority", "basis", "conditions", "topic", "relief", "cause", "place"}
    named = {text.path for text in texts(cls) if text.path.rpartition(".")[2] in freely}
    assert named <= set(personal_fields(cls))
    assert "source_label" in personal_fields(cls)


@pytest.mark.parametrize("tag", SAMPLE)
def test_personal_data__of_a_type__is_what_it_declares(tag: str) -> None:
    assert set(personal_fields(CATALOGUE[tag])) == SAMPLE[tag]


def test_personal_data__of_the_envelope__is_the_same_posted_and_stored() -> None:
    assert personal_fields(Envelope) == personal_fields(Draft)
    assert set(personal_fields(Draft)) == {
        "asserted_by",
        "as_written",
        "resolution",
        "source.document",
        "source.locator",
        "source.quote",
        "links.refiles",
        "override.authority",
        "override.reason",
    }


def test_text__that_says_nothing_of_itself__is_found() -> None:
    class Silent(Struct):
        words: str
        many: dict[str, tuple[str, ...]]

    assert [(text.path, text.what) for text in texts(Silent)] == [
        ("words", ""),
        ("many", ""),
        ("many", ""),
    ]


@pytest.mark.parametrize(
    ("tag", "changes", "personal"),
    [
        ("party.added", {"name": "Jane Q. Example", "kind": "person"}, ["name"]),
        ("party.added", {"data": {"aliases": ["Nell"], "same_person": True}}, ["data.aliases"]),
        ("matter.opened", {"docket_no": "D-1", "court_id": "nmd"}, []),
        ("matter.opened", {"effective": "2023-04", "assertion": "reported"}, []),
        (
            "charge.dismissed",
            {"source": {"kind": "news", "quote": "She walked."}, "reason": "Her illness"},
            ["source.quote", "reason"],
        ),
        ("charge.amended", {"changes": {"offense": "Theft from J. Sample"}}, ["changes.offense"]),
        ("charge.amended", {"changes": {"degree": "second"}}, []),
        ("charge.dismissed", {"reason": None, "override": None}, []),
    ],
)
def test_personal_changes__of_a_correction__are_those_of_its_target(
    tag: str, changes: dict[str, Any], personal: list[str]
) -> None:
    assert list(personal_changes(CATALOGUE[tag], changes)) == personal
