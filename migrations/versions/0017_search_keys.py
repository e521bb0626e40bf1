"""The search keys: the words under which parties and matters are looked for.

The table is filled when the read tables are made anew, which this version asks for in any case.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "search_keys",
        sa.Column("word", KEY, primary_key=True),
        sa.Column("kind", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("subject_id", KEY, primary_key=True),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_index(
        "search_keys_by_subject", "search_keys", ["matter_id", "subject_id", "kind", "word"]
    )


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
