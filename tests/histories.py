"""Histories as the tests write them, one short line an event, and an office that records them.

A line is `[id:] effective type word ...`, where a word is a field of the data (`plea=guilty`), the
assertion (`(reported)`), another matter than m1 (`@m2`), an event that comes before (`>filing`),
the day of the source (`~2023-04-20`), that on which the office had it (`^2023-04-20`), or an
override (`!`). Required fields that a test does not care about have the values of `GIVEN`, or else
of the type's golden payload; the item is c1 and the party p1 where a line names no other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from sqlalchemy import select

from casefile.answers.standing.status import status_of_party
from casefile.errors import Refused
from casefile.event import Draft, Recorded
from casefile.law import placeholders
from casefile.law.catalogue import CATALOGUE
from casefile.law.fact import Fact
from casefile.law.item import Item
from casefile.law.placing import place
from casefile.law.setting import Setting
from casefile.law.timeline import Fold
from casefile.law.undoing import as_undone
from casefile.projections import PROJECTIONS
from casefile.projections.subjects import event_subjects
from casefile.projections.version import FOLDS
from casefile.recording.draft import read_draft
from casefile.recording.receipt import Receipt
from casefile.recording.recorder import Recorder
from casefile.recording.watch import Watch
from casefile.store import log
from casefile.store.database import Database
from casefile.store.tables import events
from tests.asking import unnamed

GIVEN: Mapping[str, Mapping[str, Any]] = {
    "matter.opened": {"title": "State v. Doe", "category": "criminal", "jurisdiction": "US-NM"},
    "matter.related": {"relation": "same_incident"},
    "matter.stay_changed": {"on": True, "reason": "competency"},
    "party.added": {"party_id": "p1", "name": "Pat Doe", "kind": "person", "role": "defendant"},
    "party.died": {"party_id": "p1"},
    "charge.filed": {"party_id": "p1", "offense": "manslaughter"},
    "charge.amended": {"changes": {"offense": "negligent homicide"}},
    "charge.moved": {"how": "transferred", "to": "elsewhere"},
    "charges.superseded": {"old": ["c1"]},
    "charge.clemency_granted": {"kind": "pardon"},
    "sentence.imposed": {"components": [{"kind": "probation", "term": "P6M"}]},
    "sentence.modified": {"kind": "reduced"},
    "appeal.filed": {"appellant": "Pat Doe"},
    "claim.filed": {"against": ["p1"], "cause": "negligence"},
    "citation.issued": {"party_id": "p1", "agency": "OSHA"},
    "citation.obligation_performed": {"what": "penalty", "complied": True},
    "intent.announced": {"intended_event": "charge.dismissed", "actor": "the prosecution"},
    "intent.withdrawn": {"actor": "the prosecution"},
    "statement.recorded": {"topic": "the case"},
    "note.recorded": {"text": "A note."},
    "event.retracted": {"reason": "error"},
}
GOLDEN = Path(__file__).parent / "law" / "golden"
LISTS = (
    *("item_ids", "old", "new", "against", "claimants", "events"),
    *("matters", "parties", "met_by"),
)
OVERRIDE = {"reason": "The docket says so.", "authority": "Lead attorney"}
NOW = "2023-12-31"

_line = re.compile(r"(?:(?P<id>[\w-]+):\s+)?(?P<effective>\S+)\s+(?P<type>\S+)(?P<words>.*)")


def drafts(history: str) -> list[Draft]:
    """Read a history, one event a line."""
    return [draft(line) for line in history.strip().splitlines()]


def draft(line: str) -> Draft:
    """Read one line of a history."""
    found = _line.fullmatch(line.strip())
    assert found, line
    kind = found["type"]
    posted: dict[str, Any] = {"matter_id": "m1", "type": kind, "effective": found["effective"]}
    data, after = dict(given(kind)), []
    if "claimants=" in found["words"]:
        del data["against"]
    for word in found["words"].split():
        match word[0]:
            case "@":
                posted["matter_id"] = word[1:]
            case "(":
                posted["assertion"] = word[1:-1]
            case ">":
                after.append(word[1:])
            case "~":
                posted["source"] = {"kind": "news", "date": word[1:]}
            case "^":
                posted["received"] = word[1:]
            case "!":
                posted["override"] = OVERRIDE
            case _:
                data.update([_field(word)])
    if after:
        posted["links"] = {"after": after}
    if found["id"]:
        posted["event_id"] = found["id"]
    return msgspec.convert(posted | {"data": data}, Draft)


@cache
def given(kind: str) -> Mapping[str, Any]:
    """Return the required fields of a type, as a line that does not name them has them."""
    cls = CATALOGUE[kind]
    golden = json.loads((GOLDEN / f"{kind}.v{cls.schema_version}.json").read_text("utf-8"))
    own = {"item_id": "c1", "item_ids": ["c1"], "party_id": "p1"}
    required = [field.encode_name for field in msgspec.structs.fields(cls) if field.required]
    made = {name: own.get(name, golden[name]) for name in required}
    return {**made, **GIVEN.get(kind, {})}


def _field(word: str) -> tuple[str, Any]:
    name, _, value = word.partition("=")
    if name == "decided":
        return "outcomes", {"c1": value}
    if name in LISTS:
        return name, value.split(",")
    plain = value[:1] not in ("{", "[") and value not in ("true", "false")
    return name, value if plain and name != "count_no" else json.loads(value)


def recorded(history: str, recorded_on: str = NOW) -> list[Recorded]:
    """Return a history's events as recorded on one day, without a database."""
    made = []
    for number, one in enumerate(drafts(history)):
        envelope = read_draft(one, number, one.event_id or f"e{number:02}").envelope
        made.append(Recorded(number, replace(envelope, recorded_on=recorded_on)))
    return made


