"""Checkpoints: the id of the log, the keys that sign for it, and the notes of its roots.

The log's tables only ever gain.
"""

import sqlalchemy as sa
import uuid_utils
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and give the log an id."""
    identity = op.create_table(
        "log_identity",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("log_id", KEY, nullable=False),
    )
    op.bulk_insert(identity, [{"id": 1, "log_id": str(uuid_utils.uuid7())}])
    op.create_table(
        "log_keys",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "checkpoints",
        sa.Column("size", POSITION, primary_key=True, autoincrement=False),
        sa.Column("made_us", sa.BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
