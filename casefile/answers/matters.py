"""Questions about matters: one of them, the list, what happened, what is to come."""

from __future__ import annotations

from typing import Any

from casefile.answers.asking import LIMIT, Asking, bounded, check_matter, page_of, read_day
from casefile.answers.matter import matter_view
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.setting import own_setting
from casefile.projections import calendar, chronology, matters
from casefile.projections.subjects import known_in


class MatterQuestions(Asking):
    """What can be asked about legal proceedings."""

    def matter(
        self, matter_id: str, *, as_of: str | None = None, known_at: str | None = None
    ) -> dict[str, Any]:
        """Return a matter with its people, items and flags, and its `version`."""
        on = self.day(as_of)
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            found = matter_view(connection, matter_id, on, at.position)
            return {"matter_id": matter_id, "as_of": on.isoformat(), **at.said(), **found}

    def check_matter(self, matter_id: str) -> None:
        """Check that a matter has any event; raises Unknown."""
        with self.database.read() as connection:
            check_matter(connection, matter_id)

    def matters(
        self,
        *,
        status: str | None = None,
        category: str | None = None,
        q: str | None = None,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of the office's matters, by id."""
        wanted = {"status": status, "category": category}
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            rows = matters.list_matters(
                connection,
                at.position,
                wanted={name: value for name, value in wanted.items() if value},
                words=q,
                after=after or "",
                limit=bounded(limit) + 1,
            )
            page, following = page_of(rows, limit, "matter_id")
            return {"matters": page, "next": following, **at.said()}

    def chronology(
        self,
        matter_id: str,
        *,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of a matter's facts by the day on which they took effect."""
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            check_matter(connection, matter_id)
            rows = chronology.next_entries(
                connection, matter_id, at.position, after=after or "", limit=bounded(limit) + 1
            )
            page, following = page_of(rows, limit, "key")
            begun = own_setting(matter_id, known_in(connection, upto=at.position)).incident_on
            for entry in page:
                del entry["key"]
                open_start = parse(entry["effective"]).earliest is None
                if open_start and begun and begun.isoformat() <= entry["latest"]:
                    entry["earliest"] = begun.isoformat()
            return {"matter_id": matter_id, "entries": page, "next": following, **at.said()}

    def calendar(
        self,
        *,
        first: str | None = None,
        last: str | None = None,
        matter_id: str | None = None,
        as_of: str | None = None,
        overdue: bool = False,
        known_at: str | None = None,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of the hearings and deadlines that can fall between two days.

        A deadline is overdue that is open and was due before `as_of`. With `overdue`, those before
        the first day are there as well.
        """
        begins = read_day(first) if first else FIRST_DAY
        ends = read_day(last) if last else LAST_DAY
        on = self.day(as_of)
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            rows = calendar.next_entries(
                connection,
                at.position,
                first=begins.isoformat(),
                last=ends.isoformat(),
                on=on.isoformat(),
                overdue=overdue,
                matter_id=matter_id,
                after=after or "",
                limit=bounded(limit) + 1,
            )
            page, following = page_of(rows, limit, "key")
            entries = [{name: entry[name] for name in entry if name != "key"} for entry in page]
            return {"entries": entries, "next": following, **at.said()}
