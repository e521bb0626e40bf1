"""csv: any spreadsheet saved as CSV, read by a mapping file that says what its columns mean."""

from __future__ import annotations

import hashlib
import re
from collections import ChainMap
from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import msgspec

from casefile.event import ID_PATTERN, Draft, Source
from casefile.importers.faults import Faults
from casefile.importers.files import named
from casefile.importers.material import AsBefore, Bundle, Record, Unreadable
from casefile.importers.rows import Allowance, Row
from casefile.importers.sources import Importer
from casefile.importers.spreadsheet.date_format import date_format
from casefile.importers.spreadsheet.mapping import EventRule, Mapped, read_mapping
from casefile.importers.spreadsheet.misfitting import misfitting
from casefile.law.catalogue import store
from casefile.law.edtf import parse

# The ids of the events are made under this name; another one would double what was imported.
NAMES = UUID("c2a4c1de-3c0b-5a51-9d0c-0f6b8a7e5d42")
MAX_ROWS = 100_000  # of all files together, whose events are held in memory until all are checked
MAX_ID = 40  # letters of a cell that an id made of it keeps
_amount = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,4})?", re.ASCII)


class _Made(NamedTuple):
    """An event that a row makes, and the row."""

    draft: Draft
    row: Row


def read(paths: Sequence[Path], faults: Faults, _as_before: AsBefore) -> Iterator[Bundle]:
    """Return the matters of spreadsheets, by the one mapping among the paths.

    A sheet of which any row is wrong does not come in. Raises Unreadable where there is no mapping.
    """
    mappings = [path for path in paths if path.suffix.lower() == ".toml"]
    tables = [path for path in paths if path.suffix.lower() != ".toml"]
    if len(mappings) != 1 or not tables:
        raise Unreadable("Name one mapping file, mapping.toml, and the CSV files that it is for.")
    sheets = _Sheets(read_mapping(mappings[0]), faults)
    for path, name in zip(tables, named(tables), strict=True):
        sheets.read(path, name)
    return iter([Bundle(of or "no matter", tuple(rows)) for of, rows in sheets.records.items()])


class _Sheets:
    """The rows of the sheets that are sound, as records by their matters."""

    def __init__(self, mapped: Mapped, faults: Faults) -> None:
        self.records: dict[str, list[Record]] = {}
        self._mapped = mapped
        self._faults = faults
        self._allowance = Allowance(MAX_ROWS, faults, mapped.writing)
        self._made: ChainMap[str, _Made] = ChainMap()
        self._seen: ChainMap[tuple[str, ...], Row] = ChainMap()

    def read(self, path: Path, name: str) -> None:
        """Read one sheet. What a broken one says counts for no other sheet."""
        used = (column for rule in self._mapped.event for column, _ in rule.used())
        needed = tuple(dict.fromkeys((*self._mapped.matter, *used)))
        made, seen = self._made.new_child(), self._seen.new_child()
        records: dict[str, list[Record]] = {}
        for row in self._allowance.read_rows(path, name, needed):
            matter_id = _id(row, self._mapped.matter)
            first = seen.setdefault(tuple(cell for _, cell in sorted(row.items())), row)
            record = (
                self._record(row, matter_id, made)
                if first is row
                else Record(row.where, "row", (), f"The same row stands in {first.where}.")
            )
            records.setdefault(matter_id, []).append(record)
        if name in self._faults:
            return
        self._made.update(made.maps[0])
        self._seen.update(seen.maps[0])
        for matter_id, rows in records.items():
            self.records.setdefault(matter_id, []).extend(rows)

    def _record(self, row: Row, matter_id: str, made: MutableMapping[str, _Made]) -> Record:
        """Return a row with the events that it makes, or with the reason why there are none."""
        if not matter_id:
            why = f"It names no matter: column {', '.join(self._mapped.matter)} is blank."
            return Record(row.where, "row", (), why)
        drafts: list[Draft] = []
        blank: list[str] = []
        wanted: list[str] = []
        for rule in self._mapped.event:
            if not all(row.text(column) in values for column, values in rule.rows.items()):
                wanted += [column for column in rule.rows if column not in wanted]
                continue
            with self._faults.of(row.file):
                effective = rule.on or _moment(self._mapped, row, str(rule.date))
                if not effective:
                    blank.append(str(rule.date))
                    continue
                if draft := self._draft(rule, row, matter_id, effective):
                    first = made.setdefault(str(draft.event_id), _Made(draft, row))
                    _check_same(draft, rule, row, first)
                    drafts.append(draft)
        reasons = [f"column {', '.join(dict.fromkeys(blank))} is blank"] if blank else []
        reasons += [f"no rule is for what stands in {', '.join(wanted)}"] if wanted else []
        nothing = f"It makes no event: {'; '.join(reasons)}."
        return Record(row.where, "row", tuple(drafts), None if drafts else nothing)

    def _draft(self, rule: EventRule, row: Row, matter_id: str, effective: str) -> Draft | None:
        """Return the event that a rule makes of a row; None where a cell of it is wrong."""
        mapped, before = self._mapped, self._faults.count(row.file)
        key = "\n".join((mapped.name, rule.type, matter_id, *(row.text(one) for one in rule.key)))
        if not any(row.text(one) for one in rule.key):
            blank = "it is blank, and tells one event from another."
            self._faults.add(row.file, row.unreadable(", ".join(rule.key), blank))
        filled = self._data(rule, row)
        received = None
        with self._faults.of(row.file):
            received = _received(mapped, row, rule.received) if rule.received else None
        if self._faults.count(row.file) > before:
            return None
        try:
            # Cells are text, and so are read as the numbers and yeses that a field asks for.
            data = store(msgspec.convert(filled, rule.made, strict=False))
        except msgspec.ValidationError as error:
            self._faults.add_all(row.file, misfitting(rule, row, filled, error))
            return None
        locator = ", ".join(f"{one} {row.text(one)}" for one in rule.key)
        return Draft(
            matter_id=matter_id,
            type=rule.type,
            effective=effective,
            data=data,
            assertion=rule.assertion,
            confidence=rule.confidence,
            source=Source(
                kind=mapped.source.kind,
                document=mapped.source.document,
                locator=locator[:1_000],
                privilege=rule.privilege or mapped.source.privilege,
            ),
            override=mapped.override,
            received=received,
            event_id=str(uuid5(NAMES, key)),
        )

    def _data(self, rule: EventRule, row: Row) -> dict[str, Any]:
        """Return the fields that a rule fills from a row; a blank cell fills none."""
        mapped = self._mapped
        filled: dict[str, Any] = dict(rule.constants)
        for name, column in rule.columns.items():
            with self._faults.of(row.file):
                filled[name] = _value(rule, name, row, column)
        for name in rule.ids:
            filled[name] = _id(row, mapped.identifying(rule, name))
        for name, column in rule.dates.items():
            with self._faults.of(row.file):
                filled[name] = _moment(mapped, row, column)
        for name, column in rule.money.items():
            with self._faults.of(row.file):
                filled[name] = _money(row, column, rule.currency)
        data: dict[str, Any] = {}
        for name, value in filled.items():
            if value not in ("", None):
                _put(data, name.split("."), value)
        return data


