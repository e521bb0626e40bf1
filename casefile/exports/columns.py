"""Columns: what a document says of a chronology and of each of its lines, in every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from casefile.answers.chronicle import About, Chronicle, Heading, Line
from casefile.answers.coordinates import RECEIVED
from casefile.answers.marks import KEY
from casefile.event import Source
from casefile.exports.paper import Paper, PaperRow, Said
from casefile.law.edtf import FIRST_DAY

Value = str | int | date

# Unicode has a picture of each control character: 32 in order, and one that stands apart.
_pictures = {chr(code): chr(0x2400 + code) for code in range(32)} | {
    "\x7f": "\N{SYMBOL FOR DELETE}"
}
_unprintable = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text that every format can hold: control characters become their pictures."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _unprintable.sub(
        lambda found: _pictures.get(found[0], "\N{REPLACEMENT CHARACTER}"), text
    )


class Column(NamedTuple):
    """One field of a line: its name in a CSV, its head and width in a sheet, and its value."""

    name: str
    head: str
    width: int
    value: Callable[[Heading, Line], Value | None]


def _source(read: Callable[[Source], Value | None]) -> Callable[[Heading, Line], Value | None]:
    def of_line(_heading: Heading, line: Line) -> Value | None:
        source = line.fact.envelope.source
        return read(source) if source else None

    return of_line


def _matter(read: Callable[[About], Value | None]) -> Callable[[Heading, Line], Value | None]:
    return lambda heading, line: read(heading.matters[line.fact.matter_id])


# Those that a sheet prints come first; the others stand to the right of the printed pages.
COLUMNS: tuple[Column, ...] = (
    Column("number", "No.", 5, lambda _, line: line.number),
    Column("matter_id", "Matter", 11, _matter(lambda matter: matter.matter_id)),
    Column("effective", "Effective", 13, lambda _, line: line.fact.when.text),
    Column("earliest", "Earliest", 11, lambda _, line: line.earliest),
    Column("latest", "Latest", 11, lambda _, line: line.latest),
    Column("as_written", "Date as written", 12, lambda _, line: line.fact.envelope.as_written),
    Column("sentence", "What happened", 48, lambda _, line: line.sentence),
    Column("marks", "Marks", 30, lambda _, line: "\n".join(marks_of(line))),
    Column("assertion", "Assertion", 10, lambda _, line: line.fact.envelope.assertion),
    Column("items", "Items", 11, lambda _, line: ", ".join(items_of(line))),
    Column("source_kind", "Source", 9, _source(lambda source: source.kind)),
    Column("source_document", "Document", 18, _source(lambda source: source.document)),
    Column("source_locator", "Place in it", 12, _source(lambda source: source.locator)),
    Column("source_date", "Source date", 11, _source(lambda source: source.date)),
    Column("source_quote", "Quote", 24, _source(lambda source: source.quote)),
    Column("recorded_on", "Recorded on", 11, lambda _, line: line.fact.recorded_on),
    Column("position", "Position", 9, lambda _, line: line.fact.position),
    Column("event_id", "Event", 20, lambda _, line: line.fact.event_id),
    Column(
        "resolution", "How the date was read", 24, lambda _, line: line.fact.envelope.resolution
    ),
    Column("asserted_by", "Asserted by", 16, lambda _, line: line.fact.envelope.asserted_by),
    Column("confidence", "Confidence", 11, lambda _, line: line.fact.envelope.confidence),
    Column("recorded_at", "Recorded at (UTC)", 27, lambda _, line: line.fact.envelope.recorded_at),
    Column("recorded_by", "Recorded by", 14, lambda _, line: line.fact.envelope.recorded_by),
    Column("received", "Received on", 11, lambda _, line: line.fact.envelope.received),
    Column("loaded_at", "Loaded at (UTC)", 27, lambda _, line: line.fact.envelope.loaded_at),
    Column("type", "Type", 24, lambda _, line: line.fact.type),
    Column("matter_title", "Matter title", 24, _matter(lambda matter: matter.title)),
    Column("docket_no", "Docket no.", 16, _matter(lambda matter: matter.docket_no)),
    Column("access", "Access", 12, _matter(lambda matter: matter.access)),
)
LAST_PRINTED = "event_id"


def marks_of(line: Line) -> Iterator[str]:
    """Yield each mark of a line in words."""
    for mark in line.marks:
        yield f"{mark.word}: {mark.sentence}" if mark.sentence else mark.word


def items_of(line: Line) -> Iterator[str]:
    """Yield the ids of the items that a line is about, those of another matter in full."""
    for matter_id, item_id in (key.split("/") for key in line.fact.items):
        yield item_id if matter_id == line.fact.matter_id else f"{matter_id}/{item_id}"


def title(heading: Heading) -> str:
    """Return what a chronology is of, in one line."""
    name = clean(heading.name)
    docket = heading.matters[heading.subject_id].docket_no if heading.kind == "matter" else ""
    return f"{name}, {clean(docket)}" if docket else name


def as_of(heading: Heading) -> str:
    """Return the day in law that a chronology was made for."""
    return f"As of {heading.as_of}"


def known_at(heading: Heading) -> str:
    """Return the knowledge that a chronology rests on: the position, and the instant."""
    known = heading.known
    if heading.known_by == RECEIVED:
        return f"Known at {known.known_at} by what had been received (position {known.position})"
    if heading.known_instant is None:
        return f"Known at {known.known_at}: before the first event"
    instant = short_instant(heading.known_instant)
    asked = {f"@{known.position}", heading.known_instant, instant}
    said = "" if known.known_at in asked else f", as asked for {known.known_at}"
    return f"Known at position {known.position} ({instant}{said})"


def made_at(heading: Heading) -> str:
    """Return when a chronology was made, in the office's time."""
    return f"Made {heading.made_at:%Y-%m-%d %H:%M:%S %Z}"


