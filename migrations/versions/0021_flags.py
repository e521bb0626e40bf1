"""Flags: an index of them alone, for the list of what there is to do."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    flags = sa.text("certainty = 'flag'")
    op.create_index(
        "item_spans_flags",
        "item_spans",
        ["matter_id", "item_id", "state"],
        sqlite_where=flags,
        postgresql_where=flags,
    )


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
