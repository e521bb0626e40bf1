"""Forms: the fields of an event as somebody fills them in, made of its class alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, NamedTuple

import msgspec
from msgspec import UNSET, Struct
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
    type_info,
)
from werkzeug.datastructures import MultiDict

from casefile.errors import Misfit
from casefile.event import FORMS, TYPE_NAME, Draft
from casefile.law.catalogue import OWN_SUBJECTS, Event, posted_types
from casefile.law.events.party import PartyAdded
from casefile.law.fields import Money
from casefile.law.wording import of_type
from casefile.web import typed

OTHER = "~other"  # behind the name of a menu: what is not in it
SHORT = 500  # characters, up to which a text is typed on one line
SAID_ELSEWHERE = ("matter_id", "type", "data", "schema_version", "event_id")
TERM = "an ISO 8601 duration, like P6M, or life"  # what the form of its texts is called
YES_OR_NO = (("true", "Yes"), ("false", "No"))
LABELS: Mapping[str, str] = {
    "effective": "When",
    "assertion": "What kind of claim this is",
    "received": "When the office had it",
    "as_written": "The source's own words for the day",
    "resolution": "How they became a day",
    "asserted_by": "Who says so",
    "source_label": "The source's own words",
    "matter_id": "Matter",
}


class Given(NamedTuple):
    """What was typed, by the names of the fields, and what of it could not be read."""

    texts: MultiDict[str, str]
    wrong: list[Misfit]

    def one(self, name: str) -> str:
        """Return what stands in a field."""
        return self.texts.get(name, "").strip().replace("\r\n", "\n")

    def lines(self, name: str) -> list[str]:
        """Return the lines of a field that say anything."""
        every = (one.strip() for one in self.one(name).split("\n"))
        return [one for one in every if one]

    def rows(self, name: str) -> int:
        """Return how many rows of a list were typed."""
        begins = f"{name}["
        numbers = (
            one[len(begins) :].partition("]")[0] for one in self.texts if one.startswith(begins)
        )
        return max((int(one) + 1 for one in numbers if one.isdecimal() and len(one) < 4), default=0)  # noqa: PLR2004 - a thousand rows

    def move_row(self, name: str, number: int, to: int) -> None:
        """Give what was typed in a row the number of one before it that was left empty."""
        begins, becomes = f"{name}[{number}]", f"{name}[{to}]"
        for one in [one for one in self.texts if one.startswith(f"{name}[{to}]")]:
            self.texts.poplist(one)
        for one in [one for one in self.texts if one.startswith(begins)]:
            self.texts.setlist(becomes + one[len(begins) :], self.texts.poplist(one))


Written = Iterator[tuple[str, str]]


class Widget(Struct, frozen=True, kw_only=True):
    """How one kind of value is filled in: what was typed as a value, and a value as typed."""

    shape: ClassVar[str]
    hint: str = ""

    def read(self, name: str, given: Given) -> Any:
        """Return the value that was typed, or UNSET where nothing was."""
        raise NotImplementedError

    def write(self, name: str, value: Any) -> Written:
        """Yield the fields that say a value, and what stands in them."""
        yield name, str(value)


class Typed(Widget, frozen=True, kw_only=True):
    """A text on one line, or a long one; of some kinds it is read as typed words are."""

    shape: ClassVar = "text"
    kind: str = typed.TEXT
    long: bool = False

    def read(self, name: str, given: Given) -> Any:
        """Return what the text says."""
        text = given.one(name)
        if not text:
            return UNSET
        try:
            return typed.read(self.kind, text)
        except ValueError as error:
            given.wrong.append(Misfit(name, str(error)))
            return text

    def write(self, name: str, value: Any) -> Written:
        """Yield the text."""
        yield name, typed.write(self.kind, value)


class Menu(Widget, frozen=True, kw_only=True):
    """One of a few codes, each with its label, or yes and no."""

    shape: ClassVar = "menu"
    choices: tuple[tuple[str, str], ...]
    bools: bool = False

    def read(self, name: str, given: Given) -> Any:
        """Return the code that was chosen."""
        text = given.one(name)
        if self.bools and text in ("true", "false"):
            return text == "true"
        return text or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield the code."""
        yield name, str(value).lower() if self.bools else str(value)


