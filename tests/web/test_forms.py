"""Forms: every type of event that a door takes has one, which says what its payloads say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

import casefile.law  # noqa: F401 - fills the catalogue
from casefile.law.catalogue import CATALOGUE, posted_types, store, upcast
from casefile.law.fact import CORRECTED
from casefile.web.forms import EventForm, form_of
from casefile.web.widgets import Sent
from casefile.words.typed.fields import FieldReader
from casefile.words.when.here import Here
from tests.law.test_catalogue import GOLDEN, golden

ENVELOPE: dict[str, Any] = {
    "effective": "2023-03-01/2023-03-15",
    "assertion": "reported",
    "asserted_by": "The clerk",
    "confidence": "inferred",
    "as_written": "early in March",
    "resolution": "the first half of it",
    "source": {
        "kind": "docket",
        "document": "Docket sheet",
        "locator": "line 12",
        "date": "2023-03-20",
        "quote": "Defendant <enters> a plea.\nNext hearing to be set.",
    },
    "links": {"after": ["e-1", "e-2"], "duplicates": "e-3"},
    "override": {"reason": "The court did so.", "authority": "Order of March 15"},
    "received": "2023-03-21",
}
# A correction has the form of the type that it corrects.
PAYLOADS = [
    path
    for path in sorted(GOLDEN.glob("*.json"))
    if golden(path)[0] in dict(posted_types()) and golden(path)[0] != CORRECTED
]


def typed_in(form: EventForm, body: dict[str, Any]) -> dict[str, Any]:
    """Return what a form says once every part of an event has been typed into it."""
    given = Sent.of(
        form.write(body).items(multi=True),
        form.type,
        Here(date(2023, 5, 1)),
        FieldReader(form.type),
    )
    said = form.read(given)
    assert given.wrong == []
    return said


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_form__filled_with_any_payload__says_the_same_event(path: Path) -> None:
    tag, version, payload = golden(path)
    cls = CATALOGUE[tag]
    wanted = store(msgspec.convert(upcast(cls, version, json.loads(payload)), cls))
    said = typed_in(form_of(tag), {**ENVELOPE, "data": wanted})
    assert store(msgspec.convert(said.pop("data"), cls)) == wanted
    assert said == ENVELOPE


@pytest.mark.parametrize("tag", [tag for tag, _ in posted_types()])
def test_form__of_any_type__names_every_field_once_with_a_label(tag: str) -> None:
    form = form_of(tag)
    fields = [one.encode_name for one in msgspec.structs.fields(CATALOGUE[tag])]
    assert sorted(one.name for one in form.data.fields) == sorted(fields)
    assert all(one.label and "_" not in one.label for one in form.every())
    for name in fields:
        place, label = form.find(f"data.{name}")
        assert place == f"data.{name}"
        assert label


@pytest.mark.parametrize(
    ("tag", "name", "found"),
    [
        (
            "sentence.imposed",
            "data.components[1].term",
            ("data.components[1].term", "What it consists of, term"),
        ),
        ("sentence.imposed", "data.item_ids[0]", ("data.item_ids", "Charges, claims or citations")),
        ("appeal.decided", "data.outcomes.count-1.amount", ("data.outcomes", "Outcomes")),
        ("charge.filed", "source.kind", ("source.kind", "Source, kind")),
        ("charge.filed", "data.nothing", ("", "")),
        ("charge.filed", "", ("", "")),
    ],
)
def test_find__name_of_an_error__leads_to_the_field_that_is_shown(
    tag: str, name: str, found: tuple[str, str]
) -> None:
    assert form_of(tag).find(name) == found
