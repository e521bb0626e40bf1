"""Newer copies: what a source says now stands, and what it no longer says is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from casefile.event import Draft, Recorded
from casefile.importers.intake import Intake
from casefile.importers.material import Bundle, Reading, Record, Unsaid
from casefile.importers.tally import Tally
from casefile.recording.receipt import Receipt
from casefile.recording.recorder import Recorder
from casefile.store import log
from tests.histories import Office
from tests.importers.test_intake import (
    COUNT,
    COURT,
    DOE,
    docket,
    draft,
    entry,
    outcomes,
    take,
    texts,
)

READ_AS = ("d1.dismissed", "d1.convicted", "d1.sentenced", "d1.as-written")


def read_as(*facts: Draft, filed: str = "2023-01-05") -> Bundle:
    """Return a docket with one count whose disposition is read as these events."""
    party = Record("d1.json, party 1", "party", (draft("d1.p1", "party.added", **DOE),))
    opened = draft("d1.ct-1", "charge.filed", filed, override=COURT, **COUNT)
    said = tuple(str(one.event_id) for one in facts)
    unsaid = tuple(Unsaid(one) for one in READ_AS if one not in said)
    return docket(
        party,
        Record("d1.json, count 1", "count", (opened, *facts), readings=(Reading(said, unsaid),)),
    )


def quoting(text: str, one: Draft) -> Draft:
    """Return an event with other words of its source."""
    assert one.source is not None
    source = msgspec.structs.replace(one.source, quote=text)
    return msgspec.structs.replace(one, source=source)


DISMISSED = draft("d1.dismissed", "charge.dismissed", "2023-02-01", override=COURT, item_id="ct-1")
CONVICTED = draft(
    "d1.convicted",
    "charge.conviction_entered",
    "2023-03-01",
    override=COURT,
    item_id="ct-1",
    basis="unknown",
)
SENTENCED = draft(
    "d1.sentenced", "sentence.imposed", "2023-03-01", override=COURT, item_ids=["ct-1"]
)
UNREAD = draft("d1.as-written", "charge.disposition_recorded", item_id="ct-1", text="Odd words.")
OPEN, ENDED, GUILTY = read_as(), read_as(DISMISSED), read_as(CONVICTED, SENTENCED)
ODD = read_as(UNREAD)
WORDINGS = {"dismissed": ENDED, "sentenced": GUILTY, "as written": ODD}


def state(office: Office, **how: Any) -> str:
    """Return the state of the count."""
    return office.state("ct-1", party="doe", **how)


def recorded(office: Office) -> list[Recorded]:
    """Return every event on the log."""
    with office.database.read() as connection:
        return [log.recorded(row) for row in log.page(connection, after=0, limit=1_000)]


def amending(tally: Tally) -> dict[str, int]:
    """Return how many events of each type that take back or correct were recorded."""
    return {name: count for name, count in tally.events.items() if name.startswith("event.")}


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize("newer", WORDINGS)
@pytest.mark.parametrize("older", WORDINGS)
def test_reading__newer_words__state_and_flags_are_those_of_the_newer_copy_alone(
    office: Office, older: str, newer: str, at_once: bool
) -> None:
    copies = [OPEN, WORDINGS[older], WORDINGS[newer]]
    for part in [copies] if at_once else [[copy] for copy in copies]:
        take(office, *part)
    expected = {"dismissed": "dismissed", "sentenced": "sentenced", "as written": "charged"}
    flagged = {"dismissed": ["refilable_until"], "as written": ["unread_disposition"]}
    assert state(office) == expected[newer]
    assert office.flags(party="doe") == flagged.get(newer, [])
    assert take(office, *copies).events.total() == 0
    assert state(office) == expected[newer]


def test_reading__newer_words__what_was_known_before_stays_and_the_record_is_told(
    office: Office,
) -> None:
    take(office, GUILTY)
    known = office.position
    tally = take(office, ENDED)
    assert amending(tally) == {"event.retracted": 2}
    assert [one.event_id for one in tally.withdrawn] == ["d1.convicted", "d1.sentenced"]
    assert tally.withdrawn[0].sentence == "Conviction entered on charge wire fraud against Pat Doe"
    assert outcomes(tally, "count") == {"changed": 1}
    assert tally.vanished == []
    assert (state(office, known=known), state(office)) == ("sentenced", "dismissed")
    taken_back = [one for one in recorded(office) if one.envelope.type == "event.retracted"]
    reasons = {msgspec.json.decode(one.envelope.data)["reason"] for one in taken_back}
    assert reasons == {"source_changed"}


def test_reading__withdrawn_from_a_whole_document__is_not_told_as_gone(office: Office) -> None:
    take(office, ENDED._replace(whole="Docket report of 1:23-cr-00001"))
    tally = take(office, GUILTY._replace(whole="Docket report of 1:23-cr-00001"))
    assert (len(tally.withdrawn), tally.vanished) == (1, [])


def test_reading__no_words_any_more__told_and_kept(office: Office) -> None:
    take(office, ENDED)
    tally = take(office, OPEN._replace(whole="Docket report of 1:23-cr-00001"))
    assert (tally.events.total(), state(office)) == (0, "dismissed")
    assert [one.event_id for one in tally.vanished] == ["d1.dismissed"]


def test_reading__older_copy_again__takes_nothing_back(office: Office) -> None:
    for copy in (ENDED, GUILTY):
        take(office, copy)
    for copy in (ENDED, OPEN, ENDED):
        assert take(office, copy).events.total() == 0
    assert state(office) == "sentenced"


@pytest.mark.parametrize("at_once", [False, True])
def test_reading__withdrawn_and_said_again_in_other_words__counts_again(
    office: Office, at_once: bool
) -> None:
    again = read_as(quoting("DISMISSED as to count 1", DISMISSED))
    once_more = read_as(quoting("Count 1 dismissed", DISMISSED))
    copies = [ENDED, GUILTY, again]
    for part in [copies] if at_once else [[copy] for copy in copies]:
        take(office, *part)
    assert state(office) == "dismissed"
    assert amending(take(office, once_more)) == {"event.corrected": 1}
    assert state(office) == "dismissed"
    assert take(office, *copies, once_more).events.total() == 0
    whole = once_more._replace(whole="Docket report of 1:23-cr-00001")
    assert take(office, whole).vanished == []
    take(office, read_as(quoting("BOP", CONVICTED), quoting("BOP", SENTENCED)))
    assert state(office) == "sentenced"


def test_reading__restored_here__stays_so(office: Office) -> None:
    for copy in (ENDED, GUILTY):
        take(office, copy)
    (back,) = [
        one.envelope.event_id for one in recorded(office) if one.envelope.type == "event.retracted"
    ]
    office.post(f"2023-04-01 event.retracted @d1 target={back}")
    longer = read_as(quoting("BOP", CONVICTED), quoting("BOP", SENTENCED))
    tally = take(office, longer)
    assert (tally.refused, amending(tally)) == ([], {"event.corrected": 2})


def test_reading__taken_back_here_before__is_left_alone(office: Office) -> None:
    take(office, ENDED)
    office.post("2023-04-01 event.retracted @d1 target=d1.dismissed")
    tally = take(office, GUILTY)
    assert (tally.refused, tally.withdrawn, state(office)) == ([], [], "sentenced")
    other = take(office, read_as(quoting("Dismissed after all", DISMISSED)))
    assert (other.refused, other.changed) == ([], [])


def test_reading__corrected_here__is_withdrawn_all_the_same(office: Office) -> None:
    take(office, ENDED)
    office.post(
        '2023-04-01 event.corrected @d1 target=d1.dismissed changes={"effective":"2023-02-02"}'
    )
    take(office, GUILTY)
    assert state(office) == "sentenced"


def test_reading__recorded_here_on_top_of_what_is_withdrawn__irregular_and_kept(
    office: Office,
) -> None:
    take(office, ENDED)
    office.post("back: 2023-02-10 charge.reinstated @d1 item_id=ct-1 basis=refiled")
    tally = take(office, GUILTY)
    assert (tally.refused, state(office)) == ([], "sentenced")
    assert "irregular" in office.flags(party="doe")


def test_reading__only_on_its_day__other_days_stay(office: Office) -> None:
    def on(day: str) -> Bundle:
        bundle = read_as(CONVICTED)
        reading = Reading(("d1.convicted",), (Unsaid("d1.dismissed", day),))
        count = bundle.records[-1]._replace(readings=(reading,))
        return bundle._replace(records=(*bundle.records[:-1], count))

    take(office, ENDED)
    assert take(office, on("2023-03-01"), dry_run=True).withdrawn == []
    assert [one.event_id for one in take(office, on("2023-02-01")).withdrawn] == ["d1.dismissed"]


def test_reading__dry_run__tells_what_the_import_does(office: Office) -> None:
    take(office, ENDED)
    before = office.everything()
    told = take(office, GUILTY, ODD, dry_run=True)
    assert office.everything() == before
    done = take(office, GUILTY, ODD)
    assert (told.outcomes, told.events, told.withdrawn) == (
        done.outcomes,
        done.events,
        done.withdrawn,
    )


def test_correction__that_makes_something_recorded_here_illegal__irregular_and_not_refused(
    office: Office,
) -> None:
    take(office, OPEN)
    office.post("plea: 2023-01-10 charge.plea_entered @d1 item_id=ct-1 plea=not_guilty")
    tally = take(office, read_as(filed="2023-03-05"))
    assert (tally.refused, amending(tally)) == ([], {"event.corrected": 1})
    (flag,) = [one for one in office.flagged(party="doe") if one["code"] == "irregular"]
    assert "plea" in flag["events"]


def note(text: str) -> Bundle:
    """Return a docket with a note."""
    return docket(Record("r", "case fact", (draft("d1.x", "note.recorded", text=text),)))


def test_type__other_one_under_the_same_id__withdrawn_and_said_again(office: Office) -> None:
    def entered(text: str) -> Bundle:
        made = draft("d1.x", "docket.entry_recorded", text=text)
        return docket(Record("r", "case fact", (made,)))

    take(office, note("one"))
    tally = take(office, entered("two"))
    assert (tally.refused, [one.fields for one in tally.changed]) == ([], [("type",)])
    assert list(texts(office).values()) == ["two"]
    take(office, entered("three"))
    assert list(texts(office).values()) == ["three"]
    assert take(office, note("one"), entered("two"), entered("three")).events.total() == 0


def test_item__other_one_under_the_same_id__withdrawn_and_said_again(office: Office) -> None:
    second = draft("d1.ct-2", "charge.filed", override=COURT, **{**COUNT, "item_id": "ct-2"})
    moved = draft("d1.dismissed", "charge.dismissed", "2023-02-01", override=COURT, item_id="ct-2")
    take(office, ENDED)
    assert take(office, read_as(second, moved)).refused == []
    assert (state(office), office.state("ct-2", party="doe")) == ("charged", "dismissed")


class Overtaken(Recorder):
    """A recorder into which somebody else records just before the first post."""

    first: Sequence[Bundle] = ()

    def record(self, drafts: Sequence[Draft], **how: Any) -> Receipt:
        """Record the other import first."""
        first, self.first = self.first, ()
        if first:
            Intake(self.database, self).take(first, by="somebody else")
        return super().record(drafts, **how)


@pytest.mark.parametrize("other", ["one", "two"])
def test_two_imports__at_once__as_one_after_the_other(office: Office, other: str) -> None:
    recorder = Overtaken(office.database, office.recorder.clock.now_us)
    recorder.first = [docket(entry(1, other))]
    tally = Intake(office.database, recorder).take(
        [docket(entry(1, "two"), entry(2))], by="importer"
    )
    assert tally.refused == []
    assert texts(office) == {"d1.entry-1": "two", "d1.entry-2": "MOTION"}


@pytest.mark.parametrize("first", ["", "USD"])
def test_reading__amount_with_the_usual_currency_said__is_the_same(
    office: Office, first: str
) -> None:
    """An amount is stored with the currency that is meant anyhow, or without it."""

    def fined(currency: str) -> Bundle:
        said = {"currency": currency.lower().upper()} if currency else {}  # no constant of Python's
        fine = {"kind": "fine", "amount": {"amount": "5", **said}}
        data = {"item_ids": ["ct-1"], "components": [fine]}
        sentenced = draft("d1.sentenced", "sentence.imposed", "2023-03-01", override=COURT, **data)
        return read_as(CONVICTED, sentenced)

    assert take(office, fined(first)).events.total() > 0
    assert take(office, fined("" if first else "USD")).events.total() == 0
    assert amending(take(office, fined("EUR"))) == {"event.corrected": 1}
