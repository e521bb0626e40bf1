"""Printed: a chronology as paper, for the office or for a court."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casefile.answers.facts.chronicle import Audience, Chronicle, Heading, Line
from casefile.event import Privilege
from casefile.exports import columns, court_days
from casefile.exports.caption import caption
from casefile.exports.columns import clean, items_of
from casefile.exports.paper import Layout, Legend, Paper, PaperRow, Said
from casefile.law.edtf import FIRST_DAY, parse

OFFICE: Sequence[str] = ("No.", "Date", "What happened", "About", "Source", "Recorded")
# Its last column holds an id on one line.
WHOLE = Layout((5, 13, 35, 9, 16, 22))
# The heads and the layout of a court's copy, by whether it is of several matters.
FORMS = {
    (Audience.COURT, False): (
        ("No.", "Date", "What happened", "Source"),
        Layout((6, 17, 45, 32), upright=True, size=9),
    ),
    (Audience.COURT, True): (
        ("No.", "Date", "What happened", "Matter", "Source"),
        Layout((6, 16, 36, 21, 21), upright=True, size=9),
    ),
}

# An interval has a line for each of its ends.
_between = re.compile(r"(?<=\d)/(?=\d)")


def paper(chronicle: Chronicle) -> Paper:
    """Return a chronology as it is printed."""
    heading = chronicle.heading
    form = (heading.audience, len(heading.matters) > 1)
    heads, layout = FORMS.get(form, (OFFICE, WHOLE))
    rows = _PrintedRows(chronicle)
    return Paper(
        kind="Chronology",
        title=columns.title(heading),
        access=columns.access(heading),
        foot=(columns.as_of(heading), columns.known_at(heading), columns.made_at(heading)),
        particulars=tuple(columns.above(heading)),
        heads=heads,
        rows=rows.each(),
        nothing=columns.NOTHING,
        legend=rows.legend,
        caption=tuple(map(clean, caption(heading))),
        layout=layout,
    )


class _PrintedRows:
    """The rows of a chronology, and what of them the legend has to explain."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._codes: set[str] = set()
        self._dates = False

    def each(self) -> Iterator[PaperRow]:
        """Yield the rows, each in the part of its year."""
        for line in self._chronicle.lines:
            self._codes.update(mark.code for mark in line.marks)
            self._dates |= not columns.is_plain(line)
            cells = tuple(_cells(self._chronicle.heading, line))
            yield PaperRow(cells, marked=bool(line.marks), part=f"{line.latest:%Y}")

    def legend(self) -> Legend:
        """Return the legend for the rows that have been yielded."""
        court = self._chronicle.heading.audience is Audience.COURT
        return columns.legend(self._codes, dates=self._dates, in_words=court)


def _cells(heading: Heading, line: Line) -> Iterator[list[Said]]:
    """Yield the cells of a line as they are printed."""
    yield [Said(str(line.number))]
    court = heading.audience is Audience.COURT
    yield list(_in_words(line) if court else _when(line))
    what = [Said(clean(columns.happened(heading, line)))]
    yield what + [Said(clean(mark.sentence), mark.word, small=True) for mark in line.marks]
    if heading.audience is Audience.OFFICE:
        yield list(_about(heading, line))
        yield list(_read_in(line))
        yield list(_recorded(line))
        return
    if len(heading.matters) > 1:
        matter = heading.matters[line.fact.matter_id]
        yield [Said(clean(matter.docket_no or matter.title))]
    yield list(_read_in(line, court=True))


def _when(line: Line) -> Iterator[Said]:
    envelope = line.fact.envelope
    yield Said(_between.sub("/\n", line.fact.when.shown))
    if line.earliest == FIRST_DAY:
        yield Said(f"on or before {line.latest}", small=True)
    elif line.fact.when.text not in (str(line.earliest), f"{line.earliest}/{line.latest}"):
        yield Said(f"{line.earliest} to {line.latest}", small=True)
    if envelope.as_written:
        how = "Typed:" if envelope.typed else "As written:"
        yield Said(_quoted(envelope.as_written), how, small=True)
    if envelope.resolution:
        yield Said(clean(envelope.resolution), "Read as:", small=True)


def _in_words(line: Line) -> Iterator[Said]:
    """Yield when a fact took effect, as a court's own papers have it."""
    said = court_days.in_words(line.fact.when)
    yield Said(said)
    latest = court_days.day(line.latest)
    if line.earliest == FIRST_DAY:
        around = f"on or before {latest}"
    else:
        around = f"{court_days.day(line.earliest)} to {latest}"
    one_day = line.earliest == line.latest and line.fact.when.exact
    between = line.fact.when.text == f"{line.earliest}/{line.latest}"
    if around != said and not one_day and not between:
        yield Said(around, small=True)
    if line.fact.envelope.as_written:
        yield Said(_quoted(line.fact.envelope.as_written), "As written:", small=True)


def _about(heading: Heading, line: Line) -> Iterator[Said]:
    if heading.kind == "party":
        yield Said(line.fact.matter_id, small=True)
    for item in items_of(line):
        yield Said(item, small=True)


def _read_in(line: Line, *, court: bool = False) -> Iterator[Said]:
    source = line.fact.envelope.source
    if source is None:
        return
    dated = court_days.in_words(parse(source.date)) if court and source.date else source.date
    parts = (source.document, source.locator, dated)
    yield Said(clean(", ".join(part for part in parts if part)), source.kind.label.capitalize())
    if source.quote:
        yield Said(_quoted(source.quote), small=True)
    if source.privilege is not Privilege.NONE:
        yield Said("", source.privilege.label.upper(), small=True)


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
