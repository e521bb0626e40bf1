"""A term of which a part is suspended, as it is typed into the form of a sentence."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.web.conftest import Visitor, words
from tests.web.test_posting import FormPage, events
from tests.web.test_what_changes import event, on_record

FIRST, SECOND, THIRD = (f"data.components[{number}]" for number in range(3))
SERVED = {"kind": "incarceration", "term": "P1Y"}
OFF = {"kind": "incarceration", "term": "P2Y", "suspended": True}


@pytest.fixture
def form(reader: Visitor, story: Caller) -> FormPage:
    """Return the form of a sentence on a conviction."""
    on_record(
        story,
        "m-1",
        event("2023-04-20", "charge.plea_entered", plea="guilty"),
        event("2023-04-20", "charge.conviction_entered", basis="plea_guilty"),
    )
    form = FormPage(reader, "/post/sentence.imposed?matter=m-1&item=count-1")
    form.fill(effective="2023-05-01", **{f"{FIRST}.kind": "incarceration"})
    return form


@pytest.mark.parametrize(
    "term",
    [
        "3 years, 2 suspended",
        "3 years, 2 years of it suspended",
        "3 years, all but 1 year suspended",
    ],
)
def test_term__that_is_suspended_in_part__is_two_parts(
    form: FormPage, story: Caller, term: str
) -> None:
    said = form.preview(**{f"{FIRST}.term": term})
    assert "1 year's incarceration and 2 years' incarceration (suspended)" in said
    form.record()
    assert events(story)[-1]["data"]["components"] == [SERVED, OFF]


def test_term__of_which_more_is_suspended_than_there_is__is_asked(form: FormPage) -> None:
    answer = form.send("preview", 422, **{f"{FIRST}.term": "2 years, 3 suspended"})
    assert "term: how much of it is suspended?" in words(answer)
    assert f'id="wrong-{FIRST}.term"' in answer.get_data(as_text=True)


def test_sentence__with_a_suspended_one_beside_its_term__is_asked_about(
    form: FormPage, story: Caller
) -> None:
    typed: dict[str, Any] = {
        f"{FIRST}.term": "3 years",
        f"{SECOND}.kind": "suspended",
        f"{SECOND}.term": "2 years",
        f"{THIRD}.kind": "probation",
        f"{THIRD}.term": "2 years",
    }
    answer = form.send("preview", 200, **typed)
    assert "Is that 3 years, of which 2 years are suspended?" in words(answer)
    page = answer.get_data(as_text=True)
    (join,) = re.findall('name="do" value="(join [^"]+)"', page)
    said = form.preview(join)
    assert "Is that 3 years" not in said
    form.record()
    probation = {"kind": "probation", "term": "P2Y"}
    assert events(story)[-1]["data"]["components"] == [SERVED, probation, OFF]
