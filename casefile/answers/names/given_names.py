"""Given names: which of them one person may go by, by the kept list of `nicknames`."""

from __future__ import annotations

from functools import cache


def may_be_one(one: str, other: str) -> bool:
    """Tell whether of two given names, in small letters, one is a short form of the other."""
    return other in _short_forms().get(one, ()) or one in _short_forms().get(other, ())


@cache
def _short_forms() -> dict[str, set[str]]:
    """Return the short forms of each given name, read when a name is first compared."""
    # Few commands compare names, and the list takes long to read.
    from nicknames import NickNamer  # noqa: PLC0415 - as just said

    return NickNamer().nickname_lookup
