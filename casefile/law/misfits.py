"""Misfits: every field of a posted event that is wrong, each judged by its own type."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec.inspect import (
    BoolType,
    DictType,
    EnumType,
    IntType,
    Metadata,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from casefile.errors import Malformed, Misfit
from casefile.event import FORMS, GIVEN_BY_CASEFILE, Draft, Envelope
from casefile.law.catalogue import CATALOGUE, posted_types, upcast
from casefile.law.fields import OFFSET, UnfitFields, check_date
from casefile.law.nearest import did_you_mean, nearest

LONGEST_NAME = 64  # of a field that was posted and is told back

# What each kind of field is in decoded JSON, and in words.
PLAIN: dict[type[Type], tuple[tuple[type, ...], str]] = {
    StrType: ((str,), "text"),
    BoolType: ((bool,), "true or false"),
    IntType: ((int,), "a whole number"),
    NoneType: ((type(None),), "left out"),
    StructType: ((dict,), "an object with fields of its own"),
    DictType: ((dict,), "an object"),
    VarTupleType: ((list, tuple), "a list"),
}

# Of what a value can have too few or too many, by its kind.
UNITS: dict[type[Type], str] = {StrType: "character", DictType: "field", VarTupleType: "member"}


def sentence_of(error: Exception) -> str:
    """Return what was found wrong first, in words also where msgspec has a pattern."""
    sentence = str(error)
    for pattern, words in FORMS.items():
        sentence = sentence.replace(f"matching regex {pattern!r}", f"of {words}")
    return re.sub(r" - at `[^`]*`$", "", sentence).rstrip(".")


def in_words(misfits: Sequence[Misfit]) -> str:
    """Return what is wrong with an event in a sentence for a person: what comes first, and more."""
    first, *others = (one.said for one in misfits)
    more = f" And {len(others):,} more of its fields are wrong." if others else ""
    return f"It cannot be read as this event. {first}{more}"


def tell(error: Malformed, misfits: Iterable[Misfit]) -> None:
    """Name in an error the fields that are wrong, and say it in words where it says what they are.

    What msgspec says of them is for programmers.
    """
    error.tell(misfits)
    if error.code == "event.invalid" and error.errors:
        error.sentence = in_words(error.errors)
        error.args = (error.sentence,)


def event_misfits(event: Draft | Mapping[str, Any]) -> Iterator[Misfit]:
    """Yield every field that is wrong in a posted event, and in its data by the event's type."""
    body: Mapping[str, Any]
    body = msgspec.to_builtins(event) if isinstance(event, Draft) else event
    wrong = set()
    for misfit in misfits(Draft, body):
        wrong.add(misfit.field)
        given = misfit.field in (*GIVEN_BY_CASEFILE, "position")
        yield Misfit(misfit.field, "It is given by casefile; leave it out.") if given else misfit
    if wrong & {"", "type"}:
        return
    tag, version, data = body["type"], body.get("schema_version"), body.get("data", {})
    cls = CATALOGUE.get(tag)
    if cls is None:
        near = nearest(tag, [tag for tag, _ in posted_types()])
        yield Misfit("type", f"There is no such type of event.{did_you_mean(near)}", near)
        return
    if "schema_version" not in wrong and version is not None:
        if 0 < version <= cls.schema_version:
            data = upcast(cls, version, data)
        else:
            yield Misfit("schema_version", f"{tag} is posted in version {cls.schema_version}.")
    if "data" not in wrong:
        yield from misfits(cls, data, "data")


def change_misfits(
    corrected: Envelope, changes: Mapping[str, Any], parts: Collection[str]
) -> Iterator[Misfit]:
    """Yield every field that is wrong in the changes that a posted correction makes to an event.

    They are of some parts of its envelope, and of fields of its data, plainly or under `data`.
    """
    at = "data.changes"
    inside = changes.get("data") or {}
    if not isinstance(inside, dict):
        yield from misfits(dict[str, Any], inside, f"{at}.data")
        inside = {}
    for one in msgspec.structs.fields(Draft):
        if one.name in parts and one.name in changes:
            yield from misfits(one.type, changes[one.name], f"{at}.{one.name}")
    plain = {name: one for name, one in changes.items() if name not in (*parts, "data")}
    stored = msgspec.json.decode(corrected.data)
    data = {name: one for name, one in {**stored, **plain, **inside}.items() if one is not None}
    for misfit in misfits(CATALOGUE[corrected.type], data):
        given_in = f"{at}.data" if re.split(r"[.[]", misfit.field)[0] in inside else at
        field = f"{given_in}.{misfit.field}" if misfit.field else given_in
        yield misfit._replace(field=field)


