"""csv: any spreadsheet saved as CSV, read by a mapping file that says what its columns mean."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import msgspec

from casefile.event import ID_PATTERN, Draft, Source
from casefile.importers.material import Bundle, Record, Unreadable
from casefile.importers.rows import Allowance, Row
from casefile.importers.sources import Importer
from casefile.importers.spreadsheet.date_format import date_format
from casefile.importers.spreadsheet.mapping import EventRule, Mapped, read_mapping
from casefile.law.catalogue import store
from casefile.law.edtf import parse
from casefile.law.misfits import misfits, sentence_of

# The ids of the events are made under this name; another one would double what was imported.
NAMES = UUID("c2a4c1de-3c0b-5a51-9d0c-0f6b8a7e5d42")
MAX_ROWS = 100_000  # of all files together, whose events are held in memory until all are checked
MAX_ID = 40  # letters of a cell that an id made of it keeps
_amount = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,4})?", re.ASCII)


class _Made(NamedTuple):
    """An event that a row makes, and the row."""

    draft: Draft
    row: Row


def read(paths: Sequence[Path]) -> Iterator[Bundle]:
    """Yield the matters of spreadsheets and of the one mapping among the paths; raises Unreadable.

    Everything is read and checked before the first matter is yielded.
    """
    mappings = [path for path in paths if path.suffix.lower() == ".toml"]
    tables = [path for path in paths if path.suffix.lower() != ".toml"]
    if len(mappings) != 1 or not tables:
        raise Unreadable("Name one mapping file, mapping.toml, and the CSV files that it is for.")
    mapped = read_mapping(mappings[0])
    used = (column for rule in mapped.event for column, _ in rule.used())
    needed = tuple(dict.fromkeys((*mapped.matter, *used)))
    records: dict[str, list[Record]] = {}
    made: dict[str, _Made] = {}
    seen: dict[tuple[str, ...], Row] = {}
    allowance = Allowance(MAX_ROWS)
    for path in tables:
        for row in allowance.read_rows(path, needed):
            matter_id = _id(row, mapped.matter)
            first = seen.setdefault(tuple(cell for _, cell in sorted(row.items())), row)
            record = (
                _record(mapped, row, matter_id, made)
                if first is row
                else Record(row.where, "row", (), f"The same row stands in {first.where}.")
            )
            records.setdefault(matter_id, []).append(record)
    return iter([Bundle(name or "no matter", tuple(rows)) for name, rows in records.items()])


def _record(mapped: Mapped, row: Row, matter_id: str, made: dict[str, _Made]) -> Record:
    """Return a row with the events that it makes, or with the reason why there are none."""
    if not matter_id:
        why = f"It names no matter: column {', '.join(mapped.matter)} is blank."
        return Record(row.where, "row", (), why)
    drafts: list[Draft] = []
    blank: list[str] = []
    wanted: list[str] = []
    for rule in mapped.event:
        if not all(row.text(column) in values for column, values in rule.rows.items()):
            wanted += [column for column in rule.rows if column not in wanted]
            continue
        effective = rule.on or _moment(mapped, row, str(rule.date))
        if not effective:
            blank.append(str(rule.date))
            continue
        draft = _draft(mapped, rule, row, matter_id, effective)
        _check_same(draft, rule, row, made.setdefault(str(draft.event_id), _Made(draft, row)))
        drafts.append(draft)
    reasons = [f"column {', '.join(dict.fromkeys(blank))} is blank"] if blank else []
    reasons += [f"no rule is for what stands in {', '.join(wanted)}"] if wanted else []
    nothing = f"It makes no event: {'; '.join(reasons)}."
    return Record(row.where, "row", tuple(drafts), None if drafts else nothing)


def _draft(mapped: Mapped, rule: EventRule, row: Row, matter_id: str, effective: str) -> Draft:
    """Return the event that a rule makes of a row; raises Unreadable with the row and column."""
    key = "\n".join((mapped.name, rule.type, matter_id, *(row.text(one) for one in rule.key)))
    if not any(row.text(one) for one in rule.key):
        raise row.unreadable(", ".join(rule.key), "it is blank, and tells one event from another.")
    filled = _data(mapped, rule, row)
    try:
        # Cells are text, and so are read as the numbers and yeses that a field asks for.
        data = store(msgspec.convert(filled, rule.made, strict=False))
    except msgspec.ValidationError as error:
        raise _misfit(rule, row, filled, error) from error
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
        received=_received(mapped, row, rule.received) if rule.received else None,
        event_id=str(uuid5(NAMES, key)),
    )


def _data(mapped: Mapped, rule: EventRule, row: Row) -> dict[str, Any]:
    """Return the fields that a rule fills from a row; a blank cell fills none."""
    filled: dict[str, Any] = dict(rule.constants)
    for name, column in rule.columns.items():
        filled[name] = _value(rule, name, row, column)
    for name in rule.ids:
        filled[name] = _id(row, mapped.identifying(rule, name))
    for name, column in rule.dates.items():
        filled[name] = _moment(mapped, row, column)
    for name, column in rule.money.items():
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
    text, written = row.text(column), mapped.formats.get(column, mapped.format)
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


def _misfit(rule: EventRule, row: Row, data: Mapping[str, Any], error: Exception) -> Unreadable:
    """Return the error about a cell that does not fit its field, in words for a person."""
    said, _, place = str(error).partition(" - at `$.")
    path = place.removesuffix("`")
    missing = re.search(r"missing required field `(\w+)`", said)
    if missing:
        path = ".".join(filter(None, (path, missing[1])))
    found = [one.sentence for one in misfits(rule.made, data) if one.field == path]
    sentence = found[0] if found else f"{sentence_of(error)}."
    field = re.sub(r"\[(\d+)\]", r".\1", path)
    named: Mapping[str, Any] = {**rule.columns, **rule.dates, **rule.money, **rule.ids}
    column = named.get(field) or named.get(field.partition(".")[0])
    if column is None:
        return Unreadable(f"{row.where}: {rule.type}{f', {field}' if field else ''}: {sentence}")
    column = column if isinstance(column, str) else ", ".join(column)
    if missing:
        sentence = f"it is blank, and {rule.type} needs {field}."
    return row.unreadable(column, f"{sentence.removesuffix('.')} ({rule.type}, {field}).")


IMPORTER = Importer(".csv", read)
