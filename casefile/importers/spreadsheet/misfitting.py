"""Misfitting cells: what a row gives that the fields of its event do not take, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from casefile.importers.material import Unreadable
from casefile.importers.rows import Row
from casefile.importers.spreadsheet.mapping import EventRule
from casefile.law.misfits import misfits, sentence_of


class _UnfitField(NamedTuple):
    """A field that is wrong, as `components[0].term`, what is said of it, and if it is missing."""

    path: str
    said: str
    missing: bool = False


def misfitting(
    rule: EventRule, row: Row, data: Mapping[str, Any], error: msgspec.ValidationError
) -> Iterator[Unreadable]:
    """Yield an error for every field of an event that its cells do not fit.

    `error` is what was found first, which may be about several fields together.
    """
    first = _wrong(error)
    yield _told(rule, row, data, first)
    for field in msgspec.structs.fields(rule.made):
        name = field.encode_name
        if name == re.split(r"[.\[]", first.path)[0]:
            continue
        if name in data:
            try:
                msgspec.convert(data[name], field.type, strict=False)
            except msgspec.ValidationError as other:
                yield _told(rule, row, data, _wrong(other, name))
        elif field.required:
            yield _told(rule, row, data, _UnfitField(name, "", missing=True))


def _wrong(error: msgspec.ValidationError, within: str = "") -> _UnfitField:
    """Return what msgspec found wrong, and where inside a field."""
    said, _, place = str(error).partition(" - at `$")
    path = (within + place.removesuffix("`")).removeprefix(".")
    missing = re.search(r"missing required field `(\w+)`", said)
    if missing:
        path = ".".join(filter(None, (path, missing[1])))
    return _UnfitField(path, f"{sentence_of(error)}.", missing is not None)


def _told(rule: EventRule, row: Row, data: Mapping[str, Any], wrong: _UnfitField) -> Unreadable:
    """Return the error about a cell that does not fit its field, in words for a person."""
    found = [one.sentence for one in misfits(rule.made, data) if one.field == wrong.path]
    sentence = found[0] if found else wrong.said
    field = re.sub(r"\[(\d+)\]", r".\1", wrong.path)
    named: Mapping[str, Any] = {**rule.columns, **rule.dates, **rule.money, **rule.ids}
    column = named.get(field) or named.get(field.partition(".")[0])
    if column is None:
        return Unreadable(f"{row.where}: {rule.type}{f', {field}' if field else ''}: {sentence}")
    column = column if isinstance(column, str) else ", ".join(column)
    if wrong.missing:
        sentence = f"it is blank, and {rule.type} needs {field}."
    return row.unreadable(column, f"{sentence.removesuffix('.')} ({rule.type}, {field}).")