class Pick(Widget, frozen=True, kw_only=True):
    """Ids of what there is in the matter, chosen by name; or others, which are typed.

    `makes` says that the event gives the id to something new.
    """

    shape: ClassVar = "pick"
    kind: str
    many: bool = False
    makes: bool = False

    def read(self, name: str, given: Given) -> Any:
        """Return the id or the ids."""
        if self.many:
            ids = [one for one in given.texts.getlist(name) if one] + given.lines(name + OTHER)
            return list(dict.fromkeys(ids)) or UNSET
        return given.one(name + OTHER) or given.one(name) or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield each id."""
        for one in value if self.many else (value,):
            yield name, str(one)


class Ticks(Widget, frozen=True, kw_only=True):
    """Any of a few codes."""

    shape: ClassVar = "ticks"
    choices: tuple[tuple[str, str], ...]

    def read(self, name: str, given: Given) -> Any:
        """Return the codes that were ticked."""
        return given.texts.getlist(name) or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield each code."""
        for one in value:
            yield name, str(one)


class Lines(Widget, frozen=True, kw_only=True):
    """Several texts, one a line."""

    shape: ClassVar = "lines"
    hint: str = "One on each line."

    def read(self, name: str, given: Given) -> Any:
        """Return the texts."""
        return given.lines(name) or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield all of them as one text."""
        yield name, "\n".join(map(str, value))


class FormField(Struct, frozen=True, kw_only=True):
    """A field of an event: its name, its label, whether it must be given, and how."""

    name: str
    label: str
    widget: Widget
    required: bool = False
    default: Any = UNSET

    @property
    def hint(self) -> str:
        """Return what is said about how to fill it in."""
        return self.widget.hint


class Group(Widget, frozen=True, kw_only=True):
    """A part of an event that has fields of its own."""

    shape: ClassVar = "group"
    fields: tuple[FormField, ...]

    def read(self, name: str, given: Given) -> Any:
        """Return the part, or UNSET where nothing beyond what stands there anyway was typed."""
        found = self.each(name, given)
        said = any(found.get(one.name, UNSET) not in (UNSET, one.default) for one in self.fields)
        return found if said else UNSET

    def each(self, name: str, given: Given) -> dict[str, Any]:
        """Return what was typed in each of its fields."""
        found = {one.name: one.widget.read(joined(name, one.name), given) for one in self.fields}
        return {key: value for key, value in found.items() if value is not UNSET}

    def write(self, name: str, value: Any) -> Written:
        """Yield its fields."""
        for one in self.fields:
            if value.get(one.name) is not None:
                yield from one.widget.write(joined(name, one.name), value[one.name])


class Rows(Widget, frozen=True, kw_only=True):
    """Several parts, one a row; a row in which nothing was typed is none."""

    shape: ClassVar = "rows"
    of: Widget

    def read(self, name: str, given: Given) -> Any:
        """Return the rows in which anything was typed."""
        found: list[Any] = []
        for number in range(given.rows(name)):
            value = self.of.read(f"{name}[{number}]", given)
            if value is not UNSET:
                if number > len(found):
                    given.move_row(name, number, len(found))
                found.append(value)
        return found or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield every row."""
        for number, one in enumerate(value):
            yield from self.of.write(f"{name}[{number}]", one)


