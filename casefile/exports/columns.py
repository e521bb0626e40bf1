"""Columns: what a document says of a chronology and of each of its lines, in every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NamedTuple

from casefile.answers.coordinates import RECEIVED
from casefile.answers.dockets.docket_numbers import in_words
from casefile.answers.facts.chronicle import About, Audience, Heading, Line
from casefile.answers.facts.marks import KEY
from casefile.answers.names.courts import court_name
from casefile.answers.people.renamed import on_other_days
from casefile.event import Envelope, Source
from casefile.exports import court_days
from casefile.exports.paper import Legend, Particular
from casefile.law.stance import is_side
from casefile.law.wording import so_many

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


class Showing(IntEnum):
    """Where a column is shown: in the office's own copy, for a court as well, and in print."""

    OWN = 0
    TOLD = 1
    PRINTED = 2


OWN, TOLD, PRINTED = Showing


class Column(NamedTuple):
    """One field of a line: its name in a CSV, its head and width in a sheet, and its value."""

    name: str
    head: str
    width: int
    shown: Showing
    value: Callable[[Heading, Line], Value | None]


def _source(read: Callable[[Source], Value | None]) -> Callable[[Heading, Line], Value | None]:
    def of_line(_heading: Heading, line: Line) -> Value | None:
        source = line.fact.envelope.source
        return read(source) if source else None

    return of_line


def _matter(read: Callable[[About], Value | None]) -> Callable[[Heading, Line], Value | None]:
    return lambda heading, line: read(heading.matters[line.fact.matter_id])


def _envelope(read: Callable[[Envelope], Value | None]) -> Callable[[Heading, Line], Value | None]:
    return lambda _, line: read(line.fact.envelope)


def happened(heading: Heading, line: Line) -> str:
    """Return what happened, its days as whoever it is for has them."""
    court = heading.audience is Audience.COURT
    return court_days.sentence(line.sentence) if court else line.sentence


COLUMNS: tuple[Column, ...] = (
    Column("number", "No.", 5, PRINTED, lambda _, line: line.number),
    Column("matter_id", "Matter", 11, OWN, _matter(lambda matter: matter.matter_id)),
    Column("effective", "Date", 13, PRINTED, lambda _, line: line.fact.when.text),
    Column("earliest", "Earliest", 11, TOLD, lambda _, line: line.earliest),
    Column("latest", "Latest", 11, TOLD, lambda _, line: line.latest),
    Column(
        "as_written", "Date as written", 14, TOLD, _envelope(lambda envelope: envelope.as_written)
    ),
    Column("sentence", "What happened", 52, PRINTED, happened),
    Column("marks", "Marks", 28, PRINTED, lambda _, line: "\n".join(marks_of(line))),
    Column("assertion", "Assertion", 10, TOLD, _envelope(lambda envelope: envelope.assertion)),
    Column("items", "Items", 11, OWN, lambda _, line: ", ".join(items_of(line))),
    Column("source_kind", "Source", 10, PRINTED, _source(lambda source: source.kind)),
    Column("source_document", "Document", 20, PRINTED, _source(lambda one: one.document)),
    Column("source_locator", "Place in it", 13, PRINTED, _source(lambda one: one.locator)),
    Column("source_date", "Source date", 11, TOLD, _source(lambda source: source.date)),
    Column("source_quote", "Quote", 24, TOLD, _source(lambda source: source.quote)),
    Column("source_privilege", "Privilege", 15, OWN, _source(lambda source: source.privilege)),
    Column("recorded_on", "Recorded on", 11, OWN, lambda _, line: line.fact.recorded_on),
    Column("position", "Position", 9, OWN, lambda _, line: line.fact.position),
    Column("event_id", "Event", 20, OWN, lambda _, line: line.fact.event_id),
    Column("resolution", "How the date was read", 24, OWN, _envelope(lambda one: one.resolution)),
    Column(
        "asserted_by", "Asserted by", 16, TOLD, _envelope(lambda envelope: envelope.asserted_by)
    ),
    Column("confidence", "Confidence", 11, TOLD, _envelope(lambda envelope: envelope.confidence)),
    Column("recorded_at", "Recorded at (UTC)", 27, OWN, _envelope(lambda one: one.recorded_at)),
    Column("recorded_by", "Recorded by", 14, OWN, _envelope(lambda envelope: envelope.recorded_by)),
    Column("received", "Received on", 11, OWN, _envelope(lambda envelope: envelope.received)),
    Column("loaded_at", "Loaded at (UTC)", 27, OWN, _envelope(lambda envelope: envelope.loaded_at)),
    Column("type", "Type", 24, OWN, lambda _, line: line.fact.type),
    Column("matter_title", "Matter title", 24, TOLD, _matter(lambda matter: matter.title)),
    Column("docket_no", "Docket no.", 16, TOLD, _matter(lambda matter: matter.docket_no)),
    Column("access", "Access", 12, OWN, _matter(lambda matter: matter.access)),
)


