"""Names: since when a party is what it is in its matter, and what it was there before.

The rows that are there are taken over; what they say of a party holds on every day until the tables
are made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table anew, its columns in the order of a row, and carry its rows over."""
    for name in ("names_by_subject", "names_by_name"):
        op.drop_index(name, "names")
    op.create_table(
        "names_next",
        sa.Column("who", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("subject_id", KEY, primary_key=True),
        sa.Column("ordinal", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("name_key", KEY, nullable=False),
        sa.Column("is_alias", sa.Boolean, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("parts", sa.String, nullable=False),
        sa.Column("possible_from", KEY, nullable=False),
        sa.Column("valid_from", KEY, nullable=False),
        sa.Column("valid_to", KEY, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.execute(
        "INSERT INTO names_next SELECT who, matter_id, subject_id, ordinal, name, name_key, "
        "is_alias, kind, role, '[]', possible_from, valid_from, valid_to, known_from, known_to "
        "FROM names"
    )
    op.drop_table("names")
    op.rename_table("names_next", "names")
    op.create_index("names_by_subject", "names", ["subject_id", "who"])
    op.create_index("names_by_name", "names", ["name_key"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX names_next_pkey RENAME TO names_pkey")


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