def misfits(kind: Any, value: Any, field: str = "") -> Iterator[Misfit]:
    """Yield every field that is wrong in what is to be of a class or an annotated type.

    `field` is the path that leads to the value.
    """
    yield from _judged(_type_of(kind), value, field, {})


_type_of = cache(type_info)  # it looks at each class that is in a class


def _judged(kind: Type, value: Any, field: str, extra: Mapping[str, Any]) -> Iterator[Misfit]:
    if sentence := _amiss(kind, value):
        yield Misfit(field, sentence)
        return
    match kind:
        case Metadata():
            yield from _judged(kind.type, value, field, {**extra, **(kind.extra or {})})
        case UnionType():
            found = [list(_judged(one, value, field, extra)) for one in kind.types]
            if all(found):
                yield from found[0]
        case EnumType():
            choices = tuple(str(member.value) for member in kind.cls)
            if value not in choices:
                near = did_you_mean(nearest(value, choices) if isinstance(value, str) else ())
                yield Misfit(field, f"It must be one of: {', '.join(choices)}.{near}", choices)
        case StructType():
            yield from _in_struct(kind, value, field)
        case DictType():
            for name, inner in value.items():
                yield from _judged(kind.key_type, name, _joined(field, name), {})
                yield from _judged(kind.value_type, inner, _joined(field, name), {})
        case VarTupleType():
            for number, inner in enumerate(value):
                yield from _judged(kind.item_type, inner, f"{field}[{number}]", {})
        case StrType() if "edtf" in extra:
            try:
                check_date(value, offset=OFFSET in extra)
            except ValueError as error:
                yield Misfit(field, str(error))


def _amiss(kind: Type, value: Any) -> str:
    """Return what is wrong with a value as a whole, or nothing."""
    types, words = PLAIN.get(type(kind), ((type(value),), ""))
    if type(value) not in types:
        return f"It must be {words}."
    match kind:
        case StrType(pattern=str(pattern)):
            whole = _within(len(value), kind.min_length, kind.max_length)
            return "" if whole and re.search(pattern, value) else f"It must be {FORMS[pattern]}."
        case StrType() | DictType() | VarTupleType():
            least, most = kind.min_length, kind.max_length
            if not _within(len(value), least, most):
                unit = UNITS[type(kind)] + ("" if (least, most) == (1, None) else "s")
                return f"It must have {_span(least, most)} {unit}."
        case IntType() if not _within(value, kind.ge, kind.le):
            return f"It must be {_span(kind.ge, kind.le)}."
    return ""


def _within(number: int, least: int | None, most: int | None) -> bool:
    return (least is None or least <= number) and (most is None or number <= most)


def _span(least: int | None, most: int | None) -> str:
    """Return in words what a number must be."""
    if least is None or most is None:
        return f"at most {most:,}" if least is None else f"at least {least:,}"
    return f"{least:,} to {most:,}"


def _in_struct(kind: StructType, value: Mapping[str, Any], field: str) -> Iterator[Misfit]:
    fits = True
    for misfit in _of_fields(kind, value, field):
        fits = False
        yield misfit
    if fits:
        try:
            msgspec.convert(value, kind.cls)
        except msgspec.ValidationError as error:  # what the class itself has checked
            cause, sentence = error.__cause__, f"{sentence_of(error)}."
            blamed = cause.fields if isinstance(cause, UnfitFields) else ()
            yield from (Misfit(_joined(field, one), sentence) for one in blamed)
            if not blamed:
                yield Misfit(field, sentence)


def _of_fields(kind: StructType, value: Mapping[str, Any], field: str) -> Iterator[Misfit]:
    fields = {one.encode_name: one for one in kind.fields}
    for name, one in fields.items():
        if name in value:
            yield from _judged(one.type, value[name], _joined(field, name), {})
        elif one.required:
            yield Misfit(_joined(field, name), "It is missing.")
    for name in value if kind.forbid_unknown_fields else ():
        if name not in fields:
            near = nearest(name[:LONGEST_NAME], fields)
            sentence = f"There is no such field.{did_you_mean(near)}"
            yield Misfit(_joined(field, name), sentence, near)


def _joined(field: str, name: str) -> str:
    """Return the path to a part of what a path leads to."""
    return f"{field}.{name[:LONGEST_NAME]}" if field else name[:LONGEST_NAME]
