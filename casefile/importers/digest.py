"""The digest of what an import is given, and of the very code that makes events of it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

SIZE = 16  # bytes


def digest_of(given: Any) -> bytes:
    """Return the digest of plain values; after any change of casefile it is another one."""
    found = hashlib.blake2b(_code(), digest_size=SIZE)
    found.update(msgspec.msgpack.encode(given))
    return found.digest()


@cache
def _code() -> bytes:
    """Return the digest of all that casefile is made of: whatever it reads differently may differ.

    No number that somebody has to raise says so as surely.
    """
    package = Path(str(files("casefile")))
    found = hashlib.blake2b(digest_size=SIZE)
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(f"{path.relative_to(package)} {path.stat().st_size} ".encode())
            found.update(path.read_bytes())
    return found.digest()
