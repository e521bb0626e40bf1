"""Who may be the same person, as the command line tells it: of a post, a load and an import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.once import once

Write = Callable[..., str]


def opened(matter_id: str) -> dict[str, Any]:
    """Return the line that opens a matter."""
    data = {"title": "State v. Roe", "category": "criminal", "jurisdiction": "US-NM"}
    return line(matter_id, "matter.opened", **data)


def added(matter_id: str, party_id: str, name: str, **more: Any) -> dict[str, Any]:
    """Return the line that adds a person to a matter."""
    data = {"party_id": party_id, "name": name, "kind": "person", "role": "defendant", **more}
    return line(matter_id, "party.added", **data)


def line(matter_id: str, tag: str, **data: Any) -> dict[str, Any]:
    """Return one line of a history file."""
    return {"matter_id": matter_id, "type": tag, "effective": "2023-01-02", "data": data}


@pytest.fixture
@once
def maria(terminal: Terminal, write: Write) -> Terminal:
    """Return the program with Maria Garcia, who is garcia, and two matters."""
    terminal("load", write(opened("m1"), opened("m2"), added("m1", "garcia", "Maria Garcia")))
    return terminal


def post(terminal: Terminal, party_id: str, name: str, *more: str, code: int = 0) -> str:
    fields = (f"party_id={party_id}", f"name={name}", "kind=person", "role=defendant")
    return terminal("post", "m2", "party.added", *fields, *more, code=code)


def test_post__id_of_somebody_else__is_refused_with_who_has_it(maria: Terminal) -> None:
    post(maria, "garcia", "Luis Garcia", code=1)
    assert "it is Maria Garcia (person) in State v. Roe" in maria.error
    assert "[party.id_taken]" in maria.error
    assert "Recorded" in post(maria, "garcia", "Luis Garcia", "same_person=true")


def test_post__name_like_another__warns_with_who_and_why(maria: Terminal) -> None:
    printed = post(maria, "mgarcia", "Maria T. Garcia", "--event-id", "e1")
    said = (
        "Maria T. Garcia may be the same person as Maria Garcia (garcia) in State v. Roe: the "
        "same name with 'T.' beside it. If so, record party.merged. [like_name: @4]"
    )
    assert said in " ".join(printed.split())
    again = post(maria, "mgarcia", "Maria T. Garcia", "--event-id", "e1")
    assert "may be the same person" not in again


def test_post__name_like_nobody_elses__warns_of_nothing(maria: Terminal) -> None:
    assert "may be" not in post(maria, "garcia", "Maria Garcia")
    assert "may be" not in post(maria, "okafor", "Tobias Okafor")
    assert "may be" not in post(maria, "okafor", "Tobias Okafor", "same_person=true")
    assert "may be" not in post(maria, "nameless", "...")


def test_post__name_like_many__names_the_first_and_counts_the_rest(
    maria: Terminal, write: Write
) -> None:
    maria("load", write(*(added("m1", f"g{number}", "Maria Garcia") for number in range(6))))
    printed = post(maria, "another", "Maria Garcia")
    assert printed.count("the same name;") + printed.count("the same name.") == 5
    assert "And 2 more; ask `conflicts`." in " ".join(printed.split())


def test_post__under_an_id_that_was_parted__is_compared_as_whom_it_means(maria: Terminal) -> None:
    post(maria, "garcia", "Luis Garcia", "same_person=true")
    post(maria, "luis", "Luis Garcia")
    parted = ("party_id=garcia", "into=luis", "matters=m2")
    maria("post", "m2", "party.parted", *parted)
    assert "may be the same person as Luis" not in post(maria, "garcia", "Luis Garcia")


def test_load__id_of_somebody_else__is_refused_with_its_line(maria: Terminal, write: Write) -> None:
    path = write(opened("m3"), added("m3", "garcia", "Luis Garcia"))
    maria("load", path, code=1)
    assert "line 2" in maria.error
    assert "[party.id_taken]" in maria.error
    assert "2 events recorded" in maria(
        "load", write(opened("m3"), added("m3", "garcia", "Luis Garcia", same_person=True))
    )


def test_load__names_of_others__are_listed_at_its_end(maria: Terminal, write: Write) -> None:
    path = write(added("m2", "mg", "GARCÍA, Maria"), added("m2", "m.g", "Maria García"))
    printed = maria("load", path)
    assert "Who may be the same person (party.merged makes them one): 1" in printed
    assert "garcia, m.g" in printed
    assert "mg" not in printed.rpartition("garcia, m.g")[2]
    again = maria.json("load", path)
    assert (again["recorded"], again["namesakes"]) == (0, [])


def test_import__names_of_others__are_listed_at_its_end(terminal: Terminal, tmp_path: Path) -> None:
    sheet, mapping = tmp_path / "sheet.csv", tmp_path / "sheet.toml"
    sheet.write_text("Case,Client,Filed\n1,Doe,2023-01-02\n2,Doe,2023-01-02\n3,Roe,2023-01-02\n")
    mapping.write_text(
        'name = "sheet"\nmatter = ["Case"]\nsource = { document = "The sheet" }\n'
        '[[event]]\ntype = "matter.opened"\nkey = ["Case"]\ndate = "Filed"\n'
        'columns = { title = "Client" }\n'
        'constants = { category = "criminal", jurisdiction = "US-NM" }\n'
        '[[event]]\ntype = "party.added"\nkey = ["Case", "Client"]\ndate = "Filed"\n'
        'columns = { name = "Client" }\nids = { party_id = ["Client"] }\n'
        'constants = { kind = "person", role = "defendant" }\n'
    )
    typed = ("import", "csv", str(mapping), str(sheet))
    wanted = [{"name": "Doe", "party_ids": ["1-Doe", "2-Doe"]}]
    assert terminal.json(*typed, "--dry-run")["namesakes"] == wanted
    printed = terminal(*typed)
    assert "Who may be the same person (party.merged makes them one): 1" in printed
    assert "1-Doe, 2-Doe" in printed
    assert terminal.json(*typed)["namesakes"] == []
    merged = ("from=1-Doe", "into=2-Doe")
    terminal("post", "1", "party.merged", *merged)
    sheet.write_text("Case,Client,Filed\n4,Doe,2023-01-02\n")
    assert terminal.json(*typed)["namesakes"] == [{"name": "Doe", "party_ids": ["1-Doe", "4-Doe"]}]
