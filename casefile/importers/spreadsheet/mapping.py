"""The mapping file: which columns of a spreadsheet make which events, as TOML.

Errors name the file, the event by its number and its line, and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from casefile.errors import Misfit
from casefile.event import (
    Assertion,
    Confidence,
    Override,
    Part,
    Privilege,
    SourceKind,
    Text,
    form,
)
from casefile.importers.files import read_text
from casefile.importers.material import Unreadable
from casefile.importers.spreadsheet.date_format import NAMED_FORMATS, date_format
from casefile.importers.writing import QUOTE, UTF_8, Writing, check_signs, encoding_of
from casefile.law import subjects
from casefile.law.catalogue import CATALOGUE, Event, naming_fields
from casefile.law.edtf import parse
from casefile.law.events.party import PartyAdded
from casefile.law.misfits import misfits, sentence_of

MAX_FILE = 1_000_000  # bytes; a mapping has some hundred lines
Column = Annotated[str, Meta(min_length=1)]
Currency = Annotated[str, form("[A-Z]{3}", "the code of a currency, like USD")]
Columns = Annotated[tuple[Column, ...], Meta(min_length=1)]
_header = re.compile(r"^\s*\[\[\s*event\s*\]\]", re.MULTILINE)
_field = re.compile(r"\w+(?:\.(?:\d{1,3}|[^\W\d]\w*))*", re.ASCII)
_place = re.compile(r"event\[(\d+)\]\.?")


EventClass = type[Event]


class EventRule(Part):
    """How rows make one type of event. A field is named like `plea`, or `components.0.term`."""

    type: str
    key: Columns
    date: Column | None = None  # a row with a blank cell there makes no such event
    on: str | None = None  # the same effective date for every row, in place of a column
    received: Column | None = None  # the day on which the office had it; a blank cell says nothing
    rows: Mapping[str, tuple[str, ...]] = {}
    columns: Mapping[str, Column] = {}
    ids: Mapping[str, Columns] = {}
    dates: Mapping[str, Column] = {}
    money: Mapping[str, Column] = {}
    constants: Mapping[str, Any] = {}
    codes: Mapping[str, Mapping[str, str]] = {}
    currency: Currency = "USD"
    assertion: Assertion | None = None
    confidence: Confidence | None = None
    privilege: Privilege | None = None  # in place of what is said of the whole sheet

    def fields(self) -> Iterator[tuple[str, str]]:
        """Yield every field that the rule fills, with the key of the rule that does."""
        for part in ("columns", "ids", "dates", "money", "constants"):
            for name in getattr(self, part):
                yield name, part

    def used(self) -> Iterator[tuple[str, str]]:
        """Yield every column that the rule reads, with the key of the rule that names it."""
        yield from ((column, "key") for column in self.key)
        yield from ((column, "rows") for column in self.rows)
        yield from ((column, "columns") for column in self.columns.values())
        yield from ((column, "dates") for column in self.dates.values())
        yield from ((column, "money") for column in self.money.values())
        yield from ((column, "ids") for columns in self.ids.values() for column in columns)
        if self.date:
            yield self.date, "date"
        if self.received:
            yield self.received, "received"

    @property
    def parties(self) -> frozenset[str]:
        """Return the fields of the events that name parties."""
        written = {one.name: one.encode_name for one in msgspec.structs.fields(self.made)}
        named = naming_fields(self.made)
        return frozenset(written[name] for name, kind in named if kind == subjects.PARTY)

    @property
    def made(self) -> EventClass:
        """Return the class of the events that the rule makes."""
        return CATALOGUE[self.type]


class SourceRule(Part):
    """What is said of the source of every event."""

    document: Text
    kind: SourceKind = SourceKind.OTHER
    privilege: Privilege = Privilege.NONE


class Mapped(Part):
    """A whole mapping file: how the matter of a row is called, and the events that rows make.

    `name` tells the events of one spreadsheet from those of another, so it stays what it is.
    `format` is how dates are written, as in Python's strptime, and `formats` that of a column; both
    may also be the name of a format, of those that `date_formats` gives or that have one here.
    `delimiter`, `encoding`, `quote` and `escape` say how the sheets are written down.
    """

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    matter: Columns
    source: SourceRule
    event: Annotated[tuple[EventRule, ...], Meta(min_length=1)]
    override: Override | None = None
    format: str | None = None
    formats: Mapping[str, str] = {}
    date_formats: Mapping[str, str] = {}
    delimiter: str = ","
    encoding: str = UTF_8
    quote: str = QUOTE
    escape: str | None = None

    @property
    def writing(self) -> Writing:
        """Return how the sheets are written down; raises ValueError."""
        escape = self.quote if self.escape is None else self.escape
        return Writing(
            self.delimiter, encoding_of(self.encoding), self.quote, escape, self.encoding
        )

    def format_of(self, column: str) -> str | None:
        """Return how the dates of a column are written; None for EDTF."""
        written = self.formats.get(column, self.format)
        return None if written is None else self.named_format(written)

    def named_format(self, written: str) -> str:
        """Return a format by its name, or as it is written."""
        return self.date_formats.get(written) or NAMED_FORMATS.get(written, written)

    def identifying(self, rule: EventRule, field: str) -> tuple[Column, ...]:
        """Return the columns that the id in a field is made of.

        A name tells nobody apart across matters, so the id of a party that has nothing else begins
        with those of the matter.
        """
        columns = rule.ids[field]
        names = {
            one.columns["name"]
            for one in self.event
            if one.type == PartyAdded.tag and "name" in one.columns
        }
        only_a_name = field.partition(".")[0] in rule.parties and names.issuperset(columns)
        return (*self.matter, *columns) if only_a_name else columns


def read_mapping(path: Path) -> Mapped:
    """Read a mapping file; raises Unreadable with its event, its line and its key."""
    text = read_text(path, MAX_FILE)
    try:
        loaded = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"{path.name}: {error}.") from error
    try:
        mapped = msgspec.convert(loaded, Mapped)
    except msgspec.ValidationError as error:
        found = next(misfits(Mapped, loaded), Misfit("", f"{sentence_of(error)}."))
        raise Unreadable(f"{path.name}{_named(found, text)}") from error
    _check_formats(path.name, mapped)
    _check_writing(path.name, mapped)
    lines = [text.count("\n", 0, found.end()) + 1 for found in _header.finditer(text)]
    for number, rule in enumerate(mapped.event):
        where = f"{path.name}, event {number + 1}"
        if number < len(lines):
            where += f" (line {lines[number]})"
        _check(where, rule)
    return mapped


def _named(misfit: Misfit, text: str) -> str:
    """Return what is wrong with a key, with the place of the key in a mapping's own terms."""
    found = _place.match(misfit.field)
    if not found:
        return f"{f', {misfit.field}' if misfit.field else ''}: {misfit.sentence}"
    lines = [text.count("\n", 0, one.end()) + 1 for one in _header.finditer(text)]
    number = int(found[1])
    line = f" (line {lines[number]})" if number < len(lines) else ""
    key = misfit.field[found.end() :]
    return f", event {number + 1}{line}{f', {key}' if key else ''}: {misfit.sentence}"


