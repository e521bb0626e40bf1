"""What rests on an event that is corrected or taken back is told with where that is done first."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.api.conftest import Caller, read
from tests.web.conftest import Visitor, words
from tests.web.test_posting import FormPage
from tests.web.test_what_changes import event, on_record

NUMBER = "\N{NUMERO SIGN}"


@pytest.fixture
def convicted(reader: Visitor, story: Caller) -> tuple[Visitor, str, str]:
    """Return who reads of a plea and a conviction on it, by their ids."""
    on_record(
        story,
        "m-1",
        event("2023-04-20", "charge.plea_entered", plea="guilty"),
        event("2023-04-20", "charge.conviction_entered", basis="plea_guilty"),
    )
    conviction, plea, *_ = read(story, "/api/events?newest=true&limit=2")["events"]
    return reader, plea["event_id"], conviction["event_id"]


def test_correction__of_the_day_of_what_another_rests_on__says_which_is_corrected_first(
    convicted: tuple[Visitor, str, str],
) -> None:
    reader, plea, conviction = convicted
    form = FormPage(reader, f"/events/{plea}/correct")
    answer = form.send("preview", 422, effective="2023-04-21")
    page, said = answer.get_data(as_text=True), words(answer)
    assert f"When: {NUMBER} 8 could not stand any more" not in said
    assert f"{NUMBER} 8 could not stand any more: Charge conviction entered of 20 April" in said
    assert f"then. Correct {NUMBER} 8 first." in said
    assert "Nothing on record allows it" not in said
    assert re.findall(r'aria-invalid="true"', page) == ['aria-invalid="true"']
    assert re.search(r'<input id="field-effective"[^>]*aria-invalid', page)
    assert f'href="/events/{conviction}/correct">Correct {NUMBER}' in page
    correct: dict[str, Any] = {"effective": "2023-04-21"}
    FormPage(reader, f"/events/{conviction}/correct").send("record", 303, **correct)
    form.send("record", 303, **correct)


def test_retraction__of_what_another_rests_on__says_which_is_taken_back_first(
    convicted: tuple[Visitor, str, str],
) -> None:
    reader, plea, conviction = convicted
    back = f"/post/event.retracted?matter=m-1&data.target={plea}"
    answer = FormPage(reader, back).send("preview", 422, **{"data.reason": "duplicate"})
    page, said = answer.get_data(as_text=True), words(answer)
    assert f"Take {NUMBER} 8 back first." in said
    assert f"data.target={conviction}" in page
