"""The read tables: the index of subjects and one table for each projection.

Read tables are derived from the log: a later migration may drop and make them anew, and
`manage.py rebuild` fills them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the read tables."""
    op.create_table(
        "calendar",
        sa.Column("entry", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("entry_id", KEY, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("earliest", KEY, nullable=False),
        sa.Column("latest", KEY, nullable=False),
        sa.Column("place", sa.String, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_index("calendar_by_day", "calendar", ["earliest", "matter_id", "entry", "entry_id"])
    op.create_table(
        "chronology",
        sa.Column("event_id", KEY, primary_key=True),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("type", KEY, nullable=False),
        sa.Column("assertion", KEY, nullable=False),
        sa.Column("effective", KEY, nullable=False),
        sa.Column("earliest", KEY, nullable=False),
        sa.Column("latest", KEY, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("clock", KEY, nullable=False),
        sa.Column("sentence", sa.String, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("corrections", sa.Text, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_index(
        "chronology_by_matter", "chronology", ["matter_id", "latest", "rank", "clock", "position"]
    )
    op.create_table(
        "event_subjects",
        sa.Column("subject", KEY, primary_key=True),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "item_spans",
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("item_id", KEY, primary_key=True),
        sa.Column("party_id", KEY, primary_key=True),
        sa.Column("basis", KEY, primary_key=True),
        sa.Column("certainty", KEY, primary_key=True),
        sa.Column("ordinal", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("valid_from", KEY, primary_key=True),
        sa.Column("valid_to", KEY, nullable=False),
        sa.Column("track", KEY, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_index("item_spans_by_party", "item_spans", ["party_id", "known_to"])
    op.create_table(
        "matters",
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("category", KEY, nullable=False),
        sa.Column("jurisdiction", KEY, nullable=False),
        sa.Column("time_zone", KEY, nullable=False),
        sa.Column("court_id", KEY, nullable=False),
        sa.Column("docket_no", KEY, nullable=False),
        sa.Column("status", KEY, nullable=False),
        sa.Column("access", KEY, nullable=False),
        sa.Column("stayed", sa.Boolean, nullable=False),
        sa.Column("opened", KEY, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "merges",
        sa.Column("party_id", KEY, primary_key=True),
        sa.Column("into_id", KEY, primary_key=True),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_index("merges_by_into", "merges", ["into_id"])
    op.create_table(
        "names",
        sa.Column("who", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("subject_id", KEY, primary_key=True),
        sa.Column("ordinal", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("is_alias", sa.Boolean, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_index("names_by_name", "names", ["name_key"])
    op.create_index("names_by_subject", "names", ["subject_id", "who"])


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
