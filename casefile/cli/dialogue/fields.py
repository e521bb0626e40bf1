"""Fields: what a field of an event is, asked for by its name and with what it can be."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from msgspec.inspect import Field, StructType, VarTupleType

from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant import category
from casefile.answers.meaning.meant_items import said_apart, whole
from casefile.cli.assignments import is_word
from casefile.cli.desk import asking
from casefile.cli.dialogue.asking import Offered, ask, choose, is_so, tell
from casefile.cli.dialogue.field_choices import ACTORS, FieldChoices, shown_day
from casefile.cli.dialogue.field_words import question
from casefile.cli.dialogue.parts import place_of, with_answer
from casefile.cli.dialogue.talk import current
from casefile.cli.dialogue.typed_command import TypedCommand, as_words
from casefile.cli.dialogue.what_happened import noted
from casefile.errors import Misfit, Missing, TypedEvent
from casefile.event import Draft
from casefile.installation import called
from casefile.law.catalogue import CATALOGUE, OWN_SUBJECTS, Event
from casefile.law.codes import Track
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.claim import ClaimFiled
from casefile.law.events.matter import MatterCategory, MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.record import NoteRecorded
from casefile.law.fact import CORRECTABLE
from casefile.law.item import LIFECYCLES
from casefile.law.subjects import ITEM, PARTY
from casefile.projections.names import name_key
from casefile.words import kinds
from casefile.words.steps import happened, next_step
from casefile.words.typed.asides import OFFENSE
from casefile.words.typed.charges import typed_again
from casefile.words.typed.notes import PARTLY_READ
from casefile.words.typed.of_several import AsJson
from casefile.words.typed.type_words import day_typed
from casefile.words.values.penalties import HOW as NO_PENALTY
from casefile.words.values.several_penalties import reads, together
from casefile.words.what.field_names import as_typed, field_called
from casefile.words.when.kept import EFFECTIVE

_path = re.compile(r"(?:data\.)?(?:changes\.)?(?:data\.)?(?P<name>[^.\[]+)(?:\[(?P<place>\d+)\])?")
CHANGES = "changes"
# What somebody is, by the category of the matter, who brings a claim in it or is charged.
_ROLES: Mapping[tuple[str, str, str], str] = {
    (MatterCategory.CRIMINAL, ChargeFiled.tag, "party_id"): "defendant",
    (MatterCategory.CIVIL, ClaimFiled.tag, "against"): "defendant",
    (MatterCategory.CIVIL, ClaimFiled.tag, "claimants"): "plaintiff",
}
_FIRST = ":first"  # the answer that what is named is on record first
_NOTE = ":note"  # the answer that the law has no word for it
_OTHER = ":other"  # the answer that it is another field
_UNSAID = ":unsaid"  # the answer that a field is none of what is offered


class FieldQuestion:
    """Asks for one field of an event, and puts the answer among what was typed for it."""

    def __init__(
        self,
        typed: TypedCommand,
        tried: TypedEvent,
        record_first: Callable[[Missing, bool], bool],
        first: Callable[[list[str]], None],
    ) -> None:
        self.typed, self.tried, self._record_first = typed, tried, record_first
        self._first = first
        self._cls: type[Event] = CATALOGUE[tried.type]
        self.fields: Mapping[str, Field] = kinds.by_name(self._cls)
        if tried.corrects:
            envelope = kinds.by_name(Draft)
            its = {name: one for name, one in envelope.items() if name in CORRECTABLE}
            self.fields = {**its, **self.fields}
        self.choices = FieldChoices(tried, self._cls, self.fields)
        self._is_new = tried.type == MatterOpened.tag

    def ask(self, misfit: Misfit) -> bool:
        """Ask what a field is; tell whether there was anything to ask. Raises Exit."""
        found = _path.match(misfit.field)
        if found is None:
            return False
        name, place = found["name"], int(found["place"]) if found["place"] else None
        if name == EFFECTIVE and not self.tried.corrects:
            return self._day(misfit)
        if name not in self.fields:
            return self._no_field(name, misfit.choices)
        if name == CHANGES and self.typed.name[-1] == "post":
            return self._changes()
        typed = self._typed(name)
        if misfit.missing or typed or self.choices.may_be_new(name, misfit):
            tell(plainly(misfit) or (misfit.sentence if typed else ""))
        corrects = self.tried.corrects
        if misfit.sentence.endswith(NO_PENALTY) and not corrects and self._keep_words(name):
            return True
        each = self.choices.of(name, misfit)
        if not each and name == OFFENSE and self._charges_again():
            return True
        missing = misfit.missing and self._known_of(name, misfit.missing)
        asked, otherwise = self._question(name), self._otherwise(name)
        if missing and not each and otherwise is None:
            return self._record_first(missing, False)
        if missing:
            what = missing.data.get("name", "that")
            each.append(Offered(f"not on record yet: record {what} first", _FIRST, False))
        actor, each_of = name in ACTORS, self._is_of_each(name)
        several = self._takes_several(name) or each_of or actor
        if each:
            answers = self._chosen(name, f"{asked}?", each, several, otherwise)
        else:
            answers = [ask(asked, otherwise)]
        if missing and _FIRST in answers:
            return self._record_first(missing, True)
        if answers in ([_UNSAID], [_NOTE]):
            self._leave_out(name, place) if answers == [_UNSAID] else self._keep_all()
            return True
        *others, last = answers if each_of else [""]
        for one in others:  # an event of each of them
            self._put(name, place, [one], misfit.sentence)
            self._first(list(self.typed.words))
        joined = [" and ".join(answers)] if actor else answers
        self._put(name, place, [last] if each_of else joined, misfit.sentence)
        return True

    def _chosen(
        self,
        name: str,
        asked: str,
        each: Sequence[Offered],
        several: bool,
        otherwise: Offered | None,
    ) -> list[str]:
        """Return what is chosen or typed for a field; what there is not is asked for again."""
        while True:
            answers = choose(asked, each, several=several, otherwise=otherwise)
            known = {one.value for one in (*each, *([otherwise] if otherwise else []))}
            why_not = [self.choices.why_not(name, one) for one in answers if one not in known]
            if not any(why_not):
                return answers
            tell(" ".join(filter(None, why_not)))

    def _otherwise(self, name: str) -> Offered | None:
        """Return the answer that a field is none of what is offered: it is left out, if it may be.

        What the law has to have told as one of its codes is kept as a note.
        """
        field = self.fields[name]
        named = kinds.names(field.type) in (*OWN_SUBJECTS, ITEM, PARTY)
        if not field.required and (self._typed(name) or named) and not self.tried.corrects:
            return Offered("none of these: leave it out", _UNSAID)
        if self.choices.is_coded(name) and self.typed.name[-1] == "post" and not self._is_new:
            return Offered("none of these: keep what was typed as a note", _NOTE)
        return None

    def put_fields(self, typed: Mapping[str, Any]) -> None:
        """Put what was typed as fields in the place of what these had."""
        names = {field_called(one, self.fields, self.tried.type) for one in typed}
        said = self.tried.fields.items()
        kept = {
            one: value
            for one, value in said
            if field_called(one, self.fields, self.tried.type) not in names
        }
        self._write({**kept, **typed})

    def tell_again(self, sentence: str) -> None:
        """Have the command tell what happened in other words."""
        self.typed.plain = [self.typed.plain[0], sentence]

    def _keep_all(self) -> None:
        """Have all that was typed be a note, with its day: the whole of a sentence that is read."""
        said = " ".join(one for one in self.typed.plain[1:] if is_word(one))
        said = happened(said) if said in CATALOGUE else said
        talk = current()
        if talk and talk.unread and talk.unread.tag == self.tried.type:
            said, talk.unread = talk.unread.sentence, None
        self._write(self.tried.fields)
        day = day_typed(NoteRecorded.tag, self.tried.fields)
        fields = {
            name: value
            for name, value in self.tried.fields.items()
            if (day and name == day[0]) or not all(str(one) in said for one in value)
        }
        self.typed.plain = [self.typed.plain[0], *noted(said, [*as_words(fields)])]

    def _leave_out(self, name: str, place: int | None) -> None:
        """Take out what was typed for a field, or for one of it; say of none that there is none."""
        before = self._typed(name)
        fields = {one: value for one, value in self.tried.fields.items() if one not in before}
        others = [value for one in before for value in self.tried.fields[one]]
        rest = with_answer(name, others, place, ()) if place is not None else []
        if rest:
            fields[before[0]] = rest
        elif not before:
            fields[as_typed(name)] = [AsJson(None)]
        self._write(fields)

    def _charges_again(self) -> bool:
        """Ask which earlier charges an instrument charges again; tell if any, an event of each."""
        if self._cls is not ChargeFiled or "instrument" not in self.tried.fields:
            return False
        with asking() as office:
            view = matters.view(office, self.tried.matter_id)
            who = {one.party_id: one.name for one in view.parties}
            there = whole(one for one in view.items if self._is_charged_before(one, who))
            told = said_apart(there, who)
            again = {one: typed_again(office, there[one]) for one in there}
        if not again:
            return False
        each = [Offered(f"again: {told[one]}", words) for one, words in again.items()]
        chosen = choose("What is charged? The offense, or one of before:", each, several=True)
        if not set(chosen) <= set(again.values()):
            self._put(OFFENSE, None, chosen)
            return True
        self._write(self.tried.fields)
        own = list(self.typed.plain)
        *others, last = chosen
        for one in others:
            self.typed.plain = [*own, *shlex.split(one)]
            self._first(list(self.typed.words))
        self.typed.plain = [*own, *shlex.split(last)]
        return True

    def _is_charged_before(self, one: MatterItem, who: Mapping[str, str]) -> bool:
        """Tell whether an item is an open charge by another paper, of whom the new one names."""
        fields = self.tried.fields
        typed = [str(name) for field in self._typed("party_id") for name in fields[field]]
        names = {who.get(party.party_id, "") for party in one.parties}
        by = [str(each) for each in fields["instrument"]]
        still = one.track == Track.CRIMINAL and one.state in LIFECYCLES[Track.CRIMINAL].open
        named = any(map(_is_of_one, typed, repeat(names))) or names.isdisjoint(who.values())
        return still and named and one.detail.get("instrument") not in by

    def _changes(self) -> bool:
        """Ask what is changed and what it is now; it is typed beside what is amended."""
        changed = kinds.plain(self.fields[CHANGES].type)[0]
        if not isinstance(changed, StructType):
            return False
        each = [
            Offered(as_typed(one.encode_name).replace("_", " "), as_typed(one.encode_name))
            for one in changed.fields
        ]
        field = choose("What of it is changed?", each)[0]
        now = ask(f"What is the {field.replace('_', ' ')} now")
        self._write({**self.tried.fields, field: [now]})
        return True

    def _is_of_each(self, name: str) -> bool:
        """Tell whether of several who are named an event of each can be recorded."""
        alone = kinds.names(self.fields[name].type) == PARTY and not self._takes_several(name)
        return alone and self.typed.name[-1] == "post"

    def _keep_words(self, name: str) -> bool:
        """Keep the words for a sentence beside what can be read of it, if that is wanted."""
        texts = [str(one) for typed in self._typed(name) for one in self.tried.fields[typed]]
        said = "; ".join(texts)
        if not is_so(f"Keep {said!r} as a note, beside what can be read of it?", default=True):
            return False
        before = set(self._typed(name))
        fields = {one: value for one, value in self.tried.fields.items() if one not in before}
        if read := [one for text in texts for one in together(text).penalties if reads(one)]:
            fields[name] = read
        notes = [*map(str, fields.get("note", ())), f"Of the sentence: {said}"]
        self._write({**fields, PARTLY_READ: ["yes"], "note": ["; ".join(notes)]})
        return True

    def _known_of(self, name: str, missing: Missing) -> Missing:
        """Return the event that comes first, with what a motion or the like was called here."""
        kind = kinds.names(self.fields[name].type)
        said = [one for typed in self._typed(name) for one in self.tried.fields[typed]]
        if kind in OWN_SUBJECTS and len(said) == 1:
            return missing._replace(data={**missing.data, f"{kind}_id": str(said[0])})
        if missing.type == PartyAdded.tag and "kind" not in self.tried.fields:
            with asking() as office:
                of = category(office, missing.matter_id)
            if role := _ROLES.get((of, self.tried.type, name)):
                return missing._replace(data={**missing.data, "role": role})
        return missing

    def _question(self, name: str) -> str:
        kind = kinds.names(self.fields[name].type)
        who = self._who_is_added()
        if who and name in ("role", "kind"):
            return f"What is {who} in this matter" if name == "role" else f"What is {who}"
        return question(self._cls, name, kind or "")

    def _who_is_added(self) -> str:
        """Return the name of the party that the event adds; nothing for any other event."""
        typed = self._typed("name") if self._cls is PartyAdded else []
        return str(self.tried.fields[typed[0]][0]) if typed else ""

    def _typed(self, name: str) -> list[str]:
        """Return the names under which a field was typed."""
        return [
            one
            for one in self.tried.fields
            if field_called(one, self.fields, self.tried.type) == name
        ]

    def _takes_several(self, name: str) -> bool:
        listed = isinstance(kinds.plain(self.fields[name].type)[0], VarTupleType)
        return listed or (name == "item_id" and bool(self._cls.moves and not self._cls.files_item))

    def _put(self, name: str, place: int | None, answers: Sequence[str], of: str = "") -> None:
        """Put answers in the place of what was typed for a field, or of one of it.

        That is the one at a place, or `of` which the question says that it is.
        """
        fields: dict[str, Any] = dict(self.tried.fields)
        before = self._typed(name)
        own = before[0] if before else as_typed(name)
        there = list(fields.get(own, ())) if not isinstance(fields.get(own), Mapping) else []
        place = place_of(name, there, of) if place is None else place
        fields[own] = with_answer(name, there, place, answers)
        self._write(fields)

    def _write(self, fields: Mapping[str, Any]) -> None:
        """Have the command say these fields, its type by its name, and its day as an option."""
        if self.tried.day:
            self.typed.put_option(f"--{EFFECTIVE}", self.tried.day)
        if self.typed.name[-1] == "post":
            matter = self.tried.matter_id if self._is_new else self.typed.plain[0]
            self.typed.plain = [matter, self.tried.type, *as_words(fields)]
        elif self.tried.corrects:
            self.typed.plain = [self.typed.plain[0], *as_words(fields)]

    def _day(self, misfit: Misfit) -> bool:
        """Ask for the day of an event."""
        why = plainly(misfit) or misfit.sentence
        each = [Offered(shown_day(one), one) for one in misfit.choices]
        if each:
            day = choose(why, each)[0]
        else:
            *before, last = re.split(r"(?<=[.?])\s+(?=[A-Z])", why)
            tell(" ".join(before if last.endswith("?") else [*before, last]))
            day = ask(
                last.rstrip("?") if last.endswith("?") else question(self._cls, EFFECTIVE, "")
            )
        self._write(self.tried.fields)
        self.typed.put_option(f"--{EFFECTIVE}", day)
        return True

    def _no_field(self, name: str, near: Sequence[str]) -> bool:
        """Ask what is meant by what was typed for a field that there is not."""
        fields = dict(self.tried.fields)
        if name not in fields:
            return False
        said = "; ".join(map(str, fields.pop(name)))
        words = f"{name.strip().replace('_', ' ')}: {said}"
        note = Offered(f"keep it as a note: {words}", _NOTE)
        notes = [] if self.tried.corrects else [note]
        each = [Offered(f"it is {as_typed(one)}", as_typed(one)) for one in near]
        each += [*notes, Offered("it is another field", _OTHER)]
        asked = f"There is no field {name} here. What is {name}={said}?"
        answer = choose(asked, each, otherwise=Offered("leave it out", _UNSAID))[0]
        if answer == _OTHER:
            every = [as_typed(one) for one in self.fields if one != "source_label"]
            tell(f"It has: {', '.join(every)}.")
            answer = ask("Which field is it")
        if answer == _NOTE:
            own = "text" if self.tried.type == NoteRecorded.tag else "note"
            fields[own] = ["; ".join([*map(str, fields.get(own, ())), words])]
        elif answer != _UNSAID:
            fields[answer] = [*fields.get(answer, ()), said]
        self._write(fields)
        return True


def _is_of_one(typed: str, names: Iterable[str]) -> bool:
    """Tell whether what was typed is one of some names, or a part of one."""
    words = set(name_key(typed).split())
    return any(words <= set(name_key(one).split()) for one in names)


def plainly(misfit: Misfit) -> str:
    """Return of what is wrong what is no command to be typed: that is asked."""
    sentence = misfit.sentence
    if misfit.missing:
        sentence = sentence.replace(next_step(misfit.missing, called()), "").strip()
    sentence = re.sub(r": say which by .*", ".", sentence, flags=re.DOTALL)
    parts = re.split(r"(?<=[.?])\s+(?=[A-Z])", sentence)
    return " ".join(
        one
        for one in parts
        if not re.search(r"\b[Ww]rite\b|\bpost \S|: \S+ (?:correct|retract) |^It is missing", one)
    )
