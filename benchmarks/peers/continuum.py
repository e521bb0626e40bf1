"""SQLAlchemy-Continuum as a contender: committing a change, and asking for a version as of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, configure_mappers, declarative_base
from sqlalchemy_continuum import make_versioned, transaction_class, version_class

from benchmarks.contender import Timing, repeat, serve, settings, streams, timing

EACH = 25  # changes of one record before the next is begun
FIRST = datetime(2021, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # as the package keeps its instants
UPDATED = 1  # the package's number for it

make_versioned(user_cls=None)
Base: Any = declarative_base()


class Record(Base):
    """A matter as it stands now, with as many bytes as an event has."""

    __versioned__: dict[str, Any] = {}  # noqa: RUF012 - as the package documents it
    __tablename__ = "record"

    id = sa.Column(sa.Integer, primary_key=True)
    state = sa.Column(sa.String(100))
    effective = sa.Column(sa.String(10))
    body = sa.Column(sa.Text)


configure_mappers()
Version = version_class(Record)
Transaction = transaction_class(Record)


class Continuum:
    """Every kind of work that is timed."""

    def __init__(self) -> None:
        engine = sa.create_engine(settings()["url"])
        Base.metadata.create_all(engine)
        self.session = Session(engine)
        self.changes = self._changes()
        self.record: Any = None
        self.versions = 0
        self.random = Random(1)  # noqa: S311 - a workload is no secret

    def warm_up(self) -> Timing:
        """Commit a few changes."""
        return repeat(self._save, [next(self.changes) for _ in range(EACH)], 1)

    def save(self, seconds: float) -> Timing:
        """Commit a change of a record with its version."""
        return repeat(self._save, self.changes, seconds)

    def fill(self, versions: int) -> Timing:
        """Give one record so many versions, an hour apart."""
        _, change = next(self.changes)
        first = 1_000
        self.record = 1_000_000
        known = {"id": self.record, "operation_type": UPDATED}
        transactions = [
            {"id": first + number, "issued_at": FIRST + timedelta(hours=number)}
            for number in range(versions)
        ]
        rows = [
            {
                **change,
                **known,
                "transaction_id": first + number,
                "end_transaction_id": first + number + 1 if number + 1 < versions else None,
            }
            for number in range(versions)
        ]
        self.session.execute(sa.insert(Transaction.__table__), transactions)
        self.session.execute(sa.insert(Version.__table__), rows)
        self.session.execute(sa.text("ANALYZE"))
        self.session.commit()
        self.versions = versions
        return timing(versions, 1, 1, [])

    def as_of(self, seconds: float) -> Timing:
        """Ask for the version of a record that stood at an instant."""

        def instants() -> Iterator[datetime]:
            while True:
                yield FIRST + timedelta(hours=self.random.randrange(1, self.versions))

        def ask(instant: datetime) -> None:
            query = (
                sa.select(Version)
                .join(Transaction, Transaction.id == Version.transaction_id)
                .where(Version.id == self.record, Transaction.issued_at <= instant)
                .order_by(Version.transaction_id.desc())
                .limit(1)
            )
            self.session.scalars(query).one()
            self.session.rollback()

        return repeat(ask, instants(), seconds)

    def _save(self, given: tuple[bool, dict[str, Any]]) -> None:
        begins, change = given
        if begins:
            self.record = Record(**change)
            self.session.add(self.record)
        else:
            for name, value in change.items():
                setattr(self.record, name, value)
        self.session.commit()

    def _changes(self) -> Iterator[tuple[bool, dict[str, Any]]]:
        for _, rows in streams():
            for number, row in enumerate(rows):
                body = json.dumps(row, separators=(",", ":"))
                change = {"state": row["type"], "effective": row["effective"], "body": body}
                yield number % EACH == 0, change


if __name__ == "__main__":
    contender = Continuum()
    serve({name: getattr(contender, name) for name in ("warm_up", "save", "fill", "as_of")})
