"""SQLAlchemy-Continuum as a contender: committing a change, and asking for a version as of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, configure_mappers, declarative_base
from sqlalchemy_continuum import make_versioned, transaction_class, version_class

from benchmarks.contender import Timing, repeat, settings, timing
from benchmarks.peers.record_keeper import FIRST, RecordKeeper

NAIVE = FIRST.replace(tzinfo=None)  # as the package keeps its instants
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


class Continuum(RecordKeeper):
    """Every kind of work that is timed."""

    def __init__(self) -> None:
        super().__init__()
        engine = sa.create_engine(settings()["url"])
        Base.metadata.create_all(engine)
        self.session = Session(engine)

    def fill(self, versions: int) -> Timing:
        """Give one record so many versions, an hour apart."""
        _, change = next(self.changes)
        first = 1_000
        self.record = 1_000_000
        known = {"id": self.record, "operation_type": UPDATED}
        transactions = [
            {"id": first + number, "issued_at": NAIVE + timedelta(hours=number)}
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

        return repeat(ask, self.instants(NAIVE), seconds)

    def begin(self, change: dict[str, Any]) -> Record:
        """Return a new record of the session."""
        record = Record(**change)
        self.session.add(record)
        return record

    def keep(self) -> None:
        """Commit the record and its version."""
        self.session.commit()


if __name__ == "__main__":
    Continuum().serve()
