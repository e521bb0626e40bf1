"""A client that is generated from the description is whole, and works."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from casefile.app import Casefile
from casefile.auth import tokens
from casefile.auth.roles import Role
from casefile.store.database import Database
from tests.api.conftest import Caller

GENERATOR = Path(__file__).parents[2] / ".venv" / "client" / "bin"
pytestmark = pytest.mark.skipif(
    not (GENERATOR / "openapi-python-client").exists(),
    reason="There is nothing that makes clients; `make client` installs it.",
)

# What somebody writes with the client, in the words that it has from the description.
PROGRAM = """
import os
from datetime import date

from casefile_client import AuthenticatedClient
from casefile_client.api.documents import show_matter_document
from casefile_client.api.matters import open_matter, post_matter_events
from casefile_client.api.parties import show_status
from casefile_client.models import *

client = AuthenticatedClient(
    os.environ["CASEFILE_URL"], os.environ["CASEFILE_TOKEN"], raise_on_unexpected_status=True
)
opening = Opening(
    matter_id="halls",
    data=MatterOpened(
        title="State of New Mexico v. David Halls",
        category=MatterCategory.CRIMINAL,
        jurisdiction="US-NM",
    ),
)
opened = open_matter.sync(client=client, body=opening)
assert isinstance(opened, ReceiptAnswer), opened
assert opened.events[0].matter_id == "halls"

party = PostedPartyAdded(
    type_="party.added",
    effective="2021-10-21/2023-03-31",
    data=PartyAdded(
        party_id="david-halls", name="David Halls", kind=PartyKind.PERSON, role="defendant"
    ),
)
charge = PostedChargeFiled(
    type_="charge.filed",
    effective="2021-10-21/2023-03-31",
    data=ChargeFiled(
        party_id="david-halls", item_id="firearm", offense="unsafe handling of a firearm"
    ),
)
added = post_matter_events.sync("halls", client=client, body=party)
assert isinstance(added, ReceiptAnswer), added
plea = PostedChargePleaEntered(
    type_="charge.plea_entered",
    effective="2023-03",
    data=ChargePleaEntered(item_id="firearm", plea=Plea.NO_CONTEST),
)
posted = post_matter_events.sync("halls", client=client, body=Batch(events=[charge, plea]))
assert [one.type_ for one in posted.events] == ["charge.filed", "charge.plea_entered"], posted

before, after = (
    show_status.sync("david-halls", client=client, as_of=day).tracks.criminal
    for day in (date(2021, 10, 20), date(2023, 3, 31))
)
assert (before.status, after.status) == ("none", "plea_tendered")

charge.data.item_id = "fire arm"
problem = post_matter_events.sync("halls", client=client, body=charge)
assert isinstance(problem, Problem), problem
assert [one.field for one in problem.errors] == ["data.item_id"], problem

document = show_matter_document.sync("halls", ShowMatterDocumentKind.PDF, client=client)
assert document.payload.read(5) == b"%PDF-"
"""


def run(*command: str | Path, cwd: Path, **environ: str) -> None:
    """Run a program of the generator's environment; it fails with what the program printed."""
    path = f"{GENERATOR}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [GENERATOR / command[0], *command[1:]],
        cwd=cwd,
        env={**os.environ, "PATH": path, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-10_000:] + done.stderr[-5_000:]


def test_client__generated_without_a_warning__opens_posts_and_asks(
    server: str, database: Database, tmp_path: Path
) -> None:
    token = tokens.issue(database, "ida", Role.PARALEGAL, days=1)
    where = ("--url", f"{server}/api/openapi.json", "--output-path", "casefile_client")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)

    run(
        "openapi-python-client",
        "generate",
        "--fail-on-warning",
        "--meta=none",
        *where,
        cwd=tmp_path,
    )
    run("python", program, cwd=tmp_path, CASEFILE_URL=server, CASEFILE_TOKEN=token)


def test_description__by_another_reader_of_openapi__is_valid(app: Casefile, tmp_path: Path) -> None:
    text = Caller(app).get("/api/openapi.json").text
    (tmp_path / "openapi.json").write_text(text)

    run("openapi-spec-validator", "openapi.json", cwd=tmp_path)
