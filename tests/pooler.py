"""A pooler before the PostgreSQL of the tests: pgbouncer, which hands out its lines by turns."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from tests.databases import PostgresqlDatabases, User, quick_place

PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
MISSING = "There is no pgbouncer here; `make pooler` installs it."
PORT = 6432  # of its socket, in a folder of its own
LINES = 3  # that it has to each database, for however many clients

_SETTINGS = """
[databases]
* = host={host} port={port} user={user}

[pgbouncer]
listen_addr =
listen_port = {own_port}
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
admin_users = {user}
default_pool_size = {lines}
max_client_conn = 500
server_idle_timeout = 5
autodb_idle_timeout = 5
"""


class PooledDatabases(PostgresqlDatabases):
    """Databases of one server, each lent by its address at a pooler."""

    def __init__(self, migrate: Callable[[str], None], server_url: str, pooler_url: str) -> None:
        super().__init__(lambda url: migrate(past(url, server_url)), server_url)
        self._pooler_url = make_url(pooler_url)

    def _url(self, name: str) -> str:
        return self._pooler_url.set(database=name).render_as_string(hide_password=False)

    def _drop(self, name: str) -> None:
        # The pooler holds its lines when nobody asks any more.
        self._connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,)
        )
        super()._drop(name)


def reconnect(pooled_url: str) -> None:
    """Have the pooler give up the lines that it has."""
    url = make_url(pooled_url).set(drivername="postgresql", database="pgbouncer")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as console:
        console.execute("RECONNECT")


def past(pooled_url: str, server_url: str) -> str:
    """Return the address at the server itself of a database that is lent at a pooler."""
    name = make_url(pooled_url).database
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def pooler(server_url: str) -> Iterator[str]:
    """Run a pooler before a server, by transactions, and yield its address."""
    assert PROGRAM
    folder = Path(tempfile.mkdtemp(prefix="casefile-pooler-", dir=quick_place()))
    settings = folder / "pgbouncer.ini"
    server = make_url(server_url)
    settings.write_text(
        _SETTINGS.format(
            host=server.query.get("host", server.host),
            port=server.port or 5432,
            user=server.username,
            folder=folder,
            own_port=PORT,
            lines=LINES,
        )
    )
    run_as: User = {}
    if os.geteuid() == 0:  # as which it refuses to run
        nobody = pwd.getpwnam("nobody")
        run_as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        for one in (folder, settings):
            os.chown(one, nobody.pw_uid, nobody.pw_gid)
    # This shell waits for the end of its input, which comes however the test run ends.
    script = '"$0" -q "$1/pgbouncer.ini" & cat; kill -INT $!; wait; rm -rf "$1"'
    with (folder / "errors").open("wb") as errors:
        undertaker = subprocess.Popen(
            ["/bin/sh", "-c", script, PROGRAM, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd="/",
            start_new_session=True,
            **run_as,
        )
    try:
        url = server.set(host=None, port=PORT, query={"host": str(folder)})
        _await(url, folder / "errors")
        yield url.render_as_string(hide_password=False)
    finally:
        undertaker.communicate()


def _await(url: URL, errors: Path) -> None:
    until = time.monotonic() + 30
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > until:
                raise RuntimeError(f"{PROGRAM} does not answer: {errors.read_text()}") from error
            time.sleep(0.05)
        else:
            return
