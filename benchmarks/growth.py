"""How casefile grows: python -m benchmarks.growth 10000 100000 1000000."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import click

from benchmarks import workload
from benchmarks.command import run
from benchmarks.databases import open_office
from benchmarks.machine import describe
from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.due import calendar
from casefile.answers.due.calendar import Window
from casefile.answers.facts import chronology
from casefile.answers.overview import caseload, conflicts, reports
from casefile.answers.people import parties
from casefile.answers.record import log
from casefile.answers.standing import history, status
from casefile.event import Draft
from casefile.store.database import Database
from casefile.store.migrate import upgrade

ASKED = 300  # questions of each kind, or fewer where they take longer
AT_LEAST, LONG = 5, 10  # questions, seconds
SIZES = (10_000, 100_000, 1_000_000)


def drafts(events: int) -> Iterator[Draft]:
    """Yield whole matters, so many events of them, as they come in: some of many at a time.

    A hundred matters are under way at once, so a matter's events lie far apart in the log.
    """
    numbers = count()
    while events > 0:
        under_way = [workload.matter(next(numbers)) for _ in range(100)]
        while any(under_way):
            for matter in under_way:
                if matter:
                    yield matter.pop(0)
                    events -= 1


def median_ms(question: Callable[[int], object], matters: int) -> float:
    """Return the median time of a question about some matters, in milliseconds."""
    random = Random(1)
    taken: list[float] = []
    while len(taken) < AT_LEAST or (len(taken) < ASKED and sum(taken) < LONG):
        number = random.randrange(matters // 10) * 10  # these are criminal matters
        began = time.perf_counter()
        question(number)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1_000


def questions(asking: Asking, position: int) -> dict[str, Callable[[int], object]]:
    """Return the questions that are timed."""
    day = (workload.FIRST_DAY + timedelta(days=600)).isoformat()
    known = f"@{position * 3 // 4}"
    party, matter = workload.party_id, workload.matter_id
    return {
        "status": lambda n: status.of_party(asking, party(n), as_of=day, known_at=known),
        "history": lambda n: history.of_party(asking, party(n)),
        "matter": lambda n: matters.view(asking, matter(n), as_of=day),
        "chronology": lambda n: chronology.page(asking, matter(n)),
        "search by id": lambda n: parties.find(asking, party(n), limit=10),
        "search by name": lambda n: parties.find(asking, f"person {n}", limit=10),
        "calendar of a month": lambda _: calendar.page(asking, Window("2022-05-01", "2022-05-31")),
        "caseload": lambda _: caseload.caseload(asking, as_of=day),
        "report status": lambda _: reports.status_report(asking, as_of=day),
        "conflict check": lambda n: conflicts.check(asking, [f"Maria Dolores Person {n}"]),
    }


def grow(url: str, events: int, path: Path) -> dict[str, Any]:
    """Load so many events into a new database, one a step, and return every figure of it."""
    upgrade(url)
    found: dict[str, Any] = {}
    found["load as recorded"] = run(url, "load", "--as-recorded", str(path)).rate(events)
    for name in ("verify", "rebuild"):
        found[name] = run(url, name).rate(events)
    gc.freeze()
    with closing(Database(url)) as database:
        asking = Asking(database)
        position = log.head(asking).position
        for name, question in questions(asking, position).items():
            found[name] = f"{median_ms(question, position // 27):.2f} ms"
    return found


@click.command()
@click.argument("sizes", nargs=-1, type=int)
@click.option("--database", type=click.Choice(["sqlite", "postgresql"]), default="sqlite")
@click.option(
    "--place",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where databases are made; in memory where there is enough of it.",
)
def main(sizes: tuple[int, ...], database: Any, place: Path | None) -> None:
    """Load logs of these sizes, and print what every kind of work costs in each, as Markdown."""
    columns = {}
    with open_office(place) as office:
        for events in sizes or SIZES:
            path = office.folder / "history.jsonl"
            workload.write_history(path, drafts(events))
            with office.empty(database) as given:
                upgrade(given["url"])
                loaded = run(given["url"], "load", str(path)).rate(events)
            with office.empty(database) as given:
                columns[events] = {"load": loaded, **grow(given["url"], events, path)}
            path.unlink()
            click.echo(f"{events:,} events are done.", err=True)
        machine = describe(office, {database})
    click.echo("\n".join(machine))
    click.echo(f"\n| {database} | " + " | ".join(f"{one:,} events" for one in columns) + " |")
    click.echo("| --- " * (len(columns) + 1) + "|")
    for name in next(iter(columns.values())):
        cells = " | ".join(str(column[name]) for column in columns.values())
        click.echo(f"| {name} | {cells} |")


if __name__ == "__main__":
    main()
