"""Filling: a form that somebody fills in, for a matter and under a key, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import UNSET, Struct
from msgspec.structs import replace
from werkzeug.datastructures import MultiDict

from casefile import submission
from casefile.answers.standing.evidence import EventTold
from casefile.door import office
from casefile.errors import CasefileError, Malformed, Misfit
from casefile.law.catalogue import CATALOGUE
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DeadlineSet
from casefile.law.rulebook import rules_called
from casefile.web import persons
from casefile.web.forms import EventForm
from casefile.web.offered import Offer
from casefile.web.prose import prose
from casefile.web.rules import RuleBox, place_of
from casefile.web.saying import ChangeShown, names_in
from casefile.web.suspended import take_apart
from casefile.web.widgets import (
    FormField,
    Menu,
    Pick,
    Sent,
    TextBox,
    Ticks,
    Widget,
    is_within,
    joined,
    makes_id,
)
from casefile.words.new_ids import of_data
from casefile.words.typed.hearsay import as_reported
from casefile.words.when.days import TypedDay
from casefile.words.when.kept import EFFECTIVE, kept
from casefile.words.when.undated import undated
from casefile.words.which.unsaid import UnsaidIds

# Whose fields are not folded away with what is left over.
ELSEWHERE = ("data", "effective", "source", "assertion", "override")
REASON = "correction.reason"  # the field of a correction, beside those of what it corrects


class Filling(Struct, kw_only=True):
    """A form that is being filled in: for which matter, under which key, and what was typed.

    `fixed` are fields that are not asked, with what stands in them; `original` is the event that it
    amends or tells of again, `changes` what a correction changes of it. Where it `corrects`, the
    reason is asked as well. What its menus offer is asked for only where it is shown.
    """

    form: EventForm
    matter_id: str | None
    key: str
    given: Sent
    heading: str
    fixed: Mapping[str, str] = {}
    original: EventTold | None = None
    offers: Callable[[], Mapping[str, Offer]] = dict
    changes: Sequence[ChangeShown] = ()
    corrects: bool = False

    @property
    def days(self) -> dict[str, TypedDay]:
        """The days that were typed for the event itself, by the names of its fields."""
        own = {name.removeprefix("data."): one for name, one in self.given.days.items()}
        names = {EFFECTIVE, *(one.name for one in self.form.data.fields)}
        return {name: one for name, one in own.items() if name in names}

    @property
    def opens(self) -> bool:
        """Whether it opens a matter, which is seldom read anywhere."""
        return self.form.type == MatterOpened.tag

    @property
    def may_be_undated(self) -> bool:
        """Whether something is taken for its day where nobody says one."""
        return not next(one for one in self.form.envelope.fields if one.name == EFFECTIVE).required

    @property
    def matters(self) -> list[str]:
        """The matter that it is for, where that is there already."""
        return [self.matter_id] if self.matter_id else []

    def offer(self, widget: Widget) -> Offer:
        """Return what there is to choose in a menu."""
        match widget:
            case Pick(offers=False):
                return Offer()
            case Menu(choices=choices, kind=kind):
                return self.offers().get(kind) or Offer(choices)
            case Ticks(choices=choices):
                return Offer(choices)
            case Pick(kind=kind) | RuleBox(kind=kind):
                return self.offers().get(kind, Offer())
        return Offer()

    def drop(self, field: str) -> None:
        """Forget what was typed into a field."""
        for name in [one for one in self.given.texts if is_within(one, field)]:
            self.given.texts.poplist(name)

    def shown(self, errors: Sequence[Misfit], new_part: str = "") -> FormShown:
        """Return what the fields of a page need."""
        return FormShown(self, errors, new_part)

    def body(self) -> dict[str, Any]:
        """Return the event that was typed; what of it cannot be read is noted."""
        self._name_deadline()
        if self.form.type == PartyAdded.tag:
            persons.take_id(self.given)
        self._give_ids()
        take_apart(self.given)
        said = self.form.read(self.given)
        if self.may_be_undated:
            said.setdefault(EFFECTIVE, undated(self.form.type, self.given.here.today))
        if any(one.field == "data.rule" for one in self.given.wrong):
            said["data"].setdefault("kind", "")  # it is known once the rule is
        words = kept(self.given.here, self.days, told="as_written" in said)
        body = {**words, **said, "type": self.form.type}
        if "assertion" not in body and (report := as_reported(body)):
            body["assertion"] = report.value
        if self.opens:
            self._name_client(body["data"])
            return submission.opening(body, self.key)
        return {**body, "matter_id": self.matter_id}

    def _name_deadline(self) -> None:
        """Call a deadline what its rule is about, where nobody said what is due."""
        texts = self.given.texts
        if self.form.type == DeadlineSet.tag and not self.given.one("data.kind"):
            place = place_of(office(), self.matter_id or "")
            called = rules_called(self.given.one("data.rule"), place)
            if len(called) == 1:
                texts.setlist("data.kind", [called[0].title])

    def _give_ids(self) -> None:
        """Give an id to what the event makes, where nobody typed one."""
        cls, texts = CATALOGUE[self.form.type], self.given.texts
        for one in self.form.data.fields:
            name = f"data.{one.name}"
            if isinstance(one.widget, Pick) and one.widget.makes and not self.given.one(name):
                kind, matter_id = one.widget.kind, self.matter_id or ""
                said = {
                    field.name: self.given.one(f"data.{field.name}")
                    for field in self.form.data.fields
                }
                texts.setlist(name, [of_data(office(), cls, matter_id, kind, said, "")])

    def _name_client(self, data: dict[str, Any]) -> None:
        """Give an id to the party for whom a matter is opened, where somebody new was named.

        A name is that of somebody new until one on record is chosen: that is asked before.
        """
        if name := persons.client_typed(self.given):
            data["for"] = name
            self.given.wrong[:] = [one for one in self.given.wrong if one.field != persons.CLIENT]
        unsaid = UnsaidIds(office(), MatterOpened, "", submission.keyed(self.key, "0"))
        unsaid.fill(data)
        self.given.wrong.extend(unsaid.misfits)

    def told(self, errors: Sequence[Misfit]) -> list[Misfit]:
        """Return what is wrong beside the fields that it is in, each once, by their labels."""
        found: dict[str, Misfit] = {}
        for one in errors:
            place, label = self.form.find(one.field)
            sentence = one.sentence[:1].lower() + one.sentence[1:] if label else one.sentence
            told = f"{label}: {sentence}" if label else sentence
            found.setdefault(place or told, Misfit(place, told, one.choices))
        return list(found.values())

    def misplaced(self, error: CasefileError) -> list[Misfit]:
        """Return a refusal beside the field that it is most about."""
        if isinstance(error, Malformed) and error.errors:
            return self.told([*self.given.wrong, *error.errors])
        place = "effective" if error.code.startswith("date.") else self._main_field()
        return [Misfit(place, prose(error.sentence))]

    def _main_field(self) -> str:
        """Return the field of the item, or else the party, that an event is about."""
        for kind in ("item", "event", "party"):
            for one in self.form.data.fields:
                if isinstance(one.widget, Pick) and one.widget.kind == kind and one.required:
                    return f"data.{one.name}"
        return ""


class FormShown(NamedTuple):
    """A form as its page shows it: what was typed into it, and what of that is wrong.

    `new_part` is the part of a list that was just asked for.
    """

    filling: Filling
    errors: Sequence[Misfit]
    new_part: str = ""

    @property
    def given(self) -> Sent:
        return self.filling.given

    @property
    def texts(self) -> MultiDict[str, str]:
        return self.filling.given.texts

    @property
    def fixed(self) -> Mapping[str, str]:
        return self.filling.fixed

    @property
    def original(self) -> EventTold | None:
        return self.filling.original

    def offer(self, name: str, widget: Widget) -> Offer:
        """Return what there is to choose in a field; what was chosen there is among it."""
        offer, chosen = self.filling.offer(widget), self.texts.getlist(name)
        missing = [one for one in chosen if one and one not in dict(offer.every)]
        called = dict(zip(missing, names_in(widget, self.filling.matter_id, missing), strict=True))
        return offer._replace(others=[*offer.others, *called.items()]) if missing else offer

    @property
    def own(self) -> list[FormField]:
        """The fields of the type itself that are asked."""
        return [one for one in self.filling.form.data.fields if not _is_folded(one)]

    @property
    def more(self) -> bool:
        """Whether anything in the fields that are left over must be looked at."""
        made = {f"data.{one.name}" for one in self.filling.form.data.fields if _is_folded(one)}
        wrong = [one.field for one in self.errors if one.field]
        return any(
            name in made or name.partition(".")[0].partition("[")[0] not in ELSEWHERE
            for name in wrong
        )

    def said(self, begins: str) -> bool:
        """Tell whether anything was typed into a field whose name begins so."""
        return any(name.startswith(begins) and text for name, text in self.texts.items())

    def told(self, every: Sequence[FormField], within: str) -> bool:
        """Tell whether anything is said in some of the fields of a part, or is wrong there."""
        for one in every:
            name = joined(within, one.name)
            begins = () if one.default is UNSET else one.widget.write(name, one.default)
            untouched = dict(begins)
            said = (pair for pair in self.texts.items(multi=True) if is_within(pair[0], name))
            if any(text and text != untouched.get(key) for key, text in said):
                return True
            if any(is_within(wrong.field, name) for wrong in self.errors):
                return True
        return False

    def made(self, field: FormField) -> FormField:
        """Return a field that gives an id to something new, as it is typed where it must be."""
        hint = "Made by casefile where you leave it empty."
        return replace(field, required=False, label=f"{field.label} id", widget=TextBox(hint=hint))

    def why(self) -> FormField:
        """Return the field of the reason for a correction."""
        return FormField(name="reason", label="Why it is corrected", widget=TextBox(long=True))

    def pair(self, label: str, required: bool) -> FormField:
        """Return one side of a pair, as a field."""
        return FormField(name="", label=label, widget=TextBox(), required=required)


def _is_folded(field: FormField) -> bool:
    return makes_id(field) or field.name == "source_label"
