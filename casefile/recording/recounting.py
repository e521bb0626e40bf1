"""Recounting: deadlines are counted again after what they rest on is amended, or set anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid5

from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Draft, Links, Recorded
from casefile.law import placeholders, subjects
from casefile.law.calendar import Life, life_of
from casefile.law.catalogue import store
from casefile.law.counting import count_deadline, find_trigger, no_trigger, rests_on
from casefile.law.edtf import LAST_DAY, parse
from casefile.law.entry import OPEN
from casefile.law.events.process import DeadlineSet
from casefile.law.events.record import EventCorrected
from casefile.law.fact import CORRECTED, Fact, of_class
from casefile.law.grounds import counted_from, entry_set, from_instead, replaced_by, set_on
from casefile.law.known import Known
from casefile.law.rulebook import is_rule
from casefile.law.setting import opening
from casefile.recording.receipt import Added, Counted, Warned, placed

# The name space of the ids of corrections that casefile adds: fixed for ever.
ADDED = UUID("0b0f5a0e-7c0c-5a6e-9b7c-3a8c1d5c9e42")


class Recount(NamedTuple):
    """A deadline that was counted again, its cause, and the day as it was.

    The draft is a correction, or sets the deadline again where a hearing was moved.
    """

    draft: Draft
    cause: Recorded
    deadline_id: str
    before: str | None

    def added(self, recorded: Recorded) -> Added:
        """Return the added event as it stands on the log, and what became of the deadline."""
        cause, data = self.cause.envelope.event_id, self.draft.data
        changes = data.get("changes", data)
        before = f", and was due {self.before}" if self.before else ""
        if self.before == changes["due"]:
            before = " as before, but set again on another day or from another event"
        told = f"it is due {changes['due']}{before}."
        return Added(
            **placed(recorded),
            already=False,
            target=data.get("target", recorded.envelope.event_id),
            because=cause,
            deadline_id=self.deadline_id,
            before=self.before,
            counted=Counted(due=changes["due"], steps=changes["steps"]),
            sentence=(
                f"Deadline {self.deadline_id} was counted again, because of "
                f"{placeholders.event(cause)}: {told}"
            ),
        )


class Recounting:
    """Counts deadlines again after what they rest on has been amended, or set anew.

    `amending` are the corrections and retractions of a post, and `moving` what it sets of hearings
    and deadlines, which are in `known` already. The deadlines of their matters come in the order of
    the log, so that one that is counted from another follows it. `warnings` say which do not.
    """

    def __init__(
        self, amending: Sequence[Recorded], moving: Sequence[Recorded], known: Known
    ) -> None:
        self.known = known
        self.moving = moving
        self.warnings: list[Warned] = []
        # What was amended, each with the last event of the post that did it.
        self._causes = {known.origin(one).envelope.event_id: one for one in amending}

    def corrections(self) -> Iterator[Recount]:
        """Yield a correction of each deadline whose day changes; raises Refused.

        Each correction has to be added to what is known before the next is asked for.
        """
        self._check()
        causes = self._causes
        for matter_id in dict.fromkeys(one.envelope.matter_id for one in causes.values()):
            opened = opening(matter_id, self.known)
            opened_by = opened[0].event_id if opened else ""
            for fact, data in self._counted(matter_id):
                grounds = (
                    *rests_on(data, matter_id, self.known),
                    *(fact.event_id, opened_by),
                    *self._moves_of(fact, data),
                )
                cause = next((causes[one] for one in grounds if one in causes), None)
                if cause and data.computed and (draft := self._correction(fact, data, cause)):
                    yield Recount(draft, cause, data.deadline_id, data.due)
                    causes[fact.event_id] = cause

    def moved(self) -> Iterator[Recount]:
        """Yield each deadline that was counted from what was set otherwise before, set again.

        That is a hearing, or another deadline, be it one that was set again here. A deadline is
        left alone that is not open on the day of the move, or that somebody has set otherwise by
        then; what takes effect later stays as it is. Each has to be added to what is known before
        the next is asked for, and none is set again twice, however they are counted in a circle.
        """
        left = [(one, one.envelope.event_id) for one in self.moving]
        done: set[tuple[str, date]] = set()
        for cause, event_id in left:  # which grows meanwhile
            setting = self.known.standing(event_id)
            earlier = self._set_before(setting) if setting else set[str]()
            if setting is None or not earlier:
                continue
            done.add((entry_set(setting), _since(setting)))
            for fact, data in self._counted(setting.matter_id):
                if earlier.isdisjoint(counted_from(data)) or self._is_overridden(fact):
                    continue
                for on in self._days(setting, fact):
                    stand = self._stands(setting, on) and self._stands(fact, on, OPEN)
                    if stand and (entry_set(fact), on) not in done:
                        done.add((entry_set(fact), on))
                        following = from_instead(data, earlier, event_id)
                        since = setting if on == _since(setting) else fact
                        again = self._set_again(fact, following, since, cause)
                        yield again
                        left.append((cause, again.draft.event_id or ""))

    def _days(self, setting: Fact, fact: Fact) -> Iterator[date]:
        """Yield on which days a deadline may have to be set again because of a setting.

        That is the day of the setting, and a later one on which casefile has set the deadline again
        from what stood then.
        """
        yield _since(setting)
        if _since(fact) > _since(setting) and self._moved_by(fact):
            yield _since(fact)

    def _set_before(self, setting: Fact) -> set[str]:
        """Return the events that have set the same entry, or that in whose place it is set."""
        lives = filter(None, (entry_set(setting), replaced_by(setting)))
        return {
            fact.event_id
            for entity in lives
            for fact in self.known.facts(entity)
            if fact.data.entry(subjects.ids_of(entity)[1])
        } - {setting.event_id}

    def _stands(self, setting: Fact, on: date, status: str = "") -> bool:
        """Tell whether an entry stands on a day as an event has set it, in a status if given."""
        stood = self._life(entry_set(setting)).on(on)
        return stood.is_set_by(setting) and status in ("", stood.entry.status)

    def _life(self, entity: str) -> Life:
        return life_of(entity, self.known)

    def _set_again(self, fact: Fact, data: DeadlineSet, since: Fact, cause: Recorded) -> Recount:
        """Return a deadline set again from what it is counted from now, since another event."""
        following = replace(data, replaces=None)
        due, steps = count_deadline(following, fact.matter_id, self.known)
        draft = Draft(
            matter_id=fact.matter_id,
            type=DeadlineSet.tag,
            effective=since.envelope.effective,
            assertion=since.envelope.assertion,
            data=store(replace(following, due=due, steps=tuple(steps), computed=True)),
            links=Links(causation=cause.envelope.event_id, after=(fact.event_id,)),
            received=cause.envelope.received,
            event_id=self._new_id(cause.envelope.event_id, fact.event_id),
        )
        return Recount(draft, cause, data.deadline_id, data.due)

    def _check(self) -> None:
        """Refuse to leave a deadline without a day, or to have one followed that was given."""
        for event_id in self._causes:
            hit, fact = self.known.event(event_id), self.known.standing(event_id)
            if hit is None or fact is None:
                continue
            match self.known.plain(hit).data, fact.data:
                case DeadlineSet() as first, DeadlineSet() as now:
                    lacking = now.due is None and not (first.computed and now.computed)
                    followed = now.computed and not first.computed
                    if lacking or followed:
                        raise _not_to_be_followed(now.deadline_id, event_id)

    def _counted(self, matter_id: str) -> list[tuple[Fact, DeadlineSet]]:
        """Return the standing deadlines of a matter that casefile counted, in the log's order."""
        facts = self.known.facts(subjects.counted(matter_id))
        return of_class(sorted(facts, key=lambda one: one.position), DeadlineSet)

    def _correction(self, fact: Fact, data: DeadlineSet, cause: Recorded) -> Draft | None:
        """Return the correction of one deadline, or None where it stays as it is."""
        given, day = data, self._moved_on(fact)
        if day:
            data = self._from_what_stands(fact, data, day)
            if any(map(partial(self._is_later, fact), counted_from(data))):
                return self._set_again(fact, data, fact, cause).draft
        trigger = find_trigger(data, self.known)
        if trigger is None and data.due and self.known.event(data.trigger or ""):
            self._warn("deadline_trigger_retracted", fact, data, cause)
            return None
        if self._is_overridden(fact):
            self._warn("deadline_overridden", fact, data, cause)
            return None
        if trigger and trigger.position >= fact.position:
            raise no_trigger(trigger.event_id, fact.matter_id)
        own = self.known.origin(cause).envelope.event_id == fact.event_id
        if not own and data.rule and not data.period and not is_rule(data.rule):
            self._warn("deadline_rule_unknown", fact, data, cause)
            return None
        due, steps = count_deadline(data, fact.matter_id, self.known)
        if (due, data, day) == (data.due, given, day and fact.envelope.effective):
            return None
        changes = {"computed": True, "due": due, "steps": list(steps)}
        if data is not given:
            changes |= {"trigger": data.trigger} | ({"also": list(data.also)} if data.also else {})
        if day:
            changes |= {"effective": day}
        return Draft(
            matter_id=fact.matter_id,
            type=CORRECTED,
            effective=cause.envelope.effective,
            data={"target": fact.event_id, "changes": changes},
            links=Links(causation=cause.envelope.event_id),
            received=cause.envelope.received,
            event_id=self._new_id(cause.envelope.event_id, fact.event_id),
        )

    def _moved_on(self, fact: Fact) -> str:
        """Return since when a deadline is set again that casefile has set so; "" for any other."""
        moved_by = self._moved_by(fact)
        moved = self.known.standing(moved_by) if moved_by else None
        first, own = self.known.event(moved_by), self.known.event(fact.event_id)
        together = first and own and first.envelope.effective == own.envelope.effective
        since = moved if moved and together else fact
        return since.envelope.effective if moved_by else ""

    def _moves_of(self, fact: Fact, data: DeadlineSet) -> Iterator[str]:
        """Yield the events of which each can be what a deadline is set again from, if it is."""
        moved_by = self._moved_by(fact)
        for one in (moved_by, *counted_from(data)) if moved_by else ():
            hit = self.known.event(one)
            setting = self.known.plain(hit) if hit else None
            for entity in (entry_set(setting), replaced_by(setting)) if setting else ():
                yield from (each.envelope.event_id for each in self.known.recorded(entity))
            yield one

    def _moved_by(self, fact: Fact) -> str:
        """Return because of which event casefile has set a deadline again; "" for any other."""
        links = fact.envelope.links
        because = (links.causation or "") if links else ""
        others = self.known.recorded(entry_set(fact)) if because else ()
        made = {_made_id(because, one.envelope.event_id, 0) for one in others}
        return because if fact.event_id in made else ""

    def _from_what_stands(self, fact: Fact, data: DeadlineSet, day: str) -> DeadlineSet:
        """Return a deadline as it is counted from what is set on a day for what it rests on."""
        on = min(parse(day).latest or LAST_DAY, _since(fact, LAST_DAY))
        for one in counted_from(data):
            setting = set_on(one, on, self.known, self._life)
            if setting and setting.event_id != one:
                data = from_instead(data, (one,), setting.event_id)
        return data

    def _is_later(self, fact: Fact, event_id: str) -> bool:
        """Tell whether an event was recorded later than another one, which cannot name it."""
        hit = self.known.event(event_id)
        return hit is not None and hit.position > fact.position

    def _is_overridden(self, fact: Fact) -> bool:
        """Tell whether the day that stands was set by a correction that casefile did not add."""
        for event_id in reversed(fact.corrections):
            hit = self.known.event(event_id)
            match hit and self.known.plain(hit).data:
                case EventCorrected(changes=changes):
                    said = {**changes, **(changes.get("data") or {})}
                    if "due" in said:
                        return said["due"] is not None and said.get("computed") is not True
        return False

    def _new_id(self, cause: str, deadline: str) -> str:
        """Return the id of an added correction, always the same where it is not taken."""
        number = 0
        while True:
            found = _made_id(cause, deadline, number)
            if self.known.event(found) is None:
                return found
            number += 1

    def _warn(self, code: str, fact: Fact, data: DeadlineSet, cause: Recorded) -> None:
        says = {
            "deadline_trigger_retracted": (
                f"Deadline {data.deadline_id} stays due {data.due}: what it was counted from, "
                f"{placeholders.event(data.trigger or '')}, has been retracted."
            ),
            "deadline_rule_unknown": (
                f"Deadline {data.deadline_id} stays due {data.due}: the rule that it was counted "
                "by is none of those that are read here."
            ),
            "deadline_overridden": (
                f"Deadline {data.deadline_id} is due {data.due} by a correction of its own, so it "
                "does not follow what it was counted from."
            ),
        }
        warned = Warned(
            code=code,
            sentence=says[code],
            events=[fact.event_id, cause.envelope.event_id],
            matter_id=fact.matter_id,
            deadline_id=data.deadline_id,
        )
        self.warnings.append(warned)


def _since(fact: Fact, on: date | None = None) -> date:
    """Return from which day on what an event sets is set for certain, if not from a day given.

    What is to come is set as soon as it is known.
    """
    day = on or fact.bounds(None)[1]
    return day if fact.occurred else min(day, fact.known_on)


def _made_id(cause: str, deadline: str, number: int) -> str:
    return str(uuid5(ADDED, f"{cause}\n{deadline}\n{number}"))


def _not_to_be_followed(deadline_id: str, event_id: str) -> Refused:
    """Return the refusal of a correction after which nobody could say when a deadline is due."""
    sentence = (
        f"Deadline {deadline_id} would be left without a day that stands, or be counted from here "
        "on; retract it, and set it anew."
    )
    return Refused(sentence, code="correction.field_fixed", conflicts=(event_id,))
