"""A docket whose entries have neither number nor key, and what a clerk does to it."""

from __future__ import annotations

from typing import Any

from tests.importers.pacer_dockets import entry, report

NOTICE = "NOTICE OF ELECTRONIC FILING"
ENTRIES: list[dict[str, Any]] = [
    entry("1", "COMPLAINT by Pat Doe", "2023-02-01"),
    entry(None, "Minute Entry: status hearing held", "2023-02-05"),
    entry(
        None, "TEXT JUDGMENT ORDER: judgment for defendant", "2023-02-05", date_entered="2023-02-06"
    ),
    entry(None, NOTICE, "2023-02-05", date_entered="2023-02-06"),
    entry(None, "Notice of correction", "2023-02-05", date_entered="2023-02-20"),
    entry(None, NOTICE, "2023-02-05", date_entered="2023-02-06"),
    entry("2", "MOTION for relief", "2023-03-01"),
    entry("2", "SEALED DOCUMENT", "2023-03-01"),
    entry(None, "ORDER on the motion", "2023-03-09", attachments=[{"attachment_number": 1}]),
]
DOCKET = report(docket_entries=ENTRIES)


def edited(*entries: dict[str, Any]) -> dict[str, Any]:
    """Return the docket with other entries."""
    return report(docket_entries=list(entries))
