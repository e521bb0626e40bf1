"""django-simple-history as a contender: saving a record, and asking for it as of an instant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.contender import Timing, repeat, serve, streams, timing
from benchmarks.peers.django_record import analyze, make_tables, set_up

set_up("simple_history")

from django.db import models, transaction  # noqa: E402 - models need Django to be set up
from simple_history.models import HistoricalRecords  # noqa: E402 - as above

EACH = 25  # saves of one record before the next is begun
FIRST = datetime(2021, 1, 1, tzinfo=UTC)


class Record(models.Model):
    """A matter as it stands now, with as many bytes as an event has."""

    state = models.CharField(max_length=100)
    effective = models.DateField()
    body = models.TextField()
    history = HistoricalRecords()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"{self.effective} {self.state}"


class SimpleHistory:
    """Every kind of work that is timed."""

    def __init__(self) -> None:
        from django.contrib.auth.models import Group, Permission, User  # noqa: PLC0415 - as above
        from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - as above

        # The history names the user who changed a record.
        make_tables(ContentType, Permission, Group, User, Record, Record.history.model)
        self.changes = self._changes()
        self.random = Random(1)  # noqa: S311 - a workload is no secret
        self.record: Any = None
        self.versions = 0

    def warm_up(self) -> Timing:
        """Save a record a few times."""
        return repeat(self._save, [next(self.changes) for _ in range(EACH)], 1)

    def save(self, seconds: float) -> Timing:
        """Save a change of a record with its history, in one transaction."""
        return repeat(self._save, self.changes, seconds)

    def fill(self, versions: int) -> Timing:
        """Give one record so many versions, an hour apart."""
        _, change = next(self.changes)
        self.record = Record.objects.create(**change)
        history = self.record.history.model
        rows = [
            history(
                **change,
                id=self.record.pk,
                history_date=FIRST + timedelta(hours=number),
                history_type="~",
            )
            for number in range(versions)
        ]
        history.objects.bulk_create(rows, batch_size=5_000)
        analyze()
        self.versions = versions
        return timing(versions, 1, 1, [])

    def as_of(self, seconds: float) -> Timing:
        """Ask for a record as of an instant of its life."""
        record = self.record

        def instants() -> Iterator[datetime]:
            while True:
                yield FIRST + timedelta(hours=self.random.randrange(1, self.versions))

        return repeat(record.history.as_of, instants(), seconds)

    def _save(self, given: tuple[bool, dict[str, Any]]) -> None:
        begins, change = given
        if begins:
            self.record = Record(**change)
        else:
            for name, value in change.items():
                setattr(self.record, name, value)
        # Without this, record and history would be committed one after the other.
        with transaction.atomic():
            self.record.save()

    def _changes(self) -> Iterator[tuple[bool, dict[str, Any]]]:
        for _, rows in streams():
            for number, row in enumerate(rows):
                body = json.dumps(row, separators=(",", ":"))
                change = {"state": row["type"], "effective": row["effective"], "body": body}
                yield number % EACH == 0, change


if __name__ == "__main__":
    contender = SimpleHistory()
    serve({name: getattr(contender, name) for name in ("warm_up", "save", "fill", "as_of")})
