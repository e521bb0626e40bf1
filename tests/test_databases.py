"""The databases that tests run on are gone when they have run."""

from contextlib import closing

import psycopg
from sqlalchemy import make_url

from tests.databases import PostgresqlDatabases


def test_databases__of_a_server__are_all_removed_in_the_end(postgresql_url: str) -> None:
    with closing(PostgresqlDatabases(lambda _: None, postgresql_url)) as databases:
        with databases.fresh() as first, databases.fresh() as second:
            lent = {make_url(first).database, make_url(second).database, databases._template}
        with databases.fresh() as third:
            lent.add(make_url(third).database)
            assert lent & _names(postgresql_url) > {make_url(third).database, databases._template}
    assert not lent & _names(postgresql_url)


def _names(url: str) -> set[str]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
