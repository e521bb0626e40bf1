"""The log: events, its head row, and the triggers that let it only grow.

The log's tables only ever gain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE = (
    """CREATE TRIGGER events_no_update BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only: events are never updated'); END""",
    """CREATE TRIGGER events_no_delete BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, 'the log is append-only: events are never deleted'); END""",
    # INSERT OR REPLACE deletes the old row without firing the delete trigger; it is stopped here.
    """CREATE TRIGGER events_no_replace BEFORE INSERT ON events
       WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position
                    OR event_id = NEW.event_id
                    OR (matter_id = NEW.matter_id AND version = NEW.version))
       BEGIN SELECT RAISE(ABORT, 'the log is append-only: this event has its place'); END""",
    """CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head
       BEGIN SELECT RAISE(ABORT, 'the log has one head, which is never deleted'); END""",
)

POSTGRESQL = (
    """CREATE FUNCTION casefile_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'the log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
       END $$""",
    """CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
       FOR EACH ROW EXECUTE FUNCTION casefile_append_only()""",
    """CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events
       FOR EACH STATEMENT EXECUTE FUNCTION casefile_append_only()""",
    """CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head
       FOR EACH ROW EXECUTE FUNCTION casefile_append_only()""",
    """CREATE TRIGGER log_head_no_truncate BEFORE TRUNCATE ON log_head
       FOR EACH STATEMENT EXECUTE FUNCTION casefile_append_only()""",
)


def upgrade() -> None:
    """Make the log."""
    op.create_table(
        "events",
        sa.Column("position", POSITION, primary_key=True, autoincrement=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("event_id", KEY, nullable=False, unique=True),
        sa.Column("type", KEY, nullable=False),
        sa.Column("recorded_at", KEY, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("leaf_hash", sa.LargeBinary(32), nullable=False),
        sa.UniqueConstraint("matter_id", "version"),
    )
    op.create_index("events_by_recorded_at", "events", ["recorded_at", "position"])
    head = op.create_table(
        "log_head",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column(
            "recorded_us", sa.BigInteger, nullable=False, comment="microseconds since 1970, UTC"
        ),
    )
    op.bulk_insert(head, [{"id": 1, "position": 0, "recorded_us": 0}])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
