"""What every test may use: a database of its own, on SQLite and on PostgreSQL."""

import gc
import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zlib import crc32

import hypothesis
import pytest

from tests.databases import (
    Databases,
    PostgresqlDatabases,
    SqliteDatabases,
    postgresql,
    quick_place,
)
from tests.length import LONG, at_length
from tests.pooler import MISSING, PROGRAM, PooledDatabases, pooler
from tests.statements import share

if TYPE_CHECKING:
    from casefile.store.database import Database
    from tests.histories import Office
    from tests.installed import User

# A slow machine is no failure, so there is no deadline.
# In short the same examples are tried in every run, so that a change alone can make a test fail; in
# full, new ones are looked for.
hypothesis.settings.register_profile(
    "casefile",
    deadline=None,
    print_blob=True,
    max_examples=at_length(short=50, long=300),
    derandomize=not LONG,
)
hypothesis.settings.load_profile("casefile")

share()

# In short, each test of these has one kind of database: they are about the law, about words, or
# about what is shown, and what they ask of a database is asked of both by the tests beside them.
EITHER = (
    "api/test_access.py",
    "api/test_bad_input.py",
    "api/test_description.py",
    "api/test_documents.py",
    "api/test_errors.py",
    "api/test_heeded.py",
    "api/test_readings.py",
    "api/test_schemathesis.py",
    "cli/*.py",
    "exports/*.py",
    "importers/*.py",
    "law/*.py",
    "web/*.py",
    "words/*.py",
)
# But not of these, which are about the database itself.
EACH = (
    "cli/test_checkpoint.py",
    "cli/test_doctor.py",
    "cli/test_ending.py",
    "cli/test_keeping*.py",
    "cli/test_load.py",
    "cli/test_office.py",
    "cli/test_program.py",
    "cli/test_read_only.py",
    "cli/test_rebuild_due.py",
    "cli/test_serving.py",
)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among the tests: there are many, and they stay until the end.

    From then on it is looked for as seldom as casefile's own programs do.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(100_000, 20, 100)
        gc.enable()


_shared_url = pytest.StashKey[str]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give a worker of pytest-xdist the one PostgreSQL that all of them use."""
    config: pytest.Config = node.config
    if _shared_url not in config.stash:
        stack = ExitStack()
        config.add_cleanup(stack.close)
        config.stash[_shared_url] = stack.enter_context(postgresql())
    node.workerinput["postgresql_url"] = config.stash[_shared_url]


@pytest.fixture(scope="session")
def postgresql_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """Yield the URL of a running PostgreSQL, whose user may create databases."""
    if shared := getattr(pytestconfig, "workerinput", {}).get("postgresql_url"):
        yield shared
    else:
        with postgresql() as url:
            yield url


def pytest_xdist_auto_num_workers() -> int:
    """Have more workers than processors: a test waits for a database or a program half its time."""
    return (os.cpu_count() or 2) * 3 // 2


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a database on each kind; the API behind a pooler, too.

    Much hardly asks which database it is: in short each such test has one of the two.
    """
    if "kind_of_database" in metafunc.fixturenames:
        path = Path(metafunc.definition.path)
        api = path.parent == Path(__file__).parent / "api"
        kinds = ["sqlite", "postgresql", *["pooler"] * api]
        if not LONG and _is_of(path, EITHER) and not _is_of(path, EACH):
            kinds = [kinds[crc32(metafunc.definition.name.encode()) % 2]]
        metafunc.parametrize("kind_of_database", kinds, indirect=True, scope="session")


def _is_of(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(path.match(one) for one in patterns)


@pytest.fixture(scope="session")
def kind_of_database(request: pytest.FixtureRequest) -> str:
    """Return which kind of database is lent: PostgreSQL behind a pooler, too.

    There is this one alone, because what has been made of it goes where another kind is next.
    """
    return str(request.param)


@pytest.fixture(scope="session")
def databases(kind_of_database: str, request: pytest.FixtureRequest) -> Iterator[Databases]:
    """Lend databases: ``with databases.fresh() as url``, for a test that needs more than one."""
    # Imported here, so that tests of the law alone need no database.
    from casefile.store.migrate import upgrade  # noqa: PLC0415

    with ExitStack() as stack:
        if kind_of_database == "sqlite":
            folder = stack.enter_context(TemporaryDirectory(dir=quick_place()))
            made: Databases = SqliteDatabases(upgrade, Path(folder))
        elif kind_of_database == "pooler":
            server = request.getfixturevalue("postgresql_url")
            made = PooledDatabases(upgrade, server, request.getfixturevalue("pooler_url"))
        else:
            made = PostgresqlDatabases(upgrade, request.getfixturevalue("postgresql_url"))
        yield stack.enter_context(closing(made))


@pytest.fixture(scope="session")
def pooler_url(postgresql_url: str) -> Iterator[str]:
    """Run a pooler before PostgreSQL and return its address."""
    if PROGRAM is None:
        pytest.skip(MISSING)
    with pooler(postgresql_url) as url:
        yield url


@pytest.fixture(scope="session")
def pooled(postgresql_url: str, pooler_url: str) -> Iterator[PooledDatabases]:
    """Lend databases of PostgreSQL behind a pooler."""
    from casefile.store.migrate import upgrade  # noqa: PLC0415 - as above

    with closing(PooledDatabases(upgrade, postgresql_url, pooler_url)) as made:
        yield made


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """Yield the URL of a fresh database, migrated."""
    with databases.fresh() as url:
        yield url


@pytest.fixture
def empty_database_url(databases: Databases) -> Iterator[str]:
    """Yield the URL of a fresh database with nothing in it."""
    with databases.fresh(migrated=False) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator["Database"]:
    """Yield a fresh database, migrated and open."""
    from casefile.store.database import Database  # noqa: PLC0415 - as above

    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def office(database_url: str) -> Iterator["Office"]:
    """Yield an office in which matter m1 is open and p1 is a party to it."""
    from tests.histories import open_office  # noqa: PLC0415

    with open_office(database_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an installed casefile."""
    from tests.installed import install  # noqa: PLC0415 - few tests need it

    return install(tmp_path_factory.mktemp("installed"))


@pytest.fixture
def user(tmp_path: Path, programs: Path) -> "User":
    """Return somebody who has installed casefile and done nothing yet."""
    from tests.installed import User  # noqa: PLC0415 - as above

    return User(tmp_path, programs)
