"""The head of the log: also how often what is derived from it was changed without an event.

Whoever keeps in memory what was read sees by it, and by the position, whether that still holds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("epoch", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("log_head", column)


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
