"""Fields: what is typed for the fields of an event, read as its type has them, all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.inspect import DictType, Field, StructType, Type, VarTupleType

from casefile.answers.asking import Asking
from casefile.errors import Misfit, Several
from casefile.event import Draft
from casefile.law.catalogue import CATALOGUE, Event
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.claim import ClaimSettled
from casefile.law.events.conviction import ChargeConvictionEntered
from casefile.law.events.ending import ClaimDismissed
from casefile.law.events.process import HearingScheduled
from casefile.law.events.sentence import Component
from casefile.law.fact import CORRECTABLE
from casefile.law.fields import Money
from casefile.law.nearest import did_you_mean, nearest
from casefile.law.subjects import ITEM, PARTY
from casefile.words import kinds
from casefile.words.misread import Misread
from casefile.words.steps import BLANK
from casefile.words.typed.acts_of import is_of_court, of_official
from casefile.words.typed.changes import put_within
from casefile.words.typed.charges import graded
from casefile.words.typed.no_field import kept_as
from casefile.words.typed.notes import Notes
from casefile.words.typed.of_several import AsJson, each_item, names_items, says_all, says_whom
from casefile.words.typed.same_hours import at_its_hour
from casefile.words.typed.typed_parts import asked_which, in_parts
from casefile.words.typed.unsaid_values import UnsaidValues
from casefile.words.values.by_kind import Understood, read_value
from casefile.words.values.several_penalties import joined, together
from casefile.words.what.field_names import IDS, as_field, as_typed, field_called, is_guess, root
from casefile.words.which.claims_of import leave_out_who_drops
from casefile.words.which.named import NamedThing
from casefile.words.which.one_of_side import OneOfSide
from casefile.words.which.roles import read_side, says_side, several_said
from casefile.words.which.told import ON_PLEA
from casefile.words.which.unsaid import UnsaidIds

LABEL = "source_label"


# What was typed for a field: its texts, or what was typed for fields within it.
Typed = Sequence[str | AsJson] | Mapping[str, Any]


class FieldReader:
    """Reads what was typed for the fields of one event; what is wrong is gathered, not raised.

    `told` says of each field that was not typed as it is stored what it was read as. Without an
    office nothing is looked up. `event_id` is that which was chosen for the event, `on` the day on
    which it took effect, `day` as it was typed, and `stands` the data of one that is corrected.
    `also` are the items on which it happened as well, of a type that has one: each is an event.
    With `commands` it is said by which command that is recorded which is not there yet. `note` is
    one on the event, which it has no field for.
    """

    def __init__(
        self,
        tag: str,
        asking: Asking | None = None,
        matter_id: str = "",
        event_id: str | None = None,
        on: date | None = None,
        stands: Mapping[str, Any] | None = None,
        *,
        commands: bool = True,
        day: str | None = None,
    ) -> None:
        self.cls: type[Event] | None = CATALOGUE.get(tag)
        self._stands = stands or {}
        self._named_items = kinds.items_in(kinds.by_name(self.cls), self._stands)
        self.asking, self.matter_id, self._day = asking, matter_id, day
        self._corrects, self._commands = False, commands
        self._unsaid: UnsaidIds | None = None
        if asking and self.cls:
            self._unsaid = UnsaidIds(asking, self.cls, matter_id, event_id, on)
        self.told: list[str] = []
        self.misfits: list[Misfit] = []
        self.also: list[Any] = []
        self._notes = Notes(self.told, keeps=commands)
        self._sides = OneOfSide(asking, matter_id, self.told, self.misfits)

    @property
    def note(self) -> str:
        """Return the note on the event, which it has no field for."""
        return self._notes.text

    def data(self, typed: Mapping[str, Typed]) -> dict[str, Any]:
        """Return the data of an event of the type, with the ids that nobody typed."""
        fields = kinds.by_name(self.cls)
        parts = in_parts(self.cls, typed, fields, self.asking, self.matter_id, self._day)
        typed = parts.typed
        self._notes.add(parts.note)
        self.told += parts.told
        self.misfits += parts.misfits
        on_plea = {name: one for name, one in typed.items() if self._is_on_plea(name, one)}
        typed = {name: one for name, one in typed.items() if name not in on_plea}
        if on_plea and self._unsaid:
            self._unsaid.items.on_plea = True
        items = {  # first, as who is meant by a role is a question of these
            name: one
            for name, one in typed.items()
            if self.cls
            and not self.cls.files_item
            and (field := self._called(name, fields))
            and kinds.names_items(fields[field].type)
        }
        data = self._within(fields, items, "data")
        self._named_items = [*kinds.items_in(fields, data), *self.also]
        data |= self._beside_items(fields, typed, items, data)
        of_all = self.cls is ClaimSettled
        for name in data if self.also and not of_all else ():
            if name in fields and kinds.holds(fields[name].type, Money):
                sentence = "It would be that of each item: record it of each by itself."
                self._amiss(f"data.{name}", sentence)
        if self._unsaid:
            values = UnsaidValues(self._unsaid.asking, self._unsaid.cls, self.matter_id, self._day)
            values.fill(data)
            self._unsaid.fill(data, self.also)
            self.also += self._unsaid.also
            if of_all and self.also and data.get("amount"):
                data["in_all"] = True
                self.told.append("amount = one sum for all of them together")
            self._sides.put(data, data, self.also)
            values.fill_last(data, {one.field for one in [*self.misfits, *self._unsaid.misfits]})
            if self.cls is ClaimDismissed:
                said = leave_out_who_drops(self.asking, self.matter_id, data)
                self.told += [said] if said else []
            for one in (values, self._unsaid):
                self.told += one.told
                self.misfits += one.misfits
        self._notes.say_credit(data, corrects=False)
        about = [*kinds.items_in(fields, data), *self.also]
        self._notes.say_costs(parts.costs, about, self.cls, self.asking, self.matter_id)
        # Which plea it was is on record, or has to be said.
        return data if "basis" in data else data | self._within(fields, on_plea, "data")

    def _beside_items(
        self,
        fields: Mapping[str, Field],
        typed: Mapping[str, Typed],
        items: Mapping[str, Typed],
        data: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return what was typed beside items; of all of them, those of whom it names."""
        rest = {name: one for name, one in typed.items() if name not in items}
        found = self._within(fields, rest, "data")
        if not (self._unsaid and self.also and any(map(says_all, items.values()))):
            return found
        every = [data["item_id"], *self.also]
        first, *self.also = self._unsaid.items.theirs(every, found)
        return {**found, "item_id": first}

    def of_item(self, data: Mapping[str, Any], item_id: Any) -> dict[str, Any]:
        """Return what an event on several items says of one of them: which, and whom there."""
        return self._unsaid.items.of_item(data, item_id) if self._unsaid else {"item_id": item_id}

    def _is_on_plea(self, name: str, typed: Typed) -> bool:
        """Tell whether a conviction is said to rest on a plea, and not on which."""
        match typed:
            case [str() as one] if self.cls is ChargeConvictionEntered:
                named = field_called(name, kinds.by_name(self.cls), self._tag)
                return named == "basis" and one.strip().casefold() in ON_PLEA
        return False

    def changes(self, typed: Mapping[str, Typed]) -> dict[str, Any]:
        """Return the changes that a correction makes to an event of the type."""
        self._corrects = True
        own = kinds.by_name(self.cls)
        typed = graded(typed) if self.cls is ChargeFiled else typed
        envelope = {name: one for name, one in kinds.by_name(Draft).items() if name in CORRECTABLE}
        inside = typed.get("data")
        rest = {name: one for name, one in typed.items() if one is not inside}
        changed = self._within({**own, **envelope}, rest, "data.changes")
        if isinstance(inside, Mapping):
            changed["data"] = self._within(own, inside, "data.changes.data")
        sets = self.asking if self.cls is HearingScheduled else None
        if sets and (at := at_its_hour(sets, self.matter_id, self._stands, changed)):
            changed["at"] = at
            self.told.append(f"at = {at} (at its hour of before)")
        if self.cls and self.asking:
            self.told += UnsaidValues(self.asking, self.cls, self.matter_id).spell(changed)
        self._sides.put(changed, {**self._stands, **changed})
        self._notes.say_credit(changed, corrects=True)
        return changed

    def _within(
        self, fields: Mapping[str, Field], typed: Mapping[str, Typed], path: str
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in put_within(self._tag, typed, fields).items():
            field = self._called(name, fields, value)
            at = f"{path}.{field or name}"
            if field is None and is_of_court(self._tag, name, value):
                self.told.append(f"{name} = the court (whose act it is anyhow)")
            elif field is None and path == "data" and self._notes.keep(self._tag, name, value):
                continue
            elif field is None:
                near = nearest(name, fields)
                has = f" It has: {', '.join(as_typed(one) for one in fields if one != LABEL)}."
                sentence = f"There is no such field.{did_you_mean(near) or has}"
                self._amiss(at, f"{sentence}{self._kept(name, value)}", near)
                found[name] = None
            elif self._corrects and is_guess(name, fields, self._tag):
                told = as_typed(field)
                self._amiss(at, f"Is {told} meant by {name}? Then write {told}={BLANK}.", [field])
                found[name] = None
            elif field in found:
                there = found[field]
                after = len(there) if isinstance(there, list) else 0
                both = self._value(fields[field].type, value, at, after)
                if isinstance(both, list) and isinstance(there, list):
                    found[field] += [one for one in both if one not in found[field]]
                else:
                    self._amiss(at, "It is given twice.")
            else:
                if not field.endswith(IDS) and root(field) != root(as_field(name)):
                    self.told.append(f"{name} = {field}")
                found[field] = self._value(fields[field].type, value, at)
        return found

    def _called(
        self, name: str, fields: Mapping[str, Field], typed: Typed | None = None
    ) -> str | None:
        """Return the field that a name means; who dismisses a claim may be those of it, or how."""
        field = field_called(name, fields, self._tag)
        if self.cls is ClaimDismissed and as_field(name) == "by" and typed:
            try:
                read_value(fields["how"].type, str(next(iter(typed))))
            except Misread:
                return field
            return "how"
        return field

    @property
    def _tag(self) -> str:
        return self.cls.tag if self.cls else ""

    def _kept(self, name: str, typed: Typed) -> str:
        """Return where words are kept for which a type has no field; nothing for all else."""
        stands = self._stands if self._corrects else None
        return kept_as(self._tag, self.matter_id, name, typed, stands) if self._commands else ""

    def _value(self, kind: Type, typed: Typed, path: str, after: int = 0) -> Any:
        """Return the value of a field, or of one that has so many members already."""
        plain, extra = kinds.plain(kind)
        if isinstance(typed, Mapping):
            return self._of_parts(kinds.holding(kind), typed, path)
        if isinstance(plain, DictType) and kinds.names(plain.key_type) == ITEM:
            return self._by_item(plain, typed, path)
        if self._unsaid and kinds.names(kind) == ITEM:
            typed = each_item(self._unsaid, typed, path, self.told, self.misfits)
        if isinstance(plain, VarTupleType):
            match typed:
                case [AsJson(None | list() as whole)]:
                    return whole
            found: list[Any] = []
            several = joined(typed) if kinds.holds(plain.item_type, Component) else typed
            for one in several:
                number = after + len(found)
                found += self._each(plain.item_type, one, extra, path, number)
            return found
        if len(typed) > 1 and names_items(self.cls, path):
            first, *others = [self._one(kind, one, extra, path) for one in typed]
            self.also = [one for one in others if one != first]
            return first
        if len(typed) > 1 and says_whom(self.cls, kind, path):
            typed = [" and ".join(map(str, typed))]
        elif len(typed) > 1:
            self._amiss(path, f"It is given {len(typed)} values and takes one.")
        return self._one(kind, typed[0], extra, path)

    def _each(
        self, kind: Type, typed: str | AsJson, extra: Mapping[str, Any], path: str, number: int
    ) -> list[Any]:
        """Return what one text of a list means: one thing, all who are in a role, or penalties.

        `number` is its place in the list.
        """
        at = f"{path}[{number}]"
        every: list[str] = []
        if isinstance(typed, str) and kinds.holds(kind, Component):
            return self._penalties(kind, typed, path, number)
        if isinstance(typed, str) and self.asking and kinds.names(kind) == PARTY:
            field = path.rpartition(".")[2]
            every = several_said(self.asking, self.matter_id, typed, self._items(), field)
        if every:
            self.told.append(f"{Misfit(at, '').where} = {', '.join(every)}")
            return every
        return [self._one(kind, typed, extra, at)]

    def _penalties(self, kind: Type, typed: str, path: str, number: int) -> list[Any]:
        """Return the penalties that one text says together."""
        try:
            said = together(typed)
        except Misread as misread:
            self._amiss(f"{path}[{number}]", misread.sentence)
            return [typed]
        self._notes.say_penalties(said, corrects=self._corrects)
        found: list[Any] = []
        for place, one in enumerate(said.penalties, start=number):
            before = len(self.told), len(self.misfits)
            found.append(self._one(kind, one, {}, f"{path}[{place}]"))
            if said.penalties[1:] and before == (len(self.told), len(self.misfits)):
                self.told.append(f"{Misfit(f'{path}[{place}]', '').where} = {one}")
        return found

    def _items(self) -> Sequence[str]:
        """Return the items of the event: those that were typed, or the only one that can be."""
        cls = self.cls
        if self._named_items or not self._unsaid or not cls or not cls.acts or cls.files_item:
            return self._named_items
        only = self._unsaid.items.fitting()
        return [one for one, _ in only] if len(only) == 1 else ()

    def _by_item(self, plain: DictType, typed: Sequence[str | AsJson], path: str) -> Any:
        """Return what was typed once for what is said of each item, where there is only one."""
        if isinstance(typed[0], AsJson) or self._unsaid is None:
            return self._one(plain, typed[0], {}, path)
        items, name = self._unsaid.items.fitting(), path.rpartition(".")[2]
        if len(items) != 1 or len(typed) > 1:
            each = " or ".join(f"{name}.{one}={BLANK} ({said})" for one, said in items)
            return self._amiss(path, f"Say it of each item: {each or f'{name}.ITEM={BLANK}'}.")
        [(item_id, said)] = items
        self.told.append(f"{Misfit(path, '').where} of {item_id} ({said})")
        return self._of_parts(plain, {item_id: typed}, path)

    def _of_parts(self, plain: Type, typed: Mapping[str, Typed], path: str) -> Any:
        """Return what was typed for fields within a field."""
        match plain:
            case StructType():
                return self._within({one.encode_name: one for one in plain.fields}, typed, path)
            case VarTupleType() if isinstance(kinds.plain(plain.item_type)[0], StructType):
                return [self._of_parts(kinds.plain(plain.item_type)[0], typed, f"{path}[0]")]
            case DictType():
                return {
                    self._one(plain.key_type, name, {}, f"{path}.{name}"): self._value(
                        plain.value_type, one, f"{path}.{name}"
                    )
                    for name, one in typed.items()
                }
        return self._amiss(path, f"It has no fields of its own, like {next(iter(typed))}.")

    def _one(self, kind: Type, typed: str | AsJson, extra: Mapping[str, Any], path: str) -> Any:
        """Return one value of a field."""
        if isinstance(typed, AsJson):
            return typed.value
        extra = {**extra, **kinds.plain(kind)[1]}
        named = extra.get("names") or extra.get("mentions") or ""
        try:
            if named:
                reading = self.named(named, typed, path)
            elif self.asking and says_side(kind):
                reading = read_side(kind, typed, self.asking, self.matter_id, self._items())
                self._sides.said[path.rpartition(".")[2]] = typed
            else:
                by = of_official(kind, typed, self.asking, self.matter_id) if self.asking else None
                reading = by or read_value(kind, typed)
        except Misread as misread:
            self.misfits.append(misread.of(path))
        except Several as several:
            self.misfits.append(asked_which(path, several))
        else:
            if reading.said:
                self.told.append(f"{Misfit(path, '').where} = {reading.said}")
            return reading.value
        return typed

    def named(self, kind: str, typed: str, path: str) -> Understood:
        """Return what a text names; raises Misread or Several."""
        if self._unsaid is None:
            return Understood(typed)
        field = path.rpartition(".")[2].partition("[")[0]
        thing = NamedThing(
            self._unsaid, field, self._items, corrects=self._corrects, commands=self._commands
        )
        return thing.read(kind, typed)

    def _amiss(self, path: str, sentence: str, choices: Sequence[str] = ()) -> None:
        self.misfits.append(Misfit(path, sentence, tuple(choices)))