def columns_of(heading: Heading) -> tuple[Column, ...]:
    """Return the columns of a chronology, as its audience may see them."""
    office = heading.audience is Audience.OFFICE
    return tuple(one for one in COLUMNS if office or one.shown > OWN)


def columns_in_sheet(heading: Heading) -> tuple[Column, ...]:
    """Return the columns as a sheet has them: those that it prints come first.

    Where it is of several matters, it prints the docket number of each.
    """
    several = len(heading.matters) > 1
    found = [
        one._replace(shown=PRINTED) if several and one.name == "docket_no" else one
        for one in columns_of(heading)
    ]
    return tuple(sorted(found, key=lambda one: one.shown < PRINTED))


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
    return f"As of {_day(heading)}"


def _day(heading: Heading) -> str:
    court = heading.audience is Audience.COURT
    return court_days.day(heading.as_of) if court else str(heading.as_of)


def known_at(heading: Heading) -> str:
    """Return the knowledge that a chronology rests on: the position, and the instant."""
    known = heading.known
    if heading.known_by == RECEIVED:
        return f"Known at {known.known_at} by what had been received (position {known.position})"
    if heading.known_instant is None:
        return f"Known at {known.known_at}: before the first event"
    if heading.audience is Audience.COURT:
        moment = datetime.fromisoformat(heading.known_instant)
        return f"Known at {court_days.moment(moment.astimezone(heading.made_at.tzinfo))}"
    instant = short_instant(heading.known_instant)
    asked = {f"@{known.position}", heading.known_instant, instant}
    said = "" if known.known_at in asked else f", as asked for {known.known_at}"
    return f"Known at position {known.position} ({instant}{said})"


def made_at(heading: Heading) -> str:
    """Return when a chronology was made, in the office's time."""
    if heading.audience is Audience.COURT:
        return f"Made {court_days.moment(heading.made_at)}"
    return f"Made {heading.made_at:%Y-%m-%d %H:%M:%S %Z}"


def short_instant(text: str) -> str:
    """Return an instant without the fraction of a second that it does not have."""
    return text.replace(".000000Z", "Z")


FOR_OFFICE = "FOR THE OFFICE ALONE"


def access(heading: Heading) -> str:
    """Return what stands above every page: who alone may read it, and what is not public."""
    kinds = {one.access for one in heading.matters.values()} - {"public", ""}
    own = [FOR_OFFICE] if heading.audience is Audience.OFFICE else []
    return " · ".join([*own, *sorted(kind.upper() for kind in kinds)])


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


IS_LEFT_OUT = (
    "A copy for a court has no notes and nothing else of the office's own file, nothing that the "
    "client or counsel told or that is privileged, no statement of the client, and nothing that is "
    "confidential."
)


def left_out(heading: Heading) -> str:
    """Return how much a copy for a court leaves out, and of what kind; nothing for the office's."""
    out = heading.left_out
    if out is None:
        return ""
    said = [
        so_many(count, what)
        for count, what in ((out.total, "fact"), (out.amounts, "amount"))
        if count
    ]
    return f"{' and '.join(said) or 'Nothing'}. {IS_LEFT_OUT}"


def only(heading: Heading) -> str:
    """Return what was asked for, where it was not everything."""
    return clean("; ".join(heading.only))


