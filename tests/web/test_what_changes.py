"""What a preview, a receipt and a status say of whom, and from when on."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from tests.api.conftest import Caller
from tests.web.conftest import Visitor
from tests.web.test_posting import FormPage
from tests.web.test_suit import SUIT

SERVED = SUIT[:-2]
ANSWER = "/post/claim.answered?matter=m-2&item=neg"


def on_record(caller: Caller, matter_id: str, *events: dict[str, Any]) -> None:
    """Record some events of a matter, each by itself."""
    for one in deepcopy(events):
        answer = caller.post("/api/events", {"events": [{**one, "matter_id": matter_id}]})
        assert answer.status_code == 201, answer.get_json()


def test_effects__of_an_answer__are_none_of_who_was_served_before(
    reader: Visitor, story: Caller
) -> None:
    on_record(story, "m-2", *SERVED)
    form = FormPage(reader, ANSWER)
    said = form.preview(effective="2023-03-01", **parties("cop"))
    assert (
        "What changes Copperline Stores Inc., negligence: Served → becomes Answered, as of 1 March "
        "2023 Rosa Delgado, negligence: Served → becomes Answered by Copperline Stores Inc., as of "
        "1 March 2023 Look at this first"
    ) in said
    assert (
        "What has changed Copperline Stores Inc.; Rosa Delgado, negligence: "
        "Served → becomes Answered by Copperline Stores Inc. Record something else"
    ) in form.record()


def test_effects__of_the_answer_of_the_other__are_none_of_who_has_answered(
    reader: Visitor, story: Caller
) -> None:
    on_record(story, "m-2", *SERVED, SUIT[-1])
    form = FormPage(reader, ANSWER)
    said = form.preview(effective="2023-03-02", **parties("ort"))
    assert (
        "Manuel Ortiz, negligence: Served → becomes Answered, as of 2 March 2023 Rosa Delgado, "
        "negligence: Served on Manuel Ortiz → becomes Answered by Manuel Ortiz, as of 2 March 2023 "
        "Rosa Delgado, in all"
    ) in said
    assert (
        "What has changed Manuel Ortiz; Rosa Delgado, negligence: Served on Manuel Ortiz → becomes "
        "Answered by Manuel Ortiz Record something else"
    ) in form.record()


def test_since__of_a_sentence_that_was_changed__says_when_it_was(
    reader: Visitor, story: Caller
) -> None:
    on_record(
        story,
        "m-1",
        event("2023-04-01", "charge.plea_entered", plea="guilty"),
        event("2023-04-01", "charge.conviction_entered", basis="plea_guilty"),
        event("2023-05-01", "sentence.imposed", components=[years(1)]),
        event("2023-06-02", "sentence.modified", kind="corrected", components=[years(2)]),
    )
    for page in ("/parties/doe", "/matters/m-1"):
        assert "sentenced to 2 years' incarceration" in (said := reader.reads(page)), said
        assert "Since 1 May 2023, as amended 2 June 2023." in said
        assert "Since 1 May 2023. " in reader.reads(f"{page}?as_of=2023-05-02")


def test_chronology__of_who_is_in_it_since_nobody_said__says_from_the_beginning(
    reader: Visitor, story: Caller
) -> None:
    form = FormPage(reader, "/post/party.added?matter=m-1")
    form.preview(**{"data.name": "Ruth Vance", "data.kind": "person", "data.role": "witness"})
    form.record()
    assert "from the beginning Ruth Vance added as witness" in reader.reads("/matters/m-1")
    on_record(story, "m-1", {**SUIT[1], "effective": "../2023-02-02"})
    assert "on or before 2 February 2023 Copperline Stores" in reader.reads("/matters/m-1")


def event(effective: str, tag: str, **data: Any) -> dict[str, Any]:
    ids = {"item_ids": ["count-1"]} if tag.startswith("sentence") else {"item_id": "count-1"}
    return {"type": tag, "effective": effective, "data": {**ids, **data}}


def years(number: int) -> dict[str, Any]:
    return {"kind": "incarceration", "term": f"P{number}Y"}


def parties(*ids: str) -> dict[str, Any]:
    return {"data.parties": [*ids]}
