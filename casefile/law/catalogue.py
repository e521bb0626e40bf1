"""The catalogue of event types: what a type declares, and the register of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, dataclass_transform

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr

from casefile.errors import Damaged, Refused
from casefile.event import PERSONAL, FieldName
from casefile.law import subjects
from casefile.law.entry import DEADLINE, HEARING, MOTION, RETENTION, Entry
from casefile.law.fields import OFFSET, check_date
from casefile.law.item import Item, Move
from casefile.law.matter import Matter
from casefile.law.names import Acting, NameTaken, PartyNames
from casefile.law.rank import Rank
from casefile.law.refusals import WrongState


class Scope(Enum):
    """Which items an event touches beside those that it names."""

    NAMED = "named"
    MATTER = "matter"  # all items of its matter
    INCIDENT = "incident"  # all items of its matter and of those of the same incident
    PARTY = "party"  # all items of the parties that it names
    PARTY_HERE = "party_here"  # all items in its matter of the parties that it names


OF_MATTER = (Scope.MATTER, Scope.INCIDENT)
OF_PARTY = (Scope.PARTY, Scope.PARTY_HERE)  # events of these scopes name no item
OWN_SUBJECTS = (MOTION, HEARING, DEADLINE, RETENTION)  # what else is found by an id of its matter


class Named(NamedTuple):
    """One id in an event's data: the field it stands in, what it names, and the id."""

    field: str
    kind: str
    id: str


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The data of one type of event, its rule, and its effect on an item.

    `sentence` is what a chronology prints: {field} stands for a value, and a clause in [brackets]
    is left out where its value is missing or unknown. `assertion` is what it is taken for where the
    poster does not say.
    """

    tag: ClassVar[str]
    schema_version: ClassVar[int] = 1
    upcasts: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
    sentence: ClassVar[str] = ""
    rank: ClassVar[int] = Rank.SERVED
    track: ClassVar[str | None] = None
    scope: ClassVar[Scope] = Scope.NAMED
    files_item: ClassVar[bool] = False
    moves: ClassVar[tuple[Move, ...]] = ()
    refusal: ClassVar[type[Refused]] = WrongState
    assertion: ClassVar[str] = "occurred"
    of_office: ClassVar[bool] = False  # whether it is of the office itself, and of no matter
    of_file: ClassVar[bool] = False  # whether it is of the office's own file, for no court
    acts: ClassVar[bool] = False  # whether it can change an item; the register finds out
    of_some: ClassVar[bool] = False  # whether it can be of some parties alone, as it finds out
    to_come: ClassVar[str] = ""  # what is announced by who announces it, beside its type's name
    takes_place: ClassVar[str] = ""  # of which kind an entry is that nothing sets but it itself
    undoes: ClassVar[bool] = False  # whether it takes back what came before (see `law.undoing`)
    worded: ClassVar[tuple[str, ...]] = ()  # what of it is a word that goes by the kind of matter
    meets: ClassVar[bool] = False  # whether it says who did it, and so can meet a deadline
    ends_charge: ClassVar[bool] = False  # whether it ends a charge that can be filed again after it
    decides: ClassVar[str] = ""  # the type of the acts of which it decides one
    takes_back: ClassVar[str] = ""  # the type of the acts that count as not done from here on
    voids: ClassVar[tuple[str, ...]] = ()  # the types of the decisions that it takes back
    may_meet: ClassVar[bool] = False  # whether it can be asked if it met one
    renames_item: ClassVar[bool] = False  # whether it can change what an item is called
    settles_prejudice: ClassVar[bool] = False  # whether `change` does, where no move leaves a state

    source_label: dict[FieldName, Annotated[str, PERSONAL]] = {}

    def __post_init__(self) -> None:
        """Check what annotations cannot say; raises ValueError."""
        for name, offset in partial_dates(type(self)).items():
            check_date(getattr(self, name), offset=offset)

    def moves_on(self, field: str, item_id: str) -> tuple[Move, ...]:
        """Return the rows of the lifecycle for the item that stands in this field."""
        del field, item_id
        return self.moves

    def rank_on(self, field: str) -> int:
        """Return the legal rank of the event for an item that stands in this field."""
        del field
        return self.rank

    def undoes_on(self, field: str, item_id: str) -> bool:
        """Tell whether the event takes back what came before on the item in this field."""
        del field, item_id
        return self.undoes

    def renews(self, item: Item) -> bool:
        """Tell whether the event orders what the item has already."""
        del item
        return False

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the event is refused on an item in a state that none of its moves leaves."""
        del item
        return self.refusal

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item with what this event changes beside its state."""
        del field, item_id
        return item

    def change_matter(self, matter: Matter) -> Matter:
        """Return the matter with what this event changes about it as a whole."""
        return matter

    def change_party(self, names: PartyNames, taken: NameTaken) -> PartyNames:
        """Return how a party of the matter is called after this event, on the day that it has."""
        del taken
        return names

    def change_acting(self, acting: Acting) -> Acting:
        """Return who acts for a party, or in an office, after this event."""
        return acting

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry of the calendar that this event sets under an id."""
        del entry_id
        return None

    @property
    def in_place_of(self) -> str | None:
        """Return the id of the entry in whose place this event sets another one."""
        return None

    def entry_status(self, entry_id: str) -> str | None:
        """Return what becomes of an entry that was set before, or None where nothing does."""
        del entry_id
        return None

    def entry_called(self, entry_id: str) -> str:
        """Return what the entry is called that this event sets under an id, like a hearing."""
        del entry_id
        return ""

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return the parties of an item, given with their sides, who have done this for certain."""
        del sides
        return ()

    @property
    def deed(self) -> str:
        """Return what was done by it, which a deadline can ask for: as a rule its type."""
        return self.tag

    @property
    def undone(self) -> str:
        """Return the deeds that count as not done from here on; "" where none does."""
        return self.takes_back

    def voids_on(self, item_id: str) -> tuple[str, ...]:
        """Return the types of the decisions on an item that it takes back, which stand no more."""
        del item_id
        return self.voids

    def successors(self, field: str) -> tuple[str, ...]:
        """Return the items in which an item that stands in this field lives on from here."""
        del field
        return ()

    def filing(self) -> str:
        """Return the type that files the item in `item_id`: this one, or one that it announces."""
        return self.tag if self.files_item else ""

    def item_track(self) -> str:
        """Return the track of the items that it acts on, files or announces; "" where none is."""
        return str(self.track) if self.track and self.acts else ""

    def sides(self) -> tuple[tuple[str, str], ...]:
        """Return (party, side) for each party of an item that this event files or announces."""
        return ()

    def whom(self) -> tuple[str, ...]:
        """Return those parties of an item whom alone the event concerns; none where it is all."""
        return ()

    def in_doubt(self, items: Sequence[Item]) -> bool:
        """Tell whether it can be of some of these alone, where it names nobody, and not of whom.

        They are parts of one item of which it is ordinarily said, each as it stands then.
        """
        del items
        return False

    def is_likely(self, item: Item) -> bool:
        """Tell whether it is rather of such a part of an item, where it is legal for none of them.

        That is asked where it names nobody.
        """
        del item
        return True

    def follows(self) -> tuple[str, ...]:
        """Return the events that it stands on: it is about nobody whom none of them concerned."""
        return ()

    def actors(self) -> tuple[str, ...]:
        """Return by whom it was done, where that is a text, which may be a party's name."""
        return ()

    def substitution(self) -> tuple[str, str] | None:
        """Return the party that is replaced from here on, and by whom; None where there is none."""
        return None

    def named(self) -> tuple[Named, ...]:
        """Return every id that the data names."""
        found: list[Named] = []
        for field, kind in naming_fields(type(self)):
            value = getattr(self, field)
            if isinstance(value, str):
                found.append(Named(field, kind, value))
            elif value:
                found += [Named(field, kind, one) for one in value]
        return tuple(found)

    def means_other(self, means: Mapping[str, str]) -> bool:
        """Tell whether any of its party ids means another one."""
        values = (getattr(self, field) for field in party_fields(type(self)))
        return any(
            one in means
            for value in values
            for one in (value if isinstance(value, tuple) else (value,))
        )

    def meaning(self, means: Mapping[str, str]) -> Event:
        """Return the data with what its party ids mean, each once."""
        meant = copy(self)
        for field in party_fields(type(self)):
            match getattr(self, field):
                case str() as one:
                    force_setattr(meant, field, means.get(one, one))
                case tuple() as every:
                    ids = dict.fromkeys(means.get(one, one) for one in every)
                    force_setattr(meant, field, tuple(ids))
        return meant

    def about(self, matter_id: str) -> Iterable[str]:
        """Return the subjects of the event beside the items and entries that it names."""
        del matter_id
        return ()

    def subjects(self, matter_id: str, named: Iterable[Named]) -> tuple[str, ...]:
        """Return the subjects under which the event is found again, like item/M/I, each once.

        `named` is what the data names.
        """
        found: list[str] = []
        for _, kind, name in named:
            if kind == "item":
                found.append(subjects.item(name if "/" in name else f"{matter_id}/{name}"))
            elif kind in OWN_SUBJECTS:
                found.append(subjects.entry(kind, matter_id, name))
        found += self.about(matter_id)
        if self.meets:
            found.append(subjects.done(matter_id, self.tag))
        found += [subjects.items_of(party_id) for party_id, _ in self.sides()]
        if self.filing():
            # Every type that files or announces an item has the field item_id.
            own: str = self.item_id  # type: ignore[attr-defined]
            found += [subjects.items_in(matter_id), subjects.filed_as(own)]
        return tuple(dict.fromkeys(found))


