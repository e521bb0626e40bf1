"""Identities: what tells the entries of a docket apart, in every copy of it.

An entry that the log has keeps the identity under which it was first recorded; a new one has its
number, else its sequence number, else its words and days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice, pairwise

import msgspec

from casefile.event import MAX_TEXT, Envelope, Source, SourceKind
from casefile.importers.pacer.docket import Docket, Shape
from casefile.importers.pacer.node import Node
from casefile.importers.pacer.recognition import matched
from casefile.importers.pacer.wording import NO_TEXT, Wording
from casefile.law.fact import CORRECTED, corrected

ENTRY = "docket.entry_recorded"
UNDATED = "The archive does not say when it was filed."
# Entries of one docket in its several pages are events of their own: the short words of a history
# are no correction of the docket's own.
KINDS = {
    Shape.REPORT: "entry",
    Shape.APPEAL: "entry",
    Shape.ARCHIVE: "archived entry",
    Shape.HISTORY: "history entry",
    Shape.NOTICE: "notice",
}

_KEPT = {key: re.compile(rf"(?:^|, ){key} ([^,]+)") for key in ("sequence", "document")}
_NOWHERE = Source(kind=SourceKind.OTHER)


def identities(docket: Docket, recorded: Iterable[Envelope]) -> list[str]:
    """Return the identity of each entry of a docket, in the order of the entries.

    `recorded` is what the log has of the docket, in its order. Of new entries that are alike, the
    older one comes first, whichever way round the copy is printed.
    """
    entries = docket.node.nodes("docket_entries")
    wordings = [_wording(entry) for entry in entries]
    places = _oldest_first(wordings)
    known = _known(docket, recorded, len(entries))
    every = list(known)
    names = [every[place] for place in _oldest_first([known[name][-1] for name in every])]
    part = docket.shape is Shape.NOTICE
    found = [""] * len(entries)
    copies = matched(
        [known[name] for name in names], [wordings[place] for place in places], part=part
    )
    for place, old in zip(places, copies, strict=True):
        found[place] = "" if old is None else names[old]
    taken = set(known)
    for place in sorted(places, key=lambda one: wordings[one].days):
        if not found[place]:
            free = (one for one in _numbered(_bases(wordings[place])[0]) if one not in taken)
            found[place] = next(free)
            taken.add(found[place])
    return found


def _oldest_first(wordings: Sequence[Wording]) -> list[int]:
    """Return the places of entries in the order of a docket that begins with the oldest."""
    days = [one.filed for one in wordings if one.filed]
    rising = sum((one < other) - (one > other) for one, other in pairwise(days))
    return sorted(range(len(wordings)), reverse=rising < 0)


def _wording(entry: Node) -> Wording:
    words = entry.text("description") or entry.text("short_description")
    return _as_kept(
        entry.text("document_number"),
        entry.text("pacer_seq_no"),
        entry.text("pacer_doc_id"),
        words[:MAX_TEXT] or NO_TEXT,
        entry.day("date_filed"),
        entry.moment("date_entered"),
    )


def _recorded_wording(envelope: Envelope) -> Wording:
    data = msgspec.json.decode(envelope.data)
    locator = _cited(envelope).locator or ""
    kept = {key: found[1] if (found := one.search(locator)) else "" for key, one in _KEPT.items()}
    return _as_kept(
        data.get("number", ""),
        kept["sequence"],
        kept["document"],
        data["text"],
        "" if envelope.resolution == UNDATED else envelope.effective,
        data.get("entered", ""),
    )


def _cited(envelope: Envelope) -> Source:
    return envelope.source or _NOWHERE


def _as_kept(
    number: str, sequence: str, document: str, words: str, filed: str, entered: str
) -> Wording:
    """Return a wording; the page that asks for a document, like sho0_doc.pl, is none."""
    document = "" if "." in document else document.strip()
    return Wording(number.strip(), sequence.strip(), document, words, filed, entered)


def _known(docket: Docket, recorded: Iterable[Envelope], more: int) -> dict[str, list[Wording]]:
    """Return by its identity every wording that the copies of a document had of an entry.

    There can be `more` entries than are recorded.
    """
    # The number of a docket can be written in several ways.
    page = docket.document.removesuffix(docket.number)
    of_document = [one for one in recorded if (_cited(one).document or "").startswith(page)]
    search = _Identities(docket, len(of_document) + more)
    latest: dict[str, Envelope] = {}
    names: dict[str, str] = {}
    found: dict[str, list[Wording]] = {}
    for one in of_document:
        event_id, now = one.event_id, one
        if one.type == CORRECTED:
            said = msgspec.json.decode(one.data)
            event_id = said["target"]
            if event_id not in latest:
                continue
            now = corrected(latest[event_id], said["changes"])
        elif one.type != ENTRY:
            continue
        wording = _recorded_wording(now)
        if event_id not in names:
            names[event_id] = search.of(event_id, wording)
        latest[event_id] = now
        if names[event_id]:
            found.setdefault(names[event_id], []).append(wording)
    return found


class _Identities:
    """Finds under which identity an entry was recorded, by its id and its first wording."""

    def __init__(self, docket: Docket, most: int) -> None:
        self._docket = docket
        self._most = most
        self._made: dict[str, str] = {}  # each identity that was tried, by the id that it makes
        self._tried: dict[str, Iterator[str]] = {}

    def of(self, event_id: str, wording: Wording) -> str:
        """Return the identity of an entry; "" where no import has recorded it."""
        kind = KINDS[self._docket.shape]
        tried = [
            self._tried.setdefault(base, islice(_numbered(base), self._most))
            for base in _bases(wording)
        ]
        while event_id not in self._made:
            step = [identity for one in tried if (identity := next(one, ""))]
            if not step:
                return ""
            self._made |= {self._docket.event_id(kind, identity): identity for identity in step}
        return self._made[event_id]


def _bases(one: Wording) -> list[str]:
    """Return what an identity begins with: the one of today, and that of earlier versions.

    Those numbered the entries of a day that had no number.
    """
    if one.number:
        return [f"number {one.number}"]
    if one.sequence:
        return [f"sequence {one.sequence}"]
    return [f"said {one.filed} {one.entered} {one.words}", f"filed {one.filed}"]


def _numbered(base: str) -> Iterator[str]:
    """Yield the identities that entries with the same base have, one after the other."""
    yield base
    yield from (f"{base}#{number}" for number in count(2))
