"""Parts of items: a claim that its parties do not all stand alike in has rows for each part of it.

The rows that are there are of whole items, and stay so until the tables are made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table anew and carry its rows over."""
    op.create_table(
        "item_spans_next",
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("item_id", KEY, primary_key=True),
        sa.Column("party_id", KEY, primary_key=True),
        sa.Column("part", KEY, primary_key=True),
        sa.Column("basis", KEY, primary_key=True),
        sa.Column("certainty", KEY, primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("valid_from", KEY, primary_key=True),
        sa.Column("valid_to", KEY, nullable=False),
        sa.Column("track", KEY, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("goes_on_from", sa.BigInteger),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.execute(
        "INSERT INTO item_spans_next SELECT matter_id, item_id, party_id, '', basis, certainty,"
        " ordinal, valid_from, valid_to, track, state, detail, evidence, goes_on_from,"
        " known_from, known_to FROM item_spans"
    )
    op.drop_table("item_spans")
    op.rename_table("item_spans_next", "item_spans")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX item_spans_next_pkey RENAME TO item_spans_pkey")
    op.create_index("item_spans_by_party", "item_spans", ["party_id", "known_to", "known_from"])


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