def short_instant(text: str) -> str:
    """Return an instant without the fraction of a second that it does not have."""
    return text.replace(".000000Z", "Z")


def access(heading: Heading) -> str:
    """Return the strictest access of the matters, where any of them is not public."""
    kinds = {one.access for one in heading.matters.values()} - {"public", ""}
    return " · ".join(sorted(kind.upper() for kind in kinds))


def incomplete(heading: Heading) -> Iterator[str]:
    """Yield what a chronology lacks, and that what had been received may turn out to be more."""
    if heading.known_by == RECEIVED:
        yield (
            f"It rests on what had been received by {heading.known.known_at}, as far as that has "
            "been recorded by now."
        )
    yield from heading.lacking
    yield from heading.parked


OUTDATED = "casefile has changed since what this rests on was computed: rebuild it."


def particulars(heading: Heading) -> Iterator[tuple[str, str]]:
    """Yield what the head of a document says below its title: a label and a text."""
    if heading.kind == "party":
        yield "Party", heading.subject_id
        what = (
            "What names the party or one of its items, and what belongs to its matters as such."
            if heading.whole_matters
            else "What names the party or one of its items."
        )
        yield "Contents", what
        if heading.stances:
            yield "Stance", heading.stances
    for one in heading.matters.values():
        client = f"the office is for {one.for_}" if one.for_ else ""
        parts = (one.matter_id, one.title or "not known then", one.docket_no, client)
        sealed = f"access: {one.access}" if one.access not in ("public", "") else ""
        yield "Matter", clean(" · ".join(part for part in (*parts, sealed) if part))
    yield "As of", f"{heading.as_of}: what can have taken effect by this day"
    yield "Known at", known_at(heading).removeprefix("Known at ")
    if heading.known.past_head and heading.known_by != RECEIVED:
        yield "", "That moment lies after the last event recorded: the answer may still change."
    if heading.known.rebuild_due:
        yield "OUTDATED", OUTDATED
    yield "Made", made_at(heading).removeprefix("Made ")
    for sentence in incomplete(heading):
        yield "INCOMPLETE", sentence


def parties(heading: Heading) -> Iterator[tuple[str, str]]:
    """Yield each party of each matter, with its role, since when, and why no longer."""
    for matter in heading.matters.values():
        for one in matter.parties:
            said = f"{one.role}: {one.name} ({one.party_id}), {one.label}"
            yield matter.matter_id, clean(said)


