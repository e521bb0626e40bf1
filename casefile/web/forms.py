"""Forms: the fields of an event as somebody fills them in, made of its class alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

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
)
from werkzeug.datastructures import MultiDict

from casefile.event import FORMS, ID_WORDS, TYPE_NAME, Assertion, Draft, Source
from casefile.law.catalogue import Event, fields_of, posted_types
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DeadlineSet, HearingScheduled
from casefile.law.events.record import IntentAnnounced
from casefile.law.fields import OFFSET, Money
from casefile.law.wording import of_type
from casefile.web import typed
from casefile.web.rules import RuleBox
from casefile.web.widgets import (
    Either,
    Fieldset,
    FormField,
    Menu,
    Pairs,
    Pick,
    Rows,
    Sent,
    TextBox,
    Texts,
    Ticks,
    Widget,
    joined,
)
from casefile.words.new_ids import makes

SHORT = 500  # characters, up to which a text is typed on one line
SAID_ELSEWHERE = ("matter_id", "type", "data", "schema_version", "event_id")
TERM = "an ISO 8601 duration, like P6M, or life"  # what the form of its texts is called
EVENTS = ("after", "causation", "duplicates", "resolves", "supersedes")  # that links name
BY_NUMBER = "By its number in the log, like \N{NUMERO SIGN} 14."
TRIGGER = "What it is counted from."
CLIENT = "Whom the office is there for: a name, who is added to the matter next."
EVERYBODY = "With none chosen, it is about everybody whose it is."
SOURCE_KIND = "Needed once anything else is said of the source."
SAME_PERSON = "Yes takes whoever is called so. Left open, you can choose before it is recorded."
KIND_OF_DEADLINE = "What is due. Left empty, it is what the rule is about."
# The fields of a deadline in the order in which a day is counted, and those that few need.
OF_DEADLINES = ("rule", "trigger", "served_by", "of", "kind", "due", "period")
SELDOM = (
    "steps",
    "replaces",
    "closed_on",
    "holidays_of",
    "computed",
    "time_zone",
    "met_by",
    "also",
)
YES_OR_NO = (("true", "Yes"), ("false", "No"))
LEFT_OPEN = "Left open, it happened; what a newspaper says is then only reported."
LABELS: Mapping[str, str] = {
    "effective": "When",
    "assertion": "How sure is it",
    "at": "Its day and hour",
    "alternative_group": "Group of alternatives",
    "causation": "Which event caused it",
    "correlation": "Which event it goes with",
    "duplicates": "Which event it repeats",
    "after": "Which events came before it",
    "resolves": "Which conflicts it settles",
    "refiles": "Which earlier one it files again",
    "locator": "Where in the document",
    "quote": "In its own words",
    "target": "Which event",
    "received": "When the office had it",
    "as_written": "The source's own words for the day",
    "resolution": "How they became a day",
    "asserted_by": "Who says so",
    "source_label": "What the source calls it",
    "links": "How it stands to other events",
    "same_person": "Somebody known from another matter",
    "sha256": "SHA-256 of the file",
}


class EventForm(NamedTuple):
    """The form of one type of event: its own fields, and those that every event has."""

    type: str
    title: str
    about: str
    data: Fieldset
    envelope: Fieldset

    def read(self, given: Sent) -> dict[str, Any]:
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

    def find(self, name: str) -> tuple[str, str]:
        """Return the place of a field, or of what it stands in, and what that is called.

        The name is one that an error has, like data.components[0].kind.
        """
        own = name == "data" or name.startswith("data.")
        group: Widget = self.data if own else self.envelope
        place, said = "data" if own else "", ""
        for part in name.split(".")[own:]:
            plain, _, number = part.partition("[")
            fields = group.fields if isinstance(group, Fieldset) else ()
            found = next((one for one in fields if one.name == plain), None)
            if found is None:
                break
            said = f"{said}, {found.label.lower()}" if said else found.label
            place, group = joined(place, plain), found.widget
            if isinstance(group, Rows) and number:
                place, group = f"{place}[{number}", group.of
        return (place, said) if said else ("", "")

    def every(self) -> Iterator[FormField]:
        """Yield every field, those inside others among them."""
        yield from _inside(self.envelope)
        yield from _inside(self.data)

    def needs(self) -> set[str]:
        """Return of which kinds of things there must be some before it can be filled in."""
        widgets = (one.widget for one in self.data.fields if one.required)
        found = {one.kind for one in widgets if isinstance(one, Pick) and not one.makes}
        # What is announced may be the filing of something that is not there yet.
        return found - {"item"} if self.type == IntentAnnounced.tag else found

    def kinds(self) -> set[str]:
        """Return of which kinds of things there are menus in it."""
        found = set()
        for one in self.every():
            widgets = (one.widget, *_of_pairs(one.widget))
            found |= {pick.kind for pick in widgets if isinstance(pick, Pick) and pick.offers}
            found |= {box.kind for box in widgets if isinstance(box, RuleBox)}
        return found


@cache
def form_of(tag: str) -> EventForm:
    """Return the form of a type of event; raises KeyError where a door takes no such type."""
    cls = dict(posted_types())[tag]
    description = (cls.__doc__ or "").strip().partition("\n\n")[0]
    fields = _fields(cls, cls)
    every = [_default(one, cls) for one in _fields(Draft) if one.name not in SAID_ELSEWHERE]
    return EventForm(
        type=tag,
        title=of_type(tag),
        about=" ".join(description.replace("`", "").split()),
        data=Fieldset(fields=tuple(fields)),
        envelope=Fieldset(fields=tuple(every)),
    )


def defaults(group: Fieldset) -> dict[str, Any]:
    """Return what stands in the fields of a part from the start."""
    return {one.name: one.default for one in group.fields if one.default is not UNSET}


def label_of(name: str) -> str:
    """Return what a field is called: its name in words, without saying that it is an id."""
    plain = name.removesuffix("_ids").removesuffix("_id").replace("_", " ").strip()
    words = f"{plain.removesuffix(' no')} number" if plain.endswith(" no") else plain
    said = LABELS.get(name, words)
    return said[:1].upper() + said[1:]


def _of_source(cls: type[Struct], field: FormField) -> FormField:
    """Return a field of a source, whose kind is needed as soon as there is one."""
    if cls is not Source or field.name != "kind":
        return field
    widget = msgspec.structs.replace(field.widget, hint=SOURCE_KIND)
    return msgspec.structs.replace(field, widget=widget)


def _default(field: FormField, cls: type[Event]) -> FormField:
    """Return a field of every event with what such an event is taken for."""
    if field.name == "effective" and cls in (HearingScheduled, DeadlineSet):
        return msgspec.structs.replace(field, label="When it was set")
    if field.name == "assertion":
        if cls.assertion != Assertion.OCCURRED:
            return msgspec.structs.replace(field, default=str(cls.assertion))
        widget = msgspec.structs.replace(field.widget, hint=LEFT_OPEN)
        return msgspec.structs.replace(field, widget=widget, default=UNSET)
    return field


def _fields(cls: type[Struct], event: type[Event] | None = None) -> list[FormField]:
    made = [_of_source(cls, _field(one, event)) for one in fields_of(cls)]
    if event is DeadlineSet:
        made.sort(key=lambda one: _place_in(OF_DEADLINES, one.name))
    return sorted(made, key=lambda one: one.name == "source_label")


def _place_in(names: Sequence[str], name: str) -> int:
    """Return the place of a name, behind all of them where it is none of them."""
    return names.index(name) if name in names else len(names)


def _field(field: Field, event: type[Event] | None) -> FormField:
    name = field.encode_name
    widget = _widget(field.type, {}, event)
    if name in EVENTS and event is None:
        widget = Pick(kind="event", many=isinstance(widget, Texts), offers=False, hint=BY_NUMBER)
    if event is DeadlineSet:
        widget = _of_deadline(name, widget)
    if event is PartyAdded and name == "same_person":
        widget = msgspec.structs.replace(widget, hint=SAME_PERSON)
    if event is MatterOpened and name == "for":
        widget = msgspec.structs.replace(widget, hint=CLIENT)
    if event and name == "parties":
        widget = msgspec.structs.replace(widget, hint=EVERYBODY)
    if isinstance(widget, Pick) and event and makes(event, name, widget.kind):
        widget = msgspec.structs.replace(widget, makes=True)
    if name == "source_label" and event:
        names = [one.encode_name for one in msgspec.structs.fields(event) if one.name != name]
        widget = Pairs(
            key=Menu(choices=tuple((one, label_of(one)) for one in names)), value=TextBox()
        )
    default = field.default
    plain = default is None or default is msgspec.NODEFAULT or default == ()
    return FormField(
        name=name,
        label=label_of(name),
        widget=widget,
        required=field.required and not (event is DeadlineSet and name == "kind"),
        default=UNSET if plain else msgspec.to_builtins(default),
        seldom=event is DeadlineSet and name in SELDOM,
    )


def _of_deadline(name: str, widget: Widget) -> Widget:
    """Return how a field of a deadline is filled in."""
    match name:
        case "rule":
            return RuleBox()
        case "trigger":
            return Pick(kind="event", free=True, hint=TRIGGER)
        case "kind":
            return msgspec.structs.replace(widget, hint=KIND_OF_DEADLINE)
    return widget


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
            return TextBox(kind=typed.WHOLE)
        case StructType():
            return _of_part(kind.cls)
        case VarTupleType():
            return _of_list(kind.item_type)
        case DictType():
            return Pairs(key=_widget(kind.key_type, {}), value=_widget(kind.value_type, {}))
        case StrType():
            return _of_text(kind, extra)
    return TextBox()


def _of_union(kinds: Sequence[Type], extra: Mapping[str, Any]) -> Widget:
    widgets = [_widget(one, extra) for one in kinds]
    parts = next((one for one in widgets if isinstance(one, Fieldset)), None)
    if parts and len(widgets) > 1:
        return Either(whole=next(one for one in widgets if one is not parts), parts=parts)
    return widgets[0]


def _of_part(cls: type) -> Widget:
    if cls is Money:
        return TextBox(kind=typed.AMOUNT, hint=typed.HINTS[typed.AMOUNT])
    return Fieldset(fields=tuple(sorted(_fields(cls), key=lambda one: not one.required)))


def _of_list(kind: Type) -> Widget:
    inner = _widget(kind, {})
    match inner:
        case Pick():
            return msgspec.structs.replace(inner, many=True)
        case Menu():
            return Ticks(choices=inner.choices)
        case Fieldset():
            return Rows(of=inner)
    return Texts()


def _of_text(text: StrType, extra: Mapping[str, Any]) -> Widget:
    named = extra.get("names") or extra.get("mentions")
    if named:
        return Pick(kind=named)
    if TYPE_NAME.extra and extra.get("plain") == TYPE_NAME.extra["plain"]:
        return Menu(choices=tuple((tag, of_type(tag)) for tag, _ in posted_types()))
    form = FORMS.get(text.pattern or "", "")
    if extra.get("edtf") and not form:
        kind = typed.HOUR if extra.get(OFFSET) else typed.DATE
        return TextBox(kind=kind, hint=typed.HINTS[kind])
    if kind := _places(extra):
        return TextBox(kind=kind, hint=typed.HINTS[kind])
    if form == TERM:
        return TextBox(kind=typed.TERM, hint=typed.HINTS[typed.TERM])
    said = extra.get("said", "") or form
    said = "" if said.rstrip(".") == ID_WORDS else said
    long = not form and (text.max_length or SHORT + 1) > SHORT
    return TextBox(
        kind=typed.DATE if extra.get("edtf") else typed.TEXT,
        long=long,
        hint=said[:1].upper() + said[1:].rstrip(".") + "." if said else "",
    )


def _places(extra: Mapping[str, Any]) -> str:
    """Return as what kind of place a text is read, or nothing."""
    if extra.get("typed") == "place":
        return typed.PLACE
    return typed.ZONE if extra.get("plain") == "a time zone" else ""


def _codes(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    def reads(code: Any) -> str:
        said = str(getattr(code, "label", "") or code.value).replace("_", " ")
        return said[:1].upper() + said[1:]

    return tuple((str(code.value), reads(code)) for code in cls)


def _inside(group: Fieldset) -> Iterator[FormField]:
    for one in group.fields:
        yield one
        inner = one.widget.of if isinstance(one.widget, Rows) else one.widget
        if isinstance(inner, Fieldset):
            yield from _inside(inner)


def _of_pairs(widget: Widget) -> Iterable[Widget]:
    return (widget.key, widget.value) if isinstance(widget, Pairs) else ()
