"""django-simple-history as a contender: saving a record, and asking for it as of an instant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.contender import Timing, repeat, timing
from benchmarks.peers.django_record import analyze, make_tables, set_up
from benchmarks.peers.record_keeper import FIRST, RecordKeeper

set_up("simple_history")

from django.db import models, transaction  # noqa: E402 - models need Django to be set up
from simple_history.models import HistoricalRecords  # noqa: E402 - as above


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


class SimpleHistory(RecordKeeper):
    """Every kind of work that is timed."""

    def __init__(self) -> None:
        super().__init__()
        from django.contrib.auth.models import Group, Permission, User  # noqa: PLC0415 - as above
        from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - as above

        # The history names the user who changed a record.
        make_tables(ContentType, Permission, Group, User, Record, Record.history.model)

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

        return repeat(record.history.as_of, self.instants(), seconds)

    def begin(self, change: dict[str, Any]) -> Record:
        """Return a new record."""
        return Record(**change)

    def keep(self) -> None:
        """Save the record; without the transaction it and its history would be two commits."""
        with transaction.atomic():
            self.record.save()


if __name__ == "__main__":
    SimpleHistory().serve()
