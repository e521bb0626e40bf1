"""Assignments: fields of an event as they are typed, like plea=no_contest or count_no:=2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click
import msgspec

from casefile.canonical import check_text, decode
from casefile.cli.prompt import STANDARD, read_line
from casefile.law.catalogue import CATALOGUE

HELP = """\b
  plea=no_contest               a text, a code, a number, yes or no
  names="A. Smith" names="B"    a list: the same field again
  penalty.amount=2500.00        a field within a field
  components:='[{"kind": "fine"}]'   anything, as JSON
  name=-                        asked for, or a line of the standard input
"""


def read_fields(typed: Sequence[str], tag: str) -> dict[str, Any]:
    """Read what was typed as fields of one type of event; raises click.UsageError or Malformed."""
    fields: dict[str, Any] = {}
    for one in typed:
        name, sign, text = one.partition("=")
        if not sign or not name.strip(":"):
            message = f"{one!r} is no field: write NAME=VALUE, or NAME:=JSON."
            raise click.UsageError(message)
        if text == STANDARD:
            text = read_line(name)
        check_text(text)
        value = decode(text) if name.endswith(":") else text
        _put(fields, name.removesuffix(":").split("."), value, one)
    return {name: _fitting(tag, name, value) for name, value in fields.items()}


class _Typed(list[Any]):
    """Values given for one field, so that a list given as JSON is not taken for them."""


def _put(fields: dict[str, Any], path: Sequence[str], value: Any, typed: str) -> None:
    *outer, last = path
    for name in outer:
        inner = fields.setdefault(name, {})
        if not isinstance(inner, dict):
            message = f"{typed!r}: {name} was given a value of its own already."
            raise click.UsageError(message)
        fields = inner
    fields.setdefault(last, _Typed())
    if not isinstance(fields[last], _Typed):
        message = f"{typed!r}: {last} was given fields of its own already."
        raise click.UsageError(message)
    fields[last].append(value)


def _fitting(tag: str, name: str, value: Any) -> Any:
    """Return what was typed for a field as the field wants it: a list, a number, yes or no.

    What does not fit is handed on as it is; the recorder says what is wrong with it.
    """
    if isinstance(value, dict):
        return {inner: _fitting("", inner, typed) for inner, typed in value.items()}
    wanted = _type(tag, name)
    plain = _plain(wanted)
    if isinstance(plain, msgspec.inspect.VarTupleType):
        whole = len(value) == 1 and (value[0] is None or isinstance(value[0], list))
        return value[0] if whole else list(value)
    if len(value) > 1:
        message = f"{name} was given {len(value)} values and takes one."
        raise click.UsageError(message)
    only = value[0]
    if isinstance(only, str) and isinstance(plain, msgspec.inspect.BoolType):
        return {"yes": True, "true": True, "no": False, "false": False}.get(only.lower(), only)
    if isinstance(only, str) and isinstance(plain, msgspec.inspect.IntType) and only.isdecimal():
        return decode(only)
    return only


def _type(tag: str, name: str) -> msgspec.inspect.Type | None:
    cls = CATALOGUE.get(tag)
    if cls is None:
        return None
    fields: Iterable[msgspec.inspect.Field] = getattr(msgspec.inspect.type_info(cls), "fields", ())
    return next((one.type for one in fields if one.encode_name == name), None)


def _plain(kind: msgspec.inspect.Type | None) -> msgspec.inspect.Type | None:
    """Return a type without its metadata and without the None that it may also be."""
    if isinstance(kind, msgspec.inspect.Metadata):
        return _plain(kind.type)
    if isinstance(kind, msgspec.inspect.UnionType):
        kinds = [one for one in kind.types if not isinstance(one, msgspec.inspect.NoneType)]
        return _plain(kinds[0])
    return kind