def facts(history: str, recorded_on: str = NOW) -> list[Fact]:
    """Return a history's events as facts recorded on one day, without a database."""
    return list(map(Fact, recorded(history, recorded_on)))


def fold(history: str, item: str = "m1/c1", setting: Setting | None = None) -> Fold:
    """Return the fold of one item's history."""
    setting = setting or Setting()
    acting = [fact for fact in facts(history) if fact.occurred]
    return Fold(as_undone(place(item, acting, setting), setting), setting)


def ended(folded: Fold) -> Item:
    """Return the item after all facts of a fold."""
    return folded.steps[-1].item


def outcome(folded: Fold) -> str:
    """Return the state that a history ends in, with the prejudice of a dismissal."""
    item = ended(folded)
    return f"dismissed({item.prejudice})" if item.state == "dismissed" else item.state


def refusals(folded: Fold) -> list[tuple[str, str]]:
    """Return (event, code) of everything illegal in a history."""
    return [(one.fact.event_id, one.refusal.code) for one in folded.breaches]


class Office:
    """An office with a database of its own and a calendar that the test turns."""

    def __init__(self, url: str, today: str = NOW) -> None:
        self.url = url
        self.database = Database(url)
        self.today = today
        # The test may turn it back as far as it likes.
        watch = Watch(self._clock_us, tolerance=10**10)
        self.recorder = Recorder(self.database, self._clock_us, watch)

    def _clock_us(self) -> int:
        noon = datetime.fromisoformat(f"{self.today}T12:00").replace(tzinfo=UTC)
        return int(noon.timestamp()) * 1_000_000

    def open(self, *matters: str, parties: Sequence[str] = ("p1",)) -> Office:
        """Open matters, each with all the parties."""
        lines = []
        for matter in matters or ("m1",):
            lines.append(f"open-{matter}: 2021-01-01 matter.opened @{matter}")
            lines += [
                f"{matter}-{party}: 2021-01-01 party.added @{matter} party_id={party}"
                for party in parties
            ]
        self.post("\n".join(lines))
        return self

    def post(self, history: str, **how: Any) -> Receipt:
        """Record a history as one batch."""
        return self.recorder.record(drafts(history), by="tester", **how)

    def refused(self, history: str, code: str) -> Refused:
        """Return the refusal of a history, having seen that nothing was written."""
        before = self.everything()
        with pytest.raises(Refused) as caught:
            self.post(history)
        assert caught.value.code == code, caught.value.sentence
        assert self.everything() == before
        return caught.value

    def everything(self) -> dict[str, list[Any]]:
        """Return every row of the log and of all that is derived from it, in a fixed order."""
        derived = (table for one in PROJECTIONS for table in one.tables.values())
        tables = [events, event_subjects, *derived]
        with self.database.read() as connection:
            found: dict[str, list[Any]] = {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in tables
            }
            return found | {"head": [log.head(connection)[:3]]}

    @property
    def position(self) -> int:
        """Return the position of the last event."""
        with self.database.read() as connection:
            return log.head(connection).position

    def tracks(
        self,
        on: str = NOW,
        *,
        known: int | None = None,
        party: str = "p1",
        basis: str = "record",
    ) -> dict[str, Any]:
        """Return a party's status on every track, with ids where an answer has names."""
        with self.database.read() as connection:
            position = log.head(connection).position if known is None else known
            found: dict[str, Any] = unnamed(
                status_of_party(connection, party, date.fromisoformat(on), position, basis)
            )
            return {track: with_ids(status) for track, status in found.items()}

    def status(self, on: str = NOW, **how: Any) -> dict[str, Any]:
        """Return a party's status on the one track that it has."""
        (only,) = self.tracks(on, **how).values()
        return only

    def item(self, item_id: str = "c1", on: str = NOW, **how: Any) -> dict[str, Any]:
        """Return one item of a party as it stands."""
        for track in self.tracks(on, **how).values():
            for one in (*track["items"], *track["enhancements"]):
                if one["item_id"] == item_id:
                    return dict(one)
        raise KeyError(item_id)

    def state(self, item_id: str = "c1", on: str = NOW, **how: Any) -> str:
        """Return the state of one item of a party."""
        return str(self.item(item_id, on, **how)["state"])

    def flags(self, on: str = NOW, **how: Any) -> list[str]:
        """Return the codes of the flags on all tracks of a party."""
        return sorted(flag["code"] for flag in self.flagged(on, **how))

    def flagged(self, on: str = NOW, **how: Any) -> list[dict[str, Any]]:
        """Return the flags on all tracks of a party."""
        return [flag for track in self.tracks(on, **how).values() for flag in track["flags"]]


def with_ids(said: Any) -> Any:
    """Return plain values with ids where an answer has names."""
    match said:
        case str():
            return placeholders.plain(said)
        case list() | tuple():
            return type(said)(map(with_ids, said))
        case dict():
            return {name: with_ids(value) for name, value in said.items()}
    return said


def made_by_other_rules(database: Database) -> None:
    """Say that another version of casefile has made the read tables."""
    with database.write() as connection:
        log.changed(connection, folds=FOLDS + 1)


@contextmanager
def open_office(url: str, *matters: str, parties: Sequence[str] = ("p1",)) -> Iterator[Office]:
    """Yield an office with matters opened, and close its database afterwards."""
    office = Office(url)
    with closing(office.database):
        yield office.open(*matters, parties=parties)


def table(text: str, classes: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Read a lifecycle's table, `from; from | event | to`; `classes` are several at once."""
    for row in text.strip().splitlines():
        sources, event, to = (part.strip() for part in row.split("|"))
        for source in sources.split(";"):
            name = source.strip()
            for one in classes[name].split(", ") if name in classes else [name]:
                yield one, event, to
