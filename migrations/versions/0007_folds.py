"""The head of the log: also which folds made the read tables.

Until now there was one version of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("folds", sa.Integer, nullable=False, server_default="1")
    op.add_column("log_head", column)


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
