"""django-pghistory as a contender: saving a record under its triggers, and asking as of."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Any

from benchmarks.contender import Timing, repeat, timing
from benchmarks.peers.django_record import analyze, make_tables, set_up
from benchmarks.peers.record_keeper import FIRST, RecordKeeper

set_up("pgtrigger", "pghistory")
# The package looks for an application's models there.
sys.modules["benchmarks.peers.models"] = sys.modules[__name__]

import pghistory  # noqa: E402 - models need Django to be set up
import pgtrigger  # noqa: E402 - as above
from django.core.management import call_command  # noqa: E402 - as above
from django.db import models  # noqa: E402 - as above
from django.db.models import DurationField, ExpressionWrapper, F, Value  # noqa: E402 - as above


@pghistory.track()  # type: ignore[untyped-decorator]  # the package has no types
class Record(models.Model):
    """A matter as it stands now, with as many bytes as an event has."""

    state = models.CharField(max_length=100)
    effective = models.DateField()
    body = models.TextField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"{self.effective} {self.state}"


class PgHistory(RecordKeeper):
    """Every kind of work that is timed."""

    def __init__(self) -> None:
        super().__init__()
        self.events: Any = Record.events.rel.related_model
        call_command("migrate", verbosity=0)
        make_tables(Record, self.events)
        pgtrigger.install()

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

        def ask(instant: datetime) -> None:
            before = self.events.objects.filter(
                pgh_obj_id=self.record.pk, pgh_created_at__lte=instant
            )
            if before.order_by("-pgh_created_at").first() is None:
                raise AssertionError(instant)

        return repeat(ask, self.instants(), seconds)

    def begin(self, change: dict[str, Any]) -> Record:
        """Return a new record."""
        return Record(**change)

    def keep(self) -> None:
        """Save the record; a trigger writes its history."""
        self.record.save()


if __name__ == "__main__":
    PgHistory().serve()
