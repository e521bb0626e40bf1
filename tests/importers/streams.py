"""The stream of what a source becomes, as one digest: every record with its events, in order."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import msgspec

from casefile.importers.material import Bundle


def stream_of(bundles: Iterable[Bundle]) -> str:
    """Return the digest of bundles; it is another one after any change of a byte or of a place."""
    found = sha256()
    for one in bundles:
        found.update(msgspec.json.encode([one.name, one.whole, one.records]))
    return found.hexdigest()
