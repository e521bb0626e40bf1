"""Recounting: deadlines are counted again after what they rest on is amended, or set anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import to_builtins
from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Assertion, Draft, Envelope, Links, Recorded
from casefile.law import placeholders, subjects
from casefile.law.calendar import Life, life_of
from casefile.law.catalogue import store
from casefile.law.course import DeadlineCourse, GroundsFrom, course_of, since
from casefile.law.due_days import count_deadline, find_trigger, no_trigger, rests_on
from casefile.law.entry import OPEN
from casefile.law.events.process import DeadlineSet
from casefile.law.events.record import EventCorrected
from casefile.law.fact import CORRECTED, Fact
from casefile.law.following import base_of, made_id, set_again_from
from casefile.law.grounds import counted_from, entry_set
from casefile.law.known import Known
from casefile.law.rulebook import is_rule
from casefile.law.setting import opening
from casefile.recording.receipt import Warned
from casefile.recording.recount import Recount

# What is counted of a deadline, and what one that is set again has not of the one before.
COUNTED = ("due", "steps", "computed")
UNLIKE = ("deadline_id", "replaces", *COUNTED)
TWICE = 2  # once for itself, and once for another deadline that it is counted from


class Recounting:
    """Counts deadlines again after what they rest on has been amended, or set anew.

    `amending` are the corrections and retractions of a post, and `moving` what it sets of hearings
    and deadlines, and what becomes of these; both are in `known` already. A deadline is set again
    on each day on which what it is counted from was set otherwise, while it is open and nobody has
    set it otherwise. What casefile has set again before is corrected to what it would be if all
    that stands had come in the order of its days. `warnings` say which deadlines do not follow.
    """

    def __init__(
        self, amending: Sequence[Recorded], moving: Sequence[Recorded], known: Known
    ) -> None:
        self.known = known
        self.warnings: list[Warned] = []
        # What was amended, each with the last event of the post that did it; and all that is new.
        self._causes = {known.origin(one).envelope.event_id: one for one in amending}
        self._news = {one.envelope.event_id: one for one in moving} | self._causes
        self._done: Counter[tuple[str, str]] = Counter()
        self._lives: dict[str, Life] = {}
        self._changes = -1

    def added(self) -> Iterator[Recount]:
        """Yield what is to be added to each deadline that changes; raises Refused.

        Each has to be added to what is known before the next is asked for. The deadlines of a
        matter come in the order of the log, and again while any of them changes: one can be counted
        from another, and in a circle, which ends.
        """
        self._check()
        again = True
        while again:
            again = False
            for matter_id in dict.fromkeys(one.envelope.matter_id for one in self._news.values()):
                facts = sorted(self._counted(matter_id), key=lambda one: one.position)
                for base_id in [one.event_id for one in facts if not set_again_from(one)]:
                    while recount := self._next(base_id, matter_id):
                        yield recount
                        added = recount.draft.data.get("target") or recount.draft.event_id or ""
                        self._causes[added] = self._news[added] = recount.cause
                        again = True

    def _counted(self, matter_id: str) -> Sequence[Fact]:
        return self.known.facts(subjects.counted(matter_id))

    def _next(self, base_id: str, matter_id: str) -> Recount | None:
        """Return what is to be added next to a deadline as somebody has set it, if anything is."""
        base = self.known.standing(base_id)
        if base is None or not isinstance(base.data, DeadlineSet) or not base.data.computed:
            return None
        opened = opening(matter_id, self.known)
        beneath = (opened[0].event_id,) if opened else ()
        course = course_of(base, base.data, self.known, self._life)
        cause = self._cause(self._bearing(course, beneath))
        if cause is None:
            return None
        found = self._of_itself(base, base.data, beneath) or self._on_another_day(course, cause)
        for step in () if found else course.steps:
            found = found or self._from_here_on(course, step, cause)
        for fact in () if found else course.again:
            found = found or self._as_it_stands(course, fact, beneath, cause)
        return found

    def _bearing(self, course: DeadlineCourse, beneath: Sequence[str]) -> Iterator[str]:
        """Yield the events that may bear on when a deadline is due, and on which day it is open."""
        base = course.base
        for fact in (base, *course.again):
            yield from (fact.event_id, *_rests_on(fact, self.known))
        yield from beneath
        for entity in (entry_set(base), *course.entities):
            yield from (one.envelope.event_id for one in self.known.recorded(entity))
        for one in self._news:  # what is done, and taken back, says whether a deadline is open
            hit = self.known.event(one)
            done = self.known.plain(hit).data if hit else None
            if done and (done.meets or done.undone):
                yield one

    def _cause(self, event_ids: Iterable[str]) -> Recorded | None:
        return next((self._news[one] for one in event_ids if one in self._news), None)

    def _life(self, entity: str) -> Life:
        if self._changes != self.known.changes:
            self._changes = self.known.changes
            self._lives.clear()
        if entity not in self._lives:
            self._lives[entity] = life_of(entity, self.known)
        return self._lives[entity]

    def _once(self, kind: str, name: str, times: int = 1) -> bool:
        """Tell whether something is done for the first time, or as often as it may be."""
        self._done[kind, name] += 1
        return self._done[kind, name] <= times

    def _of_itself(self, fact: Fact, data: DeadlineSet, beneath: Sequence[str]) -> Recount | None:
        """Return the correction of a deadline that somebody has set, if its day changes."""
        grounds = (*_rests_on(fact, self.known), fact.event_id, *beneath)
        cause = next((self._causes[one] for one in grounds if one in self._causes), None)
        if cause is None or not self._can_follow(fact, data, cause):
            return None
        trigger = find_trigger(data, self.known)
        if trigger and trigger.position >= fact.position:
            raise no_trigger(trigger.event_id, fact.matter_id)
        return self._corrected(fact, data, data, cause)

    def _can_follow(self, fact: Fact, data: DeadlineSet, cause: Recorded) -> bool:
        """Tell whether a deadline can follow what became of its grounds; warn where it cannot."""
        if (
            find_trigger(data, self.known) is None
            and data.due
            and self.known.event(data.trigger or "")
        ):
            self._warn("deadline_trigger_retracted", fact, data, cause)
            return False
        if self._is_overridden(fact):
            self._warn("deadline_overridden", fact, data, cause)
            return False
        own = self.known.origin(cause).envelope.event_id == fact.event_id
        if not own and data.rule and not data.period and not is_rule(data.rule):
            self._warn("deadline_rule_unknown", fact, data, cause)
            return False
        return True

    def _on_another_day(self, course: DeadlineCourse, cause: Recorded) -> Recount | None:
        """Return the correction by which what casefile has set again is so from another day on.

        That is what follows a move of which the day was corrected.
        """
        days = {step.on for step in course.steps}
        spare = [fact for fact in course.again if since(fact) not in days]
        for step in course.steps[1:]:
            for fact in () if course.set_again_on(step.on) else spare:
                alike = fact.data if isinstance(fact.data, DeadlineSet) else None
                if alike is None or _grounds_of(alike) != step.grounds:
                    continue
                if not self._is_overridden(fact) and self._once("day", fact.event_id):
                    effective, _ = self._when(step)
                    return self._corrected(fact, alike, alike, cause, effective=effective)
        return None

    def _as_it_stands(
        self, course: DeadlineCourse, fact: Fact, beneath: Sequence[str], cause: Recorded
    ) -> Recount | None:
        """Return what makes a setting of casefile say what the deadline is by now, if it does not.

        It is corrected, or set again where it would be counted from what was recorded later.
        """
        data = fact.data
        if not isinstance(data, DeadlineSet) or course.set_again_on(since(fact))[-1] is not fact:
            return None
        grounds = course.grounds(since(fact)) or _grounds_of(data)
        on = (*_rests_on(fact, self.known), fact.event_id, course.base.event_id, *beneath)
        near = next((self._causes[one] for one in on if one in self._causes), None)
        if near is None and grounds == _grounds_of(data):
            return None
        cause = near or self._cause(grounds) or cause
        following = self._following(course, fact, data, grounds)
        if not self._can_follow(fact, following, cause):
            return None
        if any(self._is_later(fact, one) for one in grounds):
            stands = self._life(entry_set(fact)).on(since(fact)).is_set_by(fact)
            if stands and self._once(entry_set(fact), str(since(fact))):
                return self._set_again(fact, following, fact.envelope, cause)
            return None
        return self._corrected(fact, data, following, cause)

    def _from_here_on(
        self, course: DeadlineCourse, step: GroundsFrom, cause: Recorded
    ) -> Recount | None:
        """Return a deadline set again from the day of a step on, where it is not and is open."""
        stood = self._life(entry_set(course.base)).on(step.on)
        fact = stood.set_by
        family = {one.event_id for one in (course.base, *course.again)}
        if fact is None or fact.event_id not in family or stood.entry.status != OPEN:
            return None
        data = fact.data
        if not isinstance(data, DeadlineSet) or _grounds_of(data) == step.grounds:
            return None
        if self._is_overridden(fact) or self._was_taken_back(course, step.on):
            return None
        if course.set_again_on(step.on) or not self._once(entry_set(fact), str(step.on)):
            return None
        effective = self._when(step)
        since_then = replace(fact.envelope, effective=effective[0], assertion=effective[1])
        following = self._following(course, fact, data, step.grounds)
        return self._set_again(fact, following, since_then, self._cause(step.grounds) or cause)

    def _when(self, step: GroundsFrom) -> tuple[str, Assertion]:
        """Return the day of a step as what makes it says it, and how that is said."""
        for one in step.grounds:
            setting = self.known.standing(one)
            if setting and since(setting) == step.on:
                return setting.envelope.effective, setting.envelope.assertion
        return step.on.isoformat(), Assertion.OCCURRED

    def _was_taken_back(self, course: DeadlineCourse, day: date) -> bool:
        """Tell whether somebody has taken back what casefile had set again on a day."""
        facts = map(self.known.plain, self.known.recorded(entry_set(course.base)))
        return any(
            since(fact) == day
            and set_again_from(fact)
            and base_of(fact, self.known) == course.base.event_id
            and self.known.standing(fact.event_id) is None
            for fact in facts
        )

    def _following(
        self, course: DeadlineCourse, fact: Fact, data: DeadlineSet, grounds: tuple[str, ...]
    ) -> DeadlineSet:
        """Return what a setting of casefile says if it follows its base, and what moved that.

        What somebody has corrected about it stays.
        """
        said = set(UNLIKE).union(*(self._by_hand(fact)))
        wanted = _from(course.data, grounds)
        return replace(wanted, **{name: getattr(data, name) for name in said})

    def _by_hand(self, fact: Fact) -> Iterator[set[str]]:
        """Yield the fields of a deadline that corrections name which casefile did not add."""
        for event_id in fact.corrections:
            hit = self.known.event(event_id)
            match hit and self.known.plain(hit).data:
                case EventCorrected(changes=changes):
                    said = {**changes, **(changes.get("data") or {})}
                    if said.get("computed") is not True:
                        yield said.keys() & set(DeadlineSet.__struct_fields__)

    def _corrected(
        self, fact: Fact, data: DeadlineSet, wanted: DeadlineSet, cause: Recorded, **said: str
    ) -> Recount | None:
        """Return the correction of a deadline to what it is by now; None where it is that."""
        due, steps = count_deadline(wanted, fact.matter_id, self.known)
        names = [one for one in DeadlineSet.__struct_fields__ if one not in COUNTED]
        others = {
            name: to_builtins(getattr(wanted, name))
            for name in names
            if getattr(wanted, name) != getattr(data, name)
        }
        if (due, others, said) == (data.due, {}, {}):
            return None
        if not self._once("correction", fact.event_id, TWICE):
            return None
        changes = {"computed": True, "due": due, "steps": list(steps), **others, **said}
        draft = Draft(
            matter_id=fact.matter_id,
            type=CORRECTED,
            effective=cause.envelope.effective,
            data={"target": fact.event_id, "changes": changes},
            links=Links(causation=cause.envelope.event_id),
            received=cause.envelope.received,
            event_id=self._new_id(cause.envelope.event_id, fact.event_id),
        )
        return Recount(draft, cause, data.deadline_id, data.due)

    def _set_again(
        self, fact: Fact, data: DeadlineSet, since_then: Envelope, cause: Recorded
    ) -> Recount:
        """Return a deadline set again from what it is counted from now, behind another setting."""
        following = replace(data, replaces=None)
        due, steps = count_deadline(following, fact.matter_id, self.known)
        draft = Draft(
            matter_id=fact.matter_id,
            type=DeadlineSet.tag,
            effective=since_then.effective,
            assertion=since_then.assertion,
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
            found = made_id(cause, deadline, number)
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
        if warned not in self.warnings:
            self.warnings.append(warned)


def _rests_on(fact: Fact, known: Known) -> tuple[str, ...]:
    data = fact.data
    return rests_on(data, fact.matter_id, known) if isinstance(data, DeadlineSet) else ()


def _grounds_of(data: DeadlineSet) -> tuple[str, ...]:
    return tuple(counted_from(data))


def _from(data: DeadlineSet, grounds: tuple[str, ...]) -> DeadlineSet:
    """Return a deadline as it is counted from other events, told in the same order."""
    return replace(data, trigger=grounds[0], also=grounds[1:] or data.also)


def _not_to_be_followed(deadline_id: str, event_id: str) -> Refused:
    """Return the refusal of a correction after which nobody could say when a deadline is due."""
    sentence = (
        f"Deadline {deadline_id} would be left without a day that stands, or be counted from here "
        "on; retract it, and set it anew."
    )
    return Refused(sentence, code="correction.field_fixed", conflicts=(event_id,))
