"""An importer: which files a source has, and the function that reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from casefile.material import Bundle

Read = Callable[[Sequence[Path]], Iterator[Bundle]]


class Importer(NamedTuple):
    """One source. `suffix` is that of its files, which are looked for in folders.

    `read` is given every file at once and raises Unreadable before it yields anything, so that
    broken input is never half imported.
    """

    suffix: str
    read: Read
