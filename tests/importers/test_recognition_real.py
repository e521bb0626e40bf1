"""Copies of real dockets that a clerk has edited: what the court changed changes, and nothing else.

Nothing in this file names a person.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid5

from hypothesis import strategies as st

from casefile.event import Draft
from casefile.importers.bundles import Bundles
from casefile.importers.copies import recognized
from casefile.importers.intake import Intake
from casefile.importers.material import Bundle
from casefile.importers.pacer.docket import PACER as PACER_IDS
from casefile.importers.pacer.docket import Shape
from casefile.importers.pacer.identities import KINDS
from casefile.importers.pacer.importer import IMPORTER as PACER
from casefile.importers.pacer.importer import MARKS
from casefile.importers.pacer.wording import likeness
from casefile.importers.tally import Tally
from casefile.law import subjects
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact, of_class, standing
from casefile.projections.subjects import known_in
from casefile.recording.draft import read_draft
from casefile.store import log
from tests.databases import Databases
from tests.histories import Office
from tests.importers.clerk import EDITS, Clerk
from tests.importers.pacer_dockets import in_turn, records, written
from tests.importers.test_pacer_real import files
from tests.length import at_length
from tests.recording.test_properties import examine

FOLDERS = ("appellate", "bankruptcy", "district", "docket_history", "internet_archive", "special")
MANY = at_length(short=1, long=10)  # copies of each docket
LONGEST = at_length(short=40, long=300)  # entries of a docket that is recorded
DEADLINES = 6
# Of the entries that a clerk has changed in several ways, so many of a hundred are recognized.
FEWEST = 97


@cache
def dockets() -> Sequence[dict[str, Any]]:
    """Return the real dockets with some entries, or skip the test."""
    read = (json.loads(path.read_bytes()) for path in files(*FOLDERS))
    return [one for one in read if len(one["docket_entries"]) > 2]


@cache
def words() -> Sequence[str]:
    """Return what entries of some dockets say, to be put into others."""
    said = (one["description"] for docket in dockets()[::7] for one in docket["docket_entries"])
    return sorted({one for one in said if one})


def ids(made: Bundle) -> list[str]:
    """Return the id of each entry, in the order of the docket."""
    return [one.drafts[0].event_id or "" for one in records(made, "docket entry")]


def test_entries__of_edited_copies__keep_their_ids_and_no_two_become_one(tmp_path: Path) -> None:
    changed, kept = 0, 0
    for number, docket in enumerate(dockets()):
        entries = docket["docket_entries"]
        for seed in range(MANY):
            clerk = Clerk(entries, words(), seed)
            for what in islice(cycle(EDITS), number % len(EDITS), 3 + len(entries) // 4):
                clerk.edit(what)
            copies = docket, docket | {"docket_entries": [one.entry for one in clerk.entries]}
            before, after = map(ids, in_turn(PACER.read(written(tmp_path, *copies))))
            assert len({*after}) == len(after)
            check_untouched(entries, before, clerk, after)
            for one, event_id in zip(clerk.entries, after, strict=True):
                if one.was is None:
                    check_new(one.entry, entries, before, event_id)
                elif one.edits:
                    changed += 1
                    kept += event_id == before[one.was]
    assert changed > 100 * MANY
    assert kept * 100 > FEWEST * changed, f"{kept} of {changed}"


def test_log__of_an_earlier_version__has_the_same_ids_for_every_docket() -> None:
    ordinals = 0
    for path, made in zip(files(), PACER.read(files()), strict=True):
        names = dict(zip(ids(made), earlier_ids(json.loads(path.read_bytes())), strict=True))
        log_of_then = [
            read_draft(draft, 0, names.get(draft.event_id or "") or draft.event_id or "").envelope
            for draft in made.drafts()
        ]
        assert made.recognized
        again = made.recognized(log_of_then)
        assert [draft.event_id for draft in again.drafts()] == [one.event_id for one in log_of_then]
        ordinals += sum(map(bool, names.values()))
    assert ordinals > 1_000


def test_log__of_an_earlier_version__the_same_dockets_again_add_nothing(
    databases: Databases,
) -> None:
    ordinals = 0
    with office_of(databases) as office:
        # One copy of each docket: what the earlier version made of two is on no log here.
        first: dict[str, Path] = {}
        for path, made in zip(files(), PACER.read(files()), strict=True):
            first.setdefault(next(made.drafts()).matter_id, path)
        every = [*first.values()][:: at_length(short=16, long=1)]
        for path, made in zip(every, PACER.read(every), strict=True):
            names = dict(zip(ids(made), earlier_ids(json.loads(path.read_bytes())), strict=True))
            before = [
                read_draft(draft, 0, names.get(draft.event_id or "") or str(draft.event_id))
                for draft in made.drafts()
            ]
            assert made.recognized
            of_then = made.recognized([one.envelope for one in before])
            ordinals += sum(map(bool, names.values()))
            intake = Intake(office.database, office.recorder)
            intake.take([of_then._replace(recognized=None)], by="importer")
        position = office.position
        tally = take(office, every)
        assert (office.position, tally.changed, tally.vanished) == (position, [], [])
    assert ordinals > at_length(short=50, long=990)


def earlier_ids(page: dict[str, Any]) -> list[str]:
    """Return the id that an earlier version gave to each entry without a key; "" for the others.

    It counted them by the day on which they were filed, in the order in which they were entered.
    """
    found: list[str] = []
    for docket in page.get("dockets", [page]):
        entries = docket["docket_entries"]
        days = [
            ((one["date_filed"] or "").removesuffix("T00:00:00"), one.get("date_entered") or "")
            for one in entries
        ]
        shape = next((shape for key, shape in MARKS if key in docket), Shape.NOTICE)
        named = f"pacer/{page['court_id']}/{docket['docket_number']}/{KINDS[shape]}"
        dated = [day for day, _ in days if day]
        turned = -1 if dated and dated[0] > dated[-1] else 1
        seen: Counter[str] = Counter()
        here = [""] * len(entries)
        for place in sorted(range(len(entries)), key=lambda one: (days[one], one * turned)):
            if not (entries[place]["document_number"] or entries[place].get("pacer_seq_no")):
                day, _ = days[place]
                seen[day] += 1
                ordinal = f"#{seen[day]}" if seen[day] > 1 else ""
                here[place] = str(uuid5(PACER_IDS, f"{named}/filed {day}{ordinal}"))
        found += here
    return found


def check_untouched(
    entries: Sequence[Any], before: Sequence[str], clerk: Clerk, after: Sequence[str]
) -> None:
    """Check that what nobody touched has the id that it had, or that of one just like it."""
    were: dict[str, set[str]] = {}
    for entry, event_id in zip(entries, before, strict=True):
        were.setdefault(json.dumps(entry), set()).add(event_id)
    are: dict[str, set[str]] = {}
    for one, event_id in zip(clerk.entries, after, strict=True):
        are.setdefault(json.dumps(one.entry), set()).add(event_id)
    untouched = [one.entry for one in clerk.entries if one.was is not None and not one.edits]
    for said, often in Counter(map(json.dumps, untouched)).items():
        assert len(are[said] & were[said]) >= often, said


def check_new(
    entry: dict[str, Any], entries: Sequence[Any], before: Sequence[str], event_id: str
) -> None:
    """Check that what was put in is new, or has the words of what stood there before."""
    if event_id in before:
        was = entries[before.index(event_id)]
        texts = [one["description"] or one.get("short_description") or "" for one in (was, entry)]
        assert texts[0] == texts[1] or likeness(*texts), texts


@contextmanager
def office_of(databases: Databases) -> Iterator[Office]:
    """Yield an office with nothing in it, in a later year than the records."""
    with databases.fresh() as url:
        office = Office(url, today="2026-01-01")
        with closing(office.database):
            yield office


def take(office: Office, paths: Sequence[Path]) -> Tally:
    """Take files in, of which nothing is refused."""
    tally = Intake(office.database, office.recorder).take(PACER.read(paths), by="importer")
    assert not tally.refused
    return tally


def entries_of(office: Office, path: Path) -> tuple[Bundle, list[str]]:
    """Return a docket as the log knows it, and the ids of its entries there."""
    with office.database.read() as connection:
        (made,) = recognized(Bundles(PACER.read([path])), connection)
    return made, ids(made)


def set_deadlines(office: Office, matter_id: str, triggers: dict[int, str]) -> None:
    """Set a deadline by a rule on each of these entries, which is called by its number."""
    for number, trigger in triggers.items():
        data = {
            "deadline_id": f"d{number}",
            "kind": "appeal",
            "rule": "frap-4a1a",
            "trigger": trigger,
        }
        draft = Draft(matter_id=matter_id, type="deadline.set", effective="2025-12-01", data=data)
        office.recorder.record([draft], by="tester")


def due(office: Office, matter_id: str) -> dict[int, str | None]:
    """Return the day of each deadline by its number."""
    with office.database.read() as connection:
        facts = known_in(connection).facts(subjects.counted(matter_id))
        return {int(data.deadline_id[1:]): data.due for _, data in of_class(facts, DeadlineSet)}


def facts(office: Office, matter_id: str, made: Bundle) -> Counter[str]:
    """Return what stands of the events that a docket gives, each without its id."""
    here = {draft.event_id for draft in made.drafts()}
    with office.database.read() as connection:
        recorded = log.of_matters(connection, [matter_id], upto=log.head(connection).position)
    return Counter(_said(one) for one in standing(recorded) if one.event_id in here)


def _said(fact: Fact) -> str:
    one = fact.envelope
    data = json.dumps(json.loads(bytes(one.data)), sort_keys=True)
    return f"{one.type} {one.effective} {one.confidence} {one.source} {data}"


class Case(NamedTuple):
    """Which docket is edited, how, and by whom."""

    docket: int
    seed: int
    edits: list[str]


COPIES = st.builds(
    Case,
    st.integers(min_value=0, max_value=10_000),
    st.integers(min_value=0, max_value=10_000),
    st.lists(st.sampled_from(EDITS), min_size=1, max_size=15),
)


def test_facts_and_deadlines__of_an_edited_copy__are_those_of_the_copy_from_nothing(
    databases: Databases, tmp_path: Path
) -> None:
    short = [one for one in dockets() if len(one["docket_entries"]) <= LONGEST]

    def check(one: Case) -> None:
        docket = short[one.docket % len(short)]
        clerk = Clerk(docket["docket_entries"], words(), one.seed)
        for what in one.edits:
            clerk.edit(what)
        copy = docket | {"docket_entries": [one.entry for one in clerk.entries]}
        check_copy(databases, written(tmp_path, docket, copy), clerk)

    examine(databases, COPIES, check)


def check_copy(databases: Databases, paths: Sequence[Path], clerk: Clerk) -> None:
    """Check an edited copy against the same copy in an office that has had no other one."""
    older, newer = paths
    with office_of(databases) as office, office_of(databases) as other:
        take(office, [older])
        made, were = entries_of(office, older)
        matter_id = next(made.drafts()).matter_id
        on = clerk.chance.sample(range(len(were)), min(DEADLINES, len(were)))
        set_deadlines(office, matter_id, {place: were[place] for place in on})
        before = due(office, matter_id)
        tally = take(office, [newer])
        made, are = entries_of(office, newer)
        head = office.position

        take(other, [newer])
        alone, others = entries_of(other, newer)
        still = {one: others[are.index(were[one])] for one in on if were[one] in are}
        set_deadlines(other, matter_id, still)
        after = due(office, matter_id)

        assert facts(office, matter_id, made) == facts(other, matter_id, alone)
        assert {one: after[one] for one in still} == due(other, matter_id)
        assert {one: after[one] for one in on if one not in still} == {
            one: before[one] for one in on if one not in still
        }
        assert {one.entry_id for one in tally.calendar} == {
            f"d{one}" for one in on if after[one] != before[one]
        }
        take(office, [newer])
        take(office, [older])
        assert office.position == head
