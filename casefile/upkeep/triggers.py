"""The triggers that keep the log append-only, held against those that the migrations make."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from casefile.store.migrate import triggers

# What finds the triggers of the log's own tables that are in force in every session, and what they
# call: the name, and the definition.
FIND = {
    "sqlite": "SELECT name, sql AS definition FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        WITH found AS (
            SELECT oid, tgname, tgfoid FROM pg_trigger
            WHERE tgrelid IN (to_regclass('events'), to_regclass('log_head'))
            AND tgenabled = 'A' AND NOT tgisinternal
        )
        SELECT tgname AS name, pg_get_triggerdef(oid, true) AS definition FROM found
        UNION ALL
        SELECT proname, replace(pg_get_functiondef(p.oid), quote_ident(nspname) || '.', '')
        FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = pronamespace
        WHERE p.oid IN (SELECT tgfoid FROM found)
    """,
}


def weakened(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each trigger that is missing or is another one than was made."""
    kind = connection.dialect.name
    there = {row.name: row.definition for row in connection.execute(text(FIND[kind]))}
    for name, definition in triggers(kind).items():
        if there.get(name) != definition:
            what = "not as casefile made it" if name in there else "missing"
            yield f"The trigger {name}, which keeps the log append-only, is {what}."
