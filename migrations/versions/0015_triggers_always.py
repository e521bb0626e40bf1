"""The triggers that let the log only grow: made anew, on PostgreSQL in force in every session.

A session that plays the part of a replica would pass by the others. `TRIGGERS` has them as each
kind of database tells them when it is asked, with what they call; `verify` holds those that are
there against it.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "CREATE OR REPLACE FUNCTION casefile_append_only()\n"
    " RETURNS trigger\n"
    " LANGUAGE plpgsql\n"
    "AS $function$\n"
    "       BEGIN\n"
    "         RAISE EXCEPTION 'the log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;\n"
    "       END $function$\n"
)

TRIGGERS = {
    "sqlite": {
        "events_no_update": (
            "CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN"
            " SELECT RAISE(ABORT, 'the log is append-only: events are never updated'); END"
        ),
        "events_no_delete": (
            "CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN"
            " SELECT RAISE(ABORT, 'the log is append-only: events are never deleted'); END"
        ),
        "events_no_replace": (
            "CREATE TRIGGER events_no_replace BEFORE INSERT ON events"
            " WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position"
            " OR event_id = NEW.event_id"
            " OR (matter_id = NEW.matter_id AND version = NEW.version)) BEGIN"
            " SELECT RAISE(ABORT, 'the log is append-only: this event has its place'); END"
        ),
        "log_head_no_delete": (
            "CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head BEGIN"
            " SELECT RAISE(ABORT, 'the log has one head, which is never deleted'); END"
        ),
    },
    "postgresql": {
        "casefile_append_only": APPEND_ONLY,
        "events_append_only": (
            "CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE ON events"
            " FOR EACH ROW EXECUTE FUNCTION casefile_append_only()"
        ),
        "events_no_truncate": (
            "CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events"
            " FOR EACH STATEMENT EXECUTE FUNCTION casefile_append_only()"
        ),
        "log_head_no_delete": (
            "CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head"
            " FOR EACH ROW EXECUTE FUNCTION casefile_append_only()"
        ),
        "log_head_no_truncate": (
            "CREATE TRIGGER log_head_no_truncate BEFORE TRUNCATE ON log_head"
            " FOR EACH STATEMENT EXECUTE FUNCTION casefile_append_only()"
        ),
    },
}


def upgrade() -> None:
    """Make every trigger anew."""
    connection = op.get_bind()
    kind = connection.dialect.name
    for name, definition in TRIGGERS[kind].items():
        if definition == APPEND_ONLY:
            connection.exec_driver_sql(APPEND_ONLY.replace("%", "%%"))
            continue
        table = "events" if name.startswith("events") else "log_head"
        on = "" if kind == "sqlite" else f" ON {table}"
        op.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        op.execute(definition)
        if kind == "postgresql":
            op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