CATALOGUE: dict[str, type[Event]] = {}


def unchanged(data: dict[str, Any]) -> dict[str, Any]:
    """Return data of an older version, to which a newer one has only added."""
    return data


def event(tag: str, *, version: int = 1) -> Callable[[type[Event]], type[Event]]:
    """Enter a class in the catalogue under the name that is stored."""

    def enter(cls: type[Event]) -> type[Event]:
        cls.tag = tag
        cls.schema_version = version
        cls.acts = bool(
            cls.moves or cls.moves_on is not Event.moves_on or cls.change is not Event.change
        )
        cls.of_some = cls.whom is not Event.whom or cls.follows is not Event.follows
        if CATALOGUE.setdefault(tag, cls) is not cls:
            message = f"two classes are stored as {tag}"
            raise ValueError(message)
        return cls

    return enter


def decode(tag: str, schema_version: int, raw: msgspec.Raw) -> Event:
    """Read stored data as its class, taking an older version up to today's; raises Damaged."""
    cls = CATALOGUE.get(tag)
    if cls is None or not 0 < schema_version <= cls.schema_version:
        raise Damaged(f"The log holds {tag} version {schema_version}, which is not known here.")
    if schema_version == cls.schema_version:
        return msgspec.json.decode(raw, type=cls)
    return msgspec.convert(upcast(cls, schema_version, msgspec.json.decode(raw)), cls)


