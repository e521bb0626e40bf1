"""Tokens: the matter whose calendar a token for the calendar is limited to."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("tokens", sa.Column("matter_id", sa.String(64)))


def downgrade() -> None:
    """Refuse: what is recorded is never taken back; restore the copy from before the upgrade."""
    raise NotImplementedError
