"""Mending: one matter's rows folded anew and put right where they stand."""

from __future__ import annotations

import time
from collections.abc import Sequence

import uuid_utils
from sqlalchemy import Connection, Table, select, tuple_

from casefile.errors import Unknown
from casefile.projections import PROJECTIONS
from casefile.projections.parked import list_parked, park, parked
from casefile.projections.tables import in_key_order
from casefile.projections.version import check_folds
from casefile.store import log
from casefile.store.database import Database
from casefile.store.statement import Row
from casefile.store.writing import copy_rows
from casefile.upkeep.comparison import SAMPLE, Comparison, of_matters
from casefile.upkeep.ending import check_head
from casefile.upkeep.folding import TABLES, fold
from casefile.upkeep.groups import read_group
from casefile.upkeep.partition import Partition
from casefile.upkeep.rebuild import Report


def mend(database: Database, matter_id: str) -> Report:
    """Fold a matter, with those that it is tied to, and put right the rows that differ.

    Posts wait while it is folded. What can be folded is parked no longer; what cannot be keeps its
    rows. Raises Unknown for a matter that has no event, Busy where a whole rebuild is due, Damaged
    where the head is not that of the last event.
    """
    began = time.monotonic()
    partition = Partition()
    with database.read() as connection:
        partition.read(connection, log.head(connection).position)
    with database.write() as connection:
        asked = time.monotonic()
        end = log.hold_head(connection)
        check_head(connection)
        check_folds(end)
        head = end.position
        partition.read(connection, head)
        group = read_group(connection, partition.group(matter_id), head)
        if not any(row[0] == matter_id for row in group.rows):
            raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")
        rows, failed = fold(PROJECTIONS, [group])
        rebuild_id = str(uuid_utils.uuid7())
        park(connection, failed, rebuild_id)
        found = []
        if not failed:
            connection.execute(parked.delete().where(parked.c.matter_id.in_(group.matters)))
            log.changed(connection)
            found = [
                _put_right(connection, name, table, group.matters, head, rows[table])
                for name, table in TABLES.items()
            ]
        still = list_parked(connection, rebuild_id)
        held = time.monotonic() - asked
    return Report(found, still, len(group.rows), time.monotonic() - began, held)


def _put_right(
    connection: Connection,
    name: str,
    table: Table,
    matters: Sequence[str],
    head: int,
    rows: Sequence[Row],
) -> Comparison:
    theirs = select(table).where(of_matters(table, matters, head))
    live = {tuple(row) for row in connection.execute(theirs)}
    expected = set(rows)
    key = [list(table.columns).index(column) for column in table.primary_key]
    surplus, missing = live - expected, expected - live
    for row in surplus:
        wrong = tuple_(*table.primary_key) == tuple_(*(row[place] for place in key))
        connection.execute(table.delete().where(wrong))
    copy_rows(connection, table, in_key_order(table, missing))
    differing = sorted({tuple(row[place] for place in key) for row in surplus | missing})
    return Comparison(name, len(expected), len(missing), len(surplus), differing[:SAMPLE])
