"""Recounting: deadlines are counted again after what they rest on is amended, or set anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Draft, Links, Recorded
from casefile.law import placeholders, subjects
from casefile.law.calendar import life_of
from casefile.law.catalogue import store
from casefile.law.counting import count_deadline, find_trigger, no_trigger, rests_on
from casefile.law.entry import DEADLINE, HEARING, OPEN
from casefile.law.events.process import DeadlineSet, HearingScheduled
from casefile.law.events.record import EventCorrected
from casefile.law.fact import CORRECTED, Fact, of_class
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

    `amending` are the corrections and retractions of a post, and `moving` what it sets of hearings,
    which are in `known` already. The deadlines of their matters come in the order of the log, so
    that one that is counted from another follows it. `warnings` say which do not follow.
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
        for matter_id in dict.fromkeys(one.envelope.matter_id for one in self._causes.values()):
            opened = opening(matter_id, self.known)
            opened_by = opened[0].event_id if opened else ""
            for fact, data in self._counted(matter_id):
                grounds = (*rests_on(data, matter_id, self.known), fact.event_id, opened_by)
                cause = next((self._causes[one] for one in grounds if one in self._causes), None)
                if cause and data.computed and (draft := self._correction(fact, data, cause)):
                    yield Recount(draft, cause, data.deadline_id, data.due)
                    self._causes[fact.event_id] = cause

    def moved(self) -> Iterator[Recount]:
        """Yield each deadline that was counted from a hearing as it was set before, set again.

        It is left alone where the hearing is set otherwise by what takes effect later, and where
        the deadline is no longer open, or somebody has set it otherwise since.
        """
        for cause in self.moving:
            hearing = self.known.standing(cause.envelope.event_id)
            if hearing is None or not isinstance(hearing.data, HearingScheduled):
                continue
            matter_id, own = hearing.matter_id, hearing.data.hearing_id
            ids = [one for one in (own, hearing.data.replaces) if one]
            lives = [subjects.entry(HEARING, matter_id, one) for one in ids]
            earlier = {
                fact.event_id
                for entity, one in zip(lives, ids, strict=True)
                for fact in self.known.facts(entity)
                if fact.data.entry(one)
            } - {hearing.event_id}
            if not earlier or not life_of(lives[0], self.known).last.is_set_by(hearing):
                continue
            for fact, data in self._counted(matter_id):
                entity = subjects.entry(DEADLINE, matter_id, data.deadline_id)
                last = life_of(entity, self.known).last
                stands = last.is_set_by(fact) and last.entry.status == OPEN
                if stands and data.trigger in earlier and not self._is_overridden(fact):
                    yield self._set_again(fact, data, hearing, cause)

    def _set_again(self, fact: Fact, data: DeadlineSet, hearing: Fact, cause: Recorded) -> Recount:
        """Return a deadline set again from the hearing as it is set now."""
        following = replace(data, trigger=hearing.event_id, replaces=None)
        due, steps = count_deadline(following, fact.matter_id, self.known)
        draft = Draft(
            matter_id=fact.matter_id,
            type=DeadlineSet.tag,
            effective=cause.envelope.effective,
            assertion=cause.envelope.assertion,
            data=store(replace(following, due=due, steps=tuple(steps), computed=True)),
            links=Links(causation=cause.envelope.event_id),
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
        if due == data.due:
            return None
        changes = {"computed": True, "due": due, "steps": list(steps)}
        return Draft(
            matter_id=fact.matter_id,
            type=CORRECTED,
            effective=cause.envelope.effective,
            data={"target": fact.event_id, "changes": changes},
            links=Links(causation=cause.envelope.event_id),
            received=cause.envelope.received,
            event_id=self._new_id(cause.envelope.event_id, fact.event_id),
        )

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
            found = str(uuid5(ADDED, f"{cause}\n{deadline}\n{number}"))
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


def _not_to_be_followed(deadline_id: str, event_id: str) -> Refused:
    """Return the refusal of a correction after which nobody could say when a deadline is due."""
    sentence = (
        f"Deadline {deadline_id} would be left without a day that stands, or be counted from here "
        "on; retract it, and set it anew."
    )
    return Refused(sentence, code="correction.field_fixed", conflicts=(event_id,))
