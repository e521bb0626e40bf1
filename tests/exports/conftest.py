"""Chronologies to export: one with everything that a mark can say, and the office they lie in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from msgspec.structs import replace

from casefile.answers.facts import chronicle
from casefile.answers.facts.chronicle import Line
from casefile.event import Confidence, Draft, Source
from casefile.exports.formats import FORMATS
from tests.asking import Answers
from tests.histories import Office, draft

DAY = "2023-06-15"
HISTORY = """
docket: 2021-01-01 matter.docket_number_assigned court_id=nmd docket_no=D-101-CR-2021-7
incident: 2020-10-21 matter.incident_occurred place=Taos
filing: 2021-02-01 charge.filed severity=felony
other: 2021-02-02 charge.filed item_id=c2
before: ../2021-03-05 charge.amended item_id=c2
plea: 2023-06 charge.plea_entered plea=not_guilty
convicted: 2023-02-01 charge.conviction_entered item_id=c2 basis=bench !
set: 2023-06-16 hearing.scheduled hearing_id=h1 kind=trial at=2023-06-20
hearing: 2023-06-20 hearing.held hearing_id=h1 kind=trial
gone: 2023-03-01 charge.amended item_id=c1
told: 2023-04-01 charge.dismissed item_id=c1 (reported) ~2023-04-02
a: 2023-05-01 note.recorded text=Light party_id=p1
b: 2023-05-02 note.recorded text=Dark
c: 2023-05-03 source.conflict_recorded events=a,b
"""
AMENDING = """
mend: 2023-12-31 event.corrected target=filing changes={"effective":"2021-02-03"}
again: 2023-12-31 event.corrected target=filing changes={"data":{"offense":"arson"}}
take: 2023-12-31 event.retracted target=gone
"""
QUOTE = "Defendant, in chambers, said: no."
WORDS: dict[str, dict[str, Any]] = {
    "disputed": {
        "confidence": Confidence.DISPUTED,
        "as_written": "last month",
        "resolution": "against the date of the article",
        "source": Source(
            kind="news",  # type: ignore[arg-type]  # read like what is posted
            document="The Taos News",
            locator="page 3",
            quote=QUOTE,
            date="2023-04-02",
        ),
    },
    "inferred": {"confidence": Confidence.INFERRED},
}


def entry(event_id: str, text: str, *, on: str = "2023-01-01", **more: Any) -> Draft:
    """Return a docket entry to post."""
    made = draft(f"{event_id}: {on} docket.entry_recorded")
    return replace(made, data={"text": text}, **more)


def fill(office: Office) -> None:
    """Record a matter with facts of every kind that a chronology marks."""
    office.post(HISTORY)
    told = [entry(name, f"An entry that is {name}.", **how) for name, how in WORDS.items()]
    office.recorder.record(told, by="tester")
    office.post(AMENDING)


@pytest.fixture
def answers(office: Office) -> Answers:
    """Return the questions in an office with facts of every kind."""
    fill(office)
    return asking(office)


def asking(office: Office) -> Answers:
    """Return the questions, asked by the office's own clock."""
    return Answers(office.database, office._clock_us)


def lines(opening: Any) -> dict[str, Line]:
    """Return the lines of a chronology by their events, in order."""
    with opening as found:
        return {line.fact.event_id: line for line in found.lines}


def written(opening: Any, suffix: str) -> bytes:
    """Return a chronology as a document."""
    file = io.BytesIO()
    with opening as found:
        FORMATS[suffix].write(found, file)
    return file.getvalue()


def document(answers: Answers, suffix: str, **query: Any) -> bytes:
    """Return the chronology of m1 as a document."""
    return written(
        chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE, **query), suffix
    )


def told(office: Office, suffix: str, *texts: str) -> bytes:
    """Return a chronology of docket entries with these texts as a document."""
    made = [entry(f"text-{number}", text) for number, text in enumerate(texts)]
    office.recorder.record(made, by="tester")
    return document(asking(office), suffix)
