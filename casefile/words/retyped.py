"""Retyped: an event as the command that records it, with all that it says.

Every command that is offered and made of an event's data is written here, so that none of its
fields gets lost. What has its usual value is left out, and what no words say exactly is JSON.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec.inspect import DictType, StructType, Type, VarTupleType
from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_items import item
from casefile.canonical import encode
from casefile.errors import Several, Unknown
from casefile.event import Confidence, Envelope
from casefile.law.catalogue import CATALOGUE, Event, decode, fields_of, store
from casefile.law.events.process import DeadlineSet
from casefile.law.subjects import ITEM, PARTY
from casefile.words import kinds
from casefile.words.misread import Misread
from casefile.words.new_ids import makes
from casefile.words.values.by_kind import PARTS, read_value
from casefile.words.what.field_names import as_typed

Called = Callable[[str, str], str]  # what is typed for an id, by the kind of what it names


def by_its_id(_kind: str, named: str) -> str:
    """Return what is typed for an id, where nothing is known of what it names."""
    return named


def words(cls: type[Event], data: Mapping[str, Any], called: Called = by_its_id) -> Iterator[str]:
    """Yield fields of an event of a class as a shell reads them: NAME=VALUE, or NAME:=JSON."""
    known = kinds.by_name(cls)
    for name, value in data.items():
        kind = known[name].type if name in known else None
        new = kind and makes(cls, name, kinds.names(kind))
        yield from _field(as_typed(name), value, kind, by_its_id if new else called)


def again(envelope: Envelope, asking: Asking, program: str, day: str = "", **other: Any) -> str:
    """Return the command that records an event anew, with all that it says.

    `day` is another day for it, and `other` are fields of its data that are to be otherwise.
    """
    data = given(decode(envelope.type, envelope.schema_version, envelope.data)) | other
    called = naming(asking, envelope.matter_id)
    cls = CATALOGUE[envelope.type]
    said = [
        *(shlex.quote(envelope.matter_id), envelope.type, *words(cls, data, called)),
        *("--effective", shlex.quote(day or envelope.effective)),
        *_options(envelope, cls),
    ]
    return f"{program} post {' '.join(said)}"


def given(data: Event) -> dict[str, Any]:
    """Return what is posted of an event: all that has not its usual value, and is not counted."""
    match data:
        case DeadlineSet(computed=True):
            data = replace(data, due=None, steps=(), computed=False)
    usual = {
        one.name: one.default_factory()
        if one.default_factory is not msgspec.NODEFAULT
        else one.default
        for one in msgspec.structs.fields(data)
    }
    names = {one.encode_name: one.name for one in fields_of(type(data))}
    return {
        name: value
        for name, value in store(data).items()
        if getattr(data, names[name]) != usual[names[name]]
    }


def naming(asking: Asking, matter_id: str) -> Called:
    """Return what finds what is typed for an id in a matter, where others are called so as well.

    A party goes by its name where that means it alone, and an item by its number where its id is
    what another one is called.
    """

    def called(kind: str, named: str) -> str:
        match kind:
            case _ if kind == ITEM:
                return _item_typed(asking, matter_id, named)
            case _ if kind == PARTY:
                return _party_typed(asking, matter_id, named)
        return named

    return called


def typeable(asking: Asking, tag: str, matter_id: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of an event of a type, with its items as they can be typed.

    An item whose id is what others are called as well is named by the number of its event.
    """
    fields, called = kinds.by_name(CATALOGUE[tag]), naming(asking, matter_id)
    said = dict(data)
    for name in data.keys() & {
        name for name, one in fields.items() if kinds.names(one.type) == ITEM
    }:
        match data[name]:
            case str(item_id):
                said[name] = called(ITEM, item_id)
            case list(some):
                said[name] = [called(ITEM, str(one)) for one in some]
    return said


def _item_typed(asking: Asking, matter_id: str, item_id: str) -> str:
    try:
        item(asking, matter_id, item_id)
    except Several as several:
        return next((one.name for one in several.candidates if one.id == item_id), "") or item_id
    except Unknown:
        return item_id  # which is not on record yet
    return item_id


def _party_typed(asking: Asking, matter_id: str, party_id: str) -> str:
    name = meant.name_of(asking, party_id)
    try:
        found = meant.party(asking, name, matter_id=matter_id).id if name else ""
    except (Several, Unknown):
        return party_id
    return name if found == party_id else party_id


def _field(name: str, value: Any, kind: Type | None, called: Called) -> Iterator[str]:
    """Yield what is typed for a field, and for each member of a list; JSON where that says it."""
    inner = kinds.plain(kind)[0] if kind else None
    match value, inner:
        case dict(), StructType(cls=cls) if cls not in PARTS:
            own = {one.encode_name: one.type for one in inner.fields}
            for part, one in value.items():
                yield from _field(f"{name}.{part}", one, own.get(part), called)
            return
        case dict(), DictType() | None if all(isinstance(one, str) for one in value.values()):
            yield from (f"{name}.{part}={shlex.quote(one)}" for part, one in value.items())
            return
        case list() | tuple(), VarTupleType(item_type=of):
            said = [_text(one, of, called) for one in value]
        case list() | tuple(), _:
            said = [_text(one, None, called) for one in value]
        case _:
            said = [_text(value, kind, called)]
    if said and all(one is not None for one in said):
        yield from (f"{name}={shlex.quote(one or '')}" for one in said)
    else:
        yield f"{name}:={shlex.quote(encode(value).decode())}"


def _text(value: Any, kind: Type | None, called: Called) -> str | None:
    """Return the words for a value; None where there are none that say just that."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case str():
            named = kinds.names(kind) if kind else ""
            return (called(named, value) if named else value) or None
        case dict() if kind:
            return _part(value, kind)
    return None


def _part(value: Mapping[str, Any], kind: Type) -> str | None:
    """Return the words for an amount, a penalty or a period, where they are read as just that."""
    match kinds.plain(kind)[0]:
        case StructType(cls=cls) if cls in PARTS:
            part = msgspec.convert(value, cls)
            label = str(getattr(part, "label", ""))
            try:
                read = read_value(kind, label).value
            except Misread:
                return None
            return label if msgspec.convert(read, cls) == part else None
    return None


def _options(envelope: Envelope, cls: type[Event]) -> Iterator[str]:
    """Yield what is said of an event beside its data, as options of a post."""
    said: dict[str, Any] = {
        "assertion": envelope.assertion if envelope.assertion != cls.assertion else None,
        "asserted_by": envelope.asserted_by,
        "confidence": envelope.confidence if envelope.confidence != Confidence.STATED else None,
        "received": envelope.received,
    }
    if not envelope.typed:
        said |= {"as_written": envelope.as_written, "resolution": envelope.resolution}
    for name in ("source", "override"):
        part = getattr(envelope, name)
        fields = msgspec.to_builtins(part) if part else {}
        said |= {f"{name}_{field}": one for field, one in fields.items()}
    if links := envelope.links:
        own = ("after", "resolves", "duplicates")
        said |= {name: getattr(links, name) for name in own}
    for name, value in said.items():
        for one in [value] if isinstance(value, str) else value or ():
            yield f"--{name.replace('_', '-')} {shlex.quote(one)}"
