"""PostgreSQL: how it is reached, itself or through a pooler, and what casefile sets there.

A pooler hands each transaction to any of its own connections. So nothing may be left on one: what
is set for a whole connection would be set for whoever comes next, and what was prepared would be
looked for where it is not. Behind a pooler it is the role that has the settings.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, text

BUSY_MILLISECONDS = 10_000
# A transaction that writes holds locks, and one that reads has the server keep old rows for it. So
# neither may be left lying about: its program may have been stopped, or its machine be asleep.
WRITER_RESTS, SNAPSHOT_RESTS = 60, 600  # seconds
LONGEST = 60  # seconds for one statement of a server; what takes longer is no answer to anybody
# Statements are planned once for each connection, at their first use: planning one takes longer
# than running it, and none of them depends on the values. Each follows an index from the few rows
# that it begins with; without statistics, or with old ones, PostgreSQL would rather read a whole
# table and hash it.
PLANNING = {
    "plan_cache_mode": "force_generic_plan",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
}
# What the driver is told. It prepares nothing before it is known that no pooler stands between, and
# does not ask on every first line for a type that no table of casefile has.
REACHING: dict[str, Any] = {
    "isolation_level": "AUTOCOMMIT",
    "paramstyle": "format",
    "use_native_hstore": False,
    "connect_args": {
        "connect_timeout": BUSY_MILLISECONDS // 1000,
        "prepare_threshold": None,
    },
}
AT_ONCE = 0  # uses of a statement before it is prepared
_NAMES = ("postgres", "postgresql")
# A pooler tells its clients of a process that it has made up, so that they can cancel.
_SET = (
    "SELECT count(set_config(name, value, false))"
    " FROM unnest(%s::text[], %s::text[]) AS given (name, value) WHERE pg_backend_pid() = %s"
)
_DIFFERING = text(
    "SELECT name FROM pg_settings JOIN"
    " unnest(CAST(:names AS text[]), CAST(:values AS text[])) AS given (name, value) USING (name)"
    " WHERE setting <> value ORDER BY name"
)
_PLACE = text(
    "SELECT oid, pg_postmaster_start_time() FROM pg_database WHERE datname = current_database()"
)
_MAY = "SELECT, INSERT, UPDATE, DELETE"


def driven(url: URL) -> URL:
    """Return an address of PostgreSQL, in either of its names, with the driver that is used."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in _NAMES else url


def settings(longest: int | None) -> dict[str, str]:
    """Return what a connection is set to, where a statement may take so many seconds."""
    return PLANNING | {
        "lock_timeout": f"{BUSY_MILLISECONDS}",
        "idle_in_transaction_session_timeout": f"{round(WRITER_RESTS * 1000)}",
        "statement_timeout": f"{(longest or 0) * 1000}",
    }


def settle(driver: Any, longest: int | None) -> bool:
    """Set a new connection up; tell whether a pooler stands between, on which nothing is set."""
    chosen = settings(longest)
    given = (list(chosen), list(chosen.values()), driver.info.backend_pid)
    (done,) = driver.execute(_SET, given).fetchone()
    if done:
        driver.prepare_threshold = AT_ONCE
    return not done


def not_in_force(line: Connection, longest: int | None) -> list[str]:
    """Return the settings that are others than casefile's."""
    chosen = settings(longest)
    given = {"names": list(chosen), "values": list(chosen.values())}
    return list(line.scalars(_DIFFERING, given))


def same_place(one: Connection, other: Connection) -> bool:
    """Tell whether two connections lead to one database of one server."""
    return one.execute(_PLACE).one() == other.execute(_PLACE).one()


def set_role(line: Connection) -> None:
    """Have every connection of this role to this database begin with the settings of a server."""
    here = _quoted(line, "current_database()")
    for name, value in settings(LONGEST).items():
        line.exec_driver_sql(f"ALTER ROLE CURRENT_USER IN DATABASE {here} SET {name} = '{value}'")


def let_work(owner: Connection, server: Connection) -> None:
    """Let the role of a server work with the tables of their owner, also those that are to come."""
    if _one(server, "current_user") == _one(owner, "current_user"):
        return
    role, here = _quoted(server, "current_user"), _quoted(owner, "current_schema()")
    for statement in (
        f"GRANT USAGE ON SCHEMA {here} TO {role}",
        f"GRANT {_MAY} ON ALL TABLES IN SCHEMA {here} TO {role}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {here} TO {role}",
        f"ALTER DEFAULT PRIVILEGES GRANT {_MAY} ON TABLES TO {role}",
        f"ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO {role}",
    ):
        owner.exec_driver_sql(statement)


def _one(line: Connection, expression: str) -> str:
    return str(line.scalar(text(f"SELECT {expression}")))


def _quoted(line: Connection, expression: str) -> str:
    """Return what an expression names, as it stands in a statement."""
    return line.dialect.identifier_preparer.quote_identifier(_one(line, expression))
