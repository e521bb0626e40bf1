"""Keys alone: on SQLite, tables that are little more than their keys are kept once and not twice.

PostgreSQL has no such tables, and nothing changes there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make each table anew and carry its rows over, in the order of the key."""
    if op.get_bind().dialect.name != "sqlite":
        return
    _carry_over(
        "event_subjects",
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    )
    _carry_over(
        "search_keys",
        sa.Column("word", sa.String, primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("matter_id", sa.String, primary_key=True),
        sa.Column("subject_id", sa.String, primary_key=True),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_index(
        "search_keys_by_subject", "search_keys", ["matter_id", "subject_id", "kind", "word"]
    )
    _carry_over(
        "precedence",
        sa.Column("matter_id", sa.String, primary_key=True),
        sa.Column("item_id", sa.String, primary_key=True),
        sa.Column("event_id", sa.String, primary_key=True),
        sa.Column("before_id", sa.String, primary_key=True),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )


def _carry_over(table: str, *columns: sa.Column[object]) -> None:
    anew = op.create_table(f"{table}_anew", *columns, sqlite_with_rowid=False)
    names = ", ".join(column.name for column in columns)
    key = ", ".join(column.name for column in anew.primary_key)
    op.execute(f"INSERT INTO {table}_anew ({names}) SELECT {names} FROM {table} ORDER BY {key}")  # noqa: S608 - constants
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
