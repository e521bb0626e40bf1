"""django-pghistory as a contender: saving a record under its triggers, and asking as of."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from benchmarks.contender import Timing, repeat, serve, streams, timing
from benchmarks.peers.django_record import analyze, make_tables, set_up

set_up("pgtrigger", "pghistory")
# The package looks for an application's models there.
sys.modules["benchmarks.peers.models"] = sys.modules[__name__]

import pghistory  # noqa: E402 - models need Django to be set up
import pgtrigger  # noqa: E402 - as above
from django.core.management import call_command  # noqa: E402 - as above
from django.db import models  # noqa: E402 - as above
from django.db.models import DurationField, ExpressionWrapper, F, Value  # noqa: E402 - as above

EACH = 25  # saves of one record before the next is begun
FIRST = datetime(2021, 1, 1, tzinfo=UTC)


@pghistory.track()  # type: ignore[untyped-decorator]
class Record(models.Model):
    """A matter as it stands now, with as many bytes as an event has."""

    state = models.CharField(max_length=100)
    effective = models.DateField()
    body = models.TextField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"{self.effective} {self.state}"


class PgHistory:
    """Every kind of work that is timed."""

    def __init__(self) -> None:
        self.events: Any = Record.events.rel.related_model
        call_command("migrate", verbosity=0)
        make_tables(Record, self.events)
        pgtrigger.install()
        self.changes = self._changes()
        self.random = Random(1)  # noqa: S311 - a workload is no secret
        self.record: Any = None
        self.versions = 0

    def warm_up(self) -> Timing:
        """Save a record a few times."""
        return repeat(self._save, [next(self.changes) for _ in range(EACH)], 1)

    def save(self, seconds: float) -> Timing:
        """Save a change of a record; a trigger writes its history."""
        return repeat(self._save, self.changes, seconds)

    def fill(self, versions: int) -> Timing:
        """Give one record so many versions, an hour apart."""
        _, change = next(self.changes)
        self.record = Record.objects.create(**change)
        known = {"id": self.record.pk, "pgh_obj": self.record, "pgh_label": "update"}
        rows = [self.events(**change, **known) for _ in range(versions)]
        self.events.objects.all().delete()
        self.events.objects.bulk_create(rows, batch_size=5_000)
        # Every new row has the instant of its making, which is put right now.
        first = self.events.objects.order_by("pk").values_list("pk", flat=True)[0]
        hours = ExpressionWrapper((F("pk") - first) * timedelta(hours=1), DurationField())
        self.events.objects.update(pgh_created_at=Value(FIRST) + hours)
        analyze()
        self.versions = versions
        return timing(versions, 1, 1, [])

    def as_of(self, seconds: float) -> Timing:
        """Ask for the event of a record that stood at an instant."""

        def instants() -> Iterator[datetime]:
            while True:
                yield FIRST + timedelta(hours=self.random.randrange(1, self.versions))

        def ask(instant: datetime) -> None:
            before = self.events.objects.filter(
                pgh_obj_id=self.record.pk, pgh_created_at__lte=instant
            )
            if before.order_by("-pgh_created_at").first() is None:
                raise AssertionError(instant)

        return repeat(ask, instants(), seconds)

    def _save(self, given: tuple[bool, dict[str, Any]]) -> None:
        begins, change = given
        if begins:
            self.record = Record(**change)
        else:
            for name, value in change.items():
                setattr(self.record, name, value)
        self.record.save()

    def _changes(self) -> Iterator[tuple[bool, dict[str, Any]]]:
        for _, rows in streams():
            for number, row in enumerate(rows):
                body = json.dumps(row, separators=(",", ":"))
                change = {"state": row["type"], "effective": row["effective"], "body": body}
                yield number % EACH == 0, change


if __name__ == "__main__":
    contender = PgHistory()
    serve({name: getattr(contender, name) for name in ("warm_up", "save", "fill", "as_of")})
