"""Widgets: how each kind of value is filled in, what was typed as a value, a value as typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from msgspec import UNSET, Struct
from werkzeug.datastructures import MultiDict

from casefile.errors import Misfit, Several
from casefile.law.subjects import PARTY
from casefile.web import typed
from casefile.words.misread import Misread
from casefile.words.typed.fields import FieldReader
from casefile.words.when.days import TypedDay
from casefile.words.when.fields import here_of_field
from casefile.words.when.here import Here

MOST = 4  # digits of the number of a row
OTHER = "~other"  # behind the name of a menu: what is not in it


class Sent(NamedTuple):
    """What was typed for a type of event, by its fields, where; and what could not be read.

    `days` are those that were read, as they are understood, `strangers` the names of parties whom
    nobody has added.
    """

    texts: MultiDict[str, str]
    tag: str
    here: Here
    reader: FieldReader
    wrong: list[Misfit]
    days: dict[str, TypedDay]
    strangers: list[str]

    @classmethod
    def of(
        cls, pairs: Iterable[tuple[str, str]], tag: str, here: Here, reader: FieldReader
    ) -> Sent:
        """Return what was typed, before any of it is read."""
        return cls(MultiDict(pairs), tag, here, reader, [], {}, [])

    def one(self, name: str) -> str:
        """Return what stands in a field."""
        return self.texts.get(name, "").strip().replace("\r\n", "\n")

    def says(self, name: str) -> bool:
        """Tell whether anything is typed into a field or a part of it."""
        return any(is_within(one, name) and self.one(one) for one in self.texts)

    def lines(self, name: str) -> list[str]:
        """Return the lines of a field that say anything."""
        every = (one.strip() for one in self.one(name).split("\n"))
        return [one for one in every if one]

    def named(self, name: str, kind: str, text: str, *, free: bool = False) -> str:
        """Return the id of what a text names; what names nothing is noted, or is taken as free."""
        try:
            return str(self.reader.named(kind, text, name).value)
        except Misread as error:
            if not free:
                self.wrong.append(Misfit(name, error.sentence))
                self.strangers.extend([text] if kind == PARTY else ())
        except Several as error:
            each = "; ".join(f"{one.id} ({one.said})" for one in error.candidates)
            self.wrong.append(Misfit(name, f"{error.sentence} {each}."))
        return text

    def rows(self, name: str) -> int:
        """Return how many rows of a list were typed: up to the last one that says anything."""
        begins = f"{name}["
        said = [one for one in self.texts if one.startswith(begins) and self.one(one)]
        numbers = [one[len(begins) :].partition("]")[0] for one in said]
        rows = [int(one) for one in numbers if one.isdecimal() and len(one) < MOST]
        return max(rows, default=-1) + 1

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

    def read(self, name: str, given: Sent) -> Any:
        """Return the value that was typed, or UNSET where nothing was; each kind reads its own."""
        raise NotImplementedError

    def write(self, name: str, value: Any) -> Written:
        """Yield the fields that say a value, and what stands in them."""
        yield name, str(value)


class TextBox(Widget, frozen=True, kw_only=True):
    """A text on one line, or a long one; of some kinds it is read as typed words are."""

    shape: ClassVar = "text"
    kind: str = typed.TEXT
    long: bool = False

    def read(self, name: str, given: Sent) -> Any:
        """Return what the text says."""
        text = given.one(name)
        if not text:
            return UNSET
        try:
            if self.kind not in typed.DAYS:
                return typed.read(self.kind, text)
            here = here_of_field(given.here, given.tag, name.removeprefix("data."))
            given.days[name] = typed.day(self.kind, text, here)
            return given.days[name].edtf
        except Misread as error:
            given.wrong.append(Misfit(name, error.sentence, error.choices))
            return text

    def write(self, name: str, value: Any) -> Written:
        """Yield the text."""
        yield name, typed.write(self.kind, value)


class Menu(Widget, frozen=True, kw_only=True):
    """One of a few codes, each with its label, or yes and no.

    Where it has a `kind`, a matter offers only some of them.
    """

    shape: ClassVar = "menu"
    choices: tuple[tuple[str, str], ...]
    bools: bool = False
    kind: str = ""

    def read(self, name: str, given: Sent) -> Any:
        """Return the code that was chosen."""
        text = given.one(name)
        if self.bools and text in ("true", "false"):
            return text == "true"
        return text or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield the code."""
        yield name, str(value).lower() if self.bools else str(value)


