"""Copies: the records of a bundle under the ids that the log, or an earlier copy, has for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection

from casefile.event import Envelope
from casefile.importers.bundles import Bundles
from casefile.importers.material import Bundle
from casefile.recording.draft import read_draft
from casefile.store import log


def recognized(bundles: Bundles, connection: Connection) -> Iterator[Bundle]:
    """Yield each bundle with its records recognized, by the log and by the bundles before it."""
    upto = log.head(connection).position
    matters = [sorted({draft.matter_id for draft in bundle.drafts()}) for bundle in bundles]
    copies = Counter(name for names in matters for name in names)
    earlier: dict[str, list[Envelope]] = {name: [] for name, many in copies.items() if many > 1}
    for bundle, names in zip(bundles, matters, strict=True):
        found = bundle
        if bundle.recognized:
            known = [one.envelope for one in log.of_matters(connection, names, upto=upto)]
            known += [one for name in names for one in earlier.get(name, ())]
            found = bundle.recognized(known) if known else bundle
        yield found
        for draft in found.drafts() if earlier.keys() & set(names) else ():
            envelope = read_draft(draft, 0, draft.event_id or "").envelope
            earlier.get(draft.matter_id, []).append(envelope)
