"""Facts of the Cook County State's Attorney's felony tables: the events that one row makes.

What an event says, and its id, follow from the row alone, wherever it stands and whatever is
imported with it. What several tables say (the case, the participant, the arrest, how a charge
ended) has the same id and the same words from each of them. Only initiation says how a charge was
first filed: from the other tables the filing is inferred, and gives way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from uuid_utils import UUID, uuid5

from casefile.event import Confidence, Draft, Override, Source, SourceKind
from casefile.importers.cook_county import words
from casefile.importers.material import Unreadable
from casefile.importers.rows import Row
from casefile.law.edtf import parse

# The ids of the events are made under this name; another one would double what was imported.
NAMES = UUID("5b6f0d8e-94a1-5d0e-8f0a-6b2e3c7d9f10")
DOCUMENT = "Cook County State's Attorney felony data"
# Felonies of Illinois begin in the circuit court (Ill. Const. 1970, art. VI, sec. 9).
COURT = "illcirct"
MAX_WORDS = 500  # characters of what an event holds as a short text
_id = re.compile(r"[A-Za-z0-9._-]{1,24}", re.ASCII)  # two of them make the id of a charge
_BEFORE = ("incident_begin_date", "arrest_date")  # a charge is filed after them
_MIDNIGHT = "T00:00:00"


def unusable(row: Row, charges: bool) -> str:
    """Return why a row cannot be told from others, or placed in time; "" where it can."""
    keys = ("case_id", "case_participant_id", *(("charge_id",) if charges else ()))
    for column in keys:
        if not row.text(column):
            return f"It has no {column}."
        if not _id.fullmatch(row.text(column)):
            sentence = "an id has 1 to 24 letters, digits, '.', '_' and '-'."
            raise row.unreadable(column, sentence)
    return "" if row.text("received_date") else "It has no received_date."


def faulty(row: Row, columns: Iterable[str]) -> Iterator[Unreadable]:
    """Yield an error for each of these cells that cannot be read."""
    for column in columns:
        try:
            (on if column.endswith("_date") else short)(row, column)
        except Unreadable as error:
            yield error


def short(row: Row, column: str) -> str:
    """Return a cell with single spaces; raises Unreadable where no event can hold it."""
    text = " ".join(row[column].split())
    if len(text) > MAX_WORDS:
        sentence = f"it has {len(text):,} characters; {MAX_WORDS} at most can be recorded."
        raise row.unreadable(column, sentence)
    return text


def on(row: Row, column: str) -> str:
    """Return when a cell says something was, as EDTF; "" where it is blank.

    Copies of intake give days as the first instant of the day in another zone (04:00:00). When a
    case was received is a day, so a full hour there is by how much all times of the row are ahead;
    then a day without a time is its first instant too.
    """
    written = row.moment(column)
    ahead = row.moment("received_date").partition("T")[2]
    if not written or not ahead.endswith(":00:00"):
        return written.removesuffix(_MIDNIGHT)
    try:
        moment = datetime.fromisoformat(written) - timedelta(hours=int(ahead[:2]))
    except OverflowError as error:
        raise row.unreadable(column, "it lies before the first day of the calendar.") from error
    return moment.isoformat().removesuffix(_MIDNIGHT)


def fact(
    row: Row, kind: str, effective: str, data: dict[str, Any], key: str, **envelope: Any
) -> Draft:
    """Return a draft whose id follows from its type and the key of what it is about.

    What the court did is recorded where the law tables would refuse it.
    """
    draft = {
        "event_id": event_id(row, kind, key),
        "source": Source(kind=SourceKind.AGENCY, document=DOCUMENT, locator=key),
        "override": Override(reason="Recorded as the court has it.", authority=DOCUMENT),
        **envelope,
    }
    return Draft(
        matter_id=matter_of(row.text("case_id")),
        type=kind,
        effective=effective,
        data=data,
        **draft,
    )


def matter_of(case_id: str) -> str:
    """Return the id of a case's matter."""
    return f"cook-{case_id}"


def event_id(row: Row, kind: str, key: str) -> str:
    """Return the id of an event: its type, the row's case, and the key of what it is about."""
    return str(uuid5(NAMES, f"{kind}\n{row.text('case_id')}\n{key}"))


def party(row: Row) -> str:
    """Return the id of the row's participant."""
    return f"cook-{row.text('case_participant_id')}"


def item(row: Row) -> str:
    """Return the id of the row's charge: one charge_id stands for every participant charged."""
    return f"{row.text('charge_id')}-{row.text('case_participant_id')}"


def shared(row: Row) -> Iterator[Draft]:
    """Yield what every table says of the case and the participant."""
    case, participant = row.text("case_id"), row.text("case_participant_id")
    received = on(row, "received_date").partition("T")[0]
    opened = {
        "title": f"Cook County State's Attorney case {case}",
        "category": "criminal",
        "jurisdiction": "US-IL",
        "court_id": COURT,
        "docket_no": case,
        "time_zone": "America/Chicago",
    }
    yield fact(row, "matter.opened", received, opened, f"case {case}")
    if when := _incident(row):
        city = short(row, "incident_city")
        place = {"place": city} if city else {}
        yield fact(row, "matter.incident_occurred", when, place, f"case {case}")
    # A participant is not a defendant before anything is charged.
    added = {
        "party_id": party(row),
        "name": f"Participant {participant}",
        "kind": "person",
        "role": "participant",
    }
    yield fact(row, "party.added", received, added, f"participant {participant}")
    if arrested := on(row, "arrest_date"):
        by = ", ".join(filter(None, (short(row, "law_enforcement_agency"), short(row, "unit"))))
        text = f"Arrested by {by}." if by else "Arrested."
        noted = {"text": text, "party_id": party(row)}
        yield fact(row, "note.recorded", arrested, noted, f"arrest of participant {participant}")


