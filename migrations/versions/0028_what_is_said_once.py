"""What is said once: words that are found together, and events of a chronology by their positions.

The rows that are there are taken over, so that questions are answered as before until the tables
are made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
WHOSE = "kind, matter_id, subject_id"
JOINED = {"sqlite": "group_concat(word, ' ')", "postgresql": "string_agg(word, ' ')"}


def upgrade() -> None:
    """Make the tables anew and carry their rows over."""
    _search_keys()
    _chronology()


def _search_keys() -> None:
    """Put together the words that were known of somebody at each position."""
    op.rename_table("search_keys", "search_keys_before")
    kind = op.get_bind().dialect.name
    if kind == "postgresql":
        op.execute("ALTER INDEX search_keys_pkey RENAME TO search_keys_before_pkey")
    op.create_table(
        "search_keys",
        sa.Column("kind", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("subject_id", KEY, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_words",
        sa.Column("kind", KEY, primary_key=True),
        sa.Column("word", KEY, primary_key=True),
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"""CREATE TEMPORARY TABLE search_words_known AS
        WITH turns AS (
            SELECT {WHOSE}, known_from AS turn FROM search_keys_before
            UNION SELECT {WHOSE}, known_to FROM search_keys_before
        ), spans AS (
            SELECT {WHOSE}, turn, lead(turn) OVER (PARTITION BY {WHOSE} ORDER BY turn) AS following
            FROM turns
        )
        SELECT {WHOSE}, word, turn, following
        FROM spans JOIN search_keys_before USING ({WHOSE})
        WHERE known_from <= turn AND turn < known_to"""  # noqa: S608 - constants
    )
    op.execute(
        f"INSERT INTO search_keys SELECT {WHOSE}, ' ' || {JOINED[kind]}, turn, following"  # noqa: S608 - constants
        f" FROM search_words_known GROUP BY {WHOSE}, turn, following"
    )
    op.execute(
        "INSERT INTO search_words SELECT DISTINCT kind, word, matter_id, turn"
        " FROM search_words_known ORDER BY kind, word, matter_id, turn"
    )
    for table in ("search_words_known", "search_keys_before"):
        op.drop_table(table)


def _chronology() -> None:
    op.create_table(
        "chronology_next",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("type", KEY, nullable=False),
        sa.Column("earliest", KEY, nullable=False),
        sa.Column("latest", KEY, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("clock", KEY, nullable=False),
        sa.Column("checksum", sa.BigInteger, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO chronology_next SELECT position, matter_id, type, earliest, latest, rank,"
        " clock, checksum, known_from, known_to FROM chronology ORDER BY position, known_from"
    )
    op.drop_table("chronology")
    op.rename_table("chronology_next", "chronology")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX chronology_next_pkey RENAME TO chronology_pkey")
    place = ["matter_id", "latest", "rank", "clock", "position"]
    op.create_index("chronology_by_matter", "chronology", place)


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
