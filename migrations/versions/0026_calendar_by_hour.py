"""The calendar: in the order of the hours of its entries, by the clocks of their places.

The hour is taken from the date as it is written; the tables are made anew after it anyway.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
SAID = "entry, matter_id, entry_id, valid_from, ordinal, kind, at, earliest, latest"
HOUR = "CASE WHEN at LIKE '____-__-__T__:__%' THEN substr(at, 12, 5) ELSE '00:00' END"
STANDS = "place, time_zone, whose, responsible, status, possible, set_by, since"
ENDS = '"by", valid_to, wide, due, known_from, known_to'


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
        sa.Column("wall", KEY, nullable=False),
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
    values = f"{SAID}, earliest || 'T' || {HOUR}, {STANDS}, {ENDS}"
    op.execute(f"INSERT INTO calendar_next SELECT {values} FROM calendar")  # noqa: S608 - constants
    op.drop_table("calendar")
    op.rename_table("calendar_next", "calendar")
    place = ["wall", "matter_id", "entry", "entry_id", "ordinal"]
    op.create_index("calendar_in_turn", "calendar", place)
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
