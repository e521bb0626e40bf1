"""People: who signs in, the sessions and links by which they are known, and failed attempts.

None of it is part of the log: rows change when something ends.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("person_id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("ended_at", sa.String(27)),
    )
    op.create_table(
        "sessions",
        sa.Column("session_id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.person_id"), nullable=False),
        sa.Column("session_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("device_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("browser", sa.String(200), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("expires_at", sa.String(27), nullable=False),
        sa.Column("ended_at", sa.String(27)),
    )
    op.create_index("sessions_of_person", "sessions", ["person_id", "device_hash"])
    op.create_table(
        "sign_in_links",
        sa.Column("link_id", sa.Integer, primary_key=True),
        # That of the first person of an office has nobody yet.
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.person_id")),
        sa.Column("link_hash", sa.LargeBinary(32), nullable=False, unique=True),
        sa.Column("expires_at", sa.String(27), nullable=False),
        sa.Column("used_at", sa.String(27)),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("attempt_id", sa.Integer, primary_key=True),
        sa.Column("name_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("failed_us", sa.BigInteger, nullable=False),
    )
    op.create_index("failed_sign_ins_of_name", "failed_sign_ins", ["name_hash", "failed_us"])


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
