"""The receipt: what came of a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from casefile.event import Recorded
from casefile.law.events.process import DeadlineSet
from casefile.law.fact import Fact

GIVEN = ("event_id", "matter_id", "version", "type", "recorded_at")


def _data(recorded: Recorded) -> Any:
    return Fact(recorded).data


class Entry(NamedTuple):
    """One posted event as it stands on the log; `already` if it had been posted before."""

    recorded: Recorded
    already: bool = False

    def as_answer(self) -> dict[str, Any]:
        """Return the event as it is answered, with what casefile has counted for it."""
        position, envelope = self.recorded
        said = {name: getattr(envelope, name) for name in GIVEN}
        said |= {"position": position, "already": self.already}
        if envelope.type == DeadlineSet.tag:
            data = _data(self.recorded)
            if data.computed:
                said["counted"] = {"due": data.due, "steps": list(data.steps)}
        return said


class Added(NamedTuple):
    """A correction of a deadline that casefile has added, and the day that was due before."""

    recorded: Recorded
    deadline_id: str
    before: str | None

    @property
    def sentence(self) -> str:
        """Return what became of the deadline."""
        changes, links = _data(self.recorded).changes, self.recorded.envelope.links
        because = f", because of {links.causation}" if links else ""
        before = f", and was due {self.before}" if self.before else ""
        due = f"it is due {changes['due']}{before}"
        return f"Deadline {self.deadline_id} was counted again{because}: {due}."

    def as_answer(self) -> dict[str, Any]:
        """Return the correction as it is answered: what it corrects, how, and because of what."""
        links, data = self.recorded.envelope.links, _data(self.recorded)
        return {
            **Entry(self.recorded).as_answer(),
            "target": data.target,
            "because": links.causation if links else None,
            "deadline_id": self.deadline_id,
            "before": self.before,
            "counted": {name: data.changes[name] for name in ("due", "steps")},
            "sentence": self.sentence,
        }


class Receipt(NamedTuple):
    """What came of a post: its events in order, the warnings, and the effect on every status.

    `added` are the corrections that casefile has added by itself.
    """

    entries: Sequence[Entry]
    warnings: Sequence[Mapping[str, Any]] = ()
    effects: Sequence[Mapping[str, Any]] = ()
    added: Sequence[Added] = ()

    def as_answer(self, *, dry_run: bool) -> dict[str, Any]:
        """Return the receipt as it is answered; a dry run's positions are those it would have."""
        return {
            "events": [entry.as_answer() for entry in self.entries],
            "added": [one.as_answer() for one in self.added],
            "warnings": list(self.warnings),
            "effects": list(self.effects),
            "dry_run": dry_run,
        }
