"""Makes tables as large as one likes of a county's own: python -m benchmarks.county FROM TO.

Every row stands there once for each copy, with ids of that copy, so that each has cases of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import click

IDS = ("case_id", "case_participant_id", "charge_id", "charge_version_id")


def multiply(source: Path, target: Path, rows: int) -> int:
    """Write tables of at least so many rows together, and return how many they have."""
    tables = sorted(source.glob("*.csv"))
    here = sum(1 for table in tables for _ in _rows(table))
    copies = -(-rows // here)
    target.mkdir(parents=True, exist_ok=True)
    for table in tables:
        with (target / table.name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(_columns(table))
            for copy in range(copies):
                writer.writerows(_of_copy(row, copy) for row in _rows(table))
    return here * copies


def _columns(table: Path) -> list[str]:
    with table.open(newline="", encoding="utf-8-sig") as file:
        return next(csv.reader(file))


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def _of_copy(row: dict[str, str], copy: int) -> Iterator[str]:
    """Yield the cells of a row with the ids of a copy; the first copy has those of the county."""
    for column, cell in row.items():
        yield f"{cell}.{copy}" if copy and cell and column in IDS else cell


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option("--rows", default=1_000_000, show_default=True, help="How many there are at least.")
def main(source: Path, target: Path, rows: int) -> None:
    """Write the tables of a county again and again until there are so many rows."""
    click.echo(f"{multiply(source, target, rows):,} rows")


if __name__ == "__main__":
    main()
