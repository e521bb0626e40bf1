"""A clerk: a docket with few keys, and whatever a clerk does to the entries of any."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

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


EDITS = ("take_out", "put_in", "put_in_again", "swap", "number", "key", "redate", "reword")


class Edited(NamedTuple):
    """An entry of an edited docket: what it is now, and the place that it had; None for a new one.

    `edits` is how often it was changed.
    """

    entry: dict[str, Any]
    was: int | None
    edits: int = 0


class Clerk:
    """A clerk who edits the entries of a docket at random."""

    def __init__(self, entries: Sequence[dict[str, Any]], words: Sequence[str], seed: int) -> None:
        self.entries = [Edited(one, place) for place, one in enumerate(entries)]
        self.words = words
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.number = 90_000  # above every number that a court has given

    def edit(self, what: str) -> None:
        """Do one thing to one entry."""
        if not self.entries:
            return
        place = self.chance.randrange(len(self.entries))
        if what == "take_out":
            del self.entries[place]
        elif what == "put_in":
            self.entries.insert(place, Edited(self._new(self.entries[place].entry), None))
        elif what == "put_in_again":
            self.entries.insert(place, Edited(self.entries[place].entry, None))
        elif what == "swap":
            self.entries.insert(max(0, place - 1), self.entries.pop(place))
        else:
            one = self.entries[place]
            entry = getattr(self, f"_{what}")(one.entry)
            self.entries[place] = Edited(entry, one.was, one.edits + (entry != one.entry))

    def _new(self, beside: dict[str, Any]) -> dict[str, Any]:
        """Return an entry of the same day, in the words of another docket."""
        new = dict.fromkeys(beside) | {"date_filed": beside["date_filed"]}
        new["description"] = self.chance.choice(self.words)
        if "date_entered" in beside:
            new["date_entered"] = beside["date_entered"]
        return self._number(new) if self.chance.random() < 0.5 else new

    def _number(self, entry: dict[str, Any]) -> dict[str, Any]:
        self.number += 1
        return entry if entry["document_number"] else entry | {"document_number": str(self.number)}

    def _key(self, entry: dict[str, Any]) -> dict[str, Any]:
        self.number += 1
        key = self.chance.choice(("pacer_doc_id", "pacer_seq_no"))
        return entry if entry.get(key) else entry | {key: str(self.number)}

    def _redate(self, entry: dict[str, Any]) -> dict[str, Any]:
        moved = timedelta(days=self.chance.choice((-20, -3, -1, 1, 2, 9)))
        keys = [key for key in ("date_filed", "date_entered") if entry.get(key)]
        those = self.chance.choice((keys, keys[:1], keys[-1:]))
        return entry | {key: _moved(entry[key], moved) for key in those}

    def _reword(self, entry: dict[str, Any]) -> dict[str, Any]:
        key = "description" if entry["description"] else "short_description"
        words = (entry.get(key) or "").split()
        if len(words) < 5:
            return entry
        place = self.chance.randrange(1, len(words))
        ways = (
            [*words, "(Modified", "on", "3/4/2021)"],
            [*words[:place], "corrected", *words[place:]],
            [*words[:place], *words[place + 1 :]],
            [*words[:place], words[place] + "s", *words[place + 1 :]],
        )
        return entry | {key: " ".join(self.chance.choice(ways))}


def _moved(day: str, by: timedelta) -> str:
    return f"{date.fromisoformat(day[:10]) + by}{day[10:]}"