def _put(data: Any, path: Sequence[str], value: Any) -> None:
    """Put a value where a path leads, `components.0.term`; numbers are places in a list."""
    for name, following in zip(path, [*path[1:], ""], strict=True):
        inner = value if not following else [] if following.isdigit() else {}
        if isinstance(data, list):
            if len(data) <= int(name):  # places left blank before it close up
                data.append(inner)
            data = data[min(int(name), len(data) - 1)]
        else:
            data = data.setdefault(name, inner)


def _value(rule: EventRule, name: str, row: Row, column: str) -> str:
    """Return a cell, or the code that its words stand for; `*` is for all that are not listed."""
    text = row.text(column)
    codes = rule.codes.get(name)
    if codes is None:
        return text
    if text in codes:
        return codes[text]
    if not text:
        return ""
    if "*" in codes:
        return codes["*"]
    raise row.unreadable(column, f"the mapping has no code of {name} for {text[:40]!r}.")


def _moment(mapped: Mapped, row: Row, column: str) -> str:
    """Return a date as EDTF: by the format of its column, or as it is; "" where it is blank."""
    text, written = row.text(column), mapped.format_of(column)
    if not text:
        return ""
    try:
        if written is None:
            return row.moment(column) if " " in text else parse(text).text
        return date_format(written).read(text)
    except ValueError as error:
        wanted = date_format(written).example if written else "2023-03-31"
        raise row.unreadable(column, f"{text[:40]!r} is not a date like {wanted}.") from error


def _received(mapped: Mapped, row: Row, column: str) -> str | None:
    """Return the day on which the office had an event; None where the cell is blank."""
    day = _moment(mapped, row, column).partition("T")[0]
    if day and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII):
        raise row.unreadable(column, f"{day!r} is no day like 2023-03-31.")
    return day or None


def _money(row: Row, column: str, currency: str) -> dict[str, str] | None:
    """Return an amount like 1,500 or $1,500.00; None where the cell is blank."""
    text = row.text(column).removeprefix("$").strip()
    if not text:
        return None
    found = _amount.fullmatch(text)
    if not found:
        raise row.unreadable(column, f"{text[:40]!r} is no amount like 1,500.00.")
    return {"amount": found[1].replace(",", "") + (found[2] or ""), "currency": currency}


def _id(row: Row, columns: Sequence[str]) -> str:
    """Return an id made of cells: them themselves where they are one, else readable and unique."""
    cells = [row.text(column) for column in columns]
    if not any(cells):
        return ""
    text = "-".join(cells)
    if re.fullmatch(ID_PATTERN, text) and len(text) <= MAX_ID:
        return text
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", text)[:MAX_ID].strip("-.") or "id"
    return f"{plain}-{hashlib.sha256(chr(10).join(cells).encode()).hexdigest()[:8]}"


def _check_same(draft: Draft, rule: EventRule, row: Row, first: _Made) -> None:
    """Refuse two rows that the key takes for one and that say different things."""
    if draft != first.draft:
        sentence = (
            f"{rule.type} says something else than in {first.row.where}, which has the same key; "
            "name more columns in the rule's key."
        )
        raise row.unreadable(", ".join(rule.key), sentence)


IMPORTER = Importer(".csv", read)
