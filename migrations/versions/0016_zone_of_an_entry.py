"""The calendar: the time zone that an entry says of itself; a matter of which nobody has said one.

No event of before says one of an entry. A matter opened without one had UTC in its row, which no
event says: what was posted as UTC was stored as nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
SAID = "entry, matter_id, entry_id, kind, at, earliest, latest, place"


def upgrade() -> None:
    """Make the table anew, its columns in the order of a row, and carry its rows over."""
    op.create_table(
        "calendar_next",
        sa.Column("entry", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("entry_id", KEY, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("earliest", KEY, nullable=False),
        sa.Column("latest", KEY, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("time_zone", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    values = f"{SAID}, '', status, set_by, known_from, known_to"
    op.execute(f"INSERT INTO calendar_next SELECT {values} FROM calendar")  # noqa: S608 - constants
    op.execute("UPDATE matters SET time_zone = '' WHERE time_zone = 'UTC'")
    op.drop_table("calendar")
    op.rename_table("calendar_next", "calendar")
    op.create_index("calendar_by_day", "calendar", ["earliest", "matter_id", "entry", "entry_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX calendar_next_pkey RENAME TO calendar_pkey")


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
