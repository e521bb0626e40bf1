"""The index of item spans by party: also from when a row was known.

A question about an early moment then passes over what has been known since within the index alone.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index anew with one more column."""
    op.drop_index("item_spans_by_party", "item_spans")
    op.create_index("item_spans_by_party", "item_spans", ["party_id", "known_to", "known_from"])


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
