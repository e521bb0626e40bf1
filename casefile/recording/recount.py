"""Recount: a deadline that was counted again, as it is added to a post and told."""

from __future__ import annotations

from typing import NamedTuple

from casefile.event import Draft, Recorded
from casefile.law import placeholders
from casefile.recording.receipt import Added, Counted, placed


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