class Pick(Widget, frozen=True, kw_only=True):
    """Ids of what there is in the matter, chosen by name; or others, whose names are typed.

    `makes` says that the event gives the id to something new, and without `offers` there is no
    menu. Where it is `free`, words that name nothing stand as they are.
    """

    shape: ClassVar = "pick"
    kind: str
    many: bool = False
    makes: bool = False
    offers: bool = True
    free: bool = False

    def read(self, name: str, given: Sent) -> Any:
        """Return the id or the ids."""
        if self.many:
            ids = [one for one in given.texts.getlist(name) if one]
            ids += [given.named(name, self.kind, one) for one in given.lines(name + OTHER)]
            return list(dict.fromkeys(ids)) or UNSET
        if other := given.one(name + OTHER):
            return given.named(name, self.kind, other, free=self.free)
        return given.one(name) or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield each id."""
        for one in value if self.many else (value,):
            yield name, str(one)


class Ticks(Widget, frozen=True, kw_only=True):
    """Any of a few codes."""

    shape: ClassVar = "ticks"
    choices: tuple[tuple[str, str], ...]

    def read(self, name: str, given: Sent) -> Any:
        """Return the codes that were ticked."""
        return given.texts.getlist(name) or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield each code."""
        for one in value:
            yield name, str(one)


class Texts(Widget, frozen=True, kw_only=True):
    """Several texts, one a line."""

    shape: ClassVar = "lines"
    hint: str = "One on each line."

    def read(self, name: str, given: Sent) -> Any:
        """Return the texts."""
        return given.lines(name) or UNSET

    def write(self, name: str, value: Any) -> Written:
        """Yield all of them as one text."""
        yield name, "\n".join(map(str, value))


class FormField(Struct, frozen=True, kw_only=True):
    """A field of an event: its name, its label, whether it must be given, and how.

    One that is `seldom` filled in is folded away.
    """

    name: str
    label: str
    widget: Widget
    required: bool = False
    default: Any = UNSET
    seldom: bool = False

    @property
    def hint(self) -> str:
        """Return what is said about how to fill it in."""
        return self.widget.hint


class Fieldset(Widget, frozen=True, kw_only=True):
    """A part of an event that has fields of its own."""

    shape: ClassVar = "group"
    fields: tuple[FormField, ...]

    def read(self, name: str, given: Sent) -> Any:
        """Return the part, or UNSET where nothing beyond what stands there anyway was typed."""
        found = self.each(name, given)
        said = any(found.get(one.name, UNSET) not in (UNSET, one.default) for one in self.fields)
        return found if said else UNSET

    def each(self, name: str, given: Sent) -> dict[str, Any]:
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

    def read(self, name: str, given: Sent) -> Any:
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

    def read(self, name: str, given: Sent) -> Any:
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
    parts: Fieldset

    def read(self, name: str, given: Sent) -> Any:
        """Return the parts, or the word where no part has one."""
        parts = self.parts.read(name, given)
        return self.whole.read(name, given) if parts is UNSET else parts

    def write(self, name: str, value: Any) -> Written:
        """Yield the word, or the parts."""
        yield from (self.parts if isinstance(value, Mapping) else self.whole).write(name, value)


def joined(name: str, part: str) -> str:
    """Return the name of a field inside another, as an error names it."""
    return f"{name}.{part}" if name else part


def is_within(name: str, other: str) -> bool:
    """Tell whether a field is another one, or inside that."""
    return name.removesuffix(OTHER) == other or name.startswith((f"{other}.", f"{other}["))


def makes_id(field: FormField) -> bool:
    """Tell whether a field gives an id to something new."""
    return isinstance(field.widget, Pick) and field.widget.makes
