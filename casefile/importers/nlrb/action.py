"""An action on a case of the National Labor Relations Board, and the events that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from casefile.event import Assertion, Confidence, Draft, Override, Source, SourceKind
from casefile.importers.nlrb.tables import Key
from casefile.importers.nlrb.words import ACTIONS, codes, words

LOG = "NLRB case activity log"
# How the day is told of what the source does not date.
NO_DAY = "The log does not have its day: it is that of what the log has next, or before."
DUE = ("RPRRD.BrfDu",)  # what is set for a day, and does not say that anything happened then
_places = {kind: place for place, kind in enumerate(ACTIONS)}


class Action(NamedTuple):
    """One action on a case, as the log has it or, where it lacks it, as the table beside it has.

    `said` are the columns of its own row in the table beside the log, `hearing_on` the day that a
    notice sets. `alone` marks an action that the log lacks, `when` is its date where that is no
    single day.
    """

    where: str
    key: Key
    kind: str
    day: str
    entered: str = ""
    control: str = ""
    said: Mapping[str, str] = {}
    hearing_on: str = ""
    alone: str = ""
    when: str = ""

    @property
    def ahead(self) -> bool:
        """Tell whether the agency entered the action before its day came."""
        return bool(self.entered) and self.day > self.entered[:10]

    @property
    def order(self) -> tuple[Any, ...]:
        """Return what orders the actions on a case that were entered at one instant."""
        place = _places.get(self.kind, len(_places))
        return (place, self.kind, self.key, self.alone, self.day, self.entered, self.control)

    def draft(
        self,
        role: str,
        kind: str,
        data: dict[str, Any],
        *,
        effective: str = "",
        assertion: Assertion | None = None,
        **envelope: Any,
    ) -> Draft:
        """Return one event of the action; `role` tells it from the others.

        What moves a petition, or the case itself, occurs on its own day even where it was entered
        ahead of it: the log does not say it again when the day comes. It has an override, and is
        irregular (date.future) where it lay more than a day ahead. All else that lies ahead is
        scheduled, so that an election set for a day is not taken to have been held.
        """
        moves = kind.startswith("claim.")
        decides = moves or kind.startswith("matter.")
        # What has no time of entry may lie ahead of it as well.
        overrides = moves or not self.entered or (decides and self.ahead)
        if self.kind in DUE or (self.ahead and not decides):
            assertion = Assertion.SCHEDULED
        unsaid = {"confidence": Confidence.INFERRED, "resolution": NO_DAY} if self.when else {}
        return Draft(
            matter_id=self.key.case,
            type=kind,
            effective=effective or self.when or self.day,
            data={"source_label": codes(self.kind, self.said), **data},
            assertion=assertion,
            source=_source(self),
            override=as_the_agency_has_it(self.kind) if overrides else None,
            **{"event_id": _event_id(self, role), **unsaid, **envelope},
        )

    def entry(self) -> Draft:
        """Return the action as an entry of the docket, in words."""
        entry = {"text": f"{words(self.kind, self.said)}."}
        if self.entered:
            entry["entered"] = self.entered
        return self.draft("entry", "docket.entry_recorded", entry)

    def status(self, status: str) -> Draft:
        """Return the action as what changes the status of the case."""
        data = {"status": status, "reason": words(self.kind, self.said)}
        return self.draft("status", "matter.status_changed", data)

    def stay(self, *, on: bool) -> Draft:
        """Return the action as what stays the case, or ends its stay."""
        data = {"on": on, "reason": words(self.kind, self.said)}
        return self.draft("stay", "matter.stay_changed", data)

    def claim(self, event: str, role: str = "claim", **data: Any) -> Draft:
        """Return the action as an event on the petition, for the unit that it names."""
        envelope = {name: data.pop(name) for name in ("assertion",) if name in data}
        item = {"item_id": f"petition-{self.key.unit}", **data}
        return self.draft(role, f"claim.{event}", item, **envelope)


def as_the_agency_has_it(kind: str) -> Override:
    """Return why an action is recorded even where the law of the lifecycle has no such move."""
    table = kind.partition(".")[0]
    return Override(
        reason="Recorded as the agency has it.", authority=f"NLRB case activity log, {table}"
    )


def _source(action: Action) -> Source:
    unit, sequence, recurrence = action.key[1:]
    locator = f"{action.kind}, unit {unit}, sequence {sequence}, recurrence {recurrence}"
    if action.control:
        locator += f", entry {action.control}"
    if action.alone:
        locator += f", {action.alone} alone"
    return Source(
        kind=SourceKind.AGENCY, document=LOG, locator=locator, date=action.entered or None
    )


def _event_id(action: Action, role: str) -> str:
    """Return the id of an event: what identifies the action in the log, readable.

    Of two events of one day the id decides the order, and the codes put a block before its
    lifting and a closing before a reopening.
    """
    case, unit, sequence, recurrence = action.key
    alone = f"-{action.day}" if action.alone else ""
    return f"nlrb-{case}-{action.kind}-{unit}-{sequence}-{recurrence}-{role}{alone}"