def _check_formats(name: str, mapped: Mapped) -> None:
    """Refuse a format that leaves a part of a date open; raises Unreadable."""
    used = {"format": mapped.format} if mapped.format is not None else {}
    used |= {f"formats.{one}": of for one, of in mapped.formats.items()}
    for key, written in used.items():
        if "%" not in written and written not in {*mapped.date_formats, *NAMED_FORMATS}:
            names = ", ".join((*mapped.date_formats, *NAMED_FORMATS))
            said = f"{written[:40]!r} is no format like %m/%d/%Y, and no name of one: {names}."
            raise Unreadable(f"{name}, {key}: {said}")
    named = {f"date_formats.{one}": of for one, of in mapped.date_formats.items()}
    for key, written in (named | used).items():
        try:
            date_format(written if key in named else mapped.named_format(written))
        except ValueError as error:
            raise Unreadable(f"{name}, {key}: {error}") from error


def _check_writing(name: str, mapped: Mapped) -> None:
    """Refuse what no sheet can be written with; raises Unreadable."""
    try:
        encoding_of(mapped.encoding)
    except ValueError as error:
        raise Unreadable(f"{name}, encoding: {error}") from error
    try:
        check_signs(mapped.writing)
    except ValueError as error:
        raise Unreadable(f"{name}, {error}") from error


def _check(where: str, rule: EventRule) -> None:
    """Refuse a rule that can make no event; raises Unreadable."""
    if rule.type not in CATALOGUE:
        raise Unreadable(f"{where}, type: there is no type of event called {rule.type!r}.")
    if (rule.date is None) == (rule.on is None):
        raise Unreadable(f"{where}: give `date`, a column, or `on`, one date for every row.")
    try:
        parse(rule.on or "2023")
    except ValueError as error:
        raise Unreadable(f"{where}, on: {error}") from error
    known = {field.encode_name for field in msgspec.structs.fields(rule.made)}
    filled: dict[str, str] = {}
    for name, part in rule.fields():
        first = name.partition(".")[0]
        if first not in known:
            fields = ", ".join(sorted(known - {"source_label"}))
            raise Unreadable(f"{where}, {part}.{name}: {rule.type} has {fields}.")
        if not _field.fullmatch(name):
            sentence = "a field is written like `plea`, `statute.0` or `components.0.term`."
            raise Unreadable(f"{where}, {part}.{name}: {sentence}")
        if filled.setdefault(name, part) != part:
            raise Unreadable(f"{where}, {part}.{name}: {filled[name]} fills it already.")
    _check_nested(where, filled)
    for name in rule.codes:
        if name not in rule.columns:
            raise Unreadable(f"{where}, codes.{name}: no column fills {name}.")


def _check_nested(where: str, filled: Mapping[str, str]) -> None:
    """Refuse a field that is to be a value and hold others, or a list and an object; raises."""
    inside: dict[str, bool] = {}
    for name, part in filled.items():
        whole, _, last = name.rpartition(".")
        while whole:
            if whole in filled or inside.setdefault(whole, last.isdigit()) != last.isdigit():
                sentence = f"{whole} cannot be this and what other fields make of it."
                raise Unreadable(f"{where}, {part}.{name}: {sentence}")
            whole, _, last = whole.rpartition(".")