def upcast(cls: type[Event], schema_version: int, data: dict[str, Any]) -> dict[str, Any]:
    """Return data of an older version of a type as today's."""
    for number in range(schema_version, cls.schema_version):
        data = cls.upcasts[number](data)
    return data


def store(data: Event) -> dict[str, Any]:
    """Return the data as it is stored: absent options left out, codes always written."""
    built: dict[str, Any] = msgspec.to_builtins(data)
    return {key: value for key, value in built.items() if value is not None and value != {}}


@cache
def declared(cls: type[Event], key: str) -> tuple[tuple[str, Any], ...]:
    """Return (field, what it says) for each field whose type declares something under a key."""
    return tuple(
        (field.name, extra[key])
        for field in fields_of(cls)
        for extra in _extras(field.type)
        if key in extra
    )


def naming_fields(cls: type[Event]) -> tuple[tuple[str, str], ...]:
    """Return (field, kind of subject) for each field that names something."""
    return declared(cls, "names")


@cache
def party_fields(cls: type[Event]) -> tuple[str, ...]:
    """Return the fields that hold ids of parties, also of such as may be added later."""
    return tuple(
        field.name
        for field in fields_of(cls)
        for extra in _extras(field.type)
        if subjects.PARTY in (extra.get("names"), extra.get("mentions"))
    )


@cache
def item_mentions(cls: type[Event]) -> tuple[str, ...]:
    """Return the fields that hold the id of an item that an event names without touching it."""
    return tuple(field for field, kind in declared(cls, "mentions") if kind == subjects.ITEM)


@cache
def partial_dates(cls: type[Event]) -> Mapping[str, bool]:
    """Return the fields that hold EDTF dates, each with whether an offset from UTC can be there."""
    offsets = {name for name, _ in declared(cls, OFFSET)}
    return {name: name in offsets for name, _ in declared(cls, "edtf")}


@cache
def fields_of(cls: type[Struct]) -> tuple[msgspec.inspect.Field, ...]:
    """Return the fields of a class as msgspec tells them."""
    # What msgspec tells of a struct is a StructType; its signature says any type.
    info: msgspec.inspect.StructType = msgspec.inspect.type_info(cls)  # type: ignore[assignment]
    return info.fields


def _extras(kind: msgspec.inspect.Type) -> Iterator[dict[str, Any]]:
    if isinstance(kind, msgspec.inspect.Metadata):
        if kind.extra:
            yield kind.extra
        yield from _extras(kind.type)
    elif isinstance(kind, msgspec.inspect.UnionType):
        for one in kind.types:
            yield from _extras(one)
    elif isinstance(kind, msgspec.inspect.VarTupleType):
        yield from _extras(kind.item_type)
    elif isinstance(kind, msgspec.inspect.DictType):
        yield from _extras(kind.key_type)
        yield from _extras(kind.value_type)


def posted_types() -> list[tuple[str, type[Event]]]:
    """Return the types of events that a door takes, by name: all but those of the office itself."""
    return [(tag, cls) for tag, cls in sorted(CATALOGUE.items()) if not cls.of_office]
