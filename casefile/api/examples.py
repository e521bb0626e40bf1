"""Examples: what is posted and asked, as the description shows it. All is of the seed story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

# The bodies of each operation that takes one, by what they are an example of. Posted in this order
# they make a record of which the questions below can be asked.
BODIES: dict[str, dict[str, Any]] = {
    "open_matter": {
        "matter": {
            "matter_id": "halls",
            "effective": "2023-04-20",
            "data": {
                "title": "State of New Mexico v. David Halls",
                "category": "criminal",
                "jurisdiction": "US-NM",
                "time_zone": "America/Denver",
            },
            "event_id": "rust-open-halls",
        }
    },
    "post_matter_events": {
        "event": {
            "type": "party.added",
            "effective": "2021-10-21/2023-03-31",
            "data": {
                "party_id": "david-halls",
                "name": "David Halls",
                "kind": "person",
                "role": "defendant",
            },
            "asserted_by": "USA TODAY/AP narrative",
            "confidence": "inferred",
            "resolution": "before his plea",
            "source": {
                "kind": "news",
                "document": "USA TODAY, 2023-04-20 (000_f98ed306f6c64857.txt)",
                "locator": "paragraph 26, characters 4603-4656",
                "date": "2023-04-20",
            },
            "event_id": "rust-S04",
        },
        "batch": {
            "events": [
                {
                    "type": "charge.filed",
                    "effective": "2021-10-21/2023-03-31",
                    "data": {
                        "party_id": "david-halls",
                        "item_id": "firearm",
                        "offense": "unsafe handling of a firearm",
                        "kind": "offense",
                    },
                    "asserted_by": "USA TODAY/AP narrative",
                    "confidence": "inferred",
                    "resolution": "before the plea",
                    "source": {
                        "kind": "news",
                        "document": "USA TODAY, 2023-04-20 (000_f98ed306f6c64857.txt)",
                        "locator": "paragraph 26, characters 4705-4733",
                        "date": "2023-04-20",
                    },
                    "event_id": "rust-S30",
                },
                {
                    "type": "charge.plea_entered",
                    "effective": "2023-03",
                    "data": {"item_id": "firearm", "plea": "no_contest"},
                    "asserted_by": "USA TODAY/AP narrative",
                    "as_written": "in March",
                    "resolution": "nearest March not after the article date",
                    "source": {
                        "kind": "news",
                        "document": "USA TODAY, 2023-04-20 (000_f98ed306f6c64857.txt)",
                        "locator": "paragraph 26, characters 4645-4684",
                        "date": "2023-04-20",
                    },
                    "event_id": "rust-S31",
                },
            ]
        },
    },
    "post_events": {
        "batch": {
            "events": [
                {
                    "matter_id": "rust",
                    "type": "matter.opened",
                    "effective": "2023-04-20",
                    "data": {
                        "title": "The incident on the set of Rust",
                        "category": "other",
                        "jurisdiction": "US-NM",
                        "time_zone": "America/Denver",
                    },
                    "event_id": "rust-open",
                },
                {
                    "matter_id": "halls",
                    "type": "matter.related",
                    "effective": "2023-04-20",
                    "data": {"other": "rust", "relation": "same_incident"},
                    "event_id": "rust-relate-halls",
                },
            ]
        }
    },
    "check_conflicts": {"names": {"names": ["David Halls", "Rust Movie Productions"]}},
    "find_parties_by_name": {"words": {"q": "Halls"}},
    "issue_token": {"token": {"user": "front-desk", "role": "auditor", "days": 30}},
}
# What each question is asked with; the rest of a path is in PATH.
QUESTIONS: dict[str, dict[str, Any]] = {
    "list_matters": {"q": "Halls", "category": "criminal"},
    "show_matter": {"as_of": "2023-04-20"},
    "show_chronology": {"limit": 10},
    "list_events": {"after": 0, "limit": 10},
    "list_matter_events": {"after": 0, "limit": 10},
    "find_parties": {"q": "Halls"},
    "show_status": {"as_of": "2023-03-31", "basis": "record"},
    "show_history": {"basis": "record"},
    "show_matter_document": {"as_of": "2023-04-20"},
    "show_party_document": {"as_of": "2023-04-20"},
    "show_calendar": {"from": "2023-04-20", "to": "2023-05-20"},
    "show_caseload": {"as_of": "2023-04-20"},
    "read_typed_day": {"text": "on or about March 14, 2023", "today": "2023-06-14"},
    "list_deadline_rules": {"jurisdiction": "US", "q": "answer"},
    "count_deadline": {"rule": "frcp-4m", "from": "2023-04-20"},
    "count_parties": {"as_of": "2023-04-20"},
    "list_parties_by_headline": {
        "track": "criminal",
        "headline": "plea_tendered",
        "as_of": "2023-04-20",
    },
    "list_unread": {"as_of": "2023-04-20", "limit": 10},
}
PATH = {
    "matter_id": "halls",
    "party_id": "david-halls",
    "event_id": "rust-S31",
    "kind": "pdf",
}


def illustrate(item: Json) -> None:
    """Give the operations of one path of the description their examples."""
    for parameter in item.get("parameters", ()):
        if parameter["name"] in PATH:
            parameter["example"] = PATH[parameter["name"]]
    for operation in _operations(item):
        name = operation["operationId"]
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in QUESTIONS.get(name, {}):
                parameter["example"] = QUESTIONS[name][parameter["name"]]
        for content in operation.get("requestBody", {}).get("content", {}).values():
            content["examples"] = {about: {"value": body} for about, body in BODIES[name].items()}


def _operations(item: Json) -> Iterator[Json]:
    return (operation for name, operation in item.items() if name != "parameters")
