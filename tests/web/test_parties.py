"""The page of the parties."""

from __future__ import annotations

import re
from html import unescape

import pytest

from casefile.web import parties
from tests.api.conftest import Caller
from tests.web.conftest import Visitor

ADDED = {"matter_id": "m-1", "type": "party.added", "effective": "2023-05-02"}


def add(story: Caller, party_id: str, name: str) -> None:
    data = {"party_id": party_id, "name": name, "kind": "person", "role": "witness"}
    assert story.post("/api/events", {"events": [{**ADDED, "data": data}]}).status_code == 201


def test_parties__of_all_matters__are_listed_with_their_roles(reader: Visitor) -> None:
    said = reader.reads("/parties")
    assert "Jane Doe person defendant in State v. Doe" in said
    assert 'href="/parties"' in reader.get("/").get_data(as_text=True)


def test_parties__by_words_of_a_name__are_those_who_have_them(
    reader: Visitor, story: Caller
) -> None:
    add(story, "nunez", "Raúl Núñez")
    said = reader.reads("/parties?words=nunez")
    assert "Raúl Núñez person witness in State v. Doe" in said
    assert "Jane Doe" not in said
    assert "Nobody has these words in a name." in reader.reads("/parties?words=xyz")


def test_parties__more_than_a_page__go_on(
    reader: Visitor, story: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(story, "nunez", "Raúl Núñez")
    monkeypatch.setattr(parties, "MOST", 1)
    first = reader.get("/parties").get_data(as_text=True)
    assert "Jane Doe" in first
    assert "Núñez" not in first
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    last = reader.get(unescape(following[1])).get_data(as_text=True)
    assert "Núñez" in last
    assert "Jane Doe" not in last
    assert 'rel="next"' not in last
