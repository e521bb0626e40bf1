"""The item spans: a row says whether its evidence goes on from that of an earlier row.

The rows that are there are taken over, their evidence being whole, so that questions are answered
as before until they are made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NAMES = (
    "matter_id, item_id, party_id, basis, certainty, ordinal, valid_from, valid_to, track, state, "
    "detail, evidence"
)


def upgrade() -> None:
    """Make the table anew with one more column, and carry the rows over."""
    op.create_table(
        "item_spans_next",
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("party_id", KEY, nullable=False),
        sa.Column("basis", KEY, nullable=False),
        sa.Column("certainty", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("valid_from", KEY, nullable=False),
        sa.Column("valid_to", KEY, nullable=False),
        sa.Column("track", KEY, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("goes_on_from", sa.BigInteger),
        sa.Column("known_from", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(
            "matter_id",
            "item_id",
            "party_id",
            "basis",
            "certainty",
            "ordinal",
            "valid_from",
            "known_from",
            name="item_spans_by_key",
        ),
    )
    op.execute(
        f"INSERT INTO item_spans_next SELECT {NAMES}, NULL, known_from, known_to FROM item_spans"  # noqa: S608 - constants
    )
    op.drop_table("item_spans")
    op.rename_table("item_spans_next", "item_spans")
    op.create_index("item_spans_by_party", "item_spans", ["party_id", "known_to", "known_from"])


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
