"""Missing: the one event without which another one is refused, where there is such a one.

It is found by trial: of every type that acts on the item, made with whatever its data can decide,
the one is missing that the lifecycle allows where the item stands and that allows what was refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec.inspect import (
    BoolType,
    DictType,
    EnumType,
    Field,
    IntType,
    Metadata,
    NoneType,
    StrType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
)
from msgspec.structs import replace

from casefile.errors import Missing
from casefile.event import Assertion, Recorded
from casefile.law.catalogue import CATALOGUE, Event, fields_of
from casefile.law.events.appeal import AppealDecided, AppealFiled
from casefile.law.events.conviction import ChargeConvictionReduced
from casefile.law.events.party import PartyAdded
from casefile.law.fact import AsRead, Fact
from casefile.law.item import NONE, SAME
from casefile.law.placing import Placed
from casefile.law.setting import Setting
from casefile.law.subjects import ITEM
from casefile.law.timeline import Fold, Step, step_of

# What is recorded far more often than other types that would do as well.
USUAL = (
    *("charge.plea_entered", "charge.conviction_entered"),
    *("charge.reinstated", "claim.reinstated", "citation.reinstated"),
    *("claim.settlement_approved", "sentence.vacated"),
)
# What is of a trial alone follows on that, whatever else would allow it.
OF_TRIAL = {"charge.acquittal_entered": ("charge.trial_commenced",)}
ITEM_ID, SOME_WORDS, SOME_NUMBER = "item", "some-words", 1


def missing_before(fact: Fact, folds: Iterable[Fold]) -> Missing | None:
    """Return what is missing before a fact that the timeline of an item does not allow.

    Where nothing has been filed it is the filing, whatever else is missing; where that comes only
    later, it is not one event that is missing, but another date.
    """
    for fold in folds:
        for step, placed, following in zip(fold.steps, fold.placed, fold.steps[1:], strict=False):
            if following.breach and placed.fact.event_id == fact.event_id:
                unfiled = step.item.state == NONE and not step.item.filed
                if not unfiled:
                    return _missing(step, placed, fold.setting)
                later = any(one.files for one in fold.placed)
                track = fact.data.track
                return None if later else filing_of(track, *_whose(placed))
    return None


def filing_of(track: str | None, matter_id: str, item_id: str) -> Missing | None:
    """Return the filing of an item that is on a track."""
    tags = [tag for tag, cls in CATALOGUE.items() if cls.files_item and cls.track == track]
    return Missing(tags[0], matter_id, {"item_id": item_id}) if tags else None


def adding(matter_id: str, party_id: str) -> Missing:
    """Return the event that says who a party is in a matter."""
    return Missing(PartyAdded.tag, matter_id, {"party_id": party_id})


def _missing(step: Step, placed: Placed, setting: Setting) -> Missing | None:
    refused = placed.fact
    found = [
        sample
        for cls in CATALOGUE.values()
        if cls not in (type(refused.data), ChargeConvictionReduced)  # that asks for no other act
        and (cls is not AppealFiled or isinstance(refused.data, AppealDecided))
        for sample in samples(cls)
        if _mends(sample, step, placed, setting)
    ]
    if not found:
        return None
    again = _is_so_already(step, placed)
    first = type(min(found, key=lambda sample: _distance(sample, placed, again=again)).data)
    matter_id, item_id = _whose(placed)
    return Missing(first.tag, matter_id, _of_item(first, item_id))


def _whose(placed: Placed) -> tuple[str, str]:
    """Return the matter of the item that a fact acts on, which can be another one, and its id."""
    matter_id, _, item_id = placed.written.rpartition("/")
    return matter_id or placed.fact.matter_id, item_id


class Sample(NamedTuple):
    """An event of a type on an item called ITEM_ID, and the field in which that stands."""

    data: Event
    field: str


def _is_so_already(step: Step, placed: Placed) -> bool:
    """Tell whether an item stands by then as the refused event would have it."""
    moves = placed.fact.data.moves_on(placed.field, placed.written)
    return step.item.state in {step.item.goes_to(one) for one in moves if one.to != SAME}


def _distance(sample: Sample, placed: Placed, *, again: bool) -> tuple[bool, bool, bool, bool, int]:
    """Return by what one is chosen: it undoes nothing, is of the family, and comes before.

    Where something is to be done `again`, what was done is undone first.
    """
    (data, field), refused = sample, placed.fact.data
    behind = placed.rank - data.rank_on(field)
    other_family = _family(data) != _family(refused)
    undoes = data.undoes_on(field, ITEM_ID)
    usual = OF_TRIAL.get(refused.tag, USUAL)
    return (undoes is not again, other_family, data.tag not in usual, behind < 0, abs(behind))


def _family(data: Event) -> str:
    return data.tag.partition(".")[0].rstrip("s")  # that of charges.superseded is charge


def _mends(sample: Sample, step: Step, placed: Placed, setting: Setting) -> bool:
    """Tell whether an event is legal where an item stands, and the refused one is behind it."""
    (data, field), item = sample, step.item
    moves = data.moves_on(field, ITEM_ID)
    if moves and not any(item.state in one.sources and one.when(data, item) for one in moves):
        return False
    fact = placed.fact
    plain = replace(fact.envelope, assertion=Assertion.OCCURRED, links=None, override=None)
    read = AsRead(data, fact.when, (), ())
    before = Placed(
        Fact(Recorded(fact.position, plain), read=read), field, ITEM_ID, setting.incident_on
    )
    first = step_of(step, before, setting)
    if first.breach or first.item == item:
        return False
    return step_of(first, placed, setting).breach is None


def _of_item(cls: type[Event], item_id: str) -> dict[str, Any]:
    """Return the field of a type that names an item, with the item; nothing where it says more."""
    field, kind = next((one.encode_name, one.type) for one in _fields(cls) if _names_item(one.type))
    match _plain(kind):
        case VarTupleType():
            return {field: [item_id]}
        case DictType():
            return {}
    return {field: item_id}


@cache
def samples(cls: type[Event]) -> tuple[Sample, ...]:
    """Return events of a type on an item: the plainest, and one for each code, yes and no in it."""
    fields = _fields(cls)
    named = [one.encode_name for one in fields if _names_item(one.type)]
    if not named or not cls.acts:
        return ()
    every = {one.encode_name: list(_values(one.type)) for one in fields}
    plainest = {one.encode_name: every[one.encode_name][0] for one in fields if one.required}
    varied = [
        {**plainest, name: value}
        for name, values in every.items()
        for value in values
        if len(values) > 1
    ]
    found = []
    for data in [plainest, *varied]:
        with suppress(msgspec.ValidationError):
            found.append(Sample(msgspec.convert(data, cls), named[0]))
    return tuple(found)


def _values(kind: Type) -> Iterator[Any]:
    """Yield what a field can hold, as far as a lifecycle can look at it."""
    match _plain(kind):
        case EnumType(cls=codes):
            yield from codes
        case BoolType():
            yield from (True, False)
        case IntType():
            yield SOME_NUMBER
        case StrType():
            yield ITEM_ID if _names_item(kind) else SOME_WORDS
        case VarTupleType(item_type=member):
            yield from ([one] for one in _values(member))
        case DictType(value_type=value):
            yield from ({ITEM_ID: one} for one in _values(value))
        case StructType(fields=fields):
            needed = [one for one in fields if one.required] or fields[:1]
            yield {one.encode_name: next(_values(one.type)) for one in needed}
        case _:
            yield None


def _fields(cls: type[Event]) -> tuple[Field, ...]:
    return tuple(one for one in fields_of(cls) if one.encode_name != "source_label")


def _names_item(kind: Type) -> bool:
    if isinstance(kind, Metadata) and (kind.extra or {}).get("names") == ITEM:
        return True
    match kind:
        case Metadata(type=inner) | VarTupleType(item_type=inner) | DictType(key_type=inner):
            return _names_item(inner)
        case UnionType(types=types):
            return any(map(_names_item, types))
    return False


def _plain(kind: Type) -> Type:
    match kind:
        case Metadata(type=inner):
            return _plain(inner)
        case UnionType(types=types):
            return _plain(next(one for one in types if not isinstance(one, NoneType)))
    return kind
