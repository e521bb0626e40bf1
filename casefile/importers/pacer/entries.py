"""Docket entries and their attachments: the text untouched, the day filed and the day entered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from casefile.event import MAX_TEXT, Draft
from casefile.importers.material import Record
from casefile.importers.pacer.docket import Docket
from casefile.importers.pacer.identities import ENTRY, KINDS, UNDATED
from casefile.importers.pacer.node import MAX_NAME, Node
from casefile.importers.pacer.wording import NO_TEXT

_PLACES = {
    "pacer_doc_id": "document {}",
    "pacer_seq_no": "sequence {}",
    "pacer_case_id": "case {}",
    "page_count": "pages: {}",
    "file_size_bytes": "bytes: {}",
}


def entry_records(docket: Docket, identities: Sequence[str]) -> Iterator[Record]:
    """Yield every entry, and every attachment, with its events, by the identity of each entry."""
    entries = docket.node.nodes("docket_entries")
    for entry, identity in zip(entries, identities, strict=True):
        yield Record(entry.where, "docket entry", tuple(_entry(docket, entry, identity)))
        yield from _attachments(docket, entry, identity)


def _entry(docket: Docket, entry: Node, identity: str) -> Iterator[Draft]:
    """Yield the event of an entry; one for each part of a text that is too long for one event."""
    words, short = entry.text("description"), entry.text("short_description")
    text = words or short
    label: dict[str, str] = {}
    if words and short and words != short:
        label["short_description"] = short
    if not text:
        label["text"] = ""
    number, entered = entry.name("document_number"), entry.moment("date_entered")
    filed = entry.day("date_filed")
    parts = [text[at : at + MAX_TEXT] for at in range(0, len(text), MAX_TEXT)] or [NO_TEXT]
    for place, part in enumerate(parts, start=1):
        data: dict[str, Any] = {"text": part}
        data |= {"number": number} if number else {}
        data |= {"entered": entered} if entered else {}
        data |= {"source_label": label} if label else {}
        of_parts = f"part {place} of {len(parts)}" if len(parts) > 1 else ""
        yield docket.draft(
            ENTRY,
            (KINDS[docket.shape], identity if place == 1 else f"{identity}/{place}"),
            data,
            effective=filed,
            locator=", ".join(_place(entry, f"entry {number}" if number else "", of_parts)),
            document=docket.document,
            inferred="" if filed else UNDATED,
        )


def _attachments(docket: Docket, entry: Node, identity: str) -> Iterator[Record]:
    seen: Counter[str] = Counter()
    for attachment in entry.nodes("attachments"):
        number = attachment.name("attachment_number")
        seen[number] += 1
        own = number if seen[number] == 1 else f"{number}#{seen[number]}"
        title = attachment.text("description").strip() or f"Attachment {number}".strip()
        data: dict[str, Any] = {"title": title, "kind": "attachment"}
        if len(title) > MAX_NAME:
            data["title"] = title[: MAX_NAME - 1] + "…"
        of_entry = entry.name("document_number")
        data |= {"docket_entry": of_entry} if of_entry else {}
        data |= {"exhibit": number} if number else {}
        filed = attachment.day("date_filed") or entry.day("date_filed")
        places = (f"entry {of_entry}" if of_entry else "", f"attachment {number}" if number else "")
        drafted = docket.draft(
            "document.filed",
            (f"{KINDS[docket.shape]} attachment", f"{identity}/{own}"),
            data,
            effective=filed,
            locator=", ".join(_place(attachment, *places)),
            document=docket.document,
            quote=title if len(title) > MAX_NAME else "",
            inferred="" if filed else UNDATED,
        )
        yield Record(attachment.where, "attachment", (drafted,))


def _place(node: Node, *first: str) -> Iterable[str]:
    """Return where something stands: in the docket, and among PACER's documents."""
    said = [words.format(node.text(key)) for key, words in _PLACES.items() if node.text(key)]
    return [*(one for one in first if one), *said]
