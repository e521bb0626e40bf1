"""Invented dockets in the shapes of juriscraper's JSON, and what an importer makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casefile.event import Draft, Envelope
from casefile.importers.material import Bundle, Record
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.recording.draft import read_draft
from tests.histories import Office

HEAD: dict[str, Any] = {
    "court_id": "nmd",
    "docket_number": "1:23-cr-00001",
    "case_name": "United States v. Doe",
    "date_filed": "2023-01-05",
    "date_terminated": None,
}


def report(**more: Any) -> dict[str, Any]:
    """Return a docket report."""
    empty: dict[str, Any] = {"ordered_by": "date_filed", "parties": [], "docket_entries": []}
    return HEAD | empty | more


def archive(**more: Any) -> dict[str, Any]:
    """Return the same docket as an archive has it."""
    return HEAD | {"nature_of_suit": "", "parties": [], "docket_entries": []} | more


def history(**more: Any) -> dict[str, Any]:
    """Return the history of the same docket."""
    return HEAD | {"date_last_filing": "2023-06-30", "docket_entries": []} | more


def appeal(**more: Any) -> dict[str, Any]:
    """Return the docket of an appeal."""
    own: dict[str, Any] = {
        "court_id": "ca10",
        "docket_number": "23-2001",
        "appeal_from": "District of New Mexico",
        "originating_court_information": {},
        "panel": [],
    }
    return HEAD | own | {"parties": [], "docket_entries": []} | more


def notice(*entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a notice of electronic filing in the same docket."""
    inside = {**HEAD, "date_filed": None, "docket_entries": list(entries)}
    del inside["court_id"]
    return {"court_id": "nmd", "dockets": [inside], "email_recipients": [], "acms": False} | more


def entry(number: Any, text: str = "MOTION", filed: Any = "2023-01-10", **more: Any) -> Any:
    """Return a docket entry."""
    given = {"document_number": number, "description": text, "date_filed": filed}
    return given | {"date_entered": filed} | more


def party(name: str = "Pat Doe", role: str = "Defendant", **more: Any) -> dict[str, Any]:
    """Return a party."""
    empty: dict[str, Any] = {"date_terminated": None, "extra_info": "", "attorneys": []}
    return {"name": name, "type": role} | empty | more


def attorney(name: str = "Lee Roe", *roles: str, contact: str = "") -> dict[str, Any]:
    """Return an attorney."""
    return {"name": name, "roles": list(roles), "contact": contact}


def charged(
    *counts: Any, complaints: Iterable[Any] = (), name: str = "Pat Doe", **more: Any
) -> Any:
    """Return a defendant with counts, each its words, its disposition and perhaps its heading."""
    rows = [
        {"name": one[0], "disposition": one[1], "status": one[2] if len(one) > 2 else "pending"}
        for one in counts
    ]
    below = [{"name": one, "disposition": ""} for one in complaints]
    levels = {f"highest_offense_level_{key}": "None" for key in ("opening", "terminated")}
    data = {"counts": rows, "complaints": below} | levels | more
    return party(name, criminal_data=data)


def written(folder: Path, *dockets: Any) -> list[Path]:
    """Write dockets into files, in this order."""
    paths = []
    for number, docket in enumerate(dockets, start=1):
        path = folder / f"{number:02}.json"
        path.write_text(json.dumps(docket), encoding="utf-8")
        paths.append(path)
    return paths


def bundles(folder: Path, *dockets: Any) -> list[Bundle]:
    """Return what the importer makes of dockets."""
    return list(PACER.read(written(folder, *dockets)))


def bundle(folder: Path, docket: Any) -> Bundle:
    """Return what the importer makes of one docket."""
    (only,) = bundles(folder, docket)
    return only


def in_turn(made: Iterable[Bundle]) -> list[Bundle]:
    """Return bundles with each recognized beside those before it, as if those were on the log."""
    found: list[Bundle] = []
    known: list[Envelope] = []
    for one in made:
        assert one.recognized
        found.append(one.recognized(known))
        known += [
            read_draft(draft, 0, draft.event_id or "").envelope for draft in found[-1].drafts()
        ]
    return found


def drafts(made: Bundle, *types: str) -> list[Draft]:
    """Return the events of these types in their order; every event where no type is named."""
    return [one for one in made.drafts() if one.type in types or not types]


def records(made: Bundle, kind: str) -> list[Record]:
    """Return the records of one kind."""
    return [one for one in made.records if one.kind == kind]


def source(draft: Draft) -> tuple[str | None, str | None]:
    """Return the document that an event was read in, and the place in it."""
    assert draft.source is not None
    return draft.source.document, draft.source.locator


def charges(made: Iterable[Bundle]) -> list[tuple[str, str, str]]:
    """Return (matter, party, item) of every charge."""
    found = {
        (draft.matter_id, draft.data["party_id"], draft.data["item_id"]): None
        for one in made
        for draft in drafts(one, "charge.filed")
    }
    return list(found)


def states(office: Office, made: Iterable[Bundle], on: str = "2023-12-31") -> dict[str, str]:
    """Return the state of every charge by matter and count, like m/2s, with its prejudice."""
    found = {}
    for matter_id, party_id, item_id in charges(made):
        item = office.item(item_id, on, party=party_id)
        state = f"dismissed({item['prejudice']})" if item["state"] == "dismissed" else item["state"]
        found[f"{matter_id}/{item_id.rpartition('.')[0]}"] = state
    return found
