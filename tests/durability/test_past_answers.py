"""Past answers: asked again after all that can move a clock, they are what they were."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from casefile.errors import Refused
from casefile.law.events.office import ClockCorrected, ZoneChanged
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.asking import Answers, choose_zone
from tests.databases import Databases
from tests.histories import Office, open_office
from tests.length import at_length

PARTIES = ("p1", "p2", "p3")
MATTERS = ("m1", "m2")
ASKED = at_length(short=100, long=12_500)  # in each of two zones
LATER = at_length(short=30, long=2_000)
ACTS = (
    "charge.filed item_id={item} party_id={party}",
    "charge.plea_entered item_id={item} plea=not_guilty",
    "charge.plea_entered item_id={item} plea=no_contest",
    "charge.conviction_entered item_id={item} basis=plea_no_contest",
    "sentence.imposed item_ids={item}",
    "charge.dismissed item_id={item} prejudice=without",
    "charge.reinstated item_id={item}",
    "charge.amended item_id={item}",
    "party.merged from=p3 into=p1",
    "note.recorded party_id={party}",
    "intent.announced item_id={item} intended_event=charge.dismissed",
    "charge.dismissed item_id={item} (reported)",
)
FIRST = date(2023, 1, 1)


class Asked(NamedTuple):
    """A question about a party on a day, as known then."""

    party: str
    as_of: str
    known_at: str

    def answer(self, answers: Answers) -> Any:
        """Return what is answered, in full."""
        return answers.status(self.party, as_of=self.as_of, known_at=self.known_at)


class Years:
    """What happens in an office over two years, by chance, day by day."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.chance = random.Random(19)  # noqa: S311 - chance, not secrets
        self.posted: list[str] = []

    def pass_by(self, first: date, days: int, acts: int) -> None:
        """Let so many days pass with so many acts, some of them dated back."""
        for number in sorted(self.chance.choices(range(days), k=acts)):
            today = first + timedelta(days=number)
            self.office.today = today.isoformat()
            self._post(today - timedelta(days=self.chance.choice((0, 0, 1, 40, 300))))

    def _post(self, effective: date) -> None:
        chance = self.chance
        if self.posted and chance.random() < 0.15:
            line = f"{effective} event.retracted target={self.posted.pop(0)}"
        else:
            words = {"item": f"c{chance.randrange(6)}", "party": chance.choice(PARTIES)}
            line = f"{effective} {chance.choice(ACTS).format(**words)} @{chance.choice(MATTERS)}"
        for given in (line, f"{line} !"):
            with suppress(Refused):
                receipt = self.office.post(given)
                self.posted.append(receipt.entries[0].recorded.envelope.event_id)
                return

    def questions(self, count: int) -> Iterator[Asked]:
        """Yield questions about any day, as known at any position, instant or day until now."""
        events = Answers(self.office.database).events(limit=1_000)["events"]
        for _ in range(count):
            known = self.chance.choice(events)
            at = (f"@{known['position']}", known["recorded_at"], known["recorded_on"])
            day = FIRST + timedelta(days=self.chance.randrange(800))
            yield Asked(self.chance.choice(PARTIES), day.isoformat(), self.chance.choice(at))


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_answers__of_the_past__are_what_they_were_whatever_becomes_of_the_clock(
    databases: Databases, zone: str
) -> None:
    with databases.fresh() as url, open_office(url, *MATTERS, parties=PARTIES) as office:
        choose_zone(office.database, zone)
        years = Years(office)
        years.pass_by(FIRST, days=400, acts=150)
        told = [(one, one.answer(Answers(office.database))) for one in years.questions(ASKED)]
        # Of the last day an answer says itself that more may come to be known on it.
        asked = [one for one, answer in told if not answer["past_head"]]
        before = [answer for _, answer in told if not answer["past_head"]]
        assert len(asked) > ASKED * 0.9
        assert len({str(one) for one in before}) > ASKED / 4, "They are about the same."

        office.today = "2024-03-01"
        moved = ZoneChanged(to="Pacific/Honolulu", reason="Moved.")
        office.recorder.record_of_office(moved, by="tester")
        years.pass_by(date(2031, 5, 1), days=3, acts=3)
        office.today = "2024-03-05"
        ahead = Answers(office.database).head()["recorded_at"]
        corrected = ClockCorrected(ahead_at=ahead, reason="The battery was empty.")
        office.recorder.record_of_office(corrected, by="tester")
        years.pass_by(date(2024, 3, 6), days=300, acts=LATER)

        now = Answers(office.database)
        assert [one.answer(now) for one in asked] == before
        rebuild(office.database)
        assert verify(office.database).sound
        assert [one.answer(now) for one in asked] == before
