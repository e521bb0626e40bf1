"""What every test may use: a database of its own, on SQLite and on PostgreSQL."""

import gc
import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.databases import (
    Databases,
    PostgresqlDatabases,
    SqliteDatabases,
    postgresql,
    quick_place,
)
from tests.kinds import KIND, kinds_of, left_to_full
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
    max_examples=at_length(short=20, long=300),
    derandomize=not LONG,
)
hypothesis.settings.load_profile("casefile")

share()


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
    """Run what needs a database on each kind, or on that which it has in short."""
    if KIND in metafunc.fixturenames:
        kinds = kinds_of(Path(metafunc.definition.path), metafunc.definition.name)
        metafunc.parametrize(KIND, kinds, indirect=True, scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Leave to the tests in full what each case of several does on the other kind of database."""
    left = set(left_to_full(items))
    items[:] = [one for one in items if one not in left]
    config.hook.pytest_deselected(items=list(left))


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
