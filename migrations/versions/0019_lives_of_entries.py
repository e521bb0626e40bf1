"""The calendar: each entry as it is on each day, whose it is, and what it may be beside that."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table anew, and carry its rows over as being so on every day.

    Questions are answered as before until the read tables are made anew.
    """
    op.drop_index("calendar_by_day", "calendar")
    op.create_table(
        "calendar_next",
        sa.Column("entry", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("entry_id", KEY, primary_key=True),
        sa.Column("valid_from", KEY, primary_key=True),
        sa.Column("ordinal", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("earliest", KEY, nullable=False),
        sa.Column("latest", KEY, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("time_zone", KEY, nullable=False),
        sa.Column("whose", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("possible", sa.String, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.Column("since", KEY, nullable=False),
        sa.Column("by", KEY, nullable=False),
        sa.Column("valid_to", KEY, nullable=False),
        sa.Column("wide", sa.Boolean, nullable=False),
        sa.Column("due", sa.Boolean, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.execute(
        "INSERT INTO calendar_next SELECT entry, matter_id, entry_id, '0001-01-01', 0, kind, at,"
        " earliest, latest, place, time_zone, '', status, '[]', set_by, '', set_by, '9999-12-31',"
        " earliest < latest, entry = 'deadline' AND status = 'open', known_from, known_to"
        " FROM calendar"
    )
    op.drop_table("calendar")
    op.rename_table("calendar_next", "calendar")
    op.create_index(
        "calendar_by_day",
        "calendar",
        ["earliest", "matter_id", "entry", "entry_id", "ordinal"],
    )
    op.create_index("calendar_wide", "calendar", ["wide", "latest"])
    op.create_index("calendar_due", "calendar", ["due", "known_to", "latest"])
    op.create_index("calendar_until", "calendar", ["valid_to"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX calendar_next_pkey RENAME TO calendar_pkey")


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
