"""What names nothing on record is not found, at every route, as its description says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.api.conftest import Caller

# What a route needs beside the parameter that is tried, by its name.
GIVEN = {
    "matter_id": "m-1",
    "party_id": "doe",
    "event_id": "filing",
    "kind": "csv",
    "text": "yesterday",
    "track": "criminal",
    "headline": "charged",
}
COUNTING = {"rule": "frcp-4m", "from": "2023-04-20"}
# Each parameter that names something, and what goes with it or cannot where a deadline is counted.
NAMING: dict[str, dict[str, str | None]] = {
    "matter_id": {},
    "party_id": {},
    "matter": {},
    "party": {},
    "item_id": {},
    "event_id": {},
    "court": {},
    "rule": {},
    "trigger": {"from": None},
    "also": {"from": None, "trigger": "filing"},
}


def _asked(path: str, taken: list[dict[str, Any]], name: str) -> str:
    """Return an address that names nothing by one of its parameters, and is right in all else."""
    needed = {one["name"] for one in taken if one.get("required")}
    given = {one: text for one, text in GIVEN.items() if one in needed}
    if path.endswith("/deadlines/count"):
        given |= COUNTING
    for one, text in NAMING[name].items():
        given = {key: value for key, value in given.items() if key != one}
        given |= {one: text} if text else {}
    given |= {name: "nope"}
    query = {one: text for one, text in given.items() if f"{{{one}}}" not in path}
    return f"{path.format(**given)}?{urlencode(query)}"


def test_routes__asked_for_what_is_not_on_record__say_so_as_described(
    admin: Caller, story: Caller
) -> None:
    del story
    tried: dict[str, tuple[int, bool]] = {}
    for path, item in admin.get("/api/openapi.json").get_json()["paths"].items():
        if "get" not in item:
            continue
        taken = [*item.get("parameters", []), *item["get"].get("parameters", [])]
        for name in (one["name"] for one in taken if one["name"] in NAMING):
            status = admin.get(_asked(path, taken, name)).status_code
            tried[f"{path} {name}"] = (status, str(status) in item["get"]["responses"])

    assert len(tried) > 25
    assert {one: found for one, found in tried.items() if found != (404, True)} == {}


@pytest.mark.parametrize("path", ["/api/calendar", "/api/calendar.ics", "/api/events"])
def test_days__that_end_before_they_begin__refused(admin: Caller, path: str) -> None:
    answer = admin.get(f"{path}?from=2026-12-31&to=2026-01-01")

    assert (answer.status_code, answer.get_json()["code"]) == (422, "date.invalid")
    assert answer.get_json()["detail"] == "2026-01-01 is before 2026-12-31."
