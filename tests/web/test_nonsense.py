"""Nonsense in every field of every type: a form refuses it where the API does, and nowhere else."""

from __future__ import annotations

import re
from typing import Any

from werkzeug.datastructures import MultiDict

from casefile.law.catalogue import posted_types
from casefile.law.events.matter import MatterOpened
from casefile.web.forms import form_of
from casefile.web.widgets import Either, Fieldset, Pairs, Pick, Rows, Texts, Ticks, Widget
from tests.api.conftest import Caller
from tests.web.conftest import OWN, Visitor

NONSENSE = "\N{INVERTED QUESTION MARK} nothing such ? " * 30
# Whom a matter is opened for may be called by any name, who is added next.
BY_NAME = {MatterOpened.tag: {"data.for"}}


def nonsense(widget: Widget) -> Any:
    """Return what hardly any field of a kind takes, as JSON would say it."""
    match widget:
        case Pick(many=True) | Ticks() | Texts():
            return [NONSENSE]
        case Rows(of=of):
            return [nonsense(of)]
        case Fieldset(fields=fields):
            return {one.name: nonsense(one.widget) for one in fields}
        case Pairs():
            return {"nothing such": NONSENSE}
        case Either(whole=whole):
            return nonsense(whole)
    return NONSENSE


def test_form__of_any_type_with_nonsense__refuses_what_the_api_refuses(
    reader: Visitor, story: Caller
) -> None:
    before, token = story.head(), reader.hidden()
    for tag, _ in posted_types():
        form = form_of(tag)
        said = {"effective": NONSENSE, "data": nonsense(form.data)}
        posted = {**said, "type": tag, "matter_id": "m-1"}
        errors = story.post("/api/events", {"events": [posted]}).get_json()["errors"]
        wanted = {form.find(one["field"].removeprefix("events[0]."))[0] for one in errors}
        sent = MultiDict([*form.write(said).items(multi=True), *token.items(), ("do", "record")])
        answer = reader.client.post(f"/post/{tag}?matter=m-1&key=k", data=sent, headers=OWN)
        told = set(re.findall(r'<a href="#field-([^"]+)">', answer.get_data(as_text=True)))
        assert (answer.status_code, told) == (422, wanted - BY_NAME.get(tag, set())), tag
        assert {"effective"} < wanted, tag
    assert story.head() == before
