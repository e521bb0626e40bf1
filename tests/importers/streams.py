"""What a source becomes, as one digest, and what an import tells, as one answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import msgspec

from casefile.importers.material import Bundle
from casefile.importers.tally import Tally


def stream_of(bundles: Iterable[Bundle]) -> str:
    """Return the digest of bundles; it is another one after any change of a byte or of a place."""
    found = sha256()
    for one in bundles:
        found.update(msgspec.json.encode([one.name, one.whole, one.records]))
    return found.hexdigest()


def answered(tally: Tally) -> dict[str, Any]:
    """Return what a tally tells, as if nothing of it were long."""
    parts = tally.parts(dry_run=False)
    return {key: [*value] if isinstance(value, Iterator) else value for key, value in parts}
