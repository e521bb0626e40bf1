"""An office into which the agency's log is imported as recorded, and older copies of that log."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from casefile.answers.coordinates import coordinates
from casefile.importers.intake import Intake
from casefile.importers.nlrb.importer import IMPORTER as NLRB
from casefile.importers.nlrb.tables import BESIDE
from casefile.importers.tally import Tally
from casefile.projections.matters import matters
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from tests.asking import Answers, choose_zone
from tests.importers.nlrb_reading import WASHINGTON, kind, rows

Row = dict[str, str]


class Board:
    """The office, in Washington's time, with its answers and what is asked of its tables."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        choose_zone(self.database, WASHINGTON.key)
        self.recorder = Recorder(self.database)
        self.answers = Answers(self.database)

    def close(self) -> None:
        """Close its database."""
        self.database.close()

    def take(self, folder: Path, *, as_recorded: bool = True) -> Tally:
        """Import a folder of files."""
        bundles = NLRB.read(sorted(folder.glob("*.csv")))
        intake = Intake(self.database, self.recorder)
        return intake.take(bundles, by="importer", as_recorded=as_recorded)

    def states(self, day: str, known: str) -> dict[tuple[str, str], str]:
        """Return the state of every petition on a day, as known."""
        with self.database.read() as connection:
            query = select(
                item_spans.c.matter_id,
                item_spans.c.item_id,
                item_spans.c.state,
                item_spans.c.detail,
            ).where(
                known_at(item_spans, position(connection, known)),
                item_spans.c.basis == "record",
                item_spans.c.certainty == "certain",
                item_spans.c.valid_from <= day,
                item_spans.c.valid_to > day,
            )
            found = connection.execute(query.distinct()).all()
        return {
            (row.matter_id, row.item_id.removeprefix("petition-")): _state(row.state, row.detail)
            for row in found
        }

    def matters(self, known: str) -> dict[str, tuple[str, bool]]:
        """Return the status of every matter, and whether it is stayed, as known."""
        with self.database.read() as connection:
            query = select(matters.c.matter_id, matters.c.status, matters.c.stayed)
            found = connection.execute(
                query.where(known_at(matters, position(connection, known)))
            ).all()
        return {row.matter_id: (row.status, bool(row.stayed)) for row in found}

    def lines(self, case: str, day: str, known: str) -> int:
        """Return how many entries the chronology of a matter has up to a day, as known."""
        found = self.answers.chronology(case, known_at=known, limit=1_000)
        return sum(entry["latest"] <= day for entry in found["entries"])

    def caseload(self, day: str, known: str) -> dict[str, int]:
        """Return how many petitions of open matters stand in which state, as known."""
        found = self.answers.caseload(as_of=day, known_at=known)["states"]
        return {one["state"]: one["items"] for one in found}


@contextmanager
def board(url: str, *folders: Path) -> Iterator[Board]:
    """Yield an office with these folders imported, one after another."""
    with closing(Board(url)) as opened:
        for folder in folders:
            opened.take(folder)
        yield opened


def position(connection: Connection, known: str) -> int:
    """Return where a day or an instant stands on the log."""
    return coordinates(connection, known).position


def _state(state: str, detail: str) -> str:
    if state != "dismissed":
        return state
    return f"dismissed({msgspec.json.decode(detail)['prejudice']})"


def copy(source: Path, folder: Path, was: Callable[[str, Row], Row | None]) -> Path:
    """Write a copy of the files with each row as it was, or without it; return its folder."""
    folder.mkdir()
    for file in sorted(source.glob("*.csv")):
        found = list(rows(file))
        kept = [one for row in found if (one := was(file.stem, row))]
        if kept:
            write(folder / file.name, list(found[0]), kept)
    return folder


def older(source: Path, folder: Path, cut: str) -> Path:
    """Write what the files held before an instant of the log, as far as they tell it.

    A date of the tables without a time of entry was there once its action had been entered.
    """
    entered: set[tuple[str, ...]] = set()
    for row in rows(source / "actions.csv"):
        if row["Date_Entered"] and row["Date_Entered"] < cut:
            case, key, day = row["R_Case_Number"], counted(row), row["Action_Date"]
            entered |= {(case, kind(row), day), (case, kind(row), day, *key)}
            entered.add((case, kind(row), *key))

    def was(table: str, row: Row) -> Row | None:
        case = row["R_Case_Number"]
        if table == "actions":
            return row if row["Date_Entered"] and row["Date_Entered"] < cut else None
        if table == "cases":
            return row if (case, "RCASE.Filed", row["Date_Filed"]) in entered else None
        known = next(one for one in BESIDE if set(one.columns) == set(row))
        key = () if known.keyless else counted(row)
        there = {
            column: (case, f"{known.code}.{field}", row[column], *key) in entered
            for column, field in known.dates.items()
            if field != "BrfDu"
        }
        unit, sequence, recurrence = counted(row)
        moved = (case, f"{known.code}.Resch", unit, sequence, str(int(recurrence) - 1))
        if known.hearing and moved in entered:
            there[known.hearing] = True
        elif known.hearing:
            there[known.hearing] = there[next(iter(known.dates))]  # that of its notice
        gone = {column: "" for column, is_there in there.items() if not is_there}
        return row | gone if len(gone) < len(there) else None

    return copy(source, folder, was)


def counted(row: Row) -> tuple[str, str, str]:
    """Return the unit, the number and the recurrence of a row, where its table has them."""
    return (
        row.get("Unit_ID", "A"),
        row.get("Action_Sequence", row.get("Sequence", "0")),
        row.get("Recurrence", "0"),
    )


def shuffled(source: Path, folder: Path, seed: int) -> Path:
    """Write a copy of the files with their rows in another order; return its folder."""
    folder.mkdir()
    order = random.Random(seed)  # noqa: S311 - the same order in every run
    for file in sorted(source.glob("*.csv")):
        found = list(rows(file))
        header = list(found[0])
        order.shuffle(found)
        write(folder / file.name, header, found)
    return folder


def write(file: Path, header: list[str], kept: Iterable[Row]) -> None:
    """Write a file of rows."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, header)
        writer.writeheader()
        writer.writerows(kept)
