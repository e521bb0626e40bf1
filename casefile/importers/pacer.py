"""PACER: federal dockets, as the JSON that Free Law Project's juriscraper makes of its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from casefile.importers.importer import Importer
from casefile.importers.pacer_counts import charge_records
from casefile.importers.pacer_docket import Docket, Shape, docket
from casefile.importers.pacer_entries import entry_records
from casefile.importers.pacer_facts import case_records
from casefile.importers.pacer_fields import left_out
from casefile.importers.pacer_json import Node, load
from casefile.importers.pacer_parties import contact_lines, parties, party_records
from casefile.material import Bundle, Record, Unreadable

# Each shape by the fields that only it has, the surest first.
MARKS = (
    ("appeal_from", Shape.APPEAL),
    ("date_last_filing", Shape.HISTORY),
    ("ordered_by", Shape.REPORT),
    ("mdl_status", Shape.REPORT),
    ("nature_of_suit", Shape.ARCHIVE),
)


def read(paths: Sequence[Path]) -> Iterator[Bundle]:
    """Yield the bundle of each file, in the order of the files, once all of them have been read.

    Where two files are copies of one docket, the later one is the newer. Raises Unreadable, with
    the file and the place in it, before anything is yielded.
    """
    yield from [_bundle(load(path, name)) for path, name in zip(paths, _names(paths), strict=True)]


def _names(paths: Sequence[Path]) -> list[str]:
    """Return what each file is called: its name, with its folder where another has the same."""
    counted = Counter(path.name for path in paths)
    return [
        path.name if counted[path.name] == 1 else f"{path.parent.name}/{path.name}"
        for path in paths
    ]


def _bundle(node: Node) -> Bundle:
    if node.has("dockets"):
        return _notice(node)
    court_id = node.text("court_id").strip()
    if not (node.has("docket_number") and node.has("docket_entries") and court_id):
        raise _unknown(node)
    shape = next((shape for key, shape in MARKS if node.has(key)), None)
    if shape is None:
        raise _unknown(node)
    one = docket(node, node.where, court_id, shape)
    return Bundle(node.where, (*_records(one), *left_out(node, "docket")), one.whole)


def _unknown(node: Node) -> Unreadable:
    return Unreadable(
        f"{node.where}: this is no docket, history or notice as juriscraper writes it; its fields "
        f"are {', '.join(sorted(node.value)[:12])[:300] or 'none'}."
    )


def _notice(node: Node) -> Bundle:
    """Return a notice of electronic filing, which has an entry in one docket or in several."""
    court_id = node.text("court_id").strip()
    dockets = node.nodes("dockets")
    if not dockets or not court_id:
        raise _unknown(node)
    records: list[Record] = []
    for one in dockets:
        found = docket(one, node.where, court_id, Shape.NOTICE)
        records += _records(found)
        records += _recipients(found, node)
    return Bundle(node.where, (*records, *left_out(node, "notice")))


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


def _records(one: Docket) -> Iterator[Record]:
    """Yield every record of a docket, each with its events or the reason why it has none."""
    yield from case_records(one)
    numbered = one.defendant
    charged = [party for party in parties(one) if party.node.node("criminal_data")]
    if numbered:
        data = {"text": f"The docket is printed for defendant {numbered}."}
        data |= {"party_id": charged[0].party_id} if len(charged) == 1 else {}
        drafted = one.draft("note.recorded", ("fact", f"defendant {numbered}"), data)
        where = f"{one.node.where}, federal_defendant_number"
        yield Record(where, "case fact", (drafted,))
    for party in parties(one):
        yield from party_records(one, party)
        yield from charge_records(one, party)
    yield from contact_lines(one)
    yield from entry_records(one)


PACER = Importer(
    "Federal dockets, as the JSON that juriscraper makes of PACER's pages.", ".json", read
)
