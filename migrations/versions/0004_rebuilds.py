"""Rebuilds: how far one has come, and the matters that could not be folded.

Neither table is part of the log.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "rebuilds",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("rebuild_id", KEY, nullable=False),
        sa.Column("holder", KEY, nullable=False),
        sa.Column("made_for", KEY, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("mark", KEY, nullable=False),
        sa.Column("done", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "parked",
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("error", sa.String, nullable=False),
        sa.Column("since", KEY, nullable=False),
        sa.Column("rebuild_id", KEY, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
