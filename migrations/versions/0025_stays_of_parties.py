"""Matters: as to which of their parties they are stayed, beside the stay of a matter as a whole.

The rows that are there are taken over; nothing in them says as to whom until the tables are made
anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
SAID = "matter_id, title, category, jurisdiction, time_zone, court_id, docket_no, status, access"


def upgrade() -> None:
    """Make the table anew, its columns in the order of a row, and carry its rows over."""
    op.create_table(
        "matters_next",
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("category", KEY, nullable=False),
        sa.Column("jurisdiction", KEY, nullable=False),
        sa.Column("time_zone", KEY, nullable=False),
        sa.Column("court_id", KEY, nullable=False),
        sa.Column("docket_no", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("access", KEY, nullable=False),
        sa.Column("stayed", sa.Boolean, nullable=False),
        sa.Column("stayed_for", sa.String, nullable=False),
        sa.Column("not_stayed_for", sa.String, nullable=False),
        sa.Column("for_", KEY, nullable=False),
        sa.Column("opened", KEY, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    values = f"{SAID}, stayed, '[]', '[]', for_, opened, known_from, known_to"
    op.execute(f"INSERT INTO matters_next SELECT {values} FROM matters")  # noqa: S608 - constants
    op.drop_table("matters")
    op.rename_table("matters_next", "matters")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX matters_next_pkey RENAME TO matters_pkey")


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
