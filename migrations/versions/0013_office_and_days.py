"""The office: what it has chosen for its database; and the days on which events were recorded.

A database with events in it has the zone that the environment names, else UTC, and nobody has
chosen it.
"""

import os
import time

import sqlalchemy as sa
from alembic import context, op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAY = {
    "sqlite": "json_extract(body, '$.recorded_on')",
    "postgresql": "body::json ->> 'recorded_on'",
}


def upgrade() -> None:
    """Make both tables, and the day of the last event beside the head."""
    connection = op.get_bind()
    chosen = op.create_table(
        "office",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("time_zone", KEY, nullable=False),
        sa.Column("date_order", KEY, nullable=False),
        sa.Column("chosen", sa.Boolean, nullable=False),
        sa.Column(
            "watched_us", sa.BigInteger, nullable=False, comment="microseconds since 1970, UTC"
        ),
    )
    given = context.config.attributes.get("choice") or {
        "name": "",
        "time_zone": os.environ.get("CASEFILE_TIME_ZONE") or "UTC",
        "date_order": "month_first",
        "chosen": False,
    }
    op.bulk_insert(chosen, [{"id": 1, **given, "watched_us": time.time_ns() // 1000}])
    op.create_table(
        "recorded_days",
        sa.Column("position", POSITION, primary_key=True, autoincrement=False),
        sa.Column("day", KEY, nullable=False),
    )
    day = DAY[connection.dialect.name]
    op.execute(
        "INSERT INTO recorded_days SELECT position, day FROM (SELECT position, day,"  # noqa: S608 - constants
        " lag(day) OVER (ORDER BY position) AS before"
        f" FROM (SELECT position, {day} AS day FROM events) AS read) AS turned"
        " WHERE before IS NULL OR before <> day"
    )
    op.add_column("log_head", sa.Column("recorded_on", KEY, nullable=False, server_default=""))
    last = "SELECT day FROM recorded_days ORDER BY position DESC LIMIT 1"
    op.execute(f"UPDATE log_head SET recorded_on = coalesce(({last}), '')")  # noqa: S608 - constants


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
