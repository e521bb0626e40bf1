"""Every field that is wrong is told, each by its own type, in words that a person understands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.errors import Misfit
from casefile.event import FORMS, WRITTEN, WRITTEN_WITH_OFFSET, Draft, SourceKind
from casefile.law.catalogue import CATALOGUE, upcast
from casefile.law.events.charge import ChargeKind
from casefile.law.misfits import event_misfits, misfits
from tests.law.test_catalogue import golden
from tests.length import at_length

GOLDEN = Path(__file__).with_name("golden")
CHARGE: dict[str, Any] = {
    "matter_id": "halls",
    "type": "charge.filed",
    "effective": "2023-03",
    "data": {"party_id": "david-halls", "item_id": "firearm", "offense": "unsafe handling"},
}


def told(**changes: Any) -> list[tuple[str, str]]:
    """Return what is told of the charge with some fields changed."""
    return [(one.field, one.sentence) for one in event_misfits({**CHARGE, **changes})]


def test_misfits__of_an_event_that_fits__are_none() -> None:
    assert told() == []


def test_misfits__many_fields__each_told_with_its_path() -> None:
    data = {"party_id": "a b", "kind": "crime", "statute": ["", 7], "colour": "red"}
    source = {"kind": "rumor", "date": "2023-02-30"}

    found = told(effective="soon", source=source, schema_version="1", data=data)
    assert dict(found) == {
        "effective": told(effective="soon")[0][1],
        "schema_version": "It must be a whole number.",
        "source.kind": f"It must be one of: {', '.join(SourceKind)}.",
        "source.date": "'2023-02-30' is no day of the calendar: day is out of range for month.",
        "data.party_id": "It must be 1 to 64 letters, digits, '.', '_', '-'.",
        "data.item_id": "It is missing.",
        "data.offense": "It is missing.",
        "data.statute[0]": "It must have 1 to 500 characters.",
        "data.statute[1]": "It must be text.",
        "data.kind": f"It must be one of: {', '.join(ChargeKind)}.",
        "data.colour": "There is no such field.",
    }


def test_misfits__of_what_has_choices__list_them() -> None:
    data = {"item_id": "firearm", "prejudice": "maybe"}
    dismissal = {**CHARGE, "type": "charge.dismissed", "data": data}

    assert list(event_misfits(dismissal)) == [
        Misfit(
            "data.prejudice",
            "It must be one of: with, without, unknown.",
            ("with", "without", "unknown"),
        )
    ]


def test_misfits__of_an_unknown_type__list_those_that_are_written_like_it() -> None:
    [misfit] = event_misfits({**CHARGE, "type": "charge.filled"})

    assert misfit.field == "type"
    assert misfit.choices[0] == "charge.filed"


@pytest.mark.parametrize(
    ("kind", "data", "field", "sentence"),
    [
        (
            "sentence.imposed",
            {"item_ids": ["firearm"], "components": [{"kind": "probation", "term": "6 months"}]},
            "data.components[0].term",
            "It must be an ISO 8601 duration, like P6M, or life.",
        ),
        (
            "sentence.imposed",
            {"item_ids": [], "components": [{"kind": "probation"}]},
            "data.item_ids",
            "It must have at least 1 member.",
        ),
        (
            "party.changed",
            {"party_id": "david-halls", "changes": {}, "reason": "a typing error"},
            "data.changes",
            "Nothing changes",
        ),
        (
            "party.merged",
            {"from": "halls", "into": "halls"},
            "data.into",
            "A party cannot be merged",
        ),
        ("note.recorded", [], "data", "It must be an object."),
    ],
)
def test_misfits__of_a_field__in_words(kind: str, data: Any, field: str, sentence: str) -> None:
    [misfit] = event_misfits({**CHARGE, "type": kind, "data": data})

    assert misfit.field == field
    assert misfit.sentence.startswith(sentence)


EDTF_FORMS = [one["pattern"] for one in (WRITTEN, WRITTEN_WITH_OFFSET)]


def test_patterns__each__has_words_without_a_pattern_in_them() -> None:
    schema = json.dumps(msgspec.json.schema_components([Draft, *CATALOGUE.values()])[1])

    for words in FORMS.values():
        assert not set(words) & set("^$\\[]{}()?*")
    for line in schema.split('"pattern": ')[1:]:
        # What is written in EDTF is read by the law, whose sentences say what is wrong with it.
        assert json.JSONDecoder().raw_decode(line)[0] in {*FORMS, *EDTF_FORMS}


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place in decoded JSON as what holds it and its key there."""
    keys: Any = value if isinstance(value, dict) else ()
    keys = range(len(value)) if isinstance(value, list) else keys
    for key in keys:
        yield value, key
        yield from _places(value[key])


WORDS_OF_MSGSPEC = ("Expected", "Object", "Invalid")  # where no type has judged a field
TEXTS = ("", "x", "a b", "2023", "2023-13", "with", "P1D", "x" * 501, "\n", "..")
OTHER = st.sampled_from(
    [*TEXTS, 0, -1, 10**6, True, None, [], [1], ["a", "b"], {}, {"a": 1}],
).map(deepcopy)


@pytest.mark.parametrize("path", sorted(GOLDEN.iterdir()), ids=lambda path: path.name)
@settings(max_examples=at_length(short=15, long=300))  # of each type of event
@given(chance=st.data())
def test_misfits__of_any_change__are_told_where_and_only_where_the_event_does_not_fit(
    path: Path, chance: st.DataObject
) -> None:
    tag, version, _ = golden(path)
    cls = CATALOGUE[tag]
    data = deepcopy(json.loads(path.read_text()))
    for _ in range(chance.draw(st.integers(0, 3))):
        holder, key = chance.draw(st.sampled_from(list(_places({"data": data}))[1:]))
        if isinstance(holder, dict) and chance.draw(st.booleans()):
            del holder[key]
            holder[chance.draw(st.sampled_from(["x", key]))] = chance.draw(OTHER)
        else:
            holder[key] = chance.draw(OTHER)
    data = upcast(cls, int(version), data)
    found = list(misfits(cls, data))
    try:
        msgspec.convert(data, cls)
    except msgspec.ValidationError:
        assert found
        assert not [one for one in found if one.sentence.startswith(WORDS_OF_MSGSPEC)]
    else:
        assert not found
