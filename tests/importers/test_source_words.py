"""Every real disposition and sentence: what is shown is possible by the words of its source.

The other reading (`source_words`) looks for words and has nothing of the importers'. Nothing in
this file names a person.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select

from casefile.answers.asking import Asking
from casefile.answers.standing.headlines import MattersInScope, persons
from casefile.importers.cook_county.importer import IMPORTER as COUNTY
from casefile.importers.intake import Intake
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.law.edtf import LAST_DAY
from casefile.law.status import by_track
from casefile.projections.spans import item_spans
from casefile.projections.tables import NEVER
from tests.databases import Databases
from tests.histories import Office
from tests.importers.nlrb_office import Board, board
from tests.importers.source_words import Possible, of_agency, of_county, of_dockets, rows
from tests.length import at_length
from tests.shared import real

AFTER = "2020-12-31"  # a day after everything in the county's tables but slips of the pen
EVERY = at_length(short=24, long=1)  # one case of so many
MORE = "and more, not read"
# The most that is to fear by the words that the office shows; the first is the headline.
FEARED = (
    ("convicted", "sentenced"),
    ("deferred",),
    ("plea_tendered",),
    ("mistried",),
    ("charged",),
    ("dismissed",),
    ("acquitted", "abated", "rejected", "superseded", "moved"),
)


class Shown(NamedTuple):
    """One item as the office shows it."""

    state: str
    label: str
    sentence: list[dict[str, Any]]
    unread: bool


def shown(office: Office, day: str) -> tuple[dict[tuple[str, str], Shown], list[dict[str, Any]]]:
    """Return every item by its matter and its id, and the status of everybody."""
    items: dict[tuple[str, str], Shown] = {}
    every = []
    with Asking(office.database).gate(as_of=day) as at:
        for _, seen, _ in persons(at, MattersInScope()):
            for status in msgspec.to_builtins(by_track(seen, at.on)).values():
                every.append(status)
                unread = {
                    one["item_id"] for one in status["flags"] if one["code"] == "unread_disposition"
                }
                for one in status["items"]:
                    sentence = one["detail"].get("sentence", [])
                    key = one["matter_id"], one["item_id"]
                    items[key] = Shown(
                        one["state"], one["label"], sentence, one["item_id"] in unread
                    )
    return items, every


@contextmanager
def office_of(databases: Databases) -> Iterator[Office]:
    """Yield an office in a later year than the records."""
    with databases.fresh() as url:
        office = Office(url, today="2026-01-01")
        with closing(office.database):
            yield office


def part(source: Path, target: Path, column: str) -> Path:
    """Write tables of one case of so many into a folder, and return it."""
    for table in sorted(source.glob("*.csv")):
        found = list(rows(table))
        with (target / table.name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, found[0])
            writer.writeheader()
            for row in found:
                if sha256(row[column].encode()).digest()[0] % EVERY == 4 % EVERY:
                    writer.writerow(row)
    return target


def wrong(possible: Possible, found: Shown) -> str:
    """Return what is false about an item, or ""."""
    if found.state not in possible.states:
        return f"{found.state} is not possible"
    if found.state != "sentenced":
        return ""
    told = MORE in found.label
    sizes = {one["term"] for one in found.sentence if "term" in one}
    sums = {one["amount"]["amount"] for one in found.sentence if "amount" in one}
    if possible.kinds:  # the county has one penalty in cells of their own
        kinds = {one["kind"] for one in found.sentence}
        if not sizes <= possible.sizes:
            return "a term that the source lacks"
        if possible.sure and (told or sizes != possible.sizes or kinds != possible.kinds):
            return "the source says it all, and not all is shown"
        return "" if told or possible.sure else "shown as whole"
    there = {part for one in sizes for part in re.findall(r"\d+[YMDH]", one)} | sums
    wanted = {one.replace(",", "") for one in possible.sizes}
    if missing := {one for one in there if one not in wanted and f"{one}.00" not in wanted}:
        return f"{missing} is not in the words"
    return "" if told or wanted <= there | {f"{one}.00" for one in there} else "shown as whole"


def not_the_most(statuses: list[dict[str, Any]]) -> list[str]:
    """Return the headlines that are not the state of the item that leaves the most to fear."""
    found = []
    for status in statuses:
        states = {one["state"] for one in status["items"] if not one["attaches_to"]} - {"none"}
        feared = next((each for each in FEARED if states & {*each}), ())
        if states and feared and status["status"] not in feared:
            found.append(f"{status['status']} of {sorted(states)}")
    return found


def differing(
    items: dict[tuple[str, str], Shown], possible: dict[tuple[str, str], Possible]
) -> dict[tuple[str, str], str]:
    """Return what is false of each item that the source tells of, and that is not shown at all."""
    found = {}
    for key, may in possible.items():
        said = wrong(may, items[key]) if key in items else "not shown"
        if said:
            found[key] = said
    return found


def test_county__each_charge_and_sentence__is_what_its_words_leave_possible(
    databases: Databases, tmp_path: Path
) -> None:
    folder = real("cook_county_sao")
    folder = folder if EVERY == 1 else part(folder, tmp_path, "case_id")
    possible = of_county(folder, AFTER)
    with office_of(databases) as office:
        bundles = COUNTY.read(sorted(folder.glob("*.csv")))
        Intake(office.database, office.recorder).take(bundles, by="importer")
        items, statuses = shown(office, AFTER)
    dead = {one for one in items if items[one].state == "abated"}
    found = {one: said for one, said in differing(items, possible).items() if one not in dead}
    tell("county", possible, found)
    assert found == {}
    assert not_the_most(statuses) == []
    assert len(possible) > 9_900 // EVERY // 2


def test_dockets__each_count_and_sentence__is_what_its_words_leave_possible(
    databases: Databases,
) -> None:
    folder = real("pacer_dockets")
    paths = sorted(
        path for path in folder.rglob("*.json") if b'"criminal_data": {' in path.read_bytes()
    )
    possible = of_dockets(folder)
    with office_of(databases) as office:
        Intake(office.database, office.recorder).take(PACER.read(paths), by="importer")
        items, statuses = shown(office, "2025-12-31")
    by_count = {
        (matter, item.partition(".")[0].removeprefix("ct-")): one
        for (matter, item), one in items.items()
    }
    found = {}
    for key, each in possible.items():
        said = [wrong(one, by_count[key]) for one in each] if key in by_count else ["not shown"]
        if all(said):
            found[key] = said[0]
    tell("dockets", possible, found)
    assert found == {}
    assert not_the_most(statuses) == []
    assert len(possible) == 65


def test_agency__each_petition__is_what_closed_its_case(
    databases: Databases, tmp_path: Path
) -> None:
    folder = real("nlrb_cats")
    folder = folder if EVERY == 1 else part(folder, tmp_path, "R_Case_Number")
    possible = of_agency(folder)
    with databases.fresh() as url, board(url, folder) as opened:
        record, reported = (petitions(opened, basis) for basis in ("record", "reported"))
    found = {}
    for case, ended in possible.items():
        # Where the log has no act that ended the petition, the closing is a report of one.
        done = record.get(case, set()) & (ended.closed | ended.acts)
        told = not ended.acts and reported.get(case, set()) & ended.closed
        if not (done or told):
            found[case] = f"{record.get(case)} where {ended}"
    tell("agency", possible, found)
    assert found == {}
    assert len(possible) > 3_600 // EVERY // 2


def petitions(asked: Board, basis: str) -> dict[str, set[str]]:
    """Return the states in which the petitions of each case are in the end."""
    found: dict[str, set[str]] = {}
    query = select(item_spans.c.matter_id, item_spans.c.state).where(
        item_spans.c.basis == basis,
        item_spans.c.certainty == "certain",
        item_spans.c.valid_to == LAST_DAY.isoformat(),
        item_spans.c.known_to == NEVER,
    )
    with asked.database.read() as connection:
        for case, state in connection.execute(query):
            found.setdefault(case, set()).add(state)
    return found


def tell(source: str, possible: Any, found: Any) -> None:
    """Print how many items were compared, and how many are not what their words leave possible."""
    sys.stdout.write(f"{source}: {len(possible)} compared, {len(found)} differ\n")
    for key, said in sorted(found.items()):
        sys.stdout.write(f"  {key}: {said}\n")
