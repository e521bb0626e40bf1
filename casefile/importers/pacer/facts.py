"""What a docket says of its case: the matter, its judges and its other facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casefile.event import Draft
from casefile.importers.material import Record, Unsaid
from casefile.importers.pacer.courts import category
from casefile.importers.pacer.docket import Docket, Shape
from casefile.importers.pacer.node import Node

# What a fact is called, by its field. The facts of two pages of one docket are the same events.
NOTES = {
    "cause": "Cause",
    "nature_of_suit": "Nature of suit",
    "jurisdiction": "Jurisdiction",
    "demand": "Demand",
    "jury_demand": "Jury demand",
    "mdl_status": "Multidistrict litigation",
    "appeal_from": "Appeal from",
    "case_type_information": "Type of case",
    "fee_status": "Fee status",
    "federal_dn_office_code": "Office in the docket number",
    "federal_dn_case_type": "Type in the docket number",
    "federal_dn_judge_initials_assigned": "Initials of the judge assigned",
    "federal_dn_judge_initials_referred": "Initials of the judge referred to",
    "pacer_case_id": "Number of the case in PACER",
}
DAYS = {
    "date_converted": "Case converted to another chapter.",
    "date_discharged": "Debtor discharged.",
    "date_last_filing": "Last filing on the docket.",
}
JUDGES = {"assigned_to_str": "assigned to", "referred_to_str": "referred to"}
LOWER_NOTES = {
    "court_id": "court",
    "name": "name",
    "identifier": "identifier",
    "docket_number": "docket number",
    "assigned_to": "assigned to",
    "ordering_judge": "ordering judge",
    "court_reporter": "court reporter",
    "disposition": "disposition",
}
LOWER_DAYS = {
    "date_filed": "case filed",
    "date_disposed": "case disposed of",
    "date_filed_noa": "notice of appeal filed",
    "date_judgment": "judgment",
    "date_judgment_eod": "judgment entered on the docket",
    "date_received_coa": "received by the court of appeals",
}
_magistrate = re.compile(r"\[(\d+:\d\d-mj-\d{3,6})(?:-[A-Za-z0-9-]+)?\]")


def case_records(docket: Docket, no_longer: tuple[Unsaid, ...]) -> Iterator[Record]:
    """Yield the matter, and each fact that the head of its docket states but its end.

    `no_longer` is what the page no longer says of the matter.
    """
    drafts = (_opened(docket), *_magistrate_numbers(docket))
    yield Record(docket.node.where, "docket", drafts, no_longer=no_longer)
    if not docket.court.known:
        sentence = f"courts-db has no court {docket.court.id}: it is kept as given, without a zone."
        yield Record(f"{docket.node.where}, court_id", "court", left_out=sentence)
    yield from _judges(docket)
    yield from _days(docket)
    printed = docket.node.text("docket_number").strip()
    if " ".join(printed.split()) != docket.number:
        yield _note(docket, "docket_number", f"Docket number as printed: {printed}")
    for key, words in NOTES.items():
        if text := docket.node.text(key).strip():
            yield _note(docket, key, f"{words}: {text}")
    if lower := docket.node.node("originating_court_information"):
        yield from _lower_court(docket, lower)


def _opened(docket: Docket) -> Draft:
    data = {
        "title": docket.node.name("case_name") or docket.number,
        "category": category(docket.court, docket.number, appeal=docket.shape is Shape.APPEAL),
        "jurisdiction": "US",
        "court_id": docket.court.id,
        "docket_no": docket.number,
    }
    if docket.court.time_zone:
        data["time_zone"] = docket.court.time_zone
    unsaid = "" if docket.filed else "The notice does not say when the matter was filed."
    return docket.draft(
        "matter.opened", ("matter", "opened"), data, effective=docket.opened, inferred=unsaid
    )


def _magistrate_numbers(docket: Docket) -> Iterator[Draft]:
    """Yield the numbers under which a criminal case started before a magistrate judge, and its own.

    The first entries of such a case say so in brackets: [3:09-mj-70329-MAG]. Its own number it has
    from the first entry on that does not, if it was not filed under it only then.
    """
    if docket.case_type != "cr":
        return
    first: dict[str, str] = {}
    own: list[str] = []
    last = ""
    for entry in docket.node.nodes("docket_entries"):
        filed = entry.day("date_filed").partition("T")[0]
        numbers = _magistrate.findall(entry.text("description"))
        for number in numbers:
            first[number] = min(filed, first.get(number, filed))
            last = max(filed, last)
        own += [] if numbers else [filed]
    for number, day in sorted(first.items()):
        yield docket.draft(
            "matter.docket_number_assigned",
            ("number", number),
            {"docket_no": number, "court_id": docket.court.id},
            effective=day,
            inferred="The day of the first entry that has the number.",
        )
    if first and docket.filed <= last:
        after = min((day for day in own if day > last), default="..")
        yield docket.draft(
            "matter.docket_number_assigned",
            ("number", docket.number),
            {"docket_no": docket.number, "court_id": docket.court.id},
            effective=f"{last or '..'}/{after}",
            inferred="Between the last entry with the magistrate judge's number and the next.",
        )


def _judges(docket: Docket) -> Iterator[Record]:
    """Yield the judges: each one is a fact of their own, so a new one is no correction."""
    named = [(key, docket.node.name(key)) for key in JUDGES]
    panel = docket.node.texts("panel")
    for key, name in [*named, *(("panel", one) for one in panel)]:
        if not name:
            continue
        label = {"office": JUDGES.get(key, key)}
        drafted = docket.draft(
            "official.assigned",
            (key, plain(name)),
            {"office": "judge", "name": name, "source_label": label},
            locator=JUDGES.get(key, key),
        )
        yield Record(f"{docket.node.where}, {key}", "case fact", (drafted,))


def _days(docket: Docket) -> Iterator[Record]:
    for key, words in DAYS.items():
        if day := docket.node.day(key):
            # The last filing is that on the page, which may be about one defendant.
            of_page = key == "date_last_filing" and docket.defendant
            yield _note(docket, key, words, day, of_page=docket.defendant if of_page else "")


def _lower_court(docket: Docket, lower: Node) -> Iterator[Record]:
    for key, words in LOWER_NOTES.items():
        if text := lower.text(key).strip():
            yield _note(docket, key, f"Court below, {words}: {text}", inside=lower)
    for key, words in LOWER_DAYS.items():
        if day := lower.day(key):
            yield _note(docket, key, f"Court below: {words}.", day, inside=lower)


def _note(
    docket: Docket,
    key: str,
    text: str,
    day: str = "",
    *,
    inside: Node | None = None,
    of_page: str = "",
) -> Record:
    """Return one fact as a note of the matter."""
    data: dict[str, Any] = {"text": text}
    identity = f"below/{key}" if inside else f"{key}/{of_page}" if of_page else key
    drafted = docket.draft("note.recorded", ("fact", identity), data, effective=day, locator=key)
    return Record(f"{(inside or docket.node).where}, {key}", "case fact", (drafted,))


def plain(name: str) -> str:
    """Return a name as what identifies somebody: lower case, single spaces."""
    return " ".join(name.casefold().split())
