"""Search keys: a row for all words of one, and each word once for what became known together."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Table, select, text

from casefile.projections.search_keys import PARTY, search_keys, search_words
from casefile.store.database import Database
from casefile.store.migrate import MIGRATIONS, upgrade
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.histories import Office

TWO = """
2023-01-02 party.added party_id=p2 name=Maria-Diaz
2023-01-02 party.added party_id=p3 name=Maria-Ruiz
"""


def read(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    """Return all rows of a table."""
    return list(map(tuple, connection.execute(select(table))))


def places_of(office: Office, word: str) -> list[tuple[str, int]]:
    """Return in which matters, and since when, a party has a word."""
    query = select(search_words.c.matter_id, search_words.c.known_from).where(
        search_words.c.kind == PARTY, search_words.c.word == word
    )
    with office.database.read() as connection:
        return sorted((row.matter_id, row.known_from) for row in connection.execute(query))


def words_of(office: Office, subject_id: str) -> list[str]:
    """Return the words of a party, as each row has them in its turn."""
    query = select(search_keys.c.words).where(
        search_keys.c.kind == PARTY, search_keys.c.subject_id == subject_id
    )
    with office.database.read() as connection:
        return list(connection.scalars(query.order_by(search_keys.c.known_from)))


def test_words__of_parties_added_together__stand_once_for_all_of_them(office: Office) -> None:
    office.post(TWO)
    assert places_of(office, "maria") == [("m1", office.position)]
    assert words_of(office, "p2") == [" diaz maria p2"]
    assert words_of(office, "p3") == [" maria p3 ruiz"]


def test_words__of_a_party_renamed__stand_again_from_where_the_new_row_begins(
    office: Office,
) -> None:
    office.post(TWO)
    added = office.position
    change = 'changes={"name":"Maria-Vega"} reason=marriage'
    office.post(f"2023-02-01 party.changed party_id=p2 {change}")
    assert places_of(office, "maria") == [("m1", added), ("m1", office.position)]
    assert places_of(office, "vega") == [("m1", office.position)]
    assert words_of(office, "p2") == [" diaz maria p2", " diaz maria p2 vega"]


@pytest.mark.parametrize("name", ["search_keys", "search_words"])
def test_rebuild__of_either_table__makes_both_anew(office: Office, name: str) -> None:
    office.post(TWO)
    before = office.everything()
    with office.database.write() as connection:
        connection.execute(search_words.delete().where(search_words.c.word == "maria"))
        connection.execute(search_keys.delete().where(search_keys.c.subject_id == "p2"))
    assert len(verify(office.database).failures) == 2
    found = rebuild(office.database, [name]).tables
    assert [(one.name, one.missing) for one in found] == [("search_keys", 1), ("search_words", 1)]
    assert office.everything() == before


# As they were before: a row for each word, with the span in which it was known.
BEFORE = [
    ("diaz", "party-in", "m1", "p1", 3, 2**62),
    ("maria", "party-in", "m1", "p1", 3, 2**62),
    ("vega", "party-in", "m1", "p1", 5, 9),
    ("maria", "party-in", "m1", "p2", 3, 2**62),
    ("doe", "matter", "m1", "", 1, 4),
    ("doe", "matter", "m1", "", 7, 2**62),
]


def test_migration__of_words_of_an_earlier_version__puts_them_together(
    empty_database_url: str,
) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = empty_database_url
    command.upgrade(config, "0026")
    with closing(Database(empty_database_url)) as database:
        with database.write() as connection:
            for row in BEFORE:
                connection.execute(text(f"INSERT INTO search_keys VALUES {row}"))
        upgrade(empty_database_url)
        with database.read() as connection:
            keys = {
                (*row[:3], *sorted(row[3].split()), *row[4:])
                for row in read(connection, search_keys)
            }
            words = {*read(connection, search_words)}
    assert keys == {
        ("party-in", "m1", "p1", "diaz", "maria", 3, 5),
        ("party-in", "m1", "p1", "diaz", "maria", "vega", 5, 9),
        ("party-in", "m1", "p1", "diaz", "maria", 9, 2**62),
        ("party-in", "m1", "p2", "maria", 3, 2**62),
        ("matter", "m1", "", "doe", 1, 4),
        ("matter", "m1", "", "doe", 7, 2**62),
    }
    assert words == {
        *(("party-in", one, "m1", at) for one in ("diaz", "maria") for at in (3, 5, 9)),
        ("party-in", "vega", "m1", 5),
        *(("matter", "doe", "m1", at) for at in (1, 7)),
    }