class Pairs(Widget, frozen=True, kw_only=True):
    """What is said of each of several things: of which, and what."""

    shape: ClassVar = "pairs"
    key: Widget
    value: Widget

    def read(self, name: str, given: Given) -> Any:
        """Return the pairs of which either side was given."""
        found: dict[str, Any] = {}
        for number in range(given.rows(name)):
            row = f"{name}[{number}]"
            key = self.key.read(f"{row}.of", given)
            value = self.value.read(f"{row}.is", given)
            if value is not UNSET:
                if key is UNSET:
                    given.wrong.append(Misfit(f"{row}.of", "It is missing."))
                found["" if key is UNSET else key] = value
        return found or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield a row for each pair."""
        for number, (key, one) in enumerate(value.items()):
            yield from self.key.write(f"{name}[{number}].of", key)
            yield from self.value.write(f"{name}[{number}].is", one)


class Either(Widget, frozen=True, kw_only=True):
    """One word for the whole, or one for each of its parts."""

    shape: ClassVar = "either"
    whole: Widget
    parts: Group

    def read(self, name: str, given: Given) -> Any:
        """Return the parts, or the word where no part has one."""
        parts = self.parts.read(name, given)
        return self.whole.read(name, given) if parts is UNSET else parts

    def write(self, name: str, value: Any) -> Written:
        """Yield the word, or the parts."""
        yield from (self.parts if isinstance(value, Mapping) else self.whole).write(name, value)


class Form(NamedTuple):
    """The form of one type of event: its own fields, and those that every event has."""

    type: str
    title: str
    about: str
    data: Group
    envelope: Group

    def read(self, given: Given) -> dict[str, Any]:
        """Return the event that was typed, without its matter and its type."""
        data = self.data.each("data", given)
        return {**self.envelope.each("", given), "data": data}

    def write(self, body: Mapping[str, Any]) -> MultiDict[str, str]:
        """Return what stands in the fields of an event."""
        own = self.data.write("data", body.get("data", {}))
        return MultiDict([*self.envelope.write("", body), *own])

    def blank(self) -> MultiDict[str, str]:
        """Return what stands in the fields of a form that nobody has touched."""
        return self.write({**defaults(self.envelope), "data": defaults(self.data)})

    def label(self, name: str) -> str:
        """Return what a field is called, by its name as an error has it."""
        group: Widget = self.data if name.startswith("data.") else self.envelope
        said = ""
        for part in name.removeprefix("data.").split("."):
            plain = part.partition("[")[0].removesuffix(OTHER)
            fields = getattr(group, "fields", ())
            found = next((one for one in fields if one.name == plain), None)
            if found is None:
                continue
            said = f"{said}: {found.label.lower()}" if said else found.label
            group = found.widget.of if isinstance(found.widget, Rows) else found.widget
        return said

    def every(self) -> Iterator[FormField]:
        """Yield every field, those inside others among them."""
        yield from _inside(self.envelope)
        yield from _inside(self.data)

    def kinds(self) -> set[str]:
        """Return of which kinds of things there are menus in it."""
        found = set()
        for one in self.every():
            widgets = (one.widget, *_of_pairs(one.widget))
            found |= {pick.kind for pick in widgets if isinstance(pick, Pick)}
        return found


@cache
def form_of(tag: str) -> Form:
    """Return the form of a type of event; raises KeyError where a door takes no such type."""
    cls = dict(posted_types())[tag]
    description = (cls.__doc__ or "").strip().partition("\n\n")[0]
    fields = _fields(cls, cls)
    every = [_default(one, cls) for one in _fields(Draft) if one.name not in SAID_ELSEWHERE]
    return Form(
        type=tag,
        title=of_type(tag),
        about=" ".join(description.split()),
        data=Group(fields=tuple(fields)),
        envelope=Group(fields=tuple(every)),
    )


def defaults(group: Group) -> dict[str, Any]:
    """Return what stands in the fields of a part from the start."""
    return {one.name: one.default for one in group.fields if one.default is not UNSET}


def joined(name: str, part: str) -> str:
    """Return the name of a field inside another, as an error names it."""
    return f"{name}.{part}" if name else part


def label_of(name: str) -> str:
    """Return what a field is called: its name in words, without saying that it is an id."""
    plain = name.removesuffix("_ids").removesuffix("_id").replace("_", " ").strip()
    words = f"{plain.removesuffix(' no')} number" if plain.endswith(" no") else plain
    said = LABELS.get(name, words)
    return said[:1].upper() + said[1:]


def _default(field: FormField, cls: type[Event]) -> FormField:
    """Return a field of every event with what such an event is taken for."""
    if field.name == "assertion":
        return msgspec.structs.replace(field, default=str(cls.assertion))
    return field


def _fields(cls: type[Struct], event: type[Event] | None = None) -> list[FormField]:
    # What msgspec tells of a struct is a StructType; its signature says any type.
    info: StructType = type_info(cls)  # type: ignore[assignment]
    made = [_field(one, event) for one in info.fields]
    return sorted(made, key=lambda one: one.name == "source_label")


def _field(field: Field, event: type[Event] | None) -> FormField:
    name = field.encode_name
    widget = _widget(field.type, {}, event)
    if isinstance(widget, Pick) and event and _makes(event, name, widget.kind):
        widget = msgspec.structs.replace(widget, makes=True)
    if name == "source_label" and event:
        names = [one.encode_name for one in msgspec.structs.fields(event) if one.name != name]
        widget = Pairs(
            key=Menu(choices=tuple((one, label_of(one)) for one in names)), value=Typed()
        )
    default = field.default
    plain = default is None or default is msgspec.NODEFAULT or default == ()
    return FormField(
        name=name,
        label=label_of(name),
        widget=widget,
        required=field.required,
        default=UNSET if plain else msgspec.to_builtins(default),
    )


def _makes(cls: type[Event], name: str, kind: str) -> bool:
    """Tell whether a field gives an id to something new."""
    if kind == "item":
        return cls.files_item and name == "item_id"
    if kind in OWN_SUBJECTS:
        return cls.entry is not Event.entry and name == f"{kind}_id"
    return kind == "party" and cls is PartyAdded and name == "party_id"


def _widget(kind: Type, extra: Mapping[str, Any], event: type[Event] | None = None) -> Widget:
    """Return how a value of a type is filled in."""
    match kind:
        case Metadata():
            said = (kind.extra_json_schema or {}).get("description", "")
            return _widget(kind.type, {"said": said, **extra, **(kind.extra or {})}, event)
        case UnionType():
            return _of_union([one for one in kind.types if not isinstance(one, NoneType)], extra)
        case EnumType():
            return Menu(choices=_codes(kind.cls))
        case BoolType():
            return Menu(choices=YES_OR_NO, bools=True)
        case IntType():
            return Typed(kind=typed.WHOLE)
        case StructType():
            return _of_part(kind.cls)
        case VarTupleType():
            return _of_list(kind.item_type)
        case DictType():
            return Pairs(key=_widget(kind.key_type, {}), value=_widget(kind.value_type, {}))
        case StrType():
            return _of_text(kind, extra)
    return Typed()


def _of_union(kinds: Sequence[Type], extra: Mapping[str, Any]) -> Widget:
    widgets = [_widget(one, extra) for one in kinds]
    parts = next((one for one in widgets if isinstance(one, Group)), None)
    if parts and len(widgets) > 1:
        return Either(whole=next(one for one in widgets if one is not parts), parts=parts)
    return widgets[0]


def _of_part(cls: type) -> Widget:
    if cls is Money:
        return Typed(kind=typed.AMOUNT, hint=typed.HINTS[typed.AMOUNT])
    return Group(fields=tuple(_fields(cls)))


def _of_list(kind: Type) -> Widget:
    inner = _widget(kind, {})
    match inner:
        case Pick():
            return msgspec.structs.replace(inner, many=True)
        case Menu():
            return Ticks(choices=inner.choices)
        case Group():
            return Rows(of=inner)
    return Lines()


def _of_text(kind: StrType, extra: Mapping[str, Any]) -> Widget:
    named = extra.get("names") or extra.get("mentions")
    if named:
        return Pick(kind=named)
    if TYPE_NAME.extra and extra.get("plain") == TYPE_NAME.extra["plain"]:
        return Menu(choices=tuple((tag, of_type(tag)) for tag, _ in posted_types()))
    form = FORMS.get(kind.pattern or "", "")
    if extra.get("edtf") and not form:
        return Typed(kind=typed.DATE, hint=typed.HINTS[typed.DATE])
    if form == TERM:
        return Typed(kind=typed.TERM, hint=typed.HINTS[typed.TERM])
    said = extra.get("said", "") or form
    long = not form and (kind.max_length or SHORT + 1) > SHORT
    return Typed(
        kind=typed.DATE if extra.get("edtf") else typed.TEXT,
        long=long,
        hint=said[:1].upper() + said[1:].rstrip(".") + "." if said else "",
    )


def _codes(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    def reads(code: Any) -> str:
        said = str(getattr(code, "label", "") or code.value).replace("_", " ")
        return said[:1].upper() + said[1:]

    return tuple((str(code.value), reads(code)) for code in cls)


def _inside(group: Group) -> Iterator[FormField]:
    for one in group.fields:
        yield one
        inner = one.widget.of if isinstance(one.widget, Rows) else one.widget
        if isinstance(inner, Group):
            yield from _inside(inner)


def _of_pairs(widget: Widget) -> Iterable[Widget]:
    return (widget.key, widget.value) if isinstance(widget, Pairs) else ()
