"""PACER: federal dockets, as the JSON that Free Law Project's juriscraper makes of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from casefile.event import Envelope
from casefile.importers.faults import Faults
from casefile.importers.files import named
from casefile.importers.material import AsBefore, Bundle, Record, Unreadable
from casefile.importers.pacer.counts import charge_records
from casefile.importers.pacer.docket import Docket, Shape, docket
from casefile.importers.pacer.endings import (
    Defendants,
    defendants,
    ending_records,
    no_longer,
)
from casefile.importers.pacer.entries import entry_records
from casefile.importers.pacer.facts import case_records
from casefile.importers.pacer.fields import left_out
from casefile.importers.pacer.identities import identities
from casefile.importers.pacer.namesakes import Numbered, numbered
from casefile.importers.pacer.node import Node, load
from casefile.importers.pacer.parties import contact_lines, parties, party_records
from casefile.importers.sources import Importer

# Each shape by the fields that only it has, the surest first.
MARKS = (
    ("appeal_from", Shape.APPEAL),
    ("date_last_filing", Shape.HISTORY),
    ("ordered_by", Shape.REPORT),
    ("mdl_status", Shape.REPORT),
    ("nature_of_suit", Shape.ARCHIVE),
)


def read(paths: Sequence[Path], faults: Faults, _as_before: AsBefore) -> Iterator[Bundle]:
    """Return the bundle of each sound file, in the order of the files, when all have been read.

    Where two files are copies of one docket, the later one is the newer.
    """
    pages = []
    for path, name in zip(paths, named(paths), strict=True):
        with faults.of(name):
            pages.append(_page(load(path, name)))
    made: list[Bundle] = []
    # What a page says counts for the others only where it comes in itself.
    while len(made) < len(pages):
        made = _bundles(pages, faults)
        pages = [page for page in pages if page.node.where not in faults]
    return iter(made)


def _bundles(pages: Sequence[_DocketPage], faults: Faults) -> list[Bundle]:
    """Return the bundle of each page of which one can be made, knowing what all of them say."""
    filed: dict[str, str] = {}
    charged: dict[str, Defendants] = {}
    numbers: dict[str, set[Numbered]] = {}
    known = []
    for page in pages:
        with faults.of(page.node.where):
            own = [(one, one.filed, defendants(one, parties(one))) for one in page.dockets]
            for one, day, named in own:
                filed |= {one.matter_id: day} if day else {}
                before = charged.get(one.matter_id, Defendants())
                charged[one.matter_id] = before.joined(named)
                numbers.setdefault(one.matter_id, set()).update(numbered(one))
            known.append(page)
    made = []
    for page in known:
        with faults.of(page.node.where):
            made.append(_bundle(page, filed, charged, numbers))
    return made


class _DocketPage(NamedTuple):
    """One file: its JSON, and the dockets in it, of which only a notice can have several."""

    node: Node
    dockets: tuple[Docket, ...]

    @property
    def is_notice(self) -> bool:
        return self.node.has("dockets")


def _page(node: Node) -> _DocketPage:
    """Return the dockets of a file; raises Unreadable where it has none that is known."""
    court_id = node.text("court_id").strip()
    if node.has("dockets"):
        found = [docket(one, court_id, Shape.NOTICE) for one in node.nodes("dockets")]
    else:
        shape = next((shape for key, shape in MARKS if node.has(key)), None)
        known = shape and node.has("docket_number") and node.has("docket_entries")
        found = [docket(node, court_id, shape)] if shape and known and court_id else []
    if not found:
        raise Unreadable(
            f"{node.where}: this is no docket, history or notice as juriscraper writes it; its "
            f"fields are {', '.join(sorted(node.value)[:12])[:300] or 'none'}."
        )
    return _DocketPage(node, tuple(found))


def _bundle(
    page: _DocketPage,
    filed: Mapping[str, str],
    charged: Mapping[str, Defendants],
    numbers: Mapping[str, Iterable[Numbered]],
) -> Bundle:
    """Return what is made of a file.

    `filed` are the days of filing that any file states, `charged` the defendants of all files, and
    `numbers` those of the defendants who have a page of their own in any.
    """
    records: list[Record] = []
    dockets: list[Docket] = []
    for one in page.dockets:
        elsewhere = "" if one.filed else filed.get(one.matter_id, "")
        told = frozenset(numbers[one.matter_id])
        known = replace(one, filed_elsewhere=elsewhere, numbered=told)
        dockets.append(known)
        records += _records(known, charged[one.matter_id])
        if page.is_notice:
            records += _recipients(known, page.node)
    records += left_out(page.node, "notice" if page.is_notice else "docket")
    whole = "" if page.is_notice else page.dockets[0].whole

    new = [identities(one, ()) for one in dockets]
    every = (*records, *_entries(dockets, new))

    def recognized(recorded: Sequence[Envelope]) -> Bundle:
        known = [identities(one, recorded) for one in dockets]
        found = every if known == new else (*records, *_entries(dockets, known))
        return Bundle(page.node.where, found, whole, recognized)

    return Bundle(page.node.where, every, whole, recognized)


def _entries(dockets: Sequence[Docket], found: Sequence[Sequence[str]]) -> Iterator[Record]:
    """Yield the entries of dockets by their identities."""
    for one, of_entries in zip(dockets, found, strict=True):
        yield from entry_records(one, of_entries)


def _recipients(one: Docket, notice: Node) -> Iterator[Record]:
    """Yield to whom a notice was sent, and that its documents have attachments."""
    entries = one.node.nodes("docket_entries")
    which = entries[0].text("document_number") if entries else ""
    told = f"Notice of electronic filing{f' of entry {which}' if which else ''}"
    day = entries[0].day("date_filed") if entries else ""
    for place, recipient in enumerate(notice.nodes("email_recipients"), start=1):
        name = recipient.name("name")
        text = f"{told} sent to {name or 'somebody who is not named'}."
        identity = ("recipient", f"{which}/{place}")
        drafted = one.draft(
            "note.recorded", identity, {"text": text}, effective=day, document=one.document
        )
        yield Record(recipient.where, "recipient", (drafted,))
    if notice.flag("contains_attachments"):
        drafted = one.draft(
            "note.recorded",
            ("attached", which),
            {"text": f"{told}: the document has attachments."},
            effective=day,
            document=one.document,
        )
        yield Record(f"{notice.where}, contains_attachments", "case fact", (drafted,))


def _records(one: Docket, charged: Defendants) -> Iterator[Record]:
    """Yield every record of a docket but its entries, each with its events or why it has none.

    `charged` are its defendants, on all pages that are read.
    """
    found = parties(one)
    yield from case_records(one, no_longer(one, charged))
    if numbered := one.defendant:
        data = {"text": f"The docket is printed for defendant {numbered}."}
        drafted = one.draft("note.recorded", ("fact", f"defendant {numbered}"), data)
        where = f"{one.node.where}, federal_defendant_number"
        yield Record(where, "case fact", (drafted,))
    for party in found:
        yield from party_records(one, party, found)
        yield from charge_records(one, party, found)
    yield from ending_records(one, found, charged)
    yield from contact_lines(one)


IMPORTER = Importer(".json", read)
