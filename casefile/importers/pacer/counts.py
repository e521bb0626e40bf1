"""Counts and complaints: the charges of a defendant, and what the docket says became of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from casefile.event import Draft
from casefile.importers.material import Reading, Record, Unsaid
from casefile.importers.pacer.days import Dating, Days
from casefile.importers.pacer.dispositions import Disposition, read
from casefile.importers.pacer.docket import Docket
from casefile.importers.pacer.node import MAX_NAME, Node
from casefile.importers.pacer.parties import DocketParty, ended
from casefile.importers.pacer.statutes import charge_kind, level, severity, statutes

MAX_RANGE = 500  # counts in one row; a longer range is a slip of the pen
LEVELS = {"pending": "opening", "terminated": "terminated"}  # the heading, and its highest level
BEFORE = ("charge.plea_entered", "charge.trial_commenced", "charge.verdict_returned")
BY_JUDGMENT = ("charge.conviction_entered", "sentence.imposed")
# What a day is of.
FIRST = (
    *("sentence.imposed", "charge.dismissed", "charge.verdict_returned"),
    *("charge.mistrial_declared", "charge.moved", "charges.superseded"),
)
MAX_LABEL = 24  # letters of a count's number; what is longer is none
MAX_LATER = 20  # judgments after the first one whose readings can be told apart
# What a disposition can be read as, as it stands in the id of each event.
READ_AS = (
    *(f"charge.{what}" for what in ("plea_entered", "conviction_entered", "trial_commenced")),
    *(f"charge.{what}" for what in ("verdict_returned", "mistrial_declared", "dismissed", "moved")),
    *("charges.superseded", "sentence.imposed", "sentence.modified", "as written", "superseded"),
    *(f"sentence.modified/{number}" for number in range(2, MAX_LATER)),
)
_numbered = re.compile(r"\(((?:\d+[a-z]*)(?:\s*[-,]\s*\d+[a-z]*)*)\)\s*$")
_label = re.compile(r"(\d{1,5})(s*)(r?)")


class Count(NamedTuple):
    """One charge: its label, like 2s, its item, and the row that it is printed in."""

    label: str
    own: str  # the label, with an ordinal where two have the same
    item_id: str
    row: Node

    @property
    def disposition(self) -> str:
        """Return what the docket says became of it; "" where it says nothing."""
        return self.row.text("disposition").strip()

    @property
    def number(self) -> int | None:
        """Return the number of the count; None where it has none."""
        found = _label.fullmatch(self.label)
        return int(found[1]) if found else None

    @property
    def version(self) -> int | None:
        """Return how often its instrument was superseded; None where the label does not say."""
        found = _label.fullmatch(self.label)
        return len(found[2]) if found and not found[3] else None


def charge_records(
    docket: Docket, party: DocketParty, found: Sequence[DocketParty]
) -> Iterator[Record]:
    """Yield the counts and complaints of a party, each with its events.

    `found` are all parties of the page.
    """
    data = party.node.node("criminal_data")
    if data is None:
        return
    yield from _levels(docket, party, data)
    charges = _Charges(docket, party, data, ended(docket, party, found))
    for row in charges.rows:
        counts = [one for one in charges.counts if one.row is row]
        drafts = tuple(draft for one in counts for draft in charges.drafts(one))
        readings = tuple(charges.reading(f"{party.key}/{one.own}", drafts, one) for one in counts)
        yield Record(row.where, "count", drafts, readings=readings)
    for place, row in enumerate(data.nodes("complaints"), start=1):
        one = Count("", "", f"complaint-{place}.{party.key}", row)
        drafts = tuple(charges.complaint(one, place))
        reading = charges.reading(f"{party.key}/complaint {place}", drafts, one)
        yield Record(row.where, "complaint", drafts, readings=(reading,))


def still_charged(docket: Docket, party: DocketParty) -> bool:
    """Tell whether the docket leaves open what becomes of a charge of a party.

    A complaint is taken up by the counts, where there are any.
    """
    data = party.node.node("criminal_data")
    if data is None:
        return False
    charges = _Charges(docket, party, data)
    if charges.counts:
        return any(map(charges.is_open, charges.counts))
    return any(not row.text("disposition").strip() for row in data.nodes("complaints"))


def labels(name: str) -> list[str]:
    """Return the labels of the counts in a row, ranges opened: "(2s-4s)" is 2s, 3s and 4s.

    A row without a number, or with a range that goes nowhere, is one count.
    """
    found = _numbered.search(name)
    if not found:
        return [""]
    if max(map(len, re.split(r"[,\s]+", found[1]))) > MAX_LABEL:
        return [""]
    opened: list[str] = []
    for part in re.sub(r"\s", "", found[1]).split(","):
        start, _, end = part.partition("-")
        first, last = _label.fullmatch(start), _label.fullmatch(end or start)
        numbers = range(int(first[1]), int(last[1]) + 1) if first and last else range(0)
        alike = first and last and first.groups()[1:] == last.groups()[1:]
        if first and alike and 0 < len(numbers) <= MAX_RANGE:
            opened += [f"{number}{first[2]}{first[3]}" for number in numbers]
        else:
            opened.append(part)
    return opened


def _levels(docket: Docket, party: DocketParty, data: Node) -> Iterator[Record]:
    """Yield the highest level of the offenses, as the case opened and as it ended."""
    for which in LEVELS.values():
        key = f"highest_offense_level_{which}"
        said = data.text(key).strip()
        if said:
            note = {"text": f"Highest offense level ({which}): {said}", "party_id": party.party_id}
            drafted = docket.draft("note.recorded", (key, party.key), note, locator=key)
            yield Record(f"{data.where}, {key}", "case fact", (drafted,))


class _Charges:
    """The charges of one party, told apart and linked with what superseded them."""

    def __init__(self, docket: Docket, party: DocketParty, data: Node, ended_on: str = "") -> None:
        self.docket = docket
        self.party = party
        self.data = data
        self.days = Days(docket, party.names, ended_on)
        self.rows = data.nodes("counts")
        self.counts: list[Count] = []
        seen: Counter[str] = Counter()
        for row in self.rows:
            for label in labels(row.text("name")):
                seen[label] += 1
                own = (label or "unnumbered") + (f"_{seen[label]}" if seen[label] > 1 else "")
                self.counts.append(Count(label, own, f"ct-{own}.{party.key}", row))

    def drafts(self, one: Count) -> Iterator[Draft]:
        """Yield the filing of a count, what superseded it, and its disposition."""
        older, newer = self._other(one, -1), self._other(one, 1)
        day = self.days.unknown if one.version is None else self.days.filed(one.version)
        numbered = {} if one.number is None else {"count_no": one.number}
        data = self._filing(one.row, one.item_id, self._severity(one.row)) | numbered
        data["instrument"] = day.instrument
        own = f"{self.party.key}/{one.own}"
        yield self._draft(
            "charge.filed",
            ("count", f"{own}/filed"),
            data,
            day,
            one.row,
            supersedes=self._filed_as(older) if older else "",
        )
        if newer and newer.version is not None and not one.row.text("disposition"):
            day = self.days.filed(newer.version)
            data = {"old": [one.item_id], "new": [newer.item_id], "instrument": day.instrument}
            identity = ("count", f"{own}/superseded")
            yield self._draft("charges.superseded", identity, data, day, one.row)
        yield from self._disposition(one, own)

    def is_open(self, one: Count) -> bool:
        """Tell whether nothing says what became of a count, and no newer version replaces it."""
        return not (one.disposition or self._other(one, 1))

    def complaint(self, one: Count, place: int) -> Iterator[Draft]:
        """Yield the filing of a charge by complaint, and its disposition."""
        own = f"{self.party.key}/complaint {place}"
        day = self.days.complaint()
        data = self._filing(one.row, one.item_id, severity(one.row.text("name")))
        data["instrument"] = day.instrument
        yield self._draft("charge.filed", ("count", f"{own}/filed"), data, day, one.row)
        yield from self._disposition(one, own)

    def reading(self, own: str, drafts: Sequence[Draft], one: Count) -> Reading:
        """Return what the disposition of a charge is read as, and what others would have been.

        Where it is gone altogether, nothing says what became of the charge, and nothing is unsaid.
        """
        made = {draft.event_id for draft in drafts}
        ids = [self.docket.event_id("count", f"{own}/{what}") for what in READ_AS]
        text = one.disposition
        read_as = self._read(one) if text else None
        return Reading(
            said=tuple(one for one in ids if one in made),
            unsaid=tuple(Unsaid(one) for one in ids if one not in made),
            quote=text,
            clauses=read_as.clauses if read_as else 0,
            unread=read_as.unread if read_as else (),
        )

    def _read(self, one: Count) -> Disposition:
        """Return what the disposition of a charge says, which others may have as well."""
        rows = (*(other.row for other in self.counts), *self.data.nodes("complaints"))
        every = [row.text("disposition").strip() for row in rows]
        shared = every.count(one.disposition) > 1
        return read(one.disposition, one.label, shared=shared)

    def _filing(self, row: Node, item_id: str, how_grave: str) -> dict[str, Any]:
        name = row.text("name")
        words = _numbered.sub("", name) if labels(name) != [""] else name
        words = words.strip() or "(The docket names no offense.)"
        short = words if len(words) <= MAX_NAME else words[: MAX_NAME - 1] + "…"
        return {
            "party_id": self.party.party_id,
            "item_id": item_id,
            "offense": short,
            "statute": statutes(words),
            "kind": charge_kind(words),
            "severity": how_grave,
        }

    def _severity(self, row: Node) -> str:
        """Return the severity that a row states, or that only this row can have.

        The docket gives the highest level of all counts under one heading. Where every other one
        is said to be something else, the highest is this one's.
        """
        said = severity(row.text("name"))
        heading = row.text("status").strip()
        if said != "unknown" or heading not in LEVELS:
            return said
        highest = level(self.data.text(f"highest_offense_level_{LEVELS[heading]}"))
        others = [one for one in self.rows if one is not row and one.text("status") == heading]
        elsewhere = {severity(one.text("name")) for one in others}
        return "unknown" if elsewhere & {"unknown", highest} else highest

    def _other(self, one: Count, step: int) -> Count | None:
        """Return the next older or newer version of the same count."""
        if one.version is None:
            return None
        others = {
            other.version: other
            for other in reversed(self.counts)
            if other.number == one.number and other.version is not None
        }
        versions = sorted(version for version in others if (version - one.version) * step > 0)
        return others[versions[0 if step > 0 else -1]] if versions else None

    def _filed_as(self, one: Count) -> str:
        return self.docket.event_id("count", f"{self.party.key}/{one.own}/filed")

    def _disposition(self, one: Count, own: str) -> Iterator[Draft]:
        text = one.disposition
        if not text:
            return
        read_as = self._read(one)
        events = [self._completed(type_, data, one) for type_, data in read_as.events]
        decided = self._decided(one, [type_ for type_, _ in read_as.events], read_as.days)
        sure = None not in events
        seen: Counter[str] = Counter()
        for place, (event, said) in enumerate(zip(events, read_as.days, strict=True), start=1):
            if event is None or not sure:
                continue
            type_, data = event
            seen[type_] += 1
            identity = ("count", f"{own}/{type_}" + (f"/{seen[type_]}" if seen[type_] > 1 else ""))
            day = decided
            if type_ in BEFORE and not (place == len(events) and said):
                day = self.days.until(decided)
            elif type_ == "sentence.modified":
                day = self.days.stated(said) or self.days.later(decided)
                decided = day if said else decided
            yield self._draft(type_, identity, data, day, one.row, quote=text)
        if read_as.unread or not sure:
            left = "; ".join(read_as.unread) if events and sure else text
            data = {"item_id": one.item_id, "text": left}
            identity = ("count", f"{own}/as written")
            quote = text if left != text else ""  # so that it is seen what it was left over of
            yield self._draft(
                "charge.disposition_recorded", identity, data, decided, one.row, quote=quote
            )

    def _decided(self, one: Count, types: Sequence[str], days: Sequence[str]) -> Dating:
        """Return when a count was disposed of: the day that its words give, or what is known.

        What only a later judgment is told of was decided before that one.
        """
        first = next((day for type_, day in zip(types, days, strict=True) if type_ in FIRST), "")
        if stated := self.days.stated(first):
            return stated
        later = days[types.index("sentence.modified")] if "sentence.modified" in types else ""
        if any(type_ in BY_JUDGMENT for type_ in types):
            decided = self.days.decided(one.label, dismissed=False)
            # The only judgment may be the later one, unless that is of a later day.
            return decided if not later or decided.effective < later else self.days.unknown
        if "charge.dismissed" in types:
            return self.days.decided(one.label, dismissed=True)
        return self.days.unknown

    def _completed(
        self, type_: str, data: dict[str, Any], one: Count
    ) -> tuple[str, dict[str, Any]] | None:
        """Return an event of a disposition with its item; None where it names none that is here."""
        if type_ == "charges.superseded":
            newer = self._other(one, 1)
            return type_, {"old": [one.item_id], "new": [newer.item_id] if newer else []}
        if data.get("how") == "merged":
            into = next((other for other in self.counts if other.label == data["to"]), None)
            if into is None or into is one:
                return None
            data = data | {"to": f"{self.docket.matter_id}/{into.item_id}"}
        if type_.startswith("sentence."):
            return type_, {"item_ids": [one.item_id], **data}
        return type_, {"item_id": one.item_id, **data}

    def _draft(
        self,
        type_: str,
        identity: tuple[str, str],
        data: dict[str, Any],
        day: Dating,
        row: Node,
        *,
        quote: str = "",
        supersedes: str = "",
    ) -> Draft:
        name = row.text("name").strip()
        heading = row.text("status").strip()
        return self.docket.draft(
            type_,
            identity,
            data,
            effective=day.effective,
            inferred=day.resolution,
            locator=f"listed under {heading} counts" if heading else "complaints",
            quote=quote or (name if len(name) > MAX_NAME else ""),
            supersedes=supersedes,
        )
