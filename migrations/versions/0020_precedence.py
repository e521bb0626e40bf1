"""Precedence: which events stand before others on an item, for chronologies in legal order.

The table is filled when the read tables are made anew, which this version asks for in any case.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "precedence",
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("item_id", KEY, primary_key=True),
        sa.Column("event_id", KEY, primary_key=True),
        sa.Column("before_id", KEY, primary_key=True),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
