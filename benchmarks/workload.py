"""The workload: the same office in every run, as drafts in the order in which they arrive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count, cycle
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import asdict

from benchmarks.matters import Setting, Step, civil, criminal, entry, paperwork, regulatory
from casefile.event import Draft, clock_us, instant_text

FIRST_DAY = date(2021, 1, 1)
SEED = 1_000_003
BACKDATED = 0.2  # half of those chosen cannot be put off, which leaves one in ten
# Of twenty matters, those that are not criminal.
STORIES = {3: civil, 7: regulatory, 13: civil, 17: civil}
EVENTS_A_CHARGE = 50  # of a long matter
AMENDED_AFTER = 520  # days, when every matter has its charges
# Of ten matters, the one about somebody whom the office knows already.
AGAIN = 5
# What casefile adds when it stores an event; peers get it too, so that all store as much.
STORED = {
    "assertion": "occurred",
    "confidence": "stated",
    "recorded_at": "2026-01-01T00:00:00.000000Z",
    "recorded_by": "bench",
    "recorded_on": "2026-01-01",
    "schema_version": 1,
}


def matters(first: int = 0) -> Iterator[list[Draft]]:
    """Yield matter after matter without end, each in the order in which its events arrive."""
    for number in count(first):
        yield matter(number)


def events(first: int = 0) -> Iterator[Draft]:
    """Yield the events of matter after matter, without end."""
    for drafts in matters(first):
        yield from drafts


def matter(number: int) -> list[Draft]:
    """Return the events of one matter, one in ten of them later than their day would have it."""
    random = Random(SEED + number)
    person = number - 1 if number % 10 == AGAIN else number
    at = Setting(number, random, party_id(person), f"Maria Dolores Person {person}")
    story = STORIES.get(number % 20, criminal)
    return _late(_dated(at, list(story(at))), random)


def party_id(number: int) -> str:
    """Return the party that the matter of this number is about (those ending in 5 excepted)."""
    return f"party-{number:07d}"


def matter_id(number: int) -> str:
    """Return the id of the matter of this number."""
    return f"matter-{number:07d}"


def docket(number: int, entries: int) -> Iterator[Draft]:
    """Yield a matter that has its parties and charges and then so many docket entries."""
    yield from matter(number)[:6]
    for place in range(entries):
        yield docket_entry(number, place)


def docket_entry(number: int, place: int) -> Draft:
    """Return one entry on the docket of a matter, on some day of two years."""
    random = Random(SEED * number + place)
    day = FIRST_DAY + timedelta(days=400 + random.randint(0, 700))
    at = Setting(number, random, party_id(number), "")
    return _draft(number, 1_000 + place, day, entry(at), random)


def long_item(number: int, events: int) -> Iterator[Draft]:
    """Yield a matter with its first charge, which has so many events."""
    yield from matter(number)[:4]
    for place in range(1, events):
        yield amendment(number, place)


def long_matter(number: int, events: int) -> list[Draft]:
    """Return a criminal matter of so many events: many charges, often amended, and paperwork."""
    random = Random(SEED + number)
    at = Setting(number, random, party_id(number), f"Maria Dolores Person {number}")
    opened, incident, party, filed, *_ = criminal(at)
    charges = [f"count-{place}" for place in range(1, events // EVENTS_A_CHARGE + 1)]
    steps = [opened, incident, party]
    steps += [(filed[0], filed[1] | {"item_id": one}) for one in charges]
    steps += [("charge.plea_entered", {"item_id": one, "plea": "not_guilty"}) for one in charges]
    papers = list(paperwork(at, events // 2))
    amended = cycle(charges)
    while len(steps) < events:
        changes = {"changes": {"count_no": len(steps)}}
        steps.append(("charge.amended", {"item_id": next(amended), **changes}))
        steps.append(papers.pop(0))
    drafts = []
    for place, step in enumerate(steps[:events]):
        day = FIRST_DAY + timedelta(days=place // 3)
        drafts.append(_draft(number, place, day, step, random))
    return drafts


def amendment(number: int, place: int) -> Draft:
    """Return one more event on the first charge of a criminal matter, in the order of time."""
    day = FIRST_DAY + timedelta(days=AMENDED_AFTER + place // 2)
    step = ("charge.amended", {"item_id": "count-1", "changes": {"count_no": place}})
    return _draft(number, 1_000 + place, day, step, Random(SEED * number + place))


def envelope(draft: Draft, version: int) -> dict[str, Any]:
    """Return a draft as casefile stores it: as many fields and as many bytes."""
    given = {key: value for key, value in asdict(draft).items() if value not in (None, {})}
    return {**given, **STORED, "version": version}


def write_history(path: Path, drafts: Iterable[Draft]) -> None:
    """Write a history file, as `manage.py load` reads it.

    Each line was recorded as it was written, so no two share an instant; a load may take that over.
    """
    given = ({k: v for k, v in asdict(one).items() if v is not None} for one in drafts)
    _write(path, ({**one, "recorded_at": instant_text(clock_us())} for one in given))


def write_stored(path: Path, number: int) -> None:
    """Write so many matters as they are stored, for contenders that know no drafts."""
    _write(path, (envelope(one, v) for n in range(number) for v, one in enumerate(matter(n), 1)))


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w") as file:
        for row in rows:
            file.write(json.dumps(row, sort_keys=True, separators=(",", ":")) + "\n")


def _dated(at: Setting, steps: Sequence[Step]) -> list[Draft]:
    """Spread the steps over one to two years that begin in the first of three."""
    day = FIRST_DAY + timedelta(days=at.random.randint(0, 365))
    drafts = []
    for place, step in enumerate(steps):
        drafts.append(_draft(at.number, place, day, step, at.random))
        day += timedelta(days=at.random.randint(1, 50))
    return drafts


def _draft(number: int, place: int, day: date, step: Step, random: Random) -> Draft:
    type_, data = step
    # In the order of time, as UUIDv7 is.
    event_id = f"{number:08x}-7{place:07x}-8000-{random.getrandbits(48):012x}"
    return Draft(
        matter_id=matter_id(number),
        type=type_,
        effective=day.isoformat(),
        data=data,
        event_id=event_id,
    )


def _late(drafts: list[Draft], random: Random) -> list[Draft]:
    """Put some events off until after later ones that do not build on them."""
    arriving = list(drafts)
    for draft in drafts[6:]:
        if random.random() < BACKDATED:
            place = arriving.index(draft)
            wanted = place + random.randint(1, 6)
            while place < wanted and place + 1 < len(arriving):
                if _names(draft) & _names(arriving[place + 1]):
                    break
                arriving[place], arriving[place + 1] = arriving[place + 1], arriving[place]
                place += 1
    return arriving


def _names(draft: Draft) -> set[str]:
    """Return the items, hearings and motions that an event names."""
    ids = {value for key, value in draft.data.items() if key.endswith("_id")}
    return ids | set(draft.data.get("item_ids", ()))
