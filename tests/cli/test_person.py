"""person: who signs in to the pages."""

from __future__ import annotations

from tests.cli.conftest import Terminal


def test_person__added_and_ended__is_listed_with_what_they_may(terminal: Terminal) -> None:
    assert terminal("person", "list") == "Nobody.\n"
    link = terminal("person", "add", "Ada Byron", "--role", "attorney").strip()
    assert link.startswith("http://127.0.0.1:8000/sign-in/link?link=")
    assert "For Ada Byron, once, for a day." in terminal.error
    again = terminal.json("person", "link", "ada byron")
    assert again["link"] != link
    terminal("person", "add", "ADA BYRON", code=1)
    assert "person.taken" in terminal.error
    terminal("person", "add", " ", code=2)

    listed = terminal("person", "list")
    assert "Ada Byron" in listed
    assert "attorney" in listed
    assert "has no password yet" in listed

    terminal("token", "create", "Ada Byron")
    assert terminal("person", "end", "Ada Byron") == "Ada Byron signs in no more.\n"
    [one] = terminal.json("person", "list")["people"]
    assert one["ended_at"]
    [token] = terminal.json("token", "list")["tokens"]
    assert token["revoked_at"]
    terminal("person", "end", "Nobody", code=3)