def _incident(row: Row) -> str:
    """Return when the incident was: a day, or the days between which it went on."""
    begins, ends = (
        on(row, column).partition("T")[0] for column in ("incident_begin_date", "incident_end_date")
    )
    if not begins or not ends or ends == begins:
        return begins or (f"../{ends}" if ends else "")
    if ends < begins:
        sentence = f"the incident ends ({ends}) before it begins ({begins})."
        raise row.unreadable("incident_end_date", sentence)
    return parse(f"{begins}/{ends}").text


def intake(row: Row) -> Iterator[Draft]:
    """Yield what came of felony review; where nothing is charged, there is no charge to reject."""
    participant = row.text("case_participant_id")
    category, status = short(row, "offense_category"), short(row, "participant_status")
    text = f"Brought in for felony review{f': {category}' if category else ''}."
    text += f" Status of the participant: {status}." if status else ""
    received = on(row, "received_date").partition("T")[0]
    key = f"felony review of participant {participant}"
    said = {"text": text, "party_id": party(row)}
    yield fact(row, "note.recorded", received, said, f"intake, {key}")
    if result := short(row, "felony_review_result"):
        when = on(row, "felony_review_date").partition("T")[0] or received
        said = {"text": f"Felony review: {result}.", "party_id": party(row)}
        yield fact(row, "note.recorded", when, said, f"result, {key}")


def arraignment(row: Row) -> Iterator[Draft]:
    """Yield the arraignment; the tables do not say how the participant pleaded there."""
    participant = row.text("case_participant_id")
    if when := on(row, "arraignment_date"):
        held = {"kind": f"Arraignment of participant {participant}"}
        yield fact(row, "hearing.held", when, held, f"arraignment of participant {participant}")


def filing(row: Row) -> Draft:
    """Return the filing of a charge, as its initiation row has it."""
    event = short(row, "event")
    data = {**_charge(row), **described(row, "")}
    data["kind"] = words.offense_kind(data["offense"])
    if instrument := words.INSTRUMENTS.get(words.plain(event)):
        data["instrument"] = instrument
    labels = {"instrument": event} if event else {}
    if when := on(row, "event_date"):
        return _filed(row, when, data, labels)
    resolution = "No event is dated in the table: after the incident, and before what came next."
    how = {"confidence": Confidence.INFERRED, "resolution": resolution}
    return _filed(row, undated(row), data, labels, **how)


def undated(row: Row) -> str:
    """Return the interval in which a charge was filed of which the row does not give the day.

    It begins with the first day that the row has and ends with the arraignment. Without one it is
    open: what is recorded on the charge closes it, and can be older than the day on which the case
    was received.
    """
    first = min(
        filter(None, (on(row, name).partition("T")[0] for name in ("received_date", *_BEFORE)))
    )
    arraigned = on(row, "arraignment_date").partition("T")[0]
    return parse(f"{first}/{arraigned if arraigned >= first else '..'}").text


def inferred_filing(row: Row) -> Draft:
    """Return the filing that a disposition or a sentence goes to show: how it read is not told."""
    data = {**_charge(row), "offense": short(row, "updated_offense_category") or "felony"}
    resolution = (
        "Inferred from its disposition: filed after the incident, and before what came next."
    )
    how = {"confidence": Confidence.INFERRED, "resolution": resolution}
    return _filed(row, undated(row), data, {}, **how)


def _charge(row: Row) -> dict[str, Any]:
    count = row.text("charge_count")
    number = {"count_no": int(count)} if re.fullmatch(r"\d{1,5}", count, re.ASCII) else {}
    return {"party_id": party(row), "item_id": item(row), **number}


def _filed(row: Row, when: str, data: dict[str, Any], labels: dict[str, str], **how: Any) -> Draft:
    if row.text("primary_charge").lower() == "true":
        labels = {**labels, "primary_charge": "true"}
    if labels:
        data = {**data, "source_label": labels}
    return fact(row, "charge.filed", when, data, f"charge {item(row)}", **how)


def described(row: Row, prefix: str) -> dict[str, Any]:
    """Return the offense, its place in the statutes and its class, as a row has them."""
    columns = ("offense_title", "chapter", "act", "section", "class")
    names = [f"{prefix or ('charge_' if one == 'offense_title' else '')}{one}" for one in columns]
    title, chapter, act, section, degree = (short(row, name) for name in names)
    place = words.statute(chapter, act, section)
    said: dict[str, Any] = {"offense": title or place or "offense not named"}
    if place:
        said["statute"] = [place]
    if degree:
        said["severity"] = words.SEVERITIES.get(degree, "unknown")
        said["degree"] = f"Class {degree}"
    return said