def above(heading: Heading) -> Iterator[tuple[str, str]]:
    """Yield what stands above a printed chronology: its particulars, and its parties."""
    yield from particulars(heading)
    several = len(heading.matters) > 1
    for number, (matter_id, said) in enumerate(parties(heading)):
        yield (
            ("" if number else "Parties"),
            f"{matter_id} \N{MIDDLE DOT} {said}" if several else said,
        )


NOTHING = "No fact was known that can have taken effect by this day."
KEY_TITLE = "Key to the marks"
KEY_INTRODUCTION = (
    "A date stands as it was recorded, in EDTF: 2023-03 is a day in March 2023, ../2023-04-20 is "
    "on or before that day, 2023-04-20/.. on or after it, 2023-01-31/2023-02-28 between the two. "
    "Where it is not one day, the first and the last day that it can mean stand below it."
)


def key() -> Iterator[tuple[str, str]]:
    """Yield each mark with what it means."""
    yield from KEY.values()


PRINTED = ("No.", "Date", "What happened", "About", "Source", "Recorded")


def paper(chronicle: Chronicle) -> Paper:
    """Return a chronology as it is printed."""
    heading = chronicle.heading
    return Paper(
        kind="Chronology",
        title=title(heading),
        access=access(heading),
        foot=(as_of(heading), known_at(heading), made_at(heading)),
        particulars=tuple(above(heading)),
        heads=PRINTED,
        rows=(
            PaperRow(printed(heading, line), marked=bool(line.marks)) for line in chronicle.lines
        ),
        nothing=NOTHING,
        key_title=KEY_TITLE,
        key=tuple(key()),
        explained=KEY_INTRODUCTION,
    )


def printed(heading: Heading, line: Line) -> tuple[list[Said], ...]:
    """Return the cells of a line as they are printed."""
    what = [Said(clean(line.sentence))]
    what += [Said(clean(mark.sentence), mark.word, small=True) for mark in line.marks]
    return (
        [Said(str(line.number))],
        list(_when(line)),
        what,
        list(_about(heading, line)),
        list(_read_in(line)),
        list(_recorded(line)),
    )


def _when(line: Line) -> Iterator[Said]:
    envelope = line.fact.envelope
    yield Said(line.fact.when.shown)
    if line.earliest == FIRST_DAY:
        yield Said(f"on or before {line.latest}", small=True)
    elif line.fact.when.text not in (str(line.earliest), f"{line.earliest}/{line.latest}"):
        yield Said(f"{line.earliest} to {line.latest}", small=True)
    if envelope.as_written:
        yield Said(_quoted(envelope.as_written), "As written:", small=True)
    if envelope.resolution:
        yield Said(clean(envelope.resolution), "Read as:", small=True)


def _about(heading: Heading, line: Line) -> Iterator[Said]:
    if heading.kind == "party":
        yield Said(line.fact.matter_id, small=True)
    for item in items_of(line):
        yield Said(item)


def _read_in(line: Line) -> Iterator[Said]:
    source = line.fact.envelope.source
    if source is None:
        return
    parts = (source.document, source.locator, source.date)
    yield Said(clean(", ".join(part for part in parts if part)), source.kind.label.capitalize())
    if source.quote:
        yield Said(_quoted(source.quote), small=True)


def _recorded(line: Line) -> Iterator[Said]:
    envelope = line.fact.envelope
    yield Said(envelope.recorded_on)
    if envelope.received:
        yield Said(f"received {envelope.received}", small=True)
    yield Said(f"position {line.fact.position}", small=True)
    yield Said(line.fact.event_id, small=True)
    if envelope.loaded_at and envelope.loaded_at[:10] != envelope.recorded_at[:10]:
        yield Said(f"loaded {envelope.loaded_at[:10]}", small=True)


def _quoted(text: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{clean(text)}\N{RIGHT DOUBLE QUOTATION MARK}"


def fields(heading: Heading, line: Line) -> list[Any]:
    """Return the values of all columns of a line; texts are clean, and nothing is the empty one."""
    values = (column.value(heading, line) for column in COLUMNS)
    return [
        clean(value) if isinstance(value, str) else "" if value is None else value
        for value in values
    ]
