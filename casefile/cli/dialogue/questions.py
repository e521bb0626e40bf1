"""Questions: what a refused command leaves open, asked for and put among what was typed."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping, Sequence

import click

from casefile.answers.meaning.meant import name_of
from casefile.answers.record import log
from casefile.answers.record.sought import Sought
from casefile.cli.coded import choices_of
from casefile.cli.desk import asking
from casefile.cli.dialogue.asking import Offered, ask, choose, end, is_so, tell
from casefile.cli.dialogue.field_choices import shown_day
from casefile.cli.dialogue.fields import FieldQuestion, plainly
from casefile.cli.dialogue.mending import mended
from casefile.cli.dialogue.strangers import each_stranger
from casefile.cli.dialogue.talk import LackingOption, NotMeant
from casefile.cli.dialogue.typed_command import TypedCommand
from casefile.cli.dialogue.what_happened import what_happened
from casefile.errors import (
    CasefileError,
    Malformed,
    Missing,
    Refused,
    Several,
    TypedEvent,
    Unknown,
)
from casefile.event import Assertion
from casefile.law.deadlines.count import NotCountable
from casefile.law.events.claim import ClaimTrialCommenced
from casefile.law.events.matter import MatterOpened
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import HearingHeld
from casefile.law.events.record import EventRetracted
from casefile.law.events.standing import PartySubstituted
from casefile.law.events.trial import ChargeTrialCommenced
from casefile.words.steps import BLANK, command, happened

# How an argument is asked for.
_ASKED: Mapping[str, str] = {
    "events": "Which event",
    "type": "What happened",
    "party": "Who",
    "matter": "In which matter",
    "reason": "For what reason",
}
_TRIALS = (ChargeTrialCommenced.tag, ClaimTrialCommenced.tag)
_same_day = re.compile(r"(?:on )?(?:the )?same(?: day)?|that day|same date", re.IGNORECASE)
_OPEN = ":open"  # the answer that a matter is a new one


class Questions:
    """Asks what one command leaves open; `first` runs another one before it."""

    def __init__(self, typed: TypedCommand, first: Callable[[list[str]], None]) -> None:
        self.typed, self._first = typed, first
        self._day = ""  # that of the event before which another one is recorded
        self._succeeds = False

    def ask(self, failure: CasefileError | click.UsageError) -> bool:
        """Ask what a failure leaves open; tell whether there was anything to ask. Raises Exit."""
        tried = getattr(failure, "tried", None)
        self._day = (tried.day or "today") if isinstance(tried, TypedEvent) else ""
        self._succeeds = isinstance(tried, TypedEvent) and tried.type == PartySubstituted.tag
        match failure:
            case click.BadParameter(param=click.Parameter() as param):
                return self._parameter(failure, param)
            case LackingOption(option=option, question=question, among=among):
                tell("\n".join(among))
                self.typed.put(option, ask(question))
                return True
            case Several(typed=typed, candidates=candidates) if typed:
                which = [Offered(one.said, one.name or one.id) for one in candidates]
                question = f"Which one is meant by {typed!r}?"
                return self.typed.replace(typed, choose(question, which)[0])
            case Unknown():
                return self._unknown(failure)
            case Malformed(code="event.type_unknown"):
                return what_happened(self.typed, failure, self.record_first, self._first)
            case NotMeant(tried=TypedEvent() as event):
                return mended(self._of_field(event))
            case NotMeant():
                end()
            case Malformed(errors=[_, *_]):
                return self._fields(failure)
            case NotCountable() if self._counts_a_period():
                tell(failure.sentence.partition(" With --counting")[0])
                by = Offered("by the calendar, as no court does", "calendar")
                self.typed.put_option("--counting", choose("How is it counted?", [by])[0])
                return True
            case Refused(together=[_, *_] as together):
                tell(failure.sentence)
                tell("What rests on it has to be taken back with it:")
                self.typed.plain = list(together)
                return True
            case Refused(missing=Missing() as missing):
                return self._first_or_another(failure, missing)
        return False

    def _counts_a_period(self) -> bool:
        """Tell whether a period is counted, and nobody has said how."""
        return "--period" in self.typed.options and "--counting" not in self.typed.options

    def _parameter(self, failure: click.BadParameter, param: click.Parameter) -> bool:
        """Ask for an argument or an option that is missing, or is none of its codes."""
        each = [Offered(label, code) for code, label in choices_of(param.type)]
        missing = isinstance(failure, click.MissingParameter)
        name = (param.name or "").strip("_").replace("_", " ")
        if not each and not missing:
            return False
        question = _ASKED.get(name, f"Which {name}")
        if not missing:
            tell(failure.message)
        answer = choose(f"{question}?", each)[0] if each else ask(question)
        if isinstance(param, click.Option):
            self.typed.put_option(param.opts[0], answer)
        else:
            self.typed.plain.append(answer)
        return True

    def _unknown(self, failure: Unknown) -> bool:
        """Ask which other one is meant than that which there is not, or record it first."""
        if not failure.typed:
            return False
        tell(re.split(r" Did you mean | It has: | Open it first", failure.sentence)[0])
        with asking() as office:
            each = [Offered(one.said, name_of(office, one.id) or one.id) for one in failure.near]
        if failure.missing:
            new = Offered("open it now", _OPEN, False)
            answer = choose("Is it a new one, or which one is it?", [*each, new])[0]
            if answer == _OPEN:
                self.record_first(failure.missing, True)
                return self._in_new_matter(failure.typed)
            return self.typed.replace(failure.typed, answer)
        if not each:
            return self.typed.replace(failure.typed, ask("Who or which is meant instead"))
        return self.typed.replace(failure.typed, choose("Is one of these meant?", each)[0])

    def _in_new_matter(self, typed: str) -> bool:
        """Put the matter that was opened last in the place of what was typed for it."""
        sought = Sought(type=MatterOpened.tag)
        with asking() as office:
            opened = log.page(office, sought=sought, newest=True, limit=1).events[0]
        return self.typed.replace(typed, opened.matter_id)

    def _fields(self, failure: Malformed) -> bool:
        """Ask for the first field of an event that is wrong and can be asked for."""
        if failure.tried is None:
            return self._text(failure)
        return self._of_field(failure.tried).ask(failure.errors[0])

    def _first_or_another(self, failure: Refused, missing: Missing) -> bool:
        """Record first what is missing, or ask for another one than that which there is not."""
        if failure.tried:
            question = self._of_field(failure.tried)
            if misfit := question.choices.nothing_named(missing):
                return question.ask(misfit)
        tell(failure.sentence)
        return self.record_first(missing, False)

    def _of_field(self, tried: TypedEvent) -> FieldQuestion:
        return FieldQuestion(self.typed, tried, self.record_first, self._first)

    def _text(self, failure: Malformed) -> bool:
        """Ask what is meant by a text that is of no event, like the day of a question."""
        misfit = failure.errors[0]
        if not failure.typed:
            return False
        if not misfit.choices:
            tell(misfit.sentence)
            return self.typed.replace(failure.typed, ask(f"What is meant by {failure.typed!r}"))
        each = [Offered(shown_day(one), one) for one in misfit.choices]
        return self.typed.replace(failure.typed, choose(plainly(misfit), each)[0])

    def record_first(self, missing: Missing, chosen: bool) -> bool:
        """Record another event before this one, if it is wanted, unless that was chosen already.

        Raises Exit where it is not.
        """
        if day := self._trial_held(missing):
            known = command(missing, "", day=day)
            self._first([one for one in shlex.split(known) if not one.endswith(f"={BLANK}")])
            return True
        if not chosen and not is_so(f"{_does(missing)}?"):
            end()
        for one in self._each(missing):
            self._record(one)
        return True

    def _each(self, missing: Missing) -> list[Missing]:
        """Return an event, or one for each of several who were named together."""
        if missing.type != PartyAdded.tag or not missing.data.get("name"):
            return [missing]
        name = str(missing.data["name"])
        with asking() as office:
            each = each_stranger(office, missing.matter_id, name)
        if not each or not is_so(_of_each(each), default=True):
            return [missing]
        return [missing._replace(data={**missing.data, "name": one}) for one in each]

    def _record(self, missing: Missing) -> None:
        """Record an event of which not all is known, and ask for its day where it needs one."""
        known = command(missing, "").removesuffix(f" --reason {BLANK}")
        words = [one for one in shlex.split(known) if not one.endswith(f"={BLANK}")]
        if words[-1] == "DAY" and missing.type == PartyAdded.tag:
            # Since when may be left open, but for whoever comes in another's place.
            words = [*words[:-1], self._day] if self._succeeds else words[:-2]
        elif words[-1] == "DAY":
            day = ask(f"On which day was it that {happened(missing.type)}")
            words[-1] = self._day if _same_day.fullmatch(day) and self._day else day
        self._first(words)

    def _trial_held(self, missing: Missing) -> str:
        """Return the day of the only trial that is on record as held, where that is missing."""
        if missing.type not in _TRIALS:
            return ""
        sought = Sought(type=HearingHeld.tag)
        with asking() as office:
            found = log.page(office, matter_id=missing.matter_id, sought=sought).events
        held = [
            one.effective
            for one in found
            if "trial" in str(json.loads(bytes(one.data)).get("kind")).casefold().split()
            and one.assertion == Assertion.OCCURRED
            and not one.amended
        ]
        return held[0] if len(held) == 1 else ""


def _does(missing: Missing) -> str:
    """Return what is done first by recording an event."""
    who = missing.data.get("name") or missing.data.get("party_id")
    match missing.type:
        case MatterOpened.tag:
            return f"Open {missing.matter_id} now"
        case PartyAdded.tag:
            return f"Record first who {who} is" if who else "Record first who is in the matter"
        case EventRetracted.tag:
            return "Take back first what rests on it"
    return f"Record first that {happened(missing.type)}"


def _of_each(names: Sequence[str]) -> str:
    """Return the question whether somebody named several, and not one of such a name."""
    return f"Are these {len(names)}: {'; '.join(names)}?"
