"""The calendar: who in the office sees to an entry, and what has no outcome by its days."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
SAID = "entry, matter_id, entry_id, valid_from, ordinal, kind, at, earliest, latest, place"
STANDS = 'status, possible, set_by, since, "by", valid_to, wide'
DUE = (
    "valid_to = '9999-12-31' AND (entry = 'deadline' AND status = 'open'"
    " OR entry = 'hearing' AND status = 'scheduled')"
)


def upgrade() -> None:
    """Make the table anew, its columns in the order of a row, and carry its rows over."""
    for name in ("calendar_by_day", "calendar_wide", "calendar_due", "calendar_until"):
        op.drop_index(name, "calendar")
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
        sa.Column("responsible", sa.String, nullable=False),
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
    values = f"{SAID}, time_zone, whose, '', {STANDS}, {DUE}, known_from, known_to"
    op.execute(f"INSERT INTO calendar_next SELECT {values} FROM calendar")  # noqa: S608 - constants
    op.drop_table("calendar")
    op.rename_table("calendar_next", "calendar")
    place = ["earliest", "matter_id", "entry", "entry_id", "ordinal"]
    op.create_index("calendar_by_day", "calendar", place)
    op.create_index("calendar_wide", "calendar", ["wide", "latest"])
    op.create_index(
        "calendar_due",
        "calendar",
        ["known_to", *place],
        sqlite_where=sa.text("due = 1"),
        postgresql_where=sa.text("due"),
    )
    op.create_index("calendar_until", "calendar", ["valid_to"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX calendar_next_pkey RENAME TO calendar_pkey")


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
