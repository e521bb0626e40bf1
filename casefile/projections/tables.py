"""The columns that every read table shares, and the one collection that holds them all."""

from sqlalchemy import BigInteger, Column, MetaData

from casefile.store.tables import NEVER, Key

metadata = MetaData()


def known_columns() -> tuple[Column[int], Column[int]]:
    """Return the half-open span of positions at which a row was what casefile knew."""
    return (
        Column("known_from", BigInteger, primary_key=True, autoincrement=False),
        Column("known_to", BigInteger, nullable=False),
    )


__all__ = ["NEVER", "Key", "known_columns", "metadata"]