def particulars(heading: Heading) -> Iterator[Particular]:
    """Yield what the head of a document says below its title."""
    office = heading.audience is Audience.OFFICE
    if heading.kind == "party":
        if office:
            yield Particular("Party", clean(heading.name), heading.subject_id)
        what = (
            "What names the party or one of its items, and what belongs to its matters as such."
            if heading.whole_matters
            else "What names the party or one of its items."
        )
        yield Particular("Contents", what)
        if heading.stances:
            yield Particular("Stance", heading.stances)
    for one in heading.matters.values() if office or heading.kind == "party" else ():
        yield Particular("Matter", _described(one), one.matter_id if office else "")
        if office and (numbers := in_words(one.docket_numbers)):
            yield Particular("Docket numbers", clean(numbers))
    if heading.only:
        yield Particular("Only", only(heading))
    yield Particular("As of", f"{_day(heading)}: what can have taken effect by this day")
    yield Particular("Known at", known_at(heading).removeprefix("Known at "))
    if heading.known.past_head and heading.known_by != RECEIVED:
        said = "That moment lies after the last event recorded: the answer may still change."
        yield Particular("", said)
    if heading.known.rebuild_due:
        yield Particular("OUTDATED", OUTDATED)
    yield Particular("Made", made_at(heading).removeprefix("Made "))
    for sentence in incomplete(heading):
        yield Particular("INCOMPLETE", sentence)
    if heading.left_out:
        yield Particular("Left out", left_out(heading))


def _described(one: About) -> str:
    """Return what a matter is, in one line."""
    named = {party.party_id: party for party in one.parties}
    theirs = named.get(one.for_)
    client = f"the office is for {theirs.name if theirs else one.for_}" if one.for_ else ""
    if theirs and theirs.stands_for_it in named:
        client = f"{client}, in whose place {named[theirs.stands_for_it].name} stands"
    sealed = f"access: {one.access}" if one.access not in ("public", "") else ""
    court = court_name(one.court_id)
    parts = (one.title or "not known then", court, one.docket_no, client, sealed)
    return clean(" · ".join(part for part in parts if part))


PARTIES, OTHERS = "Parties", "Others"


def parties(heading: Heading) -> Iterator[tuple[str, Particular]]:
    """Yield each party of each matter by the matter's id: its role, since when, why no longer.

    Whoever is named in a matter and is no party comes behind its parties, and is said to be none.
    """
    days = court_days.label if heading.audience is Audience.COURT else str
    for matter in heading.matters.values():
        for one in sorted(matter.parties, key=lambda one: not is_side(one.role)):
            label = f", {days(one.label)}" if one.label else ""
            renamed = days(on_other_days(one.renamed))
            said = clean(f"{one.role}: {one.name}{renamed}{label}")
            what = PARTIES if is_side(one.role) else OTHERS
            yield matter.matter_id, Particular(what, said, one.party_id)


def above(heading: Heading) -> Iterator[Particular]:
    """Yield what stands above a printed chronology: its particulars, and its parties."""
    yield from particulars(heading)
    several, said = len(heading.matters) > 1, ""
    for matter_id, one in parties(heading):
        matter = heading.matters[matter_id]
        before = f"{clean(matter.docket_no or matter.title)} · " if several else ""
        what, said = one.label if one.label != said else "", one.label
        yield Particular(what, f"{before}{one.text}", one.ids)


NOTHING = "No fact was known that can have taken effect by this day."
KEY_TITLE = "Key to the marks"
KEY_INTRODUCTION = (
    "A date stands as it was recorded, or in words: 2023-03 is a day in March 2023, ../2023-04-20 "
    "on or before that day, 2023-04-20/.. on or after it, 2023-01-31/2023-02-28 between the two. "
    "Where it is not one day, the first and the last day on which the fact can lie stand with it: "
    "a filing is no later than what follows on it."
)
KEY_IN_WORDS = (
    "Where a date is not one day, the first and the last day on which the fact can lie stand with "
    "it: a filing is no later than what follows on it."
)


def legend(codes: Collection[str], *, dates: bool, in_words: bool = False) -> Legend:
    """Return the key to the marks of these codes and, where dates need it, to how they stand."""
    how = KEY_IN_WORDS if in_words else KEY_INTRODUCTION
    words = tuple(said for code, said in KEY.items() if code in codes)
    return Legend(KEY_TITLE if words else "", words, how if dates else "")


def is_plain(line: Line) -> bool:
    """Tell whether the date of a line is one day, as anybody reads it."""
    return line.fact.when.text == str(line.latest)


def fields(heading: Heading, line: Line, columns: Sequence[Column]) -> list[Any]:
    """Return the values of some columns of a line; texts are clean, nothing is the empty one."""
    values = (column.value(heading, line) for column in columns)
    return [
        clean(value) if isinstance(value, str) else "" if value is None else value
        for value in values
    ]
