"""Same docket: another matter that has the docket number, in the same court, that one is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casefile.answers.asking import Asking, At
from casefile.answers.dockets.docket_courts import courts_numbered
from casefile.event import Recorded
from casefile.law import placeholders
from casefile.law.events.matter import MatterDocketNumberAssigned, MatterOpened
from casefile.law.fact import Fact
from casefile.projections.names import name_key
from casefile.recording.receipt import Warned

CODE = "duplicate.docket_number"
TYPES = (MatterOpened.tag, MatterDocketNumberAssigned.tag)
ADVICE = (
    "If both are one matter, take back what was recorded in the wrong one; if they belong "
    "together, say how they are related."
)


class SameDocket(NamedTuple):
    """A matter that is given the docket number of another one; `sentence` says so in words."""

    matter_id: str
    event_id: str
    other: str
    sentence: str

    @property
    def warning(self) -> Warned:
        """Return the warning, with what can be done."""
        sentence = f"{self.sentence} {ADVICE}"
        return Warned(
            code=CODE, sentence=sentence, events=(self.event_id,), matter_id=self.matter_id
        )


def same_docket(asking: Asking, added: Iterable[Recorded]) -> list[SameDocket]:
    """Return each matter that has the docket number that one of some new events gives.

    Where both say their court, it has to be the same.
    """
    numbered = [one for one in added if one.envelope.type in TYPES]
    if not numbered:
        return []
    with asking.gate() as at:
        found = [same for one in numbered for same in _found(at, one)]
        put = at.naming([one.sentence for one in found])
        return [one._replace(sentence=put(one.sentence)) for one in found]


def _found(at: At, recorded: Recorded) -> Iterator[SameDocket]:
    envelope = recorded.envelope
    for docket, court in _numbers(Fact(recorded)):
        rows = courts_numbered(at, docket)
        here = court or next((its for one, its in rows if one == envelope.matter_id), "")
        for one, its in rows:
            apart = here and its and name_key(its) != name_key(here)
            if one != envelope.matter_id and not apart:
                told = f"{placeholders.matter(one)} has the docket number {docket} already."
                yield SameDocket(envelope.matter_id, envelope.event_id, one, told)


def _numbers(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield the docket number that a fact gives its matter, and the court that it names."""
    match fact.data:
        case MatterOpened() | MatterDocketNumberAssigned() as said if said.docket_no:
            yield said.docket_no, said.court_id or ""
